"""W: the waivers, in documents and in the settings, by which somebody lets a finding pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.wording import day
from citecheck.models import Severity
from citecheck.rules.rule import Message, waiver_rule
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.rules.rule import WaiverUse


@waiver_rule("W101", "expired-waiver", Severity.WARNING)
def expired_waiver(use: WaiverUse) -> Iterator[Message]:
    """Find waivers whose last day has passed.

    Somebody let a finding pass until then, so that it would be looked at again. It is no longer waived; look
    at it, and mend it or give the waiver another day.

    Example:
        Prices rose.[^1]

        [^1]: World Bank. http://a.org/ Read May 32 2011. <!-- citecheck: ignore D101 until 2020-12-31 -->

    Instead:
        Prices rose.[^1]

        [^1]: World Bank. http://a.org/ Read May 32 2011. <!-- citecheck: ignore D101 until 2999-12-31 -->
    """
    waiver = use.waiver
    if waiver is not None and waiver.until is not None and use.expired:
        codes = " and ".join(waiver.codes)
        text = f"{_the_waiver(use)} of {codes} held until {day(waiver.until)} and holds no more."
        yield Message(text, use.span)


@waiver_rule("W102", "unused-waiver", Severity.WARNING)
def unused_waiver(use: WaiverUse) -> Iterator[Message]:
    """Find waivers of something that is not found.

    The fault was mended or has healed, or the waiver names another one; left where it is, it would hide the
    fault when it comes back. Take it out. Nothing is said where the rule could not be judged in this run: it
    was not selected, there was no network, the page did not answer; nor of L106, which comes and goes.

    Example:
        Prices rose.[^1]

        [^1]: World Bank. Data. http://a.org/ Read May 23 2011. <!-- citecheck: ignore D101 -- so printed -->

    Instead:
        Prices rose.[^1]

        [^1]: World Bank. Data. http://a.org/ Read May 23 2011.
    """
    if use.unused:
        where = "" if use.beside else ", and stands at no endnote"
        yield Message(f"{_the_waiver(use)} of {' and '.join(use.unused)} waives nothing{where}.", use.span)


@waiver_rule("W103", "waiver-not-understood", Severity.WARNING)
def waiver_not_understood(use: WaiverUse) -> Iterator[Message]:
    """Find comments that are addressed to citecheck and that it does not understand.

    They waive nothing. Understood are `ignore` (for the note in which it stands), `ignore-next` (for the note
    after it) and `ignore-file`, each followed by codes of rules or their beginnings, then perhaps by `until`
    and a day, then perhaps by `--` and a reason.

    Example:
        Prices rose.[^1]

        [^1]: World Bank. Data. http://a.org/ Read May 32 2011. <!-- citecheck: ignore D999 -- so printed -->

    Instead:
        Prices rose.[^1]

        [^1]: World Bank. Data. http://a.org/ Read May 32 2011. <!-- citecheck: ignore D101 -- so printed -->
    """
    if use.waiver is None:
        yield Message(
            f"This comment to citecheck is not understood: {shown(use.fault).rstrip('.')}.", use.span
        )


def _the_waiver(use: WaiverUse) -> str:
    """Name the waiver, by its place where that is not the finding's."""
    waiver = use.waiver
    return "The waiver" if waiver is None or use.words else f"The waiver in {shown(waiver.where)}"
