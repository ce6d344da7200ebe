"""Take the words of a note apart: who, what, where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.models import Author
from citecheck.parse import names
from citecheck.parse.kinds import body_score, names_body, title_score
from citecheck.parse.segments import ADDRESS, DATE, MEDIUM, Segment, clean, comma_parts, marked, segments

_QUOTED = re.compile(
    r"(?P<before>^\s*|[.,;)\]\ue000\ue001]\s*|\b(?i:press|news)\s(?i:release)\s+|\b(?i:article|report|paper)\s+)"
    r"(?:“(?P<curly>(?:[^“”]|“[^“”]{0,200}”){3,400})”|\"(?P<straight>[^\"]{3,400})\""
    r"|‘(?P<single>(?:[^‘’]|(?<=\w)’(?=\w)|s’(?=\s)){3,400})’(?!\w)"
    r"|«(?P<guillemets>[^«»]{3,400})»|„(?P<low>[^„“”]{3,400})[“”])"
    r"(?=(?<=[.,?!][”\"’»])|\s*(?:[.,;()\[\ue000-\ue002]|$))"
)
_INTRODUCED = re.compile(r"\b(?:on|of|the|for|in|at|by|and|called|so-called)\s+$", re.IGNORECASE)
_COMMA_DATE = re.compile(rf"\s*,[^{ADDRESS}]*{DATE}")
_PUBLISHER_BEHIND = re.compile(rf"\s*(?:{DATE}\s*)?[;,]")
_COMMA_ADDRESS = re.compile(rf"\s*,[\s<]*{ADDRESS}")
_COLON = re.compile(r"\s*(?P<name>[^\W\d_][^:.“”„\"«\ue000-\ue002]{2,60}):\s+(?=\S)")
_TAIL = re.compile(
    r"[,\s]\s?\d+(?:\s?\(\d+\))?(?:\s?[:,]\s?(?:pp?\.?\s?)?[a-z]?\d+(?:[–-]\d+)?)?$", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*\([^()\d]*\)$")
_BIAS = 2  # how much more a first part must read like a title than the second to be taken for one
_ANONYMOUS = re.compile(r"^\s*(?:anon(?:ymous)?|n\.\s?n|o\. ?v)\b\.?,?\s*(?=[(\ue000\w“])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fields:
    """What the words of a note say."""

    authors: tuple[Author, ...] = ()
    title: str | None = None
    container: str | None = None


def read_fields(words: str, *, colons: bool = False) -> Fields:
    """Read authors, title and container from *words*: a note whose dates and URLs are put as signs.

    With *colons* the author may stand before a colon, as notes in German have it (`Meissner, Jörg: Ebbe`).

    The signs are those of `citecheck.parse.segments`: fields end where dates and addresses stand.
    """
    words = marked(words)
    lead = _COLON.match(words)
    if lead and (_is_person(lead["name"]) or (colons and "," not in lead["name"])):
        after = read_fields(words[lead.end() :])
        return Fields(names.authors(lead["name"]), after.title, after.container)
    named = _ANONYMOUS.sub("", words)
    return _quoted_title(named) or _from_segments(named, anonymous=named != words)


def _is_person(name: str) -> bool:
    """Tell whether *name* is one person, `Meissner, Jörg` or `Meissner, J.`, and not `Identity, UK`."""
    people = names.persons(name) if "," in name else ()
    return len(people) == 1 and not (people[0].given or "").rstrip(".").isupper()


def _quoted_title(words: str) -> Fields | None:
    """Read a note whose title stands in quotation marks."""
    for match in _QUOTED.finditer(words):
        if _INTRODUCED.search(words[: match.start()] + match["before"]):
            continue
        inside = next(text for name, text in match.groupdict().items() if name != "before" and text)
        lead = segments(words[: match.start()] + match["before"])
        rest = segments(words[match.end() :])
        return Fields(
            authors=names.authors(lead[0].text) if lead else (),
            title=clean(inside),
            container=rest[0].text if rest else None,
        )
    return None


def _from_segments(words: str, *, anonymous: bool) -> Fields:
    """Read a note whose parts are told apart by full stops, dates and signs, or else by commas."""
    people, words = names.leading_persons(words.lstrip())
    parts = segments(words)
    if not parts:
        return Fields(authors=people)
    if not people and len(parts) > 1 and MEDIUM not in parts[0].behind and not anonymous:
        people = names.persons(_BRACKETED.sub("", parts[0].text))
        if not people and DATE in parts[0].behind:
            people = names.person_in_order(parts[0].text)
        parts = parts[1:] if people else parts
    if people or anonymous:
        return _titled(people, parts)
    alone = len(_before_address(parts)) < 2 or _COMMA_DATE.match(parts[0].behind)  # noqa: PLR2004 - a pair
    return _by_commas(parts[0]) if alone else _by_stops(parts)


def _titled(people: tuple[Author, ...], parts: list[Segment]) -> Fields:
    """Read the parts behind the names of authors: the title, perhaps with `, Newspaper, <URL>` behind it."""
    title, rest = _title_from(parts)
    container = rest[0].text if rest else None
    if not rest and _COMMA_ADDRESS.match(parts[-1].behind):
        pieces = comma_parts(title)
        known = next(
            (place for place, piece in enumerate(pieces) if place and names_body(piece)), len(pieces) - 1
        )
        if known > 0:
            title, container = ", ".join(pieces[:known]), ", ".join(pieces[known:])
    return Fields(people, title, container)


def _title_from(parts: list[Segment]) -> tuple[str, list[Segment]]:
    """Take the title off the front of *parts*, with a subtitle that no sign parts from it."""
    title, index = parts[0].text, 1
    while index < len(parts) and _is_subtitle(parts, index):
        title, index = f"{title}. {parts[index].text}", index + 1
    return title, parts[index:]


def _is_subtitle(parts: list[Segment], index: int) -> bool:
    """Tell whether the part at *index* goes on with the title rather than names where it appeared."""
    if any(sign in parts[index - 1].behind for sign in (DATE, MEDIUM, ADDRESS)):
        return False
    last = ADDRESS in parts[index].behind or MEDIUM in parts[index].behind
    text = parts[index].text
    if _TAIL.search(text):  # the volume and pages of a journal
        return False
    return title_score(text) > body_score(text) + (1 if last else 0) and title_score(text) > 1


def _before_address(parts: list[Segment]) -> list[Segment]:
    """Return the parts up to the first address."""
    for index, part in enumerate(parts):
        if ADDRESS in part.behind:
            return parts[: index + 1]
    return parts


def _by_stops(parts: list[Segment]) -> Fields:
    """Read `Body. Title`, or `Title. Publisher`: the part that reads more like a title is the title."""
    if not _names_title_first(parts[0], parts[1]):
        return _titled(names.authors(parts[0].text), parts[1:])
    title, rest = _title_from(parts)
    return Fields(title=title, container=rest[0].text if rest else None)


def _names_title_first(first: Segment, second: Segment) -> bool:
    """Tell whether the first of two parts is the title and the second where it appeared.

    Signs of it: the medium stands behind the first (`Title [online]. Publisher`) or the second (`Title.
    Newspaper [online]`), a date behind a first part that names no body, a comma or semicolon behind the
    second (`Title. Publisher, http://…`, `Title. Publisher; 2010`). Without a sign the author comes first,
    unless the first part reads far more like a title.
    """
    if MEDIUM in first.behind:
        return True
    if names_body(first.text) and not names_body(second.text):
        return False
    one_word = DATE in first.behind and len(first.text.split()) == 1 and not names_body(second.text)
    if one_word and len(second.text.split()) > _BIAS:
        return False
    if _PUBLISHER_BEHIND.match(second.behind):
        return True
    titles = title_score(first.text) - title_score(second.text)
    if DATE in first.behind:
        return titles > -_BIAS
    reads = titles - body_score(first.text) + body_score(second.text)
    return reads >= 0 if MEDIUM in second.behind else reads > _BIAS


def _by_commas(segment: Segment) -> Fields:
    """Read `Body, Title`, `Title, Newspaper` or `Given Family, Title, Series`, where commas part at all."""
    parts = comma_parts(segment.text)
    place = len(parts) > 1 and len(parts[1].split()) == 1  # `City of Toronto, Ontario`
    parted = len(parts) > 1 and (
        _COMMA_DATE.match(segment.behind)
        or (names_body(parts[0]) and not place)
        or names_body(parts[-1])
        or names.begins_with_person(parts[0])
    )
    if MEDIUM in segment.behind or not parted:
        return Fields(title=parts[0] if len(parts) == 1 and "," in segment.text else segment.text)
    people = names.persons(", ".join(parts[:2]))
    if people and len(parts) > 2:  # noqa: PLR2004 - family, given, title
        return Fields(people, *_without_body(parts[2:]))
    if _newspaper_behind(parts):
        return Fields(title=parts[0], container=", ".join(parts[1:]))
    return Fields(names.authors(parts[0]), *_without_body(parts[1:]))


def _newspaper_behind(parts: list[str]) -> bool:
    """Tell whether the first of *parts* is the title and the second where it appeared."""
    first, second = parts[0], parts[1]
    if names_body(first) or names.begins_with_person(first):
        return False
    reads = title_score(first) - body_score(first) - title_score(second) + body_score(second)
    return names_body(second) or reads > 1


def _without_body(parts: list[str]) -> tuple[str, str | None]:
    """Return the title that *parts* make, and the body behind it if there is one."""
    if len(parts) > 1 and names_body(parts[-1]):
        return ", ".join(parts[:-1]), parts[-1]
    return ", ".join(parts), None
