"""Where the cache folder is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citecheck.settings import Settings


def cache_folder(settings: Settings, cwd: Path, environ: Mapping[str, str]) -> Path:
    """Return the folder that the settings name, else `cache/` of *cwd* if it stands there, else the user's.

    A relative folder of the settings is one of *cwd*, and `~` in it is the home folder. The user's is
    `$XDG_CACHE_HOME/citecheck`, or `~/.cache/citecheck` where that variable is not an absolute path (XDG Base
    Directory Specification 0.8). Nothing is created.
    """
    home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()
    if settings.cache is not None:
        first, *rest = Path(settings.cache).parts or (".",)
        return home.joinpath(*rest) if first == "~" else cwd / settings.cache
    if (cwd / "cache").is_dir():
        return cwd / "cache"
    shared = Path(environ.get("XDG_CACHE_HOME", ""))
    return (shared if shared.is_absolute() else home / ".cache") / "citecheck"
