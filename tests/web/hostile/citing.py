"""Reports whose notes cite what they are told to cite, in exactly that spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Document, Label, PrintedNote, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


def document_of(cited: Iterable[tuple[str | None, str]]) -> Document:
    """Return a report with a note for each title (None: none) and address, both labelled by its format."""
    text, notes = "", []
    for number, (title, url) in enumerate(cited, start=1):
        start, labels = len(text), []
        for role, value in ((Role.TITLE, title), (Role.URL, url)):
            if value is not None:
                labels.append(Label(role, Span(len(text), len(text) + len(value)), value))
                text += f"{value}, "
        text += "accessed 5 May 2011."
        notes.append(PrintedNote(Span(start, len(text)), None, number, tuple(labels)))
        text += "\n\n"
    return Document("hostile.txt", "text", text, "0" * 64, notes=tuple(notes))
