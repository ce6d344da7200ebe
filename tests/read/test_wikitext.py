"""Wikitext: references in all their forms, citation templates, links."""

from functools import partial

import pytest
from counted_work import growth
from hypothesis import given, strategies as st
from scaling import WIKITEXT, read_repeated

from citecheck.models import Role
from citecheck.read import read_text
from citecheck.read.wikitext import read

NOTES = [
    # case, source, (number, series, marker, words) of each note
    ("a reference", "A<ref>One.</ref>", [(1, 0, "1", "One.")]),
    (
        "a name, cited twice",
        'A<ref name="x">One.</ref> b<ref name=x />c<ref>Two.</ref>',
        [(1, 0, "1", "One."), (2, 0, "2", "Two.")],
    ),
    (
        "cited before it is defined",
        "A<ref name=x/> b<ref>Two.</ref> c<ref name='x'>One.</ref>",
        [(1, 0, "1", "One."), (2, 0, "2", "Two.")],
    ),
    ("a group", 'A<ref group="n">One.</ref> b<ref>Two.</ref>', [(1, 0, "1", "Two."), (1, 1, "n 1", "One.")]),
    (
        "a list",
        "A<ref name=a/> b<ref name=b/>\n<references>\n<ref name=b>Two.</ref>\n<ref name=a>One.</ref>\n</references>",
        [(1, 0, "1", "One."), (2, 0, "2", "Two.")],
    ),
    (
        "a list in a template",
        "A<ref name=a/>\n{{reflist|refs=\n<ref name=a>One.</ref>}}",
        [(1, 0, "1", "One.")],
    ),
    (
        "a list of a group",
        "A<ref name=a group=g/>\n{{reflist|group=g|refs=\n<ref name=a>One.</ref>}}",
        [(1, 0, "g 1", "One.")],
    ),
    ("a comment", "A<!-- <ref>No.</ref> --><ref>Yes.</ref>", [(1, 0, "1", "Yes.")]),
    ("nowiki", "A<nowiki><ref>No.</ref></nowiki><ref>Yes.</ref>", [(1, 0, "1", "Yes.")]),
    ("never closed", "A<ref>No. <ref>Yes.</ref>", [(1, 0, "1", "Yes.")]),
    (
        "explanatory notes",
        "A{{efn|One {{x|y}}.}} b<ref>Two.</ref>",
        [(1, 0, "1", "Two."), (1, 1, "a", "One {{x|y}}.")],
    ),
    (
        "short references",
        "A{{sfn|Smith|2011|p=5}} b{{sfn|Smith|2011|p=5}}",
        [(1, 0, "1", "{{sfn|Smith|2011|p=5}}")],
    ),
    ("a template that cites", "A<ref name=x>One.</ref> b{{r|x}}", [(1, 0, "1", "One.")]),
    (
        "a bibliography",
        "A<ref>One.</ref>\n* {{cite book\n |title=T\n}}\n* plain\n",
        [(1, 0, "1", "One."), (1, 1, None, "{{cite book\n |title=T\n}}")],
    ),
]


@pytest.mark.parametrize("text, expected", [row[1:] for row in NOTES], ids=[row[0] for row in NOTES])
def test_notes_are_numbered_as_mediawiki_does(text, expected):
    """Notes are numbered by group in the order in which they are first cited, wherever they are defined."""
    notes = read_text(text, "x.wiki").notes
    assert [(note.number, note.series, note.marker, note.span.of(text)) for note in notes] == expected


def test_every_use_is_a_marker():
    """A reference marks its place in the body, and so does every reuse; a definition in a list does not."""
    text = "A<ref name=x/> b<ref name=x/> c{{r|x}}\n{{reflist|refs=<ref name=x>One.</ref>}}"
    assert [(mark.number, mark.series) for mark in read_text(text, "x.wiki").markers] == [(1, 0)] * 3


