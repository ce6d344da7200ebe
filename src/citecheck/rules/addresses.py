"""U: addresses that cannot be asked as they are printed, or that lack a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import original_of
from citecheck.evidence.hosts import fault_of, has_public_suffix, is_private, scheme_of
from citecheck.evidence.lexicon import host_of
from citecheck.evidence.print_damage import kinds_of
from citecheck.evidence.printed import is_over_words
from citecheck.evidence.queries import has_dangling_end
from citecheck.evidence.truncation import sign_of_truncation
from citecheck.models import Severity
from citecheck.rules.held import held_forms
from citecheck.rules.rule import Message, rule
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import CitedUrl, Entry

_WEB = ("http", "https")


@rule("U101", "malformed-url", Severity.ERROR)
def malformed_url(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs that no program can ask, even after the repairs that citecheck knows.

    The host is missing or is no possible name, or the port is no number (RFC 3986, RFC 1123).

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www..example.org/report.html.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.example.org/report.html.
    """
    for cited in entry.citation.urls:
        fault = fault_of(cited.url)
        if fault:
            yield Message(f"“{shown(cited.url)}” is not a possible URL: {fault}.", cited.span)


@rule("U102", "broken-url", Severity.WARNING)
def broken_url(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs that are printed with white space inside.

    They were broken at the end of a line, or an underscore was lost. Who copies them gets half an address.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http:// data.worldbank.org/country/russia.

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.worldbank.org/country/russia.
    """
    for cited in entry.citation.urls:
        # Under a link of the format stand words, and its markup may be wrapped: no fault of the URL.
        if "joined-whitespace" in cited.repairs:
            held = held_forms(entry, cited.span)
            yield Message(f"The URL is printed with white space inside.{held}", cited.span)


@rule("U103", "truncated-url", Severity.WARNING)
def truncated_url(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs whose end is missing.

    They end in an ellipsis, within a percent escape or behind the hyphen of a name, or lack the extension
    that the other URLs of their pattern have (`glava03` beside `glava17.html`).

    Example:
        1. Criminal Code. Accessed on 25 August 2011 from: http://www.codes-example.org/glava17.html
        2. Civil Code. Accessed on 25 August 2011 from: http://www.codes-example.org/glava03

    Instead:
        1. Criminal Code. Accessed on 25 August 2011 from: http://www.codes-example.org/glava17.html
        2. Civil Code. Accessed on 25 August 2011 from: http://www.codes-example.org/glava03.html
    """
    signs = [(cited, sign) for cited in entry.citation.urls if (sign := sign_of_truncation(cited))]
    for correction in entry.corrections:
        if correction.code == "U103" and all(
            correction.span.end <= cited.span.start or cited.span.end <= correction.span.start
            for cited, _ in signs
        ):
            lacking = f"“{shown(correction.suggestion.replace)}” lacks its extension."
            yield Message(
                f"The URL is cut off: {lacking}{held_forms(entry, correction.span)}", correction.span
            )
    for cited, sign in signs:
        text = f"The URL is cut off: it ends {sign}; copy it whole from the source."
        yield Message(text + held_forms(entry, cited.span), cited.span)


@rule("U110", "unsupported-scheme", Severity.WARNING)
def unsupported_scheme(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs that are neither http nor https.

    Browsers have given up FTP and Gopher, and a `file:` leads nowhere but on the author's own machine. Such a
    link cannot be checked.

    Example:
        1. Census Bureau. Population. Accessed on 3 May 2011 from: ftp://ftp.census-example.org/population.txt.

    Instead:
        1. Census Bureau. Population. Accessed on 3 May 2011 from: https://www.census-example.org/population.txt.
    """
    for cited in entry.citation.urls:
        scheme = scheme_of(cited.url)
        if scheme and scheme not in _WEB:
            text = f"Browsers do not open “{scheme}:” addresses; cite the page on the web if there is one."
            yield Message(text, cited.span)


@rule("U111", "unknown-domain", Severity.WARNING)
def unknown_domain(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find hosts under a top-level domain that does not exist.

    No name server knows them, so the ending is misspelt or cut off. The Public Suffix List says which endings
    there are.

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.unicef-example.ogr/report.html.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.unicef-example.org/report.html.
    """
    for cited in entry.citation.urls:
        host = host_of(cited.url)
        if host and not fault_of(cited.url) and not is_private(host) and not has_public_suffix(host):
            text = f"“{shown(host)}” does not end in a domain that exists; check its spelling."
            yield Message(text, cited.span)


@rule("U112", "missing-scheme", Severity.INFO)
def missing_scheme(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs that are printed without `http://` or `https://`.

    Programs that make a link of every URL pass over them, and whether the page was secure is not said.

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: www.unicef-example.org/report.html.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.unicef-example.org/report.html.
    """
    for cited in entry.citation.urls:
        if "added-scheme" in cited.repairs:
            yield Message(f"{_subject(cited)} without “http://” or “https://”.", cited.span)


@rule("U114", "dangling-query", Severity.WARNING)
def dangling_query(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs that end in a `?` or `&` that nothing follows.

    A parameter was cut off, or the character belongs to the sentence; servers may answer with another page.

    Example:
        1. Ariadne. Partners. Accessed on June 7 2011 from: http://www.ariadne-example.net/partner.php?id=23&.

    Instead:
        1. Ariadne. Partners. Accessed on June 7 2011 from: http://www.ariadne-example.net/partner.php?id=23.
    """
    for cited in entry.citation.urls:
        if has_dangling_end(cited.url) and original_of(cited.url) is None:
            yield Message(
                "The URL ends in a “?” or “&” that nothing follows; see whether it is complete.", cited.span
            )


@rule("U116", "damaged-url", Severity.WARNING)
def damaged_url(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs whose characters print has damaged.

    A scheme is misspelt, a hyphen became a dash, two letters a ligature, “w” was read as “vv”, characters
    that nobody sees were pasted with it, or the address of a link has spaces. citecheck asks what was meant;
    who copies it from the page asks something else. A dash is asked too where the hyphen finds nothing: if
    the page is there, print is right.

    Example:
        1. World Bank. Prices. 2010. Accessed on 5 May 2011 from: htpp://www.worldbank.org/prices–2010.

    Instead:
        1. World Bank. Prices. 2010. Accessed on 5 May 2011 from: http://www.worldbank.org/prices-2010.
    """
    for cited in entry.citation.urls:
        kinds = kinds_of(cited) if "joined-whitespace" not in cited.repairs else ()
        if kinds:
            found = " and ".join(kind.printed_with for kind in kinds)
            yield Message(f"{_subject(cited)} with {found}.{held_forms(entry, cited.span)}", cited.span)


def _subject(cited: CitedUrl) -> str:
    """Say of what is spoken: of print, or of a link under words, whose address nobody sees."""
    return "The link has its address" if is_over_words(cited) else "The URL is printed"
