"""How one address goes on after each request: to another address, once more, or to whoever waits for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.models import NoAnswer, NotChecked, Reason
from citecheck.web.address import SCHEMES, BadAddressError, host_of, plain_host, read_address
from citecheck.web.chain import Chain
from citecheck.web.exchange import Redirect, longest_request
from citecheck.web.manner import Reply
from citecheck.web.retry import SILENT, asked_to_wait, backoff, kind_of, worth_asking_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import httpx

    from citecheck.settings import Settings
    from citecheck.web.exchange import Seen
    from citecheck.web.hosts import Host, Item
    from citecheck.web.naming import Naming
    from citecheck.web.queues import Queues
    from citecheck.web.sinks import Outcome, Ticket

_TOO_MANY = 429  # RFC 6585, section 4

_TOO_LONG = NoAnswer(Reason.READ_TIMEOUT, "redirects and repetitions took too long")
_SILENT = NoAnswer(Reason.CONNECT_TIMEOUT, "the host did not answer two connections in a row")
_REFUSES = NoAnswer(Reason.RATE_LIMITED, "the host answers 429 (too many requests) again and again")


class Course:
    """Puts addresses into *queues* and takes what came of them; *random* (in [0, 1)) is for the waits."""

    def __init__(
        self, settings: Settings, queues: Queues, naming: Naming, random: Callable[[], float]
    ) -> None:
        self._settings, self._queues, self._naming, self._random = settings, queues, naming, random
        self.abandoned: NotChecked | None = None

    def admit(self, ticket: Ticket) -> Host | None:
        """Let *ticket* wait; return its host, yet to be placed, or None where nobody need be asked."""
        url, manner = ticket.url, ticket.sink.manner
        name = self.abandoned or _name_in(url)
        if not isinstance(name, str):
            ticket.sink.give(url, name)
            return None
        refusal = self._naming.refusal(url, name, guarded=manner.guarded, direct=manner.direct)
        host = self._queue_of(url, name, queued=manner.queued)
        facts = refusal or host.facts
        if facts is not None:
            ticket.sink.give(url, facts)
            return None
        self._queues.push(host, ticket)
        return host

    def begin(self, item: Item) -> Chain:
        """Return the chain of *item*, begun if it was not."""
        if isinstance(item, Chain):
            return item
        budget = max(self._settings.budget, longest_request(self._settings, item.sink.manner))
        return Chain(item.url, item.sink, read_address(item.url), budget)

    def settle(self, host: Host, chain: Chain, seen: Seen, started: float, now: float) -> None:
        """Note what came of a request to *host* that was *started* then and ended *now*; go on from it."""
        outcome, response = seen.outcome, seen.response
        chain.budget -= now - started
        asked = asked_to_wait(outcome)
        patient = asked is None or host is self._queues.free or host.pace.hold(asked, started, now)
        last_word = self._heard(host, outcome, started, now)
        self._queues.done(host, now)
        if isinstance(outcome, Redirect):
            self._follow(chain, outcome, response, now)
        elif last_word is None and patient and self._again(chain, outcome):
            wait = backoff(len(chain.before), self._random()) if asked is None else asked
            self._repeat(chain, outcome, response, now, wait)
        else:
            self._give(chain, outcome)
        if last_word is not None:
            host.facts = last_word
            self.answer_all(self._queues.drained(host, now), last_word)
        elif isinstance(outcome, NotChecked):
            self._guard(host, chain.host, outcome, now)

    def answer_all(self, items: Iterable[Item], facts: NoAnswer | NotChecked) -> None:
        """Give *facts* for all of *items*."""
        for item in items:
            if isinstance(item, Chain):
                self._give(item, facts)
            else:
                item.sink.give(item.url, facts)

    def _heard(self, host: Host, outcome: Outcome | Redirect, started: float, now: float) -> NoAnswer | None:
        """Note what *outcome* says of *host*; return what now holds for all that waits there, if anything."""
        if host is self._queues.free:
            return None
        silent = isinstance(outcome, NoAnswer) and outcome.reason in SILENT
        if self._queues.heard(host, now, silent=silent):
            return _SILENT
        if isinstance(outcome, Reply) and outcome.status == _TOO_MANY:
            host.pace.refused(started, now)
            return _REFUSES if host.pace.spent else None
        if isinstance(outcome, Reply | Redirect):
            host.pace.eased()
        return None

    def _again(self, chain: Chain, outcome: Outcome) -> bool:
        """Tell whether *outcome* may pass."""
        most = self._settings.retries if chain.manner.retries is None else chain.manner.retries
        return worth_asking_again(outcome, chain.before, most, chain.manner)

    def _repeat(
        self, chain: Chain, outcome: Outcome, response: httpx.Response | None, now: float, wait: float
    ) -> None:
        """Ask again after *wait* seconds and after all else that waits for the host, if there is time."""
        chain.budget -= wait
        kind = kind_of(outcome)
        if chain.budget <= 0 or kind is None:
            self._give(chain, outcome)
            return
        chain.before += (kind,)
        if response is not None:
            chain.keep_cookies(response)
        self._go_on(chain, now, when=now + wait)

    def _follow(self, chain: Chain, redirect: Redirect, response: httpx.Response | None, now: float) -> None:
        """Go where *redirect* leads; a page that leads nowhere by itself is what it is."""
        if response is not None:
            chain.keep_cookies(response)
        ended = chain.follow(redirect.status, redirect.location)
        if ended is None and chain.budget > 0:
            self._go_on(chain, now)
        else:
            self._give(chain, redirect.page or ended or _TOO_LONG)

    def _go_on(self, chain: Chain, now: float, *, when: float | None = None) -> None:
        """Let *chain* wait for its next request, at the end and not before *when* if that is given."""
        name, manner = chain.host, chain.manner
        url = chain.shown
        refusal = self.abandoned or self._naming.refusal(
            url, name, guarded=chain.guarded, direct=chain.direct
        )
        host = self._queue_of(url, name, queued=manner.queued)
        facts = refusal or host.facts
        if facts is not None:
            self._give(chain, facts)
            return
        self._queues.push(host, chain, when=when)
        self._queues.place(host, now)

    def _queue_of(self, url: str, name: str, *, queued: bool) -> Host:
        """Return the queue in which a request for *url* waits, whose host is *name*."""
        if not queued:
            return self._queues.free
        return self._queues.host(name) or self._queues.new_host(
            name, settled=self._naming.needs_no_look_up(url, name)
        )

    def _guard(self, host: Host, name: str, facts: NotChecked, now: float) -> None:
        """Give *facts* for all that waits under *name*, whose addresses are all private."""
        self._naming.found_guarded(name, facts)
        self.answer_all(
            self._queues.weeded(host, now, lambda item: _is_guarded(item) and _host_in(item) == name), facts
        )

    @staticmethod
    def _give(chain: Chain, outcome: Outcome) -> None:
        """Hand *outcome* over, with the redirects that led to it."""
        if isinstance(outcome, NoAnswer) and chain.hops and not outcome.hops:
            outcome = replace(outcome, hops=chain.hops)
        chain.sink.give(chain.asked, outcome)


def _name_in(url: str) -> str | NoAnswer | NotChecked:
    """Return the host of *url*, or why it cannot be asked."""
    plain = plain_host(url)
    if plain is not None:
        return plain
    try:
        address = read_address(url)
    except BadAddressError as error:
        return NoAnswer(Reason.MALFORMED, str(error))
    if address.scheme not in SCHEMES:
        return NotChecked(f"scheme {address.scheme[:20] or 'none'} is not asked")
    return host_of(address)


def _host_in(item: Item) -> str | NoAnswer | NotChecked:
    """Return the host that *item* waits for."""
    return item.host if isinstance(item, Chain) else _name_in(item.url)


def _is_guarded(item: Item) -> bool:
    """Tell whether *item* may not go to private addresses."""
    return item.guarded if isinstance(item, Chain) else item.sink.manner.guarded
