"""Which archives can be named, what each understands, and what is never asked."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st
from memento_server import MementoServer

from citecheck.archive import Pace, archive_named, archives_of, choose, listing_of, raw_address, settled
from citecheck.archive.archives import ARQUIVO, WAYBACK, Archive
from citecheck.archive.cdxj import query_address, read_rows
from citecheck.archive.folding import same_page
from citecheck.errors import SettingsError
from citecheck.models import Capture, Listing, NoAnswer, NotChecked, Reason
from citecheck.settings import Settings
from citecheck.web import Client, Reply

URL = "http://www.example.org/report"
WANTED = date(2011, 5, 23)
MOMENT = datetime(2011, 5, 23, 12, tzinfo=UTC)
OWN = Archive("own", "http://own.test/cite", "pywb", 600, 600, shown="{base}/{moment}/{url}")


# --- what can be named ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, base, dialect",
    [
        ("wayback", "https://web.archive.org", "wayback"),
        ("Archive.org", "https://web.archive.org", "wayback"),
        ("arquivo.pt", "https://arquivo.pt/wayback", "pywb"),
        (" ARQUIVO ", "https://arquivo.pt/wayback", "pywb"),
        ("http://127.0.0.1:8080/cite/", "http://127.0.0.1:8080/cite", "any"),
        ("https://a.test/timegate/", "https://a.test/timegate/", "timegate"),
        ("https://a.test/web/timemap/link", "https://a.test/web/timemap/link/", "timemap"),
        ("timegate:https://a.test/x", "https://a.test/x/", "timegate"),
        ("TimeMap:https://a.test/x/", "https://a.test/x/", "timemap"),
        ("pywb:https://a.test/timegate/", "https://a.test/timegate", "pywb"),
        ("wayback:https://a.test/", "https://a.test", "wayback"),
    ],
)
def test_an_archive_is_named_or_described(text, base, dialect):
    """A name, or a base whose path or whose beginning says what it is."""
    found = archive_named(text)
    assert (found.base, found.dialect) == (base, dialect)


@pytest.mark.parametrize(
    "text",
    [
        "", "nowhere", "ftp://a.test/", "https://", "https://u:p@a.test/", "https://a.test/?url=", "https://a.test/#x",
        "https://a .test/", "https://a.test/\x07", "https://[::1/", "https://a.test:x/", "timegate:arquivo.pt", "timegate:",
    ],
)  # fmt: skip
def test_what_is_no_archive_is_refused(text):
    """One sentence says what could be written instead."""
    with pytest.raises(SettingsError, match=r"arquivo\.pt") as error:
        archive_named(text)
    assert "\n" not in str(error.value)
    assert "\x07" not in str(error.value)


TODAY = [f"archive.{ending}" for ending in ("today", "ph", "is", "li", "fo", "vn", "md")]


@pytest.mark.parametrize("name", TODAY)
@pytest.mark.parametrize(
    "written",
    ["{}", "https://{}", "http://www.{}/timegate/", "timemap:https://{}./timemap/", "https://{}:443/"],
)
def test_archive_today_is_never_asked(name, written):
    """Under none of its names: it answers programs with a captcha."""
    for text in (written.format(name), written.format(name).upper().replace("TIMEMAP", "timemap")):
        with pytest.raises(SettingsError, match=r"is never asked: it answers programs with a captcha"):
            archive_named(text)
    with pytest.raises(SettingsError, match="never asked"):
        archives_of(Settings(wayback=f"https://{name}/"))


@pytest.mark.parametrize("host", ["archive.org.test", "myarchive.is", "archive.istanbul", "is"])
def test_other_names_are_not_taken_for_it(host):
    """Only those hosts are meant."""
    assert archive_named(f"https://{host}/x/").base == f"https://{host}/x"


@pytest.mark.parametrize(
    "text", ["foo", "web.archive.org", "ftp://a.example", "https://", "https://a:b", "me:secret@a.example"]
)
def test_what_is_no_address_is_no_wayback(text):
    """Else nothing could be asked, which would pass for a network that is down; no password is repeated."""
    with pytest.raises(SettingsError, match="wayback: not an address; write https://host") as error:
        archives_of(Settings(wayback=text))
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "wayback, archives, expected",
    [
        ("https://web.archive.org", (), ["https://web.archive.org"]),
        ("https://web.archive.org/", ("arquivo.pt",), ["https://web.archive.org", "https://arquivo.pt/wayback"]),
        ("https://web.archive.org", ("arquivo.pt", "wayback"), ["https://arquivo.pt/wayback", "https://web.archive.org"]),
        ("http://127.0.0.1:1", ("arquivo", "wayback"), ["https://arquivo.pt/wayback", "http://127.0.0.1:1"]),
        ("http://127.0.0.1:1", ("arquivo.pt", "arquivo"), ["http://127.0.0.1:1", "https://arquivo.pt/wayback"]),
        ("http://127.0.0.1:1", ("wayback:http://127.0.0.1:1/",), ["http://127.0.0.1:1"]),
    ],
    ids=["the Wayback Machine", "and another", "the other way round", "in its stead", "named twice", "the same again"],
)  # fmt: skip
def test_the_order_in_which_archives_are_asked(wayback, archives, expected):
    """The one of `--wayback` comes first unless the setting says otherwise; none is asked twice."""
    asked = archives_of(Settings(wayback=wayback, archive=archives, archive_pace=7))
    assert [archive.key for archive in asked] == expected
    assert [archive.key for archive in asked if archive.primary] == [wayback.rstrip("/")]
    assert {archive.per_minute for archive in asked if archive.primary} == {7}


def test_limits_are_those_that_were_asked_for():
    """80 % of what each archive allows; one's own machine may be asked as fast as it answers."""
    assert (WAYBACK.per_minute, WAYBACK.replays) == (30 * 0.8, 600 * 0.8)
    assert (ARQUIVO.per_minute, ARQUIVO.replays) == (250 * 0.8, 400 * 0.8)
    assert archive_named("https://a.test/x/").per_minute == WAYBACK.per_minute
    assert archive_named("http://localhost:8080/cite").own
    assert archive_named("http://localhost:8080/cite").per_minute == 600


