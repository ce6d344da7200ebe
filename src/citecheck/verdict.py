"""From the facts about a link to one word and one sentence: a pure function, replayable without a network.

A false "dead" is the worst thing that can be said here, so only three facts say it: 404, 410, and a name
that does not exist. Whatever may pass, or may be meant for programs alone, is `unreachable` or `blocked`.
The cited title is compared first: a page that bears it is the cited page, whatever else its title holds (a
work about error pages is not an error page).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from citecheck.models import Answer, Judgement, LinkFacts, NoAnswer, NotChecked, Reason, Verdict
from citecheck.titles import in_common, match, says_enough, segments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.models import Citation

_PERMANENT = {301, 308}
_GONE = {404: "not found", 410: "gone for good"}
# 999 is LinkedIn's word to programs (gjtorikian/html-proofer #215); 451: unavailable for legal reasons. The
# last ones are refusals of this request, from which nothing follows for a reader's.
_REFUSALS = {401, 402, 403, 407, 429, 451, 999, 400, 405, 406, 412, 416, 417, 418, 426, 428, 431}

_NOBODY: dict[Reason, tuple[Verdict, str]] = {
    Reason.NO_SUCH_HOST: (Verdict.DEAD, "no such host"),
    Reason.MALFORMED: (Verdict.MALFORMED, "cannot be requested"),
    Reason.RESOLVER: (Verdict.UNREACHABLE, "the name could not be looked up"),
    Reason.REFUSED: (Verdict.UNREACHABLE, "the connection was refused"),
    Reason.RESET: (Verdict.UNREACHABLE, "the connection was broken off"),
    Reason.UNREACHABLE: (Verdict.UNREACHABLE, "the host cannot be reached"),
    Reason.CONNECT_TIMEOUT: (Verdict.UNREACHABLE, "no connection in time"),
    Reason.READ_TIMEOUT: (Verdict.UNREACHABLE, "no answer in time"),
    Reason.TLS: (Verdict.UNREACHABLE, "no secure connection"),
    Reason.PROTOCOL: (Verdict.UNREACHABLE, "what answers is not readable HTTP"),
    Reason.TOO_MANY_HOPS: (Verdict.UNREACHABLE, "the redirects do not end"),
    Reason.BAD_REDIRECT: (Verdict.UNREACHABLE, "redirects to nowhere"),
    Reason.PROXY: (Verdict.UNREACHABLE, "the proxy did not answer"),
}

_DETAIL_SAYS_MORE = {
    Reason.MALFORMED,
    Reason.UNREACHABLE,
    Reason.TLS,
    Reason.TOO_MANY_HOPS,
    Reason.BAD_REDIRECT,
    Reason.PROXY,
}

# Titles of pages that stand before a page: for people who must prove that they are, or log in, or consent.
_BARRIER_TITLES = (
    "just a moment",
    "attention required",
    "access denied",
    "are you a robot",
    "are you human",
    "verify you are human",
    "security check",
    "checking your browser",
    "ddos guard",
    "robot check",
    "captcha",
    "human verification",
    "bot verification",
    "client challenge",
    "pardon our interruption",
    "request unsuccessful incapsula",
    "403 forbidden",
    "forbidden",
    "log in",
    "login",
    "sign in",
    "subscribe to read",
    "log into facebook",
    "anmelden",
    "se connecter",
    "iniciar sesión",
    "вход",
    "before you continue",
)

# Titles of pages that stand in the place of a page that is gone: error pages, then parked domains. The
# English ones include the generic titles at which Wikipedia's citation module warns (Module:Citation/CS1).
_ERROR_TITLES = (
    "not found",
    "page not found",
    "file not found",
    "404",
    "error 404",
    "http 404",
    "410 gone",
    "cannot be found",
    "could not be found",
    "page can't be found",
    "page doesn't exist",
    "page does not exist",
    "page is missing",
    "missing page",
    "page unavailable",
    "page not available",
    "page is no longer available",
    "no longer available",
    "no longer exists",
    "content not found",
    "article not found",
    "document not found",
    "object not found",
    "resource not found",
    "page removed",
    "page has been removed",
    "error page",
    "seite nicht gefunden",
    "nicht gefunden",
    "page non trouvée",
    "page introuvable",
    "página no encontrada",
    "no se encuentra la página",
    "página não encontrada",
    "pagina non trovata",
    "pagina niet gevonden",
    "страница не найдена",
    "strona nie została znaleziona",
    "nie znaleziono strony",
    "sidan hittades inte",
    "siden blev ikke funnet",
    "sayfa bulunamadı",
    "ページが見つかりません",
    "页面不存在",
    "找不到页面",
    "domain for sale",
    "domain is for sale",
    "website is for sale",
    "domain is parked",
    "parked domain",
    "buy this domain",
    "hugedomains",
    "domain expired",
    "account suspended",
    "site not found",
    "website not found",
)

# A phrase is the message of a title only where little else stands beside it; the longer phrases are rarer in
# titles of works.
_MOST_BESIDE_SHORT, _MOST_BESIDE_LONG = 3, 6
_LONG_PHRASE = 3

_ERROR_PATH = re.compile(
    r"(^|[/_.-])(404|410|error-?404|not-?_?found|page-?_?not-?_?found|404-?error|errorpage|error)(\.\w{1,5})?/?$",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(
    r"(^|/)(login|log-in|signin|sign-in|logon|sso|auth|authenticate|anmelden|captcha|consent)(\.\w{1,5})?(/|$)",
    re.IGNORECASE,
)
_HOME_PATH = re.compile(
    r"/?((index|default|home|main|start|welcome)(\.\w{1,5})?|[a-z]{2}(-[a-z]{2})?)?/?", re.IGNORECASE
)

# Resolvers of lasting names: their redirects are the service, not a move.
_RESOLVERS = ("doi.org", "hdl.handle.net", "purl.org", "purl.oclc.org", "n2t.net", "w3id.org", "perma.cc")
_LONGEST_SHORT_PATH = 10

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]\s")


def judge(facts: LinkFacts, citation: Citation, url: str) -> Judgement:
    """Return the verdict on *url*, cited by *citation*, with the sentence that says why."""
    match facts:
        case NotChecked(why=why):
            return Judgement(Verdict.SKIPPED, why)
        case NoAnswer():
            return _of_silence(facts)
        case Answer():
            return _of_status(facts, citation, url)


def _of_silence(facts: NoAnswer) -> Judgement:
    """Judge a link at which nobody answered."""
    verdict, sentence = _NOBODY.get(facts.reason, (Verdict.UNREACHABLE, facts.reason.value))
    if facts.hops and facts.reason not in {Reason.TOO_MANY_HOPS, Reason.BAD_REDIRECT}:
        sentence = f"redirects to {_short(facts.hops[-1].target)}, where the outcome is: {sentence}"
    if facts.detail and facts.reason in _DETAIL_SAYS_MORE:
        sentence = f"{sentence} ({_short(facts.detail)})"
    return Judgement(verdict, sentence)


def _of_status(facts: Answer, citation: Citation, url: str) -> Judgement:
    """Judge an answer by its status, and hand those of the 200 range on."""
    status = facts.status
    answers = f"answers {status}"
    if facts.barrier is not None:
        return Judgement(Verdict.BLOCKED, f"{answers} with a challenge ({facts.barrier})")
    if status in _GONE:
        return _of_absence(facts, citation)
    if status in _REFUSALS:
        return Judgement(Verdict.BLOCKED, f"{answers}: the server will not say")
    if not 200 <= status <= 299:  # noqa: PLR2004 - the 2xx class
        return Judgement(Verdict.UNREACHABLE, f"{answers}, which may pass")
    return _of_page(facts, citation, url)


def _of_absence(facts: Answer, citation: Citation) -> Judgement:
    """Judge a 404 or 410, which says nothing if a shield sends it and is wrong if the page is there."""
    answers = f"answers {facts.status}"
    titles = _titles(facts)
    if citation.title and match(citation.title, titles) and _phrase_in(_ERROR_TITLES, titles) is None:
        return Judgement(Verdict.LIVE, f"{answers}, but sends the page with the cited title")
    barrier = _phrase_in(_BARRIER_TITLES, (facts.title,))
    if barrier is not None:
        return Judgement(Verdict.BLOCKED, f"{answers}, but the page is titled {_quoted(facts.title)}")
    after = f" after a redirect to {_short(facts.final_url)}" if facts.hops else ""
    return Judgement(Verdict.DEAD, f"{answers}{after} ({_GONE[facts.status]})")


def _of_page(facts: Answer, citation: Citation, url: str) -> Judgement:  # noqa: PLR0911 - a line a case
    """Judge a page that was sent: the cited one, another, an error page, or a barrier before it."""
    titles = _titles(facts)
    same = match(citation.title, titles) if citation.title else None
    if same:
        return _moved_or_live(facts, url, because="the title is the cited one")
    answers = f"answers {facts.status}, but "
    if _phrase_in(_BARRIER_TITLES, (facts.title,)) is not None:
        return Judgement(Verdict.BLOCKED, f"{answers}the page is titled {_quoted(facts.title)}")
    if _redirected_to(facts, url, _LOGIN_PATH):
        return Judgement(Verdict.BLOCKED, f"redirects to a login page, {_short(facts.final_url)}")
    # An error page often keeps the site's title and says it in a heading.
    error = _phrase_in(_ERROR_TITLES, titles)
    if error is not None:
        return Judgement(Verdict.SOFT_404, f"{answers}the page is titled {_quoted(error)}")
    if _redirected_to(facts, url, _ERROR_PATH):
        return Judgement(Verdict.SOFT_404, f"redirects to an error page, {_short(facts.final_url)}")
    if _redirected_home(facts, url):
        return Judgement(Verdict.SOFT_404, f"redirects to the home page, {_short(facts.final_url)}")
    if same is False and _is_stranger(titles, citation):
        return Judgement(
            Verdict.CHANGED,
            f"{answers}its title {_quoted(facts.title)} has nothing in common with the citation",
        )
    return _moved_or_live(facts, url)


def _titles(facts: Answer) -> tuple[str, ...]:
    """Return everything that the page calls itself."""
    return tuple(title for title in (facts.title, *facts.signals) if title)


def _moved_or_live(facts: Answer, url: str, because: str = "") -> Judgement:
    """Judge a page against which nothing speaks."""
    if _has_moved(facts, url):
        return Judgement(Verdict.MOVED, f"redirects for good to {_short(facts.final_url)}")
    return Judgement(Verdict.LIVE, f"answers {facts.status}" + (f", and {because}" if because else ""))


def _has_moved(facts: Answer, url: str) -> bool:
    """Tell whether every redirect was permanent and the new address is no other spelling of the old."""
    if not facts.hops or any(hop.status not in _PERMANENT for hop in facts.hops):
        return False
    host = _bare_host(_split(url))
    if any(host == resolver or host.endswith("." + resolver) for resolver in _RESOLVERS):
        return False
    return _essence(url) != _essence(facts.final_url)


def _essence(url: str) -> tuple[str, str, str]:
    """Return what is left of *url* without scheme, `www.`, final slash and fragment."""
    parts = _split(url)
    return _bare_host(parts), unquote(parts.path).rstrip("/"), unquote(parts.query)


def _redirected_to(facts: Answer, url: str, path: re.Pattern[str]) -> bool:
    """Tell whether a redirect led to such a *path*, which the cited address is not itself."""
    if not facts.hops or path.search(_split(url).path):
        return False
    return path.search(_split(facts.final_url).path) is not None


def _redirected_home(facts: Answer, url: str) -> bool:
    """Tell whether a redirect led from a page deep in a site to the home page of that site or of another.

    A short path without a suffix on another host is a shortener's, which may well stand for a home page.
    """
    if not facts.hops:
        return False
    old, new = _split(url), _split(facts.final_url)
    if new.query or not _HOME_PATH.fullmatch(new.path) or (_HOME_PATH.fullmatch(old.path) and not old.query):
        return False
    is_short = len(old.path.strip("/")) <= _LONGEST_SHORT_PATH and "." not in old.path and not old.query
    return _bare_host(old) == _bare_host(new) or not is_short


def _is_stranger(titles: Iterable[str], citation: Citation) -> bool:
    """Tell whether no word of the page's *titles*, which say enough, occurs anywhere in the note."""
    return not any(in_common(title, citation.text) for title in titles) and any(map(says_enough, titles))


