"""Outputs: whole or not at all, in the format of the suffix."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from report_samples import report

from citecheck.errors import SettingsError
from citecheck.report import FORMATS, check_format, check_outputs, files, render, write_files


def names(folder):
    """Return what lies in a folder."""
    return sorted(each.name for each in folder.iterdir())


def test_write(tmp_path):
    """Each file holds what standard output would have."""
    places = [str(tmp_path / "a.json"), str(tmp_path / "b.JSON")]
    write_files([report()], places)
    for place in places:
        assert Path(place).read_text(encoding="utf-8") == render([report()], "json")
    assert names(tmp_path) == ["a.json", "b.JSON"]


@pytest.mark.parametrize(
    "name, message",
    [
        ("report.pdf", r"-o .*report.pdf: the suffix '.pdf' names no format; known suffixes: .json"),
        ("report", r"-o .*report: a name without suffix names no format; known suffixes: .json"),
        ("there/is/no.json", r"-o .*no.json: there is no folder .*there/is; make it first"),
        ("folder.json", r"-o .*folder.json: is a folder; name a file in it"),
    ],
)
def test_refused_outputs(tmp_path, name, message):
    """An output that cannot be written is refused, and the message says what to do."""
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(SettingsError, match=message):
        check_outputs([str(tmp_path / name)])
    with pytest.raises(SettingsError, match="-o "):
        write_files([report()], [str(tmp_path / name)])
    assert names(tmp_path) == ["folder.json"]


def test_good_output(tmp_path):
    """An output that can be written is not made before the run."""
    check_outputs([str(tmp_path / "a.json")])
    assert not names(tmp_path)


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_whole_or_not_at_all(tmp_path, monkeypatch, broken):
    """Where writing fails half way the old file stands, and nothing is left beside it."""
    place = tmp_path / "a.json"
    place.write_text("old")

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    if broken == "replace":
        monkeypatch.setattr(type(place), "replace", fail)
    with pytest.raises(SettingsError, match=r"a.json: cannot be written \(No space left on device\)"):
        files.write_whole(place, [b"new"])
    assert place.read_text() == "old"
    assert names(tmp_path) == ["a.json"]


def test_mode_and_links(tmp_path):
    """A new file has the mode of any new file, and a symbolic link is followed."""
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_files([report()], [str(tmp_path / "link.json")])
    (tmp_path / "other").write_text("")
    assert (tmp_path / "link.json").is_symlink()
    assert stat.S_IMODE((tmp_path / "real.json").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "other").stat().st_mode
    )


def mode(path):
    """Return the permissions of a file."""
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o444, 0o755])
def test_a_file_that_is_there_keeps_its_permissions(tmp_path, bits):
    """What nobody else may read is still for nobody else when it is written anew, and so is what is like it."""
    place = tmp_path / "a.json"
    place.write_text("old")
    place.chmod(bits)
    files.write_whole(place, [b"new"])
    files.write_whole(tmp_path / "b.json", [b"new"], like=place)
    assert place.read_bytes() == b"new"
    assert (mode(place), mode(tmp_path / "b.json")) == (oct(bits), oct(bits))


def test_a_pipe_stays_one(tmp_path):
    """No file takes the place of a device (`-o /dev/null`) or a pipe; what is written goes into it."""
    place = tmp_path / "pipe.json"
    os.mkfifo(place)
    reading = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    check_outputs([str(place)])
    files.write_whole(place, [b"new"])
    assert os.read(reading, 9) == b"new"
    os.close(reading)
    assert stat.S_ISFIFO(place.stat().st_mode)
    assert names(tmp_path) == ["pipe.json"]


def test_formats():
    """Every format is rendered, and another is refused with the names of those that there are."""
    assert all(render([report()], name) for name in FORMATS)
    with pytest.raises(SettingsError, match="unknown 'yaml'; known formats: terminal, json"):
        check_format("yaml")
