"""The settings: their defaults, and how they are read from `pyproject.toml` or `citecheck.toml`."""

from __future__ import annotations

import difflib
import os
import tomllib
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import msgspec

from citecheck.errors import SettingsError
from citecheck.overrides import PATTERNS, Override, without
from citecheck.toml_faults import in_words
from citecheck.toml_lines import lines_of
from citecheck.waive import Waive

if TYPE_CHECKING:
    from pathlib import Path

_SHARED = "pyproject.toml"  # with the settings of other programs

HOUR = 3600.0
DAY = 24 * HOUR

LEAST = {
    "timeout": 0.1,
    "connect_timeout": 0.1,
    "retries": 0,
    "concurrency": 1,
    "per_host": 1,
    "delay": 0,
    "budget": 1,
    "patience": 0,
    "strikes": 1,
    "archive_pace": 1,
}
"""The least that the numbers among the settings can be."""

INTERNAL = frozenset({"folder", "where"})
"""Fields that the program fills in, and no file."""

FailOn = Literal["error", "warning", "never"]
Snapshots = Literal["all", "problems", "none"]
_CHOICES = {"fail-on": get_args(FailOn), "snapshots": get_args(Snapshots)}

_USER_AGENT = "The name under which pages are asked; without it, that of this program."
_CONNECT = "Wait so many seconds for a connection."
_PACE = "Ask the first archive so many times a minute."
_CANARIES = "Names that resolve wherever there is a network; if none does, it is down."
_TIME_TO_LIVE = "For how many seconds an observation answers for later runs, by the verdict it leads to."
_EXCLUDE = "Regular expressions of addresses that are never asked."
_EXCLUDE_PATHS = f"Documents that are left out of folders and patterns, {PATTERNS}."
_INLINE = "Whether comments in documents may waive findings; without it they are ignored, and that is said."
_WAIVE = "Findings that somebody has looked at and lets pass."
_OVERRIDES = "Settings for some documents; of several that fit, the later one counts."


