"""CSL-JSON, which Zotero, Pandoc and word processors read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.export.items import Item


def written(items: Sequence[Item]) -> str:
    """Write *items* as one list."""
    return json.dumps(list(items), indent=2, ensure_ascii=False) + "\n"
