"""Whether a host is of the public internet, asked before others are told of its address."""

import asyncio

import pytest
from loopback import quick_client, resolver

NAMES = resolver(
    {
        "public.test": ["93.184.216.34"],
        "both.test": ["93.184.216.34", "10.0.0.7"],
        "private.test": ["10.0.0.7"],
        "six.test": ["fd00::1"],
        "empty.test": [],
        "www.public.test": ["2606:2800:220:1::1", "93.184.216.34"],
    }
)


def is_public(url, **settings):
    async def run():
        async with quick_client(NAMES, **settings) as client:
            return await client.is_public(url)

    return asyncio.run(run())


@pytest.mark.parametrize(
    "url, public",
    [
        ("http://public.test/a", True),
        ("https://www.public.test:8443/a?b=1#c", True),
        ("http://93.184.216.34/", True),
        ("http://private.test/", False),
        ("http://both.test/", False),
        ("http://six.test/", False),
        ("http://empty.test/", False),
        ("http://unknown.test/", False),
        ("http://127.0.0.1:8080/", False),
        ("http://[::1]/", False),
        ("http://0x7f000001/", False),
        ("http://localhost/", False),
        ("http://wiki.internal/", False),
        ("mailto:a@public.test", False),
        ("http://public.test:0/", False),
        ("http://[public.test/", False),
        ("", False),
    ],
)
def test_who_is_public(url, public):
    """What the settings allow to be asked does not make it public."""
    assert is_public(url) is public


@pytest.mark.parametrize(
    "url, public",
    [("http://unknown.test/", True), ("http://intranet/", False), ("http://10.0.0.1/", False)],
)
def test_behind_a_proxy_the_name_alone_tells(url, public):
    assert is_public(url, proxy="http://127.0.0.1:9") is public
