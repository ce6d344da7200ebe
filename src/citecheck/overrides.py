"""Settings for some documents of a run: what is judged may differ by path, what is asked may not."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from citecheck.patterns import Patterns, absolute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citecheck.settings import Settings

PATTERNS = "in the syntax of .gitignore, relative to the folder of this file"


class Override(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What holds for the documents at *paths*, in the place of what holds for all; None changes nothing.

    Links are asked once over all documents of a run, so that nothing about asking can differ by document.
    """

    paths: Annotated[
        tuple[str, ...],
        msgspec.Meta(description=f"The documents for which this holds, {PATTERNS}.", min_length=1),
    ]
    select: Annotated[
        tuple[str, ...] | None,
        msgspec.Meta(description="Judge by these rules alone: codes or their beginnings."),
    ] = None
    ignore: Annotated[
        tuple[str, ...] | None,
        msgspec.Meta(description="Leave these rules out; of select and ignore the longer code wins."),
    ] = None
    fail_on: Annotated[
        Literal["error", "warning", "never"] | None,
        msgspec.Meta(description="The least finding that makes the exit code 1."),
    ] = None
    strikes: Annotated[
        int | None,
        msgspec.Meta(description="So many runs, a day apart, must find a link dead that worked before."),
    ] = None


NAMES = tuple(name for name in Override.__struct_fields__ if name != "paths")
"""The settings that can differ by document."""


def for_document(settings: Settings, source: str) -> Settings:
    """Return what holds for the document *source*: of several overrides that fit, the later ones.

    Raises `SettingsError` for a path pattern that is none.
    """
    given: dict[str, Any] = {}
    for override in fitting(settings, source):
        given |= changes_of(override)
    return msgspec.structs.replace(settings, **given) if given else settings


def fitting(settings: Settings, source: str) -> tuple[Override, ...]:
    """Return the overrides of *settings* that hold for the document *source*."""
    folder = absolute(settings.folder)
    return tuple(each for each in settings.overrides if _patterns(each.paths, folder).fit(source))


def changes_of(override: Override) -> dict[str, Any]:
    """Return the settings that *override* changes."""
    return {name: getattr(override, name) for name in NAMES if getattr(override, name) is not None}


def without(override: Override, given: Mapping[str, Any]) -> Override:
    """Return *override* without what is *given* on the command line, which holds for every document."""
    return msgspec.structs.replace(override, **{name: None for name in NAMES if name in given})


@lru_cache(maxsize=64)
def _patterns(paths: tuple[str, ...], folder: str) -> Patterns:
    """Return what tells whether a path is meant."""
    return Patterns(paths, folder, "overrides: paths")
