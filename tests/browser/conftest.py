"""Real Chromium, Debian's, driven by Playwright; it opens files, and whatever else it asks for is a fault."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest

# Without the extra 'browser' (make test) there is nothing to collect here; make test-browser installs it.
collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]
CHROMIUM = (
    os.environ.get("CITECHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)


@pytest.fixture(scope="session")
def chromium():
    """Start the browser once."""
    if CHROMIUM is None:
        if os.environ.get("CITECHECK_CHROMIUM_REQUIRED"):
            pytest.fail("no chromium found; apt-get install chromium, or name one in CITECHECK_CHROMIUM")
        pytest.skip("no chromium on this machine; make test-browser installs it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        # The sandbox needs rights that a container mostly lacks; the only pages are those of the tests.
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, tmp_path):
    """Give what opens a page; it fails if the page logs an error, opens a dialog or asks for anything."""
    faults, contexts = [], []

    def open_page(html, **context):
        path = tmp_path / f"report{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | context))
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request", lambda request: faults.append(request.url) if request.url != path.as_uri() else None
        )
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
