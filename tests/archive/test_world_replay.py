"""The archive of the tests shows what it holds as the Wayback Machine does, and fails as it is told."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from urllib.parse import quote, urlencode, urlsplit

import pytest
from world.client import get
from world.faults import (
    EXCLUDED,
    MALFORMED_ROWS,
    OFFLINE_PAGE,
    ONLY_MALFORMED_ROWS,
    RESET,
    TOO_MANY_FOR_A_MINUTE,
    UNAVAILABLE,
    Fault,
)

from citecheck.archive.dialect import read_listing

LOC = "http://www.loc.gov/law/help/child-rights/russia.php"
STEADY = "http://pages.example/steady.html"
MOVED = "http://moved.example/2007/report.html"
PROTECTION = "http://www.protrectionproject.org/wp-content/uploads/2010/09/Russia.pdf"


# --- replay ----------------------------------------------------------------------------------------------


def test_raw_replay_gives_the_recorded_bytes(archive_world):
    """With the moment of the capture, and the links to the others."""
    target = f"/web/20110620000000id_/{LOC}"
    status, headers, body = get(archive_world.front, target)
    assert (status, headers["memento-datetime"]) == (200, "Mon, 20 Jun 2011 00:00:00 GMT")
    assert b"<title>Children&#x27;s Rights: Russian Federation | www.loc.gov</title>" in body
    assert b"TOOLBAR" not in body
    assert b"TOOLBAR" in get(archive_world.front, target.replace("id_", ""))[2]
    assert f'<{archive_world.front}/web/20110901000000/{LOC}>; rel="last memento"' in headers["link"]
    assert headers["x-archive-orig-content-type"] == headers["content-type"] == "text/html; charset=utf-8"


def test_a_revisit_shows_what_it_repeats(archive_world):
    """Under its own moment."""
    first = get(archive_world.front, f"/web/20080101000000id_/{STEADY}")
    again = get(archive_world.front, f"/web/20120101000000id_/{STEADY}")
    assert again[2] == first[2] != b""
    assert again[1]["memento-datetime"] == "Sun, 01 Jan 2012 00:00:00 GMT"


@pytest.mark.parametrize(
    "target, status, location",
    [
        (f"/web/20110703id_/{LOC}", 302, f"/web/20110704090000id_/{LOC}"),
        (f"/web/2/{LOC}", 302, f"/web/20110620000000/{LOC}"),
        (
            f"/web/20100601000000id_/{MOVED}",
            302,
            "/web/20100601000000id_/http://moved.example/publications/report-2007",
        ),
        ("/web/20100601000000id_/http://loop.example/a", 301, "/web/20100601000000id_/http://loop.example/b"),
        (
            "/web/20110701000000id_/" + PROTECTION,
            302,
            "/web/20110701000004id_/https://protrectionproject.org/wp-content/uploads/2010/09/Russia.pdf",
        ),
        (f"/web/{LOC}", 302, f"/web/20110901000000/{LOC}"),
    ],
)
def test_redirects_stay_in_the_archive(archive_world, target, status, location):
    """Archived ones, those to the nearest capture, and that of a page to another form of its own address."""
    said, headers, _ = get(archive_world.front, target)
    assert (said, headers["location"]) == (status, archive_world.front + location)


def test_a_redirect_is_shown_to_people_as_a_page(archive_world):
    """Status 200, and the word that it was one; only the raw replay redirects."""
    status, headers, body = get(archive_world.front, f"/web/20100601000000/{MOVED}")
    assert (status, "location" in headers) == (200, False)
    assert b"Got an HTTP 302 response at crawl time" in body


def test_errors_that_were_captured_are_captures(archive_world):
    """The moment tells them from what the archive does not hold."""
    status, headers, _ = get(archive_world.front, f"/web/20130101000000id_/{MOVED}")
    assert (status, headers["memento-datetime"]) == (404, "Tue, 01 Jan 2013 00:00:00 GMT")
    status, headers, _ = get(archive_world.front, "/web/20130101000000id_/http://never.example/")
    assert (status, "memento-datetime" in headers) == (404, False)


def test_compressed_bodies_come_as_they_were_stored(archive_world):
    """With the header that says so."""
    target = "/web/20120210000000id_/http://english.ruvr.ru/2009/12/17/3073796.html"
    _, headers, body = get(archive_world.front, target)
    assert (headers["content-encoding"], body[:2]) == ("gzip", b"\x1f\x8b")


def test_time_gate_and_time_map(archive_world):
    """RFC 7089: the nearest capture by `Accept-Datetime`, and all of them as links."""
    status, headers, _ = get(
        archive_world.front, f"/web/{STEADY}", Accept_Datetime="Fri, 01 Jan 2010 00:00:01 GMT"
    )
    assert (status, headers["vary"]) == (302, "accept-datetime")
    assert headers["location"] == f"{archive_world.front}/web/20100101000000/{STEADY}"
    status, headers, body = get(archive_world.front, f"/web/timemap/link/{STEADY}")
    assert (status, headers["content-type"]) == (200, "application/link-format")
    assert body.count(b'memento"; datetime=') == 6
    assert f'<{archive_world.front}/web/20080101000000/{STEADY}>; rel="first memento"'.encode() in body


def test_the_same_archive_answers_in_pywbs_own_dialect(archive_world):
    """For what asks pywb itself."""
    parts = urlsplit(archive_world.pywb)
    _, _, body = get(archive_world.pywb, f"{parts.path}/cdx?{urlencode({'url': STEADY, 'output': 'json'})}")
    assert [json.loads(line)["timestamp"][:4] for line in body.splitlines()] == [
        str(year) for year in range(2008, 2014)
    ]


# --- the web of one day ----------------------------------------------------------------------------------


def test_the_proxy_shows_the_web_of_2012(archive_world):
    """Pages as they were then, redirects as their servers sent them, an error for what was never there."""
    status, headers, _ = get(archive_world.proxy, "http://eng.kremlin.ru/news/1580")
    assert (status, headers["location"]) == (301, "http://eng.kremlin.ru/acts/1580")
    moved = get(archive_world.proxy, "http://eng.kremlin.ru/acts/1580")[2]
    old = get(archive_world.front, "/web/20110115000000id_/http://eng.kremlin.ru/news/1580")[2]
    assert moved == old != b""
    assert get(archive_world.proxy, "http://never.example/")[0] == 404
    assert get(archive_world.proxy, MOVED)[0] == 404


def test_the_proxy_serves_https_with_a_certificate_of_its_own(archive_world):
    """Which a client trusts that was given the file."""
    context = ssl.create_default_context(cafile=archive_world.ca)
    connection = http.client.HTTPSConnection(
        urlsplit(archive_world.proxy).netloc, context=context, timeout=20
    )
    connection.set_tunnel("data.worldbank.org", 443)
    connection.request("GET", "/countries/russia")
    answer = connection.getresponse()
    assert (answer.status, b"Russian Federation Data" in answer.read()) == (200, True)
    connection.close()


# --- faults ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault, status, said",
    [
        (TOO_MANY_FOR_A_MINUTE, 429, b"429"),
        (UNAVAILABLE, 503, b"Offline"),
        (OFFLINE_PAGE, 200, b"<html>"),
        (EXCLUDED, 403, b"Blocked"),
        (ONLY_MALFORMED_ROWS, 200, b"20110231000000"),
    ],
)
def test_a_fault_meets_what_it_is_planned_for(archive_world, fault, status, said):
    """So often, about that address, on that path; the others are answered."""
    archive_world.faults.add(fault, about="loc.gov", times=1)
    target = f"/cdx/search/cdx?url={quote(LOC)}"
    assert (
        get(archive_world.front, "/cdx/search/cdx?url=http://pages.example/steady.html")[2].count(b"\n") == 6
    )
    assert get(archive_world.front, f"/web/20110620000000id_/{LOC}")[0] == 200
    first, headers, body = get(archive_world.front, target)
    assert (first, said in body) == (status, True)
    assert dict(fault.headers).get("Retry-After") == headers.get("retry-after")
    assert get(archive_world.front, target)[2].count(b"\n") == 4


def test_connections_are_reset_cut_and_refused(archive_world):
    """Three ways of not answering that are no status."""
    target = f"/cdx/search/cdx?url={quote(LOC)}"
    archive_world.faults.add(RESET, times=1)
    with pytest.raises(ConnectionResetError):
        get(archive_world.front, target)
    archive_world.faults.add(Fault(cut=100), times=1)
    with pytest.raises(http.client.IncompleteRead):
        get(archive_world.front, target)
    with archive_world.server.refused(), pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urlsplit(archive_world.front).port), 5)
    assert get(archive_world.front, target)[0] == 200


def test_malformed_rows_stand_among_good_ones(archive_world):
    """The program's reader skips and counts them."""
    archive_world.faults.add(MALFORMED_ROWS)
    _, _, body = get(archive_world.front, f"/cdx/search/cdx?url={quote(LOC)}")
    found = read_listing(body, cut=False)
    assert (len(found.captures), found.malformed) == (4, len(MALFORMED_ROWS.rows))


def test_the_limit_refuses_what_comes_beyond_it(archive_world):
    """The 25th request of a minute; replay does not count, and the log says what was answered when."""
    archive_world.limiter.on()
    for _ in range(24):
        assert get(archive_world.front, f"/cdx/search/cdx?url={quote(LOC)}")[0] == 200
    assert get(archive_world.front, f"/web/20110620000000id_/{LOC}")[0] == 200
    assert get(archive_world.front, f"/cdx/search/cdx?url={quote(LOC)}")[0] == 429
    assert get(archive_world.front, f"/web/timemap/link/{LOC}")[0] == 429
    assert [asked.status for asked in archive_world.log] == [200] * 25 + [429] * 2
    assert archive_world.server.looked_up == [LOC] * 25
    times = [asked.at for asked in archive_world.log]
    assert times == sorted(times)


def test_the_minute_of_the_limit_can_be_short(archive_world):
    """So that a test of the pace need not last one."""
    limiter = archive_world.limiter
    limiter.on(limit=2, minute=10.0)
    assert [limiter.admits(at) for at in (0.0, 1.0, 2.0, 9.9, 10.0, 10.5, 11.0)] == [
        True, True, False, False, True, False, True,
    ]  # fmt: skip
