"""Ask an index for the addresses that begin alike: a row of each, in one request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.archive.lookup import ask_index, endpoint_of

if TYPE_CHECKING:
    from citecheck.archive.pace import Pace
    from citecheck.models import Listing, NoAnswer, NotChecked
    from citecheck.web import Client


async def beginning_with(
    beginning: str, client: Client, pace: Pace, base: str
) -> Listing | NoAnswer | NotChecked:
    """Ask the archive at *base* for the addresses that begin with *beginning*, and give a row of each.

    The row is the first of an address that shows a page. `Listing.truncated` says that there are more
    addresses than were asked for. The request waits for its turn in *pace*.
    """
    from citecheck.archive.dialect import beginning_address

    return await ask_index(beginning_address(beginning, endpoint_of(base)), client, pace, base)
