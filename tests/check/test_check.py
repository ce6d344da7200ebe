import asyncio
from hashlib import sha256

import pytest

from citecheck.check import answer_of, check
from citecheck.models import Answer, Hop, NoAnswer, NotChecked, Reason
from citecheck.web import PAGE, Reply


class Web:
    """A client by table that remembers what it was asked."""

    def __init__(self, outcome):
        self.outcome, self.asked = outcome, []

    async def get(self, url, _manner=PAGE):
        self.asked.append(url)
        return self.outcome


def checked(url, outcome=None):
    web = Web(outcome)
    return asyncio.run(check(url, web)), web.asked


@pytest.mark.parametrize("scheme", ["mailto", "ftp", "javascript", "file", "data", "doi"])
def test_another_scheme_is_not_asked(scheme):
    assert checked(f"{scheme.upper()}:x") == (NotChecked(f"scheme {scheme} is not asked"), [])


@pytest.mark.parametrize("outcome", [NoAnswer(Reason.TLS, "expired"), NotChecked("private address 10.0.0.1")])
def test_what_is_no_reply_passes_through(outcome):
    assert checked("http://a.org/", outcome) == (outcome, ["http://a.org/"])


def test_a_reply_becomes_facts():
    body = b"<title>Hello</title><h1>World</h1>"
    hops = (Hop("http://a.org/", 301, "http://b.org/"),)
    headers = {"content-type": "Text/HTML; charset=utf-8"}
    facts, _ = checked("http://a.org/", Reply(200, "http://b.org/", headers, body, hops=hops))
    assert facts == Answer(
        200, "http://b.org/", hops, "text/html", "Hello", ("World",), sha256(body).hexdigest(), barrier=None
    )


def test_a_reply_without_body_has_neither_title_nor_fingerprint():
    assert answer_of(Reply(404, "http://a.org/", {})) == Answer(404, "http://a.org/")


BARRIERS = [
    ({"cf-mitigated": "challenge"}, "cf-mitigated: challenge"),
    ({"x-amzn-waf-action": "Captcha"}, "x-amzn-waf-action: captcha"),
    ({"x-vercel-mitigated": "deny"}, "x-vercel-mitigated: deny"),
    ({"cf-mitigated": "no"}, None),
    ({"server": "cloudflare"}, None),
]


@pytest.mark.parametrize("headers, barrier", BARRIERS)
def test_a_challenge_in_the_headers_is_a_fact(headers, barrier):
    assert answer_of(Reply(202, "http://a.org/", headers)).barrier == barrier
