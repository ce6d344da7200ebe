"""The polite client: the only room that imports httpx.

A request enters as an address and a `Manner`, and comes back as a value: a `Reply`, or the `NoAnswer` or
`NotChecked` of `citecheck.models`. No failure of the network is raised. Importing this room loads nothing of
httpx; that happens when `Client` or `network_is_up` is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from citecheck.web.manner import LISTING, PAGE, Manner, Reply, manner_for_archive

if TYPE_CHECKING:
    from citecheck.web.canary import network_is_up
    from citecheck.web.client import Client

__all__ = ["LISTING", "PAGE", "Client", "Manner", "Reply", "manner_for_archive", "network_is_up"]

_LATER = {"Client": "citecheck.web.client", "network_is_up": "citecheck.web.canary"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type of what is asked for
    """Load what is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _load_httpx()
    return getattr(import_module(_LATER[name]), name)


def _load_httpx() -> None:
    """Load httpx without its own command line.

    It takes that along, with rich and pygments, wherever those are installed, and it is half of what httpx
    takes to load. Where the module cannot be imported httpx does without.
    """
    if "httpx" not in sys.modules:
        sys.modules["httpx._main"] = None  # type: ignore[assignment] # how Python is told of no such module
        try:
            import_module("httpx")
        finally:
            del sys.modules["httpx._main"]
