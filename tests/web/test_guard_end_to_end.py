"""Documents of strangers cannot make the program ask this machine, its network, or its cloud for anything.

Nothing leaves the loopback here: connections to the public addresses of the test are led to a server of ours,
and every address to which the program tries to connect is written down.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from base64 import b64encode

import pytest
from local_web import LocalWeb, Page
from web.hostile.behaviour import EVERYWHERE, Behaviour
from web.hostile.citing import document_of
from web.hostile.inside import ANSWERS, FORMS, LEADS, NETWORKS, OPEN, OPEN_TOO, TRICKS
from web.hostile.replies import article, error, page, redirect, reset
from web.hostile.server import HostileWeb

from citecheck.models import Verdict
from citecheck.report import FORMATS, render
from citecheck.settings import Settings
from citecheck.verify import verify_all

SETTINGS = Settings(
    snapshots="none",
    no_cache=True,
    canaries=(),
    timeout=2.0,
    connect_timeout=1.0,
    budget=10.0,
    retries=1,
    delay=0.0,
    per_host=4,
)


class Inner:
    """A machine of the inner network: counts who connects, and answers nobody."""

    def __init__(self):
        self.connections = 0
        self._sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port = self._sockets[0].getsockname()[1]
        if socket.has_ipv6:
            self._sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for each in self._sockets:
            threading.Thread(target=self._count, args=(each,), daemon=True).start()

    def _count(self, server):
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self):
        for each in self._sockets:
            # Wakes the thread that waits in accept, which closing alone does not.
            each.shutdown(socket.SHUT_RDWR)
            each.close()


@pytest.fixture
def inner():
    server = Inner()
    yield server
    server.close()


class Network:
    """What the program sees of the world, and every address to which it tried to connect."""

    def __init__(self, patch, names, servers):
        self.attempts, self._servers = [], servers
        self._names = {name: iter(answers) for name, answers in names.items()}
        self._last = {}
        original = socket.socket.connect

        def connect(connecting, address):
            if connecting.family not in (socket.AF_INET, socket.AF_INET6):
                return original(connecting, address)
            self.attempts.append(address[0])
            if address[0] not in servers:
                raise OSError(101, "Network is unreachable")
            return original(connecting, servers[address[0]])

        patch.setattr(socket.socket, "connect", connect)
        patch.setattr("citecheck.web.names._ask_system", self.resolve)

    def resolve(self, name):
        """Answer each look-up with the next of the name's answers; the last stays."""
        host = name.lower().rstrip(".")
        if host not in self._names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        self._last[host] = next(self._names[host], None) or self._last[host]
        return self._last[host]


def asked(monkeypatch, urls, names=None, servers=None, **settings):
    """Run the program over *urls*; return the report and the addresses that it tried to connect to."""
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)
    with monkeypatch.context() as patch:
        network = Network(patch, names or {}, servers or {})
        (report,) = verify_all(
            [document_of(("A Title", url) for url in urls)], Settings(**{**_dict(SETTINGS), **settings})
        )
    return report, network.attempts


def _dict(settings):
    return {name: getattr(settings, name) for name in settings.__struct_fields__}


@pytest.mark.parametrize("host", [*FORMS, *NETWORKS])
def test_no_spelling_of_a_private_address_is_asked(monkeypatch, inner, host):
    """However the address is written, nobody is connected to, and nothing is said of the page."""
    urls = [f"http://{host}:{inner.port}/secret", f"http://{host}/latest/meta-data/"]
    report, attempts = asked(monkeypatch, urls)
    assert attempts == []
    assert inner.connections == 0
    verdicts = {link.judgement.verdict for entry in report.entries for link in entry.links}
    assert verdicts <= {Verdict.SKIPPED, Verdict.MALFORMED}


@pytest.mark.parametrize("url", [url for _, url in TRICKS], ids=[says for says, _ in TRICKS])
def test_no_trick_of_spelling_leads_inside(monkeypatch, inner, url):
    """Where two readers could see two hosts, the one that is connected to is the one that was judged."""
    _, attempts = asked(monkeypatch, [url.format(port=inner.port)], names={"open.example": [(OPEN,)]})
    assert set(attempts) <= {OPEN}
    assert inner.connections == 0


BEHAVES = {
    "resets": reset,
    "is overloaded": error("503 Service Unavailable"),
    "answers": page(article("A Title")),
}


