"""Edits of a page's text and its links, written into its source.

    edits ─ differences ─┐                     ┌ tokens (offsets of the source)
                         ├ changes ─ places ─ shadow (proof that they are the parser's)
    copies (archived) ───┘     └ attributes
                               └ proof (the result is read again)

Everything that is not changed keeps its bytes. What the result says is proved by reading it: where it is not
what was asked for, nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from citecheck.models import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Document, Edit


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy of what is cited at *span*: its address, the day of linking, and the source's address.

    It is written as a Robust Link: `data-versionurl`, `data-versiondate` and `data-originalurl` (Robust Links
    1.0, section 2).
    """

    span: Span
    url: str
    versiondate: date
    original: str


def written(data: bytes, document: Document, edits: Sequence[Edit], copies: Sequence[Copy] = ()) -> bytes:
    """Return the page *data*, from which *document* was read, with the *edits* and the *copies*.

    The spans of both are offsets into `document.text`. Links over an edit with a target lead there from then
    on. A copy goes to the link that is laid over its span; where there is none, the span becomes one. Raises
    `UnwritableEdit` where that cannot be done without touching anything else.
    """
    from citecheck.mend.html.changes import Changes
    from citecheck.mend.html.proof import prove
    from citecheck.mend.splicing import spliced

    if not edits and not copies:
        return data
    changes = Changes.of(data, document)
    for edit in edits:
        changes.edit(edit)
    for copy in copies:
        changes.link(copy)
    result = spliced(data, changes.source.text, changes.encoding, changes.found())
    prove(result, document, edits, changes.targets())
    return result
