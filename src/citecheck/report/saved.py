"""What `citecheck archive` did: for a person the pages that were submitted, for a program all of them.

https://web.archive.org
48 pages: 2 saved, 1 refused, 1 unknown, 30 has-copy, 14 not-live

saved    http://www.example.org/report.htm
         https://web.archive.org/web/20261124100000/http://www.example.org/report.htm
refused  http://www.example.org/list.htm
         the page answered 403 (forbidden) to the archive
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citecheck.evidence.wording import counted
from citecheck.models import SavedPage, SavingReport, Standing
from citecheck.report.drawing import Line, draw
from citecheck.report.look import Detail, Look
from citecheck.safe import shown
from citecheck.shapes import Saving, WrittenSavedPage, encode

if TYPE_CHECKING:
    from collections.abc import Iterator

UNFINISHED = frozenset({Standing.REFUSED, Standing.UNKNOWN, Standing.NOT_SUBMITTED, Standing.UNDECIDED})
"""A page that needs a copy, or may need one, is without it."""

# With these nothing is to be done, or nothing can be.
_QUIET = frozenset({Standing.HAS_COPY, Standing.NOT_LIVE})
_NAMES = {
    Standing.ARCHIVED: "is there",
    Standing.NOT_SUBMITTED: "not sent",
    Standing.PLANNED: "would be",
}
_STYLES = dict.fromkeys(UNFINISHED, "yellow") | {Standing.REFUSED: "bold red", Standing.SAVED: "green"}
_LABEL = 11  # columns of "undecided" with two spaces


def render(report: SavingReport, name: str, look: Look) -> str:
    """Write *report* as `json`, or as *look* says for a terminal."""
    return encode(_written(report)) if name == "json" else draw(_lines(report, look), look)


def _written(report: SavingReport) -> Saving:
    """Return *report* in the shape in which it is written."""
    counts = Counter(page.standing for page in report.pages)
    return Saving(
        saved_at=report.at,
        archive=report.archive,
        dry_run=report.dry_run,
        summary={standing: counts[standing] for standing in Standing},
        pages=tuple(map(_page, report.pages)),
    )


def _page(page: SavedPage) -> WrittenSavedPage:
    """Return one page likewise."""
    came = page.submission
    return WrittenSavedPage(
        url=page.url,
        standing=page.standing,
        reason=page.why,
        submitted=page.address,
        result=came.why if came else None,
        code=(came.code or None) if came else None,
        snapshot=came.snapshot if came else None,
        captured=came.captured if came else None,
    )


def _lines(report: SavingReport, look: Look) -> Iterator[Line]:
    """Yield the lines for a person."""
    yield Line(shown(report.archive), style="bold")
    counts = Counter(page.standing for page in report.pages)
    each = ", ".join(f"{counts[standing]} {standing}" for standing in Standing if counts[standing])
    pages = counted(len(report.pages), "page")
    yield Line(f"{pages}: {each}" if each else pages, style="bold")
    if report.dry_run:
        yield Line("nothing was submitted (--dry-run)")
    if report.offline:
        yield Line("the network was down, so nothing is said about some pages; run again", style="bold red")
    for warning in report.warnings:
        yield Line(shown(warning), label="warning: ", label_style="yellow")
    if look.detail > Detail.HEADLINE:
        yield from _pages(report, look)


def _pages(report: SavingReport, look: Look) -> Iterator[Line]:
    """Yield the lines of the pages, what needs a person last, where it is seen."""
    wanted = [page for page in report.pages if look.detail is Detail.ALL or page.standing not in _QUIET]
    if wanted:
        yield Line("")
    for page in sorted(wanted, key=lambda page: page.standing in UNFINISHED):
        name = _NAMES.get(page.standing, str(page.standing))
        style = _STYLES.get(page.standing, "")
        yield Line(shown(page.address or page.url), label=f"{name:<{_LABEL}}", label_style=style)
        for text in _about(page):
            yield Line(shown(text), label=" " * _LABEL)


def _about(page: SavedPage) -> Iterator[str]:
    """Yield what is said of one page: where its copy is, else what came of it, else why."""
    came = page.submission
    if came is None:
        yield page.why
    elif came.snapshot is not None:
        yield came.snapshot
    else:
        yield came.why
