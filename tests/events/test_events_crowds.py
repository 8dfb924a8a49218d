"""Who disperses, bans or only meets a protest is not of it; who was caught at one was."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def told(sentence: str, lang: str) -> dict[str, EventMention]:
    annotation = annotate_document(Document("d", sentence, lang, "2025-06-12"))
    return {e.type: e for e in code_annotation(annotation).events}


def names(event: EventMention) -> tuple[list[str], list[str]]:
    return [r.span.text for r in event.actors], [r.span.text for r in event.recipients]


@pytest.mark.parametrize(
    ("lang", "sentence", "caught"),
    [
        ("en", "Four beekeepers were detained while protesting against the quarry.", "Four beekeepers"),
        ("es", "Cuatro apicultores fueron detenidos cuando protestaban contra la cantera.", "Cuatro apicultores"),
        ("id", "Empat petani garam ditangkap saat berunjuk rasa menentang tambang pasir.", "Empat petani garam"),
        ("en", "Two students were shot dead as they marched on parliament in Lusaka.", "Two students"),
        ("id", "Dua nelayan yang menolak pelabuhan itu ditangkap ketika berunjuk rasa di Kupang.", "Dua nelayan"),
    ],
)
def test_who_was_caught_protesting_protested(lang: str, sentence: str, caught: str) -> None:
    found = told(sentence, lang)
    assert {"PROTEST"} < set(found)
    assert found["PROTEST"].actors[0].span.text.startswith(caught)
    deed = found.get("COERCE") or found["ASSAULT"]
    assert deed.recipients[0].span.text.startswith(caught)
    assert len(deed.recipients) == 1


@pytest.mark.parametrize(
    ("lang", "sentence", "crowd"),
    [
        ("en", "Police dispersed a protest in central Lusaka on Sunday.", []),
        ("en", "A march by nurses was broken up by police in Lusaka.", ["nurses"]),
        ("en", "Antiriot police dissolved a demonstration against the rise in bus fares.", []),
        ("en", "Mounted police charged the crowd on Monday.", ["the crowd"]),
        ("es", "La policía dispersó una protesta en el centro de Arica el domingo.", []),
        ("es", "La policía disolvió con gases lacrimógenos una manifestación de enfermeras.", ["enfermeras"]),
        ("es", "La policía disolvió una marcha contra el alza del pasaje en Arica.", []),
        ("id", "Polisi membubarkan unjuk rasa di pusat kota Palu pada Minggu.", []),
        ("id", "Polisi membubarkan demonstrasi menentang kenaikan tarif bus di Palu.", []),
        ("id", "Unjuk rasa perawat dibubarkan polisi di Palu.", ["perawat"]),
        ("en", "Riot police dispersed hundreds of nurses.", ["hundreds of nurses"]),
    ],
)
def test_police_who_disperse_a_protest_face_those_whose_it_is(lang: str, sentence: str, crowd: list[str]) -> None:
    found = told(sentence, lang)
    assert (found["ASSAULT"].mode, names(found["ASSAULT"])[1]) == ("crowd-control", crowd)
    assert not any(r.sectors[:1] == ("COP",) for r in (found["PROTEST"].actors if "PROTEST" in found else ()))


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The crowd dispersed after the rally."),
        ("en", "The government has no plans to ban the demonstration."),
        ("es", "Los asistentes se dispersaron tras la marcha."),
        ("id", "Massa membubarkan diri setelah unjuk rasa."),
    ],
)
def test_nobody_faces_a_crowd_that_goes_home(lang: str, sentence: str) -> None:
    assert {t for t, e in told(sentence, lang).items() if e.status != "denied"} <= {"PROTEST"}


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The President was removed by parliament amid mass protests."),
        ("id", "Presiden diberhentikan parlemen di tengah unjuk rasa besar."),
    ],
)
def test_what_is_done_amid_protests_is_no_protest_of_those_who_do_it(lang: str, sentence: str) -> None:
    found = told(sentence, lang)
    assert names(found["PROTEST"]) == ([], [])
    assert len(found["SANCTION"].actors) == len(found["SANCTION"].recipients) == 1


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Demonstrators demanding early elections gathered in the main square."),
        ("en", "Soldiers joined the protesters in the streets of Arlit."),
        ("en", "Pilots walked out on Friday in a dispute over pay."),
        ("es", "Soldados se unieron a los manifestantes en las calles de Arica."),
        ("es", "Vecinos levantaron barricadas en protesta por los cortes de luz."),
        ("id", "Unjuk rasa berlanjut pada malam ketiga meski ada jam malam."),
    ],
)
def test_who_is_in_the_street_protests(lang: str, sentence: str) -> None:
    found = told(sentence, lang)
    assert (set(found), found["PROTEST"].recipients) == ({"PROTEST"}, ())


def test_what_happens_at_a_protest_is_told_beside_it() -> None:
    assert {"COERCE", "PROTEST"} == set(
        told("At least 40 people were arrested during a protest against the tax in Lusaka.", "en")
    )
    found = told("Soldiers and police dispersed farmers blocking the bridge.", "en")
    assert (found["ASSAULT"].mode if "ASSAULT" in found else found["COERCE"].mode) in ("crowd-control", "restrict")


@pytest.mark.parametrize(
    ("lang", "sentence", "actors"),
    [
        ("en", "Rioters burned down the post office in Arlit.", ["Rioters"]),
        ("id", "Pengunjuk rasa antipemerintah membakar balai kota Palu.", ["Pengunjuk rasa antipemerintah"]),
        ("id", "Ratusan pengunjuk rasa berkumpul di depan istana di Palu.", ["Ratusan pengunjuk rasa"]),
        ("en", "Prison officers ended a riot at the jail in Arlit on Sunday.", []),
        ("en", "Taxi drivers honked their horns outside the ministry in protest against the levy.", ["Taxi drivers"]),
        ("en", "Fishermen threw stones at police during a strike over quotas.", ["Fishermen"]),
        ("id", "Sekitar 200 orang memprotes kunjungan presiden Hungaria.", ["Sekitar 200 orang"]),
    ],
)
def test_who_protests_is_whom_the_noun_names(lang: str, sentence: str, actors: list[str]) -> None:
    assert names(told(sentence, lang)["PROTEST"])[0] == actors


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("es", "Los indígenas bloqueaban la vía Panamericana el lunes."),
        ("id", "Warga memblokade Jalan Trans-Sulawesi pada Senin."),
    ],
)
def test_a_road_is_nobody(lang: str, sentence: str) -> None:
    assert names(told(sentence, lang)["PROTEST"])[1] == []


def test_a_square_is_sealed_off_not_those_who_camped_there() -> None:
    found = told("Soldiers sealed off the square where demonstrators had camped for weeks.", "en")
    assert names(found["COERCE"])[1] == ["the square"]


def test_who_is_mourned_at_a_vigil_arrested_nobody() -> None:
    found = told("El dirigente Samuel Ocampo fue detenido durante una vigilia por el joven muerto.", "es")
    assert names(found["COERCE"])[0] == []


@pytest.mark.parametrize(
    ("actors", "coded"),
    [("Police", "COERCE"), ("The Chilean government", "COERCE"), ("Rebels", "COERCE"), ("Truckers", "PROTEST")],
)
def test_a_road_that_the_state_blocks_is_closed(actors: str, coded: str) -> None:
    assert set(told(f"{actors} blocked the highway.", "en")) == {coded}


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("es", "El gobierno prohibió las manifestaciones de los mineros en Potosí."),
        ("id", "Unjuk rasa oposisi dilarang, pemimpinnya ditangkap."),
    ],
)
def test_a_ban_is_laid_on_whose_protest_it_is(lang: str, sentence: str) -> None:
    annotation = annotate_document(Document("d", sentence, lang, "2025-06-12"))
    ban = next(e for e in code_annotation(annotation).events if e.mode == "restrict")
    assert names(ban)[1] in (["los mineros"], ["oposisi"])


@pytest.mark.parametrize(
    ("lang", "sentence", "fought", "fallen"),
    [
        ("en", "A policeman died and 20 protesters were wounded in clashes in Arlit.", [], ["A policeman", "20 protesters"]),
        ("en", "Six policemen were hurt in clashes with masked youths in Arlit.", ["masked youths"], ["Six policemen"]),
        (
            "id",
            "Seorang polisi tewas dan 20 pengunjuk rasa terluka dalam bentrokan di Palu.",
            [],
            ["Seorang polisi", "20 pengunjuk rasa"],
        ),
    ],
)
def test_who_fell_in_a_clash_suffered_it(lang: str, sentence: str, fought: list[str], fallen: list[str]) -> None:
    assert names(told(sentence, lang)["ASSAULT"]) == (fought, fallen)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The governor deployed the National Guard to contain the riots."),
        ("es", "El gobernador desplegó a la Guardia Nacional para contener los disturbios."),
        ("id", "Gubernur mengerahkan Garda Nasional untuk mengendalikan kerusuhan."),
    ],
)
def test_forces_that_are_deployed_are_no_recipients(lang: str, sentence: str) -> None:
    found = told(sentence, lang)
    assert set(found) == {"MOBILIZE"}
    assert names(found["MOBILIZE"])[1] == []


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("es", "La oposición prepara una marcha el sábado en Arica."),
        ("es", "El sindicato irá a la huelga el sábado."),
        ("id", "Oposisi merencanakan unjuk rasa pada Sabtu."),
    ],
)
def test_a_protest_to_come_lies_ahead(lang: str, sentence: str) -> None:
    event = told(sentence, lang)["PROTEST"]
    assert (event.status, event.time and event.time.value) == ("planned", "2025-06-14")


@pytest.mark.parametrize(
    ("lang", "text", "held"),
    [
        (
            "en",
            "Juan Okello and Mary Otim spoke in Gulu. Both were arrested on Monday by police.",
            ["Juan Okello", "Mary Otim"],
        ),
        (
            "id",
            "Juan Okello dan Mary Otim berpidato di Gulu. Keduanya ditangkap polisi pada Senin.",
            ["Juan Okello", "Mary Otim"],
        ),
    ],
)
def test_who_is_arrested_may_be_named_in_the_sentence_before(lang: str, text: str, held: list[str]) -> None:
    assert names(told(text, lang)["COERCE"])[1] == held
