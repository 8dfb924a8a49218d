import json
import subprocess
import sys
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.sentences import split_sentences
from sumber.reading.times import find_times
from sumber.reading.times import lexicon as lexicon_module
from sumber.reading.times.calendar import easter, hijri, hijri_in, shifted
from sumber.reading.times.match import Matcher
from sumber.types import Document, TimeExpression

TUESDAY = "2023-05-16"


def times(text: str, lang: str | None, published: str | None = TUESDAY) -> tuple[TimeExpression, ...]:
    return find_times(Document("x", text, lang, published), split_sentences(text, lang))


CASES = [
    ("id", "Gubernur tiba pada Senin (15/5) di Ambon.", [("Senin (15/5)", "2023-05-15")]),
    ("id", "Rapat digelar Kamis, 18 Mei 2023, di Palu.", [("Kamis, 18 Mei 2023", "2023-05-18")]),
    ("id", "Bantuan tiba 3/2/2021.", [("3/2/2021", "2021-02-03")]),
    ("id", "Jembatan itu selesai 20 Juni mendatang.", [("20 Juni mendatang", "2023-06-20")]),
    ("id", "Ia ditangkap Oktober lalu.", [("Oktober lalu", "2022-10")]),
    ("id", "Masih ada ruang pada kuartal ketiga.", [("kuartal ketiga", "2023-Q3")]),
    ("id", "Laba turun pada kuartal keempat.", [("kuartal keempat", "2022-Q4")]),
    ("id", "Ia dipenjara pada 2017. Ketika itu ia dituduh makar.", [("2017", "2017"), ("Ketika itu", "2017")]),
    ("id", "Saat itu korban sedang tidur.", []),
    ("id", "Harga naik sejak awal tahun lalu hingga bulan ini.", [("awal tahun lalu", "2022"), ("bulan ini", "2023-05")]),
    (
        "id",
        "Mereka berkumpul kemarin, lalu tadi malam, dan akan kembali lusa.",
        [("kemarin", "2023-05-15"), ("tadi malam", "2023-05-15TNI"), ("lusa", "2023-05-18")],
    ),
    ("id", "Gempa pukul 06.40 WIB, Senin (15/5).", [("pukul 06.40 WIB", "2023-05-15T06:40"), ("Senin (15/5)", "2023-05-15")]),
    ("id", "Banjir selama dua tahun; warga mengungsi tiga hari.", [("dua tahun", "P2Y"), ("tiga hari", "P3D")]),
    ("id", "Pasar buka setiap Rabu.", [("setiap Rabu", "XXXX-WXX-3")]),
    (
        "id",
        "Ia tiba 1 Mei 2023. Dua hari kemudian ia pergi.",
        [("1 Mei 2023", "2023-05-01"), ("Dua hari kemudian", "2023-05-03")],
    ),
    ("id", "Rapat akan digelar Jumat.", [("Jumat", "2023-05-19")]),
    ("id", "Rapat digelar Jumat.", [("Jumat", "2023-05-12")]),
    ("id", "Pada Jumat, gubernur akan berpidato.", [("Jumat", "2023-05-19")]),
    ("id", "Pada Jumat, polisi menahan sopir yang akan diadili.", [("Jumat", "2023-05-12")]),
    ("id", "Ia dipukuli hingga pingsan pada Jumat.", [("Jumat", "2023-05-12")]),
    ("id", "Toko tutup hingga Jumat.", [("Jumat", "2023-05-19")]),
    ("en", "Marchers were dispersed by guards on Friday.", [("Friday", "2023-05-12")]),
    ("en", "The report must be filed by Friday.", [("Friday", "2023-05-19")]),
    ("en", "The mill was set alight on Friday.", [("Friday", "2023-05-12")]),
    ("en", "On Friday, the mayor will hear the case.", [("Friday", "2023-05-19")]),
    ("en", "On Friday, guards arrested a man who will be tried.", [("Friday", "2023-05-12")]),
    ("es", "El viernes, la ministra viajará a Piura.", [("El viernes", "2023-05-19")]),
    ("es", "Los camiones llegaron hasta Piura el viernes.", [("el viernes", "2023-05-12")]),
    ("id", "Festival 15-19 Juni ini.", [("15", "2023-06-15"), ("19 Juni ini", "2023-06-19")]),
    ("id", "Istana abad ke-17 itu dipugar pada 1980-an.", [("abad ke-17", "16"), ("1980-an", "198")]),
    ("en", "The envoy resigned last Friday.", [("last Friday", "2023-05-12")]),
    ("en", "Voters chose on Monday; polls will reopen on Monday.", [("Monday", "2023-05-15"), ("Monday", "2023-05-22")]),
    (
        "en",
        "Two weeks ago, in early 2019, and for three days.",
        [("Two weeks ago", "2023-W18"), ("early 2019", "2019"), ("three days", "P3D")],
    ),
    ("en", "Oil boomed in the 1970s and a decade later.", [("the 1970s", "197"), ("a decade later", "1980")]),
    ("en", "The court sits June 6-8.", [("June 6", "2023-06-06"), ("8", "2023-06-08")]),
    ("en", "It fell for the first time in two years.", [("in two years", "P2Y")]),
    ("en", "The raid began at 5:15 p.m. on Sunday.", [("5:15 p.m. on Sunday", "2023-05-14T17:15")]),
    ("en", "Lima marked Easter.", [("Easter", "2023-04-09")]),
    (
        "es",
        "El juez dimitió el martes pasado y hace dos semanas.",
        [("el martes pasado", "2023-05-09"), ("hace dos semanas", "2023-W18")],
    ),
    (
        "es",
        "La obra empezó a principios de 2021 y acabará este jueves.",
        [("principios de 2021", "2021"), ("este jueves", "2023-05-18")],
    ),
    (
        "es",
        "Volverá mañana, miércoles, a las 13.00 GMT.",
        [("mañana, miércoles", "2023-05-17"), ("a las 13.00 GMT", "2023-05-17T13:00")],
    ),
    ("en", "The envoy is to meet the king on Friday.", [("Friday", "2023-05-19")]),
    ("en", "Figures due on Thursday may surprise.", [("Thursday", "2023-05-18")]),
    ("en", "The miller is to blame for the fire on Friday.", [("Friday", "2023-05-12")]),
    ("en", "The mine blew up at 0640 GMT on Monday.", [("0640 GMT", "2023-05-15T06:40"), ("Monday", "2023-05-15")]),
    ("en", "She was tried in 2022. A year earlier she fled.", [("2022", "2022"), ("A year earlier", "2021")]),
    ("en", "She was tried in 2022. A month earlier she fled.", [("2022", "2022"), ("A month earlier", "2022")]),
    ("en", "She was tried in 2022. Eight months earlier she fled.", [("2022", "2022")]),
    (
        "es",
        "El lunes hubo disparos a las seis de la mañana. Toda la mañana siguieron.",
        [("El lunes", "2023-05-15"), ("a las seis de la mañana", "2023-05-15T06:00"), ("la mañana", "2023-05-15TMO")],
    ),
    ("es", "La sesión de mañana se aplazó.", [("mañana", "2023-05-17")]),
    ("es", "Murió el día 20.", [("el día 20", "2023-04-20")]),
    ("ms", "Beliau tiba pada 18 Jun lalu, bukan semalam.", [("18 Jun lalu", "2022-06-18"), ("semalam", "2023-05-15")]),
    ("de", "Am 3. Oktober 2022 und gestern tagte der Rat.", [("Am 3. Oktober 2022", "2022-10-03"), ("gestern", "2023-05-15")]),
    ("tl", "Inaresto siya noong Lunes, Mayo 15, 2023.", [("noong Lunes, Mayo 15, 2023", "2023-05-15")]),
    ("tl", "Nagmartsa sila nitong Martes ng umaga.", [("nitong Martes ng umaga", "2023-05-16TMO")]),
    (
        "tl",
        "Naganap ito noong nakaraang linggo, hindi noong Linggo.",
        [("nakaraang linggo", "2023-W19"), ("noong Linggo", "2023-05-14")],
    ),
    ("tl", "Dumating siya kagabi at aalis bukas.", [("kagabi", "2023-05-15TNI"), ("bukas", "2023-05-17")]),
    (
        "tl",
        "Simula ika-12 ng Hunyo 2022 at sa susunod na buwan.",
        [("ika-12 ng Hunyo 2022", "2022-06-12"), ("susunod na buwan", "2023-06")],
    ),
    ("tl", "Tumagal ito ng dalawang taon, hanggang Pasko 2022.", [("dalawang taon", "P2Y"), ("Pasko 2022", "2022-12-25")]),
    ("tl", "Alas-tres ng hapon kahapon nangyari ang sunog.", [("Alas-tres ng hapon kahapon", "2023-05-15T15:00")]),
    ("fil", "Umalis siya kahapon.", [("kahapon", "2023-05-15")]),
    ("fr", "Le sommet a eu lieu le 14 avril 2022.", [("le 14 avril 2022", "2022-04-14")]),
    ("pt", "A reunião foi em 7 de março de 2020.", [("7 de março de 2020", "2020-03-07")]),
    ("ar", "عقد الاجتماع في 12 مارس 2021", [("12 مارس 2021", "2021-03-12")]),
]


