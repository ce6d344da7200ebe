"""What broke, what healed and what is found anew between two checks."""

from __future__ import annotations

import pytest
from report_samples import OF_NOTE_2, document, finding, first, link, report, second

from citecheck.difference import Difference, difference
from citecheck.models import Verdict
from citecheck.report import render
from citecheck.shapes import decode_check


def check(*reports):
    """Return checks as they are read back from a file."""
    return decode_check(render(list(reports), "json"))


def with_verdict(verdict):
    return check(report(first(links=(link(verdict, f"is {verdict}"),)), second()))


@pytest.mark.parametrize(
    "old, new, where",
    [
        (Verdict.LIVE, Verdict.DEAD, "broken"),
        (Verdict.MOVED, Verdict.SOFT_404, "broken"),
        (Verdict.LIVE, Verdict.UNREACHABLE, "broken"),
        (Verdict.DEAD, Verdict.LIVE, "healed"),
        (Verdict.UNREACHABLE, Verdict.MOVED, "healed"),
        (Verdict.UNREACHABLE, Verdict.DEAD, "turned"),
        (Verdict.LIVE, Verdict.MOVED, "turned"),
        (Verdict.LIVE, Verdict.BLOCKED, "turned"),
        (Verdict.LIVE, Verdict.OFFLINE, "turned"),
    ],
)
def test_turned_links(old, new, where):
    """A link broke, healed, or turned in some other way."""
    found = difference(with_verdict(old), with_verdict(new))
    (turn,) = getattr(found, where)
    assert (turn.note, turn.url, turn.old, turn.new) == (1, "http://a.example/tip.html", old, new)
    assert turn.reason == f"is {new}"
    assert len(found.broken) + len(found.healed) + len(found.turned) == 1


def test_nothing_changed():
    """Two checks of the same are no difference."""
    found = difference(check(report()), check(report()))
    assert found == Difference()
    assert not found


def test_findings_come_and_go():
    """Findings are compared by rule and source, counted, wherever they stand and however they are said."""
    old = check(report(first(finding(), finding("D102")), second()))
    new = check(report(first(finding(message="Otherwise."), finding()), second(OF_NOTE_2)))
    found = difference(old, new)
    assert [(each.code, each.note) for each in found.appeared] == [("D101", 1), ("D106", 2)]
    assert [(each.code, each.note) for each in found.vanished] == [("D102", 1)]


def test_documents_of_one_check_alone_are_named():
    """What only one of the two holds is not compared."""
    one, other = report(first(finding())), report(second(), document=document(source="b.txt"))
    found = difference(check(one), check(one, other))
    assert found == Difference(only_new=("b.txt",))
    assert difference(check(one, other), check(other)) == Difference(only_old=("report.txt",))
