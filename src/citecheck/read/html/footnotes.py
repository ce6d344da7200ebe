"""Find the notes of a page by who refers to whom.

Every exporter prints a note number that links to the note, and in the note a link back: Word (`_ftn1`,
`_ftnref1`), LibreOffice (`sdfootnote1sym`), Pandoc (`fn1`, `fnref1`), GitHub (`user-content-fn-1`), MediaWiki
(`cite_note-1`), Asciidoctor, Sphinx, kramdown. The pair of links is what they share, so it is looked for;
roles (DPUB-ARIA, EPUB) and the classes of note lists stand in where a link back is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from lxml.etree import _Element as Element

from citecheck.read.html.tree import ancestors, classes, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.read.html.tree import Page

_HOLDS_NOTE = frozenset((
    "li", "p", "div", "dd", "dt", "aside", "td", "tr", "table", "section", "blockquote",
))  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEAR = 12  # elements between a link and the note that it stands in
_BETWEEN = 3  # elements between a reference and what carries its name
# A number, a letter, roman numerals or a sign, in brackets or not, perhaps behind the name of its list.
_NOTE_LIKE = re.compile(
    r"[\[(]?\s*(?:[^\W\d_]{1,12}[.\s-]*\s)?(?:\d{1,5}|[a-z]{1,3}|[ivxlcdm]{1,9}|[*†‡§¶‖#]{1,4})"
    r"\s*[\])]?[.:]?",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"[\[(]?(?P<number>\d{1,5})[\])]?[.:]?\s")
_REFERRING = frozenset(
    {"doc-noteref", "noteref", "footnote-ref", "footnote-reference", "footnoteref", "reference"}
)
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"})
_LIST_ROLES = frozenset({"doc-endnotes", "doc-footnotes", "footnotes", "endnotes", "rearnotes"})
_ROLE_ATTRIBUTES = ("role", "epub:type")


@dataclass(frozen=True, slots=True)
class Reference:
    """A link in the body that points to a note."""

    anchor: Element
    note: Element


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: what carries its name, and the block that it stands in (one block may hold several notes)."""

    target: Element
    block: Element
    printed: str | None


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes of a page in order, the references to them, and the links back, which are no part of them."""

    notes: tuple[Footnote, ...]
    references: tuple[Reference, ...]
    backlinks: frozenset[Element]


def find_footnotes(page: Page) -> Footnotes:
    """Find the notes of *page*, each with the references to it; linear in the size of the page."""
    order = {element: place for place, element in enumerate(page.root.iter())}
    named = _named(page.root)
    anchors = [(anchor, named.get(name)) for anchor, name in _links_within(page.root)]
    blocks = _blocks({target for _, target in anchors if target is not None})
    pairs, backlinks = _pairs(anchors, blocks, order)
    noted = dict.fromkeys(target for _, target in pairs) | dict.fromkeys(_by_structure(page.root))
    printed: dict[Element, str] = {}
    for anchor, target in pairs:
        printed.setdefault(target, words_in(anchor).strip("[]() .:"))
    notes = [
        Footnote(target, blocks.get(target, target), printed.get(target))
        for target in sorted(noted, key=order.__getitem__)
    ]
    return Footnotes(
        tuple(_outermost(notes)),
        tuple(Reference(anchor, target) for anchor, target in pairs),
        frozenset(backlinks),
    )


def _named(root: Element) -> dict[str, Element]:
    """Return the elements that a link can point to; the first of a name counts."""
    found: dict[str, Element] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                found.setdefault(name, element)
    return found


def _links_within(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield the links that stay on the page, with the names that they point to.

    A saved page may write its own address before the `#`; MediaWiki's names are known by themselves.
    """
    for anchor in root.iter("a"):
        path, mark, name = (anchor.get("href") or "").partition("#")
        if mark and name and ("://" not in path or name.startswith("cite_")):
            yield anchor, unquote(name)


def _blocks(targets: set[Element]) -> dict[Element, Element]:
    """Return the blocks of the notes that *targets* may name; a heading and what holds one are no note."""
    found: dict[Element, Element] = {}
    headed: dict[Element, bool] = {}
    for target in targets:
        around = (target, *ancestors(target, _NEAR))
        block = next((each for each in around if each.tag in _HOLDS_NOTE), None)
        if block is None or any(each.tag in _HEADINGS for each in around[: _BETWEEN + 1]):
            continue
        if block not in headed:
            headed[block] = next(block.iter(*_HEADINGS), None) is not None
        if not headed[block]:
            found[target] = _whole(block)
    return found


