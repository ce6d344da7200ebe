"""The JSON that citecheck writes, as types: the keys stand in the order in which they are promised.

    Endnotes ─ document: EndnotesDocument ─ markers: Markers
             └ citations: WrittenCitation ─ authors, dates, urls: WrittenUrl, identifiers

    Checked  ─ summary: Summary
             ├ document: CheckedDocument ─ markers, findings
             └ citations: CheckedCitation ─ … urls: CheckedUrl ─ check, snapshot
                                          └ findings: WrittenFinding ─ suggestion

    Batch    ─ summary, reports: Checked, one for each document where several are checked in one run

    Saving   ─ summary, pages: WrittenSavedPage

`Endnotes` is what `citecheck parse` writes and what an `endnotes.json` given as input is read with; `Checked`
and `Batch` are what `citecheck check --format json` writes, `Saving` what `citecheck archive --format json`
writes. The JSON Schemas in `docs/schema/` are generated from here. Every key is written always, an absent
value as null, but for `archived`; a reader may leave out what can be null. Unknown keys are passed over, so
that a later version can add one.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec

from citecheck.models import Confidence, Standing, Verdict
from citecheck.safe import encodable, masked

VERSION: Literal[1] = 1

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """One JSON object whose keys are the fields, in their order."""


class Markers(Shape, frozen=True, kw_only=True):
    """What the body's note numbers lack: the notes it never names, and those it names more than once."""

    missing: tuple[int, ...]
    repeated: tuple[int, ...]


class EndnotesDocument(Shape, frozen=True, kw_only=True):
    """The document that was read; *markers* is null where its body has none."""

    source: str
    format: str
    sha256: str
    markers: Markers | None = None


