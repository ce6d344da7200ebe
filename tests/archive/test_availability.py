"""The cheap look at many addresses: what is sent, what is believed, and what is enough."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from urllib.parse import parse_qs

import pytest
from hypothesis import given, strategies as st

from citecheck.archive import Pace
from citecheck.archive.availability import available, is_enough
from citecheck.models import Capture, Listing, NoAnswer, NotChecked, Reason
from citecheck.web import Reply

ADDRESS = "https://archive.test/wayback/available"
URL = "http://www.example.org/report"
DAY = date(2011, 5, 23)


class Service:
    """A client that answers a POST, and remembers it."""

    def __init__(self, said):
        self.said = said
        self.sent = []

    async def post(self, url, body, manner):
        self.sent.append((url, [parse_qs(line) for line in body.decode().split("\n")], dict(manner.headers)))
        return self.said


def reply(results, status=200, **headers):
    text = results if isinstance(results, str) else json.dumps({"results": results})
    return Reply(status, ADDRESS, headers, text.encode())


def result(stamp="20110501000000", url=URL, tag="0-before", status="200", **fields):
    place = f"http://web.archive.org/web/{stamp}/{url}"
    closest = {"available": True, "url": place, "timestamp": stamp, "status": status} | fields
    return {"tag": tag, "archived_snapshots": {"closest": closest}}


def ask(said, *asked, pace=None):
    service = Service(said)
    found = asyncio.run(available(asked or ((URL, DAY),), service, pace or Pace(24), ADDRESS))
    return found, service.sent


def test_one_request_asks_about_all():
    """A line for either side of each day, with a tag of our own; credentials and the scheme https stay here."""
    asked = [(URL, DAY), ("https://me:s3cret@b.test/?x=1&y=ä", date(2009, 1, 2)), ("mailto:a@b.test", DAY)]
    found, sent = ask(reply([]), *asked)
    assert found == {}
    ((url, lines, headers),) = sent
    assert url == ADDRESS
    assert headers["Wayback-Api-Version"] == "2"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert [(line["url"][0], line["timestamp"][0], line["closest"][0], line["tag"][0]) for line in lines] == [
        (URL, "20110523120000", "before", "0-before"),
        (URL, "20110523120000", "after", "0-after"),
        ("b.test/?x=1&y=ä", "20090102120000", "before", "1-before"),
        ("b.test/?x=1&y=ä", "20090102120000", "after", "1-after"),
    ]
    assert {tuple(line["statuscodes"]) for line in lines} == {("200", "203", "206")}


def test_nothing_to_ask_is_not_asked():
    found, sent = ask(reply([]), ("mailto:a@b.test", DAY))
    assert (found, sent) == ({}, [])


def test_captures_on_either_side_are_a_partial_listing():
    """In the order of time, each once, without digests, which nobody told."""
    results = [
        result("20120101000000", tag="0-after"),
        result(),
        result(tag="1-before"),
        {"tag": "1-after", "archived_snapshots": {}},
    ]
    found, _ = ask(reply(results), (URL, DAY), (URL, date(2012, 1, 1)))
    assert list(found) == [URL]
    assert found[URL].partial
    assert [(each.captured.year, each.original, each.status, each.digest) for each in found[URL].captures] == [
        (2011, URL, 200, "-"), (2012, URL, 200, "-"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "one",
    [
        result(available=False), result(available="true"), result(status="301"), result(status="404"), result(status="-"),
        result("20110231000000"), result("2011"), result(url="http://www.example.org/another"), result(url=""),
        result(tag="7-before"), result(tag="-1-before"), result(tag="0-between"), result(tag="٠-before"), result(tag=None),
        result(url="javascript:alert(1)"), result(url=7), result(url=None),
        {"tag": "0-before"}, {"tag": "0-before", "archived_snapshots": []}, {"tag": "0-before", "archived_snapshots": None},
        {}, None, [], "x", 7,
    ],
)  # fmt: skip
def test_what_is_not_believed_costs_no_other(one):
    """A result that is odd, or of another page, is passed over."""
    found, _ = ask(reply([one, result(tag="0-after")]))
    assert [len(listing.captures) for listing in found.values()] == [1]


@pytest.mark.parametrize(
    "form", ["https://example.org/report/", "http://EXAMPLE.org:80/report", "http://www.example.org/report#x"]
)
def test_another_spelling_of_the_page_is_believed(form):
    """What the index folds is the same page; the capture keeps the address under which it was made."""
    found, _ = ask(reply([result(url=form)]))
    assert found[URL].captures[0].original == form


@pytest.mark.parametrize(
    "said, reason",
    [
        (reply("", 429), Reason.RATE_LIMITED),
        (reply("", 403), Reason.SHUT_OUT),
        (reply("", 404), Reason.REFUSED_BY_ARCHIVE),
        (reply("", 503), Reason.SERVER_ERROR),
        (reply("<html>sorry"), Reason.NOT_A_LISTING),
        (reply('{"results": {}}'), Reason.NOT_A_LISTING),
        (reply('{"archived_snapshots": {}}'), Reason.NOT_A_LISTING),
        (reply("[]"), Reason.NOT_A_LISTING),
        (reply('{"results":' + "[" * 100_000), Reason.NOT_A_LISTING),
        (NoAnswer(Reason.READ_TIMEOUT), Reason.READ_TIMEOUT),
        (NotChecked("malformed address"), Reason.MALFORMED),
    ],
)
def test_a_failure_is_a_value_and_is_not_repeated(said, reason):
    """Whoever asked asks the index instead."""
    found, sent = ask(said)
    assert (found.reason, len(sent)) == (reason, 1)


def test_a_closed_service_is_not_asked():
    """What another run was told holds for this one."""
    pace = Pace(24)
    pace.close(NoAnswer(Reason.RATE_LIMITED, "429"))
    found, sent = ask(reply([]), pace=pace)
    assert (found, sent) == (NoAnswer(Reason.RATE_LIMITED, "not asked: 429"), [])


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["results", "tag", "archived_snapshots", "closest", "url", "available", "status"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=20,
    )
)
def test_whatever_is_said_is_a_value(said):
    """No JSON raises."""
    found, _ = ask(reply(json.dumps(said)))
    assert isinstance(found, NoAnswer) or all(listing.partial for listing in found.values())


@pytest.mark.parametrize(
    "stamps, enough",
    [
        ([], False),
        (["20110523"], True),
        (["20110424"], True),
        (["20110421"], False),
        (["20110621"], True),
        (["20110624"], False),
        (["20010101", "20110601"], True),
    ],
    ids=["nothing", "of the day", "a month before", "more than that", "a month after", "more than that", "one of two"],
)  # fmt: skip
def test_what_is_enough_for_a_page_that_is_there(stamps, enough):
    """A copy within thirty days of the wanted one."""
    captures = tuple(
        Capture(datetime.strptime(stamp, "%Y%m%d").replace(tzinfo=UTC), URL, 200, "-", "-")
        for stamp in stamps
    )
    assert is_enough(Listing(captures, partial=True), DAY) is enough
