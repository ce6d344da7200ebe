"""What the beginning of a page says about the request, and articles that only hold such words."""

import pytest
from hypothesis import given, strategies as st

from citecheck.models import Sign
from citecheck.phrases import in_text

ERRORS = [
    ("en", "Sorry, the page you requested could not be found."),
    ("en", "Home About Contact Sorry, we can’t find that page. Search"),
    (
        "en",
        "The page you are looking for might have been removed, had its name changed, or is temporarily unavailable.",
    ),
    ("en", "Not Found The requested URL /x was not found on this server. Apache/2.4 Server at a.org Port 80"),
    ("en", "Oops! That page can't be found. It looks like nothing was found at this location."),
    ("en", "The story you requested has expired and is no longer available on this site."),
    ("en", "The document you requested does not exist."),
    ("en", "No results found for your search."),
    ("en", "The blog at rivers.test has been deleted."),
    ("en", "Unfortunately the Northern Gazette has ceased operation."),
    ("en", "This website has been discontinued."),
    ("de", "Die von Ihnen angeforderte Seite existiert nicht."),
    ("de", "Die gesuchte Seite existiert nicht"),
    ("fr", "La page que vous avez demandée n’existe pas."),
    ("es", "La página solicitada no existe."),
    ("it", "La pagina richiesta non è stata trovata."),
    ("pt", "A página que procura não existe."),
    ("nl", "De opgevraagde pagina bestaat niet."),
    ("ru", "Запрашиваемая страница не найдена."),
    ("uk", "Сторінку, яку ви шукаєте, не знайдено."),
    ("pl", "Strona, której szukasz, nie istnieje."),
    ("cs", "Požadovaná stránka nebyla nalezena."),
    ("sv", "Sidan du söker finns inte."),
    ("da", "Siden du leder efter findes ikke."),
    ("fi", "Etsimääsi sivua ei löytynyt."),
    ("tr", "Aradığınız sayfa bulunamadı."),
    ("hu", "A keresett oldal nem létezik."),
    ("ro", "Pagina căutată nu există."),
    ("el", "Η σελίδα που ζητήσατε δεν υπάρχει."),
    ("zh", "抱歉，您访问的页面不存在或已被删除。"),
    ("ja", "お探しのページは見つかりませんでした。"),
    ("ko", "요청하신 페이지를 찾을 수 없습니다."),
    ("ar", "عذرا، الصفحة التي تبحث عنها غير موجودة."),
    ("he", "העמוד שחיפשת לא קיים"),
    # What is said of articles and documents, which sites take down one by one.
    ("en", "Oops! That link is broken, and our editors have been told of it, thank you for your patience."),
    (
        "de",
        "Der aufgerufene Artikel ist nicht mehr verfügbar. Lesen Sie statt dessen, was heute geschehen ist.",
    ),
    (
        "de",
        "Dieser Artikel ist leider nicht mehr verfügbar. Lesen Sie statt dessen, was heute geschehen ist.",
    ),
    ("de", "Der von Ihnen gesuchte Beitrag wurde gelöscht."),
    ("de", "Unter dieser Adresse gibt es keine Seite."),
    ("de", "Die Seite wurde verschoben oder gelöscht."),
    ("fr", "Cet article n'existe plus. Voici ce que nos lecteurs ont lu cette semaine dans nos pages."),
    ("fr", "L'article que vous cherchez a été supprimé."),
    ("fr", "La ressource demandée est introuvable."),
    ("es", "Lo sentimos, el artículo que buscas ya no está disponible."),
    ("es", "Este contenido ya no está disponible."),
    ("es", "El documento solicitado no existe."),
    ("it", "L'articolo richiesto non è più disponibile."),
    ("pt", "O conteúdo que procura já não está disponível."),
    ("pt", "Este conteúdo não está mais disponível."),
    ("pt", "O documento solicitado não foi encontrado."),
    ("ru", "Статья удалена."),
    ("pl", "Artykuł, którego szukasz, został usunięty."),
    ("zh", "对不起，您要查看的文章已被删除。"),
    ("zh", "该文章已被删除。"),
    ("zh", "对不起，您要查看的内容不存在。"),
    ("zh", "很抱歉，您訪問的文章已被刪除。"),
    ("ja", "申し訳ございません。この記事は削除されました。"),
    ("ar", "المقال الذي تبحث عنه لم يعد متاحا."),
    ("ar", "عذرا، هذا المحتوى لم يعد متوفرا."),
]


