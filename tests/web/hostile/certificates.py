"""Certificates and the contexts of servers that hold them, good and bad."""

from __future__ import annotations

import ssl
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from tempfile import NamedTemporaryFile

import trustme

_DAY = timedelta(days=1)


class Fault(StrEnum):
    """What is wrong with a certificate."""

    NONE = "none"
    EXPIRED = "expired"
    NOT_YET = "not yet valid"
    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "issued by nobody we know"
    WRONG_HOST = "for another host"
    INCOMPLETE = "sent without the certificate between it and the root"


@dataclass(frozen=True, slots=True)
class Tls:
    """How a secure port is equipped: its certificate, its newest version, its ciphers, and who may come."""

    fault: Fault = Fault.NONE
    newest: ssl.TLSVersion | None = None
    ciphers: str | None = None
    asks_for_certificate: bool = False
    key: trustme.KeyType = trustme.KeyType.ECDSA


@cache
def authority() -> trustme.CA:
    """Return the authority that clients are told to trust."""
    return trustme.CA()


def context_for(tls: Tls, host: str) -> ssl.SSLContext:
    """Return the context of a server at *host*."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _give_certificate(context, tls, host)
    if tls.ciphers:
        context.set_ciphers(tls.ciphers)
    if tls.newest:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # old versions are the point
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = tls.newest
    if tls.asks_for_certificate:
        context.verify_mode = ssl.CERT_REQUIRED
        authority().configure_trust(context)
    return context


def _give_certificate(context: ssl.SSLContext, tls: Tls, host: str) -> None:
    """Load the certificate that *tls* asks for."""
    today, names = datetime.now(UTC), [host, f"*.{host}"]
    match tls.fault:
        case Fault.EXPIRED:
            leaf = authority().issue_cert(*names, not_before=today - 90 * _DAY, not_after=today - 30 * _DAY)
        case Fault.NOT_YET:
            leaf = authority().issue_cert(*names, not_before=today + 30 * _DAY, not_after=today + 90 * _DAY)
        case Fault.WRONG_HOST:
            leaf = authority().issue_cert("hosting.example", "*.hosting.example")
        case Fault.UNKNOWN_ISSUER:
            leaf = trustme.CA().issue_cert(*names)
        case Fault.SELF_SIGNED:
            alone = trustme.CA()
            return _load(context, alone.private_key_pem.bytes() + alone.cert_pem.bytes())
        case Fault.INCOMPLETE:
            leaf = authority().create_child_ca().issue_cert(*names)
            return _load(context, leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes())
        case Fault.NONE:
            leaf = authority().issue_cert(*names, key_type=tls.key)
    return leaf.configure_cert(context)


def _load(context: ssl.SSLContext, pem: bytes) -> None:
    """Load key and certificate from *pem*; the library reads files alone."""
    with NamedTemporaryFile(suffix=".pem") as file:
        file.write(pem)
        file.flush()
        context.load_cert_chain(file.name)


@cache
def serves(newest: ssl.TLSVersion) -> bool:
    """Tell whether the library at hand can speak nothing newer than *newest* at all, seen by a handshake."""
    server = context_for(Tls(newest=newest, ciphers=OLD), "a.test")
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    client.set_ciphers(OLD)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        client.minimum_version = ssl.TLSVersion.TLSv1
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(to_client, to_server),
        server.wrap_bio(to_server, to_client, server_side=True),
    ]
    for _ in range(4):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLError:
                return False
    return ends[0].version() is not None


OLD = "ALL:@SECLEVEL=0"
