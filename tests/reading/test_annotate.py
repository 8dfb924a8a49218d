"""One document read: layers that rest on each other."""

from __future__ import annotations

import pytest

from sumber.reading.annotate import annotate_document
from sumber.rows import annotation_row
from sumber.types import Document


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "meant"),
    [
        ("en", 'Mayor Jane Roe toured the port of Halden. "We will rebuild," she said.', "she", "Jane Roe"),
        ("en", 'Mayor Jane Roe toured the port. "We will rebuild," Roe said.', "Roe", "Roe"),
        ("id", 'Wali Kota Rini Sulastri meninjau pelabuhan. "Kami akan membangun kembali," katanya.', None, "Rini Sulastri"),
    ],
)
def test_a_quote_tells_whom_its_speaker_means(lang: str, text: str, speaker: str | None, meant: str | None) -> None:
    row = annotation_row(annotate_document(Document("1", text, lang)))
    (quote,) = row["quotes"]
    assert (quote["speaker"] or {}).get("text") == speaker
    assert (quote["meant"] or {}).get("text") == meant
    if meant:
        ids = {mention["text"]: mention["entity"]["id"] for mention in row["mentions"] if mention["kind"] == "person"}
        assert quote["meant"]["entity"] == ids[meant]


def test_a_place_keeps_its_namesakes_with_their_shares() -> None:
    row = annotation_row(annotate_document(Document("1", "The flight to San Jose was late.", "en")))
    (mention,) = row["mentions"]
    shares = [one["share"] for one in mention["candidates"]]
    assert mention["candidates"][0]["id"] == mention["entity"]["id"]
    assert len({one["country"] for one in mention["candidates"]}) > 1
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.001


@pytest.mark.parametrize(
    ("lang", "text", "times"),
    [
        ("pt", "A polícia prendeu três homens no Rio de Janeiro nesta quarta-feira.", ["2024-03-13"]),
        ("es", "Los vecinos se reunieron el martes en la Plaza de Mayo.", ["2024-03-12"]),
        ("es", "Los vecinos se reunieron en mayo.", ["2024-05"]),
    ],
)
def test_a_month_in_the_name_of_a_place_is_no_time(lang: str, text: str, times: list[str]) -> None:
    assert [t.value for t in annotate_document(Document("1", text, lang, "2024-03-15")).times] == times
