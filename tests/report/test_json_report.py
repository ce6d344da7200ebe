"""The JSON of `parse` and of `check`, key by key."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from report_samples import (
    CHECKED_AT,
    COPY,
    LIVE_URL,
    TEXT,
    document,
    finding,
    first,
    link,
    report,
    second,
)

from citecheck.difference import difference
from citecheck.models import (
    CitedUrl,
    Entry,
    Hop,
    Marker,
    NoAnswer,
    NoSnapshot,
    NotChecked,
    Reason,
    Severity,
    Span,
    Verdict,
    Waiver,
)
from citecheck.report import endnotes, render
from citecheck.report.schema import schemas
from citecheck.shapes import decode_check, decode_endnotes, encode

ENDNOTES = """{
  "version": 1,
  "document": {
    "source": "report.txt",
    "format": "text",
    "sha256": "SHA256",
    "markers": {
      "missing": [
        1
      ],
      "repeated": [
        2
      ]
    }
  },
  "citations": [
    {
      "number": 1,
      "marker": null,
      "text": "TEXT",
      "line": 4,
      "page": null,
      "authors": [
        {
          "literal": "US Department of State"
        }
      ],
      "title": "Trafficking in Persons Report",
      "container": null,
      "published": {
        "text": "2010",
        "edtf": "2010"
      },
      "accessed": {
        "text": "May 32 2011",
        "edtf": null
      },
      "urls": [
        {
          "text": "http://a.example/tip.html.",
          "url": "http://a.example/tip.html",
          "repairs": [
            "stripped-punctuation"
          ]
        }
      ],
      "identifiers": [
        {
          "scheme": "doi",
          "value": "10.1000/182"
        }
      ],
      "language": null
    }
  ]
}
""".replace("SHA256", "ab" * 32).replace("TEXT", TEXT.splitlines()[3][2:])


def checked(*entries, **more):
    """Return what `check` writes of a report."""
    return json.loads(render([report(*entries, **more)], "json"))


def test_endnotes_whole():
    """`parse` writes the promised keys in the promised order, absent values as null."""
    assert endnotes.render(report(first(), document=document())) == ENDNOTES


def test_endnotes_hold_nothing_judged():
    """What was found wrong does not reach the citations of `parse`."""
    assert endnotes.render(report(first(finding()))) == endnotes.render(report(first()))


@pytest.mark.parametrize(
    "numbers, expected",
    [
        (None, None),
        ([1, 2], {"missing": [], "repeated": []}),
        ([], {"missing": [1, 2], "repeated": []}),
        ([2, 2, 9, 9, 9, 1], {"missing": [], "repeated": [2, 9]}),
    ],
)
def test_markers(numbers, expected):
    """A body without markers has null; one with markers says which are missing and which are repeated."""
    markers = None if numbers is None else tuple(Marker(Span(0, 1), number) for number in numbers)
    assert checked(markers=markers)["document"]["markers"] == expected


def test_check_adds_to_parse():
    """`check` writes what `parse` does, and adds its own keys behind or at the top."""
    plain, more = json.loads(endnotes.render(report())), checked()
    assert list(more) == ["version", "checked_at", "summary", "document", "citations"]
    assert list(more["document"]) == [*plain["document"], "findings"]
    for before, after in zip(plain["citations"], more["citations"], strict=True):
        assert list(after) == [*before, "findings"]
        assert (
            {key: after[key] for key in before if key != "urls"} == before | {}
            if not before["urls"]
            else True
        )
        for url, judged in zip(before["urls"], after["urls"], strict=True):
            assert list(judged) == [*url, "check", "snapshot"]
            assert {key: judged[key] for key in url} == url


def test_check_of_a_link():
    """A link has the promised keys, and its times are UTC."""
    url = checked()["citations"][0]["urls"][0]
    assert list(url["check"].items()) == [
        ("verdict", "dead"),
        ("status", 404),
        ("final_url", "http://a.example/tip.html"),
        ("hops", [{"url": "http://a.example/tip", "status": 301, "target": "http://a.example/tip.html"}]),
        ("title", "Gone"),
        ("reason", "answers 404"),
        ("checked_at", "2026-11-24T12:30:00Z"),
        ("failing_since", None),
    ]
    assert list(url["snapshot"].items()) == [
        ("state", "found"),
        ("url", COPY.url),
        ("captured", "2011-06-14T00:00:00Z"),
        ("days_from_access", 9),
        ("title_matches", True),
    ]


def test_finding():
    """A finding has the promised keys, the place in the file, and what to write instead under `with`."""
    [found] = checked()["citations"][0]["findings"]
    assert list(found.items()) == [
        ("code", "D101"),
        ("name", "impossible-date"),
        ("severity", "error"),
        ("message", "No calendar has May 32 2011."),
        ("line", 4),
        ("column", 96),
        (
            "suggestion",
            {
                "replace": "May 32 2011",
                "with": "May 23 2011",
                "because": "notes 46 and 47 have that day",
                "confidence": "supported",
            },
        ),
        ("candidates", []),
        ("known", False),
        ("waived", None),
    ]
    assert TEXT.splitlines()[3][95:].startswith("May 32 2011")


@pytest.mark.parametrize(
    "snapshot, state",
    [
        (NoSnapshot(), "none"),
        (NoSnapshot(3), "none"),
        (NoAnswer(Reason.RATE_LIMITED), "unknown"),
        (NotChecked("not asked for"), "not-asked"),
    ],
)
def test_snapshot_states(snapshot, state):
    """That the archive has nothing, could not be asked and was not asked are three things."""
    written = checked(first(links=(link(snapshot=snapshot),)))["citations"][0]["urls"][0]["snapshot"]
    assert written == {
        "state": state,
        "url": None,
        "captured": None,
        "days_from_access": None,
        "title_matches": None,
    }


@pytest.mark.parametrize(
    "facts, hops",
    [
        (
            NoAnswer(Reason.RESET, "reset", (Hop("http://x/", 302, "/y"),)),
            [{"url": "http://x/", "status": 302, "target": "/y"}],
        ),
        (NotChecked("offline"), []),
    ],
)
def test_check_without_answer(facts, hops):
    """Where nobody answered there is no status, address or title; the redirects that led there stay."""
    check = checked(first(links=(link(facts=facts),)))["citations"][0]["urls"][0]["check"]
    assert [check[key] for key in ("status", "final_url", "title", "hops")] == [None, None, None, hops]


def test_summary_counts_every_verdict():
    """A checked report counts each verdict, 0 included, and each rule that found something."""
    summary = checked(first(finding(), finding("L101")), second(finding("D101")))["summary"]
    assert list(summary) == ["citations", "urls", "verdicts", "rules", "waived"]
    assert (summary["citations"], summary["urls"]) == (2, 2)
    assert list(summary["verdicts"]) == [str(verdict) for verdict in Verdict]
    assert {name: number for name, number in summary["verdicts"].items() if number} == {"live": 1, "dead": 1}
    assert list(summary["rules"].items()) == [("D101", 2), ("L101", 1)]


def test_one_url_in_two_notes_counts_twice():
    """Verdicts count cited URLs, as people say `51 endnotes, 46 links`."""
    again = Entry(second().citation, (link(cited=LIVE_URL), link(cited=LIVE_URL)))
    assert checked(first(), again)["summary"]["verdicts"]["dead"] == 3


def test_lint_asks_nobody():
    """What only the writing was judged of has no time, no verdicts, no check and a snapshot not asked."""
    written = checked(checked=False)
    url = written["citations"][0]["urls"][0]
    assert (written["checked_at"], written["summary"]["verdicts"], url["check"]) == (None, {}, None)
    assert url["snapshot"]["state"] == "not-asked"


def test_document_findings():
    """A finding about the document stands with the document and counts in the summary."""
    written = checked(findings=(finding("N102", Severity.WARNING, part="²"),))
    assert [(each["code"], each["line"], each["column"]) for each in written["document"]["findings"]] == [
        ("N102", 1, 17)
    ]
    assert written["summary"]["rules"] == {"D101": 1, "N102": 1}


def test_several_documents():
    """Several documents are a batch: their counts together, then each as it would stand alone."""
    batch = json.loads(render([report(), report(checked=False)], "json"))
    assert list(batch) == ["version", "checked_at", "summary", "reports"]
    assert batch["checked_at"] == CHECKED_AT.isoformat().replace("+00:00", "Z")
    assert batch["summary"]["citations"] == 4
    assert batch["reports"] == [checked(), checked(checked=False)]


def test_no_documents():
    """A folder without documents is an empty batch."""
    assert json.loads(render([], "json"))["reports"] == []


def test_json_is_stable():
    """The same report gives the same bytes."""
    assert render([report()], "json") == render([report()], "json")


def test_no_secret_in_json():
    """The password of a URL stands nowhere in either JSON."""
    secret = "http://anna:s3cret@a.example/x"
    url = CitedUrl(secret, secret, Span(0, 3))
    entry = first(finding(message=f"{secret} holds a password."), links=(link(cited=url, reason=secret),))
    hostile = report(Entry(entry.citation, entry.links, (), entry.findings), document=document(source=secret))
    for text in (render([hostile], "json"), endnotes.render(hostile)):
        assert "s3cret" not in text
    assert "http://***@a.example/x holds a password." in render([hostile], "json")


def test_json_is_safe_on_a_terminal():
    """Control characters and bidi overrides are escaped, and mean the same to whoever reads the JSON."""
    message = "a\x1b[31m\x9b1m\u202eb\u2028"
    text = render([report(first(finding(message=message)))], "json")
    assert not set(text) & set("\x1b\x9b\u202e\u2028")
    assert json.loads(text)["citations"][0]["findings"][0]["message"] == message


def test_json_of_a_name_that_is_not_unicode():
    """A file name with bytes that are no text is written all the same."""
    assert checked(document=document(source="r\udce9port.txt"))["document"]["source"] == "r?port.txt"


def test_endnotes_come_back():
    """What `parse` wrote is read as it was, and so is what `check` wrote of the same citations."""
    shape = endnotes.endnotes(report())
    assert decode_endnotes(encode(shape)) == shape
    assert decode_endnotes(render([report()], "json")) == shape


def texts():
    """Give one text of each kind that citecheck writes, with the schema it must keep."""
    odd = report(first(links=(link(facts=NoAnswer(Reason.TLS), snapshot=NoSnapshot()),)), markers=None)
    yield "parse.schema.json", endnotes.render(report())
    yield "check.schema.json", render([report()], "json")
    yield "check.schema.json", render([odd], "json")
    yield "check.schema.json", render([report(checked=False), odd], "json")


@pytest.mark.parametrize("name, text", list(texts()))
def test_output_keeps_its_schema(name, text):
    """What is written keeps the published schema."""
    validator = jsonschema.Draft202012Validator(
        json.loads(schemas()[name]), format_checker=jsonschema.FormatChecker()
    )
    assert list(validator.iter_errors(json.loads(text))) == []


@pytest.mark.parametrize("key", ["version", "document", "citations"])
def test_schema_requires_what_is_written(key):
    """A text that lacks a key does not keep the schema."""
    lacking = {name: value for name, value in json.loads(endnotes.render(report())).items() if name != key}
    with pytest.raises(jsonschema.ValidationError, match=key):
        jsonschema.validate(lacking, json.loads(schemas()["parse.schema.json"]))


WAIVED = Waiver(("L101",), "report.txt", "seen by hand", date(2027, 6, 30))


def with_waived(**more):
    """Return a report in which L101 of note 1 is waived, and N102 of the document."""
    gone = finding("L101", part="http://a.example/tip.html.", waived=WAIVED)
    entry = replace(first(finding()), waived=(gone,))
    return report(entry, second(), waived=(finding("N102", waived=Waiver(("N",), "report.txt")),), **more)


def test_waived_findings_stand_in_their_places_and_are_counted_apart():
    """The keys that are promised say what is wrong; what somebody lets pass is marked."""
    written = json.loads(render([with_waived()], "json"))
    assert [(each["code"], each["waived"]) for each in written["citations"][0]["findings"]] == [
        ("L101", {"reason": "seen by hand", "until": "2027-06-30"}),
        ("D101", None),
    ]
    assert [(each["code"], each["waived"]) for each in written["document"]["findings"]] == [
        ("N102", {"reason": None, "until": None})
    ]
    assert written["summary"]["rules"] == {"D101": 1}
    assert written["summary"]["waived"] == {"L101": 1, "N102": 1}
    jsonschema.validate(written, json.loads(schemas()["check.schema.json"]))


@pytest.mark.parametrize("name", ["sarif", "junit", "markdown", "csv", "github"])
def test_waived_findings_are_in_no_list_of_what_is_wrong(name):
    text = render([with_waived()], name)
    assert "D101" in text
    assert "L101" not in text
    assert "N102" not in text


def test_waived_findings_are_no_difference():
    """Neither that they are there, nor that somebody began to let them pass; that nobody does any more is one."""
    plain = report(first(finding(), finding("L101", part="http://a.example/tip.html.")), second())
    waived, found = (decode_check(render([each], "json")) for each in (with_waived(), plain))
    assert [each.code for each in difference(waived, found).appeared] == ["L101"]
    assert [each.code for each in difference(found, waived).vanished] == ["L101"]
    assert not difference(waived, waived)
