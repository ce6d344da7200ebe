"""Call a link that worked before dead only when it was found so several times, days apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Judgement, Verdict
from citecheck.store import strikes_against

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_TIMES = {1: "once", 2: "twice"}


def softened(judgement: Judgement, history: Iterable[tuple[datetime, Verdict]], strikes: int) -> Judgement:
    """Return *judgement*, or `unreachable` where it says `dead` before the *strikes* that are asked for.

    *history* is that of the link, this observation included, newest first. A link that never worked has
    nothing to come back to, and is dead at once.
    """
    if judgement.verdict is not Verdict.DEAD or strikes <= 1:
        return judgement
    found = strikes_against(history)
    if found is None or found >= strikes:
        return judgement
    times = _TIMES.get(found, f"{found} times")
    sentence = f"{judgement.reason}; found so {times}, called dead after {strikes} runs a day apart"
    return Judgement(Verdict.UNREACHABLE, sentence)
