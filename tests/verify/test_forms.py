"""The right forms of damaged URLs, looked for in an index: what is asked, what is kept, what the report says."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cdx_server import captured
from factories import note, notes
from form_index import ARCHIVE, FormIndex

from citecheck.archive import Pace, listing
from citecheck.models import Answer, Capture, Listing, NoAnswer, NotChecked, Reason, Verdict
from citecheck.read import read_text
from citecheck.settings import Settings
from citecheck.store import Kept, Store
from citecheck.verify.assemble import assemble
from citecheck.verify.forms import FormSearch, is_in_trouble
from citecheck.verify.outcomes import Outcomes
from citecheck.verify.prepare import prepare, targets_of
from citecheck.verify.together import with_helpers

ROOT = Path(__file__).parent.parent.parent
NOW = datetime.now(UTC)
WEEK = "http://www.businessweek.com/globalbiz/content/feb2007/gb20070223"
UNDP = "http://www.undp.ru/nhdr2010/National_Human_Development_Report_in_the_"
NORDEN = (
    "http://www.norden.org/en/about-nordic-co-operation/areas-of-co-operation/trafficking-in-human-beings"
)
MONITOR = "http://www.csmonitor.com/World/Europe/2011/0511/Chemical-castration-Why-Medvedev-suggests-it-for-Russia-s-pedophiles"
HELD = (
    captured(f"{UNDP}RF_2010_ENG.pdf", "20111015000000"),
    captured(f"{UNDP}RF_2010_RUS.pdf", "20111015000000"),
    captured(f"{WEEK}_311905.htm", "20070225101500"),
    captured(f"{WEEK}_311905.htm", "20110501000000"),
    captured(f"{WEEK}_311906.htm", "20110502000000"),
    captured("http://www.protectionproject.org/wp-content/uploads/2010/09/Russia.pdf", "20110630000000"),
    captured("http://www.buffalonews.com/city/special-reports/article106538.ece", "20110615000000"),
    captured("http://www.eva.ru/fun-and-fun/article/print.xhtml?articleId=5226", "20110901000000"),
    captured(f"{NORDEN}/about-the-fight-against-trafficking", "20110515000000"),
    captured(MONITOR, "20110512000000"),
)


def run(text, index, *, store=None, matching=None, client=True, **settings):
    """Check *text*, whose pages are all gone, with the archive *index*, and return the entries by number.

    *matching* is what a look at any copy says of its title; without a *client* nobody is asked.
    """
    chosen = Settings(wayback=ARCHIVE, **settings)
    prepared = prepare(read_text(text), NOW.date())
    with store or Store.open(None) as kept:
        outcomes = Outcomes(kept)
        asyncio.run(
            learn(
                outcomes,
                kept,
                targets_of([prepared]),
                client=index if client else None,
                matching=matching,
                settings=chosen,
            )
        )
        report = assemble(prepared, chosen, outcomes, NOW)
    return {entry.citation.number: entry for entry in report.entries}


async def learn(outcomes, store, targets, *, client, matching, settings):
    """Learn that each page is gone, what is held of it, and which forms are held where that is nothing."""
    pace = Pace(1000)
    search = FormSearch(
        settings, store, pace, is_our_fault=never, learn=outcomes.learn_forms, shows=told(matching)
    )
    for target in targets:
        outcomes.learn_link(target.url, Kept(Answer(404, target.url), NOW))
        kept = store.listing(ARCHIVE, target.url)
        if kept is None:
            held = await listing(target.url, client, pace, ARCHIVE, NOW.date())
            kept = store.keep_listing(ARCHIVE, target.url, held, NOW)
        outcomes.learn_archive(target.url, kept)
        search.put(target, Verdict.DEAD, kept.facts)
    await with_helpers(search.join(), search.work(client))


async def never(_facts):
    """Say that our own network is not to blame."""
    return False


def told(answer):
    """Let a look at any copy say *answer* of its title."""

    async def shows(_capture, _target, _client):
        return answer

    return shows


def suggested(entry, code):
    """Return what the finding *code* of *entry* offers."""
    (finding,) = (finding for finding in entry.findings if finding.rule.code == code)
    return finding.suggestion.replacement


def beginnings(index):
    return [url for match, url in index.asked if match == "prefix"]


GOLD = {
    3: ("U102", f"{UNDP}RF_2010_ENG.pdf"),
    11: ("U102", f"{WEEK}_311905.htm"),
    12: ("U104", "protectionproject.org"),
    15: ("U105", "article"),
    26: ("U102", f"{NORDEN}/about-the-fight-against-trafficking"),
    37: ("U102", MONITOR),
}


@pytest.fixture(scope="module")
def example():
    """The example report, all of whose pages are gone, with an archive that holds the right forms."""
    index = FormIndex(*HELD)
    text = (ROOT / "examples" / "russia-endnotes.txt").read_text(encoding="utf-8")
    return index, run(text, index, matching=True)


@pytest.mark.parametrize("number", GOLD)
def test_the_broken_urls_of_the_example(example, number):
    """Each gets the address that it was, with what the archive knows of it."""
    code, right = GOLD[number]
    finding = next(each for each in example[1][number].findings if each.rule.code == code)
    assert finding.suggestion.replacement == right
    assert "the archive holds exactly one address of this form, captured on " in finding.suggestion.because
    assert finding.suggestion.because.endswith(" with the cited title")


def test_the_others_of_the_example_are_left_as_they_were(example):
    """No other endnote is given an archive's form; intact ones are not even looked up."""
    _, entries = example
    confirmed = {
        number
        for number, entry in entries.items()
        if any("the archive holds" in each.suggestion.because for each in entry.corrections)
    }
    assert confirmed == {*GOLD, 21}
    assert not [
        entry
        for entry in entries.values()
        for found in entry.findings
        if "The archive holds" in found.message
    ]
    assert "http://moscow.usembassy.gov/tipreport2010.html" not in beginnings(example[0])


