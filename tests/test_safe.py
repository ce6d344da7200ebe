"""What may leave the program."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from citecheck.safe import encodable, masked, shown


@pytest.mark.parametrize(
    "text, expected",
    [
        ("http://user:secret@host.example/x", "http://***@host.example/x"),
        ("see ftp://anna:pass@host, accessed", "see ftp://***@host, accessed"),
        ("http://token@host/", "http://***@host/"),
        ("http://user:p@ss@host/", "http://***@host/"),
        ("http:// user:secret@host/", "http:// ***@host/"),
        ("//user:secret@host/", "//***@host/"),
        ("http://host/path@2x.png", "http://host/path@2x.png"),
        ("http://host/?to=a@b.example", "http://host/?to=a@b.example"),
        ("http://host#a@b", "http://host#a@b"),
        ("write to anna@host.example", "write to anna@host.example"),
        ("mailto:anna@host.example", "mailto:anna@host.example"),
        ("http://a:b@c/ and http://d:e@f/", "http://***@c/ and http://***@f/"),
    ],
)
def test_masked(text, expected):
    """User name and password of a URL are masked, and nothing else is touched."""
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("plain", "plain"),
        ("Trafficking – „Menschen“ Россия 中文", "Trafficking – „Menschen“ Россия 中文"),
        ("two\nlines\tand  more", "two lines and more"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("bell\x07 back\x08", r"bell\x07 back\x08"),
        ("\x9b31m", r"\x9b31m"),
        ("abc\u202etxt.exe", r"abc\u202etxt.exe"),
        ("zero\u200bwidth \ufeff", r"zero\u200bwidth \ufeff"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("file\udcff", r"file\udcff"),
        ("[bold]markup[/bold] :smile:", "[bold]markup[/bold] :smile:"),
        ("http://u:p@host/", "http://***@host/"),
        ("::error::boom", r"\x3a:error::boom"),
        ("said ::set-output name=a::b", r"said \x3a:set-output name=a::b"),
        ("##[error]boom", r"\x23#[error]boom"),
        ("std::vector at http://[::1]/a::b", "std::vector at http://[::1]/a::b"),
    ],
)
def test_shown(text, expected):
    """What would steer a terminal is seen instead of obeyed, and every script stays readable."""
    assert shown(text) == expected


@given(st.text())
def test_shown_has_no_control_characters(text):
    """Whatever comes in, one line comes out, without a control character, and it can be encoded."""
    out = shown(text)
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in out)
    assert out.encode().decode() == out


@given(st.text())
def test_encodable(text):
    """What UTF-8 can carry stays as it is."""
    assert encodable(text) == text
    assert encodable(text + "\ud800") == text + "?"
