"""What SQLite and PostgreSQL do each in its own way; all other questions are written once, for both."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Select, TextualSelect

from sumber.archive.places import Place
from sumber.archive.schema import Base
from sumber.errors import SumberError

BUSY_SECONDS = 30.0
WEIGHTS = (5.0, 1.0)  # of a word in the title and in the text, for the order of hits (BM25)


class Backend(ABC):
    """A kind of database. What is asked of an open one takes a connection of it."""

    longest: int | None
    """Bytes of text that a row of an index takes; None for any number of them."""

    @abstractmethod
    def open(self, place: Place, read_only: bool) -> Engine:
        """The engine of an archive that is of this sumber's form; a missing one is made, unless only reading was asked for. Its
        transactions read in one snapshot each; those with the execution option `writes` come one after the other, of which the
        second waits for BUSY_SECONDS.

        Raises ArchiveError: missing, no archive, another program's database, damaged, or of a newer sumber.
        """

    @abstractmethod
    def plainly(self, place: Place, error: Exception) -> SumberError | None:
        """What an error of the database says, in one plain sentence; None for an error that is not the database's."""

    @abstractmethod
    def upsert(self, table: type[Base]) -> Any:
        """An insert that can tell what happens `on_conflict`."""

    @abstractmethod
    def replace(self, connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Puts rows in the place of those of the same key; they count as read later than all others."""

    @abstractmethod
    def walk(self, ordered: Select[Any]) -> tuple[Select[Any], Any]:
        """A selection whose rows come in its order, none of them looked at before it is wanted; and the columns by which
        further conditions and columns can be put to each."""

    @abstractmethod
    def learn_statistics(self, connection: Connection) -> None:
        """Lets the database count what its indices hold, by samples of some thousands of rows."""

    @abstractmethod
    def examined(self, connection: Connection) -> Iterator[tuple[str, bool, str]]:
        """Is the database sound, and does every row point to what is there? Each examination as name, whether all is well, and
        what was found."""

    @abstractmethod
    def changes(self, connection: Connection) -> tuple[Any, ...]:
        """What changes when pages are read, people judge, or stories are told anew."""

    # The search index

    @abstractmethod
    def put_words(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Indexes versions: `number`, `title` and `text`, both as `words.index_form` gives them."""

    @abstractmethod
    def indexed(self, connection: Connection) -> int:
        """How many versions are indexed."""

    @abstractmethod
    def holding(self, query: str, among: Sequence[int] | None = None) -> TextualSelect:
        """The numbers of the versions that hold all words of a query, which must hold one; of those in `among` only, where it
        is given."""

    @abstractmethod
    def best(self, connection: Connection, query: str, weighed: int) -> Sequence[int]:
        """Of the versions found, the so many that were read last: the current ones, best first by BM25 (k1 1.2, b .75)."""

    @abstractmethod
    def others(self, connection: Connection, query: str, weighed: int) -> Iterator[int]:
        """The current ones of the other versions found, those read last first."""
