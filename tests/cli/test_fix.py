"""`citecheck fix`, as somebody uses it: what it shows, what it writes, what it leaves alone."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pdf_writer import Sheet, pdf
from zipped_documents import call, docx, epub, paragraph

from citecheck.cli.main import run
from citecheck.parse import parse
from citecheck.read import read, read_bytes

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "russia-endnotes.txt"
SLIP = """Body.\u00b9

Endnotes
1. US Department of State. Trafficking Report. Accessed on May 32 2011 from: http://www.a.example/tip.html.
2. US Department of State. Trafficking Report. Accessed on May 23 2011 from: http://www.a.example/tip.html.
3. World Bank. Data. Accessed on 24 May 2011 from: http://www.b.example/ data.html.
"""
LINKED = """<h2>Notes</h2><ol><li>World Bank. <a href="http://a.example/tip.html?utm_source=x">Tolls</a>. 2010.
<li>World Bank. <a href="http://b.example/x">Other</a>. 2010.</ol>
"""
DOCX = docx(
    *(paragraph("T.", call(n, "endnote")) for n in (1, 2)),
    endnotes={n: paragraph(line[3:]) for n, line in enumerate(SLIP.splitlines()[3:5], 1)},
)
DAY, JOINED = ("May 32 2011", "May 23 2011"), ("example/ data", "example/data")


@pytest.fixture
def report(tmp_path, monkeypatch):
    """Stand in a folder with a report."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text(SLIP, encoding="utf-8")
    return path


def fix(*words):
    return run(["fix", *words, "--no-cache", "--no-progress"])


def mended(*changes):
    text = SLIP
    for old, new in changes:
        text = text.replace(old, new)
    return text


def test_a_diff_with_reasons_is_shown_and_nothing_is_written(report, capsys):
    """The exit code says that corrections are left."""
    assert fix("report.txt") == 1
    shown = capsys.readouterr()
    assert shown.out == (
        "# report.txt:4, note 1, D101: note 2 cites the same URL as accessed on 23 May 2011\n"
        "# report.txt:6, note 3, U102: white space is not allowed in a URL\n"
        "--- report.txt\n+++ report.txt (corrected)\n@@ -3,4 +3,4 @@\n Endnotes\n"
        + "".join(f"-{line}\n+{mended(DAY).splitlines()[3]}\n" for line in [SLIP.splitlines()[3]])
        + f" {SLIP.splitlines()[4]}\n"
        + f"-{SLIP.splitlines()[5]}\n+{mended(JOINED).splitlines()[5]}\n"
    )
    assert shown.err == "citecheck: 2 corrections; nothing was written, --write does\n"
    assert report.read_text(encoding="utf-8") == SLIP


@pytest.mark.parametrize(
    "words, expected",
    [
        ((), mended(DAY, JOINED)),
        (("--only", "D"), mended(DAY)),
        (("--only", "u102"), mended(JOINED)),
        (("--only", "D,U"), mended(DAY, JOINED)),
        (("--only", "L"), SLIP),
        (("--only", "U", "--only", "X"), mended(JOINED)),
    ],
)
def test_what_is_written(report, words, expected):
    """All corrections, or those of the rules that were named."""
    assert fix("report.txt", "--write", *words) == 0
    assert report.read_text(encoding="utf-8") == expected


def test_a_second_run_changes_nothing(report, capsys):
    """What is mended is no longer found; what the file was lies beside it."""
    fix("report.txt", "--write")
    first = report.read_bytes()
    capsys.readouterr()
    assert fix("report.txt", "--write") == 0
    assert report.read_bytes() == first
    assert capsys.readouterr().err == "citecheck: nothing to correct that the evidence carries\n"
    assert sorted(path.name for path in report.parent.iterdir()) == ["report.txt", "report.txt.bak"]
    assert (report.parent / "report.txt.bak").read_text(encoding="utf-8") == SLIP


def test_no_earlier_copy_is_written_over(report):
    """Each copy has a name of its own."""
    (report.parent / "report.txt.bak").write_text("mine", encoding="utf-8")
    fix("report.txt", "--write")
    assert (report.parent / "report.txt.bak").read_text(encoding="utf-8") == "mine"
    assert (report.parent / "report.txt.bak1").read_text(encoding="utf-8") == SLIP