def test_each_beginning_is_asked_once(example):
    """One query a URL, however many notes cite it; then the captures of what alone is held."""
    index, _ = example
    assert len(beginnings(index)) == len(set(beginnings(index)))
    assert beginnings(index).count("http://www.ecpat.net/TBS/PDF/2010_Russia") == 1
    assert ("exact", f"{WEEK}_311905.htm") in index.asked


BROKEN = notes(
    note(f"{WEEK} 311905.", accessed="May 25 2011", title="EU Presses Russia"),
    note("http://www.example.org/a_b c_d.pdf", title="Habit"),
)
CUT = BROKEN.replace("311905.", "31190.")


def only(text, index, **more):
    """Return the first entry of a run."""
    return run("Endnotes\n\n" + text, index, **more)[1]


@pytest.mark.parametrize(
    "title, expected",
    [(True, f"{WEEK}_311905.htm"), (None, f"{WEEK}_311905.htm"), (False, f"{WEEK}_311905")],
    ids=["its title is the cited one", "its title cannot be told", "it is another page"],
)
def test_the_copy_must_not_be_another_page(title, expected):
    """A title that speaks against the form leaves what the document itself offers."""
    assert suggested(only(BROKEN, FormIndex(*HELD), matching=title), "U102") == expected


def test_several_forms_are_listed():
    """None of them is offered; the message names all."""
    entry = only(CUT, FormIndex(*HELD), matching=True)
    message = next(found.message for found in entry.findings if found.rule.code == "U102")
    assert message.endswith(
        f"The archive holds 2 addresses of this form: {WEEK}_311905.htm and {WEEK}_311906.htm; see which is meant."
    )
    assert suggested(entry, "U102") == f"{WEEK}_31190"


def test_many_forms_are_counted():
    """Three are named."""
    held = [captured(f"{WEEK}_31190{at}.htm", "20110501000000") for at in range(7)]
    message = next(
        found.message for found in only(CUT, FormIndex(*held)).findings if found.rule.code == "U102"
    )
    assert f"The archive holds 7 addresses of this form, among them {WEEK}_311900.htm, " in message
    assert f"{WEEK}_311903.htm" not in message


