"""Where a record has fields of its own for an archived copy, and what is written into them.

wikitext   |archive-url=… |archive-date=… |url-status=dead before the end of the citation template
(en.wikipedia.org, Template:Cite web; the names of other Wikipedias' templates likewise);
{{webarchive}} behind a bare link
bibtex     archiveurl and archivedate, which InternetArchiveBot's export and several styles use
csl-json   archive_location (CSL 1.0.2, appendix IV)
ris        a remark, N1: the format has no field for it
html       attributes of the link (Robust Links), which whoever writes HTML adds
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.edits.days import day_like
from citecheck.edits.languages import ENGLISH
from citecheck.edits.spelling import spelt
from citecheck.models import Snapshot, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citecheck.models import Document, Entry, Link

Place = tuple[Span, str]


class _Names(NamedTuple):
    """What a template calls the address of a copy and its day, and what else it needs to know."""

    url: str
    date: str
    more: str = ""


_CS1 = _Names("archive-url", "archive-date", " |url-status=dead")
# The templates of other Wikipedias, by a parameter or the name that only they have.
_TEMPLATES = tuple(
    (re.compile(pattern, re.IGNORECASE), names)
    for pattern, names in (
        (r"\{\{\s*(?:internetquelle|literatur)\b", _Names("archiv-url", "archiv-datum")),
        (r"\{\{\s*(?:lien web|article|ouvrage)\b", _Names("archive-url", "archive-date")),
        (r"\|\s*fechaacceso\s*=|\{\{\s*cita noticia\b", _Names("urlarchivo", "fechaarchivo")),
        (r"\|\s*(?:accesso|urlarchivio)\s*=", _Names("urlarchivio", "dataarchivio")),
        (r"\{\{\s*citar web\b", _Names("arquivourl", "arquivodata")),
        (r"\{\{\s*citeer\b", _Names("archiefurl", "archiefdatum")),
    )
)
_BRACES = re.compile(r"\{\{|\}\}")
_LONGEST_TEMPLATE = 20_000


def edit_of(entry: Entry, document: Document, link: Link, copy: Snapshot) -> Place | None:
    """Return where the record of *entry* tells of *copy*, and what is written there; None in running text."""
    make = _MAKERS.get(document.format)
    return make(entry, document, link, copy) if make else None


def _wikitext(entry: Entry, document: Document, link: Link, copy: Snapshot) -> Place | None:
    """Return the end of the template in which the address stands, or the end of a bare link."""
    day = day_like(entry.citation.accessed, copy.captured.date(), ENGLISH)
    url = spelt(copy.url, link.cited.span, document)
    around = _template_around(document.text, link.cited.span)
    if around is not None:
        return _in_template(document.text, around, url, day)
    span, place = link.cited.span, link.cited.span.end
    if document.text[: span.start].endswith("["):
        place = document.text.find("]", span.end, entry.citation.span.end) + 1 or span.end
    return Span(place, place), f" {{{{webarchive |url={url} |date={day}}}}}"


def _in_template(text: str, around: Span, url: str, day: str) -> Place:
    """Return the end of the template *around*, and its parameters for a copy, on lines if it has such."""
    inside = around.of(text)
    names = next((names for pattern, names in _TEMPLATES if pattern.search(inside)), _CS1)
    more = "" if re.search(r"\|\s*url-status\s*=", inside) else names.more
    parameters = f" |{names.url}={url} |{names.date}={day}{more}"
    if inside.rstrip(" ").endswith("\n"):
        parameters = parameters.replace(" |", "\n| ")
    place = around.start + len(inside.rstrip())
    return Span(place, place), parameters


def _template_around(text: str, span: Span) -> Span | None:
    """Return the innermost template around *span* without its `}}`; None where there is none."""
    before = _BRACES.finditer(text, max(0, span.start - _LONGEST_TEMPLATE), span.start)
    behind = _BRACES.finditer(text, span.end, span.end + _LONGEST_TEMPLATE)
    begin = _unpaired(reversed(list(before)), "{{")
    end = _unpaired(behind, "}}")
    return None if begin is None or end is None else Span(begin, end)


def _unpaired(braces: Iterable[re.Match[str]], wanted: str) -> int | None:
    """Return where the first of *braces* stands that is *wanted* and has no partner among those before it."""
    open_ones = 0
    for match in braces:
        if match.group() != wanted:
            open_ones += 1
        elif open_ones:
            open_ones -= 1
        else:
            return match.start()
    return None


def _bibtex(entry: Entry, document: Document, _: Link, copy: Snapshot) -> Place | None:
    """Return the end of the entry's fields; a comma behind the last field is the entry's habit, and kept."""
    span = entry.citation.span
    inside = span.of(document.text)
    if re.search(r"(?im)^\s*archive-?url\s*=|,\s*archive-?url\s*=", inside):
        return None
    trailing = inside.rstrip().endswith(",")
    between = ",\n  " if "\n" in inside else ", "
    lead = between.removeprefix(",") if trailing else between
    fields = f"archiveurl = {{{copy.url}}}{between}archivedate = {{{copy.captured:%Y-%m-%d}}}"
    return Span(span.end, span.end), f"{lead}{fields}{',' if trailing else ''}"


def _csl_json(entry: Entry, document: Document, _: Link, copy: Snapshot) -> Place | None:
    """Return the end of the item, before its brace."""
    span = entry.citation.span
    inside = span.of(document.text)
    if '"archive_location"' in inside or not inside.endswith("}"):
        return None
    body = inside[:-1].rstrip()
    place = span.start + len(body)
    own_lines = re.search(r"\n([ \t]+)\"", inside)
    between = f",\n{own_lines[1]}" if own_lines else ", "
    return Span(place, place), f'{between}"archive_location": {json.dumps(copy.url, ensure_ascii=False)}'


def _ris(entry: Entry, document: Document, _: Link, copy: Snapshot) -> Place | None:
    """Return the line behind the last of the record."""
    span = entry.citation.span
    end_of_line = "\r\n" if "\r\n" in document.text else "\n"
    day = day_like(None, copy.captured.date(), ENGLISH)
    return Span(span.end, span.end), f"{end_of_line}N1  - Archived {day}: {copy.url}"


def _html(_: Entry, document: Document, link: Link, __: Snapshot) -> Place | None:
    """Return the address itself, which stays: the copy goes into the attributes of its link."""
    return link.cited.span, link.cited.span.of(document.text)


_MAKERS: dict[str, Callable[[Entry, Document, Link, Snapshot], Place | None]] = {
    "wikitext": _wikitext,
    "bibtex": _bibtex,
    "csl-json": _csl_json,
    "ris": _ris,
    "html": _html,
}
