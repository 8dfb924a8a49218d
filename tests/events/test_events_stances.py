"""What is felt, hoped for, denied, prevented or only spoken of is not told as done; whose a claimed deed is."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def coded(text: str) -> tuple[EventMention, ...]:
    return code_annotation(annotate_document(Document("doc", text, "en", "2024-03-15"))).events


def live(text: str) -> set[str]:
    return {e.type for e in coded(text) if e.status not in ("denied", "hypothetical")}


@pytest.mark.parametrize(
    "felt",
    [
        "The prime minister voiced concern over the shelling of villages along the border.",
        "Oman's sultan sent a message of condolence to the president of Malawi after the bombing of a market in Blantyre.",
        "Germany's chancellor said she was deeply worried about the arrest of the opposition leader.",
        "King Olav sent a condolence message to President Karim following Wednesday's terrorist assault in Herat.",
        "Portugal's envoy expressed concern about the fate of a reporter who vanished in Tunis last week.",
    ],
)
def test_what_is_felt_about_is_told_elsewhere(felt: str) -> None:
    assert not live(felt)


@pytest.mark.parametrize(
    ("voiced", "kinds"),
    [
        ("The president expressed regret for the killing of two fishermen.", {"CONCEDE"}),
        ("Canada voiced concern about the trial and summoned the Iranian ambassador.", {"ACCUSE"}),
        ("The rebels launched a shock attack on the town.", {"ASSAULT"}),
        ("The shelling of villages along the border killed two farmers.", {"ASSAULT"}),
    ],
)
def test_deeds_beside_a_feeling_stay(voiced: str, kinds: set[str]) -> None:
    assert live(voiced) == kinds


@pytest.mark.parametrize(
    ("hoped", "done"),
    [
        (
            "The UN chief hopes that both sides will agree to a truce before the holiday.",
            "Both sides in Yemen agreed to a truce before the holiday.",
        ),
        ("Aid groups fear that the army will storm the camp.", "The army stormed the camp."),
        ("The envoy doubted that Tehran had attacked the tanker.", "Tehran attacked the tanker."),
        (
            "The league's head is considering sending aid to the Chadian government.",
            "Fiji sent food aid to the Chadian government.",
        ),
    ],
)
def test_what_is_hoped_feared_or_weighed_is_not_done(hoped: str, done: str) -> None:
    assert not live(hoped)
    assert live(done)


@pytest.mark.parametrize(
    "denied",
    [
        "Turkey rejected the latest accusations of the UN as baseless.",
        "The United States rejected allegations by Caracas that it plotted to kill the president.",
        "The minister denied claims by the union that police had beaten two strikers.",
        "Denmark's governor has denied charges that he tried to sell a seat in the senate.",
    ],
)
def test_who_rebuts_does_nothing(denied: str) -> None:
    assert not live(denied)


def test_what_is_joined_to_a_denial_is_told_anew() -> None:
    assert live("The premier denied accepting bribes and accused the prosecutor of lying.") == {"ACCUSE"}
    assert live("North Korea rejected claims of torture and blames the United States for the famine.") == {"ACCUSE"}
    assert not live("The police chief denied beating and robbing the trader.")
    assert live("The ministry denied visas to six Cuban doctors.") == {"REJECT"}


def test_what_nobody_comments_on_is_alleged() -> None:
    said = coded("The ministry declined to comment on reports that it had arrested two foreign journalists.")
    assert [(e.type, e.status) for e in said] == [("COERCE", "alleged")]


def test_who_prevents_a_deed_did_not_do_it() -> None:
    foiled = coded("Police foiled a bomb attack on a church in Surabaya on Sunday.")
    assert [(e.type, e.status, e.actors) for e in foiled] == [("ASSAULT", "denied", ())]
    assert live("A federal judge blocked the deportation of 30 Venezuelans hours before their flight.") == set()
    assert live("Farmers blocked the road to Puno in protest against fuel prices.") == {"PROTEST"}


def test_who_claims_a_deed_did_it() -> None:
    told = coded("Islamic State claimed responsibility for the Easter bombings that killed 30 people.")
    assert [[a.span.text for a in e.actors] for e in told] == [["Islamic State"]]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Police said they had arrested two men.", ["Police"]),
        ("The minister said he had signed the treaty with Peru.", ["The minister"]),
        ("The minister said they had arrested two men.", []),
        ("The mayor told them they had blocked the road.", []),
    ],
)
def test_a_pronoun_behind_a_verb_of_saying_is_who_speaks(text: str, actors: list[str]) -> None:
    assert [a.span.text for e in coded(text) for a in e.actors] == actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kenya's sudden deportation of Somali traders angered Mogadishu.", "Kenya"),
        ("Amid Israel's heavy bombing of the south, families fled to Sidon.", "Israel"),
        ("The union's latest strike closed 40 schools.", "The union"),
        ("Turkish jets bombed a bridge in northern Iraq on Monday.", "Turkish jets"),
        ("Bus drivers will strike on Friday unless the company withdraws its new rota.", "Bus drivers"),
        ("Thousands protest in Rome over pensions.", "Thousands"),
    ],
)
def test_whose_deed_it_is_stands_whole(text: str, actor: str) -> None:
    assert [a.span.text for e in coded(text) for a in e.actors] == [actor]


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("India said Pakistan had violated the ceasefire along the Line of Control.", "ASSAULT", []),
        ("The rebels used villagers as human shields in the battle for Dukora.", "ASSAULT", ["villagers"]),
        ("Belgium suspended food supplies to Somalia.", "SANCTION", ["Somalia"]),
        ("Norway announced a freeze of aid to Uganda.", "SANCTION", ["Uganda"]),
        ("A court quashed the conviction of the editor on Friday.", "CONCEDE", ["the editor"]),
        ("The council banned a march by nationalists through the old town.", "COERCE", []),
    ],
)
def test_entries_that_decide(text: str, kind: str, recipients: list[str]) -> None:
    told = coded(text)
    assert [e.type for e in told] == [kind]
    assert [r.span.text for r in told[0].recipients] == recipients


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Uruguay sent 120 soldiers and nine doctors to the hills above Goma on a peacekeeping mission.", "AID", None),
        ("France sent 300 soldiers to the border.", "MOBILIZE", "troops"),
        ("Prime Minister Tuula Ranta called her Estonian counterpart on Friday to discuss the border.", "CONSULT", "phone"),
        ("The union called on the minister to discuss wages.", "REQUEST", None),
        ("A museum in Leeds returned a silver mask to Benin that had been looted in 1897.", "RETREAT", None),
    ],
)
def test_words_behind_a_trigger_tell_its_type(text: str, kind: str, mode: str | None) -> None:
    assert [(e.type, e.mode) for e in coded(text)] == [(kind, mode)]


def test_who_only_comes_back_returns_nothing() -> None:
    assert not live("The refugees returned to the village that rebels had looted.")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The bishop expressed hope and urged both sides to lay down their arms.", "The bishop"),
        ("The ministry declined to comment on reports that it had arrested two foreign journalists.", None),
        ("The striking dockers voted to return to work on Monday after accepting a 7 per cent raise.", None),
    ],
)
def test_who_says_it_ends_before_verbs(text: str, source: str | None) -> None:
    told = coded(text)
    assert told
    assert {e.attribution.name for e in told if e.attribution} == ({source} if source else set())


def test_who_warns_of_what_is_so_threatens_nobody() -> None:
    assert "THREATEN" not in live("Australia's spy chief warned that foreign agents were harassing exiles.")
    assert "THREATEN" in live("Iran's parliament speaker warned that any attack would be answered with force.")
    assert "THREATEN" in live("The president condemned the bombing and vowed to hunt down those behind it.")


def test_who_shot_him_shot_nobody_named_elsewhere() -> None:
    told = coded("A gunman killed four worshippers at a temple in Oslo before police shot him dead.")
    assert all(not e.recipients for e in told if [a.span.text for a in e.actors] == ["police"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Is Hungary threatening the unity of the bloc?",
        "We must not allow hatred to defeat us, Chancellor Marta Ohlsen told parliament.",
        '"Will Kenya expel the envoy?" a deputy asked.',
        "The Home Office updated its travel warning for Kenya.",
        "The Foreign Office issued a travel warning for the north of Mali.",
    ],
)
def test_questions_duties_and_travel_warnings_tell_no_deed(sentence: str) -> None:
    assert not live(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Hungary is threatening the unity of the bloc.", "THREATEN"),
        ("Europe must stop buying Russian gas, the Polish premier said.", "REQUEST"),
        ("Why did police arrest the editor, his wife asked on Monday?", "COERCE"),
        ("A deputy asked Kenya to expel the envoy.", "REQUEST"),
    ],
)
def test_what_is_told_or_asked_of_somebody_stays(sentence: str, kind: str) -> None:
    assert kind in live(sentence)
