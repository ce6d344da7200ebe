"""`citecheck export`: the citations for reference managers and word processors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citecheck.cli.options import (
    ARCHIVE,
    CACHE,
    CONFIG,
    INPUTS,
    NO_CACHE,
    WAYBACK,
    GroupedCommand,
    GroupedOption,
    documents_of,
    options,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Citation, Report
    from citecheck.settings import Settings

_WRITTEN = "What is written"
# Those of citecheck.export, which is not loaded for the help.
FORMATS = ("csl-json", "bibtex", "ris", "wikitext", "notes")

_EPILOG = """\b
Examples:
  citecheck export report.txt --to csl-json -o report.json     for Zotero and Pandoc
  citecheck export report.txt --to bibtex --corrected
  citecheck export report.txt --to notes --style oscola
"""

TO = click.option(
    "--to", "form", cls=GroupedOption, heading=_WRITTEN, type=click.Choice(FORMATS), default="csl-json",
    help="The format. [default: csl-json]",
)  # fmt: skip
STYLE = click.option(
    "--style", cls=GroupedOption, heading=_WRITTEN, metavar="NAME", default=None,
    help="The style of --to notes: apa, chicago-note-bibliography, harvard, ieee, mla, oscola, vancouver. "
    "[default: chicago-notes-bibliography]",
)  # fmt: skip
CORRECTED = click.option(
    "--corrected", cls=GroupedOption, heading=_WRITTEN, is_flag=True,
    help="Write what should stand there instead of what does, as citecheck fix would.",
)  # fmt: skip
INTO = click.option(
    "-o", "--output", "into", cls=GroupedOption, heading=_WRITTEN, metavar="FILE", type=click.Path(),
    help="Write into FILE and not to standard output.",
)  # fmt: skip


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@options(INPUTS, TO, STYLE, CORRECTED, INTO, WAYBACK, ARCHIVE, CACHE, NO_CACHE, CONFIG)
def export(  # noqa: PLR0913 - an argument for each thing that can be said
    inputs: tuple[str, ...],
    form: str,
    style: str | None,
    into: str | None,
    config: str | None,
    *,
    corrected: bool,
    **given: Any,  # noqa: ANN401 - settings of many types
) -> int:
    """Write the citations as CSL-JSON, BibTeX, RIS, wikitext or formatted notes.

    INPUT is what citecheck lint reads. Nobody is asked; for --corrected, what an earlier check learned of the
    pages and their copies is used: the archives that it asked are named here too.
    """
    from citecheck.cli.output import FINE, INCOMPLETE, complain, say
    from citecheck.export import CHICAGO, export as exported
    from citecheck.report.files import check_place, write_whole

    if style is not None and form != "notes":
        raise click.UsageError(f"--style is for --to notes, and {form} has none; leave one of them out.")
    settings = settings_of(config, given)
    if into is not None:
        check_place(Path(into))
    documents = documents_of(inputs, settings, [into] if into else ())
    reports = _reports(documents, settings, corrected=corrected)
    citations = [each for report in reports for each in _citations(report, corrected=corrected)]
    text = exported(citations, form, style or CHICAGO)
    if into is None:
        say(text)
    else:
        write_whole(Path(into), [text.encode()])
    complain(documents.unread)
    return INCOMPLETE if documents.unread else FINE


def _reports(documents: Any, settings: Settings, *, corrected: bool) -> Sequence[Report]:  # noqa: ANN401 - an iterable that also says what could not be read
    """Judge the *documents*; where they are to be *corrected*, by what the cache knows too."""
    from citecheck.settings import changed
    from citecheck.verify import lint_all, verify_all

    return (
        verify_all(documents, changed(settings, offline=True)) if corrected else lint_all(documents, settings)
    )


def _citations(report: Report, *, corrected: bool) -> list[Citation]:
    """Return the citations of *report*, or what they are when they are *corrected*."""
    from citecheck.verify.corrected import corrected as as_corrected

    return [as_corrected(entry, report.document) if corrected else entry.citation for entry in report.entries]