class TimeToLive(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """For how many seconds an observation answers for the next run, by the verdict it leads to.

    What may pass by itself is asked again soon; what an archive holds changes slowly, and asking it is what
    costs most (24 requests a minute).
    """

    live: float = 3 * DAY
    moved: float = 3 * DAY
    changed: float = DAY
    soft_404: float = DAY
    dead: float = DAY
    blocked: float = DAY
    unreachable: float = HOUR
    snapshot_found: float = 30 * DAY
    snapshot_none: float = 7 * DAY
    snapshot_unknown: float = HOUR


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Everything a run can be told; times are in seconds.

    *cache* is the cache folder (None: `cache/` of the current folder if it stands there, else the user's);
    *no_cache* keeps nothing, *refresh* asks again although the cache knows. *exclude* holds regular
    expressions of addresses that are never asked, *exclude_paths* gitignore patterns of documents that are
    left out of a folder; *overrides* are settings for some documents, *waive* findings that may pass, and
    *inline_waivers* says whether comments in a document may let some pass. Path patterns are relative to
    *folder*, that of the configuration file. *baseline* is a file of known findings,
    which make no run fail. *budget* is how long all requests for one link may take together, redirects and
    repetitions included; *patience* how long a run waits, each time, for its own network to come back;
    *strikes* how many runs, a day apart, must find a link dead that worked before. *canaries* are names that
    resolve wherever there is a network, and answer over plain http, or addresses that do: if none is there,
    the run is offline; where none is named, nothing is called a fault of our own network. *wayback* is the
    archive that is asked first, *archive* are others, for pages of which it has no usable copy; `wayback`
    among them says when its turn is. *archive_pace* is requests a minute to the first: the Internet Archive's
    limit is 30 a minute and address, and it asks clients to keep to 80 % of it (EDGI wayback, release 0.5.1).
    """

    format: str = "terminal"
    output: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: Annotated[tuple[str, ...], msgspec.Meta(description=_EXCLUDE)] = ()
    exclude_paths: Annotated[tuple[str, ...], msgspec.Meta(description=_EXCLUDE_PATHS)] = ()
    fail_on: FailOn = "error"
    baseline: str | None = None
    snapshots: Snapshots = "all"
    offline: bool = False
    allow_private: bool = False
    proxy: str | None = None
    wayback: str = "https://web.archive.org"
    archive: tuple[str, ...] = ()
    user_agent: Annotated[str | None, msgspec.Meta(description=_USER_AGENT)] = None
    timeout: float = 20.0
    connect_timeout: Annotated[float, msgspec.Meta(description=_CONNECT)] = 10.0
    retries: int = 2
    concurrency: int = 64
    per_host: int = 1
    delay: float = 1.0
    archive_pace: Annotated[int, msgspec.Meta(description=_PACE)] = 24
    budget: float = 120.0
    patience: float = 60.0
    strikes: int = 1
    canaries: Annotated[tuple[str, ...], msgspec.Meta(description=_CANARIES)] = (
        "www.wikipedia.org",
        "www.iana.org",
        "archive.org",
    )
    cache: str | None = None
    no_cache: bool = False
    refresh: bool = False
    time_to_live: Annotated[TimeToLive, msgspec.Meta(description=_TIME_TO_LIVE)] = TimeToLive()
    inline_waivers: Annotated[bool, msgspec.Meta(description=_INLINE)] = True
    waive: Annotated[tuple[Waive, ...], msgspec.Meta(description=_WAIVE)] = ()
    overrides: Annotated[tuple[Override, ...], msgspec.Meta(description=_OVERRIDES)] = ()
    folder: str = "."


def load_settings(config: Path | None, folder: Path) -> Settings:
    """Read the settings of *config*, or of the nearest configuration at or above *folder*.

    A `citecheck.toml` holds the keys at its top, a `pyproject.toml` under `[tool.citecheck]`. Without either
    the defaults hold. Raises `SettingsError` for a file that cannot be read and for a key or value that is
    wrong.
    """
    path = configuration_at(config, folder)
    if path is None:
        return Settings()
    settings = settings_from(_table_of(path), where=str(path))
    waive = tuple(
        msgspec.structs.replace(each, where=place)
        for each, place in zip(settings.waive, _places(path, len(settings.waive)), strict=True)
    )
    return msgspec.structs.replace(settings, folder=os.path.relpath(path.parent), waive=waive)


def _places(path: Path, waivers: int) -> list[str]:
    """Say where the *waivers* of the configuration *path* stand."""
    lines = lines_in(path) if waivers else {}
    found = [lines.get(f"waive[{number}]", lines.get("waive")) for number in range(waivers)]
    name = os.path.relpath(path)
    return [f"{name}, line {line}" if line else name for line in found]


def configuration_at(config: Path | None, folder: Path) -> Path | None:
    """Return the configuration that `load_settings` reads; None if there is none."""
    return config or _find_configuration(folder.resolve())


def lines_in(path: Path) -> dict[str, int]:
    """Return the lines in which the settings stand in the configuration *path*, as far as they are known."""
    lines = lines_of(path.read_text(encoding="utf-8"))
    if path.name != _SHARED:
        return lines
    prefix = "tool.citecheck."
    return {name.removeprefix(prefix): line for name, line in lines.items() if name.startswith(prefix)}


def settings_from(table: dict[str, Any], *, where: str) -> Settings:
    """Make settings of *table*, whose keys are written with hyphens; *where* is named in errors."""
    _refuse_unknown_keys(table, Settings, where)
    if isinstance(table.get("time-to-live"), dict):
        _refuse_unknown_keys(table["time-to-live"], TimeToLive, f"{where}: time-to-live")
    for name, kind in (("waive", Waive), ("overrides", Override)):
        for each in table[name] if isinstance(table.get(name), list) else ():
            if isinstance(each, dict):
                _refuse_unknown_keys(each, kind, f"{where}: {name}")
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {in_words(str(error), _CHOICES)}") from error
    _refuse_impossible_values(settings, where)
    return settings


def changed(settings: Settings, **changes: Any) -> Settings:  # noqa: ANN401 - the fields have many types
    """Return *settings* with the *changes* that are not None, for options of the command line.

    What is given there holds for every document, whatever overrides there are.
    """
    given = {key: value for key, value in changes.items() if value is not None}
    overrides = tuple(without(each, given) for each in settings.overrides)
    renewed: Settings = msgspec.structs.replace(settings, **{"overrides": overrides, **given})
    _refuse_impossible_values(renewed, "command line")
    return renewed


def names_of(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the keys of *kind* as a file writes them."""
    fields = msgspec.structs.fields(kind)
    return tuple(field.encode_name for field in fields if field.name not in INTERNAL)


def _find_configuration(folder: Path) -> Path | None:
    """Return the first configuration at *folder* or above it; a file without our table does not count."""
    for place in (folder, *folder.parents):
        own = place / "citecheck.toml"
        if own.is_file():
            return own
        shared = place / _SHARED
        if shared.is_file() and _table_of(shared):
            return shared
    return None


def _table_of(path: Path) -> dict[str, Any]:
    """Return the table of citecheck's settings in *path*."""
    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}); name another with --config"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    if path.name != _SHARED:
        return whole
    table = whole.get("tool", {}).get("citecheck", {})
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: tool.citecheck must be a table")
    return table


def _refuse_unknown_keys(table: dict[str, Any], kind: type[msgspec.Struct], where: str) -> None:
    """Raise for the first key that *kind* does not have, and name the nearest one that it has."""
    known = names_of(kind)
    for key in table:
        if key in known:
            continue
        if kind is Override and key in names_of(Settings):
            apart = ", ".join(name for name in known if name != "paths")
            raise SettingsError(f"{where}: '{key}' holds for the whole run; by path there are {apart}")
        if key == "tool" and kind is Settings:
            raise SettingsError(f"{where}: [tool.citecheck] is for {_SHARED}; here the keys stand at the top")
        near = difflib.get_close_matches(key.replace("_", "-"), known, n=1, cutoff=0.5)
        hint = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(known)}"
        raise SettingsError(f"{where}: unknown key '{key}'; {hint}")


def _refuse_impossible_values(settings: Settings, where: str) -> None:
    """Raise for numbers that no run could use."""
    strikes = [each.strikes for each in settings.overrides if each.strikes is not None]
    values = [(name, getattr(settings, name)) for name in LEAST] + [("strikes", each) for each in strikes]
    for name, value in values:
        if not LEAST[name] <= value < float("inf"):
            raise SettingsError(
                f"{where}: {name.replace('_', '-')} must be at least {LEAST[name]}, not {value}"
            )
