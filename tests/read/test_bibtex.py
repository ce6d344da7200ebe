"""BibTeX and BibLaTeX: entries as notes, fields as labels that stand where they say."""

import pytest
from hypothesis import given, settings, strategies as st

from citecheck.errors import UnreadableDocument
from citecheck.models import Role
from citecheck.read import bibtex
from citecheck.read.tex import freed, freed_url


def labels_of(text, number=1):
    """Return (role, value) of the labels of one entry of *text*."""
    return [
        (label.role.value, label.value)
        for label in bibtex.read(text.encode(), "x.bib").notes[number - 1].labels
    ]


def values(fields, role):
    """Return the values that an entry with *fields* has for *role*."""
    return [value for name, value in labels_of(f"@misc{{k,\n{fields}\n}}") if name == role]


FIELDS = [
    # addresses
    ("url = {https://a.example/x_y}", "url", ["https://a.example/x_y"]),
    (r'url = "http://a.example/a\_b\%20\&c\#d"', "url", ["http://a.example/a_b%20&c#d"]),
    (r"url = {http://a.example/\~{}me/{\_}x}", "url", ["http://a.example/~me/_x"]),
    (r"url = {http://a.example/$\sim$me}", "url", ["http://a.example/~me"]),
    (r"url = {\url{http://a.example/x}}", "url", ["http://a.example/x"]),
    ("url = {{http://a.example/x}}", "url", ["http://a.example/x"]),
    ("url = {<http://a.example/x>}", "url", ["http://a.example/x"]),
    ("url = {http://a.example/~me--you/100%25}", "url", ["http://a.example/~me--you/100%25"]),
    ("url = {http://a.example/x; http://b.example/y}", "url", ["http://a.example/x", "http://b.example/y"]),
    ("url = {http://a.example/x\n   y.html}", "url", ["http://a.example/x y.html"]),
    (r"howpublished = {\url{http://a.example/x\_y}}", "url", ["http://a.example/x_y"]),
    (r"howpublished = {\href{http://a.example/x}{the page}}", "url", ["http://a.example/x"]),
    ("howpublished = {Available at http://a.example/x.}", "url", ["http://a.example/x"]),
    (r"note = {See (http://a.example/x_(y)), and \url{http://b.example}}", "url", ["http://a.example/x_(y)", "http://b.example"]),
    (r"url = {http://a.example}, note = {\url{http://a.example}}", "url", ["http://a.example"]),
    ("ee = {http://a.example/x}", "url", ["http://a.example/x"]),
    ("biburl = {http://dblp.example/x}", "url", []),
    # access dates
    ("urldate = {2011-05-05}", "accessed", ["2011-05-05"]),
    ("urldate = {2011-05-32}", "accessed", ["2011-05-32"]),
    ("lastchecked = {5 May 2011}", "accessed", ["5 May 2011"]),
    ("note = {Accessed: 2011-05-05}", "accessed", ["2011-05-05"]),
    ("note = {[Online; accessed 5-May-2011]}", "accessed", ["5-May-2011"]),
    ("note = {(Last visited May 5, 2011)}", "accessed", ["May 5, 2011"]),
    ("note = {Last accessed on 2011/05/05. In Russian.}", "accessed", ["2011/05/05"]),
    ("note = {abgerufen am 5. Mai 2011}", "accessed", ["5. Mai 2011"]),
    ("note = {Zugriff: 05.05.2011}", "accessed", ["05.05.2011"]),
    ("note = {Consulté le 1er juin 2012, en ligne}", "accessed", ["1er juin 2012"]),
    ("note = {[consultado el 5 de mayo de 2014]}", "accessed", ["5 de mayo de 2014"]),
    ("note = {Acesso em: 12 maio 2013}", "accessed", ["12 maio 2013"]),
    ("note = {ultimo accesso: 14 settembre 2009}", "accessed", ["14 settembre 2009"]),
    ("note = {geraadpleegd op 21 juni 2013}", "accessed", ["21 juni 2013"]),
    ("note = {дата обращения: 10.09.2012}", "accessed", ["10.09.2012"]),
    (r"howpublished = {\url{http://a.example}, accessed 5 May 2011}", "accessed", ["5 May 2011"]),
    ("urldate = {2011-05-05}, note = {accessed 1 June 2012}", "accessed", ["2011-05-05"]),
    ("urlyear = {2011}, urlmonth = {5}, urlday = {7}", "accessed", ["2011-05-07"]),
    ("note = {accessed with permission}", "accessed", []),
    # publication dates
    ("date = {2010-05-06}", "published", ["2010-05-06"]),
    ("year = 2010", "published", ["2010"]),
    ("year = {2010}, month = may", "published", ["May 2010"]),
    ("year = {2010}, month = {5}, day = {6}", "published", ["2010-05-06"]),
    ('year = 2010, month = "10~" # jan', "published", ["10 January 2010"]),
    ("year = {2010}, month = {May}, day = {6}", "published", ["6 May 2010"]),
    ("year = {n.d.}", "published", ["n.d."]),
    ("month = may", "published", []),
    # names
    ("author = {Knuth, Donald E.}", "author", ["Knuth, Donald E."]),
    ("author = {Donald E. Knuth and Ada Lovelace}", "author", ["Knuth, Donald E.", "Lovelace, Ada"]),
    ("author = {Ludwig van der Berg}", "author", ["van der Berg, Ludwig"]),
    ("author = {King, Jr., Martin}", "author", ["King, Martin Jr."]),
    ("author = {{World Bank and Partners} and others}", "author", ["World Bank and Partners"]),
    ("author = {{World Bank} and\n  Rossi, Alex}", "author", ["World Bank", "Rossi, Alex"]),
    (r"author = {Mu{\~n}oz, Jos\'e and {\O}deg{\aa}rd, {\AA}se}", "author", ["Muñoz, José", "Ødegård, Åse"]),
    ("author = {family=Maier, given=Jo, prefix=von}", "author", ["von Maier, Jo"]),
    ("editor = {Rossi, Alex}", "author", ["Rossi, Alex"]),
    ("institution = {World Bank}", "author", ["World Bank"]),
    ("author = {}, editor = {Rossi, Alex}", "author", ["Rossi, Alex"]),
    ("author = {Plato}", "author", ["Plato"]),
    ("author = {Anderson, Kim}", "author", ["Anderson, Kim"]),
    # titles and containers
    (r"title = {{\"U}ber {W}ege --- \emph{eins}}", "title", ["Über Wege — eins"]),
    ('title = "A {"}quoted{"} {T}itle"', "title", ['A "quoted" Title']),
    ("title = {Reeds}, subtitle = {A history}", "title", ["Reeds: A history"]),
    ("title = {50\\% of\n  all}", "title", ["50% of all"]),
    ("journaltitle = {J. Inv. Res.}, publisher = {P}", "container", ["J. Inv. Res."]),
    ("booktitle = {Proc.}", "container", ["Proc."]),
    (r"howpublished = {Web}, publisher = {\url{http://a.example}}", "container", []),
    # identifiers and language
    (r"doi = {10.5555/a\_b}", "doi", ["10.5555/a_b"]),
    ("isbn = {978-3-16-148410-0 and 0-306-40615-2}", "isbn", ["978-3-16-148410-0", "0-306-40615-2"]),
    ("isbn = {978 3 16 148410 0}", "isbn", ["978 3 16 148410 0"]),
    ("isbn = {unknown}", "isbn", ["unknown"]),
    ("issn = {0378-5955}", "issn", ["0378-5955"]),
    ("eprint = {2101.00001v2}, archiveprefix = {arXiv}", "arxiv", ["2101.00001v2"]),
    ("eprint = {math.GT/0309136}", "arxiv", ["math.GT/0309136"]),
    ("eprint = {2101.00001}, eprinttype = {jstor}", "arxiv", []),
    ("langid = {ngerman}", "language", ["ngerman"]),
    ("archiveurl = {https://web.example/1}, archivedate = {2012-01-01}", "archive-url", ["https://web.example/1"]),
]  # fmt: skip


