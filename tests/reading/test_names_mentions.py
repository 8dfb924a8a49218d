"""Names in sentences (all invented): spans, kinds, entities."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.names import find_mentions
from sumber.types import Document, Entity, Mention, NameKind, NamePrediction, SentencePrediction, Span, SpanPrediction

Names = list[tuple[str, str]]
KINDS: tuple[NameKind, ...] = ("person", "organization", "place")


def predicted(sentence: Span, names: Names, probability: float) -> SentencePrediction:
    """What a model would say of a sentence in which the names stand, at their first place each."""
    found = []
    for name, kind in names:
        at = sentence.text.find(name)
        if at >= 0:
            found.append(NamePrediction(KINDS[KINDS.index(kind)], SpanPrediction(at, at + len(name), probability)))  # type: ignore[arg-type]
    return SentencePrediction(names=tuple(sorted(found, key=lambda n: n.span.start)))


def mentions(text: str, lang: str | None = "id", names: Names | None = None, probability: float = 0.9) -> tuple[Mention, ...]:
    """The mentions of a text whose lines are sentences; `names` are those that the model sees."""
    sentences, at = [], 0
    for line in text.split("\n"):
        if line:
            sentences.append(Span.of(text, at, at + len(line)))
        at += len(line) + 1
    predictions = [predicted(s, names, probability) for s in sentences] if names is not None else ()
    return find_mentions(Document("d", text, lang), tuple(sentences), predictions)


def entities(text: str, lang: str, names: Names) -> dict[str, Entity | None]:
    """The entity of each name's last mention."""
    return {m.span.text: m.entity for m in mentions(text, lang, names)}


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("id", "Pejabat Belanda tiba di Surabaya, kata PBB dan AS.", [("PBB", "organization"), ("AS", "place")]),
        ("en", "It was Reuters that asked NATO as soon as Chad and Vladimir Putin agreed.",
         [("Reuters", "organization"), ("NATO", "organization"), ("Chad", "place"), ("Vladimir Putin", "person")]),
        ("es", "La ministra viajó a EE.UU. y Francia en enero con la ONU.",
         [("EE.UU.", "place"), ("Francia", "place"), ("ONU", "organization")]),
    ],
)  # fmt: skip
def test_known_names_need_no_model(lang: str, text: str, names: Names) -> None:
    found = [(m.span.text, m.kind) for m in mentions(text, lang)]
    assert [n for n in found if n in names] == names


@pytest.mark.parametrize(
    "text",
    ["Pada Senin pagi warga berkumpul.", "Lima warga pulang.", "Chad Perrymount datang.", "Kata Jordan Whitlow, hujan turun."],
)
def test_a_word_that_may_be_something_else_is_no_known_name(text: str) -> None:
    assert mentions(text) == ()


def test_a_capital_makes_no_german_noun_a_known_name() -> None:
    assert [m.span.text for m in mentions("Er fuhr mit hohem Tempo durch Kenia, sagt die NATO.", "de")] == ["Kenia", "NATO"]
    assert [m.span.text for m in mentions("Hal itu ditulis majalah Tempo.", "id")] == ["Tempo"]
    assert [m.kind for m in mentions("Das schrieb der Spiegel.", "de", [("Spiegel", "organization")])] == ["organization"]


def test_the_model_says_where_names_stand() -> None:
    text = "Joost Terbruggen dari Wonolelo Watch datang."
    names: Names = [("Joost Terbruggen", "person"), ("Wonolelo Watch", "organization")]
    assert [(m.span.text, m.kind) for m in mentions(text, "id", names)] == names
    assert mentions(text, "id", names, probability=0.3) == ()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Bupati Sutarjo Winoto pulang.", "Sutarjo Winoto", "person"),
        ("Yayasan Lentera Pesisir tutup.", "Yayasan Lentera Pesisir", "organization"),
        ("Hujan turun di Sungai Kedawung.", "Sungai Kedawung", "place"),
    ],
)
def test_words_speak_for_a_name_of_which_the_model_is_unsure(text: str, name: str, kind: str) -> None:
    assert [m.span.text for m in mentions(text, "id", [(name, kind)], probability=0.4)] == [name]


