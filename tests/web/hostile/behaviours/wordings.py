"""Other words for the same: error pages, domains for sale, sign-ins and refusals as real sites word them.

A list of phrases is never complete; these were not written from one.
"""

from __future__ import annotations

from web.hostile.behaviour import BLOCKED, CHANGED, EVERYWHERE, LIVE, SOFT_404, UNREACHABLE, Behaviour as Row
from web.hostile.replies import html, notice, page

# Name, title, heading, text.
ERRORS = (
    ("tomcat", "HTTP Status 404 – Not Found", "HTTP Status 404 – Not Found", "The origin server did not find a current representation for the target resource or is not willing to disclose that one exists."),
    ("object", "Object not found!", "Object not found!", "The requested URL was not found on this server. Error 404"),
    ("iis", "Server Error", "Server Error", "404 - File or directory not found. The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable."),
    ("aspx", "The resource cannot be found.", "Server Error in '/' Application.", "The resource cannot be found. Description: HTTP 404. The resource you are looking for could have been removed."),
    ("pages-host", "Site not found · Pages", "404", "There isn't a site here."),
    ("number", "Error 404", "", ""),
    ("has-not-been-found", "404 Error - Northern Institute", "404 Error", "Sorry, but the page you are looking for has not been found."),
    ("cannot-be-displayed", "Northern Institute - Error", "An error has occurred", "The page you tried to reach cannot be displayed."),
    ("document", "Document not found", "Document not found", "The document you requested was not found."),
    ("item", "Item not found - Northern Digital Library", "Item not found", "This item does not exist or has been deleted."),
    ("content", "Content not found", "Content not found", "We couldn't find the content you were looking for."),
    ("missing", "Page missing", "This page is missing", "The page you were looking for is missing."),
    ("broken-link", "This page isn’t available", "Sorry, this page isn't available.", "The link you followed may be broken, or the page may have been removed."),
    ("no-longer", "Page no longer exists", "Page no longer exists", "The page you are trying to reach no longer exists."),
    ("unavailable", "Page Unavailable", "Page Unavailable", "The page you requested is unavailable."),
    ("nothing-found", "Nothing found for Reports Rivers", "Nothing found", "Apologies, but no results were found for the requested archive."),
    ("file", "File not found", "File not found", "The file you requested does not exist."),
    ("lost", "Lost? | Northern Institute", "We can’t find that page", "You may have mistyped the address or the page may have moved."),
    ("exception", "Whoops!", "Whoops, looks like something went wrong.", "404 NotFoundHttpException"),
    ("article", "Article not found", "Article not found", "The article you are looking for does not exist."),
    ("story", "Story removed", "This story has been removed", "This story is no longer available on our site."),
    ("film", "Video unavailable", "Video unavailable", "This video is no longer available."),
    ("diary", "Blog not found", "Blog not found", "Sorry, the blog you were looking for does not exist."),
    ("bad-link", "Bad link", "Bad link", "The link you followed is out of date or incorrect."),
    ("expired-link", "Link expired", "Link expired", "The link you followed has expired."),
    ("identifier", "DOI Not Found", "DOI Not Found", "This DOI cannot be found in the DOI System."),
    ("retired", "Page Retired", "This page has been retired", "The page you are looking for has been retired."),
    ("archived", "Archived content", "We're sorry, that page can't be found", "This content has been archived and is no longer available."),
    ("person", "User not found", "User not found", ""),
    ("goods", "Product not found", "Product not found", "The product you're looking for is no longer available."),
    ("no-records", "Northern Archive", "Search", "No records found matching your request."),
    ("film-of-account", "Northern Film", "", "This video is no longer available because the account associated with this video has been terminated."),
    ("diary-removed", "Blog has been removed", "", "Sorry, the blog at rivers.test has been removed. This address is not available for new blogs."),
    ("service-closed", "Northern Pages", "", "Sorry, Northern Pages has closed. Thank you for all the years with us."),
    ("site-offline", "Northern Forum", "", "This forum has been shut down. We thank all our members."),
    ("german-failed", "Fehler 404", "Diese Seite wurde nicht gefunden", "Leider konnten wir die gewünschte Seite nicht finden."),
    ("german-exists", "Die Seite existiert nicht", "Ups!", "Die gewünschte Seite konnte leider nicht gefunden werden."),
    ("french-found", "Erreur 404 - Page non trouvée", "Page non trouvée", "Désolé, la page demandée est introuvable."),
    ("french-exists", "Ministère", "Oups", "La page que vous recherchez n’existe pas ou plus."),
    ("spanish-exists", "Error 404: la página no existe", "La página no existe", "Lo sentimos, la página que busca no está disponible."),
    ("spanish-find", "Ministerio", "¡Vaya!", "No hemos podido encontrar la página que buscas."),
    ("portuguese-exists", "Erro 404", "A página não existe", "Desculpe, a página solicitada não foi encontrada."),
    ("italian-exists", "Errore 404", "La pagina non esiste", "Spiacenti, la pagina che cerchi non esiste."),
    ("russian-exists", "404 Не найдено", "Страница не существует", "К сожалению, такой страницы не существует."),
    ("russian-document", "Министерство", "Ошибка", "Извините, запрошенный документ не найден."),
    ("polish-found", "Strona nie została znaleziona", "Błąd 404", "Przepraszamy, strona o podanym adresie nie istnieje."),
    ("dutch-exists", "404 - Pagina bestaat niet", "Helaas", "Deze pagina bestaat niet (meer)."),
    ("swedish-exists", "404 - sidan finns inte", "Sidan finns inte", "Tyvärr kunde vi inte hitta sidan."),
    ("norwegian", "Siden finnes ikke", "Siden ble ikke funnet", "Beklager, vi fant ikke siden du lette etter."),
    ("japanese-exists", "404 Not Found", "お探しのページは存在しません", "指定されたページは存在しないか、移動した可能性があります。"),
    ("chinese-wanted", "404错误", "您要查看的页面不存在", "对不起，您请求的页面未找到"),
    ("chinese-traditional", "找不到網頁", "找不到您要的頁面", "抱歉，您所要求的網頁不存在。"),
    ("korean-exists", "오류", "페이지를 찾을 수 없습니다", "존재하지 않는 페이지입니다."),
    ("arabic-found", "خطأ 404", "لم يتم العثور على الصفحة", "الصفحة المطلوبة غير موجودة."),
    ("persian", "صفحه یافت نشد", "صفحه مورد نظر یافت نشد", "صفحه‌ای که به دنبال آن هستید وجود ندارد."),
    ("indonesian", "Halaman tidak ditemukan", "Halaman tidak ditemukan", "Maaf, halaman yang Anda cari tidak ditemukan."),
    ("vietnamese", "Không tìm thấy trang", "Không tìm thấy trang", "Trang bạn tìm kiếm không tồn tại."),
    ("bulgarian", "Страницата не е намерена", "Страницата не е намерена", "Търсената страница не съществува."),
    ("serbian", "Страница није пронађена", "Страница није пронађена", "Страница коју тражите не постоји."),
    ("croatian", "Stranica nije pronađena", "Stranica nije pronađena", "Stranica koju tražite ne postoji."),
    ("slovak", "Stránka sa nenašla", "Stránka sa nenašla", "Požadovaná stránka nebola nájdená."),
    ("catalan", "Pàgina no trobada", "Pàgina no trobada", "La pàgina que cerqueu no existeix."),
)  # fmt: skip
# Name, title, text.
LEFT = (
    ("sponsored", "worded-sponsored.test", "worded-sponsored.test is parked. The Sponsored Listings displayed above are served automatically by a third party."),
    ("broker", "Big Names - worded-broker.test is for sale", "worded-broker.test is for sale"),
    ("site-expired", "Website Expired", "This account has expired. If you are the site owner, click below to login."),
    ("portuguese", "Domínio", "Este domínio está à venda."),
    ("italian", "Dominio", "Questo dominio è in vendita"),
    ("spanish", "Dominio", "Este dominio está en venta"),
    ("russian", "Домен", "Домен продаётся"),
    ("japanese", "ドメイン", "このドメインは売りに出されています"),
    ("apache-test", "Test Page for the Apache HTTP Server", "This page is used to test the proper operation of the Apache HTTP server after it has been installed."),
    ("iis", "IIS Windows Server", ""),
    ("construction", "Under construction", "Under construction"),
    ("unpublished", "Site not published", "This site hasn't been published yet."),
    ("registered", "worded-registered.test - Registered at a registrar", "This domain was recently registered at our service. Is it yours?"),
    ("suspended", "Contact Support", "This domain has been suspended. Contact support."),
    ("pharmacy", "Buy Pills Online Without Prescription", "Buy pills online. Cheap pills."),
    ("defaced", "Hacked by Somebody", "Hacked by Somebody. Your security is low."),
    ("file-list", "Index of /", "Index of / a/ b/"),
)  # fmt: skip
PASSWORD = "<form><input name=user><input type=password name=pass></form>"
# Name, title, body, status, further headers.
REFUSED = (
    ("spanish-form", "Iniciar sesión", f"<h1>Iniciar sesión</h1>{PASSWORD}", "200 OK"),
    ("russian-form", "Вход", f"<h1>Вход в систему</h1>{PASSWORD}", "200 OK"),
    ("private-site", "Private Site", "<h1>This site is private</h1><p>Log in to request access.</p>", "200 OK"),
    ("office", "Docs: Sign-in", "<h1>Sign in</h1><p>to continue to Docs</p><form><input type=email></form>", "200 OK"),
    ("no-subscription", "Access restricted", "<h1>You do not have access to this content</h1><p>Your institution does not subscribe.</p>", "200 OK"),
    ("address-banned", "Blocked", "<h1>Your IP address has been blocked</h1><p>Contact the administrator.</p>", "200 OK"),
    ("limited", "Your access to this site has been limited", "<h1>Your access to this site has been limited by the site owner</h1>", "503 Service Unavailable"),
    ("mod-security", "Not Acceptable!", "<h1>Not Acceptable!</h1><p>This error was generated by Mod_Security.</p>", "406 Not Acceptable"),
    ("support-number", "Request Rejected", "The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 1234", "200 OK"),
    ("checkpoint", "Security Checkpoint", "<p>We're verifying your browser</p>", "429 Too Many Requests", "x-vercel-mitigated: challenge"),
    ("security-check", "Human Verification", "<p>Please complete the security check to access</p><div class=h-captcha></div>", "200 OK"),
    ("one-more-step", "One more step", "<h1>One more step</h1><p>Please complete the security check to access northern.test</p>", "403 Forbidden", "Server: cloudflare"),
    ("rule-1020", "Access denied | northern.test used Cloudflare to restrict access", "<h1>Error 1020</h1>", "403 Forbidden", "Server: cloudflare"),
    ("chinese-check", "安全验证", "<p>请完成安全验证</p>", "200 OK"),
    ("german-check", "Sicherheitsüberprüfung", "<p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>", "200 OK"),
    ("french-check", "Vérification de sécurité", "<p>Veuillez confirmer que vous n'êtes pas un robot.</p>", "200 OK"),
)  # fmt: skip
WORDINGS = (
    *(
        Row(
            f"worded-error-{name}",
            f"an error page found with success: {title}",
            page(notice(title, heading, text)),
            SOFT_404,
        )
        for name, title, heading, text in ERRORS
    ),
    *(
        Row(
            f"worded-{name}",
            f"a host that somebody has left: {title}",
            {EVERYWHERE: page(html(title, f"<p>{text}</p>"))},
            SOFT_404 | CHANGED,
        )
        for name, title, text in LEFT
    ),
    *(
        Row(
            f"worded-refusal-{name}",
            f"a refusal: {title}",
            page(html(title, body), *headers, status=status),
            BLOCKED,
        )
        for name, title, body, status, *headers in REFUSED
    ),
    Row(
        "json-error",
        "an interface for programs answers that there is nothing",
        page('{"error": "not found", "status": 404}', kind="Content-Type: application/json"),
        SOFT_404,
    ),
    Row(
        "json-record",
        "an interface for programs answers with the record of the work",
        page(
            '{"id": 17, "title": "Rivers", "keywords": ["barges", "tolls"]}',
            kind="Content-Type: application/json",
        ),
        LIVE,
        read=False,
    ),
    Row(
        "worded-text-404",
        "an error page in plain text, found with success",
        page("404: Not Found", kind="Content-Type: text/plain; charset=utf-8"),
        SOFT_404,
    ),
    Row(
        "worded-site-away",
        "a host that says for its site that it is not there",
        {
            EVERYWHERE: page(
                html(
                    "Domain Default page",
                    "<p>If you are seeing this message, the website for northern.test is not available at this time.</p>",
                )
            )
        },
        SOFT_404 | CHANGED | UNREACHABLE,
    ),
)
