import asyncio
import socket

import pytest
from loopback import Server, hanging, resolver

from citecheck.settings import Settings
from citecheck.web import network_is_up

DOWN = socket.gaierror(socket.EAI_AGAIN, "x")
TABLE = [
    ({"one": ["192.0.2.1"], "two": DOWN}, True),
    ({"one": DOWN, "two": ["192.0.2.1"]}, True),
    ({"one": DOWN, "two": DOWN}, False),
    ({"one": [], "two": []}, False),
    ({}, False),
]


@pytest.mark.parametrize("table, up", TABLE)
def test_the_network_is_up_if_any_canary_resolves(table, up):
    settings = Settings(canaries=("one", "two"))
    assert asyncio.run(network_is_up(settings, resolver(table))) is up


def test_a_silent_name_server_is_a_network_that_is_down():
    async def silent(_name):
        await asyncio.sleep(60)

    assert not asyncio.run(network_is_up(Settings(connect_timeout=0.1), silent))


def test_without_canaries_nothing_says_that_the_network_is_down():
    assert asyncio.run(network_is_up(Settings(canaries=())))


def test_with_a_proxy_the_network_is_the_proxy():
    async def run():
        async with Server(hanging) as proxy:
            return await network_is_up(Settings(proxy=f"http://127.0.0.1:{proxy.port}"))

    assert asyncio.run(run())
    assert not asyncio.run(network_is_up(Settings(proxy="http://127.0.0.1:9")))


@pytest.mark.parametrize("proxy", ["nonsense", "http://a:b:c", "http://[::1"])
def test_a_proxy_that_is_no_address_is_down(proxy):
    assert not asyncio.run(network_is_up(Settings(proxy=proxy, connect_timeout=0.2)))
