"""Citations written for other programs, read back by them and by us."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from cdx_server import CdxServer, captured
from hostile_strings import HOSTILE
from hypothesis import given, settings, strategies as st
from local_web import LocalWeb, Page
from report_samples import FIRST, SECOND

from citecheck.cli.main import run
from citecheck.errors import SettingsError
from citecheck.export import FORMATS, export, notes
from citecheck.export.items import keyed
from citecheck.models import Author, CitedUrl, Span, WrittenDate
from citecheck.parse import parse
from citecheck.read import read, read_bytes

EXAMPLE = Path(__file__).parents[2] / "examples" / "russia-endnotes.txt"
NAMES = {"csl-json": "a.json", "bibtex": "a.bib", "ris": "a.ris", "wikitext": "a.wiki"}
AT = Span(0, 1)
WHOLE = replace(
    FIRST, authors=(Author(family="Roudik", given="Peter"), Author(literal="State & Co {x}")),
    title="Children's Rights: 100 % | true", container="Law Library", published=WrittenDate("April 2007", AT, 2007, 4),
    accessed=WrittenDate("4 July 2011", AT, 2011, 7, 4), urls=(CitedUrl("u", "http://a.example/x?a=1&b=2", AT),),
    identifiers=(), language="Russian", archived=("https://archive.example/web/20110614000000/http://a.example/x",),
)  # fmt: skip


def read_back(citations, form):
    """Write *citations* in *form*, and read what was written with our own readers."""
    return parse(read_bytes(export(citations, form).encode(), NAMES[form]))


@pytest.mark.parametrize("form", NAMES)
def test_what_is_written_is_read_again(form):
    """Authors, title, dates and addresses come back as they were, copies too."""
    (back,) = read_back([WHOLE], form)
    assert [author.name for author in back.authors] == ["Peter Roudik", "State & Co {x}"]
    assert back.title == "Children's Rights: 100 % | true"
    assert (back.published.edtf, back.accessed.edtf) == ("2007-04", "2011-07-04")
    assert [cited.url for cited in back.urls] == ["http://a.example/x?a=1&b=2"]
    assert back.archived == WHOLE.archived


@pytest.mark.parametrize("form", NAMES)
def test_the_example_comes_back_whole(form):
    """Each of its endnotes: addresses, and days that the calendar has."""
    citations = parse(read(EXAMPLE))
    back = read_back(citations, form)
    assert len(back) == len(citations) == 51
    for before, after in zip(citations, back, strict=True):
        assert [cited.url for cited in after.urls] == [cited.url for cited in before.urls]
        edtf = before.accessed.edtf if before.accessed else None
        if edtf is not None and not edtf.startswith("X"):
            assert after.accessed.edtf == edtf


def test_what_has_no_field_is_not_lost():
    """A day that no calendar has stands in the note, as printed."""
    (item,) = json.loads(export([FIRST], "csl-json"))
    assert "accessed" not in item
    assert "accessed: May 32 2011" in item["note"]
    assert item["DOI"] == "10.1000/182"


@pytest.mark.parametrize(
    "form, text",
    [
        ("wikitext", "}}; accessed: May 32 2011"),
        ("bibtex", "note = {accessed: May 32 2011"),
        ("ris", "N1  - accessed: May 32 2011"),
    ],
)
def test_what_has_no_field_stands_in_each_format(form, text):
    """In wikitext behind the template, which has no parameter for it."""
    assert text in export([FIRST], form)


@pytest.mark.parametrize(
    "language, field",
    [
        ("Russian", "langid = {russian}"),
        ("german", "langid = {german}"),
        ("british", "langid = {british}"),
        ("Basque", "language = {Basque}"),
    ],
)
def test_languages_are_those_of_babel(language, field):
    """BibLaTeX takes no codes for its identifiers."""
    assert f"  {field}" in export([replace(WHOLE, language=language)], "bibtex")


@pytest.mark.parametrize(
    "form, with_day, without",
    [
        ("wikitext", "|archive-date=14 June 2011", "archive-date"),
        ("bibtex", "archivedate = {2011-06-14}", "archivedate"),
        ("ris", "N1  - Archived 14 June 2011: https://archive.example/web/2011", "Archived "),
    ],
)
def test_a_copy_has_its_day(form, with_day, without):
    """As fix writes it: without one a template shows an error; a number that is no day is none."""
    assert with_day in export([WHOLE], form)
    strange = replace(WHOLE, archived=("https://archive.example/web/20119914000000/http://a.example/x",))
    assert without not in export([strange], form)


@pytest.mark.parametrize(
    "family, given",
    [("Simon and Schuster", "X."), ("And", "Y."), ("Orlando", "A. and B.")],
)
def test_a_name_stays_one_name(family, given):
    """With `and` or a comma in it too."""
    (back,) = read_back([replace(WHOLE, authors=(Author(family=family, given=given),))], "bibtex")
    assert [author.name for author in back.authors] == [f"{given} {family}"]


@pytest.mark.parametrize(
    "marker, key",
    [
        ("knuth1984", "knuth1984"),
        ("DBLP:conf/x/Y-1", "DBLP:conf/x/Y-1"),
        ("12", "roudik2007children"),
        ("a", "roudik2007children"),
        ("xviii", "roudik2007children"),
        ("two words", "roudik2007children"),
        (None, "roudik2007children"),
    ],
)
def test_a_record_keeps_its_key(marker, key):
    """By which texts cite it; the number of a printed note is no key."""
    (item,) = json.loads(export([replace(WHOLE, marker=marker)], "csl-json"))
    assert item["id"] == key


def test_keys_are_unlike_each_other():
    """Author, year and a word of the title; a second one is counted."""
    items = json.loads(export([WHOLE, WHOLE, SECOND], "csl-json"))
    assert [item["id"] for item in items] == ["roudik2007children", "roudik2007children2", "roudikfine"]


def test_keys_that_meet_are_told_apart():
    """The number of one may be the name of another."""
    found = keyed([{"title": "T"}] * 5, ["tolls", "tolls2", "tolls", "tolls", "tolls2"])
    assert [item["id"] for item in found] == ["tolls", "tolls2", "tolls3", "tolls4", "tolls22"]


def test_other_programs_read_it():
    """bibtexparser and rispy find the same fields."""
    import bibtexparser

    text = export([WHOLE], "bibtex")
    (entry,) = bibtexparser.parse_string(text).entries
    assert entry.entry_type == "online"
    assert entry["url"] == "http://a.example/x?a=1&b=2"
    (record,) = rispy.loads(export([WHOLE], "ris"))
    assert record["type_of_reference"] == "ELEC"
    assert record["urls"] == ["http://a.example/x?a=1&b=2"]


@pytest.mark.parametrize(
    "style, words",
    [
        ("oscola", "1. Peter Roudik and State & Co {x}, ‘Children’s Rights’"),
        ("chicago-note-bibliography", "1. Peter Roudik and State & Co {x}, “Children’s Rights,”"),
        ("apa", "1. Roudik, P."),
        ("mla", "1. Roudik, Peter, and State & Co {x}. “Children’s Rights.”"),
    ],
)
def test_notes_in_a_style(style, words):
    """Each begins with its number and what the style puts first."""
    text = export([replace(WHOLE, title="Children’s Rights")], "notes", style)
    assert text.startswith(words)
    assert text.count("\n") == 1


AUTHORLESS = [
    ("apa", "The annual report. (2010). World Bank. http://a.example/1"),
    ("mla", "“The Annual Report.” World Bank, 2010, http://a.example/1."),
    ("oscola", "‘The Annual Report’ (World Bank, 2010) <http://a.example/1>."),
    ("harvard", "The annual report (2010) World Bank. Available at: http://a.example/1."),
    ("ieee", "“The annual report,” World Bank. [Online]. Available: http://a.example/1"),
]


@pytest.mark.parametrize("style, words", AUTHORLESS)
def test_the_title_of_a_page_without_an_author_is_said_once(style, words):
    """It stands in the author's place, and CSL suppresses it in its own; and no style numbers a note again."""
    item = {"id": "a", "type": "webpage", "title": "The annual report", "container-title": "World Bank",
            "issued": {"date-parts": [[2010]]}, "URL": "http://a.example/1"}  # fmt: skip
    assert notes.written([item], [7], style) == f"7. {words}\n"


