"""The copied names of the months are those of CLDR."""

import pytest
from babel.dates import get_month_names

from citecheck.parse.months import LANGUAGES, months


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
def test_every_name_in_cldr_is_known(language, width, context):
    """Each name that Babel has is known by its number, and by its full name a month is safely told."""
    names = {
        name.lower().rstrip("."): number
        for number, name in get_month_names(width, context, locale=language).items()
        if len(name.rstrip(".")) > 2
    }
    assert names
    assert names.items() <= months().numbers.items()
    assert width == "abbreviated" or names.keys() <= months().safe
