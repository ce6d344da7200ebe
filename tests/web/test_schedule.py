"""The client over a web by table and a clock that jumps: who is asked when, and who is not."""

import asyncio
import gc
import socket
import tracemalloc
from contextlib import aclosing
from itertools import pairwise

import httpx
import pytest
from fake_web import Web, client_over, redirect, reply, visited

from citecheck.models import Hop, NoAnswer, NotChecked, Reason
from citecheck.settings import Settings
from citecheck.web import LISTING, PAGE, Client
from citecheck.web.faults import Guarded
from citecheck.web.transport import LAST

A = "http://a.test/"
NO_SUCH_NAME = socket.gaierror(socket.EAI_NONAME, "no such name")
NO_SERVER = socket.gaierror(socket.EAI_AGAIN, "the name server failed")
TIMEOUT = httpx.ConnectTimeout("x")
OFFLINE = NotChecked("offline")


def pages(count, host="a.test"):
    return [f"http://{host}/{n}" for n in range(count)]


def visit(web, urls, *manner, **settings):
    """Visit *urls*; return what came of each."""

    async def run():
        async with client_over(web, **settings) as client:
            return await visited(client, urls, *manner)

    return asyncio.run(run())


def resolver(table, *, time=None, seconds=0.0):
    """Resolve by *table*, a list being used up one answer a look-up; each takes *seconds* of the clock *time*."""

    async def resolve(name):
        resolve.asked.append(name)
        if time is not None:
            await time().sleep(seconds)
        found = table.get(name, ["192.0.2.1"])
        if isinstance(found, list) and found and isinstance(found[0], Exception | list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(found, Exception):
            raise found
        return found

    resolve.asked = []
    return resolve


# --- many addresses ---


def test_each_address_comes_once_with_what_came_of_it():
    web = Web({A: redirect(301, "http://b.test/"), "http://b.test/": reply(204)})
    urls = [A, "http://c.test/", A, "mailto:x@a.test", "http://[::1", "http://127.0.0.1/", "http://c.test/"]
    outcomes = visit(web, urls)
    assert set(outcomes) == set(urls)
    assert outcomes[A].status == 204
    assert outcomes["http://c.test/"].status == 200
    assert isinstance(outcomes["mailto:x@a.test"], NotChecked)
    assert outcomes["http://[::1"].reason is Reason.MALFORMED
    assert isinstance(outcomes["http://127.0.0.1/"], NotChecked)
    assert sorted(web.asked) == [A, "http://b.test/", "http://c.test/"]


def test_nothing_to_visit_is_nothing_to_wait_for():
    assert visit(Web(), []) == {}


def test_outcomes_come_as_soon_as_they_are_known():
    web = Web(seconds=lambda url: 9.0 if "slow" in url else 1.0)

    async def run():
        async with client_over(web) as client:
            urls = ["http://slow.test/", "http://b.test/", "http://c.test/"]
            return [(url, client.time.now) async for url, _ in client.visit(urls)]

    assert asyncio.run(run()) == [
        ("http://b.test/", 1.0),
        ("http://c.test/", 1.0),
        ("http://slow.test/", 9.0),
    ]


def test_one_who_waits_for_an_address_goes_before_a_batch():
    web = Web(seconds=1.0)

    async def run():
        async with client_over(web, delay=1.0) as client, aclosing(client.visit(pages(50))) as found:
            await anext(found)
            await client.get(A + "sibling")
            return client.time.now

    assert asyncio.run(run()) <= 3.0


def test_hops_are_kept_where_a_batch_fails():
    web = Web({A: redirect(301, "http://b.test/"), "http://b.test/": httpx.ReadTimeout("x")})
    outcome = visit(web, [A], retries=0)[A]
    assert outcome == NoAnswer(Reason.READ_TIMEOUT, "no answer in time", (Hop(A, 301, "http://b.test/"),))


def test_what_waits_is_light():
    """Twenty thousand addresses of four thousand hosts, and no task for any of them.

    Five times as many, the largest run that is planned for, take less than 40 MiB then.
    """
    urls = [f"http://h{n % 4_000}.test/{n}" for n in range(20_000)]

    async def run():
        async with client_over(Web()) as client:
            client.pause()
            gc.collect()
            tracemalloc.start()
            try:
                found = client.visit(urls)
                waiting = asyncio.ensure_future(anext(found))
                await asyncio.sleep(0)
                return tracemalloc.get_traced_memory()[1], len(asyncio.all_tasks())
            finally:
                tracemalloc.stop()
                waiting.cancel()

    peak, tasks = asyncio.run(run())
    assert peak < 40 * 2**20 / 5
    assert tasks <= 3


def test_a_slow_reader_stops_the_batch_but_not_those_who_wait_for_one_address():
    """Bodies of a mebibyte: when sixteen lie unread, no fresh address is started."""
    body = b"x" * 2**18
    web = Web(other=reply(200, body=body))

    async def run():
        async with client_over(web, concurrency=4) as client:
            urls = [f"http://h{n}.test/" for n in range(200)]
            async with aclosing(client.visit(urls)) as found:
                await anext(found)
                for _ in range(2000):
                    await asyncio.sleep(0)
                stopped_at = len(web.requests)
                assert (await client.get("http://other.test/")).status == 200
                rest = [url async for url, _ in found]
                return stopped_at, 1 + len(rest)

    stopped_at, came = asyncio.run(run())
    assert 60 <= stopped_at <= 70
    assert came == 200


def test_a_bug_falls_where_the_batch_is_read():
    with pytest.raises(ZeroDivisionError):
        visit(Web({A: ZeroDivisionError()}), [A])


def test_a_request_says_when_it_is_the_last_for_its_host():
    web = Web()
    visit(web, [*pages(3), "http://b.test/"], retries=0)
    last = {str(request.url): request.extensions[LAST] for request in web.requests}
    assert last == {A + "0": False, A + "1": False, A + "2": True, "http://b.test/": True}


# --- names ---


def test_a_name_that_does_not_exist_answers_for_all_its_addresses():
    resolve = resolver({"a.test": NO_SUCH_NAME})
    web = Web({"http://b.test/": redirect(302, A)})
    outcomes = visit(web, [*pages(20), "http://b.test/"], resolve=resolve, delay=60.0)
    assert {outcome.reason for outcome in outcomes.values()} == {Reason.NO_SUCH_HOST}
    assert outcomes["http://b.test/"].hops == (Hop("http://b.test/", 302, A),)
    assert resolve.asked.count("a.test") == 1
    assert web.asked == ["http://b.test/"]


def test_a_name_without_an_address_does_not_exist():
    outcomes = visit(Web(), [A], resolve=resolver({"a.test": ()}))
    assert outcomes[A].reason is Reason.NO_SUCH_HOST


def test_an_address_is_not_looked_up():
    resolve = resolver({})
    visit(Web(), ["http://192.0.2.7/", "http://[2001:db8::7]/"], resolve=resolve, allow_private=True)
    assert resolve.asked == []


def test_names_are_looked_up_ahead_and_take_no_places():
    """One place, a name server that takes two seconds: fifty hosts are not asked two seconds apart."""
    web = Web(seconds=0.1)
    resolve = resolver(
        {f"h{n}.test": [f"192.0.2.{n}"] for n in range(50)}, time=lambda: web.time, seconds=2.0
    )
    visit(web, [f"http://h{n}.test/" for n in range(50)], resolve=resolve, concurrency=1)
    assert web.starts[0] == pytest.approx(2.0)
    # Two hosts are ready or looked up ahead for the one place, so that the fast web waits for the slow name server.
    assert len(resolve.asked) == 50
    assert max(web.starts) < 50 * 2.0 * 0.8


def test_not_all_names_are_looked_up_at_once():
    web = Web()
    started, most = 0, 0

    async def resolve(name):
        nonlocal started, most
        started += 1
        most = max(most, started)
        await web.time.sleep(1.0)
        started -= 1
        return [f"192.0.2.{len(name)}", name]

    visit(web, [f"http://h{n}.test/" for n in range(500)], resolve=resolve, concurrency=8)
    assert most == 64


def test_hosts_that_share_an_address_share_a_pace():
    web = Web()
    resolve = resolver({"c.test": ["192.0.2.9", "192.0.2.1"]})
    visit(web, [f"http://{name}.test/" for name in "abc"] * 2, resolve=resolve, delay=1.0)
    shared = sorted(web.starts_at("a.test") + web.starts_at("b.test"))
    assert shared == [0.0, 1.0]
    assert web.starts_at("c.test") == [0.0]


def test_a_name_server_that_fails_is_asked_once_more_later():
    resolve = resolver({"a.test": [NO_SERVER, ["192.0.2.1"]]})
    web = Web()
    outcomes = visit(web, pages(3), resolve=resolve)
    assert {outcome.status for outcome in outcomes.values()} == {200}
    assert web.starts[0] >= 10.0


@pytest.mark.parametrize("retries, times", [(0, 1), (2, 2)])
def test_a_name_server_that_goes_on_failing_is_no_fault_of_the_page(retries, times):
    resolve = resolver({"a.test": NO_SERVER})
    outcomes = visit(Web(), pages(3), resolve=resolve, retries=retries)
    assert {outcome.reason for outcome in outcomes.values()} == {Reason.RESOLVER}
    assert len(resolve.asked) == times


def test_a_silent_name_server_is_not_waited_for():
    async def never(_name):
        await asyncio.Event().wait()

    outcomes = visit(Web(), [A], resolve=never, connect_timeout=0.1, retries=0)
    assert outcomes[A].reason is Reason.RESOLVER


def test_a_bug_in_a_look_up_falls_where_the_address_was_asked_for():
    with pytest.raises(ZeroDivisionError):
        visit(Web(), [A], resolve=resolver({"a.test": ZeroDivisionError()}))


def test_a_host_whose_addresses_are_all_private_is_not_queued():
    """The transport, which checks addresses where it connects, says so once; the rest is not asked."""
    web = Web({A + "0": Guarded("private address 10.0.0.1"), "http://b.test/": redirect(302, A + "9")})
    outcomes = visit(web, [*pages(20), "http://b.test/"], delay=60.0)
    assert set(outcomes.values()) == {NotChecked("private address 10.0.0.1")}
    assert sorted(web.asked) == [A + "0", "http://b.test/"]


# --- hosts that do not answer ---


def test_after_two_timeouts_the_other_addresses_wait_for_the_end():
    web = Web(dict.fromkeys(pages(20), TIMEOUT), seconds=lambda url: 10.0 if "a.test" in url else 1.0)
    outcomes = visit(web, [*pages(20), *pages(40, "b.test")], delay=1.0, retries=2)
    at_a = web.starts_at("a.test")
    assert {outcomes[url].reason for url in pages(20)} == {Reason.CONNECT_TIMEOUT}
    assert sum("two connections in a row" in outcomes[url].detail for url in pages(20)) >= 17
    assert at_a[:2] == [0.0, 10.0]
    assert at_a[2] >= max(web.starts_at("b.test"))
    assert len(at_a) == 3


def test_a_host_that_answers_at_the_end_is_asked_for_everything():
    web = Web({A + "0": [TIMEOUT, reply(200)], A + "1": [TIMEOUT, reply(200)]})
    outcomes = visit(web, pages(10))
    assert {outcome.status for outcome in outcomes.values()} == {200}
    assert len(web.requests) == 12


def test_a_host_that_was_given_up_is_not_asked_again_in_this_run():
    web = Web(
        {"http://b.test/": redirect(302, A + "x"), **dict.fromkeys(pages(5), TIMEOUT), A + "x": TIMEOUT}
    )

    async def run():
        async with client_over(web) as client:
            await visited(client, pages(5))
            before = len(web.requests)
            outcome = await client.get("http://b.test/")
            return outcome, len(web.requests) - before

    outcome, requests = asyncio.run(run())
    assert (outcome.reason, requests) == (Reason.CONNECT_TIMEOUT, 1)


# --- hosts that say "too many" ---


def test_a_host_that_says_too_many_is_asked_more_slowly_and_then_faster_again():
    web = Web({A + "0": [reply(429), reply(200)]})
    outcomes = visit(web, pages(40), delay=1.0)
    gaps = [round(later - earlier, 6) for earlier, later in pairwise(web.starts)]
    assert {outcome.status for outcome in outcomes.values()} == {200}
    assert gaps[:3] == [2.0, 2.0, 1.8]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] == 1.0


