import asyncio
import gzip
import re
import socket
import ssl
from dataclasses import replace
from itertools import pairwise

import httpx
import pytest
from fake_web import Web, ask, client_over, redirect, reply, visited

from citecheck.models import Hop, NoAnswer, NotChecked, Reason
from citecheck.settings import Settings
from citecheck.web import LISTING, PAGE, Client, Manner, Reply, manner_for_archive
from citecheck.web.faults import Fault

A = "http://a.test/"


def caused(kind, cause):
    error = kind("failed")
    error.__cause__ = cause
    return error


# --- what comes back ---


def test_a_reply_holds_status_headers_and_body():
    outcome, _ = ask({A: reply(200, [("X-Some", "Value")], b"hello")}, A)
    assert outcome == Reply(200, A, {"x-some": "Value"}, b"hello", cut=False, hops=())


@pytest.mark.parametrize("status", [200, 204, 300, 304, 404, 410, 451, 500, 600, 999])
def test_every_status_is_a_reply(status):
    outcome, _ = ask({A: reply(status)}, A, retries=0)
    assert outcome.status == status


MALFORMED = ["http://", "http://[::1", "http://a:99999/", "", "example.org/x", "not a url"]


@pytest.mark.parametrize("url", MALFORMED[:3])
def test_an_address_that_cannot_be_requested_is_malformed(url):
    outcome, web = ask({}, url)
    assert outcome.reason is Reason.MALFORMED
    assert not web.requests


@pytest.mark.parametrize(
    "url", ["ftp://a.test/", "mailto:x@a.test", "javascript:alert(1)", "file:///etc/passwd"]
)
def test_another_scheme_is_not_asked(url):
    outcome, web = ask({}, url)
    assert isinstance(outcome, NotChecked)
    assert not web.requests


FAILURES = [
    (caused(httpx.ConnectError, socket.gaierror(socket.EAI_NONAME, "x")), Reason.NO_SUCH_HOST),
    (caused(httpx.ConnectError, socket.gaierror(socket.EAI_NODATA, "x")), Reason.NO_SUCH_HOST),
    (caused(httpx.ConnectError, socket.gaierror(socket.EAI_AGAIN, "x")), Reason.RESOLVER),
    (caused(httpx.ConnectError, socket.gaierror(socket.EAI_FAIL, "x")), Reason.RESOLVER),
    (caused(httpx.ConnectError, ConnectionRefusedError(111, "x")), Reason.REFUSED),
    (caused(httpx.ReadError, ConnectionResetError(104, "x")), Reason.RESET),
    (caused(httpx.WriteError, BrokenPipeError(32, "x")), Reason.RESET),
    (caused(httpx.ConnectError, OSError(101, "x")), Reason.UNREACHABLE),
    (caused(httpx.ConnectError, OSError(113, "x")), Reason.UNREACHABLE),
    (caused(httpx.ConnectError, OSError(110, "x")), Reason.CONNECT_TIMEOUT),
    (caused(httpx.ConnectError, ssl.SSLError(1, "[SSL] x")), Reason.TLS),
    (ssl.SSLError(1, "[SSL] x"), Reason.TLS),
    (httpx.ConnectTimeout("x"), Reason.CONNECT_TIMEOUT),
    (httpx.ReadTimeout("x"), Reason.READ_TIMEOUT),
    (httpx.ReadError("x"), Reason.RESET),
    (Fault(Reason.PROTOCOL, "x"), Reason.PROTOCOL),
    (httpx.RemoteProtocolError("x"), Reason.RESET),
    (httpx.LocalProtocolError("x"), Reason.PROTOCOL),
    (httpx.ProxyError("407 Proxy Authentication Required"), Reason.PROXY),
    (httpx.ProxyError("502 Bad Gateway"), Reason.UNREACHABLE),
]


@pytest.mark.parametrize("error, reason", FAILURES, ids=lambda value: repr(value)[:40])
def test_failures_are_told_apart_by_their_codes(error, reason):
    outcome, _ = ask({A: error}, A, retries=0)
    assert isinstance(outcome, NoAnswer)
    assert outcome.reason is reason


