"""The options that commands share, and how what is given becomes settings.

An option that is not given is None, so that the configuration file holds; the default that the help shows
is that of `citecheck.settings.Settings` (a test compares them). Parameters bear the names of the settings.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from click.shell_completion import CompletionItem

    from citecheck.read import Inputs
    from citecheck.settings import Settings

FORMATS = (
    "terminal",
    "json",
    "html",
    "sarif",
    "junit",
    "markdown",
    "csv",
    "github",
)  # citecheck.report.FORMATS, which is not loaded for the help

_OUTPUT = "What is reported"
_RULES = "What is judged"
_ASKED = "What is asked"
_MANNERS = "How the web is asked"
_CACHE = "What is kept"
_RUN = "The run"

Command = TypeVar("Command", bound="Callable[..., Any]")


class GroupedCommand(click.Command):
    """A command whose help lists the options under headings, in the order in which they were declared."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:  # noqa: ANN401 - click's own
        # A command keeps its help option once it is made, in whichever context that was first.
        keywords.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
        super().__init__(*arguments, **keywords)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each heading with its options."""
        headings: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                headings.setdefault(getattr(parameter, "heading", _RUN), []).append(record)
        for heading, records in headings.items():
            with formatter.section(heading):
                formatter.write_dl(records)


class GroupedOption(click.Option):
    """An option with the *heading* of the help under which it stands, and the default that the help shows."""

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - click's own
        heading: str,
        default_is: str | None = None,
        **keywords: Any,  # noqa: ANN401 - click's own
    ) -> None:
        if default_is:
            keywords["help"] += f" [default: {default_is}]"
        super().__init__(*arguments, **keywords)
        self.heading = heading
        self.default_is = default_is


def _codes(
    _context: click.Context, _parameter: click.Parameter, given: Sequence[str]
) -> tuple[str, ...] | None:
    """Split comma lists; None where the option was not given."""
    codes = tuple(code.strip().upper() for part in given for code in part.split(",") if code.strip())
    return codes or None


def _files(
    _context: click.Context, _parameter: click.Parameter, given: Sequence[str]
) -> tuple[str, ...] | None:
    """Return the files; None where the option was not given."""
    return tuple(given) or None


def complete_codes(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the codes of rules, and what each is about, behind what is typed of a comma list."""
    from click.shell_completion import CompletionItem

    from citecheck.rules import table

    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{info.code}", help=info.summary)
        for info in table()
        if info.code.startswith(last.upper())
    ]


def _number(*, whole: bool = False) -> dict[str, Any]:
    """Return what a numeric option is declared with; its limits are those of the settings."""
    return {"type": int if whole else float, "metavar": "N" if whole else "SECONDS"}


def _flag() -> dict[str, Any]:
    """Return what a switch is declared with; it can only be turned on."""
    return {"is_flag": True, "default": None, "flag_value": True}


INPUTS = click.argument(
    "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(allow_dash=True)
)
FORMAT = click.option(
    "--format", cls=GroupedOption, heading=_OUTPUT, type=click.Choice(FORMATS), default_is="terminal",
    help="Format of the report on standard output.",
)  # fmt: skip
OUTPUT = click.option(
    "-o", "--output", cls=GroupedOption, heading=_OUTPUT, multiple=True, metavar="FILE", callback=_files,
    type=click.Path(), help="Write the report into FILE too, in the format of its suffix "
    "(.json .html .sarif .xml .md .csv). Repeatable.",
)  # fmt: skip


def less(text: str, heading: str) -> Callable[[Command], Command]:
    """Return the option for less, with the help *text* under *heading*."""
    return click.option("-q", "--quiet", cls=GroupedOption, heading=heading, is_flag=True, help=text)


def more(text: str, heading: str) -> Callable[[Command], Command]:
    """Return the option for more, likewise."""
    return click.option("-v", "--verbose", cls=GroupedOption, heading=heading, is_flag=True, help=text)


