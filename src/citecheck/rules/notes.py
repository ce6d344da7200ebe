"""N: the notes, their numbers, and the markers in the body that point to them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from citecheck.evidence.neighbours import key_of
from citecheck.evidence.sources import is_bare
from citecheck.models import Severity
from citecheck.rules.rule import Message, document_rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Citation, Entry

# Where the body cites fewer than one note in four, its markers were lost in reading, not by the author.
_CITED_SHARE = 4
# Numbers cited again are slips while they are few; Vancouver and IEEE give each source one number for good.
_FEW = 2
_ONE_BETWEEN = 2
_HABIT = 10


@rule("N101", "split-note", Severity.WARNING)
def split_note(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find notes that are interrupted, as by a page break, and go on in an item of their own.

    A reader takes the second half for another note, and every number after it is off by one; a URL that is
    cut there leads nowhere.

    Example:
        1. World Bank. Data. Accessed 26 January 2012 from: http://data.worldbank.org/country
        2. Justice Department. Press Release, 24 March 2010. http://www.justice.gov/

        - marshals/news/chron/2010/032410.htm.
        3. UNICEF. Annual Report. Accessed 25 January 2012 from: http://www.unicef.org/report

    Instead:
        1. World Bank. Data. Accessed 26 January 2012 from: http://data.worldbank.org/country
        2. Justice Department. Press Release, 24 March 2010. http://www.justice.gov/marshals/news/chron/2010/032410.htm.
        3. UNICEF. Annual Report. Accessed 25 January 2012 from: http://www.unicef.org/report
    """
    for place in entry.citation.breaks:
        yield Message(
            "The note is interrupted here and goes on in an item of its own; print it in one piece.", place
        )


@document_rule("N102", "marker-without-note", Severity.WARNING)
def marker_without_note(neighbours: Neighbours) -> Iterator[Message]:
    """Find note numbers in the body to which there is no note.

    The reader who looks for the source of a claim finds none.

    Example:
        Prices rose.¹ Wages did not.² Nobody knows why.³

        Endnotes

        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.

    Instead:
        Prices rose.¹ Wages did not.²

        Endnotes

        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.
    """
    said = set()
    for marker in neighbours.markers or ():
        key = key_of(marker)
        if key not in neighbours.by_number and key not in said:
            said.add(key)
            yield Message(f"The text points to note {marker.number}, and there is no such note.", marker.span)


