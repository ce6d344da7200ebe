"""Write the text of a page as a reader sees it, and keep where each element stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lxml import etree
from lxml.etree import _Element as Element

from citecheck.models import Hyperlink, Span
from citecheck.read.html.instructions import is_mark
from citecheck.read.html.tree import classes, words_in
from citecheck.read.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from citecheck.read.html.tree import Page

_UNSEEN = frozenset((
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "audio",
    "video", "canvas", "select", "textarea", "button", "datalist", "map",
))  # fmt: skip
_UNSEEN_CLASSES = frozenset(
    {"mw-editsection", "mw-cite-backlink", "mw-jump-link", "cs1-maint", "cs1-hidden-error"}
)
_UNSEEN_IDS = frozenset({"wm-ipp-base", "wm-ipp"})  # the bar over pages of the Wayback Machine
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINES = frozenset(("li", "dt", "dd", "tr", "caption", "option", "legend", "figcaption"))
_BLOCKS = frozenset((
    "p", "div", "section", "article", "aside", "header", "footer", "nav", "main", "address", "blockquote",
    "pre", "table", "thead", "tbody", "tfoot", "ul", "ol", "dl", "figure", "form", "fieldset", "details",
    "summary", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "body", "center",
))  # fmt: skip
_CELLS = frozenset({"td", "th"})
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_WHITE = re.compile(r"[ \t\n\r\f\v\u00a0\u202f\u2007\u2009\x1c-\x1f\x85]+")
# A soft hyphen shows at the end of a line only; before white space it stands where print broke a word.
_SOFT_HYPHEN = re.compile(r"\u00ad(?!\s)")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_RAISED = 5


@dataclass(frozen=True, slots=True)
class Written:
    """The text, where each element stands in it, its links, and the source's line at each block's offset."""

    text: str
    spans: dict[Element, Span]
    hyperlinks: tuple[Hyperlink, ...]
    lines: tuple[tuple[int, int], ...]


def write(page: Page, skipped: AbstractSet[Element]) -> Written:
    """Write the text of *page* without what is hidden and without the *skipped* elements."""
    return walk(Writer(page, skipped))


def walk(writer: Writer) -> Written:
    """Have *writer* write its page, element by element."""
    # Depth costs no recursion here: the walk is an iterator's.
    steps = etree.iterwalk(writer.page.root, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            writer.leave(element)
        elif is_mark(element):
            continue
        elif writer.is_seen(element):
            writer.enter(element)
        else:
            writer.unseen.add(element)
            steps.skip_subtree()
    return Written("".join(writer.pieces), writer.spans, tuple(writer.links), tuple(writer.lines))


class Writer:
    """Collects the text; a *gap* (white space) is written only when words follow it."""

    def __init__(self, page: Page, skipped: AbstractSet[Element]) -> None:
        self.page, self.skipped = page, skipped
        self.pieces: list[str] = []
        self.length = 0
        self.gap, self.prefix = "", ""
        self.waiting: list[Element] = []  # entered, and no words yet
        self.marks: list[Element] = []  # that stand where the next words begin
        self.starts: dict[Element, int] = {}
        self.spans: dict[Element, Span] = {}
        self.links: list[Hyperlink] = []
        self.lines: list[tuple[int, int]] = []
        self.unseen: set[Element] = set()
        self.raised: Element | None = None
        self.kept_white = 0

    def is_seen(self, element: Element) -> bool:
        """Tell whether *element* shows."""
        if element in self.skipped or element.tag in _UNSEEN or element.get("hidden") is not None:
            return False
        if _UNSEEN_STYLE.search(element.get("style") or "") or element.get("id") in _UNSEEN_IDS:
            return False
        return not _UNSEEN_CLASSES.intersection(classes(element))

    def enter(self, element: Element) -> None:
        """Begin *element*: part it from what is before it and write the words that it begins with."""
        tag = cast("str", element.tag)
        self._part(tag, element)
        if tag == "li":
            number = self.page.ordinals.get(element)
            self.prefix = "- " if number is None else f"{number}. "
        elif tag in _HEADINGS:
            self.prefix = _HEADINGS[tag]
        elif tag == "sup" and self.raised is None and _is_number(element):
            self.raised = element
        elif tag == "pre":
            self.kept_white += 1
        elif tag == "q":
            self._write("“")
        self.waiting.append(element)
        self.write(element.text)

    def leave(self, element: Element) -> None:
        """End *element* and write the words behind it."""
        if is_mark(element):
            self._place(element)
        elif element in self.unseen:
            self.unseen.discard(element)
            if element in self.skipped:  # its place may be where a note begins
                self.spans[element] = Span(self.length, self.length)
        else:
            self._end(element)
        self.write(element.tail)

    def _place(self, mark: Element) -> None:
        """Note where *mark* stands: behind the words before it, or where others begin a line or a block."""
        self.unseen.discard(mark)
        self.spans[mark] = Span(self.length, self.length)
        if self.waiting or "\n" in self.gap:
            self.marks.append(mark)

    def _end(self, element: Element) -> None:
        """Note where *element* stood, and its link if it is one."""
        tag = cast("str", element.tag)
        if self.waiting and self.waiting[-1] is element:
            self.waiting.pop()
            self.spans[element] = Span(self.length, self.length)
        else:
            self.spans[element] = Span(self.starts.pop(element), self.length)
        if element is self.raised:
            self.raised = None
        elif tag == "pre":
            self.kept_white -= 1
        elif tag == "q":
            self._write("”")
        elif tag == "a" and (target := link_target(element, self.page)):
            self.links.append(Hyperlink(self.spans[element], target))
        if tag != "br":  # which has no end
            self._part(tag, element)

    def _part(self, tag: str, element: Element) -> None:
        """Widen the gap as the boundary of an element of this name does."""
        if tag == "br":
            self.gap = "\n\n" if self.gap.endswith("\n") else "\n"
        elif tag in _LINES or (tag in ("ul", "ol", "dl") and _within_item(element)):
            self.gap = max(self.gap, "\n", key=_width)
        elif tag in _BLOCKS:
            self.gap = "\n\n"
        elif tag in _CELLS:
            self.gap = self.gap or " "

    def write(self, text: str | None) -> None:
        """Write *text* as it shows: white space folded, digits raised, soft hyphens gone."""
        if not text:
            return
        text = _SOFT_HYPHEN.sub("", text)
        if self.kept_white:
            self._write(text.replace("\r", ""))
            return
        words = _WHITE.sub(" ", text)
        if words.startswith(" "):
            self.gap = self.gap or " "
        if self.raised is not None:
            words = words.translate(RAISED)
        bare = words.strip(" ")
        if bare:
            self._write(bare)
            self.gap = " " if words.endswith(" ") else ""

    def _write(self, words: str) -> None:
        """Write the gap that is due, then *words*; elements that waited for words begin here."""
        if not words:
            return
        lead = (self.gap if self.length else "") + self.prefix
        breaks = not self.length or "\n" in lead
        self.pieces += [lead, words]
        start = self.length + len(lead)
        if breaks and self.waiting and self.waiting[-1].sourceline is not None:
            self.lines.append((start, self.waiting[-1].sourceline))
        for element in self.waiting:
            self.starts[element] = start
        for mark in self.marks:
            self.spans[mark] = Span(start, start)
        self.waiting.clear()
        self.marks.clear()
        self.length = start + len(words)
        self.gap = self.prefix = ""


def link_target(element: Element, page: Page) -> str | None:
    """Return the source that the link *element* cites, or None where it cites none.

    Robust Links name it apart from where the link leads, which may be a copy (`data-originalurl`, Robust
    Links specification, section 2). In a wiki only links that are marked as external leave it.
    """
    original = element.get("data-originalurl")
    if original:
        return target_of(original, page.base)
    if page.is_wiki and not _is_external(element):
        return None
    return target_of(element.get("href") or "", page.base)


def _is_external(element: Element) -> bool:
    """Tell whether MediaWiki marks the link as one that leaves the wiki (Parsoid by `rel`)."""
    rel = element.get("rel") or ""
    return "external" in classes(element) or "mw:ExtLink" in rel


def _width(gap: str) -> int:
    """Return how far a gap parts."""
    return ("", " ", "\n", "\n\n").index(gap)


def _within_item(element: Element) -> bool:
    """Tell whether a list stands in an item of another one."""
    parent = element.getparent()
    return parent is not None and parent.tag in ("li", "dd")


def _is_number(element: Element) -> bool:
    """Tell whether nothing but a number is raised."""
    words = words_in(element, _LONGEST_RAISED + 1)
    return words.isascii() and words.isdigit() and len(words) <= _LONGEST_RAISED
