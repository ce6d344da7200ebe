"""The names at the top of the package, whatever was imported before."""

import subprocess
import sys

import pytest

import citecheck


def test_door_offers_what_it_lists():
    """Every name in `__all__` is there, and they are sorted."""
    assert sorted(citecheck.__all__, key=str.casefold) == sorted(citecheck.__all__, key=str.casefold)
    assert all(getattr(citecheck, name) is not None for name in citecheck.__all__)
    assert citecheck.__version__.count(".") == 2


@pytest.mark.parametrize(
    "first",
    ["import citecheck.parse.notes", "import citecheck.verify", "from citecheck.read import read", "pass"],
)
def test_verbs_are_functions_whatever_was_loaded_first(first):
    """`read`, `parse` and `verify` are rooms and functions; at the door they are functions."""
    code = f"{first}\nimport citecheck\nassert all(map(callable, (citecheck.read, citecheck.parse, citecheck.verify)))"
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
