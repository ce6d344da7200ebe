"""Whether two texts are alike, told from a small sample of each.

A text is taken as the set of its sequences of three words. The resemblance of two texts is the share of those
sequences that they have in common (A. Broder, "On the resemblance and containment of documents", 1997). The
sequences are hashed, and only the smallest hashes are kept: among the smallest of both texts together, the
share that occurs in both is an estimate of the resemblance, without bias, whose standard error is at most
1/16 for samples of 64. The hash is CRC-32, which is the same on every machine and in every run.
"""

from __future__ import annotations

import re
from zlib import crc32

SAMPLE = 64
_SEQUENCE = 3

# A difference beyond the first few screens of a page does not matter for telling error pages apart.
_MOST_CHARACTERS = 8000
_MOST_WORDS = 500

# Scripts that are written without spaces: every character is taken for a word.
_UNSPACED = re.compile(r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")


def sketch(text: str) -> tuple[int, ...]:
    """Return the sample of *text*: at most `SAMPLE` hashes, ascending; none of a text without words.

    White space and case do not count. A text of fewer than three words is one sequence.
    """
    text = text[:_MOST_CHARACTERS]
    if not text.isprintable():
        # Bytes are parted at the white space of ASCII alone.
        text = " ".join(text.split())
    words = _spaced(text).casefold().encode("utf-8", "replace").split()[:_MOST_WORDS]
    if not words:
        return ()
    if len(words) < _SEQUENCE:
        return (crc32(b" ".join(words)),)
    sequences = zip(words, words[1:], words[2:], strict=False)
    return tuple(sorted(set(map(crc32, map(b" ".join, sequences))))[:SAMPLE])


def alike(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    """Return the estimated resemblance of two sketched texts, from 0 to 1.

    A sketch without hashes stands for a text of which nothing is known, and resembles nothing.
    """
    if not left or not right:
        return 0.0
    smallest = sorted({*left, *right})[:SAMPLE]
    return len(set(left).intersection(right, smallest)) / len(smallest)


def share_of_unspaced(text: str) -> float:
    """Return the share of the characters of *text* that belong to scripts without spaces, from 0 to 1."""
    return 0.0 if text.isascii() else (len(text) - len(_UNSPACED.sub("", text))) / len(text)


def _spaced(text: str) -> str:
    """Return *text* with every character of an unspaced script parted from the next."""
    return text if text.isascii() else _UNSPACED.sub(r" \1 ", text)