def test_a_host_that_says_nothing_but_too_many_is_left_alone():
    web = Web(other=reply(429))
    outcomes = visit(web, pages(1000), delay=1.0)
    assert len(outcomes) == 1000
    assert len(web.requests) == 10
    assert max(web.starts) < 120
    assert {outcome.reason for outcome in outcomes.values() if isinstance(outcome, NoAnswer)} == {
        Reason.RATE_LIMITED
    }


def test_a_host_that_is_not_available_holds_up_itself_alone():
    web = Web({A + "0": [reply(503, [("retry-after", "50")]), reply(200)]}, seconds=1.0)
    outcomes = visit(web, [*pages(3), *pages(30, "b.test")])
    assert {outcome.status for outcome in outcomes.values()} == {200}
    assert web.starts_at("a.test")[:2] == [0.0, 51.0]
    assert max(web.starts_at("b.test")) == 29.0


# --- our own network ---


def test_nothing_starts_while_the_client_pauses():
    web = Web(seconds=0.5)

    async def run():
        async with client_over(web, delay=1.0) as client, aclosing(client.visit(pages(4))) as found:
            await anext(found)
            client.pause()
            waiting = asyncio.ensure_future(client.get("http://b.test/"))
            await client.time.sleep(100.0)
            assert not waiting.done()
            assert len(web.requests) == 1
            client.resume()
            rest = [url async for url, _ in found]
            return len(rest), (await waiting).status

    assert asyncio.run(run()) == (3, 200)
    assert min(web.starts[1:]) >= 100.0


