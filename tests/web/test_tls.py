"""The ladder of TLS: what is wrong with a secure connection is told, and the page comes all the same."""

import asyncio
import ssl
import warnings
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from loopback import Server, ask, bare, hanging, keeping, resolver, saying, tunnelling

from citecheck.models import NoAnswer, Reason
from citecheck.web.faults import Fault
from citecheck.web.secure import Secure
from citecheck.web.tls import HandshakeFault, Ladder, Rung
from citecheck.web.tlsfaults import words_of

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
SELF_SIGNED = Path(__file__).with_name("tls") / "self-signed.pem"
SECRETS = [("Cookie", "a=b"), ("Authorization", "Basic x"), ("X-Other", "1")]
NOW = datetime.now(UTC)


@cache
def authority():
    return trustme.CA()


@pytest.fixture(autouse=True)
def _trusted(monkeypatch, tmp_path):
    """Let our authority be the one that the run knows."""
    path = tmp_path / "authority.pem"
    authority().cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def speaking(certificate=None, *, least=None, most=None, ciphers=None):
    """Return the context of a server with *certificate*, for protocols between *least* and *most*."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(ciphers or "DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = least or ssl.TLSVersion.TLSv1_2
        context.maximum_version = most or ssl.TLSVersion.MAXIMUM_SUPPORTED
    (certificate or issued("a.test")).configure_cert(context)
    return context


def issued(*names, by=None, **how):
    return (by or authority()).issue_cert(*names, **how)


class OnDisk:
    """A certificate that trustme does not make."""

    def __init__(self, *pems):
        self._pems = pems

    def configure_cert(self, context):
        with trustme.Blob(b"".join(self._pems)).tempfile() as path:
            context.load_cert_chain(path)


def without_intermediate():
    leaf = issued("a.test", by=authority().create_child_ca())
    return OnDisk(leaf.private_key_pem.bytes(), leaf.cert_chain_pems[0].bytes())


def with_unknown_root():
    stranger = trustme.CA()
    leaf = stranger.issue_cert("a.test")
    chain = [pem.bytes() for pem in leaf.cert_chain_pems]
    return OnDisk(leaf.private_key_pem.bytes(), *chain, stranger.cert_pem.bytes())


def small_key():
    """A key of 1,024 bits, which was enough until 2013."""
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505 - that is the point
    signer = serialization.load_pem_private_key(authority().private_key_pem.bytes(), None)
    root = x509.load_pem_x509_certificate(authority().cert_pem.bytes())
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a.test")]))
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("a.test")]), critical=False)
        .sign(signer, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return OnDisk(private, made.public_bytes(serialization.Encoding.PEM))


def self_signed():
    return OnDisk(SELF_SIGNED.read_bytes())


def old(version):
    return speaking(least=version, most=version)


V = ssl.TLSVersion
RSA = trustme.KeyType.RSA

# What the server has; what is said of it; whether the certificate was still verified; connections until then.
FAULTS = [
    ("nothing wrong", speaking, None, True, 1),
    ("TLS 1.2 at most", lambda: speaking(most=V.TLSv1_2), None, True, 1),
    ("an expired certificate", lambda: speaking(issued("a.test", not_after=NOW - timedelta(days=9))), "the certificate has expired", False, 2),
    ("a certificate of tomorrow", lambda: speaking(issued("a.test", not_before=NOW + timedelta(days=1))), "the certificate is not valid yet", False, 2),
    ("another's certificate", lambda: speaking(issued("b.test", "www.a.test")), "the certificate is for other names", False, 2),
    ("a self-signed certificate", lambda: speaking(self_signed()), "the certificate is self-signed", False, 2),
    ("no intermediate", lambda: speaking(without_intermediate()), "the chain of certificates is incomplete (unable to get local issuer certificate)", False, 2),
    ("an authority of its own", lambda: speaking(with_unknown_root()), "the certificate comes from an authority that nobody here knows (self-signed certificate in certificate chain)", False, 2),
    ("a small key", lambda: speaking(small_key()), "the certificate's key is too weak", True, 2),
    ("only AES in CBC mode", lambda: speaking(most=V.TLSv1_2, ciphers="ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"), "the server knows only weak ciphers (ECDHE-ECDSA-AES128-SHA)", True, 2),
    ("only RSA key exchange", lambda: speaking(issued("a.test", key_type=RSA), most=V.TLSv1_2, ciphers="AES128-SHA:@SECLEVEL=0"), "the server knows only weak ciphers (AES128-SHA)", True, 2),
    ("only TLS 1.0", lambda: old(V.TLSv1), "the server speaks only old TLS (TLSv1)", False, 3),
    ("only TLS 1.1", lambda: old(V.TLSv1_1), "the server speaks only old TLS (TLSv1.1)", False, 3),
]  # fmt: skip


@pytest.mark.parametrize(
    "context, words, verified, connections", [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_server_with(context, words, verified, connections):
    """Cookies and credentials go to none but a verified server; the second request needs no second climb."""
    tried = []

    async def resolve(name):
        tried.append(name)
        return ["127.0.0.1"]

    async def run():
        async with Server(saying(OK), tls=context()) as server, bare(resolve) as http:
            url = f"https://a.test:{server.port}/"
            first = await ask(http, url, headers=SECRETS)
            climbed = len(tried)
            return first, await ask(http, url, headers=SECRETS), climbed, server

    first, second, climbed, server = asyncio.run(run())
    for response in (first, second):
        assert (response.status_code, response.extensions["raw"]) == (200, b"hello")
        assert response.extensions.get("tls") == words
    assert (climbed, len(tried), server.connections) == (connections, connections + 1, 2)
    for head in server.heads:
        assert (b"Cookie: a=b" in head, b"Authorization: " in head) == (verified, verified)
        assert b"X-Other: 1" in head
        assert f"Host: a.test:{server.port}\r\n".encode() in head


@pytest.mark.parametrize("proxied", [False, True], ids=["directly", "through a proxy"])
@pytest.mark.parametrize("trusted", [True, False], ids=["verified", "unverified"])
def test_nothing_is_entrusted_to_a_server_that_cannot_be_verified(trusted, proxied):
    """A page may come from such a server; what we send stays here."""
    tls = speaking() if trusted else speaking(self_signed())

    async def run():
        async with Server(saying(OK), tls=tls) as server, Server(tunnelling(server.port)) as proxy:
            settings = {"proxy": f"http://127.0.0.1:{proxy.port}"} if proxied else {}
            async with bare(**settings) as http:
                url = f"https://a.test:{server.port}/"
                return await ask(http, url, method="POST", content=b"secret"), server

    outcome, server = asyncio.run(run())
    assert len(server.heads) == trusted
    if trusted:
        assert outcome.status_code == 200
    else:
        assert outcome.reason is Reason.TLS


def secured(behave, tls=None, host="a.test", table=None, **how):
    """Ask a server over TLS; return what came and the server."""

    async def run():
        async with (
            Server(behave, tls=tls, **how) as server,
            bare(resolver(table or {host: ["127.0.0.1"]})) as http,
        ):
            return await ask(http, f"https://{host}:{server.port}/"), server

    return asyncio.run(run())


async def closing(_server, reader, _writer, _head):
    await reader.read(4096)


NO_ANSWER = [
    ("does not speak TLS", saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"), NoAnswer(Reason.TLS, "the server does not speak TLS there"), 1),
    ("closes in the handshake", closing, NoAnswer(Reason.RESET, "the connection was closed during the TLS handshake"), 3),
    ("says nothing", hanging, NoAnswer(Reason.CONNECT_TIMEOUT, "no TLS handshake in time"), 1),
]  # fmt: skip


@pytest.mark.parametrize(
    "behave, expected, connections", [row[1:] for row in NO_ANSWER], ids=[row[0] for row in NO_ANSWER]
)
def test_a_server_that(behave, expected, connections):
    outcome, server = secured(behave, speaks_first=True)
    assert (outcome, server.connections) == (expected, connections)


def test_a_server_that_wants_a_certificate_of_the_reader():
    """Only after the handshake does TLS 1.3 say so; asyncio's servers hang up without the alert."""
    context = speaking()
    context.verify_mode = ssl.CERT_REQUIRED
    authority().configure_trust(context)
    secure = Secure(Ladder().contexts.of(Rung.DEFAULT), "a.test")
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = context.wrap_bio(incoming, outgoing, server_side=True)

    def answer():
        incoming.write(secure.to_send())
        with suppress(ssl.SSLError):
            server.do_handshake()
        return outgoing.read()

    secure.start()
    assert secure.receive(answer()) == b""
    assert secure.ready
    with pytest.raises(ssl.SSLError) as caught:
        secure.receive(answer())
    assert words_of(caught.value) == "the server wants a certificate of the reader"