def test_a_fault_of_a_certificate_says_which():
    fault = ssl.SSLCertVerificationError(1, "x")
    fault.verify_message = "certificate has expired"
    outcome, web = ask({A: caused(httpx.ConnectError, fault)}, A)
    assert outcome.reason is Reason.TLS
    assert "expired" in outcome.detail
    assert len(web.requests) == 1


def test_a_bug_falls_with_its_traceback():
    with pytest.raises(ZeroDivisionError):
        ask({A: ZeroDivisionError()}, A)


# --- bodies ---


def test_a_body_is_cut_at_the_limit_of_the_manner():
    outcome, _ = ask({A: reply(200, body=[b"x" * 100] * 10)}, A, replace(PAGE, body_limit=250))
    assert (outcome.body, outcome.cut) == (b"x" * 250, True)


def test_a_compressed_body_is_decoded():
    outcome, _ = ask({A: reply(200, [("content-encoding", "gzip")], gzip.compress(b"hello"))}, A)
    assert (outcome.body, outcome.cut) == (b"hello", False)


BROKEN = [
    reply(200, body=[b"half", httpx.ReadError("x")]),
    reply(200, body=[b"half", httpx.RemoteProtocolError("peer closed")]),
    reply(200, body=[b"half", ConnectionResetError(104, "x")]),
    reply(200, body=[b"half", httpx.ReadTimeout("x")]),
]


@pytest.mark.parametrize("answer", BROKEN)
def test_a_body_that_breaks_off_does_not_undo_the_status(answer):
    outcome, web = ask({A: answer}, A)
    assert (outcome.status, outcome.body, outcome.cut) == (200, b"half", True)
    assert outcome.unread
    assert len(web.requests) == 1


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip", "nonsense"])
def test_a_body_that_cannot_be_decoded_does_not_undo_the_status(encoding):
    outcome, _ = ask({A: reply(200, [("content-encoding", encoding)], b"\x00\xff not really")}, A)
    assert outcome.status == 200


def test_a_content_type_may_have_a_limit_of_its_own():
    manner = replace(PAGE, body_limit=10, limits=(("application/pdf", 30),))
    pages = {
        A: reply(200, [("content-type", "application/PDF; x=y")], b"x" * 50),
        A + "b": reply(200, body=b"x" * 50),
    }
    assert len(ask(pages, A, manner)[0].body) == 30
    assert len(ask(pages, A + "b", manner)[0].body) == 10


def test_a_body_is_left_when_enough_is_known():
    manner = replace(PAGE, enough=lambda kind, body: kind == "text/html" and b"</head>" in body)
    page = reply(
        200, [("content-type", "text/html; charset=utf-8")], [b"<title>x</title>", b"</head>", b"more"]
    )
    outcome, _ = ask({A: page}, A, manner)
    assert (outcome.body, outcome.cut, outcome.unread) == (b"<title>x</title></head>", True, None)


@pytest.mark.parametrize("part", ["head", "body"])
def test_what_drips_is_cut_off(part):
    """No single operation takes long, all together do: the whole request has a bound."""

    class Dripping(httpx.AsyncBaseTransport):
        async def handle_async_request(self, _request):
            if part == "head":
                await asyncio.sleep(60)
            return httpx.Response(200, stream=self.Body())

        class Body(httpx.AsyncByteStream):
            async def __aiter__(self):
                while True:
                    await asyncio.sleep(0.01)
                    yield b"x"

    async def run():
        settings = Settings(timeout=0.1, connect_timeout=0.1, retries=0)
        async with Client(settings, transport=Dripping()) as client:
            return await client.get(A)

    outcome = asyncio.run(run())
    if part == "head":
        assert outcome == NoAnswer(Reason.READ_TIMEOUT, "no answer in time")
    else:
        assert (outcome.status, outcome.cut) == (200, True)
        assert outcome.body.startswith(b"xx")
        assert "time" in outcome.unread


def test_a_header_that_came_twice_is_one_and_need_not_be_ascii():
    outcome, _ = ask({A: reply(200, [(b"Via", b"a"), (b"via", "größe".encode()), (b"X", b"\xe9")])}, A)
    assert outcome.headers == {"via": "a, größe", "x": "é"}


# --- redirects ---


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_recorded(status):
    outcome, _ = ask({A: redirect(status, "/b"), A + "b": reply(200)}, A)
    assert (outcome.url, outcome.hops) == (A + "b", (Hop(A, status, A + "b"),))


