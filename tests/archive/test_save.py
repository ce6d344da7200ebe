"""Save Page Now 2: what is submitted, how fast, what is said of every outcome, and what is never done twice."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st
from spn_server import (
    ACCESS,
    KEYS,
    SECRET,
    TOO_MANY,
    Captured,
    Failed,
    Recent,
    Refused,
    Said,
    SpnServer,
)

from citecheck.archive.pace import Alone
from citecheck.archive.save import Keys, Saver, keys_of, may_be_sent_again, secret_in
from citecheck.archive.save.replies import Account, Begun, Closed, Wait, of_account, of_status, of_submission
from citecheck.archive.save.saver import PATIENCE
from citecheck.archive.save.turns import Turns
from citecheck.archive.save.words import _WORDS
from citecheck.errors import SettingsError
from citecheck.models import Fate, NoAnswer, Reason, Submission
from citecheck.settings import Settings
from citecheck.web import Client, Reply

URL = "http://example.org/report_2007.htm"
OTHERS = tuple(f"http://example.org/{number}" for number in range(8))
BASE = "https://archive.test"


class Clock:
    """A clock that goes on by as much as is slept, and never waits."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


class Outcome:
    """What came of a run of the saver: `found` in the end, `kept` on the way with the time of each."""

    def __init__(self, clock=None):
        self.clock = clock or Clock()
        self.kept = []
        self.found = {}
        self.events = []

    def keep(self, url, submission):
        self.kept.append((self.clock.now - 1000.0, url, submission))

    @property
    def fates(self):
        return [submission.fate for submission in self.found.values()]

    def sent_at(self):
        """When each address was sent: just before that it is kept."""
        return [
            when
            for when, _, submission in self.kept
            if submission.why.endswith("before the archive answered")
        ]


class Watched(Client):
    """Writes down when something is asked and when a submission is answered, which the server cannot know."""

    def __init__(self, settings, events):
        super().__init__(settings)
        self._events = events

    async def get(self, *words):
        self._events.append("asked")
        return await super().get(*words)

    async def post(self, *words):
        self._events.append("asked")
        reply = await super().post(*words)
        self._events.append(getattr(reply, "status", None))
        return reply


def save(server, *urls, running=None, base=None, keys=None, **settings):
    """Submit *urls* to *server*; return what came of it."""
    outcome = Outcome()

    async def run():
        async with Watched(Settings(**{"timeout": 5.0, **settings}), outcome.events) as client:
            given = keys or Keys(ACCESS, SECRET)
            saver = Saver(
                base or server.base,
                given,
                client,
                keep=outcome.keep,
                clock=outcome.clock,
                sleep=outcome.clock.sleep,
            )
            return await saver.save(urls, running or {})

    outcome.found = asyncio.run(run())
    return outcome


def saved(pages, *urls, **how):
    """Submit *urls* (default: all that *pages* name) to a server with *pages*; return the outcome and the server."""
    server_how = {
        name: how.pop(name) for name in ("available", "made", "limit", "user", "statuses") if name in how
    }
    with SpnServer(pages, **server_how) as server:
        return save(server, *(urls or pages), **how), server


# --- one page, from the submission to the address of its copy


def test_a_page_is_saved():
    outcome, server = saved({URL: Captured(pending=2)})
    when = datetime(2026, 11, 24, 10, tzinfo=UTC)
    snapshot = f"{server.base}/web/20261124100000/{URL}"
    assert outcome.found == {URL: Submission(Fate.SAVED, "saved", snapshot, when)}
    assert server.forms == [
        {
            "url": URL,
            "skip_first_archive": "1",
            "delay_wb_availability": "1",
            "if_not_archived_within": "86400",
        }
    ]
    assert [line.partition("?")[0].partition("spn2")[0] for line in server.log] == [
        "GET /save/status/user", "POST /save", *["GET /save/status/"] * 3,
    ]  # fmt: skip


def test_what_is_kept_is_never_less_than_what_was_done():
    """Whoever pulls the plug finds the address among those that may have been archived."""
    outcome, _ = saved({URL: Captured()})
    kept = [submission for _, _, submission in outcome.kept]
    assert [submission.fate for submission in kept] == [Fate.UNKNOWN, Fate.UNKNOWN, Fate.SAVED]
    assert kept[0].job == ""
    assert kept[1].job.startswith("spn2-")
    assert not any(map(may_be_sent_again, kept))


