"""What is measured, one scene a function, with the goals that it shows."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench import ideal
from bench.child import Ran, run
from bench.measured import COLUMNS, Goal, Measured, cells, middle, table
from bench.programs import run_citecheck, run_lychee, run_stage
from bench.served import BENCHMARKS, Served
from bench.work import Manners, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

POLITE = Manners(concurrency=128, per_host=10, delay=0.05)
UNHURRIED = Manners(concurrency=64, per_host=1, delay=1.0)  # citecheck's own defaults
AT_ONCE = Manners(concurrency=128, per_host=10, delay=0.0)


@dataclass(frozen=True, slots=True)
class Bench:
    """The server, a folder to work in, how often a run is repeated, and by what the work is divided."""

    served: Served
    folder: Path
    rounds: int
    divided: int = 1

    def work(self, total: int, hosts: int, latency: float) -> Work:
        """Return the work, smaller in a smoke run."""
        return Work(total // self.divided, max(hosts // self.divided, 1), latency)

    def document(self, work: Work) -> Path:
        """Write the document that cites the work's URLs."""
        path = self.folder / "endnotes.txt"
        path.write_text(work.document(self.served.port), encoding="utf-8")
        return path

    def warm(self) -> None:
        """Run each program once, so that files are in memory and modules are compiled."""
        work = Work(2, 2, 0.0)
        for call in (run_lychee, run_citecheck):
            self.program(call, work, AT_ONCE)

    def program(self, call: Callable[[Path, Work, Manners], Ran], work: Work, manners: Manners) -> Measured:
        """Measure a whole program over the document of *work*."""
        document = self.document(work)
        self.served.begin(work.latency)
        ran = call(document, work, manners)
        return Measured(ran.wall, ran.cpu, ran.peak, self.served.seen())

    def stage(self, work: Work, manners: Manners) -> Measured:
        """Measure the checking stage alone."""
        self.served.begin(work.latency)
        report = run_stage("time", self.served.port, work, manners)
        return Measured(report["wall"], report["cpu"], report["peak"], self.served.seen())


def ceiling(bench: Bench) -> list[Goal]:
    """Show what the server can do, so that it is known when it was the bottleneck."""
    rows = []
    for name, hosts, fresh in (("kept connections", 100, 0), ("a new connection each", 2_000, 1)):
        total = 50_000 // bench.divided
        bench.served.begin(0.0)
        told = [str(number) for number in (bench.served.port, total, hosts, fresh)]
        took = json.loads(run((sys.executable, "-m", "bench.load", *told), BENCHMARKS).out)["seconds"]
        busy = bench.served.seen()["cpu"]
        rows.append((name, f"{total / took:,.0f}", f"{1e6 * busy / total:.0f}", f"{busy / took:.0%}"))
    print(table(("server alone", "requests/s", "its CPU µs a request", "its CPU"), rows))
    return []


def polite(bench: Bench) -> list[Goal]:
    """Compare with lychee and with the ideal: 2,000 URLs, 100 hosts, 100 ms, equal politeness."""
    work = bench.work(2_000, 100, 0.1)
    runs: dict[str, list[Measured]] = {"lychee": [], "checking stage": [], "citecheck check": []}
    for _ in range(bench.rounds):
        runs["lychee"].append(bench.program(run_lychee, work, POLITE))
        runs["checking stage"].append(bench.stage(work, POLITE))
        runs["citecheck check"].append(bench.program(run_citecheck, work, POLITE))
    _print(runs, work, POLITE)
    least, kept = ideal.bound(work, POLITE), ideal.schedule(work, POLITE)
    print(f"ideal: no schedule is below {least:.3f} s; one that can be kept takes {kept:.3f} s.\n")
    lychee, stage, whole = (middle(each) for each in runs.values())
    return [
        _ratio("2,000 URLs: checking stage / lychee", 1.0, stage / lychee),
        _ratio("2,000 URLs: checking stage / ideal", 1.1, stage / least),
        _ratio("2,000 URLs: whole process / lychee", 1.5, whole / lychee),
    ]


