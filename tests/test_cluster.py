"""On a Ray cluster as in processes: the same answers and archives, and whatever dies there is lost alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parent / "archive"))

import archive_world as world

from sumber import cluster
from sumber.archive.store import Archive
from sumber.chain import read
from sumber.cluster import Cluster, open_workers
from sumber.errors import MissingExtraError, UsageError
from sumber.workers import WINDOW, Processes
from test_chain_read import dump, pages, wait_for
from test_chain_workers import work

HERE = Path(__file__).parent
CORES = 2
LISTENING = "0A"  # a socket's state in /proc/net/tcp
LOOPBACK = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}
needs_ray = pytest.mark.skipif(not find_spec("ray"), reason="pip install 'sumber[ray]' to work on a cluster")


@pytest.fixture(scope="module")
def on_ray() -> Iterator[Cluster]:
    """A Ray on loopback, whose workers find the modules of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), str(HERE / "archive"), os.environ.get("PYTHONPATH", "")]))
        with open_workers(CORES, "local", 2.0) as cluster:
            assert isinstance(cluster, Cluster)
            yield cluster


@needs_ray
def test_answers_and_failures_are_those_of_processes(on_ray: Cluster) -> None:
    assert list(on_ray.map(work, range(20), 4)) == list(Processes(2, 2.0).map(work, range(20), 4))


@needs_ray
def test_the_archive_is_the_one_that_processes_make(on_ray: Cluster, tmp_path: Path) -> None:
    folder = world.write_pages(pages(tmp_path / "pages", "a", "DIE", "b", "HANG", "BOOM", "WALL", "c", "a"))
    (folder / "empty.txt").write_bytes(b" ")
    found = {}
    for name, ray in (("processes.db", None), ("ray.db", "local")):
        report = read([folder, tmp_path / "none"], tmp_path / name, CORES, stages=world.STAGES, seconds=2.0, ray=ray)
        again = read([folder], tmp_path / name, CORES, stages=world.STAGES, seconds=2.0, ray=ray)
        with Archive(tmp_path / name, read_only=True) as archive:
            found[name] = (report, again, list(archive.refusals()), dump(tmp_path / name))
        assert (report.read, report.reasons["failed"], again.read, again.known) == (8, 3, 0, 8)
    assert found["ray.db"] == found["processes.db"]


@needs_ray
def test_pages_are_read_only_as_far_ahead_as_the_window(on_ray: Cluster) -> None:
    taken: list[int] = []
    answers = on_ray.map(abs, (taken.append(n) or n for n in range(1000)), 2)  # type: ignore[func-returns-value]
    assert next(answers) == 0
    assert len(taken) <= CORES * WINDOW * 2 + 1


def kill_once(flag: Path) -> str:
    """Kills the Ray worker that this process works for, as a machine that is switched off does; not a second time."""
    if flag.exists():
        return "answered"
    flag.touch()
    server = int(Path(f"/proc/{os.getppid()}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
    os.kill(server, signal.SIGKILL)
    time.sleep(60)
    return "never"


@needs_ray
def test_what_a_lost_worker_had_is_tried_again(on_ray: Cluster, tmp_path: Path) -> None:
    assert list(on_ray.map(kill_once, [tmp_path / "a"], 1)) == ["answered"]


def family() -> set[int]:
    """This process and all that descend from it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(
                stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
            )
        except OSError:
            continue  # it has ended
    known = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in known} - known:
        known |= more
    return known


def heard_at(process: int) -> Iterator[str]:
    """The addresses, in hexadecimal, at which a process listens."""
    sockets = set()
    for file in Path(f"/proc/{process}/fd").glob("*"):
        try:
            sockets.add(os.readlink(file))
        except OSError:
            continue
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{process}/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTENING and f"socket:[{fields[9]}]" in sockets:
                yield fields[1].split(":")[0]


@needs_ray
def test_without_an_address_nothing_listens_beyond_loopback(on_ray: Cluster) -> None:
    heard = [address for process in family() for address in heard_at(process)]
    assert len(heard) > CORES
    assert set(heard) <= LOOPBACK
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


@needs_ray
def test_each_worker_has_one_thread(on_ray: Cluster) -> None:
    assert list(on_ray.map(os.getenv, ["OMP_NUM_THREADS"], 1)) == ["1"]


@needs_ray
def test_a_machine_with_another_sumber_is_told(on_ray: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SUMBER", "99")
    with pytest.raises(MissingExtraError, match=r"pip install 'sumber\[ray\]==99' on each"):
        list(on_ray.map(abs, [1], 1))


INTERRUPTED = """
import sys
import archive_world as world
from sumber.chain import read
if __name__ == "__main__":
    read([{folder!r}], {archive!r}, stages=world.STAGES, ray={address!r})
"""


@needs_ray
def test_an_interrupt_leaves_the_archive_whole(on_ray: Cluster, tmp_path: Path) -> None:
    """The run joins a cluster by its address, as from another machine."""
    folder = pages(tmp_path / "pages", *(f"SLOW {n}" for n in range(60)))
    address = on_ray.ray.get_runtime_context().gcs_address
    script = tmp_path / "run.py"
    script.write_text(INTERRUPTED.format(folder=str(folder), archive=str(tmp_path / "a.db"), address=address))
    run = subprocess.Popen([sys.executable, str(script)], stderr=subprocess.DEVNULL)
    wait_for(tmp_path / "a.db", 5, seconds=90)
    run.send_signal(signal.SIGINT)
    assert run.wait(30) == -signal.SIGINT
    report = read([folder], tmp_path / "a.db", 0, stages=world.STAGES)
    assert report.known > 0 < report.read
    read([folder], tmp_path / "whole.db", 0, stages=world.STAGES)
    assert dump(tmp_path / "a.db") == dump(tmp_path / "whole.db")


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'sumber\[ray\]'"), open_workers(None, "local"):
        pass


def test_a_ray_that_would_listen_everywhere_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(is_initialized=lambda: False))
    monkeypatch.delenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", raising=False)
    with pytest.raises(UsageError, match="Ray was imported before"), open_workers(None, "local"):
        pass


@needs_ray
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--ray", "127.0.0.1:1"], "No Ray cluster can be joined at 127.0.0.1:1: "),
        (["--ray", "auto", "-p", "2"], "its own cores"),
    ],
)
def test_a_cluster_that_cannot_be_had_is_told_in_a_sentence(options: list[str], words: str, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("sumber")), "read", str(tmp_path), "--archive", str(tmp_path / "a.db")]
    done = subprocess.run([*command, *options], capture_output=True, text=True)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert words in done.stderr
