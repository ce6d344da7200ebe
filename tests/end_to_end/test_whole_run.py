"""The real program against real servers on loopback, with the example's own addresses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from cdx_server import TOO_MANY, CdxServer, captured
from local_web import LocalWeb, Page

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "russia-endnotes.txt"
CITED = {
    citation["number"]: citation
    for citation in json.loads((ROOT / "endnotes.json").read_text(encoding="utf-8"))["citations"]
    if citation["urls"]
}
TIMES = Counter(citation["urls"][0]["url"] for citation in CITED.values())
# Pages that one note alone cites, so that a count of pages is a count of links.
ONCE = [number for number, citation in CITED.items() if TIMES[citation["urls"][0]["url"]] == 1]
LIVE, DEAD = ONCE[:10], ONCE[10:20]
QUICK = ("--delay", "0", "--retries", "0", "--no-progress")
UNGUARDED = "names are resolved there, so private addresses behind names could not be checked"


def url_of(number):
    return CITED[number]["urls"][0]["url"]


def local_pages(delay=0.0):
    live = {url_of(number): Page(CITED[number]["title"], delay=delay) for number in LIVE}
    return live | {url_of(number): Page("Not Found", status=404, delay=delay) for number in DEAD}


def access_day(number):
    accessed = CITED[number]["accessed"]
    return date.fromisoformat(accessed["edtf"]) if accessed and len(accessed["edtf"] or "") == 10 else None


def archived_rows():
    """For every other page with an access date: copies 40 days before, 9 days after and 3 years after it."""
    rows = []
    for number in [*LIVE, *DEAD][::2]:
        day = access_day(number)
        if day and not CITED[number]["accessed"]["edtf"].startswith("X"):
            rows += [
                captured(url_of(number), f"{day + timedelta(days=days):%Y%m%d}120000")
                for days in (-40, 9, 1100)
            ]
    return rows


def command(*words, cache):
    return [sys.executable, "-m", "citecheck", *words, "--cache", str(cache)]


def check(web, archive, cache, *more, source=EXAMPLE):
    words = (
        "check",
        str(source),
        "--proxy",
        web.base,
        "--wayback",
        archive.base,
        "--format",
        "json",
        *QUICK,
        *more,
    )
    done = subprocess.run(
        command(*words, cache=cache), capture_output=True, text=True, timeout=120, check=False
    )
    return done, json.loads(done.stdout) if done.stdout else None


def links(written):
    return {citation["number"]: citation["urls"][0] for citation in written["citations"] if citation["urls"]}


@pytest.fixture
def servers():
    with LocalWeb(local_pages()) as web, CdxServer(archived_rows()) as archive:
        yield web, archive


# The archive is asked 24 times a minute, and the example has more pages than that: these runs look up copies
# where the page is in trouble and otherwise take a small part of the example.
@pytest.fixture
def part(tmp_path):
    """The example's notes from the first to the 24th as a document of its own."""
    text = EXAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "part.txt"
    path.write_text(text[text.index("Endnotes\n") : text.index("- DOJ US Marshall")], encoding="utf-8")
    return path


def test_pages_are_judged_and_a_second_run_asks_nothing(servers, tmp_path):
    """Ten pages are live, ten dead, the absent ones neither; what was learned answers for the next run."""
    web, archive = servers
    done, written = check(web, archive, tmp_path, "--snapshots", "none")
    verdicts = {number: link["check"]["verdict"] for number, link in links(written).items()}
    assert [number for number, verdict in verdicts.items() if verdict == "live"] == LIVE
    assert [number for number, verdict in verdicts.items() if verdict == "dead"] == DEAD
    assert {verdict for number, verdict in verdicts.items() if number not in LIVE + DEAD} == {"unreachable"}
    assert written["summary"]["verdicts"]["live"] == written["summary"]["verdicts"]["dead"] == 10
    assert done.returncode == 1
    assert done.stderr == f"citecheck: warning: requests go through the proxy {web.base}; {UNGUARDED}\n"
    cited = {url.partition("#")[0] for url in TIMES}
    assert len(web.addresses) == len(set(web.addresses))
    assert cited <= set(web.addresses)
    # Beside them stand the addresses that are offered instead of misspelt and untidy ones, and a few guesses.
    assert 0 < len(set(web.addresses) - cited) < 16
    asked = len(web.addresses)
    again, second = check(web, archive, tmp_path, "--snapshots", "none")
    assert len(web.addresses) == asked
    assert archive.addresses == []
    assert [link["check"] for link in links(second).values()] == [
        link["check"] for link in links(written).values()
    ]
    assert again.returncode == 1


