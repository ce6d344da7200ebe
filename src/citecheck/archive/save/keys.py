"""The keys of an archive.org account, from the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citecheck.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

WHERE = "https://archive.org/account/s3.php"

# The names that the Internet Archive's own tool `ia` reads (jjjake/internetarchive, pull request 713), then
# the short ones.
NAMES = (("IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY"), ("IA_ACCESS_KEY", "IA_SECRET_KEY"))

_KEY = re.compile(r"[!-9;-~]{1,200}")  # visible ASCII; a colon parts the two


@dataclass(frozen=True, slots=True)
class Keys:
    """An access key and its secret; neither is shown where the value is printed."""

    access: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def header(self) -> tuple[str, str]:
        """The header that carries them."""
        return "Authorization", f"LOW {self.access}:{self.secret}"


def keys_of(environ: Mapping[str, str]) -> Keys:
    """Return the keys that *environ* holds.

    Raises `SettingsError` where there are none, half of a pair, or something that cannot be a key; the
    message says where to get them and never repeats what is there.
    """
    for names in NAMES:
        access, secret = (environ.get(name, "").strip() for name in names)
        if access and secret:
            return Keys(_checked(access, names[0]), _checked(secret, names[1]))
        if access or secret:
            there, lacking = names if access else reversed(names)
            raise SettingsError(f"{there} is set and {lacking} is not; both are shown at {WHERE}")
    raise SettingsError(
        "Save Page Now needs the keys of an archive.org account: "
        f"get them at {WHERE} and set {' and '.join(NAMES[0])}"
    )


def _checked(key: str, name: str) -> str:
    """Return *key* if it can stand in a header."""
    if not _KEY.fullmatch(key):
        raise SettingsError(f"{name} does not hold a key as {WHERE} shows it")
    return key