def test_a_listed_news_outlet_is_no_place_whatever_the_model_says() -> None:
    text = "Kabar itu dikutip dari Al Jazeera di Doha."
    found = mentions(text, "id", [("Al Jazeera", "place"), ("Doha", "place")])
    assert [(m.span.text, m.kind) for m in found] == [("Al Jazeera", "organization"), ("Doha", "place")]


def test_known_persons_and_acronyms_are_what_they_are_known_for() -> None:
    text = "Kata Vladimir Putin, NATO tiba di Gedung Putih."
    seen: Names = [("Vladimir Putin", "place"), ("NATO", "place"), ("Gedung Putih", "place")]
    found = mentions(text, "id", seen)
    assert [m.kind for m in found] == ["person", "organization", "place"]


def test_whom_a_document_introduced_is_that_person_in_other_sentences() -> None:
    parts = ["Orvela Tasmin tiba di Brulik. ", "Kemudian Tasmin berpidato. ", "Warga menyambut Tasmin."]
    text, seen = "".join(parts), [[("Orvela Tasmin", "person"), ("Brulik", "place")], [("Tasmin", "place")], []]
    spans = [Span.of(text, at := text.index(part), at + len(part)) for part in parts]
    predictions = [predicted(span, names, 0.9) for span, names in zip(spans, seen, strict=True)]
    predictions[1] = predicted(spans[1], [("Tasmin", "place")], 0.45)
    found = find_mentions(Document("d", text, "id"), tuple(spans), predictions)
    assert [(m.span.text, m.kind) for m in found if m.entity and m.entity.name == "Orvela Tasmin"] == [
        ("Orvela Tasmin", "person"), ("Tasmin", "person"), ("Tasmin", "person"),
    ]  # fmt: skip


def test_later_mentions_are_the_same_person() -> None:
    text = "Jenderal Filipina Ramil Bautisto tiba di Manila.\nJenderal Bautisto lalu menemui wartawan, kata Ramil."
    sentences = [Span.of(text, 0, 48), Span.of(text, 49, len(text))]
    names: list[Names] = [[("Ramil Bautisto", "person")], [("Bautisto", "person"), ("Ramil", "person")]]
    predictions = [predicted(s, n, 0.9) for s, n in zip(sentences, names, strict=True)]
    found = find_mentions(Document("d", text, "id"), tuple(sentences), predictions)
    people = [m.entity for m in found if m.kind == "person"]
    assert len(people) == 3
    assert {p.id for p in people if p} == {"person:PHL:ramil-bautisto"}
    assert {p.country for p in people if p} == {"PHL"}
    assert {p.sectors for p in people if p} == {("MIL",)}


def test_a_title_tells_a_person_from_a_place_of_that_name() -> None:
    parts = ["Jenderal Sado Lin Htet tiba. ", "Kemudian Jenderal Lin berpidato. ", "Pasar di kota Lin tutup."]
    text, seen = "".join(parts), [("Sado Lin Htet", "person"), ("Lin", "place"), ("Lin", "place")]
    spans = [Span.of(text, at := text.index(part), at + len(part)) for part in parts]
    predictions = [predicted(span, [name], 0.9) for span, name in zip(spans, seen, strict=True)]
    found = [(m.span.text, m.kind) for m in find_mentions(Document("d", text, "id"), tuple(spans), predictions)]
    assert found == [("Sado Lin Htet", "person"), ("Lin", "person"), ("Lin", "place")]


def test_a_name_that_took_its_title_in_is_still_the_person_named_before() -> None:
    text = "General Sado Lin Htet arrived.\nLater General Lin spoke."
    found = mentions(text, "en", [("Sado Lin Htet", "person"), ("General Lin", "person")])
    assert [m.entity and m.entity.id for m in found] == ["person:sado-lin-htet"] * 2


