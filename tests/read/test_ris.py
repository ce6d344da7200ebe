"""RIS in its dialects: records as notes, tags as labels that stand where they say."""

import pytest
from hypothesis import given, settings, strategies as st

from citecheck.errors import UnreadableDocument
from citecheck.models import Role
from citecheck.read import read_bytes, ris


def labels_of(*lines):
    """Return (role, value) of the labels of a record of *lines*."""
    text = "\n".join(["TY  - GEN", *lines, "ER  - "])
    return [(label.role.value, label.value) for label in ris.read(text.encode(), "x.ris").notes[0].labels]


TAGS = [
    (["UR  - http://a.example/x"], "url", ["http://a.example/x"]),
    (["UR  - http://a.example/x; http://b.example/y"], "url", ["http://a.example/x", "http://b.example/y"]),
    (["UR  - http://a.example/x", "UR  - http://b.example/y"], "url", ["http://a.example/x", "http://b.example/y"]),
    (["UR  - http://a.example/long/", "path.html"], "url", ["http://a.example/long/ path.html"]),
    (["UR  - www.a.example/x"], "url", ["www.a.example/x"]),
    (["LK  - http://a.example/x", "L1  - files/12/x.pdf", "L2 - http://b.example/x.pdf"], "url", ["http://a.example/x", "http://b.example/x.pdf"]),
    (["UR  - http://a.example/x", "L1  - http://a.example/x"], "url", ["http://a.example/x"]),
    (["UR  - "], "url", []),
    (["Y2  - 2011/05/05/"], "accessed", ["2011-05-05"]),
    (["Y2  - 2011/05/32/"], "accessed", ["2011-05-32"]),
    (["Y2  - 5 May 2011"], "accessed", ["5 May 2011"]),
    (["Y2  - ///"], "accessed", []),
    (["N1  - [Online; accessed 5 May 2011]"], "accessed", ["5 May 2011"]),
    (["N1  - Zugriff am 05.05.2011"], "accessed", ["05.05.2011"]),
    (["PY  - 2010///"], "published", ["2010"]),
    (["Y1  - 2010/05//Spring"], "published", ["2010-05"]),
    (["PY  - 2010", "DA  - 2010/05/06/"], "published", ["2010-05-06"]),
    (["PY  - 2010", "DA  - 05/06"], "published", ["2010-05-06"]),
    (["PY  - 2010", "DA  - May 6"], "published", ["May 6 2010"]),
    (["PY  - in press"], "published", []),
    (["AU  - Rossi, Alex", "A1  - World Bank,"], "author", ["Rossi, Alex", "World Bank"]),
    (["AU  - King, Martin, Jr."], "author", ["King, Martin Jr."]),
    (["A2  - Rossi, Alex"], "author", ["Rossi, Alex"]),
    (["TI  - One", "T1  - Two"], "title", ["One"]),
    (["CT  - One"], "title", ["One"]),
    (["TI  - A title", "   that runs on"], "title", ["A title that runs on"]),
    (["TI  - T", "T2  - In", "PB  - P"], "container", ["In"]),
    (["JO  - J. Inv.", "JF  - Journal of Inventions"], "container", ["Journal of Inventions"]),
    (["PB  - P"], "container", ["P"]),
    (["DO  - 10.5555/x"], "doi", ["10.5555/x"]),
    (["M3  - doi: 10.5555/x"], "doi", ["doi: 10.5555/x"]),
    (["M3  - Report"], "doi", []),
    (["SN  - 978-3-16-148410-0"], "isbn", ["978-3-16-148410-0"]),
    (["SN  - 0378-5955 (print)"], "issn", ["0378-5955"]),
    (["LA  - en"], "language", ["en"]),
]  # fmt: skip


@pytest.mark.parametrize("lines, role, expected", TAGS)
def test_tags_become_labels(lines, role, expected):
    """Each tag gives what it says, freed of RIS's slashes."""
    assert [value for name, value in labels_of(*lines) if name == role] == expected


