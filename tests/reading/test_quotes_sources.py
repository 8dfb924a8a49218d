"""Who is no source, what is no content, and speech that goes on in the next paragraph (all invented)."""

import pytest

from sumber.reading.annotate import annotate_document
from sumber.types import Document

Told = list[tuple[str, str | None]]


def told(text: str, lang: str) -> Told:
    """Content and speaker of each quote of a text."""
    annotation = annotate_document(Document("q", text, lang, "2024-03-15"))
    return [(quote.span.text, quote.speaker.text if quote.speaker else None) for quote in annotation.quotes]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Menurut jadwal, kapal tiba pada 17 Maret di Sabang."),
        ("id", "Bupati Demak, menurut rencana, akan membuka pasar itu besok."),
        ("en", "According to schedule, the ferry sails again on Monday."),
        ("es", "Según lo previsto, el barco zarpa otra vez el lunes."),
    ],
)
def test_plans_and_schedules_say_nothing(lang: str, text: str) -> None:
    assert told(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Hal itu disampaikan juru bicara pelabuhan, Marni Lestari, pada Kamis (14/3) sore."),
        ("id", "Hal senada dikatakan Darsim Wiryo."),
        ("ms", "Beliau berkata demikian selepas melawat pelabuhan baharu itu."),
        ("id", "Lima juri menyatakan pendapat berbeda (dissenting): Marni Lestari, Darsim, dan Wiryo."),
    ],
)
def test_what_was_said_before_and_lists_of_names_are_no_content(lang: str, text: str) -> None:
    assert told(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        ("id", "Kapal itu, menurut Reuters, tenggelam di Selat Sunda.", "Reuters"),
        ("fr", "Le pont tiendra, selon Luc Ferrand. « Nous restons », a-t-il déclaré.", "Luc Ferrand"),
        ("id", 'Marni datang. "Baik," ujar Darsim. Marni mengucapkan selamat. "Selamat bekerja," ucapnya.', "Marni"),
    ],
)
def test_the_last_quote_has_its_speaker(lang: str, text: str, want: str) -> None:
    assert (told(text, lang)[-1][1] or "").endswith(want)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Orla Fenn told Le Monde that the bridge would hold.", ("the bridge would hold", "Orla Fenn")),
        (
            "The Harbour Ministry, quoted by state news agency SANA, said the port was closed.",
            ("the port was closed", "The Harbour Ministry"),
        ),
        ("She said her client was in Kingston.", ("her client was in Kingston", "She")),
        (
            'The envoy, who asked not to be named, wrote on Monday that "nobody will cross the river".',
            ("nobody will cross the river", "The envoy"),
        ),
    ],
)
def test_media_and_asides_stand_in_neither_content_nor_speaker(text: str, want: tuple[str, str]) -> None:
    [(content, speaker)] = told(text, "en")
    assert (content.strip('"'), speaker) == want


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "Envoy Orla Fenn said: “The bridge will hold.\n“Nobody has to leave.\n“The river is low now.”\n“Who are you now?”"
    assert [speaker for _, speaker in told(text, "en")] == ["Envoy Orla Fenn"] * 3 + [None]
