"""Runs the ```console blocks of the docs and compares what they print with what stands there.

usage: run_docs.py [--write] FILE.md ...      --write puts today's output into the files

A block's lines that start with "$ " are commands; what follows, up to the next one, is their output. Commands run in an empty
folder that holds `examples` and an archive `sumber.db` made from examples/pages, 80 columns wide. "..." in an output stands for
any text; a block that holds one is compared but never rewritten. `make demo` is run as the recipe behind it.
"""

from __future__ import annotations

import argparse
import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?m)^```console\n(.*?)^```$", re.DOTALL)
DEMO = re.compile(r"(?m)^demo:.*\n((?:\t.*\n)+)")


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a block and the output that the page shows for it."""

    command: str
    output: str


def steps(block: str) -> Iterator[Step]:
    """The commands of a console block in order."""
    for part in re.split(r"(?m)^\$ ", block)[1:]:
        lines = part.split("\n")
        last = next(i for i, line in enumerate(lines) if not line.endswith("\\"))
        yield Step("\n".join(lines[: last + 1]), "\n".join(lines[last + 1 :]))


def workplace(folder: Path) -> None:
    """Makes `folder` what the docs' commands expect: the examples and an archive of them."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    said = run("sumber read examples/pages --archive sumber.db --quiet", folder)
    if said:
        raise RuntimeError(f"the examples cannot be read: {said}")


def run(command: str, folder: Path) -> str:
    """What a command prints, standard error included."""
    if command == "make demo":
        recipe = DEMO.search((ROOT / "Makefile").read_text(encoding="utf-8"))
        assert recipe, "the Makefile has no demo"
        command = "\n".join(line.lstrip("\t@").replace("$(BIN)/", "") for line in recipe[1].splitlines())
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "OMP_NUM_THREADS": "1",
    }
    both = subprocess.STDOUT
    shell = ["bash", "-c", command]
    done = subprocess.run(shell, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=both, timeout=300, check=False)
    return done.stdout.decode()


def fits(want: str, got: str) -> bool:
    """Does the output fit what the page shows? Trailing blanks do not count, "..." stands for any text."""
    return doctest.OutputChecker().check_output(_neat(want), _neat(got), doctest.ELLIPSIS)


def _neat(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())


def check(page: Path, folder: Path) -> Iterator[tuple[Step, str]]:
    """The commands of a page whose output differs, with what they print today."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for step in steps(block):
            got = run(step.command, folder)
            if not fits(step.output, got):
                yield step, got


def rewrite(page: Path, folder: Path) -> None:
    """Puts today's output into every block of the page that shows its output whole."""

    def fresh(match: re.Match[str]) -> str:
        if "..." in match[1]:
            return match[0]
        body = "".join(
            f"$ {s.command}\n{run(s.command, folder).rstrip()}\n".replace("\n\n```", "\n```") for s in steps(match[1])
        )
        neat = "\n".join(line.rstrip() for line in body.splitlines())
        return f"```console\n{neat}\n```"

    page.write_text(BLOCK.sub(fresh, page.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> None:
    """The command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("pages", nargs="+", type=Path)
    given = parser.parse_args()
    for task in [_rewrite_all, _check_all] if given.write else [_check_all]:
        with tempfile.TemporaryDirectory() as name:
            workplace(Path(name))
            task(given.pages, Path(name))


def _rewrite_all(pages: list[Path], folder: Path) -> None:
    for page in pages:
        rewrite(page, folder)


def _check_all(pages: list[Path], folder: Path) -> None:
    for page in pages:
        for step, got in check(page, folder):
            print(f"{page}: $ {step.command}\n{got}")


if __name__ == "__main__":
    main()