RULES = [
    # a rule of CSL, the style that has it, members of the item, what is written
    ("given names stay whole", "chicago", {"author": [{"family": "Doe", "given": "Jane B"}, {"family": "Roe", "given": "Jean-Luc"}]}, "Jane B. Doe and Jean-Luc Roe, “Tolls,” 2010, http://a.example/1."),
    ("and become initials where the style wants that", "ieee", {"author": [{"family": "Doe", "given": "Jane B"}]}, "J. B. Doe, “Tolls.” Accessed: May 23, 2011. [Online]. Available: http://a.example/1"),
    ("a comma stands behind a British quotation", "harvard", {"author": [{"family": "Doe", "given": "Jane"}], "container-title": "Roads", "volume": "2", "type": "article-journal"}, "Doe, J. (2010) ‘Tolls’, Roads, 2. Available at: http://a.example/1 (Accessed: 23 May 2011)."),
    ("a question keeps its sign alone", "apa", {"title": "Who pays?"}, "Who pays? (2010). http://a.example/1"),
    ("and a comma within an American quotation", "chicago", {"title": "Who pays?"}, "“Who Pays?,” 2010, http://a.example/1."),
    ("a quotation within one has the inner marks", "chicago", {"title": 'The "fair" price'}, "“The ‘fair’ Price,” 2010, http://a.example/1."),
    ("a copy stands behind the note", "apa", {"archive_location": "https://archive.example/web/20110614000000/http://a.example/1"},
     "Tolls. (2010). http://a.example/1. Archived 14 June 2011: https://archive.example/web/20110614000000/http://a.example/1"),
    ("a date is joined as the style says", "vancouver", {}, "Tolls [Internet]. 2010 [cited 2011 May 23]. Available from: http://a.example/1"),
]  # fmt: skip


