import asyncio
import errno

import httpx
import pytest
from hypothesis import given, strategies as st
from loopback import ask, bare, resolver

from citecheck.web.faults import Guarded
from citecheck.web.guard import is_loopback, is_public, private_host
from citecheck.web.names import Names

PUBLIC = [
    "93.184.216.34",
    "8.8.8.8",
    "2606:2800:220:1::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]
PRIVATE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "100::1",
    "not an address",
    "",
]
SPELLINGS = [
    "127.1",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0177.0.0.1",
    "017700000001",
    "127.0.1",
    "0",
    "[::1]",
]
SPELLINGS += ["[::ffff:7f00:1]", "127.0.0.1.", "LOCALHOST", "localhost.", "a.localhost", "printer.local"]
SPELLINGS += [
    "%31%32%37.0.0.1",
    "127.0.0.%31",
    "local%68ost",
    "metadata.google.internal",
    "nas.home.arpa",
    "0xA9FEA9FE",
    "169.254.43518",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_asked(address):
    assert is_public(address)
    assert not private_host(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_no_other_address_may_be_asked(address):
    assert not is_public(address)


@pytest.mark.parametrize("host", SPELLINGS)
def test_a_private_address_is_known_in_every_spelling(host):
    assert private_host(host)


@pytest.mark.parametrize(
    "host", ["example.org", "1and1.com", "8.8.8.8", "local.example", "mylocalhost.org", "xn--p1ai"]
)
def test_a_public_name_is_judged_by_what_it_resolves_to(host):
    assert not private_host(host)


def test_a_name_without_a_dot_is_private_where_the_proxy_resolves_it():
    assert private_host("intranet", resolved_elsewhere=True)
    assert not private_host("intranet")


@pytest.mark.parametrize(
    "host, expected",
    [
        ("127.0.0.1", True),
        ("127.1", True),
        ("::1", True),
        ("localhost", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.1", False),
        ("web.archive.org", False),
        ("", False),
    ],
)
def test_loopback_is_this_machine_alone(host, expected):
    assert is_loopback(host) is expected


@given(st.text(max_size=40))
def test_no_host_makes_the_guard_raise(host):
    assert private_host(host) in {True, False}
    assert is_public(host) in {True, False}


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7"))
def test_private_networks_are_private_throughout(address):
    assert not is_public(str(address))


# The same forms where the socket is opened: what the system's resolver makes of a spelling is checked.
FORMS = [host for host in SPELLINGS if host[0] in "0123456789[" and "%" not in host] + [
    f"[{form}]" for form in PRIVATE if form.count(":") > 1 and "%" not in form
]
PLACES = [
    ("alone", "http://{}/"),
    ("with a port", "http://{}:8080/"),
    ("with a name before it", "http://public.example@{}/"),
    ("over TLS", "https://{}/"),
]


@pytest.mark.parametrize("place", [row[1] for row in PLACES], ids=[row[0] for row in PLACES])
@pytest.mark.parametrize("form", FORMS)
def test_no_spelling_of_a_private_address_opens_a_socket(monkeypatch, form, place):
    opened = []
    monkeypatch.setattr("citecheck.web.network._connect", opened.append)

    async def run():
        async with bare(Names(), allow_private=False) as http:
            return await ask(http, place.format(form))

    try:
        outcome = asyncio.run(run())
    except httpx.InvalidURL:
        assert form == "0177.0.0.1"  # what httpx cannot read is not asked either
    else:
        assert isinstance(outcome, Guarded)
    assert opened == []


@pytest.mark.parametrize(
    "host", ["127。0。0。1", "１２７.0.0.1", "①27.0.0.1"], ids=["ideographic stops", "full width", "circled"]
)
def test_what_normalisation_makes_an_address_is_one(host):
    """httpx puts names through IDNA, which makes digits of digits in other dress (UTS 46)."""

    async def run():
        async with bare(Names(), allow_private=False) as http:
            return await ask(http, f"http://{host}/")

    try:
        outcome = asyncio.run(run())
    except httpx.InvalidURL:
        return
    assert isinstance(outcome, Guarded)


MIXED = [
    (["127.0.0.1", "10.0.0.1", "::1"], None),
    (["10.0.0.1", "93.184.216.34", "::ffff:127.0.0.1", "2606:2800::1"], ["93.184.216.34", "2606:2800::1"]),
    (["fe80::1%eth0"], None),
    (["64:ff9b::7f00:1"], None),
    (["nonsense"], None),
]


@pytest.mark.parametrize("found, tried", MIXED)
def test_of_what_a_name_resolves_to_only_public_addresses_are_tried(monkeypatch, found, tried):
    opened = []

    async def connect(address, _port):
        opened.append(address)
        raise ConnectionRefusedError(errno.ECONNREFUSED, "x")

    monkeypatch.setattr("citecheck.web.network._connect", connect)

    async def run():
        async with bare(resolver({"a.test": found}), allow_private=False) as http:
            return await ask(http, "http://a.test/")

    outcome = asyncio.run(run())
    assert opened == (tried or [])
    assert isinstance(outcome, Guarded) is (tried is None)
