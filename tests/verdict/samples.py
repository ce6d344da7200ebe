"""Pages and citations for the tables of verdicts."""

from citecheck.models import Answer, Citation, Hop, Mark, Sibling, Sign, Span
from citecheck.verdict import judge

URL = "http://www.a.org/reports/2010/trafficking.html"
MADE_UP = "http://www.a.org/reports/2010/qzxvkjwpmf.html"
TITLE = "Trafficking in Persons Report"


def cite(title=TITLE, text=None, **more):
    text = f"State Department. {title}. 2010." if text is None else text
    return Citation(1, None, text, Span(0, len(text)), title=title, **more)


def page(title=None, *signals, status=200, **more):
    return Answer(status, URL, title=title, signals=signals, **more)


def after(*hops, status=200, title=None, url=URL, **more):
    """An answer behind redirects: (status, target) each."""
    made, here = [], url
    for code, target in hops:
        made.append(Hop(here, code, target))
        here = target
    return Answer(status, here, tuple(made), title=title, **more)


def mark(sign, text="words", place="text"):
    return Mark(Sign(sign), place, text)


def beside(status=200, title=None, final_url=MADE_UP, **more):
    """What a made-up neighbour answers."""
    return Sibling(MADE_UP, status, final_url, title, **more)


def verdict(facts, url=URL, citation=None):
    return judge(facts, citation or cite(), url).verdict


def reason(facts, url=URL, citation=None):
    return judge(facts, citation or cite(), url).reason
