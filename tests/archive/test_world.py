"""The archive of the tests is what its recipes say, and its index answers as that of the Wayback Machine."""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from world import pywb_venv
from world.client import cdx, columns, get
from world.pywb_venv import REQUIREMENTS, STAMP, PywbMissing, pywb_python
from world.recipes import ARCHIVED, CITED, TRUTH

from citecheck.archive.dialect import Index, query_address, read_listing

ROOT = Path(__file__).parent.parent.parent
LOC = "http://www.loc.gov/law/help/child-rights/russia.php"
STEADY = "http://pages.example/steady.html"
PROTECTION = "http://www.protrectionproject.org/wp-content/uploads/2010/09/Russia.pdf"
BUSINESS = "http://www.businessweek.com/globalbiz/content/feb2007/gb20070223"


# --- the recipes -----------------------------------------------------------------------------------------


def test_the_truth_table_is_about_the_example():
    """Every address that the example cites is in it, under its endnote, and every right copy is one that exists."""
    written = json.loads((ROOT / "endnotes.json").read_text(encoding="utf-8"))["citations"]
    cited = {note["number"]: note["urls"][0]["url"] for note in written if note["urls"]}
    assert {note: page.url for note, (page, _) in TRUTH.items()} == cited
    assert sum(len(page.right) for page in CITED) == len(cited) == 46
    for page, timestamp in TRUTH.values():
        assert timestamp is None or page.original(timestamp)
    assert sum(1 for _, timestamp in TRUTH.values() if timestamp is None) == 10


def test_environment_that_cannot_be_made_says_what_pip_said(tmp_path, monkeypatch):
    """It is no reason to skip."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("no-such-package-anywhere==1.0\n")
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    )  # the pip at hand says the same, and sooner
    python.chmod(0o700)
    with pytest.raises(PywbMissing, match=r"ERROR: .*no-such-package-anywhere"):
        pywb_venv._install(tmp_path, wanted)  # noqa: SLF001 - an environment of its own takes six seconds


def test_environment_is_made_by_one_where_two_want_it(tmp_path, monkeypatch):
    """The other waits, and takes what the first one made; one that was broken off is no environment."""
    made = []

    def install(folder, _):
        made.append(folder)
        time.sleep(0.1)
        if len(made) == 1:
            raise PywbMissing("broken off")

    monkeypatch.setattr(pywb_venv, "_run", lambda command: Path(command[-1]).mkdir())
    monkeypatch.setattr(pywb_venv, "_install", install)
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("pywb==1.0\n")
    with pytest.raises(PywbMissing, match="broken off"):
        pywb_python(tmp_path, wanted)
    for number in (2, 3):
        wanted.write_text(f"pywb=={number}.0\n")
        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(lambda _: pywb_python(tmp_path, wanted), range(2))
        assert first == second == made[0] / "bin" / "python"
        assert len(made) == number


@pytest.mark.usefixtures("archive_world")
def test_environment_is_made_once():
    """The stamp names what it was made of, and the second look takes it as it is."""
    python = pywb_python()
    stamp = python.parent.parent / STAMP
    before = stamp.stat().st_mtime_ns
    assert stamp.read_text().endswith(REQUIREMENTS.read_text())
    assert pywb_python() == python
    assert stamp.stat().st_mtime_ns == before


# --- the index -------------------------------------------------------------------------------------------


def test_rows_have_the_seven_columns_of_wayback(archive_world):
    """And waybackpy reads every one of them."""
    lines = cdx(archive_world, LOC)
    key = "gov,loc)/law/help/child-rights/russia.php"
    assert columns(lines, 0, 1, 2, 3, 4) == [
        (key, moment, LOC, "text/html", status)
        for moment, status in [
            ("20110620000000", "200"),
            ("20110704090000", "301"),
            ("20110704090001", "200"),
            ("20110901000000", "200"),
        ]
    ]
    assert {len(line.split(" ")) for line in lines} == {7}
    index = Index(LOC, "http://never.test/")
    assert [index.read(line).timestamp for line in lines] == [line.split(" ")[1] for line in lines]


@pytest.mark.parametrize("page", ARCHIVED, ids=lambda page: page.url[:60])
def test_every_recipe_is_listed_as_it_was_written(archive_world, page):
    """The program's own query and reader get time, status and address of every capture, and none beside them."""
    target = query_address(page.url, "/cdx/search/cdx")
    status, headers, body = get(archive_world.front, target)
    found = read_listing(body, cut=False)
    assert (status, headers["content-type"], found.malformed, found.truncated) == (
        200,
        "text/plain",
        0,
        False,
    )
    assert [(f"{row.captured:%Y%m%d%H%M%S}", row.status, row.original) for row in found.captures] == [
        (capture.timestamp, capture.status, page.captured_as(capture)) for capture in page.captures
    ]


@pytest.mark.parametrize(
    "more, expected",
    [
        ([], ["2008", "2009", "2010", "2011", "2012", "2013"]),
        ([("limit", "2")], ["2008", "2009"]),
        ([("limit", "-2")], ["2012", "2013"]),
        ([("sort", "reverse"), ("limit", "2")], ["2013", "2012"]),
        ([("closest", "20110301000000"), ("limit", "1")], ["2008"]),  # does not sort by itself
        ([("closest", "20110301000000"), ("sort", "closest"), ("limit", "2")], ["2011", "2012"]),
        ([("from", "2010"), ("to", "2011")], ["2010", "2011"]),
        ([("from", "20090101000001")], ["2010", "2011", "2012", "2013"]),
        ([("filter", "statuscode:200")], ["2008", "2010", "2013"]),  # and so without the revisits
        ([("filter", "!statuscode:[345]..")], ["2008", "2009", "2010", "2011", "2012", "2013"]),
        ([("filter", "statuscode:20")], []),  # the whole field
        ([("filter", "~mimetype:revisit")], ["2009", "2011", "2012"]),  # a part of it
        ([("collapse", "digest")], ["2008"]),
        ([("collapse", "timestamp:3")], ["2008", "2010"]),
        ([("offset", "4")], ["2012", "2013"]),
    ],
)
def test_the_query_language_is_that_of_wayback(archive_world, more, expected):
    """Filters are for whole fields, `closest` alone does not sort, a negative limit counts from the end."""
    assert [moment[:4] for (moment,) in columns(cdx(archive_world, STEADY, *more), 1)] == expected


