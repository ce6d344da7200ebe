"""Run a coroutine with helpers beside it, so that whatever fails is raised as it is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

_T = TypeVar("_T")


async def with_helpers(main: Coroutine[Any, Any, _T], *helpers: Coroutine[Any, Any, None]) -> _T:
    """Return what *main* returns; *helpers* run until then, and a failure of theirs ends it.

    The first failure is raised by itself, unlike that of an `asyncio.TaskGroup`, which comes in a group that
    no `except` for an error of ours would see.
    """
    first = asyncio.ensure_future(main)
    tasks = [first, *(asyncio.ensure_future(helper) for helper in helpers)]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        return await first
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
