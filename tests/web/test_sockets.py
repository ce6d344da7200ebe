import asyncio
import socket
import ssl
import zlib
from pathlib import Path

import pytest
from loopback import Server, hanging, quick_client, resetting, resolver, saying

from citecheck.models import NotChecked, Reason
from citecheck.web import Reply, manner_for_archive

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"


def get(behave, path="/", scheme="http", tls=None, *, speaks_first=False, **settings):
    """Ask a server that behaves so; return the outcome and the server."""

    async def run():
        async with (
            Server(behave, tls=tls, speaks_first=speaks_first) as server,
            quick_client(**settings) as client,
        ):
            return await client.get(f"{scheme}://a.test:{server.port}{path}"), server

    return asyncio.run(run())


def test_a_page_is_read_over_a_real_socket():
    outcome, server = get(saying(OK), "/x?y=1#part")
    assert (outcome.status, outcome.body, outcome.cut) == (200, b"hello", False)
    assert outcome.headers["content-type"] == "text/html"
    assert server.heads[0].startswith(b"GET /x?y=1 HTTP/1.1\r\n")
    assert f"\r\nHost: a.test:{server.port}\r\n".encode().lower() in server.heads[0].lower()


SILENT = [
    ("hangs", hanging, Reason.READ_TIMEOUT),
    ("resets", resetting, Reason.RESET),
    ("says nothing", saying(), Reason.RESET),
    ("is not HTTP", saying(b"220 mail.a.test ESMTP\r\n\r\n" * 3), Reason.PROTOCOL),
    ("says a line that is not HTTP", saying(b"220 mail.a.test ESMTP\r\n"), Reason.PROTOCOL),
    ("drips its head", saying(*[b"H", b"T", b"T", b"P"] * 20, pause=0.1), Reason.READ_TIMEOUT),
]


@pytest.mark.parametrize("behave, reason", [row[1:] for row in SILENT], ids=[row[0] for row in SILENT])
def test_a_server_that_does_not_answer(behave, reason):
    outcome, server = get(behave)
    assert outcome.reason is reason
    assert server.connections == 1


CUT = [
    ("breaks off in its head", saying(b"HTTP/1.1 200 OK\r\nContent-"), b""),
    ("truncated", saying(OK.replace(b": 5", b": 500")), b"hello"),
    (
        "bad chunk",
        saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZZ\r\n"),
        b"hello",
    ),
    ("drips its body", saying(OK.replace(b": 5", b": 500"), *[b"!"] * 30, pause=0.1), b"hello"),
    ("hangs in its body", saying(OK.replace(b": 5", b": 500"), b"", pause=1.0), b"hello"),
]


@pytest.mark.parametrize("behave, begins", [row[1:] for row in CUT], ids=[row[0] for row in CUT])
def test_a_body_that_is_not_whole_leaves_the_status(behave, begins):
    outcome, _ = get(behave)
    assert isinstance(outcome, Reply)
    assert (outcome.status, outcome.cut) == (200, True)
    assert outcome.body.startswith(begins)


def test_an_endless_body_is_left_at_the_limit():
    sent = 0

    async def endless(_server, _reader, writer, _head):
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            sent += 65536
            await writer.drain()

    outcome, _ = get(endless)
    assert (len(outcome.body), outcome.cut) == (256 * 1024, True)
    assert sent < 32 * 1024 * 1024


def test_a_bomb_is_left_at_the_limit():
    squeeze = zlib.compressobj(wbits=31)
    bomb = b"".join(squeeze.compress(bytes(1 << 20)) for _ in range(64)) + squeeze.flush()
    outcome, _ = get(saying(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb))
    assert (len(outcome.body), outcome.cut) == (256 * 1024, True)


def test_a_bad_location_is_a_fact_and_no_error():
    outcome, _ = get(saying(b"HTTP/1.1 302 Found\r\nLocation: http://[\x80\r\n\r\n"))
    assert outcome.reason in {Reason.BAD_REDIRECT, Reason.TOO_MANY_HOPS}


