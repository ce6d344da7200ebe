"""What an archive shows for a capture: redirects are followed within the archive and within a day, and no farther."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from citecheck.archive import Pace
from citecheck.archive.archives import archive_named
from citecheck.archive.replay import MOST_ADDRESSES, shown
from citecheck.check import ASKED
from citecheck.models import Capture, Hop, NoAnswer, Reason
from citecheck.web import Reply

WAYBACK = archive_named("wayback")
PYWB = archive_named("pywb:http://127.0.0.1:8080/cite")
BASE, OWN = "https://web.archive.org/web", "http://127.0.0.1:8080/cite"
PAGE, NEW, HOME = "http://a.test/old", "http://a.test/new", "http://a.test/"
DAY = "Mon, 23 May 2011 12:00:00 GMT"
CAPTURE = Capture(datetime(2011, 5, 23, 12, tzinfo=UTC), PAGE, 200, "text/html", "A" * 32)


def at(url, base=BASE, moment="20110523120000"):
    """Return the address of a raw capture."""
    return f"{base}/{moment}id_/{url}"


def answer(status=200, body=b"<title>Page</title>", *, memento=DAY, kind="text/html", **headers):
    named = {"content-type": kind, **({"memento-datetime": memento} if memento else {}), **headers}
    return Reply(status, "http://elsewhere.test/", named, body)


class Shelf:
    """A client that gives what the archive has at an address, and 404 without a moment for all else."""

    def __init__(self, replies):
        self.replies, self.asked = replies, []

    async def get(self, url, _manner):
        self.asked.append(url)
        return self.replies.get(url, answer(404, memento=None))


def look(replies, archive=WAYBACK):
    shelf = Shelf(replies)
    # Listings of other archives than the Wayback Machine say where a person opens each capture.
    capture = CAPTURE if archive is WAYBACK else replace(CAPTURE, address=f"{OWN}/20110523120000/{PAGE}")
    return asyncio.run(shown(capture, archive, shelf, Pace(1000), ASKED)), shelf.asked


def test_the_bytes_of_the_capture_under_the_address_of_that_day():
    """Nothing of the archive's own address is in what is judged."""
    reply, asked = look({at(PAGE): answer()})
    assert (reply.status, reply.url, reply.body, reply.hops) == (200, PAGE, b"<title>Page</title>", ())
    assert asked == [at(PAGE)]


@pytest.mark.parametrize(
    "archive, base, location",
    [
        pytest.param(WAYBACK, BASE, f"/web/20110523120000id_/{NEW}", id="Wayback writes it into the archive"),
        pytest.param(WAYBACK, BASE, at(NEW), id="with its host"),
        pytest.param(PYWB, OWN, NEW, id="pywb leaves it as it was"),
        pytest.param(PYWB, OWN, "/new", id="relative to the page of that day"),
        pytest.param(PYWB, OWN, "new", id="relative to its directory"),
    ],
)
def test_an_archived_redirect_is_followed_in_the_archive(archive, base, location):
    """Whatever its form, the next address is one of the archive's, and the hop is that of that day."""
    reply, asked = look({at(PAGE, base): answer(301, location=location), at(NEW, base): answer()}, archive)
    assert (reply.url, reply.hops) == (NEW, (Hop(PAGE, 301, NEW),))
    assert asked == [at(PAGE, base), at(NEW, base)]


def test_a_page_that_leads_on_by_itself_is_followed_too():
    body = b'<meta http-equiv="refresh" content="0; url=/new">'
    reply, asked = look({at(PAGE): answer(body=body), at(NEW): answer()})
    assert (reply.url, asked) == (NEW, [at(PAGE), at(NEW)])


