"""In which encoding a page is read."""

import pytest
from hypothesis import given, strategies as st
from page_facts import names

from citecheck.check.charset import decoded

WORD = "Уголовный"
CHARSETS = [
    ("the header says it", "text/html; charset=windows-1251", f"<title>{WORD}</title>".encode("cp1251")),
    ("in quotation marks", "text/html; charset='KOI8-R'", f"<title>{WORD}</title>".encode("koi8-r")),
    ("by another name", "text/html; charset=x-cp1251", f"<title>{WORD}</title>".encode("cp1251")),
    ("the page says it", "text/html", f"<meta charset=windows-1251><title>{WORD}</title>".encode("cp1251")),
    (
        "the page says it the old way",
        "text/html",
        f'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><title>{WORD}</title>'.encode("koi8-r"),
    ),
    (
        "its XML declaration says it",
        "text/html",
        f'<?xml version="1.0" encoding="iso-8859-5"?><html><title>{WORD}</title>'.encode("iso8859-5"),
    ),
    ("nobody says it, and it is UTF-8", "text/html", f"<title>{WORD}</title>".encode()),
    ("nobody says it, and its letters are Cyrillic", "text/html", f"<title>{WORD}</title>".encode("cp1251")),
    ("nobody says it, and they are those of KOI8", "text/html", f"<title>{WORD}</title> кодекс".encode("koi8-r")),
    ("only the language is said", "text/html", f"<html lang=ru><title>{WORD}</title>".encode("cp1251")),
    ("a byte order mark", "text/html", b"\xef\xbb\xbf" + f"<title>{WORD}</title>".encode()),
    (
        "a byte order mark against the header",
        "text/html; charset=iso-8859-1",
        b"\xff\xfe" + f"<title>{WORD}</title>".encode("utf-16-le"),
    ),
    ("UTF-16 without a mark", "text/html; charset=utf-16", f"<title>{WORD}</title>".encode("utf-16-le")),
    ("UTF-16 from the other end", "text/html; charset=utf-16be", f"<title>{WORD}</title>".encode("utf-16-be")),
    ("UTF-16 that nobody names", "text/html", f"<title>{WORD}</title>".encode("utf-16-be")),
    ("UTF-16 that the header calls UTF-8", "text/html; charset=utf-8", f"<title>{WORD}</title>".encode("utf-16-le")),
    ("a label that means nothing", "text/html; charset=nonsense", f"<title>{WORD}</title>".encode()),
    ("a codec that is no encoding", "text/html; charset=hex", f"<title>{WORD}</title>".encode()),
    ("a page in ASCII cannot be in UTF-16", "text/html", f"<meta charset=utf-16><title>{WORD}</title>".encode()),
    ("a server's default, wrong", "text/html; charset=iso-8859-1", f"<title>{WORD}</title>".encode()),
    (
        "a server's default against the page",
        "text/html; charset=iso-8859-1",
        f"<meta charset=windows-1251><title>{WORD}</title>".encode("cp1251"),
    ),
    (
        "the header says UTF-8, wrongly, the page is right",
        "text/html; charset=utf-8",
        f"<meta charset=windows-1251><title>{WORD}</title>".encode("cp1251"),
    ),
    (
        "both say UTF-8, wrongly",
        "text/html; charset=utf-8",
        f"<meta charset=utf-8><title>{WORD}</title>".encode("cp1251"),
    ),
    (
        "UTF-8 with a byte that is broken",
        "text/html; charset=utf-8",
        f"<title>{WORD}</title><p>Права человека \xff".encode()[:-2] + b"\xff",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "content_type, body", [row[1:] for row in CHARSETS], ids=[row[0] for row in CHARSETS]
)
def test_the_title_is_read_in_the_right_encoding(content_type, body):
    assert names(body, content_type)[0] == WORD


LANGUAGES = [
    ("shift_jis", "日本国憲法"),
    ("euc-jp", "日本国憲法"),
    ("iso-2022-jp", "日本国憲法"),
    ("gb2312", "中华人民共和国"),
    ("gbk", "中華人民共和國"),
    ("big5", "中華民國憲法"),
    ("euc-kr", "대한민국 헌법"),
    ("windows-1250", "Ústava České republiky"),
    ("iso-8859-2", "Konstytucja Rzeczypospolitej Łódź"),
    ("windows-1253", "Σύνταγμα της Ελλάδας"),
    ("windows-1254", "Türkiye Cumhuriyeti Anayasası"),
    ("windows-1255", "חוקי היסוד"),
    ("windows-1256", "دستور"),
    ("windows-1257", "Latvijas Republikas Satversmē"),
    ("tis-620", "รัฐธรรมนูญ"),
    ("koi8-u", "Конституція України"),
    ("iso-8859-15", "Œuvres à 5 €"),
]


@pytest.mark.parametrize("label, title", LANGUAGES)
def test_an_encoding_that_is_named_is_taken(label, title):
    body = f"<title>{title}</title>".encode(label)
    assert names(body, f"text/html; charset={label}")[0] == title
    assert names(f"<meta charset={label}>".encode() + body, "text/html")[0] == title


def test_latin_1_means_windows_1252_on_the_web():
    assert names(b"<title>\x93Quoted\x94</title>", "text/html; charset=iso-8859-1")[0] == "“Quoted”"
    assert names(b"<title>caf\xe9</title>", "text/html")[0] == "café"


@pytest.mark.parametrize("language, label, title", [("ja", "shift_jis", "日本国憲法"), ("pl-PL", "cp1250", "Żółw"), ("zh-TW", "big5", "中華民國")])  # fmt: skip
def test_the_language_tells_the_encoding_where_nothing_else_does(language, label, title):
    assert names(f"<html lang='{language}'><title>{title}</title>".encode(label), "text/html")[0] == title


def test_a_character_that_the_limit_cut_in_two_does_not_change_the_encoding():
    assert names("<title>Größe</title>é".encode()[:-1], "text/html")[0] == "Größe"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_no_bytes_and_no_label_make_it_fail(body, label):
    assert isinstance(decoded(body, f"text/html; charset={label}"), str)
