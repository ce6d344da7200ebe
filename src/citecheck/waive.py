"""A waiver in the settings: a finding that somebody has looked at and lets pass."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from citecheck.overrides import PATTERNS

_CODE = "The code of a rule, or its beginning."
_URL = "The address of the link, as it is printed or as it is asked; * stands for anything."
_PATHS = f"The documents in which it holds, {PATTERNS}; without them, all."
_UNTIL = "The last day on which it holds; after it the waiver is a finding itself."


class Waive(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Lets findings of the rule *code* about a link or in a note pass, for a *reason*, *until* a day.

    At least one of *url* and *note* is given; where both are, both must fit. *where* is the place in the
    configuration.
    """

    code: Annotated[str, msgspec.Meta(description=_CODE, min_length=1)]
    reason: Annotated[str, msgspec.Meta(description="Why it may pass, for people.", min_length=1)]
    url: Annotated[str | None, msgspec.Meta(description=_URL)] = None
    note: Annotated[int | None, msgspec.Meta(description="The number of the note.")] = None
    paths: Annotated[tuple[str, ...], msgspec.Meta(description=_PATHS)] = ()
    until: Annotated[date | None, msgspec.Meta(description=_UNTIL)] = None
    where: str = "the settings"

    def __post_init__(self) -> None:
        """Refuse a waiver that lets a rule pass everywhere."""
        if self.url is None and self.note is None:
            raise ValueError("name a url or a note; what ignores a rule in whole documents is [[overrides]]")
