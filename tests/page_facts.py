"""Make pages and replies for tests of what a page shows."""

from citecheck.check import facts_of
from citecheck.web import Reply

HTML = "text/html; charset=utf-8"
WORDS = "The committee met on the second day to discuss the figures of the year, which rose again. "


def prose(words):
    """Return a text of about so many words, in paragraphs."""
    return f"<p>{WORDS}</p>" * max(1, words // len(WORDS.split()))


def facts(body, content_type=HTML, *, status=200, cut=False, **headers):
    """Return the facts of a reply."""
    body = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return facts_of(Reply(status, "http://a.org/x", {"content-type": content_type, **named}, body, cut=cut))


def names(body, content_type=HTML):
    """Return the title of a page, and its other names."""
    seen = facts(body, content_type)
    return seen.title, seen.signals


def marks(body, content_type=HTML, **more):
    """Return the signs of a page with their places."""
    return {(mark.sign.value, mark.place) for mark in facts(body, content_type, **more).marks}
