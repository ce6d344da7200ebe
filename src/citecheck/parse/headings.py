"""Find where a document's notes stand: the headings that announce them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.models import Span

# In the order in which they are preferred: a list that the text cites by number, then lists of sources; in
# English, German, French, Spanish, Portuguese, Italian, Dutch and Russian.
_NOTES = (
    r"end\s?notes?|notes?|foot\s?notes?|notes and references|references and notes|notes and sources"
    r"|endnoten|fußnoten|fussnoten|anmerkungen|notes (?:de fin|de bas de page|et références)"
    r"|notas(?: finales| finais| al pie| al final| de rodapé| de fim)?"
    r"|note (?:a piè di pagina|di chiusura|finali)"
    r"|eindnoten|voetnoten|noten|примечания|сноски"
)
_REFERENCES = (
    r"references?|references cited|reference list|list of references|cited references|literature cited"
    r"|einzelnachweise|referenzen|nachweise|références(?: bibliographiques)?|referencias(?: bibliográficas)?"
    r"|referências(?: bibliográficas)?|riferimenti(?: bibliografici)?|referenties|ссылки|список источников"
)
_SOURCES = (
    r"bibliography|works cited|sources?|literature|citations?|further reading|literatur(?:verzeichnis)?"
    r"|quellen(?:verzeichnis)?|bibliograph?ie|bibliografía|bibliografia|literatuur(?:lijst)?|bronnen(?:lijst)?"
    r"|fuentes|fontes|fonti|литература|список литературы|источники|библиография"
)
_ANNOUNCING = (_NOTES, _REFERENCES, _SOURCES)
_HEADING = re.compile(
    r"^[ \t]{0,3}(?P<level>\#{1,6}(?=[ \t])|={2,6})?[ \t]*[*_]{0,3}"
    r"(?:(?:\d{1,2}|[IVX]{1,5}|[A-Z])[.)]?[ \t]+)?"
    r"(?:" + "|".join(f"(?P<kind{rank}>{words})" for rank, words in enumerate(_ANNOUNCING)) + r")"
    r"[ \t]*[:.]?[*_]{0,3}[ \t]*[\#=]*[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_MARKED = re.compile(r"^[ \t]{0,3}(?P<level>\#{1,6}(?=[ \t])|={2,6})[ \t]*\S", re.MULTILINE)
_ENDING = re.compile(
    r"^[ \t]{0,3}[*_]{0,3}(?:appendi(?:x|ces)|annex(?:es)?|acknowledge?ments?|about the authors?"
    r"|index|glossary"
    r"|anhang|anlagen?|danksagung|annexes?|remerciements|anexos?|apéndices?|agradecimientos|allegat[oi]|ringraziamenti"
    r"|bijlagen?|приложени[ея])\b[^.\n]{0,60}\r?$",
    re.IGNORECASE | re.MULTILINE,
)


_LOWEST = 6  # a heading without a sign of its level ends at any marked one


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the document that a heading announces as notes; a lower *rank* is preferred."""

    heading: Span
    body: Span
    rank: int


def note_sections(text: str) -> tuple[Section, ...]:
    """Find the sections of *text* that hold notes, in order.

    A section ends at the next heading of notes, at a heading of Markdown or wikitext that is not below its
    own, or at a heading that is known to follow notes ("Appendix"); otherwise it runs to the end.
    """
    headings = list(_HEADING.finditer(text))
    sections = []
    for index, match in enumerate(headings):
        limit = headings[index + 1].start() if index + 1 < len(headings) else len(text)
        end = _end_of(text, match, limit)
        rank = next(rank for rank in range(len(_ANNOUNCING)) if match[f"kind{rank}"])
        sections.append(Section(Span(*match.span()), Span(match.end(), end), rank))
    return tuple(sections)


def _end_of(text: str, heading: re.Match[str], limit: int) -> int:
    """Return where the section of *heading* ends, at *limit* at the latest."""
    ending = _ENDING.search(text, heading.end(), limit)
    end = ending.start() if ending else limit
    level = len(heading["level"]) if heading["level"] else _LOWEST
    for match in _MARKED.finditer(text, heading.end(), end):
        if len(match["level"]) <= level:
            return match.start()
    return end
