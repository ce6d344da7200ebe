"""Where a page sends its readers by itself, and when enough of a page was read."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

from citecheck.check.charset import decoded
from citecheck.check.kinds import Kind, kind_of
from citecheck.check.markup import Markup, head_ends, lowered, taken_apart
from citecheck.check.metatags import attributes
from citecheck.check.visible import without_tags

# Seconds. Pages that have moved say so for 0 to 10 seconds; longer delays turn a slide or load the news anew.
LONGEST_DELAY = 10

_KIB = 1024
# A head of 6 KiB is common and one of 40 KiB not rare. The text behind it tells an article from a login page.
ENOUGH = 64 * _KIB
ENOUGH_BEHIND_HEAD = 32 * _KIB
_ENDS_OF_HEAD = (b"</head", b"<body")

_TINY = 8 * _KIB
_FEW_CHARACTERS = 200

_META = re.compile(r"<meta(?=[\s/])[^<>]{0,2000}>", re.IGNORECASE)
# HTML standard, 4.2.5.3, "shared declarative refresh steps".
_CONTENT = re.compile(
    r"(\d{1,9})[\d.]*(?: ?[;,] ?| )(?:url ?= ?)?(?:\"([^\"]*)(?:\".*)?|'([^']*)(?:'.*)?|(.*))", re.IGNORECASE
)

_AT_ONCE = re.compile(r"0[0.]{0,9}[;,]? ?(?:url ?= ?)?")

# A script that does nothing but go to another address, at once or after a while.
_PLACE = r"(?:(?:window|document|self|top|parent|this)\s*+\.\s*+){0,3}location\s*+"
_TARGET = r"(\"[^\"\\<>]{1,2000}\"|'[^'\\<>]{1,2000}')\s*+"
_SETS = rf"{_PLACE}(?:\.\s*+href\s*+)?=\s*+{_TARGET}"
_CALLS = rf"{_PLACE}\.\s*+(?:replace|assign)\s*+\(\s*+{_TARGET}\)\s*+"
_GOES = rf"(?:{_SETS}|{_CALLS});?\s*+"
_WAITS = r"(?:window\.)?setTimeout\s*+\(\s*+(?:function\s*+\(\s*+\)|\(\s*+\)\s*+=>)\s*+\{\s*+"
_ONLY_GOES = re.compile(rf"(?:<!--[^\n]{{0,100}}\n\s*+)?{_GOES}(?://\s*+)?(?:-->)?")
_GOES_LATER = re.compile(rf"{_WAITS}{_GOES}\}}\s*+,\s*+(\d{{1,5}})\s*+\)\s*+;?")
_ON_LOAD = re.compile(
    rf"<body\b[^<>]{{0,200}}?\bonload\s*=\s*(?:\"\s*({_GOES})\"|'\s*({_GOES})')", re.IGNORECASE
)
_BASE = re.compile(r"<base(?=\s)([^<>]{0,2000})>", re.IGNORECASE)
_SCRIPT_TAG = re.compile(r"<script([^<>]{0,300})>", re.IGNORECASE)
# Domains that are parked send their visitors about by a script; the page that does so tells more.
_OF_PARKED = re.compile(r"/lander\b", re.IGNORECASE)


def enough(content_type: str, body: bytes) -> bool:
    """Tell whether so much of a page was read that its names and the kind of page can be told.

    True from 64 KiB on, if the head ended and 32 KiB came behind it; *content_type* says that it is a page.
    """
    if len(body) < ENOUGH or "html" not in content_type[:100].lower():
        return False
    head = body[: len(body) - ENOUGH_BEHIND_HEAD].lower()
    return any(end in head for end in _ENDS_OF_HEAD)


def refresh(content_type: str, body: bytes) -> str | None:
    """Return the address to which a page sends its readers within ten seconds; None if it does not.

    The address may be relative to the page's own. What sends them on is a `meta refresh` outside of comments,
    scripts and `noscript` (browsers that run scripts do not read that), or a script that is all that a tiny
    page holds. An empty address is the page's own, which is loaded anew at once: some pages set a cookie and
    ask for it so.
    """
    lower = body[:ENOUGH].lower()
    may_meta = b"refresh" in lower or b"\x00" in body[:4]
    may_script = len(body) <= _TINY and b"location" in lower
    if not (may_meta or may_script) or kind_of(body, content_type) is not Kind.HTML:
        return None
    page = decoded(body[:ENOUGH], content_type)
    markup = taken_apart(page, lowered(page), is_xml="xhtml" in content_type[:100].lower())
    target = _by_meta(markup)
    if target is None and may_script:
        target = _by_script(markup)
    return _based(target, markup) if target else target


def refresh_of(value: str) -> str | None:
    """Return the address in the *value* of a refresh, as in its meta element or header; None without one.

    "At once" without an address is the page's own, an empty one; after a while it is news that loads itself.
    """
    folded = " ".join(value[:3000].split())
    if _AT_ONCE.fullmatch(folded):
        return ""
    found = _CONTENT.fullmatch(folded)
    if found is None or int(found[1]) > LONGEST_DELAY:
        return None
    target = (found[2] or found[3] or found[4] or "").strip()
    return target if target and not target.lower().startswith(("javascript:", "data:")) else None


def _based(target: str, markup: Markup) -> str:
    """Return *target* relative to the page, where a base element makes it relative to something else."""
    base = _BASE.search(markup.text[: head_ends(markup)])
    href = attributes(base[1]).get("href", "").strip() if base else ""
    try:
        return urljoin(href, target) if href else target
    except ValueError:
        return target


def _by_meta(markup: Markup) -> str | None:
    """Return where a meta element sends the readers; browsers obey one in the body too."""
    for meta in _META.findall(markup.text):
        if "refresh" in meta.lower():
            found = attributes(meta)
            if found.get("http-equiv", "").strip().lower() == "refresh":
                return refresh_of(found.get("content", ""))
    return None


def _by_script(markup: Markup) -> str | None:
    """Return where the only script of a page sends the readers, if the page shows next to nothing."""
    if len("".join(without_tags(markup.text).split())) > _FEW_CHARACTERS:
        return None
    scripts = [script for script in markup.scripts if _SCRIPT_TAG.match(script)]
    target = None
    if len(scripts) == 1 and "src" not in scripts[0].partition(">")[0].lower():
        target = _target_of(scripts[0].partition(">")[2].rpartition("</")[0])
    elif not scripts and (found := _ON_LOAD.search(markup.text)) is not None:
        target = _target_of(html.unescape(found[1] or found[4]))
    return None if target is None or _OF_PARKED.search(target) else target


def _target_of(code: str) -> str | None:
    """Return the address to which *code* goes, if it does nothing else."""
    code = code.strip()
    found = _ONLY_GOES.fullmatch(code)
    later = None if found else _GOES_LATER.fullmatch(code)
    if later is not None and int(later[3]) > LONGEST_DELAY * 1000:
        return None
    found = found or later
    target = (found[1] or found[2])[1:-1].strip() if found else ""
    return target if target and not target.lower().startswith(("javascript:", "data:", "#")) else None
