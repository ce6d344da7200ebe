"""What `citecheck archive` did, for a person and for a program."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import jsonschema
import pytest

from citecheck.models import Fate, SavedPage, SavingReport, Standing, Submission
from citecheck.report import Detail, Look
from citecheck.report.saved import render
from citecheck.report.schema import schemas

WHEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
SNAPSHOT = "https://web.archive.org/web/20261124100000/http://a.test/"
SAVED = SavedPage(
    "http://a.test/#x",
    Standing.SAVED,
    "no copy",
    "http://a.test/",
    Submission(Fate.SAVED, "saved", SNAPSHOT, WHEN),
)
REFUSED = SavedPage(
    "http://b.test/",
    Standing.REFUSED,
    "no copy",
    "http://b.test/",
    Submission(Fate.REFUSED, "the page answered 404 (not found) to the archive", code="error:not-found"),
)
PLANNED = SavedPage("http://c.test/", Standing.PLANNED, "no copy", "http://c.test/")
QUIET = SavedPage("http://d.test/", Standing.HAS_COPY, "its copy will do")
WITHHELD = SavedPage(
    "http://u:secret@e.test/", Standing.WITHHELD, "its address holds a user name or a password"
)


def report(*pages, **how):
    return SavingReport(
        **{"archive": "https://web.archive.org", "at": WHEN, "dry_run": False, "pages": pages, **how}
    )


def test_for_a_person():
    """What needs a person comes last; what is in order is counted alone."""
    assert render(report(REFUSED, QUIET, SAVED, PLANNED, WITHHELD), "terminal", Look()) == (
        "https://web.archive.org\n"
        "5 pages: 1 saved, 1 refused, 1 would-be-submitted, 1 has-copy, 1 withheld\n"
        "\n"
        "saved      http://a.test/\n"
        "           https://web.archive.org/web/20261124100000/http://a.test/\n"
        "would be   http://c.test/\n"
        "           no copy\n"
        "withheld   http://***@e.test/\n"
        "           its address holds a user name or a password\n"
        "refused    http://b.test/\n"
        "           the page answered 404 (not found) to the archive\n"
    )


@pytest.mark.parametrize(
    "how, line",
    [
        ({"dry_run": True}, "nothing was submitted (--dry-run)"),
        ({"offline": True}, "the network was down, so nothing is said about some pages; run again"),
        ({"warnings": ("the proxy\x07 saw it",)}, "warning: the proxy\\x07 saw it"),
    ],
)
def test_what_must_be_known_of_the_run(how, line):
    assert line in render(report(QUIET, **how), "terminal", Look(detail=Detail.HEADLINE)).splitlines()


@pytest.mark.parametrize("detail, lines", [(Detail.HEADLINE, 2), (Detail.PROBLEMS, 2), (Detail.ALL, 5)])
def test_how_much_is_shown(detail, lines):
    assert len(render(report(QUIET), "terminal", Look(detail=detail)).splitlines()) == lines


def test_nothing_is_cited():
    assert render(report(), "terminal", Look()) == "https://web.archive.org\n0 pages\n"


@pytest.mark.parametrize("pages", [(), (SAVED, REFUSED, PLANNED, QUIET, WITHHELD)], ids=["none", "all kinds"])
def test_for_a_program(pages):
    """It keeps the published schema, and no password is in it."""
    text = render(report(*pages), "json", Look())
    said = json.loads(text)
    schema = json.loads(schemas()["archive.schema.json"])
    jsonschema.Draft202012Validator(schema).validate(said)
    assert list(said) == ["version", "saved_at", "archive", "dry_run", "summary", "pages"]
    assert list(said["summary"]) == [str(standing) for standing in Standing]
    assert "secret" not in text
    assert [page["url"] for page in said["pages"]] == [page.url.replace("u:secret", "***") for page in pages]
