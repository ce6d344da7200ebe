"""What somebody has looked at and lets pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """Lets findings of rules pass whose codes begin with one of *codes*, in upper case.

    It holds to the end of the day *until* (None: for good). *where* is its place, for people.
    """

    codes: tuple[str, ...]
    where: str
    reason: str | None = None
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Tell whether the waiver is in force."""
        return self.until is None or today <= self.until

    def waives(self, code: str) -> bool:
        """Tell whether the waiver names the rule *code*."""
        return code.startswith(self.codes)
