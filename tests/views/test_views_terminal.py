"""The terminal views: all facts there, within 80 columns, and nothing from a page acts on the terminal."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import archive_world as world
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType

from sumber.archive.answers import Changes, Edit, Words
from sumber.archive.store import Archive
from sumber.chain import ReadReport, read
from sumber.types import Refusal
from sumber.views.actor import actor_view
from sumber.views.changes import article_view, brief, changes_view
from sumber.views.facts import events_view, explain_view, search_view
from sumber.views.parts import day_and_minute, quoted
from sumber.views.reports import doctor_view, read_view
from sumber.views.safe import _harmless, harmless, safe
from sumber.views.stories import WHOLE, Limits, stories_view, story_view

NASTY = "\x1b[31mRed\x1b[0m \u202eevil\u2066 [bold]not bold[/bold] \x9b2J \x1b]0;owned\x07 :warning: tab\there"


def shown(view: RenderableType, colour: bool = False) -> str:
    file = io.StringIO()
    Console(
        file=file, width=80, force_terminal=colour, no_color=not colour, color_system="truecolor" if colour else None
    ).print(view)
    return file.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("views")
    pages = dict(world.PAGES)
    nasty = ("https://x.example/n", f"Nasty {NASTY}", NASTY, "2026-03-09", "en", NASTY, f"Police of {NASTY} fired at marchers.")
    pages["nasty.txt"] = nasty  # type: ignore[assignment]
    long = "https://kabarteluk.example/" + "a" * 200
    pages["long.txt"] = (long, "Long " + "w" * 150, "Kabar Teluk", "2026-03-10", "en", "", "Lumen met " + "東京都" * 60 + ".")
    read([world.write_pages(folder / "pages", pages)], folder / "a.db", 0, stages=world.STAGES)
    with Archive(folder / "a.db", read_only=True) as opened:
        yield opened


def every_view(archive: Archive) -> Iterator[RenderableType]:
    yield stories_view(archive.stories())
    yield from (story_view(archive.story(line.id)) for line in archive.stories())
    yield events_view(archive.events())
    yield from (search_view(archive.search(words)) for words in ("police", "東京", "nothing"))
    yield from (explain_view(archive.explain(event.id)) for event in archive.events())
    yield from (article_view(archive.article(source.article)) for source in archive.articles())
    yield from (actor_view(archive.actor(name)) for name in ("police", "Sarna", "marchers"))
    yield doctor_view(archive.healthy(), archive.counts())
    yield read_view(ReadReport(3, 1, (Refusal(NASTY, "failed", NASTY), Refusal("y", "paywall", "closed")), 2))


def test_nothing_from_a_page_acts_on_the_terminal(archive: Archive) -> None:
    for view in every_view(archive):
        text = shown(view)
        acting = [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs")]
        assert not acting
    story = shown(story_view(archive.story("story_nasty")))
    assert "Red evil [bold]not bold[/bold] 2J" in flat(story)
    assert "owned" not in story
    assert ":warning:" in story


def test_with_colour_only_our_own_styles_are_sent(archive: Archive) -> None:
    for view in every_view(archive):
        escapes = re.findall("\x1b.[^m]*.", shown(view, colour=True))
        assert all(re.fullmatch("\x1b\\[[0-9;]*m", escape) for escape in escapes)


def test_every_line_fits_80_columns(archive: Archive) -> None:
    for view in every_view(archive):
        assert max(cell_len(line) for line in shown(view).splitlines()) <= 80


def test_long_words_are_wrapped_and_never_cut(archive: Archive) -> None:
    text = "".join(shown(story_view(archive.story("story_long"))).split())
    assert "w" * 150 in text
    assert "a" * 200 in text
    assert "東京都" * 60 in text
    assert "…" not in text


def test_a_story_tells_who_says_what_and_who_copies_whom(archive: Archive) -> None:
    text = flat(shown(story_view(archive.story("story_sarna"))))
    for fact in (
        "3 articles from 2 independent origins",
        "Police [IDN COP] -> ASSAULT/firearms -> Marchers [IDN CVL] (asserted), in Port Sarna, 2026-03-04, killed: 12",
        "Kabar Teluk (credit: Wire Nine), 2026-03-04 18:00 +07:00",
        "marchers [CVL, from pronoun “They”] -> REQUEST (asserted)",
        "reprinted by Harbour Post",
        "number: killed",
        "origin: Suara Laut",
        "“Polisi Port Sarna menembak demonstran pada 2026-03-05, menewaskan 15 orang.”",
        "https://suaralaut.example/9",
    ):
        assert fact in text, fact


def test_both_sides_of_a_disagreement_stand_side_by_side(archive: Archive) -> None:
    lines = shown(story_view(archive.story("story_sarna"))).splitlines()
    assert any(re.fullmatch(r"\s+(12\s+15|15\s+12)\s*", line) for line in lines)


def test_explain_leads_down_to_the_page(archive: Archive) -> None:
    event = next(archive.events(type="REQUEST"))
    text = flat(shown(explain_view(archive.explain(event.id))))
    for step in (
        "the words: “asked”",
        "actor by pronoun: “They”",
        "in the sentence: “They had asked for bread.”",
        "SHA-256",
        "sarna-2.txt",
    ):
        assert step in text, step


def test_the_read_report_lists_refusals_by_reason() -> None:
    refused = (*(Refusal(f"{n}.html", "paywall", "closed") for n in range(12)), Refusal("z", "empty", "no bytes"))
    text = shown(read_view(ReadReport(1200, 0, refused, 1)))
    assert text.startswith("1,200 pages read, 13 refused.\nThe archive holds 1 story.")
    assert "Refused: paywall (12)" in text
    assert "and 2 more" in text
    assert "z: no bytes" in text


def test_nothing_to_show_is_said() -> None:
    assert "No stories" in shown(stories_view([]))
    assert shown(events_view([])).strip() == "0 events"


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.sampled_from("\x1b[]\x07\\;0m\u202e\u2028\ud800\x9b\u200d"), st.characters())))
def test_safe_leaves_nothing_that_acts(text: str) -> None:
    clean = safe(text)
    assert not [
        c
        for c in clean
        if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in "\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff"
    ]
    assert safe(clean) == clean
    assert clean.isprintable() or any(c in "\u200c\u200d" or c.isspace() for c in clean)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=40), st.data())
def test_emphasis_never_changes_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(safe(text) == harmless(text))  # letters of two scripts are told apart by the word that they stand in
    plain = quoted(Words(10, 10 + len(text), text)).plain
    cut = quoted(Words(10, 10 + len(text), text), (Words(10 + start, 10 + end, text[start:end]),)).plain
    assert cut.split() == plain.split() or "".join(cut.split()) == "".join(plain.split())


def test_safe_is_linear_in_hostile_text() -> None:
    assert safe("\x1b]" * 200_000 + "end").endswith("end")
    assert safe("\x1b[" * 200_000).count("[") <= 200_000


@pytest.mark.parametrize(
    ("moment", "seen"),
    [
        ("2026-03-04", "2026-03-04"), ("2026-03-04T18:00:00+07:00", "2026-03-04 18:00 +07:00"), (None, "undated"),
        ("2026-03-04T18:00:00Z", "2026-03-04 18:00 UTC"), ("2026-03-04T18:00", "2026-03-04 18:00"),
        ("2026-03-04T18:00:09.123+00:00", "2026-03-04 18:00 UTC"),
    ],
)  # fmt: skip
def test_moments_keep_the_offset_of_their_page(moment: str | None, seen: str) -> None:
    assert day_and_minute(moment) == seen


def test_the_path_of_a_page_is_shown_where_it_has_no_address(archive: Archive) -> None:
    event = next(archive.events(type="CONSULT", until="2026-02-28"))
    assert Path(event.source.input).name == "lumen.txt"
    assert "lumen.txt" in flat(shown(explain_view(archive.explain(event.id))))


@given(st.characters())
@example("\N{GREEK CAPITAL LETTER HETA}")  # within a Latin word it may pass for another letter, and is told by its number
def test_what_is_printable_needs_no_cleaning(character: str) -> None:
    if character.isprintable():
        assert harmless(f"a{character}b") == "".join(map(_harmless, f"a{character}b"))
        assert safe(f"a.{character}.b") == "".join(map(_harmless, f"a.{character}.b"))


@pytest.fixture(scope="module")
def long_story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One story of two hundred reports on forty days, a third of them reprints."""
    folder = tmp_path_factory.mktemp("long")
    pages = {}
    for n in range(200):
        day = f"2026-{3 + n // 100:02}-{1 + n % 100 // 5:02}"
        gate = n - n % 3  # the same words three times over: a report and its two reprints
        text = f"Police fired at marchers on 2026-03-04 at gate {gate}. They had asked for bread number {gate}."
        address = f"https://outlet{n}.example/{n}"
        pages[f"{n}.txt"] = (address, f"Sarna report {n}", f"Outlet {n}", day, "en", "Wire Nine" if n % 3 else "", text)
    read([world.write_pages(folder / "pages", pages)], folder / "a.db", 0, stages=world.STAGES)
    with Archive(folder / "a.db", read_only=True) as opened:
        yield opened


