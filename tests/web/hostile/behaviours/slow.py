"""Servers that are slow, silent or without end, and small replies that unfold to a gigabyte.

The run gives a server three seconds; what comes within them is there.
"""

from __future__ import annotations

import gzip
import zlib
from functools import reduce

import brotli
from web.hostile.behaviour import (
    CHANGED,
    DEAD,
    LIVE,
    MOVED,
    PATH,
    SOFT_404,
    TITLE,
    UNREACHABLE,
    Behaviour as Row,
)
from web.hostile.replies import (
    article,
    error,
    first,
    forever,
    framed,
    hang,
    late,
    notice,
    page,
    permanent,
    say,
)

TEXT = article(TITLE)
PAGE = page(TEXT)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
MIB = b" " * (1 << 20)
BEGIN = TEXT.partition("</main>")[0].encode()


def zipped(wbits: int) -> bytes:
    """Return about a MiB of deflate, framed as *wbits* says, that unfolds to a gigabyte.

    After a full flush the coder has forgotten what came before, so that one compressed MiB can stand there a
    thousand times.
    """
    maker = zlib.compressobj(6, wbits=wbits)
    begin = maker.compress(BEGIN) + maker.flush(zlib.Z_FULL_FLUSH)
    return begin + (maker.compress(MIB) + maker.flush(zlib.Z_FULL_FLUSH)) * 1024 + maker.flush()


def brotli_bomb() -> bytes:
    """Return 13 KB of brotli that unfold to a gigabyte: one block, repeated once the coder is in its stride."""
    maker = brotli.Compressor(quality=5)
    begin = maker.process(BEGIN) + maker.flush() + maker.process(MIB) + maker.flush()
    return begin + (maker.process(MIB) + maker.flush()) * 1024


def zstd_bomb() -> bytes:
    """Return 32 KB of zstandard that unfold to a gigabyte: blocks of one repeated byte (RFC 8878, 3.1.1.2)."""
    raw = (len(BEGIN) << 3).to_bytes(3, "little") + BEGIN
    repeated = (((1 << 17) << 3) | 2).to_bytes(3, "little") + b" "
    return b"\x28\xb5\x2f\xfd\x00\x38" + raw + repeated * 8192


GZIP_BOMB = zipped(31)


def bomb(name, says, label, body):
    """Return a row for a page that unfolds to far more than anybody reads."""
    return Row(name, says, page(body, f"Content-Encoding: {label}"), LIVE)


