"""The model's parts made into quotes, with hand-made predictions: no model is asked."""

from __future__ import annotations

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.quotes import find_quotes
from sumber.reading.quotes.pairing import pair_parts
from sumber.types import Document, Quote, SentencePrediction, Span, SpanPrediction


def said(marked: str, probability: float = 0.9) -> tuple[str, SentencePrediction]:
    """A sentence with its content in {braces}, speakers in [brackets], cues in <angles>, and the prediction that says so."""
    parts: dict[str, list[SpanPrediction]] = {"{": [], "[": [], "<": []}
    text = ""
    opened: list[tuple[str, int]] = []
    for piece in re.split(r"([{}\[\]<>])", marked):
        if piece in parts:
            opened.append((piece, len(text)))
        elif piece in ("}", "]", ">"):
            kind, start = opened.pop()
            parts[kind].append(SpanPrediction(start, len(text), probability))
        else:
            text += piece
    return text, SentencePrediction(contents=tuple(parts["{"]), speakers=tuple(parts["["]), cues=tuple(parts["<"]))


def told(marked: list[str], lang: str | None = "xx") -> list[tuple[str, str | None, str | None]]:
    text, spans, predictions = "", [], []
    for sentence, prediction in map(said, marked):
        spans.append(Span(len(text), len(text) + len(sentence), sentence))
        predictions.append(prediction)
        text += sentence + " "
    quotes = find_quotes(Document("d", text, lang), tuple(spans), (), predictions)
    return [(q.span.text, q.speaker and q.speaker.text, q.cue and q.cue.text) for q in quotes]


def test_content_takes_its_cue_and_speaker() -> None:
    assert told(["[Orla Tamsin] <beyan etti> ki {iskele bugün çöktü}."]) == [
        ("iskele bugün çöktü", "Orla Tamsin", "beyan etti")
    ]


def test_one_speaker_may_say_two_things() -> None:
    assert told(["{Iskele bugün çöktü}, <dedi> [Orla Tamsin], <ekledi>: {kimse gelmedi}."]) == [
        ("Iskele bugün çöktü", "Orla Tamsin", "dedi"),
        ("kimse gelmedi", "Orla Tamsin", "ekledi"),
    ]


def test_two_speakers_in_one_sentence() -> None:
    assert told(["[Orla] <dedi> {iskele bugün çöktü}; [Idris] <dedi> {kimse gelmedi}."]) == [
        ("iskele bugün çöktü", "Orla", "dedi"),
        ("kimse gelmedi", "Idris", "dedi"),
    ]


def test_a_name_within_content_does_not_speak() -> None:
    assert told(["[O] <dedi> {[Orla] yarın gelecek}."]) == [("Orla yarın gelecek", "O", "dedi")]


def test_splinters_of_content_are_one_and_go_on_to_the_next_mark() -> None:
    assert told(["[Orla] <dedi> {iskele bugün} {çöktü ve} kimse gelmedi."]) == [
        ("iskele bugün çöktü ve kimse gelmedi", "Orla", "dedi")
    ]


def test_content_within_quotation_marks_is_all_that_stands_in_them() -> None:
    text, prediction = said("“Iskele {bugün çöktü}, biz gördük”, <dedi> [Orla].")
    [quote] = find_quotes(Document("d", text, "xx"), (Span(0, len(text), text),), (), [prediction])
    assert quote.span.text == "Iskele bugün çöktü, biz gördük"
    assert quote.direct
    assert quote.speaker is not None
    assert quote.speaker.text == "Orla"


def test_a_quotation_that_stands_alone_goes_on_with_the_last_speaker() -> None:
    first, second = told(["[Orla Tamsin] <dedi> ki {iskele bugün çöktü}.", "“Onu kendi gözlerimizle gördük.”"])
    assert first[1] == second[1] == "Orla Tamsin"
    assert second[0] == "Onu kendi gözlerimizle gördük."


def test_content_without_a_cue_needs_a_surer_speaker() -> None:
    span = (Span(0, 24, "Orla iskele bugün çöktü."),)
    for probability, found in ((0.7, 0), (0.95, 1)):
        text, prediction = said("[Orla] {iskele bugün çöktü}.", probability)
        assert len(find_quotes(Document("d", text, "xx"), span, (), [prediction])) == found
    text, prediction = said("{Iskele bugün çöktü}.", 0.95)
    assert find_quotes(Document("d", text, "xx"), (Span(0, len(text), text),), (), [prediction]) == ()


def test_the_unsure_is_not_told() -> None:
    text, prediction = said("[Orla] <dedi> {iskele bugün çöktü}.", 0.3)
    assert find_quotes(Document("d", text, "xx"), (Span(0, len(text), text),), (), [prediction]) == ()


def test_the_rules_keep_their_borders_and_take_a_missing_speaker() -> None:
    text, prediction = said('"{Air sungai} sudah surut," <katanya> soal banjir, [Wirya Lembana].')
    spans = (Span(0, len(text), text),)
    [alone] = find_quotes(Document("d", text, "id"), spans, ())
    [both] = find_quotes(Document("d", text, "id"), spans, (), [prediction])
    assert alone.speaker is None
    assert both.speaker is not None
    assert (both.span, both.cue, both.speaker.text) == (alone.span, alone.cue, "Wirya Lembana")


def test_an_open_parenthesis_is_closed() -> None:
    assert told(["[Orla Tamsin (Dunmere]) <dedi> {iskele bugün çöktü}."])[0][1] == "Orla Tamsin (Dunmere)"


def test_predictions_that_do_not_fit_the_text_are_left_out() -> None:
    wild = SentencePrediction(
        contents=(SpanPrediction(5, 900, 1.0), SpanPrediction(4, 4, 1.0)), cues=(SpanPrediction(0, 1, 1.0),)
    )
    assert pair_parts(Span(0, 5, "abcde"), wild) == []


def test_a_page_without_a_full_stop_is_quick() -> None:
    text = "a said b, " * 20_000
    parts = tuple(SpanPrediction(at, at + 1, 0.9) for at in range(0, len(text), 10))
    prediction = SentencePrediction(contents=parts, speakers=parts, cues=parts)
    began = time.process_time()
    find_quotes(Document("d", text, "en"), (Span(0, len(text), text),), (), [prediction])
    assert time.process_time() - began < 5


TEXTS = st.text(st.sampled_from("ab ,.;:\n“”\"'«»()Oé漢"), max_size=80)
PARTS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40), st.floats(0, 1)), max_size=4).map(
    lambda parts: tuple(SpanPrediction(start, start + size, probability) for start, size, probability in parts)
)


@settings(max_examples=200, deadline=None)
@given(
    TEXTS, st.lists(st.builds(SentencePrediction, contents=PARTS, speakers=PARTS, cues=PARTS), max_size=4), st.integers(1, 30)
)
def test_any_prediction(text: str, predictions: list[SentencePrediction], size: int) -> None:
    spans = tuple(Span.of(text, at, min(len(text), at + size)) for at in range(0, len(text), size))
    for lang in ("en", "de", None):
        document = Document("d", text, lang)
        quotes = find_quotes(document, spans, (), predictions)
        assert quotes == find_quotes(document, spans, (), predictions)
        for quote in quotes:
            assert_stands(text, quote)


def assert_stands(text: str, quote: Quote) -> None:
    for span in (quote.span, quote.speaker, quote.cue):
        assert span is None or text[span.start : span.end] == span.text
    assert quote.span.text.strip() == quote.span.text
