"""`citecheck archive`: which pages it submits, what it says of each, and what it never does."""

from __future__ import annotations

import json
import sqlite3
from itertools import pairwise

import pytest
from local_web import LocalWeb, Page
from spn_server import ACCESS, KEYS, SECRET, Captured, Copy, Failed, Recent, Refused, Said, SpnServer

from citecheck.cli.main import run

PAGE = "http://example.org/report_2007.htm"
NEXT = "http://example.org/annex.htm"
NOW = (
    "The committee met on nine days of the spring and heard the ministers of six countries about the harvest."
)
THEN = (
    "Welcome to the home of the annual gathering of beekeepers, where honey is judged and medals are given."
)
HALF = NOW + " " + " ".join(f"word{number}" for number in range(12))
_RESOLVED_THERE = "names are resolved there, so private addresses behind names could not be checked"
OLD, NEW = "20110523120000", "20250102030405"


@pytest.fixture(autouse=True)
def _quick(monkeypatch, tmp_path):
    """Let nothing wait, keep all in a folder of the test's own, and know no keys but those of the tests."""
    monkeypatch.chdir(tmp_path)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY", "IA_ACCESS_KEY", "IA_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("citecheck.archive.save.turns.GAP", 0.0)
    for name, seconds in (
        ("_FIRST_LOOK", 0.01),
        ("_NEXT_LOOKS", 0.01),
        ("_ONE_MORE", 0.0),
        ("PATIENCE", 0.3),
    ):
        monkeypatch.setattr(f"citecheck.archive.save.saver.{name}", seconds)
    (tmp_path / "citecheck.toml").write_text(
        f"delay = 0\nretries = 0\narchive-pace = 600\ncanaries = []\ncache = '{tmp_path / 'kept'}'\n"
    )


def report(tmp_path, *urls, title="Report of the Committee"):
    """Write a document that cites *urls*; return its name."""
    notes = "".join(f"{number}. Smith, “{title},” 2007, {url}.\n" for number, url in enumerate(urls, 1))
    (tmp_path / "report.txt").write_text(f"Text.\n\nNotes\n\n{notes}")
    return str(tmp_path / "report.txt")


def archive(capsys, server, web, document, *options):
    """Run the command; return its exit code and the pages of its JSON by address."""
    where = ["--wayback", server.base, "--proxy", web.base]
    code = run(["archive", document, "--format", "json", *where, *options])
    out, err = capsys.readouterr()
    # The servers of the test write there too when a client leaves them.
    warnings = [line for line in err.splitlines() if line.startswith("citecheck: ")]
    known = f"citecheck: warning: requests go through the proxy {web.base}; {_RESOLVED_THERE}"
    assert set(warnings) <= {known}
    said = json.loads(out)
    return code, {page["url"]: page for page in said["pages"]}, said


def live(*urls, **how):
    """Return a web in which *urls* answer with the text of today."""
    return LocalWeb(dict.fromkeys(urls, Page(**{"title": "Report of the Committee", "text": NOW, **how})))


# --- what is submitted, and why


def test_a_live_page_without_a_copy_is_saved(tmp_path, capsys):
    with SpnServer() as server, live(PAGE) as web:
        code, pages, said = archive(capsys, server, web, report(tmp_path, PAGE))
        assert server.submitted == [PAGE]
        assert server.strangers == [], "the keys went elsewhere"
        base = server.base
    assert code == 0
    assert said["summary"]["saved"] == 1
    assert (said["archive"], said["dry_run"], said["version"]) == (base, False, 1)
    assert pages[PAGE] == {
        "url": PAGE,
        "standing": "saved",
        "reason": "the archive has no copy of it",
        "submitted": PAGE,
        "result": "saved",
        "code": None,
        "snapshot": f"{base}/web/20261124100000/{PAGE}",
        "captured": "2026-11-24T10:00:00Z",
    }


