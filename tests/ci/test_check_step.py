"""The action's steps up to the exit code: what runs, what is said, what fails the job."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from local_web import LocalWeb, Page

GOOD = "Body.[^1]\n\n[^1]: World Bank. Prices. http://www.worldbank.org/prices Accessed May 31 2011.\n"
WARNED = "Body.[^1]\n\n[^1]: World Bank. Prices. http://www.world bank.org/prices Accessed May 31 2011.\n"

RUNS = [
    ({}, 1, "1", "1", "the whole checkout"),
    ({"paths": "reports"}, 1, "1", "1", "a folder"),
    ({"paths": "good.md"}, 0, "0", "0", "a file without findings"),
    ({"paths": "good.md\nreports/*.md\n"}, 1, "1", "1", "a line a path"),
    ({"paths": "with blanks and 'quotes'.md"}, 1, "1", "1", "names with blanks and quotes"),
    ({"paths": "--version"}, 2, "2", "0", "a name that looks like an option"),
    ({"paths": "absent.md"}, 2, "2", "0", "a file that is not there"),
    ({"paths": "reports", "args": "--ignore D101"}, 0, "0", "0", "further options"),
    ({"paths": "reports", "args": "--ignore\n  D101 -v\n"}, 0, "0", "0", "options over lines"),
    ({"paths": "reports", "args": "--nonsense"}, 2, "2", "0", "an option that does not exist"),
    (
        {"paths": "reports", "args": "--format json"},
        1,
        "1",
        "1",
        "an option that the action needs for itself",
    ),
    ({"paths": "reports", "fail_on": "never"}, 0, "0", "1", "a threshold"),
    ({"paths": "reports", "fail_on": "nonsense"}, 2, "2", "0", "a threshold that does not exist"),
    ({"paths": "reports", "fail": "false"}, 0, "1", "1", "findings that fail no job"),
    ({"paths": "absent.md", "fail": "false"}, 2, "2", "0", "what could not run fails the job all the same"),
    ({"paths": "reports", "baseline": "known.json"}, 0, "0", "0", "a baseline"),
    ({"paths": "reports", "baseline": "absent.json"}, 2, "2", "0", "a baseline that is not there"),
    ({"paths": "reports", "command": "parse"}, 2, "", "", "another command"),
    ({"paths": "reports", "name": "a/../b"}, 2, "", "", "a name that is none"),
    ({"paths": "reports", "name": "-x"}, 2, "", "", "a name that looks like an option"),
    ({"paths": "reports", "name": "x" * 51}, 2, "", "", "a name that is too long"),
]


@pytest.mark.parametrize(
    "inputs, code, exit_code, errors", [row[:4] for row in RUNS], ids=[row[4] for row in RUNS]
)
def test_inputs_decide_what_runs_and_what_fails(job, inputs, code, exit_code, errors):
    job.write("good.md", GOOD)
    job.write("with blanks and 'quotes'.md", (job.workspace / "reports/a.md").read_text())
    if not inputs.get("paths"):
        (job.workspace / "with blanks and 'quotes'.md").unlink()
    if inputs.get("baseline") == "known.json":
        job.use(command="lint", paths="reports", baseline="known.json", args="--update-baseline")
    done = job.use(**{"command": "lint"} | inputs)
    assert done.code == code, done.log
    assert (done.outputs.get("exit-code", ""), done.outputs.get("errors", "")) == (exit_code, errors)


SHOWN = [
    ("true", [("error", "D101"), ("notice", "1 endnote, 1 link")], False, "beside the lines"),
    ("false", [], True, "in the log"),
]


@pytest.mark.parametrize(
    "annotations, said, in_log", [row[:3] for row in SHOWN], ids=[row[3] for row in SHOWN]
)
def test_findings_are_shown(job, annotations, said, in_log):
    done = job.use(command="lint", paths="reports", annotations=annotations)
    assert [name for name, _, _ in done.obeyed] == [name for name, _ in said]
    for (_, properties, text), (_, words) in zip(done.obeyed, said, strict=True):
        assert words in properties["title"] + text
    assert ("<details>" in done.log) is in_log


def test_reports_are_left_in_three_forms_and_in_the_summary(job):
    done = job.use(command="lint", paths="reports", sarif="true")
    report = json.loads(job_file(done, "json"))
    assert report["summary"]["rules"] == {"D101": 1}
    assert json.loads(job_file(done, "sarif"))["version"] == "2.1.0"
    assert job.summary.read_text() == "### citecheck\n\n" + job_file(done, "markdown")
    uploads = [words for action, words in done.uses if action.startswith("github/codeql-action/")]
    assert uploads == [{"sarif_file": done.outputs["sarif"], "category": "citecheck"}]


def job_file(done, output):
    return Path(done.outputs[output]).read_text(encoding="utf-8")


def test_what_an_earlier_use_left_is_no_report(job):
    """Nothing is uploaded, and the summary says that citecheck could not run."""
    assert job.use(command="lint", paths="reports").code == 1
    done = job.use(command="lint", paths="absent.md", sarif="true")
    assert {"json", "markdown", "sarif"} & set(done.outputs) == set()
    assert not any(action.startswith("github/codeql-action/") for action, _ in done.uses)
    assert "citecheck could not run" in job.summary.read_text()


def test_a_program_that_falls_has_found_nothing(job):
    """Python ends with 1 too; with `fail: false` nobody would learn of it."""
    (job.temp / "msgspec.py").write_text("raise RuntimeError('broken')")
    job.more["PYTHONPATH"] = str(job.temp)
    done = job.use(command="lint", paths="reports", fail="false")
    assert "RuntimeError: broken" in done.log
    assert (done.code, done.outputs["exit-code"]) == (2, "2")


LOCAL = "--allow-private --snapshots none --delay 0 --retries 0 --patience 0"


def test_links_are_asked_and_what_was_seen_is_kept(job):
    """The second run asks nothing again; the folder is restored and saved although the job fails."""
    with LocalWeb({"/gone": Page("Gone", 404)}) as web:
        job.write("reports/a.md", f"Body.[^1]\n\n[^1]: World Bank. Prices. {web.base}/gone\n")
        first = job.use(paths="reports", args=LOCAL)
        asked = len(web.addresses)
        second = job.use(paths="reports", args=LOCAL)
    assert asked
    assert len(web.addresses) == asked
    for done in (first, second):
        assert done.code == 1, done.log
        assert ("error", "L101") in [(name, each.get("title", "")[10:14]) for name, each, _ in done.obeyed]
    restored, saved = (words for action, words in first.uses if action.startswith("actions/cache/"))
    assert restored["path"] == saved["path"] == f"{job.temp}/citecheck/kept-citecheck"
    assert restored["key"] == saved["key"] == restored["restore-keys"] + "42:1"


def test_lint_keeps_nothing(job):
    assert not any(action.startswith("actions/cache/") for action, _ in job.use(command="lint").uses)


OFFLINE = [("false", 0, 1, "a warning"), ("true", 3, 0, "a failure, if wanted")]


@pytest.mark.parametrize(
    "fails, code, warnings", [row[:3] for row in OFFLINE], ids=[row[3] for row in OFFLINE]
)
def test_a_network_that_is_down_is(job, fails, code, warnings):
    job.write("reports/a.md", GOOD)
    done = job.use(
        paths="reports", args=f"{LOCAL} --proxy http://127.0.0.1:9", fail_on_offline=fails, comment="true"
    )
    assert (done.code, done.outputs["exit-code"]) == (code, "3"), done.log
    said = [text for name, _, text in done.obeyed if name == "warning" and "links are not judged" in text]
    assert len(said) == warnings
    assert job.world["calls"] == []