def test_a_refused_connection_is_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        async def run():
            async with quick_client() as client:
                return await client.get(f"http://a.test:{taken.getsockname()[1]}/")

        assert asyncio.run(run()).reason is Reason.REFUSED


RESOLVED = [
    (socket.gaierror(socket.EAI_NONAME, "x"), Reason.NO_SUCH_HOST),
    (socket.gaierror(socket.EAI_NODATA, "x"), Reason.NO_SUCH_HOST),
    (socket.gaierror(socket.EAI_AGAIN, "x"), Reason.RESOLVER),
    ([], Reason.NO_SUCH_HOST),
]


@pytest.mark.parametrize("answer, reason", RESOLVED)
def test_a_name_that_does_not_resolve(answer, reason):
    async def run():
        async with quick_client(resolver({"a.test": answer})) as client:
            return await client.get("http://a.test/")

    assert asyncio.run(run()).reason is reason


def test_a_silent_name_server_is_no_fault_of_the_page():
    async def never(_name):
        await asyncio.sleep(60)

    async def run():
        async with quick_client(never) as client:
            return await client.get("http://a.test/")

    assert asyncio.run(run()).reason is Reason.RESOLVER


def test_an_address_that_refuses_does_not_hide_one_that_answers():
    """IPv6 that leads nowhere beside IPv4 that works."""

    async def run():
        async with (
            Server(saying(OK)) as server,
            quick_client(resolver({"a.test": ["::1", "127.0.0.1"]})) as client,
        ):
            return await client.get(f"http://a.test:{server.port}/")

    assert asyncio.run(run()).status == 200


# --- TLS ---


def self_signed():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("tls") / "self-signed.pem")
    return context


def test_a_page_whose_certificate_nobody_vouches_for_is_read_and_the_fault_said():
    outcome, _ = get(saying(OK), scheme="https", tls=self_signed())
    assert (outcome.status, outcome.body) == (200, b"hello")
    assert outcome.tls == "the certificate is self-signed"


def test_a_certificate_that_the_environment_vouches_for_is_taken(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(Path(__file__).with_name("tls") / "self-signed.pem"))
    outcome, _ = get(saying(OK), scheme="https", tls=self_signed())
    assert (outcome.body, outcome.tls) == (b"hello", None)


def test_what_does_not_speak_tls_is_a_fault_of_tls():
    outcome, _ = get(saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"), scheme="https", speaks_first=True)
    assert outcome.reason is Reason.TLS


def test_the_name_stays_in_the_handshake():
    hello = b""

    async def listen(_server, reader, _writer, _head):
        nonlocal hello
        hello = await reader.read(4096)

    outcome, _ = get(listen, scheme="https", speaks_first=True)
    assert b"a.test" in hello
    assert outcome.reason is Reason.RESET


# --- the guard, where sockets are opened ---


def guarded(monkeypatch, table, path, behave=None):
    """Ask a.test while 127.0.0.2 alone counts as public; return the outcome and both servers."""
    monkeypatch.setattr("citecheck.web.network.is_public", lambda address: address == "127.0.0.2")

    async def run():
        async with (
            Server(saying(OK)) as inner,
            Server(behave(inner) if behave else saying(OK), "127.0.0.2") as outer,
            quick_client(resolver(table), allow_private=False) as client,
        ):
            url = path.format(inner=inner.port, outer=outer.port)
            return await client.get(url), inner, outer

    return asyncio.run(run())


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254"])
def test_a_name_that_resolves_to_a_private_address_is_not_asked(monkeypatch, address):
    outcome, inner, _ = guarded(monkeypatch, {"a.test": [address]}, "http://a.test:{inner}/")
    assert outcome == NotChecked(f"private address {address}")
    assert inner.connections == 0


def test_of_several_addresses_the_public_one_is_connected_to(monkeypatch):
    outcome, inner, outer = guarded(
        monkeypatch, {"a.test": ["127.0.0.1", "127.0.0.2"]}, "http://a.test:{outer}/"
    )
    assert outcome.status == 200
    assert (inner.connections, outer.connections) == (0, 1)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "localhost", "b.test", "[::ffff:127.0.0.1]"]
)
def test_a_redirect_to_a_private_address_is_not_followed(monkeypatch, host):
    def to_inner(inner):
        return saying(f"HTTP/1.1 302 Found\r\nLocation: http://{host}:{inner.port}/\r\n\r\n".encode())

    table = {"a.test": ["127.0.0.2"], "b.test": ["127.0.0.1"]}
    outcome, inner, outer = guarded(monkeypatch, table, "http://a.test:{outer}/", to_inner)
    assert isinstance(outcome, NotChecked)
    assert (inner.connections, outer.connections) == (0, 1)