def test_a_guess_that_nothing_confirms_is_named_and_not_offered():
    """It may be the one that is meant."""
    entry = only(CUT, FormIndex(HELD[3]), matching=None)
    message = next(found.message for found in entry.findings if found.rule.code == "U102")
    assert f"The archive holds one address that may be meant: {WEEK}_311905.htm; look at it." in message
    assert suggested(entry, "U102") == f"{WEEK}_31190"


@pytest.mark.parametrize(
    "held",
    [
        [],
        [captured(f"{WEEK}_311905.htm", "20010101000000")],
        [captured(f"{WEEK}_311905.htm", "20140101000000")],
        [captured(f"{WEEK}_311905.htm", "20110501000000", 404)],
        [captured(f"{WEEK}_311905.htm", "20110501000000", 301)],
        [captured(f"{WEEK}_311905.htm", "20110501000000", None)],
        [captured(f"{WEEK}_311905", "20110501000000"), *HELD],
        [captured(f"{WEEK}_{at:06}.htm", "20110501000000") for at in range(311900, 312450)],
    ],
    ids=[
        "nothing is held",
        "captured ten years before",
        "captured years after",
        "an error",
        "a redirect",
        "a repetition of nothing known",
        "the URL as it is read",
        "more than can be seen",
    ],
)
def test_nothing_is_made_of_nothing(held):
    """Only what the document itself offers stands."""
    entry = only(BROKEN, FormIndex(*held), matching=True)
    assert suggested(entry, "U102") == f"{WEEK}_311905"
    assert not any("rchive holds" in found.message for found in entry.findings if found.rule.code == "U102")


@pytest.mark.parametrize(
    "verdict, held, expected",
    [
        (Verdict.DEAD, Listing(()), True),
        (Verdict.SOFT_404, Listing(()), True),
        (Verdict.CHANGED, Listing(()), True),
        (Verdict.UNREACHABLE, Listing(()), True),
        (Verdict.BLOCKED, Listing(()), True),
        (Verdict.MALFORMED, NotChecked("not asked: the page is malformed"), True),
        (Verdict.LIVE, Listing(()), False),
        (Verdict.MOVED, Listing(()), False),
        (Verdict.SKIPPED, NotChecked("excluded"), False),
        (Verdict.OFFLINE, NotChecked("offline"), False),
        (Verdict.DEAD, Listing((), partial=True), False),
        (Verdict.DEAD, NoAnswer(Reason.RATE_LIMITED), False),
        (Verdict.DEAD, NotChecked("not asked: --snapshots none"), False),
    ],
)
def test_what_is_in_trouble(verdict, held, expected):
    """A page that is not there, and of which the archive was asked and has no copy."""
    assert is_in_trouble(verdict, held) is expected


@pytest.mark.parametrize(
    "host, wanted",
    [
        ("www.example.org", True),
        ("intranet", False),
        ("192.168.1.7", False),
        ("files.home.arpa", False),
        ("www..example.org", False),
    ],
)
def test_an_archive_is_not_told_of_what_it_cannot_hold(host, wanted):
    """Addresses of a private network stay there, impossible ones are nowhere."""
    target = targets_of(
        [prepare(read_text(f"Endnotes\n\n1. Budget. http://{host}/plans/bud_get 20 11.pdf"), NOW.date())]
    )
    with Store.open(None) as store:
        pace, learned = Pace(1000), []
        search = FormSearch(
            Settings(), store, pace, is_our_fault=never, learn=learned.append, shows=told(None)
        )
        search.put(target[0], Verdict.MALFORMED, NotChecked("not asked: the page is malformed"))
        assert search.wanted is wanted


def test_intact_urls_are_not_looked_up():
    """However dead they are and however many neighbours of theirs are held."""
    text = notes(
        *(
            note(f"http://www.example.org/docs/{name}.")
            for name in ("annual-2008.html", "gb20070223", "a_b.pdf")
        )
    )
    index = FormIndex(captured("http://www.example.org/docs/gb20070223_311905.htm", "20110501000000"))
    run("Endnotes\n\n" + text, index)
    assert beginnings(index) == []