@pytest.mark.parametrize("language, text", ERRORS)
def test_error_pages_of_many_languages(language, text):
    assert Sign.ERROR in {mark.sign for mark in in_text(text)}, language


OTHERS = [
    (Sign.PARKED, "This domain is for sale! Buy now for 2,895 USD."),
    (
        Sign.PARKED,
        "The domain northern-institute.org may be for sale. Click here to inquire about this domain.",
    ),
    (Sign.PARKED, "Diese Domain steht zum Verkauf! Domain kaufen."),
    (Sign.PARKED, "Ce nom de domaine est à vendre."),
    (Sign.PARKED, "该域名正在出售。"),
    (Sign.PARKED, "This Account has been suspended. Contact your hosting provider for more information."),
    (Sign.LOGIN, "You must be logged in to view this page"),
    (Sign.LOGIN, "Please sign in with your library account to view this item."),
    (Sign.LOGIN, "Please log in or subscribe to read this article."),
    (Sign.LOGIN, "Bitte melden Sie sich an."),
    (Sign.LOGIN, "Veuillez vous connecter pour voir cette page"),
    (Sign.CONSENT, "Before you continue to Google we use cookies and data to deliver our services"),
    (Sign.CAPTCHA, "Please verify you are a human. To continue, complete the check below."),
    (Sign.CAPTCHA, "Our systems have detected unusual traffic from your computer network."),
    (Sign.CAPTCHA, "Подтвердите, что запросы отправляли вы, а не робот"),
    (Sign.CHALLENGE, "Checking your browser before accessing example.org"),
    (Sign.CHALLENGE, "Enable JavaScript and cookies to continue"),
    (Sign.REFUSED, 'You don\'t have permission to access "http://a.org/x" on this server.'),
    (
        Sign.WITHHELD,
        "This content is not available in your country because of the law there, we are sorry to say.",
    ),
    (Sign.WITHHELD, "The uploader has not made this video available in your country. Sorry about that."),
    (
        Sign.WITHHELD,
        "This site is currently unavailable to visitors from the European Economic Area while we work.",
    ),
    (
        Sign.WITHHELD,
        "Dieser Inhalt ist in Ihrem Land leider nicht verfügbar, weil die Rechte fehlen, sagt die Redaktion.",
    ),
    (
        Sign.WITHHELD,
        "Désolé, ce contenu n’est pas disponible dans votre pays, pour des raisons de droits, dit la chaîne.",
    ),
    (
        Sign.WITHHELD,
        "Este contenido no está disponible en su país por razones de derechos, lo sentimos mucho, lector.",
    ),
    (
        Sign.WITHHELD,
        "Este conteúdo não está disponível no seu país por questões de direitos, lamentamos muito, leitor.",
    ),
    (
        Sign.WITHHELD,
        "Этот материал недоступен в вашей стране по требованию правообладателя, приносим вам извинения.",
    ),
    (Sign.WITHHELD, "We withhold this page from readers in Europe."),
    (Sign.WITHHELD, "For legal reasons this content is blocked in the European Union."),
    (Sign.WITHHELD, "Due to the GDPR we do not serve visitors from the European Union."),
    (Sign.WITHHELD, "Sorry, this content isn’t available in your location right now."),
    (Sign.WITHHELD, "This article cannot be viewed from your country."),
    (Sign.WITHHELD, "You are in a country where this page is not offered, the publisher says."),
    (Sign.WITHHELD, "The content you are trying to reach isn't offered where you live."),
    (Sign.WITHHELD, "Access from the EU is not permitted."),
    (Sign.WITHHELD, "Diese Seite ist aus rechtlichen Gründen in Europa nicht verfügbar."),
    (Sign.WITHHELD, "Aus Gründen des Datenschutzes ist diese Seite für Besucher aus der EU gesperrt."),
    (
        Sign.WITHHELD,
        "Pour des raisons juridiques, cette page n'est pas accessible depuis l'Union européenne.",
    ),
    (Sign.WITHHELD, "Este contenido no se puede ver en tu país."),
    (Sign.WITHHELD, "Esta página no está disponible en Europa."),
    (Sign.WITHHELD, "Доступ к сайту из вашей страны запрещён."),
    (Sign.WITHHELD, "抱歉，您所在的地区无法访问此内容。"),
    (Sign.WITHHELD, "هذا المحتوى غير متاح في بلدك."),
    (
        Sign.OUTAGE,
        "The site is down for scheduled maintenance. We’ll be back soon, thank you for your patience.",
    ),
    (
        Sign.OUTAGE,
        "Fatal error: Uncaught Error: Call to undefined function mysql_connect() in /var/www/index.php",
    ),
    (Sign.OUTAGE, "网站正在维护，请稍后再访问。"),
    (Sign.OUTAGE, "Could not connect: Too many connections"),
    (
        Sign.OUTAGE,
        "O site está temporariamente indisponível, pedimos desculpa a todos os nossos leitores e amigos.",
    ),
    (Sign.REFUSED, "您的访问被拒绝。"),
    (Sign.REFUSED, "ليس لديك إذن للوصول إلى هذه الصفحة."),
    (Sign.EMPTY, "You need to enable JavaScript to run this app."),
    (Sign.PAYWALL, "Subscribe to continue reading. Only one dollar for four weeks of all our news."),
]


