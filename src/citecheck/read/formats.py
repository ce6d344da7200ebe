"""The formats that can be read: one row each, asked in this order whether the bytes are theirs."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from citecheck.errors import UnreadableDocument
from citecheck.read.decoding import as_utf8

if TYPE_CHECKING:
    from citecheck.models import Document


class Reader(Protocol):
    """What a reader's module offers."""

    def recognises(self, data: bytes, source: str) -> bool:
        """Tell whether *data* is of this format; *source* is a hint where the bytes leave it open."""

    def read(self, data: bytes, source: str) -> Document:
        """Make the document of *data*; raises `UnreadableDocument` where it is broken."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the suffixes of its files, the module that reads it, and the extra it needs."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    extra: str | None = None

    def reader(self) -> Reader:
        """Load the module that reads this format."""
        return cast("Reader", import_module(f"citecheck.read.{self.module}"))


FORMATS = (
    Format("docx", (".docx", ".docm", ".dotx", ".dotm"), "docx"),
    Format("odt", (".odt", ".ott", ".fodt"), "odt"),
    Format("epub", (".epub",), "epub"),
    Format("html", (".html", ".htm", ".xhtml", ".xht"), "html"),
    Format("pdf", (".pdf",), "pdf", "pdf"),
    Format("endnotes.json", (".json",), "endnotes_json"),
    Format("csl-json", (".json", ".csljson"), "csl_json"),
    Format("bibtex", (".bib", ".bibtex", ".biblatex"), "bibtex"),
    Format("ris", (".ris",), "ris"),
    Format("latex", (".tex", ".ltx", ".latex", ".bbl"), "latex"),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    Format("wikitext", (".wiki", ".wikitext", ".mediawiki"), "wikitext"),
    Format("text", (".txt", ".text"), "plain"),
)

SUFFIXES = frozenset(suffix for each in FORMATS for suffix in each.suffixes) - {".json"}
"""What a folder is searched for; a file named by itself is read whatever its suffix."""


def format_of(data: bytes, source: str) -> Format:
    """Return the first format that recognises *data* by its content, else by the name *source*.

    Plain text takes any text, so that it is asked last.
    """
    data = as_utf8(data)
    for hint in ("", source):
        for each in FORMATS[:-1]:
            if each.reader().recognises(data, hint):
                return each
    return FORMATS[-1]


def read_as_recognised(data: bytes, source: str) -> Document:
    """Make the document of *data*, and name the extra where a library that its format needs is missing."""
    each = format_of(data, source)
    try:
        return each.reader().read(data, source)
    except ModuleNotFoundError as error:
        if each.extra is None:
            raise
        raise UnreadableDocument(
            f"{source}: reading {each.name} needs {error.name}; "
            f"install it with: pip install 'citecheck-endnotes[{each.extra}]'"
        ) from error
