"""From the facts about a link to one word and one sentence: pure functions, replayable without a network.

A false "dead" is the worst thing that can be said here, so only three facts say it: 404, 410, and a name
that does not exist; and not even these where a reader finds the page. Whatever may pass is `unreachable`,
whatever may be meant for programs alone is `blocked`. A silent "live" comes next: what stands in the place of
a page is told by what it says, by where it was led to, and by what a made-up address beside it answers.
"""

from __future__ import annotations

from citecheck.verdict.judging import in_doubt, judge

__all__ = ["in_doubt", "judge"]
