"""Rarer forms of heads, bodies, pages and secure connections, at which readers differ from each other."""

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
from web.hostile.behaviours.contents import paper
from web.hostile.behaviours.framing import BEGIN, BODY, KIND, LENGTH, TEXT
from web.hostile.certificates import Fault, Tls
from web.hostile.replies import (
    article,
    error,
    first,
    framed,
    home,
    html,
    notice,
    over_tls,
    page,
    permanent,
    prose,
    redirect,
    reset,
    say,
    where,
)

PAGE = page(TEXT)

CHUNK = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)


def first_line(name, says, line, accepted=LIVE):
    """Return a row for an odd status line."""
    return Row(f"corner-{name}", says, framed(f"{line}\r\n{KIND}\r\n{LENGTH}", BODY), accepted)


def coded(name, says, line, body):
    """Return a row for a body under an odd header about its frame."""
    return Row(f"corner-{name}", says, framed(f"{BEGIN}\r\n{line}", body), LIVE)


LINES = (
    first_line("status-spaces", "a status line with two spaces for one", "HTTP/1.1  200  OK"),
    first_line("status-tabs", "a status line with tabs", "HTTP/1.1\t200\tOK", LIVE | UNREACHABLE),
    first_line("status-version-1", "a version of one figure", "HTTP/1 200 OK"),
    first_line("status-icy", "the status line of old radio servers", "ICY 200 OK", LIVE | UNREACHABLE),
    first_line(
        "status-cgi",
        "a script's status line, which its server should have rewritten",
        "Status: 200 OK",
        LIVE | UNREACHABLE,
    ),
    Row(
        "corner-junk-first",
        "two bytes before the reply",
        say(f"\0\0{BEGIN}\r\n{LENGTH}\r\n\r\n{TEXT}"),
        LIVE | UNREACHABLE,
    ),
    Row(
        "corner-warning-first",
        "a script's warning before the reply",
        say(f"<br />\n<b>Warning</b>: x\r\n{BEGIN}\r\n{LENGTH}\r\n\r\n{TEXT}"),
        LIVE | UNREACHABLE,
    ),
    Row(
        "corner-end-late",
        "the last line end of the head comes with the page",
        say(f"{BEGIN}\r\n{LENGTH}\r\n\r", "\n" + TEXT, pause=0.2),
        LIVE,
    ),
    Row(
        "corner-102-first",
        "two kinds of patience before the reply",
        say(
            f"HTTP/1.1 100 Continue\r\nX: 1\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n{BEGIN}\r\n{LENGTH}\r\n\r\n{TEXT}"
        ),
        LIVE,
    ),
    coded(
        "transfer-identity-chunked",
        "two encodings of the transfer, of which one does nothing",
        "Transfer-Encoding: identity, chunked",
        CHUNK,
    ),
    coded("transfer-space", "a space before the colon of the encoding", "Transfer-Encoding : chunked", CHUNK),
    coded("transfer-semicolon", "a semicolon behind the encoding", "Transfer-Encoding: chunked;", CHUNK),
    coded(
        "transfer-xchunked",
        "an encoding that only looks like one",
        f"Transfer-Encoding: xchunked\r\n{LENGTH}",
        BODY,
    ),
    coded("length-spaced", "a length in two parts", "Content-Length: 1 2", BODY),
    coded("length-hexadecimal", "a length to another base", f"Content-Length: 0x{len(BODY):x}", BODY),
    coded("length-fraction", "a length with a fraction", f"Content-Length: {len(BODY)}.0", BODY),
    Row(
        "corner-404-line",
        "no such page, and a line without a colon",
        say(b"HTTP/1.1 404 Not Found\r\nbad header\r\nContent-Length: 0\r\n\r\n"),
        DEAD,
    ),
    Row(
        "corner-404-gzip",
        "no such page, in broken gzip",
        say(b"HTTP/1.1 404 Not Found\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde"),
        DEAD,
    ),
    Row("corner-404-bare-lf", "no such page, on an old server", say(b"HTTP/1.1 404 Not Found\n\nnope"), DEAD),
    Row(
        "corner-404-json",
        "no such page, in data",
        page('{"error": "not found"}', status="404 Not Found", kind="Content-Type: application/json"),
        DEAD,
    ),
    Row("corner-404-home", "no such page, under the home page", page(home(), status="404 Not Found"), DEAD),
    Row(
        "corner-404-in-a-list",
        "no such page, with the cited title in a list of others",
        page(
            notice("Page not found", "Page not found", f'Popular: <a href="/x">{TITLE}</a>'),
            status="404 Not Found",
        ),
        DEAD,
    ),
    Row("corner-403-no-reason", "forbidden, without a word", say(b"HTTP/1.1 403\r\n\r\n"), BLOCKED),
)

