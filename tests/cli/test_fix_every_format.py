"""`citecheck fix --write` for one document of each writable format: what changes, what stays, and run again."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from zipped_documents import call, docx, odt, odt_note, paragraph

from citecheck.cli.main import run
from citecheck.mend import WRITABLE
from citecheck.read import read

NOTES = (
    "Caf\u00e9 A. Report. Accessed on May 32 2011 from: http://www.a.example/tip.html.",
    "Caf\u00e9 A. Report. Accessed on May 23 2011 from: http://www.a.example/tip.html.",
    "Caf\u00e9 B. Data. Accessed on 24 May 2011 from: http://www.b.example/ data.html.",
)
DAY, BLANK = ("May 32 2011", "May 23 2011"), ("example/ data", "example/data")
RECORDS = (
    ("Caf\u00e9 A", "http://www.a.example/tip.html", "31"),
    ("Caf\u00e9 A", "http://www.a.example/tip.html", "30"),
    ("Caf\u00e9 B", "http://www.b.example/ data.html", "29"),
)
JUNE = ("31", "30")


def numbered(pattern, between=""):
    """Return the notes, each written as *pattern* has it, with its number."""
    return between.join(pattern.format(number, note) for number, note in enumerate(NOTES, start=1))


def recorded(pattern):
    """Return the records, each written as *pattern* has it."""
    return "".join(pattern % record for record in RECORDS)


def citations():
    """Return the notes as `citecheck parse` writes them."""
    items = [{"number": n, "marker": None, "text": note, "line": n} for n, note in enumerate(NOTES, start=1)]
    document = {"source": "r.txt", "format": "text", "sha256": "0"}
    return json.dumps({"version": 1, "document": document, "citations": items}, indent=2, ensure_ascii=False)


ITEMS = [
    {"id": name[-1] + day, "type": "webpage", "title": name, "URL": url, "accessed": {"raw": f"{day} June 2011"}}
    for name, url, day in RECORDS
]  # fmt: skip
CALLS = "".join(f"<p>T<a href='#n{n}' id='r{n}'><sup>{n}</sup></a>\n" for n in (1, 2, 3))
TEXTS = [
    # format, name, document, its slips with what is to be written
    ("text", "a.txt", f"Body.\n\nEndnotes\n{numbered('{}. {}', chr(10))}\n", [DAY, BLANK]),
    ("markdown", "a.md", f"T.[^1] U.[^2] V.[^3]\n\n{numbered('[^{}]: {}', chr(10))}\n", [DAY, BLANK]),
    ("latex", "a.tex", "\\documentclass{a}\n\\begin{document}\n" + numbered("T{0}\\footnote{{{1}}}\n") + "\\end{document}\n", [DAY, BLANK]),
    ("wikitext", "a.wiki", f"{numbered('T{}<ref>{}</ref>', chr(10))}\n{{{{reflist}}}}\n", [DAY, BLANK]),
    ("wikitext", "b.wiki", recorded("T<ref>{{cite web |title=%s |url=%s |access-date=%s June 2011}}</ref>\n") + "{{reflist}}\n", [JUNE, BLANK]),
    ("bibtex", "a.bib", recorded("@online{k,\n  title = {%s},\n  url = {%s},\n  urldate = {2011-06-%s}\n}\n\n"), [JUNE, BLANK]),
    ("ris", "a.ris", recorded("TY  - ELEC\nTI  - %s\nUR  - %s\nY2  - 2011/06/%s\nER  - \n\n"), [JUNE, BLANK]),
    ("csl-json", "a.json", json.dumps(ITEMS, indent=2, ensure_ascii=False).replace("A31", "x").replace("A30", "y"), [JUNE, BLANK]),
    ("csl-json", "b.json", json.dumps(ITEMS).replace("A31", "x").replace("A30", "y").replace("e/tip", "e\\u002ftip").replace("e/ d", "e/\\u00fc d"), [JUNE, ("u00fc data", "u00fcdata")]),
    ("html", "a.html", f"<!DOCTYPE html>\n<html><body>\n{CALLS}<ol>\n" + numbered("<li id='n{0}'>{1} <a href='#r{0}'>back</a>\n") + "</ol></body></html>\n", [DAY, BLANK]),
    ("endnotes.json", "endnotes.json", citations(), [DAY, BLANK]),
]  # fmt: skip
BYTES = [
    ("docx", "a.docx", docx(*(paragraph("T.", call(n, "endnote")) for n in (1, 2, 3)), endnotes={n: paragraph(note) for n, note in enumerate(NOTES, start=1)})),
    ("odt", "a.odt", odt("".join(f"<text:p>T {odt_note(n, f'<text:p>{note}</text:p>')}</text:p>" for n, note in enumerate(NOTES, start=1)))),
    ("odt", "a.fodt", odt("".join(f"<text:p>T {odt_note(n, f'<text:p>{note}</text:p>')}</text:p>" for n, note in enumerate(NOTES, start=1)), flat=True)),
]  # fmt: skip


def test_each_writable_format_is_here():
    """A format that is added brings its document."""
    assert {row[0] for row in (*TEXTS, *BYTES)} == WRITABLE


def mended_twice(path, capsys):
    """Mend *path* twice; return what it is then, once it is sure that the second run had nothing to do."""
    before = path.read_bytes()
    assert run(["fix", path.name, "--write", "--no-cache", "--no-progress"]) == 0, capsys.readouterr().err
    assert "correction" in capsys.readouterr().err
    once = path.read_bytes()
    assert run(["fix", path.name, "--write", "--no-cache", "--no-progress"]) == 0
    assert capsys.readouterr().err == "citecheck: nothing to correct that the evidence carries\n"
    assert path.read_bytes() == once
    assert path.with_name(f"{path.name}.bak").read_bytes() == before
    return once


ENDS = ["\n", "\r\n", "\r"]
CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1", "cp1252"]


@pytest.mark.parametrize("end", ENDS, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("kind, name, text, slips", TEXTS, ids=[row[1] for row in TEXTS])
def test_slips_are_mended_once_and_nothing_else_changes(  # noqa: PLR0917 - a column each
    tmp_path, monkeypatch, capsys, kind, name, text, slips, codec, end
):
    """The file with its slips mended is the same file otherwise, in its encoding, with its line ends."""
    monkeypatch.chdir(tmp_path)
    before = text.replace("\n", end)
    mark = "\ufeff" if codec == "utf-16-be" else ""
    (tmp_path / name).write_bytes((mark + before).encode(codec))
    assert read(name).format == kind
    after = before
    for old, new in slips:
        after = after.replace(old, new)
    assert mended_twice(tmp_path / name, capsys) == (mark + after).encode(codec)


@pytest.mark.parametrize("kind, name, data", BYTES, ids=[row[1] for row in BYTES])
def test_slips_of_word_processors_are_mended_once(tmp_path, monkeypatch, capsys, kind, name, data):  # noqa: PLR0917 - a column each
    """The words differ where the slips were; all other members of the archive keep their bytes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(data)
    before = read(name)
    assert before.format == kind
    result = mended_twice(tmp_path / name, capsys)
    assert read(name).text == before.text.replace(*DAY).replace(*BLANK)
    changed = {key for key, content in members(result).items() if members(data)[key] != content}
    assert changed <= {"word/endnotes.xml", "content.xml", "flat"}


def members(data):
    """Return the members of an archive; of a flat document that."""
    if not data.startswith(b"PK"):
        return {"flat": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