def test_what_was_learned_while_our_network_was_down_is_forgotten():
    web = Web({url: [TIMEOUT] * 4 + [reply(200)] for url in pages(3)})
    resolve = resolver({"b.test": [NO_SUCH_NAME, ["192.0.2.2"]]})

    async def run():
        async with client_over(web, resolve=resolve) as client:
            urls = [*pages(3), "http://b.test/"]
            first = await visited(client, urls)
            client.pause()
            client.resume()
            for url in pages(3):
                web.now_says(url, reply(200))
            return first, await visited(client, urls)

    first, second = asyncio.run(run())
    assert {outcome.reason for outcome in first.values()} == {Reason.CONNECT_TIMEOUT, Reason.NO_SUCH_HOST}
    assert {outcome.status for outcome in second.values()} == {200}


def test_what_is_abandoned_is_given_back_and_nothing_more_starts():
    """One that is under way is answered, but goes nowhere from there."""
    web = Web({A + "0": redirect(302, "http://c.test/")}, seconds=lambda url: 1.0 if "a.test" in url else 0.5)
    urls = [*pages(9), "http://b.test/"]

    async def run():
        async with client_over(web, delay=1.0) as client, aclosing(client.visit(urls)) as found:
            first = await anext(found)
            client.abandon(OFFLINE)
            rest = dict([pair async for pair in found])
            return first[0], rest, await client.get("http://d.test/")

    first, rest, later = asyncio.run(run())
    assert first == "http://b.test/"
    assert list(rest.values()) == [OFFLINE] * 9
    assert later == OFFLINE
    assert sorted(web.asked) == [A + "0", "http://b.test/"]