COPIES = [
    ("the text of today", {(PAGE, NEW): Copy(text=NOW)}, "has-copy", "its newest copy, of 2 January 2025, shows what the page says now"),
    ("most of the text", {(PAGE, NEW): Copy(text=HALF)}, "has-copy", "its newest copy, of 2 January 2025, shows what the page says now"),
    ("another text", {(PAGE, NEW): Copy(text=THEN)}, "would-be-submitted", "its newest copy, of 2 January 2025, shares 0% of its text with the page now"),
    ("another text since", {(PAGE, OLD): Copy(text=NOW), (PAGE, NEW): Copy(text=THEN)}, "would-be-submitted", "its newest copy, of 2 January 2025, shares 0% of its text with the page now"),
    ("the text since", {(PAGE, OLD): Copy(text=THEN), (PAGE, NEW): Copy(text=NOW)}, "has-copy", "its newest copy, of 2 January 2025, shows what the page says now"),
    ("an error since", {(PAGE, OLD): Copy(text=NOW), (PAGE, NEW): Copy(status=404)}, "has-copy", "its newest copy, of 23 May 2011, shows what the page says now"),
    ("errors alone", {(PAGE, OLD): Copy(status=404), (PAGE, NEW): Copy(status=503)}, "would-be-submitted", "the archive has no copy of it"),
    ("no text", {(PAGE, NEW): Copy(text="")}, "has-copy", "its newest copy, of 2 January 2025, has no text to compare"),
]  # fmt: skip


@pytest.mark.parametrize(
    "copies, standing, reason", [row[1:] for row in COPIES], ids=[row[0] for row in COPIES]
)
def test_a_copy_will_do_while_it_says_what_the_page_says(tmp_path, capsys, copies, standing, reason):
    with SpnServer(copies=copies) as server, live(PAGE) as web:
        code, pages, _ = archive(capsys, server, web, report(tmp_path, PAGE), "--dry-run")
        assert server.submitted == []
    assert code == 0
    assert (pages[PAGE]["standing"], pages[PAGE]["reason"]) == (standing, reason)
    assert pages[PAGE]["submitted"] == (PAGE if standing == "would-be-submitted" else None)


NOT_LIVE = [
    ("gone", Page("Gone", status=404), "dead"),
    ("refused", Page("No", status=403), "blocked"),
    ("failing", Page("Oops", status=500), "unreachable"),
    ("an error with 200", Page("404 Not Found", text="The page was not found."), "soft-404"),
]  # fmt: skip


@pytest.mark.parametrize("page, verdict", [row[1:] for row in NOT_LIVE], ids=[row[0] for row in NOT_LIVE])
def test_only_live_pages_are_submitted(tmp_path, capsys, page, verdict):
    with SpnServer() as server, LocalWeb({PAGE: page}) as web:
        code, pages, _ = archive(capsys, server, web, report(tmp_path, PAGE))
        assert server.log == []
    assert code == 0
    assert pages[PAGE]["standing"] == "not-live"
    assert pages[PAGE]["reason"].startswith(f"{verdict}: ")


WITHHELD = [
    ("a password", "http://user:secret@example.org/a.htm", "its address holds a user name or a password"),
    ("a session", "http://example.org/a.htm;jsessionid=4F2A", "its address holds a session number"),
    ("a token", "http://example.org/a.htm?token=4F2A", "its address holds what looks like a secret (token)"),
    ("an archived copy", "http://web.archive.org/web/2007/http://example.org/", "it is a page of an archive itself"),
    ("archive.today", "http://archive.ph/abcde", "it is a page of an archive itself"),
]  # fmt: skip


@pytest.mark.parametrize("url, reason", [row[1:] for row in WITHHELD], ids=[row[0] for row in WITHHELD])
def test_what_is_nobody_elses_to_know_is_not_submitted(tmp_path, capsys, url, reason):
    asked = url.replace("user:secret@", "")
    with SpnServer() as server, live(asked) as web:
        code, _, said = archive(capsys, server, web, report(tmp_path, url))
        assert server.log == []
        assert web.addresses != []
    [page] = said["pages"]
    assert code == 0
    assert (page["standing"], page["reason"]) == ("withheld", reason)
    assert "secret@" not in json.dumps(said)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/a", "http://10.0.0.1/a", "http://intranet/a", "http://wiki.internal/a"]
)
def test_private_pages_are_neither_asked_nor_submitted(tmp_path, capsys, url):
    """Whatever the settings allow for a check."""
    with (tmp_path / "citecheck.toml").open("a") as config:
        config.write("allow-private = true\n")
    with SpnServer() as server, live(url) as web:
        code, pages, _ = archive(capsys, server, web, report(tmp_path, url))
        assert (server.log, web.addresses) == ([], [])
    assert code == 0
    assert pages[url]["standing"] == "not-live"
    assert "private address" in pages[url]["reason"]


