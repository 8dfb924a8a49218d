"""Who takes part, and when, where a relative clause or a reason stands beside the deed; on invented sentences."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def events(lang: str, text: str) -> dict[str, EventMention]:
    """The events of a text of 15 March 2024 by type, one each."""
    found = code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events
    return {e.type: e for e in found}


def parties(event: EventMention) -> tuple[list[str], list[str]]:
    return [r.span.text for r in event.actors], [r.span.text for r in event.recipients]


@pytest.mark.parametrize(
    ("lang", "text", "actors", "recipients"),
    [
        ("es", "El embajador, que había criticado al gobierno, fue expulsado.", ["El embajador"], ["gobierno"]),
        ("en", "The envoy, who had criticized the government, was expelled.", ["The envoy"], ["the government"]),
        ("es", "La líder, quien había denunciado al alcalde, fue baleada el domingo.", ["La líder"], ["alcalde"]),
    ],
)
def test_who_a_relative_clause_tells_a_deed_of_did_it(lang: str, text: str, actors: list[str], recipients: list[str]) -> None:
    assert parties(events(lang, text)["ACCUSE"]) == (actors, recipients)


def test_whom_somebody_had_accused_is_not_who_killed_him() -> None:
    found = events(
        "es", "La cacica Rosenda Umiri, quien había denunciado al alcalde por corrupción, fue asesinada a balazos el domingo."
    )
    assert found["ASSAULT"].actors == ()
    assert found["ACCUSE"].time is None


def test_to_whom_the_object_of_a_relative_clause_was_done_stays() -> None:
    assert parties(events("es", "El activista, a quien la policía había golpeado, fue liberado.")["ASSAULT"]) == (
        ["la policía"],
        ["El activista"],
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Estados Unidos sancionó a dos empresas chinas por vender drones a Irán."),
        ("en", "The United States sanctioned two Chinese companies for selling drone parts to Iran."),
    ],
)
def test_what_one_is_punished_for_names_no_recipient(lang: str, text: str) -> None:
    assert [r.country for r in events(lang, text)["SANCTION"].recipients] == ["CHN"]


@pytest.mark.parametrize(
    ("lang", "text", "recipient"),
    [
        ("es", "Ocho narcotraficantes fueron extraditados a Estados Unidos este jueves.", "Estados Unidos"),
        ("en", "Eight Mexican traffickers were extradited to the United States on Thursday.", "the United States"),
    ],
)
def test_to_whom_somebody_is_extradited_is_the_recipient(lang: str, text: str, recipient: str) -> None:
    assert parties(events(lang, text)["COOPERATE"]) == ([], [recipient])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Argentina retiró a su embajador en Managua."),
        ("en", "Argentina recalled its ambassador in Managua over the arrest of seven priests."),
    ],
)
def test_a_recall_is_aimed_at_the_land_where_the_envoy_was(lang: str, text: str) -> None:
    assert [r.country for r in events(lang, text)["SANCTION"].recipients] == ["NIC"]


def test_before_whom_one_complains_is_not_accused() -> None:
    assert events("es", "Cuba denunció ante la ONU el endurecimiento del embargo.")["ACCUSE"].recipients == ()


def test_the_subject_before_a_quotation_does_what_is_quoted() -> None:
    text = 'El portavoz Nathan Colby dijo que Washington "condena enérgicamente" el golpe de Estado en Gabón.'
    assert parties(events("es", text)["ACCUSE"])[0] == ["Washington"]


def test_a_main_clause_behind_a_protest_told_aside_is_no_purpose() -> None:
    found = events("es", "Los jubilados, que acampan frente al Ministerio de Economía, rechazaron la oferta del Ejecutivo.")
    assert set(found) == {"PROTEST", "REJECT"}


def test_when_a_massacre_took_place_is_not_when_somebody_apologised_for_it() -> None:
    text = "La presidenta pidió perdón a las víctimas de la masacre de Río Hondo, ocurrida en 1987."
    assert events("es", text)["CONCEDE"].time is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La viuda del líder indígena asesinado en 2021 denunció que el caso sigue impune.", "ACCUSE"),
        ("El hombre detenido el lunes acusó al alcalde de corrupción.", "ACCUSE"),
        ("Tres hombres detenidos el lunes fueron liberados.", "RETREAT"),
    ],
)
def test_a_time_behind_a_participle_of_the_subject_is_not_the_verbs(text: str, kind: str) -> None:
    assert events("es", text)[kind].time is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "O tribunal condenou o ex-governador a oito anos de prisão por corrupção."),
        ("fr", "Le tribunal a condamné l'ancien ministre à cinq ans de prison."),
        ("de", "Das Gericht verurteilte den Journalisten zu drei Jahren Haft."),
    ],
)
def test_the_penalty_of_a_verdict_is_no_arrest(lang: str, text: str) -> None:
    assert set(events(lang, text)) == {"SANCTION"}


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("pt", "A polícia prendeu três suspeitos no Rio de Janeiro.", "Rio de Janeiro"),
        ("fr", "La police a arrêté 12 manifestants à Dakar.", "Dakar"),
        ("de", "Die Polizei nahm in Berlin zwölf Demonstranten fest.", "Berlin"),
    ],
)
def test_a_place_is_told_in_languages_without_a_grammar(lang: str, text: str, place: str) -> None:
    where = events(lang, text)["COERCE"].place
    assert where is not None
    assert where.span.text == place


def test_a_lone_word_draws_on_no_clause_where_no_word_list_ends_it() -> None:
    strike = events("pt", "Sindicatos convocaram uma greve geral para sexta-feira em Lisboa.")["PROTEST"]
    assert parties(strike)[0] == ["Sindicatos"]
    attack = events("de", "Bei einem Angriff auf einen Markt im Norden Malis wurden 14 Menschen getötet.")["ASSAULT"]
    assert parties(attack)[1] == ["einen Markt", "14 Menschen"]


def test_whose_decision_it_was_is_no_place() -> None:
    assert (
        events("pt", "O Brasil expulsou o embaixador da Nicarágua em resposta à decisão de Manágua.")["SANCTION"].place is None
    )
