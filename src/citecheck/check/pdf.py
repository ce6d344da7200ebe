"""What a PDF calls itself: the title of its Info dictionary and of its XMP metadata, and the DOI there.

No PDF library is needed for that: the trailer names the Info dictionary (ISO 32000-1, 7.5.5 and 14.3.3),
which stands in the open or in an object stream (7.5.7), and the catalogue, which names the metadata (14.3.2).
Everything is searched from the end, as the last of several versions holds; what cannot be understood is
passed over.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from citecheck.check.fields import the_doi
from citecheck.check.folding import LONGEST_NAME, folded, squeezed
from citecheck.check.names import distinct
from citecheck.check.page import Page
from citecheck.models import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_DICTIONARY = 16 * 1024
_LONGEST_STRING = 4 * LONGEST_NAME
_MOST_TRIES = 8
_MOST_STREAMS = 200
_LARGEST_STREAM = 2**20  # bytes, packed and unpacked; a hundred objects take a tenth of it
_LARGEST_TOTAL = 8 * 2**20
_MOST_OBJECTS = 5000

_REFERENCE = re.compile(rb"\s*(\d{1,9})\s+(\d{1,5})\s+R\b")
_TITLE = re.compile(rb"/Title\s*(?:(\()|<([0-9A-Fa-f\s]{2,5000})>|(\d{1,9})\s+(\d{1,5})\s+R\b)")
_NUMBER = {key: re.compile(rb"/%b\s+(\d{1,7})\b" % key) for key in (b"N", b"First")}
_METADATA = re.compile(rb"/Metadata\s+(\d{1,9})\s+(\d{1,5})\s+R\b")
_INTEGER = re.compile(rb"\b\d{1,9}\b")
_STREAM = re.compile(rb"stream\r?\n")
_DOIS = re.compile(
    rb"<(?:prism:doi|crossmark:DOI|pdfx:doi)>([^<>]{1,200})<|\b(?:prism:doi|crossmark:DOI|pdfx:doi)=\"([^\"<>]{1,200})\"",
    re.IGNORECASE,
)
_MOST_DOIS = 8
_TAGS = re.compile(r"<[^<>]{0,400}>")

_ESCAPES = {ord(char): ord(to) for char, to in zip("nrtbf", "\n\r\t\b\f", strict=True)}
_OPEN, _CLOSE, _BACKSLASH = b"()\\"
# PDFDocEncoding where it differs from Latin-1 (ISO 32000-1, D.2); what is left out has no meaning.
_PDF_DOC = {0x80 + place: char for place, char in enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž")} | {0xA0: "€"}

# What programs write where nobody gave a title: the name of a file, of themselves, or nothing.
_PROGRAM = re.compile(r"^(?:Microsoft (?:Word|PowerPoint|Excel) - |PowerPoint Presentation\b\s*(?:- )?)")
_IS_NO_TITLE = re.compile(
    r"\S*\.(?:docx?|dotx?|rtf|wpd|od[tp]|indd|qx[dp]|pdf|pptx?|xlsx?|tex|dvi|e?ps|cdr|pub|pm[d6]|fm|html?|txt|jpe?g)"
    r"|.*[\\/].*\.\w{2,4}|untitled.*|(?:document|layout|slide|page|title|doc|scan|print|cover)\s*\d*|\W*|\d+",
    re.IGNORECASE,
)


def pdf_page(body: bytes) -> Page:
    """Return the title of the PDF *body*, and its other name; none where it is broken or has none."""
    packet = _xmp(body)
    info, described = _useful(_info_title(body)), _useful(_xmp_title(packet))
    title, doi = info or described, the_doi(_xmp_dois(packet))
    about = Metadata(title=title, doi=doi) if title or doi else None
    return Page(title, distinct((described,), title), metadata=about)


def _useful(title: str) -> str | None:
    """Return *title* without what programs add to it; None for one that is none."""
    plain = _PROGRAM.sub("", title).strip()
    return None if _IS_NO_TITLE.fullmatch(plain) else plain


def _info_title(body: bytes) -> str:
    """Return the title in the Info dictionary, empty if there is none or it is encrypted."""
    if body.rfind(b"/Encrypt") >= 0:
        return ""
    for reference in _last_references(body, b"/Info"):
        found = _TITLE.search(_object(body, *reference))
        if found is not None:
            return _string(body, found)
    return ""


def _last_references(body: bytes, key: bytes) -> Iterator[tuple[int, int]]:
    """Give the object and generation numbers that *key* refers to, the last first, each once."""
    end, seen = len(body), set()
    for _ in range(_MOST_TRIES):
        end = body.rfind(key, 0, end)
        if end < 0:
            return
        found = _REFERENCE.match(body, end + len(key))
        reference = (int(found[1]), int(found[2])) if found else None
        if reference and reference not in seen:
            seen.add(reference)
            yield reference


def _object(body: bytes, number: int, generation: int) -> bytes:
    """Return the beginning of an object, from the open or from an object stream; empty if it is not there."""
    begin = _place(body, number, generation)
    if begin < 0:
        return _packed_object(body, number)
    return body[begin : begin + _LONGEST_DICTIONARY].partition(b"endobj")[0]


def _place(body: bytes, number: int, generation: int) -> int:
    """Return where the last version of an object begins that stands in the open, or -1."""
    mark, end = b"%d %d obj" % (number, generation), len(body)
    for _ in range(_MOST_TRIES):
        end = body.rfind(mark, 0, end)
        if end < 0 or not body[max(0, end - 1) : end].isdigit():
            return end + len(mark) if end >= 0 else -1
    return -1


def _packed_object(body: bytes, number: int) -> bytes:
    """Return an object that stands in one of the object streams, looking from the last to the first."""
    end, left = len(body), _LARGEST_TOTAL
    for _ in range(_MOST_STREAMS):
        end = body.rfind(b"/ObjStm", 0, end)
        if end < 0 or left <= 0:
            break
        data, first, many = _unpacked(body, end)
        left -= len(data)
        found = _within(data, first, min(many, _MOST_OBJECTS), number)
        if found:
            return found
    return b""


def _within(data: bytes, first: int, many: int, number: int) -> bytes:
    """Return an object of an unpacked stream: pairs of number and place come first, then the objects."""
    pairs = list(zip(*[iter(_INTEGER.findall(data[:first])[: 2 * many])] * 2, strict=False))
    for index, (key, place) in enumerate(pairs):
        if int(key) == number:
            begin = first + int(place)
            stop = first + int(pairs[index + 1][1]) if index + 1 < len(pairs) else len(data)
            return data[begin : min(stop, begin + _LONGEST_DICTIONARY)]
    return b""


def _unpacked(body: bytes, place: int) -> tuple[bytes, int, int]:
    """Return what the object stream holds whose type stands at *place*; nothing where it is broken.

    The numbers say where the objects begin in it, and how many there are.
    """
    begin = body.rfind(b"obj", max(0, place - 1000), place)
    dictionary, data = _stream(body, begin)
    many, first = (_NUMBER[key].search(dictionary) for key in (b"N", b"First"))
    return (data, int(first[1]), int(many[1])) if first and many else (b"", 0, 0)


def _stream(body: bytes, begin: int) -> tuple[bytes, bytes]:
    """Return dictionary and content of the stream object at *begin*, bounded; empty where it is broken."""
    found = _STREAM.search(body, begin, begin + _LONGEST_DICTIONARY) if begin >= 0 else None
    if found is None:
        return b"", b""
    dictionary = body[begin : found.start()]
    packed = body[found.end() : found.end() + _LARGEST_STREAM]
    if b"/Filter" not in dictionary:
        return dictionary, packed.partition(b"endstream")[0]
    if b"/FlateDecode" not in dictionary or b"/Predictor" in dictionary:
        return b"", b""
    try:
        return dictionary, zlib.decompressobj().decompress(packed, _LARGEST_STREAM)
    except zlib.error:
        return b"", b""


def _string(body: bytes, found: re.Match[bytes]) -> str:
    """Return the string that a title is."""
    if found[1]:
        return _text(_literal(found.string[found.end() : found.end() + _LONGEST_STRING]))
    if found[2]:
        digits = re.sub(rb"\s", b"", found[2])
        return _text(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))[:_LONGEST_STRING])
    beginning = re.match(rb"\s*\(", value := _object(body, int(found[3]), int(found[4])))
    return _text(_literal(value[beginning.end() :][:_LONGEST_STRING])) if beginning else ""


def _literal(raw: bytes) -> bytes:
    """Return the literal string that *raw* begins with, behind its parenthesis (ISO 32000-1, 7.3.4.2)."""
    out, depth, place = bytearray(), 1, 0
    while place < len(raw):
        char = raw[place]
        place += 1
        if char == _BACKSLASH:
            octal = re.compile(rb"[0-7]{1,3}").match(raw, place)
            if octal is not None:
                out.append(int(octal[0], 8) & 0xFF)
                place = octal.end()
                continue
            line_end = re.compile(rb"\r\n?|\n").match(raw, place)
            if line_end is None and place < len(raw):
                out.append(_ESCAPES.get(raw[place], raw[place]))
            place = line_end.end() if line_end else place + 1
            continue
        depth += (char == _OPEN) - (char == _CLOSE)
        if depth == 0:
            break
        out.append(char)
    return bytes(out)


def _text(raw: bytes) -> str:
    """Return the text of a string: UTF-16 or UTF-8 with its mark, else PDFDocEncoding, or what was meant."""
    if raw.startswith(b"\xfe\xff"):
        return squeezed(raw[2:].decode("utf-16-be", "replace").replace("\x00", ""))
    if raw.startswith(b"\xff\xfe"):
        return squeezed(raw[2:].decode("utf-16-le", "replace").replace("\x00", ""))
    try:
        return squeezed(raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\x00", ""))
    except UnicodeDecodeError:
        return squeezed(raw.decode("latin-1").translate(_PDF_DOC))


def _xmp(body: bytes) -> bytes:
    """Return the metadata of the document, empty if there is none.

    Pictures bring packets of their own, so that only the one counts that the catalogue names.
    """
    for root in _last_references(body, b"/Root"):
        named = _METADATA.search(_object(body, *root))
        if named is not None:
            return _stream(body, _place(body, int(named[1]), int(named[2])))[1]
    return b""


def _xmp_title(packet: bytes) -> str:
    """Return the title in a metadata *packet*, empty if there is none."""
    title = packet.partition(b"<dc:title")[2][:_LONGEST_STRING].partition(b"</dc:title")
    text = title[0].partition(b">")[2] if title[1] else b""
    return folded(_TAGS.sub(" ", text.decode("utf-8", "replace")))


def _xmp_dois(packet: bytes) -> list[str]:
    """Return what a metadata *packet* gives as DOIs: elements, or attributes (PRISM 3.0; Crossmark)."""
    return [
        folded((one or other).decode("utf-8", "replace")) for one, other in _DOIS.findall(packet)[:_MOST_DOIS]
    ]