QUIET = less("Show the headline alone, and no progress.", _OUTPUT)
VERBOSE = more("Show every endnote, with what was seen.", _OUTPUT)
SELECT = click.option(
    "--select", cls=GroupedOption, heading=_RULES, multiple=True, metavar="CODES", callback=_codes,
    shell_complete=complete_codes,
    help="Judge by these rules alone: codes or their beginnings, as D,U101. Repeatable.",
)  # fmt: skip
IGNORE = click.option(
    "--ignore", cls=GroupedOption, heading=_RULES, multiple=True, metavar="CODES", callback=_codes,
    shell_complete=complete_codes,
    help="Leave these rules out; of --select and --ignore the longer code wins. Repeatable.",
)  # fmt: skip
STRIKES = click.option(
    "--strikes", cls=GroupedOption, heading=_RULES, **_number(whole=True), default_is="1",
    help="Call a link that worked before dead only when N runs, a day apart, found it so.",
)  # fmt: skip
FAIL_ON = click.option(
    "--fail-on", cls=GroupedOption, heading=_RULES, type=click.Choice(("error", "warning", "never")),
    default_is="error", help="The least finding that makes the exit code 1.",
)  # fmt: skip
BASELINE = click.option(
    "--baseline", cls=GroupedOption, heading=_RULES, metavar="FILE", type=click.Path(),
    help="Leave out the findings that FILE knows, so that only new ones are shown and count.",
)  # fmt: skip
UPDATE_BASELINE = click.option(
    "--update-baseline", cls=GroupedOption, heading=_RULES, is_flag=True,
    help="Write all findings of this run into the file of --baseline.",
)  # fmt: skip
SNAPSHOTS = click.option(
    "--snapshots", cls=GroupedOption, heading=_ASKED, type=click.Choice(("all", "problems", "none")),
    default_is="all", help="For which links the archive is asked.",
)  # fmt: skip
OFFLINE = click.option(
    "--offline",
    cls=GroupedOption,
    heading=_ASKED,
    **_flag(),
    help="Use no network at all, only what the cache knows.",
)
PRIVATE = click.option(
    "--allow-private",
    cls=GroupedOption,
    heading=_ASKED,
    **_flag(),
    help="Ask loopback and private addresses too.",
)
WAYBACK = click.option(
    "--wayback", cls=GroupedOption, heading=_ASKED, metavar="URL", default_is="https://web.archive.org",
    help="Base of a Wayback-compatible archive.",
)  # fmt: skip
ARCHIVE = click.option(
    "--archive", cls=GroupedOption, heading=_ASKED, multiple=True, metavar="NAME|URL", callback=_files,
    help="Where that one has no usable copy, ask this archive: arquivo.pt, or the base of a pywb collection, "
    "a TimeGate or a TimeMap. What it is can stand before it, as in timegate:https://... Repeatable; they "
    "are asked in this order, and 'wayback' among them says when the one of --wayback has its turn.",
)  # fmt: skip
PROXY = click.option(
    "--proxy", cls=GroupedOption, heading=_ASKED, metavar="URL", help="Ask pages through this HTTP proxy."
)
TIMEOUT = click.option(
    "--timeout",
    cls=GroupedOption,
    heading=_MANNERS,
    **_number(),
    default_is="20",
    help="Wait so long for an answer.",
)
RETRIES = click.option(
    "--retries", cls=GroupedOption, heading=_MANNERS, **_number(whole=True), default_is="2",
    help="Ask so often again after a failure that may pass.",
)  # fmt: skip
CONCURRENCY = click.option(
    "--concurrency", cls=GroupedOption, heading=_MANNERS, **_number(whole=True), default_is="64",
    help="Requests at the same time, over all hosts.",
)  # fmt: skip
PER_HOST = click.option(
    "--per-host", cls=GroupedOption, heading=_MANNERS, **_number(whole=True), default_is="1",
    help="Requests at the same time to one host.",
)  # fmt: skip
DELAY = click.option(
    "--delay", cls=GroupedOption, heading=_MANNERS, **_number(), default_is="1",
    help="Pause between two requests to one host.",
)  # fmt: skip
BUDGET = click.option(
    "--budget", cls=GroupedOption, heading=_MANNERS, **_number(), default_is="120",
    help="Spend so long on one link, with its redirects and repetitions.",
)  # fmt: skip
PATIENCE = click.option(
    "--patience", cls=GroupedOption, heading=_MANNERS, **_number(), default_is="60",
    help="Wait so long for the network to come back when it is down.",
)  # fmt: skip
CACHE = click.option(
    "--cache", cls=GroupedOption, heading=_CACHE, metavar="FOLDER", type=click.Path(),
    help="Keep what was seen in FOLDER. Default: cache/ if it stands here, else the user's cache folder.",
)  # fmt: skip
NO_CACHE = click.option(
    "--no-cache",
    cls=GroupedOption,
    heading=_CACHE,
    **_flag(),
    help="Keep nothing and know nothing from before.",
)
REFRESH = click.option(
    "--refresh", cls=GroupedOption, heading=_CACHE, **_flag(), help="Ask again although the cache knows."
)
CONFIG = click.option(
    "--config", cls=GroupedOption, heading=_RUN, metavar="FILE", type=click.Path(),
    help="Read the settings of FILE. Default: the nearest citecheck.toml or pyproject.toml that has any.",
)  # fmt: skip
NO_PROGRESS = click.option(
    "--no-progress", cls=GroupedOption, heading=_RUN, is_flag=True, help="Show no progress on the terminal."
)

REPORTING = (FORMAT, OUTPUT, QUIET, VERBOSE)
JUDGING = (SELECT, IGNORE, FAIL_ON, BASELINE, UPDATE_BASELINE)
ASKING = (
    STRIKES, SNAPSHOTS, OFFLINE, PRIVATE, WAYBACK, ARCHIVE, PROXY,
    TIMEOUT, RETRIES, CONCURRENCY, PER_HOST, DELAY, BUDGET, PATIENCE,
    CACHE, NO_CACHE, REFRESH,
)  # fmt: skip


def options(*declared: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the options *declared*, in this order."""

    def decorate(command: Command) -> Command:
        """Give *command* the options; decorators apply from the last to the first."""
        for option in reversed(declared):
            command = option(command)
        return command

    return decorate


def settings_of(config: str | None, given: dict[str, Any]) -> Settings:
    """Return the settings of the configuration with what was *given* on the command line over them.

    Raises `SettingsError` for a configuration that is wrong, and for an output that cannot be written.
    """
    from citecheck import report
    from citecheck.settings import changed, load_settings

    settings = changed(load_settings(Path(config) if config else None, Path.cwd()), **given)
    report.check_format(settings.format)
    report.check_outputs(settings.output)
    return settings


def documents_of(inputs: Sequence[str], settings: Settings, outputs: Iterable[str] = ()) -> Inputs:
    """Return the documents that *inputs* name, without what the settings leave out; none is read yet.

    Reports of an earlier run that stand in a folder, and will be written anew as *outputs*, are left out.
    Raises `SettingsError` if any other document would be written over.
    """
    from citecheck.errors import SettingsError
    from citecheck.read import read_inputs
    from citecheck.report.files import is_report

    found = read_inputs(inputs, sys.stdin.buffer, exclude=settings.exclude_paths, folder=settings.folder)
    for output in filter(found.holds, outputs):
        if found.names(output) or len(found) == 1 or not is_report(Path(output)):
            raise SettingsError(f"-o {output}: is a file that is to be read; name another")
        found.leave_out(output)
    return found
