"""The pieces of `benchmarks/checking.py` are right; how long anything takes is not tested."""

import socket

import pytest
from bench.counts import Counts
from bench.ideal import bound, schedule
from bench.measured import Goal, Measured, cells, middle, table
from bench.programs import run_stage
from bench.served import serving
from bench.work import TITLE, Manners, Work, number_of, page
from checking import write_figures
from hypothesis import given, strategies as st

from citecheck.parse import parse
from citecheck.read import read_text

POLITE = Manners(concurrency=128, per_host=10, delay=0.05)


@pytest.fixture(scope="module")
def served():
    with serving(None) as server:
        yield server


# What is asked


def test_the_urls_are_distinct_and_their_hosts_take_turns():
    urls = list(Work(7, 3, 0.0).urls(80))
    assert urls[:4] == [
        "http://127.0.0.2:80/papers/0000000.html",
        "http://127.0.0.3:80/papers/0000001.html",
        "http://127.0.0.4:80/papers/0000002.html",
        "http://127.0.0.2:80/papers/0000003.html",
    ]
    assert [number_of(url) for url in urls] == list(range(7))
    assert Work(7, 3, 0.0).each == (3, 2, 2)


def test_twenty_thousand_hosts_stay_on_this_machine():
    hosts = {url.split("/")[2].split(":")[0] for url in Work(20_000, 20_000, 0.0).urls(80)}
    assert len(hosts) == 20_000
    assert all(host.startswith("127.") for host in hosts)


def test_the_notes_of_the_document_are_read_as_they_are_meant():
    work = Work(25, 5, 0.0)
    citations = parse(read_text(work.document(8080)))
    assert [citation.urls[0].url for citation in citations] == list(work.urls(8080))
    assert [citation.title for citation in citations] == [TITLE.format(number=n) for n in range(25)]


def test_a_page_bears_the_cited_title_and_has_about_two_kilobytes():
    assert f"<title>{TITLE.format(number=17)}</title>".encode() in page(17)
    assert 1_900 < len(page(17)) < 2_200


# The ideal


@pytest.mark.parametrize(
    "work, manners, least, kept",
    [
        pytest.param(Work(2_000, 100, 0.1), POLITE, 1.5625, 1.6, id="the places decide: sixteen waves, the last not full"),
        pytest.param(Work(20, 1, 0.1), POLITE, 1.05, 1.05, id="one host's pauses decide"),
        pytest.param(Work(20, 1, 0.1), Manners(128, 2, 0.0), 1.0, 1.0, id="one host's places decide"),
        pytest.param(Work(50, 50, 0.1), Manners(64, 1, 1.0), 0.1, 0.1, id="all at once"),
        pytest.param(Work(4, 2, 0.1), Manners(1, 1, 0.0), 0.4, 0.4, id="one after another"),
    ],
)  # fmt: skip
def test_the_ideal(work, manners, least, kept):
    assert bound(work, manners) == pytest.approx(least)
    assert schedule(work, manners) == pytest.approx(kept)


@given(
    total=st.integers(1, 60),
    hosts=st.integers(1, 20),
    latency=st.sampled_from((0.0, 0.1, 1.0)),
    manners=st.builds(Manners, st.integers(1, 30), st.integers(1, 4), st.sampled_from((0.0, 0.05, 0.5))),
)
def test_no_schedule_undercuts_the_bound(total, hosts, latency, manners):
    work = Work(total, min(hosts, total), latency)
    assert schedule(work, manners) >= bound(work, manners) - 1e-9


# The server


def test_counts_know_how_many_were_in_flight_and_how_close_they_came():
    counts = Counts()
    for host, page_asked, now in (("a", b"1", 10.0), ("a", b"2", 10.5), ("b", b"3", 10.6)):
        counts.asked(host, page_asked, now)
    counts.answered("a")
    counts.asked("a", b"1", 10.75)
    counts.asked("c", b"", 10.8)
    seen = counts.figures()
    assert (seen["requests"], seen["pages"], seen["strays"]) == (5, 3, 1)
    assert (seen["most_in_flight"], seen["most_at_a_host"]) == (4, 2)
    assert seen["smallest_gap"] == pytest.approx(0.25)
    assert Counts().figures()["smallest_gap"] == -1