def test_a_listing_goes_on_where_it_was_cut_off(archive_world):
    """The key stands after an empty line, and brings the rest."""
    first = cdx(archive_world, STEADY, limit=4, showResumeKey="true")
    assert first[4] == ""
    key = first[5].replace("+", " ").replace("%2C", ",").replace("%29", ")").replace("%2F", "/")
    rest = cdx(archive_world, STEADY, limit=4, showResumeKey="true", resumeKey=key)
    assert [moment[:4] for (moment,) in columns(first[:4] + rest, 1)] == [
        str(year) for year in range(2008, 2014)
    ]


def test_revisits_have_no_status_and_the_digest_of_what_they_repeat(archive_world):
    """That digest is the only word on what was there."""
    rows = columns(cdx(archive_world, STEADY), 3, 4, 5)
    assert rows[1] == ("warc/revisit", "-", rows[0][2])
    assert len(rows[0][2]) == 32


def test_forms_of_an_address_are_one_and_others_are_not(archive_world):
    """Scheme, `www.`, port, case and a last slash are folded; a query is not."""
    assert [original for (original,) in columns(cdx(archive_world, PROTECTION), 2)] == [
        PROTECTION,
        "https://protrectionproject.org/wp-content/uploads/2010/09/Russia.pdf",
    ]
    assert (
        len(cdx(archive_world, "HTTPS://Protrectionproject.org:443/wp-content/uploads/2010/09/Russia.pdf/"))
        == 2
    )
    assert len(cdx(archive_world, "http://pages.example/query?a=1&b=2")) == 1
    assert cdx(archive_world, "http://pages.example/query?a=1") == []
    assert len(cdx(archive_world, "http://pages.example/путь/страница.html")) == 1
    assert cdx(archive_world, "http://never.example/") == []


def test_a_prefix_finds_what_begins_so(archive_world):
    """That is how the right form of a broken address is found."""
    wanted = [("matchType", "prefix"), ("collapse", "urlkey"), ("fl", "original")]
    assert cdx(archive_world, BUSINESS, *wanted) == [f"{BUSINESS}_311905.htm", f"{BUSINESS}_311906.htm"]
    assert cdx(archive_world, f"{BUSINESS}*", *wanted[1:]) == cdx(archive_world, BUSINESS, *wanted)


def test_json_is_a_table_with_a_header(archive_world):
    """And no rows are an empty list."""
    [line] = cdx(archive_world, STEADY, output="json", fl="timestamp,statuscode", limit=2)
    assert json.loads(line) == [
        ["timestamp", "statuscode"],
        ["20080101000000", "200"],
        ["20090101000000", "-"],
    ]
    assert cdx(archive_world, "http://never.example/", output="json") == ["[]"]


@pytest.mark.parametrize(
    "query", ["url=", "url=a.test&sort=newest", "url=a.test&lmit=1", "url=a.test&filter=x"]
)
def test_a_query_with_a_mistake_is_refused(archive_world, query):
    """The real index overlooks what it does not know; a test would take that for an answer."""
    assert get(archive_world.front, f"/cdx/search/cdx?{query}")[0] == 400


# --- availability ----------------------------------------------------------------------------------------


def available(world, **asked):
    _, _, body = get(world.front, f"/wayback/available?{urlencode(asked)}")
    return json.loads(body)["archived_snapshots"]


def test_availability_names_the_nearest_copy(archive_world):
    """Never a revisit, never a redirect."""
    found = available(archive_world, url=LOC, timestamp="20110704")["closest"]
    assert found == {
        "status": "200",
        "available": True,
        "url": f"{archive_world.front}/web/20110704090001/{LOC}",
        "timestamp": "20110704090001",
    }
    assert available(archive_world, url=STEADY, timestamp="20110601")["closest"]["timestamp"][:4] == "2010"
    assert available(archive_world, url="http://never.example/") == {}


def test_availability_answers_many_at_once(archive_world):
    """A line an address; what is not archived comes without a copy."""
    lines = [
        urlencode(
            [
                ("url", url),
                ("timestamp", "20110704120000"),
                ("closest", side),
                ("statuscodes", "200"),
                ("tag", tag),
            ]
        )
        for url, side, tag in [
            (LOC, "before", "a"),
            (LOC, "after", "b"),
            ("http://never.example/", "either", "c"),
        ]
    ]
    headers = {"Wayback-Api-Version": "2", "Content-Type": "application/x-www-form-urlencoded"}
    _, _, body = get(
        archive_world.front, "/wayback/available", method="POST", body="\n".join(lines), **headers
    )
    found = {each["tag"]: each["archived_snapshots"] for each in json.loads(body)["results"]}
    assert found["a"]["closest"]["timestamp"] == "20110704090001"
    assert found["b"]["closest"]["timestamp"] == "20110901000000"
    assert found["c"] == {}