def failing(reason=None, code=None):
    """Return the fault of a handshake, as OpenSSL would have it."""
    error = ssl.SSLCertVerificationError(1, "x") if code else ssl.SSLError(1, "x")
    error.reason, error.verify_code, error.verify_message = reason, code, "x"
    return HandshakeFault(error)


EXPIRED, WEAK_KEY, OLD, NOT_TLS = (
    failing(code=10),
    failing(code=66),
    failing("UNSUPPORTED_PROTOCOL"),
    failing("HTTP_REQUEST"),
)
CLOSED, LATE = HandshakeFault(None), Fault(Reason.CONNECT_TIMEOUT, "no connection in time")

# What happens on each rung that is tried, and what is told in the end (None: it worked).
CLIMBS = [
    ("a fault of the certificate leads to the last rung", {0: EXPIRED, 2: None}, None),
    ("a weak certificate does not", {0: WEAK_KEY, 1: None}, None),
    ("old TLS takes all rungs", {0: OLD, 1: OLD, 2: None}, None),
    ("of two faults the first is told", {0: OLD, 1: EXPIRED, 2: CLOSED}, OLD),
    ("a later timeout does not hide a fault", {0: EXPIRED, 2: LATE}, EXPIRED),
    ("what is not TLS is not asked again", {0: NOT_TLS}, NOT_TLS),
    ("nor is a host that takes no connection", {0: LATE}, LATE),
    ("a connection that was closed is tried with less", {0: CLOSED, 1: CLOSED, 2: CLOSED}, CLOSED),
]  # fmt: skip


