"""Link format, TimeMaps and TimeGates: what is read from strangers, and what is not believed."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from citecheck.archive import Pace, archive_named, listing_of
from citecheck.archive.linkformat import http_moment, links_in, written_moment
from citecheck.archive.memento import HOPS, LINKS
from citecheck.models import Listing, NoAnswer, Reason
from citecheck.web import Reply

URL = "http://www.example.org/report"
WANTED = date(2011, 5, 23)
MAP = archive_named("https://a.test/timemap/link/")
GATE = archive_named("https://a.test/timegate/")
WHEN = "Sun, 01 May 2011 00:00:00 GMT"
MOMENT = datetime(2011, 5, 1, tzinfo=UTC)


# --- link format ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, expected",
    [
        ('<http://a.test/>; rel="memento"', [("http://a.test/", {"memento"}, {})]),
        ('<a>;rel=memento,<b>;rel="first  Memento"', [("a", {"memento"}, {}), ("b", {"first", "memento"}, {})]),
        ('<http://a.test/?x=1,2;3>; rel="original"', [("http://a.test/?x=1,2;3", {"original"}, {})]),
        ('<a>; title="x, <b>; rel=next"; rel=last', [("a", {"last"}, {"title": "x, <b>; rel=next"})]),
        (r'<a>; title="say \"x\""', [("a", set(), {"title": 'say "x"'})]),
        ('<a> ;\n rel = "memento" ;\tdatetime="' + WHEN + '"', [("a", {"memento"}, {"datetime": WHEN})]),
        ('<a>; rel="x"; rel="y"', [("a", {"x"}, {})]),
        ("<a>; title*=UTF-8''x; flag", [("a", set(), {"title*": "UTF-8''x", "flag": ""})]),
        ("<a>; rel='memento", [("a", {"'memento"}, {})]),
        ('<a>; rel="memento, <b>; rel=next', [("a", set(), {}), ("b", {"next"}, {})]),
        ("<a <b>; rel=x", [("b", {"x"}, {})]),
        ("<a", []),
        ("no links", []),
        ("", []),
        ("<>", [("", set(), {})]),
        (f"<{'a' * 9000}>; rel=x, <b>", [("b", set(), {})]),
    ],
    ids=[
        "one", "two without spaces", "comma and semicolon in an address", "a link in a text", "escaped quotes",
        "white space", "the first of a name", "odd parameters", "a wrong quote", "a quote that does not end",
        "a bracket that does not end", "a lonely bracket", "no links", "nothing", "an empty address", "an endless address",
    ],
)  # fmt: skip
def test_links(text, expected):
    """Written well or badly, a link is read as far as it goes, and the next one is found."""
    found = [
        (
            link.target,
            set(link.rel),
            {name: value for name, value in link.parameters.items() if name != "rel"},
        )
        for link in links_in(text)
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    ["<" * 400_000, "<a>;" * 200_000, '<a>;b="' * 100_000, "<a>;b=\\" * 100_000, "<>" * 400_000, "<a>" + ";" * 400_000,
     "<a>; x=" + '"' + "y" * 400_000, "<a>" + "; x" * 200_000, "<a>" + " " * 400_000 + ";"],
    ids=["open", "semicolons", "quotes", "backslashes", "empty", "many semicolons", "an endless quote", "flags", "white space"],
)  # fmt: skip
def test_hostile_links_are_read_in_the_time_of_their_length(text):
    """No text makes a link be looked at again and again (a quadratic reader would take minutes here)."""
    assert sum(1 for _ in links_in(text)) <= len(text)


@given(st.text(alphabet='<>;,="\\ \nabrel*memento', max_size=300))
def test_any_text_is_read(text):
    """No text raises, and no link holds a bracket."""
    assert not any(set("<>") & set(link.target) for link in links_in(text))


@pytest.mark.parametrize(
    "text, expected",
    [
        (WHEN, MOMENT),
        ("01 May 2011 00:00:00 GMT", MOMENT),
        ("Sunday, 01-MAY-2011 00:00:00 GMT", MOMENT),
        ("Sun,  1 May 2011 00:00:00 +0000", MOMENT),
        ("Sun, 31 Feb 2011 00:00:00 GMT", None),
        ("Sun, 01 Mai 2011 00:00:00 GMT", None),
        ("Sun, 01 May 2011 00:00:00 CET", None),
        ("Sun, 01 May 2011 25:00:00 GMT", None),
        ("Sun, 01 May 0000 00:00:00 GMT", None),
        ("٠١ May 2011 00:00:00 GMT", None),
        ("x" * 10_000, None),
        ("", None),
    ],
)
def test_moments(text, expected):
    """The form of HTTP is read, and nothing that no calendar has."""
    assert http_moment(text) == expected


@given(st.integers(631_152_000, 4_000_000_000), st.integers(-12, 14))
def test_moments_are_written_as_they_are_read(seconds, hours):
    """Whatever the zone, it is GMT that is written, to the second."""
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    assert http_moment(written_moment(moment)) == moment


# --- TimeMaps ---------------------------------------------------------------------------------------------


class Archive:
    """A client that answers from a table; a request that is not in it is a 404."""

    def __init__(self, replies):
        self.replies = replies
        self.asked = []

    async def get(self, url, manner):
        self.asked.append((url, dict(manner.headers), manner.follow))
        status, headers, body = self.replies.get(url, (404, {}, ""))
        return Reply(status, url, headers, body.encode(), cut=body.endswith("…"))


def look_up(archive, replies, url=URL, pace=None):
    client = Archive(replies)
    facts = asyncio.run(listing_of(url, client, pace or Pace(100), archive, WANTED))
    return facts, client.asked


def memento(address, when=WHEN, rel="memento"):
    return f'<{address}>; rel="{rel}"; datetime="{when}"'


def mapped(*lines, url=URL):
    body = ",\n".join((f'<{URL}>; rel="original"', *lines))
    facts, _ = look_up(MAP, {f"https://a.test/timemap/link/{url}": (200, {}, body)})
    return facts


def test_a_timemap_lists_captures():
    """Each has its moment and its place; what status it had is not said."""
    facts = mapped(
        memento(f"https://a.test/20140101000000/{URL}", "Wed, 01 Jan 2014 00:00:00 GMT", "last memento"),
        memento(f"https://a.test/20110501000000/{URL}", rel="first memento"),
        memento("https://a.test/show/4711", "Mon, 02 May 2011 00:00:00 GMT"),
    )
    assert isinstance(facts, Listing)
    assert [(each.captured.day, each.status, each.mimetype, each.digest) for each in facts.captures] == [
        (1, None, "", "-"), (2, None, "", "-"), (1, None, "", "-"),
    ]  # fmt: skip
    assert facts.captures[0].address == f"https://a.test/20110501000000/{URL}"
    assert facts.captures[1].original == URL
    assert (facts.malformed, facts.truncated, facts.archive) == (0, False, "a.test/timemap/link")


@pytest.mark.parametrize(
    "line",
    [
        memento(f"https://a.test/20110501000000/{URL}", ""),
        memento(f"https://a.test/20110501000000/{URL}", "yesterday"),
        memento(f"https://a.test/20110501000000/{URL}", "Sun, 01 May 2050 00:00:00 GMT"),
        memento(f"https://a.test/20110501000000/{URL}", "Sun, 01 May 1611 00:00:00 GMT"),
        memento(f"https://a.test/20150501000000/{URL}"),
        memento(f"https://a.test/20110231000000/{URL}"),
        memento("https://a.test/20110501000000/http://www.example.org/another"),
        memento(f"https://archive.ph/20110501000000/{URL}"),
        memento(f"http://www.archive.today/20110501000000/{URL}"),
        memento(f"http://127.0.0.1/20110501000000/{URL}"),
        memento(f"http://router.local/20110501000000/{URL}"),
        memento(f"http://0x7f000001/20110501000000/{URL}"),
        memento(f"https://user:pass@a.test/20110501000000/{URL}"),
        memento("javascript:alert(1)"),
        memento("data:text/html,x"),
        memento("file:///etc/passwd"),
        memento(f"https://a.test/20110501000000/{URL}\x1b[2J"),
        memento(f"https://a.test/2011 0501000000/{URL}"),
        memento("https://[broken"),
        memento("https://a.test:port/x"),
    ],
    ids=[
        "no moment", "no date", "in the future", "before the web", "another moment in the address", "no such day",
        "another page", "archive.today", "and by its other name", "this machine", "the network beside it",
        "this machine in disguise", "with a password", "a script", "data", "a file", "control characters", "white space",
        "no address", "no port",
    ],
)  # fmt: skip
def test_what_is_not_believed(line):
    """What cannot be a capture of the page, or where nobody should be sent, is counted and left out."""
    facts = mapped(line, memento(f"https://a.test/20110501000000/{URL}"))
    assert isinstance(facts, Listing)
    assert [each.address for each in facts.captures] == [f"https://a.test/20110501000000/{URL}"]
    assert facts.malformed == 1


def test_captures_elsewhere_are_named_where_people_can_go():
    """A TimeMap may be that of an aggregator, which knows the captures of many archives."""
    facts = mapped(memento(f"https://web.archive.org/web/20110501000000/{URL}"))
    assert facts.captures[0].address.startswith("https://web.archive.org/")


def test_relative_addresses_are_those_of_the_timemap():
    facts = mapped(memento(f"/20110501000000/{URL}"))
    assert facts.captures[0].address == f"https://a.test/20110501000000/{URL}"


def test_own_machine_may_be_named_by_itself():
    """An archive on loopback names captures on loopback."""
    own = archive_named("http://127.0.0.1:8080/timemap/")
    replies = {
        f"http://127.0.0.1:8080/timemap/{URL}": (
            200,
            {},
            memento(f"http://127.0.0.1:8080/20110501000000/{URL}"),
        )
    }
    facts, _ = look_up(own, replies)
    assert len(facts.captures) == 1


@pytest.mark.parametrize(
    "body, reason",
    [
        ("<html>hello", Reason.NOT_A_LISTING),
        ("", Reason.NOT_A_LISTING),
        ("<a>; rel=stylesheet", Reason.NOT_A_LISTING),
    ],
)
def test_what_is_no_timemap_is_told_from_an_empty_one(body, reason):
    facts, _ = look_up(MAP, {f"https://a.test/timemap/link/{URL}": (200, {}, body)})
    assert facts.reason == reason
    assert mapped() == Listing((), archive="a.test/timemap/link")


def test_a_long_timemap_is_bounded():
    """No more links are read than an index gives rows."""
    facts = mapped(*(memento(f"https://a.test/{number}") for number in range(LINKS + 100)))
    assert len(facts.captures) == LINKS - 1
    assert facts.truncated


PAGES = "https://a.test/timemap/page/"


def page(number, year, until=None, rel="timemap"):
    span = f'from="Sun, 01 Jan {year} 00:00:00 GMT"; until="Sun, 31 Dec {until or year} 00:00:00 GMT"'
    return f'<{PAGES}{number}>; rel="{rel}"; {span}'


@pytest.mark.parametrize(
    "lines, expected",
    [
        ([page(1, 2009), page(2, 2011), page(3, 2013)], 2),
        ([page(1, 2001), page(2, 2003)], 2),
        ([page(1, 2019), page(2, 2017)], 2),
        ([page(0, 2011, rel="self"), page(2, 2012)], None),
        ([page(0, 2009, rel="self"), page(2, 2010, 2012)], 2),
        ([page(1, 2011).replace("https://a.test", "https://b.test")], None),
        ([page(1, 2011).replace("2011 00", "x", 1)], None),
    ],
    ids=[
        "the page of the day", "all before it", "all after it", "this one has it", "the next one has it",
        "of another host", "no span",
    ],
)  # fmt: skip
def test_the_page_of_a_timemap_that_has_the_day_is_asked(lines, expected):
    """A long TimeMap is a list of others: one more is asked, and never one of another host."""
    there = (200, {}, memento(f"https://a.test/20110501000000/{URL}"))
    replies = {f"https://a.test/timemap/link/{URL}": (200, {}, ",".join(lines))}
    replies |= {f"{PAGES}{number}": there for number in (1, 2, 3)}
    facts, asked = look_up(MAP, replies)
    assert [url for url, _, _ in asked][1:] == ([f"{PAGES}{expected}"] if expected else [])
    assert len(facts.captures) == (1 if expected else 0)


@pytest.mark.parametrize(
    "headers, believed",
    [
        ({"content-type": "application/link-format"}, True),
        ({"vary": "Accept-Encoding, Accept-Datetime"}, True),
        ({"link": f'<{URL}>; rel="original"'}, True),
        ({"x-memento-count": "0"}, True),
        ({"content-type": "text/html", "link": "</x.css>; rel=stylesheet"}, False),
        ({}, False),
    ],
    ids=["link format", "Vary", "Link", "a count", "a page", "nothing"],
)
@pytest.mark.parametrize("archive", [MAP, GATE], ids=["TimeMap", "TimeGate"])
def test_a_404_is_believed_from_an_archive(archive, headers, believed):
    """What bears a mark of Memento says that there is no copy; what bears none, only after it has shown one."""
    replies = {f"{archive.base}{URL}": (404, headers, "gone")}
    facts, _ = look_up(archive, replies)
    assert isinstance(facts, Listing) is believed
    trusting = Pace(100)
    trusting.trusted = True
    facts, _ = look_up(archive, replies, pace=trusting)
    assert facts == Listing((), archive=archive.name)


def test_credentials_and_fragments_stay_here():
    """The archive is asked for the page, and not by the name of whoever has a password for it."""
    _, asked = look_up(MAP, {}, url="http://me:s3cret@www.example.org/report?a=1#top")
    assert asked[0][0] == "https://a.test/timemap/link/http://www.example.org/report?a=1"


# --- TimeGates --------------------------------------------------------------------------------------------

PLACE = f"https://a.test/20110501000000/{URL}"
LINK = f'<{URL}>; rel="original", {memento(PLACE)}'


@pytest.mark.parametrize(
    "reply, days, status",
    [
        ((302, {"location": PLACE, "link": LINK}, ""), [1], None),
        ((307, {"location": PLACE}, ""), [1], None),
        ((302, {"location": "/show/4711", "link": memento("/show/4711")}, ""), [1], None),
        ((302, {"location": PLACE, "link": f"{LINK}, {memento('/2', 'Tue, 03 May 2011 00:00:00 GMT', 'next memento')}"}, ""),
         [1, 3], None),
        ((200, {"memento-datetime": WHEN, "content-location": PLACE, "content-type": "text/html; charset=x"}, "page"), [1], 200),
        ((404, {"memento-datetime": WHEN, "link": LINK}, "page"), [1], 404),
    ],
    ids=[
        "Location and Link", "Location alone", "an address that says nothing", "the one after it too",
        "the capture itself", "the capture of an error",
    ],
)  # fmt: skip
def test_a_timegate_names_the_capture_of_the_day(reply, days, status):
    """By `Location`, `Link` or `Memento-Datetime`; it is asked for the day, and its redirect is not followed."""
    facts, asked = look_up(GATE, {f"https://a.test/timegate/{URL}": reply})
    assert isinstance(facts, Listing)
    assert [each.captured.day for each in facts.captures] == days
    assert facts.captures[0].status == status
    assert facts.truncated
    assert asked == [
        (f"https://a.test/timegate/{URL}", {"Accept-Datetime": "Mon, 23 May 2011 12:00:00 GMT"}, False)
    ]


def test_a_timegate_may_send_on():
    """To another spelling of itself, at its own host, where the question is asked again."""
    other = f"https://a.test/timegate/{URL}/"
    replies = {
        f"https://a.test/timegate/{URL}": (301, {"location": other}, ""),
        other: (302, {"location": PLACE, "link": LINK}, ""),
    }
    facts, asked = look_up(GATE, replies)
    assert [each.address for each in facts.captures] == [PLACE]
    assert all(headers["Accept-Datetime"] for _, headers, _ in asked)
    replies[other] = (301, {"location": f"https://a.test/timegate/{URL}"}, "")
    facts, asked = look_up(GATE, replies)
    assert (facts.reason, len(asked)) == (Reason.TOO_MANY_HOPS, HOPS)


@pytest.mark.parametrize(
    "location",
    [
        "https://b.test/timegate/", f"https://archive.is/20110501000000/{URL}", "http://127.0.0.1/", "javascript:1",
        "https://[broken", f"http://10.0.0.1/20110501000000/{URL}", f"https://u:p@a.test/20110501000000/{URL}", "",
        "https://a.test/20110501000000/http://another.test/",
    ],
    ids=["another host", "archive.today", "this machine", "a script", "no address", "a private host", "a password",
         "nowhere", "another page"],
)  # fmt: skip
def test_where_a_timegate_may_not_send(location):
    """Nobody is sent there, and nothing is asked of it on the archive's word."""
    facts, asked = look_up(GATE, {f"https://a.test/timegate/{URL}": (302, {"location": location}, "")})
    assert isinstance(facts, NoAnswer)
    assert {url.partition("/timegate/")[0] for url, _, _ in asked if "another.test" not in url} == {
        "https://a.test"
    }


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=60), st.sampled_from([200, 302, 404]))
def test_whatever_a_timegate_says_is_a_value(link, location, when, status):
    """Hostile headers raise nothing, and name no capture that people may not be sent to."""
    headers = {"link": link, "location": location, "memento-datetime": when}
    facts, _ = look_up(GATE, {f"https://a.test/timegate/{URL}": (status, headers, "")})
    assert isinstance(facts, Listing | NoAnswer)
