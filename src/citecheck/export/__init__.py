"""Citations written for reference managers and word processors: pure functions from citations to text.

    items      a citation as an item of CSL-JSON, from which all the others are made
    csl_json, bibtex, ris, wikitext, notes     one file a format

Nothing that was read is lost: what a format has no field for stands in its note. A note that means another
one (`ibid.`) is no source of its own: it is among formatted notes, and in no file of sources.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from citecheck.export.items import item_of, keyed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Citation

__all__ = ["CHICAGO", "FORMATS", "export"]

CHICAGO = "chicago-notes-bibliography"
FORMATS = ("csl-json", "bibtex", "ris", "wikitext", "notes")


def export(citations: Sequence[Citation], form: str, style: str = CHICAGO) -> str:
    """Write *citations* in the format *form*; *style* is the CSL style of formatted `notes`.

    Raises `SettingsError` for a style that is not there, or where what formats notes is not installed.
    """
    if form != "notes":
        citations = [each for each in citations if each.refers_to is None]
    items = keyed([item_of(each) for each in citations], [each.marker for each in citations])
    if form == "notes":
        from citecheck.export.notes import written

        return written(items, [citation.number for citation in citations], style)
    module = import_module(f"citecheck.export.{form.replace('-', '_')}")
    text: str = module.written(items)
    return text