def test_the_address_of_a_capture_is_the_one_where_the_redirects_ended():
    outcome, server = saved({URL: Captured(original="https://www.example.org/new")})
    assert outcome.found[URL].snapshot == f"{server.base}/web/20261124100000/https://www.example.org/new"


def test_a_fragment_is_not_sent():
    outcome, server = saved({}, f"{URL}#page=3")
    assert server.submitted == [URL]
    assert list(outcome.found) == [f"{URL}#page=3"]


def test_a_capture_of_the_last_day_stands_for_another():
    outcome, _ = saved({URL: Recent()})
    assert outcome.found[URL] == Submission(
        Fate.ARCHIVED, "the archive says: The same snapshot had been made 5 hours ago."
    )


@pytest.mark.parametrize(
    "timestamp", ["", "2026", "20261399000000", "2026112410000٣", 20261124100000, None, "../../evil\n"]
)
def test_a_capture_without_a_readable_time_has_no_address(timestamp):
    """It is there all the same, unless the whole answer cannot be read; then it is asked for until the end."""
    outcome, _ = saved({URL: Captured(timestamp=timestamp)})
    assert outcome.found[URL].snapshot is None
    assert outcome.found[URL].fate is (Fate.UNKNOWN if isinstance(timestamp, int) else Fate.SAVED)


@pytest.mark.parametrize(
    "original",
    ["javascript:alert(1)", "http://example.org/a b", "http://example.org/\x1b[2J", "http://" + "a" * 9000],
)
def test_an_address_that_is_none_is_not_believed(original):
    outcome, server = saved({URL: Captured(original=original)})
    assert outcome.found[URL].snapshot == f"{server.base}/web/20261124100000/{URL}"


# --- refusals

ABOUT_US = {"error:max-daily-bandwidth", "error:max-daily-bandwidth-from-ip", "error:blocked-client-ip"}
ABOUT_PAGES = sorted({f"error:{word}" for word in _WORDS} - ABOUT_US - {"error:user-session-limit"})


@pytest.mark.parametrize("refuse", [Refused, Failed], ids=["at once", "by the job"])
@pytest.mark.parametrize("code", ABOUT_PAGES)
def test_a_refusal_is_said_in_plain_words(code, refuse):
    """It may come with status 200 and without a job, or from the job later; the next page is submitted."""
    outcome, server = saved({URL: refuse(code), OTHERS[0]: Captured()}, available=1)
    refused = outcome.found[URL]
    assert refused == Submission(Fate.REFUSED, _WORDS[code.removeprefix("error:")], code=code)
    assert outcome.found[OTHERS[0]].fate is Fate.SAVED
    assert server.submitted == [URL, OTHERS[0]]


@pytest.mark.parametrize("refuse", [Refused, Failed], ids=["at once", "by the job"])
def test_a_code_that_nobody_has_described_is_quoted(refuse):
    outcome, _ = saved({URL: refuse("error:brand-new", "We are closed on Sundays.")})
    assert outcome.found[URL].why == "the archive says: error:brand-new: We are closed on Sundays."


@pytest.mark.parametrize("status", [400, 403, 404, 409])
def test_a_refusal_with_a_status_of_its_own(status):
    outcome, server = saved({URL: Refused("error:blocked-url", status=status), OTHERS[0]: Captured()})
    assert outcome.found[URL].code == "error:blocked-url"
    assert len(server.submitted) == 2


@pytest.mark.parametrize("code", sorted(ABOUT_US))
def test_a_refusal_of_the_account_ends_the_asking(code):
    outcome, server = saved({URL: Refused(code), OTHERS[0]: Captured()}, available=1)
    assert outcome.fates == [Fate.NOT_SUBMITTED] * 2
    assert outcome.found[OTHERS[0]].why == f"not submitted: {_WORDS[code.removeprefix('error:')]}"
    assert server.submitted == [URL]
    assert all(map(may_be_sent_again, outcome.found.values()))


