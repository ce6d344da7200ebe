"""Set attributes of start tags in the source; what they say already is left as it is."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from citecheck.mend.html.tokens import attributes
from citecheck.mend.splicing import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a value without quotes may hold (WHATWG HTML, 13.1.2.3, "Unquoted attribute value syntax").
_UNQUOTED = re.compile(r"[^\t\n\f\r \"'=<>`]+(?<!/)")
_QUOTES = {'"': "&quot;", "'": "&#39;"}


def set_attributes(source: str, start: int, values: Mapping[str, str]) -> list[Change]:
    """Return the changes after which the start tag at *start* of *source* has the *values* by name."""
    present = attributes(source, start)
    changes = []
    for name in values.keys() & present.keys():
        attribute, value = present[name], values[name]
        if attribute.value == value:
            continue
        written = _quoted(value, attribute.quote)
        if attribute.start == attribute.name_end:  # it has no value yet
            written = "=" + _quoted(value, '"')
        changes.append(Change(attribute.start, attribute.end, written))
    missing = {name: value for name, value in values.items() if name not in present}
    if missing:
        end = max((each.end for each in present.values()), default=_end_of_name(source, start))
        changes.append(Change(end, end, written_attributes(missing)))
    return changes


def written_attributes(values: Mapping[str, str]) -> str:
    """Return the *values* as they are written in a tag, each behind a space."""
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def _quoted(value: str, quote: str) -> str:
    """Return *value* in the quotes that stand there; in double ones where it needs some."""
    if not quote:
        if _UNQUOTED.fullmatch(value):
            return escape(value, quote=False)
        quote = '"'
    return quote + escape(value, quote=False).replace(quote, _QUOTES[quote]) + quote


def _end_of_name(source: str, start: int) -> int:
    """Return where the name of the tag at *start* ends."""
    name = re.compile(r"<[^\t\n\f\r />]+").match(source, start)
    return name.end() if name else start
