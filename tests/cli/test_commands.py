"""The commands: what they call, what they print where, and the exit code they leave with."""

from __future__ import annotations

import io
import json
import signal
import sys
from types import ModuleType

import pytest
from report_samples import document, finding, first, report, second

from citecheck.cli.main import run
from citecheck.errors import CacheError, UnreadableDocument
from citecheck.models import Severity
from citecheck.settings import Settings


class Documents(tuple):  # noqa: SLOT001 - a test may say what cannot be read
    """What the inputs come to, all of which can be read."""

    unread: tuple[str, ...] = ()

    def holds(self, _path):
        """No output has the name of a document."""
        return False


@pytest.fixture
def program(monkeypatch, tmp_path):
    """Stand in for reading and verifying; `called` holds the arguments, `answer` what is found."""
    monkeypatch.chdir(tmp_path)
    fake = ModuleType("fake")
    fake.called, fake.answer, fake.raised = {}, (report(first(), second()),), None
    fake.documents = Documents((document(),))

    def note(name, *arguments):
        fake.called[name] = arguments
        if fake.raised:
            raise fake.raised
        return fake.documents if name == "read_inputs" else fake.answer

    fake.read_inputs = lambda inputs, stdin, **how: note("read_inputs", inputs, stdin, how)
    fake.verify_all = lambda documents, settings, watch=None: note("verify_all", documents, settings, watch)
    fake.lint_all = lambda documents, settings, today=None, **_watch: note(
        "lint_all", documents, settings, today
    )
    for room in ("citecheck.read", "citecheck.verify"):
        monkeypatch.setitem(sys.modules, room, fake)
    return fake


def settings_given(program, *options, command="check"):
    """Run a command with *options* and return the settings that reached the program."""
    assert run([command, "report.txt", *options]) == 0
    return program.called["verify_all" if command == "check" else "lint_all"][1]


@pytest.mark.parametrize(
    "options, changed",
    [
        ([], {}),
        (["--format", "json"], {"format": "json"}),
        (["-o", "a.json", "-o", "b.json"], {"output": ("a.json", "b.json")}),
        (["--select", "D,U101", "--select", "l"], {"select": ("D", "U101", "L")}),
        (["--ignore", "U113, X"], {"ignore": ("U113", "X")}),
        (["--fail-on", "never"], {"fail_on": "never"}),
        (["--baseline", "b.json", "--update-baseline"], {"baseline": "b.json"}),
        (["--snapshots", "problems"], {"snapshots": "problems"}),
        (["--offline"], {"offline": True}),
        (["--allow-private"], {"allow_private": True}),
        (["--proxy", "http://127.0.0.1:1"], {"proxy": "http://127.0.0.1:1"}),
        (["--wayback", "http://127.0.0.1:2"], {"wayback": "http://127.0.0.1:2"}),
        (["--timeout", "3.5"], {"timeout": 3.5}),
        (["--retries", "0"], {"retries": 0}),
        (["--concurrency", "8"], {"concurrency": 8}),
        (["--per-host", "2"], {"per_host": 2}),
        (["--delay", "0"], {"delay": 0.0}),
        (["--budget", "30"], {"budget": 30.0}),
        (["--patience", "0"], {"patience": 0.0}),
        (["--strikes", "3"], {"strikes": 3}),
        (["--cache", "here"], {"cache": "here"}),
        (["--no-cache"], {"no_cache": True}),
        (["--refresh"], {"refresh": True}),
        (["-q"], {}),
        (["-v", "--no-progress"], {}),
    ],
)
def test_options_reach_the_settings(program, options, changed):
    """Each option changes its setting, and what is not given keeps its default."""
    assert settings_given(program, *options) == Settings(**changed)


def test_options_override_the_configuration(program, tmp_path):
    """The configuration file holds where no option is given, and `--config` names another."""
    (tmp_path / "citecheck.toml").write_text("timeout = 7\nretries = 9\nselect = ['D']\noffline = true\n")
    (tmp_path / "other.toml").write_text("timeout = 8\n")
    assert settings_given(program, "--retries", "1") == Settings(
        timeout=7, retries=1, select=("D",), offline=True
    )
    assert settings_given(program, "--select", "U").select == ("U",)
    assert settings_given(program, "--config", "other.toml") == Settings(timeout=8)
    assert settings_given(program, command="lint").timeout == 7


