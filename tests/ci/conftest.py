from __future__ import annotations

import pytest
from action_runner import Job


@pytest.fixture
def job(tmp_path):
    """A job on a pull request, with one report in which a date is wrong."""
    made = Job(tmp_path)
    made.write("reports/a.md", BAD)
    return made


BAD = "Body.[^1]\n\n[^1]: World Bank. Prices. http://www.worldbank.org/prices Accessed May 32 2011.\n"
