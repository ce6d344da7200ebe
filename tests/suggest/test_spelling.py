"""Words are compared as a proofreader does."""

import pytest
from factories import citation
from hypothesis import given, strategies as st

from citecheck.evidence.lexicon import Lexicon
from citecheck.evidence.spelling import fold, is_misspelt, neighbours_swapped, slip_between, words

LETTERS = st.text(alphabet="abcdeé", min_size=1, max_size=8)


@pytest.mark.parametrize(
    "printed, right, expected",
    [
        ("protrection", "protection", True),
        ("protecton", "protection", True),
        ("portection", "protection", True),
        ("protectoin", "protection", True),
        ("prodection", "protection", True),
        ("protection", "protection", False),
        ("rotection", "protection", False),  # another first letter is another word
        ("protections", "protection", False),
        ("protective", "protection", False),
        ("organisation", "organization", False),
        ("asociation", "association", True),
        ("colourful", "colorful", False),
        ("paedophile", "pedophile", False),
        ("muenchener", "munchener", False),
        ("republik", "republic", False),
        ("trafficked", "trafficker", False),
        ("channel4", "channel5", False),
        ("judgment", "judgement", False),
        ("traveling", "travelling", False),
        ("enrollment", "enrolment", False),
        ("colection", "collection", True),
        ("aluminum", "aluminium", False),
        ("internacional", "international", False),
    ],
)
def test_misspelt(printed, right, expected):
    """A slip is one letter; plurals, inflections and spellings of other countries are none."""
    assert is_misspelt(printed, right, inflected=True) is expected


@pytest.mark.parametrize(
    "printed, right, expected",
    [
        ("artciel", "article", True),
        ("artcile", "article", True),
        ("article", "article", False),
        ("artikel", "article", False),
        ("center", "centre", False),
        ("conversation", "conservation", False),
        ("united", "untied", True),
        ("articles", "article", False),
    ],
)
def test_neighbours_swapped(printed, right, expected):
    """Letters that changed places with their neighbours, and nothing else."""
    assert neighbours_swapped(printed, right) is expected


@given(LETTERS, LETTERS)
def test_a_slip_leads_from_one_word_to_the_other(printed, right):
    """What a slip says of two words is so, and it is one letter or two that changed places."""
    slip = slip_between(printed, right)
    if slip is None:
        assert printed == right or abs(len(printed) - len(right)) > 0 or len(printed) > 1
    else:
        tail = len(slip.at * " ") + len(slip.printed)
        assert printed[: slip.at] + slip.right + printed[tail:] == right
        assert max(len(slip.printed), len(slip.right)) == 1 or slip.printed == slip.right[::-1]


@given(LETTERS, st.integers(0, 7), st.sampled_from("abx"))
def test_every_single_edit_is_seen(word, at, letter):
    """One letter lost, added or changed is a slip, wherever it is."""
    at = min(at, len(word) - 1)
    for other in (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
    ):
        assert (slip_between(word, other) is None) == (word == other)


@pytest.mark.parametrize("written", ["Sarıyer", "Białystok", "miljøvern", "Đakovo", "Fæhirðir"])
def test_folded_words_have_the_letters_of_addresses(written):
    """Also where Unicode has no plain letter for one."""
    assert fold(written).isascii()


@given(st.text(max_size=40))
def test_folding_is_done_once(text):
    """Folding again changes nothing, and words hold no digits, marks or white space."""
    assert fold(fold(fold(text))) == fold(fold(text))
    assert not any(
        letter.isdecimal() or letter.isspace() or letter == "_" for word in words(text) for letter in word
    )


def test_near_hosts_are_found_without_comparing_all():
    """Hosts that share a form less one letter are near."""
    lexicon = Lexicon.of(
        [citation(1, "http://www.usembasy.gov/", "http://usembassy.gov/", "http://example.org/")]
    )
    assert lexicon.hosts_near("usembasy.gov") == ["usembassy.gov"]
    assert lexicon.hosts_near("example.org") == []