class WrittenAuthor(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """A body (`literal`) or a person (`family`, `given`); only the keys it has are written."""

    literal: str | None = None
    family: str | None = None
    given: str | None = None


class WrittenDay(Shape, frozen=True, kw_only=True):
    """A date as printed, and in EDTF (ISO 8601-2); *edtf* is null for a date that no calendar has."""

    text: str
    edtf: str | None = None


class WrittenIdentifier(Shape, frozen=True, kw_only=True):
    """An identifier of the source: `doi`, `isbn`, `issn` …, and its value without decoration."""

    scheme: str
    value: str


class WrittenUrl(Shape, frozen=True, kw_only=True):
    """A URL as printed, as requested, and what was done to the one to get the other."""

    text: str
    url: str
    repairs: tuple[str, ...] = ()


class WrittenCitation(Shape, frozen=True, kw_only=True):
    """One endnote; *line* counts from 1 in the user's file, *page* is null where the format has no pages.

    *archived* are the archived copies that the format names as such, beside the *urls*; without one the key
    is left out.
    """

    number: int
    marker: str | None = None
    text: str
    line: int
    page: int | None = None
    authors: tuple[WrittenAuthor, ...] = ()
    title: str | None = None
    container: str | None = None
    published: WrittenDay | None = None
    accessed: WrittenDay | None = None
    urls: tuple[WrittenUrl, ...] = ()
    identifiers: tuple[WrittenIdentifier, ...] = ()
    language: str | None = None
    archived: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class Endnotes(Shape, frozen=True, kw_only=True):
    """The citations of one document: what `citecheck parse` writes."""

    version: Literal[1] = VERSION
    document: EndnotesDocument
    citations: tuple[WrittenCitation, ...]


class WrittenSuggestion(Shape, frozen=True, kw_only=True, rename={"replacement": "with"}):
    """What to write instead of *replace* (`with` in JSON, a word of Python's own), and the evidence.

    *confidence* says how far the evidence carries: `certain`, `supported`, or a `candidate`.
    """

    replace: str
    replacement: str
    because: str
    confidence: Confidence = Confidence.SUPPORTED


class WrittenWaiver(Shape, frozen=True, kw_only=True):
    """Why a finding may pass, and the last day on which it may; *reason* is null where none is given."""

    reason: str | None = None
    until: date | None = None


class WrittenFinding(Shape, frozen=True, kw_only=True):
    """One thing that is wrong; *line* and *column* count from 1, a column is one character.

    *candidates* are several things that may have been meant, where nothing chooses among them. *known* says
    that the baseline of the run knows it, *waived* that somebody lets it pass; such a finding is no fault,
    and is counted apart.
    """

    code: str
    name: str
    severity: Literal["info", "warning", "error"]
    message: str
    line: int
    column: int
    suggestion: WrittenSuggestion | None = None
    candidates: tuple[WrittenSuggestion, ...] = ()
    known: bool = False
    waived: WrittenWaiver | None = None


class WrittenHop(Shape, frozen=True, kw_only=True):
    """One redirect: the address asked, the status it answered with, and the address it named."""

    url: str
    status: int
    target: str


class LinkCheck(Shape, frozen=True, kw_only=True):
    """What was seen at a link and what is said of it; times are UTC.

    *status*, *final_url* and *title* are null where nobody answered. *checked_at* is when it was seen, which
    is before the run where the cache knew it; *failing_since* is the first failure since the last success.
    """

    verdict: Verdict
    status: int | None = None
    final_url: str | None = None
    hops: tuple[WrittenHop, ...] = ()
    title: str | None = None
    reason: str
    checked_at: Moment | None = None
    failing_since: Moment | None = None


class WrittenSnapshot(Shape, frozen=True, kw_only=True):
    """The archived copy nearest to the access date.

    *state* keeps `none` (the archive has no usable copy) apart from `unknown` (it could not be asked) and
    `not-asked`. *days_from_access* is negative where the copy is older than the author's visit.
    """

    state: Literal["found", "none", "unknown", "not-asked"]
    url: str | None = None
    captured: Moment | None = None
    days_from_access: int | None = None
    title_matches: bool | None = None


class CheckedUrl(WrittenUrl, frozen=True, kw_only=True):
    """A cited URL with what is known about it; *check* is null where only the writing was judged."""

    check: LinkCheck | None = None
    snapshot: WrittenSnapshot


class CheckedCitation(WrittenCitation, frozen=True, kw_only=True):
    """An endnote with its links checked and what is wrong with it."""

    urls: tuple[CheckedUrl, ...] = ()
    findings: tuple[WrittenFinding, ...] = ()


class CheckedDocument(EndnotesDocument, frozen=True, kw_only=True):
    """The document with the findings that concern it as a whole."""

    findings: tuple[WrittenFinding, ...] = ()


class Summary(Shape, frozen=True, kw_only=True):
    """The counts of a report.

    *urls* and *verdicts* count cited URLs, so one URL in two endnotes counts twice. Where links were checked
    every verdict has its key, 0 included; else *verdicts* is empty. *rules* names the rules that found
    something, with the number of findings; *waived* those whose findings somebody lets pass, likewise.
    """

    citations: int
    urls: int
    verdicts: dict[Verdict, int]
    rules: dict[str, int]
    waived: dict[str, int] = {}


class Checked(Shape, frozen=True, kw_only=True):
    """One document's check; *checked_at* (UTC) is null where only the writing was judged."""

    version: Literal[1] = VERSION
    checked_at: Moment | None = None
    summary: Summary
    document: CheckedDocument
    citations: tuple[CheckedCitation, ...]


class Batch(Shape, frozen=True, kw_only=True):
    """The checks of several documents in one run, with their counts together."""

    version: Literal[1] = VERSION
    checked_at: Moment | None = None
    summary: Summary
    reports: tuple[Checked, ...]


class WrittenSavedPage(Shape, frozen=True, kw_only=True):
    """One cited page and what was done to have it saved.

    *submitted* is the address that was, or would be, given to Save Page Now; *reason* says why, or why it was
    not. *result* is what the archive said of it, *code* its own word for a refusal.
    """

    url: str
    standing: Standing
    reason: str
    submitted: str | None = None
    result: str | None = None
    code: str | None = None
    snapshot: str | None = None
    captured: Moment | None = None


class Saving(Shape, frozen=True, kw_only=True):
    """One call of `citecheck archive`; *summary* counts pages by how they stand, 0 included."""

    version: Literal[1] = VERSION
    saved_at: Moment
    archive: str
    dry_run: bool
    summary: dict[Standing, int]
    pages: tuple[WrittenSavedPage, ...]


# A terminal obeys some of these (U+009B starts an escape sequence) and is turned about by others (bidi
# overrides); JSON on standard output is often read on one. JSON may write any character as \uXXXX.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def encode(shape: Shape) -> str:
    r"""Write *shape* as JSON indented by two, with a last line end.

    Passwords in URLs are masked wherever they stand, and characters that would steer a terminal are written
    as `\uXXXX`, which says the same in JSON.
    """
    written = msgspec.json.encode(_cleaned(msgspec.to_builtins(shape)))
    indented = msgspec.json.format(written, indent=2).decode()
    return unsteering(indented) + "\n"


def unsteering(text: str) -> str:
    r"""Return *text*, which is JSON or TOML, with what would steer a terminal as `\uXXXX`."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def decode_endnotes(data: bytes | str) -> Endnotes:
    """Read what `encode` wrote of an `Endnotes`; a `Checked` is read as the `Endnotes` that it contains.

    Raises `msgspec.DecodeError` for what is not JSON and `msgspec.ValidationError`, a kind of it, for JSON of
    another shape; the message names the place.
    """
    return msgspec.json.decode(data, type=Endnotes)


def decode_check(data: bytes | str) -> Checked | Batch:
    """Read what `encode` wrote of a `Checked` or of a `Batch`; raises as `decode_endnotes` does."""
    batch = "reports" in msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    return msgspec.json.decode(data, type=Batch) if batch else msgspec.json.decode(data, type=Checked)


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return the JSON *value* with every text in it masked and encodable."""
    match value:
        case str():
            return encodable(masked(value))
        case dict():
            return {key: _cleaned(item) for key, item in value.items()}
        case list() | tuple():
            return [_cleaned(item) for item in value]
        case _:
            return value
