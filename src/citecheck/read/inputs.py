"""The documents that a command line names: files, folders, patterns of names and `-`."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from citecheck.errors import UnreadableDocument
from citecheck.read.folders import is_pattern, matches, walk
from citecheck.read.formats import SUFFIXES
from citecheck.read.ignoring import IGNORE_FILE, Ignoring
from citecheck.read.source import LARGEST, read, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.models import Document

STDIN = "-"


@dataclass(frozen=True, slots=True)
class _Input:
    """A file to read, and whether the user named it or it was found where the user said to look."""

    path: str
    is_named: bool


class Inputs:
    """Documents that are read one by one, each when its turn comes; it can be gone through once.

    A file that was found in a folder or by a pattern and cannot be read is passed over: what is wrong with it
    is in *unread* then. One that the user named is an `UnreadableDocument`, and so is it if none at all can
    be read. *piped* is what came from standard input, once that was read.
    """

    def __init__(self, found: Sequence[_Input], stdin: BinaryIO, unread: list[str]) -> None:
        self._found, self._stdin = found, stdin
        self.unread, self.piped = unread, b""

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self._found)

    def names(self, path: str) -> bool:
        """Tell whether the user named the file at *path* as an input."""
        return any(each.is_named for each in self._at(path))

    def holds(self, path: str) -> bool:
        """Tell whether the file at *path* is named, or was found."""
        return bool(self._at(path))

    def leave_out(self, path: str) -> None:
        """Do not read the file at *path*."""
        left_out = self._at(path)
        self._found = [each for each in self._found if each not in left_out]

    def _at(self, path: str) -> list[_Input]:
        """Return the inputs that are the file at *path*, however it is called."""
        real = os.path.realpath(path)
        return [each for each in self._found if each.path != STDIN and os.path.realpath(each.path) == real]

    def __iter__(self) -> Iterator[Document]:
        """Read one after another."""
        some = False
        for each in self._found:
            document = self._read(each)
            if document is not None:
                some = True
                yield document
        if not some:
            raise UnreadableDocument(self.unread[0] if len(self.unread) == 1 else self._none_read())

    def _read(self, given: _Input) -> Document | None:
        """Read one; None if it cannot be read and need not."""
        if given.path == STDIN:
            self.piped = self._stdin.read(LARGEST + 1)
            return read_bytes(self.piped, source="<stdin>")
        try:
            return read(given.path)
        except UnreadableDocument as error:
            if given.is_named:
                raise
            self.unread.append(str(error))
            return None

    def _none_read(self) -> str:
        """Say that nothing could be read."""
        return f"none of {len(self.unread)} files can be read; the first: {self.unread[0]}"


def read_inputs(
    inputs: Sequence[str],
    stdin: BinaryIO | None = None,
    *,
    exclude: Sequence[str] = (),
    folder: str = ".",
) -> Inputs:
    """Find every input of a command line: files, folders (searched by suffix), patterns of names, and `-`.

    What *exclude* (gitignore patterns, relative to *folder*) and `.citecheckignore` files name is left out of
    folders and patterns; a file that is named itself is read. A file that several inputs mean is read once.
    Raises `UnreadableDocument` for an input in which there is no document.
    """
    ignoring, unread = Ignoring(exclude, folder), list[str]()
    found: dict[str, _Input] = {}
    for name in inputs:
        for each in _meant(name, ignoring, unread):
            key = each.path if each.path == STDIN else os.path.realpath(each.path)
            if each.is_named or key not in found:
                found[key] = each
    return Inputs(tuple(found.values()), stdin or sys.stdin.buffer, unread)


def _meant(name: str, ignoring: Ignoring, unread: list[str]) -> Iterable[_Input]:
    """Return the files that the input *name* means."""
    is_folder = os.path.isdir(name)  # noqa: PTH112 - Path() would spell the name anew
    if not is_folder and not is_pattern(name):
        return (_Input(name, is_named=True),)
    look = walk if is_folder else matches
    missed: list[str] = []

    def unlisted(error: OSError) -> None:
        """Keep what is to be said of a folder that cannot be listed."""
        missed.append(f"{error.filename}: the folder cannot be listed: {error.strerror}")

    try:
        found = [_Input(path, is_named=False) for path in look(name, ignoring, unlisted)]
    except ValueError as error:
        raise UnreadableDocument(f"{name}: is no pattern of names: {error}") from error
    unread += missed
    if not found:
        raise UnreadableDocument(missed[0] if missed else _nothing(name, is_folder=is_folder))
    return found


def _nothing(name: str, *, is_folder: bool) -> str:
    """Say that the input *name* means no document."""
    where = "in this folder" if is_folder else "that this pattern means"
    known = ", ".join(sorted(SUFFIXES))
    left_out = f"{IGNORE_FILE} and exclude-paths may leave some out"
    return f"{name}: no document {where} ({known}; {left_out}); name the file itself"
