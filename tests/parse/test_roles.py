"""Which date of a note is the day of access, and which the day of publication."""

import pytest

from citecheck.parse import parse
from citecheck.read import read_text

NOTES = [
    ("Title. 9 February 2011. Accessed on 26 January 2012 from: http://a.org/x", "2012-01-26", "2011-02-09"),
    ("Title. http://a.org/x (accessed June 7, 2015).", "2015-06-07", None),
    (
        "Title [Internet]. 2007 Jan 25 [cited 2010 Apr 17]; Available from: http://a.org/x",
        "2010-04-17",
        "2007-01-25",
    ),
    ("Title. 2007. Retrieved January 15, 2010, from http://a.org/x", "2010-01-15", "2007"),
    ("Title. Retrieved from http://a.org/x on 5 May 2011.", "2011-05-05", None),
    ("Title, http://a.org/x (last visited Mar. 3, 2020).", "2020-03-03", None),
    ("Title. Available from: http://a.org/x [Accessed4 October 2014 ]", "2014-10-04", None),
    ("Title. (n.d.). City, <http://a.org/x.htm> (May 30, 2006).", "2006-05-30", None),
    ("Title. March 22 2010. Accessed on May 26 from: http://a.org/x", "XXXX-05-26", "2010-03-22"),
    (
        "Data, World Bank (cited figures from 2010). Accessed 26 January 2012 from: http://a.org",
        "2012-01-26",
        None,
    ),
    (
        "Rate shrinks to 7.5% in 2010, AGENCY, 9 February 2011. Accessed 5 May 2011: http://a.org",
        "2011-05-05",
        "2011-02-09",
    ),
    ("1996 Russian Criminal Code, article 13.2. http://a.org", None, "1996"),
    ("Trafficking Report 2011. Accessed on June 29, 2011 from: http://a.org/2011/x", "2011-06-29", "2011"),
    ("Petrone, L. Movements, April 2011. http://a.org/x", None, "2011-04"),
    ("Worldwide Index 2008 (no date). http://a.org/x", None, None),
    (
        "Land. 2011. Archived from the original on 28 February 2015. Retrieved 27 December 2014. http://a.org",
        "2014-12-27",
        "2011",
    ),
    ("Minutes, p. 2010. http://a.org/x", None, None),
]


@pytest.mark.parametrize("note, accessed, published", NOTES)
def test_dates_keep_their_roles(note, accessed, published):
    """The words around a date decide; an access date is never taken for the publication date."""
    (citation,) = parse(read_text(f"Notes\n\n1. {note}\n"))
    found = tuple(date.edtf if date else None for date in (citation.accessed, citation.published))
    assert found == (accessed, published)


def test_what_stands_between_an_address_and_a_day_of_access_is_not_its_announcement():
    """The words before the day are looked for on both sides of the address, and keep their place."""
    note = parse(
        read_text("Endnotes\n1. http://a.example/r The annual report. 2010. Accessed 3 May 2011.\n")
    )[0]
    assert (note.title, note.published.text, note.accessed.text) == (
        "The annual report",
        "2010",
        "3 May 2011",
    )
