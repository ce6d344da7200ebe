"""Turn what the user names into documents, one file per format.

    inputs (files, globs, -) ─> folders (walked; ignoring) ─> source (bytes) ─> formats ─> a reader

The format is known by what the bytes are first and by the file's suffix second; a reader makes the text of a
document once, and every span of the program is an offset into it.
"""

from __future__ import annotations

from citecheck.read.inputs import Inputs, read_inputs
from citecheck.read.source import read, read_bytes, read_text

__all__ = ["Inputs", "read", "read_bytes", "read_inputs", "read_text"]
