"""The EDTF of a date that was changed, as the parser reads it."""

from __future__ import annotations

from dataclasses import replace

from citecheck.parse.recalled import date_of


def edtf_of(new: str, old: str, edtf: str | None) -> str | None:
    """Return the date *new* in EDTF (ISO 8601-2), written for *old*, which was *edtf*.

    None where no calendar has it or it cannot be read. Of two numbers that could each be the month, as in
    `5/6/2011`, that one is which was it before.
    """
    read, was = date_of(new), date_of(old)
    if read is None:
        return None
    if read.ambiguous and was is not None and was.ambiguous and edtf not in (None, was.edtf):
        read = replace(read, day=read.month, month=read.day)
    return read.edtf
