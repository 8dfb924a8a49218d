"""What must hold on any text: evidence stands where it says, runs agree, nothing raises or hangs; data are sound."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.events.code import code_annotation
from sumber.events.grammar import load_grammar
from sumber.events.lexicon import load_lexicon
from sumber.events.morphology import load_morphology
from sumber.events.ontology import contexts, event_types
from sumber.reading.annotate import read_sentences
from sumber.types import Annotation, Document, Mention, SentencePrediction, Span

LANGUAGES = ("id", "en", "es")
WORDS = {
    "id": 'Polisi tidak menangkap ditangkap oleh massa , yang " ( ) akan Rusia dan China unjuk rasa kedua negara . 12 tewas',
    "en": "Police did not arrest who \" ( ) will Russia and China protest against both countries attacked by 's 12 killed U.S.",
    "es": 'La policía no detuvo a , que " ( ) fue Rusia y China protesta contra ambos países atacó por 12 muertos huelga',
}
NAMES = ("Rusia", "Russia", "China")


def annotated(text: str, lang: str) -> Annotation:
    document = Document("doc", text, lang, "2024-03-15")
    names = [Mention(Span.of(text, text.find(w), text.find(w) + len(w)), "place") for w in NAMES if w in text]
    names.sort(key=lambda m: m.span.start)
    whole = (Span.of(text, 0, len(text)),) if text else ()
    # A model that sees nothing: lexicon and rules are what is tried here.
    return Annotation(document, whole, tuple(names), (), (), (SentencePrediction(),) * len(whole))


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    lang = draw(st.sampled_from(LANGUAGES))
    return " ".join(draw(st.lists(st.sampled_from(WORDS[lang].split()), min_size=1, max_size=30))), lang


@settings(max_examples=150, deadline=None)
@given(sentences())
def test_spans_and_scores_hold(case: tuple[str, str]) -> None:
    text, lang = case
    annotation = annotated(text, lang)
    events = code_annotation(annotation, 0.0).events
    assert events == code_annotation(annotation, 0.0).events
    for event in events:
        spans = [
            event.trigger,
            event.sentence,
            *(r.span for r in event.actors + event.recipients),
            *(q.span for q in event.quantities),
        ]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert event.type in event_types()
        assert event.quad == event_types()[event.type].quad
        assert event.mode is None or event.mode in event_types()[event.type].modes
        assert 0 <= event.confidence <= 1
        assert set(event.contexts) <= set(contexts())
        assert not {r.span for r in event.actors} & {r.span for r in event.recipients}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from([*LANGUAGES, "ms", "xx", "", "id-ID"]))
def test_any_text_is_read(text: str, lang: str) -> None:
    code_annotation(annotated(text, lang), 0.0)


@settings(max_examples=15, deadline=None)
@given(sentences(), st.text(max_size=60))
def test_what_the_model_says_of_any_text_has_its_words(case: tuple[str, str], noise: str) -> None:
    text, lang = f"{case[0]} {noise} {case[0]}", case[1]
    whole = (Span.of(text, 0, len(text)),)
    annotation = Annotation(Document("doc", text, lang), whole, (), (), (), read_sentences(whole))
    for event in code_annotation(annotation, 0.0).events:
        for span in (event.trigger, *(r.span for r in event.actors + event.recipients)):
            assert text[span.start : span.end] == span.text


def test_the_model_reads_no_more_than_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def predicted(texts: list[str]) -> list[SentencePrediction]:
        seen.extend(texts)
        return [SentencePrediction(gate=1.0) for _ in texts]

    monkeypatch.setattr("sumber.reading.annotate.predict", predicted)
    text = "a" * 1_000_000
    found = read_sentences((Span.of(text, 0, 500_000), Span.of(text, 500_000, 1_000_000)))
    assert [len(piece) for piece in seen] == [4_000]
    assert [prediction.gate for prediction in found] == [1.0, 0.0]


@pytest.mark.parametrize("piece", ["ditangkap polisi, ", "yang (", "a", "-", "serang-", "<open> fire ", "dan "])
def test_megabytes_do_not_hang(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    for lang in LANGUAGES:
        code_annotation(annotated(text, lang), 0.0)
    assert time.process_time() - started < 5


def test_a_higher_bar_never_adds_events() -> None:
    annotation = annotated("Police arrested three students and soldiers attacked the village.", "en")
    kept = [len(code_annotation(annotation, bar).events) for bar in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    assert kept == sorted(kept, reverse=True)
    assert kept[0] > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lexicon_speaks_the_ontologys_language(lang: str) -> None:
    lexicon = load_lexicon(lang)
    assert lexicon is not None
    assert {e.type for e in lexicon.entries} == set(event_types())
    for entry in lexicon.entries:
        assert entry.mode is None or entry.mode in event_types()[entry.type].modes, entry
        assert not entry.elements[0].gap
        assert 0 <= entry.precision <= 1
        assert entry.hits <= entry.seen
    assert load_grammar(lang).collectives


@pytest.mark.parametrize(
    ("lang", "word", "analysis"),
    [
        ("id", "menyerang", ("serang", "active")),
        ("id", "diserang", ("serang", "passive")),
        ("id", "mengecam", ("kecam", "active")),
        ("id", "memukul", ("pukul", "active")),
        ("id", "ditahan", ("tahan", "passive")),
        ("id", "tertembak", ("tembak", "stative")),
        ("id", "bertemu", ("temu", "middle")),
        ("id", "penangkapan", ("tangkap", "nominal")),
        ("id", "mempersenjatai", ("senjata", "active")),
        ("id", "diperpanjang", ("panjang", "passive")),
        ("id", "serangan-serangan", ("serangan", "base")),
        ("en", "freed", ("free", "past")),
        ("en", "carried", ("carry", "past")),
        ("en", "stabbing", ("stab", "gerund")),
        ("en", "shaken", ("shake", "participle")),
        ("es", "amenazó", ("amenazar", "finite")),
        ("es", "detuvieron", ("detener", "finite")),
        ("es", "detenidos", ("detener", "participle")),
        ("es", "exija", ("exigir", "finite")),
    ],
)
def test_morphology_knows_the_form(lang: str, word: str, analysis: tuple[str, str]) -> None:
    morphology = load_morphology(lang)
    assert morphology is not None
    assert analysis in morphology.analyze(word)


def test_the_ontology_is_plovers() -> None:
    assert (len(event_types()), len(contexts())) == (16, 37)
    accuse = event_types()["ACCUSE"]
    assert (accuse.modes["disapprove"], accuse.modes["allege"], accuse.score_checked) == (-2.0, -3.5, True)
    assert [n for n, t in event_types().items() if t.recipient_required] == ["COOPERATE", "AID", "SANCTION"]
    for kind in event_types().values():
        assert all(-10 <= s <= 10 for s in [kind.score, *kind.modes.values()])
        assert (kind.score > 0) == kind.quad.endswith("coop")
