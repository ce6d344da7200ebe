"""U: addresses that are nearly another one; what is nearly what is found where corrections are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Severity
from citecheck.rules.held import held_forms
from citecheck.rules.rule import Message, rule
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Entry


@rule("U104", "misspelt-host", Severity.WARNING)
def misspelt_host(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find hosts that are one letter off a name in the note, or off a host that other notes cite.

    A misspelt host leads nowhere, or to somebody who bought the misspelling. Names shorter than eight letters
    are left alone: too many of them are neighbours and both right.

    Example:
        1. Protection Project. A Human Rights Report. 2010. Accessed on June 29, 2011 from: http://www.protrectionproject.org/Russia.pdf.

    Instead:
        1. Protection Project. A Human Rights Report. 2010. Accessed on June 29, 2011 from: http://www.protectionproject.org/Russia.pdf.
    """
    for correction in entry.corrections:
        if correction.code == "U104":
            suggestion = correction.suggestion
            printed, right = shown(suggestion.replace), shown(suggestion.replacement)
            text = f"The host “{printed}” is nearly “{right}”."
            if "://" in printed:  # the whole target of a link over words
                text = f"The host of the link “{printed}” is nearly that of “{right}”."
            yield Message(text + held_forms(entry, correction.span), correction.span)


@rule("U105", "misspelt-path", Severity.WARNING)
def misspelt_path(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find words in a path or query that are misspelt.

    Paths are mostly typed or read by a machine from print, and one wrong letter is a 404. The right word must
    stand in the note, in other notes' URLs, or be usual in addresses (`article`, `publications`).

    Example:
        1. Michel, Lou. Part One. August 20, 2010. Accessed on June 30, 2011 from: http://www.news-example.com/city/artciel106538.html.

    Instead:
        1. Michel, Lou. Part One. August 20, 2010. Accessed on June 30, 2011 from: http://www.news-example.com/city/article106538.html.
    """
    for correction in entry.corrections:
        if correction.code == "U105":
            suggestion = correction.suggestion
            printed, right = shown(suggestion.replace), shown(suggestion.replacement)
            where = "The link" if "://" in printed else "In the URL"
            text = f"{where} “{printed}” looks like a slip for “{right}”."
            yield Message(text + held_forms(entry, correction.span), correction.span)
