"""Whether two texts are alike, by their samples."""

import random

import pytest
from hypothesis import given, strategies as st

from citecheck.sketches import SAMPLE, alike, share_of_unspaced, sketch


def text(words, seed=1):
    chance = random.Random(seed)  # noqa: S311 - words, not secrets
    return " ".join("".join(chance.choices("abcdefghijklmnop", k=6)) for _ in range(words))


def jaccard(left, right):
    sets = [set(zip(words, words[1:], words[2:], strict=False)) for words in (left.split(), right.split())]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def test_a_sketch_is_the_same_on_every_machine():
    assert sketch("The page that you want is not here") == (
        927083206,
        2275774762,
        2787316667,
        2886131055,
        3758103710,
        4031408928,
    )


@pytest.mark.parametrize("shared", [0, 50, 150, 250, 350, 400])
def test_the_estimate_is_near_the_resemblance(shared):
    """The standard error is 1/16 at most; three of them are allowed, and each pair of texts is fixed."""
    for seed in range(5):
        common = text(shared, seed)
        left, right = f"{common} {text(400 - shared, seed + 50)}", f"{common} {text(400 - shared, seed + 90)}"
        assert abs(alike(sketch(left), sketch(right)) - jaccard(left, right)) <= 3 / 16


PAIRS = [
    ("the same", "Not found", "Not found", 1.0),
    ("other case and spaces", "The page is not here", "the  PAGE\nis not here", 1.0),
    (
        "a name in the message",
        "No page aaa on this server at all today",
        "No page bbb on this server at all today",
        0.4,
    ),
    ("nothing in common", "The page is not here", "A report of the year", 0.0),
    ("no text at all", "", "", 0.0),
    ("no text on one side", "Not found", "", 0.0),
    ("without spaces between words", "找不到您要的页面", "找不到您要的页面", 1.0),
]


@pytest.mark.parametrize(
    "left, right, resemblance", [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS]
)
def test_the_resemblance_of_short_texts_is_exact(left, right, resemblance):
    assert alike(sketch(left), sketch(right)) == pytest.approx(resemblance)


@pytest.mark.parametrize("space", ["\n", "\x1f", "\x85", "\u00a0", "\u2003", "\u3000"])
def test_white_space_of_any_kind_parts_words(space):
    assert sketch(space.join(["of", "the", "four", "lakes"])) == sketch("of the four lakes")
    assert sketch(space) == ()


@given(st.text(), st.text())
def test_any_two_texts_have_a_resemblance(left, right):
    one, other = sketch(left), sketch(right)
    assert 0 <= alike(one, other) <= 1
    assert alike(one, other) == alike(other, one)
    assert list(one) == sorted(set(one))
    assert len(one) <= SAMPLE
    assert alike(one, one) == (1.0 if left.split() else 0.0)


@pytest.mark.parametrize("sample, share", [("words", 0.0), ("größe", 0.0), ("页面", 1.0), ("ab页面", 0.5)])
def test_how_much_of_a_text_is_written_without_spaces(sample, share):
    assert share_of_unspaced(sample) == share
