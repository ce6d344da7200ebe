"""Formats whose text is not their source: what is written is what an author of the new words would have written.

The formats whose text is their source are in `test_plain_writing`.
"""

from __future__ import annotations

import io
import json
import zipfile
from html import escape

import pytest
from hypothesis import given, settings, strategies as st
from word_edits import BOLD, ITALIC
from zipped_documents import call, docx, field, hyperlink, odt, odt_note, paragraph, run

from citecheck.mend import written
from citecheck.models import Edit, Span
from citecheck.read import read_bytes

LETTERS = "abcz\u00e9\u00fc"  # which every encoding of the tests has
# Words of a note by their number, and how each is dressed.
NOTE = st.lists(
    st.sampled_from(["plain", "bold", "italic", "link", "field", "comment"]), min_size=1, max_size=5
)
NOTES = st.lists(NOTE, min_size=1, max_size=4)
ENCODINGS = [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "latin-1")]  # fmt: skip


def word(note, number):
    """Return a word that stands in one place of the document alone."""
    return f"w{note}n{number}\u00e9"


def page(notes, words, end, encoding):
    """Write *notes* as a page of HTML in which each word is dressed."""
    mark, codec = encoding
    dress = {
        "plain": "{0}", "bold": "<b class=x >{0}</b>", "italic": "<I>{0}</I>", "link": "<a href='http://a.example/'\n>{0}</a>",
        "field": "<span\tid=a>{0}<!-- w0n0 --></span>", "comment": "{0}<!-- > -->",
    }  # fmt: skip
    items = "\n".join(
        f"<li>{' '.join(dress[kind].format(escape(words[i, j])) for j, kind in enumerate(note))}"
        for i, note in enumerate(notes)
    )
    charset = "<meta charset=iso-8859-1>" if codec == "latin-1" else ""
    text = f"<!DOCTYPE html>\n<html>{charset}<title>w0n0\u00e9</title><ol>\n{items}\n</ol>\n<!-- \u00fc -->"
    return mark + text.replace("\n", end).encode(codec)


def citations(notes, words, end, encoding):
    """Write *notes* as `citecheck parse` does; the way in which a word is dressed is what follows it."""
    mark, codec = encoding
    dress = {
        "plain": "",
        "bold": '\\"',
        "italic": "\\u00e9",
        "link": "\\/",
        "field": "\\\\",
        "comment": "\\ud83d\\ude00",
    }
    texts = [
        " ".join(words[i, j] + dress[kind] for j, kind in enumerate(note)) for i, note in enumerate(notes)
    ]
    items = ",\n".join(
        f'  {{"number": {i}, "marker": null,\t"text": "{text}", "line": 1}}'
        for i, text in enumerate(texts, 1)
    )
    head = json.dumps({"version": 1, "document": {"source": "w0n0", "format": "text", "sha256": "0"}})[:-1]
    return mark + f'{head},\n "citations": [\n{items}\n]}}\n'.replace("\n", end).encode(codec)


def word_document(notes, words, _end, _encoding):
    """Write *notes* as the endnotes of a Word document."""
    dress = {
        "plain": run, "bold": lambda each: run(each, BOLD), "italic": lambda each: run(each, ITALIC),
        "link": lambda each: hyperlink("r1", each), "field": lambda each: field('HYPERLINK "http://b.example/"', each),
        "comment": lambda each: f'<w:commentRangeStart w:id="1"/>{run(each)}<w:commentRangeEnd w:id="1"/>',
    }  # fmt: skip
    content = {
        i: paragraph(
            *(piece for j, kind in enumerate(note) for piece in (dress[kind](words[i - 1, j]), run(" ")))
        )
        for i, note in enumerate(notes, 1)
    }
    body = (paragraph(f"Claim {i}.", call(i, "endnote")) for i in content)
    said = f'<w:comment w:id="1" w:author="Ada">{paragraph("w0n0")}</w:comment>'
    return docx(*body, endnotes=content, end_links={"r1": "http://a.example/"}, comments=said)


def open_document(notes, words, _end, _encoding, *, flat=False):
    """Write *notes* as the endnotes of an OpenDocument text."""
    said = "<office:annotation><dc:creator>Ada</dc:creator><text:p>w0n0</text:p></office:annotation>"
    dress = {
        "plain": "{}", "bold": '<text:span text:style-name="B">{}</text:span>', "italic": "<text:span>{}</text:span>",
        "link": '<text:a xlink:href="http://a.example/">{}</text:a>', "field": "<text:bookmark text:name='b'/>{}", "comment": said + "{}",
    }  # fmt: skip
    texts = [
        " ".join(dress[kind].format(words[i, j]) for j, kind in enumerate(note))
        for i, note in enumerate(notes)
    ]
    return odt(
        "".join(
            f"<text:p>T {odt_note(i, f'<text:p>{text}</text:p>', 'endnote')}</text:p>"
            for i, text in enumerate(texts, 1)
        ),
        flat=flat,
    )


WRITERS = {
    "a.html": page,
    "endnotes.json": citations,
    "a.docx": word_document,
    "a.odt": open_document,
    "a.fodt": lambda *case: open_document(*case, flat=True),
}


def unpacked(data):
    """Return what a file holds: of an archive the names, the moments and the contents of its members."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=120)
@given(
    notes=NOTES,
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(ENCODINGS),
    data=st.data(),
)
def test_it_is_as_if_the_author_had_written_it(name, notes, end, encoding, data):
    """No edit, no byte changed; other words change these words and nothing of what is around them."""
    words = {(i, j): word(i, j) for i, note in enumerate(notes) for j, _ in enumerate(note)}
    raw = WRITERS[name](notes, words, end, encoding)
    document = read_bytes(raw, name)
    assert document.format == {"a.fodt": "odt"}.get(name, name.removeprefix("a."))
    assert written(raw, document, ()) is raw
    chosen = data.draw(st.sets(st.sampled_from(sorted(words))))
    new = {place: data.draw(st.text(LETTERS, min_size=1, max_size=9)) for place in chosen}
    edits = []
    for place, text in new.items():
        at = document.text.index(words[place])
        edits.append(Edit(Span(at, at + len(words[place])), text))
    result = written(raw, document, sorted(edits, key=lambda edit: edit.span))
    assert unpacked(result) == unpacked(WRITERS[name](notes, words | new, end, encoding))
