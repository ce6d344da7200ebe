"""A fault of our own network is never laid on a page: whatever happens, and whenever it happens."""

from __future__ import annotations

import pytest
from simulated import CANARIES, NO_CONNECTION, NO_NAME, PORTAL, Net, page

from citecheck.models import Answer, Hop, NoAnswer, NotChecked, Reason
from citecheck.verify.network import PATIENCE_AT_FIRST

SITES = {f"http://site{number}.org/page": page(f"Page {number}") for number in range(8)}
GONE = {"http://gone.org/page": NO_NAME}
FAULTS = ["deny", "cut"]


def judged(net):
    """Run, and return how often each verdict was given."""
    verdicts = net.run()
    return {verdict: list(verdicts.values()).count(verdict) for verdict in set(verdicts.values())}


def test_without_a_fault_a_name_that_does_not_exist_is_dead():
    """The name server works, and says twice that there is no such name."""
    net = Net(SITES | GONE)
    assert judged(net) == {"live": 8, "dead": 1}
    assert net.warnings == ()
    assert set(net.kept.values()) == {1}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("moment", [1, 2, 5, 8, 9])
def test_network_that_goes_and_stays_away(fault, moment):
    """What was seen before is kept, the rest is offline; nothing is dead, and nothing is kept of the fault."""
    net = Net(SITES | GONE)
    net.after(moment, getattr(net, fault))
    verdicts = list(net.run().values())
    assert verdicts == ["live"] * (moment - 1) + ["offline"] * (10 - moment)
    assert list(net.kept.values()) == [1] * (moment - 1) + [0] * (10 - moment)
    patience = PATIENCE_AT_FIRST if moment == 1 else net.settings.patience
    assert net.now == pytest.approx(patience)
    assert "run again when it is back" in net.warnings[0]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("moment", [2, 5, 8, 9])
def test_network_that_comes_back(fault, moment):
    """The run waits, goes on, and asks again what it could not see."""
    net = Net(SITES | GONE)
    net.after(moment, getattr(net, fault))
    net.at(20, net.heal)
    assert judged(net) == {"live": 8, "dead": 1}
    assert 20 <= net.now < net.settings.patience
    assert net.warnings == (f"our own network was down for {net.now:.0f} s; the run waited and went on",)


@pytest.mark.parametrize("moment", [1, 3, 8])
def test_network_that_fails_for_a_moment(moment):
    """A name that was denied once, and is there when somebody looks, is asked again."""
    net = Net(SITES)
    net.after(moment, net.deny)
    look_up = net.resolve

    async def recovering(name):
        net.heal()
        return await look_up(name)

    net.resolve = recovering
    assert judged(net) == {"live": 8}


@pytest.mark.parametrize("url", ["http://site.org/x", "http://münchen.de/x"])
def test_name_that_is_denied_again_and_again_but_exists(url):
    """Nothing is known of such a name: it is not dead, and our own network is not down."""
    net = Net({url: NO_NAME})
    net.names |= {"site.org": "9.9.9.9", "xn--mnchen-3ya.de": "9.9.9.9"}
    assert net.run() == {url: "unreachable"}
    assert net.asked[url] == 2
    assert net.warnings == ()


def test_name_with_letters_is_denied_under_the_name_that_is_looked_up():
    net = Net({"http://münchen.de/x": NO_NAME})
    assert net.run() == {"http://münchen.de/x": "dead"}
    assert net.asked.total() == 1


def test_network_that_comes_and_goes_does_not_hold_a_run_for_ever():
    """After a few passes the rest is offline."""
    net = Net(SITES)
    for number in range(1, 200):
        net.after(number, net.cut)
    for moment in range(1, 2000):
        net.at(moment, net.heal)
    assert set(judged(net)) <= {"live", "offline"}
    assert net.now < 10 * net.settings.patience


@pytest.mark.parametrize(
    "url, facts, verdict",
    [
        ("http://127.0.0.1:9/x", NO_CONNECTION, "unreachable"),
        ("http://[::1]/x", NoAnswer(Reason.UNREACHABLE), "unreachable"),
        ("http://10.0.0.7/x", NoAnswer(Reason.RESET), "unreachable"),
        ("http://machine.local/x", NO_NAME, "dead"),
        ("http://nobody.invalid/x", NO_NAME, "dead"),
        ("http://site.org/x", NoAnswer(Reason.NO_SUCH_HOST, "", (Hop("http://site.org/x", 301, "http://a.invalid/"),)), "dead"),
        ("http://site.org/x", NoAnswer(Reason.REFUSED), "unreachable"),
        ("http://site.org/x", NoAnswer(Reason.TLS, "expired"), "unreachable"),
        ("http://site.org/x", NotChecked("scheme mailto is not asked"), "skipped"),
        ("http://site.org/x", NO_NAME, "offline"),
        ("http://site.org/x", NO_CONNECTION, "offline"),
        ("http://site.org/x", NoAnswer(Reason.READ_TIMEOUT), "offline"),
        ("http://site.org/x", NoAnswer(Reason.RESET), "offline"),
        ("http://site.org/x", NoAnswer(Reason.PROXY), "offline"),
        ("http://site.org/x", NotChecked("private address 10.0.0.1"), "offline"),
        ("http://10.0.0.1/x", NotChecked("private address 10.0.0.1"), "skipped"),
    ],
)  # fmt: skip
def test_what_our_own_network_can_have_caused(url, facts, verdict):
    """While no canary is there, only what needs nothing outside, and what can have no other cause, is judged."""
    net = Net({url: facts})
    net.names = {}
    assert net.run() == {url: verdict}


