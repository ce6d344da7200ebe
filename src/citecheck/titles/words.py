"""The words by which titles are compared: lower case, no accents, Latin letters, figures for numerals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from citecheck.titles.numbers import ROMAN, SERIES

LONGEST = 300
_LONGEST_TEXT = 3000
_ENOUGH = 3

_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_GROUPED = re.compile(r"(?<=\d)[,.' \u2019\u00a0\u202f](?=\d{3}\b)")
_YEARS = re.compile(r"\b((?:19|20)\d\d)[-–/](\d\d)\b(?![-–/.]\d)")
# Scripts without spaces between words: what stands for words there are pairs of letters.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2,}")

_STOP_WORDS = frozenset(
    (  # noqa: SIM905 - a list of words reads better than a list of strings
        "a an and are as at be by for from has in into is it its of on or our that the their this to was we "
        "were what when where which who why will with you your der die das und von zu den dem des ein eine "
        "im mit fur auf le la les de du des et en un une sur pour dans el los las y del con por para una il "
        "lo gli e di da in che per na i v o s ob po dlya iz www http https com org net pdf html htm doc docx "
        "page home index welcome"
    ).split()
)

_NUMERALS = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th",
    )
    for number, word in enumerate(words.split(), 1)
} | {word: number for word, number in ROMAN.items() if len(word) > 1}
_NUMERALS_OF_SERIES = _NUMERALS | ROMAN

_TO_LATIN = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўαβγδεζηθικλμνξοπρσςτυφχψω",
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i ye g u "
            "a v g d e z i th i k l m n x o p r s s t y f ch ps o".replace("_", "\0").split(" "),
            strict=True,
        )
    )
    | {"\0": "", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"}
)

# The same Cyrillic word in the romanisations of the Library of Congress, ISO 9, BGN/PCGN and passports, and
# as Germans, French and Ukrainians write it, is one skeleton: what they differ in is made alike.
_ROMANISED = (
    ("shch", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("zh", "z"),
    ("kh", "g"), ("ts", "c"), ("th", "t"), ("ph", "f"), ("ks", "x"), ("h", "g"), ("w", "v"), ("y", "i"),
    ("j", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_SOFT = re.compile(r"i(?=[aeou])|(?<=[aeou])i")


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """Return the words of *text* that say something: no stop words, no single letters, no numerals."""
    return tuple(word for word in folded(text[:LONGEST]) if _says_something(word))


def words_of_long(text: str) -> frozenset[str]:
    """Return the words of a *text* longer than a title, at most a few thousand characters of it."""
    return _words_of_long(text[:_LONGEST_TEXT])


@lru_cache(maxsize=128)
def _words_of_long(text: str) -> frozenset[str]:
    """Return the words of a note, which several titles are compared with one after the other."""
    return frozenset(word for word in folded(text) if _says_something(word))


def says_enough(text: str) -> bool:
    """Tell whether *text* has words enough to be told from another title."""
    return len({word for word in words(text) if not word.isdigit()}) >= _ENOUGH


def folded(text: str) -> list[str]:
    """Return all words of *text* in lower case, without accents, in Latin letters where there are such."""
    if "." in text:
        text = _INITIALS.sub(lambda found: found.group().replace(".", ""), text)
    if any(map(str.isdigit, text)):
        text = _YEARS.sub(_both_years, _GROUPED.sub("", text))
    plain = text.casefold() if text.isascii() else _in_latin(text)
    found = _WORD.findall(plain.replace("'", ""))
    return [
        (_NUMERALS_OF_SERIES if before in SERIES else _NUMERALS).get(word, word)
        for before, word in zip(["", *found], found, strict=False)
    ]


def skeleton(word: str) -> str:
    """Return what is common to the ways to write a Cyrillic or Greek *word* in Latin letters."""
    for written, kept in _ROMANISED:
        word = word.replace(written, kept)
    return _DOUBLED.sub(r"\1", _SOFT.sub("", word)).rstrip("i")


def script_of(text: str) -> str:
    """Return the script of most letters of *text*, by the first word of their Unicode names."""
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else ""
    names = [unicodedata.name(char, "").split(" ")[0] for char in text[:LONGEST] if char.isalpha()]
    return max(sorted(set(names)), key=names.count, default="")


def _in_latin(text: str) -> str:
    """Return *text* in lower case, without accents, and in Latin letters as far as a table goes."""
    lowered = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").translate(_TO_LATIN)
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char)
    )
    return _UNSPACED.sub(_pairs, unicodedata.normalize("NFC", plain))


def _pairs(run: re.Match[str]) -> str:
    """Return the pairs of neighbours of a *run* of letters, with spaces between them."""
    letters = run.group()
    return " " + " ".join(map("".join, pairwise(letters))) + " "


def _both_years(found: re.Match[str]) -> str:
    """Write "2010-11" as "2010 2011"; two figures that do not count on are no year."""
    first, second = found.groups()
    return f"{first} {first[:2]}{second}" if int(second) > int(first[2:]) else found.group()


def _says_something(word: str) -> bool:
    """Tell whether *word* counts; single figures do, single Latin letters do not."""
    return word not in _STOP_WORDS and (len(word) > 1 or word.isdigit() or not word.isascii())
