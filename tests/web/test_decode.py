import gzip
import hashlib
import struct
import subprocess
import sys
import zlib

import brotli
import pytest
from hypothesis import given, strategies as st

from citecheck.web.decode import BoundedBody

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = b"<title>Hello</title>" * 50
# Text that takes several of zstd's blocks of 128 KiB, and noise that stays as long as it is.
LONG = b"".join(b"<p>%s</p>" % hashlib.sha256(b"%d" % number).hexdigest().encode() for number in range(6000))
NOISE = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(600))
MIB = 1 << 20


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
    reader.finish()
    return reader


def table(cases):
    """Return *cases* as parameters of a test; the sentence that each begins with is its name."""
    return [pytest.param(*case[1:], id=case[0]) for case in cases]


def wrong_sum(data):
    """Compress *data* with gzip and spoil the check sum."""
    made = bytearray(gzip.compress(data))
    made[-8] ^= 1
    return bytes(made)


def cut_off(data):
    """Compress *data* with gzip and let a fault follow it."""
    squeeze = zlib.compressobj(wbits=31)
    return squeeze.compress(data) + squeeze.flush(zlib.Z_SYNC_FLUSH) + b"\x07" * 40


# fmt: off
WHOLE = [
    ("no encoding", "", TEXT, TEXT),
    ("identity", "identity", TEXT, TEXT),
    ("gzip", "gzip", gzip.compress(TEXT), TEXT),
    ("gzip in capitals with a space", "GZIP ", gzip.compress(TEXT), TEXT),
    ("gzip under its old name", "x-gzip", gzip.compress(TEXT), TEXT),
    ("gzip with a parameter", "gzip;q=1", gzip.compress(TEXT), TEXT),
    ("gzip in two members", "gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]), TEXT),
    ("gzip in two hundred members", "gzip", b"".join(gzip.compress(TEXT[at : at + 5]) for at in range(0, 1000, 5)), TEXT),
    ("gzip with something behind it", "gzip", gzip.compress(TEXT) + b"\0\0garbage", TEXT),
    ("gzip with a wrong check sum, which browsers do not read", "gzip", wrong_sum(TEXT), TEXT),
    ("a fault in the outer gzip when the inner one has ended", "gzip, gzip", cut_off(wrong_sum(TEXT) + b"more"), TEXT),
    ("gzip with a file name", "gzip", b"\x1f\x8b\x08\x08\0\0\0\0\0\xffpage.html\0" + raw_deflate(TEXT) + struct.pack("<II", zlib.crc32(TEXT), len(TEXT)), TEXT),
    ("deflate", "deflate", zlib.compress(TEXT), TEXT),
    ("deflate without its header, as many servers send it", "deflate", raw_deflate(TEXT), TEXT),
    ("br", "br", brotli.compress(TEXT), TEXT),
    ("zstd", "zstd", zstd.compress(TEXT), TEXT),
    ("zstd in two frames", "zstd", zstd.compress(TEXT[:100]) + zstd.compress(TEXT[100:]), TEXT),
    ("a long page behind gzip", "gzip", gzip.compress(LONG), LONG),
    ("a long page behind br", "br", brotli.compress(LONG), LONG),
    ("a long page behind zstd", "zstd", zstd.compress(LONG), LONG),
    ("gzip twice", "gzip, gzip", gzip.compress(gzip.compress(TEXT)), TEXT),
    ("gzip and then br", "gzip, br", brotli.compress(gzip.compress(TEXT)), TEXT),
    ("deflate and then gzip", "deflate, gzip", gzip.compress(zlib.compress(TEXT)), TEXT),
    ("identity and gzip", "identity, gzip", gzip.compress(TEXT), TEXT),
    ("an empty place in the list", "gzip,", gzip.compress(TEXT), TEXT),
    ("gzip called twice, done once", "gzip, gzip", gzip.compress(TEXT), TEXT),
    ("gzip called deflate", "deflate", gzip.compress(TEXT), TEXT),
    ("zlib called gzip", "gzip", zlib.compress(TEXT), TEXT),
    ("gzip under an unknown name", "gz", gzip.compress(TEXT), TEXT),
    ("zstd called gzip", "gzip", zstd.compress(TEXT), TEXT),
    ("plain, called gzip", "gzip", TEXT, TEXT),
    ("plain, called deflate", "deflate", TEXT, TEXT),
    ("plain, called br", "br", TEXT, TEXT),
    ("plain, called zstd", "zstd", TEXT, TEXT),
    ("plain and short, called gzip", "gzip", b"Hello", b"Hello"),
    ("plain with a byte order mark, called gzip", "gzip", b"\xef\xbb\xbf" + TEXT, b"\xef\xbb\xbf" + TEXT),
    ("plain in Cyrillic, called gzip", "gzip", "<p>Здравствуйте, дорогие читатели</p>".encode(), "<p>Здравствуйте, дорогие читатели</p>".encode()),
    ("a PDF called gzip", "gzip", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(100), b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(100)),
    ("the name of a character set", "utf-8", TEXT, TEXT),
    ("an unknown encoding and a plain page: Chromium shows it", "nonsense", TEXT, TEXT),
    ("nothing, called gzip", "gzip", b"", b""),
]
# fmt: on


@pytest.mark.parametrize("encoding, data, text", table(WHOLE))
@pytest.mark.parametrize("step", [None, 1000, 7, 1])
def test_what_can_be_read_is_read_however_it_comes(encoding, data, text, step):
    step = 97 if step == 1 and len(data) > 10_000 else step
    reader = read(encoding, data, limit=1_000_000, step=step)
    assert reader.body == text
    assert (reader.cut, reader.unread) == (False, None)


# fmt: off
UNREAD = [
    ("not gzip", "gzip", b"\x00\x01" + NOISE, "not gzip"),
    ("not zstd", "zstd", b"\x00\x01" + NOISE, "not zstd"),
    ("not deflate", "deflate", b"\xff" * 100, "broken deflate"),
    ("not br", "br", b"\xff" * 100, "broken br"),
    ("an encoding that nobody has", "nonsense", b"\x00\x01" + NOISE, "unknown encoding nonsense"),
    ("Unix compress", "compress", b"\x1f\x9d\x90" + NOISE, "unknown encoding compress"),
    ("encoded three times", "gzip, gzip, gzip", gzip.compress(gzip.compress(gzip.compress(TEXT))), "encoded 3 times"),
    ("a zstd window of 128 MB, which RFC 9659 forbids", "zstd", struct.pack("<IBB", 0xFD2FB528, 0, 0x88) + b"\x01\x00\x00" + bytes(40), "broken zstd"),
    ("an empty name within gzip", "nonsense, gzip", gzip.compress(b"\x00\x01" + NOISE), "unknown encoding nonsense"),
]
# fmt: on


@pytest.mark.parametrize("encoding, data, unread", table(UNREAD))
@pytest.mark.parametrize("step", [None, 1])
def test_what_cannot_be_read_says_why(encoding, data, unread, step):
    reader = read(encoding, data, step=step)
    assert (reader.body, reader.cut, reader.unread) == (b"", True, unread)


# fmt: off
TRUNCATED = [
    ("gzip", "gzip", gzip.compress(LONG), "gzip that ends early"),
    ("deflate", "deflate", zlib.compress(LONG), "deflate that ends early"),
    ("deflate without its header", "deflate", raw_deflate(LONG), "deflate that ends early"),
    ("br", "br", brotli.compress(LONG), "br that ends early"),
    ("zstd", "zstd", zstd.compress(LONG), "zstd that ends early"),
    ("gzip twice", "gzip, gzip", gzip.compress(gzip.compress(LONG)), "gzip that ends early"),
    ("zstd in gzip", "zstd, gzip", gzip.compress(zstd.compress(LONG)), "gzip that ends early"),
]
# fmt: on


@pytest.mark.parametrize("encoding, data, unread", table(TRUNCATED))
def test_of_a_stream_that_ends_early_what_came_is_kept(encoding, data, unread):
    reader = read(encoding, data[: len(data) * 4 // 5], limit=len(LONG))
    assert LONG.startswith(reader.body)
    assert len(reader.body) > len(LONG) // 3
    assert (reader.cut, reader.unread) == (True, unread)


@pytest.mark.parametrize("step", [None, 1000])
@pytest.mark.parametrize(
    "encoding, squeeze",
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress), ("zstd", zstd.compress)],
)
def test_of_a_stream_that_breaks_what_came_before_is_kept(encoding, squeeze, step):
    data = squeeze(LONG)
    half = len(data) * 3 // 5
    reader = read(encoding, data[:half] + NOISE, limit=len(LONG), step=step)
    assert reader.body[: len(LONG) // 4] == LONG[: len(LONG) // 4]
    assert reader.cut
    # Brotli takes nearly any noise for data, so it misses the end only.
    assert reader.unread == ("br that ends early" if encoding == "br" else f"broken {encoding}")


def test_before_a_fault_in_gzip_every_byte_is_kept():
    reader = read("gzip", cut_off(TEXT))
    assert reader.body == TEXT
    assert reader.unread == "broken gzip"


SQUEEZED = [
    ("", bytes),
    ("gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("br", brotli.compress),
    ("zstd", zstd.compress),
]


@pytest.mark.parametrize("encoding, squeeze", SQUEEZED)
def test_the_body_stops_at_the_limit(encoding, squeeze):
    data = squeeze(TEXT)
    short = read(encoding, data, limit=10)
    assert (short.body, short.cut, short.unread, short.done) == (TEXT[:10], True, None, True)
    exact = read(encoding, data, limit=len(TEXT))
    assert (exact.body, exact.cut, exact.unread) == (TEXT, False, None)


def squeezed_zeros(squeeze):
    """Compress 1 GiB of zeros by repeating what becomes of 16 MiB."""
    block = bytes(16 * MIB)
    start, again = (squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return start + again * 63 + squeeze.flush()


def brotli_zeros():
    """The same with brotli, whose flush ends at a byte too."""
    squeeze = brotli.Compressor(quality=1)
    block = bytes(16 * MIB)
    start, again = (squeeze.process(block) + squeeze.flush() for _ in range(2))
    return start + again * 63 + squeeze.finish()


def zstd_zeros():
    """8,192 blocks of 128 KiB of one repeated byte, each four bytes long (RFC 8878 3.1.1)."""
    block = struct.pack("<I", 128 * 1024 << 3 | 1 << 1)[:3] + b"\0"
    return struct.pack("<IBB", 0xFD2FB528, 0, 0x68) + block * 8191 + b"\x03\x00\x10\0"


BOMBS = [
    ("gzip", "gzip", lambda: squeezed_zeros(zlib.compressobj(wbits=31))),
    ("deflate", "deflate", lambda: squeezed_zeros(zlib.compressobj())),
    ("br", "br", brotli_zeros),
    ("zstd", "zstd", zstd_zeros),
    ("gzip in gzip", "gzip, gzip", lambda: gzip.compress(squeezed_zeros(zlib.compressobj(wbits=31)))),
    ("br in br", "br, br", lambda: brotli.compress(brotli_zeros())),
    ("zstd in gzip", "zstd, gzip", lambda: gzip.compress(zstd_zeros())),
    (
        "nothing but empty blocks in gzip",
        "deflate, gzip",
        lambda: gzip.compress(b"\x78\x9c" + b"\0\0\0\xff\xff" * 4_000_000, 1),
    ),
]

# In a process of its own, because these libraries allocate where tracemalloc does not see it. On Linux
# getrusage would count the parent's memory as well, which a new process inherits.
EXPLODE = """
import resource
import sys
from pathlib import Path
from citecheck.web.decode import BoundedBody

def peak():
    status = Path("/proc/self/status")
    if not status.exists():  # macOS, whose unit is bytes
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) * 1024 for line in status.open() if line.startswith("VmHWM"))

bomb = sys.stdin.buffer.read()
before = peak()
reader = BoundedBody(sys.argv[1], 256 * 1024)
for start in range(0, len(bomb), 65536):
    reader.feed(bomb[start : start + 65536])
reader.finish()
print(peak() - before, len(reader.body), reader.cut, len(bomb))
"""


@pytest.mark.parametrize("encoding, bomb", table(BOMBS))
def test_a_bomb_of_a_gibibyte_costs_less_than_fifty_mebibytes(encoding, bomb):
    done = subprocess.run(
        [sys.executable, "-c", EXPLODE, encoding], input=bomb(), capture_output=True, check=True
    )
    cost, size, cut, _ = done.stdout.decode().split()
    assert int(cost) < 50 * MIB
    assert size in {"0", str(256 * 1024)}
    assert cut == "True"


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


ENCODINGS = ["", "gzip", "deflate", "br", "zstd", "gzip, deflate", "zstd, br", "x, gzip", "a, b, c"]
STARTS = st.sampled_from(
    [b"", b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\x78\x9c", b"\x28\xb5\x2f\xfd", b"\x0b\x02\x80", b"<p>"]
)


@given(st.sampled_from(ENCODINGS), STARTS, st.lists(st.binary(max_size=200), max_size=8))
def test_no_bytes_make_it_raise_or_pass_the_limit(encoding, start, chunks):
    reader = BoundedBody(encoding, 300)
    for chunk in (start, *chunks):
        reader.feed(chunk)
    reader.finish()
    assert len(reader.body) <= 300
    assert reader.done
    assert reader.cut or reader.unread is None


@given(st.sampled_from(SQUEEZED), st.binary(max_size=3000), st.integers(1, 500))
def test_what_was_encoded_comes_back(encoder, data, step):
    encoding, squeeze = encoder
    reader = read(encoding, squeeze(data), limit=3000, step=step)
    assert (reader.body, reader.cut) == (data, False)


def test_the_libraries_of_rare_encodings_are_loaded_when_one_comes():
    code = (
        "import sys; from citecheck.web.decode import BoundedBody;"
        "BoundedBody('gzip', 10).feed(b'x' * 99); BoundedBody('br', 10).feed(b'<p>' * 99);"
        "print(sorted({'brotli', 'backports.zstd', 'compression.zstd'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
