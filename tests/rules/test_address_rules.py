"""U: addresses as they are written."""

from dataclasses import replace

import pytest
from factories import citation, codes_of, entries_of, findings_of, neighbours_of, note, notes

from citecheck.models import CitedUrl, Entry, Span
from citecheck.rules import judge

ADDRESS_FAULTS = ("U101", "U106", "U107", "U108", "U109", "U110", "U111", "U113", "U114")


def faults_of(url):
    """Return the faults of a URL that a test made by hand."""
    cited = citation(1, url)
    _, (entry,) = judge((Entry(cited),), neighbours_of(cited), select=ADDRESS_FAULTS)
    return {finding.rule.code for finding in entry.findings}


@pytest.mark.parametrize(
    "url, expected",
    [
        ("http://www.example.org/a", None),
        ("https://example.co.uk:8080/a?b=c#d", None),
        ("http://bücher.example.de/", None),
        ("http://xn--bcher-kva.de/", None),
        ("http://under_score.example.org/", None),
        ("http://example.org./", None),
        ("http://93.184.216.34/a", None),
        ("http://www..example.org/", "U101"),
        ("http://.example.org/", "U101"),
        ("http://-a.example.org/", "U101"),
        ("http:///path", "U101"),
        ("http://example.org:port/", "U101"),
        ("http://example.org:99999/", "U101"),
        ("http://[::1/", "U101"),
        ("http://300.1.2.3/", "U101"),
        ("http://a b.example.org/", "U101"),
        ("http://exa,mple.org/", "U101"),
        (f"http://{'a' * 64}.org/", "U101"),
        ("http://127.0.0.1/a", "U106"),
        ("http://127.1/a", "U106"),
        ("http://2130706433/", "U106"),
        ("http://0x7f.1/", "U106"),
        ("http://0177.0.0.1/", "U106"),
        ("http://[::1]/", "U106"),
        ("http://[::ffff:10.0.0.1]/", "U106"),
        ("http://[fe80::1]/", "U106"),
        ("http://169.254.169.254/latest", "U106"),
        ("http://10.1.2.3/", "U106"),
        ("http://192.168.0.1/", "U106"),
        ("http://localhost:8000/", "U106"),
        ("http://api.localhost/", "U106"),
        ("http://printer.local/", "U106"),
        ("http://wiki.corp.internal/", "U106"),
        ("http://router.home.arpa/", "U106"),
        ("http://local.example.org/", None),
        ("http://localhost.example.org/", None),
        ("http://internal.example.org/", None),
        ("http://user:sesame@www.example.org/", "U107"),
        ("http://sesame@www.example.org/", "U107"),
        ("http://www.example.org/@user", None),
        ("http://www.example.org/?mail=a@example.org", None),
        ("http://search.example.com.ezproxy.lib.example.edu/a", "U108"),
        ("https://www-jstor-org.proxy.example.edu/stable/1", "U108"),
        ("https://ezproxy.example.edu/login?url=http://www.example.com", "U108"),
        ("https://doi-org.example.idm.oclc.org/10.1/2", "U108"),
        ("http://www.example.org/a;jsessionid=AC1F930D", "U108"),
        ("http://www.example.org/a?PHPSESSID=4f2d", "U108"),
        ("http://www.example.org/a?sid=1a2b3c4d5e6f7a8b9c", "U108"),
        ("http://www.example.org/(S(4yejyd45rn2yrg55cnyxqb45))/a.aspx", "U108"),
        ("http://www.example.org/story?sid=1234", None),
        ("http://www.example.org/proxy-server-guide", None),
        ("http://proxy.org/", None),
        ("http://www.proxyvote.example.com/", None),
        ("http://bit.ly/2aBc", "U109"),
        ("https://tinyurl.com/abc", "U109"),
        ("http://t.co/abc", "U109"),
        ("http://bit.ly.example.org/abc", None),
        ("ftp://ftp.example.org/a", "U110"),
        ("gopher://gopher.example.org/a", "U110"),
        ("HTTP://www.example.org/a", None),
        ("http://www.example.ogr/", "U111"),
        ("http://intranet/", "U106"),
        ("http://server7/a", "U111"),
        ("http://пример.рф/", None),
        ("http://example.museum/", None),
        ("http://www.example.org/a?utm_source=x&utm_medium=y", "U113"),
        ("http://www.example.org/a?id=3&fbclid=IwAR", "U113"),
        ("http://www.example.org/a?gclid=1#b", "U113"),
        ("http://www.example.org/a?utm=3&source=x", None),
        ("http://www.example.org/a#utm_source=x", None),
        ("http://www.example.org/a?", "U114"),
        ("http://www.example.org/a?b=c&", "U114"),
        ("http://www.example.org/a?b=c&#d", "U114"),
        ("http://www.example.org/a&", None),  # no query
        ("http://www.example.org/a?b=", None),
        ("http://www.example.org/a?b=c?", "U114"),
    ],
)
def test_one_address(url, expected):
    """An address has the one fault that is told, and its near misses have none."""
    assert faults_of(url) == ({expected} if expected else set())


@pytest.mark.parametrize(
    "url, code",
    [
        ("http://www. example.org/a", "U102"),
        ("http://www.example.org/a/ b/c.html", "U102"),
        ("www.example.org/a", "U112"),
        ("http://www.example.org/a", None),
    ],
)
def test_print(url, code):
    """White space and a missing scheme are seen in print."""
    found = {code for code in codes_of(notes(note(url))) if code in ("U102", "U112")}
    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    "text, expected",
    [
        ("http://www.example.org/viewer?a=...", True),
        ("http://www.example.org/viewer…", True),
        ("http://www.example.org/report%2", True),
        ("http://www.example.org/report%", True),
        ("http://www.example.org/why-it-matters-", True),
        ("http://www.example.org/report%20a", False),
        ("http://www.example.org/report.", False),
        ("http://www.example.org/watch?v=a-b-", False),
        ("http://www.example.org/dQw4w9WgXc-", False),
        ("http://www.example.org/news/1580", False),
    ],
)
def test_signs_of_a_missing_end(text, expected):
    """An ellipsis, half an escape and a hyphen behind a name show that the end is missing."""
    url = text.rstrip(".…")
    cited = CitedUrl(text, url, Span(0, len(text)))
    made = replace(citation(1), urls=(cited,))
    _, (entry,) = judge((Entry(made),), neighbours_of(made), select=("U103",))
    assert bool(entry.findings) is expected


SECRETS = [
    "http://editor:sesame@www.example.org/report?",
    "http://editor:sesame@www.example.org/report?utm_source=x",
    "http://editor:sesame@www.example.org/ report.html",
    "http://editor:sesame@www.example.ogr/a",
    "http://editor:sesame@localhost/a",
    "http://editor:sesame@www..example.org/a",
    "ftp://editor:sesame@ftp.example.org/20100322/a",
    "http://editor:sesame@www.protrectionproject.org/a",
]


@pytest.mark.parametrize("url", SECRETS)
def test_no_finding_repeats_a_secret(url):
    """No rule says the password, whatever else is wrong with the URL, and no suggestion does."""
    text = notes(
        note(url, author="Protection Project", more="22 May 2010."), note("http://www.example.org/b")
    )
    found = findings_of(text)
    assert "sesame" not in "".join(f"{finding.message} {finding.suggestion}" for finding in found)
    assert all("sesame" not in str(entry.corrections) for entry in entries_of(text)[0])
    assert "U107" in {finding.rule.code for finding in found}
