"""The documents in a folder, and those that a pattern of names means."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from citecheck.read.formats import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citecheck.read.ignoring import Ignoring

_WILD = frozenset("*?[")


def is_pattern(name: str) -> bool:
    """Tell whether *name* is a pattern of names: it has `*`, `?` or `[`, and no file is called so."""
    return bool(_WILD.intersection(name)) and not os.path.lexists(name)


def walk(folder: str, ignoring: Ignoring, unlisted: Callable[[OSError], None]) -> Iterator[str]:
    """Give the documents in *folder* and below, in the order of their names; *folder* itself may be hidden.

    Links are not followed, so that none leads out of the folder or back into it. *unlisted* is told of a
    folder that cannot be listed.
    """
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            unlisted(error)
            continue
        waiting += (pair for entry in found for pair in _wanted(entry, ignoring))


def _wanted(entry: os.DirEntry[str], ignoring: Ignoring) -> Iterator[tuple[str, bool]]:
    """Give *entry* if it is a folder or a document that is not left out."""
    is_folder = entry.is_dir(follow_symlinks=False)
    is_document = is_known(entry.name) and entry.is_file(follow_symlinks=False)
    if (is_folder or is_document) and not ignoring.leaves_out(entry.path, is_folder=is_folder):
        yield str(Path(entry.path)), is_folder  # without the `./` of the current folder


def matches(pattern: str, ignoring: Ignoring, unlisted: Callable[[OSError], None]) -> Iterator[str]:
    """Give the documents that *pattern* means (`*`, `?`, `[…]`; `**` for folders at any depth), in order.

    Folders that it means are walked. Of files only those of a known format count, unless the pattern ends
    with a suffix of its own (`*.dat`). Raises `ValueError` for what is no such pattern.
    """
    start, rest = _parted(pattern)
    suffix = rest.suffix
    any_file = bool(suffix) and not _WILD.intersection(suffix)
    for path in sorted(start.glob(str(rest))):
        if _is_left_out(path, start, ignoring):
            continue
        if path.is_dir():
            yield from walk(str(path), ignoring, unlisted)
        elif path.is_file() and (any_file or is_known(path.name)):
            yield str(path)


def _is_left_out(path: Path, start: Path, ignoring: Ignoring) -> bool:
    """Tell whether *path*, or a folder on the way to it from *start*, is a link or is left out."""
    parts = path.relative_to(start).parts
    steps = [start.joinpath(*parts[:count]) for count in range(1, len(parts) + 1)]
    return any(step.is_symlink() or ignoring.leaves_out(str(step), is_folder=step.is_dir()) for step in steps)


def is_known(name: str) -> bool:
    """Tell whether the suffix of *name* is that of a document."""
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 - a walk asks for very many


def _parted(pattern: str) -> tuple[Path, PurePath]:
    """Return the folder in which *pattern* begins to be one, and the rest."""
    parts = PurePath(pattern).parts
    wild = next(index for index, part in enumerate(parts) if _WILD.intersection(part))
    return Path(*parts[:wild]), PurePath(*parts[wild:])