@pytest.mark.parametrize("sign, text", OTHERS)
def test_what_else_a_page_says_of_the_request(sign, text):
    assert sign in {mark.sign for mark in in_text(text)}


PROSE = [
    "The committee found that the page of history you read was requested by many who were looking for another.",
    "You must be logged in to post a comment. Leave a reply. Your email address will not be published here.",
    "The lock is closed for repairs until spring; the maintenance of weirs is described in the second chapter.",
    "The reference to section 4 has been removed. This section is no longer available to foreign vessels today.",
    "A house in Northern Street is for sale, and so are the estates of the river company, as we said before.",
    "Error 500 of 1,200 entries in the census were found by hand, and the others by machines in the capital.",
    "Many people asked for consent to treatment, and the courts said that it may be given in writing or speech.",
    "The robots of the novel are human in all but name; the reader is not asked whether he is one of them too.",
    "The vaccine is not available in Europe, and many clinics in your region have none; ask in your country.",
    "Access from the European road to the harbour is free, and readers in Europe will find the ferry there.",
    "Der gesuchte Artikel 5 der Verfassung ist der erste, und das angeforderte Dokument wurde 1990 gedruckt.",
    "L'article demandé par la commission a été publié en mars, et ce document n'est pas le dernier de sa série.",
    "El documento solicitado por la comisión fue publicado en marzo y el artículo que buscas tiene dos partes.",
    "O documento solicitado pela comissão foi publicado em março, e o artigo que procura tem duas partes ali.",
    "Комитет установил, что страница истории, которую вы читаете, была запрошена многими людьми.",
    "東京の歴史についてのページを読むと、多くの人々が別の文書を探していたことがわかる。",
    "",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_says_nothing_of_the_request(text):
    assert in_text(text) == ()


def test_the_words_are_the_evidence():
    (found,) = in_text(
        "Home | About | The  page you\nrequested could not be found. Try the search or the site map, please."
    )
    assert (found.sign, found.place) == (Sign.ERROR, "text")
    assert found.text == "The page you requested could not be found"


def test_of_phrases_that_begin_together_the_longest_is_quoted():
    (found,) = in_text(
        "Sorry, you are not authorized to view this page. Ask whoever runs the site for access, please."
    )
    assert found.text == "you are not authorized to view this page"


def test_a_text_of_a_few_words_is_read_like_a_title():
    assert {mark.sign for mark in in_text("404 Not Found nginx")} == {Sign.ERROR}
    assert {(mark.sign, mark.place) for mark in in_text("Forbidden")} == {(Sign.REFUSED, "text")}


def test_each_sign_is_told_once_and_the_first_first():
    said = "This page does not exist. Please log in to continue. The page you requested could not be found."
    assert [mark.sign for mark in in_text(said)] == [Sign.ERROR, Sign.LOGIN]


def test_words_of_a_title_count_at_the_beginning_alone():
    assert in_text("Page not found " + "and other news of the day " * 9)
    assert in_text("The news of the day and others " * 9 + "your link gives page not found") == ()


def test_only_the_beginning_is_looked_at():
    assert in_text("word " * 1000 + "The page you requested could not be found.") == ()
    assert in_text("the page you " * 50_000) == ()
    assert in_text("ページ" * 100_000) == ()


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    assert all(mark.place == "text" and 0 < len(mark.text) <= 120 for mark in in_text(text))