def _phrase_in(phrases: Iterable[str], titles: Iterable[str | None]) -> str | None:
    """Return the first of *titles* of which a part says one of *phrases* and little else."""
    for title in titles:
        parts = [part for piece in segments(title or "") for part in _SENTENCE_END.split(piece)]
        if any(_says(_plain(part), phrase) for part in parts for phrase in phrases):
            return title
    return None


def _says(words: str, phrase: str) -> bool:
    """Tell whether *words* hold *phrase*, and at most a few more."""
    plain = _plain(phrase)
    if words == plain:
        return True
    # A single word, as "forbidden" or "404", is a message only where it stands alone.
    if " " not in plain.strip() and plain.isascii():
        return False
    length = len(plain.split())
    most = _MOST_BESIDE_LONG if length >= _LONG_PHRASE else _MOST_BESIDE_SHORT
    return plain in words and len(words.split()) - length <= most


def _plain(text: str) -> str:
    """Return the words of *text* in lower case, one space before, between and after them."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _split(url: str) -> SplitResult:
    """Split *url*; one that cannot be split has no parts."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _bare_host(parts: SplitResult) -> str:
    """Return the host without `www.`."""
    return (parts.hostname or "").removeprefix("www.")


def _short(text: str) -> str:
    """Return *text* bounded for a sentence."""
    return text if len(text) <= 120 else text[:119] + "…"  # noqa: PLR2004 - a line of a terminal


def _quoted(title: str | None) -> str:
    """Return *title* between quotation marks, bounded."""
    return f"'{_short(title or '')}'"
