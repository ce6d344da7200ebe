"""Which capture is chosen, and for which day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from citecheck.archive import choose, wanted_day
from citecheck.archive.choice import AFTER, noon_of, ranked
from citecheck.archive.timeline import usable
from citecheck.models import Capture, Citation, Listing, NoSnapshot, Snapshot, Span, WrittenDate

BASE = "https://web.archive.org"
URL = "http://www.example.org/report"
WANTED = date(2011, 5, 23)


def capture(stamp, status=200, digest="PAGE", original=URL, mimetype=None):
    moment = datetime.strptime(stamp.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    kind = mimetype or ("warc/revisit" if status is None else "text/html")
    return Capture(moment, original, status, kind, digest)


def chosen(captures, **other):
    options = {"url": URL, "wanted": WANTED, "accessed": WANTED, "base": BASE} | other
    return choose(Listing(tuple(captures)), **options)


@pytest.mark.parametrize(
    "captures, stamp, days",
    [
        ([capture("20110523120000")], "20110523120000", 0),
        ([capture("20100101"), capture("20110501"), capture("20120101")], "20110501000000", -22),
        ([capture("20110522235959"), capture("20110524000001")], "20110522235959", -1),
        ([capture("20110522"), capture("20110525")], "20110522000000", -1),
        ([capture("20110501"), capture("20110524")], "20110524000000", 1),
        ([capture("20110522120000"), capture("20110524120000")], "20110522120000", -1),
        ([capture("20110523100000"), capture("20110523235959")], "20110523100000", 0),
        ([capture("20110523120000", 301), capture("20120523")], "20120523000000", 366),
        ([capture("20110523120000", 404), capture("20090523")], "20090523000000", -730),
        ([capture("20110523120000", 500), capture("20110101", 203)], "20110101000000", -142),
        ([capture("20110101"), capture("20110523120000", None)], "20110523120000", 0),
        ([capture("20110523120000", None), capture("20150101")], "20110523120000", 0),
        ([capture("20110523", None, "GONE"), capture("20090101"), capture("2010010100", 404, "GONE")],
         "20090101000000", -872),
        ([capture("20110523", None, mimetype="text/html"), capture("20090101")], "20090101000000", -872),
        ([capture("20110523", None, "-"), capture("20090101", 200, "-")], "20090101000000", -872),
    ],
    ids=[
        "the only one", "nearest of three", "a second is less near than another", "earlier is nearer",
        "later is nearer", "equally near: the earlier", "twice on the day", "not a redirect", "not an error",
        "not a server error", "a revisit of a page", "a revisit whose page comes later",
        "not a revisit of an error", "no status and no revisit", "no digest",
    ],
)  # fmt: skip
def test_the_nearest_usable_capture_is_chosen(captures, stamp, days):
    """Nearest to noon of the wanted day; redirects, errors and what repeats them are passed over."""
    snapshot = chosen(captures)
    assert isinstance(snapshot, Snapshot)
    assert snapshot.url == f"{BASE}/web/{stamp}/{URL}"
    assert snapshot.captured.strftime("%Y%m%d%H%M%S") == stamp
    assert snapshot.days == days
    assert snapshot.title_matches is None


@pytest.mark.parametrize(
    "captures, unusable",
    [
        ([], 0),
        ([capture("20110523", 302)], 1),
        ([capture("20110523", 404, "E"), capture("20110524", None, "E"), capture("20120101", 503, "F")], 3),
        ([capture("20110523", None, "LOST")], 1),
    ],
    ids=[
        "nothing held",
        "a redirect",
        "errors and their revisit",
        "a revisit of something that is not listed",
    ],
)
def test_nothing_usable_is_no_snapshot(captures, unusable):
    """Redirects and errors are counted, so that "never archived" and "archived in vain" can be told apart."""
    assert chosen(captures) == NoSnapshot(unusable)


@pytest.mark.parametrize("base", ["http://127.0.0.1:8080/coll", "http://127.0.0.1:8080/coll/"])
def test_the_address_is_that_of_the_archive_asked(base):
    """The snapshot is named at the archive that has it, under the address it was captured from."""
    other = capture("20110523120001", original="https://example.org:443/report/?a=1&b=%20")
    assert chosen([other], base=base).url == (
        "http://127.0.0.1:8080/coll/web/20110523120001/https://example.org:443/report/?a=1&b=%20"
    )


def test_the_cited_address_is_preferred_at_one_moment():
    """The index folds `http` and `https`, so two addresses can have a capture at the same second."""
    secure = capture("20110523", original=URL.replace("http:", "https:"))
    assert chosen([secure, capture("20110523")]).url.endswith(f"/{URL}")
    assert chosen([capture("20110523"), secure], url=secure.original).url.endswith(f"/{secure.original}")


def test_without_an_access_date_there_are_no_days():
    """`days` counts from the access date and from nothing else."""
    snapshot = chosen([capture("20110601")], accessed=None)
    assert isinstance(snapshot, Snapshot)
    assert snapshot.days is None


captures = st.builds(
    Capture,
    captured=st.integers(820_454_400, 1_893_456_000).map(
        lambda seconds: datetime.fromtimestamp(seconds, UTC)
    ),
    original=st.just(URL),
    status=st.sampled_from([200, 206, 301, 404, 503, None]),
    mimetype=st.sampled_from(["text/html", "warc/revisit"]),
    digest=st.sampled_from(["A", "B", "C"]),
)


@given(st.lists(captures, max_size=12), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_nothing_usable_is_much_nearer_than_what_is_chosen(held, wanted):
    """Whatever the archive holds, the choice is usable; side and doubt together outweigh a factor at most."""
    snapshot = chosen(held, wanted=wanted, accessed=wanted)
    candidates = usable(Listing(tuple(held)))
    if not candidates:
        assert snapshot == NoSnapshot(len(held))
        return
    assert isinstance(snapshot, Snapshot)
    gap = abs(snapshot.captured - noon_of(wanted))
    assert snapshot.captured in {one.captured for one in candidates}
    assert all(gap <= abs(one.captured - noon_of(wanted)) * AFTER**2 for one in candidates)
    assert abs(timedelta(days=snapshot.days or 0) - (snapshot.captured - noon_of(wanted))) <= timedelta(
        days=0.5
    )


@pytest.mark.parametrize(
    "captures, accessed, stamp",
    [
        ([capture("20110503"), capture("20110608")], WANTED, "20110503000000"),
        ([capture("20110503"), capture("20110525")], WANTED, "20110525000000"),
        ([capture("20110503"), capture("20110608")], None, "20110608000000"),
        ([capture("20110501"), capture("20110510", 404), capture("20110610")], WANTED, "20110610000000"),
        ([capture("20110501"), capture("20110510", 404), capture("20130618")], WANTED, "20110501000000"),
        ([capture("20110501"), capture("20110610", 301), capture("20110611")], WANTED, "20110501000000"),
        ([capture("20110522", 301), capture("20110522000001"), capture("20110523180000")], WANTED, "20110523180000"),
        ([capture("20110520", 301), capture("20110520000001")], WANTED, "20110520000001"),
    ],
    ids=[
        "before, at a comparable distance", "after, where that is much nearer", "the nearest, without a day of access",
        "after, where an error stands before", "before, though an error stands between, where all else is far",
        "before, where a redirect stands after", "the same day", "beside the redirect of the same day",
    ],
)  # fmt: skip
def test_what_the_author_can_have_seen_comes_first(captures, accessed, stamp):
    """Earlier copies before later ones, and those that nothing speaks against, at comparable distances."""
    snapshot = chosen(captures, accessed=accessed)
    assert isinstance(snapshot, Snapshot)
    assert snapshot.captured.strftime("%Y%m%d%H%M%S") == stamp


@pytest.mark.parametrize(
    "captures, expected",
    [
        ([capture("20100101"), capture("20150101")], True),
        ([capture("20100101"), capture("20150101", None)], True),
        ([capture("20100101"), capture("20150101", digest="OTHER")], False),
        ([capture("20100101", digest="-"), capture("20150101", digest="-")], False),
        ([capture("20100101"), capture("20110601", 404, "E"), capture("20150101")], False),
        ([capture("20100101"), capture("20160101", 404, "E"), capture("20150101")], True),
        ([capture("20100101"), capture("20110101", digest="B"), capture("20150101")], False),
        ([capture("20100101"), capture("20110101")], False),
        ([capture("20120101"), capture("20130101")], False),
    ],
    ids=[
        "the same bytes", "a revisit of them", "other bytes", "no digests", "an error between", "an error beyond",
        "other bytes nearer", "nothing after", "nothing before",
    ],
)  # fmt: skip
def test_equal_bytes_before_and_after_establish_the_day(captures, expected):
    """The bytes of the access date are known where the nearest captures around it are equal."""
    snapshot = chosen(captures)
    assert isinstance(snapshot, Snapshot)
    assert snapshot.bracketed is expected


@pytest.mark.parametrize(
    "captures, said",
    [
        ([capture("20100101")], None),
        ([capture("20100101"), capture("20110101", 302)], "a redirect, on 1 January 2011"),
        ([capture("20100101"), capture("20110101", 404), capture("20110201", 500)], "an error 500, on 1 February 2011"),
        ([capture("20100101"), capture("20091201", 404), capture("20120101", 404)], None),
        ([capture("20110101", 301), capture("20110101000005")], None),
    ],
    ids=["nothing", "a redirect", "the trouble nearest to the day", "troubles elsewhere", "the redirect of the day"],
)  # fmt: skip
def test_what_the_archive_saw_in_between_is_said(captures, said):
    """Redirects and errors between the access date and the copy make it doubtful."""
    snapshot = chosen(captures)
    assert isinstance(snapshot, Snapshot)
    assert snapshot.doubt == (said and f"between the two days the archive saw {said}")


@pytest.mark.parametrize(
    "original, named",
    [
        (URL, False),
        ("http://WWW.example.org:80/report#top", False),
        ("http://www.example.org/%72eport", False),
        ("https://www.example.org/report", True),
        ("http://example.org/report", True),
        ("http://www.example.org/report/", True),
        ("http://www.example.org/report?lang=en", True),
        ("http://[broken", True),
    ],
)
def test_another_form_of_the_address_is_named(original, named):
    """Scheme, `www.` and slash make another address; what no server sees does not."""
    snapshot = chosen([capture("20110523", original=original)])
    assert isinstance(snapshot, Snapshot)
    assert snapshot.form == (original if named else None)


def test_a_long_listing_is_ranked_in_the_time_of_sorting_it():
    """25,000 captures, every second a trouble, are ranked without a search through all for each."""
    rows = tuple(
        capture(f"20{index // 8928:02}{index // 744 % 12 + 1:02}{index // 24 % 28 + 1:02}{index % 24:02}",
                404 if index // 24 % 2 else 200, str(index))
        for index in range(25_000)
    )  # fmt: skip
    assert len(ranked(Listing(rows), url=URL, wanted=WANTED, accessed=WANTED)) == 12_504


TODAY = date(2026, 11, 23)


def written(year=None, month=None, day=None):
    return None if (year, month, day) == (None, None, None) else WrittenDate("", Span(0, 0), year, month, day)


@pytest.mark.parametrize(
    "accessed, published, expected",
    [
        ((2012, 1, 26), (2010,), date(2012, 1, 26)),
        ((), (2011, 7, 5), date(2011, 7, 5)),
        ((), (2011, 4), date(2011, 4, 30)),
        ((), (2012, 2), date(2012, 2, 29)),
        ((), (2010,), date(2010, 12, 31)),
        ((2011, 5, 32), (2010,), date(2010, 12, 31)),
        ((None, 5, 26), (2010,), date(2010, 12, 31)),
        ((2011, 5), (), TODAY),
        ((2011,), (2009, 3, 4), date(2009, 3, 4)),
        ((2027, 1, 1), (2010, 6, 1), date(2010, 6, 1)),
        ((), (2011, 13), TODAY),
        ((), (None, 5, 26), TODAY),
        ((), (2026,), TODAY),
        ((), (2031, 1, 1), TODAY),
        ((), (), TODAY),
        ((2026, 11, 23), (), TODAY),
    ],
    ids=[
        "access", "publication", "a month: its last day", "a month in a leap year", "a year: its last day",
        "an impossible access date", "an access date without a year", "an access date without a day",
        "an access year is not used for the day", "an access date in the future", "an impossible month",
        "a publication without a year", "the end of this year has not come", "published in the future",
        "no date at all", "accessed today",
    ],
)  # fmt: skip
def test_the_wanted_day(accessed, published, expected):
    """The full and possible access date, else the end of what the publication date says, else today."""
    citation = Citation(1, None, "", Span(0, 0), accessed=written(*accessed), published=written(*published))
    assert wanted_day(citation, TODAY) == expected
