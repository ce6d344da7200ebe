"""The table of all rules for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.report.drawing import Line, draw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.models import RuleInfo
    from citecheck.report.look import Look


def render(rules: Iterable[RuleInfo], look: Look) -> str:
    """Write one line for each rule: code, severity, name and summary."""
    return draw(
        (Line(f"{rule.name}: {rule.summary}", label=f"{rule.code} {rule.severity!s:<8}") for rule in rules),
        look,
    )
