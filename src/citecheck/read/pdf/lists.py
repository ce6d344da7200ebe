"""Find the typed list of sources in a document that has footnotes as well.

Where a document has no footnotes the list is found in the text like that of any other format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.read.pdf.paragraphs import leading_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.read.pdf.paragraphs import Paragraph

_HEADING = re.compile(
    r"(?:(?:\d{1,2}|[ivx]{1,5}|[a-z])[.)]?\s+)?"
    r"(?:references(?: cited)?|(?:selected )?bibliography|works cited|literature(?: cited)?|sources?"
    r"|list of references|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?"
    r"|bibliographie|références(?: bibliographiques)?"
    r"|bibliograf[ií]a|referencias(?: bibliográficas)?|referências(?: bibliográficas)?|fuentes"
    r"|riferimenti(?: bibliografici)?|fonti|literatuur(?:lijst)?|bronnen"
    r"|литература|список литературы|источники|библиография)\s*:?",
    re.IGNORECASE,
)
_LARGER = 1.08  # than the items: a heading


@dataclass(frozen=True, slots=True)
class TypedNote:
    """An item of a list: the index of its paragraph, its number, as printed, and where its words begin."""

    paragraph: int
    number: int
    printed: str | None
    begin: int


def typed_notes(paragraphs: Sequence[Paragraph]) -> tuple[TypedNote, ...]:
    """Return the items behind the last heading of a list of sources, up to the next heading."""
    heading = None
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph) == 1 and _HEADING.fullmatch(paragraph[0].text.strip()):
            heading = index
    if heading is None or heading + 1 >= len(paragraphs):
        return ()
    size = paragraphs[heading + 1][0].size
    notes: list[TypedNote] = []
    for index in range(heading + 1, len(paragraphs)):
        first = paragraphs[index][0]
        if first.size > _LARGER * size:
            break
        mark = leading_mark(first.text)
        counts = mark is not None and mark.number == len(notes) + 1
        notes.append(
            TypedNote(
                index,
                len(notes) + 1,
                mark.printed if mark and counts else None,
                mark.end if mark and counts else 0,
            )
        )
    return tuple(notes)