@pytest.mark.parametrize("fields, role, expected", FIELDS)
def test_fields_become_labels(fields, role, expected):
    """Each field gives what it says, freed of markup."""
    assert values(fields, role) == expected


FILE = r"""% Encoding: UTF-8
@string{press = {Example } # "Press"}
@String(jir = {Journal of Invented Research})
@preamble{"\newcommand{\x}{y}"}
@comment{jabref-meta: @misc{none, title={no}}}
@Book(first, title = "One", publisher = press)
%@misc{second, title={commented out}}
@article{third:2011/a, title={Three}, journal=jir, year = 1999}@misc{fourth,title={Four}}
@inbook{fifth, title={Five}, crossref={first}, url = {http://a.example/5}}
@xdata{shared, url={http://a.example/shared}, urldate={2011-01-01}}
@online{sixth, xdata={shared}, title={Six}}
"""


def test_entries_are_notes_with_their_keys():
    """Strings, comments and preambles are no notes; keys are markers, the order gives the numbers."""
    document = bibtex.read(FILE.encode(), "x.bib")
    keys = [(note.number, note.marker) for note in document.notes]
    assert keys == list(enumerate(["first", "third:2011/a", "fourth", "fifth", "sixth"], start=1))
    assert document.text == FILE
    assert document.format == "bibtex"