@pytest.mark.parametrize(
    "severities, fail_on, offline, code",
    [
        ([], "error", False, 0),
        ([Severity.INFO], "warning", False, 0),
        ([Severity.WARNING], "error", False, 0),
        ([Severity.WARNING], "warning", False, 1),
        ([Severity.INFO, Severity.ERROR], "error", False, 1),
        ([Severity.ERROR], "warning", False, 1),
        ([Severity.ERROR], "never", False, 0),
        ([], "error", True, 3),
        ([Severity.ERROR], "error", True, 3),
        ([Severity.ERROR], "never", True, 3),
    ],
)
def test_exit_codes(program, severities, fail_on, offline, code):
    """0, 1 or 3, as the findings, `--fail-on` and the network have it."""
    found = tuple(finding(severity=severity) for severity in severities)
    program.answer = (report(first(), second()), report(first(*found), offline=offline))
    assert run(["check", "report.txt", "--fail-on", fail_on]) == code


def test_what_fails_a_run_may_differ_by_document(program, tmp_path):
    """Each finding counts as its document has it; the command line counts for all."""
    (tmp_path / "citecheck.toml").write_text("[[overrides]]\npaths = ['old/']\nfail-on = 'never'\n")
    old = report(first(finding()), document=document(source="old/a.txt"))
    program.answer = (old, report(first(), second()))
    assert run(["check", "report.txt"]) == 0
    assert run(["check", "report.txt", "--fail-on", "error"]) == 1
    program.answer = (old, report(first(finding())))
    assert run(["check", "report.txt"]) == 1


@pytest.mark.parametrize(
    "unread, offline, code",
    [((), False, 1), (("a.pdf: torn\n\x1b",), False, 2), (("a.pdf: torn", "b.pdf: torn"), True, 2)],
)
def test_what_could_not_be_read_is_said_and_hides_nothing(program, capsys, unread, offline, code):
    """The report of all others is written; the exit code says that it is not whole."""
    program.documents.unread = unread
    program.answer = (report(first(finding()), offline=offline),)
    assert run(["check", "folder", "--format", "json"]) == code
    out, err = capsys.readouterr()
    assert json.loads(out)["summary"]["rules"] == {"D101": 1}
    lines = [line for line in err.splitlines() if line.startswith("citecheck: error: ")]
    assert len(lines) == len(unread) == len(err.splitlines())
    assert "\x1b" not in err


def test_what_is_left_out_reaches_the_reader(program, tmp_path):
    """The path patterns of the settings, and the folder that they are relative to."""
    (tmp_path / "citecheck.toml").write_text("exclude-paths = ['drafts/']\n")
    assert run(["check", "."]) == 0
    assert program.called["read_inputs"][2] == {"exclude": ("drafts/",), "folder": "."}


def test_document_findings_count(program):
    """A finding about the document as a whole fails the run like any other."""
    program.answer = (report(first(), findings=(finding("N102"),)),)
    assert run(["lint", "report.txt"]) == 1


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([], "Missing command. (see 'citecheck --help')"),
        (["chekc"], "No such command 'chekc'"),
        (["check"], "Missing argument 'INPUT...'. (see 'citecheck check --help')"),
        (["check", "r.txt", "--frobnicate"], "--frobnicate"),
        (["check", "r.txt", "--timeout", "soon"], "'soon' is not a valid float"),
        (["check", "r.txt", "--timeout", "nan"], "command line: timeout must be at least 0.1, not nan"),
        (["check", "r.txt", "--strikes", "0"], "command line: strikes must be at least 1, not 0"),
        (["check", "r.txt", "--retries", "-1"], "command line: retries must be at least 0, not -1"),
        (["check", "r.txt", "--format", "yaml"], "'yaml' is not one of 'terminal', 'json'"),
        (
            ["check", "r.txt", "-o", "a.pdf"],
            "-o a.pdf: the suffix '.pdf' names no format; known suffixes: .json",
        ),
        (["check", "r.txt", "--config", "none.toml"], "none.toml: cannot be read"),
        (["lint", "r.txt", "--offline"], "--offline"),
        (
            ["lint", "r.txt", "--config", "bad.toml"],
            "bad.toml: unknown key 'time-out'; did you mean 'timeout'?",
        ),
        (
            ["lint", "r.txt", "--config", "format.toml"],
            "format: unknown 'yaml'; known formats: terminal, json",
        ),
        (["parse"], "Missing argument 'INPUT'"),
        (["explain", "D101", "D102"], "D102"),
    ],
)
def test_could_not_run(program, tmp_path, capsys, arguments, message):
    """What the user can mend is one line on standard error and exit code 2."""
    (tmp_path / "bad.toml").write_text("time-out = 3")
    (tmp_path / "format.toml").write_text("format = 'yaml'")
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("citecheck: error: ")
    assert message in err
    assert err.count("\n") == 1
    assert program.called.get("verify_all") is None


