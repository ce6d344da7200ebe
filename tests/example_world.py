"""A web and an archive for the example: pages that are there, gone, moved, changed or closed, and their copies."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

from cdx_server import captured
from local_web import Page

ROOT = Path(__file__).parent.parent
CITED = {
    citation["number"]: citation
    for citation in json.loads((ROOT / "endnotes.json").read_text(encoding="utf-8"))["citations"]
    if citation["urls"]
}


def titles():
    """Return the titles that copies show, by the address that was captured; the first note's is not seen."""
    return {url_of(number): CITED[number]["title"] or "" for number in list(CITED)[1:]}


def url_of(number):
    return CITED[number]["urls"][0]["url"]


def world():
    """Return the pages and the captures: of five notes each page that is gone, moved, changed or blocked.

    An archive is asked 24 times in a minute, so that no more than that are in trouble.
    """
    numbers = list(CITED)
    pages = {url_of(number): Page(CITED[number]["title"] or "A page") for number in numbers}
    pages |= {url_of(number): Page("Not Found", status=404) for number in numbers[:10]}
    new = {url_of(number): f"http://new.example/{number}" for number in numbers[10:15]}
    pages |= {old: Page("Moved", status=301, headers={"Location": to}) for old, to in new.items()}
    pages |= {new[url_of(number)]: Page(CITED[number]["title"] or "A page") for number in numbers[10:15]}
    pages |= {url_of(number): Page("Forbidden", status=403) for number in numbers[15:18]}
    pages |= {
        url_of(number): Page("Page not found", text="The page was not found.") for number in numbers[18:20]
    }
    rows = []
    for number in [*numbers[:6], *numbers[15:19]]:
        accessed = CITED[number]["accessed"]
        edtf = (accessed or {}).get("edtf") or ""
        day = date.fromisoformat(edtf) if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) else date(2011, 6, 1)
        rows += [captured(url_of(number), f"{day + timedelta(days=far):%Y%m%d}120000") for far in (-40, 9)]
    return pages, rows