def test_a_private_page_that_an_earlier_check_saw_is_not_submitted(tmp_path, capsys):
    """The cache says that it is live; whose network it is on is asked again before others are told."""
    with LocalWeb({"/a.htm": Page("Report of the Committee", text=NOW)}) as site, SpnServer() as server:
        url = f"{site.base}/a.htm"
        where = ["--wayback", server.base, "--cache", "both", "--snapshots", "none"]
        assert run(["check", report(tmp_path, url), "--allow-private", "--fail-on", "never", *where]) == 0
        capsys.readouterr()
        asked = len(site.addresses)
        assert run(["archive", report(tmp_path, url), "--format", "json", *where[:4]]) == 0
        [page] = json.loads(capsys.readouterr().out)["pages"]
        assert len(site.addresses) == asked
        assert server.submitted == []
    assert (page["standing"], page["reason"]) == (
        "withheld",
        "its host is not known to be one of the public internet",
    )


# --- redirects


def moved(url, target, *between):
    """Return a web in which *url* leads, over *between*, to *target*."""
    steps = [url, *between, target]
    pages = {one: Page(status=301, headers={"Location": other}) for one, other in pairwise(steps)}
    return LocalWeb({**pages, target: Page("Report of the Committee", text=NOW)})


def test_a_page_that_moved_is_submitted_under_the_cited_address(tmp_path, capsys):
    """The archive follows the redirect and keeps it, so that the reader of the old address finds the page."""
    with SpnServer({PAGE: Captured(original=NEXT)}) as server, moved(PAGE, NEXT) as web:
        code, pages, _ = archive(capsys, server, web, report(tmp_path, PAGE))
        assert server.submitted == [PAGE]
        assert pages[PAGE]["snapshot"] == f"{server.base}/web/20261124100000/{NEXT}"
    assert code == 0


def test_a_page_that_is_archived_where_it_is_now_needs_no_copy(tmp_path, capsys):
    with SpnServer(copies={(NEXT, NEW): Copy(text=NOW)}) as server, moved(PAGE, NEXT) as web:
        _, pages, _ = archive(capsys, server, web, report(tmp_path, PAGE))
        assert server.submitted == []
    assert pages[PAGE]["standing"] == "has-copy"


def test_more_redirects_than_the_archive_follows_are_left_out(tmp_path, capsys):
    steps = [f"http://example.org/{number}" for number in range(3)]
    with SpnServer() as server, moved(PAGE, NEXT, *steps) as web:
        _, pages, _ = archive(capsys, server, web, report(tmp_path, PAGE))
        assert server.submitted == [NEXT]
    assert pages[PAGE]["submitted"] == NEXT


def test_a_secret_in_the_address_of_a_redirect_goes_nowhere(tmp_path, capsys):
    """Neither the index nor Save Page Now is told of it."""
    with SpnServer() as server, moved(PAGE, f"{NEXT}?sid=4F2A") as web:
        _, pages, _ = archive(capsys, server, web, report(tmp_path, PAGE))
        assert server.submitted == [PAGE]
        assert not any("4F2A" in line for line in server.log)
    assert pages[PAGE]["standing"] == "saved"


# --- what comes of it

RESULTS = [
    ("refused at once", Refused("error:blocked-url"), 1, "refused", "error:blocked-url", "the address is on the archive's list"),
    ("refused by the job", Failed("error:no-access"), 1, "refused", "error:no-access", "the page answered 403 (forbidden) to the archive"),
    ("the day's limit", Refused("error:too-many-daily-captures"), 1, "refused", "error:too-many-daily-captures", "the address was captured as often"),
    ("archived already", Recent(), 0, "already-archived", None, "the archive says: The same snapshot had been made"),
    ("an error of the server", Said(523), 1, "unknown", None, "the archive answers 523; it may have saved the page all the same; look again later"),
    ("a job without end", Captured(pending=10**9), 1, "unknown", None, "not finished after 0 s; look again later"),
    ("no more for this account", Refused("error:max-daily-bandwidth"), 1, "not-submitted", None, "not submitted: the account has reached"),
    ("no Save Page Now there", Said(404), 1, "not-submitted", None, "not submitted: there is no Save Page Now at"),
]  # fmt: skip


@pytest.mark.parametrize(
    "behaviour, code, standing, word, result", [row[1:] for row in RESULTS], ids=[row[0] for row in RESULTS]
)
def test_every_outcome_has_its_word(tmp_path, capsys, behaviour, code, standing, word, result):  # noqa: PLR0917
    with SpnServer({PAGE: behaviour}) as server, live(PAGE) as web:
        exited, pages, said = archive(capsys, server, web, report(tmp_path, PAGE))
    assert exited == code
    assert (pages[PAGE]["standing"], pages[PAGE]["code"]) == (standing, word)
    assert pages[PAGE]["result"].startswith(result)
    assert said["summary"][standing] == 1


