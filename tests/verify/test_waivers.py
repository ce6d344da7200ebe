"""Waivers of the settings over the documents of a run: what they let pass, and what is said of them at the end."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from citecheck.errors import SettingsError
from citecheck.models import Answer, NoAnswer, Reason
from citecheck.overrides import Override
from citecheck.read import read_text
from citecheck.settings import Settings, load_settings, settings_from
from citecheck.store import Store
from citecheck.verify import lint_all, verify_all
from citecheck.waive import Waive

TODAY = date(2026, 1, 15)
BAD = "World Bank. Prices. {} Accessed May 32 2011."
FINE = "World Bank. Wages. {} Accessed May 23 2011."
A, B, C = "http://a.org/1?x=[2]", "http://b.org/2", "http://c.org/3"


def document(name, *notes):
    lines = "".join(f"{number}. {note}\n" for number, note in enumerate(notes, start=1))
    return read_text(f"Endnotes\n\n{lines}", source=name)


ONE = document("one.txt", BAD.format(A), BAD.format(B), FINE.format(C))
TWO = document("two.txt", BAD.format(B), FINE.format(A))


def waiver(code="D101", **fields):
    return Waive(code=code, reason="so printed", **fields)


def linted(*waive, documents=(ONE, TWO), overrides=(), **settings):
    """Return, by document, the notes in which D101 is found and those in which it is waived, and what is said of waivers."""
    chosen = Settings(waive=waive, overrides=overrides, **settings)
    found = {}
    for report in lint_all(documents, chosen, TODAY):
        left, gone = report.all_findings(), report.all_waived()
        found[report.document.source] = (
            [each.number for each in left if each.rule.code == "D101"],
            [each.number for each in gone if each.rule.code == "D101"],
            [(each.rule.code, each.number) for each in left if each.rule.code[0] == "W"],
        )
    return found


ONE_LEFT, TWO_LEFT = ([1, 2], [], []), ([1], [], [])
LETS_PASS = [
    (waiver(url=A), ([2], [1], []), TWO_LEFT, "a link"),
    (waiver(url=B), ([1], [2], []), ([], [1], []), "a link in two documents"),
    (waiver(url="http://b.org/*"), ([1], [2], []), ([], [1], []), "links of a site"),
    (waiver(url="*"), ([], [1, 2], []), ([], [1], []), "any link"),
    (waiver(url="http://a.org/1?x=[*]"), ([2], [1], []), TWO_LEFT, "signs of addresses are themselves"),
    (waiver(note=1), ([2], [1], []), ([], [1], []), "a note in each document"),
    (waiver(note=1, paths=("two.txt",)), ONE_LEFT, ([], [1], []), "a note in one document"),
    (waiver(note=1, url=B), ONE_LEFT, ([], [1], []), "both must fit"),
    (waiver("d101", url=A), ([2], [1], []), TWO_LEFT, "a code in lower case"),
    (waiver("D", url=A), ([2], [1], []), TWO_LEFT, "a family"),
    (waiver(url=A, until=TODAY), ([2], [1], []), TWO_LEFT, "on its last day"),
    (waiver(url=A, until=date(2026, 1, 14)), ([1, 2], [], [("W101", 1)]), TWO_LEFT, "a day later it is said once"),
    (waiver(url=C), ([1, 2], [], [("W102", 3)]), TWO_LEFT, "what it names is not found"),
    (waiver("D103", url=B), ([1, 2], [], [("W102", 2)]), TWO_LEFT, "said once, in the first document that it concerns"),
    (waiver(note=2, paths=("two.txt",)), ONE_LEFT, ([1], [], [("W102", 2)]), "at the note"),
    (waiver(url="http://z.org/"), ONE_LEFT, TWO_LEFT, "a link that is nowhere is perhaps in a document of another run"),
    (waiver(url="http://z.org/", paths=("two.txt",)), ONE_LEFT, ([1], [], [("W102", None)]), "unless its document is there"),
    (waiver(note=9), ONE_LEFT, TWO_LEFT, "a note that is nowhere, likewise"),
    (waiver("L105", url=A), ONE_LEFT, TWO_LEFT, "links were not judged"),
    (waiver(url=A, paths=("elsewhere/",)), ONE_LEFT, TWO_LEFT, "other documents"),
]  # fmt: skip


@pytest.mark.parametrize("waive, one, two", [row[:3] for row in LETS_PASS], ids=[row[3] for row in LETS_PASS])
def test_a_waiver_of_the_settings_lets_pass(waive, one, two):
    assert linted(waive) == {"one.txt": one, "two.txt": two}


def test_what_is_used_anywhere_is_used():
    """Although in the first document it waives nothing."""
    documents = (document("a.txt", FINE.format(A)), document("b.txt", BAD.format(A)))
    assert linted(waiver(url=A), documents=documents) == {"a.txt": ([], [], []), "b.txt": ([], [1], [])}


def test_where_it_could_not_be_judged_anywhere_nothing_is_said():
    """In one document the rule is left out: there the fault may be."""
    documents = (document("a.txt", FINE.format(A)), document("b.txt", BAD.format(A)))
    left_out = (Override(paths=("b.txt",), ignore=("D101",)),)
    assert linted(waiver(url=A), documents=documents, overrides=left_out) == {
        "a.txt": ([], [], []),
        "b.txt": ([], [], []),
    }
    assert linted(waiver(url=A), documents=documents, select=("N", "W"))["a.txt"] == ([], [], [])


def test_what_is_said_names_the_place_in_the_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(
        "[tool.citecheck]\nretries = 1\n\n"
        f"[[tool.citecheck.waive]]\ncode = 'D103'\nurl = '{B}'\nreason = 'r'\n"
        f"[[tool.citecheck.waive]]\ncode = 'D101'\nnote = 1\nreason = 'r'\nuntil = 2020-12-31\n"
    )
    (one,) = lint_all([ONE], load_settings(None, tmp_path), TODAY)
    said = [finding.message for finding in one.all_findings() if finding.rule.code[0] == "W"]
    assert said == [
        "The waiver in pyproject.toml, line 8 of D101 held until 31 December 2020 and holds no more.",
        "The waiver in pyproject.toml, line 4 of D103 waives nothing.",
    ]


def test_a_finding_at_another_link_of_the_note_is_not_meant(tmp_path):
    """Of two links in one note the waived one passes, and the other does not."""
    both = document("a.txt", f"World Bank. Data. {A} and {B}.")
    with Store.open(tmp_path) as store:
        for url in (A, B):
            store.keep_link(url, Answer(403, url), datetime.now(UTC))
    settings = Settings(offline=True, cache=str(tmp_path), waive=(waiver("L105", url=A),))
    (report,) = verify_all([both], settings)
    at = [each.span.of(both.text).rstrip(".") for each in report.all_findings() if each.rule.code == "L105"]
    assert at == [B]
    assert [each.span.of(both.text) for each in report.all_waived()] == [A]


BLOCKED, LIVE, SILENT = Answer(403, A), Answer(200, A, title="Prices"), NoAnswer(Reason.READ_TIMEOUT)
ANSWERS = [(BLOCKED, 1, []), (LIVE, 0, ["W102"]), (SILENT, 0, []), (None, 0, [])]


@pytest.mark.parametrize("facts, gone, said", ANSWERS, ids=["blocked", "live", "silent", "never asked"])
def test_a_waiver_of_a_link_is_unused_when_the_link_has_healed(tmp_path, facts, gone, said):
    """Not when nobody answered, and not when nobody asked."""
    with Store.open(tmp_path) as store:
        if facts is not None:
            store.keep_link(A, facts, datetime.now(UTC))
    settings = Settings(offline=True, cache=str(tmp_path), waive=(waiver("L105", url=A),))
    (report,) = verify_all([document("a.txt", FINE.format(A))], settings)
    assert len(report.all_waived()) == gone
    assert [each.rule.code for each in report.all_findings() if each.rule.code[0] == "W"] == said


WRONG = [
    ({"code": "L105", "reason": "r"}, "name a url or a note; what ignores a rule in whole documents is [[overrides]]"),
    ({"code": "L105", "url": "u"}, "[[waive]] number 1 lacks reason"),
    ({"url": "u", "reason": "r"}, "[[waive]] number 1 lacks code"),
    ({"code": "L105", "url": "u", "reason": ""}, "[[waive]] number 1: reason must not be empty"),
    ({"code": "L105", "url": "u", "reason": "r", "until": "soon"}, "[[waive]] number 1: until must be a day, as 2027-06-30"),
    ({"code": "L105", "url": "u", "reason": "r", "untill": "2027-01-01"}, "waive: unknown key 'untill'; did you mean 'until'?"),
    ({"code": "L105", "url": "u", "reason": "r", "where": "here"}, "waive: unknown key 'where'"),
    ({"code": ["L105"], "url": "u", "reason": "r"}, "[[waive]] number 1: code must be a text in quotes, not a list"),
]  # fmt: skip


@pytest.mark.parametrize("waive, said", WRONG)
def test_what_is_wrong_with_a_waiver_is_said(waive, said):
    with pytest.raises(SettingsError) as error:
        settings_from({"waive": [waive]}, where="citecheck.toml")
    assert str(error.value).startswith("citecheck.toml: ")
    assert said in str(error.value)


@pytest.mark.parametrize(
    "settings, said",
    [
        ({"waive": (waiver("L999", note=1),)}, "the settings: no rule has the code L999"),
        ({"waive": (waiver("W101", note=1),)}, "the settings: no waiver waives W101"),
        ({"select": ("Q",)}, "select: no rule has the code 'Q'"),
        (
            {"overrides": (Override(paths=("a",), ignore=("Q",)),)},
            "overrides: ignore: no rule has the code 'Q'",
        ),
    ],
)
def test_a_code_that_no_rule_has_is_said_before_anything_is_read(settings, said):
    def documents():
        raise AssertionError("read")
        yield

    for judge in (lint_all, verify_all):
        with pytest.raises(SettingsError) as error:
            judge(documents(), Settings(no_cache=True, **settings))
        assert str(error.value).startswith(said)


COMMENT = "<!-- citecheck: ignore D101 -->"
MARKDOWN = "A.[^1] B.[^2]\n\n" + "".join(f"[^{number}]: {BAD.format(A)} {{{number}}}\n" for number in (1, 2))
SAID = "{}: {} ignored, because the settings say inline-waivers = false"
INLINE = [
    (("", ""), True, [1, 2], [], "no comment"),
    (("", ""), False, [1, 2], [], "no comment is no word"),
    ((COMMENT, ""), True, [2], [], "they count"),
    ((COMMENT, ""), False, [1, 2], [SAID.format("a.md", "1 comment to citecheck is")], "one is ignored"),
    ((COMMENT, COMMENT), False, [1, 2], [SAID.format("a.md", "2 comments to citecheck are")], "two, in one sentence"),
    (("<!-- citecheck: hush -->", ""), False, [1, 2], [SAID.format("a.md", "1 comment to citecheck is")], "nor is one judged"),
]  # fmt: skip


@pytest.mark.parametrize(
    "comments, allowed, left, said", [row[:4] for row in INLINE], ids=[row[4] for row in INLINE]
)
def test_comments_waive_nothing_where_the_settings_forbid_it(comments, allowed, left, said):
    """They silence nothing, no rule speaks of them, and the report says so once a document."""
    given = read_text(MARKDOWN.format("", *comments), source="a.md")
    [report] = lint_all([given], Settings(inline_waivers=allowed), TODAY)
    found = report.all_findings()
    assert [each.number for each in found if each.rule.code == "D101"] == left
    assert not [each for each in found if each.rule.code[0] == "W"]
    assert list(report.warnings) == said


def test_waivers_of_the_settings_hold_without_those_of_documents():
    """What may not be waived in a document may be in the settings."""
    given = read_text(MARKDOWN.format("", COMMENT, ""), source="a.md")
    [report] = lint_all([given], Settings(inline_waivers=False, waive=(waiver(note=2),)), TODAY)
    assert [each.number for each in report.all_findings() if each.rule.code == "D101"] == [1]
