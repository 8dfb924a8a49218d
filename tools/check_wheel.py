"""Does the wheel hold all that sumber needs? Builds it, installs it into an empty venv, runs every command without a network.

usage: python tools/check_wheel.py [WHEEL]

Needs the package build (unless a WHEEL is given), a package index for sumber's dependencies, and `unshare` (util-linux), which
takes the network away from each command. Commands read examples/pages. Prints what is wrong; exit code 1 where anything is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LARGEST = 80_000_000  # bytes
HOLDS = (
    "sumber/reading/data/model/reader.onnx", "sumber/reading/data/model/card.json", "sumber/py.typed", "/licenses/LICENSE",
    "/licenses/NOTICE",
)  # fmt: skip
DATA = (".toml", ".tsv", ".gz", ".txt", ".html", ".css", ".js", ".svg", ".json", ".onnx")
OFFLINE = ("unshare", "--map-root-user", "--net")


# Without a network even this machine's own address is down; SIOCSIFFLAGS (0x8914) with IFF_UP (1) brings it up.
SERVED = """
import fcntl, pathlib, socket, struct, subprocess, sys, time, urllib.request
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh14x", b"lo", 1))
command = [pathlib.Path(sys.executable).with_name("sumber"), "serve", "--archive", "a.db", "--port", "8137", "--workers", "1"]
server = subprocess.Popen(command)
try:
    for path in ("/", "/v1/stories"):
        for _ in range(120):
            try:
                assert urllib.request.urlopen(f"http://127.0.0.1:8137{path}").read()
                break
            except urllib.error.URLError as error:
                assert isinstance(error.reason, ConnectionRefusedError) and server.poll() is None, error
                time.sleep(1)
        else:
            sys.exit("serve: no answer in two minutes")
finally:
    server.terminate()
    server.wait()
