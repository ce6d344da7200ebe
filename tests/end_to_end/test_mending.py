"""A report is checked, mended and checked again, against the same web and archive."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import trustme
from cdx_server import CdxServer
from example_world import ROOT, titles, world
from local_web import LocalWeb, Page


@pytest.fixture
def servers():
    """Start the web and the archive; the web knows the addresses of the copies too."""
    pages, rows = world()
    with LocalWeb(pages) as web, CdxServer(rows) as archive:
        archive.titles = titles()
        for row in rows:
            title = archive.titles.get(row.original)
            if title:
                web.add(f"{archive.base}/web/{row.timestamp}/{row.original}", Page(title))
        yield web, archive


def run(folder, servers, *words, env=None):
    web, archive = servers
    manners = ["--proxy", web.base, "--wayback", archive.base, "--delay", "0", "--retries", "0", "--allow-private",
               "--snapshots", "problems", "--cache", "cache", "--no-progress"]  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "citecheck", *words, *manners],
        capture_output=True, text=True, cwd=folder, timeout=120, check=False, env=env,
    )  # fmt: skip


def findings(folder, servers):
    """Check the report; return its findings as pairs of note and code."""
    done = run(folder, servers, "check", "report.txt", "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    written = json.loads(done.stdout)
    return {(note["number"], each["code"]) for note in written["citations"] for each in note["findings"]}


@pytest.mark.parametrize("style", ["append", "bracket", "replace"])
def test_what_is_mended_is_found_no_more(tmp_path, servers, style):
    """Each finding that a correction claims to mend is gone, the rest stays, and nothing is left to write."""
    shutil.copy(ROOT / "examples" / "russia-endnotes.txt", tmp_path / "report.txt")
    (tmp_path / "cache").mkdir()
    before = findings(tmp_path, servers)
    done = run(tmp_path, servers, "fix", "report.txt", "--write", "--archive-style", style)
    assert done.returncode == 0, done.stderr
    claimed = {
        (int(number), code)
        for number, codes in re.findall(r"^# .*?, note (\d+), ([A-Z0-9, ]+):", done.stdout, re.MULTILINE)
        for code in codes.split(", ")
    }
    assert {code for _, code in claimed} >= {"D101", "D105", "U102", "L101", "L102", "L104"}
    assert claimed <= before
    after = findings(tmp_path, servers)
    assert claimed & after == set()
    # The archive and the new site of the tests are on loopback, or under a name that nobody can have.
    assert {code for _, code in after - before} - {"U106", "U111", "D109"} == set()
    again = run(tmp_path, servers, "fix", "report.txt", "--write", "--archive-style", style)
    assert again.stdout == ""


def test_the_web_confirms_what_is_offered(tmp_path, servers):
    """A spelling at which the page is there is certain; a tidied address that answers otherwise is not offered."""
    web, _ = servers
    misspelt = "http://www.protrectionproject.org/wp-content/uploads/2010/09/Russia.pdf"
    web.add(misspelt, Page("Not Found", status=404))
    web.add(
        misspelt.replace("protrection", "protection"), Page("A Human Rights Report on Trafficking in Persons")
    )
    shutil.copy(ROOT / "examples" / "russia-endnotes.txt", tmp_path / "report.txt")
    (tmp_path / "cache").mkdir()
    written = json.loads(run(tmp_path, servers, "check", "report.txt", "--format", "json").stdout)
    found = {
        (note["number"], each["code"]): each["suggestion"]
        for note in written["citations"] for each in note["findings"]
    }  # fmt: skip
    offered = found[12, "U104"]
    assert offered["with"] == "protectionproject.org"
    assert offered["because"].endswith("; at that address the page is there")
    assert offered["confidence"] == "certain"
    assert found[49, "U114"] is None


def test_bare_addresses_are_named_by_their_pages(tmp_path, servers):
    """Of the page's own words a title is made, in the text and in an export; a second run finds nothing."""
    web, _ = servers
    web.add("http://bare.example/report", Page("Children in Russia"))
    web.add("http://bare.example/gone", Page("Not Found", status=404))
    report = tmp_path / "report.txt"
    before = (
        "Endnotes\n\n1. http://bare.example/report. Accessed on 3 May 2011.\n"
        "2. http://bare.example/gone. Accessed on 3 May 2011.\n"
    )
    report.write_text(before)
    (tmp_path / "cache").mkdir()
    found = findings(tmp_path, servers)
    assert {(1, "N108"), (2, "N108")} <= found
    exported = subprocess.run(
        [sys.executable, "-m", "citecheck", "export", "report.txt", "--corrected", "--cache", "cache",
         "--wayback", servers[1].base],
        capture_output=True, text=True, cwd=tmp_path, timeout=60, check=True,
    )  # fmt: skip
    assert [item.get("title") for item in json.loads(exported.stdout)] == ["Children in Russia", None]
    done = run(tmp_path, servers, "fix", "report.txt", "--write")
    assert "note 1, N108: the page says so of itself" in done.stdout
    named = "1. “Children in Russia,” http://bare.example/report. Accessed"
    assert report.read_text() == before.replace("1. http://bare.example/report. Accessed", named)
    assert found - findings(tmp_path, servers) == {(1, "N108")}
    assert run(tmp_path, servers, "fix", "report.txt", "--write").stdout == ""


PUBLISHER = "https://link.springer.com/article/10.1007/s00167-016-4359-8"
DOI = "https://doi.org/10.1007/s00167-016-4359-8"
SECURE = f"""Endnotes

1. World Bank. The annual report. 2010. http://both.example/report.
2. World Bank. Another report. 2010. http://plain.example/report.
3. Able, Ann. Knee surgery. 2016. {PUBLISHER}.
4. Able, Ann. Hip surgery. 2016. https://link.springer.com/article/10.1007/s00000-000-0000-0.
"""


def test_secure_addresses_and_dois_are_asked_before_they_are_offered(tmp_path):
    """Over real TLS: the page that answers there too gets https, the DOI that its resolver knows stands for the page."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    pages = {
        "http://both.example/report": Page("The annual report"),
        "https://both.example/report": Page("The annual report"),
        "http://plain.example/report": Page("Another report"),
        PUBLISHER: Page("Knee surgery"),
        "https://link.springer.com/article/10.1007/s00000-000-0000-0": Page("Hip surgery"),
        DOI: Page("Found", status=302, headers={"Location": PUBLISHER}),
        "https://doi.org/10.1007/s00000-000-0000-0": Page("DOI Not Found", status=404),
    }
    (tmp_path / "report.txt").write_text(SECURE)
    (tmp_path / "cache").mkdir()
    trusted = {**os.environ, "SSL_CERT_FILE": str(tmp_path / "authority.pem")}
    with LocalWeb(pages, authority) as web, CdxServer([]) as archive:
        run(tmp_path, (web, archive), "check", "report.txt", env=trusted)
        done = run(tmp_path, (web, archive), "fix", "report.txt", "--write", env=trusted)
    assert (tmp_path / "report.txt").read_text() == SECURE.replace("http://both", "https://both").replace(
        PUBLISHER, DOI
    )
    assert "note 1, U115: the page answers the same at https" in done.stdout
    assert "wherever it moves; at that address the page is there" in done.stdout