# --- the proxy ---


def through_proxy(behave, url, manner=None, **settings):
    async def run():
        async with (
            Server(behave) as proxy,
            quick_client(proxy=f"http://127.0.0.1:{proxy.port}", **settings) as client,
        ):
            return await (client.get(url, manner) if manner else client.get(url)), proxy

    return asyncio.run(run())


def test_the_proxy_is_asked_with_the_whole_address_and_resolves_the_name():
    outcome, proxy = through_proxy(saying(OK), "http://nowhere.example/x", allow_private=False)
    assert outcome.status == 200
    assert proxy.heads[0].startswith(b"GET http://nowhere.example/x HTTP/1.1\r\n")


def test_a_private_address_is_not_asked_of_the_proxy_either():
    for host in ("127.0.0.1", "localhost", "intranet", "0x7f.1"):
        outcome, proxy = through_proxy(saying(OK), f"http://{host}/", allow_private=False)
        assert isinstance(outcome, NotChecked)
        assert proxy.connections == 0


def test_a_proxy_that_is_not_there_is_our_fault():
    async def run():
        async with quick_client(proxy="http://127.0.0.1:9") as client:
            return await asyncio.gather(client.get("http://a.example/"), client.get("https://a.example/"))

    assert [outcome.reason for outcome in asyncio.run(run())] == [Reason.PROXY, Reason.PROXY]


@pytest.mark.parametrize(
    "line, reason",
    [(b"502 Bad Gateway", Reason.UNREACHABLE), (b"407 Proxy Authentication Required", Reason.PROXY)],
)
def test_a_tunnel_that_the_proxy_refuses(line, reason):
    outcome, proxy = through_proxy(
        saying(b"HTTP/1.1 " + line + b"\r\nContent-Length: 0\r\n\r\n"), "https://a.example/"
    )
    assert outcome.reason is reason
    assert proxy.heads[0].startswith(b"CONNECT a.example:443 ")


def test_an_archive_on_loopback_is_reached_past_the_proxy():
    async def run():
        async with (
            Server(saying(OK)) as proxy,
            Server(saying(OK.replace(b"hello", b"index"))) as archive,
            quick_client(proxy=f"http://127.0.0.1:{proxy.port}", allow_private=False) as client,
        ):
            base = f"http://127.0.0.1:{archive.port}"
            return await client.get(base + "/cdx", manner_for_archive(base)), proxy, archive

    outcome, proxy, archive = asyncio.run(run())
    assert outcome.body == b"index"
    assert (proxy.connections, archive.connections) == (0, 1)


def test_a_proxy_of_the_environment_is_honoured_but_not_for_this_machine(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    outcome, server = get(saying(OK))
    assert (outcome.reason, server.connections) == (Reason.PROXY, 0)

    async def run():
        async with Server(saying(OK)) as server, quick_client() as client:
            return await client.get(f"http://127.0.0.1:{server.port}/")

    assert asyncio.run(run()).status == 200


# --- politeness, as the server sees it ---


def test_the_server_sees_one_connection_at_a_time():
    served = inside = most = 0

    async def behave(_server, _reader, writer, _head):
        nonlocal served, inside, most
        served, inside = served + 1, inside + 1
        most = max(most, inside)
        await asyncio.sleep(0.01)
        writer.write(OK)
        await writer.drain()
        inside -= 1

    async def run():
        async with Server(behave) as server, quick_client(delay=0.05) as client:
            await asyncio.gather(*(client.get(f"http://a.test:{server.port}/{n}") for n in range(5)))

    asyncio.run(run())
    assert (served, most) == (5, 1)
