"""How a report is shown to a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Detail(IntEnum):
    """How much of a report is shown."""

    HEADLINE = 0  # the counts alone
    PROBLEMS = 1  # and the endnotes that need a person
    ALL = 2  # and all other endnotes, with what was seen at their links


@dataclass(frozen=True, slots=True)
class Look:
    """The terminal's *width* in columns, whether it shows *colour*, and how much *detail* is wanted.

    *folder* is the one that paths in formats for machines are relative to.
    """

    width: int = 80
    colour: bool = False
    detail: Detail = Detail.PROBLEMS
    folder: str = ""
