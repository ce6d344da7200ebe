"""A folder of reports, as a publisher has it: many notes cite the same pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.work import NOTE, TITLE, Work

if TYPE_CHECKING:
    from pathlib import Path

_SENTENCE = "The towns of the north draw their water from lakes and rivers that freeze in winter. "
_PARAGRAPH = 12 * _SENTENCE + "\n\n"


@dataclass(frozen=True, slots=True)
class Library:
    """*reports* of *notes* endnotes each, with bodies of *paragraphs* of about a kilobyte.

    In each report *own* notes cite pages that no other report cites, the rest some of *shared* pages.
    """

    reports: int
    notes: int = 50
    own: int = 2
    shared: int = 100
    paragraphs: int = 80

    @property
    def work(self) -> Work:
        """The distinct pages: first those that are shared, then each report's own."""
        return Work(self.shared + self.reports * self.own, 100, 0.0)

    def write(self, folder: Path, port: int) -> None:
        """Write the reports into *folder*; the shared pages are cited in turn."""
        urls = list(self.work.urls(port))
        for report in range(self.reports):
            first = self.shared + report * self.own
            often = self.notes - self.own
            turn = (number % self.shared for number in range(report * often, (report + 1) * often))
            cited = [*range(first, first + self.own), *turn]
            notes = "".join(
                NOTE.format(number=number, title=TITLE.format(number=page), url=urls[page])
                for number, page in enumerate(cited, start=1)
            )
            text = f"Report {report}\n\n{self.paragraphs * _PARAGRAPH}Notes\n\n{notes}"
            (folder / f"report-{report:04d}.txt").write_text(text, encoding="utf-8")
