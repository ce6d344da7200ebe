import asyncio
import socket
import threading

import pytest

from citecheck.web.names import MOST_THREADS, Names


def test_a_name_is_looked_up_once_for_all_who_ask():
    asked = []

    def look_up(name):
        asked.append(name)
        return ["192.0.2.1"]

    async def run():
        names = Names(look_up)
        return await asyncio.gather(*(names("a.test") for _ in range(20))), await names("a.test")

    assert asyncio.run(run()) == ([["192.0.2.1"]] * 20, ["192.0.2.1"])
    assert asked == ["a.test"]


def test_a_failure_is_passed_on_and_not_kept():
    answers = [socket.gaierror(socket.EAI_AGAIN, "x"), None]

    def look_up(_name):
        answer = answers.pop(0)
        if answer:
            raise answer
        return ["192.0.2.1"]

    async def run():
        names = Names(look_up)
        with pytest.raises(socket.gaierror):
            await names("a.test")
        return await names("a.test")

    assert asyncio.run(run()) == ["192.0.2.1"]


def test_waiting_for_a_name_stops_at_the_timeout_and_the_threads_stay_bounded():
    silent, inside, most = threading.Event(), 0, 0

    def look_up(_name):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        silent.wait(5)
        inside -= 1
        return []

    async def run():
        names = Names(look_up)
        waiting = [asyncio.wait_for(names(f"h{n}.test"), 0.1) for n in range(2 * MOST_THREADS)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        silent.set()
        await asyncio.sleep(0.1)
        return outcomes

    outcomes = asyncio.run(run())
    assert {type(outcome) for outcome in outcomes} == {TimeoutError}
    assert most <= MOST_THREADS


def test_the_system_resolves_loopback_and_refuses_what_is_no_name():
    async def run(name):
        return await Names()(name)

    assert "127.0.0.1" in asyncio.run(run("127.1"))
    with pytest.raises((socket.gaierror, UnicodeError)):
        asyncio.run(run("a..b" + "x" * 300))
