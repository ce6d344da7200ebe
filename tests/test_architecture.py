"""The house as its plan has it: who may import whom, and how long things may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "citecheck"
FILES = sorted(SOURCE.rglob("*.py"))
ROOMS = {"read", "parse", "web", "check", "archive", "suggest", "rules", "store", "report", "mend", "export"}
# What every room may use: the nouns, and pure helpers that know nothing of any stage.
BASE_FOLDERS = {"models", "edits", "evidence", "phrases", "titles", "verdict"}
BASE = {path.stem for path in SOURCE.glob("*.py")} - {"__init__", "__main__"} | BASE_FOLDERS
ALLOWED = {
    "models": set(),
    "errors": set(),
    "check": BASE | {"web"},
    "archive": BASE | {"web"},
    "verify": BASE | ROOMS,
    "mend": BASE | {"read", "parse"},
    "cli": BASE | {"export", "mend", "read", "report", "rules", "verify"},
    "__main__": {"cli"},
    "__init__": {"export", "mend", "models", "parse", "read", "settings", "verify"},
    **dict.fromkeys(ROOMS - {"check", "archive", "mend"}, BASE),
}
ONLY_IN = {
    "httpx": "web",
    "httpcore": "web",
    "waybackpy": "archive",
    "sqlite3": "store",
    "click": "cli",
    "rich": None,
}


def room_of(path):
    """Return the room of a file: its folder under `citecheck`, or its own name."""
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports_of(path):
    """Yield the modules that a file imports, those within functions and for types alone included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path):
    """Yield the rooms and base files of citecheck that a file imports."""
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "citecheck" and len(parts) > 1 and parts[1] != "__version__":
            yield parts[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_arrows_point_down(path):
    """A room imports the nouns, base helpers and what its row allows; no room imports another one."""
    room = room_of(path)
    allowed = ALLOWED.get(room, BASE) | {room}
    assert set(rooms_imported(path)) <= allowed


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_libraries_stay_in_their_rooms(path):
    """httpx is imported in `web` alone, waybackpy in `archive`, SQLite in `store`, click in `cli`."""
    used = {name.split(".")[0] for name in imports_of(path)}
    foreign = {
        library for library, room in ONLY_IN.items() if library in used and room not in (None, room_of(path))
    }
    assert foreign == set()


def test_nouns_and_errors_stand_on_the_standard_library_alone():
    """`models` and `errors` import nothing from elsewhere, and of ours only each other's nouns."""
    for path in [*(SOURCE / "models").glob("*.py"), SOURCE / "errors.py"]:
        used = {module.split(".")[0] for module in imports_of(path)} - {"citecheck"}
        assert used <= sys.stdlib_module_names | {"__future__"}, path.name
        assert set(rooms_imported(path)) <= {"models"}, path.name


def test_base_helpers_do_not_know_the_rooms():
    """A helper beside the nouns imports nouns and helpers only, so that a room's arrow to it points down."""
    for path in [
        *SOURCE.glob("*.py"),
        *(file for name in BASE_FOLDERS for file in (SOURCE / name).glob("*.py")),
    ]:
        if path.stem not in {"__init__", "__main__"}:
            assert set(rooms_imported(path)) <= BASE, path.name


def test_phrases_stand_on_the_standard_library_alone():
    """Phrases are data and a few lines; of ours they import nouns and each other."""
    for path in (SOURCE / "phrases").glob("*.py"):
        used = {module.split(".")[0] for module in imports_of(path)} - {"citecheck"}
        assert used <= sys.stdlib_module_names | {"__future__"}, path.name
        assert set(rooms_imported(path)) <= {"models", "phrases"}, path.name


def module_of(path):
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def test_no_import_cycle():
    """Followed at load time, imports never lead back to where they began."""
    names = {module_of(path) for path in FILES}
    edges = {}
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = set()
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
        edges[module_of(path)] = {name for name in found if name in names} - {module_of(path)}
    done, path = set(), []

    def visit(name):
        assert name not in path, " -> ".join([*path, name])
        if name in done:
            return
        path.append(name)
        # A package's own door is not a way back: its files name each other, not the door.
        for target in sorted(edges.get(name, ())):
            if not name.startswith(f"{target}."):
                visit(target)
        path.pop()
        done.add(name)

    for name in sorted(edges):
        visit(name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_sizes_docstrings_and_excepts(path):
    """Files stay under 350 lines and functions under 50, everything says what it is, no except takes all."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= 350
    assert not text or ast.get_docstring(tree)
    for node in definitions(tree):
        assert ast.get_docstring(node), node.name
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 50, node.name
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert ast.unparse(node.type) not in {"Exception", "BaseException"}


def definitions(tree):
    """Yield the classes and functions of a file, those within others too.

    Left out are `__init__`, of which the docstring of its class tells, and overloads, which do nothing.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            overloaded = any(ast.unparse(each) == "overload" for each in node.decorator_list)
            if node.name != "__init__" and not overloaded:
                yield node


HEAVY = {
    "httpx",
    "bs4",
    "lxml",
    "requests",
    "rich",
    "msgspec",
    "waybackpy",
    "rapidfuzz",
    "babel",
    "asyncio",
    "sqlite3",
    "pathspec",
}


@pytest.mark.parametrize(
    "code, heavy",
    [
        ("import citecheck", HEAVY),
        ("from citecheck.cli.main import run; run(['--help'])", HEAVY),
        ("from citecheck.cli.main import run; run(['--version'])", HEAVY),
        ("from citecheck.cli.main import run; run(['check', '--help'])", HEAVY),
        ("from citecheck.cli.main import run; run(['archive', '--help'])", HEAVY),
        ("from citecheck.cli.main import run; run(['config', '--help'])", HEAVY),
        ("from citecheck.cli.main import run; run(['lint', 'examples'])", {"httpx", "pathspec"}),
        (
            "import citecheck; citecheck.parse, citecheck.read",
            {"httpx", "bs4", "requests", "rich", "asyncio"},
        ),
    ],
)
def test_heavy_libraries_are_loaded_where_they_are_used(code, heavy):
    """`import citecheck` and `--help` load none of the libraries that cost; reading loads none of the web's."""
    script = f"import sys\n{code}\nprint(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=SOURCE.parent.parent, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
