"""Figures, days, things and states in which invented reports differ."""

import re
import time
from dataclasses import replace

import pytest

from sumber.stories.disagreements import find_disagreements
from sumber.types import Annotation, Coding, Disagreement, Document, Placement, Span, TimeExpression


def report(id: str, lang: str, text: str, day: int, *times: tuple[str, int]) -> Coding:
    """A report of 2031-03-`day`, a sentence a line, with the days that words of it name."""
    document = Document(id, text, lang, f"2031-03-{day:02}")
    lines = tuple(Span.of(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    found = []
    for words, named in times:
        start, moment = text.index(words), f"2031-03-{named:02}"
        span = Span.of(text, start, start + len(words))
        found.append(TimeExpression(span, "DATE", moment, basis="publication", begin=moment, end=moment))
    return Coding(Annotation(document, lines, (), tuple(found), ()), ())


def differences(*reports: Coding) -> list[Disagreement]:
    """What reports of one story, each of its own origin, disagree about."""
    ids = [coding.annotation.document.id for coding in reports]
    return find_disagreements(reports, [Placement(id, "s", None, id) for id in ids])


def figures(*texts: tuple[str, str, int]) -> list[tuple[str, str, str, bool]]:
    """(about, both values, update) of the figures in which reports differ."""
    found = differences(*(report(f"r{k}", lang, text, day) for k, (lang, text, day) in enumerate(texts)))
    return [(one.about, one.a.value, one.b.value, one.update) for one in found if one.b]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        # a crowd, by whoever counts it, in whatever language
        (
            ("id", "Pawai diikuti 6.000 orang.", 4),
            ("en", "Just 1,500 people marched.", 4),
            ("participants", "6000", "1500"),
        ),
        # none against some
        (("en", "No arrests were made.", 4), ("id", "Polisi menahan dua pemuda.", 4), ("arrested", "0", "2")),
        # what befell them, whoever they are
        (("en", "Police arrested eight people.", 4), ("id", "Polisi menahan 11 pengunjuk rasa.", 4), ("arrested", "8", "11")),
        # by who they are, where one report tells what befell them
        (("id", "Pabrik memberhentikan 560 pekerja.", 4), ("en", "It concerns 900 workers.", 4), ("laid_off", "560", "900")),
        # what money is for
        (("en", "He was fined 500 pesos.", 4), ("es", "Una multa de 900 pesos.", 4), ("PHP", "500", "900")),
        # measures in one unit
        (("en", "It struck at a depth of 10 km.", 4), ("id", "Kedalamannya 15 kilometer.", 4), ("depth", "10000", "15000")),
        (
            ("en", "A third of its users go.", 4),
            ("id", "Seperlima penggunanya pergi.", 4),
            ("share of users", "0.333", "0.2"),
        ),
    ],
)
def test_one_kind_told_twice(first: tuple[str, str, int], second: tuple[str, str, int], found: tuple[str, str, str]) -> None:
    ((about, a, b, _),) = figures(first, second)
    assert {about, a, b} == {*found} or (a, b) == found[1:]


def test_a_corrected_figure_is_set_against_the_one_it_names() -> None:
    told = ("en", "Eleven divers are missing.", 3), ("en", "At least 14 divers are missing.", 4)
    found = figures(*told, ("en", "That cuts the number of missing from 14 to five.", 5))
    assert ("missing", "14", "5", True) in found


def test_a_denial_inside_a_report_that_tells_some_is_set_against_another_report() -> None:
    denied = ("en", "The blast killed 12 people, witnesses said.\nThe army said there were no deaths.", 4)
    assert figures(("en", "The blast killed 12 people.", 4), denied) == [("killed", "12", "0", False)]


