"""Live pages about the very things that error pages say, and pages that are another source than the cited one."""

from __future__ import annotations

from web.hostile.behaviour import CHANGED, LIVE, SOFT_404, TITLE, Behaviour as Row
from web.hostile.replies import article, html, notice, page

OTHER = "Ten Recipes for a Quick Supper"


def other(name, says, shown, cited=TITLE, accepted=CHANGED, **more):
    """Return a row for a page that is another source."""
    return Row(
        name,
        says,
        page(article(shown, **more)),
        accepted,
        title=cited,
        reason=(shown.split(" | ")[0].split(" - ")[0][:40],),
    )


ABOUT = tuple(
    Row(
        f"about-{name}",
        f"a live page {says}",
        page(article(title, more=f"<p>{text}</p>" if text else "")),
        LIVE,
        title=title.partition(" - ")[0],
    )
    for name, says, title, text in (
        (
            "404",
            "about the number itself",
            "HTTP 404 - Northern Encyclopedia",
            "The server returns “404 Not Found” when the page you requested could not be found.",
        ),
        (
            "error-pages",
            "about error pages",
            "How to Design a Page Not Found Error Page",
            "A good one says “Sorry, the page you requested does not exist”.",
        ),
        (
            "lost-books",
            "whose title plays with the phrase",
            "Page Not Found: The Lost Books of Antiquity",
            "",
        ),
        (
            "removed",
            "in which something was removed",
            "The Northern Tariff Act",
            "The reference to section 4 has been removed. This section is no longer available to foreign vessels.",
        ),
        (
            "forbidden",
            "about what is forbidden",
            "Access Denied: The Practice and Policy of Internet Filtering",
            "Readers saw “403 Forbidden” and “Access denied”.",
        ),
        (
            "captcha",
            "about captchas",
            "Are You a Robot? A History of the CAPTCHA",
            "The user must verify that they are human.",
        ),
        ("waiting", "with the words of a shield", "Just a Moment: A History of Waiting", ""),
        (
            "login",
            "about signing in",
            "Login Required: Passwords in Society",
            "Please log in, the screen said.",
        ),
        ("gone", "with a status in its title", "Gone with the River: 410 Days on a Barge", ""),
        ("errors", "about errors", "Errors of the Northern Census", "Error 500 of 1,200 entries."),
        (
            "consent",
            "about consent",
            "Cookies and Consent Before You Continue: A Study",
            "We use cookies, said every page.",
        ),
        (
            "maintenance",
            "about maintenance",
            "Under Maintenance: The Upkeep of Locks and Weirs",
            "The lock is closed for scheduled maintenance.",
        ),
        (
            "paywalls",
            "about paywalls",
            "Subscribe to Continue Reading: How Newspapers Learned to Charge",
            "Subscribe to continue reading, the screens said.",
        ),
        ("home", "whose title is a generic word", "Home: A History of the Northern House", ""),
    )
)

CHANGES = (
    other("other-article", "another article", OTHER),
    other(
        "other-article-same-site",
        "another article with the same site's name in both titles",
        f"{OTHER} - Northern Herald",
        cited=f"{TITLE} - Northern Herald",
    ),
    other(
        "other-company", "a company that has the domain now", "Harbour Dental Clinic | Implants and Whitening"
    ),
    other(
        "other-year",
        "the report of another year",
        "Trafficking in Persons Report 2019",
        cited="Trafficking in Persons Report 2010",
    ),
    other(
        "other-part",
        "another part of the same work",
        "The River Commission, Part 2",
        cited="The River Commission, Part 1",
    ),
    other(
        "other-language-source",
        "a page in another language about something else",
        "Десять рецептов быстрого ужина",
    ),
    other(
        "other-with-old-name-below",
        "another article, which names the cited one in a list of links",
        OTHER,
        more=f'<ul><li><a href="/old">{TITLE}</a></li></ul>',
        accepted=CHANGED | LIVE,
    ),
    other("other-spam", "a page that somebody put over the old one", "Cheap Replica Watches Online Store"),
    Row(
        "section-page",
        "the page of the section in which the article stood",
        page(
            notice(
                "News | Northern Institute",
                "News",
                "Press releases of this year: new bridge opened. Council elected. Ice on the upper lock.",
            )
        ),
        CHANGED | SOFT_404,
    ),
    Row(
        "index-of",
        "a list of files, without the cited one",
        page(
            html(
                "Index of /reports",
                '<h1>Index of /reports</h1><ul><li><a href="../">Parent Directory</a></li><li>a.css</li></ul>',
            )
        ),
        CHANGED | SOFT_404,
    ),
)


SOURCES = ABOUT + CHANGES
