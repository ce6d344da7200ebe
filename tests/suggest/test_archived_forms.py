"""What is uncertain about a printed URL, and what an archive's form of it adds to the corrections."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from factories import entries_of, note, notes
from hypothesis import given, strategies as st

from citecheck.evidence.forms import possible_forms, right_form
from citecheck.models import ArchivedForm
from citecheck.read import read_text
from citecheck.suggest.archived import with_form
from citecheck.suggest.damage import damage_of

ROOT = Path(__file__).parent.parent.parent
DAY = datetime(2007, 3, 12, 8, tzinfo=UTC)
BUSINESS = "http://www.businessweek.com/ globalbiz/content/feb2007/gb20070223 311905"
WEEK = "http://www.businessweek.com/globalbiz/content/feb2007/gb20070223"
NAME = "http://www.undp.ru/ nhdr2010/National_Human_Development_ Report in the RE 2010 ENG.pdf"


def damages(text):
    """Return what is uncertain about each URL of *text*: places marked, `|` before what is not sure."""
    entries, _ = entries_of(text)
    for entry in entries:
        for cited in entry.citation.urls:
            yield cited, damage_of(cited, entry.citation, entry.corrections)


def marked(damage):
    """Write the damage down as the other tests do."""
    if damage is None:
        return None
    text, at = "", 0
    for start, end in damage.places:
        text += f"{damage.url[at:start]}[{damage.url[start:end]}]"
        at = end
    text += damage.url[at:]
    return text, damage.url[: damage.sure], damage.end


@pytest.mark.parametrize(
    "printed, expected",
    [
        (f"{BUSINESS}.", (f"{WEEK}[]311905", WEEK, "open")),
        (
            f"{NAME}.",
            (
                "http://www.undp.ru/nhdr2010/National_Human_Development_Report[_]in[_]the[_]RE[_]2010[_]ENG.pdf",
                "http://www.undp.ru/nhdr2010/National_Human_Development_Report",
                "complete",
            ),
        ),
        # A line that is broken at what parts a URL loses nothing.
        ("http:// www.example.org/docs/a.pdf.", None),
        ("http://www. example.org/docs/a.pdf.", None),
        ("http://www.example.org/ docs/ report/annual.pdf.", None),
        ("http://www.example.org/docs/russia. php.", None),
        ("http://www.example.org/docs/view? id=51.", None),
        ("http://www.example.org/docs/view.php?id=5&lang= en.", None),
        ("http://www.example.org/docs/annual_ report.pdf.", None),
        ("http://www.example.org/docs/sexual -abuse.html.", None),
        # But a full stop may be all that is left of an extension,
        ("http://www.example.org/ docs/annual08.", ("http://www.example.org/docs/annual08",) * 2 + ("extension",)),
        ("http://www.example.org/ docs/annual08", None),
        # and a hyphen at the end of a line may be the typesetter's.
        (
            "http://www.example.org/docs/fight- against.html.",
            ("http://www.example.org/docs/fight[-]against.html", "http://www.example.org/docs/fight", "complete"),
        ),
        (
            "http://www.example.org/docs/num\u00ad bers_2008.html.",
            ("http://www.example.org/docs/num[]bers_2008.html", "http://www.example.org/docs/num", "complete"),
        ),
        # The end is missing.
        ("http://www.example.org/docs/annual-rep...", ("http://www.example.org/docs/annual-rep",) * 2 + ("open",)),
        ("http://www.example.org/docs/the-annual-", ("http://www.example.org/docs/the-annual",) * 2 + ("open",)),
        ("http://www.example.org/docs/annual%2", ("http://www.example.org/docs/annual",) * 2 + ("open",)),
        # Words that the note or the habits of addresses show to be wrong.
        (
            "http://www.example.org/city/artciel106538.ece.",
            ("http://www.example.org/city/article106538.ece", "http://www.example.org/city/art", "complete"),
        ),
        (
            "http://www.example.org/city/partner.php?Id=23&",
            ("http://www.example.org/city/partner.php?Id=23",) * 2 + ("complete",),
        ),
        # Nothing that an archive could help with.
        ("www.example.org/docs/a.pdf.", None),
        ("http://www.example.org/", None),
        ("http://www.exam ple.org/", None),
        ("http://me:secret@www.example.org/docs/annual report.pdf.", None),
    ],
)  # fmt: skip
def test_damage(printed, expected):
    """A gap within a name, a cut end, a misspelt word; not a gap where a line may be broken."""
    assert [marked(damage) for _, damage in damages(note(printed))] == [expected]


@pytest.mark.parametrize(
    "title, printed, expected",
    [
        (
            "Why Medvedev suggests it for Russia's children",
            "http://www.example.org/ news/Why-suggests-itfor-Russi-s-children.",
            "http://www.example.org/news/Why-suggests-it[]for-Russi-s-children",
        ),
        (
            "About the fight",
            "http://www.example.org/ about-co-operation/areas-ofco-operation/about.html.",
            "http://www.example.org/about-co-operation/areas-of[]co-operation/about.html",
        ),
        ("Information", "http://www.example.org/ all-about/information-for-you.html.", None),
        ("It for you", "http://www.example.org/all-about/itfor-you.html.", None),  # printed as it is
    ],
)
def test_words_that_an_earlier_print_joined(title, printed, expected):
    """Two words of the title, or one of the URL's behind a small word, in a URL that print broke as well."""
    ((_, damage),) = damages(note(printed, title=title))
    assert (marked(damage) or (None,))[0] == expected