def test_so_many_times_the_official_figure_is_set_against_that_figure() -> None:
    found = figures(
        ("id", "Sebanyak 600 pasien dirawat.", 3), ("en", "They treated 1,250 patients, twice the official figure.", 4)
    )
    assert [one[:3] for one in found] == [("treated", "600", "1250")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("en", "More than 200 people were aboard.", 4), ("es", "Iban 240 pasajeros.", 4)),  # no more than a bound
        (("en", "About 3,000 people marched.", 4), ("ms", "Seramai 3,300 peserta.", 4)),  # rounded
        (("en", "Sixteen ships wait.", 4), ("en", "A queue of 22 ships waits.", 7)),  # others by now
        (("en", "9,800 people were evacuated.", 4), ("en", "10,900 people were evacuated.", 5)),  # grown since
        (("en", "He was fined 500 pesos.", 4), ("es", "Pagó un soborno de 900 pesos.", 4)),  # other money
        (("en", "Seven students fainted.", 4), ("en", "Four workers spoke.", 4)),  # other people
        (("en", "The army got three rifles and a drone.", 4), ("en", "It got two trucks.", 4)),  # other things
        (("en", "Two stranded trucks burned.", 4), ("en", "Three stranded tourists waited.", 4)),  # other things, one fate
        (("en", "None of the 16 was injured.", 4), ("en", "Seven people were injured.", 4)),  # of whom there are none
    ],
)
def test_no_difference(first: tuple[str, str, int], second: tuple[str, str, int]) -> None:
    assert figures(first, second) == []


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ("The city said 19 people needed treatment, not seven.", ("7", "19", True)),
        ("It was 19 people rather than the seven of Monday.", ("7", "19", True)),
        ("About 19 people needed treatment.", ("12", "19", False)),
    ],
)
def test_a_figure_told_against_another_corrects_that_one(later: str, found: tuple[str, str, bool]) -> None:
    told = figures(("en", "At least 12 people were there.", 3), ("en", "Seven residents came.", 3), ("en", later, 4))
    assert found in [one[1:] for one in told]


def test_arms_are_compared_days_later_and_other_things_counted_in_passing_are_not() -> None:
    assert [one[1:3] for one in figures(("en", "It has 12 drones.", 3), ("en", "It has 15 drones.", 6))] == [("12", "15")]
    assert figures(("en", "It has 12 shops.", 3), ("en", "It has 15 shops.", 6)) == []


def test_a_day_before_a_number_takes_no_verb_from_it() -> None:
    text = "Banjir pada Senin (29/3) menewaskan empat orang."
    one, other = report("a", "id", text, 29, ("Senin (29/3)", 29)), report("b", "en", "Six people died.", 29)
    assert [(found.about, found.a.value) for found in differences(one, other)] == [("killed", "4")]


@pytest.mark.parametrize(
    ("text", "found"), [("In January a fire killed nine people.", 0), ("Since January nine people died.", 1)]
)
def test_the_dead_of_another_time_are_no_figure_of_this_one(text: str, found: int) -> None:
    one = report("a", "en", text, 29)
    at = text.index("January")
    month = TimeExpression(Span.of(text, at, at + 7), "DATE", "2031-01", begin="2031-01-01", end="2031-01-31")
    dated = Coding(replace(one.annotation, times=(month,)), ())
    assert len(differences(dated, report("b", "en", "Twelve people died.", 29))) == found


def test_a_number_that_ends_its_sentence_counts_what_the_sentence_is_about() -> None:
    told = figures(("en", "It has 11 million users.", 4), ("id", "Penggunanya, kata dia, delapan juta.", 4))
    assert [one[:3] for one in told] == [("users", "1.1e+07", "8e+06")]


def test_a_rising_toll_is_set_against_the_first_told() -> None:
    tolls = [("en", f"The fire killed {toll} people.", day) for day, toll in ((3, 6), (4, 8), (5, 11))]
    assert [one[1:3] for one in figures(*tolls)] == [("6", "8"), ("6", "11")]


def days(first: Coding, second: Coding) -> list[tuple[str, str, str]]:
    """(kind, both days) of what two reports date differently."""
    return [(one.kind, one.a.value[-2:], one.b.value[-2:]) for one in differences(first, second) if one.b]


def test_a_happening_that_nobody_does_has_a_day_too() -> None:
    a = report("a", "en", "The fire broke out before dawn on Saturday.", 9, ("Saturday", 8))
    b = report("b", "id", "Kebakaran terjadi Minggu dini hari.", 10, ("Minggu", 9))
    assert days(a, b) == [("weekday", "08", "09")]


def test_plans_for_two_dates_differ() -> None:
    a = report("a", "en", "The layoffs take effect on March 20.", 5, ("March 20", 20))
    b = report("b", "es", "Los despidos empiezan el 28 de marzo.", 5, ("28 de marzo", 28))
    assert days(a, b) == [("date", "20", "28")]


def test_the_day_of_what_followed_is_not_that_of_the_happening() -> None:
    a = report("a", "en", "The fire broke out on Saturday.", 8, ("Saturday", 8))
    b = report("b", "en", "Fire crews found a body on Monday.", 10, ("Monday", 10))
    c = report("c", "en", "He resigned on Sunday after the fire.", 10, ("Sunday", 9))
    assert days(a, b) == days(a, c) == []