def said(served, host, *parts, until=b"</html>\n"):
    """Send *parts* of requests over one connection and return all that comes, up to *until* or the end."""
    with socket.create_connection((host, served.port), timeout=10) as connection:
        came = b""
        for part in parts:
            connection.sendall(part)
            while not came.endswith(until) and part.endswith(b"\r\n\r\n"):
                more = connection.recv(65_536)
                if not more:
                    return came
                came += more
        return came


def test_the_server_answers_with_the_page_that_was_asked_for_and_keeps_the_connection(served):
    served.begin(0.0)
    answer = said(served, "127.0.3.4", b"GET /papers/0000042.html HTTP/1.1\r\nHost: a\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"close" not in head
    assert body == page(42)


def test_the_server_waits_for_the_whole_head_and_closes_when_told(served):
    served.begin(0.01)
    parts = (b"GET /papers/0000001.html HT", b"TP/1.1\r\nConnection: close\r\n\r\n")
    answer = said(served, "127.0.0.2", *parts, until=b"never")
    assert b"Connection: close" in answer
    assert answer.endswith(page(1))
    assert served.seen()["requests"] == 1


def test_the_server_has_no_other_pages_and_tells_what_it_saw(served):
    served.begin(0.0)
    request = b"GET /papers/neighbour.html HTTP/1.1\r\nConnection: close\r\n\r\n"
    assert said(served, "127.0.0.2", request).startswith(b"HTTP/1.1 404 ")
    seen = served.seen()
    assert (seen["requests"], seen["strays"], seen["connections"], seen["broken"]) == (1, 1, 1, 0)


# Who asks


def test_the_stage_asks_each_page_once_politely_and_finds_it_live(served):
    work, manners = Work(60, 6, 0.02), Manners(16, 2, 0.0)
    served.begin(work.latency)
    report = run_stage("time", served.port, work, manners)
    seen = served.seen()
    assert report["verdicts"] == {"live": 60}
    assert report["peak"] > report["before"] > 0
    assert (seen["requests"], seen["pages"], seen["strays"]) == (60, 60, 0)
    assert seen["most_in_flight"] <= 16
    assert seen["most_at_a_host"] <= 2


def test_the_stage_is_weighed_while_all_requests_wait(served):
    work = Work(33, 33, 0.3)
    served.begin(work.latency)
    report = run_stage("weigh", served.port, work, Manners(30, 1, 0.0))
    assert report["verdicts"] == {"live": 33}
    assert report["waiting"] > 0
    assert served.seen()["most_in_flight"] == 30


# What is printed


def measured(wall, *, gap=0.05):
    seen = {"requests": 2_000, "connections": 100, "most_in_flight": 128, "most_at_a_host": 2}
    return Measured(wall, 0.5, 51_200, {**seen, "smallest_gap": gap, "cpu": 0.2})


def test_a_row_holds_medians_of_the_costs_and_the_worst_of_the_counts():
    runs = [measured(2.0), measured(1.0, gap=0.04), measured(4.0)]
    assert middle(runs) == 2.0
    row = cells("lychee", runs, Work(2_000, 100, 0.1), POLITE)
    assert row == ("lychee", "2.00 (1.00 to 4.00)", "0.50", "50", "1.000", "100", "128", "2", "40.0", "10%")


def test_the_tables_are_markdown_and_say_whether_a_goal_is_met():
    rows = [Goal("speed", "≤ 1.0", "0.97", met=True).cells(), Goal("size", "< 5", "7", met=False).cells()]
    assert table(("goal", "limit", "figure", "verdict"), rows) == (
        "| goal  | limit | figure | verdict |\n"
        "| ----- | ----- | ------ | ------- |\n"
        "| speed | ≤ 1.0 | 0.97   | met     |\n"
        "| size  | < 5   | 7      | NOT met |\n"
    )


def test_figures_take_the_place_of_older_ones_and_the_text_stays(tmp_path):
    page_of_figures = tmp_path / "performance.md"
    page_of_figures.write_text("# Speed\n\nWhy.\n\n## Figures\n\n| old |\n", encoding="utf-8")
    write_figures(page_of_figures, "| new |\n\n")
    assert page_of_figures.read_text(encoding="utf-8") == "# Speed\n\nWhy.\n\n## Figures\n\n| new |\n"


def test_figures_are_not_written_where_no_place_is_for_them(tmp_path):
    other = tmp_path / "README.md"
    other.write_text("# Speed\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="## Figures"):
        write_figures(other, "| new |\n")
    assert other.read_text(encoding="utf-8") == "# Speed\n"
