"""Judgements: what people decide holds, is kept for ever, and is a pure function of what they did and what was read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import archive_world as world
import judged_world
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judged_world import STAGES, archive_of, facts, whole

from sumber.archive.queries.feed import feed_order
from sumber.archive.queries.story_filters import StoryFilter
from sumber.archive.store import Archive
from sumber.chain import read
from sumber.errors import UsageError
from sumber.stories.identity import story_id

MINA = {"user": "mina", "reason": "seen the film"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_of(tmp_path) as opened:
        yield opened


def shot(archive: Archive) -> str:
    """The event of the shots as the first report tells it."""
    return next(event.id for event in archive.events(type="ASSAULT") if event.source.outlet == "Kabar Teluk")


def story_of(archive: Archive, outlet: str, title: str = "") -> str:
    return next(a.story or "" for a in archive.articles() if a.outlet == outlet and title in (a.title or ""))


def article_of(archive: Archive, outlet: str, title: str = "") -> str:
    return next(a.article for a in archive.articles() if a.outlet == outlet and title in (a.title or ""))


def test_a_wrong_event_is_left_out_until_that_is_undone(archive: Archive) -> None:
    before, id = facts(archive), shot(archive)
    story = story_of(archive, "Kabar Teluk")
    judgement = archive.judge(id, "wrong", **MINA)
    assert id not in [event.id for event in archive.events()]
    assert id not in [m.id for h in archive.story(story).happenings for m in h.mentions]
    assert id not in [event.id for event in archive.story(story).others]
    (shown,) = [event for event in archive.events(include_wrong=True) if event.id == id]
    assert shown.verdict == "wrong"
    assert id in [event.id for event in archive.story(story, include_wrong=True).others]
    (chain,) = archive.explain(id)
    assert [(j.user, j.kind, j.reason, j.stands) for j in chain.judgements] == [("mina", "wrong", "seen the film", True)]
    assert judgement in archive.story(story).judgements
    undone = archive.undo(judgement.id, user="budi", reason="the film was of another day")
    assert facts(archive) == before
    (chain,) = archive.explain(id)
    assert [(j.user, j.kind, j.stands) for j in chain.judgements] == [("mina", "wrong", False), ("budi", "undo", True)]
    archive.undo(undone.id, **MINA)
    assert id not in [event.id for event in archive.events()]


def test_the_last_verdict_stands(archive: Archive) -> None:
    id = shot(archive)
    archive.judge(id, "wrong", **MINA)
    archive.judge(id, "right", user="budi", reason="it is there")
    (event,) = [event for event in archive.events() if event.id == id]
    assert event.verdict == "right"
    assert [j.kind for j in archive.judgements(id)] == ["wrong", "right"]


def test_happenings_keep_their_ids_when_a_mention_before_them_is_wrong(archive: Archive) -> None:
    story = story_of(archive, "Kabar Teluk")
    asked = {h.type: h.id for h in archive.story(story).happenings}
    archive.judge(shot(archive), "wrong", **MINA)
    assert {h.type: h.id for h in archive.story(story).happenings}["REQUEST"] == asked["REQUEST"]


def test_a_wrong_time_undates_what_rests_on_it(archive: Archive) -> None:
    event = next(event for event in archive.events() if event.id == shot(archive))
    assert event.day == "2026-03-04"
    row = next(line for line in archive.dump() if line.startswith("event_mentions\t") and event.id in line)
    judgement = archive.judge(re.findall(r"time_[a-z2-7]{16}", row)[0], "wrong", **MINA)
    changed = next(event for event in archive.events() if event.id == shot(archive))
    assert (changed.day, changed.time) == (None, None)
    assert [(c.field, c.machine) for c in changed.corrections] == [("day", "2026-03-04")]
    archive.undo(judgement.id, **MINA)
    assert next(event for event in archive.events() if event.id == shot(archive)) == event


def test_a_wrong_number_is_left_out_and_its_event_stays(archive: Archive) -> None:
    before, id = facts(archive), shot(archive)
    (event,) = [event for event in archive.events() if event.id == id]
    (count,) = event.quantities
    judgement = archive.judge(str(count.id), "wrong", **MINA)
    (event,) = [event for event in archive.events() if event.id == id]
    assert (event.quantities, event.verdict) == ((), None)
    (chain,) = archive.explain(str(count.id))
    assert [(j.kind, j.key["kind"], j.key["sentence"]) for j in chain.judgements] == [
        ("wrong", "quantity", event.sentence.text)
    ]
    archive.undo(judgement.id, **MINA)
    assert facts(archive) == before


def test_what_was_judged_on_a_copy_is_shown_on_the_original(archive: Archive) -> None:
    copy = next(event for event in archive.events(type="ASSAULT") if event.source.copy_of)
    (original,) = [e for e in archive.events(type="ASSAULT") if e.source.article == copy.source.copy_of]
    made = archive.judge(copy.id, "wrong", **MINA)
    (chain,) = archive.explain(original.id)
    assert (chain.judgements, [j.id for j in chain.on_copies]) == ((), [made.id])
    assert original.id in [event.id for event in archive.events()]
    (own,) = archive.explain(copy.id)
    assert ([j.id for j in own.judgements], own.on_copies) == ([made.id], ())


def test_wrong_names_quotes_and_disagreements_are_left_out(archive: Archive) -> None:
    name, quote, dispute = (next(iter(ask)) for ask in (archive.mentions("Mina"), archive.quotes(), archive.disagreements()))
    for fact in (name.id, quote.id, dispute.id):
        archive.judge(fact, "wrong", **MINA)
    assert name.id not in [m.id for m in archive.mentions()]
    assert quote.id not in [q.id for q in archive.quotes()]
    assert dispute.id not in [d.id for d in archive.disagreements()]
    assert name.id in [m.id for m in archive.mentions(include_wrong=True)]
    assert quote.id in [q.id for q in archive.quotes(include_wrong=True)]
    story = next(s.story for s in archive.articles() if s.article == dispute.a.source.article) or ""
    assert dispute.id not in [d.id for d in archive.story(story).disagreements]
    assert dispute.id in [d.id for d in archive.story(story, include_wrong=True).disagreements]
    texts = [(a.source.article, n.name) for a in archive.whole_articles() for n in a.named]
    assert (name.source.article, name.words.text) not in texts


def test_an_edit_shows_and_the_machine_is_kept_beside(archive: Archive) -> None:
    before, id = facts(archive), shot(archive)
    story = story_of(archive, "Kabar Teluk")
    parties = {"actors": ["police [NER MIL]"], "recipients": ["Mina Harrow [CVL]", "marchers"], "place": "port sarna"}
    archive.edit(id, type="coerce", mode="arrest", status="alleged", day="2026-03-03", **parties, **MINA)
    day = {"since": "2026-03-03", "until": "2026-03-03"}
    (event,) = archive.events(type="COERCE", actor="NER", recipient="harrow", **day)
    assert event.id == id
    assert (event.mode, event.score, event.status, event.time) == ("arrest", -6.0, "alleged", None)
    assert [(p.name, p.country, p.sectors) for p in event.actors] == [("Police", "NER", ("MIL",))]
    assert [p.name for p in event.recipients] == ["Mina Harrow", "marchers"]
    assert event.place is not None
    assert event.place.name == "Port Sarna"
    machine = {c.field: c.machine for c in event.corrections}
    assert machine == {
        "type": "ASSAULT", "mode": "firearms", "status": "asserted", "day": "2026-03-04", "actor": "Police [IDN COP]",
        "recipient": "Marchers [IDN CVL]", "place": "Port Sarna [IDN]",
    }  # fmt: skip
    assert all(check.ok for check in archive.healthy())
    assert {h.type for h in archive.story(story).happenings} >= {"COERCE"}
    second = archive.edit(id, mode="none", recipients=["none"], place="none", day="none", **MINA)
    (event,) = archive.events(type="COERCE")
    assert (event.mode, event.recipients, event.place, event.day, event.status) == (None, (), None, None, "alleged")
    archive.undo(second.id, **MINA)
    (event,) = archive.events(type="COERCE")
    assert (event.mode, event.day) == ("arrest", "2026-03-03")
    archive.undo(next(archive.judgements()).id, **MINA)
    assert facts(archive) == before


def test_a_party_put_where_another_event_lost_its_own_goes_again(archive: Archive) -> None:
    before, id = facts(archive), shot(archive)
    asked = next(event.id for event in archive.events(type="REQUEST") if event.source.outlet == "Kabar Teluk")
    made = [archive.edit(asked, actors=["none"], **MINA), archive.edit(id, actors=["Police", "marchers"], **MINA)]
    for one in made:
        archive.undo(one.id, **MINA)
    assert facts(archive) == before


def test_two_stories_are_one_when_people_say_so(archive: Archive) -> None:
    one, other = story_of(archive, "Kabar Teluk"), story_of(archive, "Harbour Post", "Pact")
    before = facts(archive)
    judgement = archive.merge(one, other, **MINA)
    story = archive.story(one)
    assert (story.story.articles, len(story.articles)) == (4, 4)
    assert archive.story(other) == story
    assert judgement in story.judgements
    with pytest.raises(UsageError, match="already"):
        archive.merge(one, other, **MINA)
    archive.undo(judgement.id, **MINA)
    assert facts(archive) == before
    assert [j.stands for j in archive.story(other).judgements] == [False, True]


def test_an_article_split_off_takes_its_reprints_along(archive: Archive) -> None:
    story, before = story_of(archive, "Kabar Teluk"), facts(archive)
    first = article_of(archive, "Kabar Teluk")
    judgement = archive.split(story, first, **MINA)
    assert [a.outlet for a in archive.story(story).articles] == ["Suara Laut"]
    apart = story_of(archive, "Kabar Teluk")
    assert apart != story
    assert [a.outlet for a in archive.story(apart).articles] == ["Kabar Teluk", "Harbour Post"]
    assert archive.story(apart).judgements == archive.story(story).judgements == (judgement,)
    with pytest.raises(UsageError, match="nothing but"):
        archive.split(apart, first, **MINA)
    archive.merge(story, apart, **MINA)
    assert archive.story(story).story.articles == 3
    archive.undo(judgement.id, **MINA)
    last = archive.judgements().to_list()[1]
    archive.undo(last.id, **MINA)
    assert facts(archive) == before


def test_an_actor_is_told_without_what_is_wrong(archive: Archive) -> None:
    def deeds() -> list[str]:
        return [deed.event.id for day in archive.actor("Police", limit=None).days for deed in day.deeds]

    id = next(event.id for event in archive.events(type="ASSAULT") if event.id in deeds())
    archive.judge(id, "wrong", **MINA)
    assert id not in deeds()
    quote = archive.actor("Mina Harrow").quotes_by[0]
    archive.judge(quote.id, "wrong", **MINA)
    assert quote.id not in [said.id for said in archive.actor("Mina Harrow").quotes_by]


def test_entities_are_merged_and_split(archive: Archive) -> None:
    with archive._transaction(writes=True) as connection:
        connection.exec_driver_sql(
            "INSERT INTO entities VALUES ('ent_twin', 'Puerto Sarna', 'place', 'IDN', '[]', '{}', ''), "
            "('ent_third', 'Sarna Baru', 'place', 'IDN', '[]', '{}', '')"
        )
    before, pact = facts(archive), article_of(archive, "Harbour Post", "Pact")
    merged = archive.merge("ent_twin", "ent_sarna", **MINA)
    assert {m.entity for m in archive.mentions("Sarna")} == {"ent_twin"}
    assert [m.id for m in archive.mentions("ent_sarna")] == [m.id for m in archive.mentions("ent_twin")]
    known = archive.actor("ent_sarna")
    assert known.who.ids == ("ent_twin",)
    assert "ent_sarna" not in [id for one in known.namesakes for id in one.ids]
    split = archive.split("ent_twin", pact, **MINA)
    own = f"ent_twin~{pact}"
    assert {(m.source.article == pact, m.entity) for m in archive.mentions("Sarna")} == {(True, own), (False, "ent_twin")}
    archive.merge("ent_third", own, **MINA)
    assert {m.entity for m in archive.mentions("Sarna") if m.source.article == pact} == {"ent_third"}
    archive.undo(split.id, **MINA)
    assert {m.entity for m in archive.mentions("Sarna")} == {"ent_twin"}
    archive.undo(merged.id, **MINA)
    assert facts(archive) == before


def test_an_id_from_before_two_merges_finds_what_it_found(archive: Archive) -> None:
    with archive._transaction(writes=True) as connection:
        connection.exec_driver_sql(
            "INSERT INTO entities VALUES ('org:first', 'Marchers', 'organization', 'IDN', '[]', '{}', ''), "
            "('org:second', 'Bread March', 'organization', 'IDN', '[]', '{}', ''), "
            "('org:third', 'Quay March', 'organization', 'IDN', '[]', '{}', '')"
        )
        connection.exec_driver_sql("UPDATE roles SET entity = 'org:first' WHERE name = 'Marchers' AND part = 'recipient'")
    told = [event.id for event in archive.events(recipient="org:first")]
    assert told
    archive.merge("org:second", "org:first", **MINA)
    archive.merge("org:third", "org:second", **MINA)
    for id in ("org:first", "org:second", "org:third"):
        assert [event.id for event in archive.events(recipient=id)] == told
        with archive.reading() as connection:
            assert feed_order(connection, StoryFilter(actor=id))


def test_what_is_merged_into_an_entity_that_went_into_another_goes_along(archive: Archive) -> None:
    with archive._transaction(writes=True) as connection:
        connection.exec_driver_sql(
            "INSERT INTO entities VALUES ('org:left', 'Marchers', 'organization', 'IDN', '[]', '{}', ''), "
            "('org:middle', 'Marchers', 'organization', NULL, '[]', '{}', ''), "
            "('org:right', 'Marchers', 'organization', NULL, '[]', '{}', '')"
        )
        connection.exec_driver_sql("UPDATE roles SET entity = 'org:right' WHERE name = 'Marchers' AND part = 'recipient'")
    before = facts(archive)
    told = [event.id for event in archive.events(recipient="org:right")]
    first = archive.merge("org:left", "org:middle", **MINA)
    second = archive.merge("org:middle", "org:right", **MINA)
    for id in ("org:left", "org:middle", "org:right"):
        assert [event.id for event in archive.events(recipient=id)] == told
    with pytest.raises(UsageError, match="are one entity already"):
        archive.merge("org:right", "org:left", **MINA)
    archive.undo(first.id, **MINA)
    assert [event.id for event in archive.events(recipient="org:middle")] == told
    assert not list(archive.events(recipient="org:left"))
    archive.undo(second.id, **MINA)
    assert facts(archive) == before


def test_judgements_are_only_ever_added(archive: Archive) -> None:
    archive.judge(shot(archive), "wrong", **MINA)
    raw = sqlite3.connect(archive.path)
    for act in ("UPDATE judgements SET kind = 'right'", "DELETE FROM judgements"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            raw.execute(act)
    raw.close()


def test_what_cannot_be_judged_is_refused_and_changes_nothing(archive: Archive) -> None:
    before, id = list(archive.dump()), shot(archive)
    story, article = story_of(archive, "Kabar Teluk"), article_of(archive, "Ostra Daily")
    calls: list[Callable[[], object]] = [
        lambda: archive.judge(id, "perhaps", **MINA),  # type: ignore[arg-type]
        lambda: archive.judge("evm_none", "wrong", **MINA),
        lambda: archive.judge(story, "wrong", **MINA),
        lambda: archive.judge("sent_x", "wrong", **MINA),
        lambda: archive.judge(id, "wrong", reason=" ", user="mina"),
        lambda: archive.judge(id, "wrong", reason="x" * 2001, user="mina"),
        lambda: archive.judge(id, "wrong", reason="x", user="m" * 65),
        lambda: archive.edit(id, **MINA),
        lambda: archive.edit(id, type="GOSSIP", **MINA),
        lambda: archive.edit(id, mode="tickle", **MINA),
        lambda: archive.edit(id, status="sure", **MINA),
        lambda: archive.edit(id, day="soon", **MINA),
        lambda: archive.edit(id, actors=["nobody of that name"], **MINA),
        lambda: archive.edit(id, actors=["Police [XXX]"], **MINA),
        lambda: archive.edit(id, actors=["Police [IDN NER]"], **MINA),
        lambda: archive.edit(id, place="", **MINA),
        lambda: archive.edit("men_x", type="ASSAULT", **MINA),
        lambda: archive.merge(story, id, **MINA),
        lambda: archive.merge(story, story, **MINA),
        lambda: archive.merge(id, shot(archive), **MINA),
        lambda: archive.merge("story_none", story, **MINA),
        lambda: archive.split(story, article, **MINA),
        lambda: archive.split("ent_sarna", article, **MINA),
        lambda: archive.split(id, article, **MINA),
        lambda: archive.undo("jud_none", **MINA),
    ]
    for call in calls:
        with pytest.raises(UsageError) as caught:
            call()
        assert str(caught.value).endswith(".")
    assert list(archive.dump()) == before
    judgement = archive.judge(id, "wrong", **MINA)
    archive.undo(judgement.id, **MINA)
    with pytest.raises(UsageError, match="already"):
        archive.undo(judgement.id, **MINA)


def some_judgements(archive: Archive) -> None:
    """One of each kind, some on top of each other."""
    id, story = shot(archive), story_of(archive, "Kabar Teluk")
    archive.edit(id, type="COERCE", mode="arrest", actors=["Mina Harrow"], day="2026-03-03", **MINA)
    archive.judge(next(e.id for e in archive.events(type="REQUEST")), "wrong", **MINA)
    archive.judge(archive.disagreements().to_list()[0].id, "wrong", **MINA)
    archive.merge(story, story_of(archive, "Harbour Post", "Pact"), **MINA)
    archive.split(story, article_of(archive, "Suara Laut"), **MINA)
    archive.split("ent_sarna", article_of(archive, "Kabar Teluk"), **MINA)
    archive.judge(id, "right", **MINA)
    archive.undo(archive.judge(id, "wrong", user="budi", reason="no").id, **MINA)


def test_judging_at_once_is_what_reckoning_all_anew_gives(tmp_path: Path) -> None:
    pages = world.PAGES | judged_world.PACT
    with archive_of(tmp_path) as first:
        some_judgements(first)
        carried = first.judgements().to_list()
        told = whole(first)
    assert len(carried) == 9
    with archive_of(tmp_path, "after.db") as second:  # judgements carried over to pages read before
        assert second.carry(carried) == 9
        assert second.carry(carried) == 0
        assert whole(second) == told
    with Archive(tmp_path / "before.db") as third:  # and to pages read later
        third.carry(carried)
    read([world.write_pages(tmp_path / "late", pages)], tmp_path / "before.db", 0, stages=STAGES)
    with Archive(tmp_path / "before.db") as third:
        assert whole(third) == told
    with Archive(tmp_path / "a.db") as first, first._transaction(writes=True) as connection:
        connection.exec_driver_sql("DELETE FROM state")
    read([], tmp_path / "a.db", 0, stages=STAGES)
    with Archive(tmp_path / "a.db") as first:
        assert whole(first) == told
        assert all(check.ok for check in first.healthy())


def test_judgements_outlive_a_new_reading_that_numbers_facts_anew(tmp_path: Path) -> None:
    """A later sumber that finds another event before the judged one gives that another id; the judgement finds it."""

    def more(annotation: object) -> object:
        coding = world.code(annotation)  # type: ignore[arg-type]
        extra = [replace(event, type="THREATEN", mode=None) for event in coding.events[:1]]
        return replace(coding, events=(*extra, *coding.events))

    with archive_of(tmp_path) as first:
        id = shot(first)
        first.judge(id, "wrong", **MINA)
        carried = first.judgements().to_list()
    stages = replace(STAGES, code=more)  # type: ignore[arg-type]
    read([world.write_pages(tmp_path / "again")], tmp_path / "b.db", 0, stages=stages)
    with Archive(tmp_path / "b.db") as second:
        second.carry(carried)
        (wrong,) = [event for event in second.events(include_wrong=True) if event.verdict == "wrong"]
        assert wrong.id != id
        assert (wrong.type, wrong.source.outlet) == ("ASSAULT", "Kabar Teluk")


def test_new_pages_do_not_undo_what_people_said(tmp_path: Path) -> None:
    with archive_of(tmp_path) as archive:
        story = story_of(archive, "Kabar Teluk")
        archive.split(story, article_of(archive, "Suara Laut"), **MINA)
        archive.merge(story, story_of(archive, "Harbour Post", "Pact"), **MINA)
    early = ("https://kabarteluk.example/0", "Sarna waits", "Kabar Teluk", "2026-03-01", "en", "", "Police met marchers.")
    read([world.write_pages(tmp_path / "more", {"x.txt": early})], tmp_path / "a.db", 0, stages=STAGES)
    with Archive(tmp_path / "a.db") as archive:
        now = archive.story(story)  # another article opens it now; the old id leads there
        assert now.story.id != story
        assert [a.outlet for a in now.articles] == ["Kabar Teluk", "Kabar Teluk", "Harbour Post", "Harbour Post"]
        assert story_of(archive, "Suara Laut") == story_id(article_of(archive, "Suara Laut"))


def test_a_carried_judgement_that_was_changed_is_refused(archive: Archive) -> None:
    made = archive.judge(shot(archive), "wrong", **MINA)
    undo = archive.undo(made.id, **MINA)
    with archive_of(archive.path.parent, "b.db") as other:
        for false in (replace(made, reason="another"), replace(made, id="jud_x"), undo):
            with pytest.raises(UsageError):
                other.carry([false])
        assert not other.judgements().to_list()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), max_size=8))
def test_whatever_people_do_undoing_it_all_restores_the_machine(archive: Archive, acts: list[tuple[int, int]]) -> None:
    before = facts(archive)
    for kind, at in acts:
        try:
            act(archive, kind, at)
        except UsageError:
            continue
    assert all(check.ok for check in archive.healthy())
    for judgement in reversed(archive.judgements().to_list()):
        if judgement.kind != "undo" and next(j for j in archive.judgements() if j.id == judgement.id).stands:
            archive.undo(judgement.id, **MINA)
    assert facts(archive) == before


def act(archive: Archive, kind: int, at: int) -> None:
    events, stories = archive.events().to_list(), archive.stories().to_list()
    articles, judgements = archive.articles().to_list(), archive.judgements().to_list()
    event, story, article = events[at % len(events)], stories[at % len(stories)], articles[at % len(articles)]
    match kind:
        case 0:
            archive.judge(event.id, "wrong", **MINA)
        case 1:
            archive.edit(event.id, type="COERCE", actors=[event.trigger.text], **MINA)
        case 2:
            archive.merge(story.id, stories[at // 2 % len(stories)].id, **MINA)
        case 3:
            archive.split(article.story or "", article.article, **MINA)
        case 4:
            archive.split("ent_sarna", article.article, **MINA)
        case 5:
            archive.undo(judgements[at % len(judgements)].id if judgements else "", **MINA)
