"""Mend documents one after another: show the difference, ask about it, write it."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.errors import UnwritableEdit
from citecheck.safe import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citecheck.edits import Wish
    from citecheck.models import Document, Edit, Report

STDIN = "<stdin>"
# Kinds of one format, which their programs open under their own names alone.
_KINDS = {
    "docx": frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    "odt": frozenset({".odt", ".ott", ".fodt"}),
}
# What no text can be under the name of.
_PACKED = frozenset({".pdf", ".epub", ".doc", ".rtf"}).union(*_KINDS.values())
_ANSWERS = "y = write it, n = leave it, e = change it, s = leave all of this kind, q = stop asking"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to happen with the corrections: written, how, into which file, asked about."""

    write: bool = False
    into: Path | None = None
    interactive: bool = False
    tracked: bool = False


class Mending:
    """Mends what it is given, as *wish* and *wanted* say; afterwards it knows the exit code.

    *piped* gives what came from standard input, where a document did.
    Raises `UnwritableEdit` for a document into which nothing can be written, and for one that is no longer
    what was read.
    """

    def __init__(
        self, wish: Wish, wanted: Wanted, *, colour: bool, piped: Callable[[], bytes] = bytes
    ) -> None:
        self._wish, self._wanted, self._colour, self._piped = wish, wanted, colour, piped
        self._left_out: set[tuple[str, ...]] = set()
        self._ways: set[str] = set()
        self._stopped = self._declined = False
        self._shown = self._written = self._documents = self._guessed = 0

    @property
    def exit_code(self) -> int:
        """1 where corrections are left that were only shown, else 0."""
        return int(self._shown > self._written)

    @property
    def has_written(self) -> bool:
        """Tell whether any correction was written."""
        return self._written > 0

    def summary(self) -> str:
        """Say how many corrections there are, and what to do to have them written."""
        from citecheck.evidence.wording import counted

        said = counted(self._shown, "correction")
        if not self._shown and self._declined:
            return "citecheck: none of the corrections was wanted; nothing was written"
        if not self._shown:
            return f"citecheck: nothing to correct that the evidence carries{self._instead()}"
        if self._written:
            return f"citecheck: {said}, {self._written} written"
        return f"citecheck: {said}; nothing was written, {' or '.join(sorted(self._ways))} does"

    def _instead(self) -> str:
        """Say what there is where nothing is to be corrected."""
        from citecheck.evidence.wording import counted

        said = f"; {self._wanted.into} is not written" if self._wanted.into is not None else ""
        if self._guessed:
            said += (
                f"; of {counted(self._guessed, 'place')} it is unsure, and 'citecheck lint' shows its guesses"
            )
        return said

    def mend(self, report: Report) -> str:
        """Write the corrections of *report* if that is wanted; return the difference to show."""
        from citecheck.report import patch

        document = report.document
        chosen = list(self._chosen(report))
        self._guessed += _guessed(report, self._wish)
        if chosen:
            self._ways.add("--write" if _can_be_written(document) else "-o FILE")
        self._shown += len(chosen)
        edits = [edit for _, edit in chosen]
        if chosen and (self._wanted.write or self._wanted.into is not None):
            self._write(report, edits)
            self._written += len(chosen)
        reasons = [
            patch.Reason(edit.span.start, number, edit.codes, _reason(edit, document))
            for number, edit in chosen
        ]
        if not edits:
            return ""
        return patch.render(document, edits, reasons, colour=self._colour)

    def _chosen(self, report: Report) -> Iterator[tuple[int, Edit]]:
        """Give the edits that are wanted, each with the number of its note."""
        from citecheck.edits import of_report

        end = -1
        for number, edit in of_report(report, self._wish):
            if edit.span.start < end:
                continue
            agreed = self.agreed(number, edit, report.document) if self._wanted.interactive else edit
            if agreed is None:
                self._declined = True
            else:
                end = agreed.span.end
                yield number, agreed

    def agreed(self, number: int, edit: Edit, document: Document) -> Edit | None:
        """Ask about *edit*; return what is to be written, None for nothing."""
        if self._stopped or edit.codes in self._left_out:
            return None
        reason = shown(_reason(edit, document))
        click.echo(f"\nnote {number}, {', '.join(edit.codes)}: {reason}", err=True)
        click.echo(f"  - {shown(edit.span.of(document.text))}\n  + {shown(edit.text)}", err=True)
        answer = click.prompt(
            _ANSWERS, type=click.Choice(("y", "n", "e", "s", "q")), default="y", show_choices=False, err=True
        )
        match answer:
            case "y":
                return edit
            case "e":
                return _changed(edit, document)
            case "s":
                self._left_out.add(edit.codes)
            case "q":
                self._stopped = True
        return None

    def _write(self, report: Report, edits: list[Edit]) -> None:
        """Write *edits* into the file of *report*, or into the one that was named."""
        from citecheck.mend import WRITABLE, written
        from citecheck.report.files import write_whole

        document, into = report.document, self._wanted.into
        if into is not None:
            self._refuse_name(into, document)
        if into is not None and document.format not in WRITABLE:
            self._source(document)
            result = self._list(report, edits, into)
            self._only_one(into)
            write_whole(into, [result])
            return
        path, data = Path(document.source), self._source(document)
        result = written(data, document, edits, tracked=self._wanted.tracked)
        if into is not None:
            self._only_one(into)
            write_whole(into, [result])
            return
        if not os.access(path, os.W_OK):
            raise UnwritableEdit(
                f"{path}: is write-protected; make it writable, or name another file with -o"
            )
        write_whole(_free_beside(path), [data], "--write", like=path)
        write_whole(path, [result], "--write")

    def _source(self, document: Document) -> bytes:
        """Return the bytes from which *document* was read; raise if they cannot be had any more."""
        if document.source != STDIN:
            return unchanged(Path(document.source), document)
        if self._wanted.into is None:
            raise UnwritableEdit(
                "-: what came from standard input cannot be written back; name a file with -o FILE"
            )
        return self._piped()

    def _refuse_name(self, into: Path, document: Document) -> None:
        """Refuse a name that promises another format than the one that would be written under it."""
        from citecheck.mend import WRITABLE

        suffix = into.suffix.lower()
        if document.format not in WRITABLE:
            if self._wanted.tracked:
                raise UnwritableEdit(
                    f"--tracked: of {document.source} a list of notes is made, in which nothing is old"
                )
        elif _promises_another(suffix, document):
            raise UnwritableEdit(
                f"-o {into}: {document.source} is mended in its own format, {document.format}; "
                f"name a file that ends in {Path(document.source).suffix or _own_suffix(document)}"
            )

    def _list(self, report: Report, edits: list[Edit], into: Path) -> bytes:
        """Return the corrected notes of *report* as a list."""
        from citecheck.mend.anew import corrected, listed

        text = report.document.text
        notes = [corrected(entry.citation, text, edits) for entry in report.entries]
        return listed(notes, into.suffix.lower())

    def _only_one(self, into: Path) -> None:
        """Refuse to write a second document into one file."""
        self._documents += 1
        if self._documents > 1:
            raise UnwritableEdit(f"-o {into}: several documents have corrections; name one, or use --write")


