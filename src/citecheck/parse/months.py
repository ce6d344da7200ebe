"""The names of the months, as printed."""

from __future__ import annotations

_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

NUMBERS: dict[str, int] = {name: number for number, name in enumerate(_NAMES, start=1)}
NUMBERS |= {name[:3]: number for name, number in NUMBERS.items()}
NUMBERS |= {"sept": 9}

PATTERN = r"(?:" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")\b\.?"


def number_of(printed: str) -> int:
    """Return the number (1 to 12) of a month that `PATTERN` matched."""
    return NUMBERS[printed.rstrip(".").lower()]