def test_too_many_captures_at_once_are_waited_for():
    """No capture was begun, so the address may be sent again: once, a minute later."""
    outcome, server = saved({URL: [Refused("error:user-session-limit"), Captured()]})
    assert outcome.fates == [Fate.SAVED]
    assert server.submitted == [URL, URL]
    assert outcome.sent_at() == [0, 60]


def test_captures_under_way_are_seen_to_their_end_although_no_more_may_be_begun():
    pages = {OTHERS[0]: Captured(pending=8), URL: Refused("error:user-session-limit")}
    outcome, server = saved(pages, available=2)
    assert outcome.found[OTHERS[0]].fate is Fate.SAVED
    assert outcome.found[URL].fate is Fate.NOT_SUBMITTED
    assert sorted(server.submitted) == [OTHERS[0], URL, URL]  # two are under way at once, in either order


def test_which_refusals_may_be_tried_again_on_the_same_day():
    """Those where no capture was begun; whatever else was sent waits for the next day."""
    begun = {
        code
        for code in (f"error:{word}" for word in _WORDS)
        if not may_be_sent_again(Submission(Fate.REFUSED, "", code=code))
    }
    assert {"error:not-found", "error:read-timeout", "error:too-many-daily-captures"} <= begun
    assert {"error:cannot-fetch", "error:celery", "error:no-browsers-available"}.isdisjoint(begun)


# --- what is not known

UNCLEAR = [
    ("503", Said(503, "Temporarily Offline"), "the archive answers 503"),
    ("523", Said(523), "the archive answers 523"),
    ("500 with a reason", Refused("error:internal-server-error", status=500), "the archive answers 500"),
    ("a reset", Said(drop=True), "connection reset by peer"),
    ("no answer in time", Said(delay=0.6), "no answer in time"),
    ("a page for people", Said(200, "<html>Save Page Now</html>"), "the archive answers 200 without naming a capture"),
    ("JSON of another kind", Said(200, '{"job_id": 17}'), "the archive answers 200 without naming a capture"),
    ("a job without a name", Said(200, '{"job_id": ""}'), "the archive answers 200 without naming a capture"),
    ("null without a message", Said(200, '{"job_id": null}'), "the archive answers 200 without naming a capture"),
    ("a message alone", Said(200, '{"message": "Hello."}'), "the archive answers 200 without naming a capture"),
    ("a redirect", Said(302, "", (("Location", "/login"),)), "the archive answers 302 and leads elsewhere"),
    ("a redirect that keeps the method", Said(307, "", (("Location", "/save"),)), "the archive answers 307"),
]  # fmt: skip


@pytest.mark.parametrize("said, why", [row[1:] for row in UNCLEAR], ids=[row[0] for row in UNCLEAR])
def test_what_may_have_been_archived_is_not_submitted_again(said, why, monkeypatch):
    """A server that fails may have captured the page (internetarchive/wayback issue 297)."""
    if said == Said(delay=0.6):
        monkeypatch.setattr("citecheck.archive.save.service._ANSWER_WITHIN", 0.2)
    outcome, server = saved({URL: said, OTHERS[0]: Captured()}, available=1)
    unknown = outcome.found[URL]
    assert unknown.fate is Fate.UNKNOWN
    assert unknown.why.startswith(why)
    assert unknown.why.endswith("it may have saved the page all the same; look again later")
    assert not may_be_sent_again(unknown)
    assert outcome.found[OTHERS[0]].fate is Fate.SAVED
    assert server.submitted == [URL, OTHERS[0]]


def test_a_service_that_fails_again_and_again_is_left_alone():
    outcome, server = saved({url: Said(502) for url in OTHERS}, available=1)
    assert outcome.fates == [Fate.UNKNOWN] * 3 + [Fate.NOT_SUBMITTED] * 5
    assert outcome.found[OTHERS[7]].why == "not submitted: 3 submissions in a row had no clear answer"
    assert len(server.submitted) == 3


def test_a_redirect_to_a_capture_is_one():
    """So the service answered some who had no keys (September 2026)."""
    there = Said(302, "", (("Location", f"https://web.archive.org/web/20261124100000/{URL}"),))
    outcome, server = saved({URL: there})
    assert outcome.found[URL].snapshot == f"{server.base}/web/20261124100000/{URL}"


