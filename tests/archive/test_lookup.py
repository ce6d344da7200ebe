"""Look-ups at a real archive on loopback, whose dialect and whose faults are those of the Wayback Machine."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
import requests
from cdx_server import (
    CLOSED,
    EXCLUDED,
    HTML,
    NOT_FOUND,
    TOO_MANY,
    TOO_MANY_FOR_A_MINUTE,
    UNAVAILABLE,
    CdxServer,
    Fault,
    captured,
)
from waybackpy.cdx_snapshot import CDXSnapshot

from citecheck.archive import Pace, choose, dialect, listing
from citecheck.models import Listing, NoAnswer, NotChecked, Reason
from citecheck.settings import Settings
from citecheck.web import Client, Reply

URL = "http://www.example.org/report_2007.htm"
WANTED = date(2011, 5, 23)
ROWS = [
    captured("http://example.org/report_2007.htm", "20070225101500", body="one"),
    captured("http://www.example.org:80/report_2007.htm", "20110501000000", None, body="one"),
    captured("https://www.example.org/report_2007.htm", "20110524000000", 301),
    captured("http://www.example.org/report_2007.htm", "20150101000000", 404),
    captured("http://www.example.org/report_2008.htm", "20110523000000"),
]


class Instead:
    """A client that answers from a table, without a socket."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    async def get(self, url, _manner):
        self.asked.append(url)
        return self.answers.pop(0)


def reply(status=200, body="", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, url="http://a.test/", headers=named, body=body.encode(), cut=False, hops=())


def look_up(*urls, base, wanted=WANTED, pace=None, settings=None):
    """Look *urls* up, one after the other, with the program's own client."""

    async def run():
        speed = pace or Pace(1000)
        async with Client(settings or Settings(delay=0, retries=0)) as client:
            return [await listing(url, client, speed, base, wanted) for url in urls]

    return asyncio.run(run())


def test_one_request_finds_every_capture_of_the_address():
    """Scheme, `www.` and port do not matter; redirects, errors and revisits come too; other pages do not."""
    with CdxServer(ROWS) as archive:
        (facts,) = look_up(URL, base=archive.base)
    assert isinstance(facts, Listing)
    assert [capture.status for capture in facts.captures] == [200, None, 301, 404]
    assert facts.captures[0].captured == datetime(2007, 2, 25, 10, 15, tzinfo=UTC)
    assert archive.addresses == [URL]
    assert not facts.truncated
    chosen = choose(facts, url=URL, wanted=WANTED, accessed=WANTED, base=archive.base)
    assert chosen.url == f"{archive.base}/web/20110501000000/http://www.example.org:80/report_2007.htm"


@pytest.mark.parametrize("path", ["", "/", "/all/", "/a/b"])
def test_the_base_may_have_a_path_and_end_in_a_slash(path):
    """The index stands at the same place below every base."""
    with CdxServer(ROWS) as archive:
        (facts,) = look_up(URL, base=archive.base + path)
    assert isinstance(facts, Listing)
    assert len(facts.captures) == 4


def test_none_exists_is_an_empty_listing():
    """An answer without rows says that the archive holds nothing."""
    with CdxServer(ROWS) as archive:
        assert look_up("http://never.test/", base=archive.base) == [Listing(())]


def test_malformed_rows_are_counted_and_cost_no_other():
    """The rows behind a broken one are read."""
    with CdxServer(ROWS, malformed=["x" * 50, str(ROWS[0]).replace("20070225", "20070231")]) as archive:
        (facts,) = look_up(URL, base=archive.base)
    assert isinstance(facts, Listing)
    assert (len(facts.captures), facts.malformed) == (4, 2)