def test_into_another_file(report):
    """The document stays as it is."""
    assert fix("report.txt", "-o", "new.txt") == 0
    assert report.read_text(encoding="utf-8") == SLIP
    assert (report.parent / "new.txt").read_text(encoding="utf-8") == mended(DAY, JOINED)


@pytest.mark.parametrize(
    "encoding, end", [("utf-8", "\r\n"), ("cp1252", "\n"), ("utf-16", "\n"), ("utf-8-sig", "\r\n")]
)
def test_encoding_and_line_ends_are_kept(report, encoding, end):
    """Beside the changes every byte stays, also such as no encoding reads."""
    text = SLIP.replace("Trafficking", "Trafficking\u00e9").replace("\n", end)
    report.write_bytes(text.encode(encoding))
    fix("report.txt", "--write")
    expected = text.replace(*DAY).replace(*JOINED).encode(encoding)
    assert report.read_bytes() == expected


@pytest.mark.parametrize(
    "answers, expected, said",
    [
        ("y\ny\n", mended(DAY, JOINED), "2 corrections, 2 written"),
        ("n\ny\n", mended(JOINED), "1 correction, 1 written"),
        ("e\nMay 24 2011\ny\n", mended((DAY[0], "May 24 2011"), JOINED), "2 corrections, 2 written"),
        ("s\ny\n", mended(JOINED), "1 correction, 1 written"),
        ("q\n", SLIP, "citecheck: none of the corrections was wanted; nothing was written"),
        ("n\nn\n", SLIP, "citecheck: none of the corrections was wanted; nothing was written"),
        ("\n\n", mended(DAY, JOINED), "2 corrections, 2 written"),
    ],
    ids=["yes", "no", "edited", "none of this kind", "enough", "no to all", "yes is the default"],
)
@pytest.mark.parametrize("write", [(), ("--write",)], ids=["", "write"])
def test_asked_about_each(report, answers, expected, said, write):
    """Yes, no, something else, none of the kind, no more questions; yes is to write, with or without --write."""
    done = subprocess.run(
        [sys.executable, "-m", "citecheck", "fix", "report.txt", *write, "--interactive", "--no-cache"],
        input=answers, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert report.read_text(encoding="utf-8") == expected
    assert done.stderr.splitlines()[-1].endswith(said)


@pytest.mark.parametrize(
    "answers, links",
    [
        (["y", "n"], ["http://new.example/", "http://old.example/b"]),
        (["e", "http://mine.example/", "n"], ["http://mine.example/", "http://old.example/b"]),
        (["n", "e", "http://mine.example/"], ["http://old.example/a", "http://mine.example/"]),
    ],
)
def test_a_link_over_words_keeps_them_when_it_is_edited(monkeypatch, answers, links):
    """What is asked for is where it leads; an address that is printed is changed with its link."""
    from citecheck.cli import mending
    from citecheck.mend import written
    from citecheck.models import Edit, Span

    page = (
        b"<h2>Notes</h2><ol><li>A <a href='http://old.example/a'>Report</a>.</li>"
        b"<li>B <a href='http://old.example/b'>http://old.example/b</a>.</li></ol>"
    )
    document = read_bytes(page, "a.html")
    places = [document.text.index(words) for words in ("Report", "http://old.example/b")]
    edits = [
        Edit(Span(places[0], places[0] + 6), "Report", "it has moved", target="http://new.example/"),
        Edit(Span(places[1], places[1] + 20), "http://b.example/", "so", target="http://b.example/"),
    ]
    monkeypatch.setattr("click.prompt", lambda *_words, default, **_more: answers.pop(0) or default)
    asking = mending.Mending(None, mending.Wanted(interactive=True), colour=False)
    agreed = [asking.agreed(1, edit, document) for edit in edits]
    result = written(page, document, [edit for edit in agreed if edit])
    assert re.findall("href='([^']*)'", result.decode()) == links
    assert b">Report</a>" in result


def test_candidates_are_written_when_they_are_wished_for(tmp_path, monkeypatch):
    """`May 26` is completed when somebody says so, by the only year that fits."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "example.txt"
    path.write_bytes(EXAMPLE.read_bytes())
    fix("example.txt", "--write")
    assert "May 26 from" in path.read_text(encoding="utf-8")
    fix("example.txt", "--write", "--candidates")
    assert "May 26 2011 from" in path.read_text(encoding="utf-8")


def test_the_example_is_mended(tmp_path, monkeypatch, capsys):
    """The impossible and the lonely access date, with their reasons, and every URL that print broke."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "example.txt"
    path.write_bytes(EXAMPLE.read_bytes())
    assert fix("example.txt", "--write") == 0
    reasons = capsys.readouterr().out
    assert "note 23, D101: notes 46, 47, 48 and 50 cite the same URL as accessed on 23 May 2011" in reasons
    assert "note 35, D105: notes 27 and 34 have 25 August 2011 as access date, one digit off" in reasons
    run(["lint", "example.txt"])
    left = capsys.readouterr().out
    assert not [code for code in ("D101", "D105", "U102", "U103", "U104", "U105", "U114") if code in left]


@pytest.mark.parametrize(
    "name, piped, right",
    [
        ("new.txt", SLIP.encode("utf-16"), mended(DAY, JOINED).encode("utf-16")),
        ("new.html", LINKED.encode(), LINKED.replace("?utm_source=x", "").encode()),
        ("new.docx", DOCX, None),
    ],
)
def test_what_is_piped_is_mended_into_a_file(report, capsys, name, piped, right):
    """Its bytes outside the corrections stay, as those of a file do; a second time nothing is left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(piped)))
        assert fix("-", "-o", name) == 0
        new = report.with_name(name).read_bytes()
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(new)))
        assert fix("-", "-o", name) == 0
    assert capsys.readouterr().err.endswith(f"evidence carries; {name} is not written\n")
    assert new == right if right else "May 23 2011" in read_bytes(new, name).text


@pytest.mark.parametrize(
    "words, message",
    [
        (
            ("-", "--write"),
            "-: what came from standard input cannot be written back; name a file with -o FILE",
        ),
        (
            ("report.txt", "other.txt", "-o", "new.txt"),
            "-o new.txt: several documents have corrections; name one, or use --write",
        ),
        (("report.txt", "--only", "L", "--write"), None),
        (("report.txt", "--only", "D1O1"), "--only: no rule has the code 'D1O1'; did you mean D110, D101"),
        (("missing.txt",), "missing.txt: cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_written(report, capsys, monkeypatch, words, message):
    """One line that says what, where and what to try, and nothing is lost."""
    (report.parent / "other.txt").write_text(SLIP, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": __import__("io").BytesIO(SLIP.encode())})())
    code = fix(*words)
    said = capsys.readouterr().err
    if message is None:
        assert "nothing to correct" in said
    else:
        assert code == 2
        assert f"citecheck: error: {message}" in said
    assert report.read_text(encoding="utf-8") == SLIP


def test_the_report_and_its_copy_are_for_those_who_could_read_it(report):
    """A private report has no public copy."""
    report.chmod(0o600)
    fix("report.txt", "--write")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in report.parent.iterdir()}
    assert modes == {"report.txt": 0o600, "report.txt.bak": 0o600}


def test_a_report_that_is_write_protected_stays(report, monkeypatch, capsys):
    """Its folder may be writable, but somebody said that it is not to be changed."""
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert fix("report.txt", "--write") == 2
    assert "report.txt: is write-protected; make it writable, or name another" in capsys.readouterr().err
    assert [path.name for path in report.parent.iterdir()] == ["report.txt"]


def test_no_copy_goes_where_a_link_leads(report):
    """A link without a target is a name that is taken."""
    (report.parent / "report.txt.bak").symlink_to("elsewhere.txt")
    fix("report.txt", "--write")
    assert (report.parent / "report.txt.bak1").read_text(encoding="utf-8") == SLIP
    assert not (report.parent / "elsewhere.txt").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("fix", "report.txt", "-o", "report.txt"),
        ("fix", "report.txt", "-o", "sub/../report.txt"),
        ("fix", "report.txt", "-o", "link.txt"),
        ("fix", "link.txt", "-o", "report.txt"),
        ("export", "report.txt", "-o", "report.txt"),
        ("lint", "report.md", "-o", "report.md"),
        ("check", "report.md", "-o", "report.md", "--offline"),
        ("lint", ".", "-o", "report.md"),
        ("lint", "*.md", "-o", "report.md"),
        ("fix", ".", "-o", "report.txt"),
    ],
)
def test_no_output_is_written_over_what_is_read(report, capsys, words):
    """The report would be lost, and no copy of it made."""
    (report.parent / "report.md").write_text(SLIP, encoding="utf-8")
    (report.parent / "sub").mkdir()
    (report.parent / "link.txt").symlink_to("report.txt")
    assert run([*words, *(["--no-cache"] if words[0] != "lint" else [])]) == 2
    assert f"-o {words[3]}: is a file that is to be read; name another" in capsys.readouterr().err
    assert report.read_text(encoding="utf-8") == SLIP
    assert (report.parent / "report.md").read_text(encoding="utf-8") == SLIP


@pytest.mark.usefixtures("report")
def test_nobody_is_asked_for_a_file_that_cannot_be_written(capsys):
    """Whether there is such a folder is known before the first question."""
    assert fix("report.txt", "-o", "no/such/new.txt", "--interactive") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_one_document_that_cannot_be_written_is_passed_over(report, capsys):
    """The others of the run are mended; the exit code says that one is not."""
    (report.parent / "z.txt").write_text(SLIP, encoding="utf-8")
    report_as_pdf(report.parent / "r.pdf")
    assert fix(".", "--write") == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.partition("r.pdf: ")[2][:33] for line in said[:1]] == ["corrections cannot be written int"]
    assert said[1:] == ["citecheck: 6 corrections, 4 written"]
    for name in ("report.txt", "z.txt"):
        assert (report.parent / name).read_text(encoding="utf-8") == mended(DAY, JOINED)


def test_a_file_that_has_changed_is_not_written(report, monkeypatch, capsys):
    """Somebody saved it in between: their words come first."""
    from citecheck.cli import mending

    unchanged = mending.unchanged

    def saved_meanwhile(path, document):
        path.write_text("Theirs.", encoding="utf-8")
        return unchanged(path, document)

    monkeypatch.setattr(mending, "unchanged", saved_meanwhile)
    assert fix("report.txt", "--write") == 2
    assert "has changed since it was read; nothing was written, run again" in capsys.readouterr().err
    assert report.read_text(encoding="utf-8") == "Theirs."


def word_document():
    return docx(
        *(paragraph(f"S {number}.", call(number)) for number in (1, 2)),
        footnotes={1: paragraph(SLIP.splitlines()[3][3:]), 2: paragraph(SLIP.splitlines()[4][3:])},
    )


def test_tracked_changes_are_written_into_word_documents(tmp_path, monkeypatch, capsys):
    """The words that go and those that come are marked, and the reason is a comment; read, it is mended."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.docx").write_bytes(word_document())
    assert fix("report.docx", "--write", "--tracked") == 0
    written = (tmp_path / "report.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert b"<w:ins " in archive.read("word/footnotes.xml")
        assert b"cites the same URL" in archive.read("word/comments.xml")
    capsys.readouterr()
    assert fix("report.docx") == 0
    assert capsys.readouterr().out == ""


def test_only_word_documents_have_tracked_changes(report, capsys):
    """The message says so, and nothing is written."""
    assert fix("report.txt", "--write", "--tracked") == 2
    assert "tracked changes are written into Word documents alone" in capsys.readouterr().err
    assert report.read_text(encoding="utf-8") == SLIP


def report_as_pdf(path):
    """Print the report as a PDF."""
    sheet = Sheet()
    sheet.lines(40, 780, SLIP.replace("\u00b9", "").splitlines(), size=8)
    path.write_bytes(pdf(sheet))


@pytest.mark.parametrize("name", ["new.docx", "new.odt", "new.pdf", "new.fodt", "new.docm"])
def test_text_is_not_written_under_the_name_of_another_format(report, capsys, name):
    assert fix("report.txt", "-o", name) == 2
    assert "is mended in its own format, text; name a file that ends in .txt" in capsys.readouterr().err
    assert not report.with_name(name).exists()


KINDS = [
    # what is mended, what is named, whether that is refused
    ("a.docx", "b.docx", False),
    ("a.docm", "b.docm", False),
    ("a.docm", "b.docx", True),
    ("a.docx", "b.dotx", True),
    ("a.bin", "b.docx", False),
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_kinds_of_word_documents_keep_their_names(tmp_path, monkeypatch, capsys, kind):
    """Word opens no document with macros that is called one without, nor a template called a document."""
    name, new, refused = kind
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(DOCX)
    assert fix(name, "-o", new) == (2 if refused else 0)
    assert (f"name a file that ends in {name[1:]}" in capsys.readouterr().err) is refused
    assert (tmp_path / new).exists() is not refused


def test_a_list_of_notes_has_no_tracked_changes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    report_as_pdf(tmp_path / "report.pdf")
    assert fix("report.pdf", "-o", "new.docx", "--tracked") == 2
    assert "a list of notes is made, in which nothing is old" in capsys.readouterr().err


def test_no_list_is_made_of_a_pdf_that_has_changed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    report_as_pdf(tmp_path / "report.pdf")
    from citecheck.cli import mending

    unchanged = mending.unchanged

    def saved_meanwhile(path, document):
        path.write_bytes(path.read_bytes() + b"% theirs")
        return unchanged(path, document)

    monkeypatch.setattr(mending, "unchanged", saved_meanwhile)
    assert fix("report.pdf", "-o", "new.md") == 2
    assert "has changed since it was read" in capsys.readouterr().err
    assert not (tmp_path / "new.md").exists()


@pytest.mark.parametrize("suffix", [".docx", ".DOCX", ".md", ".html", ".txt"])
def test_a_list_is_made_of_what_cannot_be_written(tmp_path, monkeypatch, suffix):
    """Of a PDF a list with the corrected notes: their numbers, addresses and days; the PDF stays as it is."""
    monkeypatch.chdir(tmp_path)
    report_as_pdf(tmp_path / "report.pdf")
    before = (tmp_path / "report.pdf").read_bytes()
    assert fix("report.pdf", "-o", f"corrected{suffix}") == 0
    assert (tmp_path / "report.pdf").read_bytes() == before
    notes = parse(read(tmp_path / f"corrected{suffix}"))
    assert [(note.number, note.urls[0].url, note.accessed.edtf) for note in notes] == [
        (1, "http://www.a.example/tip.html", "2011-05-23"),
        (2, "http://www.a.example/tip.html", "2011-05-23"),
        (3, "http://www.b.example/data.html", "2011-05-24"),
    ]


def test_a_list_is_made_of_a_book(tmp_path, monkeypatch, capsys):
    """Of an EPUB too; where python-docx is missing one line says what to install, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    notes = "".join(f"<li>{line[3:]}</li>" for line in SLIP.splitlines()[3:])
    (tmp_path / "report.epub").write_bytes(
        epub({"a.xhtml": f"<p>Body.</p><h2>Endnotes</h2><ol>{notes}</ol>"})
    )
    assert fix("report.epub", "-o", "corrected.docx") == 0
    assert [note.accessed.edtf for note in parse(read("corrected.docx"))] == [
        "2011-05-23",
        "2011-05-23",
        "2011-05-24",
    ]
    capsys.readouterr()
    monkeypatch.setitem(sys.modules, "docx", None)
    assert fix("report.epub", "-o", "other.docx") == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "install it with: pip install 'citecheck-endnotes[export]'" in said
    assert not (tmp_path / "other.docx").exists()


def test_a_second_list_is_not_written_over_the_first(tmp_path, monkeypatch, capsys):
    """Two documents that cannot be written need two lists."""
    monkeypatch.chdir(tmp_path)
    report_as_pdf(tmp_path / "one.pdf")
    report_as_pdf(tmp_path / "two.pdf")
    assert fix("one.pdf", "two.pdf", "-o", "corrected.md") == 2
    assert "-o corrected.md: several documents have corrections; name one" in capsys.readouterr().err


def test_an_unknown_suffix_of_a_list_is_refused(tmp_path, monkeypatch, capsys):
    """The message names those there are, and no file is made."""
    monkeypatch.chdir(tmp_path)
    report_as_pdf(tmp_path / "report.pdf")
    assert fix("report.pdf", "-o", "corrected.rtf") == 2
    assert "ends in .md, .docx, .html, .txt; '.rtf' names no such format" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
