"""Which documents a command line means, in which order, and what is left out."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from citecheck.errors import SettingsError, UnreadableDocument
from citecheck.patterns import Patterns
from citecheck.read import read_inputs
from citecheck.read.ignoring import Ignoring

NOTE = "Notes\n\n1. A.\n"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Return what makes the files of a list in an empty current folder; a name with a slash makes folders."""
    monkeypatch.chdir(tmp_path)

    def make(*names, **texts):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts.get(name, NOTE))
        return tmp_path

    return make


def sources(*inputs, **how):
    return [document.source for document in read_inputs(inputs, io.BytesIO(NOTE.encode()), **how)]


FILES = (
    "top.txt", "notes.md", "picture.png", "data.json", ".hidden.txt", "2012/b.txt", "2012/a.txt", "2012/deep/er/c.html",
    "2013/a.txt", ".git/description.txt", ".venv/lib/readme.md", "env/pyvenv.cfg", "env/lib/readme.md",
    "web/node_modules/x/readme.md", "2012.txt/odd.md", "with [brackets].txt",
)  # fmt: skip
WALKED = [
    "2012/a.txt",
    "2012/b.txt",
    "2012/deep/er/c.html",
    "2012.txt/odd.md",
    "2013/a.txt",
    "notes.md",
    "top.txt",
    "with [brackets].txt",
]
FOUND = [
    ((".",), WALKED, "a folder, in the order of names, each folder in its place"),
    (("./",), WALKED, "however it is spelt"),
    (("2012/",), ["2012/a.txt", "2012/b.txt", "2012/deep/er/c.html"], "names begin with what was given"),
    (("2013", "2012/a.txt", "-"), ["2013/a.txt", "2012/a.txt", "<stdin>"], "inputs in the order in which they were given"),
    (("2012/b.txt", "2012", "2012/../2012/a.txt"), ["2012/b.txt", "2012/../2012/a.txt", "2012/deep/er/c.html"], "each document once, under the name that was given"),
    ((".git",), [".git/description.txt"], "a hidden folder that is named itself"),
    (("env",), ["env/lib/readme.md"], "a virtual environment that is named itself"),
    ((".hidden.txt",), [".hidden.txt"], "a hidden file that is named itself"),
    (("*.txt",), ["2012.txt/odd.md", "top.txt", "with [brackets].txt"], "a pattern of names here, folders walked"),
    (("201?/a.txt",), ["2012/a.txt", "2013/a.txt"], "a pattern of folders"),
    (("**/*.html",), ["2012/deep/er/c.html"], "folders at any depth"),
    (("**/a.txt",), ["2012/a.txt", "2013/a.txt"], "hidden ones left out"),
    (("201[23]/[ab].txt",), ["2012/a.txt", "2012/b.txt", "2013/a.txt"], "sets of letters"),
    (("*",), WALKED, "what the shell would give, without what is no document"),
    (("*.json",), ["data.json"], "any file of the suffix that a pattern names"),
    (("with [brackets].txt",), ["with [brackets].txt"], "a file whose name looks like a pattern"),
]  # fmt: skip


@pytest.mark.parametrize("inputs, expected", [row[:2] for row in FOUND], ids=[row[2] for row in FOUND])
def test_inputs_mean_these_documents(tree, inputs, expected):
    tree(*FILES).joinpath("data.json").write_text('[{"id": "a", "type": "book", "title": "A"}]')
    assert sources(*inputs) == expected


def test_an_absolute_folder_gives_absolute_names(tree):
    folder = tree("a/b.txt")
    assert sources(str(folder)) == [str(folder / "a" / "b.txt")]
    assert sources(f"{folder}/*/b.*") == [str(folder / "a" / "b.txt")]


NONE = [
    ("picture.png/", "no document in this folder"),
    ("*.html", "no document that this pattern means"),
    ("**", "no document that this pattern means"),
    ("nowhere/*.txt", "no document that this pattern means"),
    ("nowhere.txt", "nowhere.txt: cannot be read: No such file"),
]


@pytest.mark.parametrize("name, said", NONE)
def test_an_input_without_a_document_is_said(tree, name, said):
    """A misspelt name is no clean bill of health."""
    tree("picture.png/x.png")
    with pytest.raises(UnreadableDocument) as error:
        sources(name)
    assert said in str(error.value)


