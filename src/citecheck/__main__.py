"""`python -m citecheck`, and what the installed `citecheck` command calls."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    from citecheck.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
