"""Which addresses of an index a damaged URL may have been."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from cdx_server import captured
from form_index import ARCHIVE, FormIndex
from hypothesis import given, strategies as st

from citecheck.archive import Pace, dialect
from citecheck.archive.forms import beginning_of, forms_in, is_near
from citecheck.archive.prefix import beginning_with
from citecheck.models import Capture, Citation, Damage, Listing, NoAnswer, Reason, Span, WrittenDate

DAY = datetime(2007, 3, 12, tzinfo=UTC)
WEEK = "http://www.businessweek.com/globalbiz/content/feb2007/"


def damage(marked, *, end="complete"):
    """Make the damage of a URL in which `[_]` and `[]` are uncertain places and `|` ends what is sure."""
    url, places, sure = "", [], None
    opened = 0
    for character in marked:
        if character == "[":
            opened = len(url)
        elif character == "]":
            places.append((opened, len(url)))
        elif character == "|":
            sure = len(url)
        else:
            url += character
    return Damage(
        url, tuple(places), min([len(url), *([] if sure is None else [sure]), *(p[0] for p in places)]), end
    )


def listing(*urls, truncated=False, malformed=0):
    rows = tuple(Capture(DAY, url, 200, "text/html", "A" * 32) for url in urls)
    return Listing(rows, malformed, truncated)


def found(marked, *urls, end="complete", **more):
    """Return the addresses that fit, a guess with a question mark."""
    forms = forms_in(listing(*urls, **more), damage(marked, end=end))
    return [form.url + "?" * form.guessed for form in forms]


@pytest.mark.parametrize(
    "marked, expected",
    [
        (f"{WEEK}gb20070223[_]311905", f"{WEEK}gb20070223"),
        (f"{WEEK}gb2[_]311905", f"{WEEK}gb2"),
        (f"{WEEK}gb[_]311905", None),  # two letters of a name would read a directory
        ("http://www.example.org/annual[_]2008.html", None),  # a name without a directory: a site
        ("http://www.example.org/[_]2008.html", None),
        ("http://www.example.org/a/Report_in_[]the_RE.pdf", "http://www.example.org/a/Report_in"),
        ("http://www.example.org/a/Russia.pdf", "http://www.example.org/a/Russia.pdf"),
        ("http://www.example.org/blog/name/", "http://www.example.org/blog/name"),
        ("http://www.example.org/city/art|icle106538.ece", "http://www.example.org/city/art"),
        ("http://www.example.org/index.php?page=6[_]3", "http://www.example.org/index.php?page=6"),
        ("http://www.example.org/index.php?pa[]ge=6", None),
        # The index sorts parameters, so what comes first in print is not what a key begins with.
        ("http://www.example.org/index.php?iso=RU&c[]md=p", None),
        ("http://www.example.org/a/index.php?iso=RU&c[]md=p", "http://www.example.org/a/index.php?"),
        ("http://www.example.org/a/annual[%20]report.pdf", "http://www.example.org/a/annual"),
    ],
)
def test_what_is_asked_for(marked, expected):
    """What is certain, if that is a host, a directory and three characters of a name at least."""
    assert beginning_of(damage(marked)) == expected


def test_the_query():
    """All addresses that begin so, a page each, not too many; never those nearest to a day."""
    address = dialect.beginning_address("http://example.org/a/b c", f"{ARCHIVE}/cdx/search/cdx")
    assert parse_qsl(urlsplit(address).query) == [
        ("gzip", "false"),
        ("matchType", "prefix"),
        ("filter", "!statuscode:[345].."),
        ("collapse", "urlkey"),
        ("url", "http://example.org/a/b%20c"),
        ("showResumeKey", "true"),
        ("limit", "500"),
    ]


@pytest.mark.parametrize(
    "marked, held, expected",
    [
        ("annual[_]2008.html", ["annual-2008.html"], ["annual-2008.html"]),
        ("annual[_]2008.html", ["annual2008.html"], ["annual2008.html"]),
        ("annual[_]2008.html", ["annual%202008.html"], ["annual%202008.html"]),
        ("annual[_]2008.html", ["annual_-_2008.html"], ["annual_-_2008.html"]),
        ("annual[_]2008.html", ["annual----2008.html"], []),
        ("annual[]2008.html", ["annual_2008.html"], ["annual_2008.html"]),
        ("Annual[_]2008.html", ["annual-2008.HTML"], ["annual-2008.HTML"]),
        (
            "annual[_]2008.html",
            ["annual-2008.html", "annual_2008.html"],
            ["annual-2008.html", "annual_2008.html"],
        ),
        ("annual[_]2008.html", ["annual-2009.html", "annual-2008.pdf", "annual-2008.html/print"], []),
        ("annual[_]2008-09.html", ["annual_200809.html"], []),  # nothing was lost between the years
        ("a[_]nn[_]ual.html", ["ann-ual.html", "a-nn-ual.html"], ["a-nn-ual.html", "ann-ual.html"]),
        ("about-the-fight[]against", ["about-the-fight-against"], ["about-the-fight-against"]),
        ("about-the-fight[]against", ["about-the-fight-against/"], ["about-the-fight-against/"]),
        ("view.php?page=6[_]3", ["view.php?page=6-3", "view.php?page=6-3&print=1"], ["view.php?page=6-3"]),
        ("пут[_]ь.html", ["%D0%BF%D1%83%D1%82-%D1%8C.html"], ["%D0%BF%D1%83%D1%82-%D1%8C.html"]),
    ],
)
def test_separators(marked, held, expected):
    """At damaged places other separators, or none, may stand, and nowhere else."""
    base = "http://www.example.org/docs/"
    assert found(base + marked, *(base + each for each in held)) == [base + each for each in expected]


@pytest.mark.parametrize(
    "marked, end, held, expected",
    [
        ("gb20070223[_]311905", "open", ["gb20070223_311905.htm", "gb20070223_311906.htm"], ["gb20070223_311905.htm"]),
        # The nearer reading wins: an extension is less than a query, a query less than another article.
        ("gb20070223[_]311905", "open", ["gb20070223_311905.htm", "gb20070223_311905.htm?chan=top"], ["gb20070223_311905.htm"]),
        ("gb20070223[_]311905", "open", ["gb20070223-311905", "gb20070223_311905.htm"], ["gb20070223-311905"]),
        ("gb20070223[_]31190", "open", ["gb20070223_311905.htm", "gb20070223_311906.htm"], ["gb20070223_311905.htm?", "gb20070223_311906.htm?"]),
        ("gb20070223[_]31190", "open", ["gb20070223_311905.htm"], ["gb20070223_311905.htm?"]),
        ("gb20070223[_]31190", "extension", ["gb20070223_311905.htm"], []),
        ("gb20070223_31190", "extension", ["gb20070223_31190.htm"], ["gb20070223_31190.htm"]),
        ("gb20070223_31190", "extension", ["gb20070223_31190.htm", "gb20070223_31190.pdf"], ["gb20070223_31190.htm", "gb20070223_31190.pdf"]),
        ("gb20070223[_]31190", "complete", ["gb20070223_31190.htm"], []),
        ("annual-rep", "open", ["annual-report-2007/index.html"], ["annual-report-2007/index.html?"]),
        ("annual-rep", "open", ["annual-rep" + "x" * 201], []),
        ("gb20070223[_]311905", "extension", ["gb20070223_311905.2"], []),
    ],
)  # fmt: skip
def test_the_end(marked, end, held, expected):
    """A lost extension is found where one can be missing; more than that is a guess, and only of a cut URL."""
    assert found(WEEK + marked, *(WEEK + each for each in held), end=end) == [
        WEEK + each for each in expected
    ]


@pytest.mark.parametrize(
    "marked, held, expected",
    [
        ("Report[_]in_the_RE[_]2010.pdf", "Report_in_the_RF_2010.pdf", True),
        ("Report[_]in_the_RE[_]2010.pdf", "Report-in-the-RF-2010.pdf", True),
        ("Why[]itfor-Russi-s-pedophiles", "Why-it-for-Russia-s-pedophiles", True),
        ("Report[_]in_the_RE[_]2010.pdf", "Report_in_the_RE_2011.pdf", False),  # another year
        ("Report[_]in_the_RE[_]2010.pdf", "Report_in_the_RFK_2010.pdf", False),  # two letters
        ("Report_in_the_RE_2010.pdf", "Report_in_the_RF_2010.pdf", False),  # nothing is damaged
        ("Report[_]part_a.pdf", "Report_part_b.pdf", False),  # a letter alone is a number
        ("Report[_]part.pdf", "Report_part_b.pdf", False),
        ("Report[_]part_b.pdf", "Report_part.pdf", False),
        ("Report[_]of[_]l0.pdf", "Report_of_10.pdf", False),
    ],
)
def test_one_letter(marked, held, expected):
    """One letter within a word of a damaged name may be misread; what tells siblings apart may not."""
    base = "http://www.example.org/docs/"
    assert found(base + marked, base + held) == ([f"{base}{held}?"] if expected else [])


def test_a_letter_comes_after_separators():
    """What needs no other letter wins."""
    base = "http://www.example.org/docs/Report"
    assert found(f"{base}[_]RE.pdf", f"{base}-RE.pdf", f"{base}_RF.pdf") == [f"{base}-RE.pdf"]


@pytest.mark.parametrize(
    "original, expected",
    [
        ("http://www.example.org:80/docs/annual-2008.html", "http://www.example.org/docs/annual-2008.html"),
        ("https://example.org/docs/annual-2008.html#top", "https://example.org/docs/annual-2008.html"),
        ("http://www2.example.org/docs/annual-2008.html", "http://www2.example.org/docs/annual-2008.html"),
        ("http://example.org:8080/docs/annual-2008.html", None),
        ("http://other.example/docs/annual-2008.html", None),
        ("http://me:secret@example.org/docs/annual-2008.html", None),
        ("ftp://example.org/docs/annual-2008.html", None),
        ("http://example.org:port/docs/annual-2008.html", None),
        ("http://[::1/docs/annual-2008.html", None),
        ("http://example.org/docs/annual-2008.html?" + "x" * 2000, None),
    ],
)
def test_the_address_that_is_named(original, expected):
    """It is that of the capture, which is on the cited host and can be cited: no password, no default port."""
    marked = "http://www.example.org/docs/annual[_]2008.html"
    assert found(marked, original) == ([expected] if expected else [])


def test_captures_of_one_address_are_one_form():
    """Scheme, `www.` and the last slash make no other form."""
    base = "example.org/docs/annual-2008"
    assert len(found("http://example.org/docs/annual[_]2008", f"http://www.{base}", f"https://{base}/")) == 1


def test_where_more_is_held_than_is_seen_nothing_is_told():
    """Another form may stand among the rows that did not come."""
    marked, held = "http://example.org/docs/annual[_]2008", "http://example.org/docs/annual-2008"
    assert found(marked, held, truncated=True) == []
    assert found(marked, held, malformed=1) == [f"{held}?"]


def citation(accessed=None, published=None):
    def written(day):
        parts = [int(part) for part in day.split("-")] if day else []
        return WrittenDate(day, Span(0, 1), *parts) if day else None

    return Citation(1, None, "", Span(0, 1), accessed=written(accessed), published=written(published))


@pytest.mark.parametrize(
    "captured_on, accessed, published, expected",
    [
        ("2011-06-01", "2011-05-25", None, True),
        ("2009-06-01", "2011-05-25", None, True),
        ("2009-05-01", "2011-05-25", None, False),
        ("2013-05-01", "2011-05-25", None, True),
        ("2013-06-01", "2011-05-25", None, False),
        ("2007-02-25", "2011-05-25", "2007-02-23", True),  # as old as the source
        ("2005-03-01", "2011-05-25", "2007-02-23", True),
        ("2004-12-01", "2011-05-25", "2007", False),
        ("2025-01-01", None, "2007", True),
        ("2004-01-01", None, "2007", False),
        ("2007-02-25", None, None, None),
        ("2007-02-25", "2011-02-30", None, None),
    ],
)
def test_near(captured_on, accessed, published, expected):
    """From two years before the note's dates to two years after its access date."""
    assert is_near(date.fromisoformat(captured_on), citation(accessed, published)) is expected