@pytest.mark.parametrize("behave", BEHAVES.values(), ids=BEHAVES)
def test_no_answer_of_a_name_server_leads_inside(monkeypatch, inner, behave):
    """The address that was judged is the one connected to, also when the request is made again."""
    names = {f"name-{n}.example": answers for n, (_, answers) in enumerate(ANSWERS)}
    urls = [f"http://{name}:{inner.port}/{n}" for name in names for n in range(3)]
    with HostileWeb([Behaviour("open", "public", {EVERYWHERE: behave}, frozenset())]) as web:
        _, attempts = asked(monkeypatch, urls, names, {OPEN: web.address_of("open")})
    assert set(attempts) == {OPEN}
    assert inner.connections == 0


def test_no_redirect_leads_inside(monkeypatch, inner):
    """Each hop is judged as the first address was, however the server words it."""
    names = {
        "open.example": [(OPEN,)],
        "other.example": [(OPEN_TOO,)],
        "inside.example": [("127.0.0.1",)],
        "mixed.example": [("127.0.0.1", "::1")],
    }
    with HostileWeb([Behaviour("open", "public", LEADS, frozenset())]) as web:
        web.fill("open", inner=str(inner.port))
        servers = dict.fromkeys((OPEN, OPEN_TOO), web.address_of("open"))
        paths = [path for path in LEADS if path != EVERYWHERE]
        report, attempts = asked(
            monkeypatch, [f"http://open.example{path}" for path in paths], names, servers
        )
        requested = {request.target for request in web.seen["open"].requests}
    assert set(attempts) <= {OPEN, OPEN_TOO}
    assert inner.connections == 0
    assert requested >= set(paths)
    verdicts = {
        path: entry.links[0].judgement.verdict for path, entry in zip(paths, report.entries, strict=True)
    }
    assert verdicts["/ok"] is verdicts["/links"] is verdicts["/alternative"] is Verdict.LIVE
    for path, verdict in verdicts.items():
        assert verdict is not Verdict.DEAD, path
        if path[1:].isdigit() or path.startswith(("/form-", "/net-")):
            assert verdict in {Verdict.SKIPPED, Verdict.UNREACHABLE}, path


USER, PASSWORD, LEAK = "mallory", "open-sesame-7", "hunter2-leak"


def secrets():
    """Every form in which the passwords could be told."""
    pairs = [f"{USER}:{PASSWORD}", f"bob:{LEAK}"]
    return [PASSWORD, LEAK, *(b64encode(pair.encode()).decode() for pair in pairs)]


def test_credentials_stay_with_their_host_and_out_of_every_report(monkeypatch, capfd, tmp_path):
    """The host that they are for gets them; no other host, no report, no log and no cache does."""
    serve = {
        "/private": page(article("A Title")),
        "/away": redirect("http://other.example/there"),
        "/down": redirect("http://sub.open.example/there"),
        "/leak": redirect(f"http://bob:{LEAK}@other.example/there"),
        "/loop": redirect(f"http://bob:{LEAK}@open.example/loop"),
        "/refused": reset,
        "/there": page(article("Another Title")),
    }
    names = {"open.example": [(OPEN,)], "sub.open.example": [(OPEN,)], "other.example": [(OPEN_TOO,)]}
    with HostileWeb([Behaviour("open", "public", serve, frozenset())]) as web:
        servers = dict.fromkeys((OPEN, OPEN_TOO), web.address_of("open"))
        urls = [f"http://{USER}:{PASSWORD}@open.example{path}" for path in serve]
        cache = tmp_path / "cache"
        report, _ = asked(monkeypatch, urls, names, servers, no_cache=False, cache=str(cache))
        requests = web.seen["open"].requests
    own = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    sent = {(request.headers["host"], request.headers.get("authorization", "")) for request in requests}
    assert ("open.example", f"Basic {own}") in sent
    assert not [host for host, header in sent if own in header and host != "open.example"]
    assert not [request.raw for request in requests if b"@" in request.raw.split(b"\r\n")[0]]
    written = "".join(render([report], name) for name in FORMATS)
    kept = b"".join(path.read_bytes() for path in cache.rglob("*") if path.is_file())
    captured = capfd.readouterr()
    for secret in secrets():
        assert secret not in written
        assert secret not in captured.out + captured.err
        assert secret not in "".join(
            link.judgement.reason for entry in report.entries for link in entry.links
        )
    # The cache holds what was seen, not what was cited: only the key of an address may bear its password.
    assert LEAK.encode() not in kept


