"""The lines of keys and tables of a TOML file."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, strategies as st

from citecheck.toml_lines import lines_of

CASES = [
    ("retries = 3", {"retries": 1}, "a key"),
    ('\n# retries = 1\n  retries=3 # why\n"fail-on" = "never"', {"retries": 3, "fail-on": 4}, "comments, white space, quotes"),
    ("[time-to-live]\nlive = 1\n\n[ 'other' ]\nlive = 2", {"time-to-live": 1, "time-to-live.live": 2, "other": 4, "other.live": 5}, "tables"),
    ("time-to-live . live = 1", {"time-to-live.live": 1}, "a dotted key"),
    ("[[waive]]\ncode = 1\n[[waive]]\ncode = 2\n[x]\n", {"waive[0]": 1, "waive[0].code": 2, "waive[1]": 3, "waive[1].code": 4, "x": 5}, "an array of tables"),
    ("[[tool.citecheck.waive]]\n[tool.citecheck]\nretries = 3", {"tool.citecheck.waive[0]": 1, "tool.citecheck": 2, "tool.citecheck.retries": 3}, "in a table of others"),
    ('a = [\n  "b = 1",\n  "[c]",\n]\nd = 2', {"a": 1, "d": 5}, "an array over several lines"),
    ('a = """\nb = 1\n[c]\n"""\nd = 2', {"a": 1, "d": 5}, "a text over several lines"),
    ("a = '''x\nb = 1'''\nd = '''y'''\ne = 3", {"a": 1, "d": 3, "e": 4}, "texts without escapes"),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", [row[:2] for row in CASES], ids=[row[2] for row in CASES])
def test_keys_are_found_where_they_stand(text, expected):
    tomllib.loads(text)
    assert lines_of(text) == expected


@given(st.text(alphabet="ab.=[]\"' \t\n#x1", max_size=60))
def test_any_text_has_lines(text):
    """A line that is named is one of the text."""
    assert all(1 <= line <= text.count("\n") + 1 for line in lines_of(text).values())


NAMES = st.text("abc-_1", min_size=1, max_size=4)


@given(
    st.dictionaries(NAMES, st.integers(0, 9)),
    st.dictionaries(NAMES, st.dictionaries(NAMES, st.integers(0, 9))),
)
def test_every_key_of_a_plain_file_is_found(values, tables):
    """Its line says what the key is."""
    tables = {name: table for name, table in tables.items() if name not in values}
    lines = [f"{name} = {value}" for name, value in values.items()]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {value}" for key, value in table.items())]
    found = lines_of("\n".join(lines))
    assert all(lines[found[name] - 1] == f"{name} = {value}" for name, value in values.items())
    for name, table in tables.items():
        assert all(lines[found[f"{name}.{key}"] - 1] == f"{key} = {value}" for key, value in table.items())
