"""What the bytes of a page mean: content encodings right, wrong and broken, and characters in many sets."""

from __future__ import annotations

import gzip
import sys
import zlib

import brotli
from web.hostile.behaviour import CHANGED, LIVE, SOFT_404, TITLE, UNREACHABLE, Behaviour as Row
from web.hostile.replies import article, error, framed, having, html, notice, page, prose, where

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BODY = article(TITLE).encode()
LONG = article(TITLE, more=prose(400)).encode()
GZIP = gzip.compress(BODY)
RAW = zlib.compressobj(wbits=-15)
RAW_DEFLATE = RAW.compress(BODY) + RAW.flush()


def coded(name, says, label, body, accepted=LIVE, **more):
    """Return a row for *body* under the Content-Encoding *label* (None: none)."""
    headers = () if label is None else (f"Content-Encoding: {label}",)
    return Row(name, says, page(body, *headers), accepted, **more)


CODINGS = (
    coded("gzip", "gzip, as it should be", "gzip", GZIP),
    coded("gzip-x", "gzip under its old name", "x-gzip", GZIP),
    coded("gzip-capital", "gzip in capitals", "GZIP", GZIP),
    coded(
        "gzip-members", "gzip in two members", "gzip", gzip.compress(BODY[:500]) + gzip.compress(BODY[500:])
    ),
    coded("gzip-garbage-after", "gzip with bytes after its end", "gzip", GZIP + b"\0\0\0\0garbage"),
    coded("gzip-wrong-sum", "gzip whose check sum is wrong", "gzip", GZIP[:-8] + b"\0\0\0\0" + GZIP[-4:]),
    coded(
        "gzip-cut",
        "gzip that ends in the middle",
        "gzip",
        gzip.compress(LONG)[: len(gzip.compress(LONG)) // 2],
    ),
    coded(
        "gzip-broken",
        "gzip that is damaged after its beginning",
        "gzip",
        GZIP[:12] + b"\xff" * 40 + GZIP[52:],
        read=False,
    ),
    coded("gzip-empty", "gzip of which nothing came", "gzip", b"", LIVE | SOFT_404 | UNREACHABLE | CHANGED),
    coded("gzip-label-only", "a plain page that is called gzip", "gzip", BODY, read=False),
    coded("gzip-without-label", "gzip that is called nothing", None, GZIP, read=False),
    coded("gzip-called-deflate", "gzip that is called deflate", "deflate", GZIP, read=False),
    coded("deflate-zlib", "deflate as the standard means it", "deflate", zlib.compress(BODY)),
    coded(
        "deflate-raw", "deflate as some servers mean it, without the frame of zlib", "deflate", RAW_DEFLATE
    ),
    coded("gzip-twice", "gzip within gzip, as it is said", "gzip, gzip", gzip.compress(GZIP)),
    coded("gzip-twice-said-once", "gzip within gzip, said once", "gzip", gzip.compress(GZIP), read=False),
    coded("gzip-once-said-twice", "gzip, said twice", "gzip, gzip", GZIP, read=False),
    coded("br-unasked", "brotli, whatever was asked for", "br", brotli.compress(BODY)),
    coded("br-called-gzip", "brotli that is called gzip", "gzip", brotli.compress(BODY), read=False),
    coded("br-broken", "brotli that is damaged", "br", b"\xff\xfe" * 60, read=False),
    coded("zstd-unasked", "zstandard, whatever was asked for", "zstd", zstd.compress(BODY)),
    coded(
        "zstd-broken", "zstandard that is damaged", "zstd", zstd.compress(BODY)[:30] + b"\0" * 30, read=False
    ),
    coded("coding-unknown", "an encoding that nobody knows, and a plain page", "pack200", BODY),
    coded(
        "coding-unknown-bytes",
        "an encoding that nobody knows, and bytes",
        "aes128gcm",
        bytes(range(256)) * 20,
        read=False,
    ),
    coded("coding-a-charset", "a character set for an encoding", "utf-8", BODY),
    coded("coding-none", "the word none for an encoding", "none", BODY),
    coded("coding-identity", "the encoding that changes nothing", "identity", BODY),
    coded("coding-empty", "an encoding without a name", "", BODY),
    Row(
        "gzip-chunked",
        "gzip said to be of the transfer, and no chunks",
        framed(
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: gzip\r\nContent-Length: {len(GZIP)}",
            GZIP,
        ),
        LIVE,
        read=False,
    ),
    Row(
        "gzip-then-chunked",
        "gzip and chunks, both of the transfer",
        framed(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: gzip, chunked",
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(GZIP), GZIP),
        ),
        LIVE,
        read=False,
    ),
    Row(
        "gzip-insisted-on",
        "a server that refuses whoever does not take gzip",
        where(
            having("accept-encoding", ["gzip"]),
            page(GZIP, "Content-Encoding: gzip"),
            error("406 Not Acceptable"),
        ),
        LIVE,
    ),
    Row(
        "gzip-hostile",
        "a server that breaks where br or zstd is asked for",
        where(having("accept-encoding", ["br", "zstd"]), error("500 Internal Server Error"), page(BODY)),
        LIVE,
    ),
    coded(
        "gzip-of-an-error",
        "an error page under gzip",
        "gzip",
        gzip.compress(
            notice("Page not found", "Page not found", "The page you requested does not exist.").encode()
        ),
        SOFT_404,
        reason=("page not found",),
    ),
)


