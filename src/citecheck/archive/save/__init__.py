"""Save Page Now 2: ask the Internet Archive to capture pages, and learn what became of each.

    keys        who asks: the environment's keys, which are shown nowhere
    addresses   which addresses are nobody else's to know, and are therefore never submitted
    words       the service's error codes in plain words, and which of them end the asking
    replies     what its answers mean: pure functions
    turns       how fast it is asked, and when no more
    service     its requests
    saver       a list of addresses, from the first submission to the last outcome

The service is described in "Save Page Now 2 Public API Docs" of the Internet Archive (revision of 22 July
2026), which https://web.archive.org/save names. What it does beside that is told by its users: a refusal may
come with status 200 and without a job (internetarchive/wayback issue 305), a page may have been captured
although 5xx was answered or nothing in time (issue 297), and a job that was forgotten is "pending" for ever
(agude/wayback-machine-archiver issue 28).
"""

from __future__ import annotations

from citecheck.archive.save.addresses import secret_in
from citecheck.archive.save.keys import Keys, keys_of
from citecheck.archive.save.saver import Saver
from citecheck.archive.save.service import refuse_open_line
from citecheck.archive.save.words import may_be_sent_again

__all__ = ["Keys", "Saver", "keys_of", "may_be_sent_again", "refuse_open_line", "secret_in"]
