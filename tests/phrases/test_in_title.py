"""Titles that are the message of a page, and titles of works that hold the same words."""

import pytest
from hypothesis import given, strategies as st

from citecheck.models import Sign
from citecheck.phrases import in_title, is_about

ERRORS = {
    "en": ("Page not found", "404 Not Found", "404", "Oops! That page can’t be found. – The Agency", "UNICEF: Page Not Found", "HTTP Status 404 – Not Found", "404: NOT_FOUND", "Error 404 (Not Found)!!1", "The resource cannot be found.", "Object not found!", "Nothing found for Reports 2010 Trafficking", "404 - File or directory not found.", "This article is no longer available", "DOI Not Found", "Page Not Found | Design Museum", "Site not found · GitHub Pages"),
    "de": ("Seite nicht gefunden – Ministerium", "Fehler 404", "Diese Seite existiert nicht"),
    "fr": ("Page non trouvée | Ministère", "Page introuvable", "Erreur 404 - Page inexistante"),
    "es": ("Página no encontrada", "No se encuentra la página"),
    "it": ("Pagina non trovata", "Errore 404"),
    "pt": ("Página não encontrada", "Erro 404"),
    "ca": ("Pàgina no trobada",),
    "nl": ("Pagina niet gevonden - Gemeente",),
    "ru": ("Страница не найдена", "Ошибка 404"),
    "uk": ("Сторінку не знайдено",),
    "bg": ("Страницата не е намерена",),
    "sr": ("Страница није пронађена",),
    "pl": ("Nie znaleziono strony", "Błąd 404"),
    "cs": ("Stránka nenalezena",),
    "sk": ("Stránka nebola nájdená",),
    "hr": ("Stranica nije pronađena",),
    "sl": ("Strani ni mogoče najti",),
    "sv": ("Sidan hittades inte",),
    "da": ("Siden blev ikke fundet",),
    "no": ("Siden ble ikke funnet",),
    "fi": ("Sivua ei löytynyt",),
    "et": ("Lehekülge ei leitud",),
    "tr": ("Sayfa Bulunamadı",),
    "el": ("Η σελίδα δεν βρέθηκε",),
    "hu": ("Az oldal nem található",),
    "ro": ("Pagina nu a fost găsită",),
    "id": ("Halaman tidak ditemukan",),
    "vi": ("Không tìm thấy trang",),
    "ja": ("ページが見つかりません", "お探しのページが見つかりませんでした | 外務省"),
    "zh": ("页面不存在", "找不到頁面", "找不到页面 - 百度"),
    "ko": ("페이지를 찾을 수 없습니다",),
    "ar": ("الصفحة غير موجودة",),
    "fa": ("صفحه یافت نشد",),
    "he": ("הדף לא נמצא",),
    "hi": ("पृष्ठ नहीं मिला",),
}  # fmt: skip


@pytest.mark.parametrize("title", [title for row in ERRORS.values() for title in row])
def test_error_pages_of_many_languages(title):
    assert [mark.sign for mark in in_title(title)] == [Sign.ERROR]


def test_there_are_more_than_fifteen_languages():
    assert len(ERRORS) > 30


