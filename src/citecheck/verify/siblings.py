"""Ask what a made-up address beside a doubtful page answers: once for each directory of a site."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from citecheck.models import Sibling

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.models import Answer
    from citecheck.verify.prepare import Target
    from citecheck.verify.world import World
    from citecheck.web import Client


MOST_HELD = 2000
"""Pages that wait at once: each is held with all its facts, some 4 KiB."""


class Siblings:
    """Asks the *world* with *client*, and gives *believe* each page with the sibling that it has."""

    def __init__(self, world: World, client: Client, believe: Callable[[Target, Answer], None]) -> None:
        self._world, self._client, self._believe = world, client, believe
        # As bytes: there may be one for each of very many directories, with a sample of its text.
        self._known: dict[str, bytes] = {}
        self._waiting: dict[str, list[tuple[Target, Answer]]] = {}
        self._directories: asyncio.Queue[str] = asyncio.Queue()
        self._held = 0
        self._room = asyncio.Event()
        self._room.set()

    def put(self, target: Target, facts: Answer) -> None:
        """Let the *facts* about *target* wait for the sibling of its directory."""
        directory = self._world.directory_of(target.url)
        if directory in self._known:
            known = msgspec.json.decode(self._known[directory], type=Sibling)
            self._believe(target, replace(facts, sibling=known))
            return
        if directory not in self._waiting:
            self._waiting[directory] = []
            self._directories.put_nowait(directory)
        self._waiting[directory].append((target, facts))
        self._hold(1)

    async def room(self) -> None:
        """Wait until few enough pages wait for others to be put."""
        await self._room.wait()

    async def join(self) -> None:
        """Wait until every directory that was put is known."""
        await self._directories.join()

    async def work(self) -> None:
        """Ask for one directory after another, for ever; several may do so side by side."""
        while True:
            directory = await self._directories.get()
            sibling = await self._world.sibling_of(self._waiting[directory][0][0].url, self._client)
            self._known[directory] = msgspec.json.encode(sibling)
            pages = self._waiting.pop(directory)
            for target, facts in pages:
                self._believe(target, replace(facts, sibling=sibling))
            self._hold(-len(pages))
            self._directories.task_done()

    def _hold(self, more: int) -> None:
        """Count the pages that wait, and let others be put or not."""
        self._held += more
        if self._held < MOST_HELD:
            self._room.set()
        else:
            self._room.clear()