@pytest.mark.parametrize(
    "error", [UnreadableDocument("a.pdf: no\nreader"), CacheError("cache: \x1b[2Jnot ours")]
)
def test_errors_of_the_rooms(program, capsys, error):
    """An error of a room is one line too, and nothing in it steers the terminal."""
    program.raised = error
    assert run(["check", "a.pdf"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_a_bug_falls_with_its_traceback(program):
    """An error that is ours is not dressed up as the user's."""
    program.raised = ZeroDivisionError("ours")
    with pytest.raises(ZeroDivisionError):
        run(["check", "a.txt"])


@pytest.mark.parametrize(
    "options, kept",
    [
        ([], "citecheck: stopped; what was learned is kept in the cache\n"),
        (["--no-cache"], "citecheck: stopped\n"),
    ],
)
def test_interrupt(program, capsys, options, kept):
    """SIGINT ends a run with 130 and says whether anything was kept."""
    documents = program.documents
    program.read_inputs = lambda _inputs, _stdin, **_how: documents
    program.raised = KeyboardInterrupt()
    assert run(["check", "a.txt", *options]) == 130
    assert capsys.readouterr() == ("", kept)


def test_termination_is_an_interrupt_with_a_code_of_its_own(program, capsys):
    """SIGTERM ends a run with 143, and what was in force before is in force again."""
    before = signal.getsignal(signal.SIGTERM)
    program.verify_all = lambda *_: signal.raise_signal(signal.SIGTERM)
    assert run(["check", "a.txt"]) == 143
    assert capsys.readouterr() == ("", "citecheck: stopped; what was learned is kept in the cache\n")
    assert signal.getsignal(signal.SIGTERM) is before


def test_reports_and_nothing_else_on_standard_output(program, capsys):
    """The report goes to standard output, the warnings of the run to standard error, each once."""
    program.answer = (report(first(), warnings=("the archive refused\x07",)),) * 2
    assert run(["check", "report.txt", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert len(json.loads(out)["reports"]) == 2
    assert err == "citecheck: warning: the archive refused\\x07\n"


@pytest.mark.usefixtures("program")
def test_output_files(tmp_path, capsys):
    """`-o` writes a file beside what is shown."""
    assert run(["check", "report.txt", "-o", "out.json", "-q"]) == 0
    assert json.loads((tmp_path / "out.json").read_text())["summary"]["citations"] == 2
    assert capsys.readouterr().out == "2 endnotes, 2 links: 1 live, 1 gone with a copy\nnothing to mend\n"


def test_parse(program, capsys):
    """`parse` writes the citations of the one document."""
    assert run(["parse", "report.txt"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["version", "document", "citations"]
    assert program.called["read_inputs"][0] == ("report.txt",)


def test_parse_takes_one_document(program, capsys):
    """A folder of several documents has no one `endnotes.json`."""
    program.documents = Documents((document(), document()))
    assert run(["parse", "folder"]) == 2
    assert "folder holds 2 documents; parse takes one." in capsys.readouterr().err


def test_inputs_are_handed_on(program):
    """Files, folders and `-` reach the reader as they are, in order."""
    assert run(["check", "b.txt", "a", "-"]) == 0
    assert program.called["read_inputs"][0] == ("b.txt", "a", "-")


class _Terminal(io.StringIO):
    """A standard error on which a person looks."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    "terminal, options, seen",
    [(False, [], False), (True, [], True), (True, ["-q"], False), (True, ["--no-progress"], False)],
)
def test_progress_on_terminals_only(program, monkeypatch, terminal, options, seen):
    """Progress is shown where a person looks, unless it is not wanted."""
    monkeypatch.setattr(sys, "stderr", _Terminal() if terminal else io.StringIO())
    assert run(["check", "report.txt", *options]) == 0
    assert (program.called["verify_all"][2] is not None) is seen


def test_help_is_no_fault(capsys):
    """`--help` and `--version` print to standard output and leave with 0."""
    assert run(["--help"]) == 0
    assert run(["check", "-h"]) == 0
    assert "Exit codes:" in capsys.readouterr().out
    assert run(["--version"]) == 0
    from citecheck import __version__

    assert capsys.readouterr().out == f"citecheck {__version__}\n"
