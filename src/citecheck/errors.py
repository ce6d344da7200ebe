"""What can stop citecheck, as one small family.

    CitecheckError
    ├── UnreadableDocument   the input is missing, or no reader understands it
    ├── SettingsError        a configuration file or an option is wrong
    ├── CacheError           the cache folder cannot be used
    └── UnwritableEdit       a correction cannot be written into the file that it was found in

Each message is one line that says what is wrong, where, and what to try; the command line prints it and
exits with 2. A failure of the network is never an error here: it is a value (`citecheck.models.NoAnswer`).
"""


class CitecheckError(Exception):
    """Something the user can mend; the message says what, where and what to try."""


class UnreadableDocument(CitecheckError):  # noqa: N818 - the name says what is the matter, not that it is an error
    """The input is missing, is not text, or is in a format that no reader knows."""


class SettingsError(CitecheckError):
    """A key or a value of the configuration is wrong."""


class CacheError(CitecheckError):
    """The cache folder or the file in it cannot be read or written."""


class UnwritableEdit(CitecheckError):  # noqa: N818 - the name says what is the matter
    """A change of the text cannot be written back into its file without touching anything else."""
