"""From a name to its addresses, without the event loop's own threads.

`loop.getaddrinfo` shares min(32, cores + 4) threads with everything else, so that a few silent name servers
stop all look-ups (cpython #112169). Here each look-up has a thread of its own, up to a bound, and a name is
looked up once.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Give the addresses of a name as literals, best first; raises `socket.gaierror`.
Resolve = Callable[[str], Awaitable["Sequence[str]"]]

MOST_THREADS = 64


class Names:
    """A resolver that asks the system once for each name; only an answer is kept, a failure is not."""

    def __init__(self, look_up: Callable[[str], Sequence[str]] | None = None) -> None:
        self._look_up = look_up or _ask_system
        self._known: dict[str, Sequence[str]] = {}
        self._asked: dict[str, asyncio.Future[Sequence[str]]] = {}
        self._threads = asyncio.Semaphore(MOST_THREADS)

    async def __call__(self, name: str) -> Sequence[str]:
        """Return the addresses of *name* as literals; raises `socket.gaierror`."""
        if name in self._known:
            return self._known[name]
        if name not in self._asked:
            self._asked[name] = asyncio.ensure_future(self._ask(name))
            self._asked[name].add_done_callback(lambda done: self._settle(name, done))
        # Shielded: one waiter's timeout must not take the answer from the others.
        return await asyncio.shield(self._asked[name])

    def _settle(self, name: str, done: asyncio.Future[Sequence[str]]) -> None:
        """Keep an answer; forget a failure, so that a retry asks again."""
        self._asked.pop(name, None)
        if not done.cancelled() and done.exception() is None:
            self._known[name] = done.result()

    async def _ask(self, name: str) -> Sequence[str]:
        """Look *name* up in a thread, which cannot be stopped and therefore keeps its place until it ends."""
        await self._threads.acquire()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Sequence[str]] = loop.create_future()

        def _settle(result: Sequence[str] | None, error: Exception | None) -> None:
            self._threads.release()
            if answer.done():
                return
            if error is not None:
                answer.set_exception(error)
            else:
                answer.set_result(result or ())

        def _work() -> None:
            result, error = None, None
            try:
                result = self._look_up(name)
            except (OSError, UnicodeError) as trouble:
                error = trouble
            try:
                loop.call_soon_threadsafe(_settle, result, error)
            except RuntimeError:
                return  # the loop closed while the name server was silent: nobody waits any more

        # A daemon: a silent name server must not hold up the end of the program.
        threading.Thread(target=_work, name=f"resolve {name}", daemon=True).start()
        return await answer


def _ask_system(name: str) -> Sequence[str]:
    """Return the addresses that the system's resolver gives, in its order (RFC 6724), each once."""
    # As bytes: getaddrinfo would put text through its own IDNA, which refuses names that name servers know.
    found = socket.getaddrinfo(name.encode("ascii"), None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
