"""One comment on the pull request: written once, then kept up to date, and never a reason to fail."""

from __future__ import annotations

import pytest

MARKER = "<!-- citecheck:citecheck -->"
BOT = {"login": "github-actions[bot]"}
GOOD = "Body.[^1]\n\n[^1]: World Bank. Prices. http://www.worldbank.org/prices Accessed May 31 2011.\n"


def comment(job, **inputs):
    return job.use(**{"command": "lint", "paths": "reports", "comment": "true"} | inputs)


def calls(job):
    """Return what was asked of GitHub, without what was only looked up."""
    return [
        (method, path.removeprefix("repos/owner/reports/"))
        for method, path, _ in job.world["calls"]
        if method != "GET"
    ]


def bodies(job):
    return [each["body"] for each in job.world["comments"].get("7", [])]


def test_the_first_run_writes_a_comment_and_later_ones_update_it(job):
    comment(job)
    assert calls(job) == [("POST", "issues/7/comments")]
    assert bodies(job)[0].startswith(MARKER)
    assert "`D101`" in bodies(job)[0]
    assert "https://github.com/owner/reports/actions/runs/42" in bodies(job)[0]

    job.write("reports/a.md", GOOD)
    assert comment(job).code == 0
    assert calls(job)[1:] == [("PATCH", "issues/comments/9000")]
    assert "Nothing to mend." in bodies(job)[0]
    assert len(bodies(job)) == 1


OTHERS = [
    ({"body": "I say.", "user": BOT}, "another comment of the bot"),
    ({"body": f"> {MARKER}", "user": BOT}, "a comment that quotes the marker"),
    ({"body": MARKER, "user": {"login": "mallory"}}, "the marker in a comment of somebody else"),
    ({"body": "<!-- citecheck:other -->", "user": BOT}, "the comment of another use of the action"),
    ({"body": None, "user": BOT}, "a comment without text"),
]


@pytest.mark.parametrize("other", [row[0] for row in OTHERS], ids=[row[1] for row in OTHERS])
def test_left_alone_is(job, other):
    job.set_world(comments={"7": [{"id": 1, **other}]})
    comment(job)
    comment(job)
    assert calls(job) == [("POST", "issues/7/comments"), ("PATCH", "issues/comments/9001")]
    assert bodies(job)[0] == other["body"]


def test_the_comment_is_found_behind_hundreds_of_others(job):
    chatter = [{"id": number, "body": "I say.", "user": BOT} for number in range(250)]
    job.set_world(comments={"7": [*chatter, {"id": 500, "body": f"{MARKER}\nold", "user": BOT}]})
    comment(job)
    assert calls(job) == [("PATCH", "issues/comments/500")]


def test_of_two_comments_the_older_one_is_kept_up_to_date(job):
    job.set_world(comments={"7": [{"id": number, "body": MARKER, "user": BOT} for number in (5, 6)]})
    comment(job)
    assert calls(job) == [("PATCH", "issues/comments/5")]


def test_another_name_makes_another_comment(job):
    comment(job)
    comment(job, name="drafts")
    assert [body.splitlines()[0] for body in bodies(job)] == [MARKER, "<!-- citecheck:drafts -->"]


SILENT = [
    ({"pull_request": ""}, {}, "not a pull request", "a push"),
    ({}, {"comment": "false"}, "", "not wanted"),
    ({}, {"args": "--ignore D101"}, "nothing to mend", "nothing to mend"),
    ({}, {"paths": "absent.md"}, "nothing was judged", "nothing was judged"),
    ({"token": ""}, {}, "there is no token", "no token"),
]


@pytest.mark.parametrize("given, inputs, said", [row[:3] for row in SILENT], ids=[row[3] for row in SILENT])
def test_no_comment_is_written_where(job, given, inputs, said):
    for name, value in given.items():
        setattr(job, name, value)
    done = comment(job, **inputs)
    assert calls(job) == []
    assert said in done.log
    assert done.code == int(done.outputs["exit-code"])


@pytest.mark.parametrize("refuses", ["writing", "all"])
def test_a_token_that_may_not_write_is_said_and_the_job_goes_on(job, refuses):
    """What GitHub says is shown, and nothing in it is obeyed."""
    job.set_world(refuses=refuses, words="no ::error::pwned\n::error::pwned\n##[error]pwned")
    done = comment(job)
    assert bodies(job) == []
    warnings = [text for name, _, text in done.obeyed if name == "warning"]
    assert len(warnings) == 1
    assert "pull request from a fork" in warnings[0]
    assert "pwned" not in "".join(text for _, _, text in done.obeyed)
    assert "pwned" in done.log
    assert (done.code, done.outputs["exit-code"]) == (1, "1")


LONG = [
    ("\n".join(f"[^{n}]: World Bank. Prices {n}. http://www.worldbank.org/p/{n} Accessed May 32 2011." for n in range(1, 900)), "many notes"),
    ("\n".join(f"[^{n}]: 世界银行. 𝒫rices {'é' * 200} {n}. http://www.worldbank.org/p/{n} Accessed May 32 2011." for n in range(1, 300)), "many bytes"),
]  # fmt: skip


@pytest.mark.parametrize("notes", [row[0] for row in LONG], ids=[row[1] for row in LONG])
def test_a_long_report_is_a_comment_that_github_takes(job, notes):
    """The others are counted, and the link to the run is there."""
    job.write("reports/a.md", f"Body.[^1]\n\n{notes}\n")
    comment(job)
    (body,) = bodies(job)
    assert 60_000 < len(body) <= 65_536
    assert body.endswith("actions/runs/42)\n")
    assert "which do not fit here" in body


def test_a_report_that_is_longer_than_github_takes_is_cut(job):
    """A report keeps below the limit but for its warnings, which stand above it and are not counted."""
    report = job.temp / "citecheck" / "reports-citecheck" / "report.md"
    report.parent.mkdir(parents=True)
    report.write_text("> ⚠️ A warning.\n" * 20_000, encoding="utf-8")
    job.step_named("Comment on the pull request", {"exit-code": "1", "errors": "1", "warnings": "0"})
    (body,) = bodies(job)
    assert 60_000 < len(body) <= 65_536
    assert body.endswith("actions/runs/42)\n")
