"""A made-up neighbour is asked for once a directory, and only where that could change what is said."""

from __future__ import annotations

from simulated import NO_NAME, Net, citation, page

from citecheck.models import Sibling

TITLE = "Trafficking in Persons Report"


def doubtful(body="same"):
    """Return a page about which a sibling decides: it names itself, and not as it is cited."""
    return page("Department of State", body=body)


def test_one_sibling_for_the_pages_of_a_directory():
    """It is kept with what was seen of each of them, so that the judgement can be repeated."""
    pages = {f"https://a.org/reports/{number}.html": doubtful() for number in range(5)}
    pages |= {"https://a.org/other/1.html": doubtful(), "https://b.org/reports/1.html": doubtful()}
    net = Net(pages)
    sibling = Sibling(
        "https://a.org/reports/x", 200, "https://a.org/reports/x", "Department of State", "same"
    )
    net.siblings = {"https://a.org/reports/": sibling}
    verdicts = net.run({url: citation(TITLE) for url in pages})
    assert len(net.asked_siblings) == 3
    assert [url for url, verdict in verdicts.items() if verdict == "soft-404"] == list(pages)[:5]
    for url in list(pages)[:5]:
        [kept] = net.outcomes[url].history
        assert kept.facts.sibling == sibling
        assert net.outcomes[url].link == kept


def test_no_sibling_without_doubt():
    """A page with the cited title, an error, and nobody at all: nothing could change what is said."""
    pages = {"https://a.org/1": page(TITLE), "https://a.org/2": NO_NAME}
    net = Net(pages)
    net.names["a.org"] = "9.9.9.9"
    net.run({url: citation(TITLE) for url in pages})
    assert net.asked_siblings == []
