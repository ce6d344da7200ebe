"""Tell the name of a body (an author, a publisher, a newspaper) from a title, by how they are written."""

from __future__ import annotations

import re

_BODY = re.compile(
    r"\b(?:academy|administration|authorit(?:y|ies)|agency|agencies|alliance|assembly"
    r"|associat(?:ion|es)|bank|board|bureau|cent(?:er|re)|chamber"
    r"|coalition|college|commission|committee|company|conference|congress"
    r"|consulting|corp(?:oration)?|council|county of"
    r"|city of|department|directorate|foundation|fund|government|group|inc|institute?|international"
    r"|limited|llc|llp|ltd|library of|ministry|museum|nations|network|news|office|organi[sz]ation|parliament"
    r"|press|programme|project|publishers?|publishing|service|services|society|team|times|trust|union|university"
    r"|verlag|post|herald|tribune|telegraph|guardian|independent|star|gazette|journal|magazine|review|chronicle|daily"
    r"|unicef|unesco|undp|bbc|cbc|cnn|npr|pbs|reuters|associated press|media|broadcasting|radio|television|tv"
    r"|ministère|ministerio|ministero|ministerie|bundesamt|institut|instituto|istituto|université|universidad)\b"
    r"|\b(?:consortium|database|federation(?=$|[,(])|league|observatory|registry|web\s?site|homepage|portal"
    r"|bund|bundes\w+|verein"
    r"|verband|ministerium|\w+amt|gouvernement|conseil|ligue|observatoire|syndicat|gobierno|defensoría|liga|museo"
    r"|red de"
    r"|autoridad|associação|governo|instituto|autorità|associazione|consorzio|lega|regione|gemeente|rijks\w+|stichting"
    r"|министерство|институт|университет|агентство|вестник)\b"
    r"|\.(?:com|org|net|gov|ca|co\.uk|de|fr)\b",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"(?:the )?(?:journal|proceedings|annals|bulletin|transactions|review) of\b", re.IGNORECASE
)
_LONGEST_NAME = 9  # words
_SENTENCE = 2  # small words that carry meaning: "New college set for 2017" is no college
# Words that a title writes small, in the languages of the notes: they tell nothing.
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be but by for from has have how in is it its not of off on or our so the
        their to up via was were what when where which who why will with your de del der des di die
        do du e el en et la las le les los y für und von van voor zur zum im am au aux da das dos ein
        eine il lo un una une uno per su
        """,
    )
)
_TITLE_SIGNS = re.compile(r"[:?!“”\"‘’«»–—]|\d")


def body_score(text: str) -> int:
    """Say how much *text* reads like the name of a body; 0 for not at all."""
    words = text.split()
    score = 2 if names_body(text) else 0
    if len(words) <= 2 and not _has_lower_word(words):  # noqa: PLR2004 - "Time", "RIA Novosti"
        score += 1
    if len(words) == 1 and (text.isupper() or "." in text):
        score += 1
    return score


def names_body(text: str) -> bool:
    """Tell whether *text* has the word of a body ("Institute", "Times", "Ltd") or is an acronym."""
    words = text.split()
    if _SERIES.match(text):
        return True
    acronym = len(words) == 1 and text.isupper() and text.isalpha() and len(text) > 1
    named = len(words) <= _LONGEST_NAME and bool(_BODY.search(text))
    return acronym or (named and _lower_words(words) < _SENTENCE)


def title_score(text: str) -> int:
    """Say how much *text* reads like a title; 0 for not at all."""
    words = text.split()
    score = 2 if _has_lower_word(words) else 0
    score += 1 if _TITLE_SIGNS.search(text) else 0
    return score + (len(words) > 3) + (len(words) > 7)  # noqa: PLR2004 - titles are longer than names


def _has_lower_word(words: list[str]) -> bool:
    """Tell whether a word that carries meaning is written small, as in a title in sentence case."""
    return _lower_words(words) > 0


def _lower_words(words: list[str]) -> int:
    """Count the words that carry meaning and are written small; the first word tells nothing."""
    return sum(word[0].islower() and word.strip(".,;:'’()").lower() not in _SMALL for word in words[1:])
