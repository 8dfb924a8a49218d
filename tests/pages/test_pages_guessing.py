"""Pages that name no charset, in scripts other than Latin."""

import pytest

from sumber.pages.decoding import decode, decode_named

RUSSIAN = "Рыбаки посёлка Тихая Бухта не вышли в море из-за сильного ветра, сообщил начальник порта Глеб Сомов."
ARABIC = "أعلن محافظ المدينة، صباح اليوم، إغلاق المدارس بسبب الأمطار الغزيرة التي ضربت المنطقة الجبلية"
HEBREW = "הרשות המקומית הודיעה אתמול כי בית הספר הישן ייסגר בסוף השנה והתלמידים יעברו לבניין החדש"
GREEK = "Οι κάτοικοι του νησιού ζητούν από την κυβέρνηση να επισκευάσει το λιμάνι πριν από το καλοκαίρι"
THAI = "ชาวบ้านในตำบลบ้านนารวมตัวกันหน้าที่ว่าการอำเภอเพื่อคัดค้านการสร้างเขื่อนแห่งใหม่ของรัฐบาล"
JAPANESE = "町議会は水曜日、古い図書館を取り壊す計画に反対する決議をした。住民の多くは建物を残すように求めている。"
KOREAN = "군의회는 수요일에 오래된 도서관을 허무는 계획에 반대하는 결의를 했다. 주민들은 건물을 남기기를 바라고 있다."
CHINESE = "镇议会星期三通过决议，反对拆除旧图书馆的计划。不少居民说，这座建筑是他们生活的一部分，要求市政府保留。"
TAIWAN = "鎮議會星期三通過決議，反對拆除舊圖書館的計畫。不少居民說，這座建築是他們生活的一部分，要求市政府保留。"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *((RUSSIAN, codec) for codec in ("cp1251", "koi8-r", "cp866", "iso8859-5")),
        *((ARABIC, codec) for codec in ("cp1256", "iso8859-6")),
        (HEBREW, "cp1255"),
        (GREEK, "cp1253"),
        (THAI, "cp874"),
        *((JAPANESE, codec) for codec in ("cp932", "euc_jp")),
        (KOREAN, "cp949"),
        (CHINESE, "gb18030"),
        (TAIWAN, "big5"),
    ],
)
def test_a_page_that_names_no_charset_is_read_in_that_of_its_script(text: str, codec: str) -> None:
    for page in (text, f"<html><head><script>var a = 1;</script></head><body><p class='isi'>{text}</p></body></html>"):
        data = page.encode(codec)
        found = decode_named(data)
        assert found is not None
        assert (found[0], found[2]) == (page, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Señalé mañana «Ñandú», ¿qué más?",
        "Informação não confirmada: as ações começarão às três, à saída. Corações, limões, anões.",
        "ÉTÉ À LA PLAGE: 20 °C – « déjà là », a-t-il écrit…",
        "Weiß, grün, schön: die Straße für 5 € gesperrt.",
    ],
)
def test_western_letters_stay_western(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_words_in_no_known_script_are_refused_rather_than_read_as_western_letters() -> None:
    assert decode("Հայաստանի խորհրդարանը երեկ ընդունեց օրենքը".encode()[1:].replace(b"\xd5", b"\xf5\x9f")) is None


def test_an_xml_declaration_names_the_charset() -> None:
    page = '<?xml version="1.0" encoding="windows-1250"?><html><body><p>Łódź, środa: żółte tramwaje</p></body></html>'
    assert decode(page.encode("cp1250")) == page
