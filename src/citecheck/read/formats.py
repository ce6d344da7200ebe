"""The formats that can be read: one row each, asked in this order whether the bytes are theirs."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from citecheck.errors import UnreadableDocument

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
    Format("endnotes.json", (".json",), "endnotes_json"),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    Format("text", (".txt", ".text"), "plain"),
)

SUFFIXES = frozenset(suffix for each in FORMATS for suffix in each.suffixes) - {".json"}
"""What a folder is searched for; a file named by itself is read whatever its suffix."""


def read_as_recognised(data: bytes, source: str) -> Document:
    """Give *data* to the first reader that recognises it; plain text is the last and takes any text."""
    for each in FORMATS:
        reader = each.reader()
        if reader.recognises(data, source):
            return _read(each, reader, data, source)
    raise AssertionError("plain text takes whatever no other format does")


def _read(each: Format, reader: Reader, data: bytes, source: str) -> Document:
    """Read *data*, and name the extra where a library that the format needs is not installed."""
    try:
        return reader.read(data, source)
    except ModuleNotFoundError as error:
        if each.extra is None:
            raise
        raise UnreadableDocument(
            f"{source}: reading {each.name} needs {error.name}; "
            f"install it with: pip install 'citecheck-endnotes[{each.extra}]'"
        ) from error
