"""Edits written into an endnotes.json: its strings change in place, and what repeats them changes too."""

import json

import pytest
from counted_work import growth
from hypothesis import given, strategies as st
from scaling import mend_addresses, mend_notes

from citecheck.errors import UnwritableEdit
from citecheck.mend.endnotes_json import written
from citecheck.mend.json_strings import Writer
from citecheck.mend.printed_dates import edtf_of
from citecheck.mend.splicing import spliced
from citecheck.models import Edit, Span
from citecheck.read.endnotes_json import read
from citecheck.read.json_places import parse

OLD, NEW = "http:// a.org/x.hml.", "http://a.org/x.html."


def citation(text, **members):
    return {"number": 1, "marker": None, "text": text, "line": 1} | members


def source_of(*citations, **options):
    document = {"source": "r.txt", "format": "text", "sha256": "0"}
    return json.dumps({"version": 1, "document": document, "citations": citations}, **options)


def mended(data, words, new, target=None, nth=0):
    document = read(data, "e.json")
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return written(data, document, [Edit(Span(start, start + len(words)), new, target=target)])


STRINGS = [
    # the JSON of a text, words, new words, the JSON afterwards
    ("See a.hml now", "a.hml", "a.html", "See a.html now"),
    (r"See \"a\" \u0062 now", '"a" b', '"a" bc', r"See \"a\" \u0062c now"),
    (r"\ud83d\ude00 a", "a", "b", r"\ud83d\ude00 b"),
    ("😀 a", "a", "é", "😀 é"),
    (r"\u00e9 a", "a", "–", r"\u00e9 \u2013"),
    ("a", "a", 'b"\\\n\t', r"b\"\\\n\t"),
    ("a", "a", "a\u202e", r"a\u202e"),
    (r"a\/b c", "b c", "bc", r"a\/bc"),
]


@pytest.mark.parametrize("text, words, new, after", STRINGS)
def test_strings_change_in_place(text, words, new, after):
    """What differs is replaced and escaped as JSON asks; escapes of what stays are kept."""
    before = source_of(citation("TEXT"), indent=1)
    result = mended(before.replace("TEXT", text).encode(), words, new)
    assert result.decode() == before.replace("TEXT", after)


