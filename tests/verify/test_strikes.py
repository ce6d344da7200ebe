"""With --strikes N a link that worked before is dead only after N runs, a day apart, that found it so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from citecheck.models import Answer, Judgement, Listing, Verdict
from citecheck.read import read_text
from citecheck.settings import Settings
from citecheck.store import Kept, Store
from citecheck.verify.assemble import assemble
from citecheck.verify.outcomes import Outcomes
from citecheck.verify.prepare import prepare
from citecheck.verify.strikes import softened

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOTHING = Listing(())
DEAD = Judgement(Verdict.DEAD, "answers 404 (not found)")


@pytest.mark.parametrize(
    "days, strikes, said",
    [
        ("0 dead, 5 live", 1, None),
        ("0 dead, 5 live", 2, "found so once, called dead after 2 runs a day apart"),
        ("0 dead, 2 dead, 5 live", 2, None),
        ("0 dead, 2 dead, 5 moved", 3, "found so twice, called dead after 3 runs a day apart"),
        ("0 dead, 1 dead, 2 dead, 5 live", 4, "found so 3 times, called dead after 4 runs a day apart"),
        ("0 dead, 2 live, 4 dead, 5 live", 2, "found so once, called dead after 2 runs a day apart"),
        ("0 dead, 1 unreachable, 2 blocked, 5 live", 2, "found so once, called dead after 2 runs a day apart"),
        ("0 dead, 1 blocked, 2 dead, 5 live", 2, None),
        ("0 dead", 3, None),
        ("0 dead, 1 unreachable, 9 changed", 3, None),
    ],
    ids=[
        "one strike is enough by default", "the first", "the last", "the second of three", "the third of four",
        "it came back between", "what cannot be told does not count", "and does not begin anew",
        "never seen", "never seen to work",
    ],
)  # fmt: skip
def test_dead_after_so_many_strikes(days, strikes, said):
    """What is not dead yet is unreachable, and the sentence says how often it was found dead."""
    history = [day.split() for day in days.split(", ")]
    history = [(NOW - timedelta(days=int(day)), Verdict(word)) for day, word in history]
    expected = DEAD if said is None else Judgement(Verdict.UNREACHABLE, f"{DEAD.reason}; {said}")
    assert softened(DEAD, history, strikes) == expected


def test_only_dead_is_softened():
    live = Judgement(Verdict.LIVE, "answers 200")
    assert softened(live, [(NOW, Verdict.LIVE)], 3) is live


TEXT = "Endnotes\n\n1. A. Author, “A Title of a Report,” 2010, http://a.example.org/report.html.\n"
URL = "http://a.example.org/report.html"


@pytest.mark.parametrize(
    "strikes, verdict", [(1, "dead"), (2, "unreachable"), (3, "unreachable")], ids=["one", "two", "three"]
)
def test_history_of_the_store_decides(tmp_path, strikes, verdict):
    """Two runs of one day are one strike; since when the link fails is said all the same."""
    prepared = prepare(read_text(TEXT), date(2026, 11, 23))
    with Store.open(tmp_path) as store:
        store.keep_link(URL, Answer(200, URL, title="A Title of a Report"), NOW - timedelta(days=9))
        store.keep_link(URL, Answer(404, URL), NOW - timedelta(hours=2))
        outcomes = Outcomes(store)
        outcomes.learn_link(URL, store.keep_link(URL, Answer(404, URL, sketch=(1, 2)), NOW))
        outcomes.learn_archive(URL, store.keep_listing("http://archive.test", URL, NOTHING, NOW))
        report = assemble(prepared, Settings(strikes=strikes), outcomes, NOW)
    [link] = report.entries[0].links
    assert link.judgement.verdict == verdict
    assert link.failing_since == NOW - timedelta(hours=2)
    assert link.facts == Answer(404, URL)
    assert ("found so once" in link.judgement.reason) is (strikes > 1)


def test_what_has_no_place_in_the_store_is_held(tmp_path):
    """Nobody was asked, or no encoding can write it: it is learned as it is."""
    with Store.open(tmp_path) as store:
        outcomes = Outcomes(store)
        odd = store.keep_link(URL, Answer(200, URL, title="\ud800"), NOW)
        assert odd == Kept(Answer(200, URL, title="\ud800"), NOW)
        assert odd.row == 0
        outcomes.learn_link(URL, odd)
        outcomes.learn_archive(URL, NOTHING)
        assert outcomes[URL].link is odd
        assert outcomes[URL].archive == NOTHING
        assert outcomes[URL].history == ()
