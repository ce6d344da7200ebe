"""The pace of an archive, shared by all who use a cache folder; the clock is a number that the test moves."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings, strategies as st

from citecheck.errors import CacheError
from citecheck.models import NoAnswer, Reason
from citecheck.store import FILE_NAME, Store, Turns

WINDOW = 61.0
MET = NoAnswer(Reason.RATE_LIMITED, "the archive answers 429")


class Clock:
    """Seconds since the epoch."""

    def __init__(self, now=1_700_000_000.0):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def two_runs(tmp_path, clock):
    """The folder opened twice, as two processes do."""
    with Store.open(tmp_path) as one, Store.open(tmp_path) as other:
        yield [Turns(store, "archive.test", clock) for store in (one, other)]


def test_runs_share_one_window(two_runs, clock):
    """Two of three requests are one run's; the fourth, whoever sends it, waits until the first is old enough."""
    one, other = two_runs
    waits = []
    for run, seconds in (
        (one, 0),
        (other, 10),
        (one, 20),
        (other, 30),
        (one, 30.5),
        (other, 0.1),
        (one, 0.1),
    ):
        clock.now += seconds
        waits.append(run.take(3, WINDOW))
    assert waits == pytest.approx([0, 0, 0, 1, 0, 0, 0.3], abs=1e-5)


def test_what_waits_is_not_counted(two_runs, clock):
    """Asking again and again for a turn takes none."""
    one, other = two_runs
    assert one.take(1, WINDOW) == 0
    assert [other.take(1, WINDOW) for _ in range(5)] == [WINDOW] * 5
    clock.now += WINDOW
    assert (other.take(1, WINDOW), one.take(1, WINDOW)) == (0, WINDOW)


@settings(max_examples=30)
@given(st.integers(1, 5), st.lists(st.tuples(st.booleans(), st.floats(0, 40)), min_size=1, max_size=40))
def test_no_window_holds_more_than_the_limit(limit, steps):
    """However two runs ask, the first and the last of limit + 1 turns are a window apart."""
    clock, sent = Clock(), []
    with Store.open(None) as store:
        runs = [Turns(store, "a", clock) for _ in range(2)]
        for which, seconds in steps:
            clock.now += seconds
            if runs[which].take(limit, WINDOW) == 0:
                sent.append(clock.now)
    assert all(last - first >= WINDOW - 1e-3 for first, last in zip(sent, sent[limit:], strict=False))


def test_archives_have_windows_of_their_own(tmp_path, clock):
    """What was sent to one archive says nothing of another."""
    with Store.open(tmp_path) as store:
        assert [Turns(store, name, clock).take(1, WINDOW) for name in ("a", "b", "a replays", "a")] == [
            0, 0, 0, WINDOW,
        ]  # fmt: skip


@pytest.mark.parametrize(
    "seconds, step, expected",
    [
        (60, 0, "the archive answers 429, to another run; it may be asked again in 60 s"),
        (60, 59, "the archive answers 429, to another run; it may be asked again in 1 s"),
        (3600, 60, "the archive answers 429, to another run; it may be asked again in 59 min"),
        (60, 60, None),
        (60, -7200, None),
    ],
    ids=["at once", "nearly over", "an hour", "over", "the clock was set back"],
)
def test_a_closed_archive_is_known_to_all_for_its_time(two_runs, clock, seconds, step, expected):
    """Whoever asks for a turn is told what another run met, and when it will be over."""
    one, other = two_runs
    one.close(MET, seconds)
    clock.now += step
    assert other.take(1, WINDOW) == (NoAnswer(Reason.RATE_LIMITED, expected) if expected else 0)


def test_the_longer_closure_holds(two_runs, clock):
    """A 429 that comes after a refused connection does not open the archive earlier."""
    one, other = two_runs
    one.close(NoAnswer(Reason.REFUSED), 3600)
    other.close(MET, 60)
    clock.now += 100
    assert isinstance(one.take(1, WINDOW), NoAnswer)
    one.close(MET, 7200)
    clock.now += 3600
    assert other.take(1, WINDOW).reason == Reason.RATE_LIMITED


def test_a_clock_that_is_set_back_costs_one_window(two_runs, clock):
    """Requests that seem to be still to come count as sent now, and not for the hour that they are ahead."""
    one, other = two_runs
    assert one.take(1, WINDOW) == 0
    clock.now -= 3600
    assert other.take(1, WINDOW) == WINDOW
    clock.now += WINDOW
    assert other.take(1, WINDOW) == 0


def test_old_turns_are_swept_away(tmp_path, clock):
    """The table does not grow."""
    with Store.open(tmp_path) as store:
        turns = Turns(store, "a", clock)
        for _ in range(200):
            assert turns.take(24, WINDOW) == 0
            clock.now += 100
        with store.exclusive() as connection:
            (rows,) = connection.execute("SELECT count(*) FROM turn").fetchone()
    assert rows <= 7


def test_what_cannot_be_read_still_closes(tmp_path, clock):
    """A newer program may have met something that this one has no word for."""
    with Store.open(tmp_path) as store:
        turns = Turns(store, "a", clock)
        turns.close(MET, 60)
        with store.exclusive() as connection:
            connection.execute("UPDATE closure SET met = ?", (json.dumps(["NoAnswer", {"reason": "new"}]),))
        assert turns.take(1, WINDOW).reason == Reason.RATE_LIMITED


def test_what_fails_is_undone_and_one_error(tmp_path, clock):
    """A table that somebody damaged is a `CacheError`, and the file is free again."""
    with Store.open(tmp_path) as store:
        turns = Turns(store, "a", clock)
        with store.exclusive() as connection:
            connection.execute("DROP TABLE turn")
        with pytest.raises(CacheError, match="turn"):
            turns.take(1, WINDOW)
        other = sqlite3.connect(tmp_path / FILE_NAME, timeout=0)
        other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_cache_of_before_is_given_the_tables(tmp_path, clock):
    """A file that was made before there was a shared pace goes on being used."""
    with Store.open(tmp_path) as store, store.exclusive() as connection:
        connection.execute("DROP TABLE turn")
        connection.execute("DROP TABLE closure")
    with Store.open(tmp_path) as store:
        assert Turns(store, "a", clock).take(1, WINDOW) == 0


TAKE_MANY = """
import json, os, signal, sys, time
from pathlib import Path
from citecheck.store import Store, Turns
turns = Turns(Store.open(Path(sys.argv[1])), "archive.test")
for _ in range(8):
    while (wait := turns.take(5, 0.4)) > 0:
        time.sleep(wait)
    print(time.time(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_processes_never_exceed_the_pace_together(tmp_path):
    """Three processes start at once and are killed at the end; no window holds more than the limit of all."""
    runs = [
        subprocess.Popen([sys.executable, "-c", TAKE_MANY, tmp_path], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    sent = sorted(float(line) for run in runs for line in run.communicate(timeout=60)[0].split())
    assert [run.returncode for run in runs] == [-signal.SIGKILL] * 3
    assert len(sent) == 24
    with Store.open(tmp_path) as store:
        with store.exclusive() as connection:
            counted = [at for (at,) in connection.execute("SELECT at FROM turn ORDER BY at")]
        # As they were counted: what is printed is later by the time that the process did not run.
        assert all(last - first >= 0.4 for first, last in zip(counted, counted[5:], strict=False))
        assert Turns(store, "archive.test", lambda: time.time() + 1).take(5, 0.4) == 0
