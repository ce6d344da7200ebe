"""The words of a note without the markup of its format: what a reader of the finished document sees.

Only names and titles are read off them, which have no place in the text; dates and addresses are found in the
source, whose offsets they keep.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.parse.segments import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.models import Span

_NEAR = 600  # characters in which the label of a link stands before or behind its address
_LABEL = r"(?P<label>[^\[\]{}\n]{1,400})"
_IS_ADDRESS = re.compile(r"://|^\s*www\.", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")

_MD_BEFORE = re.compile(rf"\[{_LABEL}\]\(\s*<?$")
_MD_LINK = re.compile(rf"\[{_LABEL}\]\(\s*<?\s*>?\s*(?:\"[^\"\n]*\"|'[^'\n]*')?\s*\)")
_MD_REFERENCE = re.compile(rf"\[{_LABEL}\]\[[^\[\]\n]{{0,100}}\]")
_MD_EMPHASIS = re.compile(r"(?<![\\\w])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_\\])[*_]{1,3}(?!\w)|`+")
_MD_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

_WIKI_BEHIND = re.compile(rf"[ \t]+{_LABEL}\]")
_WIKI_LINK = re.compile(rf"(?<!\[)\[\s+{_LABEL}\](?!\])")
_WIKI_PAGE = re.compile(r"\[\[(?:[^\[\]|\n]{0,300}\|)?(?P<label>[^\[\]|\n]{1,300})\]\]")
_WIKI_QUOTES = re.compile(r"'{2,5}")

_TEX_BEFORE = re.compile(r"\\href\s*\{\s*$")
_TEX_BEHIND = re.compile(rf"\s*\}}\s*\{{{_LABEL}\}}")
_TEX_LINK = re.compile(rf"\\href\s*\{{\s*\}}\s*\{{{_LABEL}\}}")
_TEX_ADDRESS = re.compile(rf"\\(?:url|nolinkurl|path|texttt)\s*\{{(\s*{ADDRESS}?\s*)\}}")
_TEX_QUOTE = re.compile(r"\\enquote\*?\s*\{([^{}]{0,400})\}|``([^`']{1,400})''")
_TEX_COMMAND = re.compile(r"\\(?:[a-zA-Z]{2,20})\*?\s*\{([^{}]{0,400})\}|\{([^{}\\]{0,400})\}")
_TEX_SIGN = re.compile(r"\\([&%$#_{}])")
_DEEPEST = 4  # commands within each other


class Markup(NamedTuple):
    """How a format marks words up: whether an address has words of its own, and words without the marks."""

    is_labelled: Callable[[str, Span], bool]
    unmarked: Callable[[str], str]


def markup_of(form: str) -> Markup | None:
    """Return the markup of the format *form*; None for one whose text has none."""
    return _MARKUPS.get(form)


def _markdown_label(words: str, at: Span) -> bool:
    """Tell whether the address at *at* of Markdown is the target of words that are none."""
    found = _MD_BEFORE.search(words, max(0, at.start - _NEAR), at.start)
    return found is not None and not _IS_ADDRESS.search(found["label"])


def _wikitext_label(words: str, at: Span) -> bool:
    """Tell whether words follow the address at *at* in its brackets."""
    return words[: at.start].endswith("[") and _WIKI_BEHIND.match(words, at.end) is not None


def _latex_label(words: str, at: Span) -> bool:
    """Tell whether the address at *at* is the target of words that are none."""
    if not _TEX_BEFORE.search(words, max(0, at.start - _NEAR), at.start):
        return False
    found = _TEX_BEHIND.match(words, at.end)
    return found is not None and not _IS_ADDRESS.search(found["label"])


def _from_markdown(words: str) -> str:
    """Return *words* of Markdown, whose addresses are blanks or signs, without its marks (CommonMark)."""
    plain = _MD_REFERENCE.sub(r"\g<label>", _MD_LINK.sub(r"\g<label>", words))
    plain = _MD_EMPHASIS.sub("", _TAG.sub("", plain))
    return html.unescape(_MD_ESCAPE.sub(r"\1", plain))


def _from_wikitext(words: str) -> str:
    """Return *words* of wikitext, likewise (Help:Wikitext)."""
    plain = _WIKI_PAGE.sub(r"\g<label>", _WIKI_LINK.sub(r"\g<label>", words))
    return html.unescape(_WIKI_QUOTES.sub("", _TAG.sub("", plain)))


def _from_latex(words: str) -> str:
    """Return *words* of LaTeX, likewise: the contents of its commands, quotation marks as signs."""
    plain = _TEX_ADDRESS.sub(r"\1", _TEX_LINK.sub(r"\g<label>", words))
    for _ in range(_DEEPEST):
        quoted = _TEX_QUOTE.sub(lambda match: f"“{match[1] or match[2]}”", plain)
        simpler = _TEX_COMMAND.sub(lambda match: match[1] or match[2] or "", quoted)
        if simpler == plain:
            break
        plain = simpler
    return _TEX_SIGN.sub(r"\1", plain).replace("~", " ").replace("---", "—").replace("--", "–")


_MARKUPS = {
    "markdown": Markup(_markdown_label, _from_markdown),
    "wikitext": Markup(_wikitext_label, _from_wikitext),
    "latex": Markup(_latex_label, _from_latex),
}