def test_macros_are_replaced():
    """What `@string` defines stands in the value; the span is that of the macro."""
    document = bibtex.read(FILE.encode(), "x.bib")
    containers = {
        note.marker: (label.value, label.span.of(document.text))
        for note in document.notes
        for label in note.labels
        if label.role is Role.CONTAINER
    }
    assert containers["first"] == ("Example Press", "press")
    assert containers["third:2011/a"] == ("Journal of Invented Research", "jir")
    assert containers["fifth"] == ("One", "One")


def test_inherited_fields_stand_in_the_other_entry():
    """A chapter has its book's title as container, `xdata` lends its address; neither lends twice."""
    text = "@book{b, title={Book}, url={http://a.example/b}, year=2001}\n@inbook{c, title={C}, crossref={b}}"
    assert labels_of(text, 2) == [
        ("type", "chapter"),
        ("title", "C"),
        ("container", "Book"),
        ("published", "2001"),
    ]
    assert ("url", "http://a.example/shared") in labels_of(FILE, 5)
    circle = "@misc{a, crossref={b}, title={A}}\n@misc{b, crossref={a}, year=2001}"
    assert labels_of(circle) == [("title", "A"), ("published", "2001")]


BROKEN = [
    ("@misc{a, title={Open, \n url={http://a.example}\n}\n@misc{b, title={B}}", ["a", "b"], "http://a.example"),
    ("@misc{a, url={http://a.example}\n\n@misc{b, title={B}}", ["a", "b"], "http://a.example"),
    ('@misc{a, title="Open,\n url={http://a.example}}\n@misc{b, title={B}}', ["a", "b"], "http://a.example"),
    ("@misc{a, title={T} url={http://a.example}}", ["a"], "http://a.example"),
    ("@misc{a, ???\n url={http://a.example}}", ["a"], "http://a.example"),
    ("@misc{a, title={T}}, url={http://b.example}}\n@misc{b, url={http://a.example}}", ["a", "b"], "http://a.example"),
    ("@misc{, url={http://a.example}}", [None], "http://a.example"),
    ("@misc{a,\r\n  url={http://a.example}\r\n}\r\n", ["a"], "http://a.example"),
    ("@misc{a, url={http://a.example}, url={http://b.example}}", ["a"], "http://a.example"),
]  # fmt: skip


@pytest.mark.parametrize("text, keys, url", BROKEN)
def test_a_slip_costs_one_field(text, keys, url):
    """A missing brace, comma or quote leaves the other fields and entries readable."""
    document = bibtex.read(text.encode(), "x.bib")
    assert [note.marker for note in document.notes] == keys
    assert [label.value for note in document.notes for label in note.labels if label.role is Role.URL] == [
        url
    ]


@pytest.mark.parametrize("text", ["", "no entry", "@comment{x}", "@string{a={b}}", "mail me@a.example {now}"])
def test_a_file_without_entries_is_said(text):
    """There is one error that names the file and the form that was missed."""
    with pytest.raises(UnreadableDocument, match=r"x\.bib: no BibTeX entry"):
        bibtex.read(text.encode(), "x.bib")