OTHERS = [
    (Sign.PARKED, ["a.org is for sale | HugeDomains", "This domain is for sale", "a.org - domain expired", "Account Suspended", "Welcome to nginx!", "IIS Windows Server", "Coming soon", "a.org steht zum Verkauf", "Apache2 Debian Default Page: It works", "Domein te koop"]),
    (Sign.LOGIN, ["Log in", "Sign In | The Journal", "Anmelden - Zeitung", "Connexion", "Iniciar sesión", "Вход", "ログイン", "Log in ‹ Site — WordPress", "Sign in to your account", "Zaloguj się", "Giriş Yap"]),
    (Sign.CONSENT, ["Before you continue to YouTube", "Bevor Sie fortfahren", "Age verification", "Avant de continuer"]),
    (Sign.CAPTCHA, ["Are you a robot?", "Security check", "Human Verification", "Making sure you're not a bot!", "Вы не робот?", "安全验证"]),
    (Sign.CHALLENGE, ["Just a moment...", "Attention Required! | Cloudflare", "DDoS-Guard", "Pardon Our Interruption", "One moment, please...", "Vercel Security Checkpoint"]),
    (Sign.REFUSED, ["Access Denied", "403 Forbidden", "Forbidden", "Zugriff verweigert", "Доступ запрещён", "429 Too Many Requests", "访问被拒绝", "تم رفض الوصول", "Your browser is not supported", "Unsupported browser | The Agency"]),
    (Sign.WITHHELD, ["Not available in your country", "Unavailable for legal reasons", "Unavailable in the EU"]),
    (Sign.OUTAGE, ["503 Service Temporarily Unavailable", "Site under maintenance", "Error establishing a database connection", "Runtime Error", "Wartungsarbeiten", "Технические работы", "Technische Störung", "Em manutenção", "网站维护中", "الموقع تحت الصيانة"]),
    (Sign.PAYWALL, ["Subscribe to read | Financial Times"]),
    (Sign.EMPTY, ["Redirecting…", "Loading..."]),
]  # fmt: skip


@pytest.mark.parametrize("sign, title", [(sign, title) for sign, row in OTHERS for title in row])
def test_what_else_stands_in_the_place_of_a_page(sign, title):
    assert [mark.sign for mark in in_title(title)] == [sign]


WORKS = [
    "Lost and Not Found: a history of HTTP 404",
    "How to design a 404 page",
    "404 error page best practices",
    "HTTP 404: a history of the missing page",
    "Not found: error pages of the web",
    "Page not found: how to write good 404 pages",
    "What to do when a page cannot be found",
    "Missing children not found by police in Moscow for many years, report says",
    "The Forbidden City",
    "Peugeot 404",
    "Access Denied: The Practice and Policy of Internet Filtering",
    "The Login Problem: passwords and people",
    "Error correction in DNA replication",
    "A room for sale",
    "Coming soon to a theatre near you",
    "Unsupported: browser wars and their losers",
    "Technische Störungen im Zugverkehr",
    "网站维护中的问题与对策研究报告",
    "Medicines not available in Europe",
    "Security check-ups for seniors",
    "Verification of arms control agreements",
    "Consent to treatment",
    "Cookies and Cream",
    "Maintenance of marine engines",
    "Parking: policy and design",
    "Domain names: law and practice",
    "Gone with the River: 410 Days on a Barge",
    "Are You a Robot? A History of the CAPTCHA",
    "Just a Moment: A History of Waiting",
    "Subscribe to Continue Reading: How Newspapers Learned to Charge",
    "Warum 404-Seiten nicht gefunden werden",
    "Trafficking in Persons Report 2010 | State",
    "Уголовный кодекс Российской Федерации",
    "刑法典",
    "",
    "|",
]


@pytest.mark.parametrize("title", WORKS)
def test_titles_of_works_are_no_message(title):
    assert [mark.sign for mark in in_title(title) if mark.place == "title"] in ([], [Sign.CAPTCHA])
    assert in_title(title) == () or title.startswith("Are You a Robot?")


@pytest.mark.parametrize(
    "title, signs",
    [
        ("Page Not Found: A Design Guide", {Sign.ERROR}),
        ("How to Design a Page Not Found Error Page", {Sign.ERROR}),
        ("Page not found", set()),
        ("A design guide", set()),
        ("The page you tried to open in the old site of ours was not found, sorry", set()),
    ],
)
def test_a_title_may_be_about_such_pages(title, signs):
    assert is_about(title) == signs


def test_the_title_is_the_evidence():
    (found,) = in_title("  Page\n not   found ")
    assert (found.place, found.text) == ("title", "Page not found")
    assert len(in_title("Page not found " + "x" * 500)[0].text) <= 120


@given(st.text(max_size=200))
def test_any_title_can_be_read(title):
    assert all(mark.place == "title" and len(mark.text) <= 120 for mark in in_title(title))


def test_long_titles_are_cut_before_they_are_read():
    assert in_title("404 " * 100_000) in ((), in_title("404 " * 100_000))
    assert in_title("x" * 300 + " page not found") == ()
