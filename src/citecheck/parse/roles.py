"""Tell the access date of a note from its publication date.

The words before a date decide: a date that follows "Accessed on" is never the publication date (the commonest
fault of citation parsers: AnyStyle gives 16 % of undated sources the access date as their date).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citecheck.models import Span, WrittenDate

_ACCESS = re.compile(
    r"\b(?:(?:last|date(?:\s+of)?|letzter?|dernière?|dernier|último|última|ultimo|ultima|laatst|fecha\s+de|date\s+d[e'’]"
    r"|data\s+de)\s*){0,2}"
    r"(?:accessed|access|retrieved|viewed|visited|consulted|downloaded|cited|checked|seen"
    r"|abgerufen|abruf(?:datum)?|zugegriffen|zugriff(?:sdatum)?|aufgerufen|eingesehen|besucht|geprüft|stand"
    r"|consultée?s?|consultation|accès|visitée?|vue?"
    r"|consultad[oa]s?|consulta|acceso|accedido|recuperad[oa]|visitad[oa]|citado"
    r"|acesso|acessad[oa]|acedido|consultat[oai]|accesso|visitat[oa]|visto"
    r"|geraadpleegd|bezocht|opgehaald|bekeken|toegang"
    r"|дата\s+обращения|дата\s+доступа|обращение|просмотрено|проверено|доступ)(?![^\W\d_])"
    r"(?:\s+(?:on|in|at|date|from|by\s+the\s+author|am|vom|le|el(?:\s+d[ií]a)?|em|il|op|den|à\s+la\s+date\s+du|на)(?![^\W\d_]))?"
    r"[\s:,\[(]*(?:(?:on|am|le|el|em|il|op|den)\s+|l['’])?$",
    re.IGNORECASE,
)
_BEFORE = 60  # characters in which an access date is announced
_BLANK = re.compile(r"\s{8,}")
# The day of a copy says nothing of the source's own: `Archived from the original on 28 February 2015`.
_ARCHIVED = re.compile(
    r"\b(?:archived|archiviert|archivée?s?|archivad[oa]|arquivad[oa]|archiviat[oa]|gearchiveerd|архивировано)\b[^.]*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated|modified|revised|changed|reviewed)(?:\s+on)?[\s:,(]*$", re.IGNORECASE)
_UNDATED = re.compile(r"(?<!\w)(?:n\.\s?d\.?|no date|undated|s\.\s?d\.)(?!\w)", re.IGNORECASE)
_WITHIN_WORDS = re.compile(
    r"(?:\b(?:in|of|since|from|for|until|till|to|by|between|after|before|during|around|no|nr|vol|pp?|para|art|§)"
    r"\.?\s*|[#§])$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^“”]{1,400}”|«[^«»]{1,400}»|„[^„“”]{1,400}[“”]|\"[^\"]{1,400}\"")
_REMARK = re.compile(r"[(\[][^)\]]*[^\W\d_][^)\]]*$")
# A date that is followed by the source's date in brackets belongs to the title: `…, 25 July 1885 (2003)`.
_DATED_AGAIN = re.compile(r"\s*\.?\s*[(\[]\s*(?:(?:1[5-9]|20)\d\d|n\.\s?d|online)", re.IGNORECASE)
_OF_THE_TITLE = 5
_ENDS_SEGMENT = re.compile(r"\s*(?:[.,;:)\]]|$)")
_STARTS_SEGMENT = re.compile(r"(?:^|[.,;(\[])\s*$")
_ENCLOSED = re.compile(r"[(\[]\s*$")


@dataclass(frozen=True, slots=True)
class Roles:
    """The two dates of a note, and the stretch of text that announces the access date."""

    accessed: WrittenDate | None
    published: WrittenDate | None
    announcement: Span | None


def tell_apart(text: str, dates: tuple[WrittenDate, ...], url_ends: tuple[int, ...]) -> Roles:
    """Say which of *dates* is the access date and which the publication date of the note *text*.

    *text* has its URLs blanked; *url_ends* are the offsets behind them, because some styles print the access
    date in brackets behind the URL without a word.
    """
    announced = _announced(text, dates) or _bracketed_behind_url(text, dates, url_ends)
    accessed, announcement = announced or (None, None)
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    others = [
        written
        for written in dates
        if written is not accessed
        and not _ARCHIVED.search(text[max(0, written.span.start - _BEFORE) : written.span.start])
        and written.year is not None
        and not any(start < written.span.start < end for start, end in quoted)
    ]
    return Roles(accessed, _published(text, others), announcement)


def own_access_dates(
    text: str, dates: tuple[WrittenDate, ...], url_ends: tuple[int, ...]
) -> tuple[WrittenDate | None, ...]:
    """Return for each of several URLs the access date that stands behind it and before the next one."""
    limits = (*url_ends[1:], len(text) + 1)
    return tuple(
        next(
            (
                each
                for each in dates
                if end <= each.span.start < limit and _announced(text[end:], (_moved(each, -end),))
            ),
            None,
        )
        for end, limit in zip(url_ends, limits, strict=True)
    )


def _moved(written: WrittenDate, by: int) -> WrittenDate:
    """Return *written* as it stands in a text that begins elsewhere."""
    return replace(written, span=written.span.moved(by))


def _announced(text: str, dates: tuple[WrittenDate, ...]) -> tuple[WrittenDate, Span] | None:
    """Return the first date that stands directly behind the words of an access date.

    Between them may stand an address, which is blanked: `Retrieved from        on 5 May 2011`.
    """
    for written in dates:
        start = written.span.start
        blank = _BLANK.search(text, max(0, start - _BEFORE), start)
        gap, behind = blank.span() if blank else (start, start)
        first = max(0, gap - _BEFORE)
        match = _ACCESS.search(f"{text[first:gap]} {text[behind:start]}")
        if match:
            # What begins behind the blank stands further on by the length of the blank.
            skipped = behind - gap - 1 if match.start() > gap - first else 0
            offset = first + match.start() + skipped
            return written, Span(min(offset, start), written.span.end)
    return None


def _bracketed_behind_url(
    text: str, dates: tuple[WrittenDate, ...], url_ends: tuple[int, ...]
) -> tuple[WrittenDate, Span] | None:
    """Return a full date in brackets directly behind a URL: `<http://…> (30 May 2006)`."""
    for written in dates:
        before = re.search(r">?\s*[(\[]\s*$", text[max(0, written.span.start - 8) : written.span.start])
        if before is None or written.day is None or not re.match(r"\s*[)\]]", text[written.span.end :]):
            continue
        opening = max(0, written.span.start - 8) + before.start()
        if any(opening - 1 <= end <= written.span.start for end in url_ends):
            return written, Span(opening, written.span.end)
    return None


def _published(text: str, dates: list[WrittenDate]) -> WrittenDate | None:
    """Return the date that is most likely the publication date: the fullest, then the best placed."""
    ranked = [(_rank(text, each), _order(each, place), each) for place, each in enumerate(dates)]
    ranked = [entry for entry in ranked if entry[0]]
    if not ranked or (_UNDATED.search(text) and all(written.day is None for _, _, written in ranked)):
        return None
    return max(ranked, key=lambda item: item[:2])[2]


def _order(written: WrittenDate, place: int) -> int:
    """Prefer the first of several full dates, and the last of several years: titles hold years too."""
    return place if written.month is None else -place


def _rank(text: str, written: WrittenDate) -> int:
    """Rank a date as publication date; 0 for one that is part of a sentence or a page number."""
    before, after = text[: written.span.start][-24:], text[written.span.end :]
    if _UPDATED.search(before):
        return 1
    if written.month is not None:
        full = 60 if written.day is not None else 50
        return _OF_THE_TITLE if _DATED_AGAIN.match(after) else full
    imprint = before.rstrip().endswith(",") and after.startswith(")")
    if _WITHIN_WORDS.search(before) or (_REMARK.search(before) and not imprint):
        return 0
    return _rank_of_year(before, after, leads=not text[: written.span.start].strip())


def _rank_of_year(before: str, after: str, *, leads: bool) -> int:
    """Rank a year by what stands around it: in brackets, between stops, before a stop, or as first word."""
    closes, opens = _ENDS_SEGMENT.match(after), _STARTS_SEGMENT.search(before)
    if closes and _ENCLOSED.search(before):
        return 45
    if closes and opens:
        return 40
    return 30 if closes else 20 if opens and leads else 0
