"""The report as one HTML file, which asks nobody for anything: for a reader, a mail, an archive.

    views    what is shown of each endnote, as plain values
    charts   the three plots as shapes: the bar of links, access dates against captures, survival by year
    page.html.j2, page.css, page.js

Everything from outside is escaped by jinja2, and links lead to http(s) alone. The policy of the page
(Content-Security-Policy, W3C CSP level 3) lets nothing load, and nothing run but the one script whose digest
it names, so that even a mistake of ours would run no script of a stranger. Without JavaScript the page lacks
the filter, the sorting and the buttons, and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from citecheck.report.headline import found, headline
from citecheck.report.html.charts import charts_of
from citecheck.report.html.views import document_view, endnote_views
from citecheck.report.tally import tally
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from citecheck.models import Report

_PIECES_AT_ONCE = 200  # of what the template gives, which are mostly a word long


def render(reports: Sequence[Report]) -> str:
    """Write *reports* as one page."""
    return "".join(pieces(reports))


def pieces(reports: Sequence[Report]) -> Iterator[str]:
    """Give what `render` writes piece by piece; of many reports one at a time is in memory."""
    from citecheck import __version__

    counts = tally(reports)
    stream = _template().stream(
        headline=headline(counts),
        found=found(counts),
        checked_at=counts.first,
        several=len(reports) > 1,
        warnings=list(dict.fromkeys(shown(each) for report in reports for each in report.warnings)),
        offline=any(report.offline for report in reports),
        charts=charts_of(reports),
        documents=(document_view(report) for report in reports),
        endnotes=(view for report in reports for view in endnote_views(report)),
        css=_own("page.css"),
        js=_own("page.js"),
        policy=_policy(),
        version=__version__,
    )
    stream.enable_buffering(_PIECES_AT_ONCE)
    yield from stream


@cache
def _template() -> Template:
    """Load the page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_own("page.html.j2"))


@cache
def _own(name: str) -> str:
    """Return the text of a file of this folder."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def _policy() -> str:
    """Return what the page may do: show itself, and run its own script."""
    allowed = {"script-src": _own("page.js"), "style-src": _own("page.css")}
    digests = [f"{name} 'sha256-{_digest(text)}'" for name, text in allowed.items()]
    return "; ".join(["default-src 'none'", *digests, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    """Return the digest by which a policy knows *text*."""
    return b64encode(sha256(text.encode()).digest()).decode()
