"""The words of a verdict: short, plain, and with the evidence in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.models import Sign

if TYPE_CHECKING:
    from citecheck.models import Answer, Mark

# A line of a terminal, and the reason is one among other parts of it.
_LONGEST = 120

# What a form or a script shows is markup; a reader is told what it is before it is quoted.
_SHOWS = {
    Sign.LOGIN: "asks for a password",
    Sign.CONSENT: "asks for consent first",
    Sign.CAPTCHA: "asks for a proof that the reader is human",
    Sign.CHALLENGE: "is a shield's challenge",
    Sign.PARKED: "is that of a parked domain",
    Sign.EMPTY: "shows nothing unless scripts are run",
    Sign.PAYWALL: "asks for money",
    Sign.REFUSED: "refuses access",
    Sign.WITHHELD: "is withheld from readers of this country",
    Sign.OUTAGE: "tells of an outage",
    Sign.ERROR: "tells of an error",
}


def short(text: str) -> str:
    """Return *text* on one line, bounded for a sentence."""
    line = " ".join(text.split()) if not text.isprintable() else text
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def quoted(text: str | None) -> str:
    """Return *text* between quotation marks, bounded."""
    return f"'{short(text or '')}'"


def answers(facts: Answer) -> str:
    """Say what was answered, and whereto a redirect had led."""
    after = f" after a redirect to {short(facts.final_url)}" if facts.hops else ""
    return f"answers {facts.status}{after}"


def shows(mark: Mark) -> str:
    """Say what a page shows, with the evidence."""
    match mark.place:
        case "title":
            return f"the page is titled {quoted(mark.text)}"
        case "heading":
            return f"its heading says {quoted(mark.text)}"
        case "text":
            return f"the page says {quoted(mark.text)}"
        case _:
            return f"the page {_SHOWS[mark.sign]} ({short(mark.text)})"


def beside(facts: Answer) -> str:
    """Say which faults of the connection stand beside the verdict; empty where there are none."""
    unread = f"; not all of it could be read ({short(facts.unread)})" if facts.unread else ""
    return f"{unread}; {short(facts.tls)}" if facts.tls else unread
