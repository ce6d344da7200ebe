"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


# How a report begins that people read: the page in HTML, and the text in Markdown.
_OURS = re.compile(
    rb"<!doctype html>.{,2000}\xc2\xb7 citecheck</title>|\*\*[\d,]+ endnotes?, [\d,]+ links?[:*]", re.DOTALL
)
_HEAD = 4096  # bytes


def is_report(path: Path) -> bool:
    """Tell whether a report of citecheck stands at *path*, in a format that is read as a document too."""
    with suppress(OSError), path.open("rb") as file:
        return _OURS.match(file.read(_HEAD)) is not None
    return False


def check_place(path: Path, option: str = "-o") -> None:
    """Raise `SettingsError` if no file could be written at *path*; *option* is where it was named."""
    folder = path.resolve().parent
    if path.is_dir():
        raise SettingsError(f"{option} {path}: is a folder; name a file in it")
    if _is_special(path):
        return
    if not folder.is_dir():
        raise SettingsError(f"{option} {path}: there is no folder {folder}; make it first")
    if not os.access(folder, os.W_OK):
        raise SettingsError(f"{option} {path}: the folder {folder} cannot be written; name another")


def write_whole(path: Path, pieces: Iterable[bytes], option: str = "-o", like: Path | None = None) -> None:
    """Put *pieces* at *path* so that at every moment the old file or the whole new one stands there.

    A file that is there keeps its permissions and, where that is allowed, its owner; a new one has those of
    *like*. A symbolic link is followed; into a device or a pipe the pieces are written as they come. Raises
    `SettingsError` if it cannot be done, which names the *option* of the file.
    """
    try:
        if _is_special(path):
            with path.open("wb") as file:
                file.writelines(pieces)
        else:
            target = path.resolve()
            _exchange(target, pieces, target if target.exists() else like)
    except OSError as error:
        raise SettingsError(f"{option} {path}: cannot be written ({error.strerror})") from error


def _is_special(path: Path) -> bool:
    """Tell whether a device or a pipe stands at *path* (`/dev/null`), which no file may take the place of."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _exchange(target: Path, pieces: Iterable[bytes], like: Path | None) -> None:
    """Let a new file of *pieces*, with the permissions of *like*, take the name *target*.

    The bytes go into a file of the same folder and reach the disk before it takes the name (rename is atomic
    within one file system, POSIX).
    """
    beside = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
    try:
        with beside.open("xb") as file:
            if like is not None:
                _permit(beside, like)
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _permit(path: Path, like: Path) -> None:
    """Let those read and write *path* who may read and write *like*, as far as that is allowed.

    The owner comes first, because to change it takes bits of the permissions away (POSIX, chown).
    """
    known = like.stat()
    for owner, group in ((-1, known.st_gid), (known.st_uid, -1)):
        with suppress(OSError, AttributeError):  # not Windows
            os.chown(path, owner, group)
    with suppress(OSError):  # a file system without permissions
        shutil.copystat(like, path)
