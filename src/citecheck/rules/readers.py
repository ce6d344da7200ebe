"""U: addresses that work for the author and not for the reader, or that tell the reader too much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.evidence.cited_copies import original_of
from citecheck.evidence.hosts import is_private
from citecheck.evidence.lexicon import host_of
from citecheck.evidence.queries import has_credentials, without_tracking
from citecheck.models import Severity
from citecheck.rules.rule import Message, rule
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.evidence.neighbours import Neighbours
    from citecheck.models import Entry

# EZproxy (OCLC) and the names that libraries give to proxies of its kind.
_PROXY_HOST = re.compile(
    r"ezproxy|(?:^|[.-])(?:lib|libr|library|web|www)?proxy\d*[.-].*\.|\.idm\.oclc\.org$|(?:^|[.-])webvpn\d*[.-]"
)
_SESSION = re.compile(
    r"[;?&/](?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|zenid|oscsid|session_?id|sessid)="
    r"|[?&](?:sid|s|sess|session)=(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{16,}(?:[&#]|$)"
    r"|/\([SsXx]\([a-z0-9]{16,}\)\)/",
    re.IGNORECASE,
)
_SHORTENERS = frozenset(
    """
    bit.ly bitly.com buff.ly cutt.ly dlvr.it fb.me goo.gl ht.ly ift.tt is.gd j.mp lnkd.in ow.ly
    po.st rb.gy rebrand.ly s.id shorturl.at snipurl.com su.pr t.co t.ly tiny.cc tinyurl.com tr.im
    trib.al urlz.fr v.gd wp.me x.co cli.gs bl.ink amzn.to nyti.ms econ.st reut.rs on.ft.com
    on.wsj.com bbc.in cnn.it wapo.st spoti.fi git.io goo.su clck.ru vk.cc u.nu 2no.co adf.ly
    """.split()  # noqa: SIM905 - a list of words is read as words
)


@rule("U106", "private-address", Severity.ERROR)
def private_address(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find addresses on the author's own machine or network.

    Nobody else can open them. Loopback, private and link-local addresses count in every spelling
    (`2130706433`, `0x7f.1`, `[::1]`), and so do names such as `localhost`, `.local` and `.internal`.

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://192.168.1.10/report.html.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.unicef-example.org/report.html.
    """
    for cited in entry.citation.urls:
        host = host_of(cited.url)
        if host and is_private(host):
            text = f"“{shown(host)}” exists on one machine or network only; cite the public address."
            yield Message(text, cited.span)


@rule("U107", "credentials-in-url", Severity.ERROR)
def credentials_in_url(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs that carry a user name or a password.

    Whoever reads the report can log in with them. What was printed must be changed at the server too.
    citecheck does not repeat it.

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://editor:sesame@www.unicef-example.org/report.html.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.unicef-example.org/report.html.
    """
    for cited in entry.citation.urls:
        if has_credentials(cited.url):
            text = "The URL carries a user name or password; take it out, and have the password changed."
            yield Message(text, cited.span)


@rule("U108", "session-url", Severity.WARNING)
def session_url(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs that only worked for the author: through a library's proxy, or within a session.

    Readers elsewhere meet a log-in page, and a session is forgotten within hours.

    Example:
        1. Weir, Fred. Castration. 2011. Accessed on 3 May 2011 from: http://search.journals-example.com.ezproxy.university-example.edu/article/17.

    Instead:
        1. Weir, Fred. Castration. 2011. Accessed on 3 May 2011 from: http://search.journals-example.com/article/17.
    """
    for cited in entry.citation.urls:
        if _PROXY_HOST.search(host_of(cited.url)):
            yield Message("The URL leads through a library's proxy; cite the address behind it.", cited.span)
        elif _SESSION.search(cited.url):
            yield Message(
                "The URL holds a session that is long over; cite the page's own address.", cited.span
            )


@rule("U109", "shortened-url", Severity.INFO)
def shortened_url(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find addresses of services that shorten URLs.

    They hide what is cited, and die with the service, while the page may live on.

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://bit.ly/2aBcDeF.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.unicef-example.org/report.html.
    """
    for cited in entry.citation.urls:
        host = host_of(cited.url)
        if host in _SHORTENERS:
            yield Message(
                f"“{host}” is a service that shortens URLs; cite the address it leads to.", cited.span
            )


@rule("U115", "plain-http", Severity.INFO)
def plain_http(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find addresses with plain `http` of pages that are there with `https` too.

    Whoever is between a reader and the server can read and change a page that comes by `http`, and browsers
    warn of it. The secure address must have been seen to lead to the same page.

    Example:
        1. World Bank. Data. Accessed on 26 January 2012 from: http://data.example.org/russia.
           -> the page is live: the server answers 200
           -> the page is at https too

    Instead:
        1. World Bank. Data. Accessed on 26 January 2012 from: https://data.example.org/russia.
           -> the page is live: the server answers 200
    """
    for correction in entry.corrections:
        if correction.code == "U115":
            yield Message("The page is cited with plain http, and is there with https too.", correction.span)


@rule("U113", "tracking-parameters", Severity.INFO)
def tracking_parameters(entry: Entry, _: Neighbours) -> Iterator[Message]:
    """Find URLs with parameters that only say where a reader came from.

    They make an address longer and its copies in archives harder to find, and may tell who the author is. In
    the address of a copy they stay: the archive has the page under what it captured.

    Example:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.unicef-example.org/report?id=3&utm_source=twitter.

    Instead:
        1. UNICEF. Annual Report. Accessed on 3 May 2011 from: http://www.unicef-example.org/report?id=3.
    """
    for cited in entry.citation.urls:
        names = without_tracking(cited.url)[1]
        if names and original_of(cited.url) is None:
            yield Message(f"The page does not need “{shown('”, “'.join(names))}” of the URL.", cited.span)
