"""docs/coding.md shows what the coder does: every example row is coded again, and every type has one in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sumber.events.code import code_annotation
from sumber.events.ontology import event_types
from sumber.reading.annotate import annotate_document
from sumber.types import Document

PAGE = Path(__file__).parents[2] / "docs" / "coding.md"
ROW = re.compile(r"^\| (id|en|es) \| (.*?) \| (.*?) \| (.*?) \| (.*?) \|$")


def examples() -> list[tuple[str, str, str, str, str, str]]:
    """(type, language, sentence, mode, actors, recipients) of the page."""
    kind, out = "", []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            kind = line[4:]
        elif match := ROW.match(line):
            out.append((kind, *match.groups()))
    return out


@pytest.mark.parametrize(("kind", "lang", "sentence", "mode", "actors", "recipients"), examples())
def test_example_is_coded_as_the_page_says(
    kind: str, lang: str, sentence: str, mode: str, actors: str, recipients: str
) -> None:
    events = code_annotation(annotate_document(Document("doc", sentence, lang, "2024-03-15"))).events
    assert [(e.type, e.mode or "") for e in events] == [(kind, mode.strip())]
    assert "; ".join(r.span.text for r in events[0].actors) == actors.strip()
    assert "; ".join(r.span.text for r in events[0].recipients) == recipients.strip()


def test_every_type_has_an_example_in_each_language() -> None:
    shown = {(kind, lang) for kind, lang, *_ in examples()}
    assert shown == {(kind, lang) for kind in event_types() for lang in ("id", "en", "es")}


def test_the_page_gives_the_ontologys_facts() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, kind in event_types().items():
        assert f"### {name}\n\n{kind.quad}, score {kind.score:g}, CAMEO {kind.cameo}: {kind.gloss}." in text
