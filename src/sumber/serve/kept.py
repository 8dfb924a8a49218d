"""Answers over a whole archive, kept until the archive changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, text

from sumber.archive.store import Archive

SIZE = 256  # answers of 400 KB at most but for sums over everything, most of a tenth of that
Answer = TypeVar("Answer")
_answers: dict[tuple[Hashable, ...], Future[Any]] = {}
_lock = Lock()


def kept(store: Archive, key: Hashable, ask: Callable[[Connection], Answer]) -> Answer:
    """The answer to a question that `key` names, asked once for each state of the archive: who asks the same meanwhile waits
    for it. The oldest answers go first."""
    with store.reading() as connection:
        whole = (str(store.path), _state(connection), key)
        with _lock:
            found: Future[Answer] | None = _answers.get(whole)
            answer = found or _answers.setdefault(whole, Future())
            while len(_answers) > SIZE:
                del _answers[next(iter(_answers))]
        if found is None:
            try:
                answer.set_result(ask(connection))
            except BaseException as error:
                answer.set_exception(error)
                with _lock:
                    _answers.pop(whole, None)
    return answer.result()


def _state(connection: Connection) -> tuple[Any, ...]:
    """What changes when pages are read, people judge, or stories are told anew."""
    counts = (
        "max(number) FROM versions",
        "max(rowid) FROM pages",
        "group_concat(value) FROM state",
        "count(*) FROM judgements",
    )
    asked = f"SELECT {', '.join(f'(SELECT {count})' for count in counts)}"
    return tuple(connection.execute(text(asked)).one())
