"""The report that the project began with: exactly what is wrong with it, without a network."""

from collections import defaultdict
from pathlib import Path

import pytest
from counted_work import growth
from factories import TODAY, entries_of, findings_of, note, notes

EXAMPLE = Path(__file__).parents[2] / "examples"

EXPECTED = {
    "D101": [23], "D102": [14], "D105": [35], "D106": [25], "N101": [25], "N103": [33, 45],
    "N104": [1, 5, 20, 21, 32, 46], "U103": [35], "U104": [12], "U105": [15, 21, 21], "U114": [49], "X102": [30],
}  # fmt: skip
SUGGESTED = [
    (
        "D101",
        "May 32 2011",
        "May 23 2011",
        "notes 46, 47, 48 and 50 cite the same URL as accessed on 23 May 2011",
    ),
    (
        "D105",
        "25 August 2001",
        "25 August 2011",
        "notes 27 and 34 have 25 August 2011 as access date, one digit off",
    ),
    ("U103", "glava03", "glava03.html", "note 34 cites “glava17.html”"),
    ("U104", "protrectionproject.org", "protectionproject.org", "the author is “Protection Project”"),
    ("U105", "artciel", "article", "notes 16, 24 and 42 have “article” in the URL"),
    ("U114", "?Id=23&", "?Id=23", "nothing follows the last “?” or “&”"),
]


@pytest.fixture(scope="module")
def report():
    (path,) = EXAMPLE.glob("*.txt")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(report):
    return findings_of(report, today=TODAY)


def test_findings(found):
    """Each rule speaks of the notes it should, and no other speaks."""
    numbers = defaultdict(list)
    for finding in found:
        numbers[finding.rule.code].append(finding.number)
    numbers.pop("U102")
    assert numbers == EXPECTED


def test_every_url_printed_with_a_space_is_broken(report, found):
    """U102 speaks of each note whose URL holds white space, and of no other."""
    broken = [
        entry.citation.number
        for entry in entries_of(report)[0]
        if any(character.isspace() for cited in entry.citation.urls for character in cited.text)
    ]
    assert len(broken) > 30
    assert [finding.number for finding in found if finding.rule.code == "U102"] == broken


@pytest.mark.parametrize("code, replace, replacement, because", SUGGESTED)
def test_suggestions(found, code, replace, replacement, because):
    """What to write instead comes with the finding, and with its evidence."""
    offers = [finding.suggestion for finding in found if finding.rule.code == code]
    assert (replace, replacement, because) in [
        (offer.replace, offer.replacement, offer.because) for offer in offers
    ]


def test_work_grows_with_the_number_of_notes_only():
    """Twice the notes take about twice the calls, also where all notes look alike and lack something."""

    def judged(count):
        text = notes(
            *(
                note(
                    f"http://www.hostnumber{'abcdefghij'[at % 10]}.org/artciel{at}",
                    accessed="May 26",
                    author="A B",
                )
                for at in range(count)
            )
        )
        assert len(findings_of(text)) >= count

    judged(1600)  # comes back
    assert growth(judged, 100) < 2.5