# --- what is left out


IGNORED = [
    ({".citecheckignore": "drafts/\n*.md\n"}, ["a/x.txt", "top.txt"], "a folder and a kind of file"),
    ({".citecheckignore": "# mine\n\n/top.txt\n"}, ["a/drafts/y.txt", "a/x.txt", "a/z.md", "drafts/y.txt"], "a file of this folder; comments and blank lines say nothing"),
    ({".citecheckignore": "*.txt\n!x.txt\n"}, ["a/x.txt", "a/z.md"], "what is taken back"),
    ({".citecheckignore": "a/**\n", "a/.citecheckignore": "!z.md\n"}, ["a/z.md", "drafts/y.txt", "top.txt"], "the nearest file is right"),
    ({"a/.citecheckignore": "/drafts\n"}, ["a/x.txt", "a/z.md", "drafts/y.txt", "top.txt"], "a file speaks of its own folder"),
    ({".citecheckignore": "drafts\n", "a/.citecheckignore": "!y.txt\n"}, ["a/x.txt", "a/z.md", "top.txt"], "nothing is taken back out of a folder that is left out"),
    ({".citecheckignore": ""}, ["a/drafts/y.txt", "a/x.txt", "a/z.md", "drafts/y.txt", "top.txt"], "an empty file"),
]  # fmt: skip


@pytest.mark.parametrize("files, expected", [row[:2] for row in IGNORED], ids=[row[2] for row in IGNORED])
def test_citecheckignore_leaves_out(tree, files, expected):
    folder = tree("top.txt", "drafts/y.txt", "a/x.txt", "a/z.md", "a/drafts/y.txt", *files)
    for name, text in files.items():
        (folder / name).write_text(text)
    assert sources(".") == expected
    assert sorted(sources("**/*")) == sorted(expected), "patterns leave out the same"


def test_what_is_left_out_is_read_when_it_is_named(tree):
    (tree("top.txt", "drafts/y.txt") / ".citecheckignore").write_text("drafts\n")
    assert sources("drafts/y.txt", exclude=("drafts",)) == ["drafts/y.txt"]
    with pytest.raises(UnreadableDocument, match=r"drafts: no document in this folder .*may leave some out"):
        sources("drafts")


def test_files_above_the_walk_count_up_to_the_top_of_the_checkout(tree):
    folder = tree("repo/.git/HEAD", "repo/sub/a.txt", "repo/sub/b.txt", "repo/sub/c.txt")
    (folder / ".citecheckignore").write_text("a.txt\n")
    (folder / "repo" / ".citecheckignore").write_text("/sub/b.txt\n")
    assert sources("repo/sub") == ["repo/sub/a.txt", "repo/sub/c.txt"]


@pytest.mark.parametrize(
    "patterns, folder, expected",
    [
        (("/a/",), ".", ["drafts/y.txt", "top.txt"]),
        (("a/*.md",), ".", ["a/drafts/y.txt", "a/x.txt", "drafts/y.txt", "top.txt"]),
        (("/x.txt", "z.md"), "a", ["a/drafts/y.txt", "drafts/y.txt", "top.txt"]),
        (("top.txt",), "elsewhere", ["a/drafts/y.txt", "a/x.txt", "a/z.md", "drafts/y.txt", "top.txt"]),
    ],
)
def test_exclude_paths_leave_out(tree, patterns, folder, expected):
    """They are relative to the folder of the configuration, whatever folder is walked."""
    tree("top.txt", "drafts/y.txt", "a/x.txt", "a/z.md", "a/drafts/y.txt")
    assert sources(".", exclude=patterns, folder=folder) == expected


@pytest.mark.parametrize("line", ["!", "a\\", "\\"])
def test_what_is_no_pattern_is_said(tree, line):
    folder = tree("a.txt")
    with pytest.raises(SettingsError, match=r"exclude-paths: .* is no pattern"):
        sources(".", exclude=("ok", line))
    (folder / ".citecheckignore").write_text(f"ok\n{line}\n")
    with pytest.raises(SettingsError, match=r"\.citecheckignore: .* is no pattern"):
        sources(".")


def test_a_citecheckignore_that_is_no_text_is_said(tree):
    (tree("a.txt") / ".citecheckignore").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"\.citecheckignore: cannot be read"):
        sources(".")


