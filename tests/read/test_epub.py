"""EPUB books: reading order, notes in the same file and in another, places."""

import pytest
from zipped_documents import epub, zipped

from citecheck.errors import UnreadableDocument
from citecheck.models import Place
from citecheck.read import read_bytes

NOTE = '<a epub:type="noteref" href="{to}">{number}</a>'


def read(pages, **parts):
    return read_bytes(epub(pages, **parts), "book.epub")


def notes_of(document):
    return [(note.number, note.span.of(document.text)) for note in document.notes or ()]


def test_pages_come_in_the_order_of_the_spine():
    """The spine orders the pages; files that it does not name, and the table of contents, are left out."""
    document = read(
        {"b.xhtml": "<p>B</p>", "a.xhtml": "<p>A</p>", "c.xhtml": "<p>C</p>"},
        spine=["a.xhtml", "b.xhtml", "none", "a.xhtml"],
    )
    assert document.text.split() == ["A", "B"]
    assert document.format == "epub"


@pytest.mark.parametrize("folder", ["OEBPS/", ""])
def test_notes_in_a_file_of_their_own_are_found(folder):
    """The numbers of all chapters lead to the notes behind them, although names repeat in every file."""
    pages = {
        "one.xhtml": f"<h1 id='x'>One</h1><p>Claim{NOTE.format(to='notes.xhtml#n1', number=1)}.</p>",
        "two.xhtml": f"<h1 id='x'>Two</h1><p id='r2'><a id='page2'/>Claim{NOTE.format(to='notes.xhtml#n2', number=2)}.</p>",
        "notes.xhtml": "<section epub:type='endnotes'><ol><li id='n1'><p>Ada. http://a.example/</p></li><li id='n2'><p>Ben. <a href='http://b.example/'>b</a> <a href='two.xhtml#r2'>↩</a></p></li></ol></section>",
    }
    document = read(pages, folder=folder)
    assert notes_of(document) == [(1, "Ada. http://a.example/"), (2, "Ben. b")]
    assert [marker.number for marker in document.markers] == [1, 2]
    assert [link.target for link in document.hyperlinks] == ["http://b.example/"]


def test_notes_beside_their_chapters_keep_to_their_files():
    """Each file has its own `#n1`; the number in the second chapter leads to the note of the second."""
    page = "<p>Claim{}.</p><aside epub:type='footnote' id='n1'><p>{}</p></aside>"
    pages = {f"{name}.xhtml": page.format(NOTE.format(to="#n1", number=1), name) for name in ("ada", "ben")}
    document = read(pages)
    assert notes_of(document) == [(1, "ada"), (1, "ben")]
    assert [note.series for note in document.notes] == [0, 1]
    assert [(marker.number, marker.series) for marker in document.markers] == [(1, 0), (1, 1)]


def test_places_are_lines_of_the_pages():
    """A place is the line in the XHTML file, and the number of that file in reading order."""
    document = read({"a.xhtml": "<p>Ada</p>\n\n<p>Ben</p>", "b.xhtml": "<p>Cyd</p>"})
    where = {document.text[place.offset :].split()[0]: place for place in document.places}
    assert where == {"Ada": Place(0, 6, 1), "Ben": Place(5, 8, 1), "Cyd": Place(10, 6, 2)}


def test_elements_closed_at_once_hold_nothing():
    """XHTML may close any element at once, which HTML would leave open."""
    document = read(
        {"a.xhtml": "<script src='x'/><p>Ada<a id='q'/><br/><img alt='x'/></p><title/><p>Ben</p>"}
    )
    assert document.text.split() == ["Ada", "Ben"]


BROKEN = {
    "no archive": (b"PK\x03\x04rest", r"r\.epub: the archive .* is broken"),
    "no container": (zipped({"mimetype": "application/epub+zip"}), r"container\.xml is missing"),
    "no package": (
        zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<a/>"}),
        "is missing",
    ),
    "no pages": (epub({}), "no pages"),
    "no text": (epub({"a.xhtml": "<p/>"}), "no text"),
    "locked": (
        epub({"a.xhtml": "<p>x</p>"}, extra={"META-INF/encryption.xml": "<x URI='OEBPS/a.xhtml'/>"}),
        "locked",
    ),
}


@pytest.mark.parametrize("data, said", BROKEN.values(), ids=BROKEN)
def test_unreadable_books_say_why(data, said):
    """What cannot be read gives one error that names the file and what to do."""
    with pytest.raises(UnreadableDocument, match=said):
        read_bytes(data, "r.epub")
