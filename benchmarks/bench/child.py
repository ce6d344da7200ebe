"""Run a program to its end, and know what it cost."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# A proxy would stand between the programs and the servers; without bytecode each start compiles all modules,
# which no installed program does.
_UNSET = {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "pythondontwritebytecode", "pythonunbuffered"}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program printed and cost: seconds of wall and of CPU, and KiB of memory at its peak."""

    out: str
    wall: float
    cpu: float
    peak: int


def run(command: Sequence[str], folder: Path) -> Ran:
    """Run *command* in *folder*; a program that fails ends the benchmark with what it said."""
    environment = {name: value for name, value in os.environ.items() if name.lower() not in _UNSET}
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        begun = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - the programs that are compared
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=errors
        )
        # wait4 tells what this child used alone; this process is small, so that the peak is the child's own.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        said = out.read()
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}\nfailed:\n{said[-2000:]}\n{errors.read()[-4000:]}")
    return Ran(said, wall, used.ru_utime + used.ru_stime, used.ru_maxrss)
