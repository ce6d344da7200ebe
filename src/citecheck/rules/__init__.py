"""Rules turn what is known of an endnote into findings.

    judge(entries, neighbours)   run them: the findings about the document, the entries with theirs
    waive(...)                   let those pass that somebody has looked at
    table(), explain(code)       what the rules are, for people; markdown() is the whole of it
    refuse_unknown_codes(...)    raise for a code of the settings that no rule has
    refuse_unknown_in(...)       raise for such a code in one option
    RULES                        all of them, in the order of the catalogue

A rule is a short generator beside its page; `citecheck.rules.table` lists them, and nothing else does. To add
one, write it in the file of its family and add it there: `citecheck.rules.judge` signs what it says.
"""

from citecheck.rules.judge import chosen_codes, in_order, judge
from citecheck.rules.pages import explain, markdown, table
from citecheck.rules.placing import Held
from citecheck.rules.settings import refuse_unknown_codes, refuse_unknown_in
from citecheck.rules.table import RULES
from citecheck.rules.waiving import Judging, Use, about, waive

__all__ = [
    "RULES",
    "Held",
    "Judging",
    "Use",
    "about",
    "chosen_codes",
    "explain",
    "in_order",
    "judge",
    "markdown",
    "refuse_unknown_codes",
    "refuse_unknown_in",
    "table",
    "waive",
]
