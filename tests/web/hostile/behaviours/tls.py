"""Secure connections: faults of the certificate and of the library are facts beside the verdict, never the verdict."""

from __future__ import annotations

import ssl

from trustme import KeyType
from web.hostile.behaviour import (
    BLOCKED,
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
from web.hostile.certificates import OLD, Fault, Tls, serves
from web.hostile.replies import (
    article,
    close,
    error,
    first,
    hang,
    html,
    notice,
    over_tls,
    page,
    permanent,
    reset,
    say,
    where,
)

PAGE = page(article(TITLE))
CITED = "{secure}" + PATH
# A handshake that fails, as a server sends it: alert, TLS 1.2, two bytes, fatal, handshake failure (RFC 8446, 6).
ALERT = b"\x15\x03\x03\x00\x02\x02\x28"


def secure(name, says, accepted=LIVE, tls=None, serve=PAGE, *, faulty=None, **more):
    """Return a row for a page that is cited over HTTPS."""
    return Row(name, says, serve, accepted, url=CITED, tls=tls or Tls(), faulty=faulty, **more)


def flawed(fault, says=None, accepted=LIVE, serve=PAGE, name=None, **more):
    """Return a row for a certificate with *fault*."""
    words = fault.value.replace(" ", "-")
    return secure(
        name or f"tls-{words}",
        says or f"a certificate that is {fault.value}",
        accepted,
        Tls(fault),
        serve,
        faulty=True,
        **more,
    )


def no_handshake(name, says, said):
    """Return a row for a port where no secure connection comes about."""
    return Row(name, says, {"connect": said}, UNREACHABLE, url="{tls}" + PATH)


GOOD = (
    secure("tls-good", "a good certificate", faulty=False),
    secure("tls-rsa", "a good certificate with another kind of key", tls=Tls(key=KeyType.RSA), faulty=False),
    secure(
        "tls-1.2",
        "nothing newer than TLS 1.2",
        tls=Tls(newest=ssl.TLSVersion.TLSv1_2, ciphers="DEFAULT"),
        faulty=False,
    ),
    secure("tls-404", "a good certificate, and no such page", DEAD, serve=error("404 Not Found")),
    secure(
        "tls-no-goodbye",
        "a connection that ends without saying so",
        serve=say(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + article(TITLE).encode(), then="reset"
        ),
        accepted=LIVE | UNREACHABLE,
    ),
    Row(
        "tls-to-plain",
        "sends readers from HTTPS to HTTP",
        where(over_tls, permanent("{here}" + PATH), PAGE),
        LIVE | MOVED,
        url=CITED,
        tls=Tls(),
    ),
)
FAULTS = (
    flawed(Fault.EXPIRED),
    flawed(Fault.NOT_YET),
    flawed(Fault.SELF_SIGNED),
    flawed(Fault.UNKNOWN_ISSUER),
    flawed(Fault.WRONG_HOST),
    flawed(Fault.INCOMPLETE),
    flawed(
        Fault.EXPIRED,
        "an expired certificate, and no such page",
        DEAD,
        error("404 Not Found"),
        "tls-expired-404",
    ),
    flawed(
        Fault.EXPIRED,
        "an expired certificate, and another article",
        CHANGED,
        page(article("Ten Recipes for a Quick Supper")),
        "tls-expired-changed",
    ),
    flawed(
        Fault.WRONG_HOST,
        "a host's own page in the place of the site, as its certificate shows",
        SOFT_404 | CHANGED,
        page(
            html(
                "Default Web Site Page",
                "<h1>SORRY!</h1><p>If you are the owner of this website, please contact your hosting provider.</p>",
            )
        ),
        "tls-wrong-host-parked",
    ),
    flawed(
        Fault.SELF_SIGNED,
        "a certificate of its own, and an error page with success",
        SOFT_404,
        page(notice("Page not found", "Page not found", "The page does not exist.")),
        "tls-self-signed-soft",
    ),
    flawed(
        Fault.INCOMPLETE,
        "an incomplete chain, and a closed door",
        BLOCKED,
        error("403 Forbidden"),
        "tls-incomplete-403",
    ),
    flawed(
        Fault.EXPIRED,
        "an expired certificate, and a broken server",
        UNREACHABLE,
        error("500 Internal Server Error"),
        "tls-expired-500",
    ),
    Row(
        "tls-fault-behind",
        "sends readers to HTTPS, whose certificate has expired",
        where(over_tls, PAGE, permanent("{secure}" + PATH)),
        LIVE | MOVED,
        tls=Tls(Fault.EXPIRED),
        faulty=True,
    ),
    secure(
        "tls-cbc-rsa",
        "ciphers of ten years ago alone",
        tls=Tls(newest=ssl.TLSVersion.TLSv1_2, ciphers="AES128-SHA:@SECLEVEL=0", key=KeyType.RSA),
        faulty=True,
    ),
    secure(
        "tls-client-certificate",
        "a server that wants a certificate of the reader",
        BLOCKED | UNREACHABLE,
        Tls(newest=ssl.TLSVersion.TLSv1_2, asks_for_certificate=True),
    ),
    no_handshake(
        "tls-plain-http",
        "a port that speaks plain HTTP, cited as HTTPS",
        say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
    ),
    no_handshake("tls-alert", "refuses every handshake", say(ALERT)),
    no_handshake("tls-reset", "resets every handshake", reset),
    no_handshake("tls-close", "ends every handshake", close),
    no_handshake("tls-hang", "never answers a handshake", hang),
    no_handshake("tls-noise", "answers a handshake with noise", say(bytes(range(256)))),
    Row(
        "plain-on-tls",
        "a page cited over HTTP at a secure port, which says so in plain words",
        {
            "connect": first(
                say(
                    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: 94\r\n\r\n<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>\r\n\r\n\r\n"
                )
            )
        },
        UNREACHABLE | BLOCKED | DEAD,
    ),
)
VERSIONS = tuple(
    secure(
        name,
        f"nothing newer than {words}, which browsers no longer open by themselves",
        tls=Tls(newest=version, ciphers=OLD, key=KeyType.RSA),
        faulty=True,
    )
    for name, words, version in (
        ("tls-1.0", "TLS 1.0", ssl.TLSVersion.TLSv1),
        ("tls-1.1", "TLS 1.1", ssl.TLSVersion.TLSv1_1),
    )
    # Some builds of OpenSSL have no old versions at all, so that there is nothing to serve them with.
    if serves(version)
)
SECURE = GOOD + FAULTS + VERSIONS
