"""Take the words of a note apart: who, what, where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.models import Author
from citecheck.parse import names

_QUOTED = re.compile(
    r"(?P<before>^|[.,;:)\]–—]\s*|\b[A-Z][\w.]*\s+)"
    r"(?:“(?P<curly>[^“”]{3,400})”|\"(?P<straight>[^\"]{3,400})\"|‘(?P<single>[^‘]{3,400}?)’(?!\w)"
    r"|«(?P<guillemets>[^«»]{3,400})»|„(?P<low>[^„“”]{3,400})[“”])"
    r"(?!\s*[:–—])"
)
_INTRODUCED = re.compile(r"\b(?:on|of|the|for|in|at|by|and|called|so-called)\s+$", re.IGNORECASE)
_NOISE = re.compile(
    r"[\[(]\s*(?:on-?line|internet|web(?:\s?page)?|electronic resource|pdf|in [A-Za-z]{4,14})\s*\.?\s*[\])]"
    r"|\b(?:available|accessible)\s+(?:online\s+)?(?:at|from|on|via)\b\s*:?"
    r"|\bretrieved from\b:?|\b(?:online|url|uri|web|weblink|link|internet|see)\s*:(?=\s|$)|\bURL\b\s*$"
    r"|\bdoi\s*:?\s*$",
    re.IGNORECASE,
)
_LOCATOR = re.compile(
    r"^(?:pp?|pages?|art(?:icle)?s?|sec(?:tion)?s?|ch(?:apter)?s?|para(?:graph)?s?|vol(?:ume)?|nos?|§+)"
    r"\.?\s*[\dIVXLC][\w.,()–-]*(?:\s*(?:and|&|,|-|–)\s*[\d.()a-z]+)*$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:agency|agencies|alliance|assembly|association|bank|board|bureau|cent(?:er|re)|coalition|commission"
    r"|committee|company|congress|corporation|council|department|federation of|foundation|fund|government"
    r"|group|institute|international|ltd|inc|ministry|nations|network|office|organi[sz]ation|parliament|party|press"
    r"|programme|project|service|society|trust|union|university|unicef|unesco|undp)\b",
    re.IGNORECASE,
)
# A full stop ends a segment unless it closes an initial, an abbreviation or a number.
_STOP = re.compile(
    r"(?<!\b[A-ZА-Я])(?<!\b[A-Z]\.[A-Z])(?<!\b(?:Mr|Dr|St|No|Nr|Jr|Sr|vs|cf|ed|pp))"
    r"(?<!\b(?:Mrs|Vol|vol|Inc|Ltd|eds|Art))"
    r"(?:\.|(?<=[?!]))[\"”’»')\]]?\s+(?=[\"“‘'«(\[]?[A-ZÀ-ÞА-ЯЁ0-9])"
)
_LAST_LOCATOR = re.compile(r",\s*(?:pp?|para|art|vol|no)\.?\s*\d[\w.–-]*$", re.IGNORECASE)
_TRIM = " \t\r\n.,;:–—-*_"


@dataclass(frozen=True, slots=True)
class Fields:
    """What the words of a note say."""

    authors: tuple[Author, ...] = ()
    title: str | None = None
    container: str | None = None


def read_fields(words: str) -> Fields:
    """Read authors, title and container from *words*: a note whose URLs, identifiers and dates are blanked.

    A blanked date stands as a vertical bar, because titles end where dates stand.
    """
    words = re.sub(r"[(\[]\s*(?:\|[\s,;]*)+[)\]]", " | ", _NOISE.sub(" ", words))
    quoted = _quoted_title(words)
    return quoted or _from_segments(words)


def _quoted_title(words: str) -> Fields | None:
    """Read a note whose title stands in quotation marks."""
    for match in _QUOTED.finditer(words):
        if _INTRODUCED.search(words[: match.start()] + match["before"]):
            continue
        inside = next(text for name, text in match.groupdict().items() if name != "before" and text)
        lead = _segments(words[: match.start()] + match["before"])
        rest = _segments(words[match.end() :])
        return Fields(
            authors=names.authors(lead[0]) if lead else (),
            title=_clean(inside),
            container=rest[0] if rest else None,
        )
    return None


def _from_segments(words: str) -> Fields:
    """Read a note whose parts are told apart by full stops, or else by commas."""
    people, words = names.leading_persons(words.lstrip())
    before_date = words.split("|")[0]
    segments = _segments(before_date) or _segments(words)
    if not segments:
        return Fields(authors=people)
    if people:
        return Fields(people, ". ".join(segments))
    return _by_stops(segments) if len(segments) > 1 else _by_commas(segments[0])


def _by_stops(segments: list[str]) -> Fields:
    """Read `Author. Title. Subtitle` or, where the second part is a body, `Title. Publisher`."""
    people = names.persons(segments[0])
    if not people and len(segments[0].split()) > 2 * len(segments[1].split()) and _is_body(segments[1]):
        return Fields(title=segments[0], container=segments[1])
    return Fields(authors=people or names.authors(segments[0]), title=". ".join(segments[1:]))


def _by_commas(segment: str) -> Fields:
    """Read `Body, Title`, `Title, Newspaper` or `Given Family, Title, Series`."""
    parts = [part for part in _comma_parts(segment) if not _LOCATOR.match(part)]
    if len(parts) < 2:  # noqa: PLR2004 - nothing to tell apart
        return Fields(title=parts[0] if parts else _clean(segment))
    people = names.persons(", ".join(parts[:2]))
    if people and len(parts) > 2:  # noqa: PLR2004 - family, given, title
        return Fields(authors=people, title=", ".join(parts[2:]))
    first, second = parts[0], parts[1]
    author_first = _is_body(first) or len(first.split()) < len(second.split())
    if author_first:
        return Fields(names.authors(first), ", ".join(parts[1:]))
    return Fields(title=first, container=", ".join(parts[1:]))


def _segments(words: str) -> list[str]:
    """Split at full stops and blanked dates; drop what only points into the source."""
    pieces = (piece for part in words.split("|") for piece in _STOP.split(part))
    cleaned = (_clean(piece) for piece in pieces)
    return [piece for piece in cleaned if piece and re.search(r"\w", piece) and not _LOCATOR.match(piece)]


def _comma_parts(segment: str) -> list[str]:
    """Split at commas outside quotation marks and brackets, and drop remarks in brackets at the end."""
    pieces = [""]
    depth, quoted = 0, False
    balanced = segment.count('"') % 2 == 0
    for character in segment:
        depth = max(0, depth + (character in "([") - (character in ")]"))
        quoted ^= balanced and character == '"'
        if character == "," and not depth and not quoted:
            pieces.append("")
        else:
            pieces[-1] += character
    cleaned = (_clean(re.sub(r"\s\([^()]*\)\s*$", "", piece)) for piece in pieces)
    return [piece for piece in cleaned if piece]


def _is_body(text: str) -> bool:
    """Tell whether *text* names an organisation: it has a body's word and no verb's length."""
    return bool(_BODY.search(text))


def _clean(text: str) -> str:
    """Fold white space and drop the punctuation around a field; a closing bracket keeps its partner."""
    folded = _LAST_LOCATOR.sub("", " ".join(text.split()).strip(_TRIM))
    for opening, closing in ("()", "[]"):
        if folded.count(opening) > folded.count(closing) and folded.startswith(opening):
            folded = folded[1:].strip(_TRIM)
        if folded.count(closing) > folded.count(opening) and folded.endswith(closing):
            folded = folded[:-1].strip(_TRIM)
    return folded
