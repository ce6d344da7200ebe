"""`gh api` as far as the action needs it, before a repository in a file: what is asked of it is kept there.

It knows the addresses, options and refusals of GitHub that the action meets, and falls at any other, so that a
misspelt call is no success. Filters are applied by jq itself.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

LONGEST = 65536
BOT = "github-actions[bot]"


class RefusedError(Exception):
    """What GitHub says against a call."""


def main() -> int:
    """Answer one call."""
    if not os.environ.get("GH_TOKEN"):
        sys.stderr.write("gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN\n")
        return 4
    given = call()
    place = Path(os.environ["FAKE_GITHUB"])
    world = json.loads(place.read_text(encoding="utf-8"))
    try:
        answer = answered(world, given)
    except RefusedError as refusal:
        sys.stderr.write(f"gh: {refusal}\n")
        return 1
    finally:
        place.write_text(json.dumps(world), encoding="utf-8")
    for page in answer if given.method == "GET" else []:
        show(page, given.jq)
    return 0


def call() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("command", choices=["api"])
    parser.add_argument("address")
    parser.add_argument("--method", default="GET", choices=["GET", "POST", "PATCH"])
    parser.add_argument("--paginate", action="store_true")
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("--jq")
    parser.add_argument("-f", dest="raw", action="append", default=[])
    parser.add_argument("-F", dest="typed", action="append", default=[])
    return parser.parse_args()


def fields(given: argparse.Namespace) -> dict[str, object]:
    """Return what is sent: `-f` as it stands, `-F` from a file, `name[]` as a list."""
    sent: dict[str, object] = {}
    for name, _, value in (each.partition("=") for each in given.raw):
        sent[name.removesuffix("[]")] = [value] if name.endswith("[]") else value
    for name, _, value in (each.partition("=") for each in given.typed):
        assert value.startswith("@"), value
        sent[name] = Path(value[1:]).read_text(encoding="utf-8")
    return sent


def answered(world: dict, given: argparse.Namespace) -> list[list[dict]]:
    """Do what is asked and return the pages of the answer."""
    parts = urlsplit(given.address)
    sent = fields(given)
    world["calls"].append([given.method, parts.path, sent])
    if world["refuses"] and (given.method != "GET" or world["refuses"] == "all"):
        raise RefusedError(world.get("words") or "Resource not accessible by integration (HTTP 403)")
    if len(str(sent.get("body", ""))) > LONGEST:
        raise RefusedError("body is too long (maximum is 65536 characters) (HTTP 422)")
    owner = "repos/owner/reports/"
    assert parts.path.startswith(owner), parts.path
    query = {name: value[0] for name, value in parse_qs(parts.query).items()}
    found = changed(world, given.method, parts.path.removeprefix(owner).split("/"), sent, query)
    size = int(query.get("per_page", 30))
    pages = [found[start : start + size] for start in range(0, len(found), size)] or [[]]
    return pages if given.paginate else pages[:1]


def changed(world: dict, method: str, path: list[str], sent: dict, query: dict[str, str]) -> list[dict]:
    """Return a list, or the one thing that was made or changed."""
    match method, path:
        case "GET", ["issues"]:
            return [each for each in world["issues"] if each["state"] == query["state"]]
        case "POST", ["issues"]:
            return [made(world["issues"], sent | {"state": "open", "number": 100 + len(world["issues"])})]
        case "PATCH", ["issues", number]:
            issue = next(each for each in world["issues"] if each["number"] == int(number))
            issue |= sent
            return [issue]
        case "GET", ["issues", number, "comments"]:
            return world["comments"].get(number, [])
        case "POST", ["issues", number, "comments"]:
            return [made(world["comments"].setdefault(number, []), sent)]
        case "PATCH", ["issues", "comments", wanted]:
            every = (each for comments in world["comments"].values() for each in comments)
            comment = next(each for each in every if each["id"] == int(wanted))
            comment |= sent
            return [comment]
    raise RefusedError(f"Not Found (HTTP 404): {method} {'/'.join(path)}")


def made(those: list[dict], sent: dict) -> dict:
    """Add a text of the token's account."""
    those.append({"id": 9000 + len(those), "user": {"login": BOT}, **sent})
    return those[-1]


def show(page: list[dict], wanted: str | None) -> None:
    """Print a page, or what the filter takes out of it, as gh does: texts bare, a line each."""
    import jq

    for each in jq.compile(wanted or ".").input_value(page).all():
        sys.stdout.write((each if isinstance(each, str) else json.dumps(each)) + "\n")


if __name__ == "__main__":
    sys.exit(main())
