"""A job that runs every night: all is well; a page dies; it is still dead; it heals. Only the change is loud."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from local_web import LocalWeb, Page

PAGES = 6
VICTIM = "/3.html"


def title(number):
    return f"Report {number} of the Commission on Trafficking"


def site():
    return LocalWeb({f"/{number}.html": Page(title(number)) for number in range(PAGES)})


class Nights:
    """A folder with a report and what each night leaves there; `night` runs the job and says what came of it."""

    def __init__(self, folder, web, *options):
        self.folder, self.web, self.options = folder, web, options
        self.count = 0
        notes = [
            f"{number + 1}. A. Author, “{title(number)},” 2010, {web.base}/{number}.html."
            for number in range(PAGES)
        ]
        (folder / "report.txt").write_text("Endnotes\n\n" + "\n".join(notes) + "\n", encoding="utf-8")

    def run(self, *words):
        return subprocess.run(
            [sys.executable, "-m", "citecheck", *words],
            cwd=self.folder, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def night(self, *options):
        """Run the check as the job does; return exit code, verdict and history of the page, and standard error."""
        self.count += 1
        done = self.run(
            "check", "report.txt", "--allow-private", "--snapshots", "none", "--delay", "0", "--retries", "0",
            "--no-progress", "--refresh", "--select", "L", "--cache", "cache", "--baseline", "known.json",
            "-o", f"night{self.count}.json", "-q", *self.options, *options,
        )  # fmt: skip
        written = json.loads((self.folder / f"night{self.count}.json").read_text(encoding="utf-8"))
        check = written["citations"][3]["urls"][0]["check"]
        return done.returncode, check["verdict"], check["failing_since"], done.stderr

    def diff(self):
        """Compare the last two nights; return the exit code and the first line."""
        done = self.run("diff", f"night{self.count - 1}.json", f"night{self.count}.json")
        return done.returncode, done.stdout.splitlines()[0]

    def a_day_passes(self):
        """Let everything that was seen have been seen a day and an hour earlier."""
        with sqlite3.connect(next((self.folder / "cache").glob("*.sqlite*"))) as store:
            rows = store.execute("SELECT rowid, at FROM observation").fetchall()
            for row, at in rows:
                store.execute("UPDATE observation SET at = ? WHERE rowid = ?", (earlier(at), row))
        store.close()


def earlier(at):
    """Return a moment as the store writes it, 25 hours earlier."""
    if isinstance(at, int | float):
        return at - 25 * 3600
    return (datetime.fromisoformat(at) - timedelta(hours=25)).isoformat()


@pytest.fixture
def nights(tmp_path):
    """The job with its baseline, taken when all was well."""
    with site() as web:
        job = Nights(tmp_path, web)
        code, verdict, since, err = job.night("--update-baseline")
        assert (code, verdict, since) == (0, "live", None)
        assert "known.json now knows 0 findings" in err
        yield job


def test_only_the_change_is_loud(nights):
    """Exit code, baseline, difference and history of four nights."""
    assert nights.night()[:3] == (0, "live", None)
    assert nights.diff() == (0, "nothing changed")

    nights.web.pages[VICTIM] = Page("Not Found", 404)
    code, verdict, since, _ = nights.night()
    assert (code, verdict) == (1, "dead")
    assert since is not None
    assert nights.diff() == (1, "1 link broke; 1 finding more")

    # Somebody saw it, and let the baseline know until it is mended.
    assert nights.night("--update-baseline")[0] == 0
    assert nights.diff() == (0, "nothing changed")
    code, verdict, still, err = nights.night()
    assert (code, verdict, still) == (0, "dead", since)
    assert nights.diff() == (0, "nothing changed")
    assert "1 finding is known to known.json and not shown" in err

    nights.web.pages[VICTIM] = Page(title(3))
    code, verdict, since, err = nights.night()
    assert (code, verdict, since) == (0, "live", None)
    assert nights.diff() == (0, "1 link healed; 1 finding less")
    assert "1 finding is known to known.json and no more; --update-baseline takes them out" in err


def test_with_strikes_a_page_is_dead_on_the_second_night(nights):
    """Until then it is unreachable, which is no error; the day between the nights counts."""
    nights.options = ("--strikes", "2")
    nights.web.pages[VICTIM] = Page("Not Found", 404)
    code, verdict, since, _ = nights.night()
    assert (code, verdict) == (0, "unreachable")
    assert since is not None
    nights.a_day_passes()
    code, verdict, since, _ = nights.night()
    assert (code, verdict) == (1, "dead")
    assert since is not None
    nights.web.pages[VICTIM] = Page(title(3))
    assert nights.night()[:3] == (0, "live", None)
