import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given, strategies as st

from citecheck.web.decode import BoundedBody

TEXT = b"<title>Hello</title>" * 50


def raw_deflate(data):
    made = zlib.compressobj(wbits=-15)
    return made.compress(data) + made.flush()


def read(encoding, data, limit=100_000, step=None):
    reader = BoundedBody(encoding, limit)
    step = step or max(len(data), 1)
    for start in range(0, len(data), step):
        if reader.done:
            break
        reader.feed(data[start : start + step])
    else:
        reader.finish()
    return reader


WHOLE = [
    ("", TEXT),
    ("identity", TEXT),
    ("gzip", gzip.compress(TEXT)),
    ("GZIP ", gzip.compress(TEXT)),
    ("x-gzip", gzip.compress(TEXT)),
    ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
    ("gzip", gzip.compress(TEXT) + b"\0\0garbage"),
    ("deflate", zlib.compress(TEXT)),
    ("deflate", raw_deflate(TEXT)),
]


@pytest.mark.parametrize("encoding, data", WHOLE)
@pytest.mark.parametrize("step", [None, 7])
def test_what_a_browser_decodes_is_decoded(encoding, data, step):
    if encoding == "deflate" and step and data == raw_deflate(TEXT):
        step = None  # the missing header shows in the first chunk
    reader = read(encoding, data, step=step)
    assert reader.body == TEXT
    assert not reader.cut


UNREAD = [
    ("br", b"\x0b\x02\x80hello\x03"),
    ("zstd", b"anything"),
    ("gzip, gzip", gzip.compress(gzip.compress(TEXT))),
    ("gzip", b"this is not gzip at all"),
    ("deflate", b"this is not deflate at all"),
    ("nonsense", TEXT),
]


@pytest.mark.parametrize("encoding, data", UNREAD)
def test_an_unknown_or_broken_encoding_leaves_the_body_unread(encoding, data):
    reader = read(encoding, data)
    assert reader.cut
    assert len(reader.body) < len(TEXT)


@pytest.mark.parametrize(
    "encoding, data", [("", TEXT), ("gzip", gzip.compress(TEXT)), ("deflate", zlib.compress(TEXT))]
)
def test_the_body_stops_at_the_limit(encoding, data):
    assert (read(encoding, data, limit=10).body, read(encoding, data, limit=10).cut) == (TEXT[:10], True)
    assert (read(encoding, data, limit=len(TEXT)).body, read(encoding, data, limit=len(TEXT)).cut) == (
        TEXT,
        False,
    )


def test_a_compressed_body_without_its_end_is_cut():
    reader = read("gzip", gzip.compress(TEXT)[:-12])
    assert reader.cut


def test_a_bomb_costs_no_more_than_the_limit():
    """64 MiB of zeros behind gzip."""
    squeeze = zlib.compressobj(wbits=31)
    bomb = b"".join(squeeze.compress(bytes(1 << 20)) for _ in range(64)) + squeeze.flush()
    tracemalloc.start()
    reader = read("gzip", bomb, limit=256 * 1024, step=64 * 1024)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(reader.body) == 256 * 1024
    assert reader.cut
    assert peak < 4 * 1024 * 1024


def test_a_stream_that_decodes_to_nothing_ends_too():
    """Empty stored blocks: five bytes each, and nothing comes out."""
    reader = BoundedBody("deflate", 1000)
    reader.feed(zlib.compressobj().flush(zlib.Z_NO_FLUSH) + b"\x78\x9c")
    for _ in range(10_000):
        if reader.done:
            break
        reader.feed(b"\x00\x00\x00\xff\xff")
    assert reader.done
    assert reader.cut


@given(st.sampled_from(["", "gzip", "deflate", "br"]), st.lists(st.binary(max_size=200), max_size=8))
def test_no_bytes_make_it_raise_or_pass_the_limit(encoding, chunks):
    reader = BoundedBody(encoding, 300)
    for chunk in chunks:
        if not reader.done:
            reader.feed(chunk)
    reader.finish()
    assert len(reader.body) <= 300
