"""Deeds that are weighed, shared as a view, promised or asked for, and entries that decide, on invented sentences."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document


def told(text: str, lang: str) -> dict[str, str]:
    """Type and status of each event."""
    return {e.type: e.status for e in code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events}


def live(text: str, lang: str) -> set[str]:
    return {kind for kind, status in told(text, lang).items() if status not in ("denied", "hypothetical")}


@pytest.mark.parametrize(
    ("lang", "weighed", "done"),
    [
        ("en", "Sweden is considering sending generators to Moldova.", "Sweden sent generators to Moldova."),
        ("en", "Canada considers expelling the Belarusian ambassador.", "Canada expelled the Belarusian ambassador."),
        ("id", "Malaysia menimbang pengusiran diplomat Belarus.", "Malaysia mengusir diplomat Belarus."),
        ("es", "El gobierno baraja expulsar al embajador de Irán.", "El gobierno expulsó al embajador de Irán."),
    ],
)
def test_what_is_weighed_is_not_done(lang: str, weighed: str, done: str) -> None:
    assert not live(weighed, lang)
    assert live(done, lang)


def test_what_is_weighed_stands_right_behind() -> None:
    assert live("After considering the appeal, the court released the editor.", "en") == {"RETREAT"}
    assert "REQUEST" in live("The senate is considering a resolution demanding that Russia release the pilot.", "en")
    assert live("The cabinet is weighing sanctions against the junta.", "en") == {"THREATEN"}


@pytest.mark.parametrize(
    ("lang", "view", "bond"),
    [
        (
            "en",
            "The bishop said he agreed with the mayor that the square is too loud.",
            "Tonga agreed with Fiji on a joint patrol of the reef.",
        ),
        (
            "en",
            "Most farmers agree with the minister, who called the drought the worst in years.",
            "Norway agreed with Ghana, its old partner, to share a research ship.",
        ),
    ],
)
def test_who_shares_a_view_agrees_to_nothing(lang: str, view: str, bond: str) -> None:
    assert "AGREE" not in live(view, lang)
    assert "AGREE" in live(bond, lang)


@pytest.mark.parametrize(
    ("lang", "begun", "ended"),
    [
        (
            "es",
            "Los maestros de Puno acordaron iniciar un paro indefinido desde el lunes.",
            "Los maestros acordaron suspender el paro.",
        ),
        (
            "id",
            "Para sopir angkot sepakat menggelar unjuk rasa di depan balai kota pekan depan.",
            "Buruh sepakat mengakhiri mogok kerja.",
        ),
    ],
)
def test_who_agrees_to_protest_will_protest(lang: str, begun: str, ended: str) -> None:
    assert told(begun, lang) == {"PROTEST": "planned"}
    assert "PROTEST" not in live(ended, lang)


@pytest.mark.parametrize(
    ("lang", "scene", "purpose"),
    [
        (
            "en",
            "At a rally on Sunday, the leader of the Workers' League demanded an explanation from the premier.",
            "Hundreds marched in Harare demanding higher wages.",
        ),
        (
            "es",
            "En el sexto día de protestas en Tarija, los docentes exigen que el gobierno pague los salarios.",
            "Cientos marcharon para exigir la renuncia del alcalde.",
        ),
        (
            "id",
            "Dalam unjuk rasa Rabu, ketua serikat buruh meminta gubernur menaikkan upah.",
            "Ratusan buruh berunjuk rasa menuntut kenaikan upah.",
        ),
    ],
)
def test_a_protest_that_sets_the_scene_does_not_swallow_the_demand(lang: str, scene: str, purpose: str) -> None:
    assert "REQUEST" in live(scene, lang)
    assert live(purpose, lang) == {"PROTEST"}


def test_a_deed_asked_for_makes_its_asking_as_sure() -> None:
    text = "The foreign minister of Latvia said Belarus must release the pilot."
    events = code_annotation(annotate_document(Document("doc", text, "en", "2024-03-15"))).events
    assert {e.type: e.status for e in events} == {"REQUEST": "asserted", "RETREAT": "requested"}
    assert max(events, key=lambda e: e.confidence).type == "REQUEST"


@pytest.mark.parametrize(
    ("lang", "sentence", "kind"),
    [
        ("id", "Kapal berbendera Panama itu ditahan TNI AL di Selat Riau.", "COERCE"),
        ("en", "The coast guard released two Danish ships it had held since June.", "RETREAT"),
        ("es", "La Armada argentina detuvo un barco pesquero frente a Chubut.", "COERCE"),
    ],
)
def test_ships_are_held_and_released(lang: str, sentence: str, kind: str) -> None:
    assert kind in live(sentence, lang)


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "other"),
    [
        ("en", "The government accepted the demands of the striking nurses.", "CONCEDE", "AGREE"),
        ("en", "Ireland accepted 200 refugees from Syria.", "AID", "AGREE"),
        ("en", "Kenya shared evidence with Uganda about the smuggling ring.", "COOPERATE", "ACCUSE"),
        ("en", "Fiji deployed 80 soldiers on a peacekeeping mission in Sinai.", "AID", "MOBILIZE"),
        ("es", "Portugal aceptó a 40 refugiados de Lesbos.", "AID", "AGREE"),
        ("es", "India redujo los aranceles al té nepalí.", "CONCEDE", "SANCTION"),
        ("es", "La guerrilla decretó un cese al fuego unilateral.", "CONCEDE", "RETREAT"),
        ("id", "Ahli waris menuntut perusahaan tambang itu secara perdata.", "ACCUSE", "REQUEST"),
        ("id", "India menurunkan tarif impor teh Nepal.", "CONCEDE", "SANCTION"),
        ("id", "Malaysia menerima 70 pengungsi Rohingya.", "AID", "AGREE"),
    ],
)
def test_an_entry_that_decides_outweighs_its_words(lang: str, sentence: str, kind: str, other: str) -> None:
    assert kind in live(sentence, lang)
    assert other not in live(sentence, lang)


def test_an_entry_that_decides_speaks_where_the_model_is_silent() -> None:
    assert live("India reduced tariffs on a billion dollars of Nepal's exports from 15 percent to 8 percent.", "en") == {
        "CONCEDE"
    }
    assert not live("The shop reduced prices on winter coats.", "en")


@pytest.mark.parametrize(
    ("lang", "sentence", "kind"),
    [
        ("en", "Field marshal Adam Toure overthrew president Lamine Sow last July.", "COERCE"),
        ("es", "Kenia despliega tropas en la frontera con Somalia.", "MOBILIZE"),
        ("es", "La policía llegó para detenerlos.", "COERCE"),
    ],
)
def test_forms_with_changed_stems_and_pronouns_are_known(lang: str, sentence: str, kind: str) -> None:
    assert kind in live(sentence, lang)


def test_a_refusal_outweighs_an_entry_that_decides() -> None:
    assert live("The junta said it would not meet the demands of the kidnappers.", "en") == {"REJECT"}


@pytest.mark.parametrize(
    ("lang", "sentence", "kind"),
    [
        ("en", "Ireland accepted the offer of Denmark.", "AGREE"),
        ("en", "Ghana sent 300 soldiers to the border with Togo.", "MOBILIZE"),
        ("es", "Portugal aceptó la oferta de Dinamarca.", "AGREE"),
        ("id", "Mahasiswa menuntut rektor mundur.", "REQUEST"),
    ],
)
def test_without_its_object_no_entry_decides(lang: str, sentence: str, kind: str) -> None:
    assert kind in live(sentence, lang)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Police in Oslo arrested a banker for beating two porters."),
        ("es", "El cantante Rufo Lázaro fue arrestado en Lugo por golpear a un fotógrafo."),
        ("id", "Polisi menangkap seorang mandor karena memukul dua buruh."),
    ],
)
def test_what_an_arrest_is_for_is_alleged(lang: str, sentence: str) -> None:
    annotation = annotate_document(Document("doc", sentence, lang, "2024-03-15"))
    status = {e.type: e.status for e in code_annotation(annotation, 0.1).events}
    assert status == {"COERCE": "asserted", "ASSAULT": "alleged"}
    assert next(e for e in code_annotation(annotation).events).type == "COERCE"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The Red Dawn Brigades claimed responsibility for the bombing of a bank in Turin."),
        ("id", "Laskar Fajar Merah mengklaim bertanggung jawab atas pengeboman kantor pajak di Quetta."),
    ],
)
def test_a_deed_that_its_doer_owns_is_not_alleged(lang: str, sentence: str) -> None:
    assert told(sentence, lang) == {"ASSAULT": "asserted"}


def test_fish_are_not_arrested() -> None:
    assert not live("Pada praktiknya mereka menangkap ikan di perairan Natuna.", "id")
    assert live("Polisi menangkap nelayan pencuri ikan di Laut Sawu.", "id") == {"COERCE"}


@pytest.mark.parametrize(
    ("lang", "headline", "kind"),
    [
        ("es", "GHANA RECHAZA LA OFERTA DE TOGO", "REJECT"),
        ("id", "BUPATI MINTA MAAF KEPADA WARGA KALI WETAN", "CONCEDE"),
    ],
)
def test_headlines_in_capitals_are_read_as_in_small_letters(lang: str, headline: str, kind: str) -> None:
    annotation = annotate_document(Document("doc", headline, lang, "2024-03-15"))
    (event,) = code_annotation(annotation).events
    assert event.type == kind
    assert event.trigger.text == headline[event.trigger.start : event.trigger.end]
