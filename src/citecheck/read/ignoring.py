"""Which files and folders of a walk are left out: by the settings, and by `.citecheckignore` files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError
from citecheck.patterns import Patterns, absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

IGNORE_FILE = ".citecheckignore"

# Folders that hold other people's files; those of Git, Mercurial and tools are hidden and left out by that.
_FOREIGN = frozenset({"node_modules", "__pycache__", "CVS", "_darcs"})
_MARK_OF_VENV = "pyvenv.cfg"  # PEP 405
_LARGEST = 2**20  # bytes


class Ignoring:
    """Tells what is left out: what the *patterns*, relative to *folder*, and `.citecheckignore` files name.

    Such a file speaks of what is in its folder and below, and the nearest one that says anything is right, as
    with `.gitignore`. Those above a walk count too, up to the top of the checkout.
    """

    def __init__(self, patterns: Sequence[str] = (), folder: str = ".") -> None:
        self._own = Patterns(patterns, folder, "exclude-paths")
        self._files: dict[Path, tuple[Patterns, ...]] = {}

    def leaves_out(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether *path* is left out, whose parents are not."""
        name = os.path.basename(path)  # noqa: PTH119 - a walk asks for very many
        if name.startswith(".") or (is_folder and (name in _FOREIGN or _is_venv(path))):
            return True
        if self._own.say(path, is_folder=is_folder):
            return True
        said = (each.say(path, is_folder=is_folder) for each in self._speaking_of(path))
        return next((one for one in said if one is not None), False)

    def _speaking_of(self, path: str) -> tuple[Patterns, ...]:
        """Return the patterns of the files above *path*, the nearest first."""
        above: list[Path] = []
        found: tuple[Patterns, ...] = ()
        for folder in Path(absolute(path)).parents:
            if folder in self._files:
                found = self._files[folder]
                break
            above.append(folder)
            if (folder / ".git").exists():
                break
        for folder in reversed(above):
            found = self._files[folder] = (*_patterns_in(folder), *found)
        return found


def _patterns_in(folder: Path) -> tuple[Patterns, ...]:
    """Return the patterns of the `.citecheckignore` in *folder*, if there is one."""
    path = folder / IGNORE_FILE
    if not path.is_file():
        return ()
    try:
        with path.open("rb") as file:
            lines = file.read(_LARGEST).decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}; mend or remove it") from error
    return (Patterns(lines, str(folder), str(path)),)


def _is_venv(folder: str) -> bool:
    """Tell whether *folder* is a virtual environment of Python."""
    return (Path(folder) / _MARK_OF_VENV).is_file()
