"""A request as the bytes that go over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

CREDENTIALS = frozenset({b"authorization", b"cookie", b"proxy-authorization"})
_HARMLESS = bytes.maketrans(b"\r\n\0", b"   ")


def written(request: httpx.Request, *, last: bool, trusted: bool) -> tuple[bytes, bool]:
    """Return *request* as it is sent, headers in their order, and whether the connection may be kept.

    *last* asks the server to close it afterwards (RFC 9112 9.6); without *trusted*, cookies and credentials
    are left out. A body whose length is not said first raises `ValueError`.
    """
    keep, body = not last, b""
    lines = [b"%b %b HTTP/1.1" % (request.method.encode("ascii"), request.url.raw_path)]
    for name, value in request.headers.raw:
        lower = name.lower()
        if lower == b"connection":
            if last:
                continue
            keep = b"close" not in value.lower()
        elif lower in CREDENTIALS and not trusted:
            continue
        elif lower == b"transfer-encoding":
            raise ValueError("only bodies of a known length are sent")
        elif lower == b"content-length" and value != b"0":
            body = request.content
        lines.append(b"%b: %b" % (name, value))
    if last:
        lines.append(b"Connection: close")
    head = b"\r\n".join(lines)
    if head.count(b"\r") != len(lines) - 1 or head.count(b"\n") != len(lines) - 1 or b"\0" in head:
        # A cookie that a tolerated head set may hold them; sent back they would begin headers of their own.
        head = b"\r\n".join([line.translate(_HARMLESS) for line in lines])
    return head + b"\r\n\r\n" + body, keep