def test_a_deed_of_the_next_day_is_not_dated_by_the_day_before() -> None:
    a = report("a", "en", "The two ministers signed the accord on Tuesday.", 12, ("Tuesday", 11))
    b = report(
        "b",
        "es",
        "El ministro llegó el lunes y firmó al día siguiente el acuerdo.",
        12,
        ("el lunes", 10),
        ("al día siguiente", 11),
    )
    times = tuple(replace(t, basis="text") if t.span.text == "al día siguiente" else t for t in b.annotation.times)
    assert days(a, replace(b, annotation=replace(b.annotation, times=times))) == []
    assert days(a, report("b", "es", "El ministro firmó el lunes el acuerdo.", 12, ("el lunes", 10))) == [
        ("weekday", "11", "10")
    ]


def contradicted(first: tuple[str, str], second: tuple[str, str]) -> list[tuple[str, str]]:
    """(kind, about) of what two reports say against each other."""
    found = differences(report("a", *first, 4), report("b", *second, 5))
    return [(one.kind, one.about) for one in found]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("es", "El terreno cedió por un sismo leve."), ("en", "The institute recorded no tremor."), ("status", "tremor")),
        (("id", "Bandara tetap beroperasi."), ("es", "El aeropuerto cerró de noche."), ("status", "airport")),
        (("en", "The new factory is on schedule."), ("id", "Pembangunan pabrik terhenti."), ("status", "factory")),
        (("en", "Smoke closed the bay."), ("id", "Kementerian membantah asap itu datang dari hutannya."), ("place", "smoke")),
        (
            ("en", "Officers arrested him at his sister's house."),
            ("id", "Ia ditangkap petugas di bandara Sentani."),
            ("place", "arrest"),
        ),
        (("id", "Perusahaan membayar denda."), ("en", "The founder denied any fine."), ("status", "fine")),
        (
            ("en", "It began in the engine room."),
            ("en", "A cook swore that it began elsewhere, not in the engine room."),
            ("place", "engineroom"),
        ),
        (("en", "Fisherman Omar Tellan is missing."), ("id", "Nelayan Omar Tellan ditemukan selamat."), ("status", "missing")),
    ],
)
def test_one_says_what_the_other_takes_back(first: tuple[str, str], second: tuple[str, str], found: tuple[str, str]) -> None:
    assert contradicted(first, second) == [found]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("en", "The agency recorded no tremor."), ("id", "Tidak ada gempa.")),  # both deny
        (("en", "A siren would have helped."), ("en", "There was no siren.")),  # only wished for
        (("en", "Fisherman Omar Tellan is missing."), ("en", "Skipper Ana Ruiz turned up.")),  # somebody else
        (("en", "The road is open."), ("en", "The school is closed.")),  # something else
        (("en", "The fire began in the kitchen."), ("en", "Guests fled the fire at the hotel.")),  # a room of it
        (("en", "Marchers met at the mosque."), ("en", "The march went on to the office.")),  # many places
    ],
)
def test_no_contradiction(first: tuple[str, str], second: tuple[str, str]) -> None:
    assert contradicted(first, second) == []


def test_ids_that_together_read_alike_hide_no_day() -> None:
    fire, crash = "The fire broke out on {}.", "The crash happened on {}."
    told = [("1", fire, 3), ("12", fire, 4), ("11", crash, 3), ("2", crash, 4)]
    reports = [report(id, "en", text.format(f"March {day}"), 6, (f"March {day}", day)) for id, text, day in told]
    assert {(one.a.document, one.b and one.b.document) for one in differences(*reports)} == {("1", "12"), ("11", "2")}


def test_many_days_in_one_line_are_read_in_time() -> None:
    line = " and ".join(f"a fire on March {k % 9 + 1:02}" for k in range(3000))
    times = [
        TimeExpression(
            Span.of(line, m.start(), m.end()), "DATE", "2031-03-03", basis="stated", begin="2031-03-03", end="2031-03-03"
        )
        for m in re.finditer(r"March \d\d", line)
    ]
    plain = report("a", "en", line, 6)
    started = time.process_time()
    assert differences(replace(plain, annotation=replace(plain.annotation, times=tuple(times)))) == []
    assert time.process_time() - started < 5  # minutes, where the whole line is read for each
