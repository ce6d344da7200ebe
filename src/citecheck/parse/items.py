"""Split a list of notes into its items: one bullet, number, paragraph or line each."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

from citecheck.models import Span

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LINE = re.compile(r"[^\n]+")
_SUBHEADING = re.compile(r"[ \t]{0,3}(?:\#{1,6}[ \t]|={2,6}[^=])")
_BULLET = re.compile(r"[ \t]{0,8}[-*+•‣▪◦–—][ \t]+(?=\S)")
_DELIMITED = re.compile(
    rf"[ \t]{{0,8}}(?:\[\^?(?P<bracket>\d{{1,6}})\]:?|\((?P<paren>\d{{1,6}})\)|(?P<stop>\d{{1,6}})[.)](?!\d)"
    rf"|(?P<super>[{_SUPERSCRIPTS}]{{1,4}})|<sup>(?P<html>\d{{1,4}})</sup>|\^(?P<caret>\d{{1,4}})\^?)"
    r"[ \t]*(?=\S)"
)
_PLAIN = re.compile(r"[ \t]{0,8}(?P<plain>\d{1,6})[ \t]+(?=\S)")
_FURTHEST = 20  # a list may begin within a report's count, and lose notes; years and pages are further off
_TO_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: where its words stand, and the number printed before them.

    *begin* is where the number is printed. *marker* is that number in plain digits, None where none stands
    there; *certain* is False for digits without any mark, which may be the first word of the note ("1996
    Criminal Code").
    """

    span: Span
    begin: int
    marker: str | None = None
    certain: bool = True


def split_items(text: str, section: Span) -> list[Item]:
    """Split the *section* of *text* into items.

    How the list is printed is read off the list: bullets, else numbers that count up, else hanging indents,
    else paragraphs parted by blank lines, else lines. Lines that start no item belong to the one before; a
    subheading belongs to none.
    """
    found = [m for m in _LINE.finditer(text, section.start, section.end) if m.group().strip()]
    lines = [Span(*m.span()) for m in found if not _SUBHEADING.match(m.group())]
    if not lines:
        return []
    starts = (
        _bulleted(text, lines)
        or _numbered(text, lines)
        or _hanging(text, lines)
        or _paragraphs(text, lines)
        or lines
    )
    stops = [m.start() for m in found if _SUBHEADING.match(m.group())]
    ends = sorted([*(span.start for span in starts), *stops, section.end])
    return [_item(text, each.start, ends[bisect_right(ends, each.start)]) for each in starts]


def _bulleted(text: str, lines: list[Span]) -> list[Span]:
    """Return the lines that begin with a bullet, if the list is one of bullets."""
    bullets = [line for line in lines if _BULLET.match(text, line.start, line.end)]
    return bullets if bullets and bullets[0] is lines[0] else []


def _numbered(text: str, lines: list[Span]) -> list[Span]:
    """Return the lines that begin with a number, if the list counts up from its first line.

    A number that is lower than the one before, or far above it, is not a note's: a wrapped line may begin
    with a year or a page.
    """
    starts: list[Span] = []
    previous = 0
    for line in lines:
        number = _leading_number(text, line)
        if number is not None and (number == 1 or previous <= number <= previous + _FURTHEST):
            starts.append(line)
            previous = number
        elif not starts:
            return []
    counts = len(starts) > 1 or _DELIMITED.match(text, lines[0].start, lines[0].end)
    return starts if counts else []


def _leading_number(text: str, line: Span) -> int | None:
    """Return the number that *line* begins with."""
    match = _DELIMITED.match(text, line.start, line.end) or _PLAIN.match(text, line.start, line.end)
    return int(_digits(match)) if match else None


def _hanging(text: str, lines: list[Span]) -> list[Span]:
    """Return the lines that hang out, if the others of the list are indented under them."""
    indents = [
        len(text[line.start : line.end]) - len(text[line.start : line.end].lstrip(" \t")) for line in lines
    ]
    out = min(indents)
    starts = [line for line, indent in zip(lines, indents, strict=True) if indent == out]
    return starts if indents[0] == out and len(starts) < len(lines) else []


def _paragraphs(text: str, lines: list[Span]) -> list[Span]:
    """Return the first lines of the paragraphs, if blank lines part the list."""
    starts = [lines[0]]
    for before, line in itertools.pairwise(lines):
        if text.count("\n", before.end, line.start) > 1:
            starts.append(line)
    return starts if len(starts) > 1 else []


def _item(text: str, start: int, end: int) -> Item:
    """Take the bullet and the printed number off the item at *start*."""
    bullet = _BULLET.match(text, start, end)
    whole = _stripped(text, bullet.end() if bullet else start, end)
    for pattern, certain in ((_DELIMITED, True), (_PLAIN, False)):
        match = pattern.match(text, whole.start, end)
        if match:
            return Item(_stripped(text, match.end(), end), whole.start, _digits(match), certain)
    return Item(whole, whole.start)


def _digits(match: re.Match[str]) -> str:
    """Return the number that matched, in plain digits."""
    printed: str = next(group for group in match.groups() if group)
    return printed.translate(_TO_DIGITS)


def _stripped(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    return Span(begin, max(begin, start + len(part.rstrip())))
