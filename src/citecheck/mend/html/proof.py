"""Read a mended page again and compare it with what was asked for."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument, UnwritableEdit
from citecheck.mend.differences import alike
from citecheck.mend.splicing import Change, changed
from citecheck.read import html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Document, Edit

_BLANKS = re.compile(r"(?: *(?P<line>\n))(?: *(?P<lines>\n))*+ *| {2,}")
_SHOWN = 60


def prove(data: bytes, document: Document, edits: Sequence[Edit], targets: Sequence[str]) -> None:
    """Raise `UnwritableEdit` unless *data* reads as *document* with the *edits*.

    Its links must lead to the *targets*. White space that HTML folds counts once.
    """
    try:
        read = html.read(data, document.source)
    except UnreadableDocument as error:
        raise UnwritableEdit(f"{error}: the changes would leave no such page") from error
    wanted = _folded(
        changed(document.text, [Change(each.span.start, each.span.end, each.text) for each in edits])
    )
    found = _folded(read.text)
    if wanted != found:
        at = alike(wanted, found)
        raise UnwritableEdit(
            f"{document.source}: the markup around `{_around(wanted, at)}` does not let it be written; "
            "change it by hand"
        )
    if Counter(link.target for link in read.hyperlinks) != Counter(targets):
        raise UnwritableEdit(
            f"{document.source}: its links cannot be changed as was asked; change them by hand"
        )


def _folded(text: str) -> str:
    """Return *text* with the white space folded that a page does not show."""
    return _BLANKS.sub(lambda match: (match["line"] or " ") + (match["lines"] or ""), text).strip()


def _around(text: str, at: int) -> str:
    """Return the words around *at*."""
    return " ".join(text[max(at - _SHOWN // 2, 0) : at + _SHOWN // 2].split())