@pytest.mark.parametrize(
    "statuses",
    [
        [],
        [Said(502)] * 100,
        [Said(200, "<html>")] * 100,
        [Said(200, '{"status": "dreaming"}')] * 100,
        [Said(drop=True)] * 100,
    ],
    ids=["pending for ever", "502", "HTML", "an unknown state", "resets"],
)
def test_a_capture_that_never_ends_is_not_waited_for_for_ever(statuses):
    outcome, server = saved({URL: Captured(pending=10**9)}, statuses=statuses)
    unknown = outcome.found[URL]
    assert unknown.why == "not finished after 240 s; look again later"
    assert unknown.job.startswith("spn2-")
    assert PATIENCE <= outcome.clock.now - 1000.0 <= PATIENCE + 15
    assert server.submitted == [URL]


def test_a_failure_to_hear_of_a_capture_is_not_the_failure_of_it():
    outcome, _ = saved({URL: Captured()}, statuses=[Said(502), Said(drop=True), Said(200, "<html>")])
    assert outcome.fates == [Fate.SAVED]


def test_a_capture_that_the_archive_has_forgotten():
    outcome, _ = saved({URL: Captured()}, statuses=[Said(404)])
    assert outcome.found[URL].why.startswith("the archive has forgotten the capture; it may have saved")


# --- how fast


def test_submissions_keep_clear_of_the_limit():
    """Seven captures a minute are allowed; in no minute are more than six begun."""
    outcome, _ = saved(dict.fromkeys(OTHERS, Captured()))
    moments = outcome.sent_at()
    assert len(moments) == len(OTHERS)
    assert all(second - first >= 10 for first, second in pairwise(moments))


def with_ledger(server, ledger, *urls, clock=None):
    """Submit *urls* with the *ledger* that other runs share."""
    outcome = Outcome(clock)

    async def run():
        async with Client(Settings()) as client:
            waits = {"clock": outcome.clock, "sleep": outcome.clock.sleep}
            saver = Saver(
                server.base, Keys(ACCESS, SECRET), client, keep=outcome.keep, ledger=ledger, **waits
            )
            return await saver.save(urls, {})

    outcome.found = asyncio.run(run())
    return outcome


def test_the_pace_goes_on_where_another_run_ended():
    """The first capture was seen to its end after five seconds; five more are to be waited for."""
    clock = Clock()
    ledger = Alone(clock)
    with SpnServer() as server:
        assert with_ledger(server, ledger, URL, clock=clock).sent_at() == [0]
        assert with_ledger(server, ledger, OTHERS[0], clock=clock).sent_at() == [10]


class Shut:
    """A ledger of runs one of which was told to stay away."""

    def take(self, _limit, _window):
        return NoAnswer(Reason.RATE_LIMITED, "the archive answers 429, to another run")

    def close(self, _met, _seconds):
        raise AssertionError("nothing was sent")


def test_what_another_run_was_told_holds_for_this_one():
    with SpnServer() as server:
        outcome = with_ledger(server, Shut(), URL)
        assert server.submitted == []
    assert outcome.found[URL].why == "not submitted: the archive answers 429, to another run"


@pytest.mark.parametrize("available, at_once", [(0, 1), (1, 1), (2, 2), (50, 5)])
def test_as_many_captures_are_under_way_as_the_account_may_have(available, at_once):
    pages = dict.fromkeys(OTHERS, Captured(pending=10**9))
    outcome, _ = saved(pages, available=available)
    assert set(outcome.fates) == {Fate.UNKNOWN}
    ends = [when for when, _, submission in outcome.kept if submission.why.startswith("not finished")]
    sent = outcome.sent_at()
    assert (
        max(sum(begin <= when < end for begin, end in zip(sent, ends, strict=True)) for when in sent)
        <= at_once
    )


def test_a_429_is_waited_for_once():
    outcome, server = saved({URL: [TOO_MANY, Captured()], OTHERS[0]: Captured()}, available=1)
    assert outcome.fates == [Fate.SAVED] * 2
    assert outcome.sent_at()[1] - outcome.sent_at()[0] == 20
    assert server.submitted == [URL, URL, OTHERS[0]]