def test_a_paused_client_can_be_abandoned():
    async def run():
        async with client_over(Web()) as client:
            client.pause()
            waiting = asyncio.ensure_future(client.get(A))
            await asyncio.sleep(0)
            client.abandon(OFFLINE)
            return await waiting

    assert asyncio.run(run()) == OFFLINE


# --- letting go ---


class Hanging(httpx.AsyncBaseTransport):
    """Answers never; counts the requests that were let go."""

    def __init__(self):
        self.begun = self.ended = 0

    async def handle_async_request(self, _request):
        self.begun += 1
        try:
            await asyncio.Event().wait()
        finally:
            self.ended += 1


async def settle():
    for _ in range(20):
        await asyncio.sleep(0)


def test_one_who_does_not_want_to_wait_leaves_nothing_running():
    hanging = Hanging()

    async def run():
        async with Client(Settings(concurrency=1), transport=hanging) as client:
            running = asyncio.ensure_future(client.get(A))
            waiting = asyncio.ensure_future(client.get("http://b.test/"))
            await settle()
            assert hanging.begun == 1
            running.cancel()
            await settle()
            assert (hanging.begun, hanging.ended) == (2, 1)
            waiting.cancel()
            await settle()
            assert (hanging.ended, len(asyncio.all_tasks())) == (2, 1)
            assert running.cancelled()
            assert waiting.cancelled()

    asyncio.run(run())


