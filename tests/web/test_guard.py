import pytest
from hypothesis import given, strategies as st

from citecheck.web.guard import is_loopback, is_public, private_host

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
SPELLINGS += ["metadata.google.internal", "nas.home.arpa", "0xA9FEA9FE", "169.254.43518"]


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
