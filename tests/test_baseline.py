"""Known findings are quiet, new ones are loud."""

from __future__ import annotations

import json

import pytest
from report_samples import OF_NOTE_2, document, finding, first, report, second

from citecheck.baseline import Baseline, baseline_of, marked, read_baseline, without_known, written
from citecheck.errors import SettingsError
from citecheck.models import Severity

DEAD = finding("L101", Severity.ERROR, "The page is gone.", "http://a.example/tip.html.")


def test_what_is_written_is_read_again(tmp_path):
    """The file is the baseline, sorted, one finding a line, and the same whatever the order of the run."""
    path = tmp_path / "baseline.json"
    one, other = report(first(finding(), DEAD)), report(second(OF_NOTE_2), document=document(source="b.txt"))
    path.write_text(written(baseline_of([one, other])), encoding="utf-8")
    assert read_baseline(path) == baseline_of([other, one])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 5
    assert [json.loads(line.rstrip(","))["code"] for line in lines[1:4]] == ["D106", "D101", "L101"]
    assert written(Baseline()) == '{"version": 1, "findings": []}\n'


@pytest.mark.parametrize(
    "known, now, left, count",
    [
        ([finding(), DEAD], [finding(), DEAD], [], 2),
        ([finding()], [finding(), DEAD], ["L101"], 1),
        ([finding(), DEAD], [finding()], [], 1),
        ([finding()], [finding(), finding()], ["D101"], 1),
        ([], [finding()], ["D101"], 0),
        ([finding(message="In other words.")], [finding()], [], 1),
    ],
    ids=[
        "all known",
        "one is new",
        "one has gone",
        "a second of the same",
        "nothing known",
        "said otherwise",
    ],
)
def test_only_new_findings_are_left(known, now, left, count):
    """What the baseline knows is taken out and counted."""
    seen = marked(report(first(*now)), baseline_of([report(first(*known))]))
    assert [each.rule.code for each in without_known(seen).all_findings()] == left
    assert sum(each.known for each in seen.all_findings()) == count


def test_a_baseline_knows_its_documents():
    """The same fault in another document is new."""
    baseline = baseline_of([report(first(finding()))])
    seen = marked(report(first(finding()), document=document(source="other.txt")), baseline)
    assert [each.known for each in seen.all_findings()] == [False]


@pytest.mark.parametrize(
    "content, message",
    [
        (None, "cannot be read .*write one with --update-baseline"),
        (b"not json", "is not a baseline of citecheck"),
        (b'{"findings": 3}', "is not a baseline of citecheck"),
        (b'{"version": 2, "findings": []}', "has version 2; this citecheck reads 1"),
        (b"\xff", "is not a baseline of citecheck"),
    ],
)
def test_a_bad_baseline_is_refused(tmp_path, content, message):
    """One clear error says what and where."""
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=message):
        read_baseline(path)
