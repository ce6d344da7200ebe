"""The cache folder: what is kept, what comes back, and what keeps it from being used."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from citecheck.errors import CacheError
from citecheck.models import Answer, Capture, Hop, Listing, NoAnswer, NotChecked, Reason
from citecheck.store import FILE_NAME, Kept, Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "http://www.example.org/report_2007.htm"
BASE = "https://web.archive.org"
ANSWER = Answer(200, URL, (Hop("http://a.test/", 301, URL),), "text/html", "A title", ("og",), "f00d")
LISTING = Listing((Capture(NOW, URL, None, "warc/revisit", "A" * 32),), 2, truncated=True)


def at(hours):
    return NOW + timedelta(hours=hours)


# --- the store --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["a folder", "memory"])
def test_the_latest_observation_is_given_back(tmp_path, where):
    """Links and listings are kept apart, each under its own address, with the time they were seen."""
    with Store.open(tmp_path / "new" / "cache" if where == "a folder" else None) as store:
        assert store.link(URL) is None
        assert store.listing(BASE, URL) is None
        assert store.link_history(URL) == ()
        store.keep_link(URL, ANSWER, at(0))
        store.keep_link(URL, NoAnswer(Reason.RESET), at(1))
        store.keep_link("http://b.test/", NotChecked("x"), at(2))
        store.keep_listing(BASE + "/", URL, LISTING, at(3))
        store.keep_listing("http://127.0.0.1:8080", URL, NoAnswer(Reason.RATE_LIMITED, "429"), at(4))
        assert store.link(URL) == Kept(NoAnswer(Reason.RESET), at(1))
        assert store.link_history(URL) == (Kept(NoAnswer(Reason.RESET), at(1)), Kept(ANSWER, at(0)))
        assert store.listing(BASE, URL) == Kept(LISTING, at(3))
        assert store.listing("http://127.0.0.1:8080/", URL) == Kept(
            NoAnswer(Reason.RATE_LIMITED, "429"), at(4)
        )
        assert store.listing("http://other.test", URL) is None


def test_it_is_still_there_in_the_next_run(tmp_path):
    """What one run kept, another finds."""
    with Store.open(tmp_path) as store:
        store.keep_link(URL, ANSWER, at(0))
    with Store.open(tmp_path) as store:
        assert store.link(URL) == Kept(ANSWER, at(0))


def test_each_observation_has_a_place(tmp_path):
    """It is found there, and can be taken back."""
    with Store.open(tmp_path) as store:
        link, listing = store.keep_link(URL, ANSWER, at(0)), store.keep_listing(BASE, URL, LISTING, at(1))
        assert store.link(URL).row == link.row != listing.row
        assert store.listing(BASE, URL).row == listing.row
        assert store.listing_in(listing.row) == Kept(LISTING, at(1))
        assert store.listing_in(link.row) is None
        store.forget(link.row)
        assert store.link(URL) is None
        assert store.listing_in(9999) is None


def test_nothing_is_left_of_a_store_in_memory():
    """`--no-cache` keeps nothing."""
    with Store.open(None) as store:
        store.keep_link(URL, ANSWER, NOW)
    with Store.open(None) as store:
        assert store.link(URL) is None


def test_the_latest_is_the_last_seen():
    """Time decides, compared as UTC, and not the order of writing; of one time the later row wins."""
    east = timezone(timedelta(hours=5))
    with Store.open(None) as store:
        store.keep_link(URL, NotChecked("noon"), at(0))
        store.keep_link(URL, NotChecked("eleven"), at(-1).astimezone(east))
        store.keep_link(URL, NotChecked("noon again"), at(0))
        history = store.link_history(URL)
    assert [kept.facts.why for kept in history] == ["noon again", "noon", "eleven"]
    assert [kept.at for kept in history] == [at(0), at(0), at(-1)]
    assert {kept.at.tzinfo for kept in history} == {UTC}


def test_a_time_without_a_zone_is_a_mistake():
    """Nobody could say later what was meant."""
    with Store.open(None) as store, pytest.raises(ValueError, match="no time zone"):
        store.keep_link(URL, ANSWER, NOW.replace(tzinfo=None))


@pytest.mark.parametrize("row", ["not JSON", b"not zlib", '["Miracle",{}]', '["Listing",{"captures":[]}]'])
def test_a_row_that_cannot_be_decoded_is_passed_over(tmp_path, row):
    """The observation before it is the latest that is known."""
    with Store.open(tmp_path) as store:
        store.keep_link(URL, ANSWER, at(0))
        with sqlite3.connect(tmp_path / FILE_NAME) as other:
            other.execute(
                "INSERT INTO observation (kind, base, url, at, facts) VALUES ('link', '', ?, ?, ?)",
                (URL, at(1).isoformat(timespec="microseconds"), row),
            )
        other.close()
        assert store.link(URL) == Kept(ANSWER, at(0))
        assert len(store.link_history(URL)) == 1


@pytest.mark.parametrize(
    "url, seen",
    [("http://\udc80.test/", ANSWER), (URL, NotChecked("\ud800"))],
    ids=["in the address", "in the facts"],
)
def test_half_a_character_is_not_kept(url, seen):
    """What no encoding can write is asked again the next time; it is not a failure."""
    with Store.open(None) as store:
        store.keep_link(url, seen, NOW)
        assert store.link(url) is None


def test_threads_may_share_a_store(tmp_path):
    """No observation is lost or mixed up when several threads keep and read."""
    with Store.open(tmp_path) as store:

        def work(name):
            for number in range(20):
                url = f"http://{name}.test/{number}"
                store.keep_link(url, NotChecked(url), NOW)
                assert store.link(url) == Kept(NotChecked(url), NOW)

        threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(store.link(f"http://{name}.test/{number}") for name in "abcd" for number in range(20))


KEEP_MANY = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from citecheck.models import NotChecked
from citecheck.store import Store
store = Store.open(Path(sys.argv[1]))
for number in range(25):
    store.keep_link("http://a.test/", NotChecked(f"{sys.argv[2]} {number}"), datetime.now(UTC))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_processes_that_share_a_folder_lose_nothing(tmp_path):
    """Several runs start in one new folder at the same moment; `kill -9` costs none of what they learned."""
    folder = tmp_path / "cache"
    runs = [subprocess.Popen([sys.executable, "-c", KEEP_MANY, folder, name]) for name in "abcd"]
    assert [run.wait(60) for run in runs] == [-signal.SIGKILL] * 4
    with Store.open(folder) as store:
        kept = [seen.facts.why for seen in store.link_history("http://a.test/")]
    assert sorted(kept) == sorted(f"{name} {number}" for name in "abcd" for number in range(25))


def test_many_may_make_the_file_at_the_same_moment(tmp_path):
    """Whoever comes while another makes the file waits or finds it made."""
    for attempt in range(15):
        start = threading.Barrier(8)

        def open_it(folder=tmp_path / str(attempt), start=start):
            start.wait()
            with Store.open(folder) as store:
                store.keep_link(URL, ANSWER, NOW)

        threads = [threading.Thread(target=open_it) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with Store.open(tmp_path / str(attempt)) as store:
            assert len(store.link_history(URL)) == 8


# --- what cannot be used ----------------------------------------------------------------------------------


def _foreign(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cookies (name)")
    other.close()


def _newer(path):
    Store.open(path.parent).close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()


def _torn(path):
    with Store.open(path.parent) as store:
        store.keep_link(URL, ANSWER, NOW)
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    "spoil, says",
    [
        (lambda path: path.write_text("Not a database, but a text about one. " * 50), "not a database"),
        (_foreign, "not a cache of citecheck"),
        (_newer, "newer citecheck (schema 99"),
        (_torn, "malformed"),
        (Path.mkdir, "unable to open"),
    ],
    ids=["a text", "another program's", "a newer one", "half a file", "a folder"],
)
def test_a_file_that_cannot_be_used(tmp_path, spoil, says):
    """One line says which file, what is wrong with it, and what to try; the file stays as it was."""
    path = tmp_path / FILE_NAME
    spoil(path)
    before = path.is_file() and path.read_bytes()
    with pytest.raises(CacheError) as error:
        Store.open(tmp_path)
    message = str(error.value)
    assert message.startswith(f"{path}: ")
    assert says in message
    assert "--cache DIR" in message
    assert "delete it" in message
    assert "\n" not in message
    assert (path.is_file() and path.read_bytes()) == before


def test_a_folder_that_cannot_be_made(tmp_path):
    """A cache folder below a file is one line too."""
    (tmp_path / "file").touch()
    with pytest.raises(CacheError, match=r"cannot be used as cache folder .* --cache DIR .* --no-cache"):
        Store.open(tmp_path / "file" / "cache")


def test_a_file_that_is_spoilt_during_the_run(tmp_path):
    """Reading and writing say what opening says."""
    with Store.open(tmp_path) as store:
        with sqlite3.connect(tmp_path / FILE_NAME) as other:
            other.execute("DROP TABLE observation")
        other.close()
        with pytest.raises(CacheError, match=r"citecheck\.sqlite3: cannot be used as cache"):
            store.link(URL)
        with pytest.raises(CacheError, match="--no-cache"):
            store.keep_link(URL, ANSWER, NOW)


def test_an_empty_file_is_a_new_cache(tmp_path):
    """What a run leaves that was killed while it made the file is no obstacle."""
    (tmp_path / FILE_NAME).touch()
    with Store.open(tmp_path) as store:
        store.keep_link(URL, ANSWER, NOW)
        assert store.link(URL) == Kept(ANSWER, NOW)
