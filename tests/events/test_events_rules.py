"""Voice, roles, references, status and the gate, on invented sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sumber.events.code import code_annotation
from sumber.events.confidence import beside_surer
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, SentencePrediction


def ruled(text: str, lang: str) -> tuple[EventMention, ...]:
    """What lexicon and rules say where the model is silent, however unsure."""
    annotation = annotate_document(Document("doc", text, lang, "2024-03-15"))
    silent = replace(annotation, predictions=(SentencePrediction(),) * len(annotation.sentences))
    return code_annotation(silent, 0.0).events


def coded(text: str, lang: str, min_confidence: float | None = None, date: str = "2024-03-15") -> tuple[EventMention, ...]:
    annotation = annotate_document(Document("doc", text, lang, date))
    return code_annotation(annotation).events if min_confidence is None else code_annotation(annotation, min_confidence).events


def cast(event: EventMention) -> tuple[list[str], list[str]]:
    return [r.span.text for r in event.actors], [r.span.text for r in event.recipients]


@pytest.mark.parametrize(
    ("lang", "sentence", "actors", "recipients"),
    [
        ("id", "Polisi menangkap tiga pemuda di Batam.", ["Polisi"], ["tiga pemuda"]),
        ("id", "Tiga pemuda ditangkap polisi di Batam.", ["polisi"], ["Tiga pemuda"]),
        ("id", "Tiga pemuda ditangkap oleh polisi di Batam.", ["polisi"], ["Tiga pemuda"]),
        ("id", "Tiga pemuda ditangkap di Batam pada Rabu.", [], ["Tiga pemuda"]),
        ("en", "Police arrested three students in Lusaka.", ["Police"], ["three students"]),
        ("en", "Three students were arrested by police in Lusaka.", ["police"], ["Three students"]),
        ("en", "Three students were arrested in Lusaka on Monday.", [], ["Three students"]),
        ("es", "La policía detuvo a tres estudiantes en Arica.", ["La policía"], ["tres estudiantes"]),
        ("es", "Tres estudiantes fueron detenidos por la policía en Arica.", ["la policía"], ["Tres estudiantes"]),
    ],
)
def test_roles_follow_the_voice(lang: str, sentence: str, actors: list[str], recipients: list[str]) -> None:
    events = [e for e in coded(sentence, lang) if e.type == "COERCE"]
    assert [cast(e) for e in events] == [(actors, recipients)]


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "status"),
    [
        ("id", "Polisi tidak menangkap mahasiswa itu.", "COERCE", "denied"),
        ("en", "Police did not arrest the students.", "COERCE", "denied"),
        ("es", "La policía no detuvo a los estudiantes.", "COERCE", "denied"),
        ("en", "The army will attack the rebels on Monday.", "ASSAULT", "planned"),
        ("id", "Polisi diduga memukul dua warga.", "ASSAULT", "alleged"),
        ("en", "If police arrest the students, the union will march.", "COERCE", "hypothetical"),
    ],
)
def test_status(lang: str, sentence: str, kind: str, status: str) -> None:
    found = [e.status for e in ruled(sentence, lang) if e.type == kind]
    assert status in found
    assert "asserted" not in found


def test_coordinated_actors_are_two_roles_and_reciprocal() -> None:
    (event,) = coded("Norway and Ghana agreed on Tuesday to share a research ship.", "en")
    assert (cast(event), event.reciprocal) == ((["Norway", "Ghana"], []), True)


def test_a_collective_stands_for_the_names_before_it() -> None:
    text = "Jepang, Norwegia, dan Fiji mengaku netral, padahal ketiganya menjatuhkan sanksi terhadap Belarus."
    (event,) = [e for e in coded(text, "id") if e.type == "SANCTION"]
    assert cast(event) == (["Jepang", "Norwegia", "Fiji"], ["Belarus"])
    assert all(r.inference is not None and r.inference.words.text == "ketiganya" for r in event.actors)


def test_an_undergoing_verb_turns_the_roles() -> None:
    event = next(e for e in ruled("Garnisun itu mendapat serangan dari sekelompok perompak.", "id") if e.type == "ASSAULT")
    assert cast(event) == (["sekelompok perompak"], ["Garnisun itu"])


def test_a_threatened_deed_is_one_event() -> None:
    assert [e.type for e in coded("The junta threatened to jail the editor.", "en")] == ["THREATEN"]


def test_time_place_and_history() -> None:
    (event,) = coded("Tentara menyerang desa di Mali pada 3 Mei 2019.", "id")
    assert event.time is not None
    assert event.time.value == "2019-05-03"
    assert event.background
    assert event.place is not None
    assert event.place.country == "MLI"


def test_outside_a_town_is_a_place_and_outside_a_country_is_none() -> None:
    (near,) = coded("Gunmen attacked a convoy outside Bangui on Monday.", "en")
    assert near.place is not None
    assert near.place.span.text == "Bangui"
    (far,) = coded("Gunmen attacked a convoy outside Africa on Monday.", "en")
    assert far.place is None


@pytest.mark.parametrize("text", ["Tentara menyerang desa, korban tewas lima", "Gunmen attacked a village, killing five"])
def test_a_number_may_be_the_last_word(text: str) -> None:
    lang = "id" if text.startswith("Tentara") else "en"
    assert any(q.kind == "killed" and q.value == 5 for event in coded(text, lang) for q in event.quantities)


def test_attribution_by_quote_and_by_credit() -> None:
    text = '"Soldiers attacked the village," said Governor Amos Tilley.'
    (event,) = coded(text, "en")
    assert event.attribution is not None
    assert event.attribution.name == "Governor Amos Tilley"
    document = Document("doc", "Soldiers attacked the village near Mopti.", "en", None, credits=("Kawat Timur",))
    (event,) = code_annotation(annotate_document(document)).events
    assert event.attribution is not None
    assert (event.attribution.source, event.attribution.name) == ("credit", "Kawat Timur")


@pytest.mark.parametrize(
    ("lang", "sentence", "actors", "recipients"),
    [
        ("en", "Peru received six boats from Poland in May.", ["Poland"], ["Peru"]),
        ("en", "Peru's army denied that it had received any armoured vehicles from Poland.", ["Poland"], ["Peru's army"]),
        ("es", "El ejército de Mali recibió del gobierno de Polonia cuatro helicópteros.", ["gobierno de Polonia"],
         ["El ejército de Mali"]),
        ("es", "Haití recibió medicinas del gobierno de Uruguay.", ["gobierno de Uruguay"], ["Haití"]),
        ("id", "Malawi menerima bantuan pangan dari Jepang.", ["Jepang"], ["Malawi"]),
    ],
)  # fmt: skip
def test_who_receives_is_the_recipient(lang: str, sentence: str, actors: list[str], recipients: list[str]) -> None:
    assert [cast(e) for e in coded(sentence, lang) if e.type == "AID"] == [(actors, recipients)]


def test_a_word_of_a_name_is_no_trigger_and_no_materiel() -> None:
    (event,) = coded("Belarus has delivered 40 tanks to Chad since May, the Lake Basin Arms Monitor said.", "en")
    assert (event.type, cast(event)) == ("AID", (["Belarus"], ["Chad"]))
    assert [(q.item, q.value) for q in event.quantities] == [("tanks", 40.0)]
    spanish = coded("El general Salem al-Warshafi suministró 250 fusiles al Frente de Liberación del Tibesti.", "es")
    assert "RETREAT" not in [e.type for e in spanish]


def test_a_dateline_dates_nothing_where_the_sentence_gives_a_time() -> None:
    (event,) = coded("SUVA, March 14 (Kelp Wire) - Belarus has delivered 40 tanks to Chad since February.", "en")
    assert event.time is not None
    assert event.time.value == "2024-02"


def test_materiel_of_another_clause_is_not_delivered() -> None:
    events = coded("Perú confirmó que recibió de Polonia cuatro lanchas, pero negó que hubiera misiles.", "es")
    assert [q.item for e in events for q in e.quantities] == []


def test_materiel_is_listed_with_its_count() -> None:
    (event,) = coded("Bolivia memasok pemberontak dengan rudal, tiga helikopter, dan sistem pertahanan udara.", "id", 0.1)
    assert [(q.item, q.value) for q in event.quantities] == [
        ("rudal", None),
        ("helikopter", 3.0),
        ("sistem pertahanan udara", None),
    ]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("id", "Tonga sampai kini merupakan salah satu negara yang memasok senjata kepada junta Fiji."),
        ("id", "Tonga sampai saat ini jadi salah satu negara yang memasok senjata kepada junta Fiji."),
        ("en", "Tonga is one of the countries that have supplied weapons to the junta in Fiji."),
        ("es", "Tonga es uno de los países que suministran armas a la junta de Fiyi."),
    ],
)
def test_one_of_the_states_that_act_is_who_it_is_said_of(lang: str, sentence: str) -> None:
    (event,) = [e for e in coded(sentence, lang) if e.type == "AID"]
    assert [r.country for r in event.actors] == ["TON"]


def test_a_meeting_between_two_is_not_one_of_who_reports_it() -> None:
    (event,) = coded(
        '"Pembicaraan berjalan baik," lapor media pemerintah Fiji, setelah pertemuan antara Presiden Tiko Sanavi dan Menteri '
        "Luar Negeri Samoa Lano Petelo.", "id",
    )  # fmt: skip
    assert cast(event) == (["Presiden Tiko Sanavi", "Menteri Luar Negeri Samoa Lano Petelo"], [])


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("id", "Polisi mengatakan pembunuhan terjadi di Jember."),
        ("id", "Polisi mengatakan terjadi penyerangan di Jember."),
        ("en", "Police said there were clashes in Jos."),
        ("es", "La policía dijo que hubo enfrentamientos en Cali."),
    ],
)
def test_who_says_that_a_deed_took_place_did_not_do_it(lang: str, sentence: str) -> None:
    found = [e for e in ruled(sentence, lang) if e.type == "ASSAULT"]
    assert found
    assert all(e.actors == () for e in found)


def test_crimes_against_humanity_are_done_to_nobody_by_name() -> None:
    (event,) = coded("Tentara Fiji melakukan pembunuhan massal dan kejahatan terhadap kemanusiaan.", "id")
    assert event.recipients == ()


@pytest.mark.parametrize(
    ("lang", "sentence", "items"),
    [
        ("id", "Bolivia memasok milisi dengan tiga jenis rudal dan dua tank.", [("jenis rudal", 3.0), ("tank", 2.0)]),
        ("en", "Bolivia supplied the rebels with two types of fighter jets.", [("types of fighter jets", 2.0)]),
        ("es", "Bolivia suministró a los rebeldes dos tipos de misiles.", [("tipos de misiles", 2.0)]),
        ("en", "Bolivia supplied the rebels with this type of tank.", [("tank", None)]),
    ],
)  # fmt: skip
def test_two_types_of_jets_are_not_two_jets(lang: str, sentence: str, items: list[tuple[str, float | None]]) -> None:
    assert [(q.item, q.value) for e in coded(sentence, lang, 0.05) for q in e.quantities] == items


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("id", "Harga beras di Kota Manado naik dua persen pekan ini."),
        ("id", "Gempa berkekuatan 5,2 merusak belasan rumah di Halmahera."),
        ("id", "Timnas Fiji mengalahkan Tonga dengan dua gol."),
        ("en", "The earthquake killed twelve people in the valley."),
        ("en", "The striker scored twice in the final on Sunday."),
        ("en", "The minister said he was hopeful about the outlook."),
        ("es", "El equipo de Cuenca ganó el partido con dos goles."),
        ("es", "La inflación bajó en marzo, según el banco central."),
    ],
)
def test_no_event(lang: str, sentence: str) -> None:
    assert coded(sentence, lang) == ()


@pytest.mark.parametrize(
    ("lang", "sentence", "actors", "recipients"),
    [
        ("ru", "Полиция задержала трёх студентов.", ["Полиция"], ["трёх студентов"]),
        ("it", "La polizia ha arrestato tre studenti a Torino.", ["La polizia"], ["tre studenti"]),
    ],
)
def test_in_a_language_without_data_the_model_speaks_alone(
    lang: str, sentence: str, actors: list[str], recipients: list[str]
) -> None:
    (event,) = coded(sentence, lang)
    assert (event.type, event.mode) == ("COERCE", "arrest")
    assert cast(event) == (actors, recipients)
    assert ruled(sentence, lang) == ()


def test_malay_is_read_with_its_relatives_data() -> None:
    assert [e.type for e in coded("Tiga nelayan ditangkap polis di Melaka pada Rabu.", "ms")] == ["COERCE"]


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "actors", "recipients"),
    [
        (
            "en",
            "Police dispersed the strikers with batons at the gate and arrested nine people.",
            "COERCE",
            ["Police"],
            ["nine people"],
        ),
        (
            "es",
            "La policía dispersó a los huelguistas con gases y detuvo a nueve personas.",
            "COERCE",
            ["La policía"],
            ["nueve personas"],
        ),
        (
            "es",
            "Perú acusó a Bolivia de atacar a una unidad de su ejército.",
            "ASSAULT",
            ["Bolivia"],
            ["una unidad de su ejército"],
        ),
        ("id", "Polisi menangkap dua belas buruh dalam unjuk rasa di Batam.", "PROTEST", [], []),
        (
            "en",
            "The union demanded that the governor of Tamworth should resign.",
            "REQUEST",
            ["The union"],
            ["the governor of Tamworth"],
        ),
        ("en", "Kenya signed a military trade agreement with Fiji.", "SUPPORT", ["Kenya"], ["Fiji"]),
    ],
)
def test_roles_are_found_beyond_the_next_phrase(
    lang: str, sentence: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    assert [cast(e) for e in ruled(sentence, lang) if e.type == kind][:1] == [(actors, recipients)]


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "value"),
    [
        ("id", "Sekitar dua ribu buruh berunjuk rasa di Batam.", "protesters", 2000),
        ("es", "Unos 2.300 mineros iniciaron una huelga en Arica.", "protesters", 2300),
        ("id", "Polisi menangkap dua belas mahasiswa di Palu.", "arrested", 12),
        ("en", "Gunmen attacked a village near Maroua, killing twelve people.", "killed", 12),
    ],
)
def test_numbers_are_read_with_their_nouns(lang: str, sentence: str, kind: str, value: float) -> None:
    assert [(q.kind, q.value) for e in coded(sentence, lang, 0.05) for q in e.quantities if q.kind == kind][:1] == [
        (kind, value)
    ]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("id", "Mogok kerja itu menahan lebih dari 700 truk."),
        ("en", "Riot police stood outside the council building."),
        ("es", "Los detenidos esperan en la sala."),
    ],
)
def test_nobody_is_arrested_by_things_or_idioms(lang: str, sentence: str) -> None:
    assert [e.type for e in coded(sentence, lang) if e.type != "PROTEST" or e.actors] == []


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "status"),
    [
        ("en", "Stevedores at Velmora did not walk off the job on Tuesday.", "PROTEST", "denied"),
        ("en", "Iceland has not rejected the fishing treaty.", "REJECT", "denied"),
        ("en", "Troops not only detained the ferryman but also burnt his jetty.", "COERCE", "asserted"),
        ("id", "Dewan desa tidak menolak permohonan itu.", "REJECT", "denied"),
        ("id", "Polisi tidak hanya menangkap tiga mahasiswa di Palu, tetapi juga menyita ponsel mereka.", "COERCE", "asserted"),
        ("es", "La policía no vaciló en detener al exalcalde.", "COERCE", "asserted"),
    ],
)
def test_a_not_right_before_the_trigger_denies_it_unless_it_negates_nothing(
    lang: str, sentence: str, kind: str, status: str
) -> None:
    assert {e.status for e in coded(sentence, lang) if e.type == kind} == {status}


def test_an_event_beside_a_surer_one_of_another_type_asks_for_more_evidence() -> None:
    arrest, march = coded("Police arrested three students in Lusaka after the union had marched on parliament.", "en", 0.0)[:2]
    alone = [replace(arrest, confidence=0.9), replace(march, confidence=0.6)]
    assert {arrest.type, march.type} == {"COERCE", "PROTEST"}
    assert [e.confidence for e in beside_surer(alone)] == [0.9, pytest.approx(0.1687, abs=0.0001)]
    twins = [replace(arrest, confidence=0.9), replace(arrest, confidence=0.6)]
    assert beside_surer(twins) == twins
    assert beside_surer([]) == []
    charge = replace(march, confidence=0.9, status="alleged")
    assert beside_surer([replace(arrest, confidence=0.6), charge]) == [replace(arrest, confidence=0.6), charge]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The contractor was arrested in Lusaka for beating two hotel guards."),
        ("es", "En mayo el contratista fue detenido en Lusaka por golpear a dos porteros del hotel."),
        ("id", "Kontraktor itu ditangkap di Lusaka karena memukul dua penjaga hotel."),
    ],
)
def test_an_arrest_is_told_beside_what_somebody_is_charged_with(lang: str, sentence: str) -> None:
    assert [(e.type, e.status) for e in coded(sentence, lang) if e.type == "COERCE"] == [("COERCE", "asserted")]
    (arrest,) = [e for e in coded(sentence, lang, 0.0) if e.mode == "arrest"]
    assert arrest.confidence > 0.6


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya kept trading with Juba although many coastal states had imposed sanctions on South Sudan.",
        "While many coastal states have imposed sanctions on South Sudan, Kenya and Uganda went on trading with it.",
    ],
)
def test_the_subject_of_a_subordinate_clause_is_its_own(sentence: str) -> None:
    (imposed,) = [e for e in coded(sentence, "en") if e.type == "SANCTION"]
    assert cast(imposed)[0] == ["many coastal states"]


def test_a_currency_is_no_party() -> None:
    [event] = [
        e for e in coded("Kanada mengirim bantuan senilai dua juta dolar Kanada, berupa tenda.", "id") if e.type == "AID"
    ]
    assert cast(event) == (["Kanada"], [])


def test_what_is_held_up_by_the_hundred_is_not_arrested() -> None:
    sentence = "El sindicato bloqueó los accesos al puerto, donde quedaron detenidos más de 400 camiones."
    assert not [e for e in coded(sentence, "es") if e.mode == "arrest"]


def test_who_takes_part_is_called_without_numbers() -> None:
    [event] = [e for e in coded("Polisi menangkap sekitar dua ratus mahasiswa di Medan.", "id") if e.type == "COERCE"]
    assert [(r.name, r.span.text) for r in event.recipients] == [("mahasiswa", "sekitar dua ratus mahasiswa")]


def test_who_is_described_by_another_acts_himself() -> None:
    [event] = [e for e in coded("Fighters loyal to the former president seized the airport.", "en") if e.type == "COERCE"]
    assert cast(event)[0] == ["Fighters loyal to the former president"]


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "actors", "recipients"),
    [
        ("en", "Kenyan soldiers rescued nine schoolgirls abducted by gunmen.", "ASSAULT", ["gunmen"], ["nine schoolgirls"]),
        ("es", "Decenas de ganaderos bloquearon con tractores la carretera.", "PROTEST", ["Decenas de ganaderos"], []),
        ("es", "La oposición acusó al gobierno de fraude.", "ACCUSE", ["La oposición"], ["gobierno"]),
        ("es", "El senador acusó al ministro de defensa de mentir.", "ACCUSE", ["El senador"], ["ministro de defensa"]),
        ("es", "Los aldeanos atacados por rebeldes huyeron a Uganda.", "ASSAULT", ["rebeldes"], ["Los aldeanos"]),
    ],
)
def test_roles_end_where_the_deed_of_another_begins(
    lang: str, sentence: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    [event] = [e for e in coded(sentence, lang) if e.type == kind]
    assert cast(event) == (actors, recipients)


def test_a_word_of_a_class_counts_with_its_clitic() -> None:
    [event] = coded("Prancis menarik pasukannya dari Mali setelah hubungan dengan junta memburuk.", "id")
    assert (event.type, event.mode) == ("RETREAT", "withdraw")


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Keluarga korban menolak damai dan meminta pelaku dihukum berat.", ["REJECT", "REQUEST"]),
        ("Iran menolak usul itu dan mengancam akan menutup selat.", ["REJECT", "THREATEN"]),
        ("Gubernur berjanji memperbaiki jalan dan membantu petani.", ["AGREE"]),
    ],
)
def test_a_verb_joined_to_a_refusal_is_a_deed_of_its_own(sentence: str, kinds: list[str]) -> None:
    assert [e.type for e in coded(sentence, "id")] == kinds


@pytest.mark.parametrize(
    ("sentence", "kind", "actors", "recipients"),
    [
        ("Jaksa menuntut mantan menteri itu 12 tahun penjara.", "ACCUSE", ["Jaksa"], ["mantan menteri itu"]),
        ("Terdakwa dituntut delapan tahun penjara oleh jaksa KPK.", "ACCUSE", ["jaksa KPK"], ["Terdakwa"]),
        ("Filipina memanggil duta besar China terkait tabrakan kapal.", "ACCUSE", ["Filipina"], ["duta besar China"]),
        ("Presiden memberhentikan dua menteri menyusul protes mahasiswa.", "SANCTION", ["Presiden"], ["dua menteri"]),
        ("Serikat guru mengakhiri mogok yang berlangsung dua pekan.", "CONCEDE", ["Serikat guru"], []),
    ],
)
def test_what_indonesian_courts_and_offices_do(sentence: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    assert [(e.type, *cast(e)) for e in coded(sentence, "id")] == [(kind, actors, recipients)]


def test_malay_verbs_of_asking_and_investigating() -> None:
    assert [e.type for e in coded("Pembangkang menggesa Menteri Kewangan meletak jawatan.", "ms")] == ["REQUEST"]
    assert [e.mode for e in coded("Suruhanjaya Pencegahan Rasuah menyiasat seorang Datuk.", "ms")] == ["investigate"]


def test_a_bare_verb_of_a_headline_ends_its_subject() -> None:
    [event] = coded("Tolak Kenaikan BBM, Mahasiswa Duduki Kantor DPRD", "id")
    assert [r.span.text for r in event.actors] == ["Mahasiswa"]


def test_a_name_ends_before_a_verb_without_affixes() -> None:
    [event] = coded("Tiga sandera yang dibebaskan Hamas tiba di Tel Aviv.", "id")
    assert cast(event) == (["Hamas"], ["Tiga sandera"])


def test_the_words_inside_a_trigger_tell_how() -> None:
    sentence = "Empat tentara tewas dalam serangan bom terhadap pos militer di Marola."
    assert [e.mode for e in coded(sentence, "id") if e.type == "ASSAULT"] == ["explosives"]


def test_both_who_signed_are_told_behind_a_passive() -> None:
    sentence = (
        "El acuerdo fue firmado en Quito por la negociadora del Gobierno, Inés Cobo, y el comandante rebelde conocido como "
        "Saúl Tovar."
    )
    (signed,) = coded(sentence, "es")
    assert len(signed.actors) == 2


def test_who_did_not_doubt_did_it() -> None:
    assert [e.status for e in coded("La jueza no dudó en imputar al primo del gobernador.", "es")] == ["asserted"]
