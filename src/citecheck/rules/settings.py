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
    for option, prefixes in (("select", settings.select), ("ignore", settings.ignore)):
        refuse_unknown(codes, option, prefixes)
    for override in settings.overrides:
        refuse_unknown(codes, "overrides: select", override.select or ())
        refuse_unknown(codes, "overrides: ignore", override.ignore or ())
    for waive in settings.waive:
        fault = fault_of((waive.code.strip().upper(),), codes)
        if fault:
            raise SettingsError(f"{waive.where}: {fault}")
