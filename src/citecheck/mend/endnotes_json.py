"""Edits of the notes of an endnotes.json, written into its strings.

The text of a note stands in its `text`; what the program had read off it stands in other members of the
citation. Where one of them repeats the words that are changed, it changes with them, so that the file does
not contradict itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citecheck.errors import UnwritableEdit
from citecheck.evidence.printed import FROM_LINK
from citecheck.mend.differences import differences
from citecheck.mend.json_strings import Writer
from citecheck.mend.printed_dates import edtf_of
from citecheck.mend.splicing import Change, changed, spliced
from citecheck.models import Edit, Span
from citecheck.read import endnotes_json
from citecheck.read.decoding import decoded
from citecheck.read.json_places import BrokenJson, Node, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Document, NamedSource

_DATES = ("accessed", "published")
_TEXTS = ("title", "container")
_TAIL = re.compile(r"(?<![.,;:)\]>\"'”’])[.,;:)\]>\"'”’]+\Z")
_STRIPPED, _JOINED = "stripped-punctuation", "joined-whitespace"


@dataclass(frozen=True, slots=True)
class _Note:
    """The text of one note, and the edits of it, whose spans are offsets into that text."""

    text: str
    edits: tuple[Edit, ...]

    def changes(self) -> list[Change]:
        """Return what the edits really change."""
        return [change for edit in self.edits for change in _differences(edit, self.text)]

    def changes_at(self, place: Span) -> list[Change]:
        """Return what changes the words at *place*: every edit of them, and of wider ones what lies between.

        What an edit adds at the end of a URL belongs to it if the edit is one of the URL.
        """
        found = []
        for edit in self.edits:
            if edit.span.start == edit.span.end and not edit.target:
                continue  # stands beside these words, not in them
            own = edit.span.start < edit.span.end and place.holds(edit.span)
            for change in _differences(edit, self.text):
                adds = change.start == change.end
                within = place.start <= change.start - adds and change.end + adds <= place.end
                found += [change] if own or within else []
        return found


def written(data: bytes, document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the endnotes.json *data*, from which *document* was read, with the *edits*.

    Raises `UnwritableEdit` where an edit is not within one note, or *document* was read from other bytes.
    """
    if not edits:
        return data
    if endnotes_json.read(data, document.source).text != document.text:
        raise UnwritableEdit(f"{document.source}: the file is not the one that was checked; check it again")
    text, encoding = decoded(data, document.source)
    citations = _citations(text, document)
    writer = Writer(text, encoding)
    for index, note in _edited(document, edits).items():
        if citations[index].members["text"].text != note.text:
            raise UnwritableEdit(f"{document.source}: note {index + 1} has two texts; write it anew")
        _mend(citations[index], note, writer)
    result = spliced(data, text, encoding, writer.found())
    _prove(result, document, edits)
    return result


def _citations(text: str, document: Document) -> list[Node]:
    """Return the citations of the JSON *text*, one for each note of *document*."""
    try:
        citations = parse(text).members["citations"].items
    except (BrokenJson, KeyError) as error:
        raise UnwritableEdit(f"{document.source}: {error}; write it anew with citecheck parse") from error
    if len(citations) != len(document.notes or ()):
        raise UnwritableEdit(f"{document.source}: names its citations twice; write it anew")
    return citations


def _edited(document: Document, edits: Sequence[Edit]) -> dict[int, _Note]:
    """Return the notes that are edited, by their index."""
    notes = document.notes or ()
    starts = [note.span.start for note in notes]
    found: dict[int, _Note] = {}
    for edit in edits:
        index = bisect_right(starts, edit.span.start) - 1
        if index < 0 or not notes[index].span.holds(edit.span):
            raise UnwritableEdit(
                f"{document.source}: `{edit.text}` would be written between notes; change it by hand"
            )
        own = replace(edit, span=edit.span.moved(-starts[index]))
        note = found.get(index, _Note(notes[index].span.of(document.text), ()))
        found[index] = replace(note, edits=(*note.edits, own))
    return found


def _mend(citation: Node, note: _Note, writer: Writer) -> None:
    """Write the edits of *note* into the members of its *citation*."""
    for change in note.changes():
        writer.splice(citation.members["text"], change)
    for name in _TEXTS:
        if name in citation.members:
            _mend_member(citation.members[name], note, 0, writer)
    for name in _DATES:
        if name in citation.members:
            _mend_date(citation.members[name].members, note, writer)
    if "urls" in citation.members:
        _mend_urls(citation.members["urls"].items, note, writer)
    for edit in note.edits:
        if edit.names is not None:
            _name(citation.members, edit.names, writer)


