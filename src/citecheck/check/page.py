"""What an HTML page, a feed or a plain text shows."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.check.charset import decoded
from citecheck.check.folding import squeezed
from citecheck.check.marks import Shown, marks_of, marks_of_text
from citecheck.check.markup import Markup, lowered, taken_apart
from citecheck.check.metadata import metadata_of
from citecheck.check.metatags import TITLES, meta_tags
from citecheck.check.names import distinct, frame_titles, headings_of, titles_of
from citecheck.check.structured import described
from citecheck.check.visible import visible_of, visible_text, without_tags
from citecheck.models import Mark, Metadata, Sign

_MOST_LINES = 5
_FEED_HEAD = 32 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """What a page calls itself and shows; the fields are those of `Answer`."""

    title: str | None = None
    signals: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    words: int | None = None
    sketch: tuple[int, ...] = ()
    metadata: Metadata | None = None


def html_page(body: bytes, content_type: str, *, whole: bool = True) -> Page:
    """Return what an HTML page shows; *whole* tells that *body* is all of it.

    Never fails, takes time linear in the length of *body*, and builds no tree.
    """
    page = decoded(body, content_type)
    is_xml = "xhtml" in content_type[:100].lower()
    if is_xml:
        page = page.replace("<![CDATA[", "").replace("]]>", "")
    lower = lowered(page)
    markup = taken_apart(page, lower, is_xml=is_xml)
    titles = titles_of(markup)
    title = titles[0] if titles else None
    visible = visible_of(markup)
    headings = headings_of(visible)
    own_words = described(markup.data)
    frames = frame_titles(markup.text) if "<frame" in markup.lower else ()
    tags = meta_tags(markup)
    named = (content for name in tags if name in TITLES for content in tags[name])
    names = (*named, *own_words.names, *headings, *frames, *titles[1:])
    marks = marks_of(Shown(title, headings, visible, markup, page, lower, whole))
    if own_words.not_free:
        marks = (*marks, Mark(Sign.PAYWALL, "script", own_words.not_free))
    about = metadata_of(tags, own_words.works, title, headings)
    return Page(title, distinct(names, title), marks, visible.words, visible.sketch, about)


def feed(body: bytes, content_type: str) -> Page:
    """Return what a feed or another XML document shows: its first title is its own.

    Stores of files answer in XML, and say there that they have none.
    """
    page = decoded(body, content_type)
    page = page.replace("<![CDATA[", "").replace("]]>", "")
    beginning = page[:_FEED_HEAD]
    lower = lowered(beginning)
    titles = titles_of(Markup(beginning, lower))
    visible = visible_text(without_tags(page))
    marks = marks_of_text("", visible, whole=True) if "<error>" in lower else ()
    return Page(titles[0] if titles else None, (), marks, visible.words, visible.sketch)


def plain_text(body: bytes, content_type: str, *, whole: bool = True) -> Page:
    """Return what a plain text shows: the first lines may name it, but it has no title."""
    text = decoded(body, content_type)
    lines = [line for line in map(squeezed, text[:4000].splitlines()) if line][:_MOST_LINES]
    visible = visible_text(text)
    marks = marks_of_text(lines[0], visible, whole=whole) if lines else ()
    return Page(None, distinct(lines, None), marks, visible.words, visible.sketch)
