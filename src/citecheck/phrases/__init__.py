"""What a page says of itself instead of showing what was asked for, in the words that such pages use.

The phrases are data: a folder of tables, one phrase a line, by sign and language.
"""

from __future__ import annotations

from citecheck.phrases.texts import in_text
from citecheck.phrases.titles import in_title, is_about

__all__ = ["in_text", "in_title", "is_about"]
