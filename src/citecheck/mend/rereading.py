"""Read a mended document of a word processor again and compare it with what was asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument, UnwritableEdit
from citecheck.mend.differences import alike
from citecheck.mend.splicing import Change, changed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citecheck.models import Document, Edit

_SHOWN = 60


def prove(
    reader: Callable[[bytes, str], Document],
    data: bytes,
    document: Document,
    edits: Sequence[Edit],
    targets: Sequence[str],
) -> None:
    """Raise `UnwritableEdit` unless *reader* finds *document* in *data*, with the *edits* and *targets*."""
    try:
        read = reader(data, document.source)
    except UnreadableDocument as error:
        raise UnwritableEdit(f"{error}: the changes would leave no such document") from error
    wanted = changed(document.text, [Change(each.span.start, each.span.end, each.text) for each in edits])
    if read.text != wanted:
        at = max(alike(wanted, read.text) - _SHOWN // 2, 0)
        raise UnwritableEdit(
            f"{document.source}: the change at `{' '.join(wanted[at : at + _SHOWN].split())}` would change "
            "more than its words; change it by hand"
        )
    if Counter(link.target for link in read.hyperlinks) != Counter(targets):
        raise UnwritableEdit(
            f"{document.source}: its links cannot be changed as was asked; change them by hand"
        )
