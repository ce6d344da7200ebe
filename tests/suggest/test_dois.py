"""DOIs that addresses carry and pages name, and when they are offered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import TODAY
from hypothesis import given, strategies as st

from citecheck.evidence.dois import address_of, beside, carried_by, doi_in
from citecheck.evidence.neighbours import Neighbours
from citecheck.models import Answer, Confidence, Entry, Hop, Judgement, Link, Metadata, NoSnapshot, Verdict
from citecheck.parse import parse
from citecheck.read import read_text
from citecheck.suggest import corrections
from citecheck.suggest.answered import with_answers

CARRIED = [
    # Atypon: Wiley, Taylor & Francis, SAGE, ACM, ACS, Science, PNAS and many others
    ("https://onlinelibrary.wiley.com/doi/abs/10.1111/j.1365-2559.2011.03814.x", "10.1111/j.1365-2559.2011.03814.x"),
    ("http://onlinelibrary.wiley.com/doi/10.1111/ajo.12056/full", "10.1111/ajo.12056"),
    ("https://www.tandfonline.com/doi/full/10.1080/01436597.2013.786282?src=recsys", "10.1080/01436597.2013.786282"),
    ("https://dl.acm.org/doi/pdf/10.1145/3366423.3380300", "10.1145/3366423.3380300"),
    ("https://www.science.org/doi/10.1126/science.1259855", "10.1126/science.1259855"),
    ("www.pnas.org/cgi/doi/10.1073/pnas.1300018110", None),
    ("http://www.pnas.org/cgi/doi/10.1073/pnas.1300018110", "10.1073/pnas.1300018110"),
    ("https://royalsocietypublishing.org/doi/suppl/10.1098/rsta.2015.0202", None),
    ("https://journals.example.org/doi/book/10.1002/9781118786352", "10.1002/9781118786352"),
    # the platforms of single publishers
    ("https://link.springer.com/article/10.1007/s00167-016-4359-8", "10.1007/s00167-016-4359-8"),
    ("https://link.springer.com/content/pdf/10.1007%2Fs00167-016-4359-8.pdf", "10.1007/s00167-016-4359-8"),
    ("https://iopscience.iop.org/article/10.1088/1742-6596/1/1/001/meta", "10.1088/1742-6596/1/1/001"),
    ("https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.105.252302", "10.1103/PhysRevLett.105.252302"),
    ("https://www.frontiersin.org/articles/10.3389/fpsyg.2015.00123/full", "10.3389/fpsyg.2015.00123"),
    ("https://www.biorxiv.org/content/10.1101/2020.01.30.927871v2.full.pdf", "10.1101/2020.01.30.927871"),
    ("https://www.biorxiv.org/content/10.1101/2020.01.30.927871v1", "10.1101/2020.01.30.927871"),
    ("http://journals.plos.org/plosone/article?id=10.1371/journal.pone.0115253", "10.1371/journal.pone.0115253"),
    ("http://www.plosone.org/article/info:doi/10.1371/journal.pone.0115253", None),
    ("https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0115253&type=printable",
     "10.1371/journal.pone.0115253"),
    ("https://www.nature.com/articles/s41586-020-2649-2", "10.1038/s41586-020-2649-2"),
    ("https://www.nature.com/articles/nature06148.pdf", "10.1038/nature06148"),
    ("https://zenodo.org/record/3509134", "10.5281/zenodo.3509134"),
    ("https://zenodo.org/records/3509134/files/a.zip", "10.5281/zenodo.3509134"),
    ("https://link.springer.com/article/10.1007/s00167-016-4359-8/figures/1", "10.1007/s00167-016-4359-8"),
    ("https://www.degruyter.com/document/doi/10.1515/9783110889741/html?lang=en", "10.1515/9783110889741"),
    ("http://onlinelibrary.wiley.com/doi/10.1002/asi.20990/abstract;jsessionid=A1B2C3.f01t01", "10.1002/asi.20990"),
    ("https://onlinelibrary.wiley.com/doi/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2",
     "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"),
    ("https://www.degruyter.com/document/doi/10.1515/9783110123456-005/xml", "10.1515/9783110123456-005"),
    ("https://www.biorxiv.org/content/10.1101/2020.01.30.927871v1.full.pdf+html", "10.1101/2020.01.30.927871"),
    ("https://www.biorxiv.org/content/10.1101/012345", "10.1101/012345"),
    ("https://www.nature.com/articles/s41586-020-2649-2.epdf?sharing_token=a", "10.1038/s41586-020-2649-2"),
    ("https://www.nature.com/articles/171737a0", "10.1038/171737a0"),
    # names of Nature's that have lost the dots of their DOI (10.1038/sdata.2016.18), or have another prefix
    ("https://www.nature.com/articles/sdata201618", None),
    ("https://www.nature.com/articles/ijo2008102", None),
    ("https://www.nature.com/articles/s41599-020-0459-x", None),
    ("https://www.nature.com/articles/palcomms201619", None),
    # what is said of a work, what comes with it, and its copies
    ("https://www.altmetric.com/details/doi/10.1038/nature12373", None),
    ("https://academic.oup.com/bioinformatics/article/doi/10.1093/bioinformatics/btz123/5432100", None),
    ("https://web.archive.org/web/20150601/https://www.tandfonline.com/doi/abs/10.1080/01616846.2014.970425", None),
    ("https://archive.ph/https://www.tandfonline.com/doi/abs/10.1080/01616846.2014.970425", None),
    ("https://journals.aps.org/prl/supplemental/10.1103/PhysRevLett.116.061102", None),
    ("https://www.biorxiv.org/content/10.1101/2020.01.30.927871v2.supplementary-material", None),
    ("https://bmcmedicine.biomedcentral.com/articles/10.1186/s12916-019-1234-5/peer-review", None),
    ("https://onlinelibrary.wiley.com/doi/10.1111/j.1467-8683.2008.00123.x/citedby", None),
    ("https://journals.plos.org/plosone/article/comments?id=10.1371/journal.pone.0115253", None),
    ("https://sandbox.zenodo.org/record/12345", None),
    # what is none, or may go on
    ("https://pubs.acs.org/doi/suppl/10.1021/ja00001a001/suppl_file/ja00001a001_si_001.pdf", None),
    ("https://www.nature.com/articles/", None),
    ("https://www.nature.com/news/children-of-russia-1.12345", None),
    ("https://example.org/papers/10.1000/182/figure.png", None),
    ("https://doi.org/10.1000/182", None),
    ("https://link.springer.com/article/10.1007/s00167-016-4359-8#Sec2", None),
    ("https://link.springer.com/journal/167", None),
    ("https://link.springer.com/article/10.1007/", None),
    ("https://onlinelibrary.wiley.com/doi/10.1/x", None),
    ("https://zenodo.org/communities/12345", None),
    ("http://[broken/doi/10.1000/182", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize("url, doi", CARRIED)
def test_the_doi_that_an_address_carries(url, doi):
    assert carried_by(url) == doi


@given(
    st.text(max_size=200),
    st.sampled_from(["https://link.springer.com/", "https://a.org/doi/", "https://zenodo.org/"]),
)
def test_no_address_breaks_it(rest, start):
    for url in (rest, start + rest, f"{start}10.1000/{rest}"):
        doi = carried_by(url)
        assert doi is None or doi.startswith("10.")


@given(st.from_regex(r"10\.[1-9][0-9]{3,4}/[!-~]{1,40}", fullmatch=True))
def test_what_is_written_for_a_doi_is_the_doi(doi):
    assert doi_in(address_of(doi)) == doi
    assert doi_in(beside(doi)) == doi
    assert not set(address_of(doi)) & set('<>"#?% ') - {"%"}


def test_other_words_are_no_doi():
    assert doi_in("https://example.org/10.1000/182") is None
    assert doi_in("10.1000/182") is None


CARRIES = "https://link.springer.com/article/10.1007/s00167-016-4359-8"
LEADS = "https://doi.org/10.1007/s00167-016-4359-8"
SURE, LIKELY = Confidence.CERTAIN, Confidence.SUPPORTED


def offered(note, metadata=None, verdict=None, *, copy=None, to=None):
    """Return what is offered for one note, by code; without a *verdict* nobody asked."""
    document = read_text(f"Endnotes\n\n1. {note}\n")
    citation = parse(document)[0]
    neighbours = Neighbours.of((citation,), None, TODAY)
    links = []
    for cited in citation.urls if verdict else ():
        hops = (Hop(cited.url, 301, to),) if to else ()
        facts = Answer(404 if verdict is Verdict.DEAD else 200, to or cited.url, hops, metadata=metadata)
        links.append(Link(cited, facts, Judgement(verdict, "told"), NoSnapshot(), shown_by_copy=copy))
    entry = Entry(citation, tuple(links), corrections(citation, neighbours, document.text))
    entry = with_answers(entry, document.text) if verdict else entry
    return {
        each.code: (each.suggestion.replacement, each.suggestion.confidence) for each in entry.corrections
    }


SAME, OTHER = (
    Metadata("Knee surgery", doi="10.1007/S00167-016-4359-8"),
    Metadata("Knee surgery", doi="10.1000/182"),
)
CASES = [
    ("an address that carries it", CARRIES, {}, {"I104": (LEADS, LIKELY)}),
    ("which the page names too", CARRIES, {"metadata": SAME, "verdict": Verdict.LIVE},
     {"I104": (LEADS.replace("s0", "S0"), SURE)}),
    ("the page names another: it stands beside the address", CARRIES, {"metadata": OTHER, "verdict": Verdict.LIVE},
     {"I104": (" (doi:10.1000/182)", LIKELY)}),
    ("the page is closed to programs", CARRIES, {"verdict": Verdict.BLOCKED}, {"I104": (LEADS, LIKELY)}),
    ("the page is gone, and nobody has seen that the DOI leads anywhere", CARRIES, {"verdict": Verdict.DEAD}, {}),
    ("the page has moved: the DOI is the better new address", CARRIES,
     {"verdict": Verdict.MOVED, "to": "https://new.example/1"}, {"I104": (LEADS, LIKELY), "L104": (LEADS, LIKELY)}),
    ("a repository names the DOI of the published version", "http://a.example/1",
     {"metadata": OTHER, "verdict": Verdict.LIVE}, {"I104": (" (doi:10.1000/182)", LIKELY)}),
    ("the copy of what is gone names it", "http://a.example/1", {"verdict": Verdict.DEAD, "copy": OTHER},
     {"I104": (" (doi:10.1000/182)", LIKELY)}),
    ("another page stands there now", "http://a.example/1", {"metadata": OTHER, "verdict": Verdict.CHANGED}, {}),
    ("an address of the DOI is one", LEADS, {"metadata": OTHER, "verdict": Verdict.LIVE}, {}),
    ("the note gives it", f"{CARRIES}. doi:10.1007/s00167-016-4359-8", {"metadata": SAME, "verdict": Verdict.LIVE}, {}),
    ("broken in print: joined, and led to the DOI at once", CARRIES.replace("springer", "sprin ger"), {},
     {"U102": (LEADS, LIKELY), "I104": (LEADS, LIKELY)}),
    ("with tracking: one correction, not two", CARRIES + "?utm_source=x", {}, {"I104": (LEADS, LIKELY)}),
    ("a password is not repeated", CARRIES.replace("link.", "me:secret@link."), {}, {}),
]  # fmt: skip


@pytest.mark.parametrize("address, said, expected", [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_when_a_doi_is_offered(address, said, expected):
    assert offered(f"Able, Ann. Knee surgery. 2016. {address}", **said) == expected


def test_a_doi_is_offered_with_its_evidence():
    document = read_text(f"Endnotes\n\n1. Able, Ann. Knee surgery. 2016. {CARRIES}\n")
    citation = parse(document)[0]
    found = corrections(citation, Neighbours.of((citation,), None, TODAY), document.text)[0].suggestion
    assert (
        found.because
        == "the address carries the DOI 10.1007/s00167-016-4359-8, which leads to the source wherever it moves"
    )
    assert replace(found, because="").replace == CARRIES
