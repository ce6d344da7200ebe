"""What changed between two checks: for a person, for a comment, and for a program.

2 links broke, 1 healed, 1 turned; 3 findings more, 1 less

broke
  report.txt, note 7: http://www.example.org/report.htm
  live → dead: answers 404 (not found)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from citecheck.evidence.wording import counted
from citecheck.models import Severity, Verdict
from citecheck.report.drawing import Line, draw
from citecheck.report.markdown import escaped, fitting
from citecheck.safe import shown
from citecheck.shapes import VERSION, Shape, encode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.difference import Difference, Found, Turn
    from citecheck.report.look import Look

FORMATS = ("terminal", "json", "markdown")


class WrittenTurn(Shape, frozen=True, kw_only=True):
    """A link whose verdict changed."""

    document: str
    note: int
    url: str
    old: Verdict
    new: Verdict
    reason: str


class WrittenFound(Shape, frozen=True, kw_only=True):
    """A finding that one of the two checks has; *note* is null for one of the document."""

    document: str
    note: int | None
    code: str
    severity: str
    message: str


class WrittenDifference(Shape, frozen=True, kw_only=True):
    """What `citecheck diff --format json` writes; documents that only one check holds are named alone."""

    version: Literal[1] = VERSION
    broken: tuple[WrittenTurn, ...]
    healed: tuple[WrittenTurn, ...]
    turned: tuple[WrittenTurn, ...]
    appeared: tuple[WrittenFound, ...]
    vanished: tuple[WrittenFound, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]


def render(change: Difference, name: str, look: Look) -> str:
    """Write *change* in the format *name*; *look* is for the terminal."""
    if name == "json":
        return encode(_written(change))
    if name == "markdown":
        return _markdown(change)
    return draw(_lines(change), look)


def is_loud(change: Difference) -> bool:
    """Tell whether a link broke, or an error appeared: what a scheduled job must be loud about."""
    return bool(change.broken) or any(each.severity == str(Severity.ERROR) for each in change.appeared)


def headline(change: Difference) -> str:
    """Say in one line what changed."""
    links = [
        f"{count} {word}"
        for count, word in (
            (len(change.broken), "broke"),
            (len(change.healed), "healed"),
            (len(change.turned), "turned"),
        )
        if count
    ]
    if links:
        number, _, word = links[0].partition(" ")
        links[0] = f"{counted(int(number), 'link')} {word}"
    findings = [
        f"{count} {word}"
        for count, word in ((len(change.appeared), "more"), (len(change.vanished), "less"))
        if count
    ]
    if findings:
        number, _, word = findings[0].partition(" ")
        findings[0] = f"{counted(int(number), 'finding')} {word}"
    others = len(change.only_old) + len(change.only_new)
    apart = [f"{counted(others, 'document')} in one of the two alone"] if others else []
    return "; ".join(filter(None, (", ".join(links), ", ".join(findings), *apart))) or "nothing changed"


def _written(change: Difference) -> WrittenDifference:
    """Return *change* in the shape in which it is written."""
    return WrittenDifference(
        broken=tuple(map(_turn, change.broken)),
        healed=tuple(map(_turn, change.healed)),
        turned=tuple(map(_turn, change.turned)),
        appeared=tuple(map(_found, change.appeared)),
        vanished=tuple(map(_found, change.vanished)),
        only_old=change.only_old,
        only_new=change.only_new,
    )


def _turn(turn: Turn) -> WrittenTurn:
    """Return one link likewise."""
    return WrittenTurn(
        document=turn.document,
        note=turn.note,
        url=turn.url,
        old=turn.old,
        new=turn.new,
        reason=turn.reason,
    )


def _found(found: Found) -> WrittenFound:
    """Return one finding likewise."""
    return WrittenFound(
        document=found.document,
        note=found.note,
        code=found.code,
        severity=found.severity,
        message=found.message,
    )


def _sections(change: Difference) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    """Give the heading of each kind of change with its rows: where, and what."""
    for heading, turns in (("broke", change.broken), ("healed", change.healed), ("turned", change.turned)):
        yield heading, [_of_turn(turn) for turn in turns]
    for heading, found in (("found anew", change.appeared), ("found no more", change.vanished)):
        yield heading, [_of_found(each) for each in found]
    yield "only in the old check", [(name, "") for name in change.only_old]
    yield "only in the new check", [(name, "") for name in change.only_new]


def _of_turn(turn: Turn) -> tuple[str, str]:
    """Say which link turned, and how."""
    return f"{turn.document}, note {turn.note}: {turn.url}", f"{turn.old} → {turn.new}: {turn.reason}"


def _of_found(found: Found) -> tuple[str, str]:
    """Say which finding came or went."""
    note = "" if found.note is None else f", note {found.note}"
    return f"{found.document}{note}", f"{found.severity} {found.code}: {found.message}"


def _lines(change: Difference) -> Iterator[Line]:
    """Yield the lines for a person."""
    yield Line(headline(change), style="bold")
    for heading, rows in _sections(change):
        if not rows:
            continue
        yield Line("")
        yield Line(heading, style="bold")
        for where, what in rows:
            yield Line(shown(where), label="  ")
            if what:
                yield Line(shown(what), label="    ")


def _markdown(change: Difference) -> str:
    """Write *change* for an issue or a comment."""
    head = f"**{escaped(headline(change))}**\n"
    blocks = []
    for heading, rows in _sections(change):
        for number, (where, what) in enumerate(rows):
            title = "" if number else f"\n### {heading[0].upper()}{heading[1:]}\n\n"
            blocks.append(f"{title}- {escaped(where)}" + (f"  \n  {escaped(what)}" if what else ""))
    return fitting(head, blocks)
