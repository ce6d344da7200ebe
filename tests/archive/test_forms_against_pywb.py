"""The broken URLs of the example report, found again in a real archive by the real program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "russia-endnotes.txt"
WEEK = "http://www.businessweek.com/globalbiz/content/feb2007/gb20070223"
NORDEN = (
    "http://www.norden.org/en/about-nordic-co-operation/areas-of-co-operation/trafficking-in-human-beings"
)
MONITOR = (
    "http://www.csmonitor.com/World/Europe/2011/0511/"
    "Chemical-castration-Why-Medvedev-suggests-it-for-Russia-s-pedophiles"
)
UNDP = "http://www.undp.ru/nhdr2010/National_Human_Development_Report_in_the_RF_2010_ENG.pdf"


def check(world, folder, document):
    """Check *document* and return what was found of each endnote, and the queries of the index."""
    world.calm()
    (folder / "citecheck.toml").write_text("archive-pace = 1000\n")
    words = [str(document), "--wayback", world.front, "--proxy", world.proxy, "--format", "json"]
    words += ["--config", str(folder / "citecheck.toml"), "--cache", str(folder / "cache"), "--no-progress"]
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        [sys.executable, "-m", "citecheck", "check", *words],
        capture_output=True,
        text=True,
        env=clean | {"SSL_CERT_FILE": str(world.ca)},
        timeout=120,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return {note["number"]: note["findings"] for note in json.loads(done.stdout)["citations"]}


def beginnings(world):
    """Return what the index was asked for, where that was the addresses that begin so."""
    return [asked.url for asked in world.log if ("matchType", "prefix") in asked.parameters]


@pytest.fixture(scope="module")
def example(archive_world, tmp_path_factory):
    """What was found of the example, and which beginnings were asked for."""
    found = check(archive_world, tmp_path_factory.mktemp("forms"), EXAMPLE)
    return found, beginnings(archive_world)


FOUND = {
    3: ("U102", UNDP, "15 February 2012"),
    11: ("U102", f"{WEEK}_311905.htm", "1 May 2011"),
    15: ("U105", "article", "15 June 2011"),
    26: ("U102", f"{NORDEN}/about-the-fight-against-trafficking", "15 May 2011"),
    37: ("U102", MONITOR, "3 June 2011"),
}
"""For each endnote whose right form the archive holds: what is corrected, to what, and when it was captured."""


@pytest.mark.parametrize("number", FOUND)
def test_the_right_form_is_found(example, number):
    """One address of the form, captured about the access date, whose copy bears the cited title."""
    code, right, day = FOUND[number]
    suggestion = next(each["suggestion"] for each in example[0][number] if each["code"] == code)
    assert suggestion["with"] == right
    evidence = f"the archive holds exactly one address of this form, captured on {day} with the cited title"
    assert evidence in suggestion["because"]


def test_no_other_endnote_is_given_a_form(example):
    """Those that are archived as they are read, and those of which nothing like it is held."""
    given = {
        number for number, found in example[0].items() if "e archive holds exactly one" in json.dumps(found)
    }
    assert given - {21} == set(FOUND)


def test_only_what_is_broken_gone_and_never_archived_is_looked_up(example):
    """One query each; nothing that stands whole, and nothing of which there is a copy."""
    asked = example[1]
    assert len(asked) == len(set(asked)) <= 9
    assert WEEK in asked
    assert not [url for url in asked if "usembassy" in url or "ecpat" in url or "childtrafficking" in url]


def test_two_forms_are_ambiguous(archive_world, tmp_path):
    """The name is cut within its number: both articles are named, neither is offered."""
    document = tmp_path / "cut.txt"
    broken = WEEK.replace(".com/", ".com/ ")
    document.write_text(
        "Endnotes\n\n"
        f"1. Bush, Jason. EU Presses Russia on Human Trafficking. February 23, 2007. "
        f"Accessed on May 25 2011 from: {broken} 31190.\n",
        encoding="utf-8",
    )
    found = next(each for each in check(archive_world, tmp_path, document)[1] if each["code"] == "U102")
    assert found["message"].endswith(
        f"The archive holds 2 addresses of this form: {WEEK}_311905.htm and {WEEK}_311906.htm; see which is meant."
    )
    assert found["suggestion"]["with"] == f"{WEEK}31190"
    assert beginnings(archive_world) == [WEEK]
