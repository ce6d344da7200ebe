"""JUnit XML, in the form that Jenkins and Maven Surefire read: a suite a document, a case an endnote.

An endnote with an error fails; what is less is in its output. A run without network is an error of each suite
and not a failure of an endnote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from citecheck.models import Severity
from citecheck.report.position import Positions
from citecheck.report.rows import Row, rows, said
from citecheck.safe import encodable, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.models import Entry, Report

_LONGEST_NAME = 120


def render(reports: Sequence[Report]) -> str:
    """Write *reports* as one `testsuites`."""
    root = ET.Element("testsuites", name="citecheck")
    for report in reports:
        root.append(_suite(report))
    _count(root, list(root.iter("testcase")))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(report: Report) -> ET.Element:
    """Write one document."""
    source = _safe(report.document.source)
    suite = ET.Element("testsuite", name=source)
    if report.checked_at is not None:
        suite.set("timestamp", f"{report.checked_at:%Y-%m-%dT%H:%M:%S}")
    by_note: dict[int | None, list[Row]] = {}
    for row in rows(report):
        by_note.setdefault(id(row.citation) if row.citation else None, []).append(row)
    positions = Positions(report.document)
    suite.append(_case("the document", source, 1, by_note.get(None, [])))
    for entry in report.entries:
        line = positions.at(entry.citation.span.start).line
        suite.append(_case(_name(entry), source, line, by_note.get(id(entry.citation), [])))
    if report.offline:
        offline = ET.SubElement(suite, "testcase", name="the network", classname=source)
        ET.SubElement(offline, "error", type="offline", message="the network was down; no link was judged")
    _count(suite, list(suite.iter("testcase")))
    return suite


def _case(name: str, source: str, line: int, found: Sequence[Row]) -> ET.Element:
    """Write one endnote with what was *found* in it."""
    case = ET.Element("testcase", name=name, classname=source, file=source, line=str(line))
    errors = [row for row in found if row.finding.rule.severity is Severity.ERROR]
    if errors:
        kinds = " ".join(dict.fromkeys(row.title for row in errors))
        failure = ET.SubElement(case, "failure", type=kinds, message=_safe(said(errors[0])))
        failure.text = "\n".join(_line(row) for row in errors)
    lesser = [row for row in found if row.finding.rule.severity is not Severity.ERROR]
    if lesser:
        ET.SubElement(case, "system-out").text = "\n".join(_line(row) for row in lesser)
    return case


def _line(row: Row) -> str:
    """Write one finding as a line."""
    return _safe(f"{row.start.line}:{row.start.column} {row.finding.rule.severity} {row.title}: {said(row)}")


def _name(entry: Entry) -> str:
    """Return what tells an endnote from the others."""
    words = shown(entry.citation.title or entry.citation.text)
    return _safe(f"note {entry.citation.number}: {words}"[:_LONGEST_NAME])


def _count(element: ET.Element, cases: Sequence[ET.Element]) -> None:
    """Add the counts that readers of the format expect."""
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", str(sum(case.find("error") is not None for case in cases)))


def _safe(text: str) -> str:
    """Return *text* with no character that XML 1.0 cannot hold (section 2.2)."""
    return "".join(
        char if char >= " " and char not in "\ufffe\uffff" else "\ufffd" for char in encodable(shown(text))
    )
