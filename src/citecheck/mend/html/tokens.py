"""The tokens of HTML source and where they stand (WHATWG HTML, section 13.2.5, "Tokenization").

Trees have no offsets. These tokens have nothing else; whether they are those that the parser saw is proved by
`citecheck.mend.html.shadow`.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Elements whose text is not markup until their end tag (13.2.5.2, 13.2.5.3); what they hold is never a note.
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
_MARKUP = re.compile(
    r"<(?:(?P<comment>!--)|(?P<slash>/?)(?P<name>[A-Za-z][^\t\n\f\r />]*+)|[!?]|/(?=[^A-Za-z]))"
)
_END_OF_COMMENT = re.compile(r"--!?>")
_NO_COMMENT = re.compile(r"-?>")
_REST_OF_TAG = re.compile(r"""(?:[^>=]++|=[\t\n\f\r ]*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+>""")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)(?P<is>[\t\n\f\r ]*+=[\t\n\f\r ]*+)?"
)
_VALUE = re.compile(r"""(?P<quote>["'])(?P<quoted>.*?)(?P=quote)|(?P<bare>[^\t\n\f\r >]*+)""", re.DOTALL)
_PIECE = re.compile(
    r"(?P<white>[ \t\n\r\f]++)|(?P<words>[^ \t\n\r\f&]++)"
    r"|&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[A-Za-z0-9]++;?)?"
)
_REPLACEMENT = "\ufffd"
_NUMBER = re.compile(r"&#(?:[0-9]{12,}+|[xX][0-9a-fA-F]{12,}+);?")  # no character has it
_LONGEST_OPEN = 6  # letters of the longest reference that may go without its semicolon


class Token(NamedTuple):
    """A stretch of the source: text, a tag and its name in lower case, or else a comment or raw text."""

    kind: Literal["text", "start", "end", "other"]
    start: int
    end: int
    name: str = ""


class Attribute(NamedTuple):
    """An attribute: where its name ends, where its value stands, with its quotes, and what it means."""

    name_end: int
    start: int
    end: int
    quote: str
    value: str


class Piece(NamedTuple):
    """A stretch of text: white space, other characters, or one character reference; and what it means."""

    kind: Literal["white", "words", "reference"]
    start: int
    end: int
    meaning: str


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of *source*, one behind the other; an unfinished one goes to the end."""
    at = 0
    while at < len(source):
        markup = _MARKUP.search(source, at)
        start = markup.start() if markup else len(source)
        if start > at:
            yield Token("text", at, start)
        if markup is None:
            return
        token = _markup(source, markup)
        yield token
        at = token.end
        if token.kind == "start" and token.name in _RAW:
            closing = re.compile(rf"</{token.name}(?=[\t\n\f\r />])", re.IGNORECASE).search(source, at)
            end = closing.start() if closing else len(source)
            yield Token("other", at, end)
            at = end


def _markup(source: str, opening: re.Match[str]) -> Token:
    """Return the token that begins with *opening*."""
    start = opening.start()
    if opening["name"]:
        rest = _REST_OF_TAG.match(source, opening.end())
        if rest is None:
            return Token("other", start, len(source))
        return Token("end" if opening["slash"] else "start", start, rest.end(), opening["name"].lower())
    if opening["comment"] is None:
        end = source.find(">", opening.end())
        return Token("other", start, end + 1 if end >= 0 else len(source))
    closing = _NO_COMMENT.match(source, opening.end()) or _END_OF_COMMENT.search(source, opening.end())
    return Token("other", start, closing.end() if closing else len(source))


def attributes(source: str, start: int) -> dict[str, Attribute]:
    """Return the attributes of the start tag at *start*; of two that have one name the first counts."""
    opening = _MARKUP.match(source, start)
    found: dict[str, Attribute] = {}
    at = opening.end() if opening else len(source)
    while (name := _ATTRIBUTE.match(source, at)) and name["name"] != ">":
        at = name.end()
        if name["is"] is None:
            attribute = Attribute(at, at, at, "", "")
        else:
            value = _VALUE.match(source, at)
            if value is None:
                break
            at = value.end()
            meaning = decoded(value["quoted"] or value["bare"] or "")
            attribute = Attribute(name.end("name"), value.start(), at, value["quote"] or "", meaning)
        found.setdefault(name["name"].lower(), attribute)
    return found


def decoded(text: str) -> str:
    """Return *text* with its character references resolved; Python converts no number of 5000 digits."""
    return unescape(_NUMBER.sub(_REPLACEMENT, text)) if "&" in text else text


def pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of the text that stands from *start* to *end* of *source*."""
    at = start
    while at < end and (match := _PIECE.match(source, at, end)):
        piece = _piece(match)
        yield piece
        at = piece.end


def _piece(match: re.Match[str]) -> Piece:
    """Return what *match* is; of `&notit;` only `&not` is a reference (13.2.5.73)."""
    text = match.group()
    if match["white"]:
        return Piece("white", *match.span(), text)
    if match["words"]:
        return Piece("words", *match.span(), text)
    name = text[1:]
    if not name.startswith("#") and name not in html5:
        sizes = range(min(len(name), _LONGEST_OPEN), 1, -1)
        name = next((name[:size] for size in sizes if name[:size] in html5), "")
    if not name:
        return Piece("words", match.start(), match.start() + 1, "&")
    meaning = decoded("&" + name) or _REPLACEMENT
    kind: Literal["white", "reference"] = "white" if not meaning.strip(" \t\n\r\f") else "reference"
    return Piece(kind, match.start(), match.start() + 1 + len(name), meaning)
