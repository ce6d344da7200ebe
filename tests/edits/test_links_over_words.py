"""Links over words that are no address: what is offered for them, and how it is written."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from zipped_documents import call, docx, hyperlink, odt, odt_note, paragraph

from citecheck.edits import Wish, edits_of, retargets
from citecheck.evidence.neighbours import Neighbours
from citecheck.mend import written
from citecheck.models import Answer, Entry, Hop, Judgement, Link, NoSnapshot, Snapshot, Verdict
from citecheck.parse import parse
from citecheck.read import read_bytes
from citecheck.report.endnotes import render
from citecheck.settings import Settings
from citecheck.suggest import corrections
from citecheck.suggest.answered import with_answers
from citecheck.suggest.secure import with_secure_forms
from citecheck.verify import lint_all

URL, NEW = "http://a.example/report", "https://new.example/1"
COPY = f"https://archive.example/web/20110614000000/{URL}"
HELD = Snapshot(COPY, datetime(2011, 6, 14, tzinfo=UTC), 200, 9, title_matches=True)
MOVED = Judgement(Verdict.MOVED, f"redirects for good to {NEW}")
DEAD = Judgement(Verdict.DEAD, "answers 404 (not found)")
LIVE = Judgement(Verdict.LIVE, "answers 200")

HTML = f'<h2>Notes</h2><ol><li>World Bank. <a class="x" href="{URL}">The annual report</a>. Accessed on 23 May 2011.</li></ol>'
DOCX = docx(
    paragraph("Text", call(1, "endnote")),
    endnotes={
        1: paragraph("World Bank. ", hyperlink("r1", "The annual report"), ". Accessed on 23 May 2011.")
    },
    end_links={"r1": URL},
)
LINK = f'<text:a xlink:href="{URL}">The annual report</text:a>'
ODT = odt(
    f"<text:p>Text{odt_note(1, f'<text:p>World Bank. {LINK}. Accessed on 23 May 2011.</text:p>')}</text:p>"
)
WORDS = "World Bank. The annual report. Accessed on 23 May 2011."


def entry_of(document, way):
    """Return the first endnote of *document* whose page has moved, is gone, or is at https too."""
    note = parse(document)[0]
    links = []
    for cited in note.urls:
        match way:
            case "moved":
                facts = Answer(200, NEW, (Hop(cited.url, 301, NEW),))
                links.append(Link(cited, facts, MOVED, NoSnapshot()))
            case "dead":
                links.append(Link(cited, Answer(404, cited.url), DEAD, HELD))
            case "secure":
                secure = cited.url.replace("http:", "https:")
                links.append(
                    Link(cited, Answer(200, secure, (Hop(cited.url, 301, secure),)), LIVE, NoSnapshot())
                )
    neighbours = Neighbours.of((note,), None, date(2026, 11, 26))
    entry = Entry(note, tuple(links), corrections(note, neighbours, document.text))
    secured = with_secure_forms(entry, document.text, lambda *_: False)
    return with_answers(secured, document.text)


def mended(data, name, way, wish=None):
    """Return the file *data* mended, and its document."""
    data = data.encode() if isinstance(data, str) else data
    document = read_bytes(data, name)
    new = written(data, document, edits_of(entry_of(document, way), document, wish or Wish()))
    return new, read_bytes(new, name)


FILES = [("a.html", HTML), ("a.docx", DOCX), ("a.odt", ODT)]
LEADS = {"moved": NEW, "secure": "https://a.example/report"}


@pytest.mark.parametrize("way, target", LEADS.items())
@pytest.mark.parametrize("name, data", FILES, ids=[name for name, _ in FILES])
def test_the_link_is_led_to_the_new_address_and_its_words_stay(name, data, way, target):
    _, document = mended(data, name, way)
    note = parse(document)[0]
    assert note.text.strip() == WORDS
    assert [cited.url for cited in note.urls] == [target]


@pytest.mark.parametrize("name, data", FILES, ids=[name for name, _ in FILES])
def test_it_is_said_what_is_replaced_by_what(name, data):
    document = read_bytes(data if isinstance(data, bytes) else data.encode(), name)
    entry = entry_of(document, "moved")
    (offer,) = (each.suggestion for each in entry.corrections)
    assert (offer.replace, offer.replacement) == (URL, NEW)
    (edit,) = edits_of(entry, document, Wish())
    assert retargets(edit, document)


@pytest.mark.parametrize("name, data", FILES, ids=[name for name, _ in FILES])
def test_a_copy_takes_the_place_of_the_page_in_the_link(name, data):
    _, document = mended(data, name, "dead", Wish(style="replace"))
    note = parse(document)[0]
    assert note.text.strip() == WORDS
    assert [cited.url for cited in note.urls] == [COPY]


@pytest.mark.parametrize("name, data", FILES[1:], ids=[name for name, _ in FILES[1:]])
def test_a_copy_is_told_of_behind_the_note(name, data):
    _, document = mended(data, name, "dead")
    assert parse(document)[0].text.strip() == f"{WORDS} Archived 14 June 2011: {COPY}"


def test_a_page_has_the_copy_in_the_attributes_of_its_link():
    new, document = mended(HTML, "a.html", "dead")
    assert f'data-versionurl="{COPY}"' in new.decode()
    assert re.search(rf'<a class="x" href="{URL}"[^>]*>The annual report</a>', new.decode())
    assert parse(document)[0].archived == (COPY,)


@pytest.mark.parametrize("way", ["moved", "dead", "secure"])
@pytest.mark.parametrize("name, data", FILES, ids=[name for name, _ in FILES])
def test_nothing_is_left_to_write(name, data, way):
    _, document = mended(data, name, way)
    entry = entry_of(document, way)
    left = [edit for edit in edits_of(entry, document, Wish()) if edit.target not in (NEW, None)]
    if way == "dead":
        assert edits_of(entry, document, Wish()) == ()
    else:
        assert left == []


PARTS = [
    # where the link leads, where it should, by which rules
    ("http://a.example/r?utm_source=x&id=1&utm_medium=y", "http://a.example/r?id=1", ["U113"]),
    ("http://a.example/r?id=1&", "http://a.example/r?id=1", ["U114"]),
    ("http://a.example/artcile", "http://a.example/article", ["U105"]),
    ("http://a.example/artcile.php?artcileld=1", "http://a.example/article.php?articleId=1", ["U105"]),
    ("http://a.example/artcile.php?id=1&", "http://a.example/article.php?id=1", ["U105", "U114"]),
    ("http://a.example/artcile?utm_source=x", "http://a.example/article", ["U105", "U113"]),
    ("http://www.annualrpeort.example/x", "http://www.annualreport.example/x", ["U104"]),
    ("www.annualrpeort.example/artcile?a=1&", "http://www.annualreport.example/article?a=1", ["U104", "U105", "U112", "U114"]),
]  # fmt: skip


def whole(name, url):
    """Return the document *name* with a link to *url* over words, as HTML, and as the JSON of citecheck parse."""
    page = HTML.replace(URL, url.replace("&", "&amp;")).encode()
    if name == "a.html":
        return page
    (report,) = lint_all([read_bytes(page, "a.html")], Settings())
    return render(report).encode()


# What a damaged target was, the JSON does not say.
DAMAGED = [
    ("htpp://a.example/x", "http://a.example/x", ["U116"]),
    ("http://a.example/my report.html", "http://a.example/my%20report.html", ["U116"]),
    ("http:\\\\a.example\\x?b=\\c", "http://a.example/x?b=\\c", ["U116"]),
    ("www.a.example/a b", "http://www.a.example/a%20b", ["U112", "U116"]),
    ("http:/a.example/annual–artcile", "http://a.example/annual-article", ["U105", "U116"]),
]
MENDED = [*(("a.html", *row) for row in (*PARTS, *DAMAGED)), *(("endnotes.json", *row) for row in PARTS)]


@pytest.mark.parametrize("name, url, right, codes", MENDED)
def test_parts_of_the_target_are_mended_together_and_once(name, url, right, codes):
    """Each is said by its rule, all are written at once, and the second time nothing is left."""
    data = whole(name, url)
    document = read_bytes(data, name)
    (entry,) = lint_all([document], Settings())[0].entries
    offers = {each.rule.code: each.suggestion for each in entry.findings if each.rule.code in codes}
    assert sorted(offers) == codes
    assert all(offers.values())
    (edit,) = edits_of(entry, document, Wish())
    assert (sorted(edit.codes), edit.target, retargets(edit, document)) == (codes, right, True)
    again = read_bytes(written(data, document, [edit]), name)
    (after,) = lint_all([again], Settings())[0].entries
    assert [cited.url for cited in after.citation.urls] == [right]
    assert after.corrections == ()


SECURED = [
    ("http://a.example/r?utm_source=x&id=1", "https://a.example/r?id=1", ["U113", "U115"]),
    ("http://a.example/r?utm_source=x&id=1#&", "https://a.example/r?id=1#&", ["U113", "U115"]),
    ("http://www.annualrpeort.example/x?utm_source=x&id=1&", "https://www.annualreport.example/x?id=1", ["U104", "U113", "U115"]),
    ("http://www.annualrpeort.example/x?id=1&", "https://www.annualreport.example/x?id=1", ["U104", "U114", "U115"]),
    ("www.a.example/r?id=1&", "https://www.a.example/r?id=1", ["U112", "U114", "U115"]),
]  # fmt: skip


@pytest.mark.parametrize("name", ["a.html", "endnotes.json"])
@pytest.mark.parametrize("url, right, codes", SECURED)
def test_parts_are_mended_where_the_page_is_at_https_too(name, url, right, codes):
    """The scheme is one part more: none of the others is left for a second time."""
    document = read_bytes(whole(name, url), name)
    (edit,) = edits_of(entry_of(document, "secure"), document, Wish())
    assert (sorted(edit.codes), edit.target) == (codes, right)


TWICE = [
    # the links of a note, and what they are when they are mended
    ('<a href="http://a.org/x?utm_source=y">Tolls</a>, <a href="http://a.org/x?utm_source=y">again</a>.',
     '<a href="http://a.org/x">Tolls</a>, <a href="http://a.org/x">again</a>.'),
    ('<a href="http://a.org/x?utm_source=y">Tolls</a>, <a href="http://a.org/x?utm_source=y">http://a.org/x?utm_source=y</a>.',
     '<a href="http://a.org/x">Tolls</a>, <a href="http://a.org/x">http://a.org/x</a>.'),
    ('<a href="http://a.org/x?b=1&amp;">http://a.org/x?b=1&amp;</a> <a href="http://a.org/x?b=1&amp;">here</a>.',
     '<a href="http://a.org/x?b=1">http://a.org/x?b=1</a> <a href="http://a.org/x?b=1">here</a>.'),
    ('<a href="htpp://a.org/x">Tolls</a>, <a href="htpp://a.org/x">again</a>.',
     '<a href="http://a.org/x">Tolls</a>, <a href="http://a.org/x">again</a>.'),
]  # fmt: skip


@pytest.mark.parametrize("links, right", TWICE)
def test_all_links_of_a_note_to_one_address_are_mended(links, right):
    """At once: a second time nothing is left."""
    page = f"<h2>Notes</h2><ol><li>World Bank. {links} 2010.</ol>".encode()
    document = read_bytes(page, "a.html")
    (entry,) = lint_all([document], Settings())[0].entries
    edits = edits_of(entry, document, Wish())
    assert written(page, document, edits).decode() == page.decode().replace(links, right)


NOTE = "[^1]: World Bank. [The annual report][r]. Accessed on 23 May 2011."
LAME = [
    ("a.html", HTML, "www.a.example/report", "U112"),
    ("a.html", HTML, "htpp://a.example/report", "U116"),
    ("a.md", f"Text.[^1]\n\n{NOTE}\n\n[r]: {URL}\n", "www.a.example/report", "U112"),
]


@pytest.mark.parametrize("name, text, target, code", LAME)
def test_a_link_that_leads_nowhere_is_asked_where_it_was_meant_to_lead(name, text, target, code):
    """It was passed over, and nothing was said: readers who follow it get nowhere."""
    document = read_bytes(text.replace(URL, target).encode(), name)
    (report,) = lint_all([document], Settings())
    (entry,) = report.entries
    (cited,) = entry.citation.urls
    assert cited.url in (URL, URL.replace("a.example", "www.a.example"))
    assert code in {finding.rule.code for finding in entry.findings}


def test_its_address_gets_a_scheme_where_it_is_defined():
    text = LAME[2][1].replace(URL, "www.a.example/report")
    new, _ = mended(text, "a.md", "live")
    assert new.decode() == text.replace("www.", "http://www.")


def test_its_address_gets_a_scheme():
    new, document = mended(HTML.replace(URL, "www.a.example/report"), "a.html", "live")
    assert '<a class="x" href="http://www.a.example/report">The annual report</a>' in new.decode()
    assert not parse(document)[0].urls[0].repairs[1:]


REFERENCES = """Text[^1] and more.[^2]

