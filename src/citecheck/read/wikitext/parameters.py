"""What the parameters of citation templates are called, in the wikis of the major languages.

A template is known as a citation by its parameters, not by its name: each wiki has its own names for the
templates, and most take the English parameters beside their own (English: Help:Citation Style 1; French:
Modèle:Lien web; German: Vorlage:Internetquelle; Spanish: Plantilla:Cita web; Italian: Template:Cita web;
Dutch: Sjabloon:Citeer web; Portuguese: Predefinição:Citar web; Russian: Шаблон:Книга; Polish: Szablon:Cytuj).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from citecheck.models import Label, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.read.wikitext.scan import Source, Template

# The names of a role in the order in which they count, without spaces, hyphens, underscores.
_NAMES: dict[Role, tuple[str, ...]] = {
    Role.TITLE: (
        "chapter", "contribution", "title", "titre", "titel", "título", "titulo", "titolo", "tytuł",
        "tittel", "otsikko", "nimeke", "заголовок", "заглавие", "название", "titul", "cím", "başlık",
    ),
    Role.CONTAINER: (
        "journal", "newspaper", "magazine", "website", "work", "periodical", "encyclopedia",
        "encyclopaedia", "dictionary", "booktitle", "site", "périodique", "revue", "werk", "sammelwerk",
        "sitioweb", "obra", "periódico", "publicación", "revista", "jornal", "sito", "opera", "rivista",
        "pubblicazione", "krant", "tijdschrift", "издание", "сайт", "журнал", "czasopismo", "opublikowany",
        "verk", "tidning", "avis", "publisher", "éditeur", "herausgeber", "hrsg", "verlag", "editorial",
        "editora", "publicado", "editore", "uitgever", "издательство", "wydawca", "utgivare",
    ),
    Role.PUBLISHED: (
        "date", "publicationdate", "datum", "fecha", "data", "дата", "year", "année", "jahr", "año", "ano",
        "anno", "jaar", "год", "rok", "år",
    ),
    Role.ACCESSED: (
        "accessdate", "consultéle", "consulté", "zugriff", "abruf", "fechaacceso", "acessodata", "acessoem",
        "accesso", "bezochtdatum", "geraadpleegdop", "датаобращения", "датадоступа", "дataaccess",
        "dataдоступа", "datadostępu", "hämtdatum", "besøksdato", "hentet", "viitattu", "datumpřístupu",
    ),
    Role.URL: ("chapterurl", "contributionurl", "articleurl", "url", "lireenligne", "urltexte", "ссылка"),
    Role.ARCHIVE_URL: (
        "archiveurl", "urlarchive", "archivurl", "urlarchivo", "archivourl", "arquivourl", "urlarchivio",
        "archiefurl", "архив", "archiwum", "arkivurl",
    ),
    Role.ARCHIVE_DATE: (
        "archivedate", "archivdatum", "fechaarchivo", "arquivodata", "dataarchivio", "archiefdatum",
        "датаархивирования", "zarchiwizowano", "arkivdatum",
    ),
    Role.DOI: ("doi",),
    Role.ISBN: ("isbn", "isbn13"),
    Role.ISSN: ("issn", "eissn"),
    Role.ARXIV: ("arxiv",),
    Role.LANGUAGE: (
        "language", "lang", "langue", "sprache", "idioma", "língua", "lingua", "taal", "язык", "język",
        "språk",
    ),
}  # fmt: skip
_FAMILY = frozenset((
    "last", "surname", "authorlast", "nom", "apellido", "apellidos", "último", "sobrenome", "cognome",
    "achternaam", "фамилия", "nazwisko", "efternamn",
))  # fmt: skip
_GIVEN = frozenset((
    "first", "given", "authorfirst", "prénom", "nombre", "nombres", "primeiro", "nome", "voornaam", "имя",
    "imię", "förnamn",
))  # fmt: skip
_WHOLE = frozenset((
    "author", "autor", "auteur", "autore", "автор", "författare", "verfasser",
))  # fmt: skip
_LISTED = frozenset({"vauthors", "authors"})
_WITHIN = {"chapter", "contribution"}  # with one of these the title is the container's
_RANKS = {name: (role, rank) for role, names in _NAMES.items() for rank, name in enumerate(names)}
_COPY = "webarchive"  # the template behind a link or another template (en.wikipedia.org, Template:Webarchive)
_PLAIN = re.compile(r"[\s_-]+")
_DIGIT = re.compile(r"(\d{1,3})")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|</?nowiki\s*/?>|<ref[^<>]*/>", re.DOTALL | re.IGNORECASE)
_INNER = re.compile(r"\{\{([^{}]*)\}\}")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[(?:https?:)?//[^\s\[\]]+[ \t]+([^\[\]]*)\]")
_TAG = re.compile(
    r"</?(?:small|big|span|i|b|em|strong|sup|sub|bdi|abbr|cite|br)\b[^<>]{0,200}>", re.IGNORECASE
)
_DEEPEST = 5  # templates within a value


def names_source(template: Template) -> bool:
    """Tell whether *template* is a citation: it has a parameter for a title or an address, by name."""
    keys = {_folded(key) for key, span in template.parameters if span.start < span.end}
    return any(_RANKS[key][0] in (Role.TITLE, Role.URL) for key in keys & _RANKS.keys())


def labels_of(page: Source, note: Span) -> tuple[Label, ...]:
    """Return the parts that the citation templates in *note* name, in order."""
    found: list[Label] = []
    index = bisect_left(page.templates, note.start, key=lambda template: template.span.start)
    end = note.start
    while index < len(page.templates) and page.templates[index].span.start < note.end:
        template = page.templates[index]
        if template.span.start >= end and template.span.end <= note.end and names_source(template):
            copy = _copy(page.text, template, note)
            found += [copy] if copy else _labelled(page.text, template)
            end = template.span.end
        index += 1
    return tuple(sorted(found, key=lambda label: label.span))


def _copy(text: str, template: Template, note: Span) -> Label | None:
    """Return what a `{{webarchive}}` in *note* says: where the copy is of what is cited beside it.

    The label covers the template, none of whose words are the note's. None where nothing is cited beside it.
    """
    if template.name.strip().lower() != _COPY:
        return None
    url = next((_address(span.of(text)) for key, span in template.parameters if _folded(key) == "url"), "")
    beside = text[note.start : template.span.start] + text[template.span.end : note.end]
    return Label(Role.ARCHIVE_URL, template.span, url) if url and "//" in beside else None


def _labelled(text: str, template: Template) -> Iterator[Label]:
    """Yield the labels of one citation."""
    best: dict[Role, tuple[int, Span]] = {}
    said = {_folded(key): span for key, span in template.parameters if span.start < span.end}
    within = _WITHIN & said.keys()
    for key, span in said.items():
        role, rank = _RANKS.get(key, (None, 0))
        if role is Role.TITLE and within and key not in _WITHIN:
            role, rank = Role.CONTAINER, -1
        if role is not None and (role not in best or rank < best[role][0]):
            best[role] = rank, span
    for role, (_, span) in best.items():
        value = _address(span.of(text)) if role in (Role.URL, Role.ARCHIVE_URL) else freed(span.of(text))
        if value:
            yield Label(role, span, value)
    yield from _authors(text, template)


def _authors(text: str, template: Template) -> Iterator[Label]:
    """Yield the authors: in parts (`last1`, `first1`), whole (`author2`), or all in one parameter."""
    families: dict[str, Span] = {}
    given: dict[str, str] = {}
    whole: dict[str, Span] = {}
    for key, span in template.parameters:
        digits = _DIGIT.search(key)
        order = digits[1].lstrip("0") if digits else "1"
        name = _DIGIT.sub("", _folded(key))
        if span.start == span.end:
            continue
        if name in _FAMILY:
            families[order] = span
        elif name in _GIVEN:
            given[order] = freed(span.of(text))
        elif name in _WHOLE:
            whole[order] = span
        elif name in _LISTED:
            yield from _listed(text, span)
    for order, span in (whole | families).items():
        value = freed(span.of(text))
        if order in families and order in given:
            value = f"{value}, {given[order]}"
        if value:
            yield Label(Role.AUTHOR, span, value)


def _listed(text: str, span: Span) -> Iterator[Label]:
    """Yield the authors of `vauthors=Smith J, Jones K` or `authors=Alex Smith; Kim Jones`."""
    words = span.of(text)
    parting = ";" if ";" in words else ","
    start = span.start
    for piece in words.split(parting):
        value = freed(piece)
        if value and not value.startswith(("et al", "others")):
            begin = start + len(piece) - len(piece.lstrip())
            family, _, initials = value.rpartition(" ")
            vancouver = parting == "," and family and initials.isupper()
            yield Label(
                Role.AUTHOR,
                Span(begin, start + len(piece.rstrip())),
                f"{family}, {initials}" if vancouver else value,
            )
        start += len(piece) + 1


def freed(raw: str) -> str:
    """Return *raw* without markup: of links and templates the words that show stay."""
    words = _COMMENT.sub("", raw).replace("{{!}}", "|").replace("{{=}}", "=")
    for _ in range(_DEEPEST):
        freer = _LINK.sub(lambda match: match[1] or match[2] or "", _INNER.sub(_shown, words))
        if freer == words:
            break
        words = freer
    words = _TAG.sub(" ", words).replace("'''", "").replace("''", "")
    return " ".join(html.unescape(words).split())


def _shown(match: re.Match[str]) -> str:
    """Return what a template most likely shows: its last parameter without a name."""
    positional = [part for part in match[1].split("|")[1:] if "=" not in part]
    return positional[-1] if positional else ""


def _address(raw: str) -> str:
    """Return the URL of a parameter: white space stays, whether it is a fault is the parser's to say."""
    words = _COMMENT.sub("", raw).replace("{{!}}", "|").replace("{{=}}", "=").strip().strip("[]")
    url = html.unescape(" ".join(words.split()))
    return f"https:{url}" if url.startswith("//") else url


def _folded(name: str) -> str:
    """Return the form in which names of parameters are compared."""
    return _PLAIN.sub("", name.casefold())
