"""Whether a client's copy of an answer is still good: weak ETags of the archive's state and the request."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from abc import ABC, abstractmethod
from pathlib import Path

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from sumber.archive.database import backend_of
from sumber.archive.store import Archive
from sumber.errors import ArchiveError
from sumber.serve.problems import NotModified

# Two changes within one tick of the kernel's clock (up to 10 ms) leave a file the same time: what changed a moment ago is no
# mark yet. SQLite's count of changes would be exact, but each process counts from where it opened the file.
SETTLED = 0.03


class Watch(ABC):
    """Sees each change of an archive by whatever program: all processes see the same."""

    at_once: bool
    """Is the state known without waiting for another process?"""

    @abstractmethod
    def state(self) -> str | None:
        """A word that differs after every change; None just after one. Raises ArchiveError where there is none any more."""


class FileWatch(Watch):
    """Sees changes of a file, without opening it."""

    at_once = True

    def __init__(self, path: Path) -> None:
        self._files = (path, Path(f"{path}-wal"))  # a commit goes to the journal, and into the file itself later

    def state(self) -> str | None:
        """By the times of the file and its journal."""
        try:
            about = [file.stat() for file in self._files if file == self._files[0] or file.exists()]
        except OSError as error:
            raise ArchiveError(f"{self._files[0]} cannot be used: {error.strerror}.") from error
        about = [one for one in about if one.st_size]  # a reader leaves an empty journal behind, which is no change
        if any(time.time() - one.st_mtime < SETTLED for one in about):
            return None
        return " ".join(f"{one.st_mtime_ns}-{one.st_size}" for one in about)


class ServerWatch(Watch):
    """Asks a database what it counted."""

    at_once = False

    def __init__(self, store: Archive) -> None:
        self._store = store

    def state(self) -> str | None:
        """The number of changes."""
        with self._store.reading() as connection:
            return " ".join(map(str, backend_of(connection).changes(connection)))


def watch_of(store: Archive) -> Watch:
    """What sees the changes of an archive."""
    return FileWatch(store.path) if isinstance(store.path, Path) else ServerWatch(store)


async def fresh(request: Request) -> None:
    """A dependency of routes that read: sets `request.state.caching`, the headers of the answer. Raises NotModified where the
    client's copy is still good."""
    request.state.caching = {"cache-control": "no-cache"}
    if request.method not in ("GET", "HEAD"):
        return
    watch: Watch = request.app.state.watch
    state = watch.state() if watch.at_once else await run_in_threadpool(watch.state)
    if state is None:
        await asyncio.sleep(SETTLED)
        state = watch.state() or secrets.token_hex(8)  # it changes all the time: no copy stays good
    asked = "\n".join((state, str(request.url), request.headers.get("accept", "")))
    tag = f'W/"{hashlib.blake2b(asked.encode(), digest_size=12).hexdigest()}"'
    request.state.caching["etag"] = tag
    held = {held.strip() for held in request.headers.get("if-none-match", "").split(",")}
    if held & {tag, tag.removeprefix("W/")}:
        raise NotModified(request.state.caching)
