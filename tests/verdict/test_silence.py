"""Where nobody answered, or nobody was asked."""

import pytest
from verdict.samples import URL, cite, reason, verdict

from citecheck.models import Hop, NoAnswer, NotChecked, Reason, Verdict
from citecheck.verdict import in_doubt, judge

REASONS = [
    (Reason.NO_SUCH_HOST, "dead", "no such host"),
    (Reason.MALFORMED, "malformed", "cannot be requested (x)"),
    (Reason.RESOLVER, "unreachable", "the name could not be looked up (x)"),
    (Reason.REFUSED, "unreachable", "the connection was refused"),
    (Reason.RESET, "unreachable", "the connection was broken off"),
    (Reason.UNREACHABLE, "unreachable", "the host cannot be reached (x)"),
    (Reason.CONNECT_TIMEOUT, "unreachable", "no connection in time"),
    (Reason.READ_TIMEOUT, "unreachable", "no answer in time"),
    (Reason.TLS, "unreachable", "no secure connection (x)"),
    (Reason.PROTOCOL, "unreachable", "what answers is not readable HTTP"),
    (Reason.TOO_MANY_HOPS, "unreachable", "the redirects do not end (x)"),
    (Reason.BAD_REDIRECT, "unreachable", "redirects to nowhere (x)"),
    (Reason.PROXY, "unreachable", "the proxy did not answer (x)"),
]


@pytest.mark.parametrize("why, word, sentence", REASONS)
def test_what_silence_says(why, word, sentence):
    judgement = judge(NoAnswer(why, "x"), cite(), URL)
    assert (judgement.verdict, judgement.reason) == (word, sentence)


def test_every_reason_has_a_verdict_and_only_a_missing_name_is_dead():
    assert {why for why in Reason if verdict(NoAnswer(why)) == "dead"} == {Reason.NO_SUCH_HOST}


def test_a_redirect_before_the_silence_is_named():
    facts = NoAnswer(Reason.NO_SUCH_HOST, "no such name", (Hop(URL, 301, "http://b.org/"),))
    assert reason(facts) == "redirects to http://b.org/, where the outcome is: no such host"


def test_what_was_not_asked_is_skipped_and_says_why():
    judgement = judge(NotChecked("scheme mailto is not asked"), cite(), URL)
    assert (judgement.verdict, judgement.reason) == (Verdict.SKIPPED, "scheme mailto is not asked")


def test_no_sibling_is_asked_where_nobody_answered():
    assert not in_doubt(NoAnswer(Reason.RESET), cite(), URL)
    assert not in_doubt(NotChecked("offline"), cite(), URL)