def _whole(block: Element) -> Element:
    """Return what holds all of the note whose first block is *block*: the words of a term, a wrapper."""
    following, parent = block.getnext(), block.getparent()
    if block.tag == "dt" and following is not None and following.tag == "dd":
        return following
    return parent if block.tag == "p" and parent is not None and _is_own_wrapper(parent, block) else block


def _is_own_wrapper(parent: Element, block: Element) -> bool:
    """Tell whether *parent* wraps the paragraphs of one note (`<div id="ftn1">`)."""
    wraps = parent.tag in ("li", "dd") or (parent.tag in ("div", "aside") and parent.get("id"))
    if not wraps or next(iter(parent), None) is not block:
        return False
    named = (each for each in parent.iter("a") if each.get("name") or each.get("id"))
    return len(list(islice(named, 2))) < 2  # noqa: PLR2004 - a second name is a second note


def _pairs(
    anchors: list[tuple[Element, Element | None]],
    blocks: dict[Element, Element],
    order: dict[Element, int],
) -> tuple[list[tuple[Element, Element]], set[Element]]:
    """Return the references with their notes, and the links that lead back from the notes."""
    holding = set(blocks.values())
    back: dict[tuple[Element, Element], Element] = {}
    for anchor, target in anchors:
        block = next((each for each in ancestors(anchor, _NEAR) if each in holding), None)
        if block is not None and target is not None:
            back[block, target] = anchor
    pairs, backlinks = [], set()
    for anchor, target in anchors:
        block = blocks.get(target) if target is not None else None
        if target is None or block is None or block in ancestors(anchor, _NEAR):
            continue
        names = [anchor, *_carriers(anchor)]
        backlink = next((back[block, name] for name in names if (block, name) in back), None)
        if backlink is not None:
            backlinks.add(backlink)
        forward = order[anchor] < order[block]
        if _refers(anchor, block) or (
            forward and _is_note_like(anchor) and (backlink is not None or _opens_with(anchor, target, block))
        ):
            pairs.append((anchor, target))
        elif backlink is not None:
            backlinks.discard(backlink)
    return pairs, backlinks


def _carriers(anchor: Element) -> Iterator[Element]:
    """Yield what may carry the name that the note links back to: around, in and before the reference."""
    yield from ancestors(anchor, _BETWEEN)
    yield from anchor.iterchildren("a", "span", "sup")
    before = anchor.getprevious()
    if before is not None:
        yield before


def _refers(anchor: Element, block: Element) -> bool:
    """Tell whether the page marks the link *anchor* as the number of the note in *block*."""
    parent = anchor.getparent()
    roles = {*_roles(anchor), *classes(anchor), *(classes(parent) if parent is not None else ())}
    marked = (
        _REFERRING & roles or _NOTE_ROLES & set(_roles(block)) or anchor.get("data-footnote-ref") is not None
    )
    return bool(marked) and _is_note_like(anchor)


def _is_note_like(anchor: Element) -> bool:
    """Tell whether the words of a link are such as point to a note."""
    return _NOTE_LIKE.fullmatch(words_in(anchor, 40)) is not None


def _opens_with(anchor: Element, target: Element, block: Element) -> bool:
    """Tell whether the note that *target* names is printed with the number in *anchor*."""
    number = words_in(anchor).strip("[]() .:")
    if not number.isdigit():
        return False
    begins = f"{words_in(target, 20)} {target.tail or ''}" if target.tag == "a" else words_in(block, 20)
    printed = _PRINTED.match(f"{begins.strip()} ")
    return printed is not None and printed["number"] == number


def _by_structure(root: Element) -> Iterator[Element]:
    """Yield the notes that the page marks as such, referred to or not."""
    for element in root.iter("li", "p", "div", "aside", "section", "ol"):
        roles = set(_roles(element))
        if _NOTE_ROLES & roles or (element.tag == "li" and (element.get("id") or "").startswith("cite_note")):
            yield element
        elif _LIST_ROLES & (roles | set(classes(element))) or element.get("data-footnotes") is not None:
            lists = [element] if element.tag == "ol" else element.findall("ol")
            yield from (item for each in lists for item in each.findall("li"))


def _roles(element: Element) -> list[str]:
    """Return the roles of *element*: DPUB-ARIA's and those of EPUB."""
    return [role for name in _ROLE_ATTRIBUTES for role in cast("str", element.get(name) or "").split()]


def _outermost(notes: list[Footnote]) -> Iterator[Footnote]:
    """Yield the notes that stand in no other one."""
    blocks = {note.block for note in notes}
    for note in notes:
        if not any(each in blocks for each in ancestors(note.block, _NEAR)):
            yield note
