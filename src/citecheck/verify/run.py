"""One run over the cited URLs: each page is asked once, and then the archive about it."""

from __future__ import annotations

from collections import Counter
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.models import ArchiveFacts, LinkFacts, Listing, NoAnswer, Verdict
from citecheck.store import Kept, Store
from citecheck.verify.asking import Asking
from citecheck.verify.copies import Copies
from citecheck.verify.forms import FormSearch
from citecheck.verify.links import Links
from citecheck.verify.offline import OUR_FAULT, judgement_of
from citecheck.verify.ours import may_be_ours
from citecheck.verify.outcomes import Outcomes
from citecheck.verify.portal import Portal
from citecheck.verify.progress import Progress
from citecheck.verify.replays import Replays
from citecheck.verify.together import with_helpers
from citecheck.verify.wording import warnings_of
from citecheck.verify.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citecheck.settings import Settings
    from citecheck.verify.network import Network
    from citecheck.verify.prepare import Target

MOST_PASSES = 4
"""So often links are asked where outages kept them: a network that comes and goes must not hold a run up."""


class Run:
    """Asks *targets* of the *world* that is made of the settings, and tells *watch* how far it is."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        targets: tuple[Target, ...],
        watch: Callable[[Progress], None] | None = None,
        world: Callable[[Settings], World] = World,
    ) -> None:
        self._settings = settings
        self._targets = {target.url: target for target in targets}
        self._watch, self._make_world = watch, world
        self._links = Links(settings, store)
        self.outcomes = Outcomes(store)
        self._copies = Copies(settings, store, is_our_fault=self._is_our_fault, learn=self._learn_copy)
        self._replays = Replays(settings, store, is_our_fault=self._is_our_fault, learn=self._learn_replays)
        self._forms = FormSearch(
            settings,
            store,
            self._copies.pace,
            is_our_fault=self._is_our_fault,
            learn=self.outcomes.learn_forms,
            shows=self._replays.bears_title,
        )
        self._judged: dict[str, Verdict] = {}
        self._verdicts: Counter[Verdict] = Counter()
        self._unknown: Counter[str] = Counter()
        self._network: Network | None = None
        self._proxies: tuple[str, ...] = ()
        self._asking: Asking | None = None
        self._slowest = ""

    async def ask(self) -> None:
        """Ask for every target that the cache does not know; what was learned is in `outcomes`."""
        unknown: dict[str, Target] = {}
        for url, target in self._targets.items():
            known = self._links.known(target)
            if known is None:
                unknown[url] = target
            else:
                self._learn(target, known)
        if self._settings.offline:
            await with_helpers(self._forms.join(), self._forms.work(None))
        elif unknown or self._copies.wanted or self._forms.wanted or self._replays.waiting:
            await self._ask_world(unknown)

    def look_round(self) -> None:
        """See what the run waits for, and tell the watcher; meant for now and then."""
        if self._watch is not None:
            self._slowest = "" if self._asking is None else self._asking.waiting
            self.tell()

    def tell(self) -> None:
        """Tell the watcher how far the run is.

        Copies are counted of every address, because for which of them an archive is asked is known at the
        end only; where none is asked for any, they are not counted.
        """
        if self._watch is not None:
            total = len(self._targets)
            wanted = 0 if self._settings.snapshots == "none" else total
            copies = min(self.outcomes.copies - self._replays.waiting, wanted)
            done = self._verdicts.total()
            self._watch(Progress(done, total, copies, wanted, dict(self._verdicts), self._waits_for()))

    def warnings(self) -> tuple[str, ...]:
        """Return what went wrong with the run itself, a sentence each."""
        troubles = None if self._network is None else self._network.troubles
        lost = self._verdicts[Verdict.OFFLINE]
        return warnings_of(
            self._settings, troubles, lost, self._proxies, self._unknown, unseen=self._replays.unseen
        )

    def keep(self, target: Target, facts: LinkFacts) -> None:
        """Keep what was seen of *target*."""
        self._learn(target, self._links.keep(target.url, facts))

    def retract(self, url: str) -> Target | None:
        """Take back what this run kept of *url*, which turned out to be no page's; None if nothing was."""
        kept = self.outcomes.retract(url)
        if kept is None:
            return None
        target = self._targets[url]
        self._verdicts[judgement_of(kept.facts, target).verdict] -= 1
        return target

    async def _ask_world(self, unknown: dict[str, Target]) -> None:
        """Ask pages, and beside that the archive about those that are known."""
        world = self._make_world(self._settings)
        self._proxies = world.proxies
        self._network = world.network()
        async with AsyncExitStack() as open_things:
            workers = []
            if self._settings.snapshots != "none":
                client = await open_things.enter_async_context(world.client())
                workers = [
                    *self._copies.workers(client),
                    self._forms.work(client),
                    self._replays.work(client),
                ]
            await with_helpers(self._ask_pages(unknown, world, self._network), *workers)

    async def _ask_pages(self, unknown: dict[str, Target], world: World, network: Network) -> None:
        """Ask pages, those again that our own network kept from us, and wait for the copies of all."""
        portal = Portal()
        for number in range(MOST_PASSES):
            if not unknown:
                break
            asking = Asking(unknown, world, network, portal, self, settings=self._settings, again=number > 0)
            self._asking = asking
            await asking.run()
            self._asking, self._slowest = None, ""
            self._lose(asking.lost)
            unknown = asking.again
        self._lose(unknown)
        await self._copies.join()
        await self._forms.join()
        await self._replays.join()

    def _lose(self, targets: dict[str, Target]) -> None:
        """Say of *targets* that nothing can be said."""
        now = datetime.now(UTC)
        for target in targets.values():
            self._learn(target, Kept(OUR_FAULT, now))

    def _learn(self, target: Target, kept: Kept[LinkFacts]) -> None:
        """Take note of what is known of *target*, and let its copies be looked up."""
        verdict = judgement_of(kept.facts, target).verdict
        self.outcomes.learn_link(target.url, kept)
        self._verdicts[verdict] += 1
        self._judged[target.url] = verdict
        self.tell()
        self._copies.put(target, verdict)

    def _learn_copy(self, url: str, kept: Kept[ArchiveFacts] | ArchiveFacts) -> None:
        """Take note of what the archive holds of *url*."""
        facts = kept.facts if isinstance(kept, Kept) else kept
        if isinstance(facts, NoAnswer):
            self._unknown[facts.detail.removeprefix("not asked: ") or facts.reason] += 1
        self.outcomes.learn_archive(url, kept)
        if isinstance(facts, Listing):
            self._replays.put(self._targets[url], facts)
        self._forms.put(self._targets[url], self._judged[url], facts)
        self.tell()

    def _learn_replays(self, url: str, found: Mapping[str, Kept[LinkFacts]]) -> None:
        """Take note of what the copies of *url* show."""
        self.outcomes.learn_replays(url, found)
        self.tell()

    async def _is_our_fault(self, facts: ArchiveFacts) -> bool:
        """Tell whether our own network is to blame for what the archive did not answer."""
        ours = isinstance(facts, NoAnswer) and may_be_ours(facts, self._settings.wayback)
        return ours and self._network is not None and not await self._network.is_up()

    def _waits_for(self) -> str:
        """Say what the run waits for, if it is our own network or the pace of an archive or of a host."""
        away = None if self._network is None else self._network.waiting
        if away is not None:
            return f"our own network is down; waiting {away:.0f} s more"
        return self._copies.waiting or self._slowest
