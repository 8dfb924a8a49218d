"""The errors of sumber, named by what the caller must do.

    SumberError
    ├── UsageError          change the call: a wrong option, a malformed row, an unknown id
    ├── EvidenceError       a fact was built whose words do not stand where it says: a fault of sumber's own, report it
    ├── MissingExtraError   install an optional part; the message says which command does it
    └── ArchiveError        look at the archive file: missing, locked, damaged, or written by a newer sumber

Bad *input* (an empty page, a paywall) is no exception: it is a `Refusal`, a row of its own with a reason.
"""

from __future__ import annotations


class SumberError(Exception):
    """Root of every error that sumber raises on purpose; its text is one plain sentence for a person."""


class UsageError(SumberError):
    """The call itself is wrong: change it and call again."""


class EvidenceError(SumberError):
    """A fact's span does not hold the words it claims to quote."""


class MissingExtraError(SumberError):
    """An optional dependency is not installed; the text names the extra to install."""


class ArchiveError(SumberError):
    """The archive cannot be opened, read or written as it is."""
