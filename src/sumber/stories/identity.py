"""The ids of stories and of their happenings."""

from __future__ import annotations

import base64
import hashlib


def story_id(first: str) -> str:
    """The id of the story that the document `first` opened: the same on every machine."""
    digest = hashlib.blake2b(first.encode("utf-8", "replace"), digest_size=10).digest()
    return "story_" + base64.b32encode(digest).decode().lower()


def happening_id(document: str, index: int) -> str:
    """The id of the happening that the mention `index` of a document tells first."""
    digest = hashlib.blake2b(f"{document}\0{index}".encode("utf-8", "replace"), digest_size=10).digest()
    return "evt_" + base64.b32encode(digest).decode().lower()
