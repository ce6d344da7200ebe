"""Read a PDF in a process of its own, which may take only so much time and memory."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import msgspec

from citecheck.child import command, environment
from citecheck.errors import UnreadableDocument
from citecheck.models import Document

SECONDS = 60  # a dense page takes 0.02; a thousand of them fit, and whatever takes longer was made to
REFUSED = 3  # the exit status with which the child gives a message instead of a document
_FAULT = 1  # the exit status of a Python program that fell with a traceback
_COMMAND = command("citecheck.read.pdf.child")


def read_in_child(data: bytes, source: str, seconds: float = SECONDS) -> Document:
    """Return the document that a child process makes of *data* within *seconds*.

    Raises `UnreadableDocument` with the child's message, or where it came to an end without one: it took too
    long, or its library crashed. A bug in the child is a bug here, and falls with the child's traceback.
    """
    try:
        child = subprocess.run(  # noqa: S603 - this very program, with no words of the user
            _COMMAND,
            input=data,
            capture_output=True,
            timeout=seconds,
            env=environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(
            f"{source}: takes too long to read; give the part that holds the notes, or print it anew"
        ) from error
    match child.returncode:
        case 0:
            return replace(msgspec.json.decode(child.stdout, type=Document), source=source)
        case code if code == REFUSED:
            raise UnreadableDocument(f"{source}{child.stdout.decode()}")
        case code if code == _FAULT:
            raise ChildProcessError(child.stderr.decode(errors="replace"))
        case _:
            raise UnreadableDocument(
                f"{source}: is broken, or takes too much memory to read; repair it, e.g. qpdf IN OUT"
            )
