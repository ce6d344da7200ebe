"""The codes in the settings, looked at before a run: an hour of asking is not lost to a misspelt one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import SettingsError
from citecheck.rules.instructions import fault_of
from citecheck.rules.selection import refuse_unknown
from citecheck.rules.table import RULES

if TYPE_CHECKING:
    from citecheck.settings import Settings


def refuse_unknown_codes(settings: Settings) -> None:
    """Raise `SettingsError` for the first code in *settings* that no rule has, or that cannot be waived."""
    codes = [rule.info.code for rule in RULES]
    refuse_unknown_in("select", settings.select)
    refuse_unknown_in("ignore", settings.ignore)
    for override in settings.overrides:
        refuse_unknown_in("overrides: select", override.select or ())
        refuse_unknown_in("overrides: ignore", override.ignore or ())
    for waive in settings.waive:
        fault = fault_of((waive.code.strip().upper(),), codes)
        if fault:
            raise SettingsError(f"{waive.where}: {fault}")


def refuse_unknown_in(option: str, prefixes: tuple[str, ...]) -> None:
    """Raise `SettingsError` for the first of *prefixes*, given as *option*, that begins no rule's code."""
    refuse_unknown([rule.info.code for rule in RULES], option, prefixes)
