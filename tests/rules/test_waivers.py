"""Waivers in documents: what comments say, which findings they let pass, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest
from factories import TODAY, codes_of, document_of, entries_of, findings_of
from hypothesis import given, strategies as st

from citecheck.models import Waiver
from citecheck.rules import RULES, Judging, chosen_codes, judge, waive
from citecheck.rules.instructions import understood

CODES = [rule.info.code for rule in RULES]

UNDERSTOOD = [
    ("ignore L105", "ignore", ("L105",), None, None),
    ("ignore-next L105", "ignore-next", ("L105",), None, None),
    ("ignore-file N", "ignore-file", ("N",), None, None),
    ("ignore L105, D101", "ignore", ("L105", "D101"), None, None),
    ("ignore l105 d101,l105", "ignore", ("L105", "D101"), None, None),
    ("ignore L105 -- seen by hand", "ignore", ("L105",), "seen by hand", None),
    ("ignore L105 — seen", "ignore", ("L105",), "seen", None),
    ("ignore L105: seen -- twice: by us", "ignore", ("L105",), "seen -- twice: by us", None),
    ("ignore L105 until 2027-06-30", "ignore", ("L105",), None, date(2027, 6, 30)),
    ("ignore\n  L105\n  until 2027-06-30 -- a\n  reason", "ignore", ("L105",), "a reason", date(2027, 6, 30)),
]
NOT_UNDERSTOOD = [
    ("", "it says “”, not ignore, ignore-next or ignore-file with codes of rules"),
    ("ignroe L105", "it says “ignroe L105”, not ignore"),
    ("L105", "it says “L105”, not ignore"),
    ("ignore", "it names no rule"),
    ("ignore -- because", "it names no rule"),
    ("ignore until 2027-06-30", "it names no rule"),
    ("ignore L999", "no rule has the code L999; `citecheck explain`"),
    ("ignore L105 because we looked", "no rule has the code BECAUSE"),
    ("ignore W102", "no waiver waives W102, which is about waivers"),
    ("ignore L105 until 2027-13-01", "2027-13-01 is no day"),
    ("ignore L105 until 2027", "2027 is no day"),
    ("ignore L105 (seen)", "it says “ignore L105 (seen)”, not ignore"),
]


@pytest.mark.parametrize("words, reach, codes, reason, until", UNDERSTOOD)
def test_what_is_said_is_understood(words, reach, codes, reason, until):
    said = understood(words, "a.md", CODES)
    assert (said.waiver, said.reach) == (Waiver(codes, "a.md", reason, until), reach)


@pytest.mark.parametrize("words, fault", NOT_UNDERSTOOD)
def test_what_is_not_understood_is_said(words, fault):
    said = understood(words, "a.md", CODES)
    assert said.waiver is None
    assert said.fault.startswith(fault)


@given(
    st.one_of(st.text(max_size=80), st.from_regex(r"ignore(-next|-file)?[ A-Z0-9,:-]{0,40}", fullmatch=True))
)
def test_any_words_are_understood_or_not(words):
    """Either a waiver of rules that there are, or one sentence about what is wrong."""
    said = understood(words, "a.md", CODES)
    if said.waiver is None:
        assert said.fault
    else:
        assert said.waiver.codes
        assert all(any(code.startswith(each) for code in CODES) for each in said.waiver.codes)


# --- which findings pass

# Each note has an impossible date (D101); the second has an incomplete one too (D102).
NOTES = """Prices rose.[^1] Wages did not.[^2] Rents rose.[^3] {body}

[^1]: World Bank. Prices. http://a.org/1 Accessed May 32 2011. {one}
[^2]: World Bank. Wages. http://a.org/2 Accessed May 33 2011. {two}
{between}
[^3]: World Bank. Rents. http://a.org/3 Accessed May 34 2011. {three}

Read more.[^9] {line}
"""


def with_comments(**comments):
    """Return the notes with citecheck's comments at these places."""
    places = dict.fromkeys(("body", "one", "two", "between", "three", "line"), "")
    return NOTES.format(
        **places | {place: f"<!-- citecheck: {words} -->" for place, words in comments.items()}
    )


