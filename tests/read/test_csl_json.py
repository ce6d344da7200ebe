"""CSL-JSON: items as notes, variables as labels that stand where they say."""

import json

import pytest
from hypothesis import given, settings, strategies as st

from citecheck.errors import UnreadableDocument
from citecheck.models import Role
from citecheck.read import csl_json, json_places


def read(value):
    """Return the document of a JSON value."""
    return csl_json.read(json.dumps(value, ensure_ascii=False).encode(), "x.json")


VARIABLES = [
    ({"URL": "http://a.example/x"}, "url", ["http://a.example/x"]),
    ({"URL": "http://a.example/x http://b.example"}, "url", ["http://a.example/x", "http://b.example"]),
    ({"URL": ["http://a.example/x"]}, "url", ["http://a.example/x"]),
    ({"URL": None}, "url", []),
    ({"accessed": {"date-parts": [[2011, 5, 5]]}}, "accessed", ["2011-05-05"]),
    ({"accessed": {"date-parts": [["2011", "5", "32"]]}}, "accessed", ["2011-05-32"]),
    ({"accessed": {"date-parts": [[2011]]}}, "accessed", ["2011"]),
    ({"accessed": {"date-parts": [[None]]}}, "accessed", []),
    ({"accessed": {"date-parts": [], "raw": "5 May 2011"}}, "accessed", ["5 May 2011"]),
    ({"accessed": {"literal": "May 2011"}}, "accessed", ["May 2011"]),
    ({"accessed": "2011-05-05"}, "accessed", ["2011-05-05"]),
    ({"note": "[Online; accessed 5 May 2011]"}, "accessed", ["5 May 2011"]),
    ({"issued": {"date-parts": [[2010, 5], [2010, 6]]}}, "published", ["2010-05"]),
    ({"issued": {"date-parts": [[2010, 0]]}}, "published", ["2010"]),
    ({"issued": {"raw": "n.d."}}, "published", ["n.d."]),
    ({"author": [{"family": "Rossi", "given": "Alex"}, {"literal": "World Bank"}]}, "author", ["Rossi, Alex", "World Bank"]),
    ({"author": [{"family": "Berg", "given": "Lu", "non-dropping-particle": "van der"}]}, "author", ["van der Berg, Lu"]),
    ({"author": [{"family": "Musset", "given": "A.", "dropping-particle": "de", "suffix": "Jr."}]}, "author", ["Musset, A. de Jr."]),
    ({"author": [{"name": "World Bank"}]}, "author", ["World Bank"]),
    ({"author": [{"family": "Plato"}]}, "author", ["Plato"]),
    ({"author": [{}], "editor": [{"family": "Rossi", "given": "Alex"}]}, "author", ["Rossi, Alex"]),
    ({"title": "A <i>fine</i> title"}, "title", ["A fine title"]),
    ({"title": ["One"]}, "title", ["One"]),
    ({"container-title": "J", "publisher": "P"}, "container", ["J"]),
    ({"publisher": "P"}, "container", ["P"]),
    ({"DOI": "10.5555/x"}, "doi", ["10.5555/x"]),
    ({"ISBN": "978-3-16-148410-0 0-306-40615-2"}, "isbn", ["978-3-16-148410-0", "0-306-40615-2"]),
    ({"ISBN": "978-3-16-148410-0, 0-306-40615-2"}, "isbn", ["978-3-16-148410-0", "0-306-40615-2"]),
    ({"ISSN": ["0378-5955", "1234-5679"]}, "issn", ["0378-5955", "1234-5679"]),
    ({"number": "arXiv:2101.00001"}, "arxiv", ["2101.00001"]),
    ({"language": "en-GB"}, "language", ["en-GB"]),
]  # fmt: skip


@pytest.mark.parametrize("variables, role, expected", VARIABLES)
def test_variables_become_labels(variables, role, expected):
    """Each variable gives what it says, whichever of its forms it has."""
    labels = read([{"id": "a", "type": "webpage", "title": "T"} | variables]).notes[0].labels
    assert [label.value for label in labels if label.role == role] == expected