def ask(index, beginning=f"{WEEK}gb20070223"):
    return asyncio.run(beginning_with(beginning, index, Pace(1000), ARCHIVE))


def test_one_query_brings_a_page_of_each_address():
    """Redirects and errors go before rows are collapsed; pages of other names do not come."""
    index = FormIndex(
        captured(f"{WEEK}gb20070223_311905.htm", "20070224000000", 301),
        captured(f"{WEEK}gb20070223_311905.htm", "20070225101500"),
        captured(f"{WEEK}gb20070223_311905.htm", "20110501000000"),
        captured(f"{WEEK}gb20070223_999.htm", "20110501000000", 404),
        captured(f"{WEEK}gb20070224_311905.htm", "20070225101500"),
    )
    facts = ask(index)
    assert [(row.original, row.captured.year) for row in facts.captures] == [
        (f"{WEEK}gb20070223_311905.htm", 2007)
    ]
    assert index.asked == [("prefix", f"{WEEK}gb20070223")]


def test_many_addresses_are_cut_off():
    """Five hundred come, and that there are more."""
    facts = ask(
        FormIndex(*(captured(f"{WEEK}gb20070223_{at:06}.htm", "20070225101500") for at in range(501)))
    )
    assert (len(facts.captures), facts.truncated) == (500, True)


