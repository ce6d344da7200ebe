"""`citecheck --version -v`: what a bug report should say, and nothing that is secret."""

from __future__ import annotations

import os
import platform
import re
import ssl
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import citecheck

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIBRARIES = (
    "httpx", "beautifulsoup4", "lxml", "waybackpy", "click", "rich", "msgspec", "jinja2", "pypdfium2",
    "python-docx",
)  # fmt: skip
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def about(environment: Mapping[str, str], here: Path) -> Iterator[str]:
    """Give the lines: versions, the platform, which configuration holds, where the cache is, which proxies.

    Of proxies only the names of the variables are said, of paths the home folder as `~`.
    """
    yield f"citecheck {citecheck.__version__}"
    yield f"python {platform.python_version()} ({sys.implementation.name})"
    yield f"platform {platform.platform(terse=True)} {platform.machine()}"
    yield from (f"{name} {_version(name)}" for name in LIBRARIES)
    yield f"openssl {ssl.OPENSSL_VERSION.removeprefix('OpenSSL ')}"
    yield f"sqlite {_sqlite()}"
    home = _home(environment)
    yield f"configuration {_without(home, _configuration(here))}"
    yield f"cache {_without(home, _cache(environment, here))}"
    named = sorted(name for name in environment if name.lower() in PROXIES and environment[name])
    yield f"proxies {', '.join(named) or 'none'}"


def _version(name: str) -> str:
    """Return the version of the library *name*."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _sqlite() -> str:
    """Return the version of SQLite, in which the cache lies."""
    from citecheck.verify import SQLITE

    return SQLITE


def _configuration(here: Path) -> str:
    """Say which file the settings come from, or why that cannot be told."""
    from citecheck.errors import CitecheckError
    from citecheck.settings import configuration_at

    try:
        return str(configuration_at(None, here) or "none")
    except CitecheckError as error:
        return f"none: {error}"


def _cache(environment: Mapping[str, str], here: Path) -> str:
    """Say where what was seen is kept."""
    from citecheck.errors import CitecheckError
    from citecheck.settings import load_settings
    from citecheck.verify import cache_folder

    try:
        return str(cache_folder(load_settings(None, here), here, environment))
    except CitecheckError as error:
        return f"none: {error}"


def _home(environment: Mapping[str, str]) -> Path:
    """Return the home folder, as the cache's place is made from it."""
    return Path(environment.get("HOME") or Path.home())


def _without(home: Path, text: str) -> str:
    """Return *text* with the folder *home*, which names its owner, as `~`, but no longer name."""
    # Configurations are named by what links lead to, and a home folder may be a link.
    for name in {str(home), str(home.resolve())} - {os.sep}:
        text = re.sub(rf"(?<![\w.-]){re.escape(name)}(?!\w|[.-]\w)", "~", text)
    return text
