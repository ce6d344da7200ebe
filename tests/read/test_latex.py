"""LaTeX: footnotes, endnotes, bibliographies, addresses."""

from functools import partial

import pytest
from counted_work import growth
from hypothesis import given, strategies as st
from scaling import LATEX, read_repeated

from citecheck.models import Role
from citecheck.read import read_text
from citecheck.read.latex import read

NOTES = [
    # case, source, (number, series, words) of each note
    ("a footnote", r"A\footnote{One.}", [(1, 0, "One.")]),
    (
        "braces in a footnote",
        r"A\footnote{\emph{One} {two {three}}.}",
        [(1, 0, r"\emph{One} {two {three}}.")],
    ),
    ("escaped braces", r"A\footnote{One \} two \{.}", [(1, 0, r"One \} two \{.")]),
    ("a given number", r"A\footnote[7]{One.} b\footnote{Two.}", [(7, 0, "One."), (8, 0, "Two.")]),
    (
        "mark and text apart",
        "A\\footnotemark{} b\n\\footnotetext{One.} c\\footnote{Two.}",
        [(1, 0, "One."), (2, 0, "Two.")],
    ),
    ("a comment", "A\\footnote{One % } no\n two.} % \\footnote{No.}\n", [(1, 0, "One % } no\n two.")]),
    ("an escaped percent sign", r"A\footnote{50\% of it.}", [(1, 0, r"50\% of it.")]),
    (
        "verbatim",
        "\\begin{verbatim}\n\\footnote{No.}\n\\end{verbatim}\n\\verb|\\footnote{No}| A\\footnote{Yes.}",
        [(1, 0, "Yes.")],
    ),
    (
        "endnotes beside footnotes",
        r"A\footnote{F.}\endnote{E.}\footnote{G.}",
        [(1, 0, "F."), (1, 1, "E."), (2, 0, "G.")],
    ),
    (
        "chapters",
        "\\chapter{I} A\\footnote{A.}\\footnote{B.}\n\\chapter{II} B\\footnote{C.}",
        [(1, 0, "A."), (2, 0, "B."), (1, 1, "C.")],
    ),
    ("never closed", r"A\footnote{One b\footnote{Two.}", [(2, 0, "Two.")]),
    (
        "a bibliography",
        "\\begin{thebibliography}{9}\n\\bibitem{a} One.\n\\bibitem[B (2010)]{b} Two.\n\n\\end{thebibliography}",
        [(1, 0, "One."), (2, 0, "Two.")],
    ),
    ("a label with braces", r"\bibitem[{S et~al.(2010)S, T}]{k} One.", [(1, 0, "One.")]),
    ("notes and a bibliography", r"A\footnote{F.} \bibitem{k} B.", [(1, 0, "F."), (1, 1, "B.")]),
]


@pytest.mark.parametrize("text, expected", [row[1:] for row in NOTES], ids=[row[0] for row in NOTES])
def test_notes_are_found_whole(text, expected):
    """A note is what its braces hold, numbered as LaTeX prints it, each kind in a series of its own."""
    document = read_text(text, "x.tex")
    assert [(note.number, note.series, note.span.of(text)) for note in document.notes] == expected


LINKS = [
    # source, (where it stands, target)
    (r"\url{http://a.org/x_y%20z}", [("http://a.org/x_y%20z", "http://a.org/x_y%20z")]),
    (
        r"\url{http://a.org/x\_y\%20\#a\&b~c--d}",
        [(r"http://a.org/x\_y\%20\#a\&b~c--d", "http://a.org/x_y%20#a&b~c--d")],
    ),
    (r"\href{http://a.org/\#a}{The title}", [(r"http://a.org/\#a", "http://a.org/#a")]),
    (r"\href[page=2]{http://a.org/}{T}", [("http://a.org/", "http://a.org/")]),
    (r"\path|http://a.org/{x}|", [("http://a.org/{x}", "http://a.org/x")]),
    (r"See http://a.org/a\_b.", [(r"http://a.org/a\_b", "http://a.org/a_b")]),
    ("% \\url{http://a.org/}\n", []),
    ("\\url{http://a.org/\n  b c}", [("http://a.org/\n  b c", "http://a.org/bc")]),
    (r"\href{mailto:a@b.org}{m} \url{rel/ative}", []),
]


@pytest.mark.parametrize("text, expected", LINKS)
def test_links_lose_their_escapes(text, expected):
    """A link stands over its address in the source and leads to the address without TeX's escapes."""
    links = read_text(text, "x.tex").hyperlinks
    assert [(link.span.of(text), link.target) for link in links] == expected


def test_citations_point_to_their_items():
    """Each key of a citation is a marker; those that are not printed and unknown ones are none."""
    text = "A\\cite[p.~2]{b, a} b\\citep{a} \\nocite{a} \\cite{z}\n\\bibitem{a} A.\n\\bibitem{b} B.\n"
    document = read_text(text, "x.tex")
    assert [(mark.span.of(text), mark.number) for mark in document.markers] == [("b", 2), ("a", 1), ("a", 1)]


def test_blocks_and_dois_are_labelled():
    """The second block of BibTeX's styles is the title, freed of its markup."""
    text = (
        "\\bibitem{a} A.~Smith.\n\\newblock {\\'E}tude of {Trade}.\n\\newblock 2010. \\doi{10.1000/1\\_2}.\n"
    )
    labels = read_text(text, "x.tex").notes[0].labels
    assert [(label.role, label.value) for label in labels] == [
        (Role.TITLE, "Étude of Trade"),
        (Role.DOI, "10.1000/1_2"),
    ]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("% x\n\\documentclass{article}\n\\begin{document}x\\end{document}", "latex"),
        ("\\begin{thebibliography}{9}\n\\bibitem{a} A.\n", "latex"),
        ("Use \\documentclass{article} so.\n\\begin{document}\n", "text"),
    ],
)
def test_latex_is_known_by_its_beginning(text, kind):
    """A source begins with a command; a text about LaTeX does not."""
    assert read_text(text, "x.txt").format == kind


_PIECES = [
    "\\footnote",
    "\\url",
    "\\href",
    "\\bibitem",
    "\\cite",
    "\\newblock",
    "{",
    "}",
    "[",
    "]",
    "%",
    "\\",
    "\n",
    "http://a.org/",
    "\\doi{10.1/",
    "\\verb|",
    "\\chapter",
    "k",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=60).map("".join))
def test_any_text_can_be_read(text):
    """Whatever the source is, the spans stand in it."""
    document = read(text.encode(errors="replace").replace(b"\x00", b""), "x.tex")
    size = len(document.text)
    notes = document.notes or ()
    spans = [each.span for each in (*notes, *(document.markers or ()), *document.hyperlinks)]
    spans += [label.span for note in notes for label in note.labels]
    assert all(0 <= span.start <= span.end <= size for span in spans)


@pytest.mark.parametrize("piece", LATEX)
def test_work_grows_with_the_text_and_no_faster(piece):
    """Openings that nothing closes take no more calls than their length; benchmarks/scaling.py has the times."""
    work = partial(read_repeated, "x.tex", piece, "")
    work(30_000)  # comes back: a search that is quadratic would not in the life of this test
    assert growth(work, 1_000) < 2.2