def test_a_redirect_without_a_target_is_the_answer():
    outcome, _ = ask({A: reply(302)}, A)
    assert outcome.status == 302


def test_a_manner_may_leave_redirects_alone():
    outcome, web = ask({A: redirect(302, "/b")}, A, replace(PAGE, follow=False))
    assert (outcome.status, outcome.headers["location"]) == (302, "/b")
    assert len(web.requests) == 1


def test_a_circle_ends():
    outcome, web = ask({A: redirect(302, "/b"), A + "b": redirect(302, "/")}, A)
    assert outcome.reason is Reason.TOO_MANY_HOPS
    assert outcome.hops[:2] == (Hop(A, 302, A + "b"), Hop(A + "b", 302, A))
    assert len(web.requests) == 4


def test_a_server_may_send_a_reader_round_to_the_same_place_once():
    outcome, web = ask({A: [redirect(302, "/"), reply(200)]}, A)
    assert (outcome.status, len(web.requests)) == (200, 2)


def test_fifty_redirects_are_followed_and_no_more():
    def pages(count):
        return {f"{A}{n}": redirect(302, f"/{n + 1}") for n in range(count)} | {f"{A}{count}": reply(200)}

    outcome, _ = ask(pages(50), A + "0")
    assert (outcome.status, len(outcome.hops)) == (200, 50)
    outcome, web = ask(pages(51), A + "0")
    assert (outcome.reason, len(outcome.hops), len(web.requests)) == (Reason.TOO_MANY_HOPS, 50, 51)


def test_thirty_hops_between_four_names_of_a_site_that_counts_them_in_a_cookie():
    names = ["http://a.test/", "https://a.test/", "http://www.a.test/", "https://www.a.test/"]
    hops = [
        (names[n % 4], redirect(302, names[(n + 1) % 4], f"n{n}=1; Domain=a.test; Path=/")) for n in range(30)
    ]
    pages = {name: [answer for at, answer in hops if at == name] for name in names}
    pages[names[30 % 4]].append(reply(200))
    outcome, web = ask(pages, names[0])
    assert (outcome.status, len(outcome.hops), len(web.requests)) == (200, 30, 31)


REFRESH = [
    ("a page that sends on", reply(200, body=b"to http://b.test/"), "http://b.test/", 1),
    ("its header does", reply(200, [("refresh", '0; url="http://b.test/"')]), "http://b.test/", 1),
    ("an error page stays what it is", reply(404, body=b"to http://b.test/"), A, 0),
    ("a page that leads nowhere is a page", reply(200, body=b"to mailto:x@b.test"), A, 0),
    ("a page that renews itself is a page", reply(200, body=b"to http://a.test/"), A, 1),
]


@pytest.mark.parametrize(
    "answer, ends_at, hops", [row[1:] for row in REFRESH], ids=[row[0] for row in REFRESH]
)
def test_a_page_that_sends_its_readers_on_by_itself(answer, ends_at, hops):
    def refresh(_kind, body):
        found = re.search(rb"to (\S+)|url=&quot;(.*?)&quot;", body)
        return (found[1] or found[2]).decode() if found else None

    outcome, _ = ask({A: answer, "http://b.test/": reply(200)}, A, replace(PAGE, refresh=refresh))
    assert (outcome.url, len(outcome.hops)) == (ends_at, hops)
    assert all(hop.status == 200 for hop in outcome.hops)


def test_the_fault_of_a_secure_connection_is_kept_over_redirects():
    def faulty():
        response = redirect(302, "http://b.test/")()
        response.extensions["tls"] = "the certificate has expired"
        return response

    outcome, _ = ask({"https://a.test/": faulty, "http://b.test/": reply(200)}, "https://a.test/")
    assert (outcome.status, outcome.tls) == (200, "the certificate has expired")


@pytest.mark.parametrize(
    "target", ["ftp://a.test/", "javascript:alert(1)", "http://[::1", "http://b:99999/", "about:blank"]
)
def test_a_redirect_to_nowhere_is_one(target):
    outcome, _ = ask({A: redirect(302, target)}, A)
    assert outcome.reason is Reason.BAD_REDIRECT