def passing(text, code="D101", **how):
    """Return the notes (None: the document) in which *code* is found, those in which it is waived, and W codes."""
    entries, neighbours = entries_of(text)
    found, judged = judge(entries, neighbours)
    judging = Judging(chosen_codes((), ()), any(entry.links for entry in entries), how.get("today", TODAY))
    waived = waive(document_of(text), found, judged, judging)
    left = [*waived.findings, *(finding for entry in waived.entries for finding in entry.findings)]
    gone = [*waived.passed, *(finding for entry in waived.entries for finding in entry.waived)]
    assert all(finding.waived is None for finding in left)
    return (
        [finding.number for finding in left if finding.rule.code == code],
        [finding.number for finding in gone if finding.rule.code == code],
        [(finding.rule.code, finding.number) for finding in left if finding.rule.code[0] == "W"],
    )


REACHES = [
    ({}, [1, 2, 3], [], [], "nothing waived"),
    ({"two": "ignore D101"}, [1, 3], [2], [], "in the note in which it stands"),
    ({"two": "ignore D"}, [1, 3], [2], [], "a family"),
    ({"one": "ignore-next D101"}, [1, 3], [2], [], "in the note behind it"),
    ({"between": "ignore-next D101"}, [1, 2], [3], [], "on a line of its own"),
    ({"body": "ignore-file D101"}, [], [1, 2, 3], [], "in the whole document"),
    ({"three": "ignore-file D101"}, [], [1, 2, 3], [], "wherever that is said"),
    ({"two": "ignore D103"}, [1, 2, 3], [], [("W102", 2)], "another rule"),
    ({"two": "ignore D101 D103"}, [1, 3], [2], [("W102", 2)], "one of two"),
    ({"three": "ignore-next D101"}, [1, 2, 3], [], [("W102", None)], "no note behind it"),
    ({"body": "ignore D101"}, [1, 2, 3], [], [("W102", None)], "beside no note"),
    ({"two": "ignore D1O1"}, [1, 2, 3], [], [("W103", 2)], "not understood"),
    ({"body": "please"}, [1, 2, 3], [], [("W103", None)], "not understood in the body"),
    ({"two": "ignore D101 until 2026-01-15"}, [1, 3], [2], [], "on its last day"),
    ({"two": "ignore D101 until 2026-01-14"}, [1, 2, 3], [], [("W101", 2)], "a day later"),
    ({"body": "ignore-file D101", "two": "ignore D101"}, [], [1, 2, 3], [], "twice"),
    ({"two": "ignore D101", "body": "ignore-file D101 until 2000-01-01"}, [1, 3], [2], [("W101", None)], "one of them expired"),
]  # fmt: skip


@pytest.mark.parametrize(
    "comments, left, gone, said", [row[:4] for row in REACHES], ids=[row[4] for row in REACHES]
)
def test_a_waiver_reaches(comments, left, gone, said):
    assert passing(with_comments(**comments)) == (left, gone, said)


OF_DOCUMENT = [
    ({"line": "ignore N102"}, [], [None], []),
    ({"body": "ignore-file N102"}, [], [None], []),
    ({"body": "ignore N102"}, [None], [], [("W102", None)]),
    ({"three": "ignore-next N102"}, [None], [], [("W102", None)]),
]


@pytest.mark.parametrize("comments, left, gone, said", OF_DOCUMENT)
def test_findings_of_the_document_are_waived_on_their_line(comments, left, gone, said):
    """The body points to note 9, which is not there."""
    assert passing(with_comments(**comments), "N102") == (left, gone, said)


def test_the_first_waiver_that_fits_is_the_reason():
    text = with_comments(two="ignore D101 -- mine", body="ignore-file D101 -- ours")
    entries, neighbours = entries_of(text)
    found, judged = judge(entries, neighbours)
    waived = waive(
        document_of(text), found, judged, Judging(chosen_codes((), ()), checked=False, today=TODAY)
    )
    reasons = {
        entry.citation.number: [each.waived.reason for each in entry.waived] for entry in waived.entries
    }
    assert reasons == {1: ["ours"], 2: ["ours"], 3: ["ours"]}


# --- what was judged

