"""Whether it is still the cited page: titles that differ and mean the same, and titles that agree and do not."""

from __future__ import annotations

import json

from web.hostile.behaviour import LIVE, TITLE, Behaviour as Row
from web.hostile.replies import article, html, page, prose

OTHER = "Ten Recipes for a Quick Supper"


def same(name, says, shown, cited=TITLE, accepted=LIVE, heading=None, head=""):  # noqa: PLR0917 - a table has as many columns as it needs
    """Return a row for an article whose title is *shown*."""
    return Row(name, says, page(article(shown, head, heading)), accepted, title=cited)


def linked(data) -> str:
    """Return the element that holds *data* for search engines."""
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def named(name, says, head, heading="Report 12", shown="Northern Institute", accepted=LIVE):  # noqa: PLR0917 - a table has as many columns as it needs
    """Return a row for a page that names itself elsewhere than in its title."""
    return Row(name, says, page(article(shown, head, heading)), accepted)


SAME = (
    same("title-case", "the title in capitals", TITLE.upper()),
    same("title-site-behind", "the site's name behind the title", f"{TITLE} | Northern Institute"),
    same(
        "title-site-before",
        "the site's name before the title",
        f"Northern Institute :: Publications :: {TITLE}",
    ),
    same(
        "title-site-dash",
        "the site's name behind a dash",
        f"{TITLE} – Northern Institute for Water and Roads, Department of Statistics",
    ),
    same("title-author", "the author before the title", f"A. Jones: {TITLE}"),
    same(
        "title-subtitle",
        "a subtitle that the note leaves out",
        f"{TITLE}: With Tables of Tolls and Fares for Thirty Years",
    ),
    same(
        "title-without-subtitle",
        "a subtitle that the page leaves out",
        "River Transport",
        cited="River Transport: A Survey of the Northern Provinces, with Tables",
    ),
    same("title-cut", "a title cut by the site", TITLE[:38] + "..."),
    same("title-cut-by-note", "a title cut by the note", TITLE, cited=TITLE[:38] + "…"),
    same(
        "title-entities",
        "signs written as entities",
        "Rivers &amp; Roads: &#8220;Northern&#8221; Tolls &ndash; a R&eacute;sum&eacute;",
        cited="Rivers & Roads: “Northern” Tolls – a Résumé",
    ),
    same(
        "title-entities-twice",
        "signs written as entities twice over",
        "Rivers &amp;amp; Roads: the World&amp;#8217;s Tolls",
        cited="Rivers & Roads: the World’s Tolls",
    ),
    same(
        "title-straight-quotes",
        "straight quotes for curly ones, a hyphen for a dash",
        'The "Northern" Rivers - a Survey',
        cited="The “Northern” Rivers — a Survey",
    ),
    same(
        "title-no-accents",
        "accents that the note lost",
        "Étude sur la navigation à vapeur dans les régions",
        cited="Etude sur la navigation a vapeur dans les regions",
    ),
    same(
        "title-ligatures",
        "ligatures of print in the note",
        "The Official Traffic Figures of the First Fleet",
        cited="The Oﬃcial Traﬃc Figures of the First Fleet",
    ),
    same(
        "title-print-damage",
        "a gap of print in the note",
        "The Official Traffic Figures of the First Fleet",
        cited="The Offi cial Traffi c Figures of the First Fleet",
    ),
    same(
        "title-hyphenated",
        "a word that print has broken in two",
        TITLE,
        cited="A Survey of River Trans- port in the Northern Provinces",
    ),
    same(
        "title-soft-hyphens",
        "soft hyphens in the page's title",
        TITLE.replace("Transport", "Trans\u00adport"),
    ),
    same(
        "title-wide",
        "letters of double width",
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in TITLE),
    ),
    same(
        "title-transliterated",
        "a Russian title in Latin letters in the note",
        "Обзор речного транспорта северных губерний",
        cited="Obzor rechnogo transporta severnykh gubernii",
    ),
    same(
        "title-transliterated-greek",
        "a Greek title in Latin letters in the note",
        "Μελέτη για τις ποτάμιες μεταφορές",
        cited="Meleti gia tis potamies metafores",
    ),
    same(
        "title-umlauts",
        "umlauts written with an e in the note",
        "Die Flußschiffahrt über die Nordhäfen",
        cited="Die Flussschiffahrt ueber die Nordhaefen",
    ),
    same(
        "title-numerals",
        "a numeral for a number",
        "The River Commission: Volume 3",
        cited="The River Commission: Volume III",
    ),
    same(
        "title-ampersand",
        "a sign for a word",
        "Rivers & Roads of the North",
        cited="Rivers and Roads of the North",
    ),
    same(
        "title-short", "a short title behind the name in full", "World Health Organization (WHO)", cited="WHO"
    ),
    same(
        "title-lines",
        "line ends and tabs within the title",
        "A Survey of River\n\t\tTransport in the\n\t\tNorthern Provinces\n",
    ),
    same(
        "title-spelling",
        "another spelling",
        "The Labour Organisation of the Harbour Programme",
        cited="The Labor Organization of the Harbor Program",
    ),
    same("title-quoted-by-note", "quotation marks within the note", TITLE, cited=f"“{TITLE},”"),
    same("title-emoji", "a picture in the title", f"🚢 {TITLE} 🚢"),
    same("title-none-cited", "anything, cited without a title", OTHER, cited=None),
)

