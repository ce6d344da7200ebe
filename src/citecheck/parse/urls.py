"""Find the URLs of a note and put together what print has broken.

A URL ends at white space, unless `citecheck.parse.joins` finds that it goes on behind it. What was done to
make the printed text requestable is recorded as *repairs*; nothing is mended that is not named there.
"""

from __future__ import annotations

import re

from citecheck.models import CitedUrl, Span
from citecheck.parse.joins import Habits, Joined, join_from
from citecheck.parse.print_damage import mended, unescaped
from citecheck.parse.tails import trim

_SLIP = r"(?:htp|hpt|hhtp|htpp|httpp|httl|hxxp|(?<![a-z])ttp)s?"
SCHEME = (
    r"(?:(?:https?|ftp)[ \t]{0,2}:\s{0,3}/\s{0,2}/?/?"
    rf"|{_SLIP}[ \t]{{0,2}}[:;]\s{{0,3}}/\s{{0,2}}/|h\s?t\s?t\s?p\s?s?[ \t]?:\s?/\s?/|https?;?//)"
)
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}"
_TLD = r"(?:com|org|net|edu|gov|int|mil|info|biz|eu|[a-z]{2})"
_START = re.compile(
    rf"(?P<scheme>{SCHEME})"
    r"|(?<![\w@/-])(?P<www>(?:w|vv){3}\s?\.\s?(?=[a-z0-9]))"
    rf"|(?<![\w@./:-])(?P<bare>{_HOST}{_TLD}(?=/[\w~%-]))",
    re.IGNORECASE,
)
# Small letters alone, because "News.example.org" and "Amazon.com" are names of publishers.
_ALONE = re.compile(
    rf"(?<![\w@./:-])(?P<host>(?:[a-z0-9-]{{2,63}}\.){{2,5}}{_TLD}"
    r"|[a-z0-9-]{2,63}\.(?:com|org|net|edu|gov|info)"
    r"(?=[,;]?\s*\(?(?:last )?(?:accessed|retrieved|viewed|visited)))(?![\w./@-]*\w)"
)


def find_urls(text: str, habits: Habits) -> tuple[CitedUrl, ...]:
    """Find the URLs printed in *text*, in order; spans are offsets into *text*.

    *text* is one note in which interruptions (page breaks) are blanked. *habits* is what the document as a
    whole shows about its typesetter. Takes time linear in the length of *text*.
    """
    found: list[CitedUrl] = []
    position = 0
    while match := _START.search(text, position):
        joined = join_from(text, match.start(), match.end(), habits)
        cited = joined and _as_cited(text, match, joined, habits)
        if cited:
            found.append(cited)
        # What was read and is no URL is not read again from its middle: `http://http://http://…`.
        position = max(cited.span.end if cited else joined.end if joined else 0, match.end())
    return tuple(found) or _bare_host(text)


def _bare_host(text: str) -> tuple[CitedUrl, ...]:
    """Find a host alone, in a note that has no other address: `leaderu.com, accessed 2000`."""
    match = _ALONE.search(text)
    if match is None:
        return ()
    host, span = match["host"], Span(*match.span("host"))
    return (CitedUrl(text=host, url=f"http://{host}", span=span, repairs=("added-scheme",)),)


def _as_cited(text: str, start: re.Match[str], joined: Joined, habits: Habits) -> CitedUrl | None:
    """Turn what was joined into a citation's URL; None where nothing stands behind the scheme."""
    tail = trim(joined.url, opened_by=text[start.start() - 1 : start.start()])
    url, repairs = tail.url, list(joined.repairs)
    if tail.stripped:
        repairs.append("stripped-punctuation")
    if start["scheme"] is None:
        url = f"http://{url}"
        repairs.append("added-scheme")
    if habits.escapes and (plain := unescaped(url)) != url:
        url = plain
        repairs.append("removed-escape")
    url, mends = mended(url)
    repairs += mends
    if url.endswith("://"):
        return None
    end = joined.end - tail.dropped
    printed = text[start.start() : end]
    return CitedUrl(text=printed, url=url, span=Span(start.start(), end), repairs=tuple(repairs))