URL = "http://data.example.org/russia"
FACTS = [
    ("L105", ["the page is blocked: the server answers 403"], [1], []),
    ("L105", ["the page is live: the server answers 200"], [], ["W102"]),
    ("L105", ["the page is dead: the server answers 404"], [], ["W102"]),
    ("L105", ["the page is offline: our own network is down"], [], []),
    ("L105", ["the page is skipped: excluded"], [], []),
    ("L105", ["the page is unreachable: no answer within 20 seconds"], [], []),
    ("L", ["the page is live: the server answers 200"], [], []),
    ("L106", ["the page is live: the server answers 200"], [], []),
    ("L106", ["the page is unreachable: no answer within 20 seconds"], [1], []),
    ("A104", ["the page is live: the server answers 200", "no copy is archived"], [1], []),
    ("A104", ["the page is live: the server answers 200", "the nearest copy is of 2012-01-28"], [], ["W102"]),
    ("A104", ["the page is live: the server answers 200"], [], []),
    ("A101", ["the page is unreachable: no answer", "the nearest copy is of 2012-01-28"], [], []),
    ("L105", [], [], []),
    ("D101", [], [], ["W102"]),
]


@pytest.mark.parametrize("code, facts, gone, said", FACTS)
def test_a_waiver_is_unused_only_where_its_rule_was_judged(code, facts, gone, said):
    """Without an answer, without a network, without a look at the archive nothing is known of it."""
    lines = "".join(f"   -> {fact}\n" for fact in facts)
    note = f"World Bank. Data. Accessed on 26 January 2012 from: {URL}."
    found = passing(f"[^1]: {note} <!-- citecheck: ignore {code} -->\n{lines}", code)
    assert found[1] == [1 for _ in gone]
    assert [each for each, _ in found[2]] == said


@pytest.mark.parametrize(
    "select, ignore, said",
    [
        ((), (), ["W102"]),
        (("N", "W"), (), []),
        (("D", "W"), (), ["W102"]),
        ((), ("D101",), []),
        (("D",), (), []),
        ((), ("W",), []),
    ],
)
def test_what_is_not_selected_is_not_called_unused(select, ignore, said):
    text = "[^1]: World Bank. Data. http://a.org/1 Accessed May 23 2011. <!-- citecheck: ignore D101 -->"
    found = findings_of(text, select=select, ignore=ignore)
    assert [finding.rule.code for finding in found if finding.rule.code[0] == "W"] == said


def test_what_is_said_of_waivers_stands_where_they_stand():
    text = with_comments(two="ignore D103 -- no")
    (found,) = [finding for finding in findings_of(text) if finding.rule.code == "W102"]
    before = document_of(text).text[: found.span.start]
    assert before.endswith("Accessed May 33 2011. ")
    assert found.message == "The waiver of D103 waives nothing."


def test_a_comment_is_no_part_of_the_note():
    """Neither its title nor its URL nor its text."""
    plain, waived = (
        entries_of(with_comments(**more))[0] for more in ({}, {"two": "ignore D101 -- http://b.org/"})
    )
    for one, other in zip(plain, waived, strict=True):
        assert (one.citation.title, one.citation.text.strip()) == (
            other.citation.title,
            other.citation.text.strip(),
        )
        assert [cited.url for cited in one.citation.urls] == [cited.url for cited in other.citation.urls]


def test_without_waivers_nothing_changes():
    assert "W" not in {
        code[0] for code in codes_of(NOTES.format(body="", one="", two="", between="", three="", line=""))
    }


@given(
    st.lists(
        st.sampled_from(["\n", "x", "<!-- citecheck: ignore D101 -->", "[^1]: A May 32 2011.", "[^2]: B."]),
        max_size=12,
    )
)
def test_wherever_waivers_stand_no_finding_is_lost(parts):
    """What is found without them is found or waived with them, and each waiver is used, said to be unused, or neither."""
    text = "[^9]: Z.\n" + "\n".join(parts)
    bare = text.replace("<!-- citecheck: ignore D101 -->", " " * 31)
    entries, _ = entries_of(bare)
    left, gone, said = passing(text)
    assert sorted(left + gone) == sorted(passing(bare)[0])
    assert {code for code, _ in said} <= {"W102"}
    assert len(entries) == len(entries_of(text)[0])


def test_many_waivers_take_linear_time():
    """A thousand comments over a thousand notes, all for the whole document."""
    comments = "<!-- citecheck: ignore-file D101 -->" * 1000
    text = comments + "\n" + "\n".join(f"[^{number}]: A Body. May 32 2011." for number in range(1, 1001))
    left, gone, _ = passing(text)
    assert (left, len(gone)) == ([], 1000)
