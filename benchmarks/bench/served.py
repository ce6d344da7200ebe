"""The parent's hold on the server process."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCHMARKS = Path(__file__).parent.parent


class Served:
    """A running server; *port* is the same on every loopback address."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.port: int = self._heard()["port"]

    def begin(self, latency: float) -> None:
        """Begin a new count; every answer comes after *latency* seconds from now on."""
        self._told({"latency": latency})

    def seen(self) -> dict[str, float]:
        """Return what was counted since the beginning, with the server's own seconds: `wall` and `cpu`."""
        return self._told({})

    def _told(self, command: dict[str, Any]) -> dict[str, Any]:
        """Send a command and return its answer."""
        assert self._process.stdin is not None  # noqa: S101 - opened below
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> dict[str, Any]:
        """Read one answer; a server that died has said why on standard error."""
        assert self._process.stdout is not None  # noqa: S101 - opened below
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("the server ended before its time")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def serving(cpu: int | None) -> Iterator[Served]:
    """Run a server, on the core *cpu* if there is one to choose, until the block ends."""
    command = [sys.executable, "-m", "bench.server", *([] if cpu is None else [str(cpu)])]
    process = subprocess.Popen(  # noqa: S603 - our own server
        command, cwd=BENCHMARKS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        try:
            yield Served(process)
        finally:
            assert process.stdin is not None  # noqa: S101 - opened above
            process.stdin.close()
