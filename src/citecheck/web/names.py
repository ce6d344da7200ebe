"""From a name to its addresses, without the event loop's own threads.

`loop.getaddrinfo` shares min(32, cores + 4) threads with everything else, so that a few silent name servers
stop all look-ups (cpython #112169). Here look-ups have threads of their own, up to a bound, and a name is
looked up once.
"""

from __future__ import annotations

import asyncio
import functools
import socket
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from citecheck.web.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Sequence

# Give the addresses of a name as literals, best first; raises `socket.gaierror`.
Resolve = Callable[[str], Awaitable["Sequence[str]"]]

MOST_THREADS = 128
# A lost packet costs glibc five seconds before it asks again, so a second look-up starts beside the first.
TRIES, TRY_SECONDS = 2, 2.0
# The name server's own trouble passes; a retry later in the run shall find that out.
PASSING_SECONDS = 10.0

_LASTING = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", -5), getattr(socket, "EAI_ADDRFAMILY", -9)}
_LONGEST_NAME, _LONGEST_LABEL = 253, 63  # RFC 1035 2.3.4; 255 octets on the wire are 253 characters


class Names:
    """A resolver that asks the system once for each name and keeps what it said, "no such name" included.

    That the name server itself failed, or said nothing within `TRIES` times *patience* seconds, is kept for
    `PASSING_SECONDS` alone. *look_up* replaces the system's resolver and runs in a thread; *clock* is in
    seconds.
    """

    def __init__(
        self,
        look_up: Callable[[str], Sequence[str]] | None = None,
        *,
        patience: float = TRY_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look_up = look_up or _ask_system
        self._patience = patience
        self._clock = clock
        self._known: dict[str, tuple[str, ...] | socket.gaierror] = {}
        self._passing: dict[str, float] = {}
        self._asked: dict[str, asyncio.Task[tuple[str, ...] | socket.gaierror]] = {}
        self._places = asyncio.Semaphore(MOST_THREADS)
        self._threads = Threads("citecheck names")

    async def __call__(self, name: str) -> Sequence[str]:
        """Return the addresses of *name* as literals; raises `socket.gaierror`."""
        outcome = self._kept(name)
        if outcome is None:
            if name not in self._asked:
                self._asked[name] = asyncio.create_task(self._ask(name))
            # Shielded: one waiter's timeout must not take the answer from the others.
            outcome = await asyncio.shield(self._asked[name])
        if isinstance(outcome, socket.gaierror):
            # A copy: an exception that is raised twice drags its first traceback along.
            raise socket.gaierror(*outcome.args)
        return outcome

    def _kept(self, name: str) -> tuple[str, ...] | socket.gaierror | None:
        """Return what is known of *name*, unless it has passed by now."""
        until = self._passing.get(name)
        if until is not None and self._clock() >= until:
            self._known.pop(name, None)
            del self._passing[name]
        return self._known.get(name)

    async def _ask(self, name: str) -> tuple[str, ...] | socket.gaierror:
        """Find out about *name* and keep it."""
        try:
            outcome = _NO_NAME if _is_impossible(name) else await self._ask_twice(name)
        finally:
            del self._asked[name]
        self._known[name] = outcome
        if isinstance(outcome, OSError) and outcome.errno not in _LASTING:
            self._passing[name] = self._clock() + PASSING_SECONDS
        return outcome

    async def _ask_twice(self, name: str) -> tuple[str, ...] | socket.gaierror:
        """Look *name* up, a second time beside the first where that takes long; the first answer counts."""
        answer: asyncio.Future[tuple[str, ...] | socket.gaierror] = asyncio.get_running_loop().create_future()
        for number in range(TRIES):
            # The first try waits for a place; a second one takes none that others wait for.
            if number == 0 or not self._places.locked():
                await self._places.acquire()
                self._start(name, answer)
            await asyncio.wait((answer,), timeout=self._patience)
            if answer.done():
                return answer.result()
        return socket.gaierror(socket.EAI_AGAIN, "the name server did not answer in time")

    def _start(self, name: str, answer: asyncio.Future[tuple[str, ...] | socket.gaierror]) -> None:
        """Look *name* up in a thread, which cannot be stopped and therefore keeps its place until it ends."""
        loop = asyncio.get_running_loop()

        def _settle(outcome: tuple[str, ...] | socket.gaierror) -> None:
            """Give the place back, and the answer to who still waits for it."""
            self._places.release()
            if not answer.done():
                answer.set_result(outcome)

        def _work() -> None:
            """Look the name up, and have the loop settle what came of it."""
            outcome = _outcome_of(functools.partial(self._look_up, name))
            try:
                loop.call_soon_threadsafe(_settle, outcome)
            except RuntimeError:
                return  # the loop closed while the name server was silent: nobody waits any more

        self._threads.run(_work)


_NO_NAME = socket.gaierror(socket.EAI_NONAME, "no such name")


def _is_impossible(name: str) -> bool:
    """Tell whether no name server can know *name*: resolvers differ in what they say of such."""
    plain = name.removesuffix(".")
    labels = plain.split(".")
    return not plain.isascii() or len(plain) > _LONGEST_NAME or not all(_fits(label) for label in labels)


def _fits(label: str) -> bool:
    """Tell whether *label* has a length that DNS can carry."""
    return 0 < len(label) <= _LONGEST_LABEL


def _outcome_of(look_up: Callable[[], Sequence[str]]) -> tuple[str, ...] | socket.gaierror:
    """Return what *look_up* gives or raises, as a value."""
    try:
        return tuple(look_up())
    except socket.gaierror as error:
        return error
    except OSError as error:
        return socket.gaierror(socket.EAI_SYSTEM, error.strerror or "the name server failed")
    except ValueError:  # a NUL in it, for example
        return _NO_NAME


def _ask_system(name: str) -> Sequence[str]:
    """Return the addresses that the system's resolver gives, in its order (RFC 6724), each once."""
    # As bytes: getaddrinfo would put text through its own IDNA, which refuses names that name servers know.
    found = socket.getaddrinfo(name.encode("ascii"), None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
