"""Turn one note into a citation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.models import Citation, CitedUrl, Document, Identifier, PrintedNote, Role, Span, WrittenDate
from citecheck.parse import dates, fields, identifiers, languages, roles, urls
from citecheck.parse.joins import EXTENSION, Habits
from citecheck.parse.segments import ADDRESS, DATE

if TYPE_CHECKING:
    from citecheck.parse.markup import Markup

_OPEN = re.compile(r"\([^()]*$")
_DATED_AGAIN = re.compile(r"\s*\.?\s*[(\[]\s*(?:n\.\s?d|online)", re.IGNORECASE)
ADDED_RESOLVER = "added-resolver"
"""What was done to an identifier to get an address."""
_RESOLVERS = {
    "doi": "https://doi.org/",
    "hdl": "https://hdl.handle.net/",
    "arxiv": "https://arxiv.org/abs/",
}
_DOI = re.compile(r"10\.\d{4,9}/\S+$")
_GERMAN = re.compile(r"\b(?:abgerufen|zugriff|abruf(?:datum)?|verfügbar|aufgerufen|zuletzt)\b", re.IGNORECASE)
# The day on which an issue appeared, whose year stands elsewhere: `2012. Title. The Atlantic, November 6.`
_DAY_OF_ISSUE = re.compile(r"[,.]\s+$")
# A file name with an underscore and a space: `/2010_Russia Progress Card.pdf`.
# In other formats a backslash is printed, and asked as it is.
_ESCAPING = frozenset({"markdown", "latex", "bibtex", "csl-json"})
_LOST_UNDERSCORE = re.compile(
    rf"/[\w%-]{{0,80}}_\s?[\w-]{{1,40}}(?:\s[\w-]{{1,40}}){{1,6}}\.{EXTENSION}\b", re.IGNORECASE
)


def read_note(
    text: str, note: PrintedNote, breaks: tuple[Span, ...], habits: Habits, markup: Markup | None = None
) -> Citation:
    """Read the *note* of *text*, which is interrupted at *breaks*; spans are offsets into *text*.

    Names and titles are read without the *markup* of the format.
    """
    archived = [label.span for label in note.labels if label.role is Role.ARCHIVE_URL]
    words = _blanked(note.span.of(text), [gap.moved(-note.span.start) for gap in (*breaks, *archived)])
    found_urls = urls.find_urls(words, habits)
    without_urls = _blanked(words, [url.span for url in found_urls])
    found_ids = identifiers.find_identifiers(words)
    plain = _blanked(without_urls, [identifier.span for identifier in found_ids])
    found_dates = dates.find_dates(plain)
    roled = roles.tell_apart(plain, found_dates, tuple(url.span.end for url in found_urls))
    own = _with_own_dates(plain, found_urls, found_dates)
    named = found_urls
    if markup is not None:
        named = tuple(url for url in found_urls if not markup.is_labelled(words, url.span))
    signed = _signed(plain, roled, found_dates, named)
    seen = signed if markup is None else markup.unmarked(signed)
    said = fields.read_fields(seen, colons=bool(_GERMAN.search(plain)))
    start = note.span.start
    return Citation(
        number=note.number,
        marker=note.marker,
        text=note.span.of(text),
        span=note.span,
        authors=said.authors,
        title=said.title or None,
        container=said.container or None,
        published=_moved_date(roled.published, text, start),
        accessed=_moved_date(roled.accessed, text, start),
        urls=tuple(_moved_url(url, text, start) for url in own or resolved(found_ids)),
        identifiers=tuple(_moved_identifier(identifier, start) for identifier in found_ids),
        language=languages.language_of(words),
        breaks=breaks,
        series=note.series,
    )


def resolved(found: tuple[Identifier, ...]) -> tuple[CitedUrl, ...]:
    """Return the address at the resolver of the first identifier, for a note that prints no address."""
    for each in found:
        base = _RESOLVERS.get(each.scheme)
        if base and (each.scheme != "doi" or _DOI.match(each.value)):
            return (CitedUrl(each.text, f"{base}{each.value}", each.span, (ADDED_RESOLVER,)),)
    return ()


def habits_of(document: Document, notes: tuple[PrintedNote, ...]) -> Habits:
    """Learn from the format of *document*, and from all its *notes*, how URLs are printed in it."""
    lost = any(_LOST_UNDERSCORE.search(note.span.of(document.text)) for note in notes)
    return Habits(lost, document.origin in _ESCAPING)


def _blanked(text: str, spans: list[Span]) -> str:
    """Return *text* with *spans* replaced by as many spaces, so that offsets stay true."""
    pieces, end = [], 0
    for span in sorted(spans):
        begin = max(span.start, end)
        pieces += [text[end:begin], " " * (span.end - begin)]
        end = max(end, span.end)
    return "".join([*pieces, text[end:]])


def _signed(
    plain: str, roled: roles.Roles, found: tuple[WrittenDate, ...], urls: tuple[CitedUrl, ...]
) -> str:
    """Put signs where the dates and URLs stood: fields end there."""
    spans = [(url.span, ADDRESS) for url in urls]
    if roled.announcement:
        spans.append((roled.announcement, DATE))
    spans += [
        (each.span, DATE)
        for each in found
        if each.year is None and _DAY_OF_ISSUE.search(plain[: each.span.start][-3:])
    ]
    if roled.published is not None and not _within_title(plain, roled.published):
        spans.append((roled.published.span, DATE))
    pieces, end = [], 0
    for span, sign in sorted(spans):
        pieces += [plain[end : max(end, span.start)], sign]
        end = max(end, span.end)
    return "".join([*pieces, plain[end:]])


def _within_title(plain: str, written: WrittenDate) -> bool:
    """Tell whether a date reads as a part of the title: "1996 Criminal Code", "Persons Report 2011"."""
    before = plain[: written.span.start].rstrip(" ")
    if not before.strip():
        return written.month is None
    after = plain[written.span.end : written.span.end + 12]
    if _DATED_AGAIN.match(after) or (_OPEN.search(before) and re.match(r"\s+\w", after)):
        return True
    return before[-1].isalnum() or before.endswith((" -", "–", "—"))


def _moved_date(written: WrittenDate | None, text: str, by: int) -> WrittenDate | None:
    """Move a date's span into the document, and take its text from there."""
    if written is None:
        return None
    span = written.span.moved(by)
    return replace(written, span=span, text=span.of(text))


def _with_own_dates(
    plain: str, urls: tuple[CitedUrl, ...], found: tuple[WrittenDate, ...]
) -> tuple[CitedUrl, ...]:
    """Give each of several URLs its own access date."""
    if len(urls) < 2:  # noqa: PLR2004 - the note's access date is that of its one URL
        return urls
    days = roles.own_access_dates(plain, found, tuple(url.span.end for url in urls))
    return tuple(replace(url, accessed=day) for url, day in zip(urls, days, strict=True))


def _moved_url(url: CitedUrl, text: str, by: int) -> CitedUrl:
    """Move a URL's span into the document, and take its text from there."""
    span = url.span.moved(by)
    return replace(url, span=span, text=span.of(text), accessed=_moved_date(url.accessed, text, by))


def _moved_identifier(identifier: Identifier, by: int) -> Identifier:
    """Move an identifier's span into the document."""
    return replace(identifier, span=identifier.span.moved(by))