ITEM = {"id": "a", "type": "webpage", "title": "T"}
FRAMES = [
    [ITEM],
    ITEM,
    {"items": [ITEM]},
    {"config": {"id": "zotero"}, "items": [ITEM]},
    {"message": {"items": [ITEM]}},
    {"message": ITEM},
    {"references": [ITEM]},
    {"a": ITEM},
    [{"unrelated": 1}, ITEM],
]


@pytest.mark.parametrize("frame", FRAMES, ids=json.dumps)
def test_items_are_found_in_every_frame(frame):
    """A list, an object with a list in it, an object by id, and one item alone are the same."""
    notes = read(frame).notes
    assert [(note.number, note.marker) for note in notes] == [(1, "a")]
    assert [label.value for label in notes[0].labels] == ["T", "webpage"]


def test_spans_are_those_of_the_file():
    """A label covers the string without its quotes, escapes and all; a note covers its item."""
    text = '[ {"id": 7, "title": "\\u00dcber \\"x\\"",\n "URL": "http:\\/\\/a.example\\/x",\n "accessed": {"date-parts": [[2011, 5]]}} ]'
    document = csl_json.read(text.encode(), "x.json")
    note = document.notes[0]
    assert (note.marker, note.span.of(text)) == ("7", text[2:-2])
    assert {label.role: (label.value, label.span.of(text)) for label in note.labels} == {
        Role.TITLE: ('Über "x"', '\\u00dcber \\"x\\"'),
        Role.ACCESSED: ("2011-05", "[[2011, 5]]"),
        Role.URL: ("http://a.example/x", "http:\\/\\/a.example\\/x"),
    }


REFUSED = [
    ("{}", "JSON, but neither"),
    ("[]", "JSON, but neither"),
    ('{"name": "a-package", "version": "1.0", "author": "me"}', "JSON, but neither"),
    ('{"$schema": "x", "title": "A schema", "type": "object"}', "JSON, but neither"),
    ('[{"id": 1,]', r"broken JSON: line 1, column 11: a string"),
    ('[{"id": 1}\n{"id": 2}]', r"broken JSON: line 2, column 1: `,` or `\]`"),
    ('[{"id": 1}] x', "broken JSON: line 1, column 13: the end"),
    ('[{"id" 1}]', "broken JSON: line 1, column 8: `:`"),
    ('[{"id": "a', "broken JSON: line 1, column 9: a string"),
    ('[{"id": "\\x"}]', "an escape that JSON has"),
    ('[{"id": nil}]', "a value should stand here"),
    ("[" * 5_000, "nested deeper"),
    ("", "a value should stand here"),
]


@pytest.mark.parametrize("text, said", REFUSED)
def test_other_json_is_refused_with_its_reason(text, said):
    """JSON that is broken or of another kind gives one error that names the file and the place."""
    with pytest.raises(UnreadableDocument, match=rf"^x\.json: .*{said}"):
        csl_json.read(text.encode(), "x.json")


def plain(node):
    """Return what a node holds, numbers and literals as written."""
    if isinstance(node.value, dict):
        return {key: plain(each) for key, each in node.value.items()}
    if isinstance(node.value, list):
        return [plain(each) for each in node.value]
    return node.value if node.is_string else json.loads(node.value)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200)
@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_json_is_read_as_the_standard_library_does(value, ascii_only, indent):
    """The values are the same, and every string stands where its node says."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    node = json_places.parse(text)
    assert plain(node) == value
    assert json.loads(text[node.span.start - node.is_string : node.span.end + node.is_string]) == value


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(alphabet='[]{}",:\\ue0 \n1-truefalsn', max_size=40),
        st.tuples(st.sampled_from(FRAMES), st.integers(0, 80)).map(lambda cut: json.dumps(cut[0])[: cut[1]]),
    ),
    st.binary(max_size=10),
)
def test_any_bytes_give_a_document_or_one_error(text, noise):
    """Nothing but `UnreadableDocument` is raised, and every label lies in its note."""
    try:
        document = csl_json.read(text.encode() + noise, "x.json")
    except UnreadableDocument:
        return
    assert all(note.span.holds(label.span) for note in document.notes for label in note.labels)
