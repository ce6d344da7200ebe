"""In which order, at which pace and of which archives copies are asked for."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import virtual_time
from cdx_server import TOO_MANY, CdxServer, Fault, captured
from memento_server import MementoServer

from citecheck.archive import dialect, pace as paces
from citecheck.errors import SettingsError
from citecheck.models import Citation, Listing, NoAnswer, NotChecked, Reason, Span, Verdict, WrittenDate
from citecheck.settings import Settings
from citecheck.store import Kept, Store, turns
from citecheck.verify import cheap
from citecheck.verify.copies import Copies
from citecheck.verify.prepare import Target
from citecheck.verify.together import with_helpers
from citecheck.web import Client, Reply

BASE = "http://archive.test"
DAY = date(2011, 5, 23)
LIVE, DEAD = Verdict.LIVE, Verdict.DEAD


def citation(day=DAY):
    written = WrittenDate("", Span(0, 0), day.year, day.month, day.day)
    return Citation(1, None, "", Span(0, 0), accessed=written)


def target(url, *days):
    first, *others = days or (DAY,)
    return Target(url, citation(first), also=tuple(citation(day) for day in others))


async def never(_facts):
    return False


class Asked:
    """What a run over *pages* (verdicts by URL) learned, through the real `Copies`."""

    def __init__(self, pages, settings, *, store=None, client=None, days=()):
        self.pages, self.settings, self.store, self.client, self.days = pages, settings, store, client, days
        self.learned, self.order, self.waiting = {}, [], set()

    async def run(self, _loop=None):
        with self.store or Store.open(None) as kept:
            copies = Copies(self.settings, kept, is_our_fault=never, learn=self._learn)
            self._copies = copies
            for url, verdict in self.pages.items():
                copies.put(target(url, *self.days), verdict)
            if copies.wanted:
                client = self.client or Client(self.settings)
                await with_helpers(copies.join(), *copies.workers(client))
                if self.client is None:
                    await client.__aexit__(None, None, None)
        return self

    def _learn(self, url, learned):
        self.learned[url] = learned.facts if isinstance(learned, Kept) else learned
        self.order.append(url)
        self.waiting.add(self._copies.waiting if hasattr(self, "_copies") else "")


def settings(base=BASE, **other):
    return Settings(**({"wayback": base, "delay": 0, "retries": 0, "no_cache": True} | other))


# --- the pace of a whole run, in time that a test can see ---------------------------------------------------


class Simulated:
    """An archive that takes *delay* seconds for an answer and refuses the 25th request of any minute."""

    def __init__(self, loop, delay=2.0, held=()):
        self.loop, self.delay, self.held = loop, delay, held
        self.log, self.refused, self.posts = [], 0, 0

    async def get(self, url, _manner):
        now = self.loop.time()
        self.log.append((now, dict(parse_qsl(urlsplit(url).query)).get("url", url)))
        self.refused += sum(1 for at, _ in self.log if at > now - 60) > 24
        await asyncio.sleep(self.delay)
        return Reply(200, url, {"content-type": "text/plain"}, b"")

    async def post(self, url, _body, _manner):
        self.posts += 1
        return Reply(404, url, {})


@pytest.fixture
def virtual(monkeypatch):
    """Let reading rows take no thread, and the clock of the store be that of the loop."""

    async def at_once(function, *arguments, **named):
        return function(*arguments, **named)

    def clock():
        return asyncio.get_running_loop().time()

    monkeypatch.setattr(asyncio, "to_thread", at_once)
    monkeypatch.setattr(turns.Turns.__init__, "__defaults__", (clock,))
    monkeypatch.setattr(
        paces.Pace.__init__, "__kwdefaults__", paces.Pace.__init__.__kwdefaults__ | {"clock": clock}
    )


@pytest.mark.usefixtures("virtual")
def test_two_hundred_pages_provoke_no_429_and_take_no_longer_than_the_pace_allows():
    """Eight windows are over before the last eight can be sent, four at once, and each four are answered after 2 s."""
    pages = {f"http://{number}.test/": DEAD for number in range(200)}

    async def work(loop):
        archive = Simulated(loop)
        asked = await Asked(pages, settings(), client=archive).run()
        return archive, asked

    (archive, asked), seconds = virtual_time.run(work)
    assert (archive.refused, len(archive.log), set(asked.learned.values())) == (0, 200, {Listing(())})
    assert seconds == pytest.approx(8 * 61 + 2 * 2, abs=0.5)
    assert seconds < 200 / 24 * 60
    assert any(
        said.startswith("archive.test is asked 24 times a minute; next in ") and said.endswith(" to look up")
        for said in asked.waiting
    )


@pytest.mark.usefixtures("virtual")
def test_two_runs_together_keep_one_pace(tmp_path):
    """Runs that share a cache folder send, together, no more than one of them may; both finish.

    After four windows the last 24 are sent, four at once from each run, so that three times two seconds pass.
    """

    async def work(loop):
        archive = Simulated(loop)
        runs = [
            Asked({f"http://{name}{number}.test/": DEAD for number in range(60)}, settings(), client=archive,
                  store=Store.open(tmp_path)).run()
            for name in "ab"
        ]  # fmt: skip
        return archive, await asyncio.gather(*runs)

    (archive, runs), seconds = virtual_time.run(work)
    assert (archive.refused, len(archive.log)) == (0, 120)
    assert [set(run.learned.values()) for run in runs] == [{Listing(())}] * 2
    assert seconds == pytest.approx(4 * 61 + 3 * 2, abs=0.5)


@pytest.mark.usefixtures("virtual")
def test_pages_in_trouble_are_asked_first():
    """Dead ones, then those that show something else, then those that may come back; healthy ones last."""
    order = [
        DEAD,
        Verdict.SOFT_404,
        Verdict.CHANGED,
        Verdict.UNREACHABLE,
        Verdict.BLOCKED,
        LIVE,
        Verdict.MOVED,
    ]
    pages = {f"http://{verdict}.test/": verdict for verdict in reversed(order)}

    async def work(loop):
        archive = Simulated(loop)
        await Asked(pages, settings(), client=archive).run()
        return archive

    archive, _ = virtual_time.run(work)
    places = [urlsplit(url).hostname.removesuffix(".test") for _, url in archive.log]
    assert places[:5] == order[:5]
    assert sorted(places[5:]) == sorted(order[5:])
    assert archive.posts == 1


# --- against real servers -----------------------------------------------------------------------------------


class Limited(CdxServer):
    """An archive that refuses the request after *limit* in any *minute* (seconds, shorter than a real one)."""

    def __init__(self, rows=(), *, limit=24, minute=0.5, delay=0.0):
        super().__init__(rows, delay=delay)
        self.limit, self.minute, self.refused = limit, minute, 0
        self._times, self._gate = [], threading.Lock()

    def answer(self, path, headers):
        with self._gate:
            now = time.monotonic()
            self._times = [*(at for at in self._times if at > now - self.minute), now]
            if len(self._times) > self.limit:
                self.refused += 1
                return TOO_MANY
        return super().answer(path, headers)


def test_no_429_from_a_real_archive(monkeypatch):
    """With real sockets and clocks: the limiter's window is longer than the archive's by what requests may lag."""
    monkeypatch.setattr(paces, "WINDOW", 0.8)
    with Limited(delay=0.02) as archive:
        pages = {f"http://{number}.test/": DEAD for number in range(72)}
        asked = asyncio.run(Asked(pages, settings(archive.base)).run())
    assert archive.refused == 0
    assert set(asked.learned.values()) == {Listing(())}
    assert len(archive.asked) == 72


TOGETHER = """
import asyncio, sys
sys.path[:0] = [{tests!r}, {here!r}]
from citecheck.archive import pace
pace.WINDOW = 1.5
from pathlib import Path
from citecheck.store import Store
from test_asking_archives import Asked, DEAD, settings
pages = {{f"http://{{sys.argv[2]}}{{number}}.test/": DEAD for number in range(30)}}
told = settings(sys.argv[1], archive_pace=12)
asked = asyncio.run(Asked(pages, told, store=Store.open(Path(sys.argv[3]))).run())
print(sorted({{type(facts).__name__ for facts in asked.learned.values()}}))
"""


def test_no_429_from_a_real_archive_that_two_processes_ask(tmp_path, request):
    """They start together and share nothing but the cache folder; what a first request lags, the window is longer."""
    here = request.path.parent
    program = TOGETHER.format(tests=str(here.parent), here=str(here))
    with Limited(limit=12, minute=0.5) as archive:
        monitor = [
            subprocess.Popen([sys.executable, "-c", program, archive.base, name, tmp_path],
                             stdout=subprocess.PIPE, text=True)
            for name in "ab"
        ]  # fmt: skip
        said = [process.communicate(timeout=60)[0].strip() for process in monitor]
    assert said == ["['Listing']"] * 2
    assert (archive.refused, len(archive.asked)) == (0, 60)


def test_a_429_is_known_to_the_next_run(tmp_path):
    """It sends nothing while the time that the archive named is not over, and says why."""
    refused = Fault(429, "", (("Retry-After", "300"),))
    with CdxServer([captured("http://a.test/", "20110501000000")]) as archive:
        archive.fail(refused, times=1)
        for url in ("http://a.test/", "http://b.test/"):
            asked = asyncio.run(Asked({url: DEAD}, settings(archive.base), store=Store.open(tmp_path)).run())
    assert archive.addresses == ["http://a.test/"]
    assert asked.learned["http://b.test/"] == NoAnswer(
        Reason.RATE_LIMITED,
        "not asked: the archive answers 429 and asks to wait 300, to another run; it may be asked again in 5 min",
    )


# --- the cheap look -----------------------------------------------------------------------------------------


class Service(Simulated):
    """An archive with the availability API; it knows *held*: a stamp by URL."""

    async def post(self, url, body, _manner):
        self.posts += 1
        results = []
        for line in body.decode().split("\n"):
            asked = {name: values[0] for name, values in parse_qs(line).items()}
            stamp = self.held.get(asked["url"])
            place = {
                "available": True,
                "status": "200",
                "timestamp": stamp,
                "url": f"http://x.test/web/{stamp}/{asked['url']}",
            }
            results.append({"tag": asked["tag"], "archived_snapshots": {"closest": place} if stamp else {}})
        return Reply(200, url, {}, json.dumps({"results": results}).encode())


def looked_up(pages, *, held, archive=Service, store=None, days=(), **options):
    async def work(loop):
        client = archive(loop, held=held)
        return client, await Asked(pages, settings(**options), client=client, store=store, days=days).run()

    (client, asked), _ = virtual_time.run(work)
    return Counter(url for _, url in client.log), client.posts, asked


HELD = {"http://near.test/": "20110501000000", "http://far.test/": "20090501000000"}


@pytest.mark.usefixtures("virtual")
@pytest.mark.parametrize(
    "pages, asked, posts",
    [
        ({"http://near.test/": LIVE}, [], 1),
        ({"http://near.test/": Verdict.MOVED}, [], 1),
        ({"http://far.test/": LIVE}, ["http://far.test/"], 1),
        ({"http://unknown.test/": LIVE}, ["http://unknown.test/"], 1),
        ({"http://near.test/": DEAD}, ["http://near.test/"], 0),
        ({"http://near.test/": Verdict.BLOCKED}, ["http://near.test/"], 0),
        ({"http://near.test/": LIVE, "http://far.test/": LIVE, "http://x.test/": DEAD}, ["http://far.test/", "http://x.test/"], 1),
        ({f"http://{number}.test/": LIVE for number in range(120)}, [f"http://{number}.test/" for number in range(120)], 3),
    ],
    ids=[
        "near", "moved", "too far", "an empty answer", "dead", "blocked", "mixed", "many",
    ],
)  # fmt: skip
def test_what_is_asked_cheaply(pages, asked, posts):
    """Pages that are there, in batches; what was not found, or not near, is asked of the index all the same."""
    log, sent, run = looked_up(pages, held=HELD)
    assert (sorted(log), sent) == (sorted(asked), posts)
    assert {url for url, facts in run.learned.items() if facts.partial} == set(pages) - set(asked)


@pytest.mark.usefixtures("virtual")
def test_every_day_must_be_near():
    """A page that is cited with two access dates needs a copy for each."""
    log, _, _ = looked_up({"http://near.test/": LIVE}, held=HELD, days=(DAY, DAY + timedelta(days=20)))
    assert log == {"http://near.test/": 1}
    log, _, _ = looked_up({"http://near.test/": LIVE}, held=HELD, days=(DAY, DAY - timedelta(days=20)))
    assert log == {}


@pytest.mark.usefixtures("virtual")
def test_one_failure_ends_the_cheap_look():
    """No second batch is sent, and everything is asked of the index."""
    pages = {f"http://{number}.test/": LIVE for number in range(130)}
    log, posts, run = looked_up(pages, held={}, archive=Simulated)
    assert (posts, len(log), log.total()) == (1, 130, 130)
    assert set(run.learned.values()) == {Listing(())}


@pytest.mark.usefixtures("virtual")
def test_a_batch_waits_for_others_but_not_long():
    """While pages are being checked a few wait for more; the index is free meanwhile."""
    learned = {}

    async def work(loop):
        client = Service(loop, held=HELD)
        with Store.open(None) as store:
            copies = Copies(settings(), store, is_our_fault=never, learn=learned.__setitem__)
            tasks = [asyncio.ensure_future(worker) for worker in copies.workers(client)]
            begun = loop.time()
            copies.put(target("http://near.test/"), LIVE)
            copies.put(target("http://dead.test/"), DEAD)
            await asyncio.sleep(cheap.GATHERING - 0.1)
            assert (set(learned), client.posts) == ({"http://dead.test/"}, 0)
            await asyncio.sleep(0.2)
            assert (set(learned), client.posts) == ({"http://dead.test/", "http://near.test/"}, 1)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return loop.time() - begun

    virtual_time.run(work)


@pytest.mark.usefixtures("virtual")
@pytest.mark.parametrize(
    "days_ago, verdict, again",
    [(6, LIVE, False), (8, LIVE, True), (1, DEAD, True), (1, Verdict.MOVED, False)],
    ids=["six days", "eight days", "dead since", "moved since"],
)
def test_for_how_long_a_cheap_answer_is_kept(tmp_path, days_ago, verdict, again):
    """For a week, and only while the page is there."""
    url = "http://near.test/"
    rows = looked_up({url: LIVE}, held=HELD)[2].learned[url]
    with Store.open(tmp_path) as store:
        store.keep_listing(BASE, url, rows, datetime.now(UTC) - timedelta(days=days_ago))
    log, posts, _ = looked_up({url: verdict}, held=HELD, store=Store.open(tmp_path))
    assert bool(log or posts) is again


# --- several archives ---------------------------------------------------------------------------------------

URL = "http://www.example.org/report"
GONE = "http://www.example.org/gone"


@pytest.mark.parametrize(
    "order, expected",
    [
        ((), {URL: "", GONE: None}),
        (("{}/cite",), {URL: "", GONE: "second"}),
        (("{}/cite", "wayback"), {URL: "second", GONE: "second"}),
        (("wayback", "timemap:{}/cite/timemap/link/"), {URL: "", GONE: "second"}),
    ],
    ids=["one archive", "another after it", "the other way round", "a TimeMap"],
)
def test_the_next_archive_is_asked_where_the_first_has_no_usable_copy(order, expected):
    """In the order of the settings; a redirect or an error is no usable copy."""
    rows = [captured(URL, "20110501000000"), captured(GONE, "20110501000000", 404)]
    with (
        CdxServer(rows) as first,
        MementoServer({URL: ["20110502000000"], GONE: ["20110503000000"]}) as second,
    ):
        archives = tuple(each.format(second.base) for each in order)
        asked = asyncio.run(
            Asked(dict.fromkeys((URL, GONE), DEAD), settings(first.base, archive=archives)).run()
        )
        port = second.base.rpartition(":")[2]
    names = {
        url: "second" if f":{port}" in facts.archive else facts.archive
        for url, facts in asked.learned.items()
    }
    assert {url: name for url, name in expected.items() if name is not None}.items() <= names.items()
    if expected[GONE] is None:
        assert [row.status for row in asked.learned[GONE].captures] == [404]


def test_none_is_said_only_if_every_archive_says_so(tmp_path):
    """Where one could not be asked it is not known; what the other said is kept for the next run."""
    with CdxServer() as first, CdxServer() as second:
        second.fail(Fault(503))
        both = settings(first.base, archive=(f"wayback:{second.base}",))
        asked = asyncio.run(Asked({URL: DEAD}, both, store=Store.open(tmp_path)).run())
        assert asked.learned[URL].reason == Reason.SERVER_ERROR
        asyncio.run(Asked({URL: DEAD}, both, store=Store.open(tmp_path)).run())
        assert (len(first.asked), len(second.asked)) == (1, 2)
        offline = settings(first.base, archive=("wayback:http://never.test",), offline=True)
        known = asyncio.run(Asked({URL: DEAD}, offline, store=Store.open(tmp_path)).run())
    assert known.learned[URL] == NotChecked("not asked: --offline")


def test_an_archive_that_refuses_does_not_keep_the_next_from_being_asked():
    """A copy that is found elsewhere is found."""
    with CdxServer() as first, MementoServer({URL: ["20110502000000"]}) as second:
        first.fail(TOO_MANY)
        both = settings(first.base, archive=(f"{second.base}/cite",))
        asked = asyncio.run(Asked({URL: DEAD}, both).run())
    assert [row.captured.day for row in asked.learned[URL].captures] == [2]


@pytest.mark.parametrize("verdict", [Verdict.SKIPPED, Verdict.MALFORMED, Verdict.OFFLINE])
def test_what_nobody_is_asked_about(verdict):
    """An address that cannot be asked, or of which nothing is known, costs no archive a request."""
    asked = asyncio.run(Asked({URL: verdict}, settings()).run())
    assert asked.learned == {URL: NotChecked(f"not asked: the page is {verdict}")}


def test_an_archive_that_must_not_be_asked_ends_the_run_before_it_begins():
    with Store.open(None) as store, pytest.raises(SettingsError, match="archive"):
        Copies(settings(archive=("https://archive.ph/",)), store, is_our_fault=never, learn=print)


@pytest.mark.parametrize(
    "days, asked",
    [
        pytest.param([date(1998, 1, 10)], 1, id="the day is among the first rows"),
        pytest.param([date(2010, 1, 10)], 3, id="it lies behind them, and both its sides are asked for"),
        pytest.param([date(1998, 1, 10), date(2010, 1, 10)], 4, id="of two days each is asked about"),
    ],
)
def test_what_came_of_a_long_listing_answers_for_the_days_that_it_covers(monkeypatch, tmp_path, days, asked):
    """A second run asks nothing again about those days, and asks about another one."""
    monkeypatch.setattr(dialect, "ROWS", 3)
    url = "http://often.test/"
    with CdxServer([captured(url, f"{year}0101000000") for year in range(1997, 2016)]) as archive:

        def ask(*wanted):
            told = settings(archive.base, no_cache=False)
            run = Asked({url: DEAD}, told, store=Store.open(tmp_path), days=wanted)
            return asyncio.run(run.run()).learned[url], len(archive.asked)

        first, count = ask(*days)
        assert count == asked
        assert all(any(each.captured.date() == day.replace(day=1) for each in first.captures) for day in days)
        assert ask(*days) == (first, asked)
        _, count = ask(date(2006, 1, 10))
        assert count > asked
