r"""LaTeX: `\footnote{…}`, `\endnote{…}`, and the `\bibitem`s of a bibliography.

The document's text is the source itself, so that what is found can be corrected in place; links carry the URL
without TeX's escapes. Only braces are paired, in one pass: macros are not expanded.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from citecheck.models import Document, Hyperlink, Label, Marker, PrintedNote, Role, Span
from citecheck.read.dating import of_preamble
from citecheck.read.decoding import decode
from citecheck.read.instructions import without_instructions
from citecheck.read.targets import target_of
from citecheck.read.tex import freed, freed_url

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIXES = frozenset({".tex", ".ltx", ".latex", ".bbl"})
_OURS = re.compile(
    rb"^[ \t]*\\(?:documentclass|begin\s*\{(?:document|thebibliography)\}|bibitem\b)", re.MULTILINE
)
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*%[^\n]*\n)*\s*\\")
# What is read in one piece, from left to right: an escape, an address (where % is no comment), a comment.
_PIECE = re.compile(
    r"\\(?:url|nolinkurl|path|href)\s*(?:\[[^\]\n]{0,200}\]\s*)?"
    r"\{(?P<braced>(?:[^{}\\]|\\[\s\S]|\{[^{}]{0,200}\})*+)\}"
    r"|\\(?:url|path)(?P<mark>[|!+/])(?P<marked>[^\n]{0,2000}?)(?P=mark)"
    r"|\\verb\*?(?P<sign>[^\w\s*])[^\n]{0,2000}?(?P=sign)"
    r"|(?P<escape>\\[\s\S])|(?P<comment>%[^\n]*)"
)
_VERBATIM = re.compile(r"\\(?P<edge>begin|end)\{(?P<name>verbatim\*?|lstlisting|minted|comment)\}")
_VISIBLE = re.compile(r"[^\n\r]")
_NOTE = re.compile(
    r"\\(?P<kind>(?:foot|end)note(?:text|mark)?|chapter)(?![A-Za-z@])\*?\s*"
    r"(?:\[(?P<number>[^\]\n]{0,80})\]\s*)?(?P<brace>\{)?"
)
_ITEM = re.compile(
    r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\]\s*)?\{(?P<key>[^{}]{1,200})\}"
    r"|(?P<end>\\end\s*\{thebibliography\})"
)
_CITE = re.compile(
    r"\\(?!nocite)[A-Za-z]{0,12}cite[A-Za-z]{0,12}\*?\s*(?:\[[^\]\n]{0,200}\]\s*){0,2}"
    r"\{(?P<keys>[^{}]{1,2000})\}"
)
_KEY = re.compile(r"[^,\s][^,]*")
_BARE = re.compile(r"(?:https?|ftp)://[^\s{}]*\\[^\s{}]*", re.IGNORECASE)
_DOI = re.compile(r"\\doi\s*\{(?P<value>10\.[^{}]{1,300})\}")
_LONGEST_NUMBER = 6  # digits
_DEEPEST = 4  # notes around a note; to any depth they would cost the square of the length
_NEWBLOCK = re.compile(r"\\newblock(?![A-Za-z])")


@dataclass(slots=True)
class _Count:
    """The last number of a kind of note, and the series that its list is."""

    number: int = 0
    series: int | None = None


def recognises(data: bytes, source: str) -> bool:
    """Tell whether *data* is LaTeX: it begins with a command and has LaTeX's, or its name says so."""
    named = PurePath(source).suffix.lower() in _SUFFIXES
    return named or bool(_BEGINNING.match(data) and _OURS.search(data))


