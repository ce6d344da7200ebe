"""Notes that mean other notes, dates that other dates settle, and notes with several sources."""

import pytest

from citecheck.parse import parse
from citecheck.read import read_text

FIRST = "Smith, J. Prices. 2010. http://a.org/1"


def notes(*texts):
    return parse(
        read_text("Notes\n\n" + "\n".join(f"{n}. {text}" for n, text in enumerate(texts, start=1)) + "\n")
    )


@pytest.mark.parametrize(
    "texts, meant",
    [
        ((FIRST, "Ibid., p. 5."), 1),
        ((FIRST, "Ibid.", "Ibid., p. 9."), 1),
        ((FIRST, "Ebd., S. 4."), 1),
        ((FIRST, "Там же. С. 5."), 1),
        ((FIRST, "Doe, A. Wages. 2011. http://a.org/2", "Smith, op. cit., p. 4."), 1),
        ((FIRST, "See note 1."), 1),
        ((FIRST, "Siehe Fußnote 1."), 1),
        ((FIRST, "Voir note 1 ci-dessus."), 1),
        (("Ibid., p. 5.", FIRST), None),
        ((FIRST, "See note 12."), None),
        ((FIRST, "Miller, op. cit., p. 4."), None),
    ],
)
def test_back_reference_is_resolved(texts, meant):
    """`Ibid.` means the note before, `op. cit.` the last one of that name, `see note 12` that number; or none."""
    (reference,) = [citation.refers_to for citation in notes(*texts) if citation.refers_to][-1:]
    assert reference.number == meant


@pytest.mark.parametrize("text", [FIRST, "Ibid. http://a.org/2", "The Idaho note. 2010.", "Id cards. 2011."])
def test_note_with_a_source_of_its_own_means_no_other(text):
    """A note that has an address cites a source, and words that only resemble a phrase are none."""
    assert [citation.refers_to for citation in notes(FIRST, text)] == [None, None]


@pytest.mark.parametrize(
    "other, edtf, ambiguous",
    [
        ("25/12/2011", "2011-07-05", False),
        ("12/25/2011", "2011-05-07", False),
        ("5 May 2011", "2011-07-05", True),
    ],
)
def test_ambiguous_date_is_settled_by_the_others(other, edtf, ambiguous):
    """The document's unambiguous dates in numbers show whether its days come first."""
    first, _ = notes("A. http://a.org (accessed 05/07/2011).", f"B. http://b.org (accessed {other}).")
    assert (first.accessed.edtf, first.accessed.ambiguous) == (edtf, ambiguous)


def test_each_source_of_a_note_keeps_its_own_access_date():
    """A note with two sources has two URLs, each with the date behind it."""
    text = "A. http://a.org/1 (accessed 5 May 2011); B. http://b.org/2 (accessed 6 June 2012); C. http://c.org/3."
    (citation,) = notes(text)
    assert [url.accessed and url.accessed.edtf for url in citation.urls] == ["2011-05-05", "2012-06-06", None]
    assert all(
        url.accessed is None or url.accessed.span.of(f"Notes\n\n1. {text}\n") == url.accessed.text
        for url in citation.urls
    )


def test_lists_of_several_chapters_are_series():
    """The notes of each chapter count from 1, and the text before them points to them."""
    chapter = "A claim.¹ Another.²\n\nNotes\n\n1. {0}, J. One. http://a.org/1\n2. {0}, J. Two. http://a.org/2\n\n# Next\n\n"
    document = read_text(chapter.format("Smith") + chapter.format("Doe"))
    assert [(citation.series, citation.number) for citation in parse(document)] == [
        (0, 1),
        (0, 2),
        (1, 1),
        (1, 2),
    ]


@pytest.mark.parametrize(
    "broken, whole, url",
    [
        (
            "http://a.org/areas-of\nco-operation/x.html",
            "http://a.org/areas-of-co-operation/x.html",
            "http://a.org/areas-of-co-operation/x.html",
        ),
        ("http://a.org/a/ b_c.html", "http://a.org/a/b_c.html", "http://a.org/a/b_c.html"),
        ("http://a.org/a- b/c.html", "http://b.org/ab/c.html", "http://a.org/a-b/c.html"),
    ],
)
def test_broken_url_agrees_with_the_same_one_printed_whole(broken, whole, url):
    """Hyphens and underscores that print lost are those of the note that has the URL on one line."""
    first, _ = notes(f"A. {broken}", f"B. {whole}")
    assert [cited.url for cited in first.urls] == [url]


@pytest.mark.parametrize(
    "text, url",
    [
        ("A. doi:10.1000/182.", "https://doi.org/10.1000/182"),
        ("A. arXiv:1606.00608v2", "https://arxiv.org/abs/1606.00608v2"),
        ("A. hdl:10044/1/5000.", "https://hdl.handle.net/10044/1/5000"),
        ("A. doi:10.1000/182. http://a.org/x", "http://a.org/x"),
    ],
)
def test_identifier_alone_is_resolved(text, url):
    """A note without an address is asked at the resolver of its identifier, and that repair is named."""
    (citation,) = notes(text)
    assert [cited.url for cited in citation.urls] == [url]
    assert ("added-resolver" in citation.urls[0].repairs) is url.startswith(
        ("https://doi", "https://arxiv", "https://hdl")
    )