@pytest.mark.parametrize(
    "archive, address, expected",
    [
        (WAYBACK, None, "https://web.archive.org/web/20110523120000id_/http://a.test/?b=1"),
        (ARQUIVO, "https://arquivo.pt/wayback/20110523120000/http://a.test/?b=1",
         "https://arquivo.pt/noFrame/replay/20110523120000id_/http://a.test/?b=1"),
        (OWN, "http://own.test/cite/20110523120000/http://a.test/?b=1",
         "http://own.test/cite/20110523120000id_/http://a.test/?b=1"),
        (OWN, "http://own.test/memento/4711", "http://own.test/memento/4711"),
        (OWN, "http://own.test/20110523120000/http://a.test/20110523120000/http://b.test/",
         "http://own.test/20110523120000id_/http://a.test/20110523120000/http://b.test/"),
    ],
    ids=["the Wayback Machine", "arquivo.pt", "pywb", "an archive that is laid out otherwise", "an archived archive"],
)  # fmt: skip
def test_where_the_bytes_are(archive, address, expected):
    """The raw replay of a capture, in the form that the archive understands."""
    capture = Capture(MOMENT, "http://a.test/?b=1", 200, "text/html", "A", address)
    assert raw_address(capture, archive) == expected


# --- what an index takes for one page ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "other, same",
    [
        ("https://example.org/report/", True),
        ("http://WWW2.example.org:80/Report#top", True),
        ("http://www.example.org:443/%72eport", True),
        ("http://example.org/report?", True),
        ("http://example.org/report?a=1", False),
        ("http://example.org/reports", False),
        ("http://example.org:8080/report", False),
        ("http://example.com/report", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_same_page(other, same):
    """Scheme, `www.`, port, case, last slash and fragment are folded; a query is not."""
    assert same_page(URL, other) is same
    assert same_page("http://a.test/?b=2&a=1", "https://a.test?A=1&B=2")


@given(st.text(max_size=60), st.text(max_size=60))
def test_same_page_takes_any_text(one, other):
    """Whatever an archive names, it is compared without an error, and each text is like itself."""
    assert same_page(one, one)
    assert same_page(one, other) == same_page(other, one)


# --- the index of pywb ------------------------------------------------------------------------------------


def row(stamp="20110523120000", url=URL, **fields):
    return json.dumps(
        {"urlkey": "k", "timestamp": stamp, "url": url, "mime": "text/html", "status": "200", "digest": "D"}
        | fields
    )


def read(*lines, cut=False):
    return read_rows("\n".join(lines).encode(), URL, OWN, cut=cut)


def test_the_query_of_pywb():
    """The rows nearest to the day come from one request, and nothing that is only like the address."""
    assert query_address("http://a.test/?b=1&c", "http://own.test/cite", WANTED) == (
        "http://own.test/cite/cdx?url=http%3A%2F%2Fa.test%2F%3Fb%3D1%26c&output=json&sort=closest"
        "&closest=20110523120000&limit=5000&allowFuzzy=false"
    )


@pytest.mark.parametrize(
    "line, status, mimetype",
    [
        (row(), 200, "text/html"),
        (row(status=404), 404, "text/html"),
        (row(status=None, mime="warc/revisit"), None, "warc/revisit"),
        (row(status="-", mime="warc/revisit"), None, "warc/revisit"),
        ('{"timestamp": "20110523120000", "original": "' + URL + '", "mimetype": "a/b", "statuscode": "301"}', 301, "a/b"),
        ("org,example)/report 20110523120000 " + row().replace('"timestamp": "20110523120000", ', ""), 200, "text/html"),
    ],
    ids=["JSON", "a number", "a revisit", "a revisit with a hyphen", "older names", "CDXJ"],
)  # fmt: skip
def test_rows_in_every_dress(line, status, mimetype):
    """Fields have other names than the Wayback Machine's; each capture says where a person opens it."""
    (capture,) = read(line).captures
    assert (capture.status, capture.mimetype, capture.captured) == (status, mimetype, MOMENT)
    assert capture.address == f"http://own.test/cite/20110523120000/{URL}"


@pytest.mark.parametrize(
    "lines, captures, malformed",
    [
        ([], 0, 0),
        ([row(), row("20120101000000")], 2, 0),
        ([row(url="http://www.example.org/report?_=1"), row(url="https://example.org/report/")], 1, 0),
        ([row(access="block"), row(access="exclude")], 0, 0),
        (
            [
                row(),
                "{",
                "null",
                "[]",
                "{}",
                row("20110231000000"),
                row("2011"),
                row(status="2xx"),
                row(url=""),
            ],
            1,
            8,
        ),
        ([row(), "{" + '"a":' + "[" * 5000 + "]" * 5000 + "}", row(url="x" * 20_000)], 1, 2),
    ],
    ids=[
        "nothing",
        "two",
        "what is only like the address",
        "what nobody may see",
        "malformed rows",
        "hostile rows",
    ],
)
def test_what_is_left_out(lines, captures, malformed):
    """Fuzzy matches and blocked captures are nobody's; a row that cannot be read costs no other."""
    found = read(*lines)
    assert (len(found.captures), found.malformed, found.archive) == (captures, malformed, "own")


@pytest.mark.parametrize("text", ["<html>", "not rows\nat all", "{}"])
def test_what_is_no_listing(text):
    assert read(text) is None


def test_a_listing_that_is_cut_off_is_truncated():
    """The row in which it breaks off is not counted."""
    found = read(row(), row("20120101000000"), '{"timestamp": "2013', cut=True)
    assert (len(found.captures), found.malformed, found.truncated) == (2, 0, True)


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data):
    """Whatever comes instead of rows, it is a listing or it is none."""
    assert read_rows(data, URL, OWN) is None or isinstance(read_rows(data, URL, OWN), Listing)


# --- asking -----------------------------------------------------------------------------------------------


def ask(text, *urls):
    """Look *urls* up at the archive *text*, as a run does."""

    async def run():
        archive = archive_named(text)
        pace = Pace(archive.per_minute)
        async with Client(Settings(delay=0, retries=0)) as client:
            archive = await settled(archive, client, pace)
            return [await listing_of(url, client, pace, archive, WANTED) for url in urls]

    return asyncio.run(run())


HELD = {URL: ["20090101000000", "20110501000000", "20140101000000"]}


@pytest.mark.parametrize("form", ["{}/cite", "{}/cite/", "{}/cite/timemap/link/", "timegate:{}/cite/"])
def test_every_dialect_finds_the_same_copy(form):
    """An index, a TimeMap and a TimeGate name the copy of the day, and where it is opened."""
    with MementoServer(HELD) as archive:
        found, none = ask(form.format(archive.base), URL, "http://never.test/")
        expected = archive.place("20110501000000", URL)
    assert isinstance(found, Listing)
    assert found.archive.startswith("127.0.0.1:")
    chosen = choose(found, url=URL, wanted=WANTED, accessed=WANTED, base="http://nowhere.test")
    assert (chosen.url, chosen.days) == (expected, -22)
    assert none == Listing((), archive=found.archive)


def test_a_base_that_is_no_index_is_asked_as_a_timegate():
    """One look tells; the addresses of the run are then asked once each."""
    with MementoServer(HELD) as archive:
        archive.answer = _without_index(archive)
        found, again = ask(f"{archive.base}/cite", URL, URL)
    assert [capture.captured.year for capture in found.captures] == [2011]
    assert found == again
    assert [path.partition("?")[0] for path in archive.asked] == ["/cite/cdx", f"/cite/{URL}", f"/cite/{URL}"]
    assert archive.headers[1]["accept-datetime"] == "Mon, 23 May 2011 12:00:00 GMT"


def _without_index(archive):
    answer = archive.answer
    return lambda path, headers: (404, {}, "") if "/cdx" in path else answer(path, headers)


def test_a_collection_that_does_not_exist_says_nothing():
    """pywb answers for it with an empty listing: that is not "none is archived", and one look is enough."""
    with MementoServer(HELD) as archive:
        first, second = ask(f"pywb:{archive.base}/misspelt", URL, "http://b.test/")
        base = archive.base.partition("//")[2]
    assert first == NoAnswer(
        Reason.NOT_A_LISTING, f"no collection is at http://{base}/misspelt/, which answers 404"
    )
    assert second.detail.startswith("not asked: no collection is at")
    assert len(archive.asked) == 2


def test_a_collection_that_exists_is_looked_at_once():
    """After that its empty listings are believed."""
    with MementoServer({}) as archive:
        facts = ask(f"pywb:{archive.base}/cite", *(f"http://{name}.test/" for name in "abc"))
    assert [each.captures for each in facts] == [(), (), ()]
    assert [path.partition("?")[0] for path in archive.asked] == [
        "/cite/cdx",
        "/cite/",
        "/cite/cdx",
        "/cite/cdx",
    ]


@pytest.mark.parametrize("form", ["timegate:{}/else/", "timemap:{}/else/"])
def test_a_404_of_what_shows_nothing_of_an_archive_is_unknown(form):
    """Every server says 404 of what it does not have; only an archive's says that there is no copy."""
    with MementoServer(HELD) as archive:
        (facts,) = ask(form.format(archive.base), URL)
    assert facts.reason == Reason.REFUSED_BY_ARCHIVE
    assert facts.detail.endswith("answers 404, and nothing shows that it is an archive")


@pytest.mark.parametrize(
    "form", ["http://a.test/cite", "http://a.test/timemap/", "http://a.test/timegate/", "wayback"]
)
@pytest.mark.parametrize("url", ["mailto:a@b.test", "http://", "nothing"])
def test_what_no_archive_can_hold_is_not_asked(form, url):
    """No request is spent, in no dialect."""
    facts = asyncio.run(listing_of(url, None, Pace(1), archive_named(form), WANTED))
    assert isinstance(facts, NotChecked)


class Instead:
    """A client that answers from a table, without a socket."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    async def get(self, url, _manner):
        self.asked.append(url)
        return self.answers.pop(0)


@pytest.mark.parametrize("form", ["http://a.test/cite", "http://a.test/timemap/", "http://a.test/timegate/"])
@pytest.mark.parametrize(
    "answer, reason, closes",
    [
        (Reply(429, "http://a.test/", {"retry-after": "9"}), Reason.RATE_LIMITED, True),
        (Reply(403, "http://a.test/", {}), Reason.SHUT_OUT, True),
        (NoAnswer(Reason.REFUSED), Reason.REFUSED, True),
        (Reply(400, "http://a.test/", {}), Reason.REFUSED_BY_ARCHIVE, False),
        (Reply(200, "http://a.test/", {"content-type": "text/html"}, b"<html>hello"), Reason.NOT_A_LISTING, False),
    ],
    ids=["429", "403", "refused", "400", "a page"],
)  # fmt: skip
def test_what_stops_the_asking_stops_it_in_every_dialect(form, answer, reason, closes):
    """A refusal is told from an empty archive, and closes it where it is meant for whoever asks."""
    client, pace = Instead(answer), Pace(24)
    facts = asyncio.run(listing_of(URL, client, pace, archive_named(form), WANTED))
    assert facts.reason == reason
    assert (pace.closed is not None) is closes


def test_what_may_pass_keeps_a_base_open():
    """A 503 does not tell whether a base is pywb's or a TimeGate; the next look may."""
    archive = archive_named("http://a.test/cite")
    client = Instead(*[Reply(503, "http://a.test/", {})] * 2)
    assert asyncio.run(settled(archive, client, Pace(24))) == archive


def test_a_second_wayback_names_itself():
    """Listings of the archive that comes first need no name; those of another one have name and places."""
    body = f"org,example)/report 20110523120000 {URL} text/html 200 {'A' * 32} 1234\n"
    answers = [Reply(200, "http://a.test/", {"content-type": "text/plain"}, body.encode()) for _ in range(2)]
    first, *_ = archives_of(Settings(wayback="http://a.test"))
    other = archive_named("wayback:http://a.test/x")
    plain, named = (
        asyncio.run(listing_of(URL, Instead(answer), Pace(24), archive, WANTED))
        for answer, archive in zip(answers, (first, other), strict=True)
    )
    assert (plain.archive, plain.captures[0].address) == ("", None)
    assert named.archive == "a.test/x"
    assert named.captures[0].address == f"http://a.test/x/web/20110523120000/{URL}"
