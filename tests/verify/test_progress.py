"""The watcher of a run is told the truth: known totals, never more than all, and what is waited for."""

from __future__ import annotations

import asyncio

import pytest
from factories import TODAY, notes
from hypothesis import given, strategies as st
from simulated import NO_NAME, Net, citation, page

from citecheck.read import read_text
from citecheck.settings import Settings
from citecheck.store import Store
from citecheck.verify import lint_all, verify_all
from citecheck.verify.prepare import Target, prepare_all
from citecheck.verify.progress import Progress, Stage, told
from citecheck.verify.run import Run
from citecheck.web.crew import Queue

URLS = [f"https://site{number}.org/page" for number in range(5)]


def cited(*urls, name):
    return read_text("Endnotes\n\n" + notes(*(f"A Body. Title. 2010. {url}" for url in urls)), source=name)


@given(st.data())
def test_counts_grow_to_what_was_known_at_the_beginning(data):
    """Whatever the pages do and however often the network goes: links are never more than all."""
    kinds = {"live": page(), "gone": NO_NAME, "again": [NO_NAME, page()]}
    pages = {url: kinds[data.draw(st.sampled_from(sorted(kinds)))] for url in URLS}
    net, seen = Net(pages), []
    for number in data.draw(st.sets(st.integers(1, 6), max_size=2)):
        net.after(number, net.cut)
    net.at(data.draw(st.integers(1, 50)), net.heal)
    with Store.open(None) as store:
        targets = tuple(Target(url, citation()) for url in URLS)
        run = Run(net.settings, store, targets, seen.append, lambda _settings: net)
        asyncio.run(run.ask())
    assert {progress.links_total for progress in seen} == {len(URLS)}
    assert all(0 <= progress.links_done <= progress.links_total for progress in seen)
    assert all(sum(progress.verdicts.values()) == progress.links_done for progress in seen)
    assert seen[-1].links_done == len(URLS)
    assert all(progress.copies_done <= progress.copies_total for progress in seen)


def test_equal_links_count_once_over_all_documents(tmp_path):
    """Documents are counted while they are read and judged, distinct links in between."""
    documents = [cited(*URLS[:3], name="a.txt"), cited(*URLS[1:], name="b.txt")]
    seen: list[Progress] = []
    settings = Settings(offline=True, cache=str(tmp_path))
    verify_all(documents, settings, seen.append)
    told_of = [(each.stage, each.documents_done, each.documents_total) for each in seen]
    assert told_of[:2] == [(Stage.READING, 0, 2), (Stage.READING, 1, 2)]
    assert told_of[-2:] == [(Stage.JUDGING, 0, 2), (Stage.JUDGING, 1, 2)]
    asked = [each for each in seen if each.stage is Stage.ASKING]
    assert {each.links_total for each in asked} == {5}
    assert [each.links_done for each in asked][-1] == 5


def test_reading_is_watched_without_a_network_too():
    seen: list[Progress] = []
    lint_all([cited(URLS[0], name="a.txt")] * 3, Settings(), watch=seen.append)
    assert [(each.stage, each.documents_done, each.documents_total) for each in seen] == [
        (Stage.READING, number, 3) for number in range(3)
    ]


def test_a_total_that_nobody_knows_is_none():
    seen: list[Progress] = []
    assert list(told(iter("ab"), Stage.READING, seen.append)) == ["a", "b"]
    assert [each.documents_total for each in seen] == [None, None]
    assert list(told(iter("ab"), Stage.READING, None)) == ["a", "b"]


WAITS = [
    (Queue("www.state.gov", 1812, 1.0), "1,812 links wait for www.state.gov, asked once in 1 s"),
    (Queue("www.state.gov", 3, 2.5), "3 links wait for www.state.gov, asked once in 2.5 s"),
    (Queue("www.state.gov", 2, 1.0), ""),
    (Queue("www.state.gov", 1812, 0.0), ""),
    (None, ""),
]


@pytest.mark.parametrize("queue, said", WAITS)
def test_the_longest_queue_is_what_a_run_waits_for(monkeypatch, queue, said):
    """A second between two requests to one host, and the bar stands still: it says whose turn it is."""
    net, seen = Net({url: page() for url in URLS}), []
    monkeypatch.setattr("simulated._Client.longest", lambda _client: queue)
    with Store.open(None) as store:
        targets = tuple(Target(url, citation()) for url in URLS)
        run = Run(net.settings, store, targets, seen.append, lambda _settings: net)
        net.after(2, run.look_round)
        asyncio.run(run.ask())
    assert said in {progress.waiting for progress in seen}
    assert seen[-1].waiting in {"", said}


def test_a_document_is_let_go_and_comes_back_where_it_is_needed():
    """Equal words that cite one address ask for one copy; other words or another day ask for their own."""
    days = ["3 May 2011", "3 May 2011", "4 May 2011", "4 May 2011", "3 May 2011"]
    documents = [
        cited(f"Accessed on {day} from: http://a.org/x", name=f"{number}.txt")
        for number, day in enumerate(days)
    ]
    prepared, (target,) = prepare_all(iter(documents), TODAY)
    assert [each.document for each in prepared] == documents
    assert target.within().document == documents[0]
    assert [str(each.accessed.as_date()) for each in target.citations] == ["2011-05-03", "2011-05-04"]
