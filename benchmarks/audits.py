"""Measure what a folder of reports costs: memory above all, which must not grow with their number.

    python benchmarks/audits.py            20 and 200 reports of 50 endnotes each, about a minute
    python benchmarks/audits.py --quick    a smoke run, whose figures mean nothing

`citecheck check` runs over the folder in a process of its own, against servers on loopback, and its peak of
resident memory is what the kernel counted. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.child import run
from bench.folders import Library
from bench.measured import Goal, table
from bench.served import serving

if TYPE_CHECKING:
    from bench.child import Ran
    from bench.served import Served

COLUMNS = (
    "reports", "endnotes", "distinct links", "format", "requests a link", "wall s", "CPU s", "peak MiB",
)  # fmt: skip
# Into files: what this process reads would make it large, and the kernel counts a child from its parent on.
FORMATS = {"terminal": (), "json": ("-q", "-o", "out.json"), "sarif": ("-q", "-o", "out.sarif")}
MOST = 1.5


def main() -> None:
    """Run both folders in each format and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a smoke run of a few seconds")
    sizes = (2, 4) if parser.parse_args().quick else (20, 200)
    print(f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}\n")
    rows, goals = [], []
    with serving(None) as served:
        for form in FORMATS:
            few, many = (_measured(Library(size), form, served, rows) for size in sizes)
            ratio = many.peak / few.peak
            name = f"{form}: peak memory of {sizes[1]} reports / {sizes[0]}"
            goals.append(Goal(name, f"≤ {MOST}", f"{ratio:.2f}", ratio <= MOST))
    print(table(COLUMNS, rows))
    print(table(("goal", "limit", "figure", "verdict"), [goal.cells() for goal in goals]))


def _measured(library: Library, form: str, served: Served, rows: list[tuple[str, ...]]) -> Ran:
    """Check *library*, add a row, and return what the process cost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library.write(folder, served.port)
        # Names that the run could ask to learn whether the network is up do not belong into an experiment.
        (folder / "citecheck.toml").write_text("canaries = []\n", encoding="utf-8")
        served.begin(0.0)
        ran = run(
            (
                *(sys.executable, "-m", "citecheck", "check", ".", *FORMATS[form], "--cache", "kept"),
                *("--allow-private", "--snapshots", "none", "--fail-on", "never", "--delay", "0"),
            ),
            folder,
        )
        requests = served.seen()["requests"]
    links = library.work.total
    rows.append(
        (
            f"{library.reports:,}",
            f"{library.reports * library.notes:,}",
            f"{links:,}",
            form,
            f"{requests / links:.3f}",
            f"{ran.wall:.1f}",
            f"{ran.cpu:.1f}",
            f"{ran.peak / 1024:.0f}",
        )
    )
    return ran


if __name__ == "__main__":
    main()
