"""How long a browser takes with an HTML report of many endnotes: to load it, to search it, to sort it.

    python benchmarks/html_report.py [endnotes …]      (needs the extra 'browser' and chromium)

Figures are milliseconds within one run of one browser; the ratio to the first row says how they grow.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from checked_example import checked_example
from playwright.sync_api import Page, sync_playwright

from citecheck.report import render

_SEARCH = """words => new Promise(done => {
    const start = performance.now();
    const field = document.getElementById("search");
    field.value = words;
    field.dispatchEvent(new Event("input"));
    setTimeout(() => requestAnimationFrame(() => done(performance.now() - start - 130)), 130);
})"""
_SORT = """key => new Promise(done => {
    const start = performance.now();
    const field = document.getElementById("sort");
    field.value = key;
    field.dispatchEvent(new Event("change"));
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""
_LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def main() -> None:
    """Print a row for each number of endnotes."""
    sizes = [int(word) for word in sys.argv[1:]] or [51, 510, 5100]
    print(f"{'endnotes':>9} {'MB':>6} {'write':>8} {'load':>8} {'search':>8} {'sort':>8}   ms")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size in sizes:
            start = time.perf_counter()
            text = page_of(size)
            writing = 1000 * (time.perf_counter() - start)
            path = Path(folder) / f"{size}.html"
            path.write_text(text, encoding="utf-8")
            print(f"{size:>9} {len(text) / 1e6:>6.1f} {writing:>8.0f} {figures(browser.new_page(), path)}")
        browser.close()


def page_of(size: int) -> str:
    """Return the page of the example with its endnotes repeated to about *size*."""
    example = checked_example()
    times = range(max(1, size // len(example.entries)))
    entries = tuple(
        replace(entry, citation=replace(entry.citation, number=1000 * turn + entry.citation.number))
        for turn in times
        for entry in example.entries
    )
    return render([replace(example, entries=entries)], "html")


def figures(page: Page, path: Path) -> str:
    """Return the milliseconds of loading, searching and sorting the page at *path*."""
    page.goto(path.as_uri())
    loaded = page.evaluate(_LOADED)
    searched = page.evaluate(_SEARCH, "state trafficking")
    page.evaluate(_SEARCH, "")
    ordered = page.evaluate(_SORT, "number")
    return f"{loaded:>8.0f} {searched:>8.0f} {ordered:>8.0f}"


if __name__ == "__main__":
    main()
