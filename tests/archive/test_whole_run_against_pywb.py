"""The example report, checked by the real program against a real archive and the web of 2012.

The truth table (`world/recipes.py`) says which copy is the right one for each endnote. Whatever the archive does: a
copy is named right or not at all, "none" is said only of what was never archived, and what could not be asked is
unknown.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from world.cdx import moment
from world.faults import (
    EXCLUDED,
    GATEWAY_TIMEOUT,
    MALFORMED_ROWS,
    OFFLINE_PAGE,
    ONLY_MALFORMED_ROWS,
    RESET,
    ROBOTS,
    TOO_MANY,
    TOO_MANY_FOR_A_MINUTE,
    UNAVAILABLE,
    Fault,
)
from world.recipes import CITED, TRUTH

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "russia-endnotes.txt"
AT_ONCE = 4  # look-ups that are under way when the first refusal comes

FAILING = {
    16: UNAVAILABLE,
    17: OFFLINE_PAGE,
    20: EXCLUDED,
    33: RESET,
    51: GATEWAY_TIMEOUT,
    # Never archived, but that must not be said of them either.
    3: ROBOTS,
    49: ONLY_MALFORMED_ROWS,
}
"""The endnotes whose request is made to fail while all others are answered."""


def environment(world):
    """Return the environment of the program: no proxy but the given one, and the proxy's certificates."""
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return clean | {"SSL_CERT_FILE": str(world.ca)}


def command(world, folder, *more):
    """Return how the example is checked with the cache in *folder*; all settings but the pace are the defaults."""
    (folder / "citecheck.toml").write_text("archive-pace = 1000\n")
    words = ["--wayback", world.front, "--proxy", world.proxy, "--config", str(folder / "citecheck.toml")]
    words += ["--cache", str(folder / "cache"), "--format", "json", "--no-progress", *more]
    return ["-m", "citecheck", "check", str(EXAMPLE), *words]


def check(world, folder, *more):
    """Run it, and return what it said of each endnote's address."""
    done = subprocess.run(
        [sys.executable, *command(world, folder, *more)],
        capture_output=True,
        text=True,
        env=environment(world),
        timeout=120,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    return {note["number"]: note["urls"][0] for note in json.loads(done.stdout)["citations"] if note["urls"]}


def bare(url):
    """Return *url* without its fragment, as it is asked for."""
    return url.partition("#")[0]


def outcomes(links):
    """Return state and address of the copy for each endnote."""
    return {note: (link["snapshot"]["state"], link["snapshot"]["url"]) for note, link in links.items()}


def but_for(run, unknown):
    """Return what the *run* without faults found, but for the *unknown* endnotes."""
    return {
        note: ("unknown", None) if note in unknown else outcome for note, outcome in outcomes(run[1]).items()
    }


def right(world, page, timestamp):
    """Return the right outcome for one endnote."""
    if timestamp is None:
        return "none", None
    return "found", f"{world.front}/web/{timestamp}/{page.original(timestamp)}"


@pytest.fixture(scope="session")
def pages_known(archive_world, tmp_path_factory):
    """Check the pages alone; their cache is where each run below begins, so that it asks the archive alone."""
    folder = tmp_path_factory.mktemp("pages")
    links = check(archive_world, folder, "--snapshots", "none")
    return folder, links


@pytest.fixture
def folder(pages_known, tmp_path):
    """A cache that knows the pages and nothing of the archive."""
    shutil.copytree(pages_known[0] / "cache", tmp_path / "cache")
    return tmp_path


@pytest.fixture(scope="session")
def whole_run(archive_world, pages_known, tmp_path_factory):
    """One run without faults; its folder and what it found."""
    folder = tmp_path_factory.mktemp("run")
    shutil.copytree(pages_known[0] / "cache", folder / "cache")
    archive_world.calm()
    return folder, check(archive_world, folder)


@pytest.mark.parametrize("note", sorted(TRUTH))
def test_the_copy_that_the_author_saw(archive_world, whole_run, note):
    """The copy that the truth table names, with its moment."""
    _, links = whole_run
    page, timestamp = TRUTH[note]
    assert outcomes(links)[note] == right(archive_world, page, timestamp), page.why
    snapshot = links[note]["snapshot"]
    if timestamp is not None:
        assert datetime.fromisoformat(snapshot["captured"]) == moment(timestamp)


def test_pages_are_those_of_2012(pages_known):
    """Over http and https: what answers is the web of that day, redirects included."""
    _, links = pages_known
    assert links[1]["check"]["final_url"] == "https://data.worldbank.org/countries/russia"
    assert links[31]["check"]["final_url"] == "http://eng.kremlin.ru/acts/1580"
    assert links[1]["check"]["status"] == links[31]["check"]["status"] == 200
    assert links[49]["check"]["status"] == 404


def test_what_was_learned_is_not_asked_again(archive_world, whole_run):
    """The second run names the same copies without a request."""
    folder, links = whole_run
    assert outcomes(check(archive_world, folder)) == outcomes(links)
    assert archive_world.log == []


def test_some_requests_fail(archive_world, whole_run, folder):
    """Those endnotes are unknown, each for its own reason, and all others are as true as before."""
    for note, fault in FAILING.items():
        archive_world.faults.add(fault, path="/", about=bare(TRUTH[note][0].url))
    assert outcomes(check(archive_world, folder)) == but_for(whole_run, FAILING)


@pytest.mark.parametrize(
    "fault, times",
    [
        pytest.param(MALFORMED_ROWS, None, id="malformed rows among the good ones"),
        pytest.param(Fault(delay=0.15), None, id="every answer takes its time"),
        pytest.param(UNAVAILABLE, 1, id="each address is answered 503 once"),
        pytest.param(RESET, 1, id="each address is answered with a reset once"),
    ],
)
def test_faults_that_cost_nothing(archive_world, whole_run, folder, fault, times):
    """The right copies are found all the same."""
    for page in CITED:
        archive_world.faults.add(fault, about=bare(page.url), times=times)
    assert outcomes(check(archive_world, folder)) == outcomes(whole_run[1])


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(TOO_MANY, id="429"),
        pytest.param(TOO_MANY_FOR_A_MINUTE, id="429 and for how long"),
        pytest.param(OFFLINE_PAGE, id="a page with status 200"),
        pytest.param(UNAVAILABLE, id="503"),
        pytest.param(RESET, id="reset"),
        pytest.param(EXCLUDED, id="403"),
        pytest.param(ONLY_MALFORMED_ROWS, id="malformed rows alone"),
        pytest.param(Fault(404, "not found"), id="404"),
    ],
)
def test_faults_that_leave_nothing(archive_world, whole_run, folder, fault):
    """All is unknown; nothing is called unarchived."""
    archive_world.faults.add(fault, path="/")
    assert outcomes(check(archive_world, folder)) == but_for(whole_run, TRUTH)


