"""Whatever dies, and whenever it does: nothing that was learned is lost, and nothing is said that is not so."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import pytest
from local_web import LocalWeb, Page

from citecheck.read import read_text
from citecheck.settings import Settings
from citecheck.verify import verify_all

PAGES = 12
CANARY = "canary.example.org"
GONE = {3, 8}
QUICK = ("--snapshots", "none", "--allow-private", "--delay", "0", "--retries", "0", "--no-progress")


def title(number):
    return f"Report {number} of the Commission on Trafficking"


def site(delay=0.0):
    """Return a site of twelve pages, two of which are gone."""
    return LocalWeb(
        {
            f"/{number}.html": Page("Not Found", 404, delay=delay)
            if number in GONE
            else Page(title(number), delay=delay)
            for number in range(PAGES)
        }
    )


def report(folder, base):
    """Write a report that cites every page of the site."""
    notes = [
        f"{number + 1}. A. Author, “{title(number)},” 2010, {base}/{number}.html." for number in range(PAGES)
    ]
    path = folder / "report.txt"
    path.write_text("Endnotes\n\n" + "\n".join(notes) + "\n", encoding="utf-8")
    return path


def command(path, cache, *more):
    words = ("check", str(path), *QUICK, "--cache", str(cache), "--format", "json", *more)
    return [sys.executable, "-m", "citecheck", *words]


def check(path, cache, *more):
    """Run to the end, and return the exit code and the verdicts in the order of the pages."""
    done = subprocess.run(
        command(path, cache, *more), capture_output=True, text=True, timeout=120, check=False
    )
    written = json.loads(done.stdout)
    return done.returncode, [note["urls"][0]["check"]["verdict"] for note in written["citations"]]


EXPECTED = ["dead" if number in GONE else "live" for number in range(PAGES)]


@pytest.mark.parametrize("name, code", [("SIGKILL", -9), ("SIGTERM", 143), ("SIGINT", 130)])
@pytest.mark.parametrize("moment", [1, 4, 11])
def test_killed_program_goes_on_where_it_was(tmp_path, name, code, moment):
    """What was learned before is not asked again, and the second report is complete and right."""
    with site(delay=0.03) as web:
        path = report(tmp_path, web.base)
        process = subprocess.Popen(
            command(path, tmp_path / "cache", "--concurrency", "1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while len(web.addresses) < moment and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(getattr(signal, name))
        out, err = process.communicate(timeout=60)
        before = list(web.addresses)
        assert process.returncode == code
        assert out == ""
        assert "Traceback" not in err
        assert ("what was learned is kept in the cache" in err) is (name != "SIGKILL")
        web.addresses.clear()
        assert check(path, tmp_path / "cache") == (1, EXPECTED)
        asked = Counter(web.addresses)
    assert moment <= len(before)
    assert set(asked) & set(before[:-2]) == set(), "only what was under way is asked again"


def test_a_job_in_the_background_is_stopped_by_sigterm_alone(tmp_path):
    """There SIGINT is ignored, as a shell has it; SIGTERM ends the run in order all the same."""
    with site(delay=0.2) as web:
        words = command(report(tmp_path, web.base), tmp_path / "cache", "--concurrency", "1")
        process = subprocess.Popen(
            ["/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while len(web.addresses) < 2 and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        while len(web.addresses) < 4 and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert len(web.addresses) >= 4
    assert process.returncode == 143
    assert "what was learned is kept in the cache" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("moment", [1, 2, 4, 5, 12])
def test_server_that_dies_is_unreachable_and_never_dead(tmp_path, moment):
    """What it answered stands; whatever it did not answer is not called dead."""
    with site() as web:
        web.dies_at = moment
        path = report(tmp_path, web.base)
        code, verdicts = check(path, tmp_path / "cache", "--concurrency", "1")
        answered = {int(address[1:].removesuffix(".html")) for address in web.addresses[: moment - 1]}
    for number, verdict in enumerate(verdicts):
        if number not in answered:
            assert verdict == "unreachable"
        else:
            assert verdict == EXPECTED[number]
    assert code in {0, 1}


# --- the name server, under the real client --------------------------------------------------------------


class NameServer:
    """Knows `siteN.example.org` and the canary; from look-up *denies_at* on it denies everything.

    It recovers when the canary has been asked for *looks* times in vain.
    """

    def __init__(self, denies_at, looks=10**9):
        self.denies_at, self.looks = denies_at, looks
        self.looked_up = 0

    def __call__(self, name):
        self.looked_up += 1
        denies = self.looked_up >= self.denies_at and self.looks > 0
        if denies and name == CANARY:
            self.looks -= 1
        if denies or not name.endswith(".example.org"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return ("127.0.0.1",)


def verdicts_with(monkeypatch, server, folder, **settings):
    """Check a report whose twelve pages are at twelve names; return the report and the verdicts."""
    monkeypatch.setattr("citecheck.web.names._ask_system", server)
    options = Settings(
        allow_private=True, snapshots="none", delay=0.0, retries=0, cache=str(folder), canaries=(CANARY,), **settings
    )  # fmt: skip
    with LocalWeb({f"/{number}.html": Page(title(number)) for number in range(PAGES)}) as web:
        port = web.base.rpartition(":")[2]
        notes = [
            f"{number + 1}. A. Author, “{title(number)},” 2010, http://site{number}.example.org:{port}/{number}.html."
            for number in range(PAGES)
        ]
        [found] = verify_all([read_text("Endnotes\n\n" + "\n".join(notes) + "\n")], options)
    return found, [entry.links[0].judgement.verdict for entry in found.entries]


def test_name_server_that_works(monkeypatch, tmp_path):
    found, verdicts = verdicts_with(monkeypatch, NameServer(10**9), tmp_path)
    assert verdicts == ["live"] * PAGES
    assert not found.offline


@pytest.mark.parametrize("moment", [1, 2, 7, 12])
def test_name_server_that_denies_everything_from_some_moment_on(monkeypatch, tmp_path, moment):
    """Nothing is dead, nothing is kept of the denials, and the report says what happened."""
    found, verdicts = verdicts_with(monkeypatch, NameServer(moment), tmp_path, patience=0.7)
    assert set(verdicts) <= {"live", "offline"}
    assert verdicts.count("offline") > PAGES - moment
    assert found.offline
    assert "run again when it is back" in found.warnings[-1]
    again, verdicts = verdicts_with(monkeypatch, NameServer(10**9), tmp_path)
    assert verdicts == ["live"] * PAGES
    assert not again.offline


@pytest.mark.parametrize("moment", [1, 2, 7, 12])
def test_name_server_that_recovers(monkeypatch, tmp_path, moment):
    """The run waits for it, and then sees every page."""
    found, verdicts = verdicts_with(monkeypatch, NameServer(moment, looks=2), tmp_path, patience=30.0)
    assert verdicts == ["live"] * PAGES
    assert not found.offline
    assert "the run waited and went on" in found.warnings[-1]
