"""All rules, in the order of the catalogue; a code is never given to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.rules import (
    addresses,
    archives,
    crossed,
    dates,
    identifiers,
    links,
    notes,
    readers,
    spellings,
    waivers,
)

if TYPE_CHECKING:
    from citecheck.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    notes.split_note,
    notes.marker_without_note,
    notes.marker_repeated,
    notes.note_never_cited,
    notes.number_repeated,
    notes.number_missing,
    notes.dangling_back_reference,
    dates.impossible_date,
    dates.access_date_incomplete,
    dates.access_before_publication,
    dates.access_date_in_future,
    dates.access_date_outlier,
    dates.access_date_missing,
    dates.access_before_the_web,
    dates.ambiguous_date,
    dates.date_differs_from_url,
    dates.misspelt_month,
    addresses.malformed_url,
    addresses.broken_url,
    addresses.truncated_url,
    spellings.misspelt_host,
    spellings.misspelt_path,
    readers.private_address,
    readers.credentials_in_url,
    readers.session_url,
    readers.shortened_url,
    addresses.unsupported_scheme,
    addresses.unknown_domain,
    addresses.missing_scheme,
    readers.tracking_parameters,
    addresses.dangling_query,
    identifiers.malformed_doi,
    identifiers.isbn_checksum,
    identifiers.issn_checksum,
    links.dead_link,
    links.soft_404,
    links.changed_page,
    links.moved_page,
    links.blocked,
    links.unreachable,
    links.insecure_connection,
    archives.no_snapshot,
    archives.snapshot_far,
    archives.snapshot_unusable,
    archives.never_archived,
    crossed.one_source_two_urls,
    crossed.one_url_two_access_dates,
    waivers.expired_waiver,
    waivers.unused_waiver,
    waivers.waiver_not_understood,
)