@pytest.mark.parametrize(("lang", "text", "want"), CASES)
def test_values(lang: str, text: str, want: list[tuple[str, str]]) -> None:
    got = times(text, lang)
    assert [t.value for t in got] == [value for _, value in want]
    assert all(phrase in t.span.text or t.span.text in phrase for t, (phrase, _) in zip(got, want, strict=True))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Skor akhir 2-1 dan nilai tukar 15.300 per dolar."),
        ("id", "Mei Rahayu mengajar di Universitas 17 Agustus."),
        ("id", "Pecahan 11/7 itu lebih besar dari satu."),
        ("id", "Hubungi 0812-3456-7890 atau Rp2.000 per lembar."),
        ("id", "Pria berusia 27 tahun itu pulang."),
        ("en", "Theresa May may march with April Stone at 5-3."),
        ("en", "A 44-year-old farmer paid $1,990 for 2000 troops."),
        ("en", "She hosts Radio Now from a studio."),
        ("es", "Marzo Ruiz vive en la avenida 9 de Julio y cumplió 40 años."),
    ],
)
def test_what_only_looks_like_a_time(lang: str, text: str) -> None:
    assert [t.span.text for t in times(text, lang)] == []


def test_contradictions_are_flagged() -> None:
    (wrong,) = times("Sidang ditunda hingga Rabu (18/5).", "id")
    assert (wrong.value, wrong.flags) == ("2023-05-18", ("weekday-mismatch",))
    (never,) = times("Ia lahir pada 31 Februari 1990.", "id")
    assert (never.value, never.flags, never.begin) == ("1990-02-31", ("impossible-date",), None)