def test_what_was_learned_is_kept(tmp_path):
    """The next run asks nothing; without a network the cache answers the same."""
    first = only(BROKEN, FormIndex(*HELD), store=Store.open(tmp_path))
    later = FormIndex(*HELD)
    second = only(BROKEN, later, store=Store.open(tmp_path))
    third = only(BROKEN, None, store=Store.open(tmp_path), client=False, offline=True)
    right = f"{WEEK}_311905.htm"
    assert [suggested(entry, "U102") for entry in (first, second, third)] == [right] * 3
    assert later.asked == []


@pytest.mark.parametrize("age, held, asked", [(29, HELD, 0), (31, HELD, 1), (6, [], 0), (8, [], 1)])
def test_for_how_long_it_is_kept(tmp_path, age, held, asked):
    """What is held changes slowly; that nothing is, is asked again after a week."""
    at = NOW - timedelta(days=age)
    with Store.open(tmp_path) as store:
        rows = tuple(Capture(at, row.original, 200, "text/html", row.digest) for row in held)
        store.keep_forms(ARCHIVE, WEEK, Listing(rows), at)
    index = FormIndex(*held)
    only(BROKEN, index, store=Store.open(tmp_path))
    assert len(beginnings(index)) == asked


def test_refreshing_asks_again(tmp_path):
    """Although the cache knows."""
    only(BROKEN, FormIndex(*HELD), store=Store.open(tmp_path))
    later = FormIndex(*HELD)
    only(BROKEN, later, store=Store.open(tmp_path), refresh=True)
    assert beginnings(later) == [WEEK]


def test_offline_and_never_asked(tmp_path):
    """Nothing is known of forms, and nobody is asked."""
    with Store.open(tmp_path) as store:
        for url in (f"{WEEK}_311905", "http://www.example.org/a_b_c_d.pdf"):
            store.keep_listing(ARCHIVE, url, Listing(()), NOW)
    entry = only(BROKEN, None, store=Store.open(tmp_path), client=False, offline=True)
    assert suggested(entry, "U102") == f"{WEEK}_311905"


def test_without_snapshots_no_archive_is_asked():
    """Not about forms either."""
    index = FormIndex(*HELD)
    only(BROKEN, index, snapshots="none")
    assert beginnings(index) == []


class Failing(FormIndex):
    """An index that answers queries of one kind with a failure."""

    def __init__(self, kind, *rows):
        super().__init__(*rows)
        self.kind = kind

    async def get(self, url, manner):
        if f"matchType={self.kind}" in url and "_311905.htm" in url + "_311905.htm" * (self.kind == "prefix"):
            self.asked.append((self.kind, url))
            return NoAnswer(Reason.PROTOCOL, "no HTTP")
        return await super().get(url, manner)


def test_who_cannot_ask_offers_nothing(tmp_path):
    """A failure of the query is kept for a while, and is no answer."""
    index = Failing("prefix", *HELD)
    entry = only(BROKEN, index, store=Store.open(tmp_path))
    assert suggested(entry, "U102") == f"{WEEK}_311905"
    with Store.open(tmp_path) as store:
        assert isinstance(store.forms(ARCHIVE, WEEK).facts, NoAnswer)


def test_where_the_captures_cannot_be_asked_the_first_is_known():
    """The row that the query brought is one of the address; it is near enough to the publication."""
    text = BROKEN.replace("EU Presses Russia.", "EU Presses Russia. 23 February 2007.")
    assert suggested(only(text, Failing("exact", *HELD)), "U102") == f"{WEEK}_311905.htm"


def test_a_failing_archive_is_not_asked_for_forms():
    """Whether there is a copy of the URL as it is read is not known."""
    index = FormIndex(*HELD)
    index.faults = [NoAnswer(Reason.REFUSED, "refused")] * 9
    only(BROKEN, index)
    assert beginnings(index) == []