def test_labels_stand_where_the_value_is():
    """A span covers the raw value without braces, so that it can be replaced."""
    text = "@misc{k,\n  author = { {A} and  B, C },\n  url = { \\url{http://a.example/a\\_b} },\n  note={Accessed: 2011-05-05.}}"
    document = bibtex.read(text.encode(), "x.bib")
    assert [label.span.of(text) for label in document.notes[0].labels] == [
        "{A}",
        "B, C",
        "2011-05-05",
        r"http://a.example/a\_b",
    ]


TEX = [
    (r"\'e\`a\^{o}\"\i\~{n}\c{c}\v{s}\H o\u{g}\k{a}\r a\=e\.z", "éàôïñçšőğąåēż"),
    (r"{\ss}{\ae}\o\L", "ßæøŁ"),
    (r"\textbf{a} {\em b} \LaTeX", "a b LaTeX"),
    (r"``a'' -- b --- c~d", "“a” – b — c d"),
    (r"a\\b\ c\,d\-e", "a b c de"),
    (r"\$5 \& \{x\} 100\%", "$5 & {x} 100%"),
    (r"$x^2$", "x^2"),
    ("\\", ""),
    (r"\'", ""),
    ("{{{", ""),
    (r"\href{http://a.example}{name}", "name"),
]


@pytest.mark.parametrize("raw, text", TEX)
def test_tex_is_freed_of_markup(raw, text):
    """Accents become letters, symbols signs, and commands leave their arguments."""
    assert freed(raw) == text


HOSTILE = {
    "open braces": "@a{k," + "a={\n" * 20_000,
    "open quotes": "@a{k," + 'a="{\n' * 20_000 + "}" * 10_000,
    "entries": "@a{k,x={1}}" + "@a{" * 20_000,
    "spaces": "@a{k" + " " * 100_000,
    "lines": "@a{k,x={1}," + "\n" * 100_000 + "=",
    "deep": "@a{k,title=" + "{" * 50_000 + "}" * 50_000 + "}",
    "macros": "@string{a0={xxxxxxxx}}" + "".join(f"@string{{a{n + 1}=a{n} # a{n}}}" for n in range(60)) + "@a{k,title=a60}",
    "parents": "".join(f"@a{{k{n},title={{x}},crossref={{k{n - 1}}}}}\n" for n in range(2_000)),
    "names": "@a{k,author={" + "A and " * 20_000 + "}}",
    "accessed": "@a{k,note={" + "accessed " * 10_000 + "}}",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_read(text):
    """Texts made to trip the scanner give notes of bounded size."""
    document = bibtex.read(text.encode(), "x.bib")
    assert document.notes
    assert all(len(label.value) <= max(len(text), 10_000) for note in document.notes for label in note.labels)


PIECES = st.sampled_from(
    ["@misc{", "@article(", "@string{", "k,", "title", "url", "note", "author", "month", "crossref", "xdata", " = ", "{", "}", '"',
     "#", ",", "\n", "%", "jan", "http://a.example/", "\\url{", "accessed 5 May 2011", " and ", "\\'", "e", "~", "$", "\x00", "\ufffd", ")"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(st.lists(PIECES, max_size=80).map("".join), st.text(max_size=200)), st.binary(max_size=20))
def test_any_bytes_give_a_document_or_one_error(text, noise):
    """Nothing but `UnreadableDocument` is raised; spans lie in the text and note values are free of braces' places."""
    try:
        document = bibtex.read(text.encode() + noise, "x.bib")
    except UnreadableDocument:
        return
    for note in document.notes:
        assert 0 <= note.span.start <= note.span.end <= len(document.text)
        for label in note.labels:
            assert 0 <= label.span.start <= label.span.end <= len(document.text)
            assert label.value == " ".join(label.value.split()) != ""


@settings(max_examples=200)
@given(st.text(alphabet="\\{}$~'`^\"acuvikn%_&# -", max_size=60))
def test_any_tex_is_freed(raw):
    """Whatever stands there, the result has no line ends and no braces that group."""
    assert "  " not in freed(raw)
    assert "  " not in freed_url(raw)
