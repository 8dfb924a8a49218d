"""sumber: news intelligence on a laptop. Who says that what happened?

    import sumber
    for article in sumber.extract(["pages/"]):
        ...
    sumber.read(["pages/"], "sumber.db")
    with sumber.Archive("sumber.db") as archive:
        for event in archive.events(actor="RUS"):
            print(event.sentence.text)

The stages (`extract`, `annotate`, `code`, `group`, `similar`) take and give streams of the nouns below.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sumber.errors import ArchiveError, EvidenceError, MissingExtraError, SumberError, UsageError
from sumber.types import (
    Annotation,
    Article,
    Attribution,
    Claim,
    Coding,
    Disagreement,
    Document,
    Entity,
    Event,
    EventMention,
    Inference,
    Mention,
    Page,
    Placement,
    Quantity,
    Quote,
    Refusal,
    Role,
    Span,
    TimeExpression,
)

if TYPE_CHECKING:
    from sumber.archive.store import Archive
    from sumber.chain import ReadReport, read
    from sumber.stages import Pair, Similarity, Source, annotate, code, extract, group, similar

__all__ = [
    "Annotation",
    "Archive",
    "ArchiveError",
    "Article",
    "Attribution",
    "Claim",
    "Coding",
    "Disagreement",
    "Document",
    "Entity",
    "Event",
    "EventMention",
    "EvidenceError",
    "Inference",
    "Mention",
    "MissingExtraError",
    "Page",
    "Pair",
    "Placement",
    "Quantity",
    "Quote",
    "ReadReport",
    "Refusal",
    "Role",
    "Similarity",
    "Source",
    "Span",
    "SumberError",
    "TimeExpression",
    "UsageError",
    "annotate",
    "code",
    "extract",
    "group",
    "read",
    "similar",
]

# Imported when first asked for: the database and the word lists take a second that `sumber --help` need not wait for.
_LATER = {
    **dict.fromkeys(("Archive",), "sumber.archive.store"),
    **dict.fromkeys(("ReadReport", "read"), "sumber.chain"),
    **dict.fromkeys(("Pair", "Similarity", "Source", "annotate", "code", "extract", "group", "similar"), "sumber.stages"),
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'sumber' has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
