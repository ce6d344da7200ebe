"""One request in, the head of one reply out: over real sockets, without the client's queues."""

import asyncio

import pytest
from loopback import Server, ask, bare, hanging, keeping, resetting, saying

from citecheck.models import NoAnswer, Reason
from citecheck.web.faults import Fault

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"


def get(behave, path="/", *, speaks_first=False, headers=None, method="GET", **extensions):
    """Ask a server that behaves so; return what came and the server."""

    async def run():
        async with Server(behave, speaks_first=speaks_first) as server, bare() as http:
            url = f"http://a.test:{server.port}{path}"
            return await ask(http, url, headers=headers, method=method, **extensions), server

    return asyncio.run(run())


# --- what goes out


def test_a_request_goes_out_as_it_was_built():
    response, server = get(
        saying(OK), "/x?y=1#part", headers=[("X-First", "1"), ("Accept", "*/*"), ("x-last", "2")]
    )
    assert response.extensions["raw"] == b"hello"
    lines = server.heads[0].split(b"\r\n")
    assert lines[:2] == [b"GET /x?y=1 HTTP/1.1", f"Host: a.test:{server.port}".encode()]
    own = [
        line for line in lines if line[:6] in {b"X-Firs", b"Accept", b"x-last"} and b"Encoding" not in line
    ]
    assert own == [b"X-First: 1", b"Accept: */*", b"x-last: 2"]


def test_the_last_request_to_an_origin_says_so():
    response, server = get(keeping(OK), last=True)
    assert response.status_code == 200
    assert server.heads == [server.heads[0]]
    assert server.heads[0].lower().count(b"connection:") == 1
    assert b"\r\nConnection: close\r\n" in server.heads[0]


def test_a_cookie_with_line_ends_in_it_begins_no_header_of_its_own():
    _, server = get(saying(OK), headers=[(b"Cookie", b"a=b\r\nX-Smuggled: 1\0")])
    assert b"\r\nCookie: a=b  X-Smuggled: 1 \r\n" in server.heads[0]


def test_a_body_of_unknown_length_is_a_mistake_of_ours():
    async def parts():
        yield b"x"

    async def run():
        async with Server(saying(OK)) as server, bare() as http:
            await http.post(f"http://a.test:{server.port}/", content=parts())

    with pytest.raises(ValueError, match="known length"):
        asyncio.run(run())


def test_head_has_no_body():
    response, _ = get(keeping(OK.removesuffix(b"hello"), OK.removesuffix(b"hello")), method="HEAD")
    assert (response.status_code, response.extensions["raw"]) == (200, b"")


# --- what comes back

FAILED = [
    ("hangs", hanging, Reason.READ_TIMEOUT),
    ("resets", resetting, Reason.RESET),
    ("says nothing", saying(), Reason.RESET),
    ("is a mail server", saying(b"220 mail.a.test ESMTP\r\n\r\n" * 3), Reason.PROTOCOL),
    ("says one line that is not HTTP", saying(b"220 mail.a.test ESMTP\r\n"), Reason.PROTOCOL),
    ("drips its head", saying(*[b"H", b"T", b"T", b"P"] * 20, pause=0.1), Reason.READ_TIMEOUT),
    (
        "sends headers for ever",
        saying(*[b"HTTP/1.1 200 OK\r\n", *[b"X: " + b"x" * 9000 + b"\r\n"] * 60]),
        Reason.PROTOCOL,
    ),
]


@pytest.mark.parametrize("behave, reason", [row[1:] for row in FAILED], ids=[row[0] for row in FAILED])
def test_a_server_that_does_not_answer(behave, reason):
    outcome, server = get(behave)
    assert isinstance(outcome, NoAnswer)
    assert outcome.reason is reason
    assert server.connections == 1


LONG = OK.replace(b": 5", b": 500")
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
BROKEN = [
    ("ends too early", saying(LONG), NoAnswer(Reason.RESET, "the body ended early")),
    ("has a bad chunk", saying(CHUNKED + b"ZZ\r\n"), NoAnswer(Reason.PROTOCOL, "bad chunk")),
    ("hangs", saying(LONG, b"", pause=1.0), NoAnswer(Reason.READ_TIMEOUT, "the rest did not come in time")),
]


@pytest.mark.parametrize("behave, expected", [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_body_that_breaks_is_a_fault_while_it_is_read(behave, expected):
    async def run():
        async with (
            Server(behave) as server,
            bare() as http,
            http.stream("GET", f"http://a.test:{server.port}/") as response,
        ):
            parts = response.aiter_raw()
            got = await anext(parts)
            with pytest.raises(Fault) as caught:
                await anext(parts)
            return response.status_code, got, caught.value.answer

    assert asyncio.run(run()) == (200, b"hello", expected)


def test_a_server_that_speaks_before_it_is_asked_is_heard():
    response, _ = get(saying(OK), speaks_first=True)
    assert response.extensions["raw"] == b"hello"


def test_location_is_set_aside_and_what_was_forgiven_is_told():
    response, _ = get(saying(b"HTTP/1.1 302 Found\nLocation: http://[\x80\nContent-Length: 0\n\n"))
    assert response.extensions["location"] == b"http://[\x80"
    assert "location" not in response.headers
    assert response.extensions["tolerated"]


def test_an_address_that_no_connection_can_be_made_of():
    async def run():
        async with bare() as http:
            return await ask(http, "ftp://a.test/")

    assert asyncio.run(run()).reason is Reason.MALFORMED


def test_what_nobody_reads_stops_coming():
    """However much the server has to say, a connection holds two buffers of it at most."""
    sent = []

    async def endless(_server, _reader, writer, _head):
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            sent.append(65536)
            await writer.drain()

    async def run():
        async with (
            Server(endless) as server,
            bare() as http,
            http.stream("GET", f"http://a.test:{server.port}/") as response,
        ):
            await asyncio.sleep(0.2)
            before = len(sent)
            await asyncio.sleep(0.1)
            return before, len(sent), len(await anext(response.aiter_raw()))

    before, after, first = asyncio.run(run())
    assert before == after
    assert 0 < first <= 2 * 65536