"""


def build(folder: Path) -> Path:
    """The wheel of this checkout."""
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)], check=True, stdout=2)
    return next(folder.glob("*.whl"))


def contents(wheel: Path) -> list[str]:
    """What is wrong with the wheel's size and contents: every data file of the package must be in it."""
    names = zipfile.ZipFile(wheel).namelist()
    wanted = [path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src/sumber").rglob("*") if path.suffix in DATA]
    wrong = [f"{name} is missing" for name in (*HOLDS, *wanted) if not any(held.endswith(name) for held in names)]
    size = wheel.stat().st_size
    return [*wrong, *([f"{size / 1e6:.0f} MB is too much"] if size > LARGEST else [])]


class Installed:
    """A venv with the wheel alone, and its commands without a network."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder, self.work, self.wheel = folder, folder / "work", wheel
        venv.create(folder, with_pip=True)
        self.install()
        self.work.mkdir()

    def install(self, extra: str = "") -> None:
        """Installs the wheel, with an extra such as "[serve]"."""
        command = [self.folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", f"{self.wheel}{extra}"]
        subprocess.run(command, check=True, stdout=2)

    def run(self, *command: str, code: int = 0, given: str = "") -> str:
        """What a command prints, on both channels where it fails as it should. Raises RuntimeError on any other exit code."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.work), "OMP_NUM_THREADS": "1"}
        done = subprocess.run(
            [*OFFLINE, str(self.folder / "bin" / command[0]), *command[1:]], cwd=self.work, env=environment, input=given,
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode != code:
            raise RuntimeError(f"{' '.join(command)[:80]}: exit code {done.returncode}: {done.stderr.strip()[-500:]}")
        return done.stdout + (done.stderr if code else "")

    def commands(self) -> set[str]:
        """The names of all commands there are."""
        tell = "import typer, sumber.cli; print(*typer.main.get_command(sumber.cli.app).commands)"
        return set(self.run("python", "-c", tell).split())


def _rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def try_all(sumber: Installed) -> set[str]:
    """Runs the commands over the examples; returns the names of those that it ran. RuntimeError where one fails."""
    pages = str(ROOT / "examples/pages")
    articles = [row for row in _rows(sumber.run("sumber", "extract", pages)) if row["ok"]]
    rows = [
        {"id": row["input"], "text": "\n".join(map(str, row["paragraphs"])), "lang": row["lang"], "date": row["published"]}
        for row in articles[:4]
    ]
    given = "\n".join(map(json.dumps, rows))
    for name in ("annotate", "code", "group"):
        if len(_rows(sumber.run("sumber", name, "-", given=given))) != len(rows):
            raise RuntimeError(f"{name}: rows are missing")
    sumber.run("sumber", "similar", "-", given=json.dumps({"id": "p", "a": rows[0], "b": rows[1]}))
    sumber.run("sumber", "read", pages, "--archive", "a.db")
    for lacking in (("export", "parquet"), ("serve",)):
        refusal = sumber.run("sumber", *lacking, "--archive", "a.db", code=2)
        if "pip install" not in refusal or "Traceback" in refusal:
            raise RuntimeError(f"{' '.join(lacking)} does not say what to install: {refusal}")
    sumber.install("[serve]")
    sumber.run("python", "-c", SERVED)
    asked = try_asking(sumber)
    return {"extract", "annotate", "code", "group", "similar", "read", "export", "serve", *asked, *try_judging(sumber)}


def try_asking(sumber: Installed) -> set[str]:
    """The commands that answer from an archive, as `try_all` does."""
    asked = ("--archive", "a.db", "--json")
    story, event = (_rows(sumber.run("sumber", name, *asked))[0] for name in ("stories", "events"))
    article = event["source"]["article"]
    name = next(party["name"] for row in _rows(sumber.run("sumber", "events", *asked)) for party in row["actors"])
    given = {"story": (story["id"],), "article": (article,), "actor": (name,), "explain": (event["id"],), "search": ("Niger",)}
    for command, words in (given | {"materiel": (), "doctor": ()}).items():
        if not sumber.run("sumber", command, *words, *asked).strip():
            raise RuntimeError(f"{command}: nothing is told")
    sumber.run("sumber", "export", "csv", "--archive", "a.db")
    return {"stories", "events", "materiel", "doctor", *given}


def try_judging(sumber: Installed) -> set[str]:
    """The commands by which people judge and write, as `try_all` does."""
    asked = ("--archive", "a.db", "--json")
    why = ("--reason", "tried", "--user", "mina", *asked)
    event = _rows(sumber.run("sumber", "events", *asked))[0]
    stories = _rows(sumber.run("sumber", "stories", *asked))
    several = next(story for story in stories if story["articles"] > 1)
    told = _rows(sumber.run("sumber", "story", several["id"], *asked))[0]
    other = next(story["id"] for story in stories if story["id"] != several["id"])
    sumber.run("sumber", "split", several["id"], told["articles"][-1]["article"], *why)
    sumber.run("sumber", "merge", several["id"], other, *why)
    sumber.run("sumber", "edit", event["id"], "--status", "planned", *why)
    made = _rows(sumber.run("sumber", "judge", event["id"], "wrong", *why))[0]
    sumber.run("sumber", "undo", made["id"], *why)
    if len(_rows(sumber.run("sumber", "judgements", *asked))) != 5:
        raise RuntimeError("judgements: not all are told")
    token = ("--archive", "a.db")
    sumber.run("sumber", "token", "add", "mina", *token)
    sumber.run("sumber", "token", "list", *token)
    sumber.run("sumber", "token", "revoke", "mina", *token)
    return {"split", "merge", "edit", "judge", "undo", "judgements", "token"}


def main(arguments: list[str]) -> int:
    """Builds, installs, tries."""
    with tempfile.TemporaryDirectory() as name:
        wheel = Path(arguments[0]) if arguments else build(Path(name))
        wrong = contents(wheel)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.0f} MB", *wrong, sep="\n", flush=True)
        sumber = Installed(Path(name) / "venv", wheel)
        try:
            left = sumber.commands() - try_all(sumber)
        except RuntimeError as error:
            print(error)
            return 1
    print("every command ran without a network" if not left else f"not tried: {', '.join(sorted(left))}")
    return 1 if wrong or left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
