"""Take a page apart: what its readers see, what it runs, and what it tells machines.

No tree is built. Elements whose content is no text are cut out of the page, in time linear in its size;
everything else is read from what remains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Parts in which text that looks like a tag is none, or that no reader sees.
_OPAQUE = re.compile(r"<(?:!--|(script|style|noscript|template|svg|textarea|math)(?=[\s/>]))")
# One that is never closed reaches to the end of the page; of the others the tag alone is dropped.
_REACHING = frozenset({"script", "style", "noscript", "textarea"})
_MOST_PARTS = 3000
_LONGEST_TAG = 2000
_LONGEST_CLOSING = 200
_LONGEST_DATA = 64 * 1024
_MOST_DATA = 8
_LONGEST_HEAD = 256 * 1024


@dataclass(frozen=True, slots=True)
class Markup:
    """A page in parts, in the order of the page.

    *text* is the markup that readers see, *lower* the same in lower case; *scripts* are the script elements
    that run, from their tags on; *data* is the content of those that hold JSON-LD; *noscript* is what those
    readers see who run no scripts.
    """

    text: str
    lower: str
    scripts: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    noscript: tuple[str, ...] = ()


def lowered(text: str) -> str:
    """Return *text* with the letters of ASCII in lower case, so that every place in it stays what it was.

    The names of elements are ASCII, and to search them in lower case is ten times as fast as in any case.
    """
    return text.lower() if text.isascii() else text.encode("utf-8", "replace").lower().decode("utf-8")


def taken_apart(page: str, lower: str, *, is_xml: bool = False) -> Markup:
    """Return *page*, which is *lower* in lower case, in parts; in XML an element may close itself.

    Of a page with more than 3,000 such elements the rest is left out.
    """
    kept: list[slice] = []
    cut: dict[str, list[str]] = {"script": [], "noscript": []}
    without_end: set[str] = set()
    place, parts = 0, 0
    while (opening := _OPAQUE.search(lower, place)) is not None:
        kept.append(slice(place, opening.start()))
        parts += 1
        name = opening[1] or ""
        place = _end_of(lower, opening, name, without_end, is_xml=is_xml)
        if name in cut:
            cut[name].append(page[opening.start() : place])
        if parts >= _MOST_PARTS:
            place = len(page)
    kept.append(slice(place, None))
    text, small = (" ".join([whole[part] for part in kept]) for whole in (page, lower))
    running, data = _by_type(cut["script"])
    return Markup(text, small, running, data, tuple(cut["noscript"]))


def head_ends(markup: Markup) -> int:
    """Return where the head of a page ends, within bounds; a page that has no body is all head."""
    ends = [place for mark in ("</head", "<body") if (place := markup.lower.find(mark)) >= 0]
    return min(ends, default=min(len(markup.lower), _LONGEST_HEAD))


def _end_of(lower: str, opening: re.Match[str], name: str, without_end: set[str], *, is_xml: bool) -> int:
    """Return where the part that begins at *opening* ends; *without_end* remembers what is closed no more."""
    if not name:
        # `<!-->` and `<!--->` are whole comments (HTML standard, 13.2.5.43).
        end = lower.find("-->", opening.start() + 2)
        return end + 3 if end >= 0 else len(lower)
    if is_xml or name in {"svg", "math"}:
        close = lower.find(">", opening.end(), opening.end() + _LONGEST_TAG)
        if close > 0 and lower[close - 1] == "/":
            return close + 1
    closing = f"</{name}"
    end = -1 if name in without_end else lower.find(closing, opening.end())
    if end >= 0:
        close = lower.find(">", end, end + _LONGEST_CLOSING)
        return close + 1 if close >= 0 else end + len(closing)
    without_end.add(name)
    return len(lower) if name in _REACHING else opening.end()


def _by_type(scripts: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the scripts that run, and the content of those that hold JSON-LD, each bounded."""
    running: list[str] = []
    data: list[str] = []
    for script in scripts:
        tag = script[:300].partition(">")[0]
        if "json" not in tag.lower():
            running.append(script)
        elif "ld+json" in tag.lower() and len(data) < _MOST_DATA and len(script) <= _LONGEST_DATA:
            data.append(script[len(tag) + 1 :].rpartition("</")[0])
    return tuple(running), tuple(data)
