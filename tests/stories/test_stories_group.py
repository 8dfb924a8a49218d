"""Grouping, similarity and the scorer beneath them, on invented reports."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.fit_story_scorer import written

from sumber.stories.group import Grouper, group
from sumber.stories.identity import story_id
from sumber.stories.scorer import Profiler, Weights, likeness, load_weights, score, stale
from sumber.stories.similarity import similarities
from sumber.stories.vectors import HEAD, Encoder, Matrix, head
from sumber.types import Document

FERRY_ID = Document(
    "ferry-id",
    "Feri Mutiara Lestari terbakar di perairan Selat Alas pada Selasa (4/6) dini hari dan 47 penumpangnya melompat ke laut.\n"
    "Syahbandar Kayangan, Lalu Wirahman, mengatakan semua penumpang diselamatkan kapal nelayan.",
    "id",
    "2024-06-04",
    "Feri terbakar di Selat Alas, 47 penumpang selamat",
    "Warta Garam",
)
FERRY_EN = Document(
    "ferry-en",
    "Fishing boats saved all 47 passengers who jumped from the burning ferry Mutiara Lestari in the Alas Strait on Tuesday\n"
    "said Kayangan harbour master Lalu Wirahman.",
    "en",
    "2024-06-04",
    "All 47 aboard rescued as Indonesian ferry burns",
    "Harbour Mirror",
)
SALT = Document(
    "salt",
    "Harga garam di tingkat petambak Madura turun menjadi Rp900 per kilogram saat gudang penuh, kata ketua koperasi Sumarto.\n"
    "Petambak meminta pemerintah menghentikan impor sampai musim panen berakhir.",
    "id",
    "2024-06-05",
    "Harga garam Madura jatuh, petambak minta impor dihentikan",
    "Warta Garam",
)
COPY = Document("copy", FERRY_ID.text, "id", "2024-06-04", "Feri Mutiara Lestari terbakar", "Pantai Post")
ALL = [FERRY_ID, SALT, FERRY_EN, COPY]


def test_reports_in_two_languages_are_one_story_and_a_neighbour_is_not() -> None:
    placed = {p.id: p for p in group(ALL)}
    assert placed["ferry-id"].story == placed["ferry-en"].story == placed["copy"].story
    assert placed["salt"].story != placed["ferry-id"].story


def test_placements_come_in_input_order_with_lineage() -> None:
    placed = list(group(ALL))
    assert [p.id for p in placed] == [d.id for d in ALL]
    assert [p.copy_of for p in placed] == [None, None, None, "ferry-id"]
    assert [p.origin for p in placed] == ["Warta Garam", "Warta Garam", "Harbour Mirror", "Warta Garam"]


def test_small_batches_find_the_open_stories() -> None:
    placed = {p.id: p for p in group(ALL, batch=1)}
    assert placed["ferry-id"].story == placed["copy"].story == story_id("ferry-id")
    assert placed["salt"].story == story_id("salt")


def test_a_late_report_finds_its_story_and_one_of_another_season_is_not_compared() -> None:
    grouper = Grouper()
    (first,) = grouper.place([FERRY_ID])
    autumn = replace(SALT, date="2024-10-01")
    (salt,) = grouper.place([autumn])
    late, again = grouper.place([FERRY_EN, replace(FERRY_EN, id="ferry-again", date="2024-06-07")])
    assert late.story == again.story == first.story != salt.story
    (other,) = grouper.place([replace(FERRY_EN, id="ferry-next", text=f"Again, {FERRY_EN.text}", date="2024-12-04")])
    assert other.copy_of == "ferry-en"  # what copies a report is of its story, however late
    assert other.story == first.story
    told_anew = (
        "A burning ferry, the Mutiara Lestari, was left by 47 passengers in the Alas Strait; all were saved by fishermen."
    )
    (own,) = grouper.place([replace(FERRY_EN, id="ferry-year", text=told_anew, date="2025-06-04")])
    assert own.story == story_id("ferry-year")


def test_a_season_between_reports_takes_off_the_score_what_a_month_does_not() -> None:
    weights = load_weights()
    documents = [FERRY_ID, *(replace(FERRY_EN, date=day) for day in ("2024-07-10", "2024-08-20", "2024-10-10", None))]
    report, month, months, season, undated = (f.profile(weights) for f in Profiler(learn=False).features(documents))
    assert stale(report, month) == stale(report, months) == stale(report, undated) == 0.0
    assert likeness(report, month, weights) == likeness(report, months, weights) > likeness(report, season, weights)
    assert score(report, season, weights) == pytest.approx(score(report, month, weights) - 2 * stale(report, season))
    assert stale(report, month + season) == stale(report, season) / 2 > 0


def test_grouping_is_the_same_each_time() -> None:
    assert list(group(ALL)) == list(group(ALL))


def test_no_documents_give_no_placements() -> None:
    assert list(group([])) == []


def test_similarity_ranks_and_is_symmetric() -> None:
    same, other, turned = similarities([(FERRY_ID, FERRY_EN), (FERRY_ID, SALT), (SALT, FERRY_ID)])
    assert 0 <= other < same <= 1
    assert turned == pytest.approx(other, abs=1e-6)


def test_similarity_in_a_batch_is_that_of_each_pair_alone() -> None:
    pairs = [(FERRY_ID, FERRY_EN), (FERRY_ID, SALT), (SALT, SALT)]
    assert list(similarities(pairs)) == pytest.approx([one for pair in pairs for one in similarities([pair])], abs=1e-6)


def test_similarity_reads_on_behind_the_head() -> None:
    head_of_both = "The harbour board met in Dili on Friday. " * (HEAD // 40 + 1)
    ferry, salt = "A ferry burned in the strait and 47 passengers jumped.", "Salt farmers sold their harvest at half the price."
    one, same, other = (
        Document(name, f"{head_of_both}{rest}", "en") for name, rest in (("a", ferry), ("b", f"{ferry} "), ("c", salt))
    )
    alike, apart = similarities([(one, same), (one, other)])
    assert alike > apart


def test_a_year_that_both_name_counts_for_little() -> None:
    ferry, salt = (
        "A ferry burned in the strait in {} and the passengers jumped.",
        "Salt farmers sold their harvest of {} at a loss.",
    )
    same, apart = (
        tuple(Document(name, text.format(year), "en") for name, text, year in (("a", ferry, 2031), ("b", salt, other)))
        for other in (2031, 2027)
    )
    alike, unlike = similarities([same, apart])
    assert unlike < alike < unlike + 0.2  # with numbers compared by themselves as in grouping it is .57


def test_a_group_scores_as_the_mean_of_its_pairs() -> None:
    weights = load_weights()
    a, b, c = (f.profile(weights) for f in Profiler(learn=False).features([FERRY_ID, FERRY_EN, SALT]))
    assert score(a + b, c, weights) == pytest.approx((score(a, c, weights) + score(b, c, weights)) / 2, abs=1e-4)


def test_vectors_are_remembered_and_not_changed_by_use() -> None:
    encoder = Encoder()
    first = encoder.encode([FERRY_ID])
    assert (encoder.encode([FERRY_ID]) == first).all()
    assert len(encoder._known) == 1
    assert head(FERRY_ID).startswith("Feri terbakar")


class _Flat(Encoder):
    """Vectors from the digest of a text's first character: fast, for properties that hold whatever the encoder says."""

    def raw(self, texts: object) -> Matrix:
        import numpy as np

        seeds = [sum(map(ord, str(text)[:20])) for text in texts]  # type: ignore[attr-defined]
        return np.stack([np.random.default_rng(seed).normal(size=384).astype(np.float32) for seed in seeds])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Document,
            st.text(min_size=1, max_size=4),
            st.text(max_size=200),
            st.sampled_from(["id", "en", None, "zh-Hant"]),
            st.one_of(st.none(), st.text(max_size=12), st.just("2024-02-30"), st.just("2024-02-28T07:00:00+07:00")),
            st.one_of(st.none(), st.text(max_size=30)),
        ),
        max_size=12,
    )
)
def test_every_document_is_placed_whatever_it_holds(documents: list[Document]) -> None:
    placed = Grouper(profiler=Profiler(_Flat())).place(documents)
    assert [p.id for p in placed] == [d.id for d in documents]
    assert all(p.story.startswith("story_") and p.origin for p in placed)


