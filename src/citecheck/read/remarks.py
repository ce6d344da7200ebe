"""Find addresses, access dates and serial numbers in a field of a record that holds free text.

Styles without a field for the access date put it there: `note = {Accessed: 2011-05-05}`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.models import Label, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(r"(?:https?|ftp)://(?:[^\s{}<>\"|^`]|\{\\?[_%&~#]\}){1,2000}", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\dXx –-]{5,80}")
_LENGTHS = (8, 10, 13)  # digits of an ISSN and of the two kinds of ISBN
_BEHIND = ".,;:!?'’”»]"
_WORDS = (
    r"access(?:ed| date)?|retrieved|visited|viewed|checked|consulted|downloaded",
    r"zugriff|zugegriffen|abgerufen|aufgerufen|abruf|abrufdatum|eingesehen|besucht",
    r"consultée?|visitée?|date de consultation",
    r"consultad[oa]|acceso|accedido|visitado|recuperado|fecha de consulta",
    r"acesso|acessado|acedido",
    r"consultato|accesso|visitato|data di accesso",
    r"geraadpleegd|bezocht|bekeken|geopend",
    r"дата обращения|дата доступа|просмотрено",
)
_ACCESSED = re.compile(
    r"(?<!\w)(?:" + "|".join(_WORDS) + r")(?!\w)"
    r"(?:\s{0,3}(?:on|at|am|le|el|em|il|op|in|den|date|:|,))*\s{0,3}"
    r"(?P<date>[^\[\](){};:\s][^\[\](){};]{2,38}?)(?=\s*(?:[\])};]|\.?\s*$|[.,]\s+[^\W\d]{2}|\bhttp))",
    re.IGNORECASE,
)


def accessed_in(text: str, span: Span) -> Label | None:
    """Return the access date that the remark at *span* of *text* announces, in eight languages."""
    for match in _ACCESSED.finditer(text, span.start, span.end):
        value = match["date"].rstrip(" .,")
        if any(character.isdigit() for character in value):
            start = match.start("date")
            return Label(Role.ACCESSED, Span(start, start + len(value)), " ".join(value.split()))
    return None


def addresses_in(text: str, span: Span) -> Iterator[Span]:
    """Find the addresses in the remark at *span* of *text*, without the punctuation behind them."""
    for match in _ADDRESS.finditer(text, span.start, span.end):
        bare = match.group().rstrip(_BEHIND)
        if bare.count("(") < bare.count(")"):
            bare = bare[: bare.rindex(")")]
        yield Span(match.start(), match.start() + len(bare))


def addresses_of_field(text: str, span: Span) -> Iterator[Span]:
    """Part the field at *span*, which holds one address or several behind one another.

    A second begins where a scheme stands behind white space or a separator; an address that print broke stays
    in one part.
    """
    start = span.start
    for match in re.finditer(r"(?:\s*[;,|]\s*|\s+)(?=(?:https?|ftp)://)", span.of(text), re.IGNORECASE):
        end = span.start + match.start()
        if end > start:
            yield Span(start, end)
        start = span.start + match.end()
    if start < span.end:
        yield Span(start, span.end)


def serial_numbers_in(text: str, span: Span) -> Iterator[Span]:
    """Find the ISBNs and ISSNs, right or wrong, in the field at *span*; spaces may part or group them."""
    for match in _DIGITS.finditer(text, span.start, span.end):
        whole = match.group().rstrip(" –-")
        parts = [part for part in re.finditer(r"\S+", whole) if len(part.group()) >= min(_LENGTHS)]
        if sum(character.isalnum() for character in whole) in _LENGTHS or not parts:
            yield Span(match.start(), match.start() + len(whole))
        else:
            yield from (Span(*part.span()).moved(match.start()) for part in parts)


def is_issn(printed: str) -> bool:
    """Tell whether the serial number *printed* has the length of an ISSN."""
    return sum(character.isalnum() for character in printed) == min(_LENGTHS)
