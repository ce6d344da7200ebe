"""One issue for a job that runs by the calendar: opened, kept up to date, closed; only news calls people."""

from __future__ import annotations

import json

import pytest

MARKER = "<!-- citecheck:citecheck -->"
BOT = {"login": "github-actions[bot]"}
NOTE = "[^{0}]: World Bank. Prices {0}. http://www.worldbank.org/prices/{0} Accessed May {1} 2011.\n"


@pytest.fixture
def weekly(job):
    job.pull_request = ""
    return job


def run(job, *days, **inputs):
    """Run the job on a report whose notes were accessed on these days of May."""
    markers = "".join(f"Body.[^{n}]\n\n" for n in range(1, len(days) + 1))
    job.write("reports/a.md", markers + "".join(NOTE.format(n, day) for n, day in enumerate(days, 1)))
    before = len(job.world["calls"])
    done = job.use(**{"command": "lint", "paths": "reports", "issue": "true", "fail": "false"} | inputs)
    made = [call for call in job.world["calls"][before:] if call[0] != "GET"]
    return done, [(method, path.removeprefix("repos/owner/reports/")) for method, path, _ in made]


def issue(job, number=0):
    return job.world["issues"][number]


def test_only_news_is_loud(weekly):
    """Weeks of a report: well, an error, the same, another one, one mended, all mended, an error again."""
    assert run(weekly, 31)[1] == []

    done, calls = run(weekly, 32)
    assert (done.code, calls) == (0, [("POST", "issues")])
    assert (issue(weekly)["title"], issue(weekly)["labels"]) == ("Endnotes to mend", ["citecheck"])
    assert issue(weekly)["body"].startswith(MARKER)
    assert issue(weekly)["body"].count("`D101`") == 1

    assert run(weekly, 32)[1] == [("PATCH", "issues/100")]

    assert run(weekly, 32, 33)[1] == [("PATCH", "issues/100"), ("POST", "issues/100/comments")]
    assert issue(weekly)["body"].count("`D101`") == 2
    (news,) = weekly.world["comments"]["100"]
    assert "Since the last run" in news["body"]
    assert "1 finding more" in news["body"]
    assert "May 33 2011" in news["body"]
    assert "May 32 2011" not in news["body"]

    assert run(weekly, 31, 33)[1] == [("PATCH", "issues/100")]

    assert run(weekly, 31, 30)[1] == [("PATCH", "issues/100")]
    assert (issue(weekly)["state"], issue(weekly)["state_reason"]) == ("closed", "completed")
    assert "Nothing to mend." in issue(weekly)["body"]
    assert run(weekly, 31, 30)[1] == []

    assert run(weekly, 32, 30)[1] == [("POST", "issues")]
    assert [each["state"] for each in weekly.world["issues"]] == ["closed", "open"]


def test_what_the_baseline_knows_opens_no_issue(weekly):
    run(weekly, 32, issue="false", baseline="known.json", args="--update-baseline")
    assert run(weekly, 32, baseline="known.json")[1] == []
    assert run(weekly, 32, 33, baseline="known.json")[1] == [("POST", "issues")]
    assert issue(weekly)["body"].count("`D101`") == 1


OTHERS = [
    ({"body": MARKER, "user": {"login": "mallory"}}, "the marker in an issue of somebody else"),
    ({"body": MARKER, "user": BOT, "pull_request": {}}, "a pull request, which is in the list of issues too"),
    ({"body": MARKER, "user": BOT, "state": "closed"}, "a closed issue"),
    ({"body": "<!-- citecheck:other -->", "user": BOT}, "the issue of another use of the action"),
]


@pytest.mark.parametrize("other", [row[0] for row in OTHERS], ids=[row[1] for row in OTHERS])
def test_left_alone_is(weekly, other):
    there = {"id": 1, "number": 3, "state": "open"} | other
    weekly.set_world(issues=[there])
    assert run(weekly, 32)[1] == [("POST", "issues")]
    assert issue(weekly) == there


def test_the_issue_is_found_without_its_label_and_behind_hundreds_of_others(weekly):
    """Somebody may take the label off, and a token may not be allowed to set it."""
    others = [{"id": n, "number": n, "state": "open", "body": "x", "user": BOT} for n in range(1, 251)]
    ours = {"id": 500, "number": 400, "state": "open", "body": MARKER, "user": BOT}
    weekly.set_world(issues=[*others, ours])
    assert run(weekly, 32)[1] == [("PATCH", "issues/400")]


LABELS = [("", None), ("two words, a comma", ["two words, a comma"]), ("$(touch pwned)", ["$(touch pwned)"])]


@pytest.mark.parametrize("label, labels", LABELS)
def test_title_and_label_are_sent_as_they_stand(weekly, label, labels):
    run(weekly, 32, issue_label=label, issue_title="@file")
    assert (issue(weekly).get("labels"), issue(weekly)["title"]) == (labels, "@file")
    assert not (weekly.workspace / "pwned").exists()


LEFT = [
    ({"paths": "absent.md"}, "nothing was judged", 2, "a run that could not start"),
    ({"command": "check", "args": "--snapshots none --patience 0 --retries 0 --proxy http://127.0.0.1:9"}, "nothing was judged", 0, "no network"),
    ({"issue": "false"}, "", 0, "not wanted"),
]  # fmt: skip


@pytest.mark.parametrize("inputs, said, code", [row[:3] for row in LEFT], ids=[row[3] for row in LEFT])
def test_the_issue_stays_as_it_is_with(weekly, inputs, said, code):
    """It is not closed because nothing was seen."""
    run(weekly, 32)
    done, calls = run(weekly, 31, **inputs)
    assert (calls, done.code) == ([], code)
    assert said in done.log
    assert issue(weekly)["state"] == "open"


def test_a_file_that_cannot_be_read_keeps_the_issue_open(weekly):
    run(weekly, 32)
    (weekly.workspace / "reports/torn.pdf").write_bytes(b"%PDF-1.7 torn")
    done, calls = run(weekly, 31)
    assert (done.code, calls) == (2, [("PATCH", "issues/100")])
    assert issue(weekly)["state"] == "open"
    assert "could not read everything" in issue(weekly)["body"]


def test_a_pull_request_writes_no_issue(weekly):
    weekly.pull_request = "7"
    done, calls = run(weekly, 32)
    assert calls == []
    assert "a pull request, so no issue is written" in done.log


def test_without_a_token_that_is_said_and_the_job_goes_on(weekly):
    weekly.token = ""
    done, calls = run(weekly, 32)
    assert (calls, done.code) == ([], 0)
    assert [name for name, _, text in done.obeyed if "no token" in text] == ["warning"]


def test_news_that_github_refused_are_told_the_next_time(weekly):
    run(weekly, 32)
    weekly.set_world(refuses="writing")
    done, _ = run(weekly, 32, 33)
    assert [name for name, _, text in done.obeyed if "issues: write" in text] == ["warning"]
    weekly.set_world(refuses=False)
    assert run(weekly, 32, 33)[1] == [("PATCH", "issues/100"), ("POST", "issues/100/comments")]


TORN = ["", "{", "[]", json.dumps({"version": 1})]


@pytest.mark.parametrize("last", TORN)
def test_a_torn_file_of_the_last_run_is_no_news(weekly, last):
    run(weekly, 32)
    (weekly.temp / "citecheck" / "kept-citecheck" / "last.json").write_text(last)
    assert run(weekly, 32, 33)[1] == [("PATCH", "issues/100")]
    assert run(weekly, 32, 33, 34)[1] == [("PATCH", "issues/100"), ("POST", "issues/100/comments")]