@pytest.mark.parametrize(
    "behaviour, seconds",
    [
        (Captured(), 1),
        (Recent(), 1),
        (Said(503), 1),
        (Refused("error:not-found"), 1),
        (Refused("error:celery"), 2),
    ],
    ids=["saved", "archived already", "unknown", "refused", "never begun"],
)
def test_nothing_is_submitted_twice_within_a_day(tmp_path, capsys, behaviour, seconds):
    """The index knows of a capture after some hours only; what was never begun may be tried again."""
    with SpnServer({PAGE: behaviour}) as server, live(PAGE) as web:
        document = report(tmp_path, PAGE)
        first = archive(capsys, server, web, document)
        second = archive(capsys, server, web, document)
        assert len(server.submitted) == seconds
    assert second[0] == first[0]
    assert second[1][PAGE]["standing"] == first[1][PAGE]["standing"]
    assert second[1][PAGE]["snapshot"] == first[1][PAGE]["snapshot"]


def test_after_a_day_the_index_is_asked_anew(tmp_path, capsys):
    """What was saved yesterday shows there by now, so it is not saved again although the cache knows no copy."""
    with SpnServer() as server, live(PAGE) as web:
        document = report(tmp_path, PAGE)
        archive(capsys, server, web, document)
        with sqlite3.connect(tmp_path / "kept" / "citecheck.sqlite3") as cache:
            cache.execute(
                "UPDATE observation SET at = '2020-01-01T00:00:00.000000+00:00' WHERE kind IN ('saved', 'archive')"
            )
        cache.close()
        server.copies = {(PAGE, "20261124100000"): Copy(text=NOW)}
        _, pages, _ = archive(capsys, server, web, document)
        assert server.submitted == [PAGE]
    assert pages[PAGE]["standing"] == "has-copy"


def test_a_capture_under_way_is_seen_to_its_end_by_the_next_call(tmp_path, capsys):
    with SpnServer({PAGE: Captured(pending=10**9)}) as server, live(PAGE) as web:
        document = report(tmp_path, PAGE)
        assert archive(capsys, server, web, document)[1][PAGE]["standing"] == "unknown"
        server.pages = {PAGE: Captured()}
        server.begin(PAGE)
        code, pages, _ = archive(capsys, server, web, document)
        assert server.submitted == [PAGE]
    assert (code, pages[PAGE]["standing"]) == (0, "saved")


def test_an_archive_that_cannot_be_asked_is_given_nothing(tmp_path, capsys):
    """Unknown is not none."""
    with SpnServer(index=Said(429)) as server, live(PAGE) as web:
        code, pages, _ = archive(capsys, server, web, report(tmp_path, PAGE))
        assert server.submitted == []
    assert code == 1
    assert pages[PAGE]["standing"] == "undecided"
    assert pages[PAGE]["reason"].startswith("the archive could not be asked: the archive answers 429")


def test_pages_are_submitted_once_however_often_they_are_cited(tmp_path, capsys):
    with SpnServer() as server, live(PAGE, NEXT) as web:
        _, pages, _ = archive(capsys, server, web, report(tmp_path, PAGE, f"{PAGE}#a", NEXT, PAGE))
        assert sorted(server.submitted) == sorted([PAGE, NEXT])
    assert [page["standing"] for page in pages.values()] == ["saved"] * 3


# --- the command


def test_a_dry_run_needs_no_keys_and_asks_save_page_now_nothing(tmp_path, capsys, monkeypatch):
    for name in KEYS:
        monkeypatch.delenv(name)
    with SpnServer() as server, live(PAGE) as web:
        code, pages, said = archive(capsys, server, web, report(tmp_path, PAGE), "--dry-run")
        assert not any("/save" in line for line in server.log)
    assert (code, said["dry_run"], pages[PAGE]["standing"]) == (0, True, "would-be-submitted")


