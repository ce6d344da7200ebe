"""What a page, or its copy, says of a source that a note cites by its bare address, and how far to trust it.

A page may show something else by now. What it says counts where it is there; where a copy of about the day on
which the author read it was looked at, both must say the same, or the copy alone speaks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citecheck.evidence.wording import day as in_words
from citecheck.models import Answer, Confidence, Metadata, Snapshot, Verdict
from citecheck.titles import match, words

if TYPE_CHECKING:
    from citecheck.models import Citation, Entry, Link

# What a page is called when nobody has named it.
_NAMELESS = re.compile(
    r"(?:home|homepage|index|welcome|start|startseite|accueil|inicio|untitled.*|new page.*|no title|document|"
    r"title|page|news|article|loading.*|redirecting.*|just a moment.*|index of .*|(?:log|sign) ?in\b.*|"
    r"microsoft word - .*|\S+\.(?:docx?|pdf|xlsx?|pptx?|indd|qxd|html?)|\W*|\w{1,2}|\d+)",
    re.IGNORECASE,
)
# A title with an address in it would be read as one, and the sign for what was not decoded is no letter.
_UNFIT = re.compile(r"://|\bwww\.|\ufffd", re.IGNORECASE)
# At the beginning of a note they would make a list or a heading of it.
_BULLETS = " -+*•·#>|:;="
# Several scripts need them within words.
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a note as its page describes it; *because* says where that stands, and how sure it is."""

    title: str
    because: str
    confidence: Confidence
    authors: tuple[str, ...] = ()
    published: str | None = None
    container: str | None = None


def is_bare(citation: Citation) -> bool:
    """Tell whether *citation* names its source by nothing but an address."""
    return (
        bool(citation.urls)
        and citation.title is None
        and not citation.authors
        and citation.refers_to is None
        and not citation.archived
    )


def source_of(entry: Entry) -> Source | None:
    """Return what is known of the source of a bare note; None where nothing is, or it cannot be trusted.

    None too for a note with several addresses: which of them the note is about nobody can tell.
    """
    if not is_bare(entry.citation) or len(entry.citation.urls) != 1 or len(entry.links) != 1:
        return None
    link = entry.links[0]
    said = metadata_of(link)
    if said is None:
        return None
    metadata, because, confidence = said
    title, container = _plain(metadata.title or ""), _plain(metadata.container or "")
    if _NAMELESS.fullmatch(title) or _UNFIT.search(title):
        return None
    if _is_later(metadata.published, entry, link):
        return None  # what was published after it was read is not what was read
    return Source(
        title=title,
        because=because,
        confidence=confidence,
        authors=tuple(name for each in metadata.authors if (name := _plain(each).lstrip(_BULLETS))),
        published=metadata.published,
        container=None if words(container) in map(words, ("", title, *metadata.authors)) else container,
    )


def metadata_of(link: Link) -> tuple[Metadata, str, Confidence] | None:
    """Return what the page of *link*, or its copy, says of itself, the evidence, and how sure that is."""
    live = link.facts.metadata if isinstance(link.facts, Answer) else None
    copy = link.shown_by_copy
    verdict = link.judgement.verdict
    if verdict.is_there and live is not None:
        if copy is None:
            return live, "the page says so of itself", Confidence.SUPPORTED
        if _agree(live, copy):
            return live, f"the page and {_copy_in_words(link)} say so of themselves", Confidence.CERTAIN
    if copy is not None and (verdict.is_there or verdict.is_gone or verdict is Verdict.CHANGED):
        return copy, f"{_copy_in_words(link)} says so of itself", Confidence.SUPPORTED
    return None


def _plain(text: str) -> str:
    """Return *text* without what cannot be seen: it is to be written into somebody's document."""
    kept = (each for each in text if each in _JOINERS or not unicodedata.category(each).startswith("C"))
    return " ".join("".join(kept).split())


def _agree(one: Metadata, other: Metadata) -> bool:
    """Tell whether two pages give themselves one title."""
    return bool(one.title and other.title and match(one.title, [other.title]))


def _copy_in_words(link: Link) -> str:
    """Name the copy of *link*."""
    copy = link.snapshot
    return f"its copy of {in_words(copy.captured.date())}" if isinstance(copy, Snapshot) else "its copy"


def _is_later(published: str | None, entry: Entry, link: Link) -> bool:
    """Tell whether what is dated *published* came after the author read the page, or after it was checked."""
    if published is None:
        return False
    accessed = link.cited.accessed or entry.citation.accessed
    read = accessed.as_date() if accessed else None
    known = read or (link.checked_at.date() if link.checked_at else None)
    # Of two dates the shorter says as much as it says: what was read in May 2011 may be of May 2011.
    return known is not None and published > known.isoformat()[: len(published)]
