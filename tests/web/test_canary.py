"""Whether our own network is up, and whether it tells the truth."""

import asyncio
import socket
from contextlib import asynccontextmanager

import pytest
from loopback import Server, hanging, resolver

from citecheck.models import NoAnswer, Reason
from citecheck.settings import Settings
from citecheck.web import Reply, network_is_up
from citecheck.web.canary import Canary

DOWN = socket.gaierror(socket.EAI_AGAIN, "x")
DENIED = socket.gaierror(socket.EAI_NONAME, "x")
PUBLIC, LIAR = "9.9.9.9", "8.8.8.8"
TABLE = [
    ({"one": [PUBLIC], "two": DOWN}, True),
    ({"one": DOWN, "two": [PUBLIC]}, True),
    ({"one": DOWN, "two": DOWN}, False),
    ({"one": [], "two": []}, False),
    ({}, False),
    ({"one": ["10.0.0.1"], "two": ["127.0.0.1"]}, False),
    ({"one": ["10.0.0.1", PUBLIC]}, True),
]


@pytest.mark.parametrize("table, up", TABLE)
def test_the_network_is_up_if_any_canary_has_a_public_address(table, up):
    settings = Settings(canaries=("one", "two"))
    assert asyncio.run(network_is_up(settings, resolver(table))) is up


def lying(table, address=LIAR):
    """Resolve by *table*, and give *address* for names that are not in it."""

    async def resolve(name):
        return table.get(name, [address])

    return resolve


@pytest.mark.parametrize(
    "table, up",
    [({"one": [PUBLIC]}, True), ({"one": [LIAR]}, False), ({"one": [LIAR, PUBLIC]}, True), ({}, False)],
)
def test_a_canary_at_the_address_of_names_that_cannot_exist_is_none(table, up):
    """A portal's or a provider's name server gives its own address for every name."""
    canary = Canary(Settings(canaries=("one",)), lying(table))
    assert asyncio.run(canary.is_up()) is up
    assert asyncio.run(canary.lies()) == {LIAR}


def test_an_honest_name_server_denies_what_cannot_exist():
    """One name under `.invalid` and one under a domain that exists are asked for, new ones each time."""
    asked = []

    async def resolve(name):
        asked.append(name)
        raise DENIED

    assert asyncio.run(Canary(Settings(), resolve).lies()) == frozenset()
    assert sorted(name.rpartition(".")[2] for name in asked) == ["com", "invalid"]
    assert asyncio.run(Canary(Settings(canaries=()), resolve).lies()) == frozenset()
    assert asyncio.run(Canary(Settings(proxy="http://127.0.0.1:9"), resolve).lies()) == frozenset()
    assert len(asked) == 2


def test_witnesses_count_like_canaries():
    canary = Canary(Settings(canaries=("one",)), resolver({"seen.org": [PUBLIC]}))
    assert asyncio.run(canary.is_up(("seen.org",)))
    assert not asyncio.run(canary.is_up(("gone.org",)))


def test_private_addresses_count_where_they_may_be_asked():
    canary = Canary(Settings(canaries=("one",), allow_private=True), resolver({"one": ["10.0.0.1"]}))
    assert asyncio.run(canary.is_up())


def test_names_are_looked_up_anew():
    """There, denied, and not known are three things."""
    canary = Canary(Settings(), resolver({"here.org": [PUBLIC], "down.org": DOWN, "gone.org": DENIED}))
    found = asyncio.run(canary.addresses(["here.org", "down.org", "gone.org", "here.org"]))
    assert found == {"here.org": (PUBLIC,), "down.org": None, "gone.org": ()}


def test_a_silent_name_server_is_a_network_that_is_down():
    async def silent(_name):
        await asyncio.sleep(60)

    assert not asyncio.run(network_is_up(Settings(connect_timeout=0.1), silent))


def test_without_canaries_nothing_says_that_the_network_is_down():
    assert asyncio.run(network_is_up(Settings(canaries=())))


def test_with_a_proxy_the_network_is_the_proxy():
    async def run():
        async with Server(hanging) as proxy:
            base = f"http://127.0.0.1:{proxy.port}"
            environment = Canary(Settings(canaries=("one",)), resolver({}), proxy_for=lambda _url: base)
            return await network_is_up(Settings(proxy=base)), await environment.is_up()

    assert asyncio.run(run()) == (True, True)
    assert not asyncio.run(network_is_up(Settings(proxy="http://127.0.0.1:9")))


@pytest.mark.parametrize("proxy", ["nonsense", "http://a:b:c", "http://[::1"])
def test_a_proxy_that_is_no_address_is_down(proxy):
    assert not asyncio.run(network_is_up(Settings(proxy=proxy, connect_timeout=0.2)))


class Client:
    """Answers by table; what is not in it does not answer. *asked* is what was asked for."""

    def __init__(self, pages):
        self.pages, self.asked = pages, []

    @asynccontextmanager
    async def opened(self):
        yield self

    async def get(self, url, manner):
        assert manner.retries == 0
        self.asked.append(url)
        return Reply(self.pages[url], url, {}) if url in self.pages else NoAnswer(Reason.REFUSED)


@pytest.mark.parametrize(
    "pages, up",
    [
        ({"http://check.example/204": 204}, True),
        ({"http://check.example/204": 500}, True),
        ({"http://check.example/204": 511}, False),
        ({}, False),
    ],
)
def test_a_canary_can_be_an_address(pages, up):
    """It is asked, and any answer but a portal's says that the network is up."""
    client = Client(pages)
    settings = Settings(canaries=("http://check.example/204",))
    assert asyncio.run(Canary(settings, resolver({}), open_client=client.opened).is_up()) is up
    assert client.asked == ["http://check.example/204"]


@pytest.mark.parametrize(
    "avoid, proxied, asked, answers",
    [
        ((), False, ["http://www.one.org/", "http://two.org/x"], "http://two.org/x"),
        (("one.org",), False, ["http://two.org/x"], "http://two.org/x"),
        (("one.org", "two.org"), False, [], None),
        ((), True, [], None),
    ],
    ids=["the first that answers", "not those to avoid", "none left", "not over a proxy"],
)
def test_page_of_a_canary(avoid, proxied, asked, answers):
    """Over plain http, because whoever stands in the way can answer for that; https canaries are left out."""
    client = Client({"http://two.org/x": 200, "https://three.org/": 200})
    canary = Canary(
        Settings(canaries=("www.one.org", "https://three.org/", "http://two.org/x")),
        resolver({}),
        proxy_for=lambda _url: "http://proxy" if proxied else None,
        open_client=client.opened,
    )
    reply = asyncio.run(canary.page(avoid))
    assert client.asked == asked
    assert (reply.url if reply else None) == answers


def test_canaries_that_hang_are_not_waited_for():
    """The timeout of an answer holds for all of them together."""

    async def get(_url, _manner):
        await asyncio.sleep(60)

    client = Client({})
    client.get = get
    canary = Canary(Settings(timeout=0.1), resolver({}), open_client=client.opened)
    assert asyncio.run(canary.page(())) is None
