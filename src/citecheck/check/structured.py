"""What a page tells search engines of itself in JSON-LD: its names, its work, and whether it is free."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from citecheck.check.folding import folded
from citecheck.check.works import works_of
from citecheck.models import Metadata

_MOST_NODES = 200

# Where a page describes itself. What it is part of, who made it and what it lists have names of their own.
_ONWARD = ("@graph", "mainEntity", "mainEntityOfPage")
_NAMELESS = re.compile(
    r"(?:Organization|Person|WebSite|BreadcrumbList|ListItem|ItemList|ImageObject|SearchAction|PostalAddress|"
    r"SiteNavigationElement|WPHeader|WPFooter|WPSideBar|WebPageElement|Brand|Place|Country|Corporation|"
    r"NewsMediaOrganization|CollegeOrUniversity|GovernmentOrganization|Question|Answer|Comment|Offer|Rating)$"
)
_HEADLINES = ("headline", "alternativeHeadline")
# In JSON that is broken, which much of it is, the headline can be told all the same.
_HEADLINE = re.compile(r"\"headline\"\s*:\s*(\"(?:[^\"\\\n]|\\.){1,600}\")")
_NOT_FREE = re.compile(
    r"\"isAccessibleForFree\"\s*:\s*(?:false|\"(?:false|[^\"]{0,30}/false)\")", re.IGNORECASE
)
_FENCES = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$|^\s*<!--|-->\s*$|;\s*$")


@dataclass(frozen=True, slots=True)
class Described:
    """The *names* of a page in its own description, and the *works* of which one may be what it shows.

    *not_free* quotes it where it says that one must pay.
    """

    names: tuple[str, ...] = ()
    not_free: str | None = None
    works: tuple[Metadata, ...] = ()


def described(data: tuple[str, ...]) -> Described:
    """Return what the JSON-LD scripts *data* say of the page; never fails, whatever they hold."""
    names: list[str] = []
    not_free = None
    everything: list[dict[str, Any]] = []
    for script in data:
        nodes = _nodes(_FENCES.sub("", script))
        if nodes is None:
            names.append(_headline_of(script))
            continue
        for node in nodes:
            names += _names_of(node)
        everything += nodes
        priced = _NOT_FREE.search(script) if any(_costs(node) for node in nodes) else None
        not_free = not_free or (priced[0] if priced else None)
    works = [node for node in everything if not _is_nameless(node)]
    return Described(tuple(name for name in names if name), not_free, works_of(works, everything))


def _nodes(script: str) -> list[dict[str, Any]] | None:
    """Return the nodes of one script that may describe the page; None where it is no JSON."""
    try:
        # Line ends within strings are not allowed, and common.
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return None
    nodes: list[dict[str, Any]] = []
    seen = 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        match waiting.pop(0):
            case list() as several:
                waiting[:0] = several[:_MOST_NODES]
            case dict() as node:
                nodes.append(node)
                waiting += [node[key] for key in _ONWARD if isinstance(node.get(key), dict | list)]
    return nodes


def _names_of(node: dict[str, Any]) -> list[str]:
    """Return the names of one node, if it is a page or a work."""
    if _is_nameless(node):
        return []
    keys = (*_HEADLINES, "name") if any(isinstance(kind, str) for kind in _kinds_of(node)) else _HEADLINES
    return [folded(node[key]) for key in keys if isinstance(node.get(key), str)]


def _is_nameless(node: dict[str, Any]) -> bool:
    """Tell whether *node* is none of a page or a work."""
    return any(isinstance(kind, str) and _NAMELESS.search(kind) for kind in _kinds_of(node))


def _kinds_of(node: dict[str, Any]) -> list[Any]:
    """Return the types of *node*."""
    kinds = node.get("@type")
    return kinds if isinstance(kinds, list) else [kinds]


def _headline_of(broken: str) -> str:
    """Return the headline in what is no JSON, empty if none is found."""
    found = _HEADLINE.search(broken)
    try:
        return folded(json.loads(found[1])) if found else ""
    except ValueError:
        return ""


def _costs(node: dict[str, Any]) -> bool:
    """Tell whether a node, or a part of it, says that it is not free.

    The property stands at the article and at the part that is hidden (Google Search Central, structured data
    for subscription and paywalled content).
    """
    parts = node.get("hasPart")
    return any(
        isinstance(part, dict) and _is_false(part.get("isAccessibleForFree"))
        for part in (node, *(parts if isinstance(parts, list) else [parts])[:_MOST_NODES])
    )


def _is_false(value: object) -> bool:
    """Tell whether *value* is false as schema.org writes it: `false`, "False", "https://schema.org/False"."""
    return value is False or (isinstance(value, str) and value.lower().rpartition("/")[2] == "false")