def test_a_429_without_a_time_is_waited_for_a_minute():
    outcome, _ = saved({URL: [Said(429), Captured()]})
    assert outcome.sent_at() == [0, 60]


def test_a_second_429_ends_all_asking():
    """The firewall shuts out who goes on (edgi-govdata-archiving/wayback issue 137)."""
    pages = {OTHERS[0]: Captured(pending=10**9), URL: TOO_MANY, OTHERS[1]: Captured()}
    outcome, server = saved(pages, available=2)
    assert (
        outcome.found[OTHERS[0]].why == "the archive answers 429 (too many requests), again; look again later"
    )
    assert outcome.found[OTHERS[0]].fate is Fate.UNKNOWN
    assert outcome.found[URL].fate is outcome.found[OTHERS[1]].fate is Fate.NOT_SUBMITTED
    assert sorted(server.submitted) == [OTHERS[0], URL, URL]  # two are under way at once, in either order
    assert "asked" not in outcome.events[outcome.events.index(429, outcome.events.index(429) + 1) :]


def test_who_wants_to_be_left_alone_for_long_is():
    outcome, server = saved(
        {URL: Said(429, "", (("Retry-After", "3600"),)), OTHERS[0]: Captured()}, available=1
    )
    assert outcome.fates == [Fate.NOT_SUBMITTED] * 2
    why = "not submitted: the archive answers 429 (too many requests), and asks to wait 3600 s"
    assert [submission.why for submission in outcome.found.values()] == [why, why]
    assert server.log[-1] == "POST /save"


def test_a_429_about_the_state_of_a_capture_stops_submissions_too():
    outcome, server = saved({URL: Captured(), OTHERS[0]: Captured()}, statuses=[TOO_MANY], available=1)
    assert outcome.fates == [Fate.SAVED] * 2
    assert server.submitted == [URL, OTHERS[0]]


def test_nothing_is_asked_while_the_service_wants_to_be_left_alone():
    """Not even what became of a capture: its next look falls into the pause, and waits until the end of it."""
    clock = Clock()
    turns = Turns(clock=clock, sleep=clock.sleep)

    async def run():
        look = asyncio.create_task(turns.rest(10))
        await asyncio.sleep(0)
        turns.hold(Wait(60, "429"))
        await look
        return clock.now

    assert asyncio.run(run()) >= 1060


def test_a_service_that_is_full_may_be_asked_about_captures():
    clock = Clock()
    turns = Turns(clock=clock, sleep=clock.sleep)

    async def run():
        turns.hold(Wait(60, "full", busy=True))
        await turns.rest(10)
        return clock.now

    assert asyncio.run(run()) == 1010
    assert turns.waiting == 50


# --- the account


def test_keys_that_are_not_accepted_end_the_run_before_it_begins():
    with SpnServer() as server:
        with pytest.raises(
            SettingsError, match=r"does not accept the keys; see https://archive\.org/account"
        ) as caught:
            save(server, URL, keys=Keys("wrong-access", "wrong-secret"))
        assert server.submitted == []
    assert "wrong" not in str(caught.value)


def test_keys_that_are_withdrawn_during_the_run():
    outcome, server = saved({URL: Said(401), OTHERS[0]: Captured()}, available=1)
    assert outcome.fates == [Fate.NOT_SUBMITTED] * 2
    assert "does not accept the keys" in outcome.found[OTHERS[0]].why
    assert server.submitted == [URL]


def test_keys_that_are_withdrawn_while_a_capture_is_under_way():
    outcome, server = saved({URL: Captured(), OTHERS[0]: Captured()}, statuses=[Said(401)], available=1)
    assert outcome.fates == [Fate.UNKNOWN, Fate.NOT_SUBMITTED]
    assert server.submitted == [URL]


def test_no_more_is_submitted_than_the_account_may_capture_today():
    outcome, server = saved(dict.fromkeys(OTHERS, Captured()), made=29_998, available=1)
    assert server.submitted == list(OTHERS[:2])
    assert outcome.fates.count(Fate.SAVED) == 2
    assert outcome.found[OTHERS[7]].why == "not submitted: the account has no more captures today"


