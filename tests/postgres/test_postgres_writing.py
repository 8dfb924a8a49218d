"""Writing an archive in PostgreSQL: judged, broken off, by two at once, by whom the server refuses."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))
import archive_world as world
import judged_world
import psycopg
from sqlalchemy import text
from typer.testing import CliRunner

from sumber.archive.judgements.tokens import Tokens
from sumber.archive.migrations import HEAD
from sumber.archive.places import place_of
from sumber.archive.postgres import server as postgres
from sumber.archive.schema import Base
from sumber.archive.store import Archive
from sumber.chain import read
from sumber.cli import app
from sumber.doctor import examine
from sumber.errors import ArchiveError, UsageError
from sumber.types import Refusal

PASSWORD = "let-nobody-see-this"
KILLS, COUNT = 1, 24
RUN = """
import sys
sys.path.insert(0, {tests!r})
import archive_world as world
from sumber.chain import read
if __name__ == "__main__":
    read([{folder!r}], {archive!r}, 0, stages=world.STAGES)
"""


def judged(folder: Path, place: str | Path) -> Archive:
    written = world.write_pages(folder / "pages", world.PAGES | judged_world.PACT)
    read([written], place, 0, stages=judged_world.STAGES)
    return Archive(place)


def test_judgements_come_to_the_same_and_are_carried_from_one_to_the_other(
    tmp_path: Path, new_database: Callable[[], str]
) -> None:
    with judged(tmp_path, tmp_path / "a.db") as file, judged(tmp_path, new_database()) as database:
        untouched = judged_world.facts(file)
        assert judged_world.facts(database) == untouched
        event, *_ = file.events()
        stories = [story.id for story in file.stories()]
        quantity = next(one for event in file.events() for one in event.quantities)
        file.judge(event.id, "wrong", "it was not", "Mina")
        file.judge(quantity.id, "right", "counted", "Mina")
        file.edit(file.events().to_list()[-1].id, "it was so", "Mina", status="denied", day="2026-03-01", actors=["none"])
        file.merge(stories[0], stories[1], "one story", "Ulm")
        assert database.carry(file.judgements()) == 4
        assert list(database.dump()) == list(file.dump())
        assert judged_world.facts(database) != untouched
        for one in database.judgements().to_list():
            database.undo(one.id, "it was after all", "Mina")
        assert judged_world.facts(database) == untouched
        assert file.carry(database.judgements()) == 4
        assert list(database.dump()) == list(file.dump())
        assert all(check.ok for check in database.healthy())


def test_the_server_itself_keeps_judgements_as_they_are(tmp_path: Path, new_database: Callable[[], str]) -> None:
    with judged(tmp_path, new_database()) as archive:
        archive.judge(next(archive.events()).id, "wrong", "it was not", "Mina")
        for act in ("UPDATE judgements SET reason = 'x'", "DELETE FROM judgements"):
            with pytest.raises(ArchiveError, match="only ever added"), archive._transaction(writes=True) as connection:
                connection.execute(text(act))


def test_kills_lose_nothing_and_repeat_nothing(tmp_path: Path, new_database: Callable[[], str]) -> None:
    told = "Lumen met Ostra on 2026-02-{:02}. Police fired at marchers, killing {} people."
    pages = {
        f"{n:03}.txt": ("", "SLOW" if n % 3 == 0 else f"Ostra {n % 7}", "O", "", "en", "", told.format(n % 28 + 1, n))
        for n in range(COUNT)
    }
    folder = world.write_pages(tmp_path / "pages", pages)
    killed, script = new_database(), tmp_path / "run.py"
    script.write_text(RUN.format(tests=str(Path(world.__file__).parent), folder=str(folder), archive=killed))
    Archive(killed).close()
    rng, held = random.Random(20261123), 0
    with Archive(killed, read_only=True) as looked_at:
        for _ in range(KILLS):
            run = subprocess.Popen([sys.executable, str(script)])
            while looked_at.counts()["articles"] == held and run.poll() is None:
                time.sleep(0.05)
            time.sleep(rng.uniform(0.0, 0.2))
            run.kill()
            run.wait()
            held = looked_at.counts()["articles"]
            assert 0 < held <= COUNT
    for place in (killed, tmp_path / "whole.db"):
        read([folder], place, 0, stages=world.STAGES)
    with Archive(killed, read_only=True) as after, Archive(tmp_path / "whole.db", read_only=True) as never:
        assert list(after.dump()) == list(never.dump())
        assert all(check.ok for check in after.healthy())


def test_a_second_writer_waits_and_is_refused_plainly(
    tmp_path: Path, new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "BUSY_SECONDS", 0.2)
    with judged(tmp_path, new_database()) as one, Archive(place_of(one.path)) as other:
        event = next(one.events()).id
        with one._transaction(writes=True):
            assert next(other.events()).id == event  # who reads does not wait
            with pytest.raises(ArchiveError, match="is being written by another program; wait"):
                other.judge(event, "wrong", "it was not", "Mina")
        assert other.judge(event, "wrong", "it was not", "Mina").stands


def test_who_reads_sees_one_state_whatever_is_written_meanwhile(tmp_path: Path, new_database: Callable[[], str]) -> None:
    with judged(tmp_path, new_database()) as one, Archive(place_of(one.path), read_only=True) as other:
        with other.reading() as connection:
            asked = text("SELECT count(*) FROM verdicts")
            before = connection.execute(asked).scalar()
            one.judge(next(one.events()).id, "wrong", "it was not", "Mina")
            assert connection.execute(asked).scalar() == before == 0
        with other.reading() as connection:
            assert connection.execute(asked).scalar() == 1


def test_reading_alone_makes_nothing_and_writes_nothing(tmp_path: Path, new_database: Callable[[], str]) -> None:
    place = new_database()
    with pytest.raises(ArchiveError, match="There is no archive at"):
        Archive(place, read_only=True)
    judged(tmp_path, place).close()
    with Archive(place, read_only=True) as archive:
        with pytest.raises(UsageError, match="opened only for reading"):
            archive.judge(next(archive.events()).id, "wrong", "it was not", "Mina")
        with pytest.raises(ArchiveError, match="read-only"), archive.reading() as connection:
            connection.execute(text("DELETE FROM verdicts"))


def test_no_message_shows_a_password(tmp_path: Path, new_database: Callable[[], str]) -> None:
    place = new_database()
    run = CliRunner()
    missing = place.replace("/test_", "/no_such_")
    nobody = f"postgresql://mina:{PASSWORD}@127.0.0.1:1/archive?password={PASSWORD}"
    for address in (place, missing, nobody, nobody.replace(":1/", ":port/"), nobody + "&nonsense=1"):
        assert "port/" in address or PASSWORD not in str(examine(address))
        for command in ("stories", "search x", "judge evm_x wrong --reason y", "token list", "read " + str(tmp_path)):
            told = run.invoke(app, [*command.split(), "--archive", address])
            assert PASSWORD not in told.output + str(told.exception), (command, address)
            assert told.exit_code or command.startswith(("read", "stories", "search", "token")), (command, address)
        with pytest.raises(ArchiveError if "port/" not in address else UsageError) as error:
            Archive(address + "_", read_only=True)
        assert PASSWORD not in str(error.value) + repr(error.value)
    assert PASSWORD not in f"{place_of(place)}{place_of(place)!r}"
    assert str(place_of("postgres://mina:x@host:5433/a?sslmode=require&password=x")) == "postgresql://mina@host:5433/a"


def test_tokens_are_kept_in_it_too(tmp_path: Path, new_database: Callable[[], str]) -> None:
    place = new_database()
    judged(tmp_path, place).close()
    tokens = Tokens(place)
    token = tokens.add("Mina")
    assert tokens.user_of(token) == "Mina"
    assert tokens.revoke("Mina") == 1
    assert tokens.user_of(token) is None
    tokens.close()


def test_doctor_says_what_is_wrong(tmp_path: Path, new_database: Callable[[], str]) -> None:
    place = new_database()
    judged(tmp_path, place).close()
    with Archive(place) as archive, archive._transaction(writes=True) as connection:
        connection.execute(text("DELETE FROM search WHERE rowid = 1"))
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM sentences"))
    told = {check.name: check for check in examine(place).checks}
    assert not told["search"].ok
    assert not told["references"].ok
    assert told["server"].ok
    assert "UTF8" in told["server"].detail


def test_another_programs_schema_and_a_newer_archive_are_refused(tmp_path: Path, new_database: Callable[[], str]) -> None:
    foreign, newer = new_database(), new_database()
    judged(tmp_path, newer).close()
    for place, act in ((foreign, "CREATE SCHEMA sumber"), (newer, "UPDATE sumber.alembic_version SET version_num = '9999'")):
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(act)
    with pytest.raises(ArchiveError, match="another program"):
        Archive(foreign)
    with pytest.raises(ArchiveError, match="newer sumber"):
        Archive(newer)


def test_what_is_made_is_what_the_tables_say(tmp_path: Path, new_database: Callable[[], str]) -> None:
    """An archive in PostgreSQL begins in today's form: texts compared by code points, indices with None first, nothing of it
    outside the archive's own schema."""
    place = new_database()
    judged(tmp_path, place).close()
    with psycopg.connect(place) as connection:
        columns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'sumber'"
        found = set(connection.execute(columns))
        assert found >= {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns}
        texts = f"{columns} AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"
        assert set(connection.execute(texts)) == {("alembic_version", "version_num")}
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
        assert connection.execute("SELECT version_num FROM sumber.alembic_version").fetchone() == (HEAD,)
        asked = "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_event_mentions_listed'"
        assert "(listed NULLS FIRST, version, ordinal)" in connection.execute(asked).fetchone()[0]  # type: ignore[index]


