"""Rules of CSL that citeproc-py keeps in part, kept whole.

"Substituted variables are suppressed in the rest of the output" (CSL 1.0.2, cs:substitute). citeproc-py 0.11
suppresses those that a style names in the place of the author, and not those that it reaches through a macro,
as most styles do: of a page without an author the title stood there twice.

With `initialize="false"` given names stay as they are (CSL 1.0.2, name options); it made initials of them
all, so that Chicago and MLA lost every given name.

With `punctuation-in-quote` a comma or full stop stands within the quotation marks (CSL 1.0.2, style options),
as American styles have it; it puts them behind. A full stop goes behind no other sign that ends a sentence,
and quotation marks within others are the inner ones.

The parts of a date are joined as the style's own form of dates says; it wrote `2011May23`.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = "title"
_INITIAL = re.compile(r"(?<![^\s-])([^\W\d_])\.?(?=[\s-]|$)")
_BEHIND_QUOTE = re.compile(r"(?<![.,])”([,.])")
_ENDED = re.compile(r"([?!][”’\"']?)\.(?=\s|$)|([?!])\.(?=”)")
_QUOTED = re.compile(r"“[^“”]*”")
_STRAIGHT = re.compile(r'"([^"]+)"')
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
CSL = "{http://purl.org/net/xbiblio/csl}"


@contextmanager
def mended() -> Iterator[None]:
    """Let citeproc-py keep the rules of substitution and of initials while this is open."""
    from citeproc.model import Name, Substitute

    suppress, initialize = Substitute.add_to_repressed_list, Name.initialize

    def with_macros(substitute: Any, child: Any, context: Any) -> None:  # noqa: ANN401 - it has no types
        """Suppress what *child* of a *substitute* names, and the title where its macro does."""
        suppress(substitute, child, context)
        if _says_title(child):
            context.get_layout().repressed.setdefault(f"{CSL}text", []).append(_TITLE)

    def if_wanted(name: Any, given: str, mark: str, context: Any) -> str:  # noqa: ANN401 - it has no types
        """Make initials of a *given* name unless the style wants it whole; those it has get their *mark*."""
        if name.get("initialize") == "false":
            return _INITIAL.sub(lambda match: f"{match[1]}{mark.strip()}", str(given))
        return str(initialize(name, given, mark, context))

    Substitute.add_to_repressed_list, Name.initialize = with_macros, if_wanted
    try:
        yield
    finally:
        Substitute.add_to_repressed_list, Name.initialize = suppress, initialize


def with_dates_joined(style: Any) -> None:  # noqa: ANN401 - an element of citeproc-py
    """Say at each date of *style* how its own form of dates joins the parts."""
    for own in style.iterfind(f"{CSL}locale/{CSL}date[@delimiter]"):
        if str(own.getparent().get(_LANGUAGE, "en")).startswith("en"):
            for date in style.iterfind(f".//{CSL}date[@variable][@form='{own.get('form')}']"):
                date.set("delimiter", own.get("delimiter"))


def punctuated(text: str, style: Any) -> str:  # noqa: ANN401 - an element of citeproc-py
    """Return *text* with its commas, full stops and quotation marks as the *style* has them."""
    if str(style.get_locale_option("punctuation-in-quote")).lower() == "true":
        text = _BEHIND_QUOTE.sub(r"\1”", text)
    text = _QUOTED.sub(lambda quoted: _STRAIGHT.sub(r"‘\1’", quoted[0]), text)
    return _ENDED.sub(r"\1\2", text)


def _says_title(child: Any) -> bool:  # noqa: ANN401 - an element of a style
    """Tell whether *child*, or a macro that it or one of these calls, writes the title."""
    texts, seen = list(child.iter(f"{CSL}text")), set[str]()
    while texts:
        text = texts.pop()
        if text.get("variable") == _TITLE:
            return True
        name = text.get("macro")
        if name and name not in seen:
            seen.add(name)
            texts += child.getroottree().iterfind(f".//{CSL}macro[@name='{name}']//{CSL}text")
    return False
