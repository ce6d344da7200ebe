"""Reports: pure functions from a `citecheck.models.Report` to the text of one format.

    render(reports, "json")              the text for standard output
    pieces(reports, "json")              the same in pieces: of many reports, one at a time is in memory
    write_files(reports, ["out.json"])   files, each whole or not at all, in the format of their suffix

A format is one module of this folder, loaded when it is asked for, and one name in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.baseline import without_known
from citecheck.errors import SettingsError
from citecheck.mapped import Mapped
from citecheck.report import files
from citecheck.report.look import Detail, Look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.models import Report

__all__ = ["FORMATS", "SUFFIXES", "Detail", "Look", "check_outputs", "pieces", "render", "write_files"]

FORMATS = ("terminal", "json", "html", "sarif", "junit", "markdown", "csv", "github")
# Those whose module gives pieces.
_PIECEWISE = frozenset({"json", "html", "sarif"})
# Those that depend on who looks: how wide and how much, and from which folder.
_LOOKED_AT = frozenset({"terminal", "sarif"})
SUFFIXES = {
    ".json": "json",
    ".html": "html",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
    ".csv": "csv",
}


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
    return "".join(pieces(reports, name, look))


def pieces(reports: Sequence[Report], name: str, look: Look | None = None) -> Iterator[str]:
    """Give what `render` writes, piece by piece where the format lets a report be written by itself."""
    check_format(name)
    if name != "json":
        reports = Mapped(without_known, reports)
    renderer = import_module(f"citecheck.report.{name}")
    more = (look or Look(),) if name in _LOOKED_AT else ()
    if name in _PIECEWISE:
        yield from renderer.pieces(reports, *more)
    else:
        yield renderer.render(reports, *more)


def write_files(reports: Sequence[Report], outputs: Sequence[str], look: Look | None = None) -> None:
    """Write *reports* into each file of *outputs*.

    Raises `SettingsError` for an unknown suffix, before anything is written, and for a file that cannot be
    written.
    """
    for output, name in [(output, _format_of(output)) for output in outputs]:
        files.write_whole(Path(output), (piece.encode("utf-8") for piece in pieces(reports, name, look)))


def _format_of(output: str) -> str:
    """Return the format that the suffix of *output* names."""
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        said = f"the suffix '{suffix}'" if suffix else "a name without suffix"
        raise SettingsError(f"-o {output}: {said} names no format; known suffixes: {', '.join(SUFFIXES)}")
    return SUFFIXES[suffix]