DIALECTS = {
    "one space": "TY - ELEC\nTI - One\nID - a\nER - \nTY - ELEC\nTI - Two\nER -",
    "windows": "TY  - ELEC\r\nTI  - One\r\nID  - a\r\nER  - \r\n\r\nTY  - ELEC\r\nTI  - Two\r\nER  - \r\n",
    "old mac": "TY  - ELEC\rTI  - One\rID  - a\rER  - \rTY  - ELEC\rTI  - Two\rER  - \r",
    "numbered": "1.\nTY  - ELEC\nTI  - One\nID  - a\nER  - \n\n2.\nTY  - ELEC\nTI  - Two\nER  - ",
    "no end": "TY  - ELEC\nTI  - One\nID  - a\nTY  - ELEC\nTI  - Two",
    "no type": "TI  - One\nID  - a\nER  - \nTI  - Two\nER  - ",
    "remarks before": "Provider: A Library\nContent: text/plain\n\nTY  - ELEC\nTI  - One\nID  - a\nER  - \nTY  - ELEC\nTI  - Two\nER  -",
    "empty record": "TY  - ELEC\nER  - \nTY  - ELEC\nTI  - One\nID  - a\nER  - \nTY  - ELEC\nTI  - Two\nER  -",
}


@pytest.mark.parametrize("text", DIALECTS.values(), ids=DIALECTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_dialects_give_the_same_records(text, encoding):
    """Line ends, spaces, encodings and missing tags do not matter."""
    document = read_bytes(text.encode(encoding), "x.ris")
    assert document.format == "ris"
    titles = [label.value for note in document.notes for label in note.labels if label.role is Role.TITLE]
    assert titles == ["One", "Two"]
    assert [(note.number, note.marker) for note in document.notes] == [(1, "a"), (2, None)]


def test_spans_cover_record_and_value():
    """A note runs from its first tag to its last, a label covers the value as printed."""
    text = "TY  - GEN\nUR  - http://a.example/a\n  /b\nY2  - 2011/05/05/\nER  - \n\n"
    document = ris.read(text.encode(), "x.ris")
    assert [note.span.of(document.text) for note in document.notes] == [text[: text.index("\nER")]]
    assert [label.span.of(text) for label in document.notes[0].labels] == [
        "2011/05/05/",
        "http://a.example/a\n  /b",
    ]


def test_an_author_of_commas_is_nobody():
    """What a program left of an empty name is none; the editors count then."""
    (note,) = ris.read(b"TY  - GEN\nAU  - ,\nA2  - Lee, Ann\nER  - \n", "x.ris").notes
    assert [label.value for label in note.labels if label.role is Role.AUTHOR] == ["Lee, Ann"]


@pytest.mark.parametrize("text", ["", "TY  - BOOK\nER  - ", "Just words.\nTwo lines."])
def test_a_file_without_records_is_said(text):
    """There is one error that names the file and the form that was missed."""
    with pytest.raises(UnreadableDocument, match=r"x\.ris: no RIS record"):
        ris.read(text.encode(), "x.ris")


PIECES = st.sampled_from(
    ["TY  - ", "ER  - ", "UR  - ", "Y2  - ", "PY - ", "DA  - ", "SN  - ", "AU  - ", "N1  - accessed ", "\n", "\r\n", "\r", "1.",
     "2011/05/05/", "///", "http://a.example/", "; ", ",", "A, B, C", "  ", "\x0c", "\u2028", "\x00"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)), st.binary(max_size=20))
def test_any_bytes_give_a_document_or_one_error(text, noise):
    """Nothing but `UnreadableDocument` is raised, and every span lies in its note."""
    try:
        document = ris.read(text.encode() + noise, "x.ris")
    except UnreadableDocument:
        return
    for note in document.notes:
        assert 0 <= note.span.start <= note.span.end <= len(document.text)
        for label in note.labels:
            assert note.span.holds(label.span)
            assert label.value == " ".join(label.value.split()) != ""
