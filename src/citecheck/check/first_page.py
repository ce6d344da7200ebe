"""The first page of a PDF, which bears its title more often than the metadata do.

pdfium is native code and the files are strangers', so that a process of its own reads them: one for a run,
and a new one after each that came to grief. Where pdfium is not installed a PDF has no first page.
"""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from typing import TYPE_CHECKING, Self

from citecheck.check.folding import squeezed
from citecheck.child import command, environment

if TYPE_CHECKING:
    from types import TracebackType

_MOST_LINES = 20
_SECONDS = 10.0  # for one PDF, the start of the process included
_LENGTH = 4
_LONGEST_REPLY = 64 * 1024
_FAILED = (OSError, EOFError, TimeoutError)


class FirstPages:
    """Reads the first pages of PDFs; use it as an asynchronous context manager.

    *module* is the one that runs in the process, *seconds* how long it may take over one PDF.
    """

    def __init__(self, module: str = "citecheck.check.first_page_child", seconds: float = _SECONDS) -> None:
        self._command = command(module)
        self._seconds = seconds
        self._installed = find_spec("pypdfium2") is not None
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Return itself; the process starts with the first PDF."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        await self._end()

    async def lines(self, pdf: bytes) -> tuple[str, ...]:
        """Return the first 20 lines of *pdf*, bounded; none where it cannot be read, or not in time."""
        if not self._installed:
            return ()
        async with self._turn:
            try:
                async with asyncio.timeout(self._seconds):
                    reply = await self._ask(pdf)
            except _FAILED:
                await self._end()
                return ()
            except asyncio.CancelledError:
                # Its reply would be taken for that to the next question.
                await self._end()
                raise
        lines = map(squeezed, reply.decode("utf-8", "replace").splitlines())
        return tuple(line for line in lines if line)[:_MOST_LINES]

    async def _ask(self, pdf: bytes) -> bytes:
        """Send *pdf* to the process and return its reply; raises `EOFError` where it ended instead."""
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=environment(),
            )
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        stdin.write(len(pdf).to_bytes(_LENGTH) + pdf)
        await stdin.drain()
        length = int.from_bytes(await stdout.readexactly(_LENGTH))
        if length > _LONGEST_REPLY:
            raise EOFError
        return await stdout.readexactly(length)

    async def _end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            # Reads what is left, so that the pipes are closed.
            await process.communicate()
