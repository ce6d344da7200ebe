"""L: what answers at a link; the verdicts are made elsewhere, here they become findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import cites_a_copy
from citecheck.models import Answer, Severity, Verdict
from citecheck.rules.rule import Message, rule
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Entry, Link

# A reader is led to the copy that stands beside the address.
GONE = frozenset({Verdict.DEAD, Verdict.SOFT_404, Verdict.CHANGED})


@rule("L101", "dead-link", Severity.ERROR)
def dead_link(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find links whose page is gone.

    The server says so itself, or the host does not exist any more. Cite an archived copy.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is dead: the server answers 404

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is live: the server answers 200
    """
    for link in _with(Verdict.DEAD, entry):
        yield Message(f"The page is gone: {_reason(link)}.", link.cited.span)


@rule("L102", "soft-404", Severity.ERROR)
def soft_404(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find links that answer as if all were well, with a page that is none.

    The server sends an error page, its home page, a parked domain, or what it sends for any made-up address,
    and says 200. Cite an archived copy.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is soft-404: its title is “Page not found”

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is live: the server answers 200
    """
    for link in _with(Verdict.SOFT_404, entry):
        yield Message(
            f"The page is gone, although the server does not say so: {_reason(link)}.", link.cited.span
        )


@rule("L103", "changed-page", Severity.WARNING)
def changed_page(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find links that now show something else than the cited source.

    A reader finds a page, and not what the note says: the report of another year, the pages of a new owner.
    Compare it; cite an archived copy if it is another.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is changed: its title is “Our new site”

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is live: its title is “Data”
    """
    for link in _with(Verdict.CHANGED, entry):
        yield Message(f"The page answers, and is not the cited source: {_reason(link)}.", link.cited.span)


@rule("L104", "moved-page", Severity.INFO)
def moved_page(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find links that lead to their source through a permanent redirect.

    Redirects are forgotten when a site is rebuilt; write the new address while it is known.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is moved: a permanent redirect leads to https://data.example.org/russia

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: https://data.example.org/russia.
           -> the page is live: the server answers 200
    """
    for link in _with(Verdict.MOVED, entry):
        target = (
            f" to {shown(link.facts.final_url)}" if isinstance(link.facts, Answer) else f": {_reason(link)}"
        )
        yield Message(f"The page has moved{target}; cite the new address.", link.cited.span)


@rule("L105", "blocked", Severity.WARNING)
def blocked(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find links whose server would not say whether the page is there.

    It asks for a log-in, for consent or for money, shuts out programs, or shows nothing unless scripts are
    run; for a reader in a browser all may be well. Look by hand.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is blocked: the server answers 403

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is live: the server answers 200
    """
    for link in _with(Verdict.BLOCKED, entry):
        text = f"The server does not show the page to programs: {_reason(link)}; look at it in a browser."
        yield Message(text, link.cited.span)


@rule("L106", "unreachable", Severity.WARNING)
def unreachable(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find links at which nothing answered in a way that says anything.

    Time-outs, resets, server errors and maintenance may pass; the page is not called dead for them. Check
    again later.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is unreachable: no answer within 20 seconds

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is live: the server answers 200
    """
    for link in _with(Verdict.UNREACHABLE, entry):
        text = f"The page could not be reached: {_reason(link)}; check again later."
        yield Message(text, link.cited.span)


@rule("L107", "insecure-connection", Severity.WARNING)
def insecure_connection(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find links whose secure connection has a fault.

    The certificate has expired or is another's, or the encryption is out of date. The page was read all the
    same, and its verdict is what it deserves; but browsers put a warning before it, and readers turn back.
    Cite an archived copy, or tell the publisher.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: https://data.example.org/russia.
           -> the page is live: the server answers 200
           -> the connection has a fault: the certificate has expired

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: https://data.example.org/russia.
           -> the page is live: the server answers 200
    """
    for link in entry.links:
        if isinstance(link.facts, Answer) and link.facts.tls:
            fault = shown(link.facts.tls).rstrip(".")
            yield Message(f"The secure connection has a fault: {fault}.", link.cited.span)


def _with(verdict: Verdict, entry: Entry) -> Iterator[Link]:
    """Give the links of *entry* that have *verdict*; not those gone of which the note cites a copy."""
    return (
        link
        for link in entry.links
        if link.judgement.verdict is verdict
        and not (verdict in GONE and cites_a_copy(entry.citation, link.cited.url))
    )


def _reason(link: Link) -> str:
    """Return why the verdict is what it is, to stand within a sentence."""
    return shown(link.judgement.reason).rstrip(".")
