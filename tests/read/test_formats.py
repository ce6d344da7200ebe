"""The table of formats: what the bytes are counts first, the name second, and a missing library is named."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from zipped_documents import zipped

from citecheck.errors import UnreadableDocument
from citecheck.read import plain, read_bytes, read_inputs
from citecheck.read.formats import FORMATS, SUFFIXES, format_of

ODT = "application/vnd.oasis.opendocument.text"
ENDNOTES = {"version": 1, "document": {"source": "r", "format": "text", "sha256": ""}, "citations": []}
ITEM = {"id": "a", "type": "webpage", "title": "T", "URL": "http://a.example"}

# What each format is known by whatever its name.
CONTENT = {
    "docx": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}),
    "odt": zipped({"mimetype": ODT, "content.xml": "<x/>"}),
    "epub": zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}),
    "html": b"<!DOCTYPE html>\n<html><body><p>Notes</p></body></html>",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "endnotes.json": json.dumps(ENDNOTES).encode(),
    "csl-json": json.dumps([ITEM]).encode(),
    "bibtex": b"@misc{a, title={T}, url={http://a.example}}\n",
    "ris": b"TY  - ELEC\nTI  - T\nUR  - http://a.example\nER  - \n",
    "latex": b"\\documentclass{article}\n\\begin{document}\nText\\footnote{A.}\n\\end{document}\n",
    "markdown": b"Text[^1].\n\n[^1]: A. http://a.example\n",
    "wikitext": b"'''T''' is a town.<ref>{{cite web|url=http://a.example|title=T}}</ref>\n\n== References ==\n{{reflist}}\n",
}
NAMES = ["x", "x.dat", *sorted(f"x{suffix}" for suffix in SUFFIXES | {".json"})]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", CONTENT)
def test_content_counts_before_the_name(kind, name):
    """A file that says what it is is read as that, under any name."""
    assert format_of(CONTENT[kind], name).name == kind


WIDE = ["utf-16", "utf-32"]
WRITTEN_AS_TEXT = sorted(CONTENT.keys() - {"docx", "odt", "epub", "pdf"})


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("kind", WRITTEN_AS_TEXT)
def test_content_is_known_in_wide_characters_too(kind, codec):
    """PowerShell writes UTF-16: the content still says what it is."""
    data = CONTENT[kind].decode().encode(codec)
    assert format_of(data, "x").name == kind
    assert read_bytes(data, "x").text == read_bytes(CONTENT[kind], "x").text


def test_a_mark_that_lies_is_no_mark():
    """Bytes that are not as their byte order mark says are known by their name alone, and read as an error."""
    assert format_of(b"\xff\xfe\x00", "x.md").name == "markdown"


@pytest.mark.parametrize("kind", WRITTEN_AS_TEXT)
def test_lines_that_a_carriage_return_ends(kind):
    """Lines of the old Macintosh are lines, at the same offsets."""
    data = CONTENT[kind].replace(b"\n", b"\r")
    name = f"x{next(each.suffixes[0] for each in FORMATS if each.name == kind)}"
    assert read_bytes(data, name).text == read_bytes(CONTENT[kind], name).text


def test_every_format_is_in_the_table_of_this_test():
    """Only plain text has nothing to be known by; it is the last that is asked."""
    assert [each.name for each in FORMATS if each.name not in CONTENT] == ["text"]
    assert FORMATS[-1].name == "text"


POOR = [
    ("x.md", "Just words.", "markdown"),
    ("x.MARKDOWN", "Just words.", "markdown"),
    ("x.tex", "Just words.", "latex"),
    ("x.bbl", "Just words.", "latex"),
    ("x.bib", "Just words.", "bibtex"),
    ("x.ris", "Just words.", "ris"),
    ("x.json", "Just words.", "csl-json"),
    ("x.wiki", "Just words.", "wikitext"),
    ("x.html", "<p>Just words.", "html"),
    ("x.html", "Just words.", "text"),
    ("x.pdf", "Just words.", "pdf"),
    ("x.txt", "Just words.", "text"),
    ("x", "Just words.", "text"),
    ("x.md", "", "markdown"),
    ("x", "", "text"),
]


@pytest.mark.parametrize("name, text, kind", POOR)
def test_the_name_counts_where_the_content_says_nothing(name, text, kind):
    """Words alone could be of any text format."""
    assert format_of(text.encode(), name).name == kind


BIBTEX = "@misc{a, title={T}}"
CONFUSING = [
    ("HTML in a text file", "x.txt", "<html><head><title>T</title></head><body>N</body></html>", "html"),
    ("HTML called Markdown", "x.md", "<!doctype html>\n<p>[^1]: A.</p>", "html"),
    ("a page of XHTML", "x.txt", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n<html>', "html"),
    ("Markdown with a tag first", "x.md", '<img src="x.png">\n\n# Notes\n\n1. A.\n', "markdown"),
    ("Markdown with a comment first", "x.md", "<!-- toc -->\n\nText[^1].\n\n[^1]: A.\n", "markdown"),
    ("a part of a page without a name", "<stdin>", "<h2 id='a'>Notes</h2><ol><li>A.</ol>\n", "html"),
    ("a part of a page called Markdown", "x.md", "<h2>Notes</h2><ol><li>A.</ol>\n", "markdown"),
    ("Markdown that begins with a block", "<stdin>", "<p align='center'>T</p>\n\n# T\n\nA.[^1]\n\n[^1]: B.\n", "markdown"),
    ("text that begins with a tag", "<stdin>", "<h2> is a tag.\nNotes\n1. A.\n", "text"),
    ("text about tags", "x.txt", "The tag <html> begins a page. Notes\n\n1. A.", "text"),
    ("BibTeX in a text file", "x.txt", f"\n\n{BIBTEX}", "bibtex"),
    ("BibTeX behind comments", "x.txt", f"% Encoding: UTF-8\n%\n\n{BIBTEX}", "bibtex"),
    ("BibTeX behind a byte order mark", "x.txt", f"\ufeff{BIBTEX}", "bibtex"),
    ("BibTeX with parentheses", "x.txt", "@MISC (a, title={T})", "bibtex"),
    ("BibTeX that begins with a string", "x.txt", "@string{a = {b}}\n@misc{a, title=a}", "bibtex"),
    ("BibTeX behind prose, by its name", "x.bib", f"My library\n\n{BIBTEX}", "bibtex"),
    ("Markdown with a block of BibTeX", "x.md", f"# Cite\n\n```bibtex\n{BIBTEX}\n```\n", "markdown"),
    ("text with an entry in it", "x.txt", f"Cite as:\n{BIBTEX}\n", "text"),
    ("text that begins with a handle", "x.txt", "@someone wrote {this}.\n", "text"),
    ("LaTeX with its bibliography inside", "x.txt", f"\\documentclass{{article}}\n\\begin{{filecontents}}{{a.bib}}\n{BIBTEX}\n\\end{{filecontents}}", "latex"),
    ("LaTeX that prints a footnote of Markdown", "x.txt", "\\documentclass{article}\n\\begin{verbatim}\n[^1]: A.\n\\end{verbatim}", "latex"),
    ("numbered references are no JSON", "x.txt", "[1] Rossi, A. T. http://a.example\n[2] B.", "text"),
    ("braces are no JSON", "x.txt", "{Draft}\nNotes\n\n1. A.", "text"),
    ("JSON of another program", "x.txt", '{"name": "x"}', "csl-json"),
    ("our JSON with sorted keys", "x.txt", json.dumps(ENDNOTES, sort_keys=True), "endnotes.json"),
    ("our JSON behind a byte order mark", "x", "\ufeff" + json.dumps(ENDNOTES), "endnotes.json"),
    ("CSL with a version", "x.json", json.dumps([{"version": "1"} | ITEM]), "csl-json"),
    ("RIS behind a number", "x.txt", "1.\nTY  - GEN\nTI  - T\nER  - ", "ris"),
    ("RIS called BibTeX", "x.bib", "TY  - GEN\nTI  - T\nER  - ", "ris"),
    ("prose that begins like RIS", "x.txt", "TY - thanks\n".replace("TY - ", "TYPE - "), "text"),
    ("Markdown that speaks of references", "x.md", "Write `<ref>A</ref>` in a wiki.\n", "markdown"),
    ("wikitext in a text file", "x.txt", "== T ==\nText.<ref name=a>A [http://a.example B]</ref><ref name=a />", "wikitext"),
    ("text with a superscript tag", "x.txt", "Text.<sup>1</sup>\n\nNotes\n\n1. A.", "text"),
]  # fmt: skip


@pytest.mark.parametrize(
    "name, text, kind", [case[1:] for case in CONFUSING], ids=[case[0] for case in CONFUSING]
)
def test_confusing_files_are_told_apart(name, text, kind):
    """What looks like two formats is the one that a person would say."""
    assert format_of(text.encode(), name).name == kind


REFUSED = [
    ("x.json", b'{"name": "x"}', "JSON, but neither what citecheck parse writes nor CSL-JSON"),
    ("x.txt", b'[{"id": 1, "title": ]', "broken JSON: line 1, column 21"),
    ("x.json", b"words", "broken JSON"),
    ("x.bib", b"words", "no BibTeX entry"),
    ("x.ris", b"words", "no RIS record"),
    ("x.txt", b"{\\rtf1 words", "RTF"),
    ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "."),
    ("x.docx", b"PK\x03\x04", "."),
    ("x.pdf", b"%PDF-1.7\n", "."),
    ("x.png", b"\x89PNG\r\n\x1a\n\x00", "."),
]


@pytest.mark.parametrize("name, data, said", REFUSED)
def test_what_cannot_be_read_gives_one_line(name, data, said):
    """The error names the file and says what is the matter, in one line."""
    with pytest.raises(UnreadableDocument, match=said) as error:
        read_bytes(data, name)
    assert str(error.value).startswith(f"{name}: ")
    assert "\n" not in str(error.value)


@settings(max_examples=200)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.tuples(st.sampled_from(list(CONTENT.values())), st.integers(0, 300)).map(
            lambda cut: cut[0][: cut[1]]
        ),
    ),
    st.sampled_from(NAMES),
)
def test_recognising_never_fails(data, name):
    """Any bytes under any name have a format, and reading them raises nothing but `UnreadableDocument`."""
    kind = format_of(data, name).name
    try:
        document = read_bytes(data, name)
    except UnreadableDocument:
        return
    assert document.format == kind


PROJECT = Path(__file__).parents[2] / "pyproject.toml"
LIBRARIES = {"pdf": "pypdfium2"}
EXTRAS = [(each.name, each.extra) for each in FORMATS if each.extra]


@pytest.mark.parametrize("kind, extra", EXTRAS)
def test_missing_library_is_said_with_its_extra(tmp_path, kind, extra):
    """The error names the library and the command that installs it."""
    path = tmp_path / "input"
    path.write_bytes(CONTENT[kind])
    program = (
        f"import sys; sys.modules[{LIBRARIES[extra]!r}] = None\n"
        "from citecheck.read import read\n"
        f"try: read({str(path)!r})\nexcept Exception as error: print(error)"
    )
    assert printed_by(program) == (
        f"{path}: reading {kind} needs {LIBRARIES[extra]}; "
        f"install it with: pip install 'citecheck-endnotes[{extra}]'\n"
    )


def printed_by(program):
    """Run a Python *program* in an interpreter that has loaded nothing, and return what it prints."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_a_fault_of_a_reader_is_not_called_a_missing_extra(monkeypatch):
    """A format without an extra has no library that could be missing: the bug falls with its traceback."""

    def slip(*_):
        raise ModuleNotFoundError("no such module", name="typo")

    monkeypatch.setattr(plain, "read", slip)
    with pytest.raises(ModuleNotFoundError):
        read_bytes(b"words", "x.txt")


