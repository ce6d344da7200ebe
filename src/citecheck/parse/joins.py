"""Decide whether a URL goes on behind white space.

A typesetter breaks a URL behind `/`, `.`, `-`, `_` or anywhere; OCR loses underscores to spaces. Whether the
next word belongs to the URL can only be seen from both sides of the gap, so each rule looks at what stands
left of it and at the word right of it. A wrong join is worse than a missed one: without evidence it ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.parse.print_damage import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 2000  # characters; longer requests are refused by common servers, and it bounds the work
_AHEAD = 10  # words that are looked at behind a gap; the longest file name with spaces seen has nine

EXTENSION = (
    r"(?:html?|shtml?|xhtml|phtml|php\d?|pdf|aspx?|jsp|jspx|cfm|cgi|docx?|xlsx?|pptx?|txt|xml|rtf|epub|ece|stm"
    r"|jpe?g|png|gif|zip|mp[34]|csv|json)"
)
_TLD = r"(?:com|org|net|edu|gov|int|mil|info|biz|eu|museum|name|[a-z]{2})"
_CLOSE = r"[\])}>.,;:!?'\"”’»]{0,4}"

_COMPLETE_HOST = re.compile(rf"://(?:[\w-]+\.)+{_TLD}\.?$", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:://|^)[^/?#]*$")
_SCHEME_ONLY = re.compile(r"^[a-z]{3,6}[:;]?/+$", re.IGNORECASE)
_HOST_WORD = re.compile(rf"(?:[a-z0-9-]+\.)+[a-z]{{2,}}(?:[/:?#]\S*|{_CLOSE})$", re.IGNORECASE)
_TLD_WORD = re.compile(rf"{_TLD}(?:\.[a-z]{{2}})?(?:[/:?#]\S*|{_CLOSE})$", re.IGNORECASE)
_EXTENSION_WORD = re.compile(rf"{EXTENSION}(?:[?#/]\S*)?{_CLOSE}$", re.IGNORECASE)
_FILE_WORD = re.compile(rf"\S*\w\.{EXTENSION}(?:[?#]\S*)?{_CLOSE}$", re.IGNORECASE)
_HAS_FILE = re.compile(rf"/[^/]*\w\.{EXTENSION}(?:$|[?#])", re.IGNORECASE)
_SEPARATOR_WORD = re.compile(r"[-_/?=&#.~][\w~%]")
_STARTS_ANEW = re.compile(r"(?:https?|ftp)\s?:|www\.|[(\[<{\"'“‘«–—|*]", re.IGNORECASE)
_DOI = re.compile(r"doi\.org/|/10\.\d{4,9}/|arxiv\.org/", re.IGNORECASE)
_PROSE = re.compile(
    r"(?:last|accessed|access|retrieved|viewed|visited|consulted|downloaded|cited|published|updated|available|see"
    r"|abgerufen|aufgerufen|zugriff|consultée?|consultad[oa]|consultato|acesso|acessado|geraadpleegd|дата"
    r"|and|or|in|on|at|of|the|for|from|with|by|as|is|was|ibid|pp?|vol|no|note|also|checked|dated?"
    r"|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
    r"|january|february|march|april|august|september|october|november|december)\b\.?,?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d[).,;:]*$")


@dataclass(frozen=True, slots=True)
class Habits:
    """What the whole document shows about how its URLs were printed.

    *loses_underscores*: somewhere a file name has both an underscore and a space, so a space in another URL
    of the document stands for an underscore more often than for nothing. *escapes*: a backslash says of the
    sign behind it that it is meant, as the document's format has it.
    """

    loses_underscores: bool = False
    escapes: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """A URL put together: where its printed form ends, and what was done."""

    url: str
    end: int
    repairs: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """The URL as read so far, while its words are taken one by one."""

    url: str
    end: int
    repairs: list[str] = field(default_factory=list)

    def take(self, word: re.Match[str], glue: str) -> None:
        """Append *word*; *glue* is what the gap before it stands for."""
        if word.start() > self.end:
            self.note("joined-whitespace")
        if glue:
            self.note("restored-underscore" if glue == "_" else "restored-hyphen")
        self.url += glue + word.group()
        self.end = word.end()

    def note(self, repair: str) -> None:
        """Record *repair* once."""
        if repair not in self.repairs:
            self.repairs.append(repair)


def join_from(text: str, start: int, body: int, habits: Habits) -> Joined | None:
    """Read the URL that begins at *start* of *text*; its scheme or `www.` ends at *body*.

    Returns the URL with the white space inside it taken out or replaced, before its end is trimmed, and None
    where nothing that could be a host stands behind the scheme.
    """
    opening = re.sub(r"\s+", "", text[start:body])
    reading = _Reading(opening, body, ["joined-whitespace"] if opening != text[start:body] else [])
    words = _words(text, body)
    first = next(words, None)
    if first is None or (first.start() > body and not re.match(r"www$|\w[\w-]*\.", first.group())):
        return None
    reading.take(first, "")
    ahead = [word for word, _ in zip(words, range(_AHEAD), strict=False)]
    while ahead and len(reading.url) < _LONGEST:
        glues = _goes_on(reading.url, [word.group() for word in ahead], habits)
        if not glues:
            break
        for word, glue in zip(ahead, glues, strict=False):
            reading.take(word, glue)
        ahead = ahead[len(glues) :] + [word for word, _ in zip(words, glues, strict=False)]
    return Joined(reading.url, reading.end, tuple(reading.repairs))


def _words(text: str, position: int) -> Iterator[re.Match[str]]:
    """Yield the words of *text* from *position* on."""
    return re.compile(r"\S+").finditer(text, position)


def _goes_on(left: str, words: list[str], habits: Habits) -> tuple[str, ...]:
    """Return what each gap before the next *words* stands for, for as many of them as belong to *left*."""
    right = words[0]
    if _STARTS_ANEW.match(right) and not _SCHEME_ONLY.match(left):
        return ()
    if left.endswith(SOFT_HYPHEN) and right[0].isalnum():
        return ("-" if "-" in left.rpartition("/")[2] + right else "",)
    if _host_goes_on(left, right) or _break_at_separator(left, words) or _rest_of_a_name(left, right):
        return ("",)
    return _file_name_with_spaces(left, words, habits) or _broken_within_a_word(left, right, habits)


def _host_goes_on(left: str, right: str) -> bool:
    """Tell whether the host is incomplete: `http:// x.org`, `www. x.org`, `x. org/y`, `http://ho st.org`."""
    if _SCHEME_ONLY.match(left):
        return True
    if not _BARE_HOST.search(left) or _COMPLETE_HOST.search(left):
        return False
    if left.endswith("."):
        return bool(_HOST_WORD.match(right) or _TLD_WORD.match(right) or re.match(r"[\w-]+\.$", right))
    return bool(re.match(r"\.(?:\w|$)", right) or (left[-1].isalnum() and _HOST_WORD.match(right)))


def _break_at_separator(left: str, words: list[str]) -> bool:
    """Tell whether the break is directly before or behind one of the characters that part a URL."""
    right, last = words[0], left[-1]
    if last in ",;)]}>\"'”’»" or (last == "." and not _DOI.search(left)):
        return False
    if _SEPARATOR_WORD.match(right) and not re.match(r"\.{2,}", right):
        return True
    if last in "_=&?%~#" or (last == ":" and _DOI.search(left)):
        said = last in "=&?#" and _PROSE.match(right)
        return not said and (right[0].isalnum() or right[0] in "%/")
    if last == "-":
        return right[0].isalnum() and not _PROSE.match(right)
    if last == "/":
        return _could_be_path(words)
    return last == "." and bool(re.match(r"\d+\W*$", right)) and len(words) == 1


def _could_be_path(words: list[str]) -> bool:
    """Tell whether the first of *words*, which stands behind a slash and a gap, is more of the path."""
    right = words[0]
    if not (right[0].isalnum() or right[0] in "%~_") or _PROSE.match(right) or _YEAR.match(right):
        return False
    bare = right.rstrip(".,;:!?)]}>\"'”’»")
    if re.search(r"[/_=&?%#~@]|\w\.\w|\w-\w|[A-Za-z]\d|\d[A-Za-z]|\d{5}", bare):
        return True
    if len(words) > 1 and re.match(r"/\w", words[1]):
        return True
    return len(words) == 1 and (bare.islower() or bare.isupper())


def _rest_of_a_name(left: str, right: str) -> bool:
    """Tell whether an extension was parted from its name: `issues. html?id=6`."""
    if left[-1] == "." and re.search(r"://[^/]+/.*\w\.$", left):
        return bool(_EXTENSION_WORD.match(right))
    return False


def _file_name_with_spaces(left: str, words: list[str], habits: Habits) -> tuple[str, ...]:
    """Take up to the word with an extension that completes a name: `…/Final Brochure.pdf`."""
    if _BARE_HOST.search(left) or _HAS_FILE.search(left) or "?" in left:
        return ()
    behind_slash = left.endswith("/")
    if not (_ends_open(left) or (behind_slash and not _PROSE.match(words[0]))):
        return ()
    for count, word in enumerate(words, start=1):
        if _STARTS_ANEW.match(word) or not (word[0].isalnum() or word[0] in "_%-"):
            return ()
        if _FILE_WORD.match(word):
            glue = _glue(left, words[:count], habits)
            return ("" if behind_slash else glue, *[glue] * (count - 1))
        if word[-1] in '.,;:!?)]}>"”' or "/" in word:
            return ()
    return ()


def _broken_within_a_word(left: str, right: str, habits: Habits) -> tuple[str, ...]:
    """Take the right word where nothing shows the break but the word could not be prose."""
    if _BARE_HOST.search(left) or not _ends_open(left) or not right[0].isalnum():
        return ()
    bare = right.rstrip(".,;:!?)]}>\"'”’»")
    in_query = "?" in left and re.search(r"\w=\w|\w&|%$", bare)
    in_path = re.search(r"/[^/]*(?:/|\.\w|\d|\w-\w)", bare) or re.search(r"\w[?#]\w+=?", bare)
    in_doi = _DOI.search(left) and re.search(r"\d{4}", bare) and re.search(r"[A-Z]\d|\d\w*\.\w", bare)
    in_number = left[-1].isdigit() and re.match(r"\d{5,}$", bare)
    in_fragment = "?" in left and left[-1].isdigit() and re.match(r"\d+#\w", bare)
    if in_query or in_path or in_doi or in_number or in_fragment:
        return ("" if in_doi else _glue(left, [right], habits),)
    return ()


def _ends_open(left: str) -> bool:
    """Tell whether *left* ends within a name, so that the sentence has not ended there."""
    return left[-1].isalnum() or left[-1] in "_’"


def _glue(left: str, words: list[str], habits: Habits) -> str:
    """Say what the gaps between *left* and *words*, parts of one name, stand for.

    The name's own separators are the best evidence. A document that loses underscores loses them between
    words of a name, not within one: between two small letters a line was broken.
    """
    name = re.split(r"[/?&=]", left)[-1]
    if "_" in name or any("_" in word for word in words):
        return "_"
    within_word = name[-1:].islower() and words[0][0].islower() and len(words) == 1
    if not habits.loses_underscores or within_word:
        return ""
    return "_"