@pytest.mark.parametrize(
    "user, why",
    [
        ([Said(502)] * 2, "not submitted: Save Page Now does not say how it is (it answers 502)"),
        ([Said(200, "<html>")] * 2, "not submitted: Save Page Now does not say how it is (it answers 200)"),
        ([Said(404)] * 2, "not submitted: there is no Save Page Now at http://127.0.0.1"),
        ([Said(403)] * 2, "not submitted: the archive answers 403 (forbidden)"),
        ([TOO_MANY] * 2, "not submitted: the archive answers 429 (too many requests), again"),
        ([Said(drop=True)] * 2, "not submitted: the archive cannot be reached"),
    ],
    ids=["502", "HTML", "404", "403", "429", "reset"],
)
def test_a_service_that_is_not_well_is_given_nothing(user, why):
    outcome, server = saved({}, URL, user=user)
    assert outcome.fates == [Fate.NOT_SUBMITTED]
    assert outcome.found[URL].why.startswith(why)
    assert server.submitted == []


def test_a_hiccup_of_the_service_is_forgiven():
    outcome, _ = saved({}, URL, user=[Said(503)])
    assert outcome.fates == [Fate.SAVED]


def test_an_account_of_which_little_is_said():
    outcome, _ = saved({}, URL, user=[Said(200, "{}")])
    assert outcome.fates == [Fate.SAVED]


def test_nobody_is_there():
    with SpnServer() as server:
        base = server.base
    outcome = save(None, URL, base=base)
    assert outcome.found[URL].why == "not submitted: the archive cannot be reached (connection refused)"
    assert outcome.kept[-1][2].fate is Fate.NOT_SUBMITTED


# --- captures of an earlier run


def test_a_capture_of_an_earlier_run_is_seen_to_its_end():
    with SpnServer({URL: Captured(pending=1)}) as server:
        outcome = save(server, running={URL: server.begin(URL)})
        assert outcome.fates == [Fate.SAVED]
        assert server.submitted == []


def test_a_capture_that_is_still_under_way_is_no_news():
    """What is kept of it stays as old as it is, so that it does not block the address for ever."""
    with SpnServer() as server:
        outcome = save(server, running={URL: "spn2-forgotten"})
    assert outcome.fates == [Fate.UNKNOWN]
    assert outcome.kept == []


def test_the_name_of_a_job_leads_nowhere_else():
    with SpnServer() as server:
        save(server, running={URL: "../../evil?x=1#y"})
        assert "GET /save/status/..%2F..%2Fevil%3Fx%3D1%23y" in server.log


# --- keys


@pytest.mark.parametrize(
    "environ",
    [KEYS, {"IA_ACCESS_KEY": ACCESS, "IA_SECRET_KEY": f" {SECRET}\n"}, {**KEYS, "IA_ACCESS_KEY": "other"}],
    ids=["the names of the tool ia", "the short names", "the first pair goes before"],
)
def test_keys_come_from_the_environment(environ):
    keys = keys_of(environ)
    assert keys.header == ("Authorization", f"LOW {ACCESS}:{SECRET}")
    assert ACCESS not in repr(keys)
    assert SECRET not in repr(keys)


@pytest.mark.parametrize(
    "environ, message",
    [
        (
            {},
            "Save Page Now needs the keys of an archive.org account: get them at https://archive.org/account/s3.php",
        ),
        ({"IA_ACCESS_KEY_ID": " "}, "Save Page Now needs the keys"),
        ({"IA_ACCESS_KEY_ID": "a"}, "IA_ACCESS_KEY_ID is set and IA_SECRET_ACCESS_KEY is not"),
        ({"IA_SECRET_KEY": "a"}, "IA_SECRET_KEY is set and IA_ACCESS_KEY is not"),
        ({**KEYS, "IA_ACCESS_KEY_ID": "two words"}, "IA_ACCESS_KEY_ID does not hold a key"),
        ({**KEYS, "IA_SECRET_ACCESS_KEY": "a\r\nX-Evil: 1"}, "IA_SECRET_ACCESS_KEY does not hold a key"),
        ({**KEYS, "IA_ACCESS_KEY_ID": "a:b"}, "IA_ACCESS_KEY_ID does not hold a key"),
        ({**KEYS, "IA_ACCESS_KEY_ID": "ключ"}, "IA_ACCESS_KEY_ID does not hold a key"),
    ],
    ids=["none", "empty", "no secret", "no access key", "a space", "a line end", "a colon", "not ASCII"],
)
def test_without_keys_there_is_one_sentence(environ, message):
    with pytest.raises(SettingsError) as caught:
        keys_of(environ)
    assert str(caught.value).startswith(message)
    assert "https://archive.org/account/s3.php" in str(caught.value)
    assert not any(value.strip() in str(caught.value) for value in environ.values() if len(value.strip()) > 1)


