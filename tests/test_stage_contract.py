"""The stage commands as programs see them: rows, order, error rows, exit codes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SUMBER = Path(sys.executable).parent / "sumber"
TEXT = (
    "Presiden Brasil bertemu Perdana Menteri Jepang di Tokyo pada Senin (6/3). "
    '"Kami sepakat memperkuat perdagangan," kata Menteri Luar Negeri Jepang Haruto Nishida.'
)
STAGES = ["annotate", "code", "group", "similar"]


def sumber(*args: str | Path, data: str = "") -> subprocess.CompletedProcess[str]:
    command = [str(SUMBER), *map(str, args)]
    return subprocess.run(command, input=data, capture_output=True, text=True, timeout=120, check=False)


def rows(*args: str | Path, data: str = "") -> list[dict[str, Any]]:
    done = sumber(*args, data=data)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "p.html"
    more = [
        "Kedua pemimpin membahas perdagangan kopi dan tekstil selama dua jam di istana tamu negara.",
        "Delegasi Brasil terdiri atas dua belas pengusaha yang mencari pembeli baru di Asia Timur.",
        "Kunjungan balasan dijadwalkan pada tahun depan, setelah pemilihan umum di kedua negara selesai.",
    ]
    body = "".join(f"<p>{text}</p>" for text in [TEXT, *more])
    head = "<html><head><title>Brasil dan Jepang</title></head><body><article><h1>Brasil dan Jepang</h1>"
    path.write_text(f"{head}{body}</article>")
    return path


def test_extract_row(page: Path) -> None:
    (row,) = rows("extract", page)
    keys = "input ok url lang title published modified outlet authors editors credits dateline paragraphs"
    keys += " captions promos furniture"
    assert set(keys.split()) <= set(row)
    assert (row["ok"], row["lang"], row["title"], row["published"]) == (True, "id", "Brasil dan Jepang", None)
    assert len(row["paragraphs"]) == 4


def test_manifest_gives_the_address_and_keeps_order(page: Path) -> None:
    data = line(input=str(page), url="https://a.example/x") + "no json\n"
    data += line(input="nowhere.html") + line(input=str(page), more=1)
    first, second, third, fourth = rows("extract", "--manifest", "-", data=data)
    assert first["url"] == "https://a.example/x"
    assert (second["ok"], second["error"]) == (False, "bad-row")
    assert (third["input"], third["error"]) == ("nowhere.html", "missing")
    assert fourth["ok"]


BAD = {
    "empty.html": (b"", "empty"),
    "picture.html": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40, "binary"),
    "divs.html": (b"<div>" * 10_000_000, "too-large"),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + b"word", None),
    "latin.html": (("<p>" + "El señor Núñez habló con la señora Ibáñez. " * 9).encode("latin-1"), None),
    "garbage.txt": (b"\xff\xfe\xfa" + bytes(range(128, 256)) * 50, None),
    "bomb.html.gz": (gzip.compress(b"<p>" + b"a" * 60_000_000), "too-large"),
    "cut.html.gz": (gzip.compress(b"<p>hello there</p>" * 1000)[:40], "unreadable"),
}


# Linux counts as a child's peak what its parent held at the fork, and this process may hold models by now: hence a
# small process between, which tells (in kB, on standard error) what the command and its workers held.
PEAK = """
import resource, subprocess, sys
run = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(run.returncode)
"""


def test_bad_pages_give_a_typed_row_each_and_no_flood_of_memory(tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder").mkdir()
    names = [*BAD, "absent.html", "folder"]
    with (tmp_path / "rows.jsonl").open("wb") as out:
        command = [sys.executable, "-c", PEAK, str(SUMBER), "extract", *(str(tmp_path / name) for name in names)]
        run = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True)
    assert run.returncode == 0, run.stderr
    got = [json.loads(row) for row in (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [Path(row["input"]).name for row in got] == names
    for name, row in zip(names, got, strict=True):
        want = {"absent.html": "missing", "folder": "no-pages"}.get(name) or BAD[name][1]
        assert row["ok"] or (row["error"] and row["detail"])
        if want:
            assert row["error"] == want, row
    assert int(run.stderr.splitlines()[-1]) < 1_000_000


def test_annotate_row() -> None:
    (row,) = rows("annotate", "-", data=line(id=7, lang="id", date="2023-03-07", text=TEXT, unknown=True))
    assert row["id"] == "7"
    assert len(row["sentences"]) == 2
    for layer in ("mentions", "times", "quotes"):
        assert row[layer], layer
        for x in row[layer]:
            assert TEXT[x["start"] : x["end"]] == x["text"]
    assert {"start", "end", "text", "type", "value", "mod", "flags"} <= set(row["times"][0])
    assert row["times"][0]["value"] == "2023-03-06"
    assert "Haruto Nishida" in row["quotes"][0]["speaker"]["text"]


def test_code_row() -> None:
    (row,) = rows("code", "-", data=line(id="a", lang="id", date="2023-03-07", text=TEXT))
    met = row["events"][0]
    keys = "type mode contexts quad score status trigger actors recipients reciprocal place time attribution background"
    keys += " quantities confidence"
    assert set(keys.split()) <= set(met)
    assert (met["type"], met["status"], met["quad"]) == ("CONSULT", "asserted", "verbal_coop")
    countries = {r["country"] for r in met["actors"] + met["recipients"]}
    assert countries == {"BRA", "JPN"}


def test_a_threshold_of_one_silences_the_coder() -> None:
    (row,) = rows("code", "-", "--min-confidence", "1", data=line(id="a", lang="id", date="2023-03-07", text=TEXT))
    assert row["events"] == []


def test_group_and_similar_rows() -> None:
    data = line(id="a", lang="id", date="2023-03-07", title="Brasil dan Jepang bertemu", text=TEXT, outlet="Kabar Uji") * 1
    data += line(id="b", lang="id", date="2023-03-07", title="Brasil dan Jepang bertemu", text=TEXT, outlet="Warta Uji")
    a, b = rows("group", "-", data=data)
    assert set(a) == {"id", "story", "copy_of", "origin"}
    assert (a["story"], a["copy_of"], b["copy_of"]) == (b["story"], None, "a")
    other = {"lang": "en", "text": "Garlic prices fell in the market of a small town."}
    data = line(id=1, a={"lang": "id", "text": TEXT}, b={"lang": "id", "text": TEXT})
    same, other = rows("similar", "-", data=data + line(id=2, a={"lang": "id", "text": TEXT}, b=other))
    assert same["score"] > other["score"]


@pytest.mark.parametrize("stage", STAGES)
def test_malformed_rows_are_answered_in_their_places(stage: str) -> None:
    got = rows(stage, "-", data='{"id": "x"}\n[1]\n\n{broken\n' + line(id="y", text=5))
    assert [(r["id"], r["ok"], r["error"]) for r in got] == [
        ("x", False, "bad-row"),
        ("line 2", False, "bad-row"),
        ("line 4", False, "bad-row"),
        ("y", False, "bad-row"),
    ]


@pytest.mark.parametrize("stage", STAGES[:3])
@pytest.mark.parametrize("text", ["", " \n\t", "\x1b[31m\u202e\x00", "a", "?!" * 5000, "“" * 500, "ล" * 3000])
def test_strange_texts_get_a_row(stage: str, text: str) -> None:
    done = sumber(stage, "-", data=line(id="s", text=text))
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == "s"
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


WRONG = [
    "annotate",
    "annotate nowhere.jsonl",
    "extract",
    "frobnicate",
    "code - --min-confidence 7",
    "story x --archive nowhere.db",
]


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_call_ends_with_a_plain_sentence(call: str) -> None:
    done = sumber(*call.split())
    assert done.returncode == (1 if "nowhere.db" in call else 2)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_bytes_that_are_no_text_in_a_files_name_are_written_as_escapes(tmp_path: Path) -> None:
    (tmp_path / "nama\udcff.html").write_text("x")
    (row,) = rows("extract", tmp_path / "nama\udcff.html")
    assert row["input"].endswith("nama\\udcff.html")


def test_a_language_that_is_no_tag_counts_as_not_given() -> None:
    told = [rows("annotate", "-", data=line(id="l", text=TEXT, lang=lang)) for lang in ("../../x", "a" * 5000, "in\0")]
    assert [row["lang"] for (row,) in told] == ["id"] * 3


def test_the_mark_of_windows_at_the_start_of_a_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("\ufeff" + line(id="b", text=TEXT), encoding="utf-8")
    (row,) = rows("annotate", tmp_path / "rows.jsonl")
    assert row["id"] == "b"


def ended(call: str, data: str) -> tuple[int, str]:
    """Status and complaint of a call inside a shell."""
    command = ["bash", "-c", call, "sumber", str(SUMBER)]
    done = subprocess.run(command, input=data, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stderr


def test_output_that_cannot_be_written_ends_quietly_or_with_a_sentence() -> None:
    data = "".join(line(id=str(number), text=TEXT) for number in range(3))
    assert ended('"$1" annotate - -p 1 | true; exit ${PIPESTATUS[0]}', data) == (0, "")
    status, complaint = ended('"$1" annotate - -p 1 > /dev/full', data)
    assert (status, complaint) == (1, "sumber: Cannot go on: No space left on device.\n")
    status, complaint = ended('"$1" annotate - <&-', data)
    assert (status, complaint) == (2, "sumber: Cannot read standard input: it is closed.\n")
