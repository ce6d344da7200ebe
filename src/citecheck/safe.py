"""What may leave the program: no password of a URL, and nothing that steers a terminal.

Documents, page titles and headers are written by others. Every renderer passes their words through here.
"""

from __future__ import annotations

import re
import unicodedata

MASK = "***"

# RFC 3986, section 3.2.1: userinfo stands between `//` and `@`, before the path. White space after `//` is
# allowed because print breaks URLs there.
_USERINFO = re.compile(r"(//\s*)[^\s/?#]*@")

# Joiners belong to the spelling of Persian and of the Indic scripts; all other format characters (bidi
# overrides, soft hyphens, zero-width spaces) are invisible on a terminal or turn its line about.
_JOINERS = "\u200c\u200d"
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


# A line of a log that begins so is a command to GitHub's runner (`::error::`, `##[error]`; actions/runner,
# ActionCommand.cs), and a text that is wrapped may begin a line with any of its words.
_COMMAND = re.compile(r"(?<!\S)::|##\[")


def masked(text: str) -> str:
    """Return *text* with the user name and password of each URL in it replaced by `***`."""
    return _USERINFO.sub(rf"\1{MASK}@", text) if "@" in text else text


def shown(text: str) -> str:
    r"""Return *text* as one line that is safe on a terminal.

    White space is folded, secrets are masked, and characters that cannot be seen or that a terminal would
    obey are written as Python writes them (`\x1b`, `\u202e`); so is the first of those that would make a word
    a command to the runner of a CI job.
    """
    folded = " ".join(masked(text).split())
    if "::" in folded or "##[" in folded:
        folded = _COMMAND.sub(_written_out, folded)
    return folded if folded.isascii() and folded.isprintable() else "".join(map(_visible, folded))


def shown_line(text: str) -> str:
    r"""Return the one line *text* as `shown` does, but with its white space as it is."""
    written = "".join(each if each in " \t" else _visible(each) for each in masked(text))
    return _COMMAND.sub(_written_out, written)


def encodable(text: str) -> str:
    """Return *text* without lone surrogates, which UTF-8 cannot carry (a file name may hold them)."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _written_out(command: re.Match[str]) -> str:
    """Return the beginning of a command with its first character written out."""
    return rf"\x{ord(command[0][0]):02x}{command[0][1:]}"


def _visible(character: str) -> str:
    """Return *character*, or its escape if it cannot be seen."""
    if unicodedata.category(character) in _HIDDEN and character not in _JOINERS:
        return character.encode("unicode_escape").decode("ascii")
    return character
