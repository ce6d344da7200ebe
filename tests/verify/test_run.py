"""One run over the cited addresses: what is asked, what is kept, and what stops it."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from simulated import NO_NAME, Net, citation, page

from citecheck.errors import CacheError
from citecheck.models import Answer, NoAnswer, NotChecked, Reason
from citecheck.settings import Settings
from citecheck.store import Store
from citecheck.verify.prepare import Target
from citecheck.verify.run import Run

URLS = [f"https://site{number}.org/page" for number in range(4)]
PAGES = {url: page(f"Page {url}") for url in URLS}


def hours_ago(hours):
    return datetime.now(UTC) - timedelta(hours=hours)


def test_each_page_is_asked_once_and_kept():
    net = Net(PAGES)
    assert set(net.run().values()) == {"live"}
    assert net.asked == Counter(URLS)
    assert set(net.kept.values()) == {1}
    assert net.canary_asked == 0


@pytest.mark.parametrize(
    "settings, asked",
    [
        ({}, [URLS[1], URLS[2], URLS[3]]),
        ({"refresh": True}, URLS),
        ({"exclude": (r"site[13]\.",)}, [URLS[2]]),
    ],
    ids=["fresh enough", "refresh", "excluded"],
)
def test_what_the_cache_knows_is_not_asked(tmp_path, settings, asked):
    """A page seen an hour ago answers for this run; a failure of yesterday does not, nor what is never asked."""
    net = Net(PAGES, **settings)
    store = Store.open(tmp_path)
    store.keep_link(URLS[0], Answer(200, URLS[0], title="Seen"), hours_ago(1))
    store.keep_link(URLS[1], NoAnswer(Reason.REFUSED), hours_ago(24))
    net.run(store=store)
    assert list(net.asked) == asked


def test_offline_makes_no_world():
    """`--offline` loads nothing that could ask, and says of each page what the cache knows."""
    with Store.open(None) as store:
        store.keep_link(URLS[0], Answer(200, URLS[0]), hours_ago(9999))
        targets = tuple(Target(url, citation()) for url in URLS[:2])
        run = Run(Settings(offline=True), store, targets, world=NotImplemented)
        asyncio.run(run.ask())
        assert run.outcomes[URLS[0]].link.facts == Answer(200, URLS[0])
        assert run.outcomes[URLS[1]].link.facts == NotChecked("not asked: --offline")
        assert run.warnings() == ()


def test_progress_is_told_as_it_is_made():
    """Counts grow with each page; while the network is down the watcher is told that the run waits for it."""
    net, seen = Net(PAGES), []
    net.after(3, net.cut)
    with Store.open(None) as store:
        run = Run(
            net.settings,
            store,
            tuple(Target(url, citation()) for url in URLS),
            seen.append,
            lambda _settings: net,
        )
        net.at(5, lambda: (run.tell(), net.heal()))
        asyncio.run(run.ask())
    done = [progress.links_done for progress in seen]
    assert done == sorted(done)
    assert (seen[-1].links_done, seen[-1].links_total) == (4, 4)
    assert {progress.copies_total for progress in seen} == {0}, "no copies are asked for"
    assert any(progress.waiting.startswith("our own network is down; waiting") for progress in seen)


@pytest.mark.parametrize("url", [URLS[0], "http://gone.org/"], ids=["when it is heard", "when it is settled"])
def test_cache_that_fails_is_one_error(monkeypatch, url):
    """Wherever the run is, what keeps the cache from being written is raised as it is."""

    def fail(*_):
        raise CacheError("full")

    monkeypatch.setattr(Store, "keep_link", fail)
    with pytest.raises(CacheError, match="full"):
        Net({url: NO_NAME if "gone" in url else page()}).run()


def test_bug_falls_with_its_traceback(monkeypatch):
    """Nothing of ours is hidden in a group or taken for a fault of the network."""

    async def broken(_name):
        raise ZeroDivisionError

    net = Net({URLS[0]: NO_NAME})
    monkeypatch.setattr(net, "resolve", broken)
    with pytest.raises(ZeroDivisionError):
        net.run()


def test_memory_of_a_run_does_not_grow_with_what_it_learns():
    """What was learned lies in the store: an address costs a few hundred bytes, whatever its page is like."""
    sketch = tuple(range(2**62, 2**62 + 64))
    count = 3000
    targets = tuple(Target(f"https://site{number % 600}.org/{number}", citation()) for number in range(count))

    class Many(Net):
        async def check_all(self, urls, _client):
            for url in urls:
                yield (
                    url,
                    page("Title " * 20, body=url, final_url=url, sketch=tuple(each + 1 for each in sketch)),
                )

    net = Many({})
    with Store.open(None) as store:
        run = Run(net.settings, store, targets, world=lambda _settings: net)
        tracemalloc.start()
        asyncio.run(run.ask())
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(run.outcomes) == count
        assert run.outcomes[targets[7].url].link.facts.sketch[0] == sketch[0] + 1
    assert held / count < 600
