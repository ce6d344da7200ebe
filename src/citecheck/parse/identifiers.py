"""Find the identifiers of a note: DOI, ISBN, ISSN and arXiv number, right or wrong."""

from __future__ import annotations

import re

from citecheck.models import Identifier, Span

_END = r"[^\s\"<>“”’|{}]"  # no markup: {{doi|10.1000/182}}, \doi{10.1000/182}, an empty |doi= |date=3 May
_FORMS = (
    # A DOI is "10." and a registrant, a slash and a suffix (ISO 26324); what follows "doi:" is taken as one
    # even when it is not, so that a rule can say so.
    (
        "doi",
        re.compile(
            rf"(?:\bdoi(?!\.org|/)\s*[:=|]?\s*\{{?|\bdoi\.org/|\bdoi/(?=10\.))(?P<value>{_END}+)",
            re.IGNORECASE,
        ),
    ),
    ("doi", re.compile(rf"(?<![\w/.])(?P<value>10\.\d{{4,9}}/{_END}+)")),
    ("hdl", re.compile(rf"\bhdl\s*:\s*(?P<value>\d[\d.]*/{_END}+)", re.IGNORECASE)),
    ("isbn", re.compile(r"\bISBN(?:-1[03])?\s*[:=]?\s*(?P<value>\d[\d\s–-]{7,20}[\dXx])(?![\w-])")),
    ("issn", re.compile(r"\bISSN\s*[:=]?\s*(?P<value>\d{4}\s?[–-]?\s?\d{3}[\dXx])\b")),
    ("arxiv", re.compile(r"\barxiv\s*:\s*(?P<value>(?:[a-z-]+/)?\d{4}[.\d]\d{2,6}(?:v\d+)?)", re.IGNORECASE)),
)
# What a text must hold for a form to be looked for at all.
_HINTS = {"doi": ("doi", "10."), "hdl": ("hdl",), "isbn": ("isbn",), "issn": ("issn",), "arxiv": ("arxiv",)}
_PAIRS = {")": "(", "]": "["}


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Find the identifiers in *text*, in order and each value once; spans are offsets into *text*."""
    found: dict[tuple[str, str], Identifier] = {}
    small = text.lower()
    for scheme, pattern in _FORMS:
        if not any(hint in small for hint in _HINTS[scheme]):
            continue
        for match in pattern.finditer(text):
            printed = _without_tail(match["value"])
            value = _bare(scheme, printed)
            if value and any(character.isdigit() for character in value):
                span = Span(match.start("value"), match.start("value") + len(printed))
                found.setdefault((scheme, value), Identifier(scheme, value, printed, span))
    return tuple(sorted(found.values(), key=lambda identifier: identifier.span))


def _without_tail(printed: str) -> str:
    """Drop the punctuation of the sentence and closing brackets that nothing inside opened."""
    while printed and (printed[-1] in ".,;:'’" or _closes_nothing(printed)):
        printed = printed[:-1]
    return printed


def _closes_nothing(printed: str) -> bool:
    """Tell whether *printed* ends in a bracket that it does not open."""
    opening = _PAIRS.get(printed[-1])
    return opening is not None and printed.count(opening) < printed.count(printed[-1])


def _bare(scheme: str, printed: str) -> str:
    """Return the value without its decoration: no resolver before a DOI, no spaces or dashes in an ISBN."""
    if scheme == "doi":
        return re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/", "", printed, flags=re.IGNORECASE)
    if scheme == "isbn":
        return re.sub(r"[\s–-]", "", printed).upper()
    if scheme == "issn":
        digits = re.sub(r"[\s–-]", "", printed).upper()
        return f"{digits[:4]}-{digits[4:]}"
    return printed
