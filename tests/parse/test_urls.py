"""URLs as print leaves them: broken over lines, with lost underscores, with the sentence's punctuation."""

import pytest

from citecheck.parse.joins import Habits
from citecheck.parse.urls import find_urls

INTACT = [
    ("See http://a.org/x.html for more.", "http://a.org/x.html"),
    ("at https://a.org/x.pdf.", "https://a.org/x.pdf"),
    ("(http://a.org/x)", "http://a.org/x"),
    ("<http://a.org/x>", "http://a.org/x"),
    ("[available at http://a.org/x/].", "http://a.org/x/"),
    ("“http://a.org/x”", "http://a.org/x"),
    ("http://en.wikipedia.org/wiki/Smith_(economist).", "http://en.wikipedia.org/wiki/Smith_(economist)"),
    ("http://a.org/x;http://b.org/y", "http://a.org/x"),
    ("http://a.org/x(accessed: August 2014).", "http://a.org/x"),
    ("http://a.org/x, accessed 5 May 2011", "http://a.org/x"),
    ("http://a.org/x (In Russian).", "http://a.org/x"),
    ("http://a.org/x [In Russian].", "http://a.org/x"),
    ("http://a.org/ Accessed 5 May 2011", "http://a.org/"),
    ("http://a.org/news/ 2010.", "http://a.org/news/"),
    ("http://a.org. The report says", "http://a.org"),
    ("http://www.a.org/report and http://b.org/x.pdf", "http://www.a.org/report"),
    ("http://a.org/x - Smith, J.", "http://a.org/x"),
    ("http://a.org/x?id=23&.", "http://a.org/x?id=23&"),
    ("http://a.org/pages/5 and/or the minutes", "http://a.org/pages/5"),
    ("http://a.org/x?id=23& accessed 5 May 2011", "http://a.org/x?id=23&"),
    ("http://a.org/x?id= abgerufen am 5. Mai 2011", "http://a.org/x?id="),
    ("from:http://a.org/x.", "http://a.org/x"),
    ("http://a.org:8080/x", "http://a.org:8080/x"),
    ("http://a.org/about Washington, DC", "http://a.org/about"),
    ("ftp://a.org/pub/x.txt", "ftp://a.org/pub/x.txt"),
    ("[text](http://a.org/x)", "http://a.org/x"),
]

BROKEN = [
    ("http:// data.a.org/x", "http://data.a.org/x"),
    ("http ://a.org/x", "http://a.org/x"),
    ("https: //a.org/x", "https://a.org/x"),
    ("http://www. a.org/x.html.", "http://www.a.org/x.html"),
    ("http://eng. kremlin.ru/news/1580.", "http://eng.kremlin.ru/news/1580"),
    ("http://www.a. org/x/y", "http://www.a.org/x/y"),
    ("http://www .a .org/x", "http://www.a.org/x"),
    ("http://www.powe ll.com/authors/f.html.", "http://www.powell.com/authors/f.html"),
    ("http://a.org/ Russia/2011/16.html", "http://a.org/Russia/2011/16.html"),
    ("http://a.org/documents/ Analysis_46_2011.pdf.", "http://a.org/documents/Analysis_46_2011.pdf"),
    ("http://a.org/blog/ two-million-children/.", "http://a.org/blog/two-million-children/"),
    ("http://a.org/rights/russia. php.", "http://a.org/rights/russia.php"),
    ("http://a.org/partner. php?Id=23&.", "http://a.org/partner.php?Id=23&"),
    (
        "http://a.org/child-sexual -abuse-child? s=PM:WORLD.",
        "http://a.org/child-sexual-abuse-child?s=PM:WORLD",
    ),
    ("http://a.org/i.phtml?iso=RU&c md=news1&id=54.", "http://a.org/i.phtml?iso=RU&cmd=news1&id=54"),
    ("http://a.org/03/2011032416yll as0.59261.html#ax", "http://a.org/03/2011032416yllas0.59261.html#ax"),
    ("http://a.org/s?disp1_ l20540", "http://a.org/s?disp1_l20540"),
    ("http://a.org/s?q=Russian% 20Federation.", "http://a.org/s?q=Russian%20Federation"),
    ("http://a.org/S0045- 6535(00)00505-1.", "http://a.org/S0045-6535(00)00505-1"),
    ("http://a.org:8080 /~ian/", "http://a.org:8080/~ian/"),
    ("http://a.org/\nx/y.html", "http://a.org/x/y.html"),
    ("http://dx.doi.org/10.1021/ es030360x.", "http://dx.doi.org/10.1021/es030360x"),
    ("http://dx.doi.org/10.1103/PhysRevD.7. 2333.", "http://dx.doi.org/10.1103/PhysRevD.7.2333"),
    ("http://a.org/vol15/ iss4/ art20.", "http://a.org/vol15/iss4/art20"),
]

