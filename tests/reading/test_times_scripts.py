"""Times in languages of other scripts, digits and calendars, and of those that tell the verb last."""

from __future__ import annotations

from datetime import date

import pytest

from sumber.reading.sentences import split_sentences
from sumber.reading.times import find_times
from sumber.reading.times.calendar import jalali
from sumber.types import Document

PUBLISHED = "2026-05-13"  # a Wednesday


def times(lang: str, text: str) -> list[tuple[str, str]]:
    document = Document("d", text, lang, PUBLISHED)
    return [(t.span.text, t.value) for t in find_times(document, split_sentences(text, lang))]


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("it", "Il corteo è partito lunedì sera da Parma.", [("lunedì sera", "2026-05-11TEV")]),
        ("it", "I seggi chiuderanno il 7 giugno 2026.", [("il 7 giugno 2026", "2026-06-07")]),
        ("nl", "De raad vergadert tot en met vrijdag.", [("tot en met vrijdag", "2026-05-15")]),
        ("nl", "Het schip zonk op 9 mei bij Vlissingen.", [("9 mei", "2026-05-09")]),
        ("ru", "Поезд сошёл с рельсов в понедельник под Пензой.", [("понедельник", "2026-05-11")]),
        ("ru", "Мост закрыт до пятницы.", [("пятницы", "2026-05-15")]),
        ("ru", "Завод построили 4 октября 2019 года.", [("4 октября 2019 года", "2019-10-04")]),
        ("uk", "Потяг зійшов з рейок у п'ятницю під Рівним.", [("п'ятницю", "2026-05-08")]),
        ("tr", "Köprü cumaya kadar kapalı kalacak.", [("cumaya kadar", "2026-05-15")]),
        ("tr", "Feribot 9 Mayıs'ta battı.", [("9 Mayıs'ta", "2026-05-09")]),
        ("sw", "Daraja litafungwa hadi Ijumaa.", [("Ijumaa", "2026-05-15")]),
        ("vi", "Cầu sập vào tối 11/5 ở Cần Thơ.", [("tối 11/5", "2026-05-11TEV")]),
        ("vi", "Đây là lần thứ ba cây cầu bị đóng.", []),
        ("zh", "渔船5月9日在舟山沉没。", [("5月9日", "2026-05-09")]),
        ("zh", "桥梁将关闭到星期五。", [("星期五", "2026-05-15")]),
        ("zh", "票价为20日元。", []),
        ("ja", "漁船は9日、長崎沖で沈没した。", [("9日", "2026-05-09")]),
        ("ja", "祭りは3日間続いた。", [("3日間", "P3D")]),
        ("ja", "橋は令和4年10月1日に開通した。", [("令和4年10月1日", "2022-10-01")]),
        ("ko", "어선이 9일 목포 앞바다에서 침몰했다.", [("9일", "2026-05-09")]),
        ("ko", "다리는 금요일까지 폐쇄된다.", [("금요일까지", "2026-05-15")]),
        ("hi", "पुल शुक्रवार तक बंद रहेगा।", [("शुक्रवार तक", "2026-05-15")]),
        ("hi", "नाव ९ मई को पटना के पास डूबी।", [("९ मई", "2026-05-09")]),
        ("ar", "غرق القارب في ٩ مايو قرب طرابلس.", [("٩ مايو", "2026-05-09")]),
        ("ar", "يبقى الجسر مغلقا حتى الجمعة.", [("الجمعة", "2026-05-15")]),
        ("fa", "قایق ۱۹ اردیبهشت ۱۴۰۵ غرق شد.", [("۱۹ اردیبهشت ۱۴۰۵", "2026-05-09")]),
        ("fa", "قایق ۱۹ اردیبهشت غرق شد.", [("۱۹ اردیبهشت", "2026-05-09")]),
        ("jv", "Jembatan ditutup nganti dina Jemuwah.", [("dina Jemuwah", "2026-05-15")]),
        ("su", "Jembatan ditutup ti poé Senén.", [("poé Senén", "2026-05-11")]),
        ("tl", "Sarado ang tulay hanggang Biyernes.", [("Biyernes", "2026-05-15")]),
        ("de", "Die Bahn rechnet für Freitag mit Ausfällen.", [("Freitag", "2026-05-15")]),
        ("fr", "Le pont rouvrira en novembre.", [("novembre", "2026-11")]),
    ],
)
def test_times_of_many_languages(lang: str, text: str, told: list[tuple[str, str]]) -> None:
    assert times(lang, text) == told


@pytest.mark.parametrize(
    ("year", "month", "day", "meant"),
    [
        (1357, 11, 22, date(1979, 2, 11)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1403, 12, 30, date(2025, 3, 20)),
        (1404, 1, 1, date(2025, 3, 21)),
        (1405, 7, 1, date(2026, 9, 23)),
    ],
)
def test_persian_days(year: int, month: int, day: int, meant: date) -> None:
    assert jalali(year, month, day) == meant


def test_names_of_months_do_not_depend_on_what_was_read_before() -> None:
    times("zh", "展览于五月开幕。")
    assert times("hi", "展览于五月开幕。") == []
