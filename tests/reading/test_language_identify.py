import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.reading.language import identify_language

TEXTS = {
    "id": "Polisi mengatakan bahwa dua orang sudah ditahan karena diduga menyerang kantor bupati pada Senin malam.",
    "ms": "Polis berkata dua lelaki ditahan kerana disyaki menyerang pejabat daerah pada malam Isnin, manakala seorang diburu.",
    "en": "The minister said on Monday that talks with the rebels would resume before the end of the year.",
    "es": "El ministro dijo el lunes que las conversaciones con los rebeldes se reanudarán antes de fin de año.",
    "pt": "O ministro disse na segunda-feira que as negociações com os rebeldes não serão retomadas até o fim do ano.",
    "fr": "Le ministre a déclaré lundi que les discussions avec les rebelles reprendraient avant la fin de l'année.",
    "de": "Der Minister sagte am Montag, dass die Gespräche mit den Rebellen noch in diesem Jahr weitergehen.",
    "zh": "部长星期一表示，与叛军的谈判将在年底前恢复。",
    "ja": "大臣は月曜日、反政府勢力との協議を年内に再開すると述べた。",
    "ko": "장관은 월요일 반군과의 협상이 연내에 재개될 것이라고 말했다.",
    "th": "รัฐมนตรีกล่าวเมื่อวันจันทร์ว่าการเจรจาจะเริ่มขึ้นอีกครั้ง",
    "ru": "Министр заявил в понедельник, что переговоры возобновятся до конца года.",
    "uk": "Міністр заявив у понеділок, що переговори відновляться до кінця року.",
    "ar": "قال الوزير يوم الاثنين إن المحادثات مع المتمردين ستستأنف قبل نهاية العام",
    "fa": "وزیر روز دوشنبه گفت که گفتگو با شورشیان تا پایان سال از سر گرفته می‌شود",
    "hi": "मंत्री ने सोमवार को कहा कि विद्रोहियों के साथ बातचीत साल के अंत तक फिर शुरू होगी",
}


@pytest.mark.parametrize("lang", TEXTS)
def test_each_language_is_told(lang: str) -> None:
    assert identify_language(TEXTS[lang]) == lang


@pytest.mark.parametrize("text", ["", " \n\t", "12345 67,8 %", "???", "\x00\ufffd"])
def test_no_letters_no_language(text: str) -> None:
    assert identify_language(text) is None


def test_latin_names_do_not_hide_another_script() -> None:
    assert identify_language("NATO, Reuters и BBC: переговоры возобновятся до конца года") == "ru"


def test_only_the_head_is_read() -> None:
    begun = time.perf_counter()
    assert identify_language(TEXTS["en"] + " the of" * 1_000_000) == "en"
    assert time.perf_counter() - begun < 1


@given(st.text(max_size=300))
def test_any_text_gives_a_tag_or_none_and_always_the_same(text: str) -> None:
    tag = identify_language(text)
    assert tag is None or (2 <= len(tag) <= 3 and tag.islower())
    assert tag == identify_language(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "tr",
            "Belediye başkanı salı günü Sivas'ta yeni köprüyü açtı. Törenin ardından konuşan başkan yolun yüzde 80'inin "
            "tamamlandığını söyledi. Polis trafiği kapattı.",
        ),
        (
            "su",
            "Pulisi newak tilu jalma anu maling kerbau di Tasikmalaya. Warga kudu waspada, saur Kapolres ka wartawan Senén. "
            "Teu aya korban jiwa.",
        ),
    ],
)
def test_news_without_many_function_words_shows_its_language(lang: str, text: str) -> None:
    assert identify_language(text) == lang
