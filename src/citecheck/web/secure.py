"""TLS over bytes alone: what to send and what was read, without a socket.

asyncio's own layer keeps 256 KiB for each open connection and tells a failed handshake from a lost connection
by text; `ssl.MemoryBIO` is the public way to neither.
"""

from __future__ import annotations

import ssl

# One record carries at most 16 KiB (RFC 8446 5.1).
_RECORD = 16 * 1024


class Secure:
    """One TLS connection, on the client's side; `ready` says that the handshake is done.

    *name* is sent (SNI) and looked for in the certificate; one that cannot be written in a handshake raises
    `ValueError`. `start` and `receive` raise `ssl.SSLError`; whatever they do, `to_send` gives what the other
    side must be told.
    """

    __slots__ = ("_incoming", "_object", "_outgoing", "ended", "ready")

    def __init__(self, context: ssl.SSLContext, name: str) -> None:
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._object = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name)
        self.ready = False
        self.ended = False

    @property
    def session(self) -> ssl.SSLObject:
        """What was agreed on: protocol and cipher."""
        return self._object

    def start(self) -> None:
        """Begin the handshake, or go on with it."""
        try:
            self._object.do_handshake()
            self.ready = True
        except ssl.SSLWantReadError:
            return

    def receive(self, data: bytes | memoryview) -> bytes:
        """Take what came over the wire; return what it says, which may be nothing yet."""
        self._incoming.write(data)
        if not self.ready:
            self.start()
        return self._read() if self.ready else b""

    def send(self, data: bytes) -> None:
        """Encrypt *data* for `to_send`."""
        self._object.write(data)

    def to_send(self) -> bytes:
        """Return what must go over the wire now."""
        return self._outgoing.read()

    def close(self) -> None:
        """Say goodbye (RFC 8446 6.1) without waiting for the other side to do so."""
        try:
            self._object.unwrap()
        except ssl.SSLError:
            return

    def _read(self) -> bytes:
        """Return what can be decrypted."""
        parts = []
        try:
            while part := self._object.read(_RECORD):
                parts.append(part)
            self.ended = True
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLZeroReturnError:
            self.ended = True
        return b"".join(parts)
