"""How old an observation is, since when a link fails, and where the cache folder is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from citecheck.models import Verdict
from citecheck.settings import Settings
from citecheck.store import cache_folder, failing_since, is_fresh, strikes_against

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "age, seconds, fresh",
    [
        (0, 1, True),
        (59, 60, True),
        (60, 60, False),
        (61, 60, False),
        (0, 0, False),
        (-1, 60, False),
        (5, 1e12, True),
    ],
)
def test_what_is_fresh(age, seconds, fresh):
    """Younger than its time to live, and not from the future."""
    assert is_fresh(NOW - timedelta(seconds=age), NOW, seconds) is fresh


@pytest.mark.parametrize(
    "verdicts, since",
    [
        ("", None),
        ("live", None),
        ("dead", 0),
        ("live dead", None),
        ("dead live", 0),
        ("dead dead live dead", -1),
        ("dead unreachable soft-404 changed moved", -3),
        ("dead blocked dead", -2),
        ("blocked dead live", -1),
        ("offline skipped malformed", None),
        ("blocked live dead", None),
    ],
)
def test_since_when_a_link_fails(verdicts, since):
    """The first failure that no success has followed; what says nothing of the page is passed over."""
    history = [(NOW - timedelta(hours=hours), Verdict(word)) for hours, word in enumerate(verdicts.split())]
    assert failing_since(history) == (None if since is None else NOW + timedelta(hours=since))


@pytest.mark.parametrize(
    "hours, strikes",
    [
        ("0 dead, 99 live", 1),
        ("0 dead, 23 dead, 99 live", 1),
        ("0 dead, 24 dead, 99 live", 2),
        ("0 dead, 20 dead, 40 dead, 99 live", 2),
        ("0 dead, 10 dead, 20 dead, 30 dead, 40 dead, 50 dead, 99 moved", 2),
        ("0 dead, 24 live, 48 dead, 72 dead, 99 live", 1),
        ("0 dead, 24 unreachable, 48 blocked, 60 soft-404, 72 changed, 99 live", 1),
        ("0 live", 0),
        ("", None),
        ("0 dead, 24 dead, 48 dead", None),
    ],
)
def test_strikes_against_a_link(hours, strikes):
    """How often, a day apart, it was found dead since it last worked; a link that never did has none."""
    seen = [each.split() for each in hours.split(", ") if each]
    history = [(NOW - timedelta(hours=int(ago)), Verdict(word)) for ago, word in seen]
    assert strikes_against(history) == strikes


@pytest.mark.parametrize(
    "configured, stands, environ, expected",
    [
        ("/elsewhere", True, {"XDG_CACHE_HOME": "/xdg"}, "/elsewhere"),
        ("kept", True, {}, "{cwd}/kept"),
        ("~/kept", False, {"HOME": "/home/me"}, "/home/me/kept"),
        ("~", False, {"HOME": "/home/me"}, "/home/me"),
        (None, True, {"XDG_CACHE_HOME": "/xdg"}, "{cwd}/cache"),
        (None, False, {"XDG_CACHE_HOME": "/xdg", "HOME": "/home/me"}, "/xdg/citecheck"),
        (None, False, {"XDG_CACHE_HOME": "", "HOME": "/home/me"}, "/home/me/.cache/citecheck"),
        (None, False, {"XDG_CACHE_HOME": "relative", "HOME": "/home/me"}, "/home/me/.cache/citecheck"),
        (None, False, {"HOME": "/home/me"}, "/home/me/.cache/citecheck"),
        (None, False, {}, "{home}/.cache/citecheck"),
    ],
)
def test_where_the_cache_folder_is(tmp_path, configured, stands, environ, expected):
    """The configured folder, else `cache/` of the current folder if it stands there, else the user's."""
    if stands:
        (tmp_path / "cache").mkdir()
    folder = cache_folder(Settings(cache=configured), tmp_path, environ)
    assert folder == Path(expected.format(cwd=tmp_path, home=Path.home()))
    assert not (tmp_path / "kept").exists()


def test_a_file_named_cache_is_no_cache_folder(tmp_path):
    """Only a folder that stands there counts."""
    (tmp_path / "cache").write_text(str(date(2026, 11, 23)))
    assert cache_folder(Settings(), tmp_path, {"XDG_CACHE_HOME": "/xdg"}) == Path("/xdg/citecheck")
