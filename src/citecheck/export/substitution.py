"""What stands in an author's place is not said again: a rule of CSL that citeproc-py keeps in part.

"Substituted variables are suppressed in the rest of the output" (CSL 1.0.2, cs:substitute). citeproc-py 0.11
suppresses those that a style names in the place of the author, and not those that it reaches through a macro,
as most styles do: of a page without an author the title stood there twice.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = "title"
CSL = "{http://purl.org/net/xbiblio/csl}"


@contextmanager
def suppressed() -> Iterator[None]:
    """Let citeproc-py suppress a title too that a macro has put in an author's place, while this is open."""
    from citeproc.model import Substitute

    own = Substitute.add_to_repressed_list

    def with_macros(substitute: Any, child: Any, context: Any) -> None:  # noqa: ANN401 - it has no types
        """Suppress what *child* of a *substitute* names, and the title where its macro does."""
        own(substitute, child, context)
        if _says_title(child):
            context.get_layout().repressed.setdefault(f"{CSL}text", []).append(_TITLE)

    Substitute.add_to_repressed_list = with_macros
    try:
        yield
    finally:
        Substitute.add_to_repressed_list = own


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
