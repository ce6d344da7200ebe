"""Addresses that are offered instead are asked first: what the web says of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from simulated import NO_CONNECTION, NO_NAME, Net, page

from citecheck.models import Hop
from citecheck.read import read_text
from citecheck.store import Store
from citecheck.verify.assemble import Assembling
from citecheck.verify.confirming import Confirming
from citecheck.verify.prepare import prepare, targets_of
from citecheck.verify.run import Run

TODAY = date(2026, 11, 26)
AT = datetime(2026, 11, 26, tzinfo=UTC)


def checked(text, pages, **settings):
    """Check the notes *text* in a web of *pages*; return the report and what was asked, in order."""
    net, seen = Net(pages, **settings), []
    prepared = prepare(read_text(f"Endnotes\n\n{text}\n"), TODAY)
    with Store.open(None) as store:
        targets = targets_of([prepared])
        world = lambda _settings: net  # noqa: E731 - what makes a world is given as a function
        run = Run(net.settings, store, targets, world=world)
        asyncio.run(run.ask())
        cited = len(net.asked)
        confirmed = Confirming(net.settings, store, seen.append, world).confirm(targets, run.outcomes)
        report = Assembling(net.settings, run.outcomes, AT, confirmed=confirmed).report(prepared)
    asked = list(net.asked)[cited:]
    assert bool(seen) is bool(asked), "the watcher is told of what is asked"
    assert all(progress.documents_done <= progress.documents_total for progress in seen)
    return report, asked


def offered(report):
    """Return what is offered, by code: the replacement and how sure it is."""
    return {
        correction.code: (correction.suggestion.replacement, str(correction.suggestion.confidence))
        for entry in report.entries
        for correction in entry.corrections
    }


def gone(title, status=404):
    return replace(page(title), status=status)


HTTP, HTTPS = "http://a.org/report", "https://a.org/report"
NOTE = f"1. World Bank. The annual report. 2010. {HTTP}."
BY_HTTP = page("The annual report", body="plain")

SECURE = [
    (
        "the same bytes are there",
        page("Another title", body="plain", signals=("The annual report",)),
        ("https", "certain"),
    ),
    ("the same title is there", page("The annual report", body="other"), ("https", "certain")),
    ("another page is there", page("Welcome to our host", body="other"), None),
    ("it is gone there", gone("Not found"), None),
    ("nobody is there", NO_CONNECTION, None),
    ("the certificate is no good", page("The annual report", tls="the certificate has expired"), None),
]


@pytest.mark.parametrize("there, expected", [row[1:] for row in SECURE], ids=[row[0] for row in SECURE])
def test_https_is_offered_where_the_page_answers_the_same(there, expected):
    report, asked = checked(NOTE, {HTTP: BY_HTTP, HTTPS: there})
    assert asked == [HTTPS]
    assert offered(report).get("U115") == expected


def test_where_the_server_sends_its_readers_on_nobody_is_asked():
    moved = page("The annual report", final_url=HTTPS, hops=(Hop(HTTP, 301, HTTPS),))
    report, asked = checked(NOTE, {HTTP: moved})
    assert asked == []
    assert offered(report)["U115"] == ("https", "certain")


NOT_ASKED = [
    ("it is secure", "https://a.org/x", page("The annual report"), {}),
    ("the page is gone", HTTP, gone("Not found", 404), {}),
    ("nobody answers", HTTP, NO_CONNECTION, {}),
    ("it has a port of its own", "http://a.org:8080/x", page("The annual report"), {}),
    ("nobody wants to know", HTTP, page("The annual report"), {"ignore": ("U115",)}),
    ("other rules hold", HTTP, page("The annual report"), {"select": ("D",)}),
]


@pytest.mark.parametrize(
    "url, facts, settings", [row[1:] for row in NOT_ASKED], ids=[row[0] for row in NOT_ASKED]
)
def test_what_is_not_asked_at_https(url, facts, settings):
    report, asked = checked(f"1. World Bank. The annual report. 2010. {url}.", {url: facts}, **settings)
    assert asked == []
    assert "U115" not in offered(report)


def test_a_host_without_https_costs_one_request():
    """Where the first answers, the others are asked too; a secure form that is cited anyway is not."""
    urls = [f"http://{host}.org/{number}" for host in ("plain", "both") for number in range(3)]
    text = "\n".join(
        f"{number}. World Bank. The annual report. {url}." for number, url in enumerate(urls, start=1)
    )
    pages = {url: page("The annual report") for url in urls}
    pages |= {url.replace("http:", "https:"): page("The annual report") for url in urls if "both" in url}
    pages["https://plain.org/0"] = NO_CONNECTION
    report, asked = checked(text, pages)
    assert asked == ["https://plain.org/0", *(f"https://both.org/{number}" for number in range(3))]
    mended = [
        entry.citation.number for entry in report.entries if any(c.code == "U115" for c in entry.corrections)
    ]
    assert mended == [4, 5, 6]


SCHEMELESS = "1. World Bank. The annual report. 2010. www.a.org/report."


def test_an_address_without_scheme_gets_the_secure_one_where_that_is_there():
    plain, secure = "http://www.a.org/report", "https://www.a.org/report"
    report, _ = checked(SCHEMELESS, {plain: BY_HTTP, secure: BY_HTTP})
    assert offered(report) == {"U112": (secure, "certain")}
    report, _ = checked(SCHEMELESS, {plain: BY_HTTP, secure: NO_CONNECTION})
    assert offered(report) == {"U112": (plain, "certain")}


def test_an_address_without_scheme_that_leads_nowhere_is_only_written_out():
    report, _ = checked(SCHEMELESS, {"http://www.a.org/report": gone("Not found", 404)})
    assert offered(report)["U112"] == ("http://www.a.org/report", "supported")


TRACKED = "1. World Bank. The annual report. 2010. https://a.org/report?utm_source=mail."
CLEAN = [
    ("the same page", page("The annual report"), ("", "certain")),
    ("another page", page("Welcome", body="home"), None),
    ("nobody", NO_CONNECTION, None),
]


@pytest.mark.parametrize("there, expected", [row[1:] for row in CLEAN], ids=[row[0] for row in CLEAN])
def test_a_tracking_laden_address_is_cleaned_where_the_clean_one_answers_the_same(there, expected):
    pages = {"https://a.org/report?utm_source=mail": page("The annual report"), "https://a.org/report": there}
    report, asked = checked(TRACKED, pages)
    assert asked == ["https://a.org/report"]
    assert offered(report).get("U113") == expected


PUBLISHER = "https://link.springer.com/article/10.1007/s00167-016-4359-8"
DOI = "https://doi.org/10.1007/s00167-016-4359-8"
CARRIED = f"1. Able, Ann. Knee surgery. 2016. {PUBLISHER}."
KNEE = page("Knee surgery")
DOIS = [
    ("the DOI leads to the page", KNEE, page("Knee surgery", final_url=PUBLISHER, hops=(Hop(DOI, 302, PUBLISHER),)),
     (DOI, "certain")),
    ("the resolver does not know it", KNEE, gone("DOI Not Found", 404), None),
    ("the resolver does not answer", KNEE, NO_CONNECTION, (DOI, "supported")),
    ("the page is gone and the DOI leads on", gone("Gone", 410), page("Knee surgery"), (DOI, "certain")),
    ("the page is gone and nobody knows of the DOI", gone("Gone", 410), NO_CONNECTION, None),
]  # fmt: skip


@pytest.mark.parametrize("cited, there, expected", [row[1:] for row in DOIS], ids=[row[0] for row in DOIS])
def test_the_doi_in_a_publishers_address_is_asked(cited, there, expected):
    report, asked = checked(CARRIED, {PUBLISHER: cited, DOI: there})
    assert asked == [DOI]
    assert offered(report).get("I104") == expected
    assert set(offered(report)) <= {"I104"}


BASE = "http://a.org/areas-of"
BROKEN = f"1. World Bank. The annual report. 2010. {BASE}co-operation.html.".replace("ofco", "of- co")
GUESSES = [f"{BASE}co-operation.html", f"{BASE}_co-operation.html"]
REPORT, NOT_FOUND, OTHER = page("The annual report"), gone("Not found"), page("Welcome to our new site")
GUESSED = [
    ("one is the page", [REPORT, NOT_FOUND], (GUESSES[0], "certain")),
    ("one is another page", [OTHER, NOT_FOUND], None),
    ("both are the page", [REPORT, REPORT], None),
    ("none is there", [NOT_FOUND, NOT_FOUND], None),
    ("nobody answers any more", [NO_CONNECTION, NO_CONNECTION], None),
]  # fmt: skip


@pytest.mark.parametrize("there, expected", [row[1:] for row in GUESSED], ids=[row[0] for row in GUESSED])
def test_what_print_broke_is_guessed_and_asked(there, expected):
    """What was asked first, with the hyphen, is gone; one other spelling alone must bear the cited title."""
    first = f"{BASE}-co-operation.html"
    report, asked = checked(BROKEN, {first: NOT_FOUND, **dict(zip(GUESSES, there, strict=True))})
    assert sorted(asked) == sorted(GUESSES)
    assert offered(report)["U102"] == (expected or (first, "supported"))


def test_a_space_in_the_name_of_a_file_is_guessed_too():
    """Between two words that print parts, nothing was asked first; a hyphen, an underscore or a space may stand."""
    text = "1. World Bank. The annual report. 2010. http://a.org/docs/Final Report of 2010.pdf."
    forms = [f"http://a.org/docs/Final{sign}Report{sign}of{sign}2010.pdf" for sign in ("", "-", "_", "%20")]
    singles = [
        f"http://a.org/docs/{name}.pdf"
        for name in ("Final-Reportof2010", "FinalReport-of2010", "FinalReportof-2010")
    ]
    pages = {**dict.fromkeys([*forms, *singles], NOT_FOUND), forms[3]: REPORT}
    report, asked = checked(text, pages)
    assert asked == [*forms[1:], *singles]
    assert offered(report)["U102"] == (forms[3], "certain")


NOT_GUESSED = [
    ("the page is there", BROKEN, REPORT),
    ("nobody answers, which may pass", BROKEN, NO_CONNECTION),
    ("the host does not exist", BROKEN, NO_NAME),
    ("there is no title to know it by", f"1. {BASE}- co-operation.html.", NOT_FOUND),
    ("print broke nothing", f"1. World Bank. The annual report. {BASE}-co-operation.html.", NOT_FOUND),
]


@pytest.mark.parametrize("text, facts", [row[1:] for row in NOT_GUESSED], ids=[row[0] for row in NOT_GUESSED])
def test_when_nothing_is_guessed(text, facts):
    _, asked = checked(text, {f"{BASE}-co-operation.html": facts}, ignore=("U115",))
    assert asked == []


HYPHEN, DASH = "http://a.org/2010-2015.pdf", "http://a.org/2010\u20132015.pdf"
DASHED = f"1. World Bank. The annual report. 2010. Accessed on 5 May 2011 from: {DASH}."
DASHES = [
    # what is at the address with a hyphen, with the dash; what is asked second, the verdict, the address, what is offered
    ("the hyphen is right", REPORT, None, [], "live", HYPHEN, HYPHEN),
    ("the dash is right", NOT_FOUND, REPORT, [DASH], "live", DASH, None),
    ("neither is", NOT_FOUND, NOT_FOUND, [DASH], "dead", HYPHEN, HYPHEN),
    ("nobody answers any more", NOT_FOUND, NO_CONNECTION, [DASH], "dead", HYPHEN, HYPHEN),
    ("nobody answers, which may pass", NO_CONNECTION, None, [], "unreachable", HYPHEN, HYPHEN),
]  # fmt: skip


@pytest.mark.parametrize("hyphen, dash, second, verdict, url, right", [row[1:] for row in DASHES], ids=[row[0] for row in DASHES])  # fmt: skip
def test_the_dash_of_print_is_asked_where_the_hyphen_finds_nothing(hyphen, dash, second, verdict, url, right):  # noqa: PLR0917 - a column each
    """A page that is there under the address as it is printed is not dead, and the print has no fault."""
    pages = {HYPHEN: hyphen, DASH: dash} if dash else {HYPHEN: hyphen}
    report, asked = checked(DASHED, pages, ignore=("U115",))
    (entry,) = report.entries
    (link,) = entry.links
    assert asked == second
    assert (str(link.judgement.verdict), link.cited.url, entry.citation.urls) == (verdict, url, (link.cited,))
    assert offered(report).get("U116", (None,))[0] == right
    assert ("U116" in {finding.rule.code for finding in entry.findings}) is (right is not None)


def test_what_a_doi_that_is_none_displaced_is_offered_again():
    """The resolver does not know it: the address is joined, and cleaned, as if it carried none."""
    broken = CARRIED.replace("springer.com/", "springer.com/ ").replace("-8.", "-8?utm_source=mail.")
    cited = f"{PUBLISHER}?utm_source=mail"
    report, _ = checked(broken, {cited: KNEE, PUBLISHER: KNEE, DOI: gone("DOI Not Found")})
    assert offered(report)["U102"][0] == cited
    assert "I104" not in offered(report)
    assert "U113" in offered(report)
