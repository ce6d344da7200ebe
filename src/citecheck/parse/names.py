"""Read who wrote a source: persons in the usual orders, or a body."""

from __future__ import annotations

import re

from citecheck.models import Author

_WORD = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'`-]+"
_FAMILY = (
    rf"(?:(?:van|von|der|den|de|di|da|del|du|la|le|el|al|bin|ter|zu)\s+){{0,3}}{_WORD}(?:[\s-]{_WORD}){{0,2}}"
)
_ONE_FAMILY = rf"(?:(?i:van|von|der|den|de|di|da|del|du|la|le|el|al)\s+){{0,3}}{_WORD}"
_INITIALS = r"(?:[A-ZÀ-ÞА-Я]\.?[\s-]?){1,4}"
_GIVEN = rf"(?:{_WORD}(?:\s+{_INITIALS})?(?:\s+{_WORD}){{0,2}}|{_INITIALS})"
_FAMILY_FIRST = re.compile(rf"(?P<family>{_FAMILY}),\s*(?P<given>{_GIVEN}),?\s*(?:Jr\.?|Sr\.?|III?)?\.?$")
_INITIALS_LAST = re.compile(
    rf"(?P<family>{_FAMILY})\s+(?P<given>(?:[A-ZÀ-ÞА-Я]\.-?){{1,4}}|[A-ZÀ-ÞА-Я]{{1,3}})$"
)
_INITIALS_FIRST = re.compile(rf"(?P<given>(?:[A-ZÀ-ÞА-Я]\.\s?-?){{1,4}})\s*(?P<family>{_FAMILY})$")
_APA = rf"(?P<family>{_FAMILY}),\s*(?P<given>(?:[A-ZÀ-ÞА-Я]\.\s?-?){{1,4}})"
_APA_ONE = re.compile(_APA)
_APA_LIST = re.compile(
    rf"(?:{_APA.replace('?P<family>', '?:').replace('?P<given>', '?:')}"
    r"(?:\s*[,;]?\s*(?:&|and|und|et|y|e|en)\s+|\s*[,;]\s*)?)+"
)
_LEADING = re.compile(
    rf"(?P<people>(?:{_ONE_FAMILY}\s+(?:[A-ZÀ-ÞА-Я]\.?-?){{1,4}}(?:,\s+|\s+and\s+|(?=\.?\s)))+)(?:(?<=\.)|\.)\s+(?=[^\s,&])"
)
# `Chandler, W. Ropes of the World`, `Иванова А. П. Тихая гавань`: the title follows the last initial.
_SPACED = re.compile(
    rf"(?:(?P<people>{_APA_LIST.pattern})|(?P<family>{_ONE_FAMILY})\s+(?P<given>(?:[А-Я]\.\s?){{2}}))"
    r"(?=[\"“«]?[A-ZÀ-ÞА-Я][^\W\d_.]+\s)"
)
_NOT_A_GIVEN_NAME = re.compile(
    r"The\b|.*\b(?:Inc|Ltd|Group|Office|Department|Ministry|Institute)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:;|\s&\s|\band\b|\bund\b|\bet\b(?!\s+al)|\by\b)\s*")
_LONGEST = 400  # characters; a list of authors in a note is shorter, and it bounds the work


def persons(text: str) -> tuple[Author, ...]:
    """Read *text* as persons; empty unless every part of it is one in `Family, Given` or an initials form."""
    listed = _APA_LIST.fullmatch(text.strip()[:_LONGEST].rstrip(" ,")) or _APA_LIST.fullmatch(
        text.strip()[:_LONGEST] + "."
    )
    if listed:
        return tuple(
            Author(family=match["family"].strip(), given=match["given"].strip())
            for match in _APA_ONE.finditer(listed.group())
        )
    found: list[Author] = []
    for part in _BETWEEN.split(text.strip()[:_LONGEST]):
        bare = re.sub(r"[,\s]+(?:et al\.?|eds?\.?|\(eds?\.?\))$", "", part.strip(" ,")).strip(" ,")
        match = _FAMILY_FIRST.match(bare) or _INITIALS_LAST.match(bare) or _INITIALS_FIRST.match(bare)
        if match is None or _NOT_A_GIVEN_NAME.match(match["given"]):
            return ()
        found.append(Author(family=match["family"].strip(), given=_with_stop(match["given"].strip())))
    return tuple(found)


def person_in_order(text: str) -> tuple[Author, ...]:
    """Read `Roeder George H., Jr.`: family name, given name and an initial in a row; else empty."""
    form = rf"(?P<family>{_WORD})\s+(?P<given>{_WORD}\s+[A-ZÀ-ÞА-Я])\.?(?:,?\s*[JS]r\.?)?"
    match = re.fullmatch(form, text.strip())
    return (Author(family=match["family"], given=f"{match['given']}."),) if match else ()


def begins_with_person(text: str) -> bool:
    """Tell whether *text* begins with initials and a family name: `E.V. Tiurukanova & the Institute …`."""
    return re.match(rf"(?:[A-ZÀ-ÞА-Я]\.\s?-?){{1,4}}{_WORD}\b", text) is not None


def _with_stop(given: str) -> str:
    """Give a last initial the full stop that it lost as the end of a sentence."""
    return f"{given}." if re.search(r"(?:^|[\s.])[A-ZÀ-ÞА-Я]$", given) else given


def leading_persons(text: str) -> tuple[tuple[Author, ...], str]:
    """Take a list of persons in the form `Booth R, Doe AB.` off the front of *text*.

    Returns the persons and the rest; no persons and the whole text where it does not begin with such a list.
    """
    head = text[:_LONGEST]
    apart = _SPACED.match(head)
    if apart:
        people = tuple(
            Author(family=one["family"].strip(), given=one["given"].strip())
            for one in _APA_ONE.finditer(apart["people"] or "")
        ) or (Author(family=apart["family"], given=apart["given"].strip()),)
        return people, text[apart.end() :]
    match = _LEADING.match(head)
    if match is None or match["people"].split()[-1].strip(",.").islower():
        return (), text
    found = [
        _INITIALS_LAST.match(part.strip(" ,")) for part in re.split(r",\s+|\sand\s", match["people"].strip())
    ]
    people = tuple(Author(family=m["family"], given=m["given"]) for m in found if m)
    return (people, text[match.end() :]) if len(people) == len(found) else ((), text)


def authors(text: str) -> tuple[Author, ...]:
    """Read *text*, which stands where authors stand, as persons or else as the name of a body."""
    name = " ".join(text.split()).strip(" ,;")
    return persons(name) or ((Author(literal=name),) if name else ())
