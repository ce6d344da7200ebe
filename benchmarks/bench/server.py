"""A process of its own that serves the pages: `python -m bench.server [CPU]`.

One loop over epoll, and answers made of parts that are there beforehand, because the server must never be
what is measured. It listens on the loopback device alone, for every address of 127.0.0.0/8 at once. Its
standard input takes commands, a JSON object a line, and each is answered with a line: `{"latency": 0.1}`
begins a new count, `{}` returns what was counted since.
"""

from __future__ import annotations

import json
import os
import re
import resource
import select
import socket
import sys
import time
from collections import deque
from contextlib import suppress
from typing import Any

from bench.counts import Counts
from bench.work import page

_HEAD = b"HTTP/1.1 %d %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n%s\r\n"
_KEEP, _CLOSE = b"", b"Connection: close\r\n"
_ASKED = re.compile(rb"GET /papers/([0-9]{7})\.html HTTP/1\.1\r\n")
_MARK = b"0000000"
_END = b"\r\n\r\n"
_BATCH = 256


class Connection:
    """One accepted connection: what of a head has come, and the request that waits for its answer."""

    __slots__ = ("begun", "closes", "host", "page", "socket", "waits")

    def __init__(self, accepted: socket.socket, host: str) -> None:
        self.socket, self.host = accepted, host
        self.begun = self.page = b""
        self.closes = self.waits = False


class Server:
    """Answers every request after one latency, so that answers are due in the order of the requests."""

    def __init__(self) -> None:
        self.counts = Counts()
        self.latency = 0.0
        self._since = (time.monotonic(), time.process_time())
        self._due: deque[tuple[float, Connection]] = deque()
        self._open: dict[int, Connection] = {}
        self._listener = _listener()
        self._epoll = select.epoll()
        self._epoll.register(self._listener, select.EPOLLIN)
        self._epoll.register(sys.stdin, select.EPOLLIN)
        # Two numbers, of the title and of the heading, are filled in; the rest of a page is the same for all.
        self._parts = page(0).split(_MARK)
        self._length = len(page(0))

    def serve(self) -> None:
        """Serve until the standard input ends."""
        _say({"port": self._listener.getsockname()[1]})
        while True:
            for number, _ in self._wait():
                if number == self._listener.fileno():
                    self._accept()
                elif number == sys.stdin.fileno():
                    line = sys.stdin.readline()
                    if not line:
                        return
                    self._obey(json.loads(line))
                else:
                    self._read(self._open[number])
            self._answer_due()

    def _wait(self) -> list[tuple[int, int]]:
        """Return what is ready, or nothing when the next answer is due."""
        if not self._due:
            return self._epoll.poll()
        # epoll counts in whole milliseconds, which would add one half to each answer; select does not.
        select.select([self._epoll], [], [], max(0.0, self._due[0][0] - time.monotonic()))
        return self._epoll.poll(0)

    def _accept(self) -> None:
        """Accept what waits at the door, a bounded number at once."""
        for _ in range(_BATCH):
            try:
                accepted, _ = self._listener.accept()
            except BlockingIOError:
                return
            accepted.setblocking(False)  # noqa: FBT003 - the signature is socket's
            accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = Connection(accepted, accepted.getsockname()[0])
            self._open[accepted.fileno()] = connection
            self._epoll.register(accepted, select.EPOLLIN)
            self.counts.connections += 1

    def _read(self, connection: Connection) -> None:
        """Read a request; when its head is whole, count it and answer it now or later."""
        try:
            data = connection.socket.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(connection)
            return
        head = connection.begun + data
        connection.begun = b"" if head.endswith(_END) else head
        if connection.begun:
            return
        now = time.monotonic()
        asked = _ASKED.match(head)
        connection.page = asked[1] if asked else b""
        connection.closes = b"onnection: close" in head
        connection.waits = True
        self.counts.asked(connection.host, connection.page, now)
        if self.latency:
            self._due.append((now + self.latency, connection))
        else:
            self._answer(connection)

    def _answer_due(self) -> None:
        """Answer all requests whose time has come."""
        now = time.monotonic()
        while self._due and self._due[0][0] <= now:
            connection = self._due.popleft()[1]
            if connection.waits:
                self._answer(connection)

    def _answer(self, connection: Connection) -> None:
        """Write the answer, and end the connection where that was asked for."""
        connection.waits = False
        self.counts.answered(connection.host)
        ending = _CLOSE if connection.closes else _KEEP
        if connection.page:
            answer = _HEAD % (200, b"OK", self._length, ending) + connection.page.join(self._parts)
        else:
            answer = _HEAD % (404, b"Not Found", 0, ending)
        try:
            whole = connection.socket.send(answer) == len(answer)
        except OSError:
            whole = False
        if not whole:
            self.counts.broken += 1
        if connection.closes or not whole:
            self._drop(connection)

    def _drop(self, connection: Connection) -> None:
        """Close a connection; a request that waited on it is given up."""
        if connection.waits:
            connection.waits = False
            self.counts.answered(connection.host)
        del self._open[connection.socket.fileno()]
        connection.socket.close()

    def _obey(self, command: dict[str, Any]) -> None:
        """Begin a new count with another latency, or tell what was counted."""
        wall, cpu = time.monotonic(), time.process_time()
        if "latency" in command:
            for connection in list(self._open.values()):
                self._drop(connection)
            self._due.clear()
            self.latency, self.counts, self._since = command["latency"], Counts(), (wall, cpu)
        _say({**self.counts.figures(), "wall": wall - self._since[0], "cpu": cpu - self._since[1]})


def _listener() -> socket.socket:
    """Listen on every loopback address and on no other."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
    listener.bind(("0.0.0.0", 0))  # noqa: S104 - bound to the device `lo`
    listener.listen(4096)
    listener.setblocking(False)  # noqa: FBT003 - the signature is socket's
    return listener


def _say(answer: dict[str, Any]) -> None:
    """Answer the parent."""
    print(json.dumps(answer), flush=True)


def main(arguments: list[str]) -> None:
    """Serve on the core that is named, with as many open files as are allowed."""
    if arguments:
        os.sched_setaffinity(0, {int(arguments[0])})
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    Server().serve()


if __name__ == "__main__":
    main(sys.argv[1:])