def test_without_a_date_nothing_is_reckoned_from_today() -> None:
    text = "Senin (11/7) kemarin, bulan ini, dua tahun lalu, 20 Juli dan Maret lalu."
    assert all("XXXX" in t.value and t.begin is None for t in times(text, "id", None))


def test_interval_basis_and_mod() -> None:
    (span,) = times("Upah naik pada akhir Maret 2022.", "id")
    assert (span.mod, span.begin, span.end, span.basis) == ("END", "2022-03-01", "2022-03-31", "stated")
    (back,) = times("Upah naik pekan lalu.", "id", "2023-01-03T08:00:00+07:00")
    assert (back.value, back.begin, back.end, back.basis) == ("2022-W52", "2022-12-26", "2023-01-01", "publication")
    (feast,) = times("Menjelang Ramadan harga naik.", "id", "2023-03-10")
    assert (feast.value, feast.mod) == ("2023-03", "APPROX")


def test_feasts_agree_with_published_calendars() -> None:
    assert [easter(y) for y in (2008, 2019, 2024)] == [date(2008, 3, 23), date(2019, 4, 21), date(2024, 3, 31)]
    assert abs((hijri(1445, 10, 1) - date(2024, 4, 10)).days) <= 1
    assert all(d.year == 2030 for d in hijri_in(2030, 9, 1))
    assert len(hijri_in(2030, 9, 1)) == 2


@given(
    st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "DE"]),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(-200, 200),
)
def test_shifted_units_follow_one_another(unit: str, day: date, steps: int) -> None:
    if unit == "DE":
        steps //= 10
    one, following = shifted(unit, day, steps), shifted(unit, day, steps + 1)
    assert one.first <= one.last < following.first
    assert unit == "WE" or (following.first - one.last).days == 1


PIECES = [
    "Senin",
    "(11/7)",
    "Mei",
    "2022",
    "31",
    "lalu",
    "dua",
    "tahun",
    "pukul",
    "06.40",
    "WIB",
    "last",
    "May",
    "the",
    "1990",
    "s",
    "hace",
    "el",
    ",",
    ".",
    "-",
    "20",
    "Juli",
]
ANY = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))


