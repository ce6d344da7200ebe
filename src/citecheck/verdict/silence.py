"""Verdicts where nobody answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Judgement, Reason, Verdict
from citecheck.verdict.wording import short

if TYPE_CHECKING:
    from citecheck.models import NoAnswer

# Only a name that does not exist says that a page is gone: anything else may pass, or may be ours.
_NOBODY: dict[Reason, tuple[Verdict, str]] = {
    Reason.NO_SUCH_HOST: (Verdict.DEAD, "no such host"),
    Reason.MALFORMED: (Verdict.MALFORMED, "cannot be requested"),
    Reason.RESOLVER: (Verdict.UNREACHABLE, "the name could not be looked up"),
    Reason.REFUSED: (Verdict.UNREACHABLE, "the connection was refused"),
    Reason.RESET: (Verdict.UNREACHABLE, "the connection was broken off"),
    Reason.UNREACHABLE: (Verdict.UNREACHABLE, "the host cannot be reached"),
    Reason.CONNECT_TIMEOUT: (Verdict.UNREACHABLE, "no connection in time"),
    Reason.READ_TIMEOUT: (Verdict.UNREACHABLE, "no answer in time"),
    Reason.TLS: (Verdict.UNREACHABLE, "no secure connection"),
    Reason.PROTOCOL: (Verdict.UNREACHABLE, "what answers is not readable HTTP"),
    Reason.TOO_MANY_HOPS: (Verdict.UNREACHABLE, "the redirects do not end"),
    Reason.BAD_REDIRECT: (Verdict.UNREACHABLE, "redirects to nowhere"),
    Reason.PROXY: (Verdict.UNREACHABLE, "the proxy did not answer"),
}

_DETAIL_SAYS_MORE = {
    Reason.MALFORMED,
    Reason.RESOLVER,
    Reason.UNREACHABLE,
    Reason.TLS,
    Reason.TOO_MANY_HOPS,
    Reason.BAD_REDIRECT,
    Reason.PROXY,
}


def of_silence(facts: NoAnswer) -> Judgement:
    """Judge a link at which nobody answered."""
    verdict, sentence = _NOBODY.get(facts.reason, (Verdict.UNREACHABLE, facts.reason.value))
    if facts.hops and facts.reason not in {Reason.TOO_MANY_HOPS, Reason.BAD_REDIRECT}:
        sentence = f"redirects to {short(facts.hops[-1].target)}, where the outcome is: {sentence}"
    if facts.detail and facts.reason in _DETAIL_SAYS_MORE:
        sentence = f"{sentence} ({short(facts.detail)})"
    return Judgement(verdict, sentence)