@pytest.mark.parametrize("style, members, words", [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_rules_of_the_styles_are_kept(style, members, words):
    """What the processor leaves out of CSL is put right behind it."""
    item = {"id": "a", "type": "webpage", "title": "Tolls", "issued": {"date-parts": [[2010]]},
            "accessed": {"date-parts": [[2011, 5, 23]]}, "URL": "http://a.example/1", **members}  # fmt: skip
    assert notes.written([item], [1], style) == f"1. {words}\n"


@pytest.mark.parametrize("style", [*notes.ALIASES, *notes.USUAL])
def test_the_styles_that_are_named_are_there(style):
    item = {"id": "a", "type": "webpage", "title": "The annual report", "URL": "http://a.example/1"}
    assert "annual report" in notes.written([item], [1], style).lower()


def test_an_unknown_style_is_refused():
    """The message names the nearest and all others."""
    with pytest.raises(
        SettingsError,
        match=r"unknown 'oscolla'; did you mean oscola.*\? \d+ styles are known, among them apa, chicago",
    ):
        export([WHOLE], "notes", "oscolla")


@pytest.mark.parametrize("words", HOSTILE, ids=[ascii(words[:24]) for words in HOSTILE])
@pytest.mark.parametrize("form", FORMATS)
def test_hostile_words_are_words(form, words):
    """They end no field, no record and no template, steer no terminal, and tell no secret."""
    hostile = replace(WHOLE, title=words, container=words, authors=(Author(literal=words), Author(family=words, given=words)),
                      urls=(CitedUrl(words, words, AT),), archived=(words,), language=words, text=words)  # fmt: skip
    text = export([hostile, SECOND], form)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "s3cret" not in text
    if form in NAMES and words.strip():  # nothing at all is no citation
        back = parse(read_bytes(text.encode(), NAMES[form]))
        assert len(back) == 2
        assert back[1].title == "Fine Page"


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(NAMES)),
    st.text(st.sampled_from("ab é|{}[]<>&%#$_~^\\\"'=,;:.-\n"), min_size=1, max_size=20),
)
def test_any_title_comes_back(form, title):
    """Whatever means something to the format."""
    (back,) = read_back([replace(WHOLE, title=f"The {title} end")], form)
    assert [cited.url for cited in back.urls] == ["http://a.example/x?a=1&b=2"]
    assert back.title is not None
    assert back.title.startswith("The")
    assert back.title.endswith("end")


RECORD = """@article{able2011,
  author = {Able, Bob and {World Bank}},
  editor = {Dole, Carl and Eff, Ann},
  title = {On Water},
  journaltitle = {Water Journal},
  publisher = {Elsevier},
  pages = {45--67},
  date = {2011},
  url = {http://a.example/1},
  edition = {2},
  volume = {12},
  number = {3},
  doi = {10.1000/182}
}
"""
ALL = {
    "type": "article-journal", "volume": "12", "issue": "3", "publisher": "Elsevier", "edition": "2",
    "editor": [{"family": "Dole", "given": "Carl"}, {"family": "Eff", "given": "Ann"}],
    "container-title": "Water Journal",
}  # fmt: skip


def test_a_record_is_written_as_it_was_read():
    """What no rule looks at is kept for those who take the file."""
    assert export(parse(read_bytes(RECORD.encode(), "a.bib")), "bibtex") == RECORD


@pytest.mark.parametrize("form", ["csl-json", "bibtex", "ris"])
def test_what_a_record_says_goes_from_format_to_format(form):
    """Volume, pages, editors, publisher and kind; a rule looks at none of them."""
    back = read_back(parse(read_bytes(RECORD.encode(), "a.bib")), form)
    (item,) = json.loads(export(back, "csl-json"))
    assert {name: item.get(name) for name in ALL} == ALL
    assert item["page"] in ("45-67", "45\u201367")


