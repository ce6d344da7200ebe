"""From an exception to the reason that nobody answered.

Codes are read where there are codes (errno, getaddrinfo's, OpenSSL's); the texts of messages are only shown.
"""

from __future__ import annotations

import errno
import os
import socket
import ssl
from typing import TYPE_CHECKING

import httpx

from citecheck.models import NoAnswer, Reason
from citecheck.web.tlsfaults import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_NAME = {socket.EAI_NONAME: "no such name", getattr(socket, "EAI_NODATA", -5): "the name has no address"}
_NO_NAME[getattr(socket, "EAI_ADDRFAMILY", -9)] = "the name has no address"

_BY_ERRNO = {
    errno.ECONNREFUSED: Reason.REFUSED,
    errno.ECONNRESET: Reason.RESET,
    errno.ECONNABORTED: Reason.RESET,
    errno.EPIPE: Reason.RESET,
    errno.ETIMEDOUT: Reason.CONNECT_TIMEOUT,
    errno.ENETUNREACH: Reason.UNREACHABLE,
    errno.EHOSTUNREACH: Reason.UNREACHABLE,
    errno.ENETDOWN: Reason.UNREACHABLE,
    errno.EHOSTDOWN: Reason.UNREACHABLE,
    errno.EADDRNOTAVAIL: Reason.UNREACHABLE,
    errno.EACCES: Reason.UNREACHABLE,
    errno.EPERM: Reason.UNREACHABLE,
    # Our own machine has no room for another connection.
    errno.EMFILE: Reason.UNREACHABLE,
    errno.ENFILE: Reason.UNREACHABLE,
    errno.ENOBUFS: Reason.UNREACHABLE,
    errno.ENOMEM: Reason.UNREACHABLE,
}

_PROXY_WANTS_A_LOGIN = 407


class Fault(Exception):  # noqa: N818 - it carries a value to the client and is never seen outside this room
    """A failure whose reason is known where it happened."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.answer = NoAnswer(reason, detail)


class Guarded(Exception):  # noqa: N818 - as above
    """The address is not one that may be asked."""


# What may come out of a transport: ours raises `Fault`, httpx's own (behind a proxy) the rest. A broken TLS
# record comes from that one as a bare OSError: anyio does not wrap it.
FAILURES: tuple[type[Exception], ...] = (httpx.HTTPError, httpx.InvalidURL, OSError, Fault)


def answer_for(error: BaseException) -> NoAnswer:
    """Return why there was no answer, by the most telling of *error* and its causes."""
    chain = list(causes(error))
    for cause in chain:
        # What our own code said about a failure goes before the failure that it was said of.
        if isinstance(cause, Fault):
            return cause.answer
    for cause in reversed(chain):
        found = answer_by_code(cause)
        if found is not None:
            return found
    return _by_kind(error)


def fault_for(error: OSError) -> Fault:
    """Return *error*, which came from a socket or a resolver, as a `Fault`."""
    answer = answer_by_code(error) or NoAnswer(Reason.RESET, "the connection broke")
    return Fault(answer.reason, answer.detail)


def causes(error: BaseException) -> Iterator[BaseException]:
    """Give *error*, what it was raised from, and so on inwards."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        # httpcore's pool raises "from None", which leaves the context alone.
        current = current.__cause__ or current.__context__


def answer_by_code(error: BaseException) -> NoAnswer | None:
    """Read the codes of one exception; None where it has none that say anything."""
    match error:
        case socket.gaierror():
            if error.errno in _NO_NAME:
                return NoAnswer(Reason.NO_SUCH_HOST, _NO_NAME[error.errno])
            return NoAnswer(Reason.RESOLVER, error.strerror or "the name server failed")
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return NoAnswer(Reason.RESET, "the connection was closed during the TLS handshake")
        case ssl.SSLError():
            return NoAnswer(Reason.TLS, words_of(error))
        case OSError() if error.errno in _BY_ERRNO:
            # asyncio writes its own text, with the address, over the system's.
            return NoAnswer(_BY_ERRNO[error.errno], os.strerror(error.errno).lower())
    return None


def _by_kind(error: BaseException) -> NoAnswer:  # noqa: PLR0911 - a line a case
    """Judge an exception without a code by its class."""
    match error:
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return NoAnswer(Reason.CONNECT_TIMEOUT, "no connection in time")
        case httpx.TimeoutException():
            return NoAnswer(Reason.READ_TIMEOUT, "no answer in time")
        case httpx.ProxyError():
            return _refused_tunnel(str(error))
        case httpx.RemoteProtocolError() if not _from_parser(error):
            return NoAnswer(Reason.RESET, "the server closed the connection without an answer")
        case httpx.UnsupportedProtocol() | httpx.InvalidURL():
            return NoAnswer(Reason.MALFORMED, "the address cannot be requested")
        case httpx.ProtocolError() | httpx.DecodingError():
            return NoAnswer(Reason.PROTOCOL, "the answer is not HTTP that can be read")
    return NoAnswer(Reason.RESET, "the connection broke")


def _from_parser(error: BaseException) -> bool:
    """Tell whether h11 refused what it read; without it httpcore reports a connection closed too early."""
    return any(type(cause).__module__.startswith("h11") for cause in causes(error))


def _refused_tunnel(text: str) -> NoAnswer:
    """Judge a proxy that answered CONNECT with a refusal; httpcore gives its status in the text alone."""
    status = int(text[:3]) if text[:3].isdigit() else 0
    reason = Reason.PROXY if status in {0, _PROXY_WANTS_A_LOGIN} else Reason.UNREACHABLE
    return NoAnswer(reason, f"the proxy answered {text[:80]}".strip())
