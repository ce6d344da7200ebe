"""The HTML report as a reader has it: in a real browser, by keyboard, on paper, on a telephone, without scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from checked_example import checked_example
from hostile_strings import HOSTILE
from playwright.sync_api import expect

from citecheck.report import render

EXAMPLE = checked_example()
PAGE = render([EXAMPLE], "html")
WIDTHS = {"telephone": 320, "tablet": 768, "desk": 1280}


def notes(page):
    """Return the numbers of the endnotes that are shown, in their order."""
    return [int(each.get_attribute("data-number")) for each in page.locator(".endnote:not([hidden])").all()]


def test_search_filter_and_order(opened):
    """Words, work and fate each leave fewer; the count is said; the order is what was chosen."""
    page = opened(PAGE)
    assert len(notes(page)) == 51
    assert page.locator("#count").inner_text() == "51 of 51 endnotes"
    page.get_by_label("Search").fill("trafficking persons")
    expect(page.locator("#count")).not_to_have_text("51 of 51 endnotes")
    assert 0 < len(notes(page)) < 51
    page.get_by_label("Search").fill("")
    expect(page.locator("#count")).to_have_text("51 of 51 endnotes")
    page.get_by_label("To do").select_option("cite the archived copy")
    replaced = notes(page)
    assert replaced
    tasks = page.locator(".endnote:not([hidden]) .place strong").all_text_contents()
    assert tasks == ["cite the archived copy"] * len(replaced)
    page.get_by_label("To do").select_option("")
    page.get_by_label("Links", exact=True).select_option("lost")
    assert set(page.locator(".endnote:not([hidden]) .fate").all_text_contents()) == {"lost"}
    page.get_by_label("Links", exact=True).select_option("")
    page.get_by_label("Order").select_option("as in the document")
    assert notes(page) == list(range(1, 52))


def test_the_corrected_endnote_is_copied(opened):
    """The button puts the endnote as it should be, and nothing else, on the clipboard."""
    page = opened(PAGE, permissions=["clipboard-read", "clipboard-write"])
    row = page.locator('.endnote[data-number="23"]')
    row.get_by_role("button").click()
    row.get_by_text("Copied the endnote").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "May 23 2011" in copied
    assert "May 32 2011" not in copied
    assert copied == row.locator(".mended").inner_text()


def test_by_keyboard_alone(opened):
    """The skip link, the fields and a button are reached with the tabulator and used with a key."""
    page = opened(PAGE, permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    page.keyboard.press("Enter")
    page.get_by_text("Copied the endnote").first.wait_for()


def test_without_scripts(opened):
    """All endnotes are there to read, and nothing that would do nothing."""
    page = opened(PAGE, java_script_enabled=False)
    assert page.locator(".endnote").count() == 51
    assert page.locator("#controls").is_hidden()
    assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened, width, scheme):
    """No violation of the rules for accessibility, at any width, in light and in dark."""
    page = opened(PAGE, viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_nothing_is_wider_than_the_screen(opened, width):
    """Nobody has to scroll sideways."""
    page = opened(PAGE, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_every_endnote_stands_and_no_control(opened):
    """Print shows what can be read and hides what can only be clicked."""
    page = opened(PAGE)
    page.emulate_media(media="print")
    assert page.locator("#controls").is_hidden()
    assert len(notes(page)) == 51
    assert page.pdf().startswith(b"%PDF")


def test_no_hostile_word_does_anything(opened):
    """Nothing runs, nothing is asked for, and no link leads to a script, whatever a document says."""
    entries = []
    for number, words in enumerate(HOSTILE, 1):
        first = EXAMPLE.entries[22]
        citation = replace(first.citation, number=number, title=words, text=words)
        links = tuple(
            replace(
                link, cited=replace(link.cited, url=words), judgement=replace(link.judgement, reason=words)
            )
            for link in first.links
        )
        findings = tuple(replace(finding, message=words) for finding in first.findings)
        entries.append(replace(first, citation=citation, links=links, findings=findings))
    document = replace(EXAMPLE.document, source=HOSTILE[0])
    page = opened(
        render([replace(EXAMPLE, entries=tuple(entries), document=document, warnings=HOSTILE)], "html")
    )
    assert page.locator(".endnote").count() == len(HOSTILE)
    assert page.evaluate("document.querySelectorAll('script, iframe, img, object, embed').length") == 1
    targets = [each.get_attribute("href") for each in page.locator("a").all()]
    assert all(target.startswith(("#", "http://", "https://")) for target in targets)


def test_five_thousand_endnotes(opened):
    """The page is there and can be searched; how fast is measured in benchmarks/html_report.py."""
    many = tuple(
        replace(entry, citation=replace(entry.citation, number=number * 51 + entry.citation.number))
        for number in range(98)
        for entry in EXAMPLE.entries
    )
    page = opened(render([replace(EXAMPLE, entries=many)], "html"))
    assert page.locator("#count").inner_text() == "4998 of 4998 endnotes"
    page.get_by_label("Search").fill("state department trafficking")
    expect(page.locator("#count")).not_to_have_text("4998 of 4998 endnotes")
    assert 0 < page.locator(".endnote:not([hidden])").count() < 4998
