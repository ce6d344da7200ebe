"""I: identifiers that are missing, or whose form or check digit is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from citecheck.evidence.dois import doi_in
from citecheck.evidence.lexicon import host_of, path_of
from citecheck.models import Severity
from citecheck.rules.rule import Message, rule
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Entry, Identifier, Span

# ISO 26324: directory indicator 10, a registrant code of numbers parted by dots, a slash, a suffix. That a
# registrant has four or five digits, and no suffix white space, is what Crossref and DataCite give out
# (Module:Citation/CS1/Identifiers holds the same).
_DOI = re.compile(r"10\.[1-9]\d{3,4}(?:\.\d+)*/[^\s–—]+$")
_RESOLVERS = ("doi.org", "dx.doi.org")
_DIGITS_OF_SBN = 9


@rule("I101", "malformed-doi", Severity.WARNING)
def malformed_doi(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find DOIs that cannot be one.

    A DOI is `10.`, the number of a registrant, a slash and a suffix (ISO 26324); the resolver answers
    anything else with an error.

    Example:
        1. Klein, Martin. Scholarly Context Not Found. 2014. doi:10.137/journal.pone.0115253.

    Instead:
        1. Klein, Martin. Scholarly Context Not Found. 2014. doi:10.1371/journal.pone.0115253.
    """
    for value, span in _dois(entry):
        if not _DOI.match(value):
            text = (
                f"“{shown(value)}” is not a possible DOI: that is 10., four or five digits, a slash and more."
            )
            yield Message(text, span)


@rule("I102", "isbn-checksum", Severity.WARNING)
def isbn_checksum(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find ISBNs whose length or check digit is wrong.

    A digit was misread, and the number finds no book, or another one (ISO 2108).

    Example:
        1. Roudik, Peter. Children's Rights. 2007. ISBN 978-0-306-40615-8.

    Instead:
        1. Roudik, Peter. Children's Rights. 2007. ISBN 978-0-306-40615-7.
    """
    for identifier in _of("isbn", entry):
        from stdnum import isbn

        value = identifier.value
        whole = (
            f"0{value}" if len(value) == _DIGITS_OF_SBN else value
        )  # a Standard Book Number of before 1970
        if not isbn.is_valid(whole):
            text = f"The check digit or the length of ISBN {shown(value)} is wrong; compare it with the book."
            yield Message(text, identifier.span)


@rule("I103", "issn-checksum", Severity.WARNING)
def issn_checksum(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find ISSNs whose check digit is wrong.

    A digit was misread, and the number finds no journal, or another one (ISO 3297).

    Example:
        1. Weir, Fred. Castration. Christian Science Monitor, 2011. ISSN 0882-7728.

    Instead:
        1. Weir, Fred. Castration. Christian Science Monitor, 2011. ISSN 0882-7729.
    """
    for identifier in _of("issn", entry):
        from stdnum import issn

        if not issn.is_valid(identifier.value):
            text = f"The check digit of ISSN {shown(identifier.value)} is wrong; compare it with the journal."
            yield Message(text, identifier.span)


@rule("I104", "doi-missing", Severity.INFO)
def doi_missing(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find sources that have a DOI, of notes that give none.

    The address of a page changes when its publisher rebuilds; a DOI is kept up to date by whoever registered
    it. It is known from the address of the publisher, or from what the page or its archived copy says of
    itself.

    Example:
        1. Klein, Martin. Scholarly Context Not Found. 2014. http://journals.plos.org/plosone/article?id=10.1371/journal.pone.0115253.

    Instead:
        1. Klein, Martin. Scholarly Context Not Found. 2014. https://doi.org/10.1371/journal.pone.0115253.
    """
    for correction in entry.corrections:
        doi = doi_in(correction.suggestion.replacement) if correction.code == "I104" else None
        if doi is not None:
            yield Message(
                f"The source has the DOI {shown(doi)}, which the note does not give.", correction.span
            )


def _dois(entry: Entry) -> Iterator[tuple[str, Span]]:
    """Give each DOI with its place: those of resolver URLs as the URL is requested, then those in prose.

    What looks like a DOI within another URL is part of its path, and may be cut by the print's white space.
    """
    urls = entry.citation.urls
    for cited in urls:
        value = unquote(path_of(cited.url)).removeprefix("/")
        if host_of(cited.url) in _RESOLVERS and value:
            yield value, cited.span
    for identifier in _of("doi", entry):
        if not any(cited.span.start <= identifier.span.start < cited.span.end for cited in urls):
            yield identifier.value, identifier.span


def _of(scheme: str, entry: Entry) -> Iterator[Identifier]:
    """Give the identifiers of one kind."""
    return (identifier for identifier in entry.citation.identifiers if identifier.scheme == scheme)
