"""A load that is all but free: `python -m bench.load PORT TOTAL HOSTS FRESH`, to show what the server can do.

Sockets over epoll, ready-made requests, no look at what comes: the least that Python can spend.
"""

from __future__ import annotations

import json
import select
import socket
import sys
import time

from bench.work import Work

_AT_ONCE = 64


def load(port: int, total: int, hosts: int, *, fresh: bool) -> float:
    """Ask for *total* pages, each over a connection of its own if *fresh*, and return the seconds."""
    urls = (url.removeprefix("http://").partition("/") for url in Work(total, hosts, 0.0).urls(port))
    requests = (
        (
            host.partition(":")[0],
            f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n{_ending(fresh=fresh)}\r\n".encode(),
        )
        for host, _, path in urls
    )
    epoll, opened = select.epoll(), {}
    begun, done = time.monotonic(), 0

    def start() -> socket.socket | None:
        for host, request in requests:
            connection = socket.create_connection((host, port))
            connection.send(request)
            opened[connection.fileno()] = connection
            epoll.register(connection, select.EPOLLIN)
            return connection
        return None

    for _ in range(_AT_ONCE):
        start()
    while done < total:
        for number, _ in epoll.poll():
            connection = opened[number]
            connection.recv(65_536)
            done += 1
            if fresh:
                opened.pop(number).close()
                start()
            else:
                _, request = next(requests, ("", b""))
                if request:
                    connection.send(request)
    return time.monotonic() - begun


def _ending(*, fresh: bool) -> str:
    """Return the header that ends a connection, where each is used once."""
    return "Connection: close\r\n" if fresh else ""


if __name__ == "__main__":
    asked = [int(number) for number in sys.argv[1:5]]
    print(json.dumps({"seconds": load(*asked[:3], fresh=bool(asked[3]))}))