@pytest.mark.parametrize(
    "fault, reason, detail",
    [
        (TOO_MANY, Reason.RATE_LIMITED, "the archive answers 429"),
        (TOO_MANY_FOR_A_MINUTE, Reason.RATE_LIMITED, "the archive answers 429 and asks to wait 60"),
        (HTML, Reason.NOT_A_LISTING, "the archive answers 200 without a listing (text/html)"),
        (
            Fault(200, "<html>no end"),
            Reason.NOT_A_LISTING,
            "the archive answers 200 without a listing (text/plain)",
        ),
        (Fault(204), Reason.NOT_A_LISTING, "the archive answers 204"),
        (UNAVAILABLE, Reason.SERVER_ERROR, "the archive answers 503"),
        (Fault(504), Reason.SERVER_ERROR, "the archive answers 504"),
        (Fault(520, "unknown"), Reason.SERVER_ERROR, "the archive answers 520"),
        (Fault(400), Reason.REFUSED_BY_ARCHIVE, "the archive answers 400"),
        (Fault(403), Reason.SHUT_OUT, "the archive answers 403"),
        (NOT_FOUND, Reason.REFUSED_BY_ARCHIVE, "the archive answers 404"),
        (EXCLUDED, Reason.REFUSED_BY_ARCHIVE, "the address is excluded from the archive"),
        (
            Fault(200, EXCLUDED.headers[0][1]),
            Reason.REFUSED_BY_ARCHIVE,
            "the address is excluded from the archive",
        ),
        (
            Fault(403, "org.archive.wayback.exception.RobotAccessControlException: Blocked By Robots"),
            Reason.REFUSED_BY_ARCHIVE,
            "the address is excluded from the archive by the site's robots.txt",
        ),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Fault) else "",
)
def test_a_refusal_is_never_taken_for_an_empty_archive(fault, reason, detail):
    """Whatever is not rows is told apart from "holds nothing", with its reason."""
    with CdxServer(ROWS) as archive:
        archive.fail(fault)
        assert look_up(URL, base=archive.base) == [NoAnswer(reason, detail)]


def test_a_closed_connection_is_no_answer():
    """A failure of the transport passes through as the client gave it."""
    with CdxServer(ROWS) as archive:
        archive.fail(CLOSED)
        (facts,) = look_up(URL, base=archive.base)
    assert isinstance(facts, NoAnswer)
    assert facts.reason in {Reason.RESET, Reason.PROTOCOL}


def test_a_429_stops_the_asking():
    """After one 429 no further request leaves, and every later look-up says why."""
    with CdxServer(ROWS) as archive:
        archive.fail(TOO_MANY, times=1)
        first, second, third = look_up(URL, "http://b.test/", "http://c.test/", base=archive.base)
    assert first == NoAnswer(Reason.RATE_LIMITED, "the archive answers 429")
    assert second == third == NoAnswer(Reason.RATE_LIMITED, "not asked: the archive answers 429")
    assert archive.addresses == [URL]


def test_a_403_for_us_stops_the_asking_and_one_for_a_site_does_not():
    """An excluded site says nothing of other sites; a refusal without a reason is meant for whoever asks."""
    with CdxServer(ROWS) as archive:
        archive.fail(EXCLUDED, times=1)
        archive.fail(Fault(403), times=1)
        facts = look_up("http://excluded.test/", URL, "http://c.test/", base=archive.base)
    assert [each.reason for each in facts] == [Reason.REFUSED_BY_ARCHIVE, Reason.SHUT_OUT, Reason.SHUT_OUT]
    assert archive.addresses == ["http://excluded.test/", URL]


def test_a_refused_connection_stops_the_asking():
    """It is how the archive's firewall shuts out who went on after a 429."""
    with socket.create_server(("127.0.0.1", 0)) as unused:
        base = f"http://127.0.0.1:{unused.getsockname()[1]}"
    first, second = look_up(URL, "http://b.test/", base=base)
    assert (first.reason, second.reason) == (Reason.REFUSED, Reason.REFUSED)
    assert not first.detail.startswith("not asked: ")
    assert second.detail.startswith("not asked: ")


def test_what_may_pass_is_tried_once_more():
    """A 503 is followed by one repetition, not by more, whatever the settings say of retries."""
    with CdxServer(ROWS) as archive:
        archive.fail(UNAVAILABLE, times=1)
        (facts,) = look_up(URL, base=archive.base, settings=Settings(delay=0, retries=5))
        assert isinstance(facts, Listing)
        archive.fail(UNAVAILABLE)
        (facts,) = look_up("http://b.test/", base=archive.base, settings=Settings(delay=0, retries=5))
    assert facts == NoAnswer(Reason.SERVER_ERROR, "the archive answers 503")
    assert archive.addresses == [URL, URL, "http://b.test/", "http://b.test/"]


def test_the_pause_between_requests_to_one_host_does_not_hold_for_the_archive():
    """The archive has a pace of its own: four look-ups are under way at once, and none waits for another."""

    async def run():
        pace = Pace(1000)
        async with Client(Settings(delay=60, per_host=1)) as client:
            urls = [f"http://a.test/{number}" for number in range(8)]
            tasks = [listing(url, client, pace, archive.base, WANTED) for url in urls]
            return await asyncio.wait_for(asyncio.gather(*tasks), 20)

    with CdxServer(ROWS, delay=0.1) as archive:
        assert asyncio.run(run()) == [Listing(())] * 8
    assert archive.most_in_flight == 4


