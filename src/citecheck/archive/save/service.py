"""The requests of Save Page Now."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urldefrag, urlencode, urlsplit

from citecheck.archive.save.replies import of_account, of_status, of_submission
from citecheck.errors import SettingsError
from citecheck.web import manner_for_archive
from citecheck.web.guard import is_loopback

if TYPE_CHECKING:
    from citecheck.archive.save.keys import Keys
    from citecheck.archive.save.replies import Account, Begun, Closed, Wait
    from citecheck.models import Submission
    from citecheck.web import Client

DAY = 86_400
"""Seconds: a page that was captured within them is not captured again, whoever had that done."""

# Anything but "1" means no. Errors are not wanted as copies (`capture_all` stays off); that the capture shows
# in the archive half a day later spares it work, and nobody waits for it.
_OPTIONS = {"skip_first_archive": "1", "delay_wb_availability": "1", "if_not_archived_within": str(DAY)}

_FORM = ("Content-Type", "application/x-www-form-urlencoded")
_LARGEST_ANSWER = 2**20  # bytes; it names up to 500 parts of a page
_ANSWER_WITHIN = 60.0  # seconds; what is not heard is not known, so patience is cheap


class SavePageNow:
    """Asks the archive at *base* with *keys*, which go to its own origin alone.

    Raises `SettingsError` for a base to which keys cannot be sent safely.
    """

    def __init__(self, base: str, keys: Keys, client: Client) -> None:
        refuse_open_line(base)
        self.base = base.rstrip("/")
        self._client = client
        self._manner = replace(
            manner_for_archive(base),
            accept="application/json",
            body_limit=_LARGEST_ANSWER,
            read_timeout=_ANSWER_WITHIN,
            follow=False,
            retries=0,
            headers=(keys.header,),
        )
        self._posting = replace(self._manner, headers=(keys.header, _FORM))

    async def submit(self, url: str) -> Begun | Submission | Wait | Closed:
        """Ask for a capture of *url*, once."""
        form = urlencode({"url": urldefrag(url).url, **_OPTIONS}).encode("ascii")
        return of_submission(await self._client.post(f"{self.base}/save", form, self._posting), self.base)

    async def status(self, job: str, url: str) -> Submission | Wait | Closed | None:
        """Ask what became of the capture *job* of *url*; None while it is under way."""
        address = f"{self.base}/save/status/{quote(job, safe='')}"
        return of_status(await self._client.get(address, self._manner), url, self.base)

    async def account(self) -> Account | Wait | Closed:
        """Ask what the account may do; the parameter keeps caches from answering with what was."""
        address = f"{self.base}/save/status/user?_t={time.time_ns() // 1_000_000}"
        return of_account(await self._client.get(address, self._manner), self.base)


def refuse_open_line(base: str) -> None:
    """Raise `SettingsError` where everybody on the way to *base* could read the keys."""
    try:
        parts = urlsplit(base)
    except ValueError as error:
        raise SettingsError(f"wayback: {base} is not an address") from error
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise SettingsError(f"wayback: keys are sent over https alone, and not to {base}")
