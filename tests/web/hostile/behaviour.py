"""What a row of the tables is, and the words in which it says what a reader accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from web.hostile.certificates import Tls
from web.hostile.replies import Action

from citecheck.models import Verdict

TITLE = "A Survey of River Transport in the Northern Provinces"
PATH = "/reports/rivers.html"

LIVE = frozenset({Verdict.LIVE})
MOVED = frozenset({Verdict.MOVED})
CHANGED = frozenset({Verdict.CHANGED})
SOFT_404 = frozenset({Verdict.SOFT_404})
DEAD = frozenset({Verdict.DEAD})
BLOCKED = frozenset({Verdict.BLOCKED})
UNREACHABLE = frozenset({Verdict.UNREACHABLE})

# What a made-up path of the host answers too, where the table of a behaviour has this path.
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One thing that servers do, and the verdicts that a careful reader accepts for a citation of it.

    *serve* says what is answered: one action for the cited address, or one for each path (`EVERYWHERE` for all
    others; a path that is not there answers 404, as an honest server does; a path may be led by a host and
    `//`). None leaves the port closed. *title* is the cited one, None where the note has none. *url* is the
    cited address: `{here}`, `{secure}`, `{www}`, `{other}` stand for this host over HTTP and HTTPS, its www
    name, and another site at the same machine. *reason* holds words that the reason must contain, alternatives
    parted by a bar. *faulty* says whether the facts must name a fault of the secure connection. *most* bounds
    the requests for one path, *bytes_read* what is taken from the server. *resolves* is what the name server
    says (`own` is the address of the behaviour), *tls* how the secure port is equipped, *crowded* that the
    port takes no connection because its queue is full, *guest_of* the behaviour at whose host the page is,
    *visits* a path that must have been asked for, because the reader is led there.
    *read* is False where even a patient reader of bytes cannot find the cited title in what comes.
    """

    name: str
    says: str
    serve: Action | Mapping[str, Action] | None
    accepted: frozenset[Verdict]
    title: str | None = TITLE
    url: str = "{here}" + PATH
    reason: tuple[str, ...] = ()
    faulty: bool | None = None
    most: int = 4
    bytes_read: int = 4 << 20
    resolves: tuple[str, ...] | Exception = ("own",)
    fails_first: Exception | None = None
    tls: Tls | None = None
    crowded: tuple[str, ...] = ()
    guest_of: str | None = None
    visits: str | None = None
    read: bool = True

    @property
    def place(self) -> str:
        """The name of the behaviour whose host this is."""
        return self.guest_of or self.name

    @property
    def label(self) -> str:
        """The name of the host without its domain."""
        return self.place.replace(".", "-")

    @property
    def host(self) -> str:
        """The name of the host."""
        return f"{self.label}.test"

    def action(self, host: str, target: str) -> Action | None:
        """Return what is done at *target* of *host*; None where there is nothing."""
        if not isinstance(self.serve, Mapping):
            return self.serve if target == self.target else None
        bare = target.partition("?")[0]
        for key in (f"{host}//{target.removeprefix('/')}", f"{host}//{EVERYWHERE}", target, bare, EVERYWHERE):
            if key in self.serve:
                return self.serve[key]
        return None

    @property
    def target(self) -> str:
        """The cited path as it goes over the wire, for behaviours that have no other."""
        rest = self.url.partition("}")[2] if self.url[0] == "{" else self.url.partition("://")[2]
        return "/" + rest.partition("/")[2].partition("#")[0]
