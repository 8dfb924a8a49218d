"""Kinds of Spanish news that were once misread, on invented sentences."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.events.grammar import load_grammar, see_clause
from sumber.events.phrases import right_phrase
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, Span


def events(text: str) -> tuple[EventMention, ...]:
    """The events of a text of 15 March 2024."""
    return code_annotation(annotate_document(Document("doc", text, "es", "2024-03-15"))).events


def one(text: str, kind: str) -> EventMention:
    """Its only event of a type."""
    (event,) = (e for e in events(text) if e.type == kind)
    return event


@pytest.mark.parametrize(
    ("sentence", "protesters"),
    [
        ("Seis activistas fueron detenidos cuando protestaban contra una planta de carbón.", "Seis activistas"),
        ("Los salvadoreños protestarán contra el tratado durante los actos del 1 de mayo.", "Los salvadoreños"),
    ],
)
def test_who_protests_is_a_protest_beside_another_deed_too(sentence: str, protesters: str) -> None:
    assert [r.span.text for r in one(sentence, "PROTEST").actors] == [protesters]


def test_where_people_protest_is_no_recipient() -> None:
    assert one("Miles de empleados manifestaron el jueves en toda Italia.", "PROTEST").recipients == ()


def test_a_gerund_ends_a_noun_phrase() -> None:
    text = "a los policías lanzando huevos"
    clause = see_clause(Span.of(text, 0, len(text)), load_grammar("es"))
    assert right_phrase(clause, 1, frozenset()) == (1, 3)


@pytest.mark.parametrize(
    ("sentence", "kind", "mode"),
    [
        ("Rusia lanzó 80 drones contra Ucrania durante la noche.", "ASSAULT", "drone"),
        ("El Ejército de Mali retomó la ciudad de Kidal.", "COERCE", "seize"),
        ("La Corte Suprema ratificó la condena contra el expresidente por corrupción.", "SANCTION", "convict"),
        ("Brasil condenó el ataque aéreo israelí contra Beirut.", "ACCUSE", "disapprove"),
    ],
)
def test_an_object_tells_what_a_verb_of_many_meanings_tells(sentence: str, kind: str, mode: str) -> None:
    assert [(e.type, e.mode) for e in events(sentence)] == [(kind, mode)]


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Un ataque israelí contra una escuela en Gaza dejó 14 muertos.", "ISR"),
        ("La ofensiva turca en el norte de Siria dejó 20 muertos.", "TUR"),
    ],
)
def test_the_adjective_of_a_nation_behind_a_deed_says_whose_it_is(sentence: str, country: str) -> None:
    assert [r.country for r in one(sentence, "ASSAULT").actors] == [country]


def test_the_adjective_of_a_nation_says_whose_words_are_rejected() -> None:
    assert [r.country for r in one("El gobierno rechazó la propuesta rusa de un alto el fuego.", "REJECT").recipients] == [
        "RUS"
    ]


def test_a_verb_behind_a_number_is_no_noun_and_those_hurt_are_counted() -> None:
    event = one("Un policía murió y otros tres resultaron heridos en un ataque armado en Tumaco.", "ASSAULT")
    assert [r.span.text for r in event.recipients] == ["Un policía", "otros tres"]
    assert [(q.kind, q.value) for q in event.quantities] == [("killed", 1.0), ("injured", 3.0)]


def test_an_age_counts_no_dead() -> None:
    text = "Dos hombres de 50 años fueron asesinados por sicarios en Manta."
    assert [(q.kind, q.value) for q in one(text, "ASSAULT").quantities] == []


def test_an_infinitive_is_no_part_of_whom_it_asks() -> None:
    event = one("El fiscal general solicitó al Congreso levantar la inmunidad de dos senadores.", "REQUEST")
    assert [r.span.text for r in event.recipients] == ["Congreso"]


def test_frente_a_is_no_part_of_what_was_seized() -> None:
    event = one("La Marina mexicana decomisó dos toneladas de fentanilo frente a las costas de Michoacán.", "COERCE")
    assert [r.span.text for r in event.recipients] == ["dos toneladas de fentanilo"]


def test_where_it_was_done_to_another_is_no_recipient() -> None:
    event = one("Unos encapuchados quemaron un autobús en la Universidad de Concepción.", "ASSAULT")
    assert [r.span.text for r in event.recipients] == ["un autobús"]


def test_near_is_no_siege() -> None:
    assert [e.type for e in events("La policía sueca detuvo a dos espías cerca de la base de Muskö.")] == ["COERCE"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("El gremio docente denunció el asesinato de una maestra en Cauca.", "ACCUSE"),
        ("El sindicato repudió el despido de doce obreros.", "ACCUSE"),
        ("La oposición rechazó la expulsión de tres diputados.", "REJECT"),
    ],
)
def test_blame_for_a_deed_is_not_laid_on_who_suffered_it(sentence: str, kind: str) -> None:
    assert one(sentence, kind).recipients == ()


def test_who_denounces_an_abduction_did_not_commit_it() -> None:
    found = events("El partido denunció el secuestro de su candidata en Guerrero.")
    assert all("El partido" not in [r.span.text for r in e.actors] for e in found if e.type == "ASSAULT")


def test_a_judge_who_blocks_a_deportation_deports_nobody() -> None:
    found = events("Un juez federal bloqueó la orden de deportación contra el activista palestino.")
    assert [(e.type, [r.span.text for r in e.actors]) for e in found] == [("REJECT", ["Un juez federal"])]


def test_justice_demanded_is_nobody() -> None:
    event = one("Miles de mujeres marcharon en Ciudad de México para exigir justicia por los feminicidios.", "PROTEST")
    assert event.recipients == ()


def test_what_is_called_for_a_weekday_lies_ahead() -> None:
    time = one("El frente opositor convocó una marcha para el domingo.", "PROTEST").time
    assert time
    assert time.value == "2024-03-17"


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("El ELN se atribuyó el ataque contra el oleoducto.", "El ELN"),
        ("El grupo Estado Islámico se atribuyó la autoría del ataque a través de su agencia.", "El grupo Estado Islámico"),
        ("Un grupo armado reivindicó el ataque contra la comisaría.", "Un grupo armado"),
    ],
)
def test_who_claims_an_attack_made_it_and_accuses_nobody(sentence: str, actor: str) -> None:
    (event,) = events(sentence)
    assert (event.type, event.status, [r.span.text for r in event.actors]) == ("ASSAULT", "asserted", [actor])
    assert "través" not in " ".join(r.span.text for r in event.recipients)


def test_an_attack_that_others_are_blamed_for_is_an_accusation() -> None:
    event = one("El Ejército atribuyó el ataque a las disidencias.", "ACCUSE")
    assert [r.span.text for r in event.recipients] == ["las disidencias"]


@pytest.mark.parametrize(
    ("sentence", "countries"),
    [
        ("La Asociación de Periodistas de Guatemala condenó las amenazas contra el director del diario.", []),
        ("Brasil condenó el ataque aéreo israelí contra Beirut.", ["ISR"]),
    ],
)
def test_condemning_an_attack_on_somebody_is_no_blame_for_him(sentence: str, countries: list[str]) -> None:
    assert [r.country for r in one(sentence, "ACCUSE").recipients] == countries


def test_who_is_freed_in_exchange_is_not_freed_by_the_same() -> None:
    event = one("Hamás liberó a tres rehenes a cambio de 90 presos palestinos.", "RETREAT")
    assert [r.span.text for r in event.recipients] == ["tres rehenes"]


def test_arms_seized_are_no_shooting() -> None:
    found = events("En los registros, los agentes intervinieron 700 kilos de droga y dos armas de fuego.")
    assert [(e.type, e.mode) for e in found] == [("COERCE", "seize")]


def test_a_verb_drawn_on_to_an_actor_is_cut_off() -> None:
    event = one("Los trabajadores de Correos secundaron masivamente la huelga, según los sindicatos.", "PROTEST")
    assert [r.span.text for r in event.actors] == ["Los trabajadores de Correos"]


def test_a_vote_in_favour_is_support() -> None:
    assert [r.span.text for r in one("El Congreso votó a favor de la ministra.", "SUPPORT").recipients] == ["la ministra"]


@pytest.mark.parametrize(
    ("sentence", "kind", "time"),
    [
        ("El tribunal condenó a dos exmilitares por la desaparición de un estudiante en 1976.", "SANCTION", None),
        ("Los agentes detuvieron a dos jóvenes por los disturbios del sábado.", "COERCE", None),
        ("Los agentes detuvieron a dos jóvenes por los disturbios el sábado.", "COERCE", "2024-03-09"),
        ("El obispo de Matagalpa, encarcelado desde 2022, fue desterrado al Vaticano.", "COERCE", None),
    ],
)
def test_the_day_of_what_somebody_is_held_for_is_not_that_of_the_arrest(sentence: str, kind: str, time: str | None) -> None:
    assert [e.time and e.time.value for e in events(sentence) if e.type == kind] == [time]


def test_a_court_that_suspends_an_extradition_rejects_it() -> None:
    assert [e.type for e in events("Un tribunal suspendió la extradición del capo a Estados Unidos.")] == ["REJECT"]


def test_civilians_who_mobilize_protest_and_troops_do_not() -> None:
    assert [e.type for e in events("Jubilados y organizaciones sociales se movilizaron al Congreso.")] == ["PROTEST"]
    assert [e.type for e in events("Las tropas se movilizaron hacia la frontera con Chad.")] == ["MOBILIZE"]


@pytest.mark.parametrize(
    "sentence",
    [
        "La ONU advirtió que 5,7 millones de haitianos pasan hambre.",
        "La oposición advirtió que el país vive una crisis sin precedentes.",
        "El canciller expresó sus condolencias a Turquía por el atentado de Estambul.",
        "El vocero declinó comentar sobre la detención del general.",
        "El gobierno evalúa decretar el estado de excepción.",
    ],
)
def test_what_is_only_felt_weighed_or_so_already_tells_no_event(sentence: str) -> None:
    assert events(sentence) == ()


@pytest.mark.parametrize("sentence", ["Rusia advirtió que atacará Beirut.", "Rusia advirtió que responderá con fuerza."])
def test_a_warning_of_what_one_will_do_is_a_threat(sentence: str) -> None:
    assert one(sentence, "THREATEN").status == "asserted"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("La policía frustró un atentado contra la embajada de Israel en Lima.", "denied"),
        ("El gobierno teme que la guerrilla ataque los oleoductos.", "hypothetical"),
    ],
)
def test_what_is_foiled_or_feared_was_not_done(sentence: str, status: str) -> None:
    assert one(sentence, "ASSAULT").status == status


@pytest.mark.parametrize(
    ("sentence", "kind", "mode"),
    [
        ("El gobierno colombiano suspendió las órdenes de captura contra los negociadores del ELN.", "CONCEDE", None),
        ("El Banco Interamericano aprobó un préstamo de 300 millones de dólares para Honduras.", "AID", None),
        ("El gobierno de Bukele extendió por otros 30 días el régimen de excepción.", "COERCE", "martial-law"),
    ],
)
def test_an_object_tells_a_measure(sentence: str, kind: str, mode: str | None) -> None:
    assert [(e.type, e.mode) for e in events(sentence)] == [(kind, mode)]


def test_present_tense_of_headlines_ends_a_noun_phrase() -> None:
    strike = one("Huelga de médicos paraliza los hospitales públicos de Tegucigalpa.", "PROTEST")
    assert [r.span.text for r in strike.actors] == ["médicos"]


def test_against_whom_one_is_backed_is_not_backed() -> None:
    thanks = one("Guyana agradeció el respaldo de Brasil frente a las amenazas de Venezuela.", "SUPPORT")
    assert [r.country for r in thanks.recipients] == ["BRA"]


def test_who_stands_before_a_semicolon_suffers_nothing_behind_it() -> None:
    arrest = one("El candidato fue atacado a tiros en Barranquilla; el agresor, de 17 años, fue capturado.", "COERCE")
    assert [r.span.text for r in arrest.recipients] == ["el agresor"]


def test_a_role_ends_before_a_relative_clause_told_aside() -> None:
    jailed = one("El juez dictó prisión preventiva contra el expresidente, que enfrenta cargos de lavado de activos.", "COERCE")
    assert [r.span.text for r in jailed.recipients] == ["el expresidente"]


@pytest.mark.parametrize("sentence", ["La institución lo negó.", "El ministro lo desmintió el martes."])
def test_who_denies_it_refuses_nothing(sentence: str) -> None:
    assert events(sentence) == ()


def test_who_denies_it_to_somebody_refuses() -> None:
    assert one("El ministro pidió la visa, pero el consulado se lo negó.", "REJECT")


@pytest.mark.parametrize(
    ("sentence", "kind", "recipients"),
    [
        ("Argentina extraditará a Chile al exguerrillero, informó la Corte Suprema.", "AGREE", ["Chile"]),
        ("El tribunal absolvió al exministro de los cargos de corrupción.", "CONCEDE", ["exministro"]),
        ("La Asamblea concedió una amnistía a los presos políticos.", "CONCEDE", ["los presos políticos"]),
        ("Honduras retiró su denuncia contra la empresa minera.", "CONCEDE", ["la empresa minera"]),
        ("La presidenta pidió perdón al pueblo de Haití.", "CONCEDE", ["pueblo de Haití"]),
        (
            "Un coronel y dos capitanes fueron destituidos tras la fuga de 20 presos.",
            "SANCTION",
            ["Un coronel", "dos capitanes"],
        ),
    ],
)
def test_who_gets_it_ends_where_the_next_phrase_begins(sentence: str, kind: str, recipients: list[str]) -> None:
    assert [r.span.text for r in one(sentence, kind).recipients] == recipients
