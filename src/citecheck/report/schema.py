"""The JSON Schemas of what citecheck writes, made from `citecheck.shapes` and kept in `docs/schema/`."""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec

from citecheck.report.changes import WrittenDifference
from citecheck.report.in_force import InForce
from citecheck.shapes import Batch, Checked, Endnotes, Saving, Shape, WrittenAuthor

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the text of each schema by the name of its file."""
    return {
        "parse.schema.json": _text("What `citecheck parse` writes", Endnotes),
        "check.schema.json": _text("What `citecheck check --format json` writes", Checked, Batch),
        "diff.schema.json": _text("What `citecheck diff --format json` writes", WrittenDifference),
        "in-force.schema.json": _text("What `citecheck config --format json` writes", InForce),
        "archive.schema.json": _text("What `citecheck archive --format json` writes", Saving),
    }


def _text(title: str, *kinds: type[Shape]) -> str:
    """Write the schema of a value that is one of *kinds*."""
    refs, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    whole: dict[str, Any] = {"$schema": DIALECT, "title": title}
    whole |= {"anyOf": list(refs)} if len(refs) > 1 else refs[0]
    whole["$defs"] = {name: _as_written(name, definition) for name, definition in definitions.items()}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _as_written(name: str, definition: dict[str, Any]) -> dict[str, Any]:
    """Describe an object as it is written: every key stands, except those that an author does not have.

    Of a citation without an archived copy `archived` is left out too.
    """
    described = definition | {"description": inspect.cleandoc(definition.get("description", ""))}
    if "properties" in definition:
        described["properties"] = {
            key: {word: value for word, value in kind.items() if word != "default"}
            for key, kind in definition["properties"].items()
        }
        left_out = definition["properties"] if name == WrittenAuthor.__name__ else ("archived",)
        described["required"] = [key for key in definition["properties"] if key not in left_out]
    return described