def test_without_keys_nothing_is_asked(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("IA_SECRET_ACCESS_KEY")
    monkeypatch.delenv("IA_ACCESS_KEY_ID")
    with SpnServer() as server, live(PAGE) as web:
        assert run(["archive", report(tmp_path, PAGE), "--wayback", server.base, "--proxy", web.base]) == 2
        assert (server.log, web.addresses) == ([], [])
    assert capsys.readouterr() == ("", (
        "citecheck: error: Save Page Now needs the keys of an archive.org account: get them at "
        "https://archive.org/account/s3.php and set IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY\n"
    ))  # fmt: skip


def test_keys_that_are_not_accepted(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("IA_SECRET_ACCESS_KEY", "another-secret")
    with SpnServer() as server, live(PAGE) as web:
        assert run(["archive", report(tmp_path, PAGE), "--wayback", server.base, "--proxy", web.base]) == 2
        assert server.submitted == []
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("the archive does not accept the keys; see https://archive.org/account/s3.php\n")


@pytest.mark.parametrize(
    "options, config, message",
    [
        (["--wayback", "http://archive.example.org"], "", "keys are sent over https alone"),
        ([], "offline = true\n", "nothing can be saved offline; --dry-run says what would be"),
        (["--format", "csv"], "", "'csv' is not one of 'terminal', 'json'"),
        (["--offline"], "", "--offline"),
    ],
    ids=["an open line", "offline", "a format that it has not", "an option that it has not"],
)
def test_it_could_not_run(tmp_path, capsys, options, config, message):
    with (tmp_path / "citecheck.toml").open("a") as file:
        file.write(config)
    assert run(["archive", report(tmp_path, PAGE), *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("citecheck: error: ")
    assert message in err
    assert err.count("\n") == 1


def test_without_a_network_nothing_is_said(tmp_path, capsys):
    """Exit code 3: the links were not judged. A proxy that is not there stands for the network."""
    text = (tmp_path / "citecheck.toml").read_text().replace("canaries = []", "canaries = ['nobody.invalid']")
    (tmp_path / "citecheck.toml").write_text(f"{text}patience = 0\n")
    with LocalWeb({}) as web:
        nobody = web.base
    with SpnServer() as server:
        where = ["--wayback", server.base, "--proxy", nobody]
        assert run(["archive", report(tmp_path, PAGE), "--format", "json", *where]) == 3
        assert server.submitted == []
    [page] = json.loads(capsys.readouterr().out)["pages"]
    assert page["standing"] == "undecided"


def test_without_a_network_the_archive_is_not_blamed(tmp_path, capsys):
    """What the cache knows of the page is not enough to decide."""
    with SpnServer(index=Said(503)) as server, live(PAGE) as web:
        document = report(tmp_path, PAGE)
        assert archive(capsys, server, web, document)[0] == 1
        nobody = ["--wayback", server.base, "--proxy", web.base]
    text = (tmp_path / "citecheck.toml").read_text().replace("canaries = []", "canaries = ['nobody.invalid']")
    (tmp_path / "citecheck.toml").write_text(f"{text}patience = 0\n")
    assert run(["archive", document, *nobody]) == 3


@pytest.mark.parametrize("options", [[], ["-v"], ["-q"]], ids=["usual", "all", "counts"])
def test_the_list_for_a_person(tmp_path, capsys, options):
    gone = "http://example.org/gone.htm"
    pages = {PAGE: Captured(), NEXT: Refused("error:blocked-url")}
    with SpnServer(pages) as server, live(PAGE, NEXT) as web:
        web.pages[gone] = Page("Gone", status=404)
        where = ["--wayback", server.base, "--proxy", web.base]
        assert run(["archive", report(tmp_path, PAGE, NEXT, gone), *where, *options]) == 1
        base = server.base
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [base, "3 pages: 1 saved, 1 refused, 1 not-live"]
    there = [f"saved      {PAGE}", f"           {base}/web/20261124100000/{PAGE}", f"refused    {NEXT}"]
    assert ([line for line in there if line not in lines] == []) == (options != ["-q"])
    assert (f"not-live   {gone}" in lines) == (options == ["-v"])


def test_the_keys_are_shown_nowhere(tmp_path, capsys):
    with SpnServer({PAGE: Said(401)}) as server, live(PAGE) as web:
        where = ["--wayback", server.base, "--proxy", web.base]
        run(["archive", report(tmp_path, PAGE), *where, "-v"])
        run(["archive", report(tmp_path, PAGE), *where, "--format", "json"])
    out, err = capsys.readouterr()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "kept").iterdir())
    for secret in (ACCESS, SECRET):
        assert secret not in out + err
        assert secret.encode() not in kept


def test_what_an_archive_says_does_not_steer_the_terminal(tmp_path, capsys):
    with SpnServer({PAGE: Refused("error:\x1b[2J", "\x1b]0;owned\x07")}) as server, live(PAGE) as web:
        run(["archive", report(tmp_path, PAGE), "--wayback", server.base, "--proxy", web.base])
    assert "\x1b" not in capsys.readouterr().out