@pytest.mark.parametrize(
    "years, wanted, requests, expected",
    [
        (range(1998, 2012), date(2011, 6, 1), 3, "20110101"),
        ([*range(1998, 2004), 2011], date(2011, 6, 1), 3, "20110101"),
        ([*range(1998, 2004), 2013], date(2011, 6, 1), 3, "20130101"),
        (range(1998, 2012), date(2001, 1, 3), 1, "20010101"),
        (range(1998, 2002), date(2020, 1, 1), 1, "20010101"),
        (range(1998, 2012), date(1990, 1, 1), 1, "19980101"),
    ],
    ids=[
        "the day lies beyond all",
        "the day lies beyond those that came",
        "the nearest comes years after the day",
        "the day lies among them",
        "there are no more",
        "the day lies before them",
    ],
)
def test_more_captures_than_one_answer_holds(monkeypatch, years, wanted, requests, expected):
    """Where the rows end before the wanted day although there are more, both sides of that day are fetched."""
    monkeypatch.setattr(dialect, "ROWS", 5)
    rows = [captured(URL, f"{year}0101000000") for year in years]
    with CdxServer(rows) as archive:
        (facts,) = look_up(URL, base=archive.base, wanted=wanted)
    assert isinstance(facts, Listing)
    assert len(archive.asked) == requests
    assert facts.truncated is (len(rows) > 5)
    assert list(facts.captures) == sorted(set(facts.captures), key=lambda capture: capture.captured)
    chosen = choose(facts, url=URL, wanted=wanted, accessed=None, base=archive.base)
    assert f"/web/{expected}000000/" in chosen.url


def test_half_of_a_long_listing_is_not_an_answer(monkeypatch):
    """If one of the further requests fails, nobody knows which capture is nearest."""
    monkeypatch.setattr(dialect, "ROWS", 2)
    rows = [captured(URL, f"{year}0101000000") for year in range(2000, 2011)]
    first = reply(body="".join(f"{row}\n" for row in rows[:2]) + "\nkey\n")
    client = Instead(first, reply(404))
    facts = asyncio.run(listing(URL, client, Pace(1000), "http://a.test", WANTED))
    assert facts == NoAnswer(Reason.REFUSED_BY_ARCHIVE, "the archive answers 404")


@pytest.mark.parametrize(
    "url, why",
    [
        ("mailto:a@example.org", "scheme mailto"),
        ("javascript:alert(1)", "scheme javascript"),
        ("example.org/a", "malformed address"),
        ("http://", "malformed address"),
        ("http://[::1", "malformed address"),
        ("", "malformed address"),
    ],
)
def test_what_no_archive_can_hold_is_not_asked(url, why):
    """No request is spent on an address that is not one of the web."""
    assert asyncio.run(listing(url, Instead(), Pace(1000), "http://a.test", WANTED)) == NotChecked(why)


def test_credentials_do_not_reach_the_archive():
    """The name and the password in a cited address are nobody else's business."""
    client = Instead(reply())
    asyncio.run(listing("https://me:s3cret@a.test:8443/x?y#z", client, Pace(1000), "http://b.test", WANTED))
    assert "url=https%3A%2F%2Fa.test%3A8443%2Fx%3Fy%23z" in client.asked[0]
    assert not re.search("s3cret|me%3A|me:", client.asked[0])


def test_waybackpy_never_connects(monkeypatch):
    """waybackpy writes the query and reads the rows; its own network code is not touched."""

    def refuse(*_args, **_options):
        raise AssertionError

    client = Instead(reply(body="".join(f"{row}\n" for row in ROWS[:4])))
    parsed = []
    original = CDXSnapshot.__init__

    def count(self, properties):
        parsed.append(properties["timestamp"])
        original(self, properties)

    async def run():
        monkeypatch.setattr(requests, "Session", refuse)
        monkeypatch.setattr("waybackpy.cdx_api.get_response", refuse)
        monkeypatch.setattr(CDXSnapshot, "__init__", count)
        monkeypatch.setattr(socket, "socket", refuse)
        return await listing(URL, client, Pace(1000), "http://a.test", WANTED)

    facts = asyncio.run(run())
    monkeypatch.undo()
    assert isinstance(facts, Listing)
    assert len(facts.captures) == 4
    assert parsed == [row.timestamp for row in ROWS[:4]]


def test_the_room_is_light_until_it_is_used():
    """waybackpy costs a tenth of a second and brings requests; nothing of it is loaded with the room."""
    heavy = "{'waybackpy', 'requests', 'httpx'}"
    code = f"import sys, citecheck.archive; print(*{heavy} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("\n", "")