[^1]: World Bank. [The annual report][r]. Accessed on 23 May 2011.
[^2]: World Bank. [R]. Accessed on 24 May 2011.

[r]: {} "of the bank"
"""


@pytest.mark.parametrize("written_as", ["{}", "<{}>"])
@pytest.mark.parametrize("way, wish, right", [
    ("moved", Wish(), NEW),
    ("secure", Wish(), "https://a.example/report"),
    ("dead", Wish(style="replace"), COPY),
])  # fmt: skip
def test_the_address_of_a_reference_link_is_changed_where_it_is_defined(written_as, way, wish, right):
    """The words of the notes and everything else of the definition stay, and so do other notes' links."""
    old, new = (REFERENCES.format(written_as.format(url)) for url in (URL, right))
    data, document = mended(old, "a.md", way, wish)
    assert data.decode() == new
    assert [[cited.url for cited in note.urls] for note in parse(document)] == [[right], [right]]


def test_words_of_a_copy_stand_behind_the_note_that_has_a_reference_link():
    data, _ = mended(REFERENCES.format(URL), "a.md", "dead")
    assert f"23 May 2011. Archived 14 June 2011: {COPY}\n[^2]" in data.decode()


CUT = [
    # the words of a note with its links, what its addresses should be
    ('<a href="http://a.example/">http://a.example/</a> report.html', ["http://a.example/report.html"]),
    ('<a href="http://a.example/my-">http://a.example/my-</a> <a href="http://report.html/">report.html</a>', ["http://a.example/my-report.html"]),
    ('<a href="http://b.example/">http://a.example/</a> report.html', ["http://b.example/"]),
    ('<a href="http://a.example/">http://a.example/</a> Report', ["http://a.example/"]),
]  # fmt: skip


@pytest.mark.parametrize("words, right", CUT)
def test_a_link_that_a_program_cut_at_a_blank_leads_to_the_whole_address(words, right):
    """Programs make links of addresses as far as the first blank; what the author printed goes on behind it."""
    data = HTML.replace(f'<a class="x" href="{URL}">The annual report</a>', words).encode()
    document = read_bytes(data, "a.html")
    (entry,) = lint_all([document], Settings())[0].entries
    assert [cited.url for cited in entry.citation.urls] == right
    edits = edits_of(entry, document, Wish())
    again = read_bytes(written(data, document, edits), "a.html")
    assert [cited.url for cited in parse(again)[0].urls] == right
    assert bool(edits) is (right[0] != "http://b.example/" and "Report" not in words)
    assert {link.target for link in again.hyperlinks if edits} <= {right[0], "http://report.html/"}


def test_printed_addresses_are_replaced_in_print_too():
    html = HTML.replace("The annual report", URL)
    new, document = mended(html, "a.html", "moved")
    assert f'<a class="x" href="{NEW}">{NEW}</a>' in new.decode()
    assert parse(document)[0].urls[0].url == NEW
