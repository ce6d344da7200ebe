"""The names at the top of the package, whatever was imported before."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import citecheck


def test_door_offers_what_it_lists():
    """Every name in `__all__` is there, and they are sorted."""
    assert sorted(citecheck.__all__, key=str.casefold) == sorted(citecheck.__all__, key=str.casefold)
    assert all(getattr(citecheck, name) is not None for name in citecheck.__all__)
    assert citecheck.__version__.count(".") == 2


@pytest.mark.parametrize(
    "first",
    [
        "import citecheck.parse.notes",
        "import citecheck.verify",
        "from citecheck.read import read",
        "import citecheck.mend.docx, citecheck.export.ris",
        "pass",
    ],
)
def test_verbs_are_functions_whatever_was_loaded_first(first):
    """`read`, `parse`, `verify`, `mend` and `export` are rooms and functions; at the door they are functions."""
    verbs = ("read", "parse", "verify", "mend", "export")
    code = f"{first}\nimport citecheck\nassert all(callable(getattr(citecheck, verb)) for verb in {verbs})"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_document_without_notes_is_not_silently_fine(tmp_path):
    """Nothing to find fault with may mean that nothing was found: the report says so."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n\nno notes here.\n")
    report = citecheck.verify(citecheck.read(path), citecheck.Settings(offline=True, no_cache=True))
    assert report.entries == ()
    assert "no endnotes were found" in report.warnings[0]


def test_library_checks_without_a_network(tmp_path):
    """The three verbs in a row give a report; offline it says nothing of the pages."""
    path = tmp_path / "report.txt"
    path.write_text("Notes\n\n1. Rossi, Alex. Trade. 2007. Accessed on May 32 2011 from: http://a.org/x\n")
    document = citecheck.read(path)
    assert [citation.title for citation in citecheck.parse(document)] == ["Trade"]
    report = citecheck.verify(document, citecheck.Settings(offline=True, no_cache=True))
    assert isinstance(report, citecheck.Report)
    assert [finding.rule.code for finding in report.all_findings()] == ["D101"]
    assert [link.judgement.verdict for entry in report.entries for link in entry.links] == ["skipped"]


MISTAKEN = (
    "Notes\n\n1. Rossi, Alex. Trade. 2007. Accessed on May 32 2011 from: http://a.org/ x\n"
    "2. Rossi, Alex. Trade. 2007. Accessed on May 23 2011 from: http://a.org/x\n"
)
WISHES = [
    # what is wished, what is mended of the two slips
    ({}, ("May 23 2011 from: http://a.org/x\n2")),
    ({"codes": ["D"]}, ("May 23 2011 from: http://a.org/ x\n2")),
    ({"codes": ["U102", "L"]}, ("May 32 2011 from: http://a.org/x\n2")),
]


@pytest.mark.parametrize("wish, right", WISHES)
def test_library_mends(tmp_path, wish, right):
    """The bytes that were read come back with what is wished for put right."""
    path = tmp_path / "report.txt"
    path.write_text(MISTAKEN)
    report = citecheck.verify(citecheck.read(path), citecheck.Settings(offline=True, no_cache=True))
    mended = citecheck.mend(report, path.read_bytes(), **wish).decode()
    assert right in mended
    assert mended.split("Accessed on")[0] == MISTAKEN.split("Accessed on", maxsplit=1)[0]


def test_library_mends_nothing_but_what_was_read(tmp_path):
    """Edits have their places in the text that was checked; in another they would destroy it."""
    path = tmp_path / "report.txt"
    path.write_text(MISTAKEN)
    report = citecheck.verify(citecheck.read(path), citecheck.Settings(offline=True, no_cache=True))
    with pytest.raises(citecheck.errors.UnwritableEdit, match="is not what was checked"):
        citecheck.mend(report, MISTAKEN.replace("Notes", "Endnotes").encode())


def test_library_exports(tmp_path):
    """Citations become a bibliography."""
    path = tmp_path / "report.txt"
    path.write_text(MISTAKEN)
    text = citecheck.export(citecheck.parse(citecheck.read(path)), "bibtex")
    assert "author = {Rossi, Alex}" in text


def test_readme_shows_a_library_that_works(tmp_path):
    """What it prints as Python runs, on a report in the folder."""
    readme = Path(__file__).parent.parent.joinpath("README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "report.txt").write_text(MISTAKEN)
    offline = code.replace('snapshots="problems"', "offline=True, no_cache=True")
    assert offline != code
    done = subprocess.run(
        [sys.executable, "-c", offline], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert "1 Trade None" in done.stdout
    assert "May 23 2011 from: http://a.org/x" in (tmp_path / "mended.txt").read_text()
    assert "title = {Trade}" in (tmp_path / "report.bib").read_text()
