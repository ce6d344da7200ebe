"""Counts over reports are taken in one look at each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from report_samples import CHECKED_AT, OF_NOTE_2, finding, first, report, second

from citecheck.models import Severity, Verdict
from citecheck.report import FORMATS, pieces, render
from citecheck.report.json import checked, summary
from citecheck.report.tally import tally
from citecheck.shapes import Batch, encode


class Once:
    """Reports that can be looked at once, in order."""

    def __init__(self, *reports):
        self.reports = list(reports)

    def __iter__(self):
        while self.reports:
            yield self.reports.pop(0)


def test_everything_is_counted():
    later = report(second(OF_NOTE_2), findings=(finding("N102", Severity.INFO),))
    counts = tally(Once(report(first(finding()), second()), later))
    assert (counts.reports, counts.citations, counts.urls) == (2, 3, 3)
    assert counts.verdicts == {Verdict.DEAD: 1, Verdict.LIVE: 2}
    assert counts.rules == {"D101": 1, "D106": 1, "N102": 1}
    assert counts.severities == {Severity.ERROR: 1, Severity.WARNING: 1, Severity.INFO: 1}
    assert counts.first == CHECKED_AT


def test_the_first_check_counts_and_none_where_only_the_writing_was_judged():
    one, earlier = report(), CHECKED_AT - timedelta(hours=1)
    assert tally([one, replace(one, checked_at=earlier)]).first == earlier
    assert tally([report(checked=False)]).first is None
    assert tally([]).first is None


def test_pieces_are_what_is_rendered():
    """Whatever the format and however many reports there are."""
    for name in FORMATS:
        for count in range(4):
            reports = [report(first(finding()), second(OF_NOTE_2))] * count
            assert "".join(pieces(reports, name)) == render(reports, name)


def test_a_batch_is_written_report_by_report():
    """Whole objects, so that of many reports one at a time is in memory."""
    reports = [report(first(finding()), second(OF_NOTE_2))] * 3
    assert len(list(pieces(reports, "json"))) == len(reports) + 2


@pytest.mark.parametrize("count", [0, 2, 3])
def test_the_pieces_of_a_batch_make_the_object_that_is_promised(count):
    """Byte for byte, white space included, what its type is written as."""
    reports = [report(first(finding(message="One line.\u2028Another.\nA third.")), second())] * count
    counts = tally(reports)
    batch = Batch(checked_at=counts.first, summary=summary(counts), reports=tuple(map(checked, reports)))
    assert render(reports, "json") == encode(batch)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_pieces_of_a_sarif_log_are_set_as_one(count):
    """White space included, whatever the findings say."""
    message = 'A key \\"results\\": [] and "results": [].\nAnother line.'
    reports = [
        report(first(finding(message=message), finding("D102", Severity.INFO)), second(OF_NOTE_2))
    ] * count
    text = render(reports, "sarif")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    levels = [result["level"] for result in json.loads(text)["runs"][0]["results"]]
    assert levels == ["error"] * count + ["warning"] * count + ["note"] * count
