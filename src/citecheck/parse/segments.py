"""Split the words of a note where print parts them, and keep what stands behind each part."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Signs of our own, from Unicode's private use area: no text that is read holds them (see `marked`).
DATE = "\ue000"
"""What a blanked date stands as; a remark about the medium stands as `MEDIUM`, an address as `ADDRESS`."""
MEDIUM = "\ue001"
ADDRESS = "\ue002"

_MEDIA = re.compile(
    r"[\[(]\s*(?:(?:text )?in [A-Z]?[a-z]{3,14}|on-?line|internet|web(?:\s?(?:page|site))?"
    r"|electronic resource"
    r"|en ligne|en línea|em linha|электронный ресурс|pdf|www"
    r"|press release|news release|blog post|fact sheet|data ?set|podcast|video|brochure"
    r"|consulted|cited|accessed)?\s*\.?\s*[\])]",
    re.IGNORECASE,
)
_POINTERS = re.compile(
    r"\b(?:available|accessible|disponible|verfügbar|abrufbar|disponibile|beschikbaar)"
    r"\s+(?:online\s+)?(?:at|from|on|via|in|unter|en|su|op|à|sur)\b\s*:?"
    r"|\b(?:retrieved|accessed|downloaded)\s+from\b:?"
    r"|\b(?:repéré à|récupéré (?:de|sur)|document téléaccessible à l[’']adresse)\b\s*:?"
    r"|\bdisponibile all[’']indirizzo\b\s*:?"
    r"|\b(?:recuperado de|retirado de|overgenomen van|opgehaald van|abgerufen von)\b\s*:?"
    r"|\b(?:online|url|uri|web|weblink|link|internet|see|from|at|in)\s*:?\s*(?=\ue002)"
    r"|\bURL\b\s*:?|\bdoi\s*:?\s*(?=\ue002|$)"
    # A copy beside the address, as `Archived 14 June 2011: http://…`.
    r"|\b(?:archived|archiviert|archivée?|archivad[oa]|arquivad[oa]|archiviat[oa]|gearchiveerd|архивировано)"
    r"\s[\w\s.,-]{0,60}?:?\s*<?(?=\ue002)",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[\[(<]\s*[\ue000\ue002][\s,;.:\ue000\ue002]*[\])>]")
_UNDATED = re.compile(
    r"[\[(]?\s*(?<!\w)(?:n\.\s?d\.|no date|undated|s\.\s?d\.|o\.\s?J\.|z\.\s?d\.|s\.\s?f\.|б\.\s?г\.)"
    r"\s*[\])]?",
    re.IGNORECASE,
)
# `(Rotterdam: WHF Press, 2007)`: the imprint of a book, in brackets with its year.
_DATED_REMARK = re.compile(rf"\([^()]{{2,80}},\s*{DATE}\s*\)")
# What a source stands in: `Title. In: Newspaper`, `Title // Journal`.
_WITHIN = re.compile(r"(?<=[.,”“\"»])\s+In:\s|\s//\s")
# A full stop ends a part unless it closes an initial, an abbreviation or a number. The stop stands first and
# what must not be before it is looked back at, because a pattern that begins with a sign is found faster.
_STOP = re.compile(
    r"(?:\.(?<!\b[A-ZА-ЯÀ-Þ]\.)(?<!\b[A-Z]\.[A-Z]\.)(?<!\b(?:Mr|Dr|St|vs|cf)\.)(?<!\bMrs\.)"
    r"(?:(?<!\b(?:No|Nr|no|nr|pp|ed|Bd)\.)(?<!\b(?:Vol|vol|eds|Art|art)\.)(?<!\bp\.)|(?!\s*\d))(?<!\.\.)(?!\.)"
    r"|\.\.(?<!\.\.\.)(?!\.)|[?!])[\"”’»')\]]?\s+(?=[\"“‘'«„(\[¿¡]?\w)"
)
_PARTS = re.compile(rf"[{DATE}{MEDIUM}{ADDRESS}]+")
_LOCATOR = re.compile(
    r"^(?:pp?|pages?|art(?:icle)?s?|sec(?:tion)?s?|ch(?:apter)?s?|para(?:graph)?s?|vol(?:ume)?|nos?|§+)"
    r"\.?\s*[\dIVXLC][\w.,()–-]*(?:\s*(?:and|&|,|-|–)\s*[\d.()a-z]+)*$",
    re.IGNORECASE,
)
_LAST_LOCATOR = re.compile(r",\s*(?:pp?|para|art|vol|no)\.?\s*\d[\w.–-]*$", re.IGNORECASE)
_TRIM = " \t\r\n.,;:–—-*_/<>"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a note's words.

    *behind* is what stands between it and the next: punctuation and the signs for a date, the medium or an
    address.
    """

    text: str
    behind: str


