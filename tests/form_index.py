"""An index in the place of the client: it answers queries of one address and of what begins alike, from a table.

index = FormIndex(captured("http://www.example.org/reports/annual_2008.htm", "20080301120000"))
asyncio.run(beginning_with("http://www.example.org/reports/annual", index, Pace(1000), ARCHIVE))
assert index.asked == [("prefix", "http://www.example.org/reports/annual")]
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote_plus, urlsplit

from cdx_server import urlkey

from citecheck.models import NoAnswer
from citecheck.web import Reply

ARCHIVE = "http://archive.test"
KNOWN = {"url", "matchType", "filter", "collapse", "limit", "showResumeKey", "gzip", "to", "sort"}


class FormIndex:
    """What the index holds are *rows*; what it answers instead of each query is in `faults`, in order."""

    def __init__(self, *rows):
        self.rows = rows
        self.asked = []
        self.faults = []

    async def get(self, url, _manner):
        """Answer one query."""
        parts = urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{ARCHIVE}/cdx/search/cdx"
        values = dict(parse_qsl(parts.query))
        assert values.keys() <= KNOWN
        self.asked.append((values["matchType"], values["url"]))
        if self.faults:
            fault = self.faults.pop(0)
            return fault if isinstance(fault, NoAnswer) else reply(fault)
        return reply(self._listing(values))

    def _listing(self, values):
        key = urlkey(values["url"])
        whole = values["matchType"] == "exact"
        found = [row for row in self.rows if (row.urlkey == key if whole else row.urlkey.startswith(key))]
        refused = values.get("filter", "!statuscode:-!").removeprefix("!statuscode:")
        found = [row for row in found if not re.fullmatch(refused, row.statuscode)]
        found.sort(key=lambda row: (row.urlkey, row.timestamp))
        if values.get("collapse") == "urlkey":
            found = list({row.urlkey: row for row in reversed(found)}.values())[::-1]
        limit = int(values["limit"])
        more = f"\n{quote_plus(found[limit].urlkey)}\n" if len(found) > limit else ""
        return "".join(f"{row}\n" for row in found[:limit]) + more


def reply(body):
    """Return an answer 200 with *body*."""
    return Reply(
        status=200,
        url=ARCHIVE,
        headers={"content-type": "text/plain"},
        body=body.encode(),
        cut=False,
        hops=(),
    )
