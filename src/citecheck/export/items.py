"""A citation as an item of CSL-JSON (CSL 1.0.2, appendices III and IV; csl-data.json of its schema).

The type is told by what the note shows: an ISBN is a book's, a DOI or an ISSN an article's, an address a
page's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from citecheck.evidence.cited_copies import original_of
from citecheck.evidence.wording import MONTHS
from citecheck.safe import encodable, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.models import Citation, WrittenDate

Item = dict[str, Any]

RANGE = re.compile(r"(?<=\w)\s*[-\u2013]+\s*(?=\w)")
"""What stands between the first and the last of some pages."""

# The address of a copy holds when it was made: `/web/20110614000000/http://…`.
_CAPTURED = re.compile(r"/(\d{4})(\d{2})(\d{2})\d{0,6}(?:[a-z]{2}_)?/")
_UNSURE_YEAR = "X"
_WORD = re.compile(r"[A-Za-z]{4,}")
_IDENTIFIERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN"}
# The languages as notes name them, for what CSL wants: a code of BCP 47.
_LANGUAGES = {
    "english": "en", "russian": "ru", "german": "de", "french": "fr", "spanish": "es", "portuguese": "pt",
    "italian": "it", "dutch": "nl", "chinese": "zh", "arabic": "ar", "japanese": "ja", "polish": "pl",
    "ngerman": "de", "american": "en-US", "british": "en-GB",
}  # fmt: skip
BABEL = {code: name for name, code in reversed(_LANGUAGES.items())}
"""The codes of languages with their names in babel, which BibLaTeX wants."""

# What CSL 1.0.2, appendix III, knows; processors have no form for anything else.
_TYPES = frozenset(
    (
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    )
)

# What the author of a record or a note called it; the numbers of printed notes name nothing elsewhere.
_OWN_KEY = re.compile(r"(?![ivxlcdm]+\Z)[A-Za-z][\w:./+-]{2,80}", re.ASCII | re.IGNORECASE)


def item_of(citation: Citation) -> Item:
    """Return *citation* as an item without its id."""
    urls = [cited.url for cited in citation.urls if original_of(cited.url) is None]
    copies = [cited.url for cited in citation.urls if original_of(cited.url) is not None]
    found = [(each.scheme, each.value) for each in citation.identifiers]
    known = {scheme: [value for name, value in found if name == scheme] for scheme in _IDENTIFIERS}
    rest = [f"{scheme}: {value}" for scheme, value in found if scheme not in _IDENTIFIERS]
    details = {name: _safe(value) for name, value in reversed(citation.details)}
    editors = [value.partition(", ") for name, value in citation.details if name == "editor"]
    item: Item = {
        "type": kind if (kind := details.pop("type", "")) in _TYPES else _type(citation, known, urls),
        "title": _safe(citation.title or ("" if urls else citation.text)),
        "author": [_author(each.family, each.given, each.literal) for each in citation.authors],
        "editor": [_author(family, given, None if comma else family) for family, comma, given in editors],
        "container-title": _container(citation, details),
        **{name: value for name, value in details.items() if name != "editor"},
        "issued": _date(citation.published),
        "accessed": _date(citation.accessed),
        "URL": _safe((urls or copies or [""])[0]),
        **{name: _safe((known[scheme] or [""])[0]) for scheme, name in _IDENTIFIERS.items()},
        "language": _LANGUAGES.get((citation.language or "").casefold(), _safe(citation.language or "")),
        "archive_location": _safe(next(iter((*citation.archived, *(copies if urls else ()))), "")),
    }
    more = [f"{name}: {text}" for name, text in _without_field(citation, urls, rest)]
    item["note"] = _safe("; ".join(more))
    return {name: value for name, value in item.items() if value}


def keyed(items: Sequence[Item], markers: Sequence[str | None]) -> list[Item]:
    """Return *items* with an id each, all different: the key that its *marker* is, by which texts cite it.

    Where it is none: author, year and a word of the title, in ASCII.
    """
    taken: set[str] = set()
    last: Counter[str] = Counter()  # the number that the last of those with one base has
    found = []
    for item, marker in zip(items, markers, strict=True):
        key = base = marker if marker and _OWN_KEY.fullmatch(marker) else _key(item)
        while key in taken:
            last[base] += 1
            key = f"{base}{last[base] + 1}"
        taken.add(key)
        found.append({"id": key, **item})
    return found


def captured_on(item: Item) -> tuple[int, int, int] | None:
    """Return year, month and day of the archived copy of *item*, as its address has them."""
    found = _CAPTURED.search(item.get("archive_location", ""))
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
    return (day.year, day.month, day.day) if day else None


def copy_in_words(item: Item) -> str:
    """Say of the archived copy of *item* when it was made and where it is; empty where there is none."""
    copy = item.get("archive_location")
    day = captured_on(item)
    made = f" {day_in_words(day)}" if day else ""
    return f"Archived{made}: {copy}" if copy else ""


def day_in_words(parts: Sequence[int]) -> str:
    """Write a date as the English Wikipedia does: `23 May 2011`, `May 2011`, `2011`."""
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, MONTHS[parts[1] - 1])
    if len(parts) > 2:  # noqa: PLR2004 - year, month and day
        words.insert(0, str(parts[2]))
    return " ".join(words)


def _type(citation: Citation, known: dict[str, list[str]], urls: Sequence[str]) -> str:
    """Return the CSL type that the evidence carries."""
    if known["isbn"]:
        return "chapter" if citation.container else "book"
    if known["doi"] or known["issn"]:
        return "article-journal"
    return "webpage" if urls else "document"


def _container(citation: Citation, details: dict[str, str]) -> str:
    """Return what the work appeared in; a publisher stands for that where nothing else does, and is none."""
    container = _safe(citation.container or "")
    return "" if container == details.get("publisher") else container


def _author(family: str | None, given: str | None, literal: str | None) -> dict[str, str]:
    """Return one author as CSL has names."""
    if literal is not None:
        return {"literal": _safe(literal)}
    parts = {"family": _safe(family or ""), "given": _safe(given or "")}
    return {name: value for name, value in parts.items() if value}


def _date(written: WrittenDate | None) -> dict[str, Any]:
    """Return a date as CSL has it; nothing for one that no calendar has, or whose year is not known."""
    edtf = written.edtf if written is not None else None
    if edtf is None or edtf.startswith(_UNSURE_YEAR):
        return {}
    return {"date-parts": [[int(part) for part in edtf.split("-")]]}


def _without_field(citation: Citation, urls: Sequence[str], rest: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Give what no field holds: dates as printed, further addresses and identifiers."""
    for name, written in (("published", citation.published), ("accessed", citation.accessed)):
        if written is not None and not _date(written):
            yield name, written.text
    for url in urls[1:]:
        yield "also at", url
    for each in rest:
        scheme, _, value = each.partition(": ")
        yield scheme, value


def _key(item: Item) -> str:
    """Return what names *item* for people."""
    author: dict[str, str] = next(iter(item.get("author", ())), {})
    name = _ascii(author.get("family") or author.get("literal") or "")
    year = str(item.get("issued", {}).get("date-parts", [[""]])[0][0])
    words = _WORD.findall(_ascii(item.get("title", "")))
    first = _WORD.findall(name)[:1] or [name[:12]]
    return ("".join(first).lower() + year + "".join(words[:1]).lower()) or "note"


def _ascii(text: str) -> str:
    """Return the letters and digits of *text* without their marks."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9 ]+", " ", plain).strip()


def _safe(text: str) -> str:
    """Return *text* on one line and without what cannot be written."""
    return encodable(shown(text))