LABELS = [
    ("title=[[Foo|The ''Foo'']]", [(Role.TITLE, "The Foo")]),
    ("url=http://a.org/x?a{{=}}1&amp;b", [(Role.URL, "http://a.org/x?a=1&b")]),
    ("url=//a.org/", [(Role.URL, "https://a.org/")]),
    (
        "url=http://a.org|date=5 May 2011|year=2011|access-date=6 June 2012",
        [(Role.URL, "http://a.org"), (Role.PUBLISHED, "5 May 2011"), (Role.ACCESSED, "6 June 2012")],
    ),
    (
        "url=http://a.org|archive-url=http://b.org|archive-date=1 July 2012|url-status=dead",
        [(Role.URL, "http://a.org"), (Role.ARCHIVE_URL, "http://b.org"), (Role.ARCHIVE_DATE, "1 July 2012")],
    ),
    ("title=T|website=W|publisher=P", [(Role.TITLE, "T"), (Role.CONTAINER, "W")]),
    ("title=Book|chapter=Part", [(Role.CONTAINER, "Book"), (Role.TITLE, "Part")]),
    (
        "title=T|last=Smith|first=J.|last2=Doe|first2=K.",
        [(Role.TITLE, "T"), (Role.AUTHOR, "Smith, J."), (Role.AUTHOR, "Doe, K.")],
    ),
    (
        "title=T|author=[[World Bank]]|author2=UN",
        [(Role.TITLE, "T"), (Role.AUTHOR, "World Bank"), (Role.AUTHOR, "UN")],
    ),
    (
        "title=T|vauthors=Smith J, Jones KL",
        [(Role.TITLE, "T"), (Role.AUTHOR, "Smith, J"), (Role.AUTHOR, "Jones, KL")],
    ),
    (
        "title=T|doi=10.1/2|isbn=978|issn=1|arxiv=2|language=fr",
        [
            (Role.TITLE, "T"),
            (Role.DOI, "10.1/2"),
            (Role.ISBN, "978"),
            (Role.ISSN, "1"),
            (Role.ARXIV, "2"),
            (Role.LANGUAGE, "fr"),
        ],
    ),
    (
        "titre=T|nom1=Dupont|prénom1=Jean|consulté le=1er juin 2012",
        [(Role.TITLE, "T"), (Role.AUTHOR, "Dupont, Jean"), (Role.ACCESSED, "1er juin 2012")],
    ),
    (
        "autor=A|titel=T|werk=W|abruf=2012-06-01",
        [(Role.AUTHOR, "A"), (Role.TITLE, "T"), (Role.CONTAINER, "W"), (Role.ACCESSED, "2012-06-01")],
    ),
    (
        "título=T|fechaacceso=1 de junio de 2012|apellidos=Díaz|nombre=Ana",
        [(Role.TITLE, "T"), (Role.ACCESSED, "1 de junio de 2012"), (Role.AUTHOR, "Díaz, Ana")],
    ),
    (
        "заглавие=T|издание=W|дата обращения=1 июня 2012",
        [(Role.TITLE, "T"), (Role.CONTAINER, "W"), (Role.ACCESSED, "1 июня 2012")],
    ),
    ("title=<!-- x -->T {{lang|fr|Été}} <nowiki>|</nowiki>", [(Role.TITLE, "T Été |")]),
]


@pytest.mark.parametrize("parameters, expected", LABELS)
def test_parameters_are_labels(parameters, expected):
    """A citation template's parameters are known in several languages and freed of their markup."""
    text = f"A<ref>{{{{cite|{parameters}}}}}</ref>"
    labels = read_text(text, "x.wiki").notes[0].labels
    assert [(label.role, label.value) for label in labels] == expected


def test_labels_stand_where_they_are_printed():
    """A correction can be written over the span of a label."""
    text = "A<ref>{{cite web | url = http://a.org/x | title = [http://b.org T] }}</ref>"
    document = read_text(text, "x.wiki")
    assert [label.span.of(text) for label in document.notes[0].labels] == [
        "http://a.org/x",
        "[http://b.org T]",
    ]
    assert [(link.span.of(text), link.target) for link in document.hyperlinks] == [
        ("http://b.org", "http://b.org")
    ]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("'''A''' is [[b]].<ref>One.</ref>", "wikitext"),
        ("* {{cite web|url=http://a.org|title=T}}", "wikitext"),
        ("In HTML <ref> is no element.", "text"),
        ("A[^1] {{cite web|x}}\n\n[^1]: One.", "markdown"),
    ],
)
def test_wikitext_is_known_by_content(text, kind):
    """References beside other markup, or citation templates, make a text wikitext."""
    assert read_text(text, "x.txt").format == kind


_PIECES = [
    "<ref>",
    "<ref name=a>",
    "<ref name=a/>",
    "</ref>",
    "{{",
    "}}",
    "[[",
    "]]",
    "|",
    "=",
    "cite|title=",
    "efn|",
    "sfn|",
    "r|a",
    "reflist|refs=",
    "<references>",
    "</references>",
    "<!--",
    "-->",
    "<nowiki>",
    "</nowiki>",
    "[http://a.org b]",
    "\n* ",
    "T",
    "{",
    "}",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=60).map("".join))
def test_any_text_can_be_read(text):
    """Whatever the source is, the spans stand in it."""
    document = read(text.encode(errors="replace").replace(b"\x00", b""), "x.wiki")
    size = len(document.text)
    notes = document.notes or ()
    spans = [each.span for each in (*notes, *(document.markers or ()), *document.hyperlinks)]
    spans += [label.span for note in notes for label in note.labels]
    assert all(0 <= span.start <= span.end <= size for span in spans)


@pytest.mark.parametrize("opening, closing", WIKITEXT)
def test_work_grows_with_the_text_and_no_faster(opening, closing):
    """What nothing closes, and nesting, take no more calls than their length; benchmarks/scaling.py has times."""
    work = partial(read_repeated, "x.wiki", opening, closing)
    work(20_000)  # comes back, however deep
    assert growth(work, 1_000) < 2.2
