"""The language of a note, by the words that announce the day of access, and how it says "archived"."""

from __future__ import annotations

import re
from typing import NamedTuple


class Language(NamedTuple):
    """A language: its code in CLDR, the words that show it, and what is written in it."""

    code: str
    shown_by: re.Pattern[str]
    archived: str
    quotes: tuple[str, str] = ("“", "”")
    conjunction: str = "and"


def _words(pattern: str) -> re.Pattern[str]:
    """Return *pattern* as whole words in either case."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_GUILLEMETS = ("«", "»")
ENGLISH = Language("en", _words("accessed|retrieved|visited|viewed|available|read"), "Archived {day}")
LANGUAGES = (
    Language("de", _words("abgerufen|aufgerufen|zugriff|zugegriffen|abruf|verfügbar|eingesehen"),
             "Archiviert am {day}", ("„", "“"), "und"),
    Language("fr", _words("consultée?|visitée?|disponible à|consulté le"),
             "Archivé le {day}", ("«\u00a0", "\u00a0»"), "et"),
    Language("es", _words("consultad[oa]|recuperado|acceso el|fecha de consulta|disponible en"),
             "Archivado el {day}", _GUILLEMETS, "y"),
    Language("pt", _words("acesso em|acessado|acedido|disponível em"), "Arquivado em {day}",
             conjunction="e"),
    Language("it", _words("consultato|visitato|ultimo accesso|disponibile"),
             "Archiviato il {day}", _GUILLEMETS, "e"),
    Language("nl", _words("geraadpleegd|bezocht|bekeken|beschikbaar"), "Gearchiveerd op {day}",
             conjunction="en"),
    Language("ru", _words("дата обращения|дата доступа|режим доступа|просмотрено"),
             "Архивировано {day}", _GUILLEMETS, "и"),
)  # fmt: skip


def language_of(text: str) -> Language:
    """Return the language of the note *text*; English where nothing tells, or English words do."""
    if ENGLISH.shown_by.search(text):
        return ENGLISH
    return next((language for language in LANGUAGES if language.shown_by.search(text)), ENGLISH)


def language_with(code: str) -> Language:
    """Return the language that CLDR calls *code*; English where notes are read in none of that code."""
    return next((language for language in LANGUAGES if language.code == code), ENGLISH)