def test_what_is_near_is_asked_although_the_network_is_gone():
    """A page of this machine does not need the network that was given up."""
    net = Net({"http://site.org/1": page(), "http://127.0.0.1/2": page("Near")})
    net.after(1, net.cut)
    assert net.run() == {"http://site.org/1": "offline", "http://127.0.0.1/2": "live"}


def test_canaries_that_are_not_known_here_do_not_stop_a_run():
    """A name that answered in this run vouches for the name server as well as a canary."""
    net = Net(SITES | GONE)
    for canary in CANARIES:
        del net.names[canary]
    assert judged(net) == {"live": 8, "dead": 1}


def test_without_canaries_nothing_speaks_against_the_network():
    net = Net(GONE | SITES, canaries=())
    net.names = {}
    assert net.run()["http://gone.org/page"] == "dead"


# --- who answers for everybody --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["redirect", "body", "511"])
@pytest.mark.parametrize("moment", [1, 2, 5, 7])
def test_portal_that_stays(kind, moment):
    """Nothing that a portal answered is kept, and what it answered for is offline.

    A body is strange from the second site on that sends it; what the first sent is taken back then.
    """
    net = Net(SITES)
    net.after(moment, lambda: net.capture(kind))
    verdicts = list(net.run().values())
    assert verdicts == ["live"] * (moment - 1) + ["offline"] * (9 - moment)
    assert list(net.kept.values()) == [1] * (moment - 1) + [0] * (9 - moment)
    where = f" at {PORTAL}" if kind == "redirect" else ""
    assert net.warnings[0].startswith(f"a login page of this network{where} answered in the place of pages")
    assert "log in to the network and run again" in net.warnings[1]


@pytest.mark.parametrize("kind", ["redirect", "body", "511"])
@pytest.mark.parametrize("moment", [1, 2, 5, 8])
def test_portal_that_lets_through_in_the_end(kind, moment):
    """Somebody logs in, and the run goes on with every page."""
    net = Net(SITES | GONE)
    net.after(moment, lambda: net.capture(kind))
    net.at(20, net.heal)
    assert judged(net) == {"live": 8, "dead": 1}


def test_verified_pages_are_believed_behind_a_portal():
    """Nobody can answer for a site whose certificate was verified."""
    net = Net(
        {"https://site.org/1": page(), "https://site.org/2": page("Other", tls="certificate has expired")}
    )
    net.capture()
    net.pages["https://site.org/2"] = Answer(
        200, f"http://{PORTAL}/", (Hop("https://site.org/2", 302, f"http://{PORTAL}/"),), tls="self-signed"
    )
    assert net.run() == {"https://site.org/1": "live", "https://site.org/2": "offline"}


MOVED = Answer(200, "http://new.net/1", (Hop("http://old.org/1", 301, "http://new.net/1"),), title="Moved")


@pytest.mark.parametrize(
    "pages, canary_asked",
    [
        ({"http://old.org/1": MOVED}, 1),
        ({"http://old.org/1": MOVED, "http://old.org/2": MOVED, "http://older.org/": MOVED}, 1),
        ({"http://a.org/": page("It works!"), "http://b.org/": page("It works!")}, 1),
        ({"http://a.org/": page(), "http://www.a.org/": page(), "http://b.a.org/": page()}, 1),
        ({"https://a.org/": page(), "https://b.org/": page()}, 0),
        ({"http://127.0.0.1/": page(), "http://127.0.0.2/": page()}, 0),
        ({"http://10.0.0.1/": MOVED}, 0),
    ],
    ids=["moved", "one new place", "one body", "one site", "verified", "near", "near, and moved"],
)
def test_sites_that_do_what_portals_do(pages, canary_asked):
    """A canary that answers for itself clears them, and is asked once for what came together."""
    net = Net(pages)
    assert not {"offline", "dead", "unreachable"} & set(net.run().values())
    assert net.canary_asked == canary_asked
    assert net.warnings == ()


def test_canary_that_cannot_be_asked_is_no_evidence():
    """What looks like a portal is believed; 511 says what it is."""
    net = Net(
        {"http://old.org/1": MOVED, "http://a.org/": page("It works!"), "http://b.org/": page("It works!")}
    )
    net.names = dict.fromkeys(("old.org", "a.org", "b.org", "new.net"), "9.9.9.9")
    assert "offline" not in net.run().values()
    net = Net({"http://a.org/": Answer(511, "http://a.org/")})
    net.names = {"a.org": "9.9.9.9"}
    assert net.run() == {"http://a.org/": "offline"}


def test_proxy_answers_for_itself():
    """Behind a proxy nobody looks for portals: it is the proxy that answers for everybody."""
    net = Net({"http://a.org/": page("x"), "http://b.org/": page("x")}, proxy="http://127.0.0.1:3128")
    assert set(net.run().values()) == {"live"}
    assert net.canary_asked == 0
    assert (
        "names are resolved there, so private addresses behind names could not be checked" in net.warnings[0]
    )


def test_name_server_that_lies_about_names_that_do_not_exist():
    """What answers at the liar's address is no page; the others are, and the report says so."""
    net = Net(SITES | GONE)
    net.lie = "8.8.8.8"
    assert judged(net) == {"live": 8, "unreachable": 1}
    assert net.warnings == (
        "the name server gives 8.8.8.8 for names that do not exist; what answers there is not believed",
    )


def test_name_server_that_gives_one_address_for_everything():
    """Canaries at the address of names that cannot exist are none."""
    net = Net({"http://site.org/": NO_CONNECTION})
    net.names, net.lie = {}, "8.8.8.8"
    assert net.run() == {"http://site.org/": "offline"}
