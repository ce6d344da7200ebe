"""Write what the recipes say into WARC files (ISO 28500)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
from world.bodies import answer_of
from world.pages import on_the_day


class Writer(WARCWriter):
    """Keeps what it buffers in memory: warcio leaves the temporary files that it makes to the collector."""

    _create_temp_file = staticmethod(io.BytesIO)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a revisit refers to."""

    url: str
    date: str
    digest: str


def write_archive(path, pages):
    """Write every capture of *pages* to *path*."""
    with path.open("wb") as file:
        writer = Writer(file, gzip=True)
        for page in pages:
            stored = None
            for capture in page.captures:
                stored = _write(writer, page, capture, stored)


def write_web(path, pages, day):
    """Write what the sites themselves show on *day* (14 digits), as far as the recipes say so."""
    with path.open("wb") as file:
        writer = Writer(file, gzip=True)
        for page in pages:
            if page.live is not None:
                _write(writer, page, on_the_day(page.live, day), None)


def _write(writer, page, capture, stored):
    """Write one record; return what a revisit that comes next refers to."""
    url, date = page.captured_as(capture), iso(capture.timestamp)
    if capture.status is None:
        writer.write_record(
            writer.create_revisit_record(
                url, stored.digest, stored.url, stored.date, warc_headers_dict={"WARC-Date": date}
            )
        )
        return stored
    record = _response(writer, page, capture, url, date)
    writer.write_record(record)
    return Stored(url, date, record.rec_headers.get_header("WARC-Payload-Digest"))


def _response(writer, page, capture, url, date):
    """Make the record of an answer; warcio computes the digest of its payload."""
    headers, body = answer_of(page, capture)
    status = HTTPStatus(capture.status)
    return writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(f"{status.value} {status.phrase}", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": date},
    )


def iso(timestamp):
    """Return 14 digits as WARC files write a moment."""
    moment = datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
