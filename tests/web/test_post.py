"""What is sent along: a body once and to one place, headers to the first origin alone."""

import asyncio
from dataclasses import replace

import httpx
import pytest
from fake_web import Web, client_over, redirect, reply
from loopback import Server, quick_client

from citecheck.models import NoAnswer, Reason
from citecheck.web import PAGE, Reply

URL = "http://archive.test/save"
KEYED = replace(PAGE, headers=(("Authorization", "LOW a:b"), ("Content-Type", "text/plain")))


def post(pages, url=URL, body=b"url=x", **settings):
    """Post to one address of a web by table; return the outcome and the web."""
    web = Web(pages)

    async def run():
        async with client_over(web, **settings) as client:
            return await client.post(url, body, KEYED)

    return asyncio.run(run()), web


def test_a_body_goes_out_with_its_headers():
    outcome, web = post({URL: reply(200, body=b"{}")})
    [request] = web.requests
    assert (outcome.status, outcome.body) == (200, b"{}")
    assert (request.method, request.content, request.headers["content-length"]) == ("POST", b"url=x", "5")
    assert (request.headers["authorization"], request.headers["content-type"]) == ("LOW a:b", "text/plain")


@pytest.mark.parametrize(
    "answer",
    [
        reply(500),
        reply(503, [("retry-after", "1")]),
        reply(429),
        redirect(307, "http://archive.test/elsewhere"),
        redirect(302, "http://other.test/"),
    ],
    ids=["500", "503", "429", "307", "302"],
)
def test_a_body_is_sent_once(answer):
    """Whatever is answered, what was sent may have had its effect: it is neither repeated nor redirected."""
    outcome, web = post({URL: answer}, retries=5)
    assert isinstance(outcome, Reply)
    assert web.asked == [URL]


@pytest.mark.parametrize("error", [httpx.ReadTimeout("late"), httpx.ReadError("gone")], ids=["late", "gone"])
def test_a_body_is_not_sent_again_after_a_failure(error):
    outcome, web = post({URL: error}, retries=5)
    assert isinstance(outcome, NoAnswer)
    assert web.asked == [URL]


@pytest.mark.parametrize(
    "target, sent", [("http://archive.test/b", True), ("http://other.test/b", False)], ids=["same", "other"]
)
def test_further_headers_stay_at_the_first_origin(target, sent):
    web = Web({URL: redirect(302, target)})

    async def run():
        async with client_over(web) as client:
            await client.get(URL, replace(KEYED, body=b"x"))

    asyncio.run(run())
    assert [request.method for request in web.requests] == ["POST", "GET"]
    assert ["authorization" in request.headers for request in web.requests] == [True, sent]


def test_a_manner_shows_neither_keys_nor_body():
    shown = repr(replace(KEYED, body=b"secret"))
    assert "LOW" not in shown
    assert "secret" not in shown


def over_sockets(behave, *methods):
    """Make one request after the other through the real transport; return what came, and the server."""

    async def run():
        async with Server(behave) as server, quick_client() as client:
            url = f"http://a.test:{server.port}/"
            asks = {"GET": lambda: client.get(url), "POST": lambda: client.post(url, b"url=x", KEYED)}
            return [await asks[method]() for method in methods], server

    return asyncio.run(run())


def counting(bodies):
    """Behave as a server that keeps its connections, and notes what comes after each head of a POST."""

    async def behave(_server, reader, writer, head):
        while True:
            bodies.append(await reader.readexactly(5) if head.startswith(b"POST") else b"")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            await writer.drain()
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                return

    return behave


def test_a_body_goes_over_the_wire():
    bodies = []
    outcomes, _ = over_sockets(counting(bodies), "GET", "POST", "POST", "GET")
    assert [outcome.body for outcome in outcomes] == [b"{}"] * 4
    assert bodies == [b"", b"url=x", b"url=x", b""]


def test_a_connection_that_breaks_after_a_body_is_not_tried_again():
    """The server may have done what it was asked before it went away."""

    async def leaving(_server, reader, writer, head):
        await reader.readexactly(5 if head.startswith(b"POST") else 0)
        writer.close()

    [outcome], server = over_sockets(leaving, "POST")
    assert isinstance(outcome, NoAnswer)
    assert outcome.reason is Reason.RESET
    assert len(server.heads) == 1
