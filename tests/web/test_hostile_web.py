"""One run of the real program over a web that does everything that servers do."""

from __future__ import annotations

import gc
import socket
import warnings
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from web.hostile.behaviour import EVERYWHERE, Behaviour
from web.hostile.certificates import authority
from web.hostile.citing import document_of
from web.hostile.everything import BEHAVIOURS, FAMILIES
from web.hostile.replies import article, page
from web.hostile.server import CANARY, HostileWeb

from citecheck.models import Answer, Verdict
from citecheck.settings import Settings
from citecheck.verify import verify_all

SETTINGS = Settings(
    allow_private=True,
    snapshots="none",
    no_cache=True,
    canaries=(CANARY,),
    timeout=3.0,
    connect_timeout=2.0,
    budget=25.0,
    retries=1,
    delay=0.0,
    per_host=4,
    concurrency=96,
)
# All requests for a citation: redirects, repetitions, and a made-up neighbour included.
MOST = 120


@dataclass(frozen=True)
class Seen:
    """What was said of each behaviour's link, and the web that saw it asked."""

    links: dict
    citations: dict
    web: HostileWeb


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Run the program over all behaviours at once."""
    trusted = tmp_path_factory.mktemp("hostile") / "authority.pem"
    authority().cert_pem.write_to_path(trusted)
    with pytest.MonkeyPatch.context() as patch, HostileWeb(BEHAVIOURS) as web:
        for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_DIR"):
            patch.delenv(variable, raising=False)
            patch.delenv(variable.lower(), raising=False)
        patch.setenv("SSL_CERT_FILE", str(trusted))
        patch.setattr("citecheck.web.names._ask_system", web.resolve)
        (report,) = verify_all([document_of((each.title, web.url_of(each)) for each in BEHAVIOURS)], SETTINGS)
        entries = dict(zip((each.name for each in BEHAVIOURS), report.entries, strict=True))
        yield Seen(
            {name: entry.links[0] for name, entry in entries.items()},
            {name: entry.citation for name, entry in entries.items()},
            web,
        )


def each(behaviours=BEHAVIOURS):
    """Run a test for each behaviour."""
    return pytest.mark.parametrize("behaviour", behaviours, ids=lambda behaviour: behaviour.name)


def test_the_table_is_as_large_as_it_says():
    """No name stands twice, every family has its rows, and each says what the server does."""
    assert len({each.name for each in BEHAVIOURS}) == len(BEHAVIOURS) >= 800
    assert min(len(family) for family in FAMILIES.values()) >= 20
    assert all(each.says and each.accepted for each in BEHAVIOURS)


def test_every_behaviour_is_cited_as_it_stands(seen):
    """The notes are read as they were meant, so that the verdicts are about the behaviours."""
    for behaviour in BEHAVIOURS:
        citation = seen.citations[behaviour.name]
        assert citation.title == behaviour.title, behaviour.name
        assert [cited.url for cited in citation.urls] == [seen.web.url_of(behaviour)], behaviour.name


@each()
def test_verdict(seen, behaviour):
    """What the program says is what a careful reader accepts."""
    judgement = seen.links[behaviour.name].judgement
    assert judgement.verdict in behaviour.accepted, f"{behaviour.says}: {judgement.reason}"


@each([each for each in BEHAVIOURS if each.reason])
def test_reason_names_the_evidence(seen, behaviour):
    """The sentence holds the words by which a reader can see it for himself."""
    reason = seen.links[behaviour.name].judgement.reason.lower()
    for words in behaviour.reason:
        assert any(word.lower() in reason for word in words.split("|")), reason


def test_every_reason_is_a_sentence(seen):
    """A reason is words for people: one line, not too long, no names of our own parts, no control characters."""
    for name, link in seen.links.items():
        reason = link.judgement.reason
        assert 2 <= len(reason.split()) <= 80, (name, reason)
        assert reason.isprintable(), (name, reason)
        assert not any(ours in reason for ours in ("Error(", "Traceback", "httpx", "0x7f", "None", "b'")), (
            reason
        )


@each([each for each in BEHAVIOURS if each.faulty is not None])
def test_fault_of_the_secure_connection_is_a_fact(seen, behaviour):
    """The fault stands beside the verdict where there is one, and nowhere else."""
    facts = seen.links[behaviour.name].facts
    assert isinstance(facts, Answer)
    assert bool(facts.tls) == behaviour.faulty


def folded(text):
    """Return *text* as titles are compared here: letters and figures alone, in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))


