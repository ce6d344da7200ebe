"""Ways in which a document or a server may try to lead the program to machines of the inner network."""

from __future__ import annotations

from web.hostile.behaviour import EVERYWHERE
from web.hostile.replies import article, error, first, framed, html, page, permanent, redirect, reset, say

# Addresses of the public internet that are led to the open server.
OPEN, OPEN_TOO = "93.184.215.14", "151.101.1.69"


# This machine, in every spelling that some reader of addresses takes.
# fmt: off
FORMS = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f.1", "0x7f000001",
    "0X7F.0.0.1", "017700000001", "0177.0.0.1", "0177.1", "127.000.000.001", "127.255.255.254",
    "127.0.0.1.", "0", "0.0.0.0", "0x0", "[::1]", "[::]",
    "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[::ffff:0:127.0.0.1]", "localhost", "LOCALHOST", "localhost.",
    "inner.localhost", "localhost.localdomain", "ip6-localhost", "１２７.０.０.１", "127。0。0。1", "127．0．0．1",
    "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1", "127.0.0.%31", "ⓛocalhost", "local%68ost", "open.example@127.0.0.1",
    "open.example%40x@127.0.0.1", "user:pass@127.1", "open.example:80@[::1]", "[::1%25lo]", "[::1%lo]",
)
# fmt: on
# Its network, its cloud, and what nobody should ask.
# fmt: off
NETWORKS = (
    "10.0.0.1", "10.1", "172.16.0.1", "172.31.255.254", "192.168.1.1", "192.168.257",
    "169.254.169.254", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "100.64.0.1", "100.100.100.200",
    "192.0.0.192", "168.63.129.16", "198.18.0.1", "192.0.2.1", "203.0.113.9", "192.88.99.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "[fd00:ec2::254]", "[fc00::1]",
    "[fe80::1]", "[fe80::1%25eth0]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[3fff::1]",
    "[2001:0:7f00:1::]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[::ffff:10.0.0.1]",
    "metadata.google.internal", "printer.local", "router.home.arpa", "wiki.internal",
)
# fmt: on

TRICKS = [
    ("a backslash before the name", "http://127.0.0.1:{port}\\@open.example/"),
    ("a backslash behind the name", "http://open.example\\@127.0.0.1:{port}/"),
    ("a hash before the name", "http://127.0.0.1:{port}#@open.example/"),
    ("a question mark before the name", "http://127.0.0.1:{port}?@open.example/"),
    ("three slashes", "http:///127.0.0.1:{port}/"),
    ("no slashes", "http:127.0.0.1:{port}/"),
    ("a name and a password that look like a host", "http://open.example:80@127.0.0.1:{port}/"),
    ("two ats", "http://a@open.example@127.0.0.1:{port}/"),
    ("secure", "https://127.0.0.1:{port}/"),
    ("another scheme", "gopher://127.0.0.1:{port}/_GET%20/"),
    ("a file", "file:///etc/passwd"),
    ("a line end in the path", "http://127.0.0.1:{port}/%0d%0aHost:%20open.example"),
    ("a scheme in capitals", "HTTP://127.0.0.1:{port}/"),
]


# What a name server may say at the first look-up, the second ...
ANSWERS = [
    ("loopback", [("127.0.0.1",)]),
    ("loopback of IPv6", [("::1",)]),
    ("a mapped loopback", [("::ffff:127.0.0.1",)]),
    ("nothing and everything", [("0.0.0.0",)]),
    ("the metadata of a cloud", [("169.254.169.254",)]),
    ("a private network", [("10.0.0.1",), ("192.168.0.1",)]),
    ("a carrier's network", [("100.64.0.1",)]),
    ("a link with its zone", [("fe80::1%eth0",)]),
    ("NAT64 of a loopback", [("64:ff9b::7f00:1",)]),
    ("a public address beside a loopback", [(OPEN, "127.0.0.1")]),
    ("a loopback beside a public address", [("127.0.0.1", OPEN)]),
    ("a public address at first, and then a loopback", [(OPEN,), ("127.0.0.1",)]),
    ("a loopback every other time", [(OPEN,), ("127.0.0.1",), (OPEN,), ("127.0.0.1",)]),
]


