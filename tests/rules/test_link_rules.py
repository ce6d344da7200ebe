"""L, A: verdicts and snapshots become findings."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from factories import entries_of, findings_of, note, notes

from citecheck.models import ArchivedForm, Severity
from citecheck.rules.archives import no_snapshot

PAGES = {
    "live": None, "moved": "L104", "changed": "L103", "soft-404": "L102", "dead": "L101", "blocked": "L105",
    "unreachable": "L106", "malformed": None, "skipped": None, "offline": None,
}  # fmt: skip


def with_facts(*facts, accessed="3 May 2011"):
    return "\n".join([notes(note(accessed=accessed)), *(f"   -> {fact}" for fact in facts)])


@pytest.mark.parametrize("verdict, code", PAGES.items())
def test_verdict(verdict, code):
    """Each verdict that concerns the reader has its rule."""
    found = [finding.rule.code for finding in findings_of(with_facts(f"the page is {verdict}: it is so"))]
    assert found == ([code] if code else [])


@pytest.mark.parametrize("verdict", ["live", "moved", "dead", "blocked"])
def test_a_faulty_connection_is_told_beside_the_verdict(verdict):
    """The fault is a finding of its own, whatever is said of the page."""
    facts = [f"the page is {verdict}: it is so", "the connection has a fault: the certificate has expired"]
    (found,) = findings_of(with_facts(*facts), select=("L107",))
    assert found.message == "The secure connection has a fault: the certificate has expired."
    assert not findings_of(with_facts(facts[0]), select=("L107",))


@pytest.mark.parametrize(
    "verdict, snapshot, expected",
    [
        ("dead", "no copy is archived", {"A101 error"}),
        ("soft-404", "no copy is archived", {"A101 error"}),
        ("dead", "2 copies are archived, none usable", {"A101 error", "A103 warning"}),
        ("changed", "no copy is archived", {"A101 warning"}),
        ("unreachable", "no copy is archived", {"A101 warning"}),
        ("blocked", "no copy is archived", {"A101 warning"}),
        ("live", "no copy is archived", {"A104 warning"}),
        ("moved", "no copy is archived", {"A104 warning"}),
        ("live", "2 copies are archived, none usable", {"A103 warning"}),
        ("dead", "the nearest copy is of 2011-05-20", set()),
        ("dead", "the nearest copy is of 2012-05-02", set()),
        ("dead", "the nearest copy is of 2012-05-04", {"A102 info"}),
        ("live", "the nearest copy is of 2009-05-04", {"A102 info"}),
        ("live", "the nearest copy is of 2011-05-20, with another title", {"A103 warning"}),
    ],
)
def test_snapshot(verdict, snapshot, expected):
    """A source is lost only when page and copies are gone, and then it is an error."""
    found = findings_of(with_facts(f"the page is {verdict}: it is so", snapshot), select=("A",))
    assert {f"{finding.rule.code} {finding.rule.severity}" for finding in found} == expected


@pytest.mark.parametrize("verdict", ["dead", "soft-404", "unreachable"])
def test_a_source_that_is_archived_under_another_form_is_not_lost(verdict):
    """The printed URL is damaged, and the archive holds what it may have been."""
    (entry, *_), neighbours = entries_of(
        with_facts(f"the page is {verdict}: it is so", "no copy is archived")
    )
    form = ArchivedForm("http://www.example.org/a_b.html", datetime(2011, 5, 1, tzinfo=UTC))
    entry = replace(entry, links=tuple(replace(link, forms=(form,)) for link in entry.links))
    (message,) = no_snapshot.check(entry, neighbours)
    assert message.severity is not Severity.ERROR
    assert "another form" in message.text
    assert "lost" not in message.text


def test_unknown_is_not_none():
    """Where the archive was not asked, nothing is said of it."""
    assert not findings_of(with_facts("the page is dead: it is so"), select=("A",))
