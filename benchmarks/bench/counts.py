"""What a server saw: figures that do not depend on how fast the machine is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """Counts requests as they come and go; times are in seconds of one clock.

    A request is in flight from the arrival of its head until its answer is written. *gaps* are the times
    between the arrivals of two requests at one host.
    """

    requests: int = 0
    connections: int = 0
    strays: int = 0  # requests for what no page is
    broken: int = 0  # answers that could not be written
    in_flight: int = 0
    most_in_flight: int = 0
    most_at_a_host: int = 0
    gaps: list[float] = field(default_factory=list)
    _at_host: Counter[str] = field(default_factory=Counter)
    _last: dict[str, float] = field(default_factory=dict)
    _seen: set[bytes] = field(default_factory=set)

    def asked(self, host: str, page: bytes, now: float) -> None:
        """Count a request for *page*, the empty one being a stray, that arrived at *host*."""
        self.requests += 1
        if page:
            self._seen.add(page)
        else:
            self.strays += 1
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        self._at_host[host] += 1
        self.most_at_a_host = max(self.most_at_a_host, self._at_host[host])
        if host in self._last:
            self.gaps.append(now - self._last[host])
        self._last[host] = now

    def answered(self, host: str) -> None:
        """Count an answer, or a request that its sender gave up."""
        self.in_flight -= 1
        self._at_host[host] -= 1

    def figures(self) -> dict[str, float]:
        """Return the figures by their names; the smallest gap is -1 where no host was asked twice."""
        gaps = sorted(self.gaps)
        return {
            "requests": self.requests,
            "pages": len(self._seen),
            "strays": self.strays,
            "broken": self.broken,
            "connections": self.connections,
            "most_in_flight": self.most_in_flight,
            "most_at_a_host": self.most_at_a_host,
            "smallest_gap": gaps[0] if gaps else -1.0,
            "hundredth_gap": gaps[len(gaps) // 100] if gaps else -1.0,
        }
