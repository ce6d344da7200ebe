"""Words for citecheck in the comments of a page, which no tree keeps: each becomes an element without words.

    <!-- citecheck: ignore L105 -->  ─>  <meta name="citecheck" content="ignore L105">

Such an element may stand anywhere in a page without changing what is around it (WHATWG HTML, 13.2.6.4.4 and
13.2.6.4.7).
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, cast

from citecheck.models import Instruction, Span
from citecheck.read.instructions import WORD, bounded

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COMMENT = re.compile(r"<!--\s*citecheck:(?P<text>(?:(?!-->)[\s\S]){0,1000})-->")
_NAME = "citecheck"


def with_marks(text: str) -> str:
    """Return the source *text* with its instructions as elements; lines stay where they are."""
    return _COMMENT.sub(_mark, text) if WORD in text else text


def is_mark(element: Element) -> bool:
    """Tell whether *element* stands for an instruction."""
    return bool(element.tag == "meta" and element.get("name") == _NAME)


def instructions_in(root: Element, places: dict[Element, Span]) -> tuple[Instruction, ...]:
    """Return the instructions of a page; one in its head stands before all text."""
    return bounded(
        [
            Instruction(places.get(element, Span(0, 0)), cast("str", element.get("content") or "").strip())
            for element in root.iter("meta")
            if is_mark(element)
        ]
    )


def _mark(comment: re.Match[str]) -> str:
    """Write the element of one instruction."""
    return f'<meta name="{_NAME}" content="{html.escape(comment["text"])}">'
