"""Days offered for an access date that cannot be: what bounds them, what decides, and that they are well."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from factories import TODAY, document_of, note, notes
from hypothesis import given, strategies as st

from citecheck.edits import applied, edits_of
from citecheck.evidence.neighbours import Neighbours
from citecheck.evidence.outliers import is_outlier, is_outlier_without, would_be_outlier
from citecheck.models import Edit, Entry
from citecheck.parse import parse
from citecheck.rules import judge
from citecheck.suggest import corrections

URL = "http://www.example.org/a"


def text_of(printed, published="", around=(), same=(), url=URL):
    """Write a report: note 1 has the day in question, *same* were notes with its URL read, *around* others."""
    first = note(url, accessed=printed, more=f"{published}. " if published else "")
    others = [note(url, accessed=day) for day in same]
    others += [note(f"http://www.example.org/{at}", accessed=day) for at, day in enumerate(around)]
    return notes(first, *others)


def checked(text, document=None, today=TODAY):
    """Return what was read, the entries with their findings, and which codes stand at which notes."""
    read = replace(document_of(text), dated=document)
    citations = parse(read)
    neighbours = Neighbours.of(citations, None, today, document)
    entries = tuple(Entry(each, (), corrections(each, neighbours, read.text)) for each in citations)
    _, judged = judge(entries, neighbours)
    return (
        read,
        judged,
        Counter((found.rule.code, found.number) for each in judged for found in each.findings),
    )


def offered(text, document=None):
    """Return what is offered for note 1, as `supported 3 May 2011`."""
    suggestions = [each.suggestion for each in checked(text, document)[1][0].corrections]
    return [f"{each.confidence} {each.replacement}" for each in suggestions]


JUNE = "12 June 2010"
CASES = [
    # printed, published, around, same URL, what is offered
    ("notes around were read with it: the publication is wrong", "3 May 2010", JUNE, ["4 May 2010"], [], []),
    ("notes around speak for either", "3 May 2010", JUNE, ["4 May 2010", "5 May 2011"], [], ["candidate 3 May 2011"]),
    ("so do those with the same URL", "3 May 2010", JUNE, [], ["3 May 2010", "3 May 2011"], ["candidate 3 May 2011"]),
    ("wherever these stand", "3 May 2010", JUNE, [], [*["3 May 2011"] * 3, "3 May 2010"], ["candidate 3 May 2011"]),
    ("the note of the same week is found among many years", "3 May 2010", JUNE, ["3 May 2019"], [],
     ["supported 3 May 2019"]),
    ("two notes around point two ways", "3 May 2010", JUNE, ["4 May 2011", "5 May 2012"], [],
     ["candidate 3 May 2011", "candidate 3 May 2012"]),
    ("and what no note around has is then no candidate", "3 May 2010", JUNE, ["4 May 2011", "5 May 2012", "6 June 2013"],
     [], ["candidate 3 May 2011", "candidate 3 May 2012"]),
    ("a note with the same URL was read on another day", "May 32 2011", "", ["22 May 2011"], ["3 December 2013"],
     ["candidate May 23 2011"]),
    ("digits of the day in another order", "12 May 2011", "15 May 2011", ["20 May 2011"], [], ["candidate 21 May 2011"]),
    ("there are no such digits in a day below ten", "3 May 2011", "5 May 2011", ["29 May 2011"], [],
     ["candidate 3 May 2012"]),
    ("there was no web", "3 May 2991", "", ["5 May 1991"], [], []),
    ("which number is the day must stay clear", "31/06/2011", "", [], [], ["candidate 13/06/2011", "candidate 30/06/2011"]),
    ("the day would stand alone, years from all others", "32 May 2001", "", ["1 May 2011"] * 5, [], []),
    ("a note of the same week that stands alone itself", "3 May 2031", "", ["4 May 2001", *["1 August 2011"] * 5], [],
     ["candidate 3 May 2001", "candidate 3 May 2011"]),
    ("the calendar ends", "32 December 9999", "", [], [], []),
    ("a lonely day, and notes of its week a digit off", "25 August 2001", "", ["26 August 2011"] * 5, [],
     ["supported 25 August 2011"]),
    ("a lonely day, and no note of its week close by", "25 August 2001", "", ["1 June 2011"] * 3 + ["26 August 2011"] * 3,
     [], []),
    ("a lonely day that other notes have in two years", "25 August 2001", "",
     ["25 August 2010", "25 August 2011", *["1 June 2011"] * 4], [], ["candidate 25 August 2010", "candidate 25 August 2011"]),
    ("a lonely day, and notes of its week two digits off", "25 August 2001", "", ["26 August 2012"] * 5, [], []),
]  # fmt: skip


@pytest.mark.parametrize(
    "printed, published, around, same, expected", [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_what_the_evidence_carries(printed, published, around, same, expected):
    assert offered(text_of(printed, published, around, same)) == expected


def test_the_day_in_the_url_speaks_for_the_access_date():
    """What appeared in 2010 can have been read in May 2011: the year of the publication is the slip."""
    url = "http://www.example.org/2010/06/12/a"
    assert offered(text_of("3 May 2011", "12 June 2011", ["5 May 2012"], url=url)) == ["candidate 3 May 2012"]
    assert offered(text_of("3 May 2011", "12 June 2011", ["5 May 2012"])) == ["supported 3 May 2012"]
    assert offered(text_of("3 May 2011", "12 June 2011", ["5 June 2012"], url=url)) == []


@pytest.mark.parametrize(
    "accessed, expected", [("3 May 2015", ["supported 30 April 2011"]), ("3 March 2011", []), ("2010", [])]
)
def test_a_source_appeared_before_it_was_read(accessed, expected):
    """Else the mended publication date would be as wrong as the printed one."""
    found = offered(text_of(accessed, "31 April 2011", url="http://www.example.org/2011/04/30/a"))
    assert [each for each in found if "April" in each] == expected


OTHERS = ["1 May 2010", "2 June 2010", "3 July 2011", "4 July 2011", "5 July 2011"]
BOUNDED = [
    # printed, published, around, same URL, day of the document, what is offered, whether that day is named
    ("D101: it rules a day out", "May 32 2011", "", [], [], date(2011, 5, 31), ["May 23 2011", "May 31 2011"], True),
    ("D101: it rules none out", "May 32 2011", "", [], [], date(2011, 6, 1),
     ["May 23 2011", "May 31 2011", "June 1 2011"], False),
    ("D101: of two notes with the same URL", "May 32 2011", "", [], ["May 22 2011", "May 24 2011"], date(2011, 5, 23),
     ["May 22 2011"], True),
    ("D102: what is kept up to date bounds nothing", "June 26", "", OTHERS, [], date(2011, 5, 1),
     ["June 26 2010", "June 26 2011"], False),
    ("D102: the last of the others is after it", "June 26", "", [*OTHERS[:4], "5 July 2011", "6 July 2012"], [],
     date(2011, 8, 1), ["June 26 2010", "June 26 2011"], True),
    ("D103: of two years", "3 May 2010", "12 June 2010", ["1 September 2011"], [], date(2011, 10, 3), ["3 May 2011"], True),
    ("D104: a year that is not past", "3 May 2091", "", ["1 June 2021"], [], date(2021, 5, 1), [], True),
    ("D105: a day after it", "25 August 2001", "", ["26 May 2011"] * 5 + ["25 August 2011"], [], date(2011, 6, 1), [], True),
    ("a day of the far past bounds nothing", "3 May 2010", "12 June 2010", ["1 September 2011"], [], date(1992, 1, 1),
     ["3 May 2011", "3 May 2012"], False),
    ("days that have not come are not read after it", "3 May 2010", "12 June 2010",
     ["1 September 2011", "1 May 2101", "2 May 2102"], [], date(2011, 10, 3), ["3 May 2011"], True),
]  # fmt: skip


@pytest.mark.parametrize(
    "case, document, expected, named",
    [(row[1:5], *row[5:]) for row in BOUNDED],
    ids=[row[0] for row in BOUNDED],
)
def test_the_day_of_the_document(case, document, expected, named):
    """It bounds every access date that is offered, and is named where it rules one out and nowhere else."""
    _, entries, _ = checked(text_of(*case), document)
    found = [each.suggestion for each in entries[0].corrections]
    assert [each.replacement for each in found] == expected
    assert all(("the document is of" in each.because) is named for each in found)


def assert_all_is_well_with(text, document=None):
    """Write in what is offered: its finding is gone, and the note has no other one.

    A day that is known may show that other notes have a fault (D105), or that notes with the same URL were read
    on two days (X102); these faults are older.
    """
    read, entries, before = checked(text, document)
    for entry in entries:
        edits = [(Edit(each.span, each.suggestion.replacement, ""),) for each in entry.corrections]
        for way in filter(None, [edits_of(entry, read), *edits]):
            after = checked(applied(read.text, way), document)[2]
            number = entry.citation.number
            assert own(after, number) < own(before, number)


def own(found, number):
    """Return the findings about the note of that *number*, but for those that are about two notes."""
    return Counter({key: count for key, count in found.items() if key[1] == number and key[0] != "X102"})


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_what_is_offered_is_well(row):
    assert_all_is_well_with(text_of(*row[1:5]))


@pytest.mark.parametrize("row", BOUNDED, ids=[row[0] for row in BOUNDED])
def test_what_is_offered_under_the_day_of_the_document_is_well(row):
    assert_all_is_well_with(text_of(*row[1:5]), row[5])


@given(st.lists(st.dates(date(2000, 1, 1), date(2020, 12, 31)), min_size=1, max_size=9), st.data())
def test_a_day_stands_alone_among_others_as_it_would_among_them_alone(found, data):
    """The quick ways come to what the plain one says."""
    days, left_out = tuple(sorted(found)), data.draw(st.sampled_from(found))
    day = data.draw(st.dates(date(2000, 1, 1), date(2020, 12, 31)).filter(lambda day: day not in days))
    assert would_be_outlier(day, days) == is_outlier(day, tuple(sorted((*days, day))))
    rest = tuple(each for each in days if each != left_out)
    assert all(is_outlier(each, rest) for each in rest if is_outlier_without(left_out, each, days))
    if days.count(left_out) == 1:
        assert all(is_outlier_without(left_out, each, days) for each in rest if is_outlier(each, rest))


DAYS = st.dates(date(2009, 1, 1), date(2012, 12, 31))
WRITTEN = st.builds(
    lambda day, form, by: form.format(day=day, later=day + timedelta(days=by), over=31 + by % 3, month=f"{day:%B}"),
    DAYS,
    st.sampled_from(["{day.day} {month} {day.year}", "{month} {day.day}, {day.year}", "{over} {month} {day.year}",
                     "{day:%d/%m/%Y}", "{over}/{day:%m/%Y}", "{day:%Y-%m-%d}", "{day:%Y-%m}-{over}", "{day:%Y-%d-%m}",
                     "{day.day} {month} 21{day:%y}", "{day.day} {month} 2101", "{day.day} {month}"]),
    st.integers(0, 40),
)  # fmt: skip


@given(WRITTEN, st.sampled_from(["", "2011", "May 2011", "12 June 2010", "31 April 2010"]), st.lists(WRITTEN, max_size=6),
       st.lists(WRITTEN, max_size=2), st.none() | DAYS)  # fmt: skip
def test_whatever_is_offered_is_well(printed, published, around, same, document):
    assert_all_is_well_with(text_of(printed, published, around, same), document)
