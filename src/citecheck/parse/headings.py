"""Find where a document's notes stand: the headings that announce them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.models import Span

# In the order in which they are preferred: a list that the text cites by number, then lists of sources.
_ANNOUNCING = (
    r"end\s?notes?|notes?|foot\s?notes?|notes and references|references and notes|notes and sources",
    r"references?|references cited|reference list|list of references|cited references|literature cited",
    r"bibliography|works cited|sources?|literature|citations?|further reading",
)
_HEADING = re.compile(
    r"^[ \t]{0,3}(?P<hashes>\#{1,6}[ \t]+)?[*_]{0,3}(?:(?:\d{1,2}|[IVX]{1,5}|[A-Z])[.)]?[ \t]+)?"
    r"(?:" + "|".join(f"(?P<kind{rank}>{words})" for rank, words in enumerate(_ANNOUNCING)) + r")"
    r"[ \t]*[:.]?[*_]{0,3}[ \t]*\#*[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_ENDING = re.compile(
    r"^[ \t]{0,3}(?:\#{1,6}[ \t]+\S.*"
    r"|[*_]{0,3}(?:appendi(?:x|ces)|annex(?:es)?|acknowledge?ments?|about the authors?|index|glossary)\b"
    r"[^.\n]{0,60})\r?$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the document that a heading announces as notes; a lower *rank* is preferred."""

    heading: Span
    body: Span
    rank: int


def note_sections(text: str) -> tuple[Section, ...]:
    """Find the sections of *text* that hold notes, in order.

    A section ends at the next heading of notes, at a Markdown heading, or at a heading that is known to
    follow notes ("Appendix"); otherwise it runs to the end.
    """
    headings = list(_HEADING.finditer(text))
    sections = []
    for index, match in enumerate(headings):
        limit = headings[index + 1].start() if index + 1 < len(headings) else len(text)
        ending = _ENDING.search(text, match.end(), limit)
        end = ending.start() if ending else limit
        rank = next(rank for rank in range(len(_ANNOUNCING)) if match[f"kind{rank}"])
        sections.append(Section(Span(*match.span()), Span(match.end(), end), rank))
    return tuple(sections)