def test_a_failure_behind_a_redirect_keeps_the_hops():
    outcome, _ = ask(
        {A: redirect(301, "http://b.test/"), "http://b.test/": httpx.ReadTimeout("x")}, A, retries=0
    )
    assert outcome == NoAnswer(Reason.READ_TIMEOUT, "no answer in time", (Hop(A, 301, "http://b.test/"),))


def test_a_page_that_wants_its_own_cookie_back_gets_it():
    web = Web({A: [redirect(302, "/", "seen=1; Path=/"), reply(200)]})

    async def run():
        async with client_over(web) as client:
            return await client.get(A)

    assert asyncio.run(run()).status == 200
    assert [request.headers.get("cookie") for request in web.requests] == [None, "seen=1"]


def test_cookies_stay_within_one_chain_and_one_host():
    pages = {A: redirect(302, "http://b.test/", "secret=1"), "http://b.test/": reply(200)}
    web = Web(pages)

    async def run():
        async with client_over(web) as client:
            await client.get(A)
            await client.get(A)

    asyncio.run(run())
    assert [request.headers.get("cookie") for request in web.requests] == [None] * 4


def test_credentials_go_to_their_own_host_alone_and_are_never_recorded():
    pages = {
        A + "x": redirect(302, "/y"),
        A + "y": redirect(302, "http://b.test/"),
        "http://b.test/": reply(200),
    }
    outcome, web = ask(pages, "http://user:s3cret@a.test/x")
    assert [request.headers.get("authorization") is not None for request in web.requests] == [
        True,
        True,
        False,
    ]
    assert "s3cret" not in repr(outcome)
    assert all("s3cret" not in url for url in web.asked)


# --- the guard, as far as addresses alone tell ---


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::1]", "localhost", "169.254.169.254"]
)
def test_no_request_leaves_for_a_private_address(host):
    outcome, web = ask({}, f"http://{host}/")
    assert outcome == NotChecked(f"private address {host.strip('[]')}")
    assert not web.requests


def test_no_redirect_leads_to_a_private_address():
    outcome, web = ask({A: redirect(302, "http://169.254.169.254/latest/meta-data")}, A)
    assert isinstance(outcome, NotChecked)
    assert web.asked == [A]


def test_the_users_own_archive_may_be_private_but_not_what_it_redirects_to():
    base = "http://127.0.0.1:81/"
    pages = {
        base: redirect(302, "/here"),
        base + "here": redirect(302, "http://127.0.0.1:82/"),
        "http://127.0.0.1:82/": reply(200),
    }
    outcome, web = ask(pages, base, manner_for_archive(base))
    assert isinstance(outcome, NotChecked)
    assert web.asked == [base, base + "here"]


def test_allow_private_lifts_the_guard():
    outcome, _ = ask({"http://127.0.0.1/": reply(200)}, "http://127.0.0.1/", allow_private=True)
    assert outcome.status == 200


# --- what is sent ---


def test_the_client_says_who_it_is_and_asks_as_a_browser():
    _, web = ask({A: reply(200)}, A)
    headers = web.requests[0].headers
    assert re.fullmatch(r"Mozilla/5\.0 \(compatible; citecheck/\S+; \+https://\S+\)", headers["user-agent"])
    assert headers["host"] == "a.test"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["accept"].startswith("text/html")
    assert "accept-language" in headers
    assert web.requests[0].method == "GET"


def test_the_name_can_be_set():
    _, web = ask({A: reply(200)}, A, user_agent="library-audit/1 (+mailto:x@a.test)")
    assert web.requests[0].headers["user-agent"] == "library-audit/1 (+mailto:x@a.test)"


# --- repetitions ---


def test_a_passing_failure_is_asked_again_with_backoff():
    web = Web({A: [httpx.ReadError("x"), reply(503), reply(200)]})

    async def run():
        async with client_over(web) as client:
            return await client.get(A), client.time.slept

    outcome, slept = asyncio.run(run())
    assert (outcome.status, slept) == (200, [1.0, 2.0])


def test_the_cookie_that_comes_with_a_404_is_sent_when_it_is_asked_again():
    web = Web({A: [reply(404, [("set-cookie", "seen=1; Path=/")]), reply(200)]})

    async def run():
        async with client_over(web) as client:
            return await client.get(A)

    assert asyncio.run(run()).status == 200
    assert [request.headers.get("cookie") for request in web.requests] == [None, "seen=1"]


