"""The queues alone: whose turn it is at which time, without a request being made."""

from collections import deque

import httpx
from hypothesis import given, strategies as st

from citecheck.web import PAGE
from citecheck.web.chain import Chain
from citecheck.web.hosts import Line
from citecheck.web.queues import LEAST_ASIDE, Queues
from citecheck.web.sinks import Backlog, Batch, Ticket


def batch():
    return Batch(PAGE, Backlog(lambda: None))


class Waiting:
    """Stands for one who waits for one address."""

    manner, closed = PAGE, False


def ticket(url, sink=None):
    return Ticket(url, sink or batch())


def begun(url):
    return Chain(url, batch(), httpx.URL(url), 100.0)


def queues_of(urls, now=0.0, **options):
    """Queues with fresh *urls*, written `host/number`."""
    queues = Queues(**{"delay": 1.0, "per_host": 1, **options})
    for url in urls:
        name = url.partition("/")[0]
        queues.push(queues.host(name) or queues.new_host(name), ticket(url))
    for name in dict.fromkeys(url.partition("/")[0] for url in urls):
        queues.place(queues.host(name), now)
    return queues


def taken(queues, now):
    """Take what may start at *now*, as the addresses."""
    found = []
    while (turn := queues.next(now)) is not None:
        found.append(turn[1])
    return [item.url if isinstance(item, Ticket) else item.asked for item in found]


def test_the_host_with_most_left_goes_first():
    queues = queues_of(["a/1", "b/1", "b/2", "b/3", "c/1", "c/2"])
    assert taken(queues, 0.0) == ["b/1", "c/1", "a/1"]


def test_the_longest_queue_is_that_which_takes_longest():
    queues = queues_of(["a/1", "b/1", "b/2", "b/3", "c/1", "c/2"])
    assert (queues.longest().name, queues.longest().left) == ("b", 3)
    queues.host("c").pace.delay = 60.0
    assert queues.longest().name == "c"
    queues.all_drained(0.0)
    assert queues.longest() is None


def test_a_host_is_asked_again_when_it_has_answered_and_its_pause_is_over():
    queues = queues_of(["a/1", "a/2"])
    a = queues.host("a")
    assert taken(queues, 0.0) == ["a/1"]
    assert taken(queues, 2.0) == []
    queues.done(a, 0.3)
    assert queues.soonest() == 1.0
    assert taken(queues, 0.9) == []
    assert taken(queues, 1.0) == ["a/2"]
    assert queues.soonest() is None


def test_as_many_at_a_time_as_the_settings_say_and_each_start_after_its_pause():
    queues = queues_of(["a/1", "a/2", "a/3"], per_host=2, delay=0.5)
    assert taken(queues, 0.0) == ["a/1"]
    assert taken(queues, 0.5) == ["a/2"]
    assert taken(queues, 9.0) == []
    queues.done(queues.host("a"), 9.0)
    assert taken(queues, 9.0) == ["a/3"]


def test_what_is_begun_goes_before_the_fresh_and_what_is_asked_again_after_it():
    queues = queues_of(["a/1", "a/2"], delay=0.0, per_host=9)
    a = queues.host("a")
    queues.push(a, begun("http://late/"), when=0.0)
    queues.push(a, begun("http://begun/"))
    queues.push(a, ticket("waited-for", Waiting()))
    queues.place(a, 0.0)
    assert taken(queues, 0.0) == ["http://begun/", "waited-for", "a/1", "a/2", "http://late/"]


def test_a_repetition_waits_for_its_time():
    queues = queues_of([], delay=0.0, per_host=9)
    a = queues.new_host("a")
    queues.push(a, begun("http://second/"), when=8.0)
    queues.push(a, begun("http://first/"), when=3.0)
    queues.place(a, 0.0)
    assert (taken(queues, 2.9), queues.soonest()) == ([], 3.0)
    assert taken(queues, 3.0) == ["http://first/"]
    assert taken(queues, 8.0) == ["http://second/"]


def test_a_host_with_something_begun_goes_before_a_longer_queue():
    queues = queues_of(["a/1", "a/2", "a/3"])
    b = queues.new_host("b")
    queues.push(b, begun("http://hop/"))
    queues.place(b, 0.0)
    assert taken(queues, 0.0) == ["http://hop/", "a/1"]


def test_the_fresh_wait_while_nobody_reads_what_came():
    queues = queues_of(["a/1", "b/1"])
    queues.push(queues.host("b"), begun("http://hop/"))
    queues.place(queues.host("b"), 0.0)
    assert queues.next(0.0, fresh=False)[1].asked == "http://hop/"
    assert queues.next(0.0, fresh=False) is None
    queues.freed(0.0)
    assert taken(queues, 0.0) == ["a/1"]


def test_names_of_one_address_share_its_queue():
    queues = queues_of(["a/1", "b/1", "c/1"], named=True)
    assert taken(queues, 0.0) == []
    hosts = {queues.unnamed(0.0).name for _ in range(3)}
    assert (hosts, queues.unnamed(0.0)) == ({"a", "b", "c"}, None)
    for name, address in (("a", "192.0.2.1"), ("b", "192.0.2.1"), ("c", "192.0.2.2")):
        queues.settle(queues.host(name), address, 0.0)
    assert queues.host("a") is queues.host("b")
    assert sorted(taken(queues, 0.0)) == ["a/1", "c/1"]
    queues.done(queues.host("a"), 0.1)
    assert taken(queues, 0.5) == []
    assert taken(queues, 1.0) == ["b/1"]


