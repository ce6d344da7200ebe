"""Which of a name's addresses is connected to."""

import asyncio
import socket
import time

import pytest
from loopback import LOOPBACK, Server, ask, bare, resolver, saying

from citecheck.models import Reason
from citecheck.web import network
from citecheck.web.faults import Guarded

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"


def deaf(address):
    """Return a socket that takes no connection: whoever asks is left waiting."""
    listening = socket.socket()
    listening.bind((address, 0))
    listening.listen(0)
    fill = []
    for _ in range(4):
        one = socket.socket()
        one.setblocking(False)  # noqa: FBT003 - its signature
        one.connect_ex(listening.getsockname())
        fill.append(one)
    time.sleep(0.01)
    return listening, fill


def test_an_address_that_leads_nowhere_costs_a_moment_and_not_the_page(monkeypatch):
    """RFC 8305: the next address is tried beside the first."""
    monkeypatch.setattr(network, "STAGGER", 0.02)
    listening, fill = deaf("127.0.0.2")

    async def run():
        port = listening.getsockname()[1]
        resolve = resolver({"a.test": ["127.0.0.2", "127.0.0.1"]})
        async with Server(saying(OK), port=port) as server, bare(resolve) as http:
            return await ask(http, f"http://a.test:{server.port}/"), server

    try:
        response, server = asyncio.run(run())
    finally:
        for opened in (listening, *fill):
            opened.close()
    assert (response.status_code, server.connections) == (200, 1)


def test_addresses_that_all_lead_nowhere_end_in_time():
    listening, fill = deaf("127.0.0.2")

    async def run():
        async with bare(resolver({"a.test": ["127.0.0.2", "127.0.0.2"]})) as http:
            return await ask(http, f"http://a.test:{listening.getsockname()[1]}/")

    try:
        assert asyncio.run(run()).reason is Reason.CONNECT_TIMEOUT
    finally:
        for opened in (listening, *fill):
            opened.close()


def test_ipv6_that_refuses_does_not_hide_ipv4_that_answers():
    async def run():
        async with Server(saying(OK)) as server, bare(resolver({"a.test": ["::1", "127.0.0.1"]})) as http:
            return await ask(http, f"http://a.test:{server.port}/")

    assert asyncio.run(run()).status_code == 200


class FakeSocket:
    closed = False

    def close(self):
        self.closed = True


@pytest.mark.parametrize(
    "pauses", [(0.03, 0.0), (0.02, 0.02), (9.0, 0.0)], ids=["second first", "at once", "late"]
)
def test_of_two_that_answer_one_is_kept_and_the_other_closed(monkeypatch, pauses):
    made = {}

    async def connect(address, _port):
        made[address] = FakeSocket()
        opened = False
        try:
            await asyncio.sleep(pauses[int(address)])
            opened = True
        finally:
            if not opened:
                made[address].close()
        return made[address]

    monkeypatch.setattr(network, "STAGGER", 0.0)
    monkeypatch.setattr(network, "_connect", connect)

    async def run():
        won = await network._race(["0", "1"], 80)  # noqa: SLF001 - what is left open shows nowhere else
        await asyncio.sleep(0.05)
        return won

    won = asyncio.run(run())
    assert [opened.closed for opened in made.values()] == [opened is not won for opened in made.values()]


@pytest.mark.parametrize(
    "found, tried",
    [
        (["6:1", "6:2", "4.1", "4.2"], ["6:1", "4.1", "6:2", "4.2"]),
        (["4.1", "4.2", "6:1"], ["4.1", "6:1", "4.2"]),
        ([*(f"6:{n}" for n in range(9)), "4.1"], ["6:0", "4.1", *(f"6:{n}" for n in range(1, 7))]),
        (["4.1"], ["4.1"]),
    ],
)
def test_the_families_take_turns_and_few_addresses_are_tried(found, tried):
    assert network._allowed(found, guarded=False) == tried  # noqa: SLF001 - an order shows nowhere else


def test_a_name_that_resolves_anew_is_checked_anew(monkeypatch):
    """DNS rebinding: the address that was checked is the one connected to, and each connection has its check."""
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.2")
    answers = [["127.0.0.2"], ["127.0.0.1"], ["127.0.0.1", "127.0.0.2"]]

    async def rebinding(_name):
        return answers.pop(0)

    async def run():
        async with (
            Server(saying(OK), "127.0.0.2") as outer,
            Server(saying(OK), "127.0.0.1", port=outer.port) as inner,
            bare(rebinding, allow_private=False) as http,
        ):
            url = f"http://a.test:{outer.port}/"
            return [await ask(http, url, last=True) for _ in range(3)], inner, outer

    (first, second, third), inner, outer = asyncio.run(run())
    assert (first.status_code, third.status_code) == (200, 200)
    assert isinstance(second, Guarded)
    assert (inner.connections, outer.connections) == (0, 2)


def test_the_resolver_is_asked_by_the_name_and_the_server_too():
    asked = []

    async def resolve(name):
        asked.append(name)
        return await LOOPBACK(name)

    async def run():
        async with Server(saying(OK)) as server, bare(resolve) as http:
            await ask(http, f"http://A.TEST:{server.port}/")
            return server

    server = asyncio.run(run())
    assert asked == ["a.test"]
    assert f"Host: a.test:{server.port}".encode() in server.heads[0]