def test_a_repetition_comes_when_all_else_at_the_host_was_asked():
    web = Web({A + "0": [reply(503), reply(200)]}, seconds=0.1)

    async def run():
        async with client_over(web, delay=5.0) as client:
            return await visited(client, [f"{A}{n}" for n in range(4)])

    outcomes = asyncio.run(run())
    assert {outcome.status for outcome in outcomes.values()} == {200}
    assert web.asked == [f"{A}{n}" for n in (0, 1, 2, 3, 0)]


TIMES = [
    (reply(404), 2),
    (reply(410), 2),
    (reply(403), 2),
    (reply(401), 1),
    (reply(451), 1),
    (reply(999), 1),
    (reply(500), 2),
    (reply(503), 3),
    (reply(521), 3),
    ([httpx.ReadTimeout("x"), httpx.ReadTimeout("x"), reply(404)], 4),
    ([reply(404), reply(503), reply(503)], 3),
    (httpx.ReadTimeout("x"), 3),
    (caused(httpx.ConnectError, ConnectionRefusedError(111, "x")), 2),
    (caused(httpx.ConnectError, socket.gaierror(socket.EAI_NONAME, "x")), 1),
    (caused(httpx.ConnectError, socket.gaierror(socket.EAI_AGAIN, "x")), 3),
]


@pytest.mark.parametrize("answer, times", TIMES, ids=range(len(TIMES)))
def test_how_often_each_outcome_is_asked(answer, times):
    _, web = ask({A: answer}, A)
    assert len(web.requests) == times


def test_retry_after_holds_the_whole_host():
    web = Web({A: [reply(429, [("retry-after", "7")]), reply(200)], A + "b": reply(200)})

    async def run():
        async with client_over(web) as client:
            return await asyncio.gather(client.get(A), client.get(A + "b"))

    outcomes = asyncio.run(run())
    assert [outcome.status for outcome in outcomes] == [200, 200]
    assert web.starts == [0.0, 7.0, 8.0]


def test_retry_after_is_obeyed_a_few_times_only():
    """A host that says 429 for ever holds up the run three times, whatever the number of its pages."""
    web = Web({f"{A}{n}": reply(429, [("retry-after", "86400")]) for n in range(10)})

    async def run():
        async with client_over(web) as client:
            return await asyncio.gather(*(client.get(f"{A}{n}") for n in range(10)))

    outcomes = asyncio.run(run())
    assert {getattr(outcome, "status", None) or outcome.reason for outcome in outcomes} == {
        429,
        Reason.RATE_LIMITED,
    }
    assert max(web.starts) <= 180 + 60
    assert len(web.requests) <= 10


# --- politeness ---


def test_one_host_gets_one_request_at_a_time_with_a_pause_between_starts():
    web = Web({}, seconds=0.4)

    async def run():
        async with client_over(web, delay=1.0) as client:
            await asyncio.gather(*(client.get(f"{A}{n}") for n in range(4)))

    asyncio.run(run())
    assert web.starts == [0.0, 1.0, 2.0, 3.0]
    assert web.most_running == 1


def test_a_slow_host_gets_the_next_request_only_when_it_has_answered():
    web = Web({}, seconds=3.0)

    async def run():
        async with client_over(web, delay=1.0) as client:
            await asyncio.gather(*(client.get(f"{A}{n}") for n in range(3)))

    asyncio.run(run())
    assert web.starts == [0.0, 3.0, 6.0]


def test_the_host_is_the_same_in_any_case_and_with_any_port():
    web = Web({}, seconds=0.1)

    async def run():
        async with client_over(web, delay=1.0) as client:
            await asyncio.gather(
                *(
                    client.get(u)
                    for u in ("http://a.test/", "https://A.test/", "http://a.test:81/", "http://a.test./")
                )
            )

    asyncio.run(run())
    assert web.starts == [0.0, 1.0, 2.0, 3.0]


def test_more_at_a_time_if_the_settings_say_so():
    web = Web({}, seconds=5.0)

    async def run():
        async with client_over(web, per_host=3) as client:
            await asyncio.gather(*(client.get(f"{A}{n}") for n in range(9)))

    asyncio.run(run())
    assert web.most_running == 3


