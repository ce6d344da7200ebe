"""Measure the parser on a file of labelled references, and its time.

    python benchmarks/parsing.py FILE.jsonl [FILE.jsonl …]     accuracy and milliseconds a reference
    python benchmarks/parsing.py --time                        time against length, on references of its own

Each line of a file is a JSON object: `text` (the reference as printed), and what is right of `url`, `broken`
(the text holds the URL with white space inside), `accessed` and `published` ([year, month, day], shorter, or
null), `title`, `style`. What a line does not have is not counted. Figures are ratios or counts; times are CPU
time of this process.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citecheck.parse import parse
from citecheck.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.models import Citation, WrittenDate

HOSTILE = {
    "slashes": "http://a.org" + "/" * 40_000,
    "schemes": "http://" * 8_000,
    "gaps": "http://a.org/" + "a/ " * 15_000,
    "brackets": "http://a.org/" + "(" * 40_000,
    "dates": "May 5 2011 " * 5_000,
    "quotes": "“" * 40_000,
    "stops": "A. " * 20_000,
    "initials": "Smith J, " * 8_000,
    "bullets": "- a\n" * 12_000,
    "markers": "a.1 " * 12_000,
}


def main(arguments: list[str]) -> None:
    """Print the figures of each file, or of the times."""
    if arguments == ["--time"]:
        print_times()
        return
    for name in arguments:
        print_accuracy(Path(name))


def print_accuracy(path: Path) -> None:
    """Print how many references of *path* are read rightly."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    counts: Counter[str] = Counter()
    by_style: dict[str, Counter[str]] = defaultdict(Counter)
    start = time.process_time()
    found = [parse(read_text(f"References\n\n1. {row['text']}\n")) for row in rows]
    seconds = time.process_time() - start
    for row, citations in zip(rows, found, strict=True):
        judged = Counter(judge(row, citations[0] if citations else None))
        counts += judged
        by_style[row.get("style", "")] += judged
    print(f"{path.name}: {len(rows)} references, {1000 * seconds / len(rows):.3f} ms each")
    for line in lines_of(counts):
        print(f"  {line}")
    for style, judged in sorted(by_style.items()):
        if style:
            print(f"  {style:45s} {'   '.join(lines_of(judged))}")


def judge(row: dict[str, Any], citation: Citation | None) -> Iterator[str]:
    """Yield the names of the counts that *citation* adds to."""
    urls = {bare(url.url) for url in citation.urls} if citation else set()
    if row.get("url"):
        kind = "broken" if row.get("broken") else "intact"
        yield f"of {kind} URLs"
        right = bare(row["url"])
        if right in urls:
            yield f"{kind} URLs exact"
        elif kind == "intact" and any(url.startswith(right) for url in urls):
            yield "wrong joins"
    accessed, published = (parts(citation and getattr(citation, name)) for name in ("accessed", "published"))
    if row.get("accessed"):
        yield "of access dates"
        yield from ["access dates exact"] if accessed == row["accessed"] else []
        taken = published == row["accessed"] != row.get("published")
        yield from ["access dates taken for publication dates"] if taken else []
    if row.get("title"):
        yield "of titles"
        yield from ["titles"] if citation and folded(citation.title) == folded(row["title"]) else []


def lines_of(counts: Counter[str]) -> list[str]:
    """Return the figures in words."""
    pairs = (
        ("intact URLs exact", "of intact URLs"),
        ("broken URLs exact", "of broken URLs"),
        ("wrong joins", "of intact URLs"),
        ("access dates exact", "of access dates"),
        ("access dates taken for publication dates", "of access dates"),
        ("titles", "of titles"),
    )
    return [
        f"{name} {100 * counts[name] / counts[total]:.1f} % ({counts[name]}/{counts[total]})"
        for name, total in pairs
        if counts[total]
    ]


def bare(url: str) -> str:
    """Return *url* without scheme, `www.`, resolver and punctuation at its end, with dashes as hyphens."""
    url = re.sub("[\u00ad\u200b]", "", re.sub("[\u2010-\u2015]", "-", url)).replace(
        "https://doi.org/10", "10"
    )
    return re.sub(r"^(?:(?:https?|ftp)://)?(?:www\.)?", "", url).rstrip(".,;:)]>/'\"")


def parts(written: WrittenDate | None) -> list[int] | None:
    """Return a date as a list of the parts it has."""
    return written and [part for part in (written.year, written.month, written.day) if part is not None]


def folded(title: str | None) -> str:
    """Return *title* as letters and digits alone."""
    return re.sub(r"\W+", "", title or "").casefold()


def print_times() -> None:
    """Print the time of 1,000, 10,000 and 100,000 references, and of hostile texts against half of them."""
    note = "Rossi, Alex. Sky Exposes Trade {}. February 28, 2007. Accessed on May 23 2011 from: http://news.sky.com/{}/a.html.\n"
    base = None
    for count in (1_000, 10_000, 100_000):
        text = "Notes\n\n" + "".join(f"{n}. {note.format(n, n)}" for n in range(1, count + 1))
        each = seconds_for(text) / count
        base = base or each
        print(f"{count:7d} references: {1000 * each:.3f} ms each, {each / base:.2f} of the first row")
    for name, text in HOSTILE.items():
        half, whole = (seconds_for(f"Notes\n\n1. {part}") for part in (text[: len(text) // 2], text))
        print(f"{name:10s} {len(text):6d} characters: {whole / half:.2f} times the time of half of it")


def seconds_for(text: str) -> float:
    """Return the least CPU time of three readings of *text* (one for long texts)."""
    best = float("inf")
    for _ in range(3 if len(text) < 10**6 else 1):
        start = time.process_time()
        parse(read_text(text))
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main(sys.argv[1:])
