r"""The day on which a document was finished, as the metadata of its format tell it.

    Word          docProps/core.xml: dcterms:modified, else dcterms:created  (ISO/IEC 29500-2, 11.1)
    OpenDocument  meta.xml: dc:date, else meta:creation-date                 (ODF 1.3 part 3, 4.3)
    EPUB          dcterms:modified, else dc:date                             (EPUB 3.3, 5.5)
    HTML          article:modified_time and the like in a meta element
    Markdown      date and lastmod in the front matter
    LaTeX         a day written out in \date{…}
    PDF           CreationDate of the Info dictionary                        (ISO 32000-2, 14.3.3)

No metadata make a document unreadable: what is broken, or is no day, is none.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument
from citecheck.evidence.wording import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.read.html.tree import Page
    from citecheck.read.zipped import Package

_WEB_BEGAN = date(1991, 8, 6)  # a document that cites the web is later: 1970 and 1980 are clocks at zero
_TEMPLATES = (b"2013-12-23T23:15:00Z",)  # stands in every file of python-docx, whenever it was made
_HEAD = 20_000  # characters of a text in which its front matter or preamble stands
_MOST_ELEMENTS = 300

_ISO = re.compile(r"\s*(?:D:)?(\d{4})[-/]?(\d{2})[-/]?(\d{2})")
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_MONTH = rf"(?P<month>{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?"
_WRITTEN = tuple(
    re.compile(rf"\s*{form}\s*", re.IGNORECASE)
    for form in (rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}", rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}")
)
_FENCE = r"(?:---|\+\+\+|\.\.\.)[ \t]*"
_FRONT_MATTER = re.compile(rf"\ufeff?{_FENCE}\r?\n(.*?)\n{_FENCE}(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(
    r"^(?:date|lastmod|modified|updated|last_modified_at)\s*[:=]\s*[\"']?([^\"'\n#]{4,60})", re.MULTILINE
)
_LATEX = re.compile(r"^[^%\n]*?\\date\s*(?:\[[^\[\]]{0,60}\]\s*)?\{([^{}]{4,60})\}", re.MULTILINE)
_META = ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified",
         "article:published_time", "dcterms.date", "dc.date", "date")  # fmt: skip


def of_members(package: Package, name: str, *elements: str) -> date | None:
    """Return the day in the first of the *elements* that the XML member *name* has; its prefixes count."""
    try:
        data = package.get(name) or b""
    except UnreadableDocument:
        return None
    return of_elements(data, *elements)


def of_elements(data: bytes, *elements: str) -> date | None:
    """Return the day in the first of the *elements* of the XML *data* that hold one."""
    for element in elements:
        pattern = rb"<%b(?:\s[^<>]{0,400})?>([^<>]{4,60})<" % re.escape(element.encode())
        texts = (found for found in re.findall(pattern, data[: 2**20]) if found.strip() not in _TEMPLATES)
        days = (day_of(found.decode("utf-8", "replace")) for found in texts)
        found = next(filter(None, days), None)
        if found is not None:
            return found
    return None


def of_page(page: Page) -> date | None:
    """Return the day that the meta elements of an HTML *page* give; that of its last change comes first."""
    said: dict[str, str] = {}
    for _, element in zip(range(_MOST_ELEMENTS), page.root.iter("meta"), strict=False):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        said.setdefault(str(name).lower(), str(element.get("content") or ""))
    return next(filter(None, (day_of(said[name]) for name in _META if name in said)), None)


def of_front_matter(text: str) -> date | None:
    """Return the latest day in the front matter of a Markdown *text*."""
    matter = _FRONT_MATTER.match(text[:_HEAD])
    return max(_days(_FIELD.findall(matter[1])), default=None) if matter else None


def of_preamble(text: str) -> date | None:
    """Return the day that the preamble of a LaTeX *text* writes out."""
    return max(_days(_LATEX.findall(text[:_HEAD])), default=None)


def day_of(text: str) -> date | None:
    """Return the day that *text* begins with: in figures with the year first, or in English; else None."""
    found = _ISO.match(text)
    if found is not None:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    written = next((match for form in _WRITTEN if (match := form.match(text))), None)
    if written is None:
        return None
    month = 1 + next(
        index for index, name in enumerate(MONTHS) if name.lower().startswith(written["month"].lower())
    )
    return _day(int(written["year"]), month, int(written["day"]))


def _days(texts: Iterable[str]) -> Iterator[date]:
    """Give the days that *texts* are."""
    return (day for text in texts if (day := day_of(text)) is not None)


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day, if the calendar has it and there was a web."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found >= _WEB_BEGAN else None
