"""What the report says about the run itself, in sentences: what happened, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citecheck.settings import Settings
    from citecheck.verify.network import Troubles


def warnings_of(  # noqa: PLR0913 - one for each thing that can go wrong
    settings: Settings,
    troubles: Troubles | None,
    lost: int,
    proxies: tuple[str, ...],
    unknown: Mapping[str, int],
    *,
    unseen: Mapping[str, int],
) -> tuple[str, ...]:
    """Return a sentence for each thing that went wrong or must be known before the report is believed.

    *lost* counts the links that are not judged because of *troubles*, *unknown* the pages about which the
    archive could not be asked, *unseen* those whose copies it did not show, both by the reason.
    """
    said = [_proxied(proxy, guarded=not settings.allow_private) for proxy in proxies]
    if troubles is not None:
        said += _of_network(troubles, settings, lost)
    said += [f"the archive could not be asked about {_pages(count)}: {why}" for why, count in unknown.items()]
    said += [
        f"the archive could not be asked to show the copies of {_pages(count)}: {why}"
        for why, count in unseen.items()
    ]
    return tuple(said)


def _proxied(proxy: str, *, guarded: bool) -> str:
    """Say that a proxy is used, and what cannot be guarded then."""
    says = f"requests go through the proxy {proxy}"
    unguarded = "; names are resolved there, so private addresses behind names could not be checked"
    return says + (unguarded if guarded else "")


def _of_network(troubles: Troubles, settings: Settings, lost: int) -> list[str]:
    """Say what our own network did."""
    said = []
    if troubles.portal is not None:
        where = f" at {troubles.portal}" if troubles.portal else ""
        said.append(
            f"a login page of this network{where} answered in the place of pages; what it said is not kept"
        )
    if troubles.lies is not None:
        said.append(
            f"the name server gives {troubles.lies} for names that do not exist; "
            "what answers there is not believed"
        )
    down = f"our own network was down for {troubles.seconds:.0f} s"
    if lost:
        kept = "" if settings.no_cache else ", which goes on where this one stopped"
        again = (
            "run again when it is back" if troubles.portal is None else "log in to the network and run again"
        )
        said.append(f"{down}, so {_pages(lost)} could not be judged; {again}{kept}")
    elif troubles.seconds:
        said.append(f"{down}; the run waited and went on")
    return said


def _pages(count: int) -> str:
    """Count pages."""
    return f"{count} page" if count == 1 else f"{count} pages"
