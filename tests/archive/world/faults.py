"""What an archive does instead of answering, and when."""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One way of not answering.

    After *delay* seconds *status* and *body* are sent; with *status* None the right answer is. *rows* are
    malformed lines that then stand before those of a listing that has some; where *alone*, in place of any listing.
    *cut* is the number of bytes of the body after which the connection breaks; *reset* breaks it before anything
    is sent.
    """

    status: int | None = None
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    rows: tuple[str, ...] = ()
    alone: bool = False
    cut: int | None = None
    reset: bool = False


_HTML = (("Content-Type", "text/html"),)
_RUNTIME_ERROR = "X-Archive-Wayback-Runtime-Error"
_EXCEPTIONS = "org.archive.wayback.exception"

TOO_MANY = Fault(429, "<html><h1>429 Too Many Requests</h1><hr>nginx</html>", _HTML)
TOO_MANY_FOR_A_MINUTE = Fault(429, TOO_MANY.body, (*_HTML, ("Retry-After", "60")))
OFFLINE_PAGE = Fault(200, "<html><h1>Temporarily Offline</h1>\n" + "<p>We are sorry. </p>\n" * 20, _HTML)
UNAVAILABLE = Fault(503, "Temporarily Offline")
GATEWAY_TIMEOUT = Fault(504, "<html><h1>504 Gateway Time-out</h1></html>", _HTML)
EXCLUDED = Fault(
    403,
    "Blocked Site Error",
    ((_RUNTIME_ERROR, f"{_EXCEPTIONS}.AdministrativeAccessControlException: Blocked Site Error"),),
)
ROBOTS = Fault(
    403,
    "Blocked By Robots",
    ((_RUNTIME_ERROR, f"{_EXCEPTIONS}.RobotAccessControlException: Blocked By Robots"),),
)
RESET = Fault(reset=True)

_ROW = "com,example)/a {} http://example.com/a text/html 200 {} 1234"
_DIGEST = "A" * 32
BROKEN_ROWS = (
    _ROW.format("20110231000000", _DIGEST),  # a day that no calendar has
    _ROW.format("00000000000000", _DIGEST),
    _ROW.format("20110501000000", "two words"),  # eight columns
    "com,example)/a 20110501000000 http://example.com/a text/html 200 " + _DIGEST,  # six
    "x" * 60,
)
MALFORMED_ROWS = Fault(rows=BROKEN_ROWS)
ONLY_MALFORMED_ROWS = Fault(rows=BROKEN_ROWS, alone=True)


class Faults:
    """The faults that are planned; the first that fits a request is met."""

    def __init__(self):
        self._planned = []
        self._lock = threading.Lock()

    def add(self, fault, *, path="/cdx/", about="", times=None):
        """Meet requests whose path begins with *path* and that look up what contains *about* with *fault*.

        That is done *times* times, or from now on (None).
        """
        with self._lock:
            self._planned.append([fault, path, about, times])

    def clear(self):
        """Plan nothing any more."""
        with self._lock:
            self._planned.clear()

    def next(self, path, looked_up):
        """Return the fault for a request, or None, and count it."""
        with self._lock:
            for planned in self._planned:
                fault, begin, about, times = planned
                if times != 0 and path.startswith(begin) and about in looked_up:
                    planned[3] = None if times is None else times - 1
                    return fault
        return None
