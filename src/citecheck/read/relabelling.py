"""The parts of a note that its format names, read anew off the text that an endnotes.json has of it.

The text of a record is its source: as one record alone it is read by the reader of its format. What other
parts of the document lend it, as the macros of BibTeX, is not in it.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.models import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import Document, Label

# What stands around a note in its format, and what a reader is called.
_AROUND = {
    "wikitext": ("<ref>", "</ref>", "wikitext"),
    "bibtex": ("@misc{k,", "}", "bibtex"),
    "csl-json": ("[", "]", "csl_json"),
    "ris": ("", "\nER  - \n", "ris"),
}


_NOTHING = ("", "", "")


def labels_of(text: str, origin: str, start: int) -> Iterator[Label]:
    """Give the labels of the note *text*, of the format *origin*, which begins at *start* of its document.

    None where the format names no parts, or the text is no record of it.
    """
    before, behind, reader = _AROUND.get(origin, _NOTHING)
    whole = f"{before}{text}{behind}"
    if not reader or not text:
        return
    try:
        document: Document = import_module(f"citecheck.read.{reader}").read(whole.encode(), "note")
    except UnreadableDocument:
        return
    notes = document.notes or ()
    if len(notes) != 1 or len(document.text) != len(whole):
        return
    for label in notes[0].labels:
        if origin != "bibtex" or label.role is not Role.KIND:  # the type stands before the text
            yield replace(label, span=label.span.moved(start - len(before)))
