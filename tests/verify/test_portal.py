"""What looks like a portal, and when a canary's answer makes it one: pure decisions."""

from __future__ import annotations

import pytest

from citecheck.evidence.hosts import same_site
from citecheck.models import Answer, Hop
from citecheck.verify.portal import Suspicion, is_portal


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("example.org", "example.org", True),
        ("www.example.org", "Example.org.", True),
        ("a.example.co.uk", "b.example.co.uk", True),
        ("example.co.uk", "other.co.uk", False),
        ("example.org", "example.net", False),
        ("notexample.org", "example.org", False),
        ("9.9.9.9", "8.9.9.9", False),
        ("9.9.9.9", "9.9.9.9", True),
        ("", "example.org", False),
    ],
)
def test_hosts_of_one_site(one, other, same):
    assert same_site(one, other) is same
    assert same_site(other, one) is same


FOUND = Suspicion("site.org", "login.example", "f00d", intercepted=False)
ELSEWHERE = (Hop("http://canary.org/", 302, "http://login.example/x"),)


@pytest.mark.parametrize(
    "canary, portal",
    [
        (None, False),
        (Answer(200, "http://canary.org/", fingerprint="beef"), False),
        (Answer(200, "http://login.example/x", ELSEWHERE, fingerprint="beef"), True),
        (Answer(200, "http://canary.org/", fingerprint="f00d"), True),
        (Answer(511, "http://canary.org/"), True),
        (Answer(200, "http://other.example/", (Hop("http://canary.org/", 301, "http://other.example/"),)), False),
        (Answer(200, "http://login.example/"), False),
    ],
    ids=[
        "none could be asked", "answers for itself", "sent to the same place", "the same body", "511",
        "sent elsewhere", "is at home there",
    ],
)  # fmt: skip
def test_what_a_canary_says_of_a_suspicion(canary, portal):
    assert is_portal(FOUND, canary) is portal


def test_511_means_what_it_says_unless_a_canary_answers():
    """Only what stands between may send it (RFC 6585, section 6); a page that does is taken at its word."""
    found = Suspicion("site.org", "site.org", None, intercepted=True)
    assert is_portal(found, None)
    assert not is_portal(found, Answer(200, "http://canary.org/", fingerprint="beef"))