def test_a_batch_that_is_left_early_leaves_nothing_running():
    hanging = Hanging()

    async def run():
        async with Client(Settings(concurrency=8, delay=0.0), transport=hanging) as client:
            async with aclosing(client.visit([*pages(50), "mailto:x@a.test", "http://b.test/"])) as found:
                assert (await anext(found))[0] == "mailto:x@a.test"
                await settle()
                assert hanging.begun == 2
            await settle()
            assert (hanging.ended, len(asyncio.all_tasks())) == (2, 1)
            other = asyncio.ensure_future(client.get(A))
            await settle()
            assert hanging.begun == 3
            other.cancel()
            await settle()

    asyncio.run(run())


def test_a_client_that_is_left_leaves_nothing_running():
    hanging = Hanging()

    async def run():
        async with Client(Settings(), transport=hanging) as client:
            tasks = [asyncio.ensure_future(client.get(url)) for url in [*pages(3), "http://b.test/"]]
            await settle()
        await settle()
        assert len(asyncio.all_tasks()) == 1
        return [task.cancelled() for task in tasks]

    assert asyncio.run(run()) == [True] * 4
    assert (hanging.begun, hanging.ended) == (2, 2)


def test_a_look_up_that_nobody_waits_for_any_more_ends_with_the_client():
    async def never(_name):
        await asyncio.Event().wait()

    async def run():
        async with client_over(Web(), resolve=never) as client:
            task = asyncio.ensure_future(client.get(A))
            await settle()
            task.cancel()
            await settle()
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1


def test_an_index_waits_for_no_host_and_no_name():
    web = Web(seconds=1.0)
    resolve = resolver({"a.test": NO_SUCH_NAME})

    async def run():
        async with client_over(web, resolve=resolve, delay=60.0, concurrency=3) as client:
            outcomes = await asyncio.gather(*(client.get(f"{A}{n}", LISTING) for n in range(6)))
            return {outcome.status for outcome in outcomes}

    assert asyncio.run(run()) == {200}
    assert web.starts == [0.0] * 3 + [1.0] * 3
    assert resolve.asked == []
    assert PAGE.queued