SLOW = (
    Row("slow-head", "a second of thought before the answer", late(1.0, PAGE), LIVE),
    Row(
        "slow-body",
        "the page in ten pieces over a second",
        say(
            OK + b"Connection: close\r\n\r\n",
            *(TEXT.encode()[at : at + 300] for at in range(0, 3000, 300)),
            pause=0.1,
        ),
        LIVE,
    ),
    Row("slow-once", "no answer in time at first, and then at once", first(hang, PAGE), LIVE),
    Row(
        "slow-redirects",
        "three redirects of half a second each",
        {PATH: late(0.5, permanent("/1")), "/1": late(0.5, permanent("/2")), "/2": late(0.5, PAGE)},
        LIVE | MOVED,
    ),
    Row(
        "slow-404",
        "a second of thought before there is no such page",
        late(1.0, error("404 Not Found")),
        DEAD,
    ),
    Row(
        "slow-soft-404",
        "a second of thought before an error page with success",
        late(1.0, page(notice("Page not found", "Page not found", "The page does not exist."))),
        SOFT_404,
    ),
    Row("hang", "takes the request and never answers", hang, UNREACHABLE, reason=("time|timed|answer",)),
    Row("hang-in-head", "begins its head and says no more", say(OK[:20], then="hang"), UNREACHABLE),
    Row(
        "hang-after-head",
        "a good head, and no more",
        say(OK + b"Content-Length: 900\r\n\r\n", then="hang"),
        LIVE | UNREACHABLE,
    ),
    Row(
        "hang-in-body",
        "the page's beginning, and no more",
        say(OK + b"Content-Length: 90000\r\n\r\n" + BEGIN, then="hang"),
        LIVE,
    ),
    Row(
        "hang-before-title",
        "a page that stops before its title",
        say(OK + b"Content-Length: 90000\r\n\r\n<!DOCTYPE html><html><head>", then="hang"),
        LIVE | UNREACHABLE,
    ),
    Row(
        "hang-after-whole",
        "the whole page without a length, and a connection that stays open",
        say(OK + b"\r\n" + TEXT.encode(), then="hang"),
        LIVE,
    ),
    Row(
        "hang-404",
        "no such page, and the page that says so never comes",
        say(b"HTTP/1.1 404 Not Found\r\nContent-Length: 900\r\n\r\n", then="hang"),
        DEAD,
    ),
    Row("drip-head", "a head that comes a byte a time and never ends", forever(OK, b"X", 0.05), UNREACHABLE),
    Row(
        "drip-body",
        "the page, and then a byte a time without end",
        forever(OK + b"\r\n" + BEGIN, b" ", 0.05),
        LIVE,
    ),
    Row(
        "drip-status", "a status line without end", forever(b"HTTP/1.1 200 ", b"O", 0.05), UNREACHABLE | LIVE
    ),
)
ENDLESS = (
    Row(
        "endless-body",
        "the page, and then rubbish as fast as it goes, without end",
        forever(OK + b"\r\n" + BEGIN, b"<p>x</p>" * 8192),
        LIVE,
        bytes_read=24 << 20,
    ),
    Row(
        "endless-chunks",
        "the page in chunks without end",
        forever(
            OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(BEGIN), BEGIN),
            b"10000\r\n" + b" " * 65536 + b"\r\n",
        ),
        LIVE,
        bytes_read=24 << 20,
    ),
    Row(
        "endless-head",
        "headers without end",
        forever(OK, b"X-Header: " + b"v" * 65526 + b"\r\n"),
        UNREACHABLE,
        bytes_read=48 << 20,
    ),
    Row(
        "endless-header",
        "one header without end",
        forever(OK + b"X: ", b"v" * 65536),
        UNREACHABLE,
        bytes_read=48 << 20,
    ),
    Row(
        "endless-103",
        "early hints without end",
        forever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 500),
        UNREACHABLE,
        bytes_read=48 << 20,
    ),
    Row(
        "endless-lines",
        "empty lines without end",
        forever(b"", b"\r\n" * 32768),
        UNREACHABLE,
        bytes_read=48 << 20,
    ),
    Row(
        "endless-title",
        "a title without end",
        forever(OK + b"\r\n<html><head><title>" + TITLE.encode(), b" and so on" * 6000),
        LIVE | CHANGED,
        bytes_read=24 << 20,
    ),
    Row(
        "endless-404",
        "no such page, said without end",
        forever(
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<h1>Not Found</h1>", b"<p>x</p>" * 8192
        ),
        DEAD,
        bytes_read=48 << 20,
    ),
    Row(
        "endless-redirect",
        "a redirect whose page never ends",
        {PATH: forever(b"HTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n", b"<p>x</p>" * 8192), "/new": PAGE},
        LIVE,
        bytes_read=24 << 20,
    ),
    Row(
        "endless-noise",
        "noise without end, which is no HTTP",
        forever(b"", bytes(range(256)) * 256),
        UNREACHABLE,
        bytes_read=48 << 20,
    ),
)
BOMBS = (
    bomb("bomb-gzip", "a gigabyte behind gzip", "gzip", GZIP_BOMB),
    bomb("bomb-deflate", "a gigabyte behind deflate", "deflate", zipped(15)),
    bomb("bomb-br", "a gigabyte behind brotli, whatever was asked for", "br", brotli_bomb()),
    bomb("bomb-zstd", "a gigabyte behind zstandard, whatever was asked for", "zstd", zstd_bomb()),
    bomb("bomb-twice", "a gigabyte behind gzip within gzip", "gzip, gzip", gzip.compress(GZIP_BOMB)),
    Row(
        "bomb-chunked",
        "a gigabyte behind gzip, said to be of the transfer",
        framed(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: gzip, chunked",
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(GZIP_BOMB), GZIP_BOMB),
        ),
        LIVE,
        read=False,
    ),
    Row(
        "bomb-many",
        "gzip within gzip nine times over",
        page(
            reduce(lambda data, _: gzip.compress(data), range(9), BEGIN),
            "Content-Encoding: " + ", ".join(["gzip"] * 9),
        ),
        LIVE,
        read=False,
    ),
    Row(
        "bomb-in-404",
        "no such page, and a gigabyte about it",
        page(GZIP_BOMB, "Content-Encoding: gzip", status="404 Not Found"),
        DEAD | LIVE,
    ),
    Row(
        "bomb-headers",
        "a redirect with ten thousand cookies",
        {PATH: permanent("/new", *(f"Set-Cookie: c{n}={n}" for n in range(10_000))), "/new": PAGE},
        LIVE | MOVED | UNREACHABLE,
    ),
)
SLOWNESS = SLOW + ENDLESS + BOMBS
