"""Copies and lineage, on invented reports."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.stories.copies import CopyFinder, read_prose
from sumber.stories.lineage import Lineage, normalise, stated_origin
from sumber.types import Document

WIRE = """TARAKAN (Antara) - Sebuah perahu nelayan terbalik di muara Sungai Sesayap pada Rabu malam dan tiga awaknya hilang.
Kepala kantor pencarian setempat Baharudin Lolong menjelaskan bahwa regu penyelam baru dapat turun setelah arus mereda.
Seorang awak keempat diselamatkan penduduk yang sedang menarik jaring di dekat dermaga lama.
Perahu itu berangkat dari Juata membawa es balok dan dua peti mesin bekas menuju Tana Tidung.
Keluarga para awak menunggu kabar di balai desa sejak pagi sambil menyiapkan makanan bagi para penyelam.
Pemerintah kabupaten berjanji memasang lampu suar di muara sebelum musim angin selatan tiba."""

OTHER = """Warga Juata kembali turun ke sungai mencari tiga awak perahu yang hilang sejak Rabu.
Mereka memakai perahu sendiri karena bantuan resmi dinilai lamban, ujar ketua rukun tetangga Marlina Sabang.
Air keruh membuat pencarian dengan mata telanjang hampir mustahil dilakukan siang itu."""


def test_a_cut_and_retitled_text_is_a_copy() -> None:
    finder = CopyFinder()
    assert finder.add(Document("a", WIRE, "id", title="Perahu terbalik")) is None
    cut = "\n".join(WIRE.split("\n")[:4]).replace("setempat", "Tarakan").replace("menjelaskan", "mengatakan")
    assert finder.add(Document("b", cut, "id", title="Tiga nelayan hilang di muara")) == "a"


def test_a_report_in_its_own_words_is_none() -> None:
    finder = CopyFinder()
    finder.add(Document("a", WIRE, "id"))
    assert finder.add(Document("b", OTHER, "id")) is None


def test_a_shared_quote_makes_no_copy() -> None:
    quote = (
        '"Kami tidak akan pulang sebelum ketiganya ditemukan, hidup atau mati, karena mereka saudara kami semua di sungai ini"'
    )
    finder = CopyFinder()
    finder.add(Document("a", f"{quote}, ujar seorang penyelam yang enggan disebut namanya kepada wartawan di dermaga.", "id"))
    assert finder.add(Document("b", f"Di balai desa suasana hening ketika kabar itu datang dari muara. {quote}.", "id")) is None


def test_a_digest_that_holds_the_text_in_its_middle_is_none() -> None:
    finder = CopyFinder()
    brief = WIRE.split("\n")[0] + "\n" + WIRE.split("\n")[2]
    fill = "\n".join(
        f"Rangkuman nomor {word} memuat perkara lain yang sama sekali tidak menyangkut {word} ataupun perahu di {word} utara."
        for word in ("pasar", "jalan", "sekolah", "pabrik", "sawah", "hutan", "kebun", "terminal", "bandara", "jembatan")
    )
    finder.add(Document("a", f"{fill}\n{brief}\n{fill}", "id"))
    assert finder.add(Document("b", brief, "id")) is None


def test_the_window_forgets() -> None:
    finder = CopyFinder(window=2)
    for id, text in (("a", WIRE), ("b", OTHER), ("c", "Pasar pagi di kota itu dibuka lagi setelah perbaikan atap selesai.")):
        finder.add(Document(id, text, "id"))
    assert finder.add(Document("d", WIRE, "id")) is None


def test_a_text_may_be_copied_however_often() -> None:
    finder = CopyFinder()
    found = [finder.add(Document(str(k), WIRE)) for k in range(450)]
    assert found == [None, *["0"] * 449]


def test_what_is_given_again_copies_neither_itself_nor_its_copies() -> None:
    finder = CopyFinder()
    longer = f"{WIRE}\n{OTHER}"
    given = [("a", WIRE), ("b", longer), ("a", WIRE), ("a", longer), ("b", longer)]
    assert [finder.add(Document(id, text)) for id, text in given] == [None, "a", None, None, "a"]


def stream(count: int) -> list[Document]:
    """Texts of a few sentences each, many of them common to several."""
    random = np.random.default_rng(5)
    lines = [" ".join(f"kata{word}" for word in random.integers(400, size=9)) + "." for _ in range(60)]
    chosen = [np.minimum(random.geometric(0.04, random.integers(1, 7)), 60) - 1 for _ in range(count)]
    return [Document(str(k), "\n".join(lines[one] for one in found)) for k, found in enumerate(chosen)]


def test_a_line_is_furniture_while_texts_in_the_window_that_copy_no_other_hold_it() -> None:
    finder, window = CopyFinder(window=40), 40
    held: list[tuple[int, set[int]]] = []
    furniture = 0
    for key, document in enumerate(stream(300)):
        finder.add(document)
        held = [*held, (finder._root[key], set(read_prose(document.text).sentences.tolist()))][-window:]
        for line in {line for _, lines in held for line in lines}:
            families = {root for root, lines in held if line in lines}
            assert len(finder._under(line)) == min(len(families), 6)
            furniture += len(families) > 6
        assert finder._lines.keys() == {line for _, lines in held for line in lines}
    assert furniture > 300


def test_a_finder_put_away_after_each_text_finds_the_same_copies() -> None:
    once, again = CopyFinder(window=40), CopyFinder(window=40)
    copies = 0
    for document in stream(250):
        expected = once.add(document)
        assert again.add(document) == expected
        copies += expected is not None
        state, again = again.state(), CopyFinder(window=40)
        again.restore(state)
    assert 50 < copies < 200


@settings(max_examples=60)
@given(st.lists(st.text(max_size=300), max_size=6))
def test_a_copy_is_always_of_an_earlier_text(texts: list[str]) -> None:
    finder, seen = CopyFinder(), set[str]()
    for k, text in enumerate(texts):
        original = finder.add(Document(str(k), text))
        assert original is None or original in seen
        seen.add(str(k))


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (WIRE, "Antara"),
        ("LIMA (Kabar Pesisir).- Nueve barcos zarparon.", "Kabar Pesisir"),
        ("Harga garam naik.\n\nSumber: Warta Garam", "Warta Garam"),
        ("By The Associated Press\nNine boats left the harbour.", "AP"),
        ("Harga garam naik tajam, demikian dikutip dari Warta Garam, Senin.", "Warta Garam"),
        ("Rapat digelar via Zoom pada Senin.", None),
        ("Perusahaan itu dibeli Reuters tahun lalu (2/3) - dan kini tutup.", None),
        ("", None),
    ],
)
def test_the_source_that_a_text_names(text: str, origin: str | None) -> None:
    assert stated_origin(text) == origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Kapal akan tiba besok.\nTARMA (Agencia Sur). El alcalde viajó ayer a la costa.", "Agencia Sur"),
        ("KLANG: Tiga buah bot tiba di jeti. Nelayan selamat. - Warta Muara", "Warta Muara"),
        ("El puerto reabre el lunes, informó la agencia AFP.\nNada más.", "AFP"),
        ("The mayor (a former sailor) spoke. It ended at 3 - late.", None),
    ],
)
def test_origins_by_dateline_sign_off_and_cue(text: str, origin: str | None) -> None:
    assert stated_origin(text) == origin


def test_a_credit_to_the_copied_outlet_leads_on_to_its_own_origin() -> None:
    lineage = Lineage()
    assert lineage.origin(Document("a", "TARMA, Kabar Muara - Isi.", credits=("Antara",)), None) == "Antara"
    assert lineage.origin(Document("b", "Isi.", credits=("Kabar Muara",)), "a") == "Antara"
    assert lineage.origin(Document("c", "TARMA, Kabar Muara - Isi."), None) == "Kabar Muara"


def test_names_of_agencies_have_one_spelling() -> None:
    assert {normalise(name) for name in ("ANTARA", "Antara", "LKBN Antara", " antara. ")} == {"Antara"}


def test_origin_is_credit_then_text_then_copied_then_outlet_then_itself() -> None:
    lineage = Lineage()
    assert lineage.origin(Document("a", WIRE, credits=("ANTARA", "x")), None) == "Antara"
    assert lineage.origin(Document("b", "Tanpa sumber.", outlet="Warta Garam"), "a") == "Antara"
    assert lineage.origin(Document("c", "Tanpa sumber.", outlet="Warta Garam"), None) == "Warta Garam"
    assert lineage.origin(Document("d", "Tanpa sumber."), None) == "d"


@given(st.text(), st.text())
def test_any_document_has_an_origin(text: str, outlet: str) -> None:
    assert Lineage().origin(Document("a", text, outlet=outlet), None)


def test_long_lines_are_read_in_time() -> None:
    stated_origin("A. (" * 200_000)
    stated_origin("A" * 200_000 + ", a - " * 100_000)
    CopyFinder().add(Document("a", '"' * 300_000 + "kata " * 100_000))
