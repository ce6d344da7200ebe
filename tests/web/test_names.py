import asyncio
import socket
import threading

import pytest

from citecheck.web.names import MOST_THREADS, PASSING_SECONDS, Names
from citecheck.web.threads import Threads


def counted(answers):
    """Return a look-up that gives *answers* one after the other, and the names that it was asked for."""
    asked = []

    def look_up(name):
        asked.append(name)
        answer = answers[min(len(asked), len(answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return look_up, asked


async def said(names, name):
    """Return the addresses of *name*, or the resolver's code."""
    try:
        return list(await names(name))
    except socket.gaierror as error:
        return error.errno


def test_a_name_is_looked_up_once_for_all_who_ask():
    look_up, asked = counted([["192.0.2.1"]])

    async def run():
        names = Names(look_up)
        together = await asyncio.gather(*(said(names, "a.test") for _ in range(20)))
        return together, await said(names, "a.test")

    assert asyncio.run(run()) == ([["192.0.2.1"]] * 20, ["192.0.2.1"])
    assert asked == ["a.test"]


LASTING = [socket.EAI_NONAME, socket.EAI_NODATA]


@pytest.mark.parametrize("code", LASTING)
def test_that_there_is_no_such_name_is_kept(code):
    look_up, asked = counted([socket.gaierror(code, "x"), ["192.0.2.1"]])

    async def run():
        clock = [0.0]
        names = Names(look_up, clock=lambda: clock[0])
        first = await asyncio.gather(*(said(names, "a.test") for _ in range(3)))
        clock[0] = 10 * PASSING_SECONDS
        return [*first, await said(names, "a.test")]

    assert asyncio.run(run()) == [code] * 4
    assert asked == ["a.test"]


def test_that_the_name_server_failed_is_kept_for_a_moment():
    look_up, asked = counted([socket.gaierror(socket.EAI_AGAIN, "x"), ["192.0.2.1"]])

    async def run():
        clock = [0.0]
        names = Names(look_up, clock=lambda: clock[0])
        outcomes = []
        for now in (0.0, PASSING_SECONDS - 1, PASSING_SECONDS, 3 * PASSING_SECONDS):
            clock[0] = now
            outcomes.append(await said(names, "a.test"))
        return outcomes

    assert asyncio.run(run()) == [socket.EAI_AGAIN, socket.EAI_AGAIN, ["192.0.2.1"], ["192.0.2.1"]]
    assert asked == ["a.test", "a.test"]


@pytest.mark.parametrize("error", [OSError(24, "too many open files"), ValueError("embedded null byte")])
def test_whatever_a_look_up_raises_comes_as_a_code(error):
    look_up, _ = counted([error])

    async def run():
        return await said(Names(look_up), "a.test")

    assert asyncio.run(run()) in {socket.EAI_SYSTEM, socket.EAI_NONAME}


IMPOSSIBLE = [
    ("two dots", "a..b"),
    ("a dot in front", ".a.test"),
    ("300 characters", "a." * 148 + "test"),
    ("a label of 64 characters", "a" * 64 + ".test"),
    ("nothing", ""),
    ("a dot", "."),
    ("not ASCII", "bücher.test"),
]


@pytest.mark.parametrize("name", [row[1] for row in IMPOSSIBLE], ids=[row[0] for row in IMPOSSIBLE])
def test_no_name_server_is_asked_for_a_name_that_cannot_be(name):
    look_up, asked = counted([["192.0.2.1"]])

    async def run():
        return await said(Names(look_up), name)

    assert asyncio.run(run()) == socket.EAI_NONAME
    assert asked == []


def test_a_name_of_the_longest_kind_is_asked_for():
    look_up, asked = counted([["192.0.2.1"]])
    name = ".".join(["a" * 63] * 3 + ["a" * 61]) + "."

    async def run():
        return await said(Names(look_up), name)

    assert asyncio.run(run()) == ["192.0.2.1"]
    assert asked == [name]


def test_a_silent_name_server_is_asked_twice_and_then_given_up():
    silent, asked = threading.Event(), []

    def look_up(name):
        asked.append(name)
        silent.wait(5)
        return ["192.0.2.1"]

    async def run():
        return await asyncio.gather(*(said(Names(look_up, patience=0.05), "a.test") for _ in range(1)))

    outcome = asyncio.run(run())
    silent.set()
    assert (outcome, asked) == ([socket.EAI_AGAIN], ["a.test"] * 2)


def test_a_packet_that_was_lost_costs_one_try():
    """The second look-up starts beside the first, and the first answer counts."""
    silent, asked = threading.Event(), []

    def look_up(name):
        asked.append(name)
        if len(asked) == 1:
            silent.wait(5)
        return ["192.0.2.1"]

    async def run():
        return await said(Names(look_up, patience=0.05), "a.test")

    outcome = asyncio.run(run())
    silent.set()
    assert (outcome, len(asked)) == (["192.0.2.1"], 2)


def test_one_who_waits_no_longer_takes_the_answer_from_nobody():
    go = threading.Event()

    def look_up(_name):
        go.wait(5)
        return ["192.0.2.1"]

    async def run():
        names = Names(look_up)
        patient = asyncio.create_task(said(names, "a.test"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(names("a.test"), 0.02)
        go.set()
        return await patient

    assert asyncio.run(run()) == ["192.0.2.1"]


def test_waiting_for_a_name_stops_at_the_timeout_and_the_threads_stay_bounded():
    silent, inside, most = threading.Event(), 0, 0
    lock = threading.Lock()

    def look_up(_name):
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        silent.wait(5)
        with lock:
            inside -= 1
        return []

    async def run():
        names = Names(look_up, patience=9.0)
        waiting = [asyncio.wait_for(names(f"h{n}.test"), 0.1) for n in range(2 * MOST_THREADS)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        silent.set()
        await asyncio.sleep(0.1)
        return outcomes

    outcomes = asyncio.run(run())
    assert {type(outcome) for outcome in outcomes} == {TimeoutError}
    assert most <= MOST_THREADS


def test_the_system_resolves_loopback():
    async def run():
        return await said(Names(), "127.1")

    assert asyncio.run(run()) == ["127.0.0.1"]


def test_a_thread_takes_one_job_after_the_other_and_ends_when_there_are_none(monkeypatch):
    monkeypatch.setattr("citecheck.web.threads._IDLE_SECONDS", 0.05)
    done, ran = threading.Semaphore(0), []

    def job():
        ran.append(threading.current_thread())
        done.release()

    threads = Threads("few")
    for _ in range(5):
        threads.run(job)
        done.acquire(timeout=1)
    for thread in set(ran):
        thread.join(1)
    assert len(ran) == 5
    assert not any(thread.is_alive() for thread in ran)


def test_a_job_does_not_wait_behind_one_that_hangs():
    hang, done = threading.Event(), threading.Semaphore(0)
    threads = Threads("hanging")
    for _ in range(3):
        threads.run(lambda: hang.wait(5))
    for _ in range(3):
        threads.run(done.release)
    assert all(done.acquire(timeout=1) for _ in range(3))
    hang.set()
