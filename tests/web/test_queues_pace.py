"""How a host's pace follows what it answers."""

import pytest

from citecheck.web.pace import LONGEST_DELAY, MOST_HOLDS, MOST_REFUSALS, Pace


def pace(delay=1.0):
    return Pace(delay, delay)


def refused(times, delay=1.0, step=100.0):
    """A pace after so many answers 429, each to a request that began after the one before was answered."""
    slow = pace(delay)
    for number in range(1, times + 1):
        slow.refused(number * step - 1, number * step)
    return slow


@pytest.mark.parametrize(
    "delay, delays",
    [
        (1.0, [1.0, 2.0, 4.0, 8.0, LONGEST_DELAY, LONGEST_DELAY]),
        (0.0, [0.0, 1.0, 2.0, 4.0, 8.0, LONGEST_DELAY]),
        (0.05, [0.05, 1.0, 2.0, 4.0, 8.0, LONGEST_DELAY]),
        (30.0, [30.0] * 6),
    ],
    ids=[
        "doubles up to a bound",
        "from nothing it becomes a second",
        "or from little",
        "never faster than asked",
    ],
)
def test_each_answer_429_slows_the_host_down(delay, delays):
    assert [refused(times, delay).delay for times in range(6)] == delays


def test_the_next_request_keeps_the_new_pause():
    assert refused(1).not_before == 102.0


def test_requests_that_were_under_way_learned_nothing_new():
    slow = pace()
    slow.refused(0.0, 5.0)
    slow.refused(1.0, 5.1)
    slow.refused(2.0, 5.2)
    assert slow.delay == 2.0


def test_a_good_answer_eases_the_pause_a_little_and_never_below_the_usual():
    slow = refused(2)
    delays = []
    while slow.delay != slow.usual:
        slow.eased()
        delays.append(slow.delay)
    assert delays[0] == pytest.approx(3.6)
    assert delays == sorted(delays, reverse=True)
    assert delays[-1] == 1.0
    assert 10 < len(delays) < 20


def test_without_a_usual_pause_the_last_step_is_a_jump():
    slow = refused(1, delay=0.0)
    for _ in range(10):
        slow.eased()
    assert slow.delay == 0.0


def test_a_host_may_ask_for_a_wait_a_few_times():
    slow = pace()
    granted = [slow.hold(60.0, now - 1.0, now) for now in (100.0, 200.0, 300.0, 400.0, 500.0)]
    assert granted == [True] * MOST_HOLDS + [False, False]
    assert slow.not_before == 360.0


def test_waits_asked_for_by_requests_under_way_are_one_wait():
    slow = pace()
    granted = [slow.hold(60.0, 0.0, 10.0 + number) for number in range(9)]
    assert granted == [True] * 9
    assert (slow.holds, slow.not_before) == (1, 78.0)


def test_a_shorter_wait_does_not_shorten_a_longer_one():
    slow = pace()
    slow.hold(60.0, 0.0, 10.0)
    slow.hold(1.0, 0.0, 11.0)
    assert slow.not_before == 70.0


def test_after_so_many_refusals_in_a_row_the_host_is_left_alone():
    assert not refused(MOST_REFUSALS - 1).spent
    assert refused(MOST_REFUSALS).spent
    slow = refused(MOST_REFUSALS - 1)
    slow.eased()
    slow.refused(9e9, 9e9)
    assert not slow.spent