def test_a_template_says_it_in_its_parameters():
    text = export(parse(read_bytes(RECORD.encode(), "a.bib")), "wikitext")
    for parameter in (
        "{{cite journal",
        "|editor-last1=Dole",
        "|volume=12",
        "|issue=3",
        "|publisher=Elsevier",
        "|pages=45",
    ):
        assert parameter in text


KINDS = [
    ("a book, whose publisher is no container", "@book{b, title={T}, publisher={Penguin}}", {"type": "book", "publisher": "Penguin"}),
    ("a thesis", "@phdthesis{b, title={T}, school={MIT}}", {"type": "thesis", "publisher": "MIT"}),
    ("a talk", "@inproceedings{b, title={T}, booktitle={P}}", {"type": "paper-conference", "container-title": "P"}),
    ("of no kind, at an address", "@misc{b, title={T}, url={http://a.example}}", {"type": "webpage"}),
    ("editors who stand for authors", "@book{b, title={T}, editor={Dole, Carl}}", {"author": [{"family": "Dole", "given": "Carl"}]}),
    ("a kind that CSL has not", '[{"id": "b", "type": "weird", "title": "T", "URL": "http://a.example"}]', {"type": "webpage"}),
    ("a kind of its own", '[{"id": "b", "type": "legal_case", "title": "T", "URL": "http://a.example"}]', {"type": "legal_case"}),
]  # fmt: skip


@pytest.mark.parametrize("record, expected", [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_the_kind_of_a_record(record, expected):
    name = "a.json" if record.startswith("[") else "a.bib"
    (item,) = json.loads(export(parse(read_bytes(record.encode(), name)), "csl-json"))
    assert expected.items() <= item.items()
    assert "editor" not in item
    assert not item.get("publisher") or "container-title" not in item


IBID = "Notes\n\n1. World Bank. Prices. 2010. http://a.example/1\n2. Ibid.\n3. World Bank. Data. 2011. http://a.example/2\n"


@pytest.mark.parametrize("form", sorted(NAMES))
def test_a_note_that_means_another_one_is_no_source(form):
    """A reference manager would make a work called “Ibid.” of it."""
    citations = parse(read_bytes(IBID.encode(), "a.txt"))
    assert [each.refers_to is None for each in citations] == [True, False, True]
    assert [each.title for each in read_back(citations, form)] == ["Prices", "Data"]


def test_from_the_command_line(tmp_path, capsys, monkeypatch):
    """To standard output or into a file; corrected if that is wished for."""
    monkeypatch.chdir(tmp_path)
    assert run(["export", str(EXAMPLE), "--to", "csl-json"]) == 0
    assert "accessed: May 32 2011" in capsys.readouterr().out
    assert run(["export", str(EXAMPLE), "--to", "bibtex", "--corrected", "-o", "a.bib"]) == 0
    text = (tmp_path / "a.bib").read_text(encoding="utf-8")
    assert "May 32" not in text
    assert "protectionproject.org" in text
    assert run(["export", "missing.txt"]) == 2


def test_copies_of_every_archive_that_was_asked_are_known(tmp_path, monkeypatch, capsys):
    """What a check learned of a second archive is there for who names that archive again."""
    monkeypatch.chdir(tmp_path)
    gone = "http://www.a.example/tip.html"
    note = f"Endnotes\n1. State Department, “Report,” 2010. {gone}. Accessed May 23, 2011.\n"
    (tmp_path / "report.txt").write_text(note, encoding="utf-8")
    rows = [captured(gone, "20110601120000")]
    with LocalWeb({gone: Page("Gone", status=410)}) as web, CdxServer() as first, CdxServer(rows) as other:
        other.titles[gone] = "Report"
        asked = ["--wayback", first.base, "--archive", f"wayback:{other.base}", "--cache", "kept"]
        run(["check", "report.txt", "--proxy", web.base, *asked, "--no-progress"])
        capsys.readouterr()
        assert run(["export", "report.txt", "--to", "bibtex", "--corrected", *asked]) == 0
    assert f"archiveurl = {{{other.base}/web/20110601120000/{gone}}}" in capsys.readouterr().out


def test_a_style_is_of_formatted_notes(tmp_path, capsys):
    """Of the other formats it would change nothing, and nobody would know."""
    path = tmp_path / "report.txt"
    path.write_text("Notes\n\n1. World Bank. Prices. 2010. http://a.example/1\n")
    assert run(["export", str(path), "--to", "ris", "--style", "apa"]) == 2
    assert "--style is for --to notes, and ris has none" in capsys.readouterr().err
    assert run(["export", str(path), "--to", "notes", "--style", "apa"]) == 0
