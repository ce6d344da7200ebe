"""The nouns of citecheck: what flows from a report to its verdicts.

    Document ── parse ──> Citation ── check, archive, judge ──> Link ──> Entry ── rules ──> Finding ──> Report

Everything is frozen and holds tuples, so a value that one stage made cannot be changed by the next. Every
`Span` is a half-open range of offsets into `Document.text`; lines, columns and pages are worked out at the
edge (`citecheck.report.position`). These files import the standard library alone.
"""

from __future__ import annotations

from citecheck.models.archive import (
    ArchivedForm,
    ArchiveFacts,
    Capture,
    Listing,
    NoSnapshot,
    Snapshot,
    SnapshotFacts,
)
from citecheck.models.citation import (
    Author,
    BackReference,
    Citation,
    CitedUrl,
    Damage,
    Identifier,
    Known,
    WrittenDate,
)
from citecheck.models.document import (
    Document,
    Hyperlink,
    Instruction,
    Label,
    Marker,
    Place,
    PrintedNote,
    Role,
)
from citecheck.models.edit import CitedCopy, Edit, NamedSource
from citecheck.models.link import (
    Answer,
    Hop,
    Judgement,
    LinkFacts,
    Mark,
    Metadata,
    NoAnswer,
    NotChecked,
    Reason,
    Sibling,
    Sign,
    Verdict,
)
from citecheck.models.report import (
    Confidence,
    Correction,
    Entry,
    Finding,
    Link,
    Report,
    RuleInfo,
    Severity,
    Suggestion,
)
from citecheck.models.saving import Fate, SavedPage, SavingReport, Standing, Submission
from citecheck.models.span import Span
from citecheck.models.waiver import Waiver

__all__ = [
    "Answer",
    "ArchiveFacts",
    "ArchivedForm",
    "Author",
    "BackReference",
    "Capture",
    "Citation",
    "CitedCopy",
    "CitedUrl",
    "Confidence",
    "Correction",
    "Damage",
    "Document",
    "Edit",
    "Entry",
    "Fate",
    "Finding",
    "Hop",
    "Hyperlink",
    "Identifier",
    "Instruction",
    "Judgement",
    "Known",
    "Label",
    "Link",
    "LinkFacts",
    "Listing",
    "Mark",
    "Marker",
    "Metadata",
    "NamedSource",
    "NoAnswer",
    "NoSnapshot",
    "NotChecked",
    "Place",
    "PrintedNote",
    "Reason",
    "Report",
    "Role",
    "RuleInfo",
    "SavedPage",
    "SavingReport",
    "Severity",
    "Sibling",
    "Sign",
    "Snapshot",
    "SnapshotFacts",
    "Span",
    "Standing",
    "Submission",
    "Suggestion",
    "Verdict",
    "Waiver",
    "WrittenDate",
]
