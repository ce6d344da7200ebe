"""The ladder of TLS: a fault of a secure connection is a fact about the page, not the end of it.

Readers see the pages of servers with expired certificates and old protocols, after a warning or without one.
So where the default way fails, less is asked for: first of the protocol, then of the certificate too, and
that only to learn what answers, without cookies and credentials.
"""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable
from enum import IntEnum
from functools import cached_property
from typing import TypeVar

import httpx

from citecheck.models import Reason
from citecheck.web.faults import Fault
from citecheck.web.tlsfaults import WEAK, not_tls, words_of

T = TypeVar("T")
# Try one rung; give the result and, where there is one, the TLS session that it was got over.
Attempt = Callable[["Rung"], Awaitable[tuple[T, ssl.SSLObject | None]]]

# In Python's `ssl` from 3.12 on; a bit of OpenSSL's (ssl.h).
_LEGACY_SERVER_CONNECT = getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)


class Rung(IntEnum):
    """How much is asked of the server."""

    DEFAULT = 0  # what Python's default asks, except where browsers ask less
    LEGACY = 1  # old ciphers, small keys, no secure renegotiation; the certificate must be right
    ANYTHING = 2  # whatever speaks TLS 1.0 or later; the certificate is not looked at


class HandshakeFault(Fault):
    """The handshake failed; *error* says how, None where the connection was closed in the middle of it."""

    def __init__(self, error: ssl.SSLError | None) -> None:
        if error is None or isinstance(error, ssl.SSLEOFError):
            super().__init__(Reason.RESET, "the connection was closed during the TLS handshake")
        else:
            super().__init__(Reason.TLS, words_of(error))
        self.error = error


class Contexts:
    """The TLS contexts of a run, one for each rung, made when they are first needed.

    One takes 12 ms and 650 KB with the authorities that it loads, so nothing makes a second.
    """

    def of(self, rung: Rung) -> ssl.SSLContext:
        """Return the context of *rung*."""
        return (self._default, self._legacy, self._anything)[rung]

    @cached_property
    def _default(self) -> ssl.SSLContext:
        """Make the first; it honours SSL_CERT_FILE and SSL_CERT_DIR.

        From Python 3.13 the default refuses certificates without an authority key identifier, which browsers
        take (cpython #107361); the strict flag is taken off again.
        """
        context = httpx.create_ssl_context(trust_env=True)
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        context.set_alpn_protocols(["http/1.1"])
        return context

    @cached_property
    def _legacy(self) -> ssl.SSLContext:
        """Make the second: what OpenSSL 3 left out of its defaults, with everything verified."""
        context = httpx.create_ssl_context(trust_env=True)
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        return _lowered(context, level=1)

    @cached_property
    def _anything(self) -> ssl.SSLContext:
        """Make the last: TLS 1.0 needs level 0 in OpenSSL 3, because it signs with SHA-1."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return _lowered(context, level=0)


def _lowered(context: ssl.SSLContext, level: int) -> ssl.SSLContext:
    """Let *context* take old protocols and ciphers at OpenSSL's security *level*."""
    context.set_ciphers(f"DEFAULT:@SECLEVEL={level}")
    # The lowest that the library was built with; SSL 2 and 3 are ruled out by the options.
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= ssl.OP_NO_SSLv3 | _LEGACY_SERVER_CONNECT
    context.set_alpn_protocols(["http/1.1"])
    return context


class Ladder:
    """Climbs down from rung to rung and remembers for each host, for one run, which one worked and why."""

    def __init__(self) -> None:
        self.contexts = Contexts()
        self._known: dict[str, tuple[Rung, str]] = {}

    async def climb(self, host: str, attempt: Attempt[T]) -> tuple[T, Rung, str | None]:
        """Return what *attempt* gives at the first rung that works, the rung, and what was wrong before.

        What is learned is remembered under *host*. Where no rung works the first fault is raised.
        """
        rung, words = self._known.get(host, (Rung.DEFAULT, None))
        fault: HandshakeFault | None = None
        while True:
            try:
                result, session = await attempt(rung)
            except HandshakeFault as trouble:
                fault = fault or trouble
                below = _below(rung, trouble.error)
                if below is None:
                    raise fault from trouble
                rung = below
            except Fault as trouble:
                raise fault or trouble from trouble
            else:
                break
        if fault is not None:
            words = _words(fault.error, session)
            self._known[host] = (rung, words)
        return result, rung, words


def _below(rung: Rung, error: ssl.SSLError | None) -> Rung | None:
    """Return the next rung that could mend *error*, if one can."""
    if rung is Rung.ANYTHING or (error is not None and not_tls(error)):
        return None
    if isinstance(error, ssl.SSLCertVerificationError) and getattr(error, "verify_code", 0) not in WEAK:
        return Rung.ANYTHING
    return Rung(rung + 1)


def _words(error: ssl.SSLError | None, session: ssl.SSLObject | None) -> str:
    """Say what was wrong, now that it is known how the server can be spoken to."""
    if session is None:
        return words_of(error)
    cipher = session.cipher()
    return words_of(error, session.version(), cipher[0] if cipher else None)
