"""Links as `Link` headers and TimeMaps write them (RFC 8288, section 3; RFC 6690, section 2).

Read tolerantly: what cannot be read is passed over. Every pattern is bounded, so that a text of any kind is
read in a time that grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_TARGET = 8_192
_PARAMETER = re.compile(
    r"\s{0,64};\s{0,64}(?P<name>[!#$&+\-.^_`|~\w*]{1,64}+)"
    r'(?:\s{0,8}=\s{0,8}(?:"(?P<quoted>(?:[^"\\]|\\.){0,1024}+)"|(?P<token>[^\s;,"<>]{0,1024}+)))?',
    re.ASCII | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MOMENT = re.compile(
    r"(?:[a-z]{3,9},\s{0,4})?(\d{1,2})[ -]([a-z]{3})[ -](\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC|[+-]0000)",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WebLink:
    """One link: its *target* as written, its relation types in lower case, and its other parameters."""

    target: str
    rel: frozenset[str]
    parameters: Mapping[str, str]

    def moment(self, name: str) -> datetime | None:
        """Return the moment in the parameter *name*; None where there is none."""
        return http_moment(self.parameters.get(name, ""))


def links_in(text: str) -> Iterator[WebLink]:
    """Yield the links of *text*, in order."""
    at = 0
    while (begin := text.find("<", at)) >= 0 and (end := text.find(">", begin)) >= 0:
        begin = text.rfind("<", begin, end)  # the one before it was not closed
        if end - begin > _LONGEST_TARGET:
            at = end
            continue
        parameters, at = _parameters(text, end + 1)
        rel = frozenset(parameters.get("rel", "").lower().split())
        yield WebLink(text[begin + 1 : end].strip(), rel, parameters)


def http_moment(text: str) -> datetime | None:
    """Return the moment that *text* writes as HTTP does (RFC 9110, section 5.6.7); None if it is none."""
    found = _MOMENT.fullmatch(text.strip()) if len(text) <= 64 else None  # noqa: PLR2004 - twice its length
    if found is None or found[2].lower() not in _MONTHS:
        return None
    day, year, hour, minute, second = (int(found[group]) for group in (1, 3, 4, 5, 6))
    try:
        return datetime(year, _MONTHS.index(found[2].lower()) + 1, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def written_moment(moment: datetime) -> str:
    """Return *moment* as HTTP writes it, whatever the language of this machine."""
    utc = moment.astimezone(UTC)
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[utc.weekday()]
    return f"{weekday}, {utc:%d} {_MONTHS[utc.month - 1].title()} {utc:%Y %H:%M:%S} GMT"


def _parameters(text: str, at: int) -> tuple[dict[str, str], int]:
    """Return the parameters that begin *at* this place, the first of each name, and where they end."""
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(text, at):
        value = found["token"] or ""
        if found["quoted"] is not None:
            value = _ESCAPED.sub(r"\1", found["quoted"])
        parameters.setdefault(found["name"].lower(), value)
        at = found.end()
    return parameters, at
