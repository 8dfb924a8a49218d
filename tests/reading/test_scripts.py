"""Words of scripts other than Latin: vowel signs and joiners belong to them, Han and Kana have no blanks between them."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.events.tokens import tokenize as tokens_of_sentence
from sumber.knowledge.match import token_key, tokenize
from sumber.reading.annotate import annotate_document
from sumber.reading.times.match import tokenize as tokens_of_time
from sumber.scripts import in_word
from sumber.types import Document, Span


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    "text",
    ["रूस ने मुलाकात की", "রাশিয়া কিয়েভে হামলা চালায়", "خان‌یونس را", "สภา", "прем'єр міністр", "cafe\u0301 noir", "కోర్టు తీర్పు"],
)
def test_vowel_signs_joiners_and_apostrophes_are_parts_of_words(text: str) -> None:
    assert words(text) == text.split()
    assert [t.text for t in tokens_of_sentence(Span.of(text, 0, len(text)))] == (text.split() if text != "สภา" else list(text))


def test_the_apostrophe_of_french_parts_words_still() -> None:
    assert words("l'Ukraine d’Alger") == ["l", "Ukraine", "d", "Alger"]


def test_apostrophes_and_joiners_do_not_matter_where_words_are_compared() -> None:
    assert token_key("прем’єр") == token_key("прем'єр")
    assert token_key("خان‌یونس") == token_key("خانیونس")


def test_letters_written_together_are_tokens_of_their_own() -> None:
    text = "渔民3月9日抗议"
    assert [t.text for t in tokens_of_sentence(Span.of(text, 0, len(text)))] == list(text)
    assert [t.text for t in tokens_of_time(text, 0, len(text))] == list(text)
    kana = "デモを"
    assert [t.text for t in tokens_of_sentence(Span.of(kana, 0, len(kana)))] == ["デモ", "を"]


def test_a_vowel_sign_does_not_cut_a_word_into_countries() -> None:
    text = "मेयर ने मज़दूरों से मुलाकात की और दो चोरों को गिरफ्तार किया गया।"
    annotation = annotate_document(Document("d", text, "hi", "2026-03-18"))
    assert not [m.span.text for m in annotation.mentions if m.kind == "place"]


def test_names_end_with_their_vowel_signs() -> None:
    text = "प्रधानमंत्री सुनीता भंडारी ने काठमांडू में पत्रकारों से बात की।"
    annotation = annotate_document(Document("d", text, "hi", "2026-03-18"))
    assert annotation.mentions
    assert all(not in_word(text[m.span.end]) for m in annotation.mentions)


@pytest.mark.parametrize(
    ("lang", "text", "trigger", "actor"),
    [
        ("zh", "广州警方14日逮捕了六名男子。", "逮捕", "广州警方"),
        ("ja", "福岡県警は14日、男6人を逮捕した。", "逮捕", "福岡県警"),
    ],
)
def test_a_deed_and_its_doer_are_no_whole_clauses(lang: str, text: str, trigger: str, actor: str) -> None:
    (event,) = code_annotation(annotate_document(Document("d", text, lang, "2026-03-18"))).events
    assert event.trigger.text == trigger
    assert [role.span.text for role in event.actors] == [actor]


def names(lang: str, text: str) -> list[str]:
    return [m.span.text for m in annotate_document(Document("d", text, lang, "2026-03-18")).mentions]


def test_particles_are_no_part_of_names() -> None:
    assert "인천" in names("ko", "시장은 인천에서 기자들과 만났다.")


def test_a_weekday_is_no_town() -> None:
    assert "Salasa" not in names("su", "Bupati ngadatangan pasar di Garut, Salasa (17/3/2026).")


def test_the_particle_behind_a_quotation_is_not_quoted() -> None:
    document = Document("d", "知事は会見で「橋を直ちに閉鎖する」と述べた。", "ja", "2026-03-18")
    (quote,) = annotate_document(document).quotes
    assert quote.span.text == "橋を直ちに閉鎖する"


def test_a_speaker_begins_behind_the_cue() -> None:
    document = Document("d", "Mto utafurika kesho, kwa mujibu wa Idara ya Maji.", "sw", "2026-03-18")
    (quote,) = annotate_document(document).quotes
    assert quote.speaker is not None
    assert quote.speaker.text == "Idara ya Maji"


def test_a_dutch_source_ends_before_the_verb() -> None:
    document = Document("d", "Volgens het waterschap blijft het peil tot vrijdag hoog.", "nl", "2026-03-18")
    (quote,) = annotate_document(document).quotes
    assert quote.speaker is not None
    assert quote.speaker.text == "het waterschap"