@settings(deadline=None, max_examples=60)
@given(
    ANY,
    st.sampled_from(["id", "en", "es", "de", "ms", None, "xx"]),
    st.sampled_from([None, TUESDAY, "0001-01-01", "9999-12-31", "no date"]),
)
def test_any_text_is_read_without_error_and_always_the_same(text: str, lang: str | None, published: str | None) -> None:
    got = times(text, lang, published)
    assert got == times(text, lang, published)
    assert all(text[t.span.start : t.span.end] == t.span.text for t in got)
    assert all(a.span.end <= b.span.start for a, b in pairwise(got))
    assert all(t.value and (t.begin is None or t.begin <= str(t.end)) for t in got)


@pytest.mark.parametrize(
    "piece",
    ["Senin (11/7) ", "pukul 06.40 Senin ", "1990-an ", "11/7/", "the ", "last last ", "9", "a week later ", "2025-01-"],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    begun = time.process_time()
    times(piece * (24_000 // len(piece)), "en" if piece.islower() else "id")
    assert time.process_time() - begun < 6


def test_no_rule_is_tried_inside_a_chain_of_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    best = Matcher.best
    monkeypatch.setattr(Matcher, "best", lambda matcher, at: tried.append(at) or best(matcher, at))
    assert not times("2025-01-" * 1000, "en")
    assert len(tried) < 5


BENCH = Path(__file__).parents[3] / "shared" / "bench"
FLOORS = [("handmade_xx", 0.97, 0.95), ("gold_id", 0.95, 0.92), ("aquaint_en", 0.92, 0.75)]


@pytest.mark.shared
@pytest.mark.skipif(not BENCH.is_dir(), reason="the gold sets do not lie beside this checkout")
@pytest.mark.parametrize(("name", "found", "right"), FLOORS)
def test_quality_on_the_gold_sets(name: str, found: float, right: float, tmp_path: Path) -> None:
    gold = BENCH / "times" / f"{name}.jsonl"
    rows = []
    for line in gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        got = times(row["text"], row["lang"], row["dct"])
        rows.append({"id": row["id"], "times": [{"start": t.span.start, "end": t.span.end, "value": t.value} for t in got]})
    predicted = tmp_path / "times.jsonl"
    predicted.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    call = [sys.executable, "score_times.py", str(gold), str(predicted)]
    score = json.loads(subprocess.run(call, cwd=BENCH, capture_output=True, text=True, check=True).stdout)
    assert score["detect"]["f1"] >= found
    assert score["value_accuracy_of_all"] >= right


LANGUAGES = sorted(p.stem for p in (Path(lexicon_module.__file__).parents[1] / "data" / "times").glob("*.toml"))
DIGIT_CLASSES = [
    "int",
    "day",
    "firstday",
    "lastday",
    "monthnum",
    "hour",
    "minute",
    "clock4",
    "ordnum",
    "year",
    "year2",
    "tens",
    "tens2",
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rules_name_only_what_exists(lang: str) -> None:
    words = lexicon_module.lexicon(lang)
    classes = {name for meanings in words.phrases.values() for name, _ in meanings}
    named = {e.name for rules in words.rules.values() for rule in rules for e in rule.elements if not e.literal}
    assert named - classes - words.rules.keys() - set(DIGIT_CLASSES) <= ({"roman"} if lang == "und" else set())


@pytest.mark.parametrize(
    ("lang", "sentence", "value"),
    [
        ("es", "Cuatro mineros murieron este lunes en la sierra.", "2024-03-11"),
        ("es", "El presidente viaja este lunes a la sierra.", "2024-03-18"),
        ("es", "El presidente viajará este lunes a la sierra, informó su oficina.", "2024-03-18"),
        ("en", "Miners walked out this Monday.", "2024-03-11"),
    ],
)
def test_this_weekday_lies_behind_a_verb_of_the_past(lang: str, sentence: str, value: str) -> None:
    [time] = times(sentence, lang, "2024-03-15")
    assert time.value == value


@pytest.mark.parametrize(
    ("lang", "sentence", "value"),
    [
        ("es", "Llegó el 4 de marzo y firmó al día siguiente el convenio.", "2024-03-05"),
        ("es", "Cerró la mina el 4 de marzo y a la semana siguiente la reabrió.", "2024-W11"),
        ("id", "Ia tiba pada 4 Maret, dan hari berikutnya ia pulang.", "2024-03-05"),
        ("id", "Ia tiba pada 4 Maret, dua hari setelah itu ia pulang.", "2024-03-06"),
    ],
)
def test_what_follows_follows_the_time_told_before(lang: str, sentence: str, value: str) -> None:
    assert [(t.value, t.basis) for t in times(sentence, lang, "2024-03-15")[1:]] == [(value, "text")]