def test_no_title_is_too_long_to_group() -> None:
    assert len(head(Document("t", "x" * 10**6, title="T" * 10**6))) <= 2 * HEAD + 1


def dated(id: str, date: str, outlet: str, text: str) -> Document:
    return Document(id, text, "id", date, "Feri terbakar di Selat Alas", outlet)


def test_a_stolen_text_that_claims_an_earlier_day_is_a_copy_of_whom_its_dateline_names() -> None:
    stolen = dated("a-thief", "2024-06-03", "Koran Palsu", f"MATARAM, Warta Garam - {FERRY_ID.text}")
    third = dated("b-third", "2024-06-03", "Pantai Post", FERRY_ID.text)
    own = dated("c-own", "2024-06-04", "Warta Garam", FERRY_ID.text)
    placed = {p.id: p for p in group([stolen, third, own])}
    assert [(placed[id].copy_of, placed[id].origin) for id in ("a-thief", "c-own")] == [
        ("c-own", "Warta Garam"), (None, "Warta Garam"),
    ]  # fmt: skip
    assert placed["b-third"].origin == "Warta Garam"
    assert len({p.story for p in placed.values()}) == 1


def test_an_earlier_text_that_names_nobody_stays_the_original() -> None:
    first = dated("a", "2024-06-03", "Koran Palsu", f"MATARAM, Jumat - {FERRY_ID.text}")
    later = dated("b", "2024-06-04", "Warta Garam", FERRY_ID.text)
    assert [(p.copy_of, p.origin) for p in group([first, later])] == [(None, "Koran Palsu"), ("a", "Koran Palsu")]


