"""The HTTP server under the small servers of the tests."""

from __future__ import annotations

from http.server import ThreadingHTTPServer


class LoopbackServer(ThreadingHTTPServer):
    """Answers each connection in a thread of its own, on a free port of this machine.

    With the queue of five of the standard library, a sixth connection that comes at once is dropped and tried
    again a second later, which no test of a pace can tell from a slow program.
    """

    request_queue_size = 128
    daemon_threads = True

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