ELSEWHERE = (
    named("named-og", "the title for other programs alone", f'<meta property="og:title" content="{TITLE}">'),
    named(
        "named-twitter",
        "the title for another network alone",
        f'<meta name="twitter:title" content="{TITLE}">',
    ),
    named(
        "named-citation", "the title for scholars alone", f'<meta name="citation_title" content="{TITLE}">'
    ),
    named("named-dublin-core", "the title for libraries alone", f'<meta name="DC.Title" content="{TITLE}">'),
    named(
        "named-json-ld",
        "the title in linked data alone",
        linked({"@context": "https://schema.org", "@type": "ScholarlyArticle", "headline": TITLE}),
    ),
    named(
        "named-json-ld-graph",
        "the title deep in linked data",
        linked({"@graph": [{"@type": "WebSite", "name": "N"}, {"@type": "Article", "headline": TITLE}]}),
    ),
    named("named-heading", "the title in the first heading alone", "", heading=TITLE),
    Row(
        "named-second-heading",
        "the title in the second heading, under the site's name",
        page(html("Northern Institute", f"<h1>Northern Institute</h1><h2>{TITLE}</h2>{prose()}")),
        LIVE,
    ),
    Row(
        "named-in-text",
        "the title in the first line of the text alone",
        page(html("Untitled Document", f"<center><font size=6>{TITLE}</font></center>{prose()}")),
        LIVE,
    ),
    Row(
        "named-in-capitals-broken",
        "the title in the text, over three lines",
        page(
            html(
                "New Page 1",
                f"<p align=center>A SURVEY OF<br>RIVER TRANSPORT<br>IN THE NORTHERN PROVINCES</p>{prose()}",
            )
        ),
        LIVE,
    ),
    Row(
        "title-missing",
        "a page without a title, with the cited one as its heading",
        page(html(None, f"<h1>{TITLE}</h1>{prose()}")),
        LIVE,
    ),
    Row(
        "title-empty",
        "an empty title, with the cited one as the heading",
        page(html("  ", f"<h1>{TITLE}</h1>{prose()}")),
        LIVE,
    ),
    Row(
        "title-of-a-drawing",
        "a drawing with a title of its own before the page's",
        page(
            f"<html><body><svg><title>Menu</title></svg></body><head><title>{TITLE}</title></head><h1>{TITLE}</h1>{prose()}</html>"
        ),
        LIVE,
    ),
    Row(
        "title-twice",
        "two titles, the first a shell's",
        page(html("Loading…", f"<h1>{TITLE}</h1>{prose()}", f"<title>{TITLE}</title>")),
        LIVE,
    ),
    Row(
        "title-in-comment",
        "another title in a comment before it",
        page(article(TITLE).replace("<title>", f"<!-- <title>{OTHER}</title> --><title>")),
        LIVE,
    ),
    Row(
        "title-in-script",
        "another title in a script before it",
        page(article(TITLE).replace("<title>", f"<script>var t = '<title>{OTHER}</title>';</script><title>")),
        LIVE,
    ),
    Row(
        "title-open",
        "a title that is never closed",
        page(f"<html><head><title>{TITLE}\n<body><h1>{TITLE}</h1>{prose()}"),
        LIVE,
    ),
    Row(
        "title-late",
        "a title behind 150 KB of styles",
        page(article(TITLE).replace("<title>", "<style>" + "a{color:red}" * 12_500 + "</style><title>")),
        LIVE,
    ),
    Row(
        "title-word-html",
        "a page that a word processor wrote",
        page(
            f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Microsoft Word - rivers_final.doc</title></head><body><p class=MsoTitle>{TITLE}</p>{prose()}</body></html>'
        ),
        LIVE,
    ),
    Row(
        "tags-unclosed",
        "a page of another age: no html, no head, capitals, nothing closed",
        page(
            f"<TITLE>{TITLE}</TITLE><BODY BGCOLOR=white><H1>{TITLE}<HR><P>Barges carried most of the grain<P>until the railway came"
        ),
        LIVE,
    ),
    Row(
        "deep",
        "a page whose elements lie fifty thousand deep",
        page(html(TITLE, "<div>" * 50_000 + TITLE)),
        LIVE,
    ),
    Row(
        "wide",
        "a tag with ten thousand attributes",
        page(html(TITLE, "<p " + " ".join(f"a{n}=1" for n in range(10_000)) + f">{prose()}")),
        LIVE,
    ),
)
TITLES = SAME + ELSEWHERE
