"""The secure address of a page that is cited with plain `http`: U115.

It is offered where the page was seen there: its server sends readers on to it, or it answers there the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.evidence.hosts import address_of
from citecheck.evidence.printed import is_over_words, part_of, place_of
from citecheck.evidence.queries import has_credentials
from citecheck.models import Answer, Confidence, Correction, Suggestion, Verdict
from citecheck.verdict.addresses import is_same_address, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from citecheck.models import Entry, Link, Span

CODE = "U115"
_PLAIN, _SECURE = "http", "https"
_SENT_ON = "the server sends its readers on to https"
_THE_SAME = "the page answers the same at https"


def secure_form(url: str) -> str | None:
    """Return *url* with `https`; None for one that is not plain `http` to a named host at its usual port."""
    parts = split(url)
    host = parts.hostname or ""
    if parts.scheme.lower() != _PLAIN or parts.port or "." not in host:
        return None
    if address_of(host) is not None or has_credentials(url):
        return None
    return _SECURE + url[len(_PLAIN) :]


def leads_to_secure_form(link: Link) -> bool:
    """Tell whether the page of *link* was read at its secure address, to which the plain one led."""
    return (
        isinstance(link.facts, Answer)
        and link.facts.final_url.startswith(f"{_SECURE}://")
        and is_same_address(link.cited.url, link.facts.final_url)
    )


def with_secure_forms(entry: Entry, text: str, answers_there: Callable[[Link, str], bool]) -> Entry:
    """Return *entry* with `https` offered where *answers_there* says of a link that its page is there too."""
    corrections: Sequence[Correction] = entry.corrections
    for link in entry.links:
        secure = secure_form(link.cited.url)
        if secure is None or link.judgement.verdict is not Verdict.LIVE:
            continue
        if leads_to_secure_form(link):
            corrections = _with(corrections, link, text, _SENT_ON)
        elif answers_there(link, secure):
            corrections = _with(corrections, link, text, _THE_SAME)
    return replace(entry, corrections=tuple(sorted(corrections, key=lambda each: each.span)))


def _with(corrections: Sequence[Correction], link: Link, text: str, because: str) -> list[Correction]:
    """Return *corrections* with `https` for *link*: in what replaces its address, else for its scheme.

    What replaces the target of a link over words changes a part of it, and the scheme is another one.
    """
    cited = link.cited
    span, scheme = place_of(text, cited), part_of(text, cited, 0, len(_PLAIN))
    if span is not None and is_over_words(cited):
        return [*corrections, *_of_target(corrections, link, span, because)]
    wholes = [each for each in corrections if each.span == span]
    changed = [_secured(each, because) if each in wholes else each for each in corrections]
    if not wholes and scheme is not None:
        suggestion = Suggestion(scheme.of(text), _SECURE, because, Confidence.CERTAIN)
        changed.append(Correction(CODE, scheme, suggestion))
    return changed


def _of_target(
    corrections: Iterable[Correction], link: Link, span: Span, because: str
) -> Iterator[Correction]:
    """Give the correction of the scheme under the words at *span*, unless another address takes its place."""
    secure = secure_form(link.cited.url)
    replaced = [each.suggestion.replacement for each in corrections if each.span == span]
    if secure is not None and not any(each.startswith(f"{_SECURE}://") for each in replaced):
        yield Correction(CODE, span, Suggestion(link.cited.url, secure, because, Confidence.CERTAIN))


def _secured(correction: Correction, because: str) -> Correction:
    """Return *correction* of a whole address with `https` in it."""
    suggestion = correction.suggestion
    secure = secure_form(suggestion.replacement)
    if secure is None:
        return correction
    new = replace(suggestion, replacement=secure, because=f"{suggestion.because}; {because}")
    return replace(correction, suggestion=new)
