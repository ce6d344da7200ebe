"""Lists of OpenDocument, which hold no numbers but say how to count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.read.counting import integer, printed
from citecheck.read.odt.styles import Level, Styles
from citecheck.read.safe_xml import attribute

if TYPE_CHECKING:
    from citecheck.read.safe_xml import Element

_BULLET = "- "
_DEEPEST = 10  # levels of a list in ODF 1.3, 19.880 text:level


@dataclass(slots=True)
class OpenList:
    """A list that is open: its style, how far it has counted, and whether its item waits for its number."""

    style: str
    name: str
    count: int | None = None
    waiting: bool = False
    start: int | None = None


@dataclass(slots=True)
class Lists:
    """The lists around the place where the walk is, and how far earlier ones counted."""

    styles: Styles
    open: list[OpenList] = field(default_factory=list)
    ended: dict[str, int] = field(default_factory=dict)

    def begin(self, element: Element) -> None:
        """Begin a list; one within another has its style, and one may continue an earlier one's count."""
        outer = self.open[-1].style if self.open else ""
        style = attribute(element, "style-name") or outer
        each = OpenList(style, attribute(element, "id") or "")
        continued = attribute(element, "continue-list")
        if continued is not None:
            each.count = self.ended.get(f"id {continued}")
        elif attribute(element, "continue-numbering") == "true":
            each.count = self.ended.get(f"style {len(self.open)} {style}")
        self.open.append(each)

    def end(self) -> None:
        """End the innermost list."""
        if self.open:
            each = self.open.pop()
            if each.count is not None:
                self.ended[f"style {len(self.open)} {each.style}"] = each.count
                self.ended[f"id {each.name}"] = each.count

    def item(self, element: Element) -> None:
        """Begin an item, whose first paragraph gets its number."""
        if self.open:
            self.open[-1].waiting = True
            start = attribute(element, "start-value")
            self.open[-1].start = None if start is None else integer(start, 1)

    def prefix(self, style: str | None) -> str:
        """Return what is printed before a paragraph; its own list *style* counts where the list has none."""
        if not self.open or not self.open[-1].waiting:
            return ""
        each, depth = self.open[-1], len(self.open)
        each.waiting = False
        levels = self.styles.lists.get(each.style or style or "", {})
        level = levels.get(depth, Level(None))
        if level.style is None or depth > _DEEPEST:
            return _BULLET
        first = level.start if each.count is None else each.count + 1
        each.count = first if each.start is None else each.start
        shown = self.open[max(0, depth - max(level.shown, 1)) :]
        numbers = (
            printed(other.count or 1, (levels.get(at, level)).style or "none")
            for at, other in enumerate(shown, start=depth - len(shown) + 1)
        )
        words = f"{level.before}{'.'.join(each for each in numbers if each)}{level.after}".strip()
        return f"{words} " if words else ""