def test_a_document_given_again_stays_in_its_story_and_copies_nothing_of_itself() -> None:
    changed = replace(SALT, id="ferry-id", date="2024-06-06")
    for batch in (1, 10):
        placed = list(group([FERRY_ID, COPY, FERRY_ID, SALT, changed], batch))
        assert {p.story for p in placed if p.id in ("ferry-id", "copy")} == {story_id("ferry-id")}
        assert [p.copy_of for p in placed if p.id == "ferry-id"][:2] == [None, None]
        assert [p.copy_of for p in placed if p.id == "copy"] == ["ferry-id"]


def test_copies_of_copies_under_the_same_ids_are_placed() -> None:
    longer = f"{FERRY_ID.text}\n{SALT.text}"
    given = [FERRY_ID, replace(COPY, text=longer), replace(FERRY_ID, text=longer), replace(COPY, text=FERRY_ID.text)]
    placed = list(group(given))
    assert [p.copy_of for p in placed] == [None, "ferry-id", None, "ferry-id"]
    assert {p.origin for p in placed} == {"Warta Garam"}


def test_a_document_without_an_id_lends_its_origin_to_nobody() -> None:
    nameless, other = replace(FERRY_ID, id=""), replace(SALT, outlet=None)
    assert [p.origin for p in group([nameless, other])] == ["Warta Garam", "salt"]


BRIDGE_EN = Document(
    "bridge-en",
    "The Kali Wungu bridge in Lorong collapsed on Tuesday under a lorry that carried 42 tonnes of cement, and 17 people fell.\n"
    "Rescuers led by Captain Harmen Sudibya pulled 15 of them alive from the river within 90 minutes.\n"
    "The bridge was built in 1974 and was to be closed in October, said district engineer Ratna Wulansari.",
    "en",
    "2031-05-13",
    "Bridge collapses under cement lorry in Lorong, 17 fall",
    "Harbour Mirror",
)
BRIDGE_ES = Document(
    "bridge-es",
    "El puente Kali Wungu, en Lorong, se derrumbó el martes bajo un camión que llevaba 42 toneladas de cemento, y 17 personas"
    " cayeron.\nLos rescatistas dirigidos por el capitán Harmen Sudibya sacaron vivas del río a 15 de ellas en 90 minutos.\n"
    "El puente se construyó en 1974 y debía cerrarse en octubre, dijo la ingeniera del distrito, Ratna Wulansari.",
    "es",
    "2031-05-13",
    "Un puente se derrumba bajo un camión de cemento en Lorong y caen 17 personas",
    "El Faro del Sur",
)


@pytest.mark.parametrize("batch", [1, 10])
def test_a_translation_is_no_origin_of_its_own_unless_it_names_its_source(batch: int) -> None:
    named = replace(BRIDGE_ES, credits=("Agencia Austral",))
    copy = replace(BRIDGE_ES, id="copy-es", outlet="La Ribera")
    placed = list(group([BRIDGE_EN, BRIDGE_ES, copy], batch))
    assert [p.translation_of for p in placed] == [None, "bridge-en", None]
    assert [p.origin for p in placed] == ["Harbour Mirror"] * 3
    assert [p.origin for p in group([BRIDGE_EN, named], batch)] == ["Harbour Mirror", "Agencia Austral"]


def test_what_fitting_writes_is_what_grouping_reads() -> None:
    assert Weights(**_read(written(load_weights()))) == load_weights()


def _read(text: str) -> dict[str, float]:
    table = tomllib.loads(text)
    return table.pop("weights") | table
