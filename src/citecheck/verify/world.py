"""What a run asks: the client, the questions, the canaries. Tests put a table in its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from citecheck.verify.network import Network

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
    from contextlib import AbstractAsyncContextManager

    from citecheck.models import LinkFacts, Sibling
    from citecheck.settings import Settings
    from citecheck.web import Client

Seen = tuple[str, "LinkFacts"]


class World:
    """The real one, as *settings* and the environment let it be asked; its libraries are loaded when it is.

    *proxies* are those that requests go through, as they may be shown.
    """

    proxies: tuple[str, ...]

    def __init__(self, settings: Settings) -> None:
        from citecheck.web.proxy import proxies_of

        self._settings = settings
        self._proxies = proxies_of(settings, os.environ)
        self.proxies = self._proxies.shown

    def network(self) -> Network:
        """Make what looks at our own network."""
        from citecheck.web.canary import Canary

        return Network(Canary(self._settings, proxy_for=self.proxy_for))

    def client(self) -> AbstractAsyncContextManager[Client]:
        """Make a client, which has learned nothing yet."""
        from citecheck.web import Client

        return Client(self._settings)

    def check_all(self, urls: Iterable[str], client: Client) -> AsyncGenerator[Seen, None]:
        """Ask for *urls*, and give each with what was seen, as they come."""
        from citecheck.check import check_all

        return check_all(urls, client)

    async def sibling_of(self, url: str, client: Client) -> Sibling:
        """Ask for a made-up address beside *url*."""
        from citecheck.check import sibling_of

        return await sibling_of(url, client)

    def directory_of(self, url: str) -> str:
        """Return the address of the directory in which the page *url* stands."""
        from citecheck.check import directory_of

        return directory_of(url)

    def proxy_for(self, url: str) -> str | None:
        """Return the proxy over which *url* is asked; None if it is asked directly."""
        return self._proxies.for_url(url)
