"""What stands around the cited pages: their right forms, their neighbours, and a few sites for single questions."""

from __future__ import annotations

from world.pages import Page, error, home, redirect, revisit, seen, soft_404

AS_THEY_WERE = (
    Page(
        "http://www.undp.ru/nhdr2010/National_Human_Development_Report_in_the_RF_2010_ENG.pdf",
        "National Human Development Report in the Russian Federation 2010",
        "What endnote 3 means.",
        (seen("20111015000000"), seen("20120215000000")),
        kind="pdf",
    ),
    Page(
        "http://www.businessweek.com/globalbiz/content/feb2007/gb20070223_311905.htm",
        "EU Presses Russia on Human Trafficking",
        "What endnote 11 means.",
        (seen("20070225101500"), seen("20110501000000")),
    ),
    Page(
        "http://www.businessweek.com/globalbiz/content/feb2007/gb20070223_311906.htm",
        "Airlines Look East",
        "The article after it: a truncated `gb20070223_31190` could be either.",
        (seen("20070225101600"), seen("20110502000000")),
    ),
    Page(
        "http://www.buffalonews.com/city/special-reports/article106538.ece",
        "Part One: Russia and US are bound in the illegal cyber-trafficking of child pornography",
        "What endnote 15 means.",
        (seen("20110615000000"),),
    ),
    Page(
        "http://www.eva.ru/fun-and-fun/article/print.xhtml?articleId=5226",
        "Сексуальная эксплуатация детей",
        "What endnote 21 means.",
        (seen("20110901000000"),),
        kind="cyrillic",
    ),
    Page(
        "http://www.norden.org/en/about-nordic-co-operation/areas-of-co-operation/trafficking-in-human-beings/about-the-fight-against-trafficking",
        "About the fight against Trafficking",
        "What endnote 26 means.",
        (seen("20110515000000"),),
    ),
    Page(
        "http://www.gk-rf.com/glava03.html",
        "Гражданский кодекс РФ. Глава 3",
        "What endnote 35 may mean.",
        (seen("20010901000000"),),
        kind="cyrillic",
    ),
    Page(
        "http://www.gk-rf.com/glava03.htm",
        "Гражданский кодекс РФ. Глава 3",
        "What endnote 35 may mean as well.",
        (seen("20010820000000"),),
        kind="cyrillic",
    ),
    Page(
        "http://www.csmonitor.com/World/Europe/2011/0511/Chemical-castration-Why-Medvedev-suggests-it-for-Russia-s-pedophiles",
        "Chemical castration: Why Medvedev suggests it for Russia's pedophiles",
        "What endnote 37 means.",
        (seen("20110512000000"), seen("20110603000000")),
    ),
)

NEIGHBOURS = (
    Page(
        "https://data.worldbank.org/countries/russia",
        "Russian Federation Data",
        "Where the World Bank's page is on the day of the run; the archive never came here.",
        live=seen(""),
        text_of="http://data.worldbank.org/country/russian-federation",
    ),
    Page(
        "http://www.undp.ru/index.phtml?iso=RU&lid=1&cmd=publications1&id=55",
        "Another publication",
        "Not what endnote 10 cites.",
        (seen("20110705120000"),),
    ),
    Page(
        "http://en.rian.ru/russia/20100205/157784116.html",
        "Another article of that day",
        "Not what endnote 7 cites.",
        (seen("20120126120000"),),
    ),
    Page(
        "http://eng.kremlin.ru/acts/1580",
        "Law on protecting children from negative and harmful information",
        "Where endnote 31 is now: archived later, with the very text of the old copy.",
        (seen("20120601000005", edition="law"),),
        live=seen("", edition="law"),
        text_of="http://eng.kremlin.ru/news/1580",
    ),
    Page("http://news.sky.com/", "Sky News", "Where Sky sends its visitors.", (home("20120101000002"),)),
    Page(
        "http://www.childtrafficking.org/",
        "Child Trafficking",
        "Where endnote 27 was redirected to.",
        (home("20110801000002"),),
    ),
)