def swift(bench: Bench) -> list[Goal]:
    """Count URLs a second without latency on one core: kept connections, and five URLs a host.

    The goal is one of wall time, which other programs on the core lengthen; the CPU time stands beside it.
    """
    goals = []
    for name, hosts in (("100 a host", 100), ("5 a host", 2_000)):
        work = bench.work(10_000, hosts, 0.0)
        runs: dict[str, list[Measured]] = {"lychee": [], "checking stage": []}
        for _ in range(bench.rounds // 2 + 1):
            runs["lychee"].append(bench.program(run_lychee, work, AT_ONCE))
            runs["checking stage"].append(bench.stage(work, AT_ONCE))
        _print(runs, work, AT_ONCE)
        stage = runs["checking stage"]
        rate, cost = work.total / middle(stage), 1e6 * median(run.cpu for run in stage) / work.total
        figure = f"{rate:,.0f} ({cost:.0f} µs of CPU each)"
        goals.append(Goal(f"no latency, {name}: URLs a second", "≥ 3,000", figure, rate >= 3_000))  # noqa: PLR2004
    return goals


def many(bench: Bench) -> list[Goal]:
    """Weigh 100,000 URLs over 20,000 hosts."""
    work = bench.work(100_000, 20_000, 0.0)
    stage = bench.stage(work, AT_ONCE)
    _print({"checking stage": [stage]}, work, AT_ONCE)
    peak = stage.peak / 1024
    return [Goal("100,000 URLs, 20,000 hosts: peak memory", "< 150 MiB", f"{peak:.0f} MiB", peak < 150)]  # noqa: PLR2004


def flight(bench: Bench) -> list[Goal]:
    """Weigh a request that waits for its answer: 1,000 of them at once, each at a host of its own."""
    waiting = 1_000 // bench.divided
    work = Work(waiting + 50, waiting + 50, 3.0 / bench.divided)
    bench.served.begin(work.latency)
    report = run_stage("weigh", bench.served.port, work, Manners(waiting, 1, 0.0))
    most = bench.served.seen()["most_in_flight"]
    each = (report["waiting"] - report["before"]) / waiting
    before, during = report["before"] / 1024, report["waiting"] / 1024
    print(f"{before:.0f} MiB before, {during:.0f} MiB while {most:.0f} requests wait for their answers.\n")
    kept = each <= 30 and most == waiting  # noqa: PLR2004 - the goal
    return [Goal("memory of a request in flight", "≤ 30 KiB", f"{each:.1f} KiB", kept)]


def few(bench: Bench) -> list[Goal]:
    """Time the whole program for 50 links on 50 hosts, as it comes: what a reader waits for."""
    work = Work(50, 50, 0.1)
    runs: dict[str, list[Measured]] = {"lychee": [], "citecheck check": []}
    for _ in range(2 * bench.rounds):
        runs["lychee"].append(bench.program(run_lychee, work, UNHURRIED))
        runs["citecheck check"].append(bench.program(run_citecheck, work, UNHURRIED))
    _print(runs, work, UNHURRIED)
    over = middle(runs["citecheck check"]) - ideal.bound(work, UNHURRIED)
    return [Goal("50 links: whole process over the ideal", "< 0.5 s", f"{over:.2f} s", over < 0.5)]  # noqa: PLR2004


SCENES: Mapping[str, Callable[[Bench], list[Goal]]] = {
    scene.__name__: scene for scene in (ceiling, polite, swift, many, flight, few)
}


def profile(bench: Bench) -> None:
    """Print what costs most in the checking stage, without latency."""
    work = bench.work(10_000, 2_000, 0.0)
    bench.served.begin(work.latency)
    print(run_stage("profile", bench.served.port, work, AT_ONCE)["text"])


def _ratio(name: str, most: float, found: float) -> Goal:
    """Return the goal of a ratio."""
    return Goal(name, f"≤ {most}", f"{found:.2f}", found <= most)


def _print(runs: dict[str, list[Measured]], work: Work, manners: Manners) -> None:
    """Print what was measured in one scene, with the load of the machine."""
    load = " ".join(f"{average:.1f}" for average in os.getloadavg())
    print(
        f"{work.total:,} URLs, {work.hosts:,} hosts, {1000 * work.latency:.0f} ms;"
        f" {manners.concurrency} at once, {manners.per_host} a host, {1000 * manners.delay:.0f} ms between"
        f" starts; load average {load}\n"
    )
    print(table(COLUMNS, [cells(name, each, work, manners) for name, each in runs.items()]))
