"""The archive of the tests: pywb on WARC files that they write, behind a server that speaks as Wayback does."""

from __future__ import annotations

import pytest
from world.pywb_venv import PywbMissing, pywb_python
from world.server import archive_world_in


@pytest.fixture(scope="session")
def archive_world(tmp_path_factory):
    """Start it once; without pywb the tests that need it fail, and say what pip said."""
    try:
        python = pywb_python()
    except PywbMissing as missing:
        pytest.fail(f"pywb cannot be installed:\n{missing}", pytrace=False)
    with archive_world_in(tmp_path_factory.mktemp("archive"), python) as world:
        yield world


@pytest.fixture(autouse=True)
def _calm(request):
    """Let no fault that one test plans be met by the next."""
    if "archive_world" in request.fixturenames:
        request.getfixturevalue("archive_world").calm()
