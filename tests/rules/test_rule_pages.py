"""Every rule's page is true: its example raises the rule, and what it says to write instead does not."""

import re

import pytest
from factories import findings_of

from citecheck.rules import RULES, explain, markdown, table

BLOCK = re.compile(r"^(Example|Instead):\n((?:(?: {4}.*)?\n?)+)", re.MULTILINE)
CATALOGUE = """
    N101 split-note  N102 marker-without-note  N103 marker-repeated  N104 note-never-cited  N105 number-repeated
    N106 number-missing  N107 dangling-back-reference  N108 bare-url  D101 impossible-date  D102 access-date-incomplete  D103 access-before-publication
    D104 access-date-in-future  D105 access-date-outlier  D106 access-date-missing  D107 access-before-the-web
    D108 ambiguous-date  D109 date-differs-from-url  D110 misspelt-month  U101 malformed-url  U102 broken-url  U103 truncated-url
    U104 misspelt-host  U105 misspelt-path  U106 private-address  U107 credentials-in-url  U108 session-url
    U109 shortened-url  U110 unsupported-scheme  U111 unknown-domain  U112 missing-scheme
    U113 tracking-parameters  U114 dangling-query  U115 plain-http  U116 damaged-url  I101 malformed-doi  I102 isbn-checksum  I103 issn-checksum  I104 doi-missing
    L101 dead-link  L102 soft-404  L103 changed-page  L104 moved-page  L105 blocked  L106 unreachable
    L107 insecure-connection
    A101 no-snapshot  A102 snapshot-far  A103 snapshot-unusable  A104 never-archived  X101 one-source-two-urls
    X102 one-url-two-access-dates  W101 expired-waiver  W102 unused-waiver  W103 waiver-not-understood
"""
ERRORS = {"D101", "D104", "U101", "U106", "U107", "L101", "L102"}


def blocks(page):
    return {
        name: re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip()
        for name, block in BLOCK.findall(page + "\n")
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.info.code)
def test_example_raises_the_rule(rule):
    """The block under `Example:` has what the rule finds."""
    found = findings_of(blocks(rule.page)["Example"])
    assert rule.info.code in {finding.rule.code for finding in found}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.info.code)
def test_instead_does_not_raise_the_rule(rule):
    """The block under `Instead:` is a document that is read, and without the fault."""
    text = blocks(rule.page)["Instead"]
    assert rule.info.code not in {finding.rule.code for finding in findings_of(text)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.info.code)
def test_page_has_its_parts(rule):
    """A page is a sentence, the reason, an example, and what to write instead."""
    summary, _, rest = rule.page.partition("\n\n")
    assert summary.endswith(".")
    assert rest.partition("Example:")[0].strip()
    assert list(blocks(rule.page)) == ["Example", "Instead"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.info.code)
def test_messages_are_one_sentence_for_a_line(rule):
    """A message is one line that ends in a full stop, for a terminal as well as for SARIF."""
    for finding in findings_of(blocks(rule.page)["Example"], select=(rule.info.code,)):
        assert finding.message.endswith(".")
        assert finding.message.isprintable()
        assert finding.message[0].isupper() or finding.message[0] == "“"


def test_table_is_the_catalogue():
    """Codes and names are promises, and so is their order."""
    promised = re.findall(r"([A-Z]\d{3}) ([a-z0-9-]+)", CATALOGUE)
    assert [(info.code, info.name) for info in table()] == promised


def test_errors_are_those_promised():
    """Only what surely is wrong makes a run fail."""
    assert {info.code for info in table() if str(info.severity) == "error"} == ERRORS


@pytest.mark.parametrize("code", ["D101", "d101", " D101 "])
def test_explain_finds_a_page(code):
    """`explain` takes a code in either case and gives its page with code, name and severity on top."""
    assert explain(code).startswith("D101 impossible-date (error)\n\nFind dates that no calendar has.\n")


def test_markdown_holds_every_page():
    """The generated document has a heading for every rule, and every example in a block."""
    text = markdown()
    assert all(f"\n### {info.code} {info.name}\n" in text for info in table())
    assert text.count("\n```text\n") == text.count("\n```\n") == 2 * len(RULES)
