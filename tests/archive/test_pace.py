"""How fast an archive is asked, and when it is asked no more; the clock is a number that the test moves."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from citecheck.archive.pace import FAILURES_IN_A_ROW, HOUR, IN_FLIGHT, WINDOW, Pace
from citecheck.models import Capture, Listing, NoAnswer, NotChecked, Reason

CAPTURE = Capture(datetime(2011, 5, 23, tzinfo=UTC), "http://a.test/", 200, "text/html", "A")


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 1000.0

    def clock(self):
        return self.now

    async def sleep(self, seconds):
        assert seconds > 0
        self.now += seconds


def starts(limit, requests, pauses=()):
    """Return when each of *requests* turns begins; before the nth the caller itself takes the nth pause."""
    time = Time()
    pace = Pace(limit, clock=time.clock, sleep=time.sleep)
    begun = []

    async def run():
        for number in range(requests):
            time.now += pauses[number] if number < len(pauses) else 0
            async with pace.turn() as closed:
                assert closed is None
                begun.append(time.now - 1000.0)

    asyncio.run(run())
    return begun


def test_a_short_run_does_not_wait():
    """As many look-ups as a minute allows begin at once, the next when the first is a minute old."""
    assert starts(24, 26) == [0.0] * 24 + [WINDOW] * 2


@given(
    limit=st.integers(1, 30),
    pauses=st.lists(st.floats(0, 90, allow_nan=False), min_size=1, max_size=80),
)
def test_no_minute_holds_more_requests_than_allowed(limit, pauses):
    """However look-ups arrive, the first and the last of limit + 1 of them are more than a minute apart."""
    begun = starts(limit, len(pauses), pauses)
    assert all(last - first > 60 for first, last in zip(begun, begun[limit:], strict=False))
    assert all(before <= after for before, after in pairwise(begun))


class Others:
    """A ledger in which other runs write."""

    def __init__(self, *said):
        self.said = list(said)
        self.closed = []

    def take(self, _limit, _window):
        return self.said.pop(0)

    def close(self, met, seconds):
        self.closed.append((met.reason, seconds))


def test_requests_of_other_runs_count():
    """The archive counts the requests of an address, whichever run sends them: the ledger says how long to wait."""
    time = Time()
    pace = Pace(2, ledger=Others(40.0, 7.5, 0.0), clock=time.clock, sleep=time.sleep)

    async def run():
        async with pace.turn() as closed:
            return closed, time.now

    assert asyncio.run(run()) == (None, 1047.5)


def test_what_another_run_met_closes_this_one():
    """A run that was told to stay away tells the others, and none of them sends anything."""
    met = NoAnswer(Reason.RATE_LIMITED, "the archive answers 429, to another run")
    pace = Pace(2, ledger=Others(met))

    async def run():
        async with pace.turn() as closed:
            return closed

    expected = NoAnswer(Reason.RATE_LIMITED, "not asked: the archive answers 429, to another run")
    assert asyncio.run(run()) == pace.closed == expected


@pytest.mark.parametrize(
    "facts, wait, own, told",
    [
        (NoAnswer(Reason.RATE_LIMITED), None, False, [(Reason.RATE_LIMITED, 60.0)]),
        (NoAnswer(Reason.RATE_LIMITED), 300.0, False, [(Reason.RATE_LIMITED, 300.0)]),
        (NoAnswer(Reason.RATE_LIMITED), 0.0, False, []),
        (NoAnswer(Reason.REFUSED), None, False, [(Reason.REFUSED, HOUR)]),
        (NoAnswer(Reason.REFUSED), None, True, []),
        (NoAnswer(Reason.SHUT_OUT), 5.0, False, [(Reason.SHUT_OUT, HOUR)]),
        (NoAnswer(Reason.NO_SUCH_HOST), None, False, []),
        (NoAnswer(Reason.REFUSED_BY_ARCHIVE), None, False, []),
        (Listing(()), None, False, []),
    ],
    ids=[
        "a 429 that names no time", "one that does", "one that has passed", "a firewall", "a server that is not running",
        "a 403 whatever time it names", "our own network", "one address alone", "an answer",
    ],
)  # fmt: skip
def test_what_other_runs_are_told(facts, wait, own, told):
    """A refusal of whoever asks is known to the other runs for its time; what is ours is not."""
    ledger = Others()
    Pace(24, ledger=ledger, own=own).learn(facts, wait)
    assert ledger.closed == told


@pytest.mark.parametrize(
    "facts, trusted", [(Listing(()), False), (Listing((CAPTURE,)), True), (NoAnswer(Reason.RESET), False)]
)
def test_an_archive_is_trusted_once_it_named_a_capture(facts, trusted):
    """That something answers shows nothing: any server says of any address that it does not have it."""
    pace = Pace(24)
    pace.learn(facts)
    pace.learn(Listing(()))
    assert pace.trusted is trusted


def test_it_says_how_long_it_will_wait():
    """While a look-up waits for its turn, `waiting` counts down; before and after it is None."""
    now = 0.0
    seen = []

    async def sleep(seconds):
        nonlocal now
        seen.append(pace.waiting)
        now += seconds - 1
        seen.append(pace.waiting)
        now += 1

    async def run():
        for _ in range(2):
            async with pace.turn():
                seen.append(pace.waiting)

    pace = Pace(1, clock=lambda: now, sleep=sleep)
    asyncio.run(run())
    assert seen == [None, WINDOW, 1.0, None]


def test_at_most_four_look_ups_are_under_way():
    """Slow answers do not pile up at the archive."""
    most = under_way = 0

    async def look_up(pace):
        nonlocal most, under_way
        async with pace.turn():
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    async def run():
        pace = Pace(100)
        await asyncio.gather(*(look_up(pace) for _ in range(20)))

    asyncio.run(run())
    assert most == IN_FLIGHT == 4


@pytest.mark.parametrize(
    "facts, closed",
    [
        (NoAnswer(Reason.RATE_LIMITED, "429"), NoAnswer(Reason.RATE_LIMITED, "not asked: 429")),
        (NoAnswer(Reason.REFUSED), NoAnswer(Reason.REFUSED, "not asked: refused")),
        (NoAnswer(Reason.SHUT_OUT, "403"), NoAnswer(Reason.SHUT_OUT, "not asked: 403")),
        (NoAnswer(Reason.NO_SUCH_HOST, "x.test"), NoAnswer(Reason.NO_SUCH_HOST, "not asked: x.test")),
        (NoAnswer(Reason.PROXY), NoAnswer(Reason.PROXY, "not asked: proxy")),
        (NoAnswer(Reason.READ_TIMEOUT), None),
        (NoAnswer(Reason.SERVER_ERROR, "503"), None),
        (NoAnswer(Reason.REFUSED_BY_ARCHIVE, "excluded"), None),
        (NoAnswer(Reason.NOT_A_LISTING), None),
        (NotChecked("offline"), None),
        (Listing(()), None),
    ],
)
def test_what_closes_it(facts, closed):
    """A refusal of the archive, and whatever would befall every later look-up as well, ends the asking."""
    pace = Pace(24)
    pace.learn(facts)
    assert pace.closed == closed


@pytest.mark.parametrize(
    "between, closed",
    [
        (NoAnswer(Reason.SERVER_ERROR), True),
        (Listing(()), False),
        (NoAnswer(Reason.REFUSED_BY_ARCHIVE), False),
    ],
    ids=["failure", "listing", "an excluded address"],
)
def test_an_archive_that_is_down_is_left_alone(between, closed):
    """Many failures in a row end the asking; any answer between them shows that the archive is up."""
    pace = Pace(24)
    for _ in range(FAILURES_IN_A_ROW - 1):
        pace.learn(NoAnswer(Reason.READ_TIMEOUT))
    pace.learn(between)
    pace.learn(NoAnswer(Reason.READ_TIMEOUT))
    assert (pace.closed is not None) is closed


def test_closing_wakes_who_waits():
    """A look-up that waits for its turn ends at once when the archive refuses another."""

    async def run():
        pace = Pace(1)  # the real clock and sleep: the second look-up would wait for a minute
        async with pace.turn():
            second = asyncio.create_task(wait_for_turn(pace))
            await asyncio.sleep(0.01)
            assert pace.waiting is not None
            pace.learn(NoAnswer(Reason.RATE_LIMITED, "429"))
            pace.learn(NoAnswer(Reason.REFUSED, "later"))
        return await asyncio.wait_for(second, 5)

    async def wait_for_turn(pace):
        async with pace.turn() as closed:
            return closed

    assert asyncio.run(run()) == NoAnswer(Reason.RATE_LIMITED, "not asked: 429")
