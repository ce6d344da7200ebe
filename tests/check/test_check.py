"""From an address to facts."""

import asyncio
import random
from hashlib import sha256

import pytest
from pdf_writer import Sheet, pdf

from citecheck.check import check, check_all, directory_of, facts_of, sibling_of
from citecheck.check.asking import ASKED
from citecheck.check.sibling import sibling_url
from citecheck.models import Answer, Hop, Metadata, NoAnswer, NotChecked, Reason, Sibling
from citecheck.web import Reply


class Web:
    """A client that gives the same outcome for everything, and remembers what it was asked and how."""

    def __init__(self, outcome):
        self.outcome, self.asked = outcome, []

    async def get(self, url, manner):
        assert manner is ASKED
        self.asked.append(url)
        return self.outcome

    async def visit(self, urls, manner):
        for url in urls:
            yield url, await self.get(url, manner)


def chance(seed):
    return random.Random(seed)  # noqa: S311 - a made-up name is no secret


def checked(url, outcome=None):
    web = Web(outcome)
    return asyncio.run(check(url, web)), web.asked


PAGE = Reply(200, "http://b.org/", {"content-type": "text/html"}, b"<title>Hello</title>")


@pytest.mark.parametrize("outcome", [NoAnswer(Reason.TLS, "expired"), NotChecked("private address 10.0.0.1")])
def test_what_is_no_reply_passes_through(outcome):
    assert checked("http://a.org/", outcome) == (outcome, ["http://a.org/"])


def test_a_reply_becomes_facts():
    body = b"<title>Hello</title><h1>World</h1>"
    hops = (Hop("http://a.org/", 301, "http://b.org/"),)
    headers = {"content-type": "Text/HTML; charset=utf-8"}
    reply = Reply(200, "http://b.org/", headers, body, hops=hops, tls="expired", unread="the body broke off")
    facts, _ = checked("http://a.org/", reply)
    assert facts == Answer(
        200,
        "http://b.org/",
        hops,
        "text/html",
        "Hello",
        ("World",),
        sha256(body).hexdigest(),
        words=1,
        sketch=facts.sketch,
        tls="expired",
        unread="the body broke off",
        metadata=Metadata("Hello"),
    )
    assert len(facts.sketch) == 1


def test_a_reply_without_body_says_nothing_but_its_status():
    assert facts_of(Reply(404, "http://a.org/", {})) == Answer(404, "http://a.org/", words=0)


def test_many_addresses_come_back_with_their_facts():
    async def all_of(urls, web):
        return [pair async for pair in check_all(urls, web)]

    seen = asyncio.run(all_of(iter(["http://a.org/", "http://b.org/"]), Web(PAGE)))
    assert [(url, facts.title) for url, facts in seen] == [
        ("http://a.org/", "Hello"),
        ("http://b.org/", "Hello"),
    ]


def test_an_unfinished_visit_ends_when_it_is_closed():
    async def first_of():
        running = check_all(["http://a.org/", "http://b.org/"], web := Web(PAGE))
        await anext(running)
        await running.aclose()
        return web.asked

    assert asyncio.run(first_of()) == ["http://a.org/"]


def test_a_pdf_is_named_by_its_first_page():
    sheet = Sheet()
    sheet.lines(70, 800, ["Annual Report 2010", "of the Agency"])
    body = pdf(sheet, Sheet())
    facts, _ = checked(
        "http://a.org/x", Reply(200, "http://a.org/x", {"content-type": "application/pdf"}, body)
    )
    assert (facts.title, facts.signals) == (None, ("Annual Report 2010", "of the Agency"))


BARRIERS = [
    (200, {"cf-mitigated": "challenge"}, "cf-mitigated: challenge"),
    (202, {"x-amzn-waf-action": "Captcha"}, "x-amzn-waf-action: captcha"),
    (403, {"x-vercel-mitigated": "deny"}, "x-vercel-mitigated: deny"),
    (403, {"x-dd-b": "1"}, "x-dd-b: 1"),
    (403, {"server": "DDoS-Guard"}, "server: DDoS-Guard"),
    (403, {"x-sucuri-block": "BVT"}, "x-sucuri-block: BVT"),
    (200, {"server": "ddos-guard"}, None),
    (404, {"server": "ddos-guard"}, None),
    (200, {"x-datadome": "protected"}, None),
    (200, {"cf-mitigated": "no"}, None),
    (403, {"server": "cloudflare"}, None),
]


@pytest.mark.parametrize("status, headers, barrier", BARRIERS)
def test_a_challenge_in_the_headers_is_a_fact(status, headers, barrier):
    assert facts_of(Reply(status, "http://a.org/", headers)).barrier == barrier


DIRECTORIES = [
    ("http://a.org", "http://a.org/"),
    ("http://a.org/", "http://a.org/"),
    ("http://a.org/report.html", "http://a.org/"),
    ("http://a.org/2010/05/report/", "http://a.org/2010/05/"),
    ("https://user:secret@a.org:8443/x/report.aspx?id=7#part", "https://a.org:8443/x/"),
]


@pytest.mark.parametrize("url, directory", DIRECTORIES)
def test_the_directory_of_a_page(url, directory):
    assert directory_of(url) == directory


SIBLINGS = [
    ("http://a.org", "http://a.org/*"),
    ("http://a.org/x/report.PDF?id=7", "http://a.org/x/*.PDF"),
    ("http://a.org/2010/report/", "http://a.org/2010/*/"),
    ("http://a.org/v1.2/report", "http://a.org/v1.2/*"),
    ("http://user:secret@a.org/x", "http://a.org/*"),
]


@pytest.mark.parametrize("url, sibling", SIBLINGS)
def test_a_sibling_is_a_made_up_name_with_the_same_ending(url, sibling):
    before, after = sibling.split("*")
    made = sibling_url(url, chance(1))
    assert made.startswith(before)
    assert made.endswith(after)
    name = made.removeprefix(before).removesuffix(after)
    assert name.isalpha()
    assert len(name) == 12
    assert made == sibling_url(url, chance(1))
    assert made != sibling_url(url, chance(2))


def test_what_answers_at_a_sibling_is_kept():
    web = Web(PAGE)
    sibling = asyncio.run(sibling_of("http://b.org/x.html", web, chance(1)))
    facts = facts_of(PAGE)
    assert sibling == Sibling(web.asked[0], 200, "http://b.org/", "Hello", facts.fingerprint, facts.sketch)


def test_that_nobody_answers_at_a_sibling_is_kept_too():
    web = Web(NoAnswer(Reason.RESET))
    sibling = asyncio.run(sibling_of("http://b.org/x.html", web))
    assert sibling == Sibling(web.asked[0], None, web.asked[0])
