"""What `citecheck fix` says beside its diff: what went wrong with the run, and what to do next."""

from __future__ import annotations

import io
import socket
from pathlib import Path

import pytest
from cdx_server import CdxServer, captured
from local_web import LocalWeb, Page
from pdf_writer import Sheet, pdf
from zipped_documents import call, docx, paragraph

from citecheck.cli.main import run

NOTE = '1. State Department. "Report." http://www.a.example/tip.html. Accessed {}.\n'
SLIP = "Endnotes\n" + NOTE.format("May 32, 2011") + NOTE.format("May 23, 2011").replace("1", "2", 1)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def nowhere():
    """Give an address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def world():
    """Give the options for a web in which a page is gone, and for an archive that has a copy of it."""
    gone = "http://www.a.example/tip.html"
    with (
        LocalWeb({gone: Page("Gone", status=410)}) as web,
        CdxServer([captured(gone, "20110601120000")]) as old,
    ):
        old.titles[gone] = "Report"
        yield "--ask", "--proxy", web.base, "--wayback", old.base


def fix(*words):
    return run(["fix", *words, "--no-cache", "--no-progress"])


@pytest.mark.parametrize("more, changed", [((), False), (("--write",), True)])
def test_a_network_that_is_down_is_said(folder, nowhere, capsys, more, changed):
    """Who had the pages asked learns that they were not; what needs no network is corrected all the same."""
    path = folder / "report.txt"
    path.write_text(SLIP, encoding="utf-8")
    words = ("--ask", "--proxy", nowhere, "--wayback", nowhere, "--patience", "0")
    assert fix("report.txt", *words, *more) == 3
    said = capsys.readouterr().err
    assert "citecheck: warning: our own network was down" in said
    assert "citecheck: 1 correction" in said
    assert (path.read_text(encoding="utf-8") != SLIP) is changed


def test_a_document_without_endnotes_is_said(folder, capsys):
    """That there is nothing to correct would be true of it, and would mislead."""
    (folder / "report.txt").write_text("Words.\n", encoding="utf-8")
    assert fix("report.txt") == 0
    assert "citecheck: warning: no endnotes were found" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_who_pipes_a_document_cannot_be_asked(capsys):
    """Its end would be the answer to the first question."""
    assert fix("-", "--interactive", "-o", "new.txt") == 2
    assert "--interactive: the answers come from standard input too; name a file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "link, style, said",
    [
        ("http://www.a.example/tip.html", (), "its link names the copy {copy}: the archive holds a copy"),
        ("Report", (), "its link names the copy {copy}: the archive holds a copy"),
        ("http://www.a.example/tip.html", ("--archive-style", "append"), "L101: the archive holds a copy"),
        ("Report", ("--archive-style", "replace"), "its link leads to {copy}: the archive holds a copy"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_no_word_of_a_page_shows_is_said(world, capsys, link, style, said):
    """A copy in the attributes of a link changes no line of the diff, so that the reason names it."""
    page = (
        f'<h2>Notes</h2><ol><li>State Department, “Report,” 2010, <a href="http://www.a.example/tip.html">{link}</a>. '
        "Accessed May 23, 2011.</li></ol>"
    )
    Path("report.html").write_text(page, encoding="utf-8")
    assert fix("report.html", *world, *style) == 1
    copy = f"{world[-1]}/web/20110601120000/http://www.a.example/tip.html"
    assert said.format(copy=copy) in capsys.readouterr().out


@pytest.mark.parametrize(
    "day, words, said",
    [
        ("May 23, 2011", (), "citecheck: nothing to correct that the evidence carries"),
        ("May 23, 2011", ("-o", "new.txt"), "…carries; new.txt is not written"),
        ("May 32, 2011", (), "…carries; of 1 place it is unsure, and 'citecheck lint' shows its guesses"),
        ("May 32, 2011", ("--only", "U"), "…carries"),
        (
            "May 32, 2011",
            ("--candidates",),
            "…carries; of 1 place it is unsure, and 'citecheck lint' shows its guesses",
        ),
    ],
)
def test_nothing_to_correct(folder, capsys, day, words, said):
    """A file that was asked for and is not made is said, and so is a place where several things may be meant."""
    (folder / "report.txt").write_text("Endnotes\n" + NOTE.format(day), encoding="utf-8")
    assert fix("report.txt", *words) == 0
    assert capsys.readouterr().err.splitlines()[-1].endswith(said.removeprefix("…"))
    assert not (folder / "new.txt").exists()


@pytest.mark.parametrize(
    "words, said",
    [
        ((), "citecheck: of 1 link nothing is known; run citecheck check first, or say --ask"),
        (("--offline",), None),
        (("--no-cache",), None),
    ],
)
def test_links_of_which_nothing_is_known_are_said(folder, capsys, words, said):
    """Without a check before it fix corrects what the document alone shows, which is not all there may be."""
    (folder / "report.txt").write_text("Endnotes\n" + NOTE.format("May 23, 2011"), encoding="utf-8")
    assert run(["fix", "report.txt", "--cache", "kept", *words]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines == [*([said] if said else []), "citecheck: nothing to correct that the evidence carries"]


def test_what_a_check_learned_is_known(folder, world, capsys):
    """Then nothing is said about asking."""
    (folder / "report.txt").write_text("Endnotes\n" + NOTE.format("May 23, 2011"), encoding="utf-8")
    _, *asked = world
    run(["check", "report.txt", "--cache", "kept", *asked])
    capsys.readouterr()
    assert run(["fix", "report.txt", "--cache", "kept", "--wayback", asked[-1]]) == 1
    assert capsys.readouterr().err == "citecheck: 1 correction; nothing was written, --write does\n"


@pytest.mark.parametrize(
    "names, way",
    [
        (["report.txt"], "--write"),
        (["report.pdf"], "-o FILE"),
        (["-"], "-o FILE"),
        (["report.txt", "report.pdf"], "--write or -o FILE"),
    ],
)
def test_how_it_can_be_written_is_said(folder, monkeypatch, capsys, names, way):
    """What was piped, and what cannot be written, goes into a file of its own."""
    sheet = Sheet()
    sheet.lines(40, 780, SLIP.splitlines(), size=8)
    (folder / "report.pdf").write_bytes(pdf(sheet))
    (folder / "report.txt").write_text(SLIP, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SLIP.encode())))
    assert fix(*names) == 1
    assert capsys.readouterr().err.endswith(f"; nothing was written, {way} does\n")


@pytest.mark.parametrize(
    "name, code",
    [("new.docx", 0), ("new", 0), ("NEW.DOCX", 0), ("new.txt", 2), ("new.odt", 2), ("new.docm", 2)],
)
def test_a_word_document_keeps_its_suffix(folder, capsys, name, code):
    """Under another one no program would open it."""
    lines = (paragraph(line[3:]) for line in SLIP.splitlines()[1:])
    calls = (paragraph("T.", call(n, "endnote")) for n in (1, 2))
    (folder / "report.docx").write_bytes(docx(*calls, endnotes=dict(enumerate(lines, 1))))
    assert fix("report.docx", "-o", name) == code
    assert (folder / name).exists() is (code == 0)
    assert ("name a file that ends in .docx" in capsys.readouterr().err) is (code == 2)
