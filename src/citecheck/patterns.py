"""Path patterns in the syntax of gitignore, which people know: of the settings, and of `.citecheckignore`."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pathspec import GitIgnoreSpec


class Patterns:
    """The patterns *lines*, which are relative to *folder*; *where* names them in errors.

    Raises `SettingsError` for a line that is no pattern.
    """

    def __init__(self, lines: Sequence[str], folder: str, where: str) -> None:
        self._spec = _compiled(tuple(lines), where) if lines else None
        self._folder = absolute(folder)

    def say(self, path: str, *, is_folder: bool = False) -> bool | None:
        """Tell what the last pattern that fits *path* says: True, or False behind a `!`; None if none fits.

        Links are not followed: a path is what it is called.
        """
        if self._spec is None:
            return None
        whole = absolute(path)
        if whole == self._folder or os.path.commonpath((whole, self._folder)) != self._folder:
            return None
        within = os.path.relpath(whole, self._folder)
        return self._spec.check_file(f"{within}/" if is_folder else within).include

    def fit(self, path: str) -> bool:
        """Tell whether the patterns mean the file *path*."""
        return self.say(path) is True


def absolute(path: str) -> str:
    """Return *path* from the root on, without `.` and `..`; links are not followed."""
    return os.path.abspath(path)  # noqa: PTH100 - resolve() follows links


@lru_cache(maxsize=256)
def _compiled(lines: tuple[str, ...], where: str) -> GitIgnoreSpec:
    """Return what matches *lines*."""
    from pathspec import GitIgnoreSpec

    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError as error:  # pathspec's own is one
            raise SettingsError(f"{where}: {line.strip()!r} is no pattern as gitignore has them") from error
    # What is below a folder, without the folder itself (gitignore(5)); pathspec (1.1) takes that for it too.
    return GitIgnoreSpec.from_lines(re.sub(r"/\*\*\s*$", "/*", line) for line in lines)
