"""What is asked of an index, and how its answer is read."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import itemgetter
from urllib.parse import parse_qsl, urlsplit

import pytest
from cdx_server import captured
from hypothesis import given, strategies as st

from citecheck.archive import dialect
from citecheck.models import Capture, Listing

ENDPOINT = "https://archive.test/cdx/search/cdx"
ROW = str(captured("http://example.org/a", "20110523120000"))
LATER = str(captured("http://example.org/a", "20120523120000", 301))
REVISIT = str(captured("http://example.org/a", "20130523120000", None))


def read(text, *, cut=False):
    return dialect.read_listing(text.encode(), cut=cut)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "http://www.example.org/a b?c=d&e=f#g",
        "http://example.org/müller/пример?q=ü",
        "http://example.org/*",
        "http://example.org/a?url=http://b.test/&limit=1",
    ],
    ids=["plain", "delimiters", "not ASCII", "a star is a star", "parameters of its own"],
)
def test_the_query_names_exactly_the_address(url):
    """The address arrives as one parameter, to be matched as it is; no status is filtered out."""
    parts = urlsplit(dialect.query_address(url, ENDPOINT))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == ENDPOINT
    assert dict(parse_qsl(parts.query, strict_parsing=True)) == {
        "url": url.replace(" ", "%20"),
        "matchType": "exact",
        "gzip": "false",
        "showResumeKey": "true",
        "limit": str(dialect.ROWS),
    }


def test_the_query_about_a_day_goes_backwards_from_it():
    """Newest first up to the moment: the rows about the day come before those that the limit cuts off."""
    until = datetime(2011, 6, 22, 12, tzinfo=UTC)
    asked = dict(parse_qsl(urlsplit(dialect.query_address("http://a.test/", ENDPOINT, until=until)).query))
    assert (asked["to"], asked["sort"], "from" in asked) == ("20110622120000", "reverse", False)


def test_the_query_from_a_day_on_goes_forwards():
    """Oldest first from the moment on, for the same reason."""
    since = datetime(2011, 6, 22, 12, tzinfo=UTC)
    asked = dict(parse_qsl(urlsplit(dialect.query_address("http://a.test/", ENDPOINT, since=since)).query))
    assert (asked["from"], "to" in asked, "sort" in asked) == ("20110622120000", False, False)


def test_a_row_becomes_a_capture():
    """All that is needed later is taken over; the time is UTC and a missing status is None."""
    first, last = (
        captured("http://example.org/a", "20110523120000"),
        captured("http://a.test/", "20110523120001", None),
    )
    assert read(f"{first}\n{last}\n") == Listing(
        (
            Capture(
                datetime(2011, 5, 23, 12, tzinfo=UTC), "http://example.org/a", 200, "text/html", first.digest
            ),
            Capture(
                datetime(2011, 5, 23, 12, 0, 1, tzinfo=UTC),
                "http://a.test/",
                None,
                "warc/revisit",
                last.digest,
            ),
        )
    )


@pytest.mark.parametrize(
    "text, stamps, malformed, truncated",
    [
        ("", "", 0, False),
        (" \n\n", "", 0, False),
        (f"{ROW}\n{LATER}\n{REVISIT}\n", "2011 2012 2013", 0, False),
        (f"{REVISIT}\n{ROW}\n{LATER}", "2011 2012 2013", 0, False),
        (f"{ROW}\r\n{LATER}\r\n", "2011 2012", 0, False),
        (f"{ROW}\n\norg%2Cexample%29%2Fa+20130523120000%21\n", "2011", 0, True),
        (f"{ROW}\n{LATER}\n\norg%2Cexample%29%2Fa+20130523120000%21\n", "2011 2012", 0, True),
        (f"{ROW}\n\n{LATER}\n", "2011 2012", 0, False),
        (f"{ROW.replace('20110523120000', '20070231120000')}\n{LATER}\n", "2012", 1, False),
        (f"{ROW.replace('20110523120000', '20000000000000')}\n{LATER}\n", "2012", 1, False),
        (f"{ROW.replace('20110523120000', '201105231200')}\n{LATER}\n", "2012", 1, False),
        (f"{ROW.replace('20110523120000', '٢٠١١٠٥٢٣١٢٠٠٠٠')}\n{LATER}\n", "2012", 1, False),
        (f"{ROW} 1\n{LATER}\n", "2012", 1, False),
        (f"{ROW.rpartition(' ')[0]}\n{LATER}\n", "2012", 1, False),
        (f"{ROW.replace('example)/a', 'example)/a b')}\n{LATER}\n", "2012", 1, False),
        (f"{ROW.replace(' 200 ', ' ok ')}\n{LATER}\n", "2012", 1, False),
        (f"{ROW.replace(' 200 ', ' 20 ')}\n{LATER}\n", "2012", 1, False),
        (f"{ROW.replace('org,', 'org,' + 'x' * 20_000)}\n{LATER}\n", "2012", 1, False),
        (f"short\n{ROW}\nError: out of memory\n{LATER}\n", "2011 2012", 2, False),
        (f"\ufeff\ufffd\n{ROW}\n\x00\n", "2011", 2, False),
    ],
    ids=[
        "nothing", "white space", "rows", "rows in disorder", "lines end as on Windows", "one row and a key",
        "rows and a key", "an empty line between rows", "31 February", "month 0", "a short timestamp",
        "digits that are not ASCII", "eight columns", "six columns", "a space in the key",
        "a status in words", "a status of two digits", "a row without end", "messages between rows",
        "garbage",
    ],
)  # fmt: skip
def test_a_listing_is_read(text, stamps, malformed, truncated):
    """A row that cannot be read is counted and costs no other row."""
    listing = read(text)
    assert listing is not None
    assert " ".join(str(capture.captured.year) for capture in listing.captures) == stamps
    assert (listing.malformed, listing.truncated) == (malformed, truncated)


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><h1>Wayback Machine temporarily offline</h1></body></html>",
        "<html>\n" + "<p>one two three four five six seven eight nine ten</p>\n" * 50,
        '[["urlkey","timestamp"]]',
        "[]",
        ROW.replace("20110523120000", "20110532120000"),
        "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error",
    ],
    ids=["a page", "a long page", "JSON", "empty JSON", "one malformed row", "an exception"],
)
def test_what_is_not_a_listing(text):
    """Something without a single row is no listing, and so does not say that the archive holds nothing."""
    assert read(text) is None


def test_the_row_that_is_cut_off_does_not_count():
    """Where the end is missing the last row is neither a capture nor malformed, and there was more."""
    assert len(LATER) > 60
    listing = read(f"{ROW}\n{LATER[:-3]}", cut=True)
    assert listing is not None
    assert (len(listing.captures), listing.malformed, listing.truncated) == (1, 0, True)


def test_a_cut_answer_without_rows_is_no_listing():
    """What breaks off in its first line does not say that the archive holds nothing."""
    assert read("<html>" + "x" * 1000, cut=True) is None


def test_no_more_rows_are_read_than_were_asked_for(monkeypatch):
    """An index that ignores the limit does not make us work for ever."""
    monkeypatch.setattr(dialect, "ROWS", 3)
    listing = read("\n".join([ROW] * 10))
    assert listing is not None
    assert (len(listing.captures), listing.truncated) == (3, True)


@given(st.text(max_size=300) | st.text(alphabet=" \n\r0123456789-ab", max_size=400), st.booleans())
def test_any_text_can_be_read(text, cut):
    """Whatever comes instead of rows, reading it ends with a listing or with none, and never fails."""
    listing = dialect.read_listing(text.encode("utf-8", "replace"), cut=cut)
    assert listing is None or isinstance(listing, Listing)


@given(
    st.lists(
        st.tuples(
            st.integers(820_454_400, 4_070_908_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
            st.sampled_from([200, 302, 404, None]),
        ),
        max_size=20,
        unique_by=itemgetter(0),
    ),
    st.lists(st.text(alphabet="abc<>%=/", min_size=1, max_size=80), max_size=5),
    st.randoms(),
)
def test_no_row_is_lost_among_malformed_ones(held, noise, random):
    """Every capture comes out, in the order of time, whatever lines stand between the rows."""
    rows = [str(captured("http://a.test/", f"{at:%Y%m%d%H%M%S}", status)) for at, status in held]
    lines = [*rows, *noise]
    random.shuffle(lines)
    listing = read("\n".join(lines))
    if not rows:
        assert listing == (None if noise else Listing(()))
        return
    assert listing is not None
    assert listing.malformed == len(noise)
    expected = sorted(held, key=itemgetter(0))
    assert [(capture.captured, capture.status) for capture in listing.captures] == expected
