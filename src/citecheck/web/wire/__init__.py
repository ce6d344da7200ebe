"""HTTP/1.x replies read from bytes alone, as tolerantly as browsers read them."""

from __future__ import annotations

from citecheck.web.wire.head import Head, WireError
from citecheck.web.wire.reader import ReplyReader

__all__ = ["Head", "ReplyReader", "WireError"]
