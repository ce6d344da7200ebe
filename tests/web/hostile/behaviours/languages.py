"""Error pages in many languages, found with success."""

from __future__ import annotations

from web.hostile.behaviour import (
    TITLE,
)
from web.hostile.behaviours.soft404 import gone


def tongue(code, title, heading, text, cited):
    """Return a row for an error page in the language *code*, cited with a title of that language."""
    return gone(f"soft-{code}", f"an error page in the language {code}", title, heading, text, cited=cited)


LANGUAGES = (
    tongue(
        "en", "Page not found", "Page not found", "Sorry, the page you are looking for does not exist.", TITLE
    ),
    tongue(
        "de",
        "Seite nicht gefunden | Stadt Nordheim",
        "Seite nicht gefunden",
        "Die von Ihnen angeforderte Seite existiert nicht.",
        "Die Binnenschifffahrt in den Nordprovinzen",
    ),
    tongue(
        "fr",
        "Page introuvable - Préfecture du Nord",
        "Page introuvable",
        "La page que vous avez demandée n'existe pas.",
        "Étude sur la navigation fluviale",
    ),
    tongue(
        "es",
        "Página no encontrada",
        "Página no encontrada",
        "La página solicitada no existe.",
        "Estudio del transporte fluvial del norte",
    ),
    tongue(
        "it",
        "Pagina non trovata - Regione",
        "Pagina non trovata",
        "La pagina richiesta non è stata trovata.",
        "Indagine sul trasporto fluviale",
    ),
    tongue(
        "pt",
        "Página não encontrada",
        "Página não encontrada",
        "A página que procura não existe.",
        "Levantamento do transporte fluvial",
    ),
    tongue(
        "nl",
        "Pagina niet gevonden - Gemeente",
        "Pagina niet gevonden",
        "De opgevraagde pagina bestaat niet.",
        "Onderzoek naar de binnenvaart",
    ),
    tongue(
        "ru",
        "Страница не найдена",
        "Ошибка 404",
        "Запрашиваемая страница не найдена.",
        "Обзор речного транспорта северных губерний",
    ),
    tongue(
        "uk",
        "Сторінку не знайдено",
        "Сторінку не знайдено",
        "Сторінку, яку ви шукаєте, не знайдено.",
        "Огляд річкового транспорту",
    ),
    tongue(
        "pl",
        "Nie znaleziono strony",
        "Nie znaleziono strony",
        "Strona, której szukasz, nie istnieje.",
        "Przegląd żeglugi śródlądowej",
    ),
    tongue(
        "cs",
        "Stránka nenalezena",
        "Stránka nenalezena",
        "Požadovaná stránka nebyla nalezena.",
        "Přehled říční dopravy",
    ),
    tongue(
        "sv",
        "Sidan hittades inte",
        "Sidan kunde inte hittas",
        "Sidan du söker finns inte.",
        "En undersökning av flodtrafiken",
    ),
    tongue(
        "da",
        "Siden blev ikke fundet",
        "Siden blev ikke fundet",
        "Den side, du leder efter, findes ikke.",
        "En undersøgelse af flodtrafikken",
    ),
    tongue(
        "fi",
        "Sivua ei löytynyt",
        "Sivua ei löydy",
        "Etsimääsi sivua ei löytynyt.",
        "Selvitys jokiliikenteestä",
    ),
    tongue(
        "tr",
        "Sayfa bulunamadı",
        "Sayfa bulunamadı",
        "Aradığınız sayfa bulunamadı.",
        "Nehir taşımacılığı araştırması",
    ),
    tongue(
        "hu",
        "Az oldal nem található",
        "Az oldal nem található",
        "A keresett oldal nem létezik.",
        "A folyami szállítás áttekintése",
    ),
    tongue(
        "ro",
        "Pagina nu a fost găsită",
        "Pagina nu a fost găsită",
        "Pagina căutată nu există.",
        "Studiu asupra transportului fluvial",
    ),
    tongue(
        "el",
        "Η σελίδα δεν βρέθηκε",
        "Η σελίδα δεν βρέθηκε",
        "Η σελίδα που ζητήσατε δεν υπάρχει.",
        "Μελέτη για τις ποτάμιες μεταφορές",
    ),
    tongue(
        "zh", "页面未找到", "页面不存在", "抱歉，您访问的页面不存在或已被删除。", "北方各省内河航运调查报告"
    ),
    tongue(
        "ja",
        "ページが見つかりません",
        "ページが見つかりませんでした",
        "お探しのページは見つかりませんでした。",
        "北部諸州における河川交通の調査報告",
    ),
    tongue(
        "ko",
        "페이지를 찾을 수 없습니다",
        "페이지를 찾을 수 없습니다",
        "요청하신 페이지를 찾을 수 없습니다.",
        "북부 지방의 하천 교통에 관한 조사",
    ),
    tongue(
        "ar",
        "الصفحة غير موجودة",
        "الصفحة غير موجودة",
        "عذرا، الصفحة التي تبحث عنها غير موجودة.",
        "دراسة عن النقل النهري",
    ),
    tongue("he", "הדף לא נמצא", "הדף לא נמצא", "הדף שביקשת לא נמצא.", "סקר התחבורה הנהרית"),
)