def test_the_bound_on_all_is_kept_and_not_used_up_by_those_who_wait():
    """Twenty pages of one host wait for their turn; the other hosts are asked meanwhile, in two places."""
    web = Web({}, seconds=1.0)

    async def run():
        async with client_over(web, concurrency=2, delay=10.0) as client:
            await asyncio.gather(
                *(client.get(f"{A}{n}") for n in range(20)),
                *(client.get(f"http://h{n}.test/") for n in range(8)),
            )

    asyncio.run(run())
    others = [start for start, url in zip(web.starts, web.asked, strict=True) if "a.test" not in url]
    assert web.most_running == 2
    assert max(others) < 10


def test_a_hop_waits_in_the_queue_of_its_own_host():
    pages = {f"{A}{n}": redirect(302, f"http://b.test/{n}") for n in range(2)} | {
        "http://c.test/": redirect(302, "http://b.test/c")
    }
    web = Web(pages, seconds=0.1)

    async def run():
        async with client_over(web, delay=1.0) as client:
            await asyncio.gather(client.get(A + "0"), client.get(A + "1"), client.get("http://c.test/"))

    asyncio.run(run())
    at_b = [start for start, url in zip(web.starts, web.asked, strict=True) if "b.test" in url]
    assert len(at_b) == 3
    assert all(later - earlier >= 1.0 for earlier, later in pairwise(at_b))


def test_an_index_is_asked_without_queue_and_pause():
    web = Web({}, seconds=1.0)

    async def run():
        async with client_over(web, delay=60.0) as client:
            await asyncio.gather(*(client.get(f"{A}{n}", LISTING) for n in range(3)))

    asyncio.run(run())
    assert web.starts == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("answer", [reply(429), reply(503), httpx.ReadTimeout("x")])
def test_an_index_is_asked_once(answer):
    _, web = ask({A: answer}, A, LISTING)
    assert len(web.requests) == 1


BUDGETS = [
    ("twenty hops of thirty seconds each are not waited for", {}, 30.0, 120),
    ("the user may give more", {"budget": 300.0}, 30.0, 300),
    ("never less than one request needs", {"budget": 1.0}, 30.0, 40),
]


@pytest.mark.parametrize(
    "settings, seconds, last", [row[1:] for row in BUDGETS], ids=[row[0] for row in BUDGETS]
)
def test_a_chain_has_a_budget_of_time(settings, seconds, last):
    web = Web({f"{A}{n}": redirect(302, f"/{n + 1}") for n in range(20)}, seconds=seconds)

    async def run():
        async with client_over(web, timeout=20.0, connect_timeout=10.0, **settings) as client:
            return await client.get(A + "0")

    outcome = asyncio.run(run())
    assert outcome.reason is Reason.READ_TIMEOUT
    assert last - seconds <= max(web.starts) + seconds <= last + seconds


def test_waiting_behind_other_links_is_not_charged_to_a_link():
    web = Web({f"{A}99": redirect(302, "/end")}, seconds=5.0)

    async def run():
        async with client_over(web, budget=60.0) as client:
            return await visited(client, [f"{A}{n}" for n in range(100)])

    outcomes = asyncio.run(run())
    assert {outcome.status for outcome in outcomes.values()} == {200}
    assert max(web.starts) >= 500


def test_waiting_for_the_host_is_charged_to_the_link():
    """A wait that would use up what is left is not begun."""
    web = Web({A: reply(503, [("retry-after", "60")])}, seconds=1.0)

    async def run():
        async with client_over(web, budget=100.0) as client:
            return await client.get(A)

    assert asyncio.run(run()).status == 503
    assert web.starts == [0.0, 61.0]


def test_pytest_httpx_can_stand_in_for_the_network(httpx_mock):
    httpx_mock.add_response(url=A, html="<title>Hello</title>")

    async def run():
        async with Client(Settings(), transport=httpx.AsyncHTTPTransport()) as client:
            return await client.get(A)

    outcome = asyncio.run(run())
    assert (outcome.status, outcome.body) == (200, b"<title>Hello</title>")


def test_the_manner_of_an_archive_goes_past_the_proxy_on_loopback_alone():
    assert manner_for_archive("http://127.0.0.1:8080/wayback").direct
    assert manner_for_archive("http://localhost:8080").direct
    assert not manner_for_archive("https://web.archive.org").direct
    assert not manner_for_archive("http://[broken").direct
    assert Manner() == PAGE
