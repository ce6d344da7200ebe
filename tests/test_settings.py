"""Settings: where they come from, and what is wrong with them."""

from dataclasses import dataclass

import pytest

from citecheck.errors import SettingsError
from citecheck.settings import Settings, changed, load_settings, settings_from

WRONG = [
    ({"retires": 3}, "unknown key 'retires'; did you mean 'retries'?"),
    ({"fail_on": "error"}, "unknown key 'fail_on'; did you mean 'fail-on'?"),
    ({"zzz": 1}, "unknown key 'zzz'; known keys: format, "),
    ({"time-to-live": {"alive": 1}}, "time-to-live: unknown key 'alive'; did you mean 'live'?"),
    ({"tool": {"citecheck": {}}}, "[tool.citecheck] is for pyproject.toml; here the keys stand at the top"),
    ({"retries": "many"}, "retries must be a whole number, not a text in quotes"),
    ({"retries": 1.5}, "retries must be a whole number, not a fraction"),
    ({"offline": "yes"}, "offline must be true or false, not a text in quotes"),
    ({"ignore": "X102"}, 'ignore must be a list, as ["one", "two"], not a text in quotes'),
    ({"ignore": [1]}, "ignore: item 1 must be a text in quotes, not a whole number"),
    ({"baseline": ["a"]}, "baseline must be a text in quotes, not a list"),
    ({"time-to-live": 3}, "time-to-live must be a table, not a whole number"),
    ({"time-to-live": {"live": "x"}}, "time-to-live.live must be a number, not a text in quotes"),
    ({"fail-on": "all"}, "fail-on must be one of error, warning, never"),
    ({"snapshots": "some"}, "snapshots must be one of all, problems, none"),
    ({"timeout": 0}, "timeout must be at least 0.1, not 0"),
    ({"strikes": 0}, "strikes must be at least 1, not 0"),
    ({"patience": -1}, "patience must be at least 0, not -1"),
    ({"archive-pace": 0}, "archive-pace must be at least 1, not 0"),
    ({"delay": float("inf")}, "delay must be at least 0"),
]


@pytest.mark.parametrize("table, said", WRONG)
def test_wrong_setting_is_named(table, said):
    """A wrong key names the nearest right one, a wrong value says what was expected and where."""
    with pytest.raises(SettingsError) as error:
        settings_from(table, where="citecheck.toml")
    assert str(error.value).startswith("citecheck.toml: ")
    assert said in str(error.value)


@dataclass
class Place:
    """A file of a configuration, and the number of retries that it leads to."""

    name: str
    text: str
    retries: int


@pytest.mark.parametrize(
    "place",
    [
        Place("citecheck.toml", "retries = 7", 7),
        Place("pyproject.toml", "[tool.citecheck]\nretries = 5", 5),
        Place("pyproject.toml", "[tool.other]\nretries = 5", 2),
        Place("other.toml", "retries = 9", 2),
    ],
    ids=lambda place: f"{place.name}-{place.retries}",
)
def test_nearest_configuration_holds(tmp_path, place):
    """The configuration at or above the folder is read; one without our table does not count."""
    (tmp_path / place.name).write_text(place.text)
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert load_settings(None, below).retries == place.retries


def test_named_configuration_is_read_or_refused(tmp_path):
    """`--config FILE` is read whatever its name; a missing or broken one is one clear error."""
    path = tmp_path / "mine.toml"
    path.write_text('snapshots = "none"\n[time-to-live]\ndead = 5')
    settings = load_settings(path, tmp_path)
    assert (settings.snapshots, settings.time_to_live.dead) == ("none", 5.0)
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "missing.toml", tmp_path)
    path.write_text("retries = = 3")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load_settings(path, tmp_path)


def test_options_lie_over_the_configuration():
    """What is None was not given; what is given is checked like the file."""
    settings = changed(Settings(retries=5), retries=None, delay=0.0)
    assert (settings.retries, settings.delay) == (5, 0.0)
    with pytest.raises(SettingsError, match="command line: concurrency must be at least 1"):
        changed(settings, concurrency=0)
