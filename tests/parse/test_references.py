"""The labelled references of `tests/corpus`: what share of them is read rightly."""

import json
import re
from collections import Counter
from pathlib import Path

import parsing
import pytest

from citecheck.parse import parse
from citecheck.read import read_text

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "corpus" / "references.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def citations():
    """Return the citation that each row gives, None where it gives none."""
    return [next(iter(parse(read_text(f"References\n\n1. {row['text']}\n"))), None) for row in ROWS]


@pytest.fixture(scope="module")
def counts(citations):
    """Count as the benchmark does."""
    return sum((Counter(parsing.judge(*pair)) for pair in zip(ROWS, citations, strict=True)), Counter())


AT_LEAST = [
    ("intact URLs exact", "of intact URLs", 0.99),
    ("broken URLs exact", "of broken URLs", 0.95),
    ("access dates exact", "of access dates", 0.99),
    ("titles", "of titles", 0.95),
]
AT_MOST = [
    ("wrong joins", "of intact URLs", 0.005),
    ("access dates taken for publication dates", "of access dates", 0.002),
]


@pytest.mark.parametrize("name, total, share", AT_LEAST)
def test_what_is_printed_is_read(counts, name, total, share):
    """URLs, access dates and titles come out as the truth has them."""
    assert counts[total] >= 30
    assert counts[name] / counts[total] >= share, f"{name}: {counts[name]} of {counts[total]}"


@pytest.mark.parametrize("name, total, share", AT_MOST)
def test_faults_that_mislead_are_rare(counts, name, total, share):
    """A URL joined with words behind it, or a date of the wrong kind, is worse than one that is missed."""
    assert counts[name] / counts[total] <= share, f"{name}: {counts[name]} of {counts[total]}"


def test_no_url_is_invented(citations):
    """A reference without a URL gives none."""
    without = [citation for row, citation in zip(ROWS, citations, strict=True) if row["url"] is None]
    assert len(without) >= 8
    assert not [citation.text for citation in without if citation and citation.urls]


def test_corpus_is_varied_and_well_formed():
    """There are eight languages, two hundred lines or nearly, each once, and every title stands in its text."""
    assert len({row["text"] for row in ROWS}) == len(ROWS) >= 150
    assert {row["language"] for row in ROWS} == {"en", "de", "fr", "es", "pt", "it", "nl", "ru"}
    assert len({row["style"] for row in ROWS}) >= 30
    for row in ROWS:
        assert row["title"] is None or parsing.folded(row["title"]) in parsing.folded(row["text"])
        host = re.match(r"(?:\w+://)?([^/:]+)", row["url"] or "example.org")[1].lower()
        assert host.endswith((".example", "example.org", "example.com", "doi.org")), host
