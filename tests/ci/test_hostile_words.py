"""Documents, file names and inputs that strangers wrote: they run nothing, call nothing, and add no output."""

from __future__ import annotations

import pytest

NOTE = "Body.[^1]\n\n[^1]: World Bank. {}. http://www.worldbank.org/prices Accessed May 32 2011.\n"

WORDS = [
    "$(touch pwned)",
    "`touch pwned`",
    "'; touch pwned; '",
    '"; touch pwned; "',
    "::error::pwned",
    "##[error]pwned",
    "::set-output name=exit-code::0",
    "::add-mask::e",
    "::stop-commands::pwned",
    "exit-code=0",
    "<!-- citecheck:other --> @everyone #1 <script>",
    "${{ github.token }}",
    "%0A::error::pwned",
]
NAMES = [
    *(each.replace("/", "∕") for each in WORDS),
    "a\n::error::pwned",
    "a\nexit-code=0\nb",
    "-o pwned",
    "*",
]
KNOWN = {"citecheck", "citecheck D101 impossible-date", "citecheck W103 waiver-not-understood"}


def is_unharmed(job, done):
    """Tell whether only citecheck spoke to the runner, and only its own outputs and files are there."""
    files = {path.name for path in job.workspace.iterdir()}
    return (
        "pwned" not in files
        and {properties.get("title") for _, properties, _ in done.obeyed} <= KNOWN
        and {name for name, _, _ in done.obeyed} <= {"error", "warning", "notice"}
        and set(done.outputs) <= {"exit-code", "errors", "warnings", "json", "markdown", "sarif"}
        and done.code == int(done.outputs["exit-code"])
    )


@pytest.mark.parametrize("annotations", ["true", "false"])
@pytest.mark.parametrize("words", WORDS)
def test_words_of_a_document_are_words(job, words, annotations):
    job.write("reports/a.md", NOTE.format(words))
    done = job.use(command="lint", paths="reports", annotations=annotations, comment="true")
    assert is_unharmed(job, done), done.log
    assert done.code == 1
    assert job.world["comments"]["7"][0]["body"].count("<!--") == 1


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_names(job, name):
    """In a folder, and one of them unreadable, which is said on standard error."""
    job.write(f"reports/{name}.md", NOTE.format("Prices"))
    (job.workspace / f"reports/{name}.pdf").write_bytes(b"%PDF-1.7 torn")
    done = job.use(command="lint", paths="reports", comment="true", issue="true")
    assert is_unharmed(job, done), done.log
    assert (done.code, done.outputs["errors"]) == (2, "2")


@pytest.mark.parametrize("where", ["paths", "args", "baseline", "fail_on", "command"])
@pytest.mark.parametrize("words", WORDS[:6])
def test_words_of_an_input_run_nothing(job, words, where):
    done = job.use(**{"command": "lint", "paths": "reports"} | {where: words})
    assert not (job.workspace / "pwned").exists()
    assert {properties.get("title") for _, properties, _ in done.obeyed} <= KNOWN
    assert done.code == 2
