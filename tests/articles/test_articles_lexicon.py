"""Look-ups that save time find what a plain search finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.articles import lexicon

MARKS = ["", " ", "  ", ":", " : ", "：", ".", "x", "7", "(", ")", "…", "\n", "Foto", "é"]
PHRASES = sorted({phrase for key in ("promo", "stop", *lexicon.LABEL_KEYS) for phrase in lexicon.phrases(key)})
TEXTS = st.lists(st.sampled_from([*MARKS, *MARKS, *PHRASES, *(phrase.title() for phrase in PHRASES)]), max_size=6).map("".join)


@pytest.mark.parametrize("key", ["promo", "stop"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_whole_texts_are_found_by_their_first_letters(key: str, text: str) -> None:
    plain = re.compile(r"[\W\d_]{0,4}" + lexicon.alternatives(lexicon.phrases(key)) + r"[\W\d_]{0,6}", re.I)
    assert (lexicon.whole(key).fullmatch(text) is None) == (plain.fullmatch(text) is None)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_labels_are_found_by_their_last_words(text: str) -> None:
    groups = "|".join(f"(?P<{key}>{lexicon.alternatives(lexicon.phrases(key))})" for key in lexicon.LABEL_KEYS)
    plain = re.compile(r"(?<![\w.])(?:" + groups + r")\s{0,3}[:：]\s*", re.I)
    assert [(m.span(), m.lastgroup) for m in lexicon.label().finditer(text)] == [
        (m.span(), m.lastgroup) for m in plain.finditer(text)
    ]