def test_copies_nearest_to_the_access_date_are_found(servers, part, tmp_path):
    """The copy nine days after the access is nearer than those 40 days before and three years after."""
    web, archive = servers
    _, written = check(web, archive, tmp_path, source=part)
    held = {row.original for row in archive.rows}
    for number, link in links(written).items():
        snapshot, url = link["snapshot"], url_of(number)
        if url in held:
            nearest = access_day(number) + timedelta(days=9)
            assert (snapshot["state"], snapshot["days_from_access"]) == ("found", 9)
            assert snapshot["url"] == f"{archive.base}/web/{nearest:%Y%m%d}120000/{url}"
            assert snapshot["captured"].startswith(nearest.isoformat())
        else:
            assert snapshot["state"] == "none"
    asked = len(archive.addresses)
    assert asked == len(set(archive.addresses)) == len({link["url"] for link in links(written).values()})
    check(web, archive, tmp_path, source=part)
    assert len(archive.addresses) == asked


def test_refusing_archive_is_not_asked_on_and_nothing_is_called_unarchived(servers, part, tmp_path):
    """After a 429 the asking stops; what was not learned is unknown, and the report says so."""
    web, archive = servers
    archive.fail(TOO_MANY)
    done, written = check(web, archive, tmp_path, source=part)
    assert {link["snapshot"]["state"] for link in links(written).values()} == {"unknown"}
    assert len(archive.addresses) <= 4
    assert "429" in done.stderr
    codes = {finding["code"] for citation in written["citations"] for finding in citation["findings"]}
    assert not {code for code in codes if code.startswith("A")}


def test_killed_run_goes_on_where_it_was(part, tmp_path):
    """`kill -9` loses nothing: what was learned is not asked again, and the second report is complete."""
    with LocalWeb(local_pages(delay=0.1)) as web, CdxServer() as archive:
        words = (
            "check",
            str(part),
            "--proxy",
            web.base,
            "--wayback",
            archive.base,
            *QUICK,
            "--format",
            "json",
        )
        slow = (*words, "--snapshots", "none", "--concurrency", "1")
        process = subprocess.Popen(command(*slow, cache=tmp_path), stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while len(web.addresses) < 8 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        before = list(web.addresses)
        _, written = check(web, archive, tmp_path, "--snapshots", "none", source=part)
        twice = [url for url, times in Counter(web.addresses).items() if times > 1]
    assert 8 <= len(before) < len(links(written))
    assert set(twice) <= set(before[-2:])
    assert all(
        link["check"]["verdict"] in {"live", "dead", "unreachable"} for link in links(written).values()
    )


def test_interrupted_run_stops_politely(part, tmp_path):
    """SIGINT ends with 130 and a word about the cache, and the next run goes on."""
    with LocalWeb(local_pages(delay=0.1)) as web, CdxServer() as archive:
        words = (
            "check",
            str(part),
            "--proxy",
            web.base,
            "--wayback",
            archive.base,
            *QUICK,
            "--concurrency",
            "1",
        )
        process = subprocess.Popen(
            command(*words, cache=tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        while len(web.addresses) < 5 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert "kept in the cache" in err
    assert "Traceback" not in err


def test_network_that_is_down_is_never_the_page(part, tmp_path):
    """With nobody at the proxy's address nothing is said of the pages, and the exit code is 3."""
    with LocalWeb({}) as gone:
        base = gone.base
    words = ("check", str(part), "--proxy", base, *QUICK, "--patience", "0.5", "--format", "json")
    done = subprocess.run(
        command(*words, cache=tmp_path), capture_output=True, text=True, timeout=120, check=False
    )
    written = json.loads(done.stdout)
    assert done.returncode == 3
    assert {link["check"]["verdict"] for link in links(written).values()} == {"offline"}
    assert {link["snapshot"]["state"] for link in links(written).values()} <= {"unknown", "not-asked"}
    with LocalWeb(local_pages()) as web, CdxServer() as archive:
        _, online = check(web, archive, tmp_path, "--snapshots", "none", source=part)
    assert {link["check"]["verdict"] for link in links(online).values()} == {"live", "dead", "unreachable"}


def test_private_addresses_are_not_asked(tmp_path):
    """Without --allow-private a document cannot make citecheck ask a machine of the inner network."""
    with LocalWeb({}) as inner, CdxServer() as archive:
        source = tmp_path / "report.txt"
        source.write_text(f"Notes\n\n1. Inner. {inner.base}/secret\n2. Mapped. http://[::ffff:127.0.0.1]/x\n")
        words = ("check", str(source), "--wayback", archive.base, *QUICK, "--format", "json")
        done = subprocess.run(
            command(*words, cache=tmp_path), capture_output=True, text=True, timeout=60, check=False
        )
        assert inner.addresses == archive.addresses == []
        verdicts = [link["check"]["verdict"] for link in links(json.loads(done.stdout)).values()]
        assert verdicts == ["skipped", "skipped"]
        subprocess.run(
            command(*words, "--allow-private", cache=tmp_path), capture_output=True, timeout=60, check=False
        )
        assert len(inner.addresses) == 1


def test_readable_report_for_people(servers, part, tmp_path):
    """On a pipe the report is plain text whose first lines can be quoted."""
    web, archive = servers
    words = ("check", str(part), "--proxy", web.base, "--wayback", archive.base, *QUICK)
    done = subprocess.run(
        command(*words, cache=tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ,
    )
    assert "\x1b" not in done.stdout
    assert "24 endnotes, 24 links" in done.stdout
    assert "nine days after" in done.stdout
