"""Read the parts of a note that the format itself names: a template's parameters, the fields of a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citecheck.models import Author, Citation, CitedUrl, Identifier, Label, Role, WrittenDate
from citecheck.parse import names
from citecheck.parse.dates import find_dates
from citecheck.parse.note import ADDED_RESOLVER, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])")  # ISO 8601-1, 5.2.2.2
_DETAILS = frozenset(
    (Role.KIND, Role.EDITOR, Role.PUBLISHER, Role.EDITION, Role.VOLUME, Role.ISSUE, Role.PAGES)
)
_IDENTIFIERS = (Role.DOI, Role.ISBN, Role.ISSN, Role.ARXIV)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The labels of one note, by role."""

    labels: tuple[Label, ...]

    def all(self, role: Role) -> list[Label]:
        """Return the labels of *role* that have a value."""
        return [label for label in self.labels if label.role is role and label.value.strip()]

    def value(self, role: Role) -> str | None:
        """Return the first value of *role*."""
        return next((" ".join(label.value.split()) for label in self.all(role)), None)


def with_labels(citation: Citation, labels: Iterable[Label], text: str, *, whole: bool = False) -> Citation:
    """Return *citation* with what the *labels* of its note say in the place of what was read off its words.

    *text* is the document's; spans are offsets into it. What has no label stays as it was read, unless the
    *whole* note is a record: the names and signs of its fields are no words, and what no field says is not
    said.
    """
    parts = _Parts(tuple(labels))
    if whole:
        citation = replace(citation, authors=(), title=None, container=None, published=None)
    if not parts.labels:
        return citation
    identifiers = tuple(_identifiers(parts, text))
    urls = tuple(_url(label, text) for label in parts.all(Role.URL)) or _resolved(citation, identifiers)
    return replace(
        citation,
        authors=tuple(_author(label.value) for label in parts.all(Role.AUTHOR)) or citation.authors,
        title=parts.value(Role.TITLE) or citation.title,
        container=parts.value(Role.CONTAINER) or citation.container,
        published=_date(parts.all(Role.PUBLISHED), text) or citation.published,
        accessed=_date(parts.all(Role.ACCESSED), text) or citation.accessed,
        urls=urls or citation.urls,
        identifiers=identifiers or citation.identifiers,
        language=parts.value(Role.LANGUAGE) or citation.language,
        archived=tuple("".join(label.value.split()) for label in parts.all(Role.ARCHIVE_URL)),
        details=tuple(
            (label.role.value, " ".join(label.value.split()))
            for label in parts.labels
            if label.role in _DETAILS and label.value.strip()
        ),
    )


def _resolved(citation: Citation, identifiers: tuple[Identifier, ...]) -> tuple[CitedUrl, ...]:
    """Return the address at the resolver of a labelled identifier, whose value has no escapes in it.

    Nothing where the note of *citation* prints an address.
    """
    prints = any(ADDED_RESOLVER not in cited.repairs for cited in citation.urls)
    return () if prints else resolved(identifiers)


def _author(value: str) -> Author:
    """Read one author: `Family, Given`, or the name of a body."""
    people = names.persons(value)
    if len(people) == 1:
        return people[0]
    family, comma, given = value.partition(",")
    if comma and given.strip() and "," not in given:
        return Author(family=family.strip(), given=given.strip())
    return Author(literal=" ".join(value.split()))


def _url(label: Label, text: str) -> CitedUrl:
    """Return the URL that a label names; markup around it is no fault of the print."""
    url = "".join(label.value.split())
    added = "://" not in url.split("?")[0] and not url.lower().startswith(("mailto:", "urn:"))
    printed = label.span.of(text)
    repairs = ["joined-whitespace"] if url != label.value.strip() else []
    return CitedUrl(
        text=printed,
        url=f"http://{url.removeprefix('//')}" if added else url,
        span=label.span,
        repairs=(*repairs, "added-scheme") if added else tuple(repairs),
    )


def _date(labels: list[Label], text: str) -> WrittenDate | None:
    """Return the date of the first label whose value is one; in a field `2007-04` is no range but a month."""
    for label in labels:
        month = _MONTH.fullmatch(label.value.strip())
        if month:
            text = label.span.of(text)
            return WrittenDate(text, label.span, int(month["year"]), int(month["month"]))
        found = find_dates(label.value)
        if found:
            return replace(found[0], span=label.span, text=label.span.of(text))
    return None


def _identifiers(parts: _Parts, text: str) -> Iterable[Identifier]:
    """Yield the identifiers that are labelled."""
    for role in _IDENTIFIERS:
        for label in parts.all(role):
            value = "".join(label.value.split())
            if role is Role.DOI:
                value = value.partition("doi.org/")[2] or value.removeprefix("doi:")
            yield Identifier(role.value, value, label.span.of(text), label.span)
