"""Quotes: who says what, in invented sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.quotes import find_quotes, resolve_speakers
from sumber.reading.quotes.lexicon import read_lexicon
from sumber.types import Document, Mention, Quote, Span

LANGUAGES = ("id", "en", "es", "de", "fr", "pt", "it", "nl", "ms")


def sentences(text: str) -> tuple[Span, ...]:
    """One sentence a line, and after each full stop that a blank and a capital or a quotation mark follow."""
    starts = [0]
    for i in range(1, len(text) - 2):
        if text[i] == "\n" or (text[i] == " " and (text[i - 1] in ".?!" or text[i - 2] in ".?!") and not text[i + 1].islower()):
            starts.append(i + 1)
    return tuple(Span.of(text, a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if a < b)


def read(text: str, lang: str | None, *mentions: Mention, credits: tuple[str, ...] = ()) -> tuple[Quote, ...]:
    return find_quotes(Document("d", text, lang, credits=credits), sentences(text), mentions)


def told(text: str, lang: str) -> list[tuple[str, str | None, bool]]:
    return [(q.span.text, q.speaker and q.speaker.text, q.direct) for q in read(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "content", "speaker", "direct"),
    [
        (
            "id",
            '"Jembatan itu aman," kata Kepala Dinas Wirya Lembana, Senin (3/2).',
            "Jembatan itu aman",
            "Kepala Dinas Wirya Lembana",
            True,
        ),
        (
            "id",
            "Bupati Rimba Sela Tirta Wulan mengatakan bahwa pasar akan dibuka kembali.",
            "pasar akan dibuka kembali",
            "Bupati Rimba Sela Tirta Wulan",
            False,
        ),
        ("id", "Menurut Wirya Lembana, air sungai mulai surut.", "air sungai mulai surut", "Wirya Lembana", False),
        ("id", "Air sungai surut, ujar Menteri Dalam Negeri kepada pers.", "Air sungai surut", "Menteri Dalam Negeri", False),
        (
            "id",
            "Air sungai surut, demikian dilaporkan kantor berita Lontar.",
            "Air sungai surut",
            "kantor berita Lontar",
            False,
        ),
        ("id", "Air sungai mulai surut, ujar juru bicara kabupaten.", "Air sungai mulai surut", "juru bicara kabupaten", False),
        (
            "id",
            "Wirya, ketua koperasi nelayan, dalam siaran pers menegaskan, harga ikan tidak naik.",
            "harga ikan tidak naik",
            "Wirya, ketua koperasi nelayan",
            False,
        ),
        (
            "id",
            '"Kami lelah," kata juru bicara PBB di Sela Tirta Wulan, Senin.',
            "Kami lelah",
            "juru bicara PBB di Sela Tirta Wulan",
            True,
        ),
        (
            "en",
            "The harbour will reopen in May, port officials said on Monday.",
            "The harbour will reopen in May",
            "port officials",
            False,
        ),
        ("en", "Mayor Orla Tamsin said that the harbour would reopen.", "the harbour would reopen", "Mayor Orla Tamsin", False),
        ("en", "“We lost everything,” said Orla Tamsin, a fisher from Dunmere.", "We lost everything", "Orla Tamsin", True),
        ("en", "According to the harbour board, two cranes fell.", "two cranes fell", "the harbour board", False),
        (
            "en",
            "Two cranes fell on the pier, according to the harbour board.",
            "Two cranes fell on the pier",
            "the harbour board",
            False,
        ),
        (
            "en",
            "''Nobody warned us about the cranes,'' Captain Tamsin said.",
            "Nobody warned us about the cranes",
            "Captain Tamsin",
            True,
        ),
        (
            "en",
            "‘Nobody’s warning reached us,’ Orla Tamsin told reporters.",
            "Nobody’s warning reached us",
            "Orla Tamsin",
            True,
        ),
        (
            "es",
            "La alcaldesa Berta Quirós aseguró que el puente es seguro.",
            "el puente es seguro",
            "La alcaldesa Berta Quirós",
            False,
        ),
        (
            "es",
            "«El puente es seguro», dijo la alcaldesa Berta Quirós.",
            "El puente es seguro",
            "la alcaldesa Berta Quirós",
            True,
        ),
        ("es", "Según la alcaldesa, el puente es seguro.", "el puente es seguro", "la alcaldesa", False),
        (
            "de",
            "„Die Brücke ist sicher“, sagte Bürgermeisterin Ilka Torwes.",
            "Die Brücke ist sicher",
            "Bürgermeisterin Ilka Torwes",
            True,
        ),
        ("de", "Ilka Torwes sagte, dass die Brücke sicher sei.", "die Brücke sicher sei", "Ilka Torwes", False),
        (
            "de",
            "Laut „Küstenblatt“ liegt die Brücke seit gestern im Wasser.",
            "liegt die Brücke seit gestern im Wasser",
            "„Küstenblatt“",
            False,
        ),
        (
            "de",
            "Die Brücke wird nach Angaben der Hafenbehörde Torwesiel im Mai geprüft.",
            "Die Brücke wird nach Angaben der Hafenbehörde Torwesiel im Mai geprüft",
            "Angaben der Hafenbehörde Torwesiel",
            False,
        ),
        ("de", "Torwes sagte dem Küstenblatt, die Brücke sei sicher.", "die Brücke sei sicher", "Torwes", False),
        (
            "de",
            "Die Hafenbehörde hat angekündigt, die Brücke bald zu prüfen.",
            "die Brücke bald zu prüfen",
            "Die Hafenbehörde",
            False,
        ),
        (
            "de",
            "Ilka Torwes fordert eine neue Brücke.",
            "Ilka Torwes fordert eine neue Brücke",
            "Ilka Torwes",
            False,
        ),
        ("de", "Medienberichten zufolge ist die Brücke gesperrt.", "ist die Brücke gesperrt", "Medienberichten", False),
        (
            "fr",
            "« Le pont est solide », a déclaré la maire Odile Varenne.",
            "Le pont est solide",
            "la maire Odile Varenne",
            True,
        ),
        ("fr", "Selon la mairie, le pont est solide.", "le pont est solide", "la mairie", False),
        ("pt", "“A ponte é segura”, disse a prefeita Lídia Sarmo.", "A ponte é segura", "a prefeita Lídia Sarmo", True),
        ("pt", "A prefeita Lídia Sarmo afirmou que a ponte é segura.", "a ponte é segura", "A prefeita Lídia Sarmo", False),
        ("it", "«Il ponte è sicuro», ha detto il sindaco Elio Brandi.", "Il ponte è sicuro", "il sindaco Elio Brandi", True),
        ("nl", "“De brug is veilig”, zei burgemeester Joke Terwiel.", "De brug is veilig", "burgemeester Joke Terwiel", True),
        (
            "ms",
            '"Jambatan itu selamat," kata Pengarah Daerah Zul Hamka.',
            "Jambatan itu selamat",
            "Pengarah Daerah Zul Hamka",
            True,
        ),
    ],
)
def test_one_quote(lang: str, text: str, content: str, speaker: str, direct: bool) -> None:
    assert told(text, lang) == [(content, speaker, direct)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", 'Lagu "Hujan di Pelabuhan" diputar di radio.'),
        ("id", 'Petinju itu dijuluki "Si Palu".'),
        ("en", 'The so-called "harbour tax" was dropped.'),
        ("en", "The fishers' boats were lost off the captains' pier."),
        ("en", "He declined to say where the cranes had been built."),
        ("es", "El puente «nuevo» sigue cerrado."),
    ],
)
def test_no_quote(lang: str, text: str) -> None:
    assert told(text, lang) == []


def test_mixed_quote_is_one() -> None:
    assert told('Orla Tamsin said the new pier was "a gift to smugglers" and ugly.', "en") == [
        ('the new pier was "a gift to smugglers" and ugly', "Orla Tamsin", False)
    ]


def test_german_mood_goes_on_with_the_last_speaker() -> None:
    text = "Ilka Torwes sagte, die Brücke sei sicher. Sie könne bald öffnen. Der Kran fiel um."
    assert told(text, "de") == [
        ("die Brücke sei sicher", "Ilka Torwes", False),
        ("Sie könne bald öffnen.", "Ilka Torwes", False),
    ]


def test_german_words_in_quotation_marks_are_a_quote_within_the_quote() -> None:
    assert told("Ilka Torwes sagte, die Brücke sei „ganz und gar sicher“ gebaut.", "de") == [
        ("die Brücke sei „ganz und gar sicher“ gebaut", "Ilka Torwes", False),
        ("ganz und gar sicher", "Ilka Torwes", True),
    ]


def test_a_name_is_no_verb() -> None:
    assert told("The United States built the pier.", "en") == []


def test_quotation_cut_by_its_cue_is_one() -> None:
    [quote] = read('"Dananya," kata camat itu, "baru cair bulan depan."', "id")
    assert quote.span.text == 'Dananya," kata camat itu, "baru cair bulan depan.'
    assert quote.speaker is not None
    assert quote.speaker.text == "camat itu"


def test_quotation_goes_on_after_its_cue() -> None:
    [quote] = read('"The pier fell," said Orla Tamsin. "Nobody came."', "en")
    assert quote.span.text.endswith("Nobody came.")


def test_cue_without_a_name_takes_the_last_speaker() -> None:
    text = '"Kami siap," kata Wirya Lembana.\n"Air sudah surut hari ini," lanjutnya.'
    first, second = read(text, "id")
    assert second.speaker == first.speaker
    assert second.cue is not None
    assert second.cue.text == "lanjutnya"


def person(text: str, name: str, start: int = 0) -> Mention:
    at = text.index(name, start)
    return Mention(Span.of(text, at, at + len(name)), "person")


@pytest.mark.parametrize(
    ("lang", "text", "names", "speakers"),
    [
        ("en", "Orla Tamsin said the pier was old.\nThe crane fell first, she said.", ["Orla Tamsin"], ["Orla Tamsin"] * 2),
        (
            "en",
            "Harbour minister Orla Tamsin visited Dunmere.\nThe minister said the pier was old.",
            ["Orla Tamsin"],
            ["Orla Tamsin"],
        ),
        (
            "en",
            "Minister Orla Tamsin met Minister Idris Vane.\nThe minister said the pier was old.",
            ["Orla Tamsin", "Idris Vane"],
            ["The minister"],
        ),
        (
            "en",
            "Orla Tamsin met Idris Vane.\nHe said the pier was old.",
            ["Orla Tamsin", "Idris Vane"],
            ["He"],
        ),
        (
            "en",
            "Orla Tamsin said the pier was old.\nIdris Vane came later. “Nobody helped us,” he said.",
            ["Orla Tamsin", "Idris Vane"],
            ["Orla Tamsin", "he"],
        ),
        ("en", "They said the pier was old.", [], ["They"]),
        (
            "id",
            'Menteri Pelabuhan Wirya Lembana tiba di dermaga.\n"Air sudah surut," kata sang menteri.',
            ["Wirya Lembana"],
            ["Wirya Lembana"],
        ),
        (
            "id",
            "Wirya Lembana mengatakan air sungai mulai surut.\nIa mengatakan pasar akan dibuka lagi.",
            ["Wirya Lembana"],
            ["Wirya Lembana"] * 2,
        ),
        (
            "es",
            "La ministra Berta Quirós visitó el puente.\n«El puente es seguro», dijo la ministra.",
            ["Berta Quirós"],
            ["Berta Quirós"],
        ),
        (
            "es",
            "Berta Quirós dijo que llovía desde el lunes.\nElla aseguró que el puente es seguro.",
            ["Berta Quirós"],
            ["Berta Quirós"] * 2,
        ),
    ],
)
def test_speakers_are_resolved_where_one_fits(lang: str, text: str, names: list[str], speakers: list[str]) -> None:
    mentions = tuple(person(text, name) for name in names)
    document = Document("d", text, lang)
    quotes = find_quotes(document, sentences(text), mentions)
    assert [s and s.text for s in resolve_speakers(document, quotes, mentions)] == speakers


def test_lone_quotation_has_no_speaker_unless_sure() -> None:
    alone = read("The pier fell.\n“We saw it fall with our own eyes.”", "en")
    assert [q.speaker for q in alone] == [None]
    after = read("Orla Tamsin said the pier fell. “We saw it fall with our own eyes.”", "en")
    assert [q.speaker and q.speaker.text for q in after] == ["Orla Tamsin", "Orla Tamsin"]


@pytest.mark.parametrize(
    ("lang", "text", "via"),
    [
        (
            "id",
            '"Kami siap," kata Wirya Lembana, seperti dikutip KabarTirta.com dari Kantor Berita Samudra.',
            ("Kantor Berita Samudra", "KabarTirta.com"),
        ),
        (
            "id",
            '"Kami siap," kata Wirya Lembana, dikutip dari KabarTirta.com yang melansir Reuters.',
            ("Reuters", "KabarTirta.com"),
        ),
        ("id", '"Kami siap," kata Wirya Lembana kepada Antara, seperti dilansir Harian Tirta.', ("Antara", "Harian Tirta")),
        ("id", '"Kami siap," kata Wirya Lembana seperti dilansir Harian Tirta.', ("Harian Tirta",)),
        ("en", "“We lost everything,” Orla Tamsin told Dunmere Radio.", ("Dunmere Radio",)),
        ("en", "“We lost everything,” Orla Tamsin told Dunmere Radio, as quoted by Reuters.", ("Dunmere Radio", "Reuters")),
        ("en", "“We lost everything,” Orla Tamsin said, according to state media.", ("state media",)),
        (
            "en",
            "“We lost everything,” Orla Tamsin said, according to the Dunmere Times, citing Reuters.",
            ("Reuters", "the Dunmere Times"),
        ),
        ("en", "“We lost everything,” Orla Tamsin told fishers.", ()),
        ("es", "«El puente es seguro», dijo la alcaldesa Berta Quirós a EFE.", ("EFE",)),
        (
            "es",
            "«El puente es seguro», dijo la alcaldesa Berta Quirós a Radio Tajo, según recoge la agencia EFE.",
            ("Radio Tajo", "la agencia EFE"),
        ),
    ],
)
def test_via_in_the_order_that_the_words_took(lang: str, text: str, via: tuple[str, ...]) -> None:
    [quote] = read(text, lang, credits=("Kantor Pelabuhan",))
    assert quote.via == (*via, "Kantor Pelabuhan")


def test_via_names_a_medium_once_and_not_the_own_outlet() -> None:
    text = '"Kami siap," kata Wirya Lembana, seperti dikutip KabarTirta.com dari Kantor Berita Samudra.'
    document = Document("d", text, "id", outlet="Kabar Tirta", credits=("Samudra",))
    [quote] = find_quotes(document, sentences(text), ())
    assert quote.via == ("Kantor Berita Samudra",)


def test_mentions_widen_the_speaker() -> None:
    text = '"Kami siap," kata Bunga di Rimba, Senin.'
    start = text.index("Bunga")
    mention = Mention(Span.of(text, start, start + len("Bunga di Rimba")), "organization")
    [quote] = read(text, "id", mention)
    assert quote.speaker == mention.span


def test_unbalanced_mark_ends_with_its_paragraph() -> None:
    text = "“The pier is gone and nobody came.\n“The boats are gone too,” said Orla Tamsin.\nThe sea was calm that day."
    quotes = read(text, "en")
    assert quotes
    assert all("\n" not in q.span.text for q in quotes)
    assert not any("calm" in q.span.text for q in quotes)


def test_unknown_language_gives_lone_quotations() -> None:
    [quote] = read("“Bi alavo dekin soru malta.”", "xx")
    assert quote.speaker is None
    assert quote.direct


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lexicon_is_lower_case_and_unambiguous(lang: str) -> None:
    lex = read_lexicon(lang)
    assert lex is not None
    forms = [words for group in lex.cues.values() for words, kind in group if kind in ("say", "claim")]
    assert len(forms) == len(set(forms))
    assert all(word == word.lower() for words in forms for word in words)


WORDS = (
    "said that kata menurut dijo que sagte laut zufolge told Reuters dikutip dari Orla katanya and he adding 1/2"
    " é '' `` ( ) , . : ; – ? !"
)
PIECES = st.sampled_from([*WORDS.split(" "), *"\"“”„«»'‘’`\n ", ""])
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([*LANGUAGES, None, "zz-ZZ"]))
def test_any_text(text: str, lang: str | None) -> None:
    document = Document("d", text, lang)
    quotes = find_quotes(document, sentences(text), ())
    assert quotes == find_quotes(document, sentences(text), ())
    assert list(quotes) == sorted(quotes, key=lambda q: (q.span.start, -q.span.end))
    for quote in quotes:
        for span in (quote.span, quote.speaker, quote.cue):
            assert span is None or text[span.start : span.end] == span.text
        assert quote.span.text.strip() == quote.span.text


HOSTILE = ('"', "'a ", "“a ", "said ", "a, ", "menurut a, kata b, ")


@pytest.mark.parametrize("text", [(piece * 300_000)[:300_000] for piece in HOSTILE], ids=HOSTILE)
def test_hostile_text_is_quick(text: str) -> None:
    began = time.process_time()
    find_quotes(Document("d", text, "en"), (Span.of(text, 0, len(text)),), ())
    find_quotes(Document("d", text, "id"), (Span.of(text, 0, len(text)),), ())
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("id", "Kementerian Kelautan menolak laporan itu dan mengatakan kapalnya hanya berjaga.", "Kementerian Kelautan"),
        ("id", "Uni Danau mengecam perjanjian itu dan mendesak kedua negara mengumumkan isinya.", "Uni Danau"),
        ("ms", "Menteri itu menolak laporan tersebut dan berkata kapalnya hanya berjaga.", "Menteri itu"),
    ],
)
def test_the_speaker_ends_before_the_first_of_two_verbs(lang: str, text: str, speaker: str) -> None:
    [quote] = read(text, lang)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


@pytest.mark.parametrize(
    "headline",
    [
        "Buruh mogok kerja, desak pemerintah naikkan upah",
        "Polisi bubarkan demo, tuduh mahasiswa anarkis",
        "Ukraina serang gudang minyak, Rusia membalas dengan rudal",
    ],
)
def test_what_a_headlines_subject_does_next_reports_nothing(headline: str) -> None:
    assert told(headline, "id") == []


def test_the_same_verbs_report_in_a_sentence_and_behind_a_quotation() -> None:
    assert told("Upah harus naik, desak Ketua Serikat Pekerja Nusantara.", "id") == [
        ("Upah harus naik", "Ketua Serikat Pekerja Nusantara", False)
    ]
    assert told('"Kami dirugikan," protes seorang warga', "id") == [("Kami dirugikan", "seorang warga", True)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "La central obrera, que agrupa a 40 gremios, rechazó la propuesta del ministro."),
        ("es", "Los jubilados, quienes acampan desde abril, rechazaron la oferta del Ejecutivo."),
        ("fr", "Le syndicat, qui représente 40 métiers, a rejeté la proposition du ministre."),
    ],
)
def test_what_a_relative_clause_tells_of_a_subject_is_not_what_is_said(lang: str, text: str) -> None:
    assert told(text, lang) == []


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("The president, who arrived on Monday, announced the purchase of jets.", "the purchase of jets", "The president"),
        ("The strikes, which went on, were useful, said Roe.", "The strikes, which went on, were useful", "Roe"),
        ("The strikes, which lasted three weeks, said Roe.", "The strikes, which lasted three weeks", "Roe"),
    ],
)  # fmt: skip
def test_who_a_relative_clause_stands_behind_speaks_unless_a_name_follows(text: str, content: str, speaker: str) -> None:
    assert told(text, "en") == [(content, speaker, False)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("El sindicato pidió que se reabra la mina y amenazó con cortar la ruta.", "se reabra la mina"),
        ("La oposición exigió que renuncie el ministro y convocó a una marcha.", "renuncie el ministro"),
        ("El ministro dijo que el gremio rechazó la oferta y amenazó.", "el gremio rechazó la oferta y amenazó"),
    ],
)  # fmt: skip
def test_what_is_asked_ends_before_the_next_deed_of_who_asks(text: str, content: str) -> None:
    assert [q.span.text for q in read(text, "es")] == [content]
