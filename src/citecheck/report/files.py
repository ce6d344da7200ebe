"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def check_place(path: Path, option: str = "-o") -> None:
    """Raise `SettingsError` if no file could be written at *path*; *option* is where it was named."""
    folder = path.resolve().parent
    if path.is_dir():
        raise SettingsError(f"{option} {path}: is a folder; name a file in it")
    if not folder.is_dir():
        raise SettingsError(f"{option} {path}: there is no folder {folder}; make it first")
    if not os.access(folder, os.W_OK):
        raise SettingsError(f"{option} {path}: the folder {folder} cannot be written; name another")


def write_whole(path: Path, pieces: Iterable[bytes], option: str = "-o") -> None:
    """Put *pieces* at *path* so that at every moment the old file or the whole new one stands there.

    The bytes go into a file of the same folder and reach the disk before it takes the name (rename is atomic
    within one file system, POSIX). A symbolic link is followed. Raises `SettingsError` if it cannot be done,
    which names the *option* of the file.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
    try:
        with beside.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise SettingsError(f"{option} {path}: cannot be written ({error.strerror})") from error
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
