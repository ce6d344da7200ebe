"""COinS: an OpenURL record in the title of an empty span (`<span class="Z3988" title="ctx_ver=…">`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from citecheck.models import Label, Role, Span
from citecheck.read.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TITLES = ("rft.atitle", "rft.btitle", "rft.title", "rft.jtitle")
_CONTAINERS = ("rft.jtitle", "rft.btitle", "rft.title", "rft.pub")
_PLAIN = {
    "rft.isbn": Role.ISBN,
    "rft.issn": Role.ISSN,
    "rft.language": Role.LANGUAGE,
    "rft.date": Role.PUBLISHED,
}
_INFO = re.compile(r"info:(?P<scheme>doi|arxiv)/(?P<value>\S+)", re.IGNORECASE)
_LONGEST = 20_000  # characters; a record of a hundred authors has a few thousand
_YEAR = re.compile(r"\d{4}")


def recorded(record: str, span: Span, text: str, known: Sequence[Label]) -> Iterator[Label]:
    """Yield the labels of a *record* about the note at *span*, but for roles that are *known* already.

    A value that is not printed in the note gets an empty span where the note begins; so does a date, which
    the record writes in its own form, unless its year is printed.
    """
    fields = parse_qsl(record[:_LONGEST], max_num_fields=None)
    taken = {label.role for label in known}
    for role, value in _labelled(fields):
        if role not in taken and value:
            yield _placed(role, value, span, text)


def _labelled(fields: list[tuple[str, str]]) -> Iterator[tuple[Role, str]]:
    """Yield the roles and values of the *fields* (NISO Z39.88, formats `book`, `journal` and `dc`)."""
    said = {key: value.strip() for key, value in reversed(fields)}
    for author in _authors(fields, said):
        yield Role.AUTHOR, author
    title = next((key for key in _TITLES if said.get(key)), None)
    if title:
        yield Role.TITLE, said[title]
    container = next((key for key in _CONTAINERS if said.get(key) and key != title), None)
    if container:
        yield Role.CONTAINER, said[container]
    for key, role in _PLAIN.items():
        if said.get(key):
            yield role, said[key]
    for key, value in fields:
        if key == "rft_id":
            yield from _identified(value.strip())


def _authors(fields: list[tuple[str, str]], said: dict[str, str]) -> list[str]:
    """Return the authors: the first in parts, and all others (in some records, all) as one name each."""
    first = ", ".join(said[key] for key in ("rft.aulast", "rft.aufirst") if said.get(key))
    others = [value.strip() for key, value in fields if key in ("rft.au", "rft.aucorp", "rft.creator")]
    return list(dict.fromkeys(author for author in (first, *others) if author))


def _identified(value: str) -> Iterator[tuple[Role, str]]:
    """Yield what `rft_id` names: a DOI, an arXiv number, or an address."""
    if match := _INFO.fullmatch(value):
        yield (Role.DOI if match["scheme"].lower() == "doi" else Role.ARXIV), match["value"]
    elif value.startswith(("http://", "https://")) and (target := target_of(value)):
        yield Role.URL, target


def _placed(role: Role, value: str, span: Span, text: str) -> Label:
    """Find *value* in the note, as far as it is printed there."""
    printed = value
    if role is Role.AUTHOR:
        printed = value.partition(",")[0]
    elif role is Role.PUBLISHED and (year := _YEAR.match(value)):
        printed = year[0]
    at = text.find(printed, span.start, span.end)
    if at < 0:
        return Label(role, Span(span.start, span.start), value)
    return Label(role, Span(at, at + len(printed)), value)
