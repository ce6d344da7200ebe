"""Fuzz reading and parsing with atheris: whatever the bytes, nothing but `UnreadableDocument` is raised.

    pip install atheris
    python benchmarks/fuzz_parsing.py -max_total_time=3600 [FOLDER of a corpus]

Options are libFuzzer's. What it finds becomes a case of `tests/parse/test_any_text.py`.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["citecheck"]):
    from citecheck.errors import UnreadableDocument
    from citecheck.parse import body_markers, parse
    from citecheck.read import read_bytes


def one(data: bytes) -> None:
    """Read *data* as a list of notes and as a document, and hold what is true of every citation."""
    for text, name in ((b"Notes\n\n" + data, "report.txt"), (data, "document")):
        try:
            document = read_bytes(text, name)
        except UnreadableDocument:
            continue
        citations = parse(document)
        body_markers(document, citations)
        for citation in citations:
            assert citation.span.of(document.text) == citation.text  # noqa: S101 - what the fuzzer looks for
            for part in (*citation.urls, *citation.identifiers, citation.accessed, citation.published):
                assert part is None or part.span.of(document.text) == part.text  # noqa: S101 - as above


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
