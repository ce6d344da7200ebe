"""What a page calls itself."""

import pytest
from page_facts import names

from citecheck.check.folding import LONGEST_NAME
from citecheck.check.names import MOST_NAMES

TITLES = [
    ("<title>Hello</title>", "Hello"),
    ("<html><head><TITLE lang=en>Hello</TITLE></head>", "Hello"),
    ("<title>\n  Hello,\t world \n</title>", "Hello, world"),
    ("<title>Caf&eacute; &amp; co</title>", "Café & co"),
    ("<title>Caf&amp;eacute; &amp;amp; co</title>", "Café & co"),
    ("<title>AT&T &copy 2010</title>", "AT&T © 2010"),
    ("<title>Größe</title>", "Größe"),
    ("<title>A <b>bold</b> title</title>", "A bold title"),
    ("<title></title>", None),
    ("<title>   </title>", None),
    ("<title>never closed", "never closed"),
    ("<title>never closed<meta name=a content=b><body>text", "never closed"),
    ("<p>no title</p>", None),
    ("<!-- <title>Old</title> --><title>New</title>", "New"),
    ("<!--><title>Behind an empty comment</title>", "Behind an empty comment"),
    ("<script>var a = '<title>No</title>'</script><title>Yes</title>", "Yes"),
    ("<SCRIPT>var a = '<title>No</title>'</SCRIPT><title>Yes</title>", "Yes"),
    ("<noscript><title>No</title></noscript><title>Yes</title>", "Yes"),
    ("<head><script>if (a < b) document.write('</head>')</script><title>Yes</title></head>", "Yes"),
    ("<head></head><body><title>In the body</title></body>", "In the body"),
    ("<head><title>Page</title></head><body><svg><title>Icon</title></svg></body>", "Page"),
    ("<head></head><body><svg><title>Icon</title></svg>text</body>", None),
    ("<body><svg/><title>Behind a drawing</title>", "Behind a drawing"),
    ("<title></title><title>Second</title>", "Second"),
    ("<title>First</title><title>Second</title>", "First"),
    ("<titles>No</titles><title>Yes</title>", "Yes"),
    ("<title>İstanbul ŞEHİR</title><h1>x</h1>", "İstanbul ŞEHİR"),
]


@pytest.mark.parametrize("markup, title", TITLES)
def test_the_title_of_a_page(markup, title):
    assert names(markup)[0] == title


SIGNALS = [
    ('<meta property="og:title" content="Open">', ("Open",)),
    ("<meta content='Cited' name='citation_title'>", ("Cited",)),
    ("<meta name=eprints.title content='Printed'>", ("Printed",)),
    ("<META NAME=DC.Title CONTENT='Dublin'/>", ("Dublin",)),
    ('<meta name="DCTERMS.title" content="Dublin > Core">', ("Dublin > Core",)),
    ('<meta name="twitter:title" content="A &amp; B">', ("A & B",)),
    ('<meta name="og:title" content=\'It"s <b>bold</b>\'>', ('It"s <b>bold</b>',)),
    ('<meta name="description content="x"><meta property="og:title" content="Kept">', ("Kept",)),
    ('<meta name="citation_author" content="A title"><meta name="citation_title" content="B">', ("B",)),
    ('<meta name="citation_title" content="One"><meta name="citation_title" content="Two">', ("One", "Two")),
    ('<meta itemprop="headline" content="Head">', ("Head",)),
    ('<link rel="canonical" href="/x" title="No name">', ()),
    ('<meta name="description" content="no title">', ()),
    ('<meta property="og:title" content="">', ()),
    ('<meta property="og:title">', ()),
    ("<h1>Heading</h1>", ("Heading",)),
    ("<body><h1 class=x>A <em>great</em>\n heading</h1>", ("A great heading",)),
    ("<body><h1><a href=/><img src=a.png alt='The Agency &amp; co'></a></h1>", ("The Agency & co",)),
    ("<body><h3>Third</h3><h2>Second</h2><h1>First</h1>", ("First", "Second", "Third")),
    ("<body><h1>Not closed<h2>Second</h2>", ("Not closed", "Second")),
    ("<body><h4>Too low</h4><hr><header>x</header>", ()),
    ("<!-- <h1>Hidden</h1> --><h1>Shown</h1>", ("Shown",)),
    ("<body><nav><h2>Menu</h2></nav><footer><h3>Contact</h3></footer><h1>Own</h1>", ("Own",)),
    ("<body><nav><h2>Never closed</h2>", ("Never closed",)),
    ('<title>Same</title><meta property="og:title" content="Same"><h1>Same</h1>', ()),
    ('<meta property="og:title" content="One"><h1>Two</h1>', ("One", "Two")),
    ("<title>First</title><title>Second</title><body>x", ("Second",)),
    ("<frameset><frame src=a title='The contents'><frame src=b name=main></frameset>", ("The contents",)),
    (
        "<frameset><frame src=a></frameset><noframes><body><h1>The report</h1></body></noframes>",
        ("The report",),
    ),
]


