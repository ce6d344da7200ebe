"""Connections that serve one request after the other, and those that may not."""

import asyncio

import pytest
from loopback import Server, ask, bare, keeping

from citecheck.models import Reason
from citecheck.web.connection import LITTLE
from citecheck.web.faults import Guarded
from citecheck.web.idle import Idle

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"


def get_often(behave, count=2, paths=("/",), **extensions):
    """Ask a server *count* times, one after the other; return what came and the server."""

    async def run():
        async with Server(behave) as server, bare() as http:
            urls = [f"http://a.test:{server.port}{paths[n % len(paths)]}" for n in range(count)]
            return [await ask(http, url, **extensions) for url in urls], server

    return asyncio.run(run())


def test_a_connection_serves_one_request_after_the_other():
    responses, server = get_often(keeping(OK), 5)
    assert [response.extensions["raw"] for response in responses] == [b"hello"] * 5
    assert (server.connections, len(server.heads)) == (1, 5)


NEVER_AGAIN = [
    ("the reply has bare line feeds", OK.replace(b"\r\n", b"\n")),
    ("more came than was announced", OK + b"!"),
    ("two lengths", OK.replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n")),
    ("a length and chunks", CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n", 1) + b"0\r\n\r\n"),
    ("a line without a colon", OK.replace(b"\r\n\r\n", b"\r\nnothing\r\n\r\n")),
    ("the server says that it closes", OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")),
    ("HTTP/1.0", OK.replace(b"/1.1", b"/1.0")),
]


@pytest.mark.parametrize("reply", [row[1] for row in NEVER_AGAIN], ids=[row[0] for row in NEVER_AGAIN])
def test_after_such_a_reply_a_connection_is_not_used_again(reply):
    responses, server = get_often(keeping(reply), 3)
    assert [response.status_code for response in responses] == [200] * 3
    assert server.connections == 3


def test_after_the_last_request_a_connection_is_not_used_again():
    _, server = get_often(keeping(OK), 2, last=True)
    assert server.connections == 2


def test_a_kept_connection_that_was_closed_costs_a_second_one_and_no_answer():
    """RFC 9112 9.3.1: the server may have closed it while the request was on its way."""
    responses, server = get_often(keeping(OK, None), 2)
    assert [response.status_code for response in responses] == [200, 200]
    assert (server.connections, len(server.heads)) == (2, 3)


def test_it_is_tried_once_more_and_not_for_ever():
    async def behave(server, reader, writer, _head):
        if server.connections > 1:
            return
        writer.write(OK)
        server.heads.append(await reader.readuntil(b"\r\n\r\n"))

    (first, second), server = get_often(behave, 2)
    assert (first.status_code, second.reason, server.connections) == (200, Reason.RESET, 2)


def test_where_a_part_of_a_reply_came_nothing_is_repeated():
    async def behave(_server, reader, writer, _head):
        writer.write(OK)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"220 mail\r\n")

    (first, second), server = get_often(behave, 2)
    assert (first.status_code, second.reason, server.connections) == (200, Reason.PROTOCOL, 1)


def test_a_second_answer_to_one_question_is_credited_to_no_other():
    """Bytes that come while nothing is asked end the connection."""

    async def behave(_server, reader, writer, head):
        if head.startswith(b"GET /one "):
            writer.write(OK)
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.write(OK.replace(b"hello", b"wrong"))
            await reader.read()
        else:
            writer.write(OK.replace(b"hello", b"right"))

    async def run():
        async with Server(behave) as server, bare() as http:
            await ask(http, f"http://a.test:{server.port}/one")
            await asyncio.sleep(0.15)
            return await ask(http, f"http://a.test:{server.port}/two"), server

    response, server = asyncio.run(run())
    assert (response.extensions["raw"], server.connections) == (b"right", 2)


@pytest.mark.parametrize("size, connections", [(LITTLE // 2, 1), (4 * LITTLE, 2)], ids=["little", "much"])
def test_a_body_that_is_left_is_read_to_its_end_only_where_little_is_left(size, connections):
    reply = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size

    async def behave(server, reader, writer, _head):
        while True:
            writer.write(reply)
            await writer.drain()
            await asyncio.sleep(0.02)
            writer.write(b"x" * size)
            server.heads.append(await reader.readuntil(b"\r\n\r\n"))

    async def run():
        async with Server(behave) as server, bare() as http:
            for _ in range(2):
                async with http.stream("GET", f"http://a.test:{server.port}/") as response:
                    assert response.status_code == 200
                await asyncio.sleep(0.1)
            return server.connections

    assert asyncio.run(run()) == connections


def test_an_endless_body_that_is_left_is_not_read_for_long():
    sent = 0

    async def endless(_server, _reader, writer, _head):
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"8000\r\n" + b"x" * 0x8000 + b"\r\n")
            sent += 0x8000
            await writer.drain()

    async def run():
        async with Server(endless) as server, bare() as http:
            async with http.stream("GET", f"http://a.test:{server.port}/") as response:
                assert response.status_code == 200
            await asyncio.sleep(0.1)
            before = sent
            await asyncio.sleep(0.1)
            return before

    assert asyncio.run(run()) == sent


def test_a_connection_made_without_the_guard_serves_no_guarded_request():
    async def run():
        async with Server(keeping(OK)) as server, bare(allow_private=False) as http:
            url = f"http://a.test:{server.port}/"
            return await ask(http, url, guarded=False), await ask(http, url), server

    free, guarded, server = asyncio.run(run())
    assert (free.status_code, server.connections) == (200, 1)
    assert isinstance(guarded, Guarded)


class FakeConnection:
    alive, closed = True, False

    def close(self):
        self.closed = True


def test_few_connections_wait_and_the_oldest_goes_first():
    async def run():
        idle, made = Idle(most=3), [FakeConnection() for _ in range(5)]
        for number, connection in enumerate(made):
            idle.put(f"origin {number % 2}", connection)
        assert [connection.closed for connection in made] == [True, True, False, False, False]
        assert (len(idle), idle.take("origin 0"), idle.take("origin 1")) == (3, made[4], made[3])
        made[2].alive = False
        assert (idle.take("origin 0"), len(idle)) == (None, 0)
        idle.put("origin 0", made[4])
        idle.close()
        return made[4].closed

    assert asyncio.run(run())


def test_no_connection_waits_for_ever():
    async def run():
        idle, first, second = Idle(most=3, seconds=0.05), FakeConnection(), FakeConnection()
        idle.put("one", first)
        await asyncio.sleep(0.03)
        idle.put("two", second)
        await asyncio.sleep(0.04)
        assert (first.closed, second.closed) == (True, False)
        await asyncio.sleep(0.05)
        return second.closed, len(idle)

    assert asyncio.run(run()) == (True, 0)


def test_nothing_stays_open_when_a_request_is_given_up():
    async def run():
        closed = asyncio.Event()

        async def behave(_server, reader, _writer, _head):
            await reader.read()
            closed.set()

        async with Server(behave) as server, bare() as http:
            asking = asyncio.create_task(ask(http, f"http://a.test:{server.port}/"))
            await asyncio.sleep(0.05)
            asking.cancel()
            async with asyncio.timeout(1):
                await closed.wait()
        return closed.is_set()

    assert asyncio.run(run())