MEMBERS = [
    # case, text, members, (words, new words, target), what the members are then
    (
        "URL",
        f"See {OLD}",
        {"urls": [{"text": OLD, "url": "http://a.org/x.hml", "repairs": ["joined-whitespace", "stripped-punctuation"]}]},
        ("http:// a.org/x.hml", "http://a.org/x.html", None),
        {"urls": [{"text": NEW, "url": "http://a.org/x.html", "repairs": ["stripped-punctuation"]}]},
    ),
    (
        "URL with its target",
        "See a.org/x",
        {"urls": [{"text": "a.org/x", "url": "http://a.org/x", "repairs": ["added-scheme"]}]},
        ("a.org/x", "https://a.org/y", "https://a.org/y"),
        {"urls": [{"text": "https://a.org/y", "url": "https://a.org/y", "repairs": []}]},
    ),
    (
        "scheme that is added",
        "See a.org/x",
        {"urls": [{"text": "a.org/x", "url": "http://a.org/x", "repairs": ["added-scheme"]}]},
        ("a.org/x", "a.org/y", None),
        {"urls": [{"text": "a.org/y", "url": "http://a.org/y", "repairs": ["added-scheme"]}]},
    ),
    (
        "end of a URL",
        "See http://a.org/x",
        {"urls": [{"text": "http://a.org/x", "url": "http://a.org/x"}]},
        ("http://a.org/x", "http://a.org/xyz", None),
        {"urls": [{"text": "http://a.org/xyz", "url": "http://a.org/xyz"}]},
    ),
    (
        "words behind a URL",
        "See http://a.org/x",
        {"urls": [{"text": "http://a.org/x", "url": "http://a.org/x"}]},
        ("See http://a.org/x", "See http://a.org/x, 2012", None),
        {"urls": [{"text": "http://a.org/x", "url": "http://a.org/x"}]},
    ),
    (
        "date",
        "T. Accessed 31 June 2012.",
        {"accessed": {"text": "31 June 2012", "edtf": None}, "published": None, "title": "T"},
        ("31 June 2012", "30 June 2012", None),
        {"accessed": {"text": "30 June 2012", "edtf": "2012-06-30"}, "published": None, "title": "T"},
    ),
    (
        "part of a date",
        "T. Accessed 1 June 2021.",
        {"accessed": {"text": "1 June 2021", "edtf": "2021-06-01"}},
        ("2021", "2012", None),
        {"accessed": {"text": "1 June 2012", "edtf": "2012-06-01"}},
    ),
    (
        "date that cannot be",
        "T. Accessed 1 June 2021.",
        {"accessed": {"text": "1 June 2021", "edtf": "2021-06-01"}},
        ("1 June 2021", "31 June 2021", None),
        {"accessed": {"text": "31 June 2021", "edtf": None}},
    ),
    (
        "date in another language",
        "T. Abgerufen am 31. Juni 2012.",
        {"accessed": {"text": "31. Juni 2012", "edtf": None}},
        ("31. Juni 2012", "30. Juni 2012", None),
        {"accessed": {"text": "30. Juni 2012", "edtf": "2012-06-30"}},
    ),
    (
        "date in figures, whose month the other notes have first",
        "T. Accessed 5/6/2021.",
        {"accessed": {"text": "5/6/2021", "edtf": "2021-05-06"}},
        ("5/6/2021", "5/6/2012", None),
        {"accessed": {"text": "5/6/2012", "edtf": "2012-05-06"}},
    ),
    (
        "second of two dates that are alike",
        "T. May 2011. Accessed May 2011.",
        {"published": {"text": "May 2011", "edtf": "2011-05"}, "accessed": {"text": "May 2011", "edtf": "2011-05"}},
        ("Accessed May 2011", "Accessed May 2012", None),
        {"published": {"text": "May 2011", "edtf": "2011-05"}, "accessed": {"text": "May 2012", "edtf": "2012-05"}},
    ),
    (
        "URL that has all that was restored",
        "See a.org/a b, x.",
        {"urls": [{"text": "a.org/a b,", "url": "http://a.org/a_b", "repairs": ["restored-underscore", "stripped-punctuation", "added-scheme"]}]},
        ("a.org/a b", "http://a.org/a_b", "http://a.org/a_b"),
        {"urls": [{"text": "http://a.org/a_b,", "url": "http://a.org/a_b", "repairs": ["stripped-punctuation"]}]},
    ),
    (
        "title that is a word of the URL too",
        "See http://a.org/tol. tol",
        {"title": "tol", "urls": [{"text": "http://a.org/tol.", "url": "http://a.org/tol", "repairs": ["stripped-punctuation"]}]},
        ("http://a.org/tol", "http://a.org/toll", None),
        {"title": "tol", "urls": [{"text": "http://a.org/toll.", "url": "http://a.org/toll", "repairs": ["stripped-punctuation"]}]},
    ),
    (
        "identifier",
        "See doi:10.1000/1?utm_source=x now",
        {"identifiers": [{"scheme": "doi", "value": "10.1000/1?utm_source=x"}]},
        ("10.1000/1?utm_source=x", "10.1000/1", None),
        {"identifiers": [{"scheme": "doi", "value": "10.1000/1"}]},
    ),
    (
        "second word that is linked",
        "Part e, e",
        {"urls": [{"text": "e", "url": "http://a.org/1?x", "repairs": ["from-hyperlink"]}, {"text": "e", "url": "http://a.org/2?x", "repairs": ["from-hyperlink"]}]},
        (", e", ", e", "http://a.org/2"),
        {"urls": [{"text": "e", "url": "http://a.org/1?x", "repairs": ["from-hyperlink"]}, {"text": "e", "url": "http://a.org/2", "repairs": ["from-hyperlink"]}]},
    ),
    (
        "title",
        "Tittle, World Bank",
        {"title": "Tittle", "container": "World Bank"},
        ("Tittle", "Title", None),
        {"title": "Title", "container": "World Bank"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "text, members, edit, after", [row[1:] for row in MEMBERS], ids=[row[0] for row in MEMBERS]
)
def test_members_that_repeat_the_words_change_too(text, members, edit, after):
    """The file does not contradict itself: the URL, the date and the title say what the note says then."""
    words, new, target = edit
    data = source_of(citation(text, **members), indent=2, ensure_ascii=False).encode()
    result = mended(data, words, new, target)
    wanted = citation(text.replace(words, new), **after)
    assert json.loads(result)["citations"] == [wanted]
    assert mended(result, new, new, target) == result


def test_the_second_of_two_urls_changes():
    """Of two URLs that are alike the one changes that stands where the edit does."""
    urls = [{"text": "http://a.org/x", "url": "http://a.org/x", "repairs": []}] * 2
    data = source_of(citation("http://a.org/x and http://a.org/x", urls=urls)).encode()
    found = json.loads(mended(data, "http://a.org/x", "http://a.org/y", nth=1))["citations"][0]
    assert found["text"] == "http://a.org/x and http://a.org/y"
    assert [url["url"] for url in found["urls"]] == ["http://a.org/x", "http://a.org/y"]


def test_same_notes_are_told_apart():
    """Of notes that say the same the one at the span changes; the others keep their bytes."""
    data = source_of(citation("Same."), citation("Same."), citation("Same."), indent=2).encode()
    found = [each["text"] for each in json.loads(mended(data, "Same", "New", nth=1))["citations"]]
    assert found == ["Same.", "New.", "Same."]


@pytest.mark.parametrize(
    "head, codec, text, new, after",
    [
        (b"\xef\xbb\xbf", "utf-8", "é", "–", "–"),
        (b"\xff\xfe", "utf-16-le", "é", "😀", "😀"),
        (b"", "cp1252", "é", "–Ж", r"–\u0416"),
    ],
)
def test_charset_and_line_ends_are_kept(head, codec, text, new, after):
    """The file keeps its charset, its byte order mark and its line ends."""
    before = source_of(citation("TEXT"), indent=1).replace("\n", "\r\n")
    data = head + before.replace("TEXT", text).encode(codec)
    assert mended(data, text, new) == head + before.replace("TEXT", after).encode(codec)


def test_refused():
    """An edit between two notes, other bytes, or a citation with two texts are refused."""
    data = source_of(citation("One."), citation("Two.")).encode()
    with pytest.raises(UnwritableEdit, match="between notes"):
        mended(data, "One.\n\nTwo.", "x")
    with pytest.raises(UnwritableEdit, match="not the one"):
        written(source_of(citation("Three.")).encode(), read(data, "e.json"), [Edit(Span(0, 1), "x")])
    with pytest.raises(UnwritableEdit, match="two texts"):
        mended(data.replace(b'"text": "Two."', b'"text": "x", "text": "Two."'), "Two.", "x")


DATES = [
    ("26 January 2012", "2012-01-26"), ("January 26, 2012", "2012-01-26"), ("2012-01-26", "2012-01-26"),
    ("1st Sept. 2012", "2012-09-01"), ("May 2008", "2008-05"), ("2008", "2008"), ("2008-05", "2008-05"),
    ("31 June 2012", None), ("5 Mai 2012", "2012-05-05"), ("23/5/2012", "2012-05-23"), ("[[2012, 5, 3]]", "2012-05-03"),
    ("2012/05//", "2012-05"), ("2012-13-01", None), ("1 Marches 2012", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize("text, edtf", DATES)
def test_edtf(text, edtf):
    """Dates in words and in figures have their EDTF; what no calendar has, or is not read, has none."""
    assert edtf_of(text, text, None) == edtf


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.booleans(), st.data())
def test_any_edit_of_any_note(texts, ascii_only, data):
    """Whatever is changed in whatever note, the result reads as it should, and other notes keep their bytes."""
    members = {"title": texts[0][:5] or None, "urls": [{"text": texts[0][2:9], "url": "http://a.org"}]}
    source = source_of(*(citation(text, **members) for text in texts), ensure_ascii=ascii_only).encode()
    document = read(source, "e.json")
    assert written(source, document, []) is source
    note = data.draw(st.sampled_from(document.notes)).span
    start = data.draw(st.integers(note.start, note.end))
    end = data.draw(st.integers(start, note.end))
    new = data.draw(TEXTS | st.just(""))
    result = written(source, document, [Edit(Span(start, end), new)])
    after = read(result, "e.json")
    assert after.text == document.text[:start] + new + document.text[end:]
    before, later = (json.loads(each)["citations"] for each in (source, result))
    assert sum(one != other for one, other in zip(before, later, strict=True)) <= 1


def test_work_grows_with_the_notes_and_no_faster():
    """Twice the notes, the length and the edits take twice the calls; benchmarks/scaling.py has the times."""
    assert growth(mend_notes, 200) < 2.2
    assert growth(mend_addresses, 100) < 2.2


def test_many_edits_of_one_long_note():
    """Each is written, and nothing else."""
    source = source_of(citation("ab " * 100_000), *(citation(f"note {i}") for i in range(5000))).encode()
    document = read(source, "e.json")
    edits = [Edit(Span(at * 300, at * 300 + 1), "x") for at in range(500)]
    assert json.loads(written(source, document, edits))["citations"][0]["text"].count("x") == 500


MEMBERS = [
    # an object, the same with a member more
    ('{"text": "a", "language": null}', '{"text": "a", "language": null, "archived": ["u"]}'),
    ('{"a": 1,"b": []}', '{"a": 1,"b": [], "archived": ["u"]}'),
    ('{\n  "a": "x",\n  "b": "y"\n}', '{\n  "a": "x",\n  "b": "y",\n  "archived": ["u"]\n}'),
    ('{\r\n\t"a": {"b": 1}\r\n}', '{\r\n\t"a": {"b": 1},\r\n\t"archived": ["u"]\r\n}'),
    ('{"a":\n "x"}', '{"a":\n "x", "archived": ["u"]}'),
]


@pytest.mark.parametrize("text, expected", MEMBERS)
def test_a_member_more_stands_behind_the_last(text, expected):
    """It is laid out as that one is."""
    writer = Writer(text, "utf-8")
    writer.add(parse(text).members, "archived", ["u"])
    assert spliced(text.encode(), text, "utf-8", writer.found()).decode() == expected
