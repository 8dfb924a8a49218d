"""French, German and Portuguese: the model names the deeds, actors and grammar tell who is meant and whether it was done; on
invented sentences."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.events.lexicon import language_data, load_lexicon
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, Role


def coded(lang: str, text: str) -> tuple[EventMention, ...]:
    return code_annotation(annotate_document(Document("doc", text, lang, "2026-03-16"))).events


def told(roles: tuple[Role, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(role.span.text, role.sectors[:1]) for role in roles]


@pytest.mark.parametrize("lang", ["fr", "de", "pt"])
def test_a_grammar_is_read_without_triggers(lang: str) -> None:
    assert language_data(lang) == lang
    assert not load_lexicon(lang).entries
    assert language_data("it") == "und"


@pytest.mark.parametrize(
    ("lang", "sentence", "actors", "recipients"),
    [
        (
            "fr",
            "Les forces de l'ordre ont interpellé 34 personnes.",
            [("Les forces de l'ordre", ("COP",))],
            [("34 personnes", ("CVL",))],
        ),
        (
            "fr",
            "Le ministre condamné pour corruption a rencontré l'ambassadeur d'Italie.",
            [("Le ministre condamné pour corruption", ("GOV",))],
            [("ambassadeur d'Italie", ("GOV",))],
        ),
        (
            "fr",
            "Le maire, qui avait insulté un journaliste, a démissionné vendredi.",
            [("Le maire", ("GOV",))],
            [],
        ),
        (
            "de",
            "Die Polizei hat in Leipzig zwölf Demonstranten festgenommen.",
            [("Die Polizei", ("COP",))],
            [("zwölf Demonstranten", ("OPP",))],
        ),
        (
            "de",
            "Die Verteidigungsministerin besuchte die in Estland stationierten Truppen.",
            [("Die Verteidigungsministerin", ("GOV",))],
            [("die in Estland stationierten Truppen", ("MIL",))],
        ),
        (
            "de",
            "Kanzler Schütze traf den polnischen Präsidenten.",
            [("Kanzler Schütze", ("GOV",))],
            [("den polnischen Präsidenten", ("GOV",))],
        ),
        (
            "pt",
            "As forças de segurança detiveram 34 pessoas.",
            [("As forças de segurança", ("MIL",))],
            [("34 pessoas", ("CVL",))],
        ),
        (
            "pt",
            "O governo nega ter torturado presos.",
            [("O governo", ("GOV",))],
            [("presos", ("CVL",))],
        ),
    ],
)
def test_actors_have_sectors_and_keep_to_their_phrases(
    lang: str, sentence: str, actors: list[tuple[str, tuple[str, ...]]], recipients: list[tuple[str, tuple[str, ...]]]
) -> None:
    (event,) = coded(lang, sentence)
    assert (told(event.actors), told(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "status"),
    [
        ("fr", "Les gendarmes ont déjoué un attentat contre une synagogue à Strasbourg.", "ASSAULT", "denied"),
        ("fr", "La police n'a arrêté que deux manifestants.", "COERCE", "asserted"),
        ("fr", "L'armée n'a pas bombardé l'hôpital.", "ASSAULT", "denied"),
        ("de", "Die Bundespolizei vereitelte einen Anschlag auf eine Synagoge.", "ASSAULT", "denied"),
        ("de", "Senegal könnte bald Truppen nach Mali schicken.", "AGREE", "hypothetical"),
        ("de", "Die Regierung erwägt, den malischen Botschafter auszuweisen.", "AGREE", "hypothetical"),
        ("pt", "A Polícia Federal frustrou um atentado contra uma sinagoga no Recife.", "ASSAULT", "denied"),
    ],
)
def test_what_was_prevented_weighed_or_only_denied_in_part(lang: str, sentence: str, kind: str, status: str) -> None:
    assert [e.status for e in coded(lang, sentence) if e.type == kind] == [status]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "La présidente a exprimé son inquiétude après l'arrestation du journaliste."),
        ("de", "Die Präsidentin äußerte sich besorgt über die Festnahme des Journalisten."),
        ("pt", "A presidente manifestou preocupação com a prisão do jornalista."),
    ],
)
def test_what_somebody_only_worries_about_is_told_elsewhere(lang: str, sentence: str) -> None:
    assert coded(lang, sentence) == ()


def test_weapons_are_counted() -> None:
    (event,) = coded("fr", "Le Japon a livré deux frégates et 40 drones à la marine philippine.")
    assert [(q.kind, q.value) for q in event.quantities] == [("materiel", 40.0)]
