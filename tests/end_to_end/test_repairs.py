"""The broken addresses of the example: what the web or the archive confirms is proposed, and nothing else is touched."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date

import pytest
from cdx_server import CdxServer, captured
from example_world import CITED, ROOT
from local_web import LocalWeb, Page

UNDP = "http://www.undp.ru/nhdr2010/National_Human_Development_Report_in_the"
NORDEN = "http://www.norden.org/en/about-nordic-co-operation"
CSM = "http://www.csmonitor.com/World/Europe/2011/0511/Chemical-castration-Why-Medvedev-suggests"
RIGHT = {
    3: f"{UNDP}_RF_2010_ENG.pdf",
    11: "http://www.businessweek.com/globalbiz/content/feb2007/gb20070223_311905.htm",
    12: "http://www.protectionproject.org/wp-content/uploads/2010/09/Russia.pdf",
    15: "http://www.buffalonews.com/city/special-reports/article106538.ece",
    21: "http://www.eva.ru/fun-and-fun/article/print.xhtml?articleId=5226",
    26: f"{NORDEN}/areas-of-co-operation/trafficking-in-human-beings/about-the-fight-against-trafficking",
    35: "http://www.gk-rf.com/glava03.html",
    37: f"{CSM}-it-for-Russia-s-pedophiles",
}
"""What the broken addresses were, by note."""

WITHOUT_ARCHIVE = (12, 15, 21, 26, 35)
"""Those that the document and the live web lead to: a lost letter and a lost ending nobody can guess."""

DATES = {23: "May 23 2011", 35: "25 August 2011"}
SPACED = {
    number
    for number, citation in CITED.items()
    if any(re.search(r"\s", cited["text"].strip()) for cited in citation["urls"])
}


def url_of(number):
    return CITED[number]["urls"][0]["url"]


def title_of(number):
    return CITED[number]["title"] or "A page"


def read_on(number):
    """Return the day on which the author of a note read its page, as far as the note has one."""
    edtf = (CITED[number]["accessed"] or {}).get("edtf") or ""
    return date.fromisoformat(edtf) if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) else date(2011, 6, 1)


def pages(*there):
    """Return a web in which every page of the example is, but that broken addresses lead to it only if *there*."""
    found = {url_of(number): Page(title_of(number)) for number in CITED}
    found |= {url_of(number): Page("Not Found", status=404) for number in RIGHT}
    return found | {RIGHT[number]: Page(title_of(number)) for number in there}


def run(folder, web, archive, *words):
    done = subprocess.run(
        [sys.executable, "-m", "citecheck", *words, "--proxy", web.base, "--wayback", archive.base, "--delay", "0",
         "--retries", "0", "--allow-private", "--snapshots", "problems", "--cache", "cache", "--no-progress"],
        capture_output=True, text=True, cwd=folder, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done


def urls_in(path):
    """Return the first address of each note of the document at *path*, and its text, by number."""
    done = subprocess.run(
        [sys.executable, "-m", "citecheck", "parse", str(path)], capture_output=True, text=True, check=True
    )
    notes = json.loads(done.stdout)["citations"]
    return {
        each["number"]: (each["urls"][0]["url"] if each["urls"] else None, each["text"]) for each in notes
    }


def mended(folder, web, archive):
    """Check the example and write what is to be written; return the addresses and texts of its notes."""
    shutil.copy(ROOT / "examples" / "russia-endnotes.txt", folder / "report.txt")
    (folder / "cache").mkdir()
    run(folder, web, archive, "check", "report.txt")
    run(folder, web, archive, "fix", "report.txt", "-o", "mended.txt")
    return urls_in(folder / "mended.txt")


@pytest.fixture
def empty_archive():
    with CdxServer([]) as archive:
        yield archive


def test_the_live_web_confirms_what_the_document_leads_to(tmp_path, empty_archive):
    with LocalWeb(pages(*RIGHT)) as web:
        found = mended(tmp_path, web, empty_archive)
    assert {number for number in RIGHT if found[number][0] == RIGHT[number]} == set(WITHOUT_ARCHIVE)


def test_the_archive_confirms_all_of_them(tmp_path):
    rows = [captured(url, f"{read_on(number):%Y%m%d}120000") for number, url in RIGHT.items()]
    with LocalWeb(pages()) as web, CdxServer(rows) as archive:
        archive.titles = {url: title_of(number) for number, url in RIGHT.items()}
        for row in rows:
            web.add(f"{archive.base}/web/{row.timestamp}/{row.original}", Page(archive.titles[row.original]))
        found = mended(tmp_path, web, archive)
    assert {number: found[number][0] for number in RIGHT} == RIGHT


def test_no_note_is_touched_in_which_nothing_is_wrong(tmp_path, empty_archive):
    """Only a broken address, white space in one, and two dates are; and of the mended report nothing is."""
    before = urls_in(ROOT / "examples" / "russia-endnotes.txt")
    with LocalWeb(pages(*RIGHT)) as web:
        after = mended(tmp_path, web, empty_archive)
        changed = {number for number in before if before[number][1] != after[number][1]}
        assert changed == SPACED | set(WITHOUT_ARCHIVE) | set(DATES)
        for number in set(before) - set(RIGHT):
            assert after[number][0] == before[number][0], "the address is what it was, without white space"
        for number, day in DATES.items():
            assert day in after[number][1]
        again = run(tmp_path, web, empty_archive, "fix", "mended.txt")
        assert (again.stdout, again.returncode) == ("", 0)
