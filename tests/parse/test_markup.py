"""Names and titles are read without the markup of the format; addresses and dates keep their places in it."""

import pytest
from hypothesis import given, strategies as st

from citecheck.parse import parse
from citecheck.parse.markup import markup_of
from citecheck.read import read_bytes

URL = "http://a.example/r"
FRAMES = {
    "a.md": "Text.[^1]\n\n[^1]: %s\n",
    "a.wiki": "A<ref>%s</ref>\n{{reflist}}\n",
    "a.tex": "A\\footnote{%s}\n",
}


def read(name, note):
    """Return title, names of authors and container of one *note*, and its citation."""
    citation = parse(read_bytes((FRAMES[name] % note).encode(), name))[0]
    return (citation.title, [author.name for author in citation.authors], citation.container), citation


BANK = ["World Bank"]
READ = [
    ("a.md", f"World Bank. [The annual report]({URL}). 2010. Accessed 3 May 2011.", ("The annual report", BANK, None)),
    ("a.md", f"[The annual report]({URL}), World Bank, 2010.", ("The annual report", [], "World Bank")),
    ("a.md", f"[The annual report]({URL})", ("The annual report", [], None)),
    ("a.md", f'[The annual report]({URL} "a tip")', ("The annual report", [], None)),
    ("a.md", f"[The annual report](<{URL}>)", ("The annual report", [], None)),
    ("a.md", f"World Bank, [*The annual report*]({URL}), 2010.", ("The annual report", BANK, None)),
    ("a.md", f'World Bank, "[The annual report]({URL})", 2010.', ("The annual report", BANK, None)),
    ("a.md", f"World Bank. *The __annual__ report*. 2010. <{URL}>.", ("The annual report", BANK, None)),
    ("a.md", f"World Bank. Snow\\_and\\_ice &amp; more. 2010. <{URL}>.", ("Snow_and_ice & more", BANK, None)),
    ("a.md", f"World Bank. <em>The annual report</em>. 2010. <{URL}>.", ("The annual report", BANK, None)),
    ("a.md", f"World Bank. The `read_file` report. 2010. <{URL}>.", ("The read_file report", BANK, None)),
    ("a.md", f"[{URL}]({URL})", (None, [], None)),
    ("a.wiki", f"World Bank. [{URL} The annual report]. 2010. Accessed 3 May 2011.", ("The annual report", BANK, None)),
    ("a.wiki", f"[{URL} ''The annual report''], [[World Bank]], 2010.", ("The annual report", [], "World Bank")),
    ("a.wiki", f"[[World Bank Group|World Bank]]. The annual report. 2010. [{URL}]", ("The annual report", BANK, None)),
    ("a.wiki", f"World Bank. Children&#39;s report. 2010. {URL}", ("Children's report", BANK, None)),
    ("a.wiki", f"[{URL}]", (None, [], None)),
    ("a.tex", f"World Bank. \\href{{{URL}}}{{The annual report}}. 2010.", ("The annual report", BANK, None)),
    ("a.tex", f"World Bank. \\emph{{The annual \\textbf{{report}}}}. 2010. \\url{{{URL}}}.", ("The annual report", BANK, None)),
    ("a.tex", f"World Bank. ``The annual report,'' 2010. \\url{{{URL}}}.", ("The annual report", BANK, None)),
    ("a.tex", f"World Bank. \\enquote{{Snow \\& ice}}, 2010. \\url{{{URL}}}.", ("Snow & ice", BANK, None)),
    ("a.tex", f"World~Bank. The {{World}} report. 2010. \\url{{{URL}}}.", ("The World report", BANK, None)),
]  # fmt: skip


@pytest.mark.parametrize("name, note, expected", READ)
def test_what_is_read_without_markup(name, note, expected):
    found, citation = read(name, note)
    assert found == expected
    assert [cited.url for cited in citation.urls] == [URL]


@pytest.mark.parametrize("name, note", [row[:2] for row in READ])
def test_addresses_and_dates_slice_to_their_own_text(name, note):
    text = FRAMES[name] % note
    _, citation = read(name, note)
    for part in (*citation.urls, citation.published, citation.accessed):
        if part is not None:
            assert part.span.of(text) == part.text
    assert citation.span.of(text) == note


PIECES = st.lists(
    st.sampled_from(["[", "]", "(", ")", "*", "_", "`", "\\", "{", "}", "''", "<", ">", "\\href{", "\\emph{", "[[", "|",
                     URL, " word", "&amp;", "\n", '"']), max_size=30,
).map("".join)  # fmt: skip


@given(st.sampled_from(["markdown", "wikitext", "latex"]), PIECES)
def test_no_markup_is_too_broken(form, text):
    plain = markup_of(form).unmarked(text)
    assert plain.count(URL) <= text.count(URL) or "&" in text
    for name, frame in FRAMES.items():
        parse(read_bytes((frame % text).encode(), name))


def test_other_formats_have_no_markup():
    assert markup_of("text") is None
