"""What kind of content came: by its first bytes where they tell, else by what the server calls it.

Servers call pages plain text, PDFs pages, and everything `application/octet-stream`; browsers look
(MIME Sniffing standard, 7.1).
"""

from __future__ import annotations

import re
from enum import Enum, auto


class Kind(Enum):
    """What can be read of a body."""

    HTML = auto()
    FEED = auto()  # RSS, Atom and other XML, which have a title element
    TEXT = auto()
    PDF = auto()
    OTHER = auto()


# A PDF's header stands within the first 1,024 bytes (ISO 32000-1, Annex H, note 13).
_SNIFFED = 1024
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?>(?>(?:<\?xml[^>]{0,300}>|<!--.{0,300}?-->)\s*){0,4})"
    rb"<(?:(!doctype\s+html|html|head|title|frameset)|(rss|feed|rdf:rdf))\b",
    re.IGNORECASE | re.DOTALL,
)
# With these a page may begin that nobody called a page.
_BEGINNING_OF_UNLABELLED = re.compile(
    rb"\s*<(!doctype\s+html|html|head|title|body|script|iframe|h1|div|font|table|a|style|b|br|p|!--)[\s/>]",
    re.IGNORECASE,
)

_HTML = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_UNLABELLED = frozenset({"", "application/octet-stream", "unknown/unknown", "application/unknown", "*/*"})
# Data has more; what is this short says, as a text does, that there is none (RFC 9457 shows such answers).
_ERROR_IN_JSON = 1000
_UTF_16_TAG = (b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00", b"\x00<")


def essence(content_type: str) -> str:
    """Return the media type that a Content-Type header names, without parameters, bounded; empty if none."""
    return re.split(r"[;,\s]", content_type[:300].strip(), maxsplit=1)[0].lower()[:100]


def kind_of(body: bytes, content_type: str) -> Kind:
    """Return the kind of a *body* that the server labelled *content_type*."""
    if b"%PDF-" in body[:_SNIFFED]:
        return Kind.HTML if _BEGINNING.match(body) else Kind.PDF
    beginning = _BEGINNING.match(body[: 4 * _SNIFFED])
    if beginning is not None:
        return Kind.HTML if beginning[1] else Kind.FEED
    kind = essence(content_type)
    if kind in _HTML or (body.startswith(_UTF_16_TAG) and "xml" not in kind):
        return Kind.HTML
    if kind in _UNLABELLED and _BEGINNING_OF_UNLABELLED.match(body):
        return Kind.HTML
    if kind.endswith(("/xml", "+xml")) and kind != "image/svg+xml":
        return Kind.FEED
    return Kind.TEXT if _is_text(kind, body) else Kind.OTHER


def _is_text(kind: str, body: bytes) -> bool:
    """Tell whether a *body* of the media type *kind* is read as a text."""
    if kind.endswith(("/json", "+json")):
        return len(body) <= _ERROR_IN_JSON
    return kind.startswith("text/") and kind not in {"text/css", "text/javascript"}
