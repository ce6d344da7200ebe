"""What is in force, and where each value comes from: a default, the file, an override, the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from citecheck.overrides import changes_of, fitting, for_document
from citecheck.settings import (
    INTERNAL,
    Settings,
    TimeToLive,
    changed,
    configuration_at,
    lines_in,
    load_settings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Source = Literal["default", "file", "override", "command line"]


@dataclass(frozen=True, slots=True)
class Value:
    """One setting: its name as a file writes it, its value, and where that comes from.

    *line* is the line of the configuration file, None where it is not known.
    """

    name: str
    value: Any
    source: Source
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """All settings in force, in their order; *file* is the configuration, None if there is none.

    *document* is the one for which they hold, None for all that no override names.
    """

    file: str | None
    document: str | None
    values: tuple[Value, ...]


def configuration(
    config: Path | None, folder: Path, given: Mapping[str, Any], document: str | None = None
) -> Configuration:
    """Return what is in force at *folder* where *given* stands on the command line, as for `load_settings`.

    Raises `SettingsError` as that does, and as `changed`.
    """
    settings = changed(load_settings(config, folder), **given)
    path = configuration_at(config, folder)
    lines = {} if path is None else lines_in(path)
    origins = _Origins(lines, {name for name, value in given.items() if value is not None})
    if document is not None:
        origins.override(settings, document)
        settings = for_document(settings, document)
    file = None if path is None else os.path.relpath(path)
    return Configuration(file, document, tuple(origins.values(settings)))


class _Origins:
    """Where settings come from: the file has *lines*, the command line has what is *given*."""

    def __init__(self, lines: Mapping[str, int], given: set[str]) -> None:
        self._lines, self._given = lines, given
        self._overridden: dict[str, int | None] = {}

    def override(self, settings: Settings, document: str) -> None:
        """Take note of what overrides change for *document*."""
        for override in fitting(settings, document):
            number = settings.overrides.index(override)
            for name in changes_of(override):
                key = f"overrides[{number}].{name.replace('_', '-')}"
                self._overridden[name] = self._lines.get(key, self._lines.get(f"overrides[{number}]"))

    def values(self, settings: Settings) -> Iterator[Value]:
        """Give every setting with its origin; those of a table one by one."""
        for field in msgspec.structs.fields(settings):
            if field.name in INTERNAL:
                continue
            value = getattr(settings, field.name)
            if isinstance(value, TimeToLive):
                for part in msgspec.structs.fields(value):
                    name = f"{field.encode_name}.{part.encode_name}"
                    yield self._value(name, getattr(value, part.name), part.default)
            else:
                yield self._value(field.encode_name, value, field.default, field.name)

    def _value(self, name: str, value: Any, default: Any, attribute: str = "") -> Value:  # noqa: ANN401 - of any type
        """Return one setting."""
        if attribute in self._given:
            return Value(name, value, "command line")
        if attribute in self._overridden:
            return Value(name, value, "override", self._overridden[attribute])
        line = self._lines.get(name, self._lines.get(f"{name}[0]"))
        if line is not None or value != default:
            return Value(name, value, "file", line)
        return Value(name, value, "default")
