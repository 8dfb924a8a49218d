"""Who did it: two reports that accuse others of one deed, and those that only describe somebody differently."""

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.stories.disagreements import find_disagreements
from sumber.stories.events import same_events
from sumber.types import Document, Placement


def culprits(*texts: tuple[str, str]) -> list[tuple[str, str | None]]:
    """Whom the texts (language, words) of one story accuse against each other; each is of another origin."""
    documents = [Document(f"d{k}", text, lang, "2031-05-13", f"Title {k}") for k, (lang, text) in enumerate(texts)]
    codings = [code_annotation(annotate_document(document)) for document in documents]
    placed = [Placement(document.id, "s", None, f"origin {document.id}") for document in documents]
    found = find_disagreements(codings, placed, same_events(codings, placed))
    return [(one.a.value, one.b and one.b.value) for one in found if one.kind == "actor"]


POLICE = ("en", "Police said rebels attacked the clinic in Dorvale on Monday and killed four nurses.")


def test_the_accused_accuse_others() -> None:
    assert culprits(POLICE, ("en", "The rebels said soldiers attacked the clinic in Dorvale and killed the nurses.")) == [
        ("rebels", "soldiers")
    ]


def test_one_page_may_tell_both() -> None:
    assert culprits(("en", f"{POLICE[1]} The rebels said soldiers attacked the clinic in Dorvale and killed the nurses."))


def test_an_accusation_meets_what_witnesses_say_of_others() -> None:
    accused = (
        "en",
        "Mortar shells hit the school in Dorvale on Monday. The Highland Front blamed an army battalion for the attack.",
    )
    militia = (
        "id",
        "Sekolah di Dorvale dihantam mortir. Menurut beberapa saksi, milisi pro-pemerintah menyerang sekolah Dorvale.",
    )
    assert len(culprits(accused, militia)) == 1


def test_it_was_the_others_is_an_answer_without_a_common_victim() -> None:
    peru = ("en", "Chilean coast guards fired water cannon at Peruvian fishermen on Monday, Lima said.")
    assert (
        len(culprits(peru, ("es", "Según la versión chilena, fue la embarcación peruana la que embistió a un guardacostas.")))
        == 1
    )
    assert not culprits(peru, ("es", "Según la versión chilena, la embarcación peruana embistió a un guardacostas."))


@pytest.mark.parametrize(
    "other",
    [
        "Police said the Dorvale Liberation Force attacked the clinic in Dorvale and killed four nurses.",
        "Gunmen attacked the clinic in Dorvale and killed four nurses, police said.",
        "The rebels said soldiers attacked a rebel camp in Marrow Hills on Monday.",
        "The army said it attacked a rebel camp near Dorvale on Monday.",
        "Police said soldiers attacked the clinic in Dorvale last year.",
    ],
)
def test_other_words_other_deeds_and_own_deeds_are_no_dispute(other: str) -> None:
    assert culprits(POLICE, ("en", other)) == []


def test_an_answer_in_kind_is_another_deed() -> None:
    one = ("en", "Peru said Chilean forces shelled the village of Tarapoma on Monday.")
    other = ("en", "Chile said Peruvian forces shelled the port of Caldera Baja on Monday.")
    assert culprits(one, other) == []
