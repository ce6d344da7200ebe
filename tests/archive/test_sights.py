"""Which copies are looked at, and which is named after that."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from citecheck.archive.sights import MOST_LOOKED_AT, Shows, candidates, choose_seen, next_capture, sight
from citecheck.models import (
    Answer,
    Capture,
    Citation,
    Hop,
    Listing,
    Mark,
    NoAnswer,
    NoSnapshot,
    NotChecked,
    Reason,
    Sign,
    Span,
)

URL = "http://www.a.org/reports/rivers.html"
BASE = "http://archive.test"
DAY = date(2011, 5, 23)
TITLE = "A Survey of River Transport in the Northern Provinces"
NOTE = f"Jones, {TITLE}, 2010."
CITED = Citation(1, None, NOTE, Span(0, len(NOTE)), title=TITLE)
CITED_ARTICLE = Answer(200, URL, title=TITLE, words=400)
OTHER_ARTICLE = Answer(200, URL, title="Forestry Statistics of the Southern Coast", words=400)
ERROR_PAGE = Answer(
    200, URL, title="Page not found", words=40, marks=(Mark(Sign.ERROR, "title", "Page not found"),)
)
LOGIN = Answer(200, URL, title="Log in", words=20, marks=(Mark(Sign.LOGIN, "title", "Log in"),))
HOME = Answer(
    200, "http://www.a.org/", (Hop(URL, 302, "http://www.a.org/"),), title="Northern Institute", words=200
)
NAMELESS = Answer(200, URL, words=400)
GONE = Answer(404, URL, title="Not Found", words=5)
SCRIPTS = Answer(200, URL, title="App", words=3, marks=(Mark(Sign.EMPTY, "script", "<script>"),))
NOT_THERE = NoAnswer(Reason.NOT_A_CAPTURE, "the archive does not show it (it answers 404)")
REFUSED = NoAnswer(Reason.RATE_LIMITED, "the archive answers 429")
LOOKS_LIKE_NOTHING = NotChecked("our own network is down")


@pytest.mark.parametrize(
    "facts, shows, bears, words",
    [
        (CITED_ARTICLE, Shows.THE_PAGE, True, ""),
        (NAMELESS, Shows.THE_PAGE, None, ""),
        (OTHER_ARTICLE, Shows.ANOTHER_NAME, False, "nothing in common with the citation"),
        (ERROR_PAGE, Shows.SOMETHING_ELSE, False, "the page is titled 'Page not found'"),
        (LOGIN, Shows.SOMETHING_ELSE, False, "Log in"),
        (HOME, Shows.SOMETHING_ELSE, False, "redirects to the home page"),
        (GONE, Shows.SOMETHING_ELSE, False, "404"),
        (SCRIPTS, Shows.NOTHING, None, "only a browser can tell"),
        (NOT_THERE, Shows.NOTHING, None, "does not show it"),
        (REFUSED, Shows.UNKNOWN, None, "it could not be looked at: the archive answers 429"),
        (LOOKS_LIKE_NOTHING, Shows.UNKNOWN, None, "it was not looked at"),
        (None, Shows.UNKNOWN, None, ""),
    ],
)  # fmt: skip
def test_a_copy_is_judged_as_a_live_page_is(facts, shows, bears, words):
    """An error page, a wall and a redirect home are no copies; what could not be seen is neither good nor bad."""
    found = sight(facts, CITED, URL)
    assert (found.shows, found.bears_title) == (shows, bears)
    assert words in (found.words or "")


def captured(days, digest=None):
    """Return a capture so many days after the access date (negative: before)."""
    moment = datetime(2011, 5, 23, 12, tzinfo=UTC) + timedelta(days=days)
    return Capture(moment, URL, 200, "text/html", digest or f"{days:+032d}")


def looked_at(rows, what, accessed=DAY):
    """Look as long as something new can be learned; *what* gives what the copy of each day shows."""
    listing = Listing(tuple(sorted(rows, key=lambda row: row.captured)))
    found, order = {}, []
    captures = candidates(listing, url=URL, wanted=DAY, accessed=accessed)
    while (capture := next_capture(captures, found.get, CITED, URL)) is not None:
        order.append((capture.captured.date() - DAY).days)
        found[capture] = what[order[-1]]
    chosen, witness = choose_seen(
        listing, found.get, CITED, url=URL, wanted=DAY, accessed=accessed, base=BASE
    )
    return order, chosen, witness


@pytest.mark.parametrize(
    "what, order, days, bears",
    [
        pytest.param({-3: CITED_ARTICLE, 9: CITED_ARTICLE}, [-3], -3, True, id="the best one shows it: no other is opened"),
        pytest.param({-3: ERROR_PAGE, 9: CITED_ARTICLE}, [-3, 9], 9, True, id="the next best one does"),
        pytest.param({-3: ERROR_PAGE, 9: OTHER_ARTICLE, -40: HOME, 90: CITED_ARTICLE}, [-3, 9, -40], -3, False, id="three are opened and no more; then the best is named with what it shows"),
        pytest.param({-3: ERROR_PAGE, 9: NAMELESS, 90: CITED_ARTICLE}, [-3, 9], 9, None, id="one against which nothing speaks is enough"),
        pytest.param({-3: REFUSED, 9: CITED_ARTICLE}, [-3], -3, None, id="an archive that refuses is asked no more"),
        pytest.param({-3: NOT_THERE, 9: CITED_ARTICLE}, [-3, 9], 9, True, id="what the archive does not show is passed over"),
        pytest.param({-3: NOT_THERE, 9: ERROR_PAGE}, [-3, 9], -3, None, id="and is better than what is seen to be an error page"),
    ],
)  # fmt: skip
def test_the_copy_that_is_named_after_looking(what, order, days, bears):
    seen, chosen, _ = looked_at([captured(day) for day in what], what)
    assert (seen, chosen.days, chosen.title_matches) == (order, days, bears)
    assert len(seen) <= MOST_LOOKED_AT


def test_copies_of_the_same_bytes_are_opened_once():
    """What three captures of one digest show is known from one of them."""
    rows = [captured(-3, "S" * 32), captured(2, "S" * 32), captured(5, "S" * 32), captured(30)]
    order, chosen, _ = looked_at(rows, {-3: ERROR_PAGE, 30: CITED_ARTICLE})
    assert (order, chosen.days) == ([-3, 30], 30)


def test_what_stood_there_in_between_makes_a_farther_copy_doubtful():
    """On the third day before it was an error page already: the copy of the fortieth may be of another time."""
    _, chosen, _ = looked_at([captured(-3), captured(-40)], {-3: ERROR_PAGE, -40: CITED_ARTICLE})
    assert chosen.days == -40
    assert chosen.doubt == "between the two days the archive saw something else, on 20 May 2011"


@pytest.mark.parametrize(
    "days, facts, is_witness",
    [
        pytest.param(-3, CITED_ARTICLE, True, id="it bears the cited title"),
        pytest.param(-900, CITED_ARTICLE, True, id="however old it is"),
        pytest.param(-3, NAMELESS, True, id="of about the day, and nothing speaks against it"),
        pytest.param(
            -3, OTHER_ARTICLE, True, id="of about the day, under a name that the note may translate"
        ),
        pytest.param(-900, NAMELESS, False, id="years away and without a name"),
        pytest.param(-900, OTHER_ARTICLE, False, id="years away and under another name"),
        pytest.param(-3, ERROR_PAGE, False, id="an error page"),
    ],
)
def test_with_which_copy_the_page_of_today_is_compared(days, facts, is_witness):
    """Only with one that can be taken for what the author saw."""
    _, _, witness = looked_at([captured(days)], {days: facts})
    assert (witness == facts) is is_witness


def test_without_a_usable_capture_there_is_none():
    """Redirects and errors are counted; nothing is looked at."""
    rows = (Capture(datetime(2011, 5, 1, tzinfo=UTC), URL, 404, "text/html", "-"),)
    captures = candidates(Listing(rows), url=URL, wanted=DAY, accessed=DAY)
    assert captures == ()
    assert choose_seen(Listing(rows), {}.get, CITED, url=URL, wanted=DAY, accessed=DAY, base=BASE) == (
        NoSnapshot(unusable=1),
        None,
    )
