"""Answers that many readers need, kept until the archive changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from sumber.archive.database import backend_of
from sumber.archive.store import Archive

SIZE = 256  # answers of 400 KB at most but for sums over everything, most of a tenth of that
Answer = TypeVar("Answer")
# By archive and question: the state of the archive, and the answer then. What is told of a whole archive stands apart: it takes
# a second to reckon, and hundreds of small answers must not push it out.
_Answers = dict[tuple[Hashable, ...], tuple[tuple[Any, ...], Future[Any]]]
_answers: _Answers = {}
_wholes: _Answers = {}
_lock = Lock()


def kept(store: Archive, key: Hashable, ask: Callable[[Connection], Answer], whole: bool = False) -> Answer:
    """The answer to a question that `key` names, asked once for each state of the archive: who asks the same meanwhile waits
    for it. The oldest answers go first; those about the `whole` archive only when it changes."""
    answers, place = _wholes if whole else _answers, (str(store.path), key)
    with store.reading() as connection:
        state = backend_of(connection).changes(connection)
        with _lock:
            known = answers.get(place)
            answer: Future[Answer] = known[1] if known and known[0] == state else Future()
            ours = known is None or answer is not known[1]
            if ours:
                answers.pop(place, None)
                answers[place] = (state, answer)
            while len(answers) > SIZE:
                del answers[next(iter(answers))]
        if ours:
            try:
                answer.set_result(ask(connection))
            except BaseException as error:
                answer.set_exception(error)
                with _lock:
                    if answers.get(place) == (state, answer):
                        del answers[place]
    return answer.result()


def ready(store: Archive, key: Hashable, connection: Connection) -> Any:
    """The answer about the whole archive that `kept` was asked for before, if it is there and of the state that a connection
    sees; else None."""
    state, answer = _wholes.get((str(store.path), key), (None, None))
    if answer is None or not answer.done() or answer.exception() or state != backend_of(connection).changes(connection):
        return None
    return answer.result()
