"""Pages that are not there and say so to people alone: the status is that of success."""

from __future__ import annotations

from web.hostile.behaviour import (
    BLOCKED,
    CHANGED,
    EVERYWHERE,
    LIVE,
    PATH,
    SOFT_404,
    TITLE,
    UNREACHABLE,
    Behaviour as Row,
)
from web.hostile.replies import article, first, home, html, notice, numbered, page, prose, redirect

PAGE = page(article(TITLE))


def gone(name, says, title, heading="", text="", accepted=SOFT_404, cited=TITLE, **more):  # noqa: PLR0917 - a table has as many columns as it needs
    """Return a row for a page that is found with success and says that it is not there."""
    return Row(name, says, page(notice(title, heading, text)), accepted, title=cited, **more)


WORDS = (
    gone("soft-404-number", "the number alone is the title", "404", "404", "", reason=("404",)),
    gone(
        "soft-title",
        "the title says it",
        "404 Not Found",
        "Not Found",
        "The requested URL was not found on this server.",
        reason=("404 Not Found",),
    ),
    gone(
        "soft-title-site-first",
        "the title says it behind the name of the site",
        "Northern Institute: Page Not Found",
        "Northern Institute",
        "Try the search.",
        reason=("page not found",),
    ),
    gone(
        "soft-title-oops",
        "the title says it lightly",
        "Oops! That page can’t be found.",
        "Oops!",
        "It looks like nothing was found at this location.",
    ),
    gone(
        "soft-heading",
        "the heading says it under the name of the site",
        "Northern Institute",
        "Page not found",
        "Use the menu above.",
    ),
    gone(
        "soft-text",
        "the text alone says it",
        "Northern Institute",
        "",
        "Sorry, the page you requested could not be found. It may have been moved or deleted.",
    ),
    gone(
        "soft-text-title-none",
        "the text alone says it, cited without a title",
        "Northern Institute",
        "",
        "Sorry, the page you requested could not be found.",
        cited=None,
    ),
    gone(
        "soft-title-none",
        "the title says it, cited without a title",
        "Page not found",
        "Page not found",
        cited=None,
    ),
    gone(
        "soft-removed",
        "the article was taken down",
        "Northern Institute",
        "This article is no longer available",
        "The article you are looking for has been removed.",
    ),
    gone(
        "soft-expired",
        "the article has run out",
        "Northern Herald",
        "Story no longer available",
        "The story you requested has expired and is no longer available on this site.",
    ),
    gone(
        "soft-no-record",
        "a catalogue without the record",
        "Library Catalogue",
        "No such record",
        "The requested record does not exist.",
    ),
    gone(
        "soft-invalid-id",
        "a script without the number",
        "Northern Institute",
        "Error",
        "Invalid document ID. The document you requested does not exist.",
    ),
    gone(
        "soft-old-server",
        "an old server's own page",
        "The page cannot be found",
        "The page cannot be found",
        "The page you are looking for might have been removed, had its name changed, or is temporarily unavailable. HTTP Error 404 - File or directory not found.",
    ),
    gone(
        "soft-naming-the-page",
        "an error page that repeats the cited title in what it could not find",
        "Page not found",
        "Page not found",
        f"We could not find “{TITLE}”.",
        reason=("page not found",),
    ),
    gone(
        "soft-500",
        "the title of a broken server, with success",
        "500 Internal Server Error",
        "Internal Server Error",
        "",
        UNREACHABLE | SOFT_404,
    ),
    gone(
        "soft-database",
        "a site without its database, with success",
        "Database Error",
        "Error establishing a database connection",
        "",
        UNREACHABLE | SOFT_404,
    ),
    gone(
        "soft-stack-trace",
        "a script that broke, with success",
        "Northern Institute",
        "",
        "Fatal error: Uncaught Error: Call to undefined function mysql_connect() in /var/www/index.php:12 Stack trace: #0 {main} thrown in /var/www/index.php on line 12",
        UNREACHABLE | SOFT_404 | CHANGED,
    ),
    gone(
        "soft-maintenance",
        "a site closed for a while, with success",
        "Site under maintenance",
        "We’ll be back soon",
        "The site is down for scheduled maintenance.",
        UNREACHABLE | SOFT_404,
    ),
    gone(
        "soft-403",
        "the title of a closed door, with success",
        "403 Forbidden",
        "Forbidden",
        "You don't have permission to access this resource.",
        BLOCKED | SOFT_404,
    ),
    gone(
        "soft-no-results",
        "a search without a find in the place of the page",
        "Search results",
        "0 results",
        "Your search returned no results.",
        SOFT_404 | CHANGED,
    ),
    Row(
        "soft-long",
        "an error page as long as an article, with news below",
        page(
            html(
                "Page not found - Northern Institute",
                f"<h1>Page not found</h1><p>The page you requested could not be found.</p><h2>Latest news</h2>{prose(60)}",
            )
        ),
        SOFT_404,
    ),
    Row(
        "soft-late-title",
        "an error page whose title comes after 60 KB of styles",
        page(
            html(
                "Page not found", "<h1>Page not found</h1><p>The page you requested does not exist.</p>"
            ).replace("<title>", "<style>" + "a{color:red}" * 5000 + "</style><title>")
        ),
        SOFT_404,
    ),
    Row(
        "soft-kept-og-title",
        "an error page that kept the site's own name for other programs",
        page(
            notice(
                "Page not found",
                "Page not found",
                "The page does not exist.",
                '<meta property="og:title" content="Northern Institute">',
            )
        ),
        SOFT_404,
    ),
    Row(
        "soft-after-500",
        "a broken server, and then an error page with success",
        first(
            page("", status="500 Internal Server Error"),
            page(notice("Page not found", "Page not found", "The page does not exist.")),
        ),
        SOFT_404,
    ),
)

