"""Which rules speak: selection by the beginning of their codes, as flake8 does it; the longest wins."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable


def chosen(codes: Iterable[str], select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str]:
    """Return those of *codes* that *select* names and *ignore* does not, by prefix, in either case.

    Without *select* all are named. Where both name a code, the longer prefix wins, and *ignore* wins a draw
    (`flake8.style_guide.DecisionEngine`). Raises `SettingsError` for a prefix that no code has.
    """
    known = tuple(codes)
    selecting = _checked("select", select, known)
    ignoring = _checked("ignore", ignore, known)
    return frozenset(
        code
        for code in known
        if _longest(code, selecting, default=-1 if select else 0) > _longest(code, ignoring, default=-1)
    )


def refuse_unknown(codes: Iterable[str], option: str, prefixes: tuple[str, ...]) -> None:
    """Raise `SettingsError` for the first of *prefixes*, given as *option*, that begins none of *codes*."""
    _checked(option, prefixes, tuple(codes))


def near_codes(wrong: str, known: Iterable[str]) -> str:
    """Return a hint that names the codes nearest to *wrong*."""
    near = difflib.get_close_matches(wrong.upper(), tuple(known), n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}?" if near else "`citecheck explain` lists all codes"


def _checked(option: str, prefixes: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return *prefixes* in upper case; raise for the first that begins no code."""
    upper = tuple(prefix.strip().upper() for prefix in prefixes)
    for prefix in upper:
        if not prefix or not any(code.startswith(prefix) for code in known):
            raise SettingsError(f"{option}: no rule has the code '{prefix}'; {near_codes(prefix, known)}")
    return upper


def _longest(code: str, prefixes: tuple[str, ...], *, default: int) -> int:
    """Return the length of the longest of *prefixes* that begins *code*."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=default)
