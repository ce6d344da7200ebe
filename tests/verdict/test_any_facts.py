"""Whatever the facts, there is a verdict and a sentence, and "dead" only where that is allowed."""

from hypothesis import given, settings, strategies as st
from verdict.samples import TITLE, URL, cite

from citecheck.models import Answer, Hop, Mark, NoAnswer, NotChecked, Reason, Sibling, Sign, Verdict
from citecheck.verdict import in_doubt, judge

SAID = (
    "",
    TITLE,
    "Page not found",
    "404",
    "Log in",
    "Вход",
    f"Not found: {TITLE}",
    "UNICEF",
    "ページ",
    "a\x00b\u202e",
)
texts = st.one_of(st.sampled_from(SAID), st.text(max_size=30))
urls = st.one_of(
    st.sampled_from((URL, "", "http://a.org", "http://[x", "http://a.org:99999/", "//a", "http://a.org/404?x=1", "mailto:x")),
    st.text(max_size=30),
)  # fmt: skip
statuses = st.one_of(st.integers(0, 1100), st.sampled_from((200, 301, 404, 410, 503)))
marks = st.builds(
    Mark, st.sampled_from(Sign), st.sampled_from(("title", "heading", "text", "form", "script", "x")), texts
)
sketches = st.lists(st.integers(0, 99), max_size=5).map(tuple)
siblings = st.builds(
    Sibling, urls, st.none() | statuses, urls, st.none() | texts, st.none() | texts, sketches
)
answers = st.builds(
    Answer,
    statuses,
    urls,
    st.lists(st.builds(Hop, urls, statuses, urls), max_size=3).map(tuple),
    st.none() | st.sampled_from(("text/html", "application/pdf", "")),
    st.none() | texts,
    st.lists(texts, max_size=4).map(tuple),
    st.none() | texts,
    st.none() | st.just("cf-mitigated: challenge"),
    st.lists(marks, max_size=4).map(tuple),
    st.none() | st.integers(0, 2000),
    sketches,
    st.none() | siblings,
    st.none() | texts,
    st.none() | texts,
)
silences = st.builds(
    NoAnswer,
    st.sampled_from(Reason),
    texts,
    st.lists(st.builds(Hop, urls, statuses, urls), max_size=2).map(tuple),
)


@settings(max_examples=400)
@given(st.one_of(answers, silences, st.builds(NotChecked, texts.filter(bool))), st.none() | texts, urls)
def test_there_is_always_a_verdict_and_a_sentence(facts, title, url):
    judgement = judge(facts, cite(title), url)
    assert isinstance(judgement.verdict, Verdict)
    assert judgement.reason
    assert len(judgement.reason) < 1200
    if judgement.verdict is Verdict.DEAD:
        assert (
            getattr(facts, "status", None) in {404, 410}
            or getattr(facts, "reason", None) is Reason.NO_SUCH_HOST
        )


@settings(max_examples=200)
@given(answers, st.none() | texts, urls)
def test_nobody_is_asked_twice_and_only_pages_are_in_doubt(facts, title, url):
    if in_doubt(facts, cite(title), url):
        assert facts.sibling is None
        assert facts.status in {404, 410} or 200 <= facts.status <= 299
        assert judge(facts, cite(title), url).verdict in {Verdict.LIVE, Verdict.MOVED, Verdict.CHANGED}