CATCH_ALL = (
    Row(
        "catch-all-home",
        "the home page at every address, whatever is asked for",
        {EVERYWHERE: page(home())},
        SOFT_404,
    ),
    Row(
        "catch-all-home-title-none",
        "the home page at every address, cited without a title",
        {EVERYWHERE: page(home())},
        SOFT_404,
        title=None,
    ),
    Row(
        "catch-all-sorry",
        "the same sorry text at every address, in words that are on no list",
        {
            EVERYWHERE: page(
                notice(
                    "Northern Institute",
                    "Well, this is awkward",
                    "Our librarian has looked everywhere. Perhaps a cup of tea?",
                )
            )
        },
        SOFT_404,
    ),
    Row(
        "catch-all-varying",
        "the same page at every address, with a number that changes",
        {
            EVERYWHERE: numbered(
                lambda n: page(
                    notice(
                        "Northern Institute",
                        "Well, this is awkward",
                        f"Our librarian has looked everywhere. Perhaps a cup of tea? {prose(6)} Request {n * 7919}",
                    )
                )
            )
        },
        SOFT_404,
    ),
    Row(
        "catch-all-redirect",
        "sends every address to the same page, in words that are on no list",
        {
            EVERYWHERE: redirect("/start"),
            "/start": page(notice("Northern Institute", "Well, this is awkward", "Perhaps a cup of tea?")),
        },
        SOFT_404,
    ),
    Row(
        "catch-all-app",
        "the same empty page at every address, to be filled by its script: what a reader sees cannot be known",
        {
            EVERYWHERE: page(
                html(
                    "Northern Data Portal",
                    '<div id="root"></div><script src="/app.js"></script><noscript>You need to enable JavaScript to run this app.</noscript>',
                )
            )
        },
        LIVE | BLOCKED | UNREACHABLE,
    ),
    Row(
        "same-title-everywhere",
        "one title for all pages of the site, the cited one in the heading",
        {
            EVERYWHERE: page(article("Northern Institute", heading="Some other page")),
            PATH: page(article("Northern Institute", heading=TITLE)),
        },
        LIVE,
    ),
    Row(
        "same-frame-everywhere",
        "one frame for all pages, the cited title in bold before the text",
        {
            EVERYWHERE: page(notice("Northern Institute", "", "Nothing here")),
            PATH: page(html("Northern Institute", f"<p><b>{TITLE}</b></p>{prose()}")),
        },
        LIVE,
        read=False,
    ),
    Row(
        "any-slug",
        "a server that looks at the number in the address alone: a wrong name beside it gives the same article",
        {EVERYWHERE: PAGE},
        LIVE,
    ),
    Row(
        "empty-page",
        "success, and not a byte: a reader sees a white page",
        page(""),
        LIVE | SOFT_404 | CHANGED | UNREACHABLE,
    ),
    Row(
        "white-page",
        "success, and a page without title and text",
        page(html(None, "")),
        LIVE | SOFT_404 | CHANGED | UNREACHABLE | BLOCKED,
    ),
    Row(
        "space-page",
        "success, and a few spaces",
        page(" \r\n\t \r\n"),
        LIVE | SOFT_404 | CHANGED | UNREACHABLE,
    ),
)
SOFT_404S = WORDS + CATCH_ALL
