"""The process that reads the first pages of PDFs, one after the other.

On standard input each PDF comes behind its length in four bytes; on standard output its lines go back in the
same manner, as UTF-8, one a line. A PDF that cannot be read has no lines.
"""

from __future__ import annotations

import sys

import pypdfium2

from citecheck.child import limit_memory, limit_time

SECONDS = 5  # of processor time for one first page, which takes a hundredth of it
_MEMORY = 2**30  # bytes
_MOST_CHARACTERS = 4000
LENGTH = 4  # bytes


def main() -> int:
    """Answer until standard input ends; return the exit status."""
    limit_memory(_MEMORY)
    while len(length := sys.stdin.buffer.read(LENGTH)) == LENGTH:
        limit_time(SECONDS)
        data = sys.stdin.buffer.read(int.from_bytes(length))
        try:
            lines = "\n".join(lines_of(data)).encode("utf-8", "replace")
        except MemoryError:
            lines = b""
        sys.stdout.buffer.write(len(lines).to_bytes(LENGTH) + lines)
        sys.stdout.buffer.flush()
    return 0


def lines_of(data: bytes) -> list[str]:
    """Return the lines of the first page of the PDF *data*, in the order of its content."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    try:
        page = document[0]
        text = page.get_textpage()
        printed = text.get_text_range(0, min(text.count_chars(), _MOST_CHARACTERS))
    except (pypdfium2.PdfiumError, IndexError):
        return []
    finally:
        document.close()
    # U+FFFE stands where a word is parted at the end of a line.
    lines = printed.replace("\ufffe", "").replace("\x00", "").splitlines()
    return [folded for line in lines if (folded := " ".join(line.split()))]


if __name__ == "__main__":
    sys.exit(main())
