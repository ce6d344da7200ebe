"""The example, checked against a local web and archive, in every format: each compared with a whole file.

After a change that is meant, write the files anew and read the difference before it is committed:

    CITECHECK_RENEW=1 .venv/bin/python -m pytest tests/end_to_end/test_expected_reports.py
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from cdx_server import CdxServer
from example_world import titles, world
from local_web import LocalWeb
from lxml import etree, html
from markdown_it import MarkdownIt
from sarif_pydantic import Sarif

ROOT = Path(__file__).parent.parent.parent
EXPECTED = Path(__file__).parent / "expected"
SUFFIXES = ("json", "html", "sarif", "xml", "md", "csv")
FORMATS = ("terminal", "github")
# What differs from run to run and from machine to machine: ports, moments, the day of the run, the version.
VARYING = (
    (re.compile(r"127\.0\.0\.1(?::|%3A)\d+"), "127.0.0.1:PORT"),
    (re.compile(r"20(?:2[6-9]|[3-9]\d)-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00| UTC)?"), "MOMENT"),
    (re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20(?:2[6-9]|[3-9]\d)\b"), "DAY"),
    (re.compile(r"(semanticVersion\": \"|Written by citecheck )[0-9a-z.+]+?(?=[\". ]+(?:\n|\"|This))"), r"\1VERSION"),
    (re.compile(r"(\"uri\": \"file://)[^\"]+/"), r"\1/FOLDER/"),
)  # fmt: skip


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Run the program once for all formats; the second run, for GitHub, knows everything from the cache."""
    folder = tmp_path_factory.mktemp("expected")
    shutil.copy(ROOT / "examples" / "russia-endnotes.txt", folder / "report.txt")
    pages, rows = world()
    found = {}
    with LocalWeb(pages) as web, CdxServer(rows) as archive:
        archive.titles = titles()
        words = ["check", "report.txt", "--proxy", web.base, "--wayback", archive.base, "--delay", "0",
                 "--retries", "0", "--snapshots", "problems", "--cache", "cache"]  # fmt: skip
        outputs = [word for suffix in SUFFIXES for word in ("-o", f"out.{suffix}")]
        (folder / "cache").mkdir()
        for name in FORMATS:
            done = subprocess.run(
                [sys.executable, "-m", "citecheck", *words, "--format", name, *outputs],
                capture_output=True, cwd=folder, timeout=120, check=False,
            )  # fmt: skip
            assert done.returncode == 1, done.stderr
            found[name] = done.stdout.decode()
            outputs = []
    found |= {suffix: (folder / f"out.{suffix}").read_bytes().decode() for suffix in SUFFIXES}
    return found


def settled(text):
    """Return *text* without what differs from run to run."""
    for pattern, word in VARYING:
        text = pattern.sub(word, text)
    return text


@pytest.mark.parametrize("name", [*FORMATS, *SUFFIXES])
def test_the_whole_report_is_as_expected(reports, name):
    """Not a word more and none less than in the file that somebody has read."""
    path = EXPECTED / f"report.{name}"
    text = settled(reports[name])
    if os.environ.get("CITECHECK_RENEW"):
        EXPECTED.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


def test_each_is_accepted_by_its_reader(reports):
    """JSON by the schema, SARIF by the model of the standard, CSV by csv, the others by their parsers."""
    schema = json.loads((ROOT / "docs/schema/check.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(reports["json"]), schema)
    Sarif.model_validate_json(reports["sarif"], strict=False)
    rows = list(csv.DictReader(StringIO(reports["csv"], newline="")))
    assert {row["note"] for row in rows if row["note"]} == {str(number) for number in range(1, 52)}
    assert len(html.document_fromstring(reports["html"]).xpath("//article")) == 51
    assert "details" in MarkdownIt().render(reports["md"])


def test_junit_has_the_form_that_jenkins_and_surefire_read(reports):
    """Checked by an XML schema made from the one of Jenkins' xUnit plugin: elements, attributes, counts."""
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "junit.xsd"))
    suites = etree.fromstring(reports["xml"].encode())
    schema.assertValid(suites)
    for suite in suites.findall("testsuite"):
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)


def test_sarif_is_what_githubs_code_scanning_requires(reports):
    """Rules with help, levels and names; results with a fingerprint, a relative path, and a region."""
    (run,) = json.loads(reports["sarif"])["runs"]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert place["artifactLocation"]["uri"] == "report.txt"
        assert place["region"]["startLine"] >= 1
        assert result["partialFingerprints"]
        assert result["message"]["text"]
