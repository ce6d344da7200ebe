"""Whether a page that answers is another source than the cited one, and how that is seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.evidence.hosts import same_site
from citecheck.titles import in_common, is_sibling, says_enough, script_of, segments, speaks_western, words
from citecheck.verdict.addresses import bare_host, is_lasting, last_part, split
from citecheck.verdict.wording import quoted

if TYPE_CHECKING:
    from citecheck.models import Citation
    from citecheck.verdict.seen import Seen

_WEB_PAGES = ("text/html", "application/xhtml+xml")
# Addresses of documents, not of web pages.
_DOCUMENT = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|ps|epub|zip|csv|rtf|odt|jpe?g|png|gif|mp3|mp4)$", re.IGNORECASE
)
_SHORT_WORD = re.compile(r"(?<![a-z])[a-z]{2,3}(?![a-z])|рф")
# Titles that name a place of a site and no work. Of a directory they are the right ones.
_PLACES = re.compile(
    r"(index of .*|(latest |our )?news( archive)?|press releases?|search( results?)?|site ?map"
    r"|all (articles|posts|news)|(news )?archives?|blog|publications|aktuelles|nachrichten|suche|actualites"
    r"|recherche|noticias|novosti)$"
)
# Scripts in which whole countries write, and how addresses show that a page is meant for them.
_READERS = {
    script: frozenset(codes.split())
    for script, codes in (
        ("CYRILLIC", "ru su ua uk by be bg rs sr mk kz kg tj mn рф rus ukr xn"),
        ("GREEK", "gr el cy ell gre"),
        ("CJK", "cn zh tw hk mo sg jp ja kr chi jpn"),
        ("HIRAGANA", "jp ja jpn"),
        ("KATAKANA", "jp ja jpn"),
        ("HANGUL", "kr ko kor"),
        ("THAI", "th tha"),
        ("ARABIC", "ar sa ae eg ir fa iq sy jo lb ma dz tn ly qa kw om ye pk ur ara"),
        ("HEBREW", "il he iw heb"),
    )
}


def change_of(seen: Seen) -> str | None:
    """Say what shows that the page is another source, as the end of a sentence; None where nothing does."""
    if seen.same is True:
        return None
    tests = (_other_number, _stranger, _other_kind, _other_script, _other_place, _other_site)
    return next((found for found in (test(seen) for test in tests) if found is not None), None)


def _other_number(seen: Seen) -> str | None:
    """Say that the page is another of the same series: another year, another part."""
    cited = seen.citation.title or ""
    found = next((title for title in seen.titles if is_sibling(cited, title)), None)
    return (
        None
        if found is None or seen.same is None
        else f"the page is titled {quoted(found)}, another of its series"
    )


def _stranger(seen: Seen) -> str | None:
    """Say that no word of the page's titles, which say enough, occurs anywhere in the note.

    Names that the page shares with the note, as that of the site, are left out: one is no evidence.
    """
    own = [title for title in (_without_site(each, seen.citation) for each in seen.titles) if title]
    if seen.same is not False or not any(map(says_enough, own)):
        return None
    if any(in_common(title, seen.citation.text) for title in own):
        return None
    return f"its title {quoted(seen.facts.title or own[0])} has nothing in common with the citation"


def _other_kind(seen: Seen) -> str | None:
    """Say that a web page answers where a document was cited, and nothing in its names is the document's."""
    if not _DOCUMENT.search(split(seen.url).path) or seen.facts.content_type not in _WEB_PAGES:
        return None
    named = f"{seen.citation.title or ''} {last_part(seen.url)}"
    # One word in common may be that of the publisher.
    least = 2 if says_enough(seen.citation.title or "") else 1
    if not seen.titles or any(len(in_common(title, named)) >= least for title in seen.titles):
        return None
    suffix = split(seen.url).path.rpartition(".")[2].lower()
    return f"it is a web page titled {quoted(seen.titles[0])} where a file .{suffix} was cited"


def _other_script(seen: Seen) -> str | None:
    """Say that the page is written in a script of which neither the note nor the address knows anything.

    Abandoned domains are often taken over for readers of another language. A Russian page may be cited with
    its title translated, so the address must not show that it is meant for readers of that script.
    """
    cited, title = seen.citation.title or "", seen.facts.title or ""
    script = script_of(title)
    if (
        seen.citation.language
        or script not in _READERS
        or script_of(cited) != "LATIN"
        or not says_enough(title)
    ):
        return None
    if not says_enough(cited) or not speaks_western(cited) or script in _scripts(seen):
        return None
    if not _READERS[script].isdisjoint(_SHORT_WORD.findall(seen.url.lower())):
        return None
    return f"its title {quoted(title)} is in another script than the citation"


def _other_place(seen: Seen) -> str | None:
    """Say that the title names a place of the site, a list of files or of news, where a work was cited."""
    title = next(iter(segments(seen.facts.title or "")), "")
    if not says_enough(seen.citation.title or "") or not _is_place(title):
        return None
    if split(seen.url).path.endswith("/") or _is_place(last_part(seen.url)):
        return None
    own = (name for each in seen.facts.signals for name in segments(each)[:1])
    if any(in_common(name, seen.citation.title or "") for name in own):
        return None
    return f"the page is titled {quoted(seen.facts.title)}, which is the name of a place and of no source"


def _other_site(seen: Seen) -> str | None:
    """Say that a redirect led to another site, to a page of another name that knows nothing of the note."""
    facts = seen.facts
    old, new = split(seen.url), split(facts.final_url)
    if not facts.hops or bare_host(old) == bare_host(new) or is_lasting(seen.url, facts.final_url):
        return None
    if not any(map(words, seen.titles)) or last_part(seen.url) == last_part(facts.final_url):
        return None
    if any(in_common(title, seen.citation.text) for title in seen.titles):
        return None
    # The list of public suffixes takes 80 ms to load, so it is asked last.
    if same_site(bare_host(old), bare_host(new)):
        return None
    return f"the redirect led to another site, whose page is titled {quoted(seen.titles[0])}"


def _without_site(title: str, citation: Citation) -> str:
    """Return *title* without the parts behind its first that the note names whole: the site's name."""
    parts = segments(title)
    known = set(words(citation.text))
    return " ".join(part for number, part in enumerate(parts) if number == 0 or not set(words(part)) <= known)


def _scripts(seen: Seen) -> set[str]:
    """Return the scripts of the words of the note that are not Latin."""
    return {script_of(word) for word in seen.citation.text.split() if not word.isascii()}


def _is_place(name: str) -> bool:
    """Tell whether *name* is that of a place of a site."""
    return _PLACES.match(" ".join(re.findall(r"[^\W_]+|/", name.casefold().replace("/", " ")))) is not None