def marked(words: str) -> str:
    """Return *words* with remarks about the medium, pointers and empty brackets put as single signs."""
    words = " ".join(words.split())
    words = _EMPTY.sub(lambda match: re.sub(rf"[^{DATE}{ADDRESS}]+", "", match.group()), words)
    words = _MEDIA.sub(MEDIUM, words)
    words = _UNDATED.sub(DATE, words)
    words = _DATED_REMARK.sub(DATE, words)
    words = _WITHIN.sub(f"{MEDIUM} ", words)
    return _POINTERS.sub(ADDRESS, words)


def segments(words: str) -> list[Segment]:
    """Split *words*, marked, at full stops and signs; what only points into the source is left out."""
    pieces: list[list[str]] = []
    end = 0
    open_at = _within_brackets(words)
    stops = (
        (match.start() + (match.group()[0] in "?!"), match.end())
        for match in _STOP.finditer(words)
        if not open_at[match.start()]
    )
    cuts = sorted([*stops, *(match.span() for match in _PARTS.finditer(words))])
    for start, stop in [*cuts, (len(words), len(words))]:
        if start < end:
            continue
        text, between = words[end:start], words[start:stop]
        if re.search(r"\w", text):
            lead = re.match(r"[\s.,;:–—]*", text)
            if pieces and lead:
                pieces[-1][1] += lead.group()
            trail = re.search(r"[\s.,;:]*$", text)
            pieces.append([text, (trail.group() if trail else "") + between])
        elif pieces:
            pieces[-1][1] += text + between
        end = stop
    found = (Segment(clean(text), behind) for text, behind in pieces)
    return [each for each in found if re.search(r"\w", each.text) and not _LOCATOR.match(each.text)]


def _within_brackets(words: str) -> bytearray:
    """Tell of each character whether it stands in round brackets that are closed behind it."""
    within = bytearray(len(words) + 1)
    if "(" not in words:
        return within
    opened: list[int] = []
    for offset, character in enumerate(words):
        if character == "(":
            opened.append(offset)
        elif character == ")" and opened:
            start = opened.pop()
            if not opened:
                within[start:offset] = b"\x01" * (offset - start)
    return within


def comma_parts(segment: str) -> list[str]:
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
    cleaned = (clean(re.sub(r"\s\([^()]*\)\s*$", "", piece)) for piece in pieces)
    return [piece for piece in cleaned if piece and not _LOCATOR.match(piece)]


def clean(text: str) -> str:
    """Fold white space and drop the punctuation around a field; a closing bracket keeps its partner."""
    folded = _LAST_LOCATOR.sub("", " ".join(text.split()).strip(_TRIM))
    for opening, closing in ("()", "[]"):
        if folded.count(opening) > folded.count(closing) and folded.startswith(opening):
            folded = folded[1:].strip(_TRIM)
        if folded.count(closing) > folded.count(opening) and folded.endswith(closing):
            folded = folded[:-1].strip(_TRIM)
    return folded