@pytest.mark.parametrize("markup, signals", SIGNALS)
def test_the_other_names_of_a_page(markup, signals):
    assert names(markup)[1] == signals


def test_names_are_bounded_in_length_and_number():
    title, signals = names(f"<title>{'x' * 10_000}</title><h1>{'y' * 10_000}</h1>")
    assert (len(title), [len(signal) for signal in signals]) == (LONGEST_NAME, [LONGEST_NAME])
    many = "".join(f"<meta name=citation_title content='{number}'>" for number in range(1000))
    assert len(names(many)[1]) == MOST_NAMES
    assert len(names("<body>" + "".join(f"<h2>{number}</h2>" for number in range(1000)))[1]) == 12


OTHER_KINDS = [
    ("application/xhtml+xml", '<?xml version="1.0"?><html><head><title>A &#8211; B</title></head></html>', "A – B"),
    ("application/xhtml+xml", "<html><head><script src='a'/><title>Behind it</title></head></html>", "Behind it"),
    ("application/xhtml+xml", "<html><title><![CDATA[Marked & off]]></title></html>", "Marked & off"),
    ("application/rss+xml", "<rss><channel><title>News</title><item><title>One</title></item></channel></rss>", "News"),
    ("application/atom+xml", "<feed><title type='html'><![CDATA[My <b>blog</b>]]></title></feed>", "My blog"),
    ("text/xml", '<?xml version="1.0" encoding="windows-1251"?><rss><title>Уголовный</title></rss>'.encode("cp1251"), "Уголовный"),
    ("text/plain", "<!DOCTYPE html><title>Hello</title>", "Hello"),
    ("", "<title>Hello</title>", "Hello"),
    ("application/octet-stream", "<!-- made by hand --><html><title>Hello</title>", "Hello"),
    ("application/pdf", "<html><title>Hello</title>", "Hello"),
    ("TEXT/HTML, text/html", "<title>Hello</title>", "Hello"),
    ("application/json", '{"title": "<title>x</title>"}', None),
    ("application/postscript", "%!PS-Adobe-3.0\n%%Title: report.dvi", None),
    ("application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 <title>x</title>", None),
    ("application/octet-stream", "plain <title>x</title>", None),
    ("image/png", b"\x89PNG", None),
    ("text/html", "", None),
]  # fmt: skip


@pytest.mark.parametrize("content_type, body, title", OTHER_KINDS)
def test_what_a_body_is_shows_by_its_beginning_before_its_label(content_type, body, title):
    assert names(body, content_type)[0] == title


def test_a_plain_text_may_be_named_by_its_first_lines():
    text = "\n\nNetwork Working Group\n\n   The Internet\tProtocol\n\nAbstract\n"
    assert names(text, "text/plain") == (None, ("Network Working Group", "The Internet Protocol", "Abstract"))
