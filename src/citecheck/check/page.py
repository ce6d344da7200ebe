"""What a page calls itself: its title, and the other texts that name it.

BeautifulSoup on a whole page costs more than fetching it. The elements that are wanted are therefore located
first, and only their few hundred characters are parsed. Every search here is linear in the size of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.check.charset import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME = 300
_LONGEST_ELEMENT = 4000
_LONGEST_HEAD = 256 * 1024
_MOST_META = 300

_HTML_TYPES = {"text/html", "application/xhtml+xml"}
_SNIFFED = re.compile(rb"\s*(?:<\?xml[^<>]{0,200}>\s*)?<(!doctype\s+html|html|head|title)\b", re.IGNORECASE)

# Parts in which text that looks like a tag is none.
_OPAQUE = re.compile(r"<!--|<(script|style|noscript|template|svg)\b", re.IGNORECASE)
_END_OF_HEAD = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>", re.IGNORECASE)
_META = re.compile(r"<meta\b", re.IGNORECASE)
_H1 = re.compile(r"<h1\b[^<>]*>", re.IGNORECASE)
# Google Scholar's, Dublin Core's, Open Graph's and Twitter's names for a title.
_NAMING = {"citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"}


def names_of(body: bytes, content_type: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the title of a page and its other names, folded and bounded; nothing unless it is HTML."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _HTML_TYPES and not _SNIFFED.match(body[:1024]):
        return None, ()
    text = _without_opaque(decoded(body, content_type))
    end = _END_OF_HEAD.search(text)
    head = text[: end.start() if end else _LONGEST_HEAD]
    title = _text_of(_element(head, _TITLE, "</title")) or _text_of(_element(text, _TITLE, "</title"))
    others = dict.fromkeys([*_meta_names(head), _text_of(_element(text, _H1, "</h1"))])
    return title, tuple(other for other in others if other is not None and other != title)


def _without_opaque(text: str) -> str:
    """Return *text* without comments, scripts and styles; one that is never closed goes on to the end."""
    kept, place = [], 0
    while (opening := _OPAQUE.search(text, place)) is not None:
        kept.append(text[place : opening.start()])
        closing = "-->" if opening[1] is None else f"</{opening[1]}"
        end = _find(text, closing, opening.end())
        if end < 0:
            # An open comment ends nowhere; an open script in a cut page hides nothing that comes after it.
            return "".join(kept)
        place = end + len(closing)
    return "".join([*kept, text[place:]])


def _find(text: str, what: str, start: int) -> int:
    """Return where *what* stands in *text* in any case, or -1."""
    found = re.compile(re.escape(what), re.IGNORECASE).search(text, start)
    return found.start() if found else -1


def _element(text: str, opening: re.Pattern[str], closing: str) -> str | None:
    """Return the first element that *opening* begins, bounded; one that is not closed ends at its bound."""
    begin = opening.search(text)
    if begin is None:
        return None
    piece = text[begin.start() : begin.end() + _LONGEST_ELEMENT]
    end = _find(piece, closing, 0)
    return piece[:end] if end >= 0 else piece


def _meta_names(head: str) -> Iterator[str | None]:
    """Give the contents of the meta elements that name the page."""
    for index, begin in enumerate(_META.finditer(head)):
        if index >= _MOST_META:
            return
        # To the next tag, so that a ">" inside a value does not cut it.
        end = head.find("<", begin.end())
        piece = head[begin.start() : end if end >= 0 else None][:_LONGEST_ELEMENT]
        if "title" in piece.lower():
            yield _naming_content(piece)


def _naming_content(piece: str) -> str | None:
    """Return the content of one meta element if it names the page."""
    from bs4 import BeautifulSoup

    tag = BeautifulSoup(piece, "html.parser").find("meta")
    if tag is None or isinstance(tag, str):
        return None
    name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
    return _folded(str(tag.get("content") or "")) if name in _NAMING else None


def _text_of(piece: str | None) -> str | None:
    """Return the text of one element."""
    if piece is None:
        return None
    from bs4 import BeautifulSoup

    return _folded(BeautifulSoup(piece, "html.parser").get_text(" "))


def _folded(text: str) -> str | None:
    """Return *text* with white space folded and bounded, None if nothing is left."""
    return " ".join(text.split())[:LONGEST_NAME] or None