def read(data: bytes, source: str) -> Document:
    """Return the document of *data*; a source without notes is given as text."""
    text, instructions = without_instructions(decode(data, source), _comments)
    masked, links = _masked(text)
    footnotes, marks = _footnotes(text, masked)
    items = _items(text, masked, series=1 + max((note.series for note in footnotes), default=-1))
    keys = {note.marker: note for note in reversed(items)}
    marks += _cited(masked, keys)
    notes = tuple(footnotes + items)
    return Document(
        source=source,
        format="latex",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        hyperlinks=tuple(sorted(links, key=lambda link: link.span)),
        notes=notes or None,
        markers=tuple(sorted(marks, key=lambda mark: mark.span)) if notes and marks else None,
        instructions=instructions,
        dated=of_preamble(text),
    )


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where comments stand, line by line."""
    return (match.span() for match in _PIECE.finditer(text) if match["comment"])


def _masked(text: str) -> tuple[str, list[Hyperlink]]:
    """Return *text* with comments, escapes, verbatim text and addresses blanked, and the links it has."""
    pieces, links = [], []
    end = 0
    for match in _PIECE.finditer(text):
        name = "braced" if match["braced"] is not None else "marked" if match["marked"] is not None else None
        span = Span(*match.span(name or 0))
        if name:
            # White space in an address is ignored (the package url, option `obeyspaces`).
            target = target_of("".join(freed_url(span.of(text)).split()))
            links += [Hyperlink(span, target)] if target else []
        elif match["escape"] and match["escape"][1] not in "{}%\\":
            continue  # a command
        pieces += [text[end : span.start], _VISIBLE.sub(" ", span.of(text))]
        end = span.end
    masked = _without_verbatim("".join([*pieces, text[end:]]))
    return masked, links + list(_bare_links(text, masked))


def _without_verbatim(text: str) -> str:
    """Return *text* with what stands in verbatim environments blanked."""
    pieces, end = [], 0
    opened: re.Match[str] | None = None
    for match in _VERBATIM.finditer(text):
        if opened is None:
            opened = match if match["edge"] == "begin" else None
        elif match["edge"] == "end" and match["name"] == opened["name"]:
            pieces += [text[end : opened.end()], _VISIBLE.sub(" ", text[opened.end() : match.start()])]
            end, opened = match.start(), None
    return "".join([*pieces, text[end:]])


def _bare_links(text: str, masked: str) -> Iterator[Hyperlink]:
    r"""Yield addresses that are printed without a command and hold escapes (`a\_b`)."""
    for match in _BARE.finditer(text):
        if masked.startswith("http", match.start()) or masked.startswith("ftp", match.start()):
            printed = match.group().rstrip(".,;:)]'\\")
            if target := target_of(freed_url(printed)):
                yield Hyperlink(Span(match.start(), match.start() + len(printed)), target)


def _footnotes(text: str, masked: str) -> tuple[list[PrintedNote], list[Marker]]:
    r"""Return the footnotes and endnotes, each kind a series, with the places that they are cited at.

    The numbers of footnotes begin anew with each `\chapter`, as in the classes that have it.
    """
    closing = _braces(masked)
    counts = {"foot": _Count(), "end": _Count()}
    lists = 0
    notes: list[PrintedNote] = []
    markers: list[Marker] = []
    ends: list[int] = []  # of the notes that are open
    for match in _NOTE.finditer(masked):
        kind, _, what = match["kind"].partition("note")
        if kind == "chapter":
            counts["foot"] = _Count()
            continue
        count = counts[kind]
        if count.series is None:
            count.series, lists = lists, lists + 1
        count.number = _number(match["number"], count.number, text_only=what == "text")
        if what != "text":
            command = Span(match.start(), match.start() + len(match["kind"]) + 1)
            markers.append(Marker(command, count.number, count.series))
        end = closing.get(match.end() - 1) if match["brace"] and what != "mark" else None
        ends = [each for each in ends if each > match.start()]
        if end is None or len(ends) > _DEEPEST or (span := _stripped(text, match.end(), end)) is None:
            continue
        ends.append(end)
        labels = _labels(text, masked, span)
        notes.append(PrintedNote(span, str(count.number), count.number, labels, count.series))
    return notes, markers


def _number(given: str | None, last: int, *, text_only: bool) -> int:
    r"""Return the number of a note; `\footnotetext` belongs to the mark before it, and has its number."""
    plain = (given or "").strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= _LONGEST_NUMBER:
        return int(plain)
    return last if text_only and last else last + 1


def _braces(text: str) -> dict[int, int]:
    """Return where each brace that opens is closed."""
    pairs, opened = {}, []
    for match in re.finditer(r"[{}]", text):
        if match.group() == "{":
            opened.append(match.start())
        elif opened:
            pairs[opened.pop()] = match.start()
    return pairs


def _items(text: str, masked: str, series: int) -> list[PrintedNote]:
    r"""Return the `\bibitem`s, numbered in order, with their keys for markers."""
    matches = list(_ITEM.finditer(masked))
    found: list[PrintedNote] = []
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        if match["key"] and (span := _stripped(text, match.end(), end)):
            labels = _labels(text, masked, span)
            found.append(PrintedNote(span, match["key"].strip(), len(found) + 1, labels, series))
    return found


def _cited(masked: str, keys: dict[str | None, PrintedNote]) -> list[Marker]:
    r"""Return the places in the body that cite a `\bibitem`."""
    found = []
    for match in _CITE.finditer(masked):
        for key in _KEY.finditer(masked, match.start("keys"), match.end("keys")):
            note = keys.get(key.group().strip())
            if note is not None:
                found.append(Marker(Span(*key.span()), note.number, note.series))
    return found


def _labels(text: str, masked: str, note: Span) -> tuple[Label, ...]:
    r"""Return the DOI, and the title that BibTeX's styles put between the first two `\newblock`s."""
    found = [
        Label(
            Role.DOI, Span(*match.span("value")), freed_url(text[match.start("value") : match.end("value")])
        )
        for match in _DOI.finditer(masked, note.start, note.end)
    ]
    blocks = [match.span() for match in _NEWBLOCK.finditer(masked, note.start, note.end)]
    if len(blocks) > 1 and (span := _stripped(text, blocks[0][1], blocks[1][0])):
        title = freed(span.of(text)).rstrip(".,")
        found += [Label(Role.TITLE, span, title)] if title else []
    return tuple(sorted(found, key=lambda label: label.span))


def _stripped(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space at its ends; None where nothing is left."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, start + len(words.rstrip())) if words.strip() else None