def _name(members: dict[str, Node], names: NamedSource, writer: Writer) -> None:
    """Write what an edit says of the source into those *members* of its citation that say nothing."""
    authors = [
        {"literal": each.literal} if each.literal else {"family": each.family, "given": each.given}
        for each in names.authors
    ]
    text, edtf = names.published or (None, None)
    said = {
        "authors": authors,
        "title": names.title,
        "container": names.container,
        "published": {"text": text, "edtf": edtf} if text else None,
        "identifiers": [{"scheme": "doi", "value": names.doi}] if names.doi else None,
    }
    for name, value in said.items():
        if value and name in members and members[name].is_empty:
            writer.put_json(members[name], value)


def _mend_member(member: Node, note: _Note, at: int, writer: Writer) -> str | None:
    """Write the edits into a *member* that repeats words of *note* from *at* on; return what it says then.

    None where no edit stands in these words.
    """
    start = note.text.find(member.text, at) if member.text else -1
    if start < 0:
        return None
    changes = note.changes_at(Span(start, start + len(member.text)))
    own = [Change(change.start - start, change.end - start, change.text) for change in changes]
    for change in own:
        writer.splice(member, change)
    return changed(member.text, own) if own else None


def _mend_date(members: dict[str, Node], note: _Note, writer: Writer) -> None:
    """Write the edits into a date; one that cannot be read, or that no calendar has, has no `edtf`."""
    new = _mend_member(members["text"], note, 0, writer) if "text" in members else None
    if new is not None and "edtf" in members:
        writer.put(members["edtf"], edtf_of(new))


def _mend_urls(urls: list[Node], note: _Note, writer: Writer) -> None:
    """Write the edits into the URLs that they change; of two that are alike the second is printed second."""
    at = 0
    for members in (url.members for url in urls):
        if not {"text", "url"} <= members.keys():
            continue
        old = members["text"].text
        start = note.text.find(old, at)
        if start < 0:
            continue
        place = Span(start, start + len(old))
        new = _mend_member(members["text"], note, at, writer)
        at = place.end
        target = _target(note, place)
        if new is not None or target is not None:
            _mend_request(members, old if new is None else new, target, writer)


def _target(note: _Note, place: Span) -> str | None:
    """Return the target that an edit of the words at *place* names."""
    edits = (edit for edit in note.edits if edit.target and edit.span.start < edit.span.end)
    return next((edit.target for edit in edits if place.holds(edit.span) or edit.span.holds(place)), None)


def _mend_request(members: dict[str, Node], new: str, target: str | None, writer: Writer) -> None:
    """Write what is requested for the printed URL *new*, and what is still done to it to get that."""
    repairs = [each.text for each in members["repairs"].items] if "repairs" in members else []
    stripped = _STRIPPED in repairs
    before, plain = members["url"].text, _plain(members["text"].text, stripped=stripped)
    scheme = before.removesuffix(plain) if before.endswith(plain) else ""
    url = target or scheme + _plain(new, stripped=stripped)
    writer.put(members["url"], url)
    left = {_JOINED: new.split() != [new], _STRIPPED: not "".join(new.split()).endswith(url)}
    if target is not None and FROM_LINK in repairs:  # of a link over words the target alone was repaired
        repairs = [FROM_LINK]
    if "repairs" in members:
        writer.put(
            members["repairs"], [] if new == url else [each for each in repairs if left.get(each, True)]
        )


def _plain(printed: str, *, stripped: bool) -> str:
    """Return a *printed* URL without white space, and without the punctuation behind it where that goes."""
    joined = "".join(printed.split())
    return _TAIL.sub("", joined) if stripped else joined


def _differences(edit: Edit, text: str) -> list[Change]:
    """Return what *edit* really changes in *text*."""
    by = edit.span.start
    return [
        Change(start + by, end + by, new) for start, end, new in differences(edit.span.of(text), edit.text)
    ]


def _prove(data: bytes, document: Document, edits: Sequence[Edit]) -> None:
    """Raise `UnwritableEdit` unless *data* reads as *document* with the *edits*."""
    changes = [Change(edit.span.start, edit.span.end, edit.text) for edit in edits]
    if endnotes_json.read(data, document.source).text != changed(document.text, changes):
        raise UnwritableEdit(f"{document.source}: the changes cannot be written; change the notes by hand")
