"""Whom a person's name means, and whom he acts for: aliases, sentences before, states called like countries (all invented)."""

from sumber.reading.names import find_mentions
from sumber.reading.sentences import split_sentences
from sumber.types import Document, Entity, Mention, NameKind, NamePrediction, SentencePrediction, Span, SpanPrediction

Names = dict[str, NameKind]


def read(text: str, lang: str, names: Names) -> tuple[Mention, ...]:
    """The mentions of a text in which the model sees the names wherever they stand."""
    sentences = split_sentences(text, lang)
    return find_mentions(Document("p", text, lang), sentences, [predicted(sentence, names) for sentence in sentences])


def predicted(sentence: Span, names: Names) -> SentencePrediction:
    found = [
        NamePrediction(kind, SpanPrediction(at, at + len(name), 0.9))
        for name, kind in names.items()
        if (at := sentence.text.find(name)) >= 0
    ]
    return SentencePrediction(names=tuple(sorted(found, key=lambda n: n.span.start)))


def entity(mentions: tuple[Mention, ...], name: str) -> Entity:
    """The entity of a name's last mention."""
    [*_, found] = [m.entity for m in mentions if m.span.text == name]
    assert found is not None
    return found


def test_an_office_that_ends_a_sentence_is_not_the_next_ones() -> None:
    text = '"Ia ditahan," kata Kapolres AKBP Wiryo. Darsim pulang. Menurut dr. Laksmi, ia sehat.'
    mentions = read(text, "id", {"Wiryo": "person", "Darsim": "person", "Laksmi": "person"})
    assert entity(mentions, "Wiryo").sectors == ("COP",)
    assert entity(mentions, "Darsim").sectors == ()
    assert entity(mentions, "Laksmi").sectors == ("MED",)


def test_a_person_and_his_alias_are_one() -> None:
    text = "Gubernur Aceh Rusdi Alamsyah alias Teukum berpidato. Teukum lalu pulang."
    mentions = read(text, "id", {"Rusdi Alamsyah": "person", "Teukum": "place"})
    assert [m.kind for m in mentions if m.span.text == "Teukum"] == ["person", "person"]
    assert entity(mentions, "Teukum") == entity(mentions, "Rusdi Alamsyah")


def test_the_governor_of_a_state_called_like_a_country_is_of_the_states_country() -> None:
    text = "Di Atlanta, Amerika Serikat, Gubernur Georgia Wade Horncastle berpidato."
    mentions = read(text, "id", {"Atlanta": "place", "Georgia": "place", "Wade Horncastle": "person"})
    assert entity(mentions, "Wade Horncastle").country == "USA"


def test_marks_that_join_names_are_in_none() -> None:
    mentions = read("Pasangan Darsim-Wiryo menang.", "id", {"Darsim-": "person", "Wiryo": "person"})
    assert [m.span.text for m in mentions] == ["Darsim", "Wiryo"]


def test_an_office_alone_is_no_organization() -> None:
    assert read('"Kita menunggu," kata Menag kemarin.', "id", {"Menag": "organization"}) == ()


def test_how_only_a_known_person_is_called_is_no_place() -> None:
    [mention] = read('"Trump pulang," kata warga.', "id", {"Trump": "place"})
    assert (mention.kind, mention.entity and mention.entity.id) == ("person", "person:donald-trump")


def test_a_full_name_is_told_without_its_office() -> None:
    mentions = read(
        "Menhan Darsim Wiryo dan Menhan Laksmi pulang.", "id", {"Menhan Darsim Wiryo": "person", "Laksmi": "person"}
    )
    assert [m.span.text for m in mentions] == ["Darsim Wiryo", "Laksmi"]
    assert entity(mentions, "Darsim Wiryo").sectors == ("GOV", "MIL")


def test_the_spokesman_of_another_countrys_ministry_is_of_that_country() -> None:
    mentions = read(
        "Jubir Kemlu Peru Wade Horncastle berpidato.", "id", {"Kemlu Peru": "organization", "Wade Horncastle": "person"}
    )
    assert entity(mentions, "Wade Horncastle").country == "PER"


def test_who_heads_an_unknown_organization_is_of_no_sector() -> None:
    names: Names = {"Garda Nusa": "organization", "Wiryo": "person", "Laksmi": "person", "Dinas Pasar": "organization"}
    mentions = read("Ketua Umum Garda Nusa, Wiryo, menemui Kepala Dinas Pasar Laksmi.", "id", names)
    assert entity(mentions, "Wiryo").sectors == ()
    assert entity(mentions, "Laksmi").sectors == ("GOV",)
    names = {"Blue Line": "organization", "Orla Fenn": "person"}
    assert entity(read("Orla Fenn, chairwoman of Blue Line, left.", "en", names), "Orla Fenn").sectors == ()