def test_cookies_stay_with_their_host(monkeypatch):
    """A cookie goes back to the host that set it, and to no other, whatever domain it claims."""
    claims = ("", "; Domain=example", "; Domain=other.example", "; Domain=.com", "; Domain=open.example")
    cookies = [f"Set-Cookie: c{n}=1{claim}; Path=/" for n, claim in enumerate(claims)]
    serve = {
        "/start": redirect("http://other.example/there", "302 Found", *cookies),
        "/there": page(article("A Title")),
    }
    names = {"open.example": [(OPEN,)], "other.example": [(OPEN_TOO,)]}
    with HostileWeb([Behaviour("open", "public", serve, frozenset())]) as web:
        servers = dict.fromkeys((OPEN, OPEN_TOO), web.address_of("open"))
        asked(monkeypatch, ["http://open.example/start", "http://other.example/there"], names, servers)
        told = [
            request.headers.get("cookie")
            for request in web.seen["open"].requests
            if request.headers["host"] == "other.example"
        ]
    assert set(told) == {None}


def test_the_command_asks_nothing_inside(inner, tmp_path):
    """The real program on a report in plain text: every address is skipped, and exit says nothing of the pages."""
    hosts = [form for form in (*FORMS, *NETWORKS) if form.isascii() and "%" not in form and "@" not in form]
    source, config = tmp_path / "report.txt", tmp_path / "citecheck.toml"
    notes = [
        f"{n}. Jones, “Title {n},” 2010, http://{host}:{inner.port}/x{n}, accessed 5 May 2011."
        for n, host in enumerate(hosts, 1)
    ]
    source.write_text("Notes\n\n" + "\n".join(notes) + "\n", encoding="utf-8")
    config.write_text("canaries = []\n", encoding="utf-8")
    done = run("check", str(source), "--config", str(config), "--snapshots", "none", "--no-cache")
    checks = [link["check"] for citation in json.loads(done.stdout)["citations"] for link in citation["urls"]]
    assert inner.connections == 0
    assert len(checks) > 60
    assert {check["verdict"] for check in checks} <= {"skipped", "malformed"}


def test_the_command_asks_no_proxy_for_what_is_inside(inner, tmp_path):
    """A proxy resolves names itself; what can be told of an address before that is told."""
    inside = f"http://127.0.0.1:{inner.port}/secret"
    pages = {
        "http://open.example/302": Page("Away", 302, {"Location": inside}),
        "http://open.example/name": Page("Away", 302, {"Location": "http://localhost/"}),
        "http://open.example/cloud": Page("Away", 302, {"Location": "http://169.254.169.254/latest/"}),
        "http://open.example/ok": Page("Title 4"),
    }
    source, config = tmp_path / "report.txt", tmp_path / "citecheck.toml"
    urls = [*pages, inside, "http://[::1]/x", "http://2130706433/y", "http://wiki/z"]
    notes = [f"{n}. Jones, “Title {n},” 2010, {url}, accessed 5 May 2011." for n, url in enumerate(urls, 1)]
    source.write_text("Notes\n\n" + "\n".join(notes) + "\n", encoding="utf-8")
    config.write_text("canaries = []\n", encoding="utf-8")
    with LocalWeb(pages) as web:
        done = run(
            "check",
            str(source),
            "--config",
            str(config),
            "--snapshots",
            "none",
            "--no-cache",
            "--proxy",
            web.base,
        )
        assert set(web.addresses) == set(pages)
    checks = [
        link["check"]["verdict"]
        for citation in json.loads(done.stdout)["citations"]
        for link in citation["urls"]
    ]
    assert inner.connections == 0
    assert checks[3] == "live"
    assert set(checks[4:]) == {"skipped"}
    assert not set(checks[:3]) & {"live", "moved", "dead"}


def run(*words):
    """Run the program as people do, quickly."""
    quick = ("--delay", "0", "--retries", "0", "--timeout", "2", "--no-progress", "--format", "json")
    command = [sys.executable, "-m", "citecheck", *words, *quick]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
