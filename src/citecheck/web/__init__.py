"""The polite client: the only room that imports httpx.

A request enters as an address and a `Manner`, and comes back as a value: a `Reply`, or the `NoAnswer` or
`NotChecked` of `citecheck.models`. No failure of the network is raised. Importing this room loads nothing of
httpx; that happens when `Client` or `network_is_up` is first used.
"""

from __future__ import annotations

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
    return getattr(import_module(_LATER[name]), name)