def test_refused_connections_leave_nothing(archive_world, whole_run, folder):
    """As the firewall of an archive does after too many requests."""
    with archive_world.server.refused():
        assert outcomes(check(archive_world, folder)) == but_for(whole_run, TRUTH)


def unknown_in(found):
    """Return the endnotes of which nothing is known."""
    return {note for note, (state, _) in found.items() if state == "unknown"}


def test_an_archive_that_has_enough_is_asked_no_more(archive_world, whole_run, folder):
    """What was learned before the refusal is right and stays, the rest is unknown, in the next run too if need be."""
    archive_world.limiter.on(limit=12, minute=600.0)
    first = outcomes(check(archive_world, folder))
    refused = [asked.url for asked in archive_world.log if asked.status == 429]
    assert first == but_for(whole_run, unknown_in(first))
    assert 1 <= len(refused) <= AT_ONCE
    assert len(archive_world.server.looked_up) == 12 + len(refused)
    archive_world.calm()
    second = outcomes(check(archive_world, folder))
    assert second == but_for(whole_run, unknown_in(second))
    assert unknown_in(second) <= unknown_in(first) != set(TRUTH)


@pytest.mark.parametrize("cut", [0, 90, 170])
def test_listings_that_break_off_mislead_nobody(archive_world, whole_run, folder, cut):
    """What is missing is not taken for what is not there."""
    archive_world.faults.add(Fault(cut=cut))
    found = outcomes(check(archive_world, folder))
    assert found == but_for(whole_run, unknown_in(found))


# --- waybackpy's own network -----------------------------------------------------------------------------

WATCHED = """
import runpy, sys, traceback

NETWORK = ("/waybackpy/", "/requests/", "/urllib3/")

def watch(event, arguments):
    if event == "socket.connect":
        frames = [frame.filename for frame in traceback.extract_stack()]
        if any(name in filename for filename in frames for name in NETWORK):
            sys.stderr.write(f"waybackpy connects to {arguments[1]}\\n")
            sys.stderr.flush()

sys.addaudithook(watch)
"""
RUN = (
    WATCHED + "sys.argv = sys.argv[1:]\nrunpy.run_module('citecheck', run_name='__main__', alter_sys=True)\n"
)
OWN = WATCHED + (
    "from waybackpy import WaybackMachineCDXServerAPI as Index\n"
    "index = Index('http://pages.example/steady.html', limit='1')\n"
    "index.endpoint = sys.argv[1] + '/cdx/search/cdx'\n"
    "print(len(list(index.snapshots())))\n"
)


def watched(world, code, *words):
    """Run *code*, and return what it said of connections; the watcher sees every one of the process."""
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        env=environment(world),
        timeout=120,
        check=False,
    )


def test_waybackpy_never_connects(archive_world, folder):
    """It writes the queries and reads the rows of a whole run, and opens no connection."""
    _, *words = command(archive_world, folder)
    done = watched(archive_world, RUN, *words)
    assert len(set(archive_world.server.looked_up)) >= len(CITED) // 2
    assert '"state": "found"' in done.stdout
    assert "waybackpy connects" not in done.stderr


def test_the_watcher_sees_waybackpy_connect(archive_world):
    """Where it uses its own network, that is seen."""
    done = watched(archive_world, OWN, archive_world.front)
    assert done.stderr.startswith("waybackpy connects to ('127.0.0.1', ")
    assert int(done.stdout) == len(archive_world.server.looked_up)
