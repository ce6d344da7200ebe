"""What is asked: addresses on loopback, the pages behind them, and a document that cites them."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "Report {number:07d} on the water supply of northern towns"
PATH = "/papers/{number:07d}.html"
NOTE = (
    '{number}. A. Novak, "{title}," Office of Waterworks, 2011, available at {url} (accessed May 3, 2012).\n'
)

# All of 127.0.0.0/8 is this machine (RFC 1122, 3.2.1.3; Linux answers on each address without set-up).
_FIRST_HOST = IPv4Address("127.0.0.2")

_SENTENCE = (
    "<p>The towns of the north draw their water from lakes and rivers that freeze in winter; what the works"
    " deliver, how it is cleaned and who pays for it is told in the chapters that follow.</p>\n"
)
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css">
<title>{title}</title>
<meta name="description" content="A report of the Office of Waterworks.">
</head>
<body>
<header><nav><a href="/">Start</a> <a href="/papers/">Papers</a></nav></header>
<h1>{title}</h1>
{text}</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Work:
    """*total* URLs over *hosts* servers, each of which answers after *latency* seconds."""

    total: int
    hosts: int
    latency: float

    @property
    def each(self) -> tuple[int, ...]:
        """How many URLs each host has."""
        most, left = divmod(self.total, self.hosts)
        return tuple(most + (host < left) for host in range(self.hosts))

    def urls(self, port: int) -> Iterator[str]:
        """Yield the URLs, one host after another in turn: the order that suits every scheduler."""
        for number in range(self.total):
            host = _FIRST_HOST + number % self.hosts
            yield f"http://{host}:{port}{PATH.format(number=number)}"

    def document(self, port: int) -> str:
        """Return a report whose endnotes cite the URLs with the titles of their pages."""
        notes = (
            NOTE.format(number=number + 1, title=TITLE.format(number=number), url=url)
            for number, url in enumerate(self.urls(port))
        )
        return "A report on water\n\nNotes\n\n" + "".join(notes)


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely is asked: requests in all, at one host, and seconds between two starts at one host."""

    concurrency: int
    per_host: int
    delay: float


def number_of(url: str) -> int:
    """Return the number of the page at *url*."""
    return int(url[-12:-5])


def page(number: int) -> bytes:
    """Return the page of that *number*, about 2 KB of HTML whose title is the cited one."""
    return _PAGE.format(title=TITLE.format(number=number), text=8 * _SENTENCE).encode()
