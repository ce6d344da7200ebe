"""The links of Markdown: `<http…>`, `[text](url "title")`, `[text][id]` with `[id]: url`, and `<a href>`."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from citecheck.models import Hyperlink, Span
from citecheck.read.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citecheck.read.markdown.brackets import Bracket

_Definition = tuple[str, Span]  # where it leads, and where that is written

# Parentheses in a URL are balanced; one level of them is what the web's addresses have.
_DESTINATION = re.compile(
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<url>(?:[^\s()\\<]|\\\S|\([^\s()]*\))++))(?=[\s)])"
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)(?P<label>[^\[\]\n]{1,300})\]:[ \t]*(?:\r?\n[ \t]*)?"
    r"(?:<(?P<angled>[^<>\n]*)>|(?P<url>\S+))",
    re.MULTILINE,
)
_AUTOLINK = re.compile(
    r"(?<!\]: )<(?P<url>(?:https?|ftp)://[^\s<>]*)>|<a\s[^<>]{0,300}?href=[\"'](?P<href>[^\"'<>\s]*)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def find_links(text: str, brackets: tuple[Bracket, ...]) -> tuple[Hyperlink, ...]:
    """Return the links of *text* in order; each lies over its URL, or its words where that is elsewhere."""
    definitions = _definitions(text)
    found = list(_automatic(text))
    for bracket in brackets:
        if bracket.kind == "open":
            link = _inline(text, bracket) or _by_reference(text, bracket, definitions)
            found += [link] if link else []
    return tuple(sorted(dict.fromkeys(found), key=lambda link: link.span))


def _definitions(text: str) -> dict[str, _Definition]:
    """Return where the labels lead, and where that is written.

    The first definition of a label counts (CommonMark 0.31, section 4.7).
    """
    found: dict[str, _Definition] = {}
    for match in _DEFINITION.finditer(text):
        name = "url" if match["url"] else "angled"
        target = _target(match[name] or "")
        if target:
            found.setdefault(_folded(match["label"]), (target, Span(*match.span(name))))
    return found


def _automatic(text: str) -> Iterator[Hyperlink]:
    """Yield the links that print their URL."""
    for match in _AUTOLINK.finditer(text):
        target = _target(match[match.lastgroup or 0])
        if target:
            yield Hyperlink(Span(*match.span(match.lastgroup or 0)), target)


def _inline(text: str, bracket: Bracket) -> Hyperlink | None:
    """Return the link of `[text](url)`."""
    match = _DESTINATION.match(text, bracket.after)
    if match is None:
        return None
    name = "url" if match["url"] else "angled"
    target = _target(match[name])
    return Hyperlink(Span(*match.span(name)), target) if target else None


def _by_reference(text: str, bracket: Bracket, definitions: Mapping[str, _Definition]) -> Hyperlink | None:
    """Return the link of `[text][id]`, `[id][]` or `[id]`."""
    words = bracket.inner.of(text)
    label = words
    if text.startswith("[", bracket.after):
        end = text.find("]", bracket.after, bracket.after + 300)
        label = text[bracket.after + 1 : end].strip() or words
    defined = definitions.get(_folded(label))
    is_label = text.startswith(":", bracket.after) or text.startswith("]", bracket.inner.start - 2)
    return Hyperlink(bracket.inner, *defined) if defined and not is_label else None


def _folded(label: str) -> str:
    """Return the form in which labels are compared."""
    return " ".join(label.casefold().split())


def _target(printed: str) -> str | None:
    """Return the URL without Markdown's escapes and HTML's entities, or None if it leads to no source."""
    return target_of(html.unescape(_ESCAPED.sub(r"\1", printed)))
