"""A web, a name server and a way to them, simulated: what a run is told when any of them fails.

    net = Net({"http://a.org/1": page("A"), "http://gone.org/": NO_NAME})
    net.after(3, lambda: net.deny())       # from the third request on no name exists
    report = net.run()                     # the real run over the simulated world
    assert report["http://a.org/1"] == "live"

Time is simulated as well: waiting for the network costs nothing, and `net.at` lets something happen then.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from citecheck.models import Answer, Citation, Hop, NoAnswer, Reason, Sibling, Span
from citecheck.settings import Settings
from citecheck.store import Store
from citecheck.verify.network import Network
from citecheck.verify.offline import judgement_of
from citecheck.verify.prepare import Target
from citecheck.verify.run import Run
from citecheck.web import Reply
from citecheck.web.canary import Canary

NO_NAME = NoAnswer(Reason.NO_SUCH_HOST, "no such name")
NO_CONNECTION = NoAnswer(Reason.CONNECT_TIMEOUT, "no connection in time")
CANARIES = ("canary.org", "second.net")
PORTAL = "login.portal.example"
_PORTALS_BODY = b"<title>Welcome guest</title>"
_PORTALS = sha256(_PORTALS_BODY).hexdigest()


def page(title="A title", **fields):
    """Return an answer 200 with a body of its own; its address is filled in when it is asked for."""
    fields = {"final_url": "", "fingerprint": fields.pop("body", title), **fields}
    return Answer(200, title=title, **fields)


class Net:
    """What there is: *pages* by address; a name exists if a page has it. `run` asks for all pages."""

    def __init__(self, pages, **settings):
        self.pages = dict(pages)
        self.siblings = {}
        self.settings = Settings(
            **{"canaries": CANARIES, "snapshots": "none", "no_cache": True, "patience": 60.0, **settings}
        )
        self.now = 0.0
        self.asked = Counter()
        self.asked_siblings = []
        self.canary_asked = 0
        self.paused = False
        self._happens = {}
        self._later = []
        self.fault = None
        self.names = {host_of(url): "9.9.9.9" for url, facts in pages.items() if facts != NO_NAME}
        self.names |= dict.fromkeys(CANARIES, "1.1.1.1")
        self.lie = None

    # --- what may happen ----------------------------------------------------------------------------------

    def after(self, requests, happens):
        """Let *happens* be called before the request of this number."""
        self._happens[requests] = happens

    def at(self, now, happens):
        """Let *happens* be called when the clock passes *now*."""
        self._later.append((now, happens))

    def deny(self):
        """Let the name server say of every name that there is none."""
        self.fault = NO_NAME

    def cut(self):
        """Let no connection come about and no name be found."""
        self.fault = NO_CONNECTION

    def capture(self, kind="redirect"):
        """Let a portal answer for whatever is not verified: by a `redirect`, a `body`, or with `511`."""
        self.fault = kind

    def heal(self):
        """Let everything be well again."""
        self.fault = None

    # --- what a run sees ----------------------------------------------------------------------------------

    def client(self):
        """Open a client, which starts nothing while it is paused."""
        return _Client(self).opened()

    async def check_all(self, urls, client):
        """Ask for *urls* one after another."""
        for url in list(urls):
            await client.turn()
            yield url, client.abandoned or self._facts(url)
            await asyncio.sleep(0)

    async def sibling_of(self, url, client):
        """Ask for a made-up neighbour of *url*."""
        await client.turn()
        self.asked_siblings.append(url)
        return self.siblings.get(self.directory_of(url), Sibling(url + "x", 404, url + "x"))

    def directory_of(self, url):
        return url.rpartition("/")[0] + "/"

    def proxy_for(self, _url):
        return self.settings.proxy

    @property
    def proxies(self):
        return (self.settings.proxy,) if self.settings.proxy else ()

    def network(self):
        canary = Canary(self.settings, self.resolve, open_client=self.client)
        return Network(canary, clock=lambda: self.now, sleep=self._sleep)

    # --- the run ------------------------------------------------------------------------------------------

    def run(self, citations=None, store=None):
        """Ask for every page as a run does; return the verdicts by address. `warnings` holds its sentences."""
        with store or Store.open(None) as kept:
            targets = tuple(Target(url, (citations or {}).get(url, citation())) for url in self.pages)
            run = Run(self.settings, kept, targets, world=lambda _settings: self)
            asyncio.run(run.ask())
            self.warnings = run.warnings()
            self.outcomes = {url: run.outcomes[url] for url in self.pages}
            self.kept = {url: len(kept.link_history(url)) for url in self.pages}

        return {
            target.url: str(judgement_of(self.outcomes[target.url].link.facts, target).verdict)
            for target in targets
        }

    async def _sleep(self, seconds):
        self.now += seconds
        for when, happens in [each for each in self._later if each[0] <= self.now]:
            self._later.remove((when, happens))
            happens()
        await asyncio.sleep(0)

    async def resolve(self, name):
        if self.fault == NO_CONNECTION:
            raise socket.gaierror(socket.EAI_AGAIN, "no name server")
        if self.fault == NO_NAME or name not in self.names:
            if self.lie and self.fault is None:
                return [self.lie]
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [self.names[name]]

    def _facts(self, url):
        """Return what is seen of *url* now."""
        self.asked[url] += 1
        self._happens.pop(self.asked.total(), lambda: None)()
        facts = self.pages[url]
        facts = facts.pop(0) if isinstance(facts, list) and len(facts) > 1 else facts
        facts = facts[0] if isinstance(facts, list) else facts
        host = host_of(url)
        if self.fault is None or host.startswith("127."):
            if facts == NO_NAME and self.lie:
                return Answer(200, url, title="Search results", fingerprint="search")
            return replace(facts, final_url=url) if _is_open(facts) else facts
        if isinstance(self.fault, NoAnswer):
            return self.fault
        return facts if url.startswith("https:") else captured(url, self.fault)


def captured(url, kind):
    """Return what a portal answers in the place of *url*."""
    target = f"http://{PORTAL}/?for={url}"
    match kind:
        case "redirect":
            return Answer(200, target, (Hop(url, 302, target),), title="Welcome guest", fingerprint=url)
        case "body":
            return Answer(200, url, title="Welcome guest", fingerprint=_PORTALS)
        case "511":
            return Answer(511, url, title="Network Authentication Required", fingerprint=_PORTALS)


class _Client:
    """A client as far as a run uses one."""

    def __init__(self, net):
        self._net = net
        self._open = asyncio.Event()
        self._open.set()
        self.abandoned = None

    def longest(self):
        """Nothing waits here: addresses are asked one after another."""

    @asynccontextmanager
    async def opened(self):
        yield self

    async def turn(self):
        await self._open.wait()

    async def get(self, url, _manner):
        """Ask a canary."""
        self._net.canary_asked += 1
        if host_of(url) not in self._net.names or isinstance(self._net.fault, NoAnswer):
            return NO_NAME
        if self._net.fault is None:
            return Reply(200, url, {"content-type": "text/html"}, b"<title>Canary</title>")
        answer = captured(url, self._net.fault)
        return Reply(answer.status, answer.final_url, {}, _PORTALS_BODY, hops=answer.hops)

    def pause(self):
        self._open.clear()

    def resume(self):
        self._open.set()

    def abandon(self, facts):
        self.abandoned = facts
        self._open.set()


def _is_open(facts):
    """Tell whether the address of an answer is still to be filled in."""
    return isinstance(facts, Answer) and not facts.final_url


def host_of(url):
    return urlsplit(url).hostname or ""


def citation(title=None, number=1):
    """Return a citation with a title that says nothing of any page unless one is given."""
    return Citation(number=number, marker=None, text=title or "A note.", span=Span(0, 1), title=title)
