"""Measure how the time of reading and mending grows with texts that were made to be slow.

    python benchmarks/scaling.py     CPU time of each, and against that of half of it

The tests count calls, on the same texts; what is slow within one call, as a search is, only time shows. Where
a row says much more than 2, the time is not linear.
"""

from __future__ import annotations

import json
import re
import time
from functools import partial
from typing import TYPE_CHECKING

from citecheck.mend import written
from citecheck.models import Edit, Span
from citecheck.read import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Work = Callable[[int], object]

MARKDOWN = ("[", "^[", "[a](", "[a](b", "`", "``` ` ", "<!--", "[^1]", "\n[^1]: a", "<a ", "]", "[a]: ")
LATEX = (
    "\\footnote{", "\\url{", "\\url{a{b}", "\\bibitem[", "\\bibitem[{{", "\\cite[", "\\verb|",
    "\\begin{verbatim}", "{", "%", "http://a\\", "\\footnote{a}\\cite{k}\\bibitem{k} x",
)  # fmt: skip
# What opens, as often as asked, and what closes as often behind it.
WIKITEXT = (
    ("{{a|", ""), ("{{a|title=", "}}"), ("{{sfn|", "}}"), ("{{efn|", "}}"), ("[[", ""), ("<ref>", ""),
    ("<!--", ""), ("<nowiki>", ""), ("<pre>", "</math>"), ("<ref name=", ""),
    ("<ref>{{c|title=a}}</ref>", ""),
)  # fmt: skip


def _each(pattern: str, count: int) -> str:
    """Return *pattern* with each number below *count* in its braces."""
    return "".join(pattern.format(number) for number in range(count))


PAGES: dict[str, Callable[[int], str]] = {
    "one target": lambda count: "<div id=a>" + '<a href="#a">1</a>' * count,
    "one block": lambda count: (
        _each('<a href="#n{0}" id=r{0}>{0}</a>', count)
        + "<p>"
        + _each('<a name="n{0}" href="#r{0}">{0}</a> t<br>', count)
    ),
    "list": lambda count: "<ol>" + "<li>x" * count,
    "cites": lambda count: "<ul><li>" + "<cite class=citation><a href='http://a.org'>t</a></cite>" * count,
    "nested cites": lambda count: (
        "<ul><li>" + "<cite class=citation><a href='http://a.org'>t</a>" * min(count, 1000)
    ),
    "targets": lambda count: "<div>" + _each('<span id=s{0}></span><a href="#s{0}">{0}</a>', count),
    "brackets": lambda count: "<" * count + "x",
    "entities": lambda count: "<p>" + "&" * count,
    "one word": lambda count: "x" * count,
}
MENDED_PAGES = (
    "<", "&", "<a ", "<!--", '<a href="', "</", "<p>&#9", "<script>", "<b></b>", "word ",
)  # fmt: skip


def read_repeated(name: str, opening: str, closing: str, count: int) -> object:
    """Read *count* times what opens, and behind it as often what closes, as a file of that *name*."""
    return read_bytes((opening * count + closing * count).encode(), name)


def read_page(page: Callable[[int], str], count: int) -> object:
    """Read a *page* of *count* pieces."""
    return read_bytes(f"<html><body>{page(count)}".encode(), "x.html")


def mend_page(piece: str, count: int) -> object:
    """Write a letter into a page of *count* times the same *piece*."""
    data = f"<html><body><p>ab {piece * count}".encode()
    return written(data, read_bytes(data, "x.html"), [Edit(Span(0, 2), "ac")])


def mend_notes(count: int) -> object:
    """Write *count* letters into an endnotes.json of so many notes, the first of which is long."""
    texts = ["ab " * 100 * count, *(f"note {number}" for number in range(count))]
    citations = [{"number": 1, "marker": None, "text": text, "line": 1} for text in texts]
    document = {"source": "r.txt", "format": "text", "sha256": "0"}
    data = json.dumps({"version": 1, "document": document, "citations": citations}).encode()
    edits = [Edit(Span(at * 300, at * 300 + 1), "x") for at in range(count)]
    return written(data, read_bytes(data, "e.json"), edits)


def mend_addresses(count: int) -> object:
    """Write as many addresses into the one note of an endnotes.json, which names them too."""
    words = ["http://a.example/x"] * count
    urls = [{"text": each, "url": each, "repairs": []} for each in words]
    citation = {"number": 1, "text": " ".join(words), "line": 1, "title": "x", "urls": urls}
    document = {"source": "r.txt", "format": "text", "sha256": "0"}
    data = json.dumps({"version": 1, "document": document, "citations": [citation]}).encode()
    read = read_bytes(data, "e.json")
    spans = [Span(match.start(), match.end()) for match in re.finditer(r"\S+", read.text)]
    return written(data, read, [Edit(span, span.of(read.text).replace("/x", "/y")) for span in spans])


def works() -> Iterator[tuple[str, Work, int]]:
    """Yield the name of each work, the work, and how many pieces it is measured with."""
    for piece in MARKDOWN:
        yield f"markdown {piece!r}", partial(read_repeated, "x.md", piece, ""), 40_000
    for piece in LATEX:
        yield f"latex {piece!r}", partial(read_repeated, "x.tex", piece, ""), 40_000
    for opening, closing in WIKITEXT:
        yield f"wikitext {opening!r} {closing!r}", partial(read_repeated, "x.wiki", opening, closing), 40_000
    for name, page in PAGES.items():
        yield f"page, {name}", partial(read_page, page), 1_000 if name == "nested cites" else 20_000
    for piece in MENDED_PAGES:
        yield f"mended page {piece!r}", partial(mend_page, piece), 100_000
    yield "mended endnotes.json", mend_notes, 2_000
    yield "mended addresses of an endnotes.json", mend_addresses, 2_000


def seconds(work: Work, count: int) -> float:
    """Return the least CPU time of three times *work* of *count* pieces."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work(count)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print the time of each work, and against that of half of it."""
    for name, work, count in works():
        half, whole = seconds(work, count // 2), seconds(work, count)
        print(
            f"{name:45s} {1000 * whole:8.1f} ms, {whole / max(half, 1e-6):5.2f} times the time of half of it"
        )


if __name__ == "__main__":
    main()
