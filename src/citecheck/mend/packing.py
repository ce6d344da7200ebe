"""Write members of a ZIP archive anew; the others keep their packed bytes, names, order and dates.

What is not changed is never unpacked. Data descriptors, which streams need, become sizes in the headers
(APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12 and 4.3.16).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from citecheck.errors import UnwritableEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STREAMED, _UTF8 = 0x8, 0x800
_LARGEST = 0xFFFFFFFF  # from here on the sizes stand elsewhere (ZIP64), which no document needs
_MOST = 0xFFFF
_ZIP64 = 0x1
# Signatures of whole documents (ECMA-376 part 2, 13.4; ODF 1.3 part 2, 3.5); those of macros cover no text.
_SIGNATURES = ("_xmlsignatures/", "META-INF/documentsignatures.xml")


class _Member(NamedTuple):
    """A member: the fields of its entry in the directory, its name, extra fields and comment, its data."""

    entry: tuple[int, ...]
    name: bytes
    extra: bytes
    comment: bytes
    local_extra: bytes
    packed: bytes


def repacked(data: bytes, source: str, contents: Mapping[str, bytes]) -> bytes:
    """Return the archive *data* with the *contents* of its members by name; new ones come last.

    Raises `UnwritableEdit` for archives whose directory does not say what their members do, and for signed
    documents.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if any(info.filename.startswith(_SIGNATURES) for info in infos):
            raise UnwritableEdit(
                f"{source}: is signed, which a change would make void; take the signature off first"
            )
        names = {name: archive.getinfo(name) for name in contents if name in archive.NameToInfo}
        if len(infos) + len(contents) >= _MOST:
            raise UnwritableEdit(f"{source}: holds too many files; save it anew")
        try:
            members = list(_members(data, archive))
        except (struct.error, ValueError) as error:
            raise UnwritableEdit(f"{source}: its archive is unusual ({error}); save it anew") from error
        changed = [
            _filled(member, contents[info.filename], source) if names.get(info.filename) is info else member
            for member, info in zip(members, infos, strict=True)
        ]
        model = members[0]
        changed += [_new(model, name, contents[name]) for name in contents if name not in names]
        return b"".join(_written(changed, archive.comment))


def _members(data: bytes, archive: zipfile.ZipFile) -> Iterator[_Member]:
    """Yield the members of *archive*, whose bytes are *data*, in the order of its directory."""
    if sum(info.compress_size for info in archive.infolist()) > len(data):
        raise ValueError("its members lie over each other")
    at = archive.start_dir
    for info in archive.infolist():
        signature, *entry = _CENTRAL.unpack_from(data, at)
        lengths = entry[9:12]
        if signature != b"PK\x01\x02" or max(info.file_size, info.compress_size) >= _LARGEST:
            raise ValueError("ZIP64")
        name, extra, comment = _parts(data, at + _CENTRAL.size, lengths)
        at += _CENTRAL.size + sum(lengths)
        here = info.header_offset
        local = _LOCAL.unpack_from(data, here)
        _, local_extra, _ = _parts(data, here + _LOCAL.size, [*local[9:11], 0])
        start = here + _LOCAL.size + sum(local[9:11])
        packed = data[start : start + info.compress_size]
        entry[7], entry[8] = info.compress_size, info.file_size
        yield _Member(tuple(entry), name, _plain(extra), comment, _plain(local_extra), packed)


def _parts(data: bytes, at: int, lengths: list[int]) -> list[bytes]:
    """Return what stands from *at* on, in parts of these *lengths*."""
    found = []
    for length in lengths:
        found.append(data[at : at + length])
        at += length
    return found


def _plain(extra: bytes) -> bytes:
    """Return *extra* fields without the sizes that only ZIP64 needs."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        kept += extra[at : at + 4 + length] if kind != _ZIP64 else b""
        at += 4 + length
    return kept + extra[at:]


def _filled(member: _Member, content: bytes, source: str) -> _Member:
    """Return *member* with other *content*, packed as it was."""
    entry = list(member.entry)
    if entry[3] == zipfile.ZIP_STORED:
        packed = content
    elif entry[3] == zipfile.ZIP_DEFLATED:
        packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
    else:
        raise UnwritableEdit(f"{source}: is packed as its own programs never do; save it anew")
    entry[6:9] = zlib.crc32(content), len(packed), len(content)
    return member._replace(entry=tuple(entry), packed=packed)


def _new(model: _Member, name: str, content: bytes) -> _Member:
    """Return a new member called *name*, with the date of *model*."""
    entry = list(model.entry)
    entry[2], entry[3] = _UTF8, zipfile.ZIP_DEFLATED
    return _filled(_Member(tuple(entry), name.encode(), b"", b"", b"", b""), content, name)


def _written(members: list[_Member], comment: bytes) -> Iterator[bytes]:
    """Yield the bytes of an archive of *members*."""
    at, directory = 0, []
    for member in members:
        entry = list(member.entry)
        entry[2] &= ~_STREAMED
        lengths = len(member.name), len(member.local_extra)
        header = _LOCAL.pack(b"PK\x03\x04", *entry[1:9], *lengths) + member.name + member.local_extra
        yield header + member.packed
        entry[9:12] = len(member.name), len(member.extra), len(member.comment)
        entry[12], entry[15] = 0, at
        directory.append(_CENTRAL.pack(b"PK\x01\x02", *entry) + member.name + member.extra + member.comment)
        at += len(header) + len(member.packed)
    whole = b"".join(directory)
    counts = 0, 0, len(members), len(members), len(whole), at, len(comment)
    yield whole + _END.pack(b"PK\x05\x06", *counts) + comment
