"""One question to an archive: at its pace, twice at most, and every refusal told from an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit, urlunsplit

from citecheck.archive.pace import HOUR
from citecheck.models import NoAnswer, NotChecked, Reason
from citecheck.web import Reply, manner_for_archive
from citecheck.web.retry import retry_after

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from citecheck.archive.pace import Pace
    from citecheck.web import Client, Manner

ATTEMPTS = 2
"""One repetition at most: the live index may need a minute for an answer, and each request is paced."""

_MAY_PASS = frozenset({Reason.SERVER_ERROR, Reason.READ_TIMEOUT, Reason.CONNECT_TIMEOUT, Reason.RESET})

_EXCLUSIONS = {
    # The header of the answer, or the text of older servers, names the exception of the Java code.
    "AdministrativeAccessControlException": "the address is excluded from the archive",
    "RobotAccessControlException": "the address is excluded from the archive by the site's robots.txt",
}

_Facts = TypeVar("_Facts")


async def ask(
    address: str,
    client: Client,
    pace: Pace,
    manner: Manner,
    read: Callable[[Reply], Awaitable[_Facts | NoAnswer]],
) -> _Facts | NoAnswer | NotChecked:
    """Ask for *address*, and once more if what it met may pass; *read* makes facts of what came back.

    Each request waits for its turn in *pace*, which learns what came of it. Failures of the transport pass
    through.
    """
    facts: _Facts | NoAnswer | NotChecked | None = None
    for _ in range(ATTEMPTS):
        async with pace.turn() as closed:
            if closed is not None:
                return closed if facts is None else facts
            reply = await client.get(address, manner)
            facts = await read(reply) if isinstance(reply, Reply) else reply
            pace.learn(facts, asked_to_wait(reply))
        if not isinstance(facts, NoAnswer) or facts.reason not in _MAY_PASS:
            return facts
    return NotChecked("not asked") if facts is None else facts


def manner_at(base: str) -> Manner:
    """Return how the archive at *base* is asked; the client repeats nothing, as the pace would not know."""
    return replace(manner_for_archive(base), retries=0)


def askable(url: str) -> str | NotChecked:
    """Return *url* without credentials, or why no archive can hold it."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return NotChecked("malformed address")
    if parts.scheme.lower() not in {"http", "https", "ftp"}:
        return NotChecked(f"scheme {parts.scheme}" if parts.scheme else "malformed address")
    if not host:
        return NotChecked("malformed address")
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url


def refusal(reply: Reply, who: str = "the archive") -> NoAnswer:
    """Return what a *reply* without rows says; *who* is the archive in words."""
    said = f"{who} answers {reply.status}"
    if reply.status == 429:  # noqa: PLR2004 - too many requests (RFC 6585, section 4)
        wait = reply.headers.get("retry-after")
        asks = f" and asks to wait {wait[:40]}" if wait else ""
        return NoAnswer(Reason.RATE_LIMITED, said + asks)
    if reply.status >= 500:  # noqa: PLR2004 - the class of server errors
        return NoAnswer(Reason.SERVER_ERROR, said)
    if why := exclusion(reply):
        return NoAnswer(Reason.REFUSED_BY_ARCHIVE, why)
    if reply.status >= 400:  # noqa: PLR2004 - the class of refusals
        is_for_us = reply.status == 403  # noqa: PLR2004 - forbidden (RFC 9110, section 15.5.4)
        return NoAnswer(Reason.SHUT_OUT if is_for_us else Reason.REFUSED_BY_ARCHIVE, said)
    kind = reply.headers.get("content-type", "no content type")
    is_other = reply.status == 200  # noqa: PLR2004 - the status that should carry rows
    return NoAnswer(Reason.NOT_A_LISTING, f"{said} without a listing ({kind[:80]})" if is_other else said)


def exclusion(reply: Reply) -> str | None:
    """Return why the archive never shows this address, if that is what it says."""
    said = reply.headers.get("x-archive-wayback-runtime-error", "")
    said += reply.body[:4096].decode("utf-8", "replace")
    return next((why for name, why in _EXCLUSIONS.items() if name in said), None)


def asked_to_wait(reply: Reply | NoAnswer | NotChecked) -> float | None:
    """Return the seconds, an hour at most, for which the archive asks to be left alone."""
    return retry_after(reply.headers, longest=HOUR) if isinstance(reply, Reply) else None