def test_a_misspelt_host_is_asked_for_as_it_is():
    """The archive is asked for the right host, and then its address is all that is sure."""
    text = note("http://www.protrectionproject.org/uploads/Russia.pdf", author="Protection Project")
    ((_, damage),) = damages(text)
    right = "http://www.protectionproject.org/uploads/Russia.pdf"
    assert marked(damage) == (right, right, "complete")


def test_no_intact_url_is_damaged():
    """Of the labelled references those that print left whole are never looked up."""
    lines = (ROOT / "tests" / "corpus" / "references.jsonl").read_text(encoding="utf-8").splitlines()
    references = [json.loads(line) for line in lines]
    intact = [each for each in references if each["url"] and not each["broken"]]
    assert len(intact) > 100
    hurt = [
        (cited.text, damage)
        for each in intact
        for cited, damage in damages(f"1. {each['text']}")
        if damage is not None and cited.url == each["url"]
    ]
    assert hurt == []


SEGMENT = st.text(st.sampled_from("abcdefgXYZ0123456789-_~"), min_size=1, max_size=12).filter(
    lambda text: text[0].isalnum() and text[-1].isalnum()
)
INTACT = st.builds(
    lambda parts, end: f"http://www.example.org/{'/'.join(parts)}{end}",
    st.lists(SEGMENT, min_size=1, max_size=4),
    st.sampled_from(["", ".html", ".pdf", "?id=51", "/", "?a=1&b=2"]),
)


@given(INTACT, st.sampled_from(["", ".", ",", ")"]))
def test_intact_urls_are_never_looked_up(url, behind):
    """Whatever it is made of, a URL that is printed in one piece shows no damage."""
    for cited, damage in damages(note(url + behind, title="Zzz")):
        assert cited.url == url
        assert damage is None


@given(st.text(st.sampled_from("abR-_. /?&=%…\u00ad20"), max_size=50))
def test_any_print(rest):
    """Whatever is printed, what is sure and the places lie within the reading, in order."""
    for _, damage in damages(note(f"http://www.example.org/dir/{rest}")):
        if damage is None:
            continue
        edges = [edge for place in damage.places for edge in place]
        assert edges == sorted(edges)
        assert all(damage.sure <= edge <= len(damage.url) for edge in edges)
        assert damage.url.startswith("http://www.example.org/")


def form(url, **more):
    return ArchivedForm(url, DAY, **more)


@pytest.mark.parametrize(
    "forms, right, possible",
    [
        ([form("a", near=True, title_matches=True)], True, 0),
        ([form("a", near=True)], True, 0),
        ([form("a", near=True, title_matches=True, guessed=True)], True, 0),
        ([form("a", title_matches=True)], True, 0),
        ([form("a", near=True, guessed=True)], False, 1),  # nothing confirms the guess
        ([form("a")], False, 1),  # of an unknown time
        ([form("a", near=True, title_matches=False)], False, 0),  # another page
        ([form("a", near=False)], False, 0),  # of another time
        ([form("a"), form("b")], False, 2),
        ([form("a", near=True, title_matches=True), form("b")], False, 2),
        ([], False, 0),
    ],
)
def test_which_form_is_right(forms, right, possible):
    """The only one, with nothing against it and enough for it; several are for a person to choose from."""
    assert (right_form(forms) is not None) is right
    assert len(possible_forms(forms)) == possible


