"""Who cites what: `<ref>` in all its forms, and the templates that stand for it.

MediaWiki numbers the notes of each group in the order in which they are first cited (extension Cite); a note
may be defined where it is cited, where it is cited anew, or in a list (`<references>`, `{{reflist|refs=…}}`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from citecheck.models import Marker, PrintedNote, Span
from citecheck.read.wikitext.parameters import labels_of, names_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.read.wikitext.scan import Source, Template

_TAG = re.compile(
    r"<(?P<close>/)?(?P<tag>ref|references)(?P<attributes>(?:\s[^<>]{0,400}?)?)(?P<empty>/)?\s*>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>name|group|follow)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'/>]+))",
    re.IGNORECASE,
)
# Templates whose first parameter is a note, with the group that they put it into.
_NOTES = {"efn": "lower-alpha", "efn-ua": "upper-alpha", "refn": "", "notetag": "note", "#tag:ref": ""}
_LETTERS = {"lower-alpha": ascii_lowercase, "upper-alpha": ascii_uppercase}
_SHORT = frozenset({"sfn", "sfnp", "sfnm"})  # a short reference: note and citation in one
_REUSE = frozenset({"r", "reflink"})
_LISTS = frozenset({"reflist", "references", "notelist", "reflist2"})
_LONGEST_SHORT = 500  # characters
_DEEPEST = 12  # templates around a note; notes in notes to any depth would cost the square of the length
_ITEM = re.compile(r"^[*#:;]+[ \t]*(?P<words>[^\n]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Event:
    """A place that cites a note; *body* is the note's text where it stands here."""

    span: Span
    group: str
    name: str | None
    body: Span | None
    listed: bool = False


@dataclass(slots=True)
class _Group:
    """The notes of one group: their numbers by name, and where their words stand."""

    numbers: dict[str, int] = field(default_factory=dict)
    bodies: dict[int, Span] = field(default_factory=dict)


def find_references(page: Source) -> tuple[list[PrintedNote], list[Marker]]:
    """Return the notes of *page*, group by group in the order of their numbers, and what cites them."""
    events = sorted(_events(page), key=lambda event: (event.listed, event.span))
    groups: dict[str, _Group] = {}
    cited = []
    for index, event in enumerate(events):
        group = groups.setdefault(event.group, _Group())
        key = event.name or f"\x00{index}"
        number = group.numbers.setdefault(key, len(group.numbers) + 1)
        if event.body is not None:
            group.bodies.setdefault(number, event.body)
        if not event.listed:
            cited.append((event.span, event.group, number))
    order = {name: series for series, name in enumerate(sorted(groups, key=bool))}
    notes = [
        PrintedNote(span, _marker(name, number), number, labels_of(page, span), order[name])
        for name in sorted(groups, key=order.__getitem__)
        for number, span in sorted(groups[name].bodies.items())
    ]
    return notes, sorted(
        (Marker(span, n, order[name]) for span, name, n in cited), key=lambda each: each.span
    )


def listed_sources(page: Source, notes: list[PrintedNote]) -> list[PrintedNote]:
    """Return the items of lists that are citations: a bibliography beside the notes, a series of its own."""
    taken = sorted(note.span for note in notes)
    outer = [each for each in page.templates if names_source(each) and not _inside(each.span, taken)]
    starts = [each.span.start for each in outer]
    series = max((note.series for note in notes), default=-1) + 1
    found: list[PrintedNote] = []
    for match in _ITEM.finditer(page.masked):
        index = bisect_left(starts, match.start("words"))
        if index < len(outer) and outer[index].span.start < match.end():
            end = max(match.end(), outer[index].span.end)  # a template may run over several lines
            words = page.text[match.start("words") : end].rstrip()
            span = Span(match.start("words"), match.start("words") + len(words))
            found.append(PrintedNote(span, None, len(found) + 1, labels_of(page, span), series))
    return found


def _marker(group: str, number: int) -> str:
    """Return the marker as MediaWiki prints it: with the name of the group, or as a letter."""
    if group in _LETTERS and number <= len(ascii_lowercase):
        return _LETTERS[group][number - 1]
    return f"{group} {number}" if group else str(number)


def _events(page: Source) -> Iterator[_Event]:
    """Yield all that cites or defines a note."""
    lists = [each.span for each in page.templates if each.name.lower() in _LISTS]
    group_of = {each.span: _value(page, each, "group") for each in page.templates}
    lists += _reference_lists(page.masked)
    lists.sort()
    opened: re.Match[str] | None = None
    for match in _TAG.finditer(page.masked):
        if match["tag"].lower() == "references":
            opened = None
        elif match["close"]:
            if opened is not None:
                yield _tagged(page, opened, Span(opened.end(), match.start()), lists, group_of)
            opened = None
        elif match["empty"]:
            yield _tagged(page, match, None, lists, group_of)
        else:
            opened = match
    for template in page.templates:
        yield from _templated(page, template, lists)


def _reference_lists(text: str) -> Iterator[Span]:
    """Yield what stands between `<references>` and its end."""
    start = None
    for match in _TAG.finditer(text):
        if match["tag"].lower() == "references" and not match["empty"]:
            if match["close"] and start is not None:
                yield Span(start, match.end())
            start = None if match["close"] else match.start()


def _tagged(
    page: Source, tag: re.Match[str], body: Span | None, lists: list[Span], group_of: dict[Span, str]
) -> _Event:
    """Return the event of a `<ref>`; in a list it takes the list's group."""
    said = {
        each["name"].lower(): (each["double"] or each["single"] or each["bare"] or "").strip()
        for each in _ATTRIBUTE.finditer(tag["attributes"])
    }
    around = _inside(Span(*tag.span()), lists)
    group = said.get("group", "") or (group_of.get(around, "") if around else "")
    words = body and _trimmed(page.text, body)
    body = words if words and words.start < words.end else None
    return _Event(Span(*tag.span()), group, said.get("name") or None, body, listed=around is not None)


def _templated(page: Source, template: Template, lists: list[Span]) -> Iterator[_Event]:
    """Yield the events of a template that stands for a `<ref>`."""
    name = template.name.lower()
    if template.depth > _DEEPEST:
        return
    # `{{#tag:ref|…}}` is the parser function under `{{refn}}`.
    if name in _NOTES:
        body = next((span for key, span in template.parameters if key == "1"), None)
        label = _value(page, template, "name") or None
        group = _value(page, template, "group") or _NOTES[name]
        words = body if body and body.start < body.end else None
        yield _Event(template.span, group, label, words, listed=_inside(template.span, lists) is not None)
    elif name in _SHORT and template.span.end - template.span.start < _LONGEST_SHORT:
        key = " ".join(template.span.of(page.text).split())
        yield _Event(template.span, "", key, template.span)
    elif name in _REUSE:
        for key, span in template.parameters:
            if key.isdigit() and span.of(page.text):
                yield _Event(template.span, _value(page, template, "group"), span.of(page.text), None)


def _value(page: Source, template: Template, name: str) -> str:
    """Return a parameter's words, empty where there is none."""
    return next((span.of(page.text) for key, span in template.parameters if key == name), "")


def _inside(span: Span, outer: list[Span]) -> Span | None:
    """Return the span of *outer*, which is sorted and flat, that holds *span*."""
    index = bisect_left(outer, Span(span.start + 1, 0)) - 1
    return outer[index] if index >= 0 and outer[index].holds(span) else None


def _trimmed(text: str, span: Span) -> Span:
    """Return *span* without white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
