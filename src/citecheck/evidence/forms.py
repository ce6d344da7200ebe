"""Which of the forms that an archive holds of a damaged URL is the right one, if that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import ArchivedForm


def right_form(forms: Sequence[ArchivedForm]) -> ArchivedForm | None:
    """Return the one of *forms* that the damaged URL surely was; None where that is not known.

    It is the only one, and nothing speaks against it: neither its time nor its title. A guess needs the cited
    title, and so does one of which no time is known.
    """
    if len(forms) != 1 or forms[0].near is False or forms[0].title_matches is False:
        return None
    form = forms[0]
    return form if form.title_matches or (form.near and not form.guessed) else None


def possible_forms(forms: Sequence[ArchivedForm]) -> tuple[str, ...]:
    """Return the addresses among which a person has to choose: several, or one that nothing confirms."""
    if right_form(forms) is not None:
        return ()
    if len(forms) == 1 and (forms[0].near is False or forms[0].title_matches is False):
        return ()
    return tuple(form.url for form in forms)
