"""Names are looked up before their hosts are asked, in good time and without taking a place.

A name that does not exist answers for all addresses under it, and names of one machine share its queue.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from citecheck.models import NoAnswer, NotChecked, Reason
from citecheck.web.address import is_literal
from citecheck.web.faults import answer_for
from citecheck.web.guard import is_public, private_host
from citecheck.web.names import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.settings import Settings
    from citecheck.web.names import Resolve
    from citecheck.web.proxy import Proxies


class Naming:
    """What is known of names, for one run; *resolve* replaces the system's resolver.

    *ahead* is off where the names are no concern of ours: a given transport stands for the network.
    """

    def __init__(self, settings: Settings, resolve: Resolve | None, proxies: Proxies, *, ahead: bool) -> None:
        self._settings, self._proxies = settings, proxies
        self._given = resolve
        self._resolve: Resolve = resolve or Names()
        self.ahead = ahead
        self._facts: dict[str, NoAnswer] = {}
        self._guarded: dict[str, NotChecked] = {}
        # By whether the name is resolved elsewhere: judging a name takes longer than all else that is done
        # with an address before its first request.
        self._private: tuple[dict[str, bool], dict[str, bool]] = ({}, {})

    async def addresses(self, name: str) -> Sequence[str]:
        """Return the addresses of *name*, as the transport asks for them; raises `socket.gaierror`."""
        return await self._resolve(name)

    async def look_up(self, name: str) -> str | NoAnswer:
        """Return the first address of *name*, or why there is none; what is final is kept."""
        try:
            async with asyncio.timeout(self._settings.connect_timeout):
                found = await self._resolve(name)
        except TimeoutError:
            return NoAnswer(Reason.RESOLVER, "the name server did not answer in time")
        except (OSError, UnicodeError) as error:
            answer = answer_for(error)
        else:
            if found:
                return found[0]
            answer = NoAnswer(Reason.NO_SUCH_HOST, "the name has no address")
        if answer.reason is Reason.NO_SUCH_HOST:
            self._facts[name] = answer
        return answer

    def needs_no_look_up(self, url: str, name: str) -> bool:
        """Tell whether *name* is an address already, or is looked up by the proxy that *url* goes through."""
        return is_literal(name) or self._elsewhere(url)

    def refusal(self, url: str, name: str, *, guarded: bool, direct: bool) -> NoAnswer | NotChecked | None:
        """Return why *url*, whose host is *name*, need not be asked, as far as that is known."""
        if guarded and not self._settings.allow_private:
            elsewhere = not direct and self._elsewhere(url)
            if self._is_private(name, elsewhere=elsewhere):
                return NotChecked(f"private address {name}")
            if name in self._guarded:
                return self._guarded[name]
        return self._facts.get(name)

    async def is_public(self, url: str, name: str) -> bool:
        """Tell whether *name*, the host of *url*, is of the public internet, whatever the settings allow.

        All its addresses must be, as far as names are looked up here.
        """
        if self._is_private(name, elsewhere=self._elsewhere(url)):
            return False
        if not self.ahead or self.needs_no_look_up(url, name):
            return True
        try:
            found = await self._resolve(name)
        except (OSError, UnicodeError):
            return False
        return bool(found) and all(map(is_public, found))

    def found_guarded(self, name: str, facts: NotChecked) -> None:
        """Note that all addresses of *name* are private: the transport, which checks them, said so."""
        self._guarded[name] = facts

    def forget(self) -> None:
        """Forget what was learned: it was our own network that answered, or did not."""
        self._resolve = self._given or Names()
        self._facts.clear()

    def _is_private(self, name: str, *, elsewhere: bool) -> bool:
        """Tell whether *name* is a private address or a name of this machine or network."""
        known = self._private[elsewhere]
        if name not in known:
            known[name] = private_host(name, resolved_elsewhere=elsewhere)
        return known[name]

    def _elsewhere(self, url: str) -> bool:
        """Tell whether the name in *url* is resolved by a proxy."""
        return bool(self._proxies.by_scheme) and self._proxies.for_url(url) is not None