def test_a_name_is_looked_up_once_although_more_comes_meanwhile():
    queues = queues_of(["a/1"], named=True)
    a = queues.unnamed(0.0)
    queues.push(a, ticket("a/2"))
    queues.place(a, 0.0)
    assert queues.unnamed(0.0) is None
    queues.settle(a, "192.0.2.1", 0.0)
    assert taken(queues, 0.0) == ["a/1"]


def set_aside():
    """Queues in which the host `a` was set aside; its last chance is being tried, `a/4` is left."""
    queues = queues_of(["a/1", "a/2", "a/3", "a/4", "b/1", "b/2"], delay=0.0)
    a, b = queues.host("a"), queues.host("b")
    for url in ("a/1", "a/2"):
        assert taken(queues, 0.0)[0] == url
        assert not queues.heard(a, 0.0, silent=True)
        queues.done(a, 0.0)
    assert taken(queues, 99.0) == []
    queues.done(b, 99.0)
    assert taken(queues, 99.0) == ["b/2", "a/3"]
    return queues, a


def test_after_two_silent_connections_a_host_waits_for_the_end_and_is_tried_once():
    queues, a = set_aside()
    assert taken(queues, 99.0) == []
    assert queues.heard(a, 99.0, silent=True)
    queues.done(a, 99.0)
    assert [item.url for item in queues.drained(a, 99.0)] == ["a/4"]


def test_a_host_that_answers_its_last_chance_goes_on():
    queues, a = set_aside()
    assert not queues.heard(a, 99.0, silent=False)
    queues.done(a, 99.0)
    assert taken(queues, 99.0) == ["a/4"]


def test_a_host_set_aside_is_left_alone_for_a_moment_at_least():
    queues = queues_of(["a/1", "a/2", "a/3"], delay=0.0)
    a = queues.host("a")
    for _ in range(2):
        taken(queues, 0.0)
        queues.heard(a, 0.0, silent=True)
        queues.done(a, 0.0)
    assert (taken(queues, 0.0), queues.soonest()) == ([], LEAST_ASIDE)
    assert taken(queues, LEAST_ASIDE) == ["a/3"]


def test_requests_under_way_when_a_host_is_set_aside_are_not_its_last_chance():
    queues = queues_of([f"a/{n}" for n in range(5)], delay=0.0, per_host=3)
    a = queues.host("a")
    assert len(taken(queues, 0.0)) == 3
    assert [queues.heard(a, 0.0, silent=True) for _ in range(3)] == [False, False, False]


def test_an_answer_between_two_silent_connections_clears_the_host():
    queues = queues_of([f"a/{n}" for n in range(5)], delay=0.0)
    a = queues.host("a")
    for silent in (True, False, True):
        taken(queues, 0.0)
        queues.heard(a, 0.0, silent=silent)
        queues.done(a, 0.0)
    assert taken(queues, 0.0) == ["a/3"]


def test_when_our_own_network_was_down_the_hosts_get_another_chance():
    queues = queues_of([f"a/{n}" for n in range(3)], delay=0.0)
    a = queues.host("a")
    for _ in range(2):
        taken(queues, 0.0)
        queues.heard(a, 0.0, silent=True)
        queues.done(a, 0.0)
    queues.forget(0.0)
    assert taken(queues, 0.0) == ["a/2"]


def test_what_is_weeded_is_gone_and_the_rest_keeps_its_order():
    queues = queues_of([f"a/{n}" for n in range(6)], delay=0.0, per_host=9)
    a = queues.host("a")
    queues.push(a, begun("http://late/"), when=0.0)
    gone = queues.weeded(a, 0.0, lambda item: isinstance(item, Ticket) and item.url in {"a/0", "a/3"})
    assert [item.url for item in gone] == ["a/0", "a/3"]
    assert taken(queues, 0.0) == ["a/1", "a/2", "a/4", "a/5", "http://late/"]


def test_when_all_was_taken_away_nothing_is_next():
    queues = queues_of(["a/1", "b/1"])
    assert len(queues.all_drained(0.0)) == 2
    assert taken(queues, 0.0) == []
    assert queues.soonest() is None


@given(st.lists(st.one_of(st.none(), st.integers())))
def test_a_line_is_first_in_first_out(steps):
    line, model = Line(), deque()
    for step in steps:
        if step is not None:
            line.push(step)
            model.append(step)
        elif model:
            assert line.pop() == model.popleft()
        assert bool(line) == bool(model)


@given(st.lists(st.integers(0, 9)), st.integers(0, 5), st.integers(0, 9))
def test_weeding_keeps_the_order(items, popped, unwanted):
    line = Line()
    for item in items:
        line.push(item)
    for _ in range(min(popped, len(items))):
        line.pop()
    rest = items[popped:]
    assert line.weed(lambda item: item == unwanted) == [item for item in rest if item == unwanted]
    left = []
    while line:
        left.append(line.pop())
    assert left == [item for item in rest if item != unwanted]
