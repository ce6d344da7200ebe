"""The process in which one PDF is read: bytes on standard input, JSON of the document on standard output."""

from __future__ import annotations

import gc
import sys

import msgspec

from citecheck.child import limit_memory, limit_time
from citecheck.errors import UnreadableDocument
from citecheck.read.pdf.guard import REFUSED, SECONDS
from citecheck.read.pdf.layout import document_of

_MEMORY = 2 * 2**30  # bytes; two hundred dense pages take a twentieth of it


def main() -> int:
    """Read standard input and return the exit status."""
    limit_memory(_MEMORY)
    limit_time(2 * SECONDS)
    gc.disable()  # a short life, and a million words in no cycle: collecting takes a sixth of the time
    try:
        answer, status = msgspec.json.encode(document_of(sys.stdin.buffer.read(), "")), 0
    except UnreadableDocument as error:
        answer, status = str(error).encode(), REFUSED
    except MemoryError:
        answer, status = b": takes too much memory to read; give the part that holds the notes", REFUSED
    sys.stdout.buffer.write(answer)
    return status


if __name__ == "__main__":
    sys.exit(main())