@given(path=st.text(max_size=30).filter(lambda text: "\0" not in text), is_folder=st.booleans())
def test_a_path_of_any_name_is_left_out_or_not(path, is_folder):
    """Names in a folder of strangers may be anything."""
    assert isinstance(Ignoring(("*.bak", "!a", "/x/**/y")).leaves_out(f"x/{path}", is_folder=is_folder), bool)
    assert Patterns(("*",), ".", "test").say(path) in {True, None}


# --- links, and what cannot be read


def test_links_in_a_folder_are_not_followed(tree):
    """Neither into a circle nor out of the folder; what is named itself may be a link."""
    folder = tree("in/a.txt", "out/secret.txt")
    (folder / "in" / "loop").symlink_to(folder / "in")
    (folder / "in" / "up").symlink_to(folder)
    (folder / "in" / "b.txt").symlink_to(folder / "out" / "secret.txt")
    (folder / "in" / "dangling.txt").symlink_to("nowhere")
    (folder / "named").symlink_to(folder / "in")
    assert sources("in") == ["in/a.txt"]
    assert sources("in/*") == ["in/a.txt"]
    assert sources("in/**/*.txt") == ["in/a.txt"]
    assert sources("named") == ["named/a.txt"]
    assert sources("in/b.txt") == ["in/b.txt"]
    assert sources("in", "named", "in/b.txt", "out") == ["in/a.txt", "in/b.txt"]


def test_what_is_no_regular_file_is_not_read(tree):
    """A pipe would never end."""
    folder = tree("a.txt")
    os.mkfifo(folder / "pipe.txt")
    assert sources(".") == ["a.txt"]


def test_a_found_file_that_cannot_be_read_is_passed_over_and_said(tree):
    folder = tree("a.txt", "c.txt", "e.txt")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "d.txt").write_bytes(b"PK\x03\x04 a zip")
    for inputs in ((".",), ("*",), ("a.txt", "*.*")):
        documents = read_inputs(inputs)
        assert len(documents) == 5
        assert [document.source for document in documents] == ["a.txt", "c.txt", "e.txt"]
        assert [line.partition(": ")[0] for line in documents.unread] == ["b.pdf", "d.txt"]


@pytest.mark.parametrize("inputs", [("b.txt",), (".", "b.txt"), ("*.txt", "./b.txt")])
def test_a_named_file_that_cannot_be_read_ends_the_run(tree, inputs):
    """However often it is meant besides."""
    (tree("a.txt") / "b.txt").write_bytes(b"\x00")
    with pytest.raises(UnreadableDocument, match=r"b\.txt: not a text file"):
        sources(*inputs)


def test_where_nothing_can_be_read_that_is_an_error(tree):
    folder = tree()
    (folder / "a.txt").write_bytes(b"\x00")
    with pytest.raises(UnreadableDocument, match=r"^a.txt: not a text file"):
        sources(".")
    (folder / "b.txt").write_bytes(b"\x00")
    with pytest.raises(
        UnreadableDocument, match=r"^none of 2 files can be read; the first: a.txt: not a text"
    ):
        sources(".")


def test_a_folder_that_cannot_be_listed(tree, monkeypatch):
    """One that was found is passed over and said; one that is named ends the run."""
    tree("a.txt", "shut/b.txt", "z.txt")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    documents = read_inputs(["."])
    assert [document.source for document in documents] == ["a.txt", "z.txt"]
    assert documents.unread == ["shut: the folder cannot be listed: Permission denied"]
    with pytest.raises(UnreadableDocument, match="shut: the folder cannot be listed: Permission denied"):
        read_inputs(["shut"])


def test_documents_are_read_when_their_turn_comes(tree):
    """So that of many one is in memory."""
    folder = tree("a.txt", "b.txt")
    documents = iter(read_inputs(["."]))
    assert next(documents).source == "a.txt"
    (folder / "b.txt").write_text("Notes\n\n1. Written later.\n")
    assert "later" in next(documents).text


def test_a_deep_tree_is_walked(tree):
    """Deeper than Python's stack."""
    folder = tree("z.txt")
    deep = [folder / Path(*"d" * depth) for depth in range(1, 1100)]
    for each in deep:
        each.mkdir()
    try:
        assert sources(".") == ["z.txt"]
    finally:  # what clears up after the tests takes the stack
        for each in reversed(deep):
            each.rmdir()
