"""Which requests go through which proxy, and what is said when one fails."""

import asyncio
import ssl

import pytest
import trustme
from hypothesis import given, strategies as st
from loopback import Server, ask, bare, resolver, saying, tunnelling

from citecheck.errors import SettingsError
from citecheck.models import NoAnswer, Reason
from citecheck.settings import Settings
from citecheck.web.faults import Guarded
from citecheck.web.proxy import Proxies, proxies_of

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
P, Q = "http://p.example:3128", "http://q.example:8080"


def chosen(environ, url, proxy=None):
    return proxies_of(Settings(proxy=proxy), environ).for_url(url)


CHOICES = [
    ("nothing is set", {}, "http://a.example/", None),
    ("for http", {"http_proxy": P}, "http://a.example/", P),
    ("not for https", {"http_proxy": P}, "https://a.example/", None),
    ("for https", {"https_proxy": Q}, "https://a.example/", Q),
    ("for all", {"all_proxy": P}, "https://a.example/", P),
    ("its own goes first", {"all_proxy": P, "https_proxy": Q}, "https://a.example/", Q),
    ("capitals", {"HTTPS_PROXY": Q}, "https://a.example/", Q),
    ("lower case goes first", {"http_proxy": P, "HTTP_PROXY": Q}, "http://a.example/", P),
    ("an empty one is none", {"http_proxy": "", "HTTP_PROXY": " "}, "http://a.example/", None),
    ("no scheme", {"http_proxy": "p.example:3128"}, "http://a.example/", P),
    (
        "a request's header in a web server",
        {"HTTP_PROXY": P, "REQUEST_METHOD": "GET"},
        "http://a.example/",
        None,
    ),
    ("lower case in a web server", {"http_proxy": P, "REQUEST_METHOD": "GET"}, "http://a.example/", P),
    ("loopback", {"all_proxy": P}, "http://127.0.0.1:8080/", None),
    ("loopback by name", {"all_proxy": P}, "http://localhost/", None),
    ("loopback in another spelling", {"all_proxy": P}, "http://127.1/", None),
    ("loopback, version 6", {"all_proxy": P}, "http://[::1]:80/", None),
    ("an address that is none", {"all_proxy": P}, "http://[::1", None),
]


@pytest.mark.parametrize(
    "environ, url, expected", [row[1:] for row in CHOICES], ids=[row[0] for row in CHOICES]
)
def test_the_environment_chooses(environ, url, expected):
    assert chosen(environ, url) == expected


EXCEPTIONS = [
    ("*", "http://a.example/", True),
    ("a.example", "http://a.example/", True),
    ("a.example", "http://www.a.example/", True),
    (".a.example", "http://a.example/", True),
    (".a.example", "http://www.a.example/", True),
    ("*.a.example", "http://www.a.example/", True),
    ("a.example", "http://ba.example/", False),
    ("a.example", "http://a.example.org/", False),
    ("A.Example", "http://WWW.a.example./", True),
    ("b.example, a.example", "http://a.example/", True),
    ("b.example a.example", "http://a.example/", True),
    ("a.example:8080", "http://a.example:8080/", True),
    ("a.example:8080", "http://a.example/", False),
    ("a.example:443", "https://a.example/", True),
    ("93.184.216.34", "http://93.184.216.34/", True),
    ("93.184.216.34", "http://1.93.184.216.34.example/", False),
    ("93.184.0.0/16", "http://93.184.216.34/", True),
    ("93.184.0.0/16", "http://93.185.216.34/", False),
    ("93.184.0.0/99", "http://93.184.216.34/", False),
    ("2606:2800::1", "http://[2606:2800::1]/", True),
    ("[2606:2800::1]:8080", "http://[2606:2800::1]:8080/", True),
    ("2606:2800::/32", "http://[2606:2800::1]/", True),
    ("", "http://a.example/", False),
    (" , ,", "http://a.example/", False),
    (".", "http://a.example/", False),
]


@pytest.mark.parametrize("entries, url, direct", EXCEPTIONS)
def test_no_proxy_names_what_goes_past_it(entries, url, direct):
    assert (chosen({"all_proxy": P, "no_proxy": entries}, url) is None) is direct


def test_an_explicit_proxy_is_for_everything():
    environ = {"http_proxy": Q, "no_proxy": "*"}
    for url in ("http://a.example/", "https://a.example/", "http://127.0.0.1/"):
        assert chosen(environ, url, proxy=P) == P


def test_proxies_are_shown_without_credentials():
    environ = {"http_proxy": "http://user:secret@p.example:3128/x", "https_proxy": "q.example"}
    assert proxies_of(Settings(), environ).shown == ("http://p.example:3128", "http://q.example")
    assert proxies_of(Settings(proxy="http://user:secret@p.example:3128"), {}).shown == (P,)
    assert proxies_of(Settings(), {"no_proxy": "a.example"}) == Proxies()


BAD = ["http://", "http://:80", "http://[::1", "http://p:99999", "http://p q/", "http://p:0"]


@pytest.mark.parametrize("text", BAD)
def test_a_proxy_that_cannot_be_read_is_said_without_repeating_it(text):
    with pytest.raises(SettingsError, match=r"^proxy: not an address; write http://host:port$"):
        proxies_of(Settings(proxy=text), {})
    with pytest.raises(SettingsError, match=r"^ALL_PROXY: not an address"):
        proxies_of(Settings(), {"all_proxy": text})