def _can_be_written(document: Document) -> bool:
    """Tell whether what is corrected in *document* can be put where it came from."""
    from citecheck.mend import WRITABLE

    return document.source != STDIN and document.format in WRITABLE


def _promises_another(suffix: str, document: Document) -> bool:
    """Tell whether a file with *suffix* would be opened as something else than *document* is.

    A document with macros, and a template, are other kinds of file than a document of that format.
    """
    own, usual = Path(document.source).suffix.lower(), _own_suffix(document)
    if suffix in ("", own):
        return False
    if suffix == usual:
        return own in _KINDS.get(document.format, ())
    return usual in _PACKED or suffix in _PACKED


def _own_suffix(document: Document) -> str:
    """Return the suffix that goes with the format of *document*, which may have come without a name."""
    return f".{document.format}" if document.format in ("docx", "odt", "html") else ".txt"


def _changed(edit: Edit, document: Document) -> Edit:
    """Ask what is to be written instead of *edit*: where it leads a link elsewhere, whither."""
    from citecheck.edits import retargets

    if retargets(edit, document):
        return replace(edit, target=click.prompt("lead the link to", default=edit.target, err=True))
    text = click.prompt("write", default=edit.text, err=True)
    return replace(edit, text=text, target=text if edit.target else None)


def unchanged(path: Path, document: Document) -> bytes:
    """Return the bytes of *path*, from which *document* was read; raise if they are no longer the same."""
    from hashlib import sha256

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnwritableEdit(f"{path}: cannot be read any more: {error.strerror}") from error
    if sha256(data).hexdigest() != document.sha256:
        raise UnwritableEdit(f"{path}: has changed since it was read; nothing was written, run again")
    return data


def _free_beside(path: Path) -> Path:
    """Return a name beside *path* for what it was; one that is there already is never written over."""
    names = (path.with_name(f"{path.name}.bak{number or ''}") for number in range(1000))
    free = next((name for name in names if not os.path.lexists(name)), None)
    if free is None:
        raise UnwritableEdit(
            f"{path}: there are a thousand copies beside it; remove some of {path.name}.bak*"
        )
    return free


def _guessed(report: Report, wish: Wish) -> int:
    """Count the places of *report* for which there are candidates, none of which is chosen."""
    from citecheck.edits import offered

    count = 0
    for entry in report.entries:
        chosen = {each.span for each in offered(entry, wish)}
        wanted = (each for each in entry.corrections if not wish.codes or each.code.startswith(wish.codes))
        count += len({each.span for each in wanted} - chosen)
    return count


def _reason(edit: Edit, document: Document) -> str:
    """Return why *edit* is made, and what it does where the words do not show it."""
    from citecheck.edits import hides_copy, retargets

    done = []
    if retargets(edit, document):
        done.append(f"its link leads to {edit.target}")
    if edit.copy is not None and hides_copy(edit, document):
        done.append(f"its link names the copy {edit.copy.url}")
    return ": ".join([*done, edit.because])
