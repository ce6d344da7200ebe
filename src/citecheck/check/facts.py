"""From a reply to the facts that are kept of it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from citecheck.check.barrier import barrier_of
from citecheck.check.kinds import Kind, essence, kind_of
from citecheck.check.page import Page, feed, html_page, plain_text
from citecheck.check.pdf import pdf_page
from citecheck.models import Answer

if TYPE_CHECKING:
    from citecheck.web import Reply


def facts_of(reply: Reply) -> Answer:
    """Return the facts about the page that a *reply* brought; fails for no body, whatever it holds."""
    content_type = reply.headers.get("content-type", "")
    page = _page(reply, content_type)
    return Answer(
        status=reply.status,
        final_url=reply.url,
        hops=reply.hops,
        content_type=essence(content_type) or None,
        title=page.title,
        signals=page.signals,
        fingerprint=sha256(reply.body).hexdigest() if reply.body else None,
        barrier=barrier_of(reply.status, reply.headers),
        marks=page.marks,
        words=page.words,
        sketch=page.sketch,
        tls=reply.tls,
        unread=reply.unread,
        metadata=page.metadata,
    )


def _page(reply: Reply, content_type: str) -> Page:
    """Return what the body shows, by its kind."""
    if not reply.body:
        return Page() if reply.cut else Page(words=0)
    match kind_of(reply.body, content_type):
        case Kind.HTML:
            return html_page(reply.body, content_type, whole=not reply.cut)
        case Kind.FEED:
            return feed(reply.body, content_type)
        case Kind.TEXT:
            return plain_text(reply.body, content_type, whole=not reply.cut)
        case Kind.PDF:
            return pdf_page(reply.body)
        case Kind.OTHER:
            return Page()