def test_a_proxy_of_another_kind_is_not_passed_over_in_silence():
    with pytest.raises(SettingsError, match="socks5 scheme is not supported"):
        proxies_of(Settings(), {"ALL_PROXY": "socks5://p.example:1080"})


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_exception_and_no_url_makes_the_choice_raise(entries, host):
    assert chosen({"all_proxy": P, "no_proxy": entries}, f"http://{host}/") in {None, P}


# --- over sockets


def through(behave, url, **settings):
    """Ask for *url* with a proxy that behaves so in the environment; return what came and the proxy."""

    async def run():
        async with Server(behave) as proxy:
            environ = {"ALL_PROXY": f"http://127.0.0.1:{proxy.port}"}
            async with bare(environ=environ, **settings) as http:
                return await ask(http, url), proxy

    return asyncio.run(run())


def test_a_proxy_of_the_environment_gets_the_whole_address_and_resolves_the_name():
    response, proxy = through(saying(OK), "http://nowhere.example/x")
    assert response.extensions["raw"] == b"hello"
    assert proxy.heads[0].startswith(b"GET http://nowhere.example/x HTTP/1.1\r\n")


def test_a_proxy_with_a_password_gets_it():
    async def run():
        async with Server(saying(OK)) as proxy:
            environ = {"http_proxy": f"http://user:secret@127.0.0.1:{proxy.port}"}
            async with bare(environ=environ) as http:
                return await ask(http, "http://nowhere.example/"), proxy

    _, proxy = asyncio.run(run())
    assert b"Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n" in proxy.heads[0]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "0x0a.1", "intranet", "printer.local", "[fd00::1]"]
)
def test_what_is_private_by_its_name_is_not_asked_of_a_proxy(host):
    async def run():
        async with Server(saying(OK)) as proxy:
            settings = {"proxy": f"http://127.0.0.1:{proxy.port}", "allow_private": False}
            async with bare(**settings) as http:
                return await ask(http, f"http://{host}/"), await ask(http, f"https://{host}/"), proxy

    *outcomes, proxy = asyncio.run(run())
    assert [type(outcome) for outcome in outcomes] == [Guarded, Guarded]
    assert proxy.connections == 0


def test_a_request_that_goes_past_the_proxy_does():
    async def run():
        async with (
            Server(saying(OK)) as proxy,
            Server(saying(OK.replace(b"hello", b"right"))) as server,
            bare(proxy=f"http://127.0.0.1:{proxy.port}") as http,
        ):
            return await ask(http, f"http://127.0.0.1:{server.port}/", direct=True), proxy

    response, proxy = asyncio.run(run())
    assert (response.extensions["raw"], proxy.connections) == (b"right", 0)


@pytest.mark.parametrize("url", ["http://a.example/", "https://a.example/"])
def test_a_proxy_that_is_not_there_is_our_fault(url):
    async def run():
        async with bare(environ={"all_proxy": "http://127.0.0.1:9"}) as http:
            return await ask(http, url)

    assert asyncio.run(run()) == NoAnswer(Reason.PROXY, "the proxy: refused")


REFUSED = [(b"502 Bad Gateway", Reason.UNREACHABLE), (b"407 Proxy Authentication Required", Reason.PROXY)]


@pytest.mark.parametrize("line, reason", REFUSED)
def test_a_tunnel_that_the_proxy_refuses(line, reason):
    outcome, proxy = through(
        saying(b"HTTP/1.1 " + line + b"\r\nContent-Length: 0\r\n\r\n"), "https://a.example/"
    )
    assert outcome.reason is reason
    assert proxy.heads[0].startswith(b"CONNECT a.example:443 ")


BEHIND = [
    ("hangs", saying(b"", pause=0.5), Reason.READ_TIMEOUT),
    ("says nothing", saying(), Reason.RESET),
    ("is not HTTP", saying(b"220 mail\r\n\r\n"), Reason.PROTOCOL),
    ("breaks off", saying(OK.replace(b": 5", b": 50")), Reason.PROTOCOL),
]


@pytest.mark.parametrize("behave, reason", [row[1:] for row in BEHIND], ids=[row[0] for row in BEHIND])
def test_what_fails_behind_the_proxy_is_no_fault_of_the_proxy(behave, reason):
    outcome, _ = through(behave, "http://a.example/")
    assert outcome.reason is reason


def test_a_bad_location_behind_a_proxy_is_set_aside_too():
    reply = b"HTTP/1.1 302 Found\r\nLocation: http://[\x80\r\nContent-Length: 0\r\n\r\n"
    response, _ = through(saying(reply), "http://a.example/")
    assert (response.status_code, response.extensions["location"]) == (302, b"http://[\x80")


@pytest.mark.parametrize("known", [True, False], ids=["known authority", "unknown authority"])
def test_the_ladder_of_tls_leads_through_a_tunnel(monkeypatch, tmp_path, known):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("a.test").configure_cert(context)

    async def run():
        async with Server(saying(OK), tls=context) as server, Server(tunnelling(server.port)) as proxy:
            environ = {"https_proxy": f"http://127.0.0.1:{proxy.port}"}
            async with bare(resolver({}), environ=environ) as http:
                response = await ask(http, "https://a.test/", headers={"Cookie": "a=b", "X-Other": "1"})
                return response, server, proxy

    response, server, proxy = asyncio.run(run())
    words = "the chain of certificates is incomplete (unable to get local issuer certificate)"
    assert response.extensions["raw"] == b"hello"
    assert response.extensions.get("tls") == (None if known else words)
    assert (b"Cookie: a=b" in server.heads[0], proxy.connections) == (known, 1 if known else 2)
    assert b"X-Other: 1" in server.heads[0]
