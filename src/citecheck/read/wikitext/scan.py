"""One pass over wikitext: what is no markup is blanked, templates and their parameters get spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from citecheck.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = re.compile(
    r"(?P<comment><!--)|<(?P<tag>nowiki|pre|syntaxhighlight|source|math)(?:\s[^<>]{0,200})?(?<!/)>",
    re.IGNORECASE,
)
_VISIBLE = re.compile(r"[^\n\r]")
_TOKEN = re.compile(
    r"(?P<open>\{\{+)|(?P<close>\}\}+)|(?P<link>\[\[)|(?P<unlink>\]\])|(?P<bar>\|)|(?P<equals>=)"
)


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name, its span with the braces, its parameters in order (positional ones as `1`, `2`).

    *depth* counts the templates around it.
    """

    name: str
    span: Span
    parameters: tuple[tuple[str, Span], ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Source:
    """A page's *text*, the same with all that is no markup blanked, and its templates by where they begin."""

    text: str
    masked: str
    templates: tuple[Template, ...]


@dataclass(slots=True)
class _Frame:
    """Something that is open: a template or a link, where it begins, and its bars and equals signs."""

    kind: str
    start: int
    bars: list[int] = field(default_factory=list)
    equals: dict[int, int] = field(default_factory=dict)  # the first, by how many bars came before


def scan(text: str) -> Source:
    """Scan *text* once."""
    masked = _masked(text)
    return Source(text, masked, tuple(_templates(text, masked)))


def comments_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the comments of *text* stand; what is shown as it stands is none."""
    return ((start, end) for kind, start, end in _no_markup(text) if kind == "-->")


def _masked(text: str) -> str:
    """Return *text* with comments and what is shown as it stands blanked."""
    pieces, done = [], 0
    for _, start, end in _no_markup(text):
        pieces += [text[done:start], _VISIBLE.sub(" ", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _no_markup(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is a comment (`-->`) or in an element that is shown as it stands (its name), and where."""
    end = 0
    unclosed = set()
    for match in _OPENING.finditer(text):
        kind = "-->" if match["comment"] else match["tag"].lower()
        if match.start() < end or kind in unclosed:
            continue
        closing = _closing(kind).search(text, match.end())
        if closing is None:
            unclosed.add(kind)  # or every further one would be searched to the end
            continue
        end = closing.end()
        yield kind, match.start(), end


@cache
def _closing(kind: str) -> re.Pattern[str]:
    """Return what ends a comment or the element of this name."""
    return re.compile("-->" if kind == "-->" else rf"</{kind}\s*>", re.IGNORECASE)


def _templates(text: str, masked: str) -> list[Template]:
    """Return the templates of *text* that are closed; in *masked* all that is no markup is blanked."""
    found: list[Template] = []
    opened: list[_Frame] = []
    braces = 0
    for match in _TOKEN.finditer(masked):
        match match.lastgroup:
            case "open":
                # `{{{` opens an argument of a template's own page; its odd brace opens nothing.
                pairs = range(match.end() - len(match.group()) // 2 * 2, match.end(), 2)
                opened += [_Frame("{{", start) for start in pairs]
                braces += len(pairs)
            case "close":
                ends = range(match.start() + 2, match.end() + 1, 2)[:braces]
                for end in ends:
                    braces -= 1
                    found.append(_template(text, _closed(opened), end, depth=braces))
            case kind:
                _mark(opened, str(kind), match.start())
    return sorted(found, key=lambda template: template.span)


def _closed(opened: list[_Frame]) -> _Frame:
    """Take the last template off what is *opened*, with the links in it that nothing has closed."""
    while (frame := opened.pop()).kind != "{{":
        pass
    return frame


def _mark(opened: list[_Frame], kind: str, offset: int) -> None:
    """Note a link's bracket, a bar or an equals sign in what is open."""
    if kind == "link":
        opened.append(_Frame("[[", offset))
    elif opened and kind == "unlink" and opened[-1].kind == "[[":
        opened.pop()
    elif opened and kind == "bar":
        opened[-1].bars.append(offset)
    elif opened and kind == "equals":
        opened[-1].equals.setdefault(len(opened[-1].bars), offset)


def _template(text: str, frame: _Frame, end: int, depth: int) -> Template:
    """Return the template of *frame*, whose closing braces end at *end*."""
    edges = [*frame.bars, end - 2]
    parameters = []
    position = 0
    for index, (bar, following) in enumerate(pairwise(edges), start=1):
        equals = frame.equals.get(index)
        if equals is None:
            position += 1
            parameters.append((str(position), _stripped(text, bar + 1, following)))
        else:
            name = " ".join(text[bar + 1 : equals].split())
            parameters.append((name, _stripped(text, equals + 1, following)))
    name = " ".join(text[frame.start + 2 : edges[0]].split())
    return Template(name, Span(frame.start, end), tuple(parameters), depth)


def _stripped(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, max(begin, start + len(words.rstrip())))
