"""The formats for machines, read back by what reads them."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from report_samples import document, finding, first, link, report, second
from sarif_pydantic import Sarif

from citecheck.models import Severity, Span, Suggestion, Verdict
from citecheck.report import Look, render
from citecheck.report.markdown import MOST

WARNED = finding("U102", Severity.WARNING, "The URL ends in a full stop.", "http://a.example/tip.html.")
REMARK = finding("L104", Severity.INFO, "Moved.", "2010")
OF_DOCUMENT = finding("N101", Severity.WARNING, "Numbers are missing.", "Endnotes")
WHOLE = report(first(WARNED, finding(), REMARK), second(), findings=(OF_DOCUMENT,), warnings=("slow",))


def sarif(reports, **look):
    """Render as SARIF, and read it as strictly as the model of the standard does."""
    text = render(reports, "sarif", Look(**look))
    Sarif.model_validate_json(text, strict=False)
    (run,) = json.loads(text)["runs"]
    return run


def test_sarif_has_what_code_scanning_asks_for():
    """Each result names a described rule, a place with a line, and what makes it the same next time."""
    run = sarif([WHOLE])
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["D101", "L104", "N101", "U102"]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.fullmatch("[0-9a-f]{32}", result["partialFingerprints"]["citecheckFinding/v1"])
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    assert len({result["partialFingerprints"]["citecheckFinding/v1"] for result in run["results"]}) == 4
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [{"level": "warning", "message": {"text": "slow"}}],
        }
    ]


def test_sarif_regions_are_columns_of_the_users_file():
    """A region begins and ends where the words stand, in characters from 1."""
    (result,) = sarif([report(first(finding()))])["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 4, "startColumn": 96, "endLine": 4, "endColumn": 107,
    }  # fmt: skip


@pytest.mark.parametrize(
    "source, kind, uri, base, columns",
    [
        ("/home/me/reports/one.txt", "text", "reports/one.txt", True, True),
        ("reports/ä b.md", "markdown", "reports/%C3%A4%20b.md", True, True),
        ("/elsewhere/one.txt", "text", "file:///elsewhere/one.txt", False, True),
        ("one.pdf", "pdf", "one.pdf", True, False),
    ],
    ids=["inside the folder", "escaped", "elsewhere", "no lines in a PDF"],
)
def test_sarif_names_files_as_the_repository_does(source, kind, uri, base, columns):
    """Paths are relative to the root of the sources; a format without lines has no columns."""
    there = document(source=source)
    changed = type(there)(source, kind, there.text, there.sha256)
    (result,) = sarif([report(first(finding()), document=changed)], folder="/home/me")["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri
    assert ("uriBaseId" in place["artifactLocation"]) is base
    assert ("startColumn" in place["region"]) is columns


def fingerprints(*entries, **more):
    return [
        each["partialFingerprints"]["citecheckFinding/v1"]
        for each in sarif([report(*entries, **more)])["results"]
    ]


def test_a_fingerprint_survives_edits_elsewhere():
    """Lines, other findings and the words of the message do not count; equal findings are told apart."""
    before = fingerprints(first(finding()))
    text = "A new first line.\n" + document().text
    moved = finding(message="Said otherwise.")
    moved = type(moved)(moved.rule, 7, moved.message, Span(moved.span.start + 18, moved.span.end + 18))
    assert fingerprints(first(moved), document=document(text=text)) == before
    assert fingerprints(first(finding("D102"))) != before
    twice = fingerprints(first(finding(), finding()))
    assert len(set(twice)) == 2
    assert twice[0] == before[0]


def test_junit_fails_the_endnotes_with_errors_alone():
    """A case an endnote; errors are failures, the rest is output, and the counts are right."""
    root = etree.fromstring(render([WHOLE], "junit").encode())
    (suite,) = root.findall("testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "0")
    assert root.attrib == {"name": "citecheck", "tests": "3", "failures": "1", "errors": "0"}
    assert [case.get("name") for case in suite] == [
        "the document", "note 1: Trafficking in Persons Report", "note 2: Fine Page",
    ]  # fmt: skip
    failure = suite[1].find("failure")
    assert failure is not None
    assert failure.get("type") == "D101 impossible-date"
    assert "U102" in (suite[1].findtext("system-out") or "")
    assert suite[2].attrib["line"] == "5"


def test_junit_says_that_the_network_was_down():
    """Without a network no endnote fails, and the suite has an error."""
    root = etree.fromstring(render([report(first(), offline=True)], "junit").encode())
    assert (root.get("failures"), root.get("errors")) == ("0", "1")


def test_github_annotations_stand_at_their_lines_worst_first():
    """A command a finding, the worst first, with file, line and columns."""
    lines = render([WHOLE], "github").splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "::error", "::warning", "::warning", "::notice", "::warning", "::notice",
    ]  # fmt: skip
    assert lines[0] == (
        "::error file=report.txt,line=4,title=citecheck D101 impossible-date,endLine=4,col=96,endColumn=107::"
        "Note 1: No calendar has May 32 2011."
    )


def test_csv_is_one_table_for_a_spreadsheet():
    """A row a finding, and one for the endnote that has none, with the link and its copy."""
    rows = list(csv.DictReader(StringIO(render([WHOLE], "csv"), newline="")))
    assert [(row["note"], row["code"], row["verdict"]) for row in rows] == [
        ("", "N101", ""), ("1", "U102", "dead"), ("1", "D101", "dead"), ("1", "L104", "dead"), ("2", "", "live"),
    ]  # fmt: skip
    assert rows[1]["captured"] == "2011-06-14"
    assert rows[1]["days_from_access"] == "9"
    assert render([WHOLE], "csv").count("\r\n") == 6


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "=cmd|' /C calc'!A0"])
def test_csv_runs_no_formula(formula):
    """A cell that a spreadsheet would compute begins with an apostrophe."""
    text = render([report(first(finding(message=formula)))], "csv")
    (row, _) = csv.DictReader(StringIO(text, newline="")), None
    assert next(iter(row))["message"] == f"'{formula}"


def test_markdown_is_folded_and_names_what_to_do():
    """The headline stands open, each endnote that needs somebody is folded, the worst first."""
    other = second(finding("D106", Severity.WARNING, "No access date.", "Fine Page"))
    text = render([report(other, first(finding(suggestion=Suggestion("a", "b `c`", "because"))))], "markdown")
    assert text.startswith("**2 endnotes, 2 links")
    summaries = re.findall("<summary>(.*?)</summary>", text)
    assert [summary.split(":")[0] for summary in summaries] == [
        "❌ note 1, report.txt",
        "⚠️ note 2, report.txt",
    ]
    assert "write `` b `c` ``" in text
    assert MarkdownIt().render(text).count("<li>") == 4


def test_markdown_fits_a_comment_whatever_the_size():
    """Under GitHub's 65,536 characters; what does not fit is counted."""
    entries = [first(finding(message="x" * 290)) for _ in range(1000)]
    text = render([report(*entries)], "markdown")
    assert len(text) <= MOST
    left = re.search("… and ([0-9]+) more of this kind", text)
    assert left is not None
    assert text.count("<details>") + int(left[1]) == 1000


