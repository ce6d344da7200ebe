"""Facts to what a column of the database holds, and back."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from citecheck.models import Answer, Capture, Fate, Hop, Listing, NoAnswer, NotChecked, Reason, Submission
from citecheck.store.codec import COMPRESS_FROM, decode, encode

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "http://www.example.org/report_2007.htm"

moments = st.datetimes(timezones=st.sampled_from([UTC]))
hops = st.lists(st.builds(Hop, st.text(), st.integers(0, 999), st.text()), max_size=3).map(tuple)
captures = st.builds(Capture, moments, st.text(), st.none() | st.integers(0, 999), st.text(), st.text())
answers = st.builds(
    Answer,
    st.integers(-(10**6), 10**6),
    st.text(),
    hops,
    st.none() | st.text(),
    st.none() | st.text(),
    st.lists(st.text(), max_size=3).map(tuple),
    st.none() | st.text(),
)
refusals = st.builds(NoAnswer, st.sampled_from(Reason), st.text(), hops)
listings = st.builds(Listing, st.lists(captures, max_size=5).map(tuple), st.integers(0, 99), st.booleans())
submissions = st.builds(
    Submission,
    st.sampled_from(Fate),
    st.text(),
    st.none() | st.text(),
    st.none() | moments,
    st.text(),
    st.text(),
)
facts = st.one_of(answers, refusals, st.builds(NotChecked, st.text()), listings, submissions)


@given(facts)
def test_facts_come_back_as_they_were(seen):
    """Every fact of every type survives the database, exactly."""
    kept = encode(seen)
    assert kept is not None
    assert decode(kept) == seen
    assert type(decode(kept)) is type(seen)


def test_a_long_listing_is_compressed_and_a_short_one_can_be_read_by_eye():
    """Listings repeat themselves: ten thousand captures take less than a tenth of their JSON."""
    rows = [
        Capture(NOW + timedelta(hours=hour), URL, 200, "text/html", f"{hour % 97:032d}")
        for hour in range(10_000)
    ]
    kept = encode(Listing(tuple(rows)))
    assert isinstance(kept, bytes)
    assert len(kept) < len(zlib.decompress(kept)) / 10
    assert decode(kept) == Listing(tuple(rows))
    assert encode(NotChecked("offline")) == '["NotChecked",{"why":"offline"}]'
    assert isinstance(encode(NotChecked("x" * COMPRESS_FROM)), bytes)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "not JSON",
        '["Answer"]',
        '["Answer",{}]',
        '["Answer",{"status":"two hundred","final_url":""}]',
        '["NoAnswer",{"reason":"a reason of the future"}]',
        '["Miracle",{}]',
        '{"Answer":{}}',
        '["NotChecked",{"why":"' + "[" * 100_000,
        '["NotChecked",' + "[" * 100_000,
        b"",
        b"not zlib",
        zlib.compress(b"[]"),
        zlib.compress(b'["NotChecked",{"why":"cut off"}]')[:-12],
    ],
)
def test_what_cannot_be_decoded_is_not_known(kept):
    """A row that an older or newer program wrote, or that is damaged, is no fact and no failure."""
    assert decode(kept) is None


def test_a_small_row_cannot_fill_the_memory(monkeypatch):
    """A row that unpacks to more than any listing has is not known."""
    row = zlib.compress(b'["NotChecked",{"why":"' + b" " * 100_000 + b'"}]')
    assert decode(row) is not None
    monkeypatch.setattr("citecheck.store.codec._LONGEST", 100_000)
    assert decode(row) is None