@pytest.mark.parametrize(
    ("lang", "text", "name", "country", "sector"),
    [
        ("id", "Menteri Luar Negeri Belanda Joost Terbruggen tiba.", "Joost Terbruggen", "NLD", "GOV"),
        ("id", "Hal itu ditolak Ondrej Vackar, menteri kehakiman Ceko, pada Rabu.", "Ondrej Vackar", "CZE", "GOV"),
        ("id", "Kapolres Kebumen AKBP Wirya Sastranegara bicara.", "Wirya Sastranegara", None, "COP"),
        ("en", "Georgian President Nino Kvaratse spoke.", "Nino Kvaratse", "GEO", "GOV"),
        ("en", "The court sent Peruvian lawyer Hernan Quijarrote home.", "Hernan Quijarrote", "PER", "JUD"),
        ("en", "Adm. Piotr Zbylutowski, commander of the Polish navy, left.", "Piotr Zbylutowski", "POL", "MIL"),
        ("es", "El ministro chileno Hernando Quijarro viajó.", "Hernando Quijarro", "CHL", "GOV"),
        ("es", "Lo dijo Ximena Burgaleta, senadora de Uruguay, ayer.", "Ximena Burgaleta", "URY", "LEG"),
    ],
)
def test_words_around_a_person_tell_office_and_country(
    lang: str, text: str, name: str, country: str | None, sector: str
) -> None:
    person = entities(text, lang, [(name, "person")])[name]
    assert person is not None
    assert person.country == country
    assert person.sectors[:1] == (sector,)


@pytest.mark.parametrize(
    ("lang", "text", "name", "id"),
    [
        ("id", "Presiden AS bertemu Presiden Rusia Vladimir Putin.", "Vladimir Putin", "person:vladimir-putin"),
        ("id", "Menlu Iran menemui Marco Rubio.", "Marco Rubio", "person:marco-rubio"),
        ("en", "French officials told Donald Trump to leave.", "Donald Trump", "person:donald-trump"),
        ("en", "The Kenyan farmer John Lee left.", "John Lee", "person:KEN:john-lee"),
        (
            "es",
            "La portavoz del Ministerio de Defensa de Rumanía, Ileana Corva, habló.",
            "Ileana Corva",
            "person:ROU:ileana-corva",
        ),
        ("id", "Juru bicara Kementerian Luar Negeri China, Fu Wenlao, menolak.", "Fu Wenlao", "person:CHN:fu-wenlao"),
        ("id", "Menlu Iran, Fu Wenlao, dan Menlu Irak, Anas Dulaim, pergi.", "Anas Dulaim", "person:IRQ:anas-dulaim"),
    ],
)
def test_a_person_has_only_the_country_that_the_words_give(lang: str, text: str, name: str, id: str) -> None:
    person = entities(text, lang, [(name, "person")])[name]
    assert person is not None
    assert person.id == id


def test_who_works_for_the_un_in_a_country_is_not_of_it() -> None:
    text = "Hal itu dikatakan pakar PBB di Kamboja Willem Aardenburg kemarin."
    person = entities(text, "id", [("Willem Aardenburg", "person")])["Willem Aardenburg"]
    assert person is not None
    assert person.country is None


def test_acronym_after_a_name_is_the_same_organization() -> None:
    text = "Aliansi Nelayan Pesisir (ANP) berunding di Tegal.\nANP lalu pulang."
    found = mentions(text, "id", [("Aliansi Nelayan Pesisir", "organization"), ("ANP", "organization")])
    assert [m.span.text for m in found if m.kind == "organization"] == ["Aliansi Nelayan Pesisir", "ANP", "ANP"]
    assert len({m.entity.id for m in found if m.kind == "organization" and m.entity}) == 1


@pytest.mark.parametrize(
    ("lang", "text", "name", "ids"),
    [
        ("en", "The Island Rebuilding Act (IRA) passed. The IRA pays for dykes.", "IRA", ["org:island-rebuilding-act"] * 2),
        ("en", "The Irish Republican Army (IRA) wrote. The IRA apologised.", "IRA", ["org:ira"] * 2),
        ("en", "The Ring of the Sea (RS) met.", "RS", ["org:ring-of-the-sea"]),
        ("en", "Men of the North (IRA) met.", "IRA", ["org:ira"]),
        ("es", "La Red de Faros (RF) habló.", "RF", ["org:red-de-faros"]),
    ],
)
def test_an_acronym_in_brackets_means_the_words_whose_initials_it_has(lang: str, text: str, name: str, ids: list[str]) -> None:
    found = mentions(text, lang, [(name, "organization")])
    assert [m.entity.id for m in found if m.span.text == name and m.entity] == ids


def test_an_acronym_means_what_was_told_of_it_last() -> None:
    text = "Radio Suara Flores (RSF) mogok. RSF diam. Reporter Siaran Film (RSF) datang. RSF bicara."
    found = [m.entity.id for m in mentions(text, "id", [("RSF", "organization")]) if m.span.text == "RSF" and m.entity]
    assert found == ["org:radio-suara-flores"] * 2 + ["org:reporter-siaran-film"] * 2