def offered(text, url, **more):
    """Return what is offered for the one note of *text* once the archive's form is known."""
    entries, _ = entries_of(text)
    (entry,) = (entry for entry in entries if entry.citation.number == 1)
    printed = "Endnotes\n\n" + text
    assert read_text(printed).text == printed
    found = with_form(entry.corrections, entry.citation.urls[0], form(url, **more), printed)
    for each in found:
        assert each.span.of(printed) == each.suggestion.replace
    return [
        (each.code, each.suggestion.replace, each.suggestion.replacement, each.suggestion.because)
        for each in found
    ]


HELD = "the archive holds exactly one address of this form, captured on 12 March 2007"
SPACE = "white space is not allowed in a URL"


def test_a_broken_url():
    """The whole is replaced, and the reason says what the archive holds."""
    assert offered(notes(note(f"{BUSINESS}.")), f"{WEEK}_311905.htm", title_matches=True) == [
        ("U102", BUSINESS, f"{WEEK}_311905.htm", f"{SPACE}; {HELD} with the cited title")
    ]


def test_a_cut_url():
    """It is the truncation that is mended."""
    url = "http://www.example.org/docs/annual-rep"
    (found,) = offered(notes(note(f"{url}...")), f"{url}ort.html", title_matches=True, guessed=True)
    assert found[0] == "U103"
    assert found[2:] == (f"{url}ort.html", f"{HELD} with the cited title")


def test_what_the_document_found_is_confirmed():
    """The words of the document keep their place, and the archive's evidence is added to theirs."""
    text = notes(note("http://www.protrectionproject.org/uploads/Russia.pdf", author="Protection Project"))
    assert offered(text, "https://protectionproject.org/uploads/Russia.pdf", near=True) == [
        (
            "U104",
            "protrectionproject.org",
            "protectionproject.org",
            f"the author is “Protection Project”; {HELD}",
        )
    ]


def test_an_extension_that_the_document_found_is_confirmed():
    """Also that of U103."""
    text = notes(note("http://www.codes.org/law/glava03"), note("http://www.codes.org/law/glava17.html"))
    assert offered(text, "http://www.codes.org/law/glava03.html") == [
        ("U103", "glava03", "glava03.html", f"note 2 cites “glava17.html”; {HELD}")
    ]


def test_what_contradicts_the_archive_is_left_out():
    """The document's guess at the extension gives way; the whole URL is corrected instead."""
    text = notes(note("http://www.codes.org/law/glava03"), note("http://www.codes.org/law/glava17.html"))
    assert offered(text, "http://www.codes.org/law/glava03.htm") == [
        ("U103", "http://www.codes.org/law/glava03", "http://www.codes.org/law/glava03.htm", HELD)
    ]


def test_a_word_that_is_in_the_form_stays():
    """White space, a misspelt word and a lost letter: the whole is replaced, the word's finding stays."""
    printed = "http://www.example.org/city/ special/artciel-on law.ece"
    right = "http://www.example.org/city/special/article-on-law.ece"
    assert [(code, new) for code, _, new, _ in offered(notes(note(printed)), right)] == [
        ("U102", right),
        ("U105", "article"),
    ]


def test_a_missing_scheme_gets_the_same_address():
    """Two corrections of the whole URL never differ."""
    printed = "www.example.org/docs/annual 2008.html"
    right = "http://www.example.org/docs/annual-2008.html"
    assert {(code, new) for code, _, new, _ in offered(notes(note(printed)), right)} == {
        ("U102", right),
        ("U112", right),
    }


def test_a_damaged_url_gets_the_archives_form_once():
    """What was wrong with the characters is said with what the archive knows, not beside it."""
    printed, right = (
        "http://www.example.org/docs/annual\u00adreport",
        "http://www.example.org/docs/annual-report",
    )
    assert offered(notes(note(printed)), right) == [("U116", printed, right, HELD)]


def test_a_url_that_is_printed_whole_is_left_alone():
    """Another note printed it with damage, this one did not: nothing here is wrong."""
    assert (
        offered(notes(note("http://www.example.org/docs/a.html")), "http://www.example.org/docs/b.html") == []
    )


def test_dates_are_left_as_they_were():
    """What is offered for other places of the note stays."""
    text = notes(note(BUSINESS, accessed="May 32 2011"), note(BUSINESS, accessed="May 23 2011"))
    codes = [code for code, *_ in offered(text, f"{WEEK}_311905.htm")]
    assert codes == ["D101", "U102"]
