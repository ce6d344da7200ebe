"""`citecheck fix`: what to write instead, as a diff, and written when that is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citecheck.cli.options import (
    ASKING,
    CONFIG,
    IGNORE,
    INPUTS,
    NO_PROGRESS,
    QUIET,
    GroupedCommand,
    GroupedOption,
    complete_codes,
    documents_of,
    options,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.cli.mending import Mending
    from citecheck.models import Report
    from citecheck.settings import Settings

_WRITTEN = "What is written"

_EPILOG = """\b
Examples:
  citecheck fix report.txt                     what would be written, and why
  citecheck fix report.txt --write             write it; report.txt.bak is what it was
  citecheck fix report.txt --only D -o new.txt the dates alone, into another file
  citecheck fix report.pdf -o corrected.docx   a list of the corrected notes, for Word

What a check learned is used where the cache knows it: run citecheck check first, or say --ask.

\b
Exit codes:
  0  everything that was to be corrected is written, or there was nothing
  1  corrections are left to be written, as with a diff that is only shown
  2  could not run, or one of the documents could not be read or written
  3  with --ask: the network was down, so only what needs none was corrected
"""

ONLY = click.option(
    "--only", cls=GroupedOption, heading=_WRITTEN, multiple=True, metavar="CODES",
    shell_complete=complete_codes,
    help="Mend the findings of these rules alone: codes or their beginnings, as D,U102. Repeatable.",
)  # fmt: skip
WRITE = click.option(
    "--write", cls=GroupedOption, heading=_WRITTEN, is_flag=True,
    help="Write the corrections into the files; what they were is kept beside them, as report.txt.bak.",
)  # fmt: skip
INTO = click.option(
    "-o", "--output", "into", cls=GroupedOption, heading=_WRITTEN, metavar="FILE", type=click.Path(),
    help="Write the corrected document into FILE; of a PDF or EPUB a list of its notes "
    "(.md .docx .html .txt).",
)  # fmt: skip
INTERACTIVE = click.option(
    "--interactive", cls=GroupedOption, heading=_WRITTEN, is_flag=True,
    help="Ask about each correction (yes, no, edit it, or leave out all of its kind), and write what is "
    "agreed to: into the file, as with --write, or into that of -o.",
)  # fmt: skip
TRACKED = click.option(
    "--tracked", cls=GroupedOption, heading=_WRITTEN, is_flag=True,
    help="Write tracked changes with the reasons as comments, into Word documents.",
)  # fmt: skip
CANDIDATES = click.option(
    "--candidates", cls=GroupedOption, heading=_WRITTEN, is_flag=True,
    help="Write also what only may have been meant, where there is one such thing.",
)  # fmt: skip
STYLE = click.option(
    "--archive-style", cls=GroupedOption, heading=_WRITTEN, default=None,
    type=click.Choice(("append", "replace", "bracket", "template")),
    help="How a copy is given: in words behind the note, in the place of the address, in brackets behind it, "
    "or in fields of the format. [default: fields where the format has them, else words]",
)  # fmt: skip
ASK = click.option(
    "--ask", cls=GroupedOption, heading=_WRITTEN, is_flag=True,
    help="Ask the pages and the archives first, as citecheck check does.",
)  # fmt: skip


@click.command(cls=GroupedCommand, epilog=_EPILOG)
@options(
    INPUTS,
    WRITE,
    INTO,
    ONLY,
    INTERACTIVE,
    TRACKED,
    CANDIDATES,
    STYLE,
    ASK,
    IGNORE,
    QUIET,
    *ASKING,
    CONFIG,
    NO_PROGRESS,
)
def fix(  # noqa: PLR0913 - an argument for each thing that can be said
    inputs: tuple[str, ...],
    config: str | None,
    only: tuple[str, ...],
    into: str | None,
    archive_style: Any,  # noqa: ANN401 - one of four words
    *,
    write: bool,
    interactive: bool,
    tracked: bool,
    candidates: bool,
    ask: bool,
    quiet: bool,
    no_progress: bool,
    **given: Any,  # noqa: ANN401 - settings of many types
) -> int:
    """Show what to write instead, as a diff with a reason for each change, and write it when told.

    INPUT is a file, a folder, a pattern of names, or - for standard input, of which -o FILE takes what is
    corrected. Nobody is asked unless --ask is given; what an earlier check learned of the pages and their
    copies is used.
    """
    from citecheck.cli.mending import Mending, Wanted
    from citecheck.cli.output import INCOMPLETE, OFFLINE, complain, look
    from citecheck.edits import Wish
    from citecheck.report.files import check_place

    if interactive and "-" in inputs:
        raise click.UsageError("--interactive: the answers come from standard input too; name a file")
    settings = settings_of(config, given)
    if into is not None:
        check_place(Path(into))
    wish = Wish(codes=_codes(only), style=archive_style, candidates=candidates)
    target = Path(into) if into else None
    # An answer that changes nothing would have been asked for in vain.
    wanted = Wanted(write=write or interactive, into=target, interactive=interactive, tracked=tracked)
    documents = documents_of(inputs, settings, [into] if into else ())
    reports = _reports(documents, settings, ask=ask, watched=not (quiet or no_progress))
    mending = Mending(wish, wanted, colour=look().colour, piped=lambda: documents.piped)
    hint = not (ask or settings.offline or settings.no_cache)
    refused = _mended(reports, mending, quiet=quiet, hint=hint)
    complain((*documents.unread, *refused))
    if mending.has_written or not refused:
        click.echo(mending.summary(), err=True)
    if documents.unread or refused:
        return INCOMPLETE
    return OFFLINE if any(report.offline for report in reports) else mending.exit_code


def _mended(reports: Iterable[Report], mending: Mending, *, quiet: bool, hint: bool) -> list[str]:
    """Mend the *reports* one after another, and say what is changed; return why some could not be written.

    With *hint* it is said of how many links nothing was learned yet.
    """
    from citecheck.cli.output import say, warn
    from citecheck.errors import UnwritableEdit

    refused, warnings, unknown = [], dict[str, None](), 0
    for report in reports:
        warnings |= dict.fromkeys(report.warnings)
        unknown += _unknown(report) if hint else 0
        try:
            text = mending.mend(report)
        except UnwritableEdit as error:  # the other documents can be mended all the same
            refused.append(str(error))
            continue
        if not quiet:
            say(text)
    warn(warnings)
    if unknown:
        _hint(unknown)
    return refused


def _unknown(report: Report) -> int:
    """Count the links of *report* that nobody has asked yet."""
    from citecheck.verify.offline import AS_TOLD

    return sum(link.facts == AS_TOLD for entry in report.entries for link in entry.links)


def _hint(unknown: int) -> None:
    """Say that there may be more to correct, and what to do to learn it."""
    from citecheck.evidence.wording import counted

    of = counted(unknown, "link")
    click.echo(f"citecheck: of {of} nothing is known; run citecheck check first, or say --ask", err=True)


def _codes(only: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes, or beginnings of codes, that --only names; raises `SettingsError` for none."""
    from citecheck import rules

    codes = tuple(code.strip().upper() for part in only for code in part.split(",") if code.strip())
    rules.refuse_unknown_in("--only", codes)
    return codes


def _reports(documents: Any, settings: Settings, *, ask: bool, watched: bool) -> Sequence[Report]:  # noqa: ANN401 - an iterable that also says what could not be read
    """Check the *documents*; unless *ask* is said, by what the cache knows alone."""
    from citecheck.cli.progress import watching
    from citecheck.settings import changed
    from citecheck.verify import verify_all

    with watching(wanted=watched) as watch:
        return verify_all(documents, settings if ask else changed(settings, offline=True), watch)