def test_the_nearest_capture_within_a_day_stands_for_the_one_of_the_moment():
    """The archive's own redirect to it is no hop of the page."""
    near = at(NEW, moment="20110524080000")
    reply, _ = look(
        {
            at(PAGE): answer(301, location=NEW),
            at(NEW): answer(302, memento=None, location=f"/web/20110524080000id_/{NEW}"),
            near: answer(memento="Tue, 24 May 2011 08:00:00 GMT"),
        }
    )
    assert (reply.url, reply.hops) == (NEW, (Hop(PAGE, 301, NEW),))


@pytest.mark.parametrize(
    "replies, words",
    [
        pytest.param({}, "the archive does not show it (it answers 404)", id="the index names what is not there"),
        pytest.param(
            {at(PAGE): answer(memento="Sat, 23 May 2009 12:00:00 GMT")},
            "the archive shows another day in its place",
            id="another year comes in its place",
        ),
        pytest.param(
            {at(PAGE): answer(302, memento=None, location=f"/web/20150101000000id_/{PAGE}")},
            f"of what it led to, {PAGE}, there is no copy of that day",
            id="the archive leads to another year",
        ),
        pytest.param(
            {at(PAGE): answer(301, location=NEW)},
            f"of what it led to, {NEW}, there is no copy (it answers 404)",
            id="what it led to is not archived",
        ),
        pytest.param({at(PAGE): answer(memento="no date")}, "the archive does not show it (it answers 200)", id="a moment that is none"),
        pytest.param({at(PAGE): answer(memento=None)}, "the archive does not show it (it answers 200)", id="a page of the archive's own"),
    ],
)  # fmt: skip
def test_what_is_no_copy_of_that_day_is_not_taken_for_one(replies, words):
    facts, _ = look(replies)
    assert isinstance(facts, NoAnswer)
    assert (facts.reason, facts.detail) == (Reason.NOT_A_CAPTURE, words)


@pytest.mark.parametrize("status", [404, 500, 503, 403])
def test_an_archived_error_is_what_the_copy_shows(status):
    """With its moment it is a capture of the page, not a refusal of the archive."""
    reply, _ = look({at(PAGE): answer(status)})
    assert (reply.status, reply.url) == (status, PAGE)


@pytest.mark.parametrize(
    "status, reason",
    [(429, Reason.RATE_LIMITED), (403, Reason.SHUT_OUT), (503, Reason.SERVER_ERROR)],
)
def test_a_refusal_of_the_archive_says_nothing_of_the_copy(status, reason):
    facts, asked = look({at(PAGE): answer(status, memento=None)})
    assert facts.reason is reason
    assert len(asked) <= 2


def test_redirects_in_a_circle_end():
    facts, asked = look({at(PAGE): answer(302, location=NEW), at(NEW): answer(302, location=PAGE)})
    assert facts.reason is Reason.TOO_MANY_HOPS
    assert len(asked) == 2


def test_redirects_without_end_end():
    replies = {
        at(f"http://a.test/{number}" if number else PAGE): answer(302, location=f"/{number + 1}")
        for number in range(100)
    }
    facts, asked = look(replies)
    assert facts.reason is Reason.TOO_MANY_HOPS
    assert len(asked) == MOST_ADDRESSES


@given(st.text(max_size=80), st.sampled_from([200, 301, 302, 308]), st.booleans())
def test_no_redirect_leads_out_of_the_archive(location, status, captured):
    """Whatever a capture or the archive says, only addresses of the archive are asked."""
    target = location.encode("latin-1", "replace").decode("latin-1")
    _, asked = look({at(PAGE): answer(status, memento=DAY if captured else None, location=target)})
    assert all(url.startswith("https://web.archive.org/web/") for url in asked)
    assert len(asked) <= 2


@pytest.mark.parametrize("location", ["http://169.254.169.254/x", "//evil.test/x", "https://web.archive.org.evil.test/web/20110523120000id_/http://a.test/"])  # fmt: skip
def test_an_archived_redirect_to_another_host_is_asked_of_the_archive(location):
    _, asked = look({at(PAGE): answer(302, location=location)})
    assert all(url.startswith(f"{BASE}/20110523120000id_/") for url in asked)