def test_a_long_story_is_cut_and_says_how_much_was_left_out(long_story: Archive) -> None:
    answer = long_story.story("story_sarna")
    text = shown(story_view(answer))
    assert (len(answer.articles), len(answer.rewordings)) == (200, 133)
    assert len(text.splitlines()) < 250
    assert "more reports of it (--all shows them)" in text
    assert "and 180 more articles (--all shows them)" in text
    assert "retitled" in text
    whole = shown(story_view(answer, WHOLE))
    assert "(--all shows them)" not in whole
    assert all(f"Outlet {n}" in whole for n in range(200))


def test_of_many_events_each_day_keeps_its_own(long_story: Archive) -> None:
    answer = long_story.story("story_sarna")
    (one, *_) = answer.happenings
    days = [f"2026-05-{1 + n % 20:02}" for n in range(100)]
    happenings = tuple(replace(one, id=f"evt_{n}", day=day) for n, day in enumerate(days))
    text = shown(story_view(replace(answer, happenings=happenings)))
    assert all(f"\n  {day}\n" in text for day in days)
    left = [int(found) for found in re.findall(r"and (\d+) more events? \(", text)]
    assert sum(left) == 100 - Limits().events


def test_what_a_report_dates_to_a_month_stands_under_the_month(long_story: Archive) -> None:
    answer = long_story.story("story_sarna")
    (one, *_) = answer.happenings
    (told, *_) = one.mentions
    assert told.time is not None
    month = replace(told, day="2026-02-01", time=replace(told.time, value="2026-02"))
    assert (month.period, told.period, replace(told, day=None, time=None).period) == ("2026-02", told.day, None)
    happenings = (
        replace(one, id="evt_month", day=None, mentions=(month,)),
        replace(one, id="evt_day", day="2026-02-01"),
        replace(one, id="evt_none", day=None, mentions=(replace(told, day=None, time=None),)),
    )
    text = shown(story_view(replace(answer, happenings=happenings)))
    assert text.index("\n  2026-02\n") < text.index("\n  2026-02-01\n") < text.index("\n  undated\n")