def refreshing(url):
    return page(html("Redirecting", "<p>Wait.</p>", f'<meta http-equiv="refresh" content="0; url={url}">'))


def located(line):
    return framed(f"HTTP/1.1 302 Found\r\n{line}\r\nContent-Length: 0", "")


INSIDE = "http://127.0.0.1:{inner}/secret"
LEADS = {
    **{f"/{code}": redirect(INSIDE, f"{code} Go") for code in (301, 302, 303, 307, 308)},
    **{f"/form-{n}": redirect(f"http://{form}:{{inner}}/") for n, form in enumerate(FORMS) if form.isascii()},
    **{f"/net-{n}": redirect(f"http://{net}/") for n, net in enumerate(NETWORKS)},
    "/full-width": located("Location: http://１２７.０.０.１:{inner}/".encode().decode("latin-1")),
    "/no-scheme": redirect("//127.0.0.1:{inner}/secret"),
    "/backslashes": located("Location: http:\\\\127.0.0.1:{inner}\\secret"),
    "/slash-and-backslash": located("Location: /\\127.0.0.1:{inner}/secret"),
    "/tab": located("Location: http://127.0.\t0.1:{inner}/secret"),
    "/padded": located("Location:    http://127.0.0.1:{inner}/secret   "),
    "/userinfo": redirect("http://open.example@127.0.0.1:{inner}/"),
    "/hash": redirect("http://127.0.0.1:{inner}#@open.example/"),
    "/backslash-at": located("Location: http://127.0.0.1:{inner}\\@open.example/"),
    "/secure": redirect("https://127.0.0.1:{inner}/"),
    "/by-name": redirect("http://inside.example:{inner}/"),
    "/by-mixed-name": redirect("http://mixed.example:{inner}/"),
    "/two-locations": located("Location: /ok\r\nLocation: http://127.0.0.1:{inner}/"),
    "/gopher": redirect("gopher://127.0.0.1:{inner}/_GET"),
    "/file": redirect("file:///etc/passwd"),
    "/second-hop": redirect("/302"),
    "/third-hop": permanent("/second-hop"),
    "/over-other": redirect("http://other.example/302"),
    "/refresh": refreshing(INSIDE),
    "/refresh-name": refreshing("http://inside.example:{inner}/"),
    "/refresh-localhost": refreshing("http://localhost:{inner}/"),
    "/refresh-hop": refreshing("/302"),
    "/hop-refresh": redirect("/refresh"),
    "/refresh-header": page("", f"Refresh: 0; url={INSIDE}"),
    "/after-503": first(error("503 Service Unavailable"), redirect(INSIDE)),
    "/after-reset": first(reset, redirect(INSIDE)),
    "/with-cookie": redirect(INSIDE, "302 Found", "Set-Cookie: a=1; Domain=127.0.0.1"),
    "/links": page(
        article(
            "A Title",
            f'<link rel="canonical" href="{INSIDE}"><link rel="icon" href="{INSIDE}"><meta property="og:url" content="{INSIDE}">',
        )
    ),
    "/frame": page(html("A Title", f'<iframe src="{INSIDE}"></iframe><img src="{INSIDE}">')),
    "/link-header": page(article("A Title"), f"Link: <{INSIDE}>; rel=preload, <{INSIDE}>; rel=canonical"),
    "/unauthorised": error("401 Unauthorized", None, f'WWW-Authenticate: Bearer realm="{INSIDE}"'),
    "/alternative": page(article("A Title"), 'Alt-Svc: h2="127.0.0.1:{inner}"; ma=60'),
    "/proxy": error("305 Use Proxy", None, f"Location: {INSIDE}"),
    "/early": say(
        f"HTTP/1.1 103 Early Hints\r\nLink: <{INSIDE}>\r\n\r\nHTTP/1.1 302 Found\r\nLocation: {INSIDE}\r\n\r\n"
    ),
    "/ok": page(article("A Title")),
    # What the made-up neighbours of the last row get, and whatever else is asked for.
    "/odd/page": page(html("Northern Institute", "<p>Welcome.</p>")),
    EVERYWHERE: redirect(INSIDE),
}
