from datetime import UTC, datetime

import pytest

from citecheck.models import NoAnswer, NotChecked, Reason
from citecheck.web import PAGE, Reply
from citecheck.web.retry import asked_to_wait, backoff, kind_of, retry_after, worth_asking_again

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
RETRY_AFTER = [
    ("5", 5.0),
    (" 0 ", 0.0),
    ("3600", 60.0),
    ("9" * 5000, 60.0),
    ("-5", None),
    ("1.5", None),
    ("soon", None),
    ("", None),
    ("Mon, 23 Nov 2026 12:00:20 GMT", 20.0),
    ("Monday, 23-Nov-26 12:00:20 GMT", 20.0),
    ("Mon Nov 23 12:00:20 2026", 20.0),
    ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
    ("Wed, 23 Nov 2033 12:00:00 GMT", 60.0),
    ("Mon, 99 Nov 2026 12:00:20 GMT", None),
    ("٣", None),
]


@pytest.mark.parametrize("text, expected", RETRY_AFTER)
def test_retry_after_is_read_in_seconds_and_as_a_date(text, expected):
    assert retry_after({"retry-after": text}, NOW) == expected


def test_no_retry_after_asks_for_nothing():
    assert retry_after({}, NOW) is None


# Outcome, manner, and how often it is asked again when it comes every time.
AGAIN = [
    (Reply(429, "", {}), PAGE, 2),
    (Reply(502, "", {}), PAGE, 2),
    (Reply(503, "", {}), PAGE, 2),
    (Reply(504, "", {}), PAGE, 2),
    (Reply(500, "", {}), PAGE, 1),
    (Reply(408, "", {}), PAGE, 2),
    (Reply(522, "", {}), PAGE, 2),
    (Reply(404, "", {}), PAGE, 1),
    (Reply(410, "", {}), PAGE, 1),
    (Reply(403, "", {}), PAGE, 1),
    (Reply(401, "", {}), PAGE, 0),
    (Reply(402, "", {}), PAGE, 0),
    (Reply(451, "", {}), PAGE, 0),
    (Reply(501, "", {}), PAGE, 0),
    (Reply(999, "", {}), PAGE, 0),
    (Reply(200, "", {}), PAGE, 0),
    (NoAnswer(Reason.RESOLVER), PAGE, 2),
    (NoAnswer(Reason.RESET), PAGE, 2),
    (NoAnswer(Reason.CONNECT_TIMEOUT), PAGE, 2),
    (NoAnswer(Reason.READ_TIMEOUT), PAGE, 2),
    (NoAnswer(Reason.REFUSED), PAGE, 1),
    (NoAnswer(Reason.NO_SUCH_HOST), PAGE, 0),
    (NoAnswer(Reason.TLS), PAGE, 0),
    (NoAnswer(Reason.PROTOCOL), PAGE, 0),
    (NoAnswer(Reason.PROXY), PAGE, 0),
    (NotChecked("private address"), PAGE, 0),
]


@pytest.mark.parametrize("outcome, manner, times", AGAIN)
def test_only_what_may_pass_is_asked_again(outcome, manner, times):
    before = ()
    while worth_asking_again(outcome, before, 2, manner):
        before += (kind_of(outcome),)
    assert len(before) == times
    assert not worth_asking_again(outcome, (), 0, manner)


MIXED = [
    ("a 404 after two timeouts came once", Reply(404, "", {}), (Reason.READ_TIMEOUT,) * 2, True),
    ("a 404 that came twice counts", Reply(404, "", {}), (404, 503), False),
    ("a timeout after two others is the last", NoAnswer(Reason.READ_TIMEOUT), (404, 503), False),
    ("a 403 that came once", Reply(403, "", {}), (404,), True),
]


@pytest.mark.parametrize("outcome, before, again", [row[1:] for row in MIXED], ids=[row[0] for row in MIXED])
def test_what_came_before_counts(outcome, before, again):
    assert worth_asking_again(outcome, before, 2, PAGE) is again


def test_the_backoff_doubles_up_to_a_bound_and_half_of_it_is_jitter():
    assert [backoff(tries, 1.0) for tries in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    assert [backoff(tries, 0.0) for tries in range(7)] == [0.5, 1, 2, 4, 8, 15, 15]
    assert backoff(10_000, 1.0) == 30


ASKED = [(429, 5.0), (503, 5.0), (404, None), (200, None), (301, None)]


@pytest.mark.parametrize("status, seconds", ASKED)
def test_only_too_many_and_unavailable_ask_us_to_wait(status, seconds):
    assert asked_to_wait(Reply(status, "", {"retry-after": "5"})) == seconds
    assert asked_to_wait(NoAnswer(Reason.RESET)) is None