def test_who_could_not_ask_says_so():
    """A failure is no empty answer."""
    index = FormIndex()
    index.faults = [NoAnswer(Reason.REFUSED, "refused")]
    assert isinstance(ask(index), NoAnswer)


URLS = st.text(st.sampled_from("ab1-_% 20.?&=/"), max_size=60).map(
    lambda rest: f"http://www.example.org/dir/{rest}"
)


@given(URLS, st.lists(URLS, max_size=5), st.data())
def test_any_rows(url, held, data):
    """Whatever print left and an archive holds: no failure, only addresses held, and what is sure is kept."""
    at = sorted(data.draw(st.lists(st.integers(24, len(url)), max_size=6)))
    places = tuple((start, start) for start in dict.fromkeys(at) if start < len(url))
    hurt = Damage(
        url,
        places,
        min([len(url), *(start for start, _ in places)]),
        data.draw(st.sampled_from(["complete", "extension", "open"])),
    )
    forms = forms_in(listing(*held), hurt)
    assert {form.url for form in forms} <= {each.partition("#")[0] for each in held}
    assert beginning_of(hurt) is None or url.startswith(beginning_of(hurt))


def test_an_empty_query_stays():
    """An address with a question mark at its end is another to the archive than the one without."""
    assert found("http://www.example.org/dir/a[_]b", "http://www.example.org/dir/a_b?") == [
        "http://www.example.org/dir/a_b?"
    ]


def test_long_names_take_linear_time():
    """A thousand damaged places before a difference at the end are looked at once each."""
    base = "http://www.example.org/dir/"
    name = "a[_]" * 600
    assert found(f"{base}{name}b", f"{base}{'a-' * 600}c") == []
    assert found(f"{base}{name}b", f"{base}{'a---' * 400}c") == []