OTHERS = (
    Page(
        "http://moved.example/2007/report.html",
        "Annual report of the agency",
        "The archive saw it, then its redirect to a new address together with that address, then errors.",
        (
            seen("20070301000000", edition="report"),
            redirect("20100601000000", "/publications/report-2007", status=302),
            error("20130101000000"),
        ),
        live=error(""),
    ),
    Page(
        "http://moved.example/publications/report-2007",
        "Annual report of the agency",
        "The new address, captured five seconds after the redirect to it and again much later.",
        (seen("20100601000005", edition="report"), seen("20140101000000")),
        text_of="http://moved.example/2007/report.html",
    ),
    Page(
        "http://moved.example/far.html",
        "Far",
        "Redirected to a page that was captured only two years later: outside every window.",
        (redirect("20100601000000", "http://moved.example/far-away.html"),),
    ),
    Page("http://moved.example/far-away.html", "Far away", "See above.", (seen("20120601000000"),)),
    Page(
        "http://moved.example/lost.html",
        "Lost",
        "Redirected to a page that nobody captured.",
        (redirect("20100601000000", "http://never.example/"),),
    ),
    Page(
        "http://loop.example/a",
        "Loop",
        "Redirected to a page that redirects back.",
        (redirect("20100601000000", "/b"),),
    ),
    Page("http://loop.example/b", "Loop", "See above.", (redirect("20100601000001", "/a"),)),
    *(
        Page(
            f"http://closed.example/news/{name}.html",
            f"News: {name}",
            "A site that closed: all its pages redirect to the first page, which shows none of them.",
            (
                seen("20090501000000"),
                redirect(f"2010050100000{second}", "/", status=302),
                soft_404("20150101000000"),
            ),
        )
        for second, name in enumerate(("floods", "harvest", "elections"))
    ),
    Page("http://closed.example/", "Closed", "Its first page.", (home("20100501000009"),)),
    Page(
        "http://pages.example/путь/страница.html",
        "Страница",
        "A path outside ASCII, which the archive knows percent-encoded.",
        (
            seen(
                "20110401000000",
                form="http://pages.example/%D0%BF%D1%83%D1%82%D1%8C/%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0.html",
            ),
        ),
        kind="cyrillic",
    ),
    Page(
        "http://pages.example/annual%20report%202008.pdf",
        "Annual report 2008",
        "Spaces in the name.",
        (seen("20090401000000"),),
        kind="pdf",
    ),
    Page(
        "http://pages.example/annual-2008.html",
        "Annual review 2008",
        "Printed as `annual 2008.html`.",
        (seen("20090401000000"),),
    ),
    Page(
        "https://pages.example/secure",
        "Secure page",
        "Captured over https; over http there was a redirect to it.",
        (
            redirect("20110401000000", "https://pages.example/secure", form="http://pages.example/secure"),
            seen("20110401000001"),
        ),
    ),
    Page(
        "http://pages.example/steady.html",
        "Steady",
        "Six captures of the same bytes, three of them revisits.",
        (
            seen("20080101000000", edition="one"),
            revisit("20090101000000"),
            seen("20100101000000", edition="one"),
            revisit("20110101000000"),
            revisit("20120101000000"),
            seen("20130101000000", edition="one"),
        ),
    ),
    Page(
        "http://pages.example/query?b=2&a=1",
        "Query",
        "Two parameters; with a third one it is another page.",
        (seen("20110401000000"),),
    ),
    Page("http://pages.example/query?b=2&a=1&c=3", "Query", "See above.", (seen("20110402000000"),)),
    Page("http://pages.example:8080/port.html", "Port", "At a port of its own.", (seen("20110401000000"),)),
)

SURROUNDINGS = AS_THEY_WERE + NEIGHBOURS + OTHERS
