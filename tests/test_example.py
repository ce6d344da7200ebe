"""The example report: the endnotes that the project began with, and `endnotes.json` that is made of them."""

import json
from pathlib import Path

import pytest

import citecheck
from citecheck.parse import body_markers
from citecheck.report import endnotes
from citecheck.verify import lint_all

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "russia-endnotes.txt"

# What print has done to the notes, and what must be read all the same; None where there is nothing.
TRICKY = {
    3: ("http://www.undp.ru/nhdr2010/National_Human_Development_Report_in_the_RE_2010_ENG.pdf", "2012-01-26", "2010"),
    5: ("http://www.unicef.org/infobycountry/russia_51631.html", "2012-01-25", None),
    8: ("http://www.ecpat.net/TBS/PDF/2010_Russia_Progress_Card.pdf", "2011-07-05", "2010"),
    10: ("http://www.undp.ru/index.phtml?iso=RU&lid=1&cmd=publications1&id=54", "2011-07-05", "2006"),
    11: ("http://www.businessweek.com/globalbiz/content/feb2007/gb20070223_311905", "2011-05-25", "2007-02-23"),
    14: ("http://en.rian.ru/russia/20100322/158277750.html", "XXXX-05-26", "2010-03-22"),
    17: ("http://articles.cnn.com/2011-06-02/world/russia.child.porn_1_child-pornography-sexual-abuse-child-advocate?s=PM:WORLD", "2011-06-29", "2011-06-02"),
    21: ("http://www.eva.ru/fun-and-fun/artciel/print.xhtml?artcileld=5226", "2011-10-02", "2011-06-16"),
    23: ("http://moscow.usembassy.gov/tipreport2010.html", None, "2010"),
    24: ("http://iipdigital.usembassy.gov/st/english/article/2011/03/20110324164020yllas0.5926129.html#axzz1MVFgTkTm", "2011-06-02", "2011-03-24"),
    25: ("http://www.justice.gov/marshals/news/chron/2010/032410.htm", None, "2010-03-24"),
    26: ("http://www.norden.org/en/about-nordic-co-operation/areas-ofco-operation/trafficking-in-human-beings/about-the-fightagainst-trafficking", "2011-05-24", None),
    33: ("http://www.thecode.org/index.php?page=6_3#Russia", "2011-07-01", None),
    34: ("http://www.uk-rf.com/glava17.html", "2011-08-25", "1999"),
    35: ("http://www.gk-rf.com/glava03", "2001-08-25", "1994"),
    36: ("http://www.loc.gov/lawweb/servlet/lloc_news?disp1_l205402708_Russian%20Federation", "2011-07-01", "2011-06-14"),
    37: ("http://www.csmonitor.com/World/Europe/2011/0511/Chemical-castration-Why-Medvedev-suggests-itfor-Russi-s-pedophiles", "2011-06-01", "2011-05-11"),
    39: (None, None, "1996"),
    49: ("http://www.ariadnet.net/partner.php?Id=23&", "2011-06-07", None),
    51: ("http://www.ispionline.it/it/documents/Analysis_46_2011.pdf", "2012-01-27", "2011-04"),
}  # fmt: skip

# The findings without a network: the notes that each rule names.
FINDINGS = {
    "D101": {23}, "D102": {14}, "D105": {35}, "D106": {25}, "N101": {25}, "N103": {33, 45},
    "N104": {1, 5, 20, 21, 32, 46}, "U103": {35}, "U104": {12}, "U105": {15, 21}, "U114": {49},
    "U102": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33,
             36, 37, 42, 43, 45, 49, 51},
}  # fmt: skip


@pytest.fixture(scope="module")
def report():
    (linted,) = lint_all([citecheck.read(EXAMPLE)], citecheck.Settings())
    return linted


def test_all_notes_are_found(report):
    """51 notes, numbered 1 to 51 although most printed numbers are lost; 46 have one URL each."""
    citations = [entry.citation for entry in report.entries]
    assert [citation.number for citation in citations] == list(range(1, 52))
    assert [citation.number for citation in citations if citation.marker] == [
        7,
        34,
        38,
        39,
        40,
        44,
        46,
        47,
        48,
        49,
        50,
    ]
    assert [len(citation.urls) for citation in citations].count(1) == 46


@pytest.mark.parametrize("number, truth", TRICKY.items())
def test_tricky_note(report, number, truth):
    """What print has done to a note does not change its URL and its dates."""
    citation = report.entries[number - 1].citation
    url = citation.urls[0].url if citation.urls else None
    dates = tuple(date.edtf if date else None for date in (citation.accessed, citation.published))
    assert (url, *dates) == truth


def test_body_markers(report):
    """The body points to all notes but six, and to two of them twice."""
    numbers = [
        marker.number for marker in body_markers(report.document, tuple(e.citation for e in report.entries))
    ]
    assert [number for number in range(1, 52) if number not in numbers] == [1, 5, 20, 21, 32, 46]
    assert {number for number in numbers if numbers.count(number) > 1} == {33, 45}


def test_findings_are_these_and_no_others(report):
    """Each rule names just the notes that it should; only remarks about pairs of notes may come beside."""
    found = {}
    for finding in report.all_findings():
        found.setdefault(finding.rule.code, set()).add(finding.number)
    assert {code: notes for code, notes in found.items() if not code.startswith("X")} == FINDINGS


def test_document_mends_itself(report):
    """Where the document holds the answer, the finding suggests it and says why."""
    said = {
        (finding.number, finding.rule.code): finding.suggestion
        for finding in report.all_findings()
        if finding.suggestion
    }
    day = said[23, "D101"]
    assert (day.replace, day.replacement) == ("May 32 2011", "May 23 2011")
    assert "46, 47, 48 and 50" in day.because
    host = said[12, "U104"]
    assert (host.replace, host.replacement) == ("protrectionproject.org", "protectionproject.org")
    assert "Protection Project" in host.because


def test_endnotes_json_is_what_parse_writes(report):
    """`endnotes.json` at the top is the example's citations, as `citecheck parse` writes them."""
    written = json.loads(endnotes.render(report))
    kept = json.loads((ROOT / "endnotes.json").read_text(encoding="utf-8"))
    written["document"]["source"] = kept["document"]["source"]
    assert written == kept