# Where the page is shown as it was cited, to whoever can read what comes.
READ = [
    each
    for family, rows in FAMILIES.items()
    if family not in {"titles", "sources"}
    for each in rows
    if each.read and each.title and each.accepted <= {Verdict.LIVE, Verdict.MOVED}
]


@each(READ)
def test_page_is_read(seen, behaviour):
    """A page is live because its title was seen, and not because nothing was."""
    facts = seen.links[behaviour.name].facts
    assert isinstance(facts, Answer)
    assert folded(behaviour.title) in folded(" ".join([facts.title or "", *facts.signals])), facts.unread


# Verdicts that tell a reader not to try.
LOST = {Verdict.DEAD, Verdict.UNREACHABLE, Verdict.MALFORMED, Verdict.SKIPPED, Verdict.OFFLINE}


def test_no_page_that_can_be_opened_is_called_lost(seen):
    """Where a reader can open the cited page, nothing else is said."""
    opened = [each for each in BEHAVIOURS if each.accepted <= {Verdict.LIVE, Verdict.MOVED}]
    assert len(opened) > 200
    assert not [
        (each.name, link.judgement)
        for each in opened
        if (link := seen.links[each.name]).judgement.verdict in LOST | {Verdict.SOFT_404}
    ]


def test_nothing_is_called_dead_that_is_not(seen):
    """The worst thing that the program could say."""
    wrong = [
        (each.name, link.judgement)
        for each in BEHAVIOURS
        if Verdict.DEAD not in each.accepted
        and (link := seen.links[each.name]).judgement.verdict is Verdict.DEAD
    ]
    assert not wrong


def test_nothing_that_is_lost_passes_for_live(seen):
    """The second worst."""
    wrong = [
        (each.name, link.judgement)
        for each in BEHAVIOURS
        if not each.accepted & {Verdict.LIVE, Verdict.MOVED}
        and (link := seen.links[each.name]).judgement.verdict in {Verdict.LIVE, Verdict.MOVED}
    ]
    assert not wrong


def test_pages_are_asked_with_get_alone(seen):
    """HEAD lies, so it is never asked."""
    asked = {request.method for place in seen.web.seen.values() for request in place.requests}
    assert asked == {"GET"}


@pytest.mark.parametrize(
    "name", ["ok", "gzip", "chunked", "tls-good", "title-site-behind", "login-box", "query"]
)
def test_page_in_good_form_is_asked_once(seen, name):
    """Where the first answer says it all, nothing more is asked of the host."""
    assert len(seen.web.seen[name].requests) == 1


def test_requests_are_bounded(seen):
    """No path is asked again and again, and no server can make the program read without end."""
    beyond = [
        (each.name, place.targets.most_common(1), len(place.requests), place.sent)
        for each in BEHAVIOURS
        if each.guest_of is None
        and (
            max((place := seen.web.seen[each.name]).targets.values(), default=0) > each.most
            or len(place.requests) > MOST
            or place.sent > each.bytes_read
        )
    ]
    assert beyond == []


@each([each for each in BEHAVIOURS if each.visits])
def test_readers_are_followed(seen, behaviour):
    """The page to which the reader is led is the one that is judged."""
    assert behaviour.visits in {target for _, target in seen.web.seen[behaviour.place].targets}


def test_made_up_neighbours_are_asked_once(seen):
    """At most two paths that nobody cites or names are asked of a host, however bad its answers are."""
    asked = {
        each.name: [
            target
            for (_, target) in seen.web.seen[each.name].targets
            if each.action("", target) is None or (isinstance(each.serve, dict) and target not in each.serve)
        ]
        for each in FAMILIES["soft 404s"]
        if isinstance(each.serve, dict)
    }
    assert {name: targets for name, targets in asked.items() if len(targets) > 2} == {}


def test_names_are_looked_up_once_or_twice(seen):
    """One look-up a name, one more where the first failed.

    The few names by which the run tells whether its own network is up are looked up again.
    """
    often = [name for name, times in seen.web.looked_up.items() if times > 2]
    assert len(often) <= 12


def test_connections_that_clients_left_open_are_closed_with_the_web():
    """Whatever a client was doing, the sockets of the servers are closed, and no collection warns of one."""
    behaviour = Behaviour("open", "public", {EVERYWHERE: page(article("A Title"))}, frozenset())
    with ExitStack() as clients:
        for asks in [b"", b"GET / HTTP/1.1\r\nHost: open.test\r\n\r\n", b"GET"] * 5:
            with HostileWeb([behaviour]) as web:
                for _ in range(5):
                    client = clients.enter_context(socket.create_connection(web.address_of("open")))
                    client.sendall(asks)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            gc.collect()
    assert told == []
