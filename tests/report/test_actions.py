"""What is to be done about an endnote, and how its links stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from report_samples import COPY, FIRST, finding, link, report

from citecheck.models import (
    ArchivedForm,
    Entry,
    NoAnswer,
    NoSnapshot,
    NotChecked,
    Reason,
    Severity,
    Suggestion,
    Verdict,
)
from citecheck.report.actions import Action, action_for, by_action
from citecheck.report.fates import Fate, fate
from citecheck.report.headline import headline
from citecheck.report.tally import tally

FORM = ArchivedForm("http://a.example/tips.html", datetime(2011, 6, 14, tzinfo=UTC))
SHUT = NoAnswer(Reason.RATE_LIMITED)


@pytest.mark.parametrize(
    "code, offered, action",
    [
        ("L101", True, Action.REPLACE),
        ("L101", False, Action.LOOK),
        ("L102", True, Action.REPLACE),
        ("L103", False, Action.LOOK),
        ("L104", True, Action.ADDRESS),
        ("L105", False, Action.LOOK),
        ("L106", False, Action.LATER),
        ("A101", False, Action.LOOK),
        ("A104", False, Action.KEEP),
        ("U102", True, Action.ADDRESS),
        ("D101", True, Action.DATE),
        ("D106", False, Action.DATE),
        ("N104", False, Action.NOTE),
        ("I102", False, Action.NOTE),
        ("X101", False, Action.NOTE),
    ],
)
def test_each_finding_asks_for_one_kind_of_work(code, offered, action):
    """A page that is gone is replaced where a copy is offered, and else somebody has to look."""
    suggestion = Suggestion("a", "b", "c") if offered else None
    assert action_for(finding(code, suggestion=suggestion)) is action


@pytest.mark.parametrize(
    "verdict, snapshot, forms, word",
    [
        (Verdict.LIVE, COPY, (), Fate.LIVE),
        (Verdict.MOVED, NoSnapshot(), (), Fate.MOVED),
        (Verdict.CHANGED, COPY, (), Fate.CHANGED),
        (Verdict.DEAD, COPY, (), Fate.COPIED),
        (Verdict.SOFT_404, replace(COPY, title_matches=None), (), Fate.COPIED),
        (Verdict.DEAD, replace(COPY, title_matches=False), (), Fate.GONE),
        (Verdict.DEAD, NoSnapshot(), (), Fate.LOST),
        (Verdict.DEAD, NoSnapshot(unusable=3), (), Fate.LOST),
        (Verdict.DEAD, NoSnapshot(), (FORM,), Fate.GONE),
        (Verdict.DEAD, SHUT, (), Fate.GONE),
        (Verdict.DEAD, NotChecked("not asked"), (), Fate.GONE),
        (Verdict.UNREACHABLE, NoSnapshot(), (), Fate.SILENT),
        (Verdict.BLOCKED, COPY, (), Fate.CLOSED),
        (Verdict.MALFORMED, NotChecked("no host"), (), Fate.CLOSED),
        (Verdict.SKIPPED, NotChecked("scheme mailto"), (), Fate.CLOSED),
        (Verdict.OFFLINE, NotChecked("offline"), (), Fate.OFFLINE),
    ],
)
def test_a_link_stands_as_its_verdict_and_its_copy_say(verdict, snapshot, forms, word):
    """Only where the archive was asked and has nothing is a source called lost."""
    assert fate(replace(link(verdict, snapshot=snapshot), forms=forms)) is word


def test_the_headline_can_be_quoted():
    """It names each fate of a link that there is, in one order."""
    links = [link(Verdict.DEAD)] * 3 + [link(Verdict.LIVE)] * 2 + [link(Verdict.DEAD, snapshot=NoSnapshot())]
    entries = [Entry(FIRST, (each,)) for each in links]
    said = headline(tally([report(*entries)]))
    assert said == "6 endnotes, 6 links: 2 live, 3 gone with a copy, 1 lost"


def entry(number, *findings):
    """Make an endnote."""
    return Entry(replace(FIRST, number=number), (), (), findings)


def test_endnotes_stand_under_what_their_worst_finding_asks_for():
    """What mends errors comes first, then the surest work; remarks ask for nothing, but that a page moved."""
    gone = finding("L101", suggestion=Suggestion("a", "b", "c"))
    entries = [
        entry(1, finding("U102", Severity.WARNING)),
        entry(2, finding("D102", Severity.WARNING), finding("L101")),
        entry(3, finding("D101"), gone),
        entry(4, finding("U113", Severity.INFO)),
        entry(5, finding("L104", Severity.INFO)),
        entry(6, gone),
    ]
    found = [(action, [each.citation.number for each in group]) for action, group in by_action(entries)]
    assert found == [(Action.REPLACE, [3, 6]), (Action.LOOK, [2]), (Action.ADDRESS, [1, 5])]
