"""Words of strangers are data in every format: one table of hostile strings through every renderer."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from hostile_strings import HOSTILE
from lxml import etree, html
from markdown_it import MarkdownIt
from report_samples import COPY, FIRST, document, finding, link, report
from sarif_pydantic import Sarif

from citecheck.models import Document, Entry, Severity, Suggestion, Verdict
from citecheck.report import FORMATS, Detail, Look, render

SCHEMA = json.loads(
    (Path(__file__).parent.parent.parent / "docs/schema/check.schema.json").read_text("utf-8")
)
# All that steers a terminal or turns a line about; line ends are the formats' own.
STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
IDS = [ascii(words[:24]) for words in HOSTILE]


def everywhere(words):
    """Make a report that has *words* wherever a stranger's words can stand."""
    citation = replace(FIRST, title=words, text=words, marker=words)
    hostile = finding("L101", Severity.ERROR, words, suggestion=Suggestion(words, words, words))
    warned = finding("U102", Severity.WARNING, words, candidates=(Suggestion(words, words, words),) * 2)
    links = (
        link(Verdict.DEAD, words, snapshot=replace(COPY, url=words, shows=words, archive=words)),
        replace(link(Verdict.BLOCKED, words), cited=replace(link().cited, url=words, text=words)),
    )
    of_document = replace(finding("N101", Severity.WARNING, words), number=None)
    text = Document(words or "report.txt", "text", document().text, "ab" * 32)
    entry = Entry(citation, links, (), (hostile, warned))
    return report(entry, document=text, findings=(of_document,), warnings=(words,))


def check_terminal(text):
    assert not re.search(r"^\s*(?:::|##\[)", text, re.MULTILINE)


def check_json(text):
    jsonschema.validate(json.loads(text), SCHEMA)


def check_html(text):
    page = html.document_fromstring(text)
    assert len(page.xpath("//script | //style | //iframe | //img | //object | //embed | //base")) == 2
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert all(re.match(r"#|https?://", target) for target in page.xpath("//@href | //@src"))
    assert len(page.xpath("//article")) == 1


def check_sarif(text):
    Sarif.model_validate_json(text, strict=False)


def check_junit(text):
    suites = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    assert suites.getroottree().docinfo.doctype == ""
    assert len(suites.findall(".//testcase")) == 2


def check_markdown(text):
    tokens = [
        each
        for token in MarkdownIt().enable("table").parse(text)
        for each in (token, *(token.children or ()))
    ]
    kinds = {token.type for token in tokens}
    assert not kinds & {"image", "link_open", "fence", "code_block", "hr", "table_open"}
    raw = " ".join(token.content for token in tokens if token.type in ("html_block", "html_inline"))
    assert set(re.findall(r"<(/?\w+)", raw)) <= {"details", "/details", "summary", "/summary", "br"}
    assert raw.count("<details>") == raw.count("</details>") == 2


def check_csv(text):
    rows = list(csv.reader(StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows[1:] for cell in row if not re.fullmatch(r"-?\d+", cell)]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "﹦"))]


def check_github(text):
    lines = text.splitlines()
    assert len(lines) == 5
    assert all(re.match(r"::(?:error|warning|notice) [^\n]*?::", line) for line in lines)


CHECKS = {
    name.removeprefix("check_"): check for name, check in globals().items() if name.startswith("check_")
}


@pytest.mark.parametrize("words", HOSTILE, ids=IDS)
@pytest.mark.parametrize("name", FORMATS)
def test_no_word_of_a_stranger_does_anything(name, words):
    """What reads the format finds its own structure and no more; nothing steers, no secret is told."""
    text = render([everywhere(words)], name, Look(detail=Detail.ALL))
    assert not STEERING.search(text)
    assert "s3cret" not in text
    assert text.encode("utf-8")
    CHECKS[name](text)


def test_every_format_is_checked():
    """A format that is added has its row here."""
    assert set(CHECKS) == set(FORMATS)
