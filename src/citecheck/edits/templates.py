"""What the citation templates of the Wikipedias call what is written into them.

en.wikipedia.org, Template:Cite web; de, Vorlage:Internetquelle; fr, Modèle:Lien web; es, Plantilla:Cita web;
it, Template:Cita web; pt, Predefinição:Citar web; nl, Sjabloon:Citeer web.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """The parameters for a copy and its day, for a title, a day and authors, and the language of it all.

    *author* is the parameter of one author, with `#` for its number; without, it takes them all. *doi* is
    empty where there is none for it. *more* is what a template with a copy must say besides.
    """

    language: str = "en"
    archive_url: str = "archive-url"
    archive_date: str = "archive-date"
    title: str = "title"
    date: str = "date"
    author: str = ""
    doi: str = "doi"
    more: tuple[tuple[str, str], ...] = ()


CS1 = Names(more=(("url-status", "dead"),))
"""Those of English, where family and given names have a parameter each; most small Wikipedias copy them."""

_GERMAN = Names("de", "archiv-url", "archiv-datum", "titel", "datum", "autor", "")
# By a parameter or the name that only they have.
_OTHERS = tuple(
    (re.compile(pattern, re.IGNORECASE), names)
    for pattern, names in (
        (r"\{\{\s*internetquelle\b", _GERMAN),
        (r"\{\{\s*literatur\b", Names("de", "archiv-url", "archiv-datum", "Titel", "Datum", "Autor", "DOI")),
        (r"\{\{\s*(?:lien web|article|ouvrage)\b", Names("fr", title="titre", author="auteur#")),
        (
            r"\|\s*fechaacceso\s*=|\{\{\s*cita noticia\b",
            Names("es", "urlarchivo", "fechaarchivo", "título", "fecha", "autor#"),
        ),
        (
            r"\|\s*(?:accesso|urlarchivio)\s*=",
            Names("it", "urlarchivio", "dataarchivio", "titolo", "data", "autore#"),
        ),
        (
            r"\{\{\s*citar web\b",
            Names("pt", "arquivourl", "arquivodata", "titulo", "data", "autor#"),
        ),
        (r"\{\{\s*citeer\b", Names("nl", "archiefurl", "archiefdatum", "titel", "datum", "auteur")),
    )
)


def names_in(template: str) -> Names:
    """Return the names that the parameters of *template*, a citation, have."""
    return next((names for pattern, names in _OTHERS if pattern.search(template)), CS1)
