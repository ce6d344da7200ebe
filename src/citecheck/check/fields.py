"""What pages write into the fields of their metadata, as fields of a citation; None for what is none."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from citecheck.check.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_AUTHORS = 10
_LONGEST_AUTHOR = 120
_MOST_WORDS = 10  # "Office of the High Commissioner for Human Rights" has eight, a life in a sentence more

# The year comes first: `05/03/2011` is May in one country and March in the next.
_DATE = re.compile(r"(\d{4})(?:(?P<mark>[-/.])(\d{1,2})(?:(?P=mark)(\d{1,2}))?)?(?![\d/.-])")
_UNBROKEN = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_FIRST_YEAR = 1450  # of print
_CLOCKS_AT_ZERO = (date(1970, 1, 1), date(1900, 1, 1))  # of Unix, and of databases and spreadsheets

# ISO 26324, as far as registration agencies give DOIs out; see rule I101.
_DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|info:doi/|doi:?\s*)?(10\.[1-9]\d{3,4}(?:\.\d+)*/[^\s<>\"“”]{1,180})",
    re.IGNORECASE,
)
_TAIL = ".,;:"

# What programs write where nobody has signed, what newsrooms do, and what templates leave unfilled.
_NOBODY = re.compile(
    r"(?:site|web|super)?-?\s?(?:admin(?:istrator)?|master)(?:\s?user|_\w+)?|root|(?:super\s?)?user|guest|author(?:\s?name)?|"
    r"anonymous|unknown|undefined|null|none|n/?a|default|test|by|wordpress|drupal|joomla!?|typo3|editors?|"
    r"(?:(?:our|news)\s)?staff(?:\s(?:writer|reporter|correspondent|editor)s?)?|(?:the\s)?editorial\s(?:team|staff|board)|"
    r"press\s(?:release|office)|news\s?(?:desk|room)|(?:die\s|\w+-?)?redaktion|(?:la\s)?r[ée]daction|"
    r"(?:la\s)?redacci[óo]n|(?:la\s)?redazione|(?:a\s)?reda[çc][ãa]o|(?:de\s)?redactie|редакция|your\sname|"
    r"first(?:\s?name)?\slast(?:\s?name)?|[\W\d_]*",
    re.IGNORECASE,
)
_UNFILLED = re.compile(r"\{\{|\}\}|^%.*%$|^\$|\[object|^\[.*\]$")
# An address, what is left of markup, a year, which no name has, or the name of an account.
_NO_NAME = re.compile(
    r"://|^www\.|\S@\S|^@|^/|[<>]|^[\w-]{3,}\.(?:com|org|net|info|[a-z]{2})$|\d{4}|^[a-z][a-z._-]*\d+$"
)
# Of a site, "Lenta.ru" and "1843" are names.
_NO_SITE = re.compile(
    r"[a-z]+://.*|@\S*|wordpress|drupal|joomla!?|typo3|undefined|null|none|\W*", re.IGNORECASE
)
# An identifier or an address behind a name.
_ASIDE = re.compile(r"\s*\([^()]*[\d@][^()]*\)$")
_CREDIT = re.compile(
    r"(?:(?:written|posted|published|words)\s+)?by:?\s+|"
    r"(?:authors?|autor(?:in|en|es)?|autori?|autrice|auteurs?|texte?|testo|von|par|por|автор|текст)\s?:\s*",
    re.IGNORECASE,
)
# The same without a colon, before a name in capitals: Von Trier is a family, Par and Por are none.
_CREDIT_ABROAD = re.compile(
    r"(?:[Pp]ar|[Pp]or|[Vv]on)\s+(?=(?:[^\W\d_a-zß-ÿ][^\s,]*\s+){1,3}[^\W\d_a-zß-ÿ][^\s,]*$)"
)
_OF_SITE = re.compile(r"\s?[|»]\s?.*")

_LISTED = re.compile(r"\s*,?\s+(?:and|und|et|&)\s+|\s*,\s*")
_PARTICLES = frozenset("al bin da de del della den der des di do dos du el la le ten ter van von y".split())  # noqa: SIM905 - a list of words is read as words
_ROLE = re.compile(
    r"(?:\S+\s+){0,4}(?:correspondent|editor|reporter|writer|columnist|journalist|staff|redakteur(?:in)?|ph\.?\s?d\.?|"
    r"m\.?\s?d\.?)",
    re.IGNORECASE,
)


def as_edtf(text: str) -> str | None:
    """Return the date that *text* begins with as EDTF, as far as it says: a year, a month or a day."""
    found = _UNBROKEN.match(text) or _DATE.match(text)
    if found is None:
        return None
    year, month, day = (found[each] for each in ((1, 2, 3) if found.re is _UNBROKEN else (1, 3, 4)))
    try:
        known = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if known.year < _FIRST_YEAR or (day and known in _CLOCKS_AT_ZERO):
        return None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def as_doi(text: str) -> str | None:
    """Return the DOI that *text* is, without a resolver or a prefix."""
    found = _DOI.fullmatch(text.strip().rstrip(_TAIL))
    return found[1] if found else None


def the_doi(texts: Iterable[str]) -> str | None:
    """Return the one DOI among *texts*; None where there are several, of which some are others'."""
    found = {doi.lower(): doi for text in texts if (doi := as_doi(text))}
    return next(iter(found.values())) if len(found) == 1 else None


def as_authors(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of *names* that name somebody, each once; what lists several is taken apart."""
    found = dict.fromkeys(name for text in names for each in _listed(text) if (name := _author(each)))
    return tuple(found)[:MOST_AUTHORS]


def as_container(text: str | None) -> str | None:
    """Return the name of a site or a journal that *text* is; None if it is an address or a program's word."""
    return None if text is None or _NO_SITE.fullmatch(text) or _UNFILLED.search(text) else text


def _author(text: str) -> str:
    """Return the name that *text* is, without what stands around it; empty if it is none."""
    name = _ASIDE.sub("", _OF_SITE.sub("", _uncredited(text)))
    is_short = len(name) <= _LONGEST_AUTHOR and len(name.split()) <= _MOST_WORDS
    is_nobody = _NOBODY.fullmatch(name) or _UNFILLED.search(name) or _NO_NAME.search(name)
    return name if is_short and not is_nobody else ""


def _uncredited(text: str) -> str:
    """Return *text* without the words by which a name is given credit."""
    found = _CREDIT.match(text) or _CREDIT_ABROAD.match(text)
    return text[found.end() :] if found else text


def _listed(text: str) -> Iterator[str]:
    """Give the names that *text* lists; a name whose family stands first, and a body's, stays whole."""
    for part in folded(text).split(";"):
        pieces = _LISTED.split(_uncredited(part.strip()))
        names = [piece for piece in pieces if not _ROLE.fullmatch(piece)]
        yield from names if names and all(map(_is_person, names)) else [part.strip()]


def _is_person(name: str) -> bool:
    """Tell whether *name* is written as that of a person with all its names is: two to five, in capitals."""
    given = name.split()
    known = (each[0].isupper() or each.casefold() in _PARTICLES for each in given)
    return 2 <= len(given) <= 5 and all(known)  # noqa: PLR2004 - as the docstring says
