"""From bytes to a tree: the charset, the parser and its limits, and what the page says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lxml import etree
from lxml.etree import _Element as Element

from citecheck.errors import UnreadableDocument
from citecheck.read.decoding import decoded
from citecheck.read.html.instructions import with_marks
from citecheck.read.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096  # bytes; WHATWG HTML, "prescan", looks at 1024
# What browsers take these names for (WHATWG Encoding, section 4.2).
_MEANT = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
    "iso-8859-9": "cp1254", "x-mac-cyrillic": "mac_cyrillic", "macintosh": "mac_roman",
}  # fmt: skip
_ALIKE = frozenset({"iso-2022-jp", "hz-gb-2312"})  # their bytes are ASCII, and valid as UTF-8
_REFUSED = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})
_LONGEST_NUMBER = 6  # digits
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")


@dataclass(frozen=True, slots=True)
class Page:
    """The tree of a page, the address that its links are relative to, and whether MediaWiki made it.

    *ordinals* are the numbers that the items of numbered lists are printed with.
    """

    root: Element
    base: str | None
    is_wiki: bool
    ordinals: dict[Element, int]


def parse_page(data: bytes, source: str) -> Page:
    """Parse the page *data*; raises `UnreadableDocument` where the parser gives up."""
    return parse_text(decoded_page(data, source)[0].replace("\x00", ""), source)


def parse_text(text: str, source: str) -> Page:
    """Parse the decoded page *text*; raises `UnreadableDocument` where the parser gives up.

    The parser knows no entities but HTML's own, fetches nothing and goes no deeper than 2048 elements.
    `huge_tree` is set because without it the parser drops all that is deeper than 255 elements, which a
    page with unclosed `<font>` reaches (libxml2, `XML_PARSE_HUGE`); the size is bounded by the bytes.
    """
    text = with_marks(_XML_DECLARATION.sub("", text, count=1))
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{source}: not a page of HTML: {error}; save it as text first") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument(
            f"{source}: its elements are nested too deep to be read; save it as text first"
        )
    if root is None:
        raise UnreadableDocument(f"{source}: the page holds no text; save it from the browser once it shows")
    return Page(root, _base(root), _is_wiki(root), _ordinals(root))


def classes(element: Element) -> list[str]:
    """Return the classes of *element*."""
    return (element.get("class") or "").split()


def ancestors(element: Element, furthest: int) -> Iterator[Element]:
    """Yield the ancestors of *element* from the nearest on, at most *furthest* of them."""
    parent = element.getparent()
    while parent is not None and furthest:
        yield parent
        parent, furthest = parent.getparent(), furthest - 1


def words_in(element: Element, longest: int = 80) -> str:
    """Return the first *longest* characters of the text in *element*, its white space folded."""
    words = ""
    for piece in element.itertext():
        words += cast("str", piece)
        if len(words) > longest:
            break
    return " ".join(words.split())[:longest]


def decoded_page(data: bytes, source: str) -> tuple[str, str]:
    """Return the text of *data* and the codec: by its byte order mark, UTF-8, as the page says, Windows-1252.

    UTF-8 comes before what the page says, because browsers that save a page rewrite its bytes and leave its
    words; hardly any other text is valid UTF-8 by chance.
    """
    said = _CHARSET.search(data[:_HEAD])
    name = said[1].decode("ascii").lower() if said else ""
    if not name or name.startswith(("utf-8", "utf8", "utf-16", "ucs")) or name in _REFUSED:
        return decoded(data, source)
    if name not in _ALIKE:
        try:
            return data.decode("utf-8-sig"), "utf-8-sig"
        except UnicodeDecodeError:
            pass
    encoding = _MEANT.get(name, name)
    try:
        return data.decode(encoding, errors="replace"), encoding
    except (LookupError, UnicodeError):
        return decoded(data, source)


def says_utf8(data: bytes) -> bool:
    """Tell whether the page *data* says that it is UTF-8."""
    said = _CHARSET.search(data[:_HEAD])
    return bool(said and said[1].lower() in {b"utf-8", b"utf8"})


def _base(root: Element) -> str | None:
    """Return the address that the page gives for its relative links."""
    for element in root.iter("base"):
        if element.get("href"):
            return target_of(cast("str", element.get("href")))
    return None


def _is_wiki(root: Element) -> bool:
    """Tell whether MediaWiki made the page, in which links without `external` lead within the wiki."""
    for element in root.iter("body", "meta", "div"):
        if element.tag == "meta":
            if (element.get("content") or "").startswith("MediaWiki"):
                return True
        elif {"mediawiki", "mw-parser-output", "mw-body-content"} & set(classes(element)):
            return True
    return any((element.get("typeof") or "").startswith("mw:") for element in root.iter("sup", "span", "div"))


def _ordinals(root: Element) -> dict[Element, int]:
    """Return the numbers of the items of all `ol` (WHATWG HTML, section 4.4.5)."""
    found = {}
    for ordered in root.iter("ol"):
        step = -1 if ordered.get("reversed") is not None else 1
        items = ordered.findall("li")
        number = _number(ordered.get("start"), 1 if step > 0 else len(items))
        for item in items:
            found[item] = number = _number(item.get("value"), number)
            number += step
    return found


def _number(attribute: str | None, otherwise: int) -> int:
    """Return the number in *attribute*, if a list could have it."""
    plain = (attribute or "").strip()
    fits = plain.isascii() and plain.isdigit() and len(plain) <= _LONGEST_NUMBER
    return int(plain) if fits else otherwise
