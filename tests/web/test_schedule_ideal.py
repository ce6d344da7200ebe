"""How near a run comes to the shortest that is possible, by simulation: nothing here depends on the machine.

No schedule ends before all work is done by all places together, nor before the longest queue is through. The
queues are those of the client; requests are numbers that say how long they take.
"""

import asyncio
import heapq
import random
from collections import Counter, defaultdict

import pytest
from fake_web import Web, client_over, visited

from citecheck.web import PAGE
from citecheck.web.queues import Queues
from citecheck.web.sinks import Backlog, Batch, Ticket


def zipf(urls, hosts, seed=1):
    """Hosts as reports cite them: a few often, most once or twice."""
    chance = random.Random(seed)  # noqa: S311 - a simulation
    weights = [1 / rank for rank in range(1, hosts + 1)]
    return chance.choices([f"h{n}" for n in range(hosts)], weights, k=urls)


def even(urls, hosts):
    return [f"h{n % hosts}" for n in range(urls)]


def exponential(mean, seed=2):
    chance = random.Random(seed)  # noqa: S311 - a simulation
    return lambda: chance.expovariate(1 / mean)


def constant(seconds):
    return lambda: seconds


def simulated(work, *, places, per_host, delay):
    """Run *work*, pairs of host and seconds, through the queues; return when it ends and the starts by host."""
    queues, batch = Queues(delay=delay, per_host=per_host), Batch(PAGE, Backlog(lambda: None))
    seconds = {}
    for number, (name, duration) in enumerate(work):
        seconds[str(number)] = duration
        queues.push(queues.host(name) or queues.new_host(name), Ticket(str(number), batch))
    for name in dict.fromkeys(name for name, _ in work):
        queues.place(queues.host(name), 0.0)
    now, running, starts = 0.0, [], defaultdict(list)
    while True:
        while len(running) < places and (turn := queues.next(now)) is not None:
            host, item = turn
            starts[host.name].append(now)
            heapq.heappush(running, (now + seconds[item.url], len(starts), host.name))
        later = queues.soonest() if len(running) < places else None
        if running and (later is None or running[0][0] <= later):
            now, _, name = heapq.heappop(running)
            queues.done(queues.host(name), now)
        elif later is not None:
            now = later
        else:
            return now, starts


def shortest(work, *, places, per_host, delay):
    """The lower bound: all work over all places, or the longest queue with its pauses."""
    by_host = defaultdict(list)
    for name, duration in work:
        by_host[name].append(duration)
    chains = [max(sum(times) / per_host, (len(times) - 1) * delay + min(times)) for times in by_host.values()]
    return max(sum(duration for _, duration in work) / places, *chains)


WORKLOADS = [
    (
        "the benchmark: 100 hosts alike, a tenth of a second each",
        even(2000, 100),
        constant(0.1),
        128,
        10,
        0.05,
    ),
    ("the defaults, a report: few hosts often, most once", zipf(1000, 400), exponential(0.5), 64, 1, 1.0),
    ("the defaults, a library of reports", zipf(5000, 2000), exponential(0.5), 64, 1, 1.0),
    ("more hosts than places, two at a time", zipf(5000, 2000), exponential(0.5), 64, 2, 0.5),
    ("work, not politeness, is the bound", even(5000, 1000), exponential(1.0), 32, 2, 0.1),
    ("no pause at all", zipf(2000, 100), exponential(0.2), 16, 10, 0.0),
    ("twenty thousand addresses of four thousand hosts", zipf(20_000, 4_000), exponential(0.5), 256, 2, 0.5),
]


@pytest.mark.parametrize(
    "hosts, duration, places, per_host, delay",
    [row[1:] for row in WORKLOADS],
    ids=[row[0] for row in WORKLOADS],
)
def test_a_run_takes_a_tenth_longer_than_the_shortest_possible_at_most(
    hosts, duration, places, per_host, delay
):
    work = [(host, duration()) for host in hosts]
    terms = {"places": places, "per_host": per_host, "delay": delay}
    took, starts = simulated(work, **terms)
    assert sum(map(len, starts.values())) == len(work)
    assert took <= 1.1 * shortest(work, **terms)


@pytest.mark.parametrize("places, per_host, delay", [(1, 1, 0.0), (7, 1, 0.3), (7, 3, 0.05), (64, 2, 1.0)])
def test_no_host_is_asked_more_often_or_by_more_at_once_than_was_said(places, per_host, delay):
    work = [(host, 0.2) for host in zipf(500, 40)]
    _, starts = simulated(work, places=places, per_host=per_host, delay=delay)
    for times in starts.values():
        for index, start in enumerate(times):
            assert index == 0 or start - times[index - 1] >= delay - 1e-9
            assert sum(start - 0.2 + 1e-9 < other <= start for other in times[: index + 1]) <= per_host
    moments = Counter(time for times in starts.values() for time in times)
    assert max(moments.values()) <= places


def test_the_client_keeps_to_the_schedule_of_its_queues():
    """The same web through the whole client, whose clock jumps: politeness costs what it must and no more."""
    hosts = even(600, 30)
    web = Web(seconds=0.1)

    async def run():
        async with client_over(web, concurrency=40, per_host=10, delay=0.05) as client:
            await visited(client, [f"http://{host}.test/{n}" for n, host in enumerate(hosts)])
            return client.time.now

    ideal = shortest([(host, 0.1) for host in hosts], places=40, per_host=10, delay=0.05)
    assert asyncio.run(run()) <= 1.1 * ideal
    assert web.most_running == 40
    assert len(web.requests) == 600
