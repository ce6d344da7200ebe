"""Edits of the notes of an endnotes.json, written into its strings.

The text of a note stands in its `text`; what the program had read off it stands in other members of the
citation. Where one of them repeats the words that are changed, it changes with them, so that the file does
not contradict itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.edits.spelling import spellings
from citecheck.errors import UnwritableEdit
from citecheck.evidence.printed import FROM_LINK, found_in, is_over_words
from citecheck.mend.differences import differences
from citecheck.mend.json_strings import Writer
from citecheck.mend.printed_dates import edtf_of
from citecheck.mend.splicing import Change, changed, spliced
from citecheck.models import Span
from citecheck.parse import parse
from citecheck.read import endnotes_json, json_places
from citecheck.read.decoding import decoded
from citecheck.read.json_places import BrokenJson, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.models import Citation, CitedUrl, Document, Edit, Identifier, NamedSource, WrittenDate

_TEXTS = ("title", "container")
_TAIL = re.compile(r"(?<![.,;:)\]>\"'”’])[.,;:)\]>\"'”’]+\Z")
_STRIPPED, _JOINED = "stripped-punctuation", "joined-whitespace"


class _Note:
    """One note, and the sorted *edits* of it, whose spans are offsets into its text."""

    def __init__(self, citation: Citation, edits: Sequence[Edit]) -> None:
        self.citation, self.text, self.edits = citation, citation.text, edits
        self._changes = [_differences(edit, citation.text) for edit in edits]
        self._starts, self._ends = [each.span.start for each in edits], [each.span.end for each in edits]

    def place_of(self, part: CitedUrl | Identifier | WrittenDate) -> Span:
        """Return where *part* of the citation stands in the text."""
        return part.span.moved(-self.citation.span.start)

    def changes(self) -> list[Change]:
        """Return what the edits really change."""
        return [change for changes in self._changes for change in changes]

    def changes_at(self, place: Span) -> list[Change]:
        """Return what changes the words at *place*: every edit of them, and of wider ones what lies between.

        What an edit adds at the end of a URL belongs to it if the edit is one of the URL.
        """
        found = []
        for edit, changes in self._near(place):
            if edit.span.start == edit.span.end and not edit.target:
                continue  # stands beside these words, not in them
            own = edit.span.start < edit.span.end and place.holds(edit.span)
            for change in changes:
                adds = change.start == change.end
                within = place.start <= change.start - adds and change.end + adds <= place.end
                found += [change] if own or within else []
        return found

    def target_at(self, place: Span) -> str | None:
        """Return the target that an edit of the words at *place* names."""
        edits = (edit for edit, _ in self._near(place) if edit.target and edit.span.start < edit.span.end)
        return next((each.target for each in edits if place.holds(each.span) or each.span.holds(place)), None)

    def _near(self, place: Span) -> Iterator[tuple[Edit, list[Change]]]:
        """Give the edits that touch *place*, which are apart, with what they change."""
        first, last = bisect_left(self._ends, place.start), bisect_right(self._starts, place.end)
        return zip(self.edits[first:last], self._changes[first:last], strict=True)


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
        citations = json_places.parse(text).members["citations"].items
    except (BrokenJson, KeyError) as error:
        raise UnwritableEdit(f"{document.source}: {error}; write it anew with citecheck parse") from error
    if len(citations) != len(document.notes or ()):
        raise UnwritableEdit(f"{document.source}: names its citations twice; write it anew")
    return citations


def _edited(document: Document, edits: Sequence[Edit]) -> dict[int, _Note]:
    """Return the notes that are edited, by their index."""
    notes = document.notes or ()
    starts = [note.span.start for note in notes]
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        index = bisect_right(starts, edit.span.start) - 1
        if index < 0 or not notes[index].span.holds(edit.span):
            raise UnwritableEdit(
                f"{document.source}: `{edit.text}` would be written between notes; change it by hand"
            )
        found.setdefault(index, []).append(replace(edit, span=edit.span.moved(-starts[index])))
    citations = parse(replace(document, notes=tuple(notes[index] for index in found)))
    return {
        index: _Note(citation, sorted(own, key=lambda edit: edit.span))
        for (index, own), citation in zip(found.items(), citations, strict=True)
    }


def _mend(citation: Node, note: _Note, writer: Writer) -> None:
    """Write the edits of *note* into the members of its *citation*."""
    members = citation.members
    for change in note.changes():
        writer.splice(members["text"], change)
    for words in (members[name] for name in _TEXTS if name in members):
        _mend_member(words, note, _words_of(words.text, note), writer)
    for name, part in (("accessed", note.citation.accessed), ("published", note.citation.published)):
        if name in members and part is not None:
            _mend_date(members[name].members, note, part, writer)
    for name, mend in (("urls", _mend_urls), ("identifiers", _mend_identifiers)):
        if name in members:
            mend(members[name].items, note, writer)
    _mend_copies(members, list(_copies(note)), writer)
    for names in (edit.names for edit in note.edits if edit.names is not None):
        _name(members, names, writer)


def _mend_copies(members: dict[str, Node], copies: Sequence[str], writer: Writer) -> None:
    """Write *copies* beside those that the citation has; without one it has no such member."""
    if "archived" in members:
        known = [each.text for each in members["archived"].items]
        writer.put(members["archived"], list(dict.fromkeys([*known, *copies])))
    elif copies:
        writer.add(members, "archived", list(dict.fromkeys(copies)))


def _copies(note: _Note) -> Iterator[str]:
    """Give the archived copies that the edits of *note* bring, as they write them."""
    for edit in note.edits:
        said = spellings(edit.copy.url) if edit.copy else ()
        yield from [url for url in said if found_in(edit.text, url)][:1]


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


def _words_of(words: str, note: _Note) -> Span | None:
    """Return where *note* has the *words* first, unless they are a part of an address."""
    letters = list(note.text)
    for address in (note.place_of(cited) for cited in note.citation.urls if not is_over_words(cited)):
        letters[address.start : address.end] = "\0" * (address.end - address.start)
    start = "".join(letters).find(words) if words else -1
    return None if start < 0 else Span(start, start + len(words))


def _mend_member(member: Node, note: _Note, place: Span | None, writer: Writer) -> str | None:
    """Write the edits into a *member* that repeats the words of *note* at *place*; return what it says then.

    None where no edit stands in these words, or the member says something else.
    """
    if place is None or place.of(note.text) != member.text:
        return None
    own = [
        Change(change.start - place.start, change.end - place.start, change.text)
        for change in note.changes_at(place)
    ]
    for change in own:
        writer.splice(member, change)
    return changed(member.text, own) if own else None


def _mend_date(members: dict[str, Node], note: _Note, date: WrittenDate, writer: Writer) -> None:
    """Write the edits into a *date*; one that cannot be read, or that no calendar has, has no `edtf`."""
    if "text" not in members:
        return
    new = _mend_member(members["text"], note, note.place_of(date), writer)
    if new is not None and "edtf" in members:
        edtf = members["edtf"]
        writer.put(edtf, edtf_of(new, members["text"].text, edtf.text or None))


def _mend_identifiers(identifiers: list[Node], note: _Note, writer: Writer) -> None:
    """Write the edits into the numbers that they change."""
    places = {(each.scheme, each.value): note.place_of(each) for each in note.citation.identifiers}
    for members in (each.members for each in identifiers):
        if {"scheme", "value"} <= members.keys():
            place = places.get((members["scheme"].text, members["value"].text))
            _mend_member(members["value"], note, place, writer)


def _mend_urls(urls: list[Node], note: _Note, writer: Writer) -> None:
    """Write the edits into the URLs that they change; of two that are alike the second is printed second."""
    places: defaultdict[tuple[str, str], deque[Span]] = defaultdict(deque)
    for cited in note.citation.urls:
        places[cited.text, cited.url].append(note.place_of(cited))
    for members in (url.members for url in urls):
        if not {"text", "url"} <= members.keys():
            continue
        old = members["text"].text
        alike = places[old, members["url"].text]
        if not alike:
            continue
        place = alike.popleft()
        new = _mend_member(members["text"], note, place, writer)
        target = note.target_at(place)
        if new is not None or target is not None:
            _mend_request(members, old if new is None else new, target, writer)


def _mend_request(members: dict[str, Node], new: str, target: str | None, writer: Writer) -> None:
    """Write what is requested for the printed URL *new*, and what is still done to it to get that."""
    repairs = [each.text for each in members["repairs"].items] if "repairs" in members else []
    stripped = _STRIPPED in repairs
    before, plain = members["url"].text, _plain(members["text"].text, stripped=stripped)
    scheme = before.removesuffix(plain) if before.endswith(plain) else ""
    url = target or scheme + _plain(new, stripped=stripped)
    writer.put(members["url"], url)
    if "repairs" not in members:
        return
    if target is not None and FROM_LINK in repairs and url not in new:  # the target alone was repaired
        writer.put(members["repairs"], [FROM_LINK])
        return
    is_left = {_JOINED: new.split() != [new], _STRIPPED: not "".join(new.split()).endswith(url)}
    left = [each for each in repairs if is_left.get(each, url not in new)]
    writer.put(members["repairs"], [] if new == url else left)


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