def test_extras_are_installable():
    """Each extra of the table stands in the project file, and `all` and `test` have the libraries of each."""
    extras = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    for _, extra in EXTRAS:
        for name in (extra, "all", "test"):
            assert LIBRARIES[extra] in libraries_of(extras, name), name


def libraries_of(extras, name):
    """Return the names of the libraries that an extra installs, those of the extras that it names among them."""
    libraries = set()
    for line in extras[name]:
        bare, own, inner = re.match(r"([\w-]+)(?:\[([\w,-]+)\])?", line).group(1, 0, 2)
        libraries |= (
            {bare}
            if own == bare
            else {each for extra in inner.split(",") for each in libraries_of(extras, extra)}
        )
    return libraries


def test_readers_are_light_until_they_read():
    """Asking all readers whether the bytes are theirs loads no heavy library."""
    heavy = {"lxml", "bs4", "httpx", "rich", *LIBRARIES.values()}
    program = (
        "import sys; from citecheck.read.formats import format_of; format_of(b'words', 'x.txt'); "
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    assert printed_by(program) == "[]\n"


def test_folders_are_searched_for_every_format_but_json(tmp_path):
    """JSON in a folder is seldom a bibliography; a file named by itself is read."""
    assert {suffix for each in FORMATS for suffix in each.suffixes} - SUFFIXES == {".json"}
    written = {
        "a.txt": "1. A",
        "b.md": "1. A",
        "c.bib": BIBTEX,
        "d.RIS": "TY  - GEN\nTI  - T",
        "e.json": "[]",
        "f.png": "",
    }
    for name, text in written.items():
        (tmp_path / name).write_text(text)
    assert [document.format for document in read_inputs([str(tmp_path)])] == [
        "text",
        "markdown",
        "bibtex",
        "ris",
    ]
