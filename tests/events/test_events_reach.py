"""A verb has its own subject and its own objects: not those of an insertion, of another clause, or of a verb joined to it."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def event_of(text: str, lang: str, type: str) -> EventMention:
    annotation = annotate_document(Document("doc", text, lang, "2024-03-15"))
    [event] = [e for e in code_annotation(annotation, 0.2).events if e.type == type]
    return event


@pytest.mark.parametrize(
    ("lang", "sentence", "type", "own", "others"),
    [
        ("en", "Namibia condemned the raid and urged Botswana to pull back.", "REQUEST", {"Botswana"}, "Namibia"),
        ("en", "Norway denounced Iran and urged Qatar to mediate.", "ACCUSE", {"Iran"}, "Qatar"),
        ("en", "Norway denounced Iran and urged Qatar to mediate.", "REQUEST", {"Qatar"}, "Iran"),
        ("id", "Filipina menolak usulan itu dan meminta Vietnam menarik kapalnya.", "REJECT", set(), "Vietnam"),
        ("es", "Uruguay rechazó la propuesta y pidió a Paraguay que liberara la carga.", "REJECT", set(), "Paraguay"),
        ("en", "The rebels beat and robbed four farmers.", "ASSAULT", {"four farmers"}, "rebels"),
        ("es", "Un tribunal condenó a un concejal que había insultado a la Policía.", "SANCTION", {"un concejal"}, "Policía"),
        ("en", "Jordan bombed a warehouse used by the Islamic State.", "ASSAULT", None, "Islamic State"),
    ],
)
def test_objects_are_those_of_the_verb_itself(lang: str, sentence: str, type: str, own: set[str] | None, others: str) -> None:
    told = {r.span.text for r in event_of(sentence, lang, type).recipients}
    assert not any(others in words for words in told)
    assert own is None or told == own


@pytest.mark.parametrize(
    ("lang", "sentence", "type", "actors"),
    [
        ("en", "Guyana, long criticised by London for its courts, expelled two British diplomats.", "SANCTION", {"Guyana"}),
        (
            "en",
            "A week after militiamen seized the port, Ghana closed its border with Togo.",
            "COERCE",
            {"militiamen", "Ghana"},
        ),
        (
            "en",
            "OSLO, May 3 (Fjord Wire) - Norway imposed sanctions on six bankers, accusing them of fraud.",
            "SANCTION",
            {"Norway"},
        ),
        ("es", "Bolivia, que acusa a Chile de injerencia, retiró a su embajador.", "SANCTION", {"Bolivia"}),
        ("id", "Dua hari setelah milisi merebut pelabuhan, Ghana mengusir duta besar Togo.", "SANCTION", {"Ghana"}),
        ("id", "Kepala polisi itu mengatakan Ghana, bukan Togo, yang memblokir konvoi.", "COERCE", {"Ghana"}),
        ("id", "Laksamana Hamdi, yang dipecat presiden pekan lalu, melarikan diri.", "SANCTION", {"presiden"}),
    ],
)
def test_subjects_are_those_of_the_verb_itself(lang: str, sentence: str, type: str, actors: set[str]) -> None:
    annotation = annotate_document(Document("doc", sentence, lang, "2024-03-15"))
    events = [e for e in code_annotation(annotation, 0.2).events if e.type == type]
    assert {r.span.text for e in events for r in e.actors} == actors
    assert all(len(e.actors) == 1 for e in events)


@pytest.mark.parametrize(
    ("lang", "sentence", "type"),
    [
        ("es", "El coronel Rubio, destituido por el rey en mayo, pidió asilo a Panamá.", "REQUEST"),
        ("en", "Jordan bombed a port of the Houthis, who have fired on ships since 2022.", "ASSAULT"),
    ],
)
def test_an_insertion_dates_its_own_deed(lang: str, sentence: str, type: str) -> None:
    assert event_of(sentence, lang, type).time is None


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The police, widely criticised by lawyers, expelled the refugees."),
        ("es", "La empresa, señalada por los vecinos, negó haber vertido residuos."),
        ("en", "The company, blamed for the leak, denied dumping waste."),
    ],
)
def test_a_passive_and_a_denied_deed_are_nobodys_words(lang: str, sentence: str) -> None:
    quotes = annotate_document(Document("doc", sentence, lang, "2024-03-15")).quotes
    assert not [q for q in quotes if q.speaker and q.speaker.text.split()[0] in ("widely", "haber", "dumping")]


def test_who_did_the_deed_of_a_relative_clause_is_no_subject_behind_it() -> None:
    march = event_of("The relatives of nine miners who were arrested by soldiers marched in Potosi.", "en", "PROTEST")
    assert [r.span.text for r in march.actors] == ["The relatives of nine miners"]
    assert march.quantities == ()
    [bomb] = event_of("A bomb that was planted by rebels killed four farmers.", "en", "ASSAULT").actors
    assert bomb.span.text == "rebels"


@pytest.mark.parametrize(
    ("lang", "sentence", "type", "recipients"),
    [
        ("en", "Soldiers fired on the crowd after the strikers left.", "ASSAULT", {"the crowd"}),
        ("en", "Three nurses who rushed to the scene were wounded by gunmen.", "ASSAULT", {"Three nurses"}),
        ("en", "Iran warned that Tehran would close the strait.", "THREATEN", set()),
        ("es", "El embajador chino en Santiago advirtió de que Pekín podría cerrar la mina.", "THREATEN", set()),
        ("en", "Iran warned that Qatar would pay for the raid.", "THREATEN", {"Qatar"}),
        ("en", "The union demanded that Ruth Okello resign.", "REQUEST", {"Ruth Okello"}),
        ("en", "The union demanded that Peru free the miners.", "REQUEST", {"Peru"}),
        ("es", "El entrenador acusó al colegiado de robarles el partido.", "ACCUSE", {"colegiado"}),
        ("es", "Nadie fue condenado por esas muertes.", "SANCTION", set()),
    ],
)
def test_recipients_are_not_who_another_clause_tells_of(lang: str, sentence: str, type: str, recipients: set[str]) -> None:
    told = {r.span.text for r in event_of(sentence, lang, type).recipients}
    assert {words.split(" who ")[0] for words in told} == recipients


def test_forces_that_are_sent_do_not_send() -> None:
    annotation = annotate_document(
        Document("doc", "The king ordered the deployment of 600 soldiers to the north.", "en", "2024-03-15")
    )
    actors = [r.span.text for e in code_annotation(annotation).events if e.type == "MOBILIZE" for r in e.actors]
    assert actors == ["The king"]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "A court sentenced Ernesto Villar, the former head of the port, to nine years in prison."),
        ("en", "A judge sentenced the minister, who denied the charges, to ten years in jail."),
        ("es", "El tribunal condenó a Ernesto Villar, exjefe del puerto, a nueve años de cárcel."),
    ],
)
def test_a_penalty_behind_an_insertion_is_part_of_its_verdict(lang: str, sentence: str) -> None:
    annotation = annotate_document(Document("doc", sentence, lang, "2024-03-15"))
    assert [(e.type, e.mode) for e in code_annotation(annotation, 0.2).events] == [("SANCTION", "convict")]


@pytest.mark.parametrize(
    ("lang", "sentence", "type", "source"),
    [
        ("en", "Georgia denied the accusation and recalled its ambassador.", "SANCTION", None),
        ("en", "The envoy said Georgia had denied the accusation and recalled its ambassador.", "SANCTION", "The envoy"),
        ("es", "Cuba expresó su solidaridad con Nicaragua y exigió el fin de las sanciones.", "REQUEST", None),
    ],
)
def test_a_speakers_next_deed_is_not_by_his_word(lang: str, sentence: str, type: str, source: str | None) -> None:
    told = event_of(sentence, lang, type).attribution
    assert (told.name if told else None) == source


@pytest.mark.parametrize(
    ("lang", "sentence", "country"),
    [
        ("en", "The Chinese ambassador in Santiago met the mayor.", "CHN"),
        ("es", "El embajador ruso en Madrid se reunió con el alcalde.", "RUS"),
        ("en", "Police in Valencia, Venezuela, met the mayor.", "VEN"),
    ],
)
def test_where_an_envoy_serves_is_not_whose_he_is(lang: str, sentence: str, country: str) -> None:
    assert [r.country for r in event_of(sentence, lang, "CONSULT").actors] == [country]