def written(  # noqa: PLR0917 - a table has as many columns as it needs
    name, says, title, text_charset, header=None, meta=None, accepted=LIVE, before=b"", cited=None, **more
):
    """Return a row for an article in *text_charset*, which the header or the page may name rightly or wrongly."""
    element = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    text = f"<html><head>{element}<title>{title}</title></head><body><h1>{title}</h1><p>{title}. {title}.</p>{prose()}</body></html>"
    kind = f"Content-Type: text/html; charset={header}" if header else "Content-Type: text/html"
    return Row(
        name,
        says,
        page(before + text.encode(text_charset), kind=kind),
        accepted,
        title=cited or title,
        **more,
    )


RUSSIAN = "Обзор речного транспорта северных губерний"
FRENCH = "Étude sur la navigation à vapeur dans les provinces du Nord"
POLISH = "Przegląd żeglugi śródlądowej w północnych województwach"
GREEK = "Μελέτη για τις ποτάμιες μεταφορές στις βόρειες επαρχίες"
JAPANESE = "北部諸州における河川交通の調査報告"
CHINESE = "北方各省内河航运调查报告"
KOREAN = "북부 지방의 하천 교통에 관한 조사"
ARABIC = "دراسة عن النقل النهري في المقاطعات الشمالية"
CHARSETS = (
    written("latin-1", "an accent in Latin-1, said in the header", FRENCH, "latin-1", "ISO-8859-1"),
    written("latin-1-unsaid", "an accent in Latin-1, said nowhere", FRENCH, "latin-1"),
    written(
        "latin-1-called-utf-8",
        "an accent in Latin-1, called UTF-8: browsers show a mark in its place",
        FRENCH,
        "latin-1",
        "utf-8",
        read=False,
    ),
    written(
        "utf-8-called-latin-1",
        "UTF-8, called Latin-1 in the header: browsers show two signs for one",
        FRENCH,
        "utf-8",
        "ISO-8859-1",
        read=False,
    ),
    written(
        "utf-8-twice",
        "UTF-8 taken for Latin-1 once and encoded again",
        FRENCH.encode().decode("cp1252", "replace"),
        "utf-8",
        "utf-8",
        cited=FRENCH,
        read=False,
    ),
    written(
        "utf-8-signed",
        "UTF-8 with its mark, called Latin-1: the mark counts",
        FRENCH,
        "utf-8",
        "ISO-8859-1",
        before=b"\xef\xbb\xbf",
    ),
    written("utf-8-short-name", "UTF-8 by a name that is not registered", FRENCH, "utf-8", "utf8"),
    written("utf-8-quoted", "the character set in quotation marks", FRENCH, "utf-8", '"UTF-8"'),
    written("charset-unknown", "a character set that nobody knows", FRENCH, "utf-8", "x-unknown"),
    written(
        "charset-empty",
        "a character set without a name, and the right one in the page",
        FRENCH,
        "cp1252",
        None,
        "windows-1252",
    ),
    written(
        "cp1252",
        "curly quotes of Windows, called Latin-1",
        "The “Northern” Provinces – a River’s Tale",
        "cp1252",
        "ISO-8859-1",
    ),
    written("cp1251", "Russian of Windows, said in the header", RUSSIAN, "cp1251", "windows-1251"),
    written(
        "cp1251-in-the-page",
        "Russian of Windows, said in the page alone",
        RUSSIAN,
        "cp1251",
        None,
        "windows-1251",
    ),
    written(
        "cp1251-unsaid", "Russian of Windows, said nowhere: browsers guess it", RUSSIAN, "cp1251", read=False
    ),
    written("koi8-r", "Russian of Unix, said in the header", RUSSIAN, "koi8-r", "KOI8-R"),
    written(
        "koi8-r-unsaid", "Russian of Unix, said nowhere: browsers guess it", RUSSIAN, "koi8-r", read=False
    ),
    written("latin-2", "Polish in its own set", POLISH, "iso8859-2", "ISO-8859-2"),
    written("greek", "Greek in its own set", GREEK, "cp1253", None, "windows-1253"),
    written("shift-jis", "Japanese in its oldest set", JAPANESE, "shift_jis", "Shift_JIS"),
    written("euc-jp", "Japanese as Unix wrote it, said in the page", JAPANESE, "euc_jp", None, "euc-jp"),
    written("gb2312", "Chinese, said in the page", CHINESE, "gb18030", None, "gb2312"),
    written("euc-kr", "Korean, said in the header", KOREAN, "euc_kr", "EUC-KR"),
    written("cp1256", "Arabic of Windows, said in the page", ARABIC, "cp1256", None, "windows-1256"),
    written("utf-16", "two bytes a letter, with the mark", RUSSIAN, "utf-16", None),
    written(
        "utf-16-said",
        "two bytes a letter, said in the header, without the mark",
        TITLE,
        "utf-16-le",
        "utf-16le",
    ),
    written(
        "utf-16-called-utf-8",
        "two bytes a letter with the mark, called UTF-8: the mark counts",
        TITLE,
        "utf-16",
        "utf-8",
    ),
    Row(
        "utf-16-lie",
        "plain bytes whose page says that it is UTF-16: it cannot be, for the word was read",
        page(
            html(TITLE, prose()).replace('charset="utf-8"', 'charset="utf-16"'),
            kind="Content-Type: text/html",
        ),
        LIVE,
    ),
    Row("nul-bytes", "NULs between the letters of the page", page(BODY.replace(b"River", b"Riv\0er")), LIVE),
    Row(
        "cp1251-of-an-error",
        "an error page in Russian of Windows, said in the page",
        page(
            "<html><head><meta http-equiv=content-type content='text/html; charset=windows-1251'><title>Страница не найдена</title></head><body><h1>Ошибка 404</h1><p>Запрошенная страница не найдена.</p></body></html>".encode(
                "cp1251"
            ),
            kind="Content-Type: text/html",
        ),
        SOFT_404,
        title=RUSSIAN,
    ),
)
ENCODINGS = CODINGS + CHARSETS