HOSTILE = {
    "a terminal's colours": "\x1b[31mred\x1b[0m",
    "a terminal's title": "\x1b]0;owned\x07",
    "a carriage return": "fine\rdead",
    "text turned about": "\u202egnp.exe",
    "an invisible space": "zero\u200bwidth",
    "markup": "<script>alert(1)</script>",
    "an attribute's end": '"><img src=x onerror=alert(1)>',
    "a workflow command": "x\n::error::owned",
    "an escaped command": "x%0A::set-output name=a::b",
    "a formula": '=HYPERLINK("http://evil.example","x")',
    "a Markdown link": "[click](javascript:alert(1))",
    "an image": "![x](http://evil.example/spy.png)",
    "a code span's end": "`` ` ```",
    "somebody's name": "@everyone see #1",
    "XML": "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "rich's markup": "[bold red]not bold[/]",
    "half a character": "\ud800",
    "a password": "http://user:secret@host.example/",
    "a null": "a\0b",
}
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u200b\u2066-\u2069\ud800-\udfff]|secret"
)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", ["terminal", "json", "sarif", "junit", "github", "markdown", "csv"])
def test_words_from_outside_are_data(name, text):
    """Whatever a document, a page or a header says, no renderer hands on what steers its reader."""
    hostile = report(
        first(
            finding(message=text, suggestion=Suggestion(text, text, text)),
            links=(link(Verdict.DEAD, text),),
        ),
        document=document(source=text),
        warnings=(text,),
    )
    written = render([hostile], name)
    if name != "json":  # JSON escapes what it carries, and carries the document's own words whole
        assert FORBIDDEN.search(written) is None
    written.encode()
    if name == "markdown":
        html = MarkdownIt("commonmark").render(written)
        assert "<script>alert" not in html
        assert "<img" not in html
        assert 'javascript:alert(1)"' not in html
        assert re.search(r"@everyone|#1\b", re.sub("`+.*?`+", "", written)) is None  # code calls nobody
    if name == "github":
        assert all(re.match("::(error|warning|notice) ", line) for line in written.splitlines())
    if name == "junit":
        etree.fromstring(written.encode())
    if name == "csv":
        assert all(
            not cell.startswith("=") for row in csv.reader(StringIO(written, newline="")) for cell in row
        )
