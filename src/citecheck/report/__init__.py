"""Reports: pure functions from a `citecheck.models.Report` to the text of one format.

    render(reports, "json")              the text for standard output
    write_files(reports, ["out.json"])   files, each whole or not at all, in the format of their suffix

A format is one module of this folder, loaded when it is asked for, and one name in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.baseline import without_known
from citecheck.errors import SettingsError
from citecheck.report import files
from citecheck.report.look import Detail, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Report

__all__ = ["FORMATS", "SUFFIXES", "Detail", "Look", "check_outputs", "render", "write_files"]

FORMATS = ("terminal", "json", "sarif", "junit", "markdown", "csv", "github")
# Those that depend on who looks: how wide and how much, and from which folder.
_LOOKED_AT = frozenset({"terminal", "sarif"})
SUFFIXES = {".json": "json", ".sarif": "sarif", ".xml": "junit", ".md": "markdown", ".csv": "csv"}


def check_format(name: str) -> None:
    """Raise `SettingsError` if there is no format *name*, and say which there are."""
    if name not in FORMATS:
        raise SettingsError(f"format: unknown '{name}'; known formats: {', '.join(FORMATS)}")


def check_outputs(outputs: Sequence[str]) -> None:
    """Raise `SettingsError` for an output whose suffix names no format or whose folder cannot be written.

    Meant for before the run, so that an hour of asking is not lost to a misspelt name.
    """
    for output in outputs:
        _format_of(output)
        files.check_place(Path(output))


def render(reports: Sequence[Report], name: str, look: Look | None = None) -> str:
    """Write *reports* in the format *name*; *look* is for the terminal (default: plain, 80 wide).

    What a baseline knows is no news and is left out, but for JSON, from which two runs are compared.
    """
    check_format(name)
    if name != "json":
        reports = [without_known(report) for report in reports]
    renderer = import_module(f"citecheck.report.{name}")
    text: str = renderer.render(reports, look or Look()) if name in _LOOKED_AT else renderer.render(reports)
    return text


def write_files(reports: Sequence[Report], outputs: Sequence[str], look: Look | None = None) -> None:
    """Write *reports* into each file of *outputs*; all are rendered before the first is written.

    Raises `SettingsError` for an unknown suffix and for a file that cannot be written.
    """
    texts = [(Path(output), render(reports, _format_of(output), look)) for output in outputs]
    for path, text in texts:
        files.write_whole(path, text.encode("utf-8"))


def _format_of(output: str) -> str:
    """Return the format that the suffix of *output* names."""
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        said = f"the suffix '{suffix}'" if suffix else "a name without suffix"
        raise SettingsError(f"-o {output}: {said} names no format; known suffixes: {', '.join(SUFFIXES)}")
    return SUFFIXES[suffix]