@pytest.mark.parametrize(
    ("lang", "text", "name", "kind", "id"),
    [
        ("id", "Utusan PBB tiba.", "PBB", "organization", "org:un"),
        ("id", "Partai Bulan Bintang (PBB) kalah. Suara PBB turun.", "PBB", "organization", "org:pbb_party"),
        ("id", "Putusan MK dibacakan.", "MK", "organization", "org:mk"),
        ("en", "The MK group left.", "MK", "organization", "org:en:mk"),
        ("en", "AS Roma is a club.", "AS Roma", "organization", "org:as-roma"),
        ("es", "Un enviado de la UE llegó.", "UE", "organization", "org:eu"),
        ("id", "Pesawat AS mendarat.", "AS", "place", "country:USA"),
        ("id", "Delegasi RI tiba.", "RI", "place", "country:IDN"),
    ],
)
def test_acronyms_by_language_and_text(lang: str, text: str, name: str, kind: str, id: str) -> None:
    entity = entities(text, lang, [("Partai Bulan Bintang", "organization"), (name, kind)])[name]
    assert entity is not None
    assert entity.id == id


def test_countries_and_cities_have_ids() -> None:
    text = "Delegasi Myanmar terbang dari Moskow ke Jakarta."
    found = mentions(text, "id", [("Myanmar", "place"), ("Moskow", "place"), ("Jakarta", "place")])
    assert [m.entity.id for m in found if m.entity] == ["country:MMR", "city:524901", "city:1642911"]


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["id", "en", "es", "ar", "de", None]))
def test_any_text_gives_ordered_mentions(text: str, lang: str | None) -> None:
    found = mentions(text, lang)
    assert found == mentions(text, lang)
    for m in found:
        assert text[m.span.start : m.span.end] == m.span.text
        assert m.entity is None or m.entity.id
    for a, b in pairwise(found):
        assert a.span.end <= b.span.start


@pytest.mark.parametrize("unit", ["Aa Bb ", "(A) ", "Kementerian ", "Budi Santoso, ", "A.", "dan Kota-", "x"])
def test_long_input_ends(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    mentions(text)


@pytest.mark.parametrize(
    ("lang", "text", "seen", "person"),
    [
        ("id", "Menteri Luar Negeri Chad Idriss Maloum tiba.", "Chad Idriss Maloum", "Idriss Maloum"),
        ("id", "Penyanyi Chad Michael Rowan tampil.", "Chad Michael Rowan", "Chad Michael Rowan"),
        ("id", "Menteri Israel Katara tiba.", "Israel Katara", "Israel Katara"),
        ("es", "El presidente Israel Zamora Quiroga llegó.", "Israel Zamora Quiroga", "Israel Zamora Quiroga"),
    ],
)
def test_the_country_that_a_title_ends_with_is_no_first_name(lang: str, text: str, seen: str, person: str) -> None:
    assert [m.span.text for m in mentions(text, lang, [(seen, "person")]) if m.kind == "person"] == [person]


def test_a_seat_of_state_lies_in_its_country() -> None:
    found = mentions("Menteri itu tiba di Kremlin.", "id", [("Kremlin", "place")])
    assert [(m.kind, m.entity.country if m.entity else None) for m in found] == [("place", "RUS")]


def test_the_country_between_a_title_and_a_name_is_a_name_of_its_own() -> None:
    found = mentions("Ia bertemu Menteri Luar Negeri Peru Pedro Salas.", "id", [("Pedro Salas", "person")])
    assert [(m.span.text, m.kind) for m in found] == [("Peru", "place"), ("Pedro Salas", "person")]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Oposisi Zambia pergi ke Mahkamah Konstitusi.", None),
        ("Gubernur Jawa Timur dan duta besar Zambia pergi ke Mahkamah Konstitusi.", "IDN"),
        ("Oposisi pergi ke Mahkamah Konstitusi.", "IDN"),
    ],
)
def test_a_court_of_a_common_name_is_of_the_country_that_is_spoken_of(text: str, country: str | None) -> None:
    seen: Names = [("Zambia", "place"), ("Jawa Timur", "place"), ("Mahkamah Konstitusi", "organization")]
    [court] = [m.entity for m in mentions(text, "id", seen) if m.kind == "organization"]
    assert court is not None
    assert court.country == country
