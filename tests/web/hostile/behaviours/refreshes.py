"""Pages that send their readers on by themselves, with `meta refresh` or a script."""

from __future__ import annotations

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
from web.hostile.replies import article, error, home, html, notice, page

PAGE = page(article(TITLE))
NEW = "/archive/2010/rivers"


def sent(  # noqa: PLR0917 - a table has as many columns as it needs
    name,
    says,
    element,
    accepted,
    at=NEW,
    then=PAGE,
    title="Redirecting",
    body="<p>This page has moved.</p>",
    **more,
):
    """Return a row for a page with *element* in its head; *then* answers at *at*."""
    return Row(
        name,
        says,
        {PATH: page(html(title, body, element)), at: then},
        accepted,
        visits=at if accepted <= LIVE | MOVED else None,
        **more,
    )


def meta(content: str) -> str:
    """Return the element."""
    return f'<meta http-equiv="refresh" content="{content}">'


REFRESHES = (
    sent("refresh-now", "sends on at once, as a redirect does", meta(f"0; url={NEW}"), LIVE | MOVED),
    sent("refresh-soon", "sends on after five seconds", meta(f"5; url={NEW}"), LIVE | MOVED),
    sent(
        "refresh-untitled",
        "sends on at once from a page without title and text",
        meta(f"0; url={NEW}"),
        LIVE | MOVED,
        title=None,
        body="",
    ),
    sent("refresh-quoted", "the new address in single quotes", meta(f"0;url='{NEW}'"), LIVE | MOVED),
    sent(
        "refresh-capital",
        "everything in capitals",
        f'<META HTTP-EQUIV="REFRESH" CONTENT="0;URL={NEW}">',
        LIVE | MOVED,
    ),
    sent(
        "refresh-unquoted",
        "attributes without quotes",
        f"<meta http-equiv=refresh content=0;url={NEW}>",
        LIVE | MOVED,
    ),
    sent(
        "refresh-turned",
        "the attributes in the other order",
        f'<meta content="0; url={NEW}" http-equiv="refresh">',
        LIVE | MOVED,
    ),
    sent(
        "refresh-comma",
        "a comma for the semicolon, and no word before the address",
        meta(f"0, {NEW}"),
        LIVE | MOVED,
    ),
    sent(
        "refresh-entity",
        "the new address with an entity",
        meta("0; url=/archive?a=1&amp;b=2"),
        LIVE | MOVED,
        at="/archive?a=1&b=2",
    ),
    sent(
        "refresh-relative",
        "the new address as the name of a file",
        meta("0; url=rivers-2.html"),
        LIVE | MOVED,
        at="/reports/rivers-2.html",
    ),
    Row(
        "refresh-in-body",
        "the element in the body, where it does not belong",
        {PATH: page(html("Redirecting", meta(f"0; url={NEW}"))), NEW: PAGE},
        LIVE | MOVED,
        visits=NEW,
    ),
    Row(
        "refresh-chain",
        "two of them, one after the other",
        {
            PATH: page(html("", "", meta("0; url=/hop"))),
            "/hop": page(html("", "", meta(f"0; url={NEW}"))),
            NEW: PAGE,
        },
        LIVE | MOVED,
        visits=NEW,
    ),
    sent(
        "refresh-to-home", "sends on to the home page", meta("0; url=/"), SOFT_404, at="/", then=page(home())
    ),
    sent("refresh-to-404", "sends on to what is not there", meta("0; url=/gone"), DEAD, at="/x"),
    sent(
        "refresh-to-error",
        "sends on to an error page that is found with success",
        meta("0; url=/oops.html"),
        SOFT_404,
        at="/oops.html",
        then=page(notice("Page not found", "Page not found", "The page you requested does not exist.")),
    ),
    sent(
        "refresh-from-error",
        "an error page that sends on to the home page after ten seconds",
        meta("10; url=/"),
        SOFT_404,
        at="/",
        then=page(home()),
        title="Page not found",
        body="<h1>Page not found</h1><p>You will be taken to our home page in 10 seconds.</p>",
    ),
    sent(
        "refresh-to-login",
        "sends on to a form for name and password",
        meta("0; url=/login"),
        BLOCKED,
        at="/login",
        then=page(
            html("Log in", '<h1>Log in</h1><form><input name="user"><input type="password" name="p"></form>')
        ),
    ),
    sent(
        "refresh-to-other",
        "sends on to another article",
        meta(f"0; url={NEW}"),
        CHANGED,
        then=page(article("Ten Recipes for a Quick Supper")),
    ),
    sent(
        "refresh-to-other-site",
        "sends on to the same article at another site",
        meta("0; url={other}" + NEW),
        LIVE | MOVED,
    ),
    sent(
        "refresh-loop",
        "sends on to a page that sends back",
        meta("0; url=/b"),
        UNREACHABLE | DEAD | SOFT_404 | CHANGED,
        at="/b",
        then=page(html("Redirecting", "", meta(f"0; url={PATH}"))),
        most=30,
    ),
    Row(
        "refresh-self",
        "a live page that loads itself anew every minute, as news pages do",
        page(article(TITLE, meta("60"))),
        LIVE,
    ),
    Row(
        "refresh-self-named",
        "a live page that loads itself anew, by its address",
        page(article(TITLE, meta(f"300; url={PATH}"))),
        LIVE,
    ),
    Row(
        "refresh-in-noscript",
        "a page for readers with scripts, and another for those without",
        {
            PATH: page(article(TITLE, f"<noscript>{meta('0; url=/nojs.html')}</noscript>")),
            "/nojs.html": page(
                notice("JavaScript needed", "JavaScript is disabled", "Please enable JavaScript.")
            ),
        },
        LIVE,
    ),
    Row(
        "refresh-in-comment",
        "an element that was commented out",
        {PATH: page(article(TITLE, f"<!-- {meta('0; url=/gone')} -->"))},
        LIVE,
    ),
    Row(
        "refresh-in-text",
        "an article that shows the element as an example",
        page(article(TITLE, more='<pre>&lt;meta http-equiv="refresh" content="0; url=/gone"&gt;</pre>')),
        LIVE,
    ),
    Row(
        "refresh-after-hours",
        "a live page that sends idle readers away after half an hour",
        {
            PATH: page(article(TITLE, meta("1800; url=/timeout"))),
            "/timeout": page(notice("Session expired", "Your session has expired")),
        },
        LIVE,
    ),
    Row(
        "script-redirect",
        "a page whose script alone sends on: what follows cannot be seen without running it",
        {PATH: page(html(None, f"<script>window.location.replace('{NEW}')</script>")), NEW: PAGE},
        LIVE | MOVED | BLOCKED | UNREACHABLE,
    ),
    Row(
        "frameset",
        "a page of frames under the cited title",
        {
            PATH: page(
                f"<html><head><title>{TITLE}</title></head><frameset cols='20%,80%'><frame src='/nav.html'><frame src='/main.html'></frameset></html>"
            ),
            "/main.html": page(article("Chapter 1")),
        },
        LIVE,
    ),
    Row(
        "refresh-to-refused",
        "sends on to a port where nobody listens",
        page(html("Redirecting", "", meta("0; url={closed}/"))),
        UNREACHABLE,
    ),
    Row(
        "refresh-to-403",
        "sends on to what is closed",
        {PATH: page(html("Redirecting", "", meta("0; url=/closed"))), "/closed": error("403 Forbidden")},
        BLOCKED,
    ),
)
