"""Rules turn what is known of an endnote into findings.

    judge(entries, neighbours)   run them: the findings about the document, the entries with theirs
    table(), explain(code)       what the rules are, for people; markdown() is the whole of it
    RULES                        all of them, in the order of the catalogue

A rule is a short generator beside its page; `citecheck.rules.table` lists them, and nothing else does. To add
one, write it in the file of its family and add it there: `citecheck.rules.judge` signs what it says.
"""

from citecheck.rules.judge import judge
from citecheck.rules.pages import explain, markdown, table
from citecheck.rules.table import RULES

__all__ = ["RULES", "explain", "judge", "markdown", "table"]