@rule("N103", "marker-repeated", Severity.WARNING)
def marker_repeated(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find notes to which the body points more than once.

    Endnotes are numbered in the order of the text, each number once. A number that comes twice is mostly a
    slip for the next one, and then two claims have each other's source. Where more than a tenth of the
    notes is cited again, the style reuses numbers, and nothing is said.

    Example:
        Prices rose.¹ Wages did not.² Rents rose.²

        Endnotes

        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.

    Instead:
        Prices rose.¹ Wages did not.²

        Endnotes

        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.
    """
    number = entry.citation.number
    times = neighbours.marker_counts[key_of(entry.citation)]
    habit = neighbours.repeated_markers > max(_FEW, len(neighbours.marker_counts) // _HABIT)
    if times > 1 and not habit and _is_first(entry.citation, neighbours):
        text = f"The text points to note {number} {_times(times)}; see whether another note is meant once."
        yield Message(text, entry.citation.span)


@rule("N104", "note-never-cited", Severity.WARNING)
def note_never_cited(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find notes to which the body does not point.

    What the note supports cannot be told, and a marker that was lost makes its claim look unsupported.
    Nothing is said where the body has no markers for this list, or names fewer than one note in four: there
    the markers were lost when the document was made into text.

    Example:
        Prices rose.¹ Wages did not.

        Endnotes

        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.

    Instead:
        Prices rose.¹ Wages did not.²

        Endnotes

        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.
    """
    series = entry.citation.series
    cited, notes = neighbours.cited_in[series], neighbours.notes_in[series]
    pointed_to = neighbours.marker_counts[key_of(entry.citation)]
    if cited and cited * _CITED_SHARE >= notes and not pointed_to:
        yield Message(f"The text never points to note {entry.citation.number}.", entry.citation.span)


@rule("N105", "number-repeated", Severity.WARNING)
def number_repeated(entry: Entry, neighbours: Neighbours) -> Iterator[Message]:
    """Find two notes with one number.

    A marker in the text then has two notes. Where the numbers begin again at 1, as chapters do, that is no
    repetition.

    Example:
        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.
        2. World Bank. Rents. 2010.

    Instead:
        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.
        3. World Bank. Rents. 2010.
    """
    this = entry.citation
    earlier = [other for other in neighbours.by_number[key_of(this)] if other.span < this.span]
    if earlier and not _begins_again(max(earlier, key=lambda other: other.span), this, neighbours):
        yield Message(f"Another note before this one has the number {this.number} too.", this.span)


@document_rule("N106", "number-missing", Severity.WARNING)
def number_missing(neighbours: Neighbours) -> Iterator[Message]:
    """Find gaps in the numbers of the notes.

    A note was lost, or two were printed as one, and the markers after it point to the wrong notes.

    Example:
        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.
        4. World Bank. Rents. 2010.

    Instead:
        1. World Bank. Prices. 2010.
        2. World Bank. Wages. 2010.
        3. World Bank. Rents. 2010.
    """
    for series in sorted({key[0] for key in neighbours.by_number}):
        numbers = sorted(number for other, number in neighbours.by_number if other == series)
        if 1 < numbers[0] <= len(numbers):
            numbers.insert(0, 0)
        for before, after in pairwise(numbers):
            if after - before > 1:
                place = neighbours.by_number[series, after][0].span
                yield Message(f"{_gone(before, after)} missing before note {after}.", place)


def _gone(before: int, after: int) -> str:
    """Name the notes between two numbers."""
    single = after - before == _ONE_BETWEEN
    return f"Note {before + 1} is" if single else f"Notes {before + 1} to {after - 1} are"


@rule("N107", "dangling-back-reference", Severity.WARNING)
def dangling_back_reference(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find notes that point to another note which is not there.

    `Ibid.` in the first note, `see note 12` in a list of nine, `op. cit.` behind a name that no earlier note
    begins with: the reader cannot find the source. It happens when notes are moved or cut.

    Example:
        1. World Bank. Prices. 2010.
        2. See note 12.

    Instead:
        1. World Bank. Prices. 2010.
        2. See note 1.
    """
    reference = entry.citation.refers_to
    if reference is not None and reference.number is None:
        yield Message(
            "The note points to another one that is not there; write out what it means.", reference.span
        )


@rule("N108", "bare-url", Severity.WARNING)
def bare_url(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find notes that are nothing but an address.

    When the page goes, nobody can tell what it was, nor look for it elsewhere. Name the work: its title, who
    wrote it, when it appeared. What the page, or its archived copy, says of itself is offered.

    Example:
        1. http://www.example.org/report.html. Accessed on 3 May 2011.

    Instead:
        1. Peter Roudik, “Rights,” June 2007, http://www.example.org/report.html. Accessed on 3 May 2011.
    """
    if is_bare(entry.citation):
        yield Message("The note is nothing but an address; say before it what it is of.", entry.citation.span)


def _is_first(citation: Citation, neighbours: Neighbours) -> bool:
    """Tell whether no earlier note has the number of *citation*."""
    return neighbours.by_number[key_of(citation)][0].span == citation.span


def _begins_again(earlier: Citation, later: Citation, neighbours: Neighbours) -> bool:
    """Tell whether the numbers begin again between two notes with one number: at a 1, or behind a 2."""
    sign = 1 if later.number > 1 else 2
    return any(
        earlier.span < other.span < later.span for other in neighbours.by_number.get((later.series, sign), ())
    )


def _times(count: int) -> str:
    """Return how often, in words."""
    return {2: "twice"}.get(count, f"{count} times")
