"""Deeds told in ordinary sentences, where the model sees little or takes them for another: phrases that decide, and the same
words of everyday life, on invented sentences."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document


def kinds(text: str, lang: str) -> set[tuple[str, str | None]]:
    events = code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events
    return {(e.type, e.mode) for e in events}


@pytest.mark.parametrize(
    ("lang", "text", "kind", "mode"),
    [
        ("en", "The foreign ministry called in the Omani ambassador over the dog.", "ACCUSE", "disapprove"),
        ("en", "Peru called its ambassador home for consultations.", "SANCTION", "withdraw"),
        ("en", "The former minister got nine years for embezzlement.", "SANCTION", "convict"),
        ("en", "Parliament removed the president in December 2022.", "SANCTION", "expel"),
        ("en", "The owner of the bar was taken in for questioning.", "COERCE", "arrest"),
        ("en", "A judge barred the former housing minister from leaving the country.", "COERCE", "restrict"),
        ("en", "Malta acted as go-between for the two factions last spring.", "CONSULT", "third-party"),
        ("en", "Teachers have been camping outside the ministry for a week.", "PROTEST", "demo"),
        ("en", "Internet access was cut in the whole region on the eve of the vote.", "COERCE", "censor"),
        ("en", "Shells fell on the market in Mopti on 9 May.", "ASSAULT", "heavy-weapons"),
        ("en", "Guards let the inspectors into the detention centre for the first time.", "RETREAT", "access"),
        ("en", "Two priests were taken from their rectory by gunmen.", "ASSAULT", "abduct"),
        ("en", "The death sentence of the Filipino maid was commuted to life.", "CONCEDE", None),
        ("id", "Gubernur menonaktifkan kepala dinas pasar.", "SANCTION", "expel"),
        ("id", "Penyidik mendalami dugaan suap dalam proyek itu.", "ACCUSE", "investigate"),
        ("id", "Bea Cukai mengamankan 30 kilogram sabu dari sebuah truk di Bakauheni.", "COERCE", "seize"),
        ("id", "Komisi Penyiaran mencabut izin siaran Radio Lembah Hijau.", "COERCE", "censor"),
        ("id", "Majelis hakim membebaskan terdakwa Sri Wahyuni dari segala dakwaan.", "CONCEDE", None),
        ("id", "Direktur PDAM Hendra Siregar meletakkan jabatannya pada Mei 2021.", "RETREAT", "resign"),
        ("id", "Partai Laut Raya resmi mengusung Lestari Kemala sebagai calon gubernur.", "SUPPORT", None),
        ("id", "Pedagang menutup kios mereka sebagai protes atas retribusi baru.", "PROTEST", "strike"),
        ("id", "Sopir angkot menolak beroperasi untuk hari kedua di Bogor.", "PROTEST", "strike"),
        ("id", "Kodam menambah dua kompi di perbatasan Motaain.", "MOBILIZE", "troops"),
        ("es", "El ministro de Obras puso su cargo a disposición por el incendio.", "RETREAT", "resign"),
        ("es", "El exobispo es juzgado por estafa.", "ACCUSE", "allege"),
        ("es", "El alcalde removió al jefe de mercados después del incendio.", "SANCTION", "expel"),
        ("es", "El ente regulador quitó la licencia a la radio La Loma.", "COERCE", "censor"),
        ("es", "Un juez dictó orden de captura contra el exjefe de inteligencia.", "THREATEN", "arrest"),
        ("es", "El grupo mantiene cautivos a tres obreros de una torre.", "ASSAULT", "abduct"),
        ("es", "El canciller canceló una visita a Lima por el mal tiempo.", "REJECT", "meet"),
        ("en", "Miners in Kabwe joined the strike on Monday.", "PROTEST", "strike"),
    ],
)
def test_ordinary_sentences_tell_deeds(lang: str, text: str, kind: str, mode: str | None) -> None:
    assert (kind, mode) in kinds(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The hospital called in extra nurses during the heat wave."),
        ("en", "The studio called the actor back for a second audition."),
        ("en", "She got three years of unpaid leave to care for her mother."),
        ("en", "Surgeons removed the president's appendix at a private clinic."),
        ("en", "The orange tabby was taken away for tests by the vet."),
        ("en", "Reporters camped outside the ministry all night."),
        ("en", "The nurses walked out with flowers for the bride."),
        ("en", "She commuted from Leeds to York for nine years."),
        ("id", "Kepala sekolah menonaktifkan akun surel lama."),
        ("id", "Masa berlaku KTP diubah menjadi seumur hidup."),
        ("id", "Kiper itu berhasil mengamankan gawangnya dari kebobolan."),
        ("id", "Pelatih Persada FC meletakkan jabatan setelah timnya kalah enam kali di liga."),
        ("id", "Pameran itu mengusung tema laut sebagai calon warisan dunia."),
        ("id", "Pedagang menutup kios lebih awal karena hujan."),
        ("id", "Nelayan tidak melaut karena gelombang tinggi."),
        ("id", "Puluhan warga mendatangi kantor wali kota untuk mengambil bantuan."),
        ("en", "Brandt joined the strike partnership up front."),
        ("es", "El cantante suspendió su gira por España."),
        ("es", "El hotel puso sus salas a disposición de los vecinos."),
        ("es", "El libro será juzgado por los críticos."),
        ("es", "El cocinero removió el guiso durante una hora."),
        ("es", "La novela mantiene cautivo al lector hasta el final."),
    ],
)
def test_the_same_words_in_everyday_life_tell_none(lang: str, text: str) -> None:
    assert not kinds(text, lang)


def test_who_got_years_in_prison_was_sentenced() -> None:
    text = "Alicia Kent got eight years in prison."
    (event,) = code_annotation(annotate_document(Document("doc", text, "en", "2024-03-15"))).events
    assert [r.span.text for r in event.recipients] == ["Alicia Kent"]
    assert not event.actors
