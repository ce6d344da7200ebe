"""What the status says, and when the page says otherwise."""

import pytest
from verdict.samples import TITLE, after, beside, cite, mark, page, reason, verdict

STATUSES = [
    ("live", (200, 201, 203, 204, 206, 299)),
    ("dead", (404, 410)),
    ("blocked", (202, 400, 401, 402, 403, 405, 406, 407, 418, 421, 423, 429, 451, 999)),
    ("unreachable", (100, 300, 304, 408, 409, 425, 500, 501, 502, 503, 504, 520, 530, 600, 799)),
]


@pytest.mark.parametrize("word, status", [(word, status) for word, row in STATUSES for status in row])
def test_what_each_status_says(word, status):
    assert verdict(page(status=status)) == word


def test_only_absence_is_dead_whatever_the_status():
    assert {status for status in range(100, 1000) if verdict(page(status=status)) == "dead"} == {404, 410}


ABSENT = [
    ("the status alone", "dead", page(status=404)),
    ("an error page", "dead", page("Page not found", status=404)),
    ("the site's name", "dead", page("The Agency", status=410)),
    ("the cited title in what was not found", "dead", page(f"Page not found: {TITLE}", status=404)),
    ("the same, with a short phrase", "dead", page(f"Not found: {TITLE}", status=404)),
    ("a heading that says it", "dead", page("The Agency", TITLE, status=404, marks=(mark("error", "404 Not Found", "heading"),))),
    ("next to nothing beside the title", "dead", page(TITLE, status=404, words=20, marks=(mark("error"),))),
    ("a box to log in on an error page", "dead", page("The Agency", status=404, marks=(mark("login", place="form"),))),
    ("a short title of a short page", "dead", page("UNICEF", status=404, words=30)),
    ("a page that made-up addresses have too", "dead", page(TITLE, status=404, fingerprint="f", sibling=beside(404, TITLE, fingerprint="f"))),
    ("the cited title", "live", page(TITLE, status=404)),
    ("the cited title and a full text", "live", page(TITLE, status=410, words=900)),
    ("a title that the page has elsewhere", "live", page("The Agency", TITLE, status=410)),
    ("a page that made-up addresses do not have", "live", page(TITLE, status=404, sibling=beside(404, "Not Found"))),
    ("a work about absence", "live", page("HTTP 404: a history of the missing page", status=404, words=900)),
    ("a heading that says it under the cited title", "dead", page(TITLE, status=404, words=300, marks=(mark("error", "Page not found", "heading"),))),
    ("a shield's title", "blocked", page("Just a moment...", status=404)),
    ("a refusal", "blocked", page("Access Denied", status=404)),
    ("a form to log in", "blocked", page("Log in", status=404)),
    ("a sentence that asks to log in", "blocked", page("The Agency", status=404, words=20, marks=(mark("login", "Please log in to read this article"),))),
    ("the same on an error page", "dead", page("Page not found", status=404, words=20, marks=(mark("login"),))),
    ("a shield's script", "blocked", page(status=404, marks=(mark("challenge", place="script"),))),
    ("a page for scripts to fill", "blocked", page("The App", status=404, words=0, marks=(mark("empty", place="script"),))),
    ("a maintenance", "unreachable", page("Site under maintenance", status=404)),
    ("a maintenance in the text", "unreachable", page("The Agency", status=410, words=30, marks=(mark("outage"),))),
    ("a maintenance over a page of many words", "dead", page("The Agency", status=404, words=200, marks=(mark("outage", place="heading"),))),
    ("what is gone or may pass, for all the server knows", "dead", page("Not found", status=404, marks=(mark("outage"),))),
    ("an error that may pass", "unreachable", page("Error", status=404, words=9, marks=(mark("outage", "Error establishing a database connection"),))),
    ("the same in another language", "unreachable", page("Ошибка", status=404, words=9, marks=(mark("outage"),))),
    ("an error that is not told", "dead", page("Error", status=404, words=9)),
    ("an error whose text tells", "dead", page("Error", status=404, words=9, marks=(mark("error", "the page was not found"), mark("outage")))),
    ("an error page that needs scripts", "dead", page("Page not found", status=404, marks=(mark("empty", place="script"),))),
]  # fmt: skip


@pytest.mark.parametrize("word, facts", [row[1:] for row in ABSENT], ids=[row[0] for row in ABSENT])
def test_a_page_that_is_there_is_not_dead_whatever_its_status(word, facts):
    cited = {
        "UNICEF": "UNICEF",
        "HTTP 404: a history of the missing page": "HTTP 404: a history of the missing page",
    }
    assert verdict(facts, citation=cite(cited.get(facts.title or "", TITLE))) == word


OTHERS = [
    ("the cited page under 500", "live", page(TITLE, status=500, words=900)),
    ("the cited page under 300", "live", page(TITLE, status=300)),
    ("the cited page under 302 without an address", "live", page(TITLE, status=302)),
    ("the cited page under 406", "live", page(TITLE, status=406)),
    ("the cited page under 403, which says no", "blocked", page(TITLE, status=403)),
    ("a shield under 503", "blocked", page("Just a moment...", status=503)),
    ("a shield's text under 503", "blocked", page(status=503, marks=(mark("challenge"),))),
    ("a maintenance that names the cited site", "unreachable", page(f"{TITLE} - under maintenance", status=503)),
    ("a short title, little text", "unreachable", page("UNICEF", status=500, words=12)),
]  # fmt: skip


@pytest.mark.parametrize("word, facts", [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_a_page_is_judged_by_what_a_browser_shows(word, facts):
    cited = "UNICEF" if facts.title == "UNICEF" else TITLE
    assert verdict(facts, citation=cite(cited)) == word


@pytest.mark.parametrize("status", [200, 202, 404, 405, 503])
def test_a_challenge_in_the_headers_blocks_whatever_the_status(status):
    assert verdict(page(TITLE, status=status, barrier="cf-mitigated: challenge")) == "blocked"


SENTENCES = [
    (page(status=404), "answers 404 (not found)"),
    (page(status=410), "answers 410 (gone for good)"),
    (
        after((302, "http://b.org/x"), status=404),
        "answers 404 after a redirect to http://b.org/x (not found)",
    ),
    (page(status=403), "answers 403: the server will not say"),
    (page(status=503), "answers 503, which may pass"),
    (page(status=302), "answers 302, which leads nowhere"),
    (page(TITLE, status=404), "answers 404, but sends the page with the cited title"),
    (page("Access Denied", status=404), "answers 404, but the page is titled 'Access Denied'"),
    (page(status=202), "answers 202, which promises a page and shows none"),
    (page(status=204), "answers 204: well, and with nothing to show"),
    (page(barrier="cf-mitigated: challenge"), "answers 200 with a challenge (cf-mitigated: challenge)"),
]


@pytest.mark.parametrize("facts, sentence", SENTENCES)
def test_the_reason_is_one_plain_sentence(facts, sentence):
    assert reason(facts) == sentence
