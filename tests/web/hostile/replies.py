"""What servers say: replies in good form, bytes in bad form, and the ways of saying them late or never.

An action is called with an `Exchange` and returns whether the connection is good for another request.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

# `Exchange` of server.py; the server imports the tables, which import this.
Action = Callable[[Any], Awaitable[bool]]

HTML = "Content-Type: text/html; charset=utf-8"
_CHROME = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li>'
    '<li><a href="/contact">Contact</a></li></ul></nav>'
)
_FOOT = "<footer><p>Northern Institute, 4 Quay Street. All rights reserved.</p></footer>"
_PROSE = (
    "Barges carried most of the grain until the railway reached the upper towns in the spring of that year.",
    "The tolls at the three locks were set by the provincial council, which published them every January.",
    "Between the thaw and the first frost a crew of five could make the journey eleven times.",
    "Merchants complained that the dredging promised after the flood had never been carried out.",
    "The figures were collected by hand from the ledgers of the harbour masters and added up twice.",
    "A second inquiry, held two winters later, found that the traffic had fallen by a third.",
    "Fares for passengers did not change, although the boats were slower and the cabins smaller.",
    "The appendix lists every vessel above forty tons with its owner, its crew and the year it was built.",
)


def prose(count: int = 8, begin: int = 0) -> str:
    """Return *count* sentences of an article in paragraphs of two."""
    sentences = list(itertools.islice(itertools.cycle(_PROSE), begin, begin + count))
    pairs = [" ".join(sentences[at : at + 2]) for at in range(0, count, 2)]
    return "".join(f"<p>{pair}</p>" for pair in pairs)


def html(title: str | None, body: str, head: str = "") -> str:
    """Return a page with *title* (None: without the element), *body* as it is, and more in its head."""
    element = "" if title is None else f"<title>{title}</title>"
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">{element}{head}</head>\n<body>{body}</body></html>\n'


def article(title: str, head: str = "", heading: str | None = None, more: str = "") -> str:
    """Return the page of an article with navigation, heading, byline and text."""
    return html(
        title,
        f"{_CHROME}<main><h1>{heading or title}</h1><p>By A. Jones, 12 March 2010</p>{prose()}{more}</main>{_FOOT}",
        head,
    )


def notice(title: str | None, heading: str = "", text: str = "", head: str = "") -> str:
    """Return a short page with the site's navigation, as error pages are."""
    mark = f"<h1>{heading}</h1>" if heading else ""
    return html(title, f"{_CHROME}<main>{mark}<p>{text}</p></main>{_FOOT}", head)


def home(title: str = "Northern Institute") -> str:
    """Return the home page of a site: many short links, no article."""
    teasers = "".join(f'<li><a href="/news/{n}">{_PROSE[n][:40]}</a></li>' for n in range(8))
    return html(
        title, f"{_CHROME}<main><h1>Welcome to the {title}</h1><h2>News</h2><ul>{teasers}</ul></main>{_FOOT}"
    )


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply in good form; `{here}` and the like are filled in before the length is counted."""

    body: bytes
    status: str = "200 OK"
    headers: tuple[str, ...] = (HTML,)

    async def __call__(self, exchange: Any) -> bool:
        body = exchange.fill(self.body)
        lines = [f"HTTP/1.1 {self.status}", *self.headers, f"Content-Length: {len(body)}"]
        await exchange.send(exchange.fill("\r\n".join(lines).encode() + b"\r\n\r\n") + body)
        return True


def page(text: str | bytes, *headers: str, status: str = "200 OK", kind: str | None = HTML) -> Reply:
    """Reply with *text*; *kind* is its Content-Type line (None: none)."""
    body = text.encode() if isinstance(text, str) else text
    return Reply(body, status, (kind, *headers) if kind else headers)


def error(status: str, text: str | None = None, *headers: str) -> Reply:
    """Reply with an error status and the bare page that servers make for it."""
    return page(
        text
        or f"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>",
        *headers,
        status=status,
    )


def redirect(to: str, status: str = "302 Found", *headers: str) -> Reply:
    """Reply with a redirect and the short page that goes with it."""
    text = (
        f"<html><head><title>{status}</title></head><body><h1>{status.partition(' ')[2]}</h1></body></html>"
    )
    return page(text, f"Location: {to}", *headers, status=status)


def permanent(to: str, *headers: str) -> Reply:
    """Reply with a permanent redirect."""
    return redirect(to, "301 Moved Permanently", *headers)


def say(*pieces: bytes | str, pause: float = 0.0, then: str = "close") -> Action:
    """Send *pieces* as they are, *pause* seconds apart; then `close`, `reset`, `hang` or `keep` the connection."""

    async def act(exchange: Any) -> bool:
        for piece in pieces:
            await exchange.send(exchange.fill(piece.encode() if isinstance(piece, str) else piece))
            if pause:
                await asyncio.sleep(pause)
        if then == "reset":
            exchange.reset()
        if then == "hang":
            await exchange.wait_for_the_end()
        return then == "keep"

    return act


def framed(head: str | bytes, text: str | bytes) -> Action:
    """Send *head* (lines parted by CR LF, without the last empty one) and *text* as they are, and close."""
    first = head if isinstance(head, bytes) else head.encode("latin-1")
    return say(first + b"\r\n\r\n" + (text if isinstance(text, bytes) else text.encode()))


def forever(begin: bytes, piece: bytes, pause: float = 0.0) -> Action:
    """Send *begin*, and then *piece* again and again until the client goes."""

    async def act(exchange: Any) -> bool:
        await exchange.send(exchange.fill(begin))
        while True:
            await exchange.send(piece)
            await asyncio.sleep(pause)

    return act


def late(seconds: float, action: Action) -> Action:
    """Do *action* after *seconds*."""

    async def act(exchange: Any) -> bool:
        await asyncio.sleep(seconds)
        return await action(exchange)

    return act


def first(*actions: Action) -> Action:
    """Do the first action at the first request for the path, the next at the next; the last stays."""

    async def act(exchange: Any) -> bool:
        return await actions[min(exchange.number, len(actions) - 1)](exchange)

    return act


def numbered(make: Callable[[int], Action]) -> Action:
    """Do what *make* gives for the number of requests that the host has had."""

    async def act(exchange: Any) -> bool:
        return await make(exchange.total)(exchange)

    return act


def where(test: Callable[[Any], object], action: Action, otherwise: Action) -> Action:
    """Do *action* where *test* holds for the request, else the other one."""

    async def act(exchange: Any) -> bool:
        return await (action if test(exchange.request) else otherwise)(exchange)

    return act


def having(header: str, words: Sequence[str] = ("",)) -> Callable[[Any], bool]:
    """Return a test: the request has *header* with one of *words* in it, case ignored."""
    return lambda request: any(
        word.lower() in request.headers.get(header.lower(), "\0").lower() for word in words
    )


def over_tls(request: Any) -> bool:
    """Test: the request came over a secure connection."""
    return bool(request.secure)


hang = say(then="hang")
reset = say(then="reset")
close = say()
