"""What every process of our own needs that reads a file of a stranger's: its limits and its environment.

Native code reads PDFs, and a file of a kilobyte can hold more than a machine can. So that happens in a
process beside this one, whose end is an error like any other.
"""

from __future__ import annotations

import os
import sys


def command(module: str) -> tuple[str, ...]:
    """Return the command that runs *module* of this program in a process of its own."""
    return (sys.executable, "-P", "-m", module)


def environment() -> dict[str, str]:
    """Return the environment in which that process finds the same modules as this one."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def limit_memory(most: int) -> None:
    """Bound the memory of this process to *most* bytes, where the system can."""
    _limit("RLIMIT_AS", most)


def limit_time(seconds: int) -> None:
    """Bound the processor time that this process may still take, where the system can.

    That holds also when nobody is left who would end it.
    """
    used = os.times()
    _limit("RLIMIT_CPU", int(used.user + used.system) + seconds + 1)


def _limit(name: str, most: int) -> None:
    """Lower or raise one limit of this process within what the system allows."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
