"""Open zipped documents (DOCX, ODT, EPUB) without being harmed by them.

Only members that are asked for by name are unpacked, into memory, never to disk; how many there may be, how
large one may be, how far it may have been packed and how much is unpacked in all are bounded.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableDocument

if TYPE_CHECKING:
    from typing import Final

SIGNATURE: Final = b"PK\x03\x04"
_LARGEST_MEMBER = 32 * 2**20  # bytes; the text of a thousand-page book is a tenth of that
_LARGEST_TOTAL = 96 * 2**20
_MOST_MEMBERS = 20_000
# Text of one document packs to a fortieth at the utmost; deflate could reach a thousandth.
_FURTHEST_PACKED = 250
_PACKED_FAR_MATTERS = 4 * 2**20
_IN_DIRECTORY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_STORED = b"\0\0"
_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError
)  # fmt: skip


def names_in(data: bytes) -> frozenset[str]:
    """Return the names of the members of the archive *data*; empty where it is none, or is broken."""
    if not data.startswith(SIGNATURE) or data.count(_IN_DIRECTORY) > _MOST_MEMBERS:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except _FAULTS:
        return frozenset()


def declared_type(data: bytes) -> str:
    """Return the media type that an ODF or EPUB archive declares in its first bytes; empty where it does not.

    Both formats put a member `mimetype` first, stored and without extra field, so that it can be read at a
    fixed place (ODF 1.3 part 2, 3.3; EPUB OCF 3.3, 4.2.2).
    """
    if not (data.startswith(SIGNATURE) and data[8:10] == _STORED and data[30:38] == b"mimetype"):
        return ""
    length = int.from_bytes(data[18:22], "little")
    return data[38 : 38 + min(length, 100)].decode("ascii", errors="replace").strip()


class Package:
    """A zipped document whose members are unpacked when they are asked for; *source* is named in errors."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._left = _LARGEST_TOTAL
        if data.count(_IN_DIRECTORY) > _MOST_MEMBERS:
            raise UnreadableDocument(f"{source}: holds more than {_MOST_MEMBERS} files; save it anew")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise UnreadableDocument(
                f"{source}: the archive that the document is kept in is broken ({error}); "
                "open it in its own program and save it anew"
            ) from error
        self.names = frozenset(self._archive.namelist())

    def get(self, name: str) -> bytes | None:
        """Return the bytes of the member *name*, None where there is none.

        Raises `UnreadableDocument` where it is broken, encrypted, or larger than any honest document's.
        """
        if name not in self.names:
            return None
        self._refuse_excess(self._archive.getinfo(name))
        try:
            with self._archive.open(name) as member:
                data = member.read(_LARGEST_MEMBER + 1)
        except _FAULTS as error:
            raise UnreadableDocument(
                f"{self.source}: {name} in it is broken ({error}); "
                "open it in its own program and save it anew"
            ) from error
        self._left -= len(data)
        return data

    def require(self, name: str) -> bytes:
        """Return the bytes of the member *name*, without which the document cannot be read."""
        data = self.get(name)
        if data is None:
            raise UnreadableDocument(
                f"{self.source}: {name} is missing in it; open it in its own program and save it anew"
            )
        return data

    def _refuse_excess(self, member: zipfile.ZipInfo) -> None:
        """Raise for a member that is encrypted, or that would unpack to more than a document needs."""
        where = f"{self.source}: {member.filename} in it"
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableDocument(f"{where} is encrypted; save the document without a password first")
        packed_far = member.file_size > _FURTHEST_PACKED * member.compress_size
        if member.file_size > min(_LARGEST_MEMBER, self._left) or (
            packed_far and member.file_size > _PACKED_FAR_MATTERS
        ):
            raise UnreadableDocument(
                f"{where} unpacks to {member.file_size >> 20} MiB, more than a document needs; "
                "give the part that holds the notes"
            )