@pytest.mark.parametrize("rungs, told", [row[1:] for row in CLIMBS], ids=[row[0] for row in CLIMBS])
def test_the_ladder(rungs, told):
    tried = []

    async def attempt(rung):
        tried.append(rung)
        if rungs[rung] is not None:
            raise rungs[rung]
        return "made", None

    async def run():
        ladder = Ladder()
        try:
            made, rung, words = await ladder.climb("a.test:443", attempt)
        except Fault as fault:
            return fault
        assert (made, rung, words) == ("made", tried[-1], rungs[tried[0]].answer.detail)
        # The next one begins where this one ended.
        assert await ladder.climb("a.test:443", attempt) == (made, rung, words)
        assert tried.pop() is tried[-1]
        return None

    assert asyncio.run(run()) is told
    assert tried == list(rungs)


def test_the_name_goes_into_the_handshake_without_its_final_dot():
    seen = []
    context = speaking()
    context.sni_callback = lambda _socket, name, _context: seen.append(name)
    outcome, server = secured(saying(OK), context, host="a.test.")
    assert (outcome.status_code, seen) == (200, ["a.test"])
    assert outcome.extensions.get("tls") is None
    assert b"Host: a.test.:" in server.heads[0]


def test_an_address_instead_of_a_name_is_looked_for_in_the_certificate():
    right, _ = secured(saying(OK), speaking(issued("127.0.0.1")), host="127.0.0.1")
    wrong, _ = secured(saying(OK), speaking(), host="127.0.0.1")
    assert right.extensions.get("tls") is None
    assert wrong.extensions["tls"] == "the certificate is for other names"


@pytest.mark.parametrize(
    "host", ["a..b", "x" * 70 + ".test", ".a.test"], ids=["two dots", "a long label", "a dot in front"]
)
def test_a_name_that_no_handshake_can_carry_fails_cleanly(host):
    outcome, _ = secured(saying(OK), speaking(), host=host)
    assert outcome == NoAnswer(Reason.TLS, "the name cannot be written in a TLS handshake")


def test_a_secure_connection_is_kept_too():
    async def run():
        async with Server(keeping(OK), tls=speaking()) as server, bare() as http:
            for _ in range(3):
                response = await ask(http, f"https://a.test:{server.port}/")
                assert response.extensions["raw"] == b"hello"
            return server

    server = asyncio.run(run())
    assert (server.connections, len(server.heads)) == (1, 3)


@pytest.mark.parametrize("most", [V.TLSv1_2, V.TLSv1_3])
def test_a_long_body_comes_whole_through_tls(most):
    body = bytes(range(256)) * 4096
    reply = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    response, _ = secured(saying(reply), speaking(most=most))
    assert response.extensions["raw"] == body


def test_contexts_are_made_when_they_are_needed_and_once():
    contexts = Ladder().contexts
    assert "_default" not in vars(contexts)
    made = [contexts.of(rung) for rung in Rung]
    assert [contexts.of(rung) for rung in Rung] == made
    assert [context.verify_mode for context in made] == [ssl.CERT_REQUIRED, ssl.CERT_REQUIRED, ssl.CERT_NONE]
    assert [context.check_hostname for context in made] == [True, True, False]
    assert not any(context.verify_flags & ssl.VERIFY_X509_STRICT for context in made)


@pytest.mark.parametrize(
    "code, message, words",
    [
        (23, "certificate revoked", "the certificate has been revoked"),
        (68, "CA md too weak", "the certificate is signed with a method that is too weak"),
        (26, "unsuitable purpose", "the certificate cannot be verified (unsuitable purpose)"),
        (0, "", "the certificate cannot be verified (no reason given)"),
    ],
)
def test_what_is_wrong_with_a_certificate_in_plain_words(code, message, words):
    error = ssl.SSLCertVerificationError(1, "x")
    error.verify_code, error.verify_message = code, message
    assert words_of(error) == words


@pytest.mark.parametrize(
    "reason, version, words",
    [
        (
            "UNSAFE_LEGACY_RENEGOTIATION_DISABLED",
            "TLSv1.2",
            "the server renegotiates in the old, insecure way",
        ),
        ("UNSUPPORTED_PROTOCOL", None, "the server speaks only old TLS"),
        ("TLSV1_ALERT_INTERNAL_ERROR", None, "the handshake failed (alert internal error)"),
        ("DH_KEY_TOO_SMALL", None, "the server knows only weak ciphers"),
        (None, None, "the handshake was broken off"),
    ],
)
def test_what_is_wrong_with_a_handshake_in_plain_words(reason, version, words):
    error = ssl.SSLError(1, "x")
    error.reason = reason
    assert words_of(error, version) == words
