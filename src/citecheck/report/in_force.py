"""What `citecheck config` writes: the settings in force, as TOML that could stand in a file, or as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from citecheck.safe import encodable, masked, shown
from citecheck.settings import INTERNAL
from citecheck.shapes import VERSION, Shape, encode, unsteering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.configuration import Configuration, Value

FORMATS = ("terminal", "json")
_WIDEST = 44  # columns of a setting, behind which its origin stands


class WrittenValue(Shape, frozen=True, kw_only=True):
    """The value of a setting, and where it comes from.

    *file* and *line* are null where it stands in no file, or where its line is not known.
    """

    value: Any
    source: Literal["default", "file", "override", "command line"]
    file: str | None = None
    line: int | None = None


class InForce(Shape, frozen=True, kw_only=True):
    """What `citecheck config --format json` writes; *file* is the configuration, null if there is none.

    *document* is the one for which the settings hold, null for all that no override names.
    """

    version: Literal[1] = VERSION
    file: str | None = None
    document: str | None = None
    settings: dict[str, WrittenValue]


def render(configuration: Configuration, name: str) -> str:
    """Write *configuration* in the format *name*."""
    return _as_json(configuration) if name == "json" else "\n".join(_lines(configuration)) + "\n"


def _as_json(configuration: Configuration) -> str:
    """Write it for programs."""
    settings = {
        each.name: WrittenValue(
            value=_plain(each.value),
            source=each.source,
            file=configuration.file if each.source in ("file", "override") else None,
            line=each.line,
        )
        for each in configuration.values
    }
    return encode(InForce(file=configuration.file, document=configuration.document, settings=settings))


def _lines(configuration: Configuration) -> Iterator[str]:
    """Yield it for people."""
    for_what = "" if configuration.document is None else f" for {shown(configuration.document)}"
    yield f"# in force{for_what}; {shown(configuration.file or 'no configuration file')}"
    tables: dict[str, list[Value]] = {}
    arrays = []
    for each in configuration.values:
        table, dot, _ = each.name.partition(".")
        if dot:
            tables.setdefault(table, []).append(each)
        elif _is_array_of_tables(each.value):
            arrays.append(each)
        else:
            yield _line(each.name, each.value, _origin(each, configuration))
    for table, values in tables.items():
        yield f"\n[{table}]"
        for each in values:
            yield _line(each.name.partition(".")[2], each.value, _origin(each, configuration))
    for each in arrays:
        origin = _origin(each, configuration)  # where the first of them stands; the others follow it there
        for struct in each.value:
            yield f"\n{_remarked(f'[[{each.name}]]', origin)}"
            yield from (_line(name, value) for name, value in _given(struct))
            origin = ""


def _line(name: str, value: Any, origin: str = "") -> str:  # noqa: ANN401 - of any type
    """Return the line of a setting; one that has no value is a comment."""
    return _remarked(f"# {name} is not set" if value is None else f"{name} = {_toml(value)}", origin)


def _remarked(line: str, origin: str) -> str:
    """Return *line* with its *origin*, if that is to be said, behind it."""
    return f"{line:<{_WIDEST}}  # {origin}" if origin else line


def _origin(value: Value, configuration: Configuration) -> str:
    """Say where *value* comes from."""
    if value.source in ("default", "command line"):
        return value.source
    place = shown(configuration.file or "") + (f", line {value.line}" if value.line else "")
    return f"{place} (overrides)" if value.source == "override" else place


def _toml(value: Any) -> str:  # noqa: ANN401 - of any type
    """Write *value* as TOML, in which the texts of JSON are texts too; passwords are masked."""
    if isinstance(value, str):
        return unsteering(json.dumps(encodable(masked(value)), ensure_ascii=False))
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 - of any type
    """Return *value* as JSON has it."""
    return [dict(_given(struct)) for struct in value] if _is_array_of_tables(value) else value


def _is_array_of_tables(value: Any) -> bool:  # noqa: ANN401 - of any type
    """Tell whether *value* holds tables."""
    return isinstance(value, tuple) and any(isinstance(each, msgspec.Struct) for each in value)


def _given(struct: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """Give the fields of a table that are not its defaults, as a file writes them."""
    for field in msgspec.structs.fields(struct):
        value = getattr(struct, field.name)
        if field.name not in INTERNAL and value != field.default:
            yield field.encode_name, value
