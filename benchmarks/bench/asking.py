"""A process of its own that runs the checking stage alone: `python -m bench.asking JSON`.

The stage is what `citecheck check` does with the links: each is asked, its page is read for its title, and a
verdict is given on the citation. Parsing the document before it and the report after it are left out.
"""

from __future__ import annotations

import asyncio
import cProfile
import io
import json
import pstats
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.work import TITLE, Manners, Work, number_of
from citecheck.check import check_all
from citecheck.models import Citation, Span, Verdict
from citecheck.settings import Settings
from citecheck.verdict import judge
from citecheck.web import Client

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINES = 45  # of a profile
_LOOKS = 0.05  # seconds between two looks at the memory
_SPAN = Span(0, 1)


async def ask(urls: Iterable[str], settings: Settings) -> Counter[Verdict]:
    """Ask all *urls* and count their verdicts; no facts are held on to."""
    verdicts: Counter[Verdict] = Counter()
    async with Client(settings) as client:
        async for url, facts in check_all(urls, client):
            verdicts[judge(facts, _citation(url), url).verdict] += 1
    return verdicts


def _citation(url: str) -> Citation:
    """Return a note that cites *url* by the title of its page."""
    title = TITLE.format(number=number_of(url))
    return Citation(1, "1", f"A. Novak, {title}, Office of Waterworks, 2011, {url}", _SPAN, title=title)


def time_it(urls: list[str], settings: Settings) -> dict[str, Any]:
    """Return the seconds of wall and CPU, and the memory in KiB before and at the peak."""
    before, wall, cpu = memory("VmRSS"), time.monotonic(), time.process_time()
    verdicts = asyncio.run(ask(urls, settings))
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    return {"verdicts": verdicts, "wall": wall, "cpu": cpu, "before": before, "peak": memory("VmHWM")}


def weigh_it(urls: list[str], settings: Settings) -> dict[str, Any]:
    """Return the memory in KiB while all *urls* wait for their answers, over that before they were asked.

    Those over the concurrency go before, so that what is loaded or built once does not count.
    """
    few = len(urls) - settings.concurrency
    first = asyncio.run(ask(urls[:few], settings))
    before = memory("VmRSS")
    verdicts, waiting = asyncio.run(_weighed(urls[few:], settings))
    return {"verdicts": first + verdicts, "before": before, "waiting": waiting}


async def _weighed(urls: list[str], settings: Settings) -> tuple[Counter[Verdict], int]:
    """Ask *urls* and look at the memory until the first answer comes."""
    most = 0
    verdicts: Counter[Verdict] = Counter()

    async def look() -> None:
        nonlocal most
        while not verdicts:
            most = max(most, memory("VmRSS"))
            await asyncio.sleep(_LOOKS)

    async with Client(settings) as client:
        looking = asyncio.create_task(look())
        async for url, facts in check_all(urls, client):
            verdicts[judge(facts, _citation(url), url).verdict] += 1
        await looking
    return verdicts, most


def profile_it(urls: list[str], settings: Settings) -> dict[str, Any]:
    """Return what costs most, as text."""
    profile = cProfile.Profile()
    verdicts = profile.runcall(asyncio.run, ask(urls, settings))
    text = io.StringIO()
    pstats.Stats(profile, stream=text).sort_stats("tottime").print_stats(_LINES)
    return {"verdicts": verdicts, "text": text.getvalue()}


def memory(name: str) -> int:
    """Return what Linux says of this process, in KiB: `VmRSS` now, `VmHWM` at the peak."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


TASKS = {"time": time_it, "weigh": weigh_it, "profile": profile_it}


def main(told: str) -> None:
    """Do what the JSON says and print what came of it."""
    task = json.loads(told)
    work, manners = Work(**task["work"]), Manners(**task["manners"])
    settings = Settings(
        allow_private=True,
        concurrency=manners.concurrency,
        per_host=manners.per_host,
        delay=manners.delay,
        canaries=(),
    )
    print(json.dumps(TASKS[task["task"]](list(work.urls(task["port"])), settings)))


if __name__ == "__main__":
    main(sys.argv[1])
