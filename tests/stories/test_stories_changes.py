"""What a later wording of a text changed."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.stories import changes as module
from sumber.stories.changes import changes_between, same_words
from sumber.types import Span

FIRST = "Dockers struck on Monday. The port stood still. Twelve ships wait outside the harbour. The union wants more pay."


def sentences(text: str) -> list[Span]:
    return [Span.of(text, match.start(), match.end()) for match in re.finditer(r"[^\s.][^.]*\.?", text)]


def test_sentences_cut_added_and_edited_are_told_apart() -> None:
    later = "Twelve ships now wait outside the harbour. Dockers struck on MONDAY. Nobody was hurt in the night."
    changes = changes_between(sentences(FIRST), sentences(later))
    assert [one.text for one in changes.added] == ["Nobody was hurt in the night."]
    assert [one.text for one in changes.dropped] == ["The port stood still.", "The union wants more pay."]
    assert [(a.text, b.text) for a, b in changes.edited] == [
        ("Twelve ships wait outside the harbour.", "Twelve ships now wait outside the harbour.")
    ]
    assert changes.kept == 10 / 19


def test_a_text_that_was_only_moved_or_respaced_is_kept() -> None:
    later = "The  union wants more pay. Dockers struck on Monday! The port stood still. Twelve ships wait outside the harbour."
    changes = changes_between(sentences(FIRST), sentences(later.replace("!", ".")))
    assert (changes.kept, changes.added, changes.dropped, changes.edited) == (1.0, (), (), ())


def test_a_sentence_that_stands_twice_is_kept_once() -> None:
    changes = changes_between(sentences("He left. He left."), sentences("He left."))
    assert [one.start for one in changes.dropped] == [9]


def test_titles_are_the_same_whatever_their_case_and_marks() -> None:
    assert same_words("Gempa di  Luwuk!", "GEMPA DI LUWUK")
    assert same_words(None, "")
    assert not same_words("Gempa di Luwuk", "Gempa di Ambon")


texts = st.lists(st.sampled_from(["A b c.", "A b d.", "E f.", "東京都で会議.", "...", "A b c d e f g."]), max_size=8).map(
    " ".join
)


@given(texts, texts)
def test_every_sentence_is_kept_or_told_once(one: str, other: str) -> None:
    before, after = sentences(one), sentences(other)
    changes = changes_between(before, after)
    assert 0 <= changes.kept <= 1
    gone = [*changes.dropped, *(a for a, _ in changes.edited)]
    come = [*changes.added, *(b for _, b in changes.edited)]
    assert len(set(gone)) == len(gone) <= len(before)
    assert len(set(come)) == len(come) <= len(after)
    assert len([span for span in before if span not in gone and span.text.strip(".")]) == len(
        [span for span in after if span not in come and span.text.strip(".")]
    )
    assert changes_between(before, before).kept == 1


def test_pages_of_thousands_of_changed_lines_are_compared_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_NEAREST", 20)
    texts = [" ".join(f"Baris {k} {word} menyebut kapal dan muatannya.\n" for k in range(3000)) for word in ("lama", "baru")]
    before, after = map(sentences, texts)
    started = time.process_time()
    changes = changes_between(before, after)
    assert time.process_time() - started < 6  # nine million pairs take half a minute
    assert len(changes.edited) == 3000