@pytest.mark.parametrize("base", ["http://web.archive.org", "ftp://127.0.0.2.example.org", "web.archive.org"])
def test_keys_are_not_sent_over_an_open_line(base):
    with pytest.raises(SettingsError, match="keys are sent over https alone"):
        save(None, URL, base=base)


def test_a_base_that_is_no_address():
    with pytest.raises(SettingsError, match="is not an address"):
        save(None, URL, base="https://[archive.test")


def test_keys_stay_with_the_service():
    """A redirect of the service is followed nowhere, whatever it answers."""
    with SpnServer() as other:
        there = (("Location", f"{other.base}/save/status/user"),)
        pages = {URL: Said(307, "", there), OTHERS[0]: Captured()}
        outcome, _ = saved(pages, statuses=[Said(302, "", there)])
        assert other.log == []
    assert outcome.fates == [Fate.UNKNOWN, Fate.SAVED]


# --- addresses that are nobody else's to know


@pytest.mark.parametrize(
    "url, why",
    [
        ("http://example.org/a", None),
        ("http://example.org/a?id=7&page=2&key=chapter", None),
        ("http://example.org/session/2007?sid=", None),
        ("http://example.org/token", None),
        ("http://user@example.org/", "its address holds a user name or a password"),
        ("http://user:pass@example.org/", "its address holds a user name or a password"),
        ("http://:@example.org/", "its address holds a user name or a password"),
        ("http://example.org/a;jsessionid=4F2A?x=1", "its address holds a session number"),
        ("http://example.org/(S(lit3py55t21z5v55vlm25s55))/orders.aspx", "its address holds a session number"),
        ("http://example.org/a?PHPSESSID=1", "its address holds what looks like a secret (PHPSESSID)"),
        ("http://example.org/a?x=1;sid=2", "its address holds what looks like a secret (sid)"),
        ("http://example.org/a?access_token=1", "its address holds what looks like a secret (access_token)"),
        ("http://example.org/a?%61pi-key=1", "its address holds what looks like a secret (api-key)"),
        ("https://b.s3.amazonaws.com/k?X-Amz-Signature=1", "its address holds what looks like a secret (X-Amz-Signature)"),
        ("http://[example.org/", "its address cannot be read"),
    ],
)  # fmt: skip
def test_secrets_in_addresses(url, why):
    assert secret_in(url) == why


@given(st.text())
def test_any_address_can_be_judged(text):
    assert secret_in(f"http://{text}") is None or secret_in(f"http://{text}").startswith("its address")
    assert secret_in(f"http://u:p@example.org/{text}") is not None


# --- any bytes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
NAMES = st.sampled_from(
    ["job_id", "status", "status_ext", "message", "timestamp", "original_url", "available", "daily_captures"]
)
BODIES = st.binary() | st.dictionaries(NAMES, JSON).map(lambda value: json.dumps(value).encode())
REPLIES = st.builds(
    Reply,
    st.integers(200, 599),
    st.just(BASE),
    st.dictionaries(st.sampled_from(["retry-after", "location", "content-type"]), st.text()),
    BODIES,
)


@given(REPLIES)
def test_whatever_is_answered_has_a_meaning(reply):
    assert isinstance(of_submission(reply, BASE), Begun | Submission | Wait | Closed)
    assert isinstance(of_status(reply, URL, BASE), Submission | Wait | Closed | None)
    assert isinstance(of_account(reply, BASE), Account | Wait | Closed)


def test_an_answer_that_is_nested_without_end_is_no_answer():
    reply = Reply(200, BASE, {}, b'{"resources": ' + b"[" * 500_000)
    assert of_submission(reply, BASE).fate is Fate.UNKNOWN
