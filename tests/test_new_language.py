"""A language may be added one file at a time: no file asks for another one, and none for a key."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import sumber

SOURCE = Path(sumber.__file__).parent
KINDS = (
    "reading/data/language", "reading/data/sentences", "articles/data", "reading/data/names", "reading/data/quotes",
    "reading/data/times", "knowledge/data/actors", "events/data/morphology", "events/data/grammar", "events/data/contexts",
    "events/data/triggers",
    "stories/data/credits", "stories/data/quantities", "stories/data/deeds", "stories/data/contrasts", "stories/data/sites",
)  # fmt: skip
# Codes that nothing is known of: one for each kind of file alone, and one for all of them together.
LANGUAGES = {f"q{letter}": (kind,) for letter, kind in zip("abcdefghijklmnop", KINDS, strict=True)} | {"qz": KINDS}
TRY = """
import sys
import sumber
from sumber.stories.disagreements import find_disagreements
from sumber.stories.events import same_events

text = "Polisi Kabar Selat menahan 12 orang di Ambon pada 12 Maret 2026. \\"Tidak,\\" kata Mina Harrow."
for language in sys.argv[1:]:
    documents = [sumber.Document(f"{language}{n}", text, language, f"2026-03-1{n}", "Ambon", "Pantai Pos") for n in (2, 3)]
    codings, placements = list(sumber.code(documents)), list(sumber.group(documents))
    assert all(isinstance(one, sumber.Coding) for one in codings), codings
    list(find_disagreements(codings, placements, same_events(codings, placements)))
"""


def test_a_file_of_a_language_asks_for_no_other_file_and_no_key(tmp_path: Path) -> None:
    house = shutil.copytree(SOURCE, tmp_path / "sumber", ignore=shutil.ignore_patterns("*.onnx", "__pycache__"))
    (house / "reading/data/model/reader.onnx").symlink_to(SOURCE / "reading/data/model/reader.onnx")
    for language, kinds in LANGUAGES.items():
        for kind in kinds:
            assert (house / kind / "id.toml").is_file()
            (house / kind / f"{language}.toml").write_text("# nothing yet\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    tried = subprocess.run(
        [sys.executable, "-c", TRY, *LANGUAGES], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert tried.returncode == 0, tried.stderr
    read = "import sys, sumber; (a,) = sumber.extract(sys.argv[1:]); assert a.published == '2025-03-12T09:41:00+07:00', a"
    page = str(Path(__file__).parents[1] / "examples" / "pages" / "kabarselat-junta-niger-moskow.txt")
    tried = subprocess.run([sys.executable, "-c", read, page], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