OTHERS = (
    Row(
        "corner-title-none-about",
        "an article about error pages, cited without a title",
        page(
            article(
                "Page Not Found: A Design Guide",
                more=f"<p>The page you requested could not be found is the usual text.</p>{prose(20)}",
            )
        ),
        LIVE,
        title=None,
    ),
    Row(
        "corner-comment",
        "a live article under which a reader complains of a broken link",
        page(article(TITLE, more="<p>Comment by Bob: your link gives page not found!</p>")),
        LIVE,
    ),
    Row("corner-title-alone", "a page that is nothing but its title", page(html(TITLE, "")), LIVE),
    Row(
        "corner-frame",
        "a page that is a frame under the cited title",
        page(html(TITLE, "<iframe src='/x.html'></iframe>")),
        LIVE,
    ),
    Row(
        "corner-year",
        "the accounts of another year",
        page(article("Annual Report 2018")),
        CHANGED,
        title="Annual Report 2011",
    ),
    Row(
        "corner-typing-error",
        "two slips in the page's title",
        page(article("A Survey of River Tansport in the Northen Provinces")),
        LIVE,
        read=False,
    ),
    Row(
        "corner-pdf-capitals",
        "a PDF with the cited title in capitals, below the names of a series",
        page(
            paper(["Northern Institute Working Papers", "No. 12", "", TITLE.upper(), "", "A. Jones"]),
            kind="Content-Type: application/pdf",
        ),
        LIVE,
        url="{here}/12.pdf",
    ),
    Row(
        "corner-pdf-error",
        "a PDF that says that there is no such document",
        page(
            paper(["404 Not Found", "The document you requested is not available"]),
            kind="Content-Type: application/pdf",
        ),
        SOFT_404 | CHANGED,
        url="{here}/12.pdf",
    ),
    Row(
        "corner-to-parent",
        "sends on to the list of the folder",
        {PATH: redirect("/reports/"), "/reports/": page(home("Reports"))},
        SOFT_404 | CHANGED,
    ),
    Row(
        "corner-to-language-home",
        "sends on to the home page in English",
        {PATH: redirect("/en/"), "/en/": page(home())},
        SOFT_404 | CHANGED,
    ),
    Row(
        "corner-to-aspx-error",
        "sends on to the error page of its framework, in words that are on no list",
        {
            PATH: redirect("/PageNotFound.aspx?aspxerrorpath=/reports/rivers.html"),
            "/PageNotFound.aspx": page(
                notice("Northern Institute", "Northern Institute", "Please use the menu.")
            ),
        },
        SOFT_404,
    ),
    Row(
        "corner-to-session",
        "sends on to the same page with the number of the visit",
        {PATH: redirect(PATH + ";jsessionid=ABC123"), PATH + ";jsessionid=ABC123": PAGE},
        LIVE,
    ),
    Row(
        "corner-to-slug",
        "moved for good to the same number with a name",
        {PATH: permanent("/reports/rivers-a-survey"), "/reports/rivers-a-survey": PAGE},
        MOVED,
    ),
    Row(
        "corner-to-organisations",
        "sends on to a list of the organisations whose members may read",
        {
            PATH: redirect("/Shibboleth.sso/Login?target=x"),
            "/Shibboleth.sso/Login": page(
                html(
                    "Organisation Selection",
                    "<h1>Select your organisation</h1><form><select name=idp></select></form>",
                )
            ),
        },
        BLOCKED,
    ),
    Row(
        "corner-to-account",
        "sends on to the sign-in of a large company, which a script draws",
        {
            PATH: redirect("{other}/common/oauth2/authorize?client_id=x"),
            "/common/oauth2/authorize": page(
                html("Sign in to your account", "<div id=box></div><script src=x.js></script>")
            ),
        },
        BLOCKED,
    ),
    Row(
        "corner-tls-login",
        "an expired certificate, and a form for name and password",
        page(html("Sign in", "<form><input name=u><input type=password></form>")),
        BLOCKED,
        url="{secure}" + PATH,
        tls=Tls(Fault.EXPIRED),
        faulty=True,
    ),
    Row(
        "corner-tls-reset-once",
        "an expired certificate, and a reset at the first request",
        first(reset, PAGE),
        LIVE,
        url="{secure}" + PATH,
        tls=Tls(Fault.EXPIRED),
        faulty=True,
    ),
    Row(
        "corner-tls-back",
        "a certificate for another host, and a redirect to HTTP",
        where(over_tls, redirect("{here}" + PATH), PAGE),
        LIVE | MOVED,
        url="{secure}" + PATH,
        tls=Tls(Fault.WRONG_HOST),
    ),
    Row("corner-425-once", "too early once", first(error("425 Too Early"), PAGE), LIVE),
)


RARITIES = LINES + OTHERS
