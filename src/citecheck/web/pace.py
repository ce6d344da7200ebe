"""How fast one host is asked: the pause between two starts, which grows when the host says "too many"."""

from __future__ import annotations

from dataclasses import dataclass

# A host may make us wait this often in a run; a server that says 429 for ever would otherwise hold the run
# up for ever too (canonical/starbase #417: six hours in one host's Retry-After).
MOST_HOLDS = 3

# So many answers 429 in a row, with a growing pause between them, and the host is left alone for this run.
MOST_REFUSALS = 10

LONGEST_DELAY = 10.0
_LEAST_SLOWED = 1.0
_SLOWER, _FASTER = 2.0, 0.9


@dataclass(slots=True)
class Pace:
    """The pace of one host; times are those of the client's clock, in seconds.

    *usual* is the pause of the settings, *delay* that of now; nobody starts before *not_before*. *holds*
    counts the waits that the host asked for, *refusals* its answers 429 in a row; *slowed* and *held* are
    when the pause was last doubled, and when the last wait was asked for.
    """

    usual: float
    delay: float
    not_before: float = 0.0
    holds: int = 0
    refusals: int = 0
    slowed: float = -1.0
    held: float = -1.0

    @property
    def spent(self) -> bool:
        """Whether the host has refused so often that it is not asked any more."""
        return self.refusals >= MOST_REFUSALS

    def started(self, now: float) -> None:
        """Keep the pause after a start at *now*."""
        self.not_before = max(self.not_before, now + self.delay)

    def eased(self) -> None:
        """Note an answer that was no refusal: go back to the usual pause, a tenth of the way at a time."""
        self.refusals = 0
        if self.delay != self.usual:
            eased = self.delay * _FASTER
            self.delay = eased if eased > max(self.usual, _LEAST_SLOWED / 2) else self.usual

    def refused(self, started: float, now: float) -> None:
        """Note an answer 429 at *now* to a request that was *started* then; the pause is doubled, to a bound.

        Requests that were under way when the pause was last doubled learned nothing of it: they do not
        double it again.
        """
        self.refusals += 1
        if started < self.slowed:
            return
        self.slowed = now
        slower = max(self.delay * _SLOWER, _LEAST_SLOWED)
        self.delay = max(self.delay, min(slower, LONGEST_DELAY))
        self.not_before = max(self.not_before, now + self.delay)

    def hold(self, seconds: float, started: float, now: float) -> bool:
        """Let nobody start for *seconds*; false if the host has asked for that too often.

        An answer to a request that was *started* before the wait now kept was asked for is part of that wait.
        """
        until = now + seconds
        if started < self.held:
            self.not_before = max(self.not_before, until)
            return True
        self.holds += 1
        if self.holds > MOST_HOLDS:
            return False
        self.held = now
        self.not_before = max(self.not_before, until)
        return True
