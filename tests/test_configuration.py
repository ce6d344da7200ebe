"""What is in force, where each value comes from, and the schema that editors check it by."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from citecheck.cli.main import run
from citecheck.configuration import Configuration, Value, configuration
from citecheck.errors import SettingsError
from citecheck.overrides import Override
from citecheck.report import in_force
from citecheck.settings import INTERNAL, Settings, load_settings, settings_from
from citecheck.waive import Waive

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "schema" / "config.schema.json").read_text(encoding="utf-8"))
FILE = """retries = 5
ignore = ["X102"]

[time-to-live]
dead = 60

[[overrides]]
paths = ["old/"]
fail-on = "never"

[[overrides]]
paths = ["old/very/"]
ignore = []
fail-on = "warning"

[[waive]]
code = "L105"
url = "http://u:secret@a.org/*"
reason = "seen"
until = 2027-06-30
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "citecheck.toml").write_text(FILE)
    return tmp_path


def found(folder, document=None, **given):
    return {each.name: each for each in configuration(None, folder, given, document).values}


ORIGINS = [
    ("retries", None, {}, (5, "file", 1)),
    ("retries", None, {"retries": 7}, (7, "command line", None)),
    ("retries", None, {"retries": None}, (5, "file", 1)),
    ("ignore", None, {}, (("X102",), "file", 2)),
    ("timeout", None, {}, (20.0, "default", None)),
    ("fail-on", None, {}, ("error", "default", None)),
    ("time-to-live.dead", None, {}, (60.0, "file", 5)),
    ("time-to-live.live", None, {}, (259200.0, "default", None)),
    ("fail-on", "old/a.txt", {}, ("never", "override", 9)),
    ("fail-on", "old/very/a.txt", {}, ("warning", "override", 14)),
    ("ignore", "old/very/a.txt", {}, ((), "override", 13)),
    ("ignore", "old/a.txt", {}, (("X102",), "file", 2)),
    ("fail-on", "old/a.txt", {"fail_on": "error"}, ("error", "command line", None)),
    ("fail-on", "new/a.txt", {}, ("error", "default", None)),
]


@pytest.mark.parametrize("name, document, given, expected", ORIGINS)
def test_each_value_has_its_origin(folder, name, document, given, expected):
    """The command line before overrides, these before the file, that before the defaults."""
    value = found(folder, document, **given)[name]
    assert (value.value, value.source, value.line) == expected


@pytest.mark.parametrize(
    "header, origin", [("[[overrides]]", "citecheck.toml, line 7"), ("[[waive]]", "citecheck.toml, line 16")]
)
def test_tables_say_where_they_stand(folder, header, origin):
    """The first of several says it, because the others stand below it in the same file."""
    lines = in_force.render(configuration(None, folder, {}, None), "terminal").splitlines()
    said = [line.partition("#")[2].strip() for line in lines if line.startswith(header)]
    assert said[0].endswith(origin)
    assert not any(said[1:])


def test_tables_have_the_line_of_the_first(folder):
    values = found(folder)
    assert (values["waive"].source, values["waive"].line) == ("file", 16)
    assert (values["overrides"].source, values["overrides"].line) == ("file", 7)


def test_every_setting_is_there_once_and_in_order(tmp_path):
    """Without a configuration all are defaults."""
    whole = configuration(None, tmp_path, {})
    names = [field.encode_name for field in msgspec.structs.fields(Settings) if field.name not in INTERNAL]
    assert list(dict.fromkeys(value.name.partition(".")[0] for value in whole.values)) == names
    assert whole.file is None
    assert {value.source for value in whole.values} == {"default"}


def test_lines_of_a_shared_file_are_those_of_its_own_table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(
        f"[tool.other]\nretries = 9\n\n[tool.citecheck]\n{FILE}".replace("[[", "[[tool.citecheck.").replace(
            "[time", "[tool.citecheck.time"
        )
    )
    whole = configuration(None, tmp_path, {})
    values = {each.name: each for each in whole.values}
    assert (whole.file, values["retries"].line, values["time-to-live.dead"].line, values["waive"].line) == (
        "pyproject.toml",
        5,
        9,
        20,
    )


# --- as it is printed


def test_what_is_printed_can_be_read_back(folder, capsys):
    """As TOML with remarks: the same settings are in force where it stands in the place of the file."""
    assert run(["config", "--delay", "0", "--select", "D,L"]) == 0
    text = capsys.readouterr().out
    assert "secret" not in text
    before = load_settings(None, folder)
    (folder / "citecheck.toml").write_text(text)
    after = load_settings(None, folder)
    as_masked = [
        msgspec.structs.replace(each, url=each.url.replace("u:secret", "***"), where="")
        for each in before.waive
    ]
    assert [msgspec.structs.replace(each, where="") for each in after.waive] == as_masked
    assert msgspec.structs.replace(after, waive=()) == msgspec.structs.replace(
        before, waive=(), delay=0.0, select=("D", "L")
    )


TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20).filter(
    lambda text: "@" not in text and ":" not in text
)
MANY = st.lists(TEXTS, max_size=3).map(tuple)
SETTINGS = st.builds(
    Settings,
    ignore=MANY, exclude=MANY, exclude_paths=MANY, proxy=st.none() | TEXTS, retries=st.integers(0, 99),
    timeout=st.floats(0.1, 1e6), offline=st.booleans(), fail_on=st.sampled_from(["error", "warning", "never"]),
    waive=st.lists(st.builds(Waive, code=TEXTS, reason=TEXTS, note=st.integers(1, 99), paths=MANY, until=st.none() | st.dates()), max_size=2).map(tuple),
    overrides=st.lists(st.builds(Override, paths=MANY.filter(bool), ignore=st.none() | MANY, strikes=st.none() | st.integers(1, 9)), max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(chosen=SETTINGS)
def test_any_settings_are_printed_as_toml_that_means_them(chosen):
    """Whatever stands in their texts."""
    values = []
    for field in msgspec.structs.fields(chosen):
        value = getattr(chosen, field.name)
        if field.name not in {*INTERNAL, "time_to_live"}:
            values.append(Value(field.encode_name, value, "default"))
    text = in_force.render(Configuration(None, None, tuple(values)), "terminal")
    read = settings_from(tomllib.loads(text), where="here")
    assert read == chosen


@pytest.mark.usefixtures("folder")
def test_remarks_say_where_from(capsys):
    assert run(["config", "old/very/a.txt", "--timeout", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "# in force for old/very/a.txt; citecheck.toml"
    said = {line.partition(" ")[0]: line.partition("  # ")[2] for line in lines if "  # " in line}
    assert (said["retries"], said["timeout"], said["fail-on"], said["offline"]) == (
        "citecheck.toml, line 1",
        "command line",
        "citecheck.toml, line 14 (overrides)",
        "default",
    )


@pytest.mark.usefixtures("folder")
def test_json_is_for_programs(capsys):
    assert run(["config", "--format", "json", "--retries", "9"]) == 0
    written = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "docs" / "schema" / "in-force.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(written, schema)
    assert list(written) == ["version", "file", "document", "settings"]
    assert written["settings"]["retries"] == {
        "value": 9,
        "source": "command line",
        "file": None,
        "line": None,
    }
    assert written["settings"]["ignore"] == {
        "value": ["X102"],
        "source": "file",
        "file": "citecheck.toml",
        "line": 2,
    }
    assert written["settings"]["waive"]["value"] == [
        {"code": "L105", "reason": "seen", "url": "http://***@a.org/*", "until": "2027-06-30"}
    ]


WRONG = [
    (["config", "--config", "none.toml"], "none.toml: cannot be read"),
    (["config", "--retries", "-1"], "command line: retries must be at least 0, not -1"),
    (["config", "--select", "Q"], "select: no rule has the code 'Q'"),
    (["config", "--format", "yaml"], "'yaml' is not one of"),
    (["config", "a.txt", "b.txt"], "b.txt"),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments, said", WRONG)
def test_what_is_wrong_is_said(capsys, arguments, said):
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


# --- the schema for editors


def as_json(table):
    """Return a table of TOML as the schema sees it: editors take days for texts."""
    return json.loads(json.dumps(table, default=date.isoformat))


def test_the_example_of_the_readme_is_valid():
    """By the schema and by the program."""
    (example,) = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    table = tomllib.loads(example)["tool"]["citecheck"]
    jsonschema.validate(as_json(table), SCHEMA, cls=jsonschema.Draft202012Validator)
    settings = settings_from(table, where="README.md")
    assert settings.waive[0].until == date(2027, 6, 30)


def test_the_examples_of_the_page_on_audits_are_valid():
    examples = re.findall(
        r"```toml\n(.*?)```", (ROOT / "docs" / "audits.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(examples) == 2
    for example in examples:
        jsonschema.validate(as_json(tomllib.loads(example)), SCHEMA, cls=jsonschema.Draft202012Validator)
        assert settings_from(tomllib.loads(example), where="audits.md") != Settings()


def test_every_setting_is_described():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    tables = {"": SCHEMA, **{name: SCHEMA["$defs"][name] for name in ("Waive", "Override")}}
    bare = [
        f"{name}.{key}"
        for name, table in tables.items()
        for key, kind in table["properties"].items()
        if not kind.get("description")
    ]
    assert bare == []
    assert not INTERNAL & {key for table in tables.values() for key in table["properties"]}


TABLES = [
    {},
    {"retries": 3, "fail-on": "never", "format": "sarif", "delay": 0},
    {"waive": [{"code": "L105", "note": 3, "reason": "r", "until": "2027-01-31"}]},
    {"overrides": [{"paths": ["a/"], "select": [], "strikes": 2}]},
    {"time-to-live": {"dead": 5}},
    {"retires": 3},
    {"retries": -1},
    {"timeout": 0},
    {"fail-on": "all"},
    {"folder": "."},
    {"output": "a.json"},
    {"time-to-live": {"alive": 5}},
    {"waive": [{"code": "L105", "reason": "r"}]},
    {"waive": [{"code": "L105", "note": 3}]},
    {"waive": [{"code": "L105", "note": 3, "reason": "r", "where": "here"}]},
    {"overrides": [{"paths": [], "select": []}]},
    {"overrides": [{"paths": ["a"], "retries": 3}]},
    {"overrides": [{"paths": ["a"], "strikes": 0}]},
]


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_schema_and_program_agree(table):
    """What an editor marks the program refuses, and the other way round."""
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(table)
    try:
        settings_from(table, where="here")
    except SettingsError:
        assert not valid
    else:
        assert valid


def test_a_configuration_of_a_document_is_a_value():
    """It can be compared and changed."""
    whole = Configuration("a.toml", None, ())
    assert replace(whole, document="b.txt").document == "b.txt"