def test_words_of_any_length_and_number_are_found(tmp_path: Path, new_database: Callable[[], str]) -> None:
    long, many = "x" * 3_000, " ".join(f"w{number:06}{'a' * 480}" for number in range(2_100))
    pages = {
        "long.txt": ("", "Ostra", "O", "", "en", "", f"Lumen met Ostra. {long} {long}y."),
        "many.txt": ("", "Lumen", "O", "", "en", "", f"Lumen met Ostra. {many}"),
    }
    folder = world.write_pages(tmp_path / "pages", pages)
    places = (tmp_path / "a.db", new_database())
    for place in places:
        read([folder], place, 0, stages=world.STAGES)
    with Archive(places[0], read_only=True) as file, Archive(places[1], read_only=True) as database:
        first, second, *_ = many.split()
        pair, turned = f'"{first} {second}"', f'"{second} {first}"'
        for asked in (long, f"{long}y", long[:-1], f"{long[:-9]}*", pair, turned, first, first[:-1], "w00209* ostra", "w0020",
                      "nobody", "lumen"):  # fmt: skip
            found = [[hit.source.title for hit in archive.search(asked, meaning=False)] for archive in (file, database)]
            assert found[0] == found[1], asked[:50]
        assert [hit.source.title for hit in database.search(long, meaning=False)] == ["Ostra"]
        assert [hit.source.title for hit in database.search(pair, meaning=False)] == ["Lumen"]
        assert not list(database.search(turned, meaning=False))


def test_a_page_whose_names_no_index_takes_is_refused_and_the_others_are_read(
    tmp_path: Path, new_database: Callable[[], str]
) -> None:
    outlet = "".join(random.Random(1).choices("bdgklmnpr", k=9_000))
    told = "Lumen met Ostra."
    pages = {
        "long.txt": ("", "Ostra", outlet, "", "en", "", told),
        "name.txt": ("", "Ostra", "O", "", "en", "", f"{told} “We counted,” said Mina {outlet.title()}."),
        "short.txt": ("", "Ostra", "O", "", "en", "", told),
    }
    report = read([world.write_pages(tmp_path / "pages", pages)], place := new_database(), 0, stages=world.STAGES)
    assert report.read == 1
    assert report.reasons == {"failed": 2}
    assert all("longer than an archive in PostgreSQL keeps" in refusal.detail for refusal in report.refused)
    with Archive(place) as archive:
        archive.put_refusal(Refusal("/".join(["pages" * 9] * 99), "empty", "nothing"))
        assert len(list(archive.refusals())) == 3
    assert read([tmp_path / "pages"], tmp_path / "a.db", 0, stages=world.STAGES).read == 3
