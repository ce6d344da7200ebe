"""Say which addresses an archive holds that a damaged URL may have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.evidence.forms import possible_forms
from citecheck.safe import shown

if TYPE_CHECKING:
    from citecheck.models import Entry, Span

_NAMED = 3


def held_forms(entry: Entry, span: Span) -> str:
    """Return a sentence, with a space before it, for the URL of *entry* at *span*; empty if none are held."""
    forms = next((possible_forms(link.forms) for link in entry.links if link.cited.span.overlaps(span)), ())
    if not forms:
        return ""
    named = [shown(form) for form in forms[:_NAMED]]
    if len(forms) == 1:
        return f" The archive holds one address that may be meant: {named[0]}; look at it."
    if len(forms) <= _NAMED:
        listed = f": {', '.join(named[:-1])} and {named[-1]}"
    else:
        listed = f", among them {', '.join(named)}"
    return f" The archive holds {len(forms)} addresses of this form{listed}; see which is meant."