NAMES_WITH_SPACES = [
    ("http://a.org/2010_ Russia Progress Card.pdf.", "http://a.org/2010_Russia_Progress_Card.pdf"),
    ("http://a.org/A_B_ Report in the RE 2010 ENG.pdf.", "http://a.org/A_B_Report_in_the_RE_2010_ENG.pdf"),
    ("http://a.org/infobycountry/ russia 51631.html.", "http://a.org/infobycountry/russia_51631.html"),
    ("http://a.org/feb2007/gb20070223 311905.", "http://a.org/feb2007/gb20070223_311905"),
    ("http://a.org/index. php?page=6 3#Russia.", "http://a.org/index.php?page=6_3#Russia"),
]


def urls(text, *, loses_underscores=False):
    return [found.url for found in find_urls(text, Habits(loses_underscores))]


@pytest.mark.parametrize("text, url", INTACT)
def test_intact_url_is_neither_cut_nor_extended(text, url):
    """A URL that print left whole ends where it ends."""
    assert urls(text)[0] == url


@pytest.mark.parametrize("text, url", BROKEN)
def test_broken_url_is_joined(text, url):
    """White space inside a URL is taken out where both sides of the gap show that the URL goes on."""
    (found,) = find_urls(text, Habits())
    assert found.url == url
    assert "joined-whitespace" in found.repairs


@pytest.mark.parametrize("text, url", NAMES_WITH_SPACES)
def test_lost_underscore_is_restored(text, url):
    """In a document that loses underscores a space within a name stands for one, and the repair is named."""
    (found,) = find_urls(text, Habits(loses_underscores=True))
    assert found.url == url
    assert "restored-underscore" in found.repairs


def test_underscore_needs_evidence():
    """Without an underscore in the name or in the document's habits the words of a name are only joined."""
    assert urls("http://a.org/impact/Final BrochureWHA2008a.pdf") == [
        "http://a.org/impact/FinalBrochureWHA2008a.pdf"
    ]


@pytest.mark.parametrize(
    "text, url, repairs",
    [
        ("www.a.org/x", "http://www.a.org/x", ("added-scheme",)),
        ("creation.com/gecko.", "http://creation.com/gecko", ("stripped-punctuation", "added-scheme")),
        ("http:/www.a.org/x", "http://www.a.org/x", ("repaired-scheme",)),
        (r"http://www.a.org/b\c", r"http://www.a.org/b\c", ()),
        ("http://a.org/x", "http://a.org/x", ()),
    ],
)
def test_repairs_are_named(text, url, repairs):
    """What was done to make a URL requestable is recorded, and nothing else."""
    (found,) = find_urls(text, Habits())
    assert (found.url, found.repairs) == (url, repairs)


ESCAPED = [
    (r"http://www.a.org/b\_c?d=1\&e\#f", "http://www.a.org/b_c?d=1&e#f", ("removed-escape",)),
    (r"www.a.org/b\_c", "http://www.a.org/b_c", ("added-scheme", "removed-escape")),
    (r"http://www.a.org/b\c", r"http://www.a.org/b\c", ()),
]


@pytest.mark.parametrize("text, url, repairs", ESCAPED)
def test_escapes_are_undone_where_the_format_has_them(text, url, repairs):
    """In running text a backslash is printed as it is."""
    (found,) = find_urls(text, Habits(escapes=True))
    assert (found.url, found.repairs) == (url, repairs)
    (found,) = find_urls(text, Habits())
    assert "removed-escape" not in found.repairs


@pytest.mark.parametrize(
    "text",
    [
        "no address here",
        "e-mail a@b.org",
        "and/or",
        "The Code.org. Members",
        "http://",
        "see http:// below",
        "p.5",
    ],
)
def test_no_url_is_invented(text):
    """What only resembles a URL is none."""
    assert urls(text) == []


def test_several_urls_are_kept_apart():
    """Each URL of a note is found, in order, with a span that slices to its printed text."""
    text = "http://a.org/x; https://b.org/y, and www.c.org (see d.org/z)."
    found = find_urls(text, Habits())
    assert [url.url for url in found] == [
        "http://a.org/x",
        "https://b.org/y",
        "http://www.c.org",
        "http://d.org/z",
    ]
    assert all(url.span.of(text) == url.text for url in found)