def test_changes_are_told_in_brief_and_whole() -> None:
    edit = Edit(Words(0, 13, "Five men fell"), Words(0, 12, "Six men fell"))
    changes = Changes(
        0.5, "Old\x1b[31m title", (Words(20, 25, "Added"),), (Words(30, 34, "Gone"), Words(40, 44, "Lost")), (edit,)
    )
    assert brief(changes) == "retitled; 2 sentences cut, 1 added, 1 edited"
    assert brief(Changes(1.0, None, (), (), ())) == "word for word"
    text = flat(shown(changes_view(changes)))
    for told in (
        "50% of the words kept",
        "title before: Old title",
        "- “Five men fell” became “Six men fell”",
        "- “Gone”",
        "+ “Added”",
    ):
        assert told in text, told


def test_an_actor_and_an_article_are_told_whole(archive: Archive) -> None:
    text = flat(shown(actor_view(archive.actor("police"))))
    for told in (
        "2 deeds of its own",
        "2026-03-04",
        "ASSAULT/firearms",
        "told by 2 articles from 1 independent origin",
        "-9.0",
    ):
        assert told in text, told
    reprint = next(source for source in archive.articles() if source.outlet == "Harbour Post")
    text = flat(shown(article_view(archive.article(reprint.article))))
    for told in ("It reprints", "Sarna march ends in shots", "retitled; 100% of the words kept", "They had asked for bread."):
        assert told in text, told


def test_words_that_are_not_quoted_stand_with_their_word_of_saying(archive: Archive) -> None:
    answer = archive.actor("Mina Harrow")
    (one, *_) = answer.quotes_by
    reported = replace(one, speaker="Harrow", direct=False, cue="denied")
    told = [reported, replace(reported, cue=None), replace(reported, speaker=None, cue=None), replace(reported, direct=True)]
    text = flat(shown(actor_view(replace(answer, quotes=4, quotes_by=tuple(told)))))
    assert "Harrow “denied”, in the report's words; " in text
    assert "Harrow, in the report's words; " in text
    assert "” in the report's words; " in text
    assert "Harrow; " in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kabar S\u0435lat", "Kabar S[U+0435]lat"), ("\u0421ovet", "[U+0421]ovet"), ("Гарб\u0061нов", "Гарб[U+0061]нов"),
        ("Гарбанов met Harrow", "Гарбанов met Harrow"), ("3 μm, ΔT", "3 μm, ΔT"), ("USB-кабель", "USB-кабель"),
        ("Niño Ağaoğlu", "Niño Ağaoğlu"),
    ],
)  # fmt: skip
def test_letters_of_another_script_inside_a_word_are_told_apart(name: str, shown: str) -> None:
    assert safe(name) == shown
