"""The pages of the rules: as text for a terminal, and all of them as one Markdown document."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError
from citecheck.rules.selection import near_codes
from citecheck.rules.table import RULES

if TYPE_CHECKING:
    from citecheck.models import RuleInfo
    from citecheck.rules.rule import Rule

FAMILIES = {
    "N": "Notes and their numbers",
    "D": "Dates",
    "U": "Addresses as written",
    "I": "Identifiers",
    "L": "What answers at a link",
    "A": "Archived copies",
    "X": "Notes against each other",
    "W": "Waivers",
}
_BLOCK = re.compile(r"^(Example|Instead):\n((?:(?:    .*)?\n?)+)", re.MULTILINE)


def table() -> tuple[RuleInfo, ...]:
    """Return code, name, severity and summary of every rule, in the order of the catalogue."""
    return tuple(rule.info for rule in RULES)


def explain(code: str) -> str:
    """Return the page of the rule *code* (in either case) as plain text.

    Raises `SettingsError`, which names the nearest codes, if there is no such rule.
    """
    for rule in RULES:
        if rule.info.code == code.strip().upper():
            return f"{_title(rule)} ({rule.info.severity})\n\n{rule.page}\n"
    known = [rule.info.code for rule in RULES]
    raise SettingsError(f"explain: no rule has the code '{code}'; {near_codes(code, known)}")


def markdown() -> str:
    """Return the pages of all rules as one Markdown document."""
    head = (
        "# Rules\n\nGenerated from the docstrings of the rules. `citecheck explain CODE` prints one page.\n"
        "`--select` and `--ignore` take codes or beginnings of codes; the longest wins.\n"
    )
    families = groupby(RULES, key=lambda rule: rule.info.code[0])
    return "\n".join([head, *(_family(letter, list(rules)) for letter, rules in families)])


def _family(letter: str, rules: list[Rule]) -> str:
    """Return the section of one family: its table, then its pages."""
    rows = (
        f"| [{rule.info.code}](#{rule.info.code.lower()}-{rule.info.name}) | {rule.info.name} "
        f"| {rule.info.severity} | {rule.info.summary} |\n"
        for rule in rules
    )
    head = f"## {letter} · {FAMILIES[letter]}\n\n"
    head += "| code | name | severity | summary |\n| --- | --- | --- | --- |\n"
    return head + "".join(rows) + "\n" + "\n".join(_page(rule) for rule in rules)


def _page(rule: Rule) -> str:
    """Return one rule's page in Markdown, its examples as blocks of text."""
    body = _BLOCK.sub(_as_fence, rule.page + "\n").rstrip()
    return f"### {_title(rule)}\n\nSeverity: {rule.info.severity}.\n\n{body}\n"


def _as_fence(match: re.Match[str]) -> str:
    """Turn an indented block into a fenced one under its heading."""
    lines = [line.removeprefix("    ") for line in match[2].rstrip().split("\n")]
    return "\n".join([f"**{match[1]}**", "", "```text", *lines, "```", "", ""])


def _title(rule: Rule) -> str:
    """Return code and name."""
    return f"{rule.info.code} {rule.info.name}"
