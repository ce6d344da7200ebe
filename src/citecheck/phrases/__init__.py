"""What a page says of itself instead of showing what was asked for, in the words that such pages use.

The phrases are data: a folder of tables, one phrase a line, by sign and language.
"""

from __future__ import annotations

from citecheck.phrases.patterns import index_of
from citecheck.phrases.texts import in_text
from citecheck.phrases.titles import in_title, is_about

__all__ = ["in_text", "in_title", "is_about", "prepare"]


def prepare() -> None:
    """Read the tables now; else that is done at the first text or title that is looked at."""
    for kind in ("title", "text"):
        index_of(kind)
