"""The words of a role as the model marks them, made a whole phrase: no function word at the end, no name or number cut off."""

from __future__ import annotations

from sumber.events.grammar import Clause
from sumber.events.phrases import Range, right_phrase
from sumber.events.references import Reader
from sumber.types import SpanPrediction

FUNCTION_WORD = 2
"""Letters of a word that is taken for a preposition or an article where no list tells."""
ADJECTIVES = 2
"""Adjectives between an article and its noun."""
LONGEST_PREPOSITION = 5
"""Letters of a word that may be a preposition and no adjective ("gegen")."""


def whole_phrase(clause: Clause, span: SpanPrediction, reader: Reader) -> Range | None:
    """The tokens of a span without function words at its end; one that ends before its noun ("two") is drawn on to it."""
    start, end = clause.sentence.start + span.start, clause.sentence.start + span.end
    inside = [k for k, t in enumerate(clause.tokens) if t.start < end and start < t.end]
    money = (k for k in inside[1:] if clause.tokens[k].lower in clause.grammar.currencies)
    inside = inside[: next((k - inside[0] for k in money if clause.words(k + 1, k + 2)[:1][0][:1].isdigit()), len(inside))]
    while inside and (
        _dangles(clause, inside[-1])
        or _is_finite(clause, inside[-1])
        or _opens_relative(clause, inside)
        or _opens_attribute(clause, inside)
    ):
        inside.pop()
    if not inside:
        return None
    first, last = _with_name(clause, inside[0], inside[-1], reader)
    last = _closed(clause, first, last)
    if last + 1 < len(clause.tokens) and clause.is_count(last) and not clause.is_break(last + 1):
        drawn = _phrase_at(clause, last, reader)
        last = drawn[1] - 1 if drawn and drawn[0] <= last < drawn[1] else last
    return _drawn_on(clause, first, reader) if first == last and first not in reader.named else (first, last + 1)


def _with_name(clause: Clause, first: int, last: int, reader: Reader) -> Range:
    """First and last token, drawn on to the end of a name that the last stands in ("Selandia" Baru)."""
    end = clause.tokens[last].end
    name = next((m.span for m in reader.mentions if m.span.start < end < m.span.end), None)
    while name and last + 1 < len(clause.tokens) and clause.tokens[last + 1].end <= name.end:
        last += 1
    return first, last


def _dangles(clause: Clause, i: int) -> bool:
    """Is token i a function word that ends no phrase? Where a language has no word lists, a short word in small letters is."""
    token, grammar = clause.tokens[i], clause.grammar
    if not grammar.prepositions:
        return token.text.islower() and len(token.text) <= FUNCTION_WORD
    return token.lower in grammar.dangling | grammar.relatives


def _is_finite(clause: Clause, i: int) -> bool:
    """Is token i a verb by an ending that no noun has, or one of dying? The model draws a subject on to it now and then."""
    word, grammar = clause.tokens[i].lower, clause.grammar
    return clause.verbs[i] and (word.endswith(grammar.finite_endings) or word in grammar.dying)


def _opens_relative(clause: Clause, inside: list[int]) -> bool:
    """Does the span break off behind a relative clause's pronoun and first verb ("seven men who were" seen)?"""
    broken = len(inside) > 2 and clause.verbs[inside[-1]] and clause.tokens[inside[-2]].lower in clause.grammar.relatives
    return broken and any(clause.verbs[inside[-1] + 1 : inside[-1] + 2])


def _opens_attribute(clause: Clause, inside: list[int]) -> bool:
    """Does the span break off behind a participle with its preposition ("a man suspected" of theft)?"""
    grammar, last = clause.grammar, inside[-1]
    if len(inside) < 2 or clause.tokens[last].lower not in grammar.verbs_with_object:
        return False
    return not clause.is_count(last - 1) and any(w in grammar.prepositions for w in clause.words(last + 1, last + 2))


def _drawn_on(clause: Clause, first: int, reader: Reader) -> Range:
    """A lone title or adjective with the rest of its phrase ("Chadian" soldiers), unless that is a thing ("Chadian" offer)."""
    drawn = _phrase_at(clause, first, reader)
    if drawn is None or drawn[0] != first or drawn[1] - first < 2:
        return first, first + 1
    if not clause.grammar.prepositions:
        return drawn
    capital = any(clause.tokens[k].text[0].isupper() for k in (first, first + 1))
    joined = any(clause.tokens[k].lower in clause.grammar.coordinators for k in range(*drawn))
    says_more = capital or reader.is_actor(clause, first + 1, first + 2)
    return drawn if says_more and not joined and reader.is_actor(clause, *drawn) else (first, first + 1)


def _phrase_at(clause: Clause, i: int, reader: Reader) -> Range | None:
    """The noun phrase at token i; without a list of prepositions, which would end it, no more than its next word, where a
    number or a small word stands before a capital, or an article with its adjectives and noun ("der malischen Marine")."""
    if clause.grammar.prepositions:
        return right_phrase(clause, i, reader.timed)
    if clause.tokens[i].lower in clause.grammar.articles:
        return i, _past_noun(clause, i + 1) or i + 1
    joined = i + 1 < len(clause.tokens) and not clause.is_break(i + 1)
    first = clause.tokens[i].text
    more = joined and (first[0].isdigit() or (first.islower() and clause.tokens[i + 1].text[0].isupper()))
    return i, i + 1 + more


def _past_noun(clause: Clause, i: int) -> int | None:
    """The end of a capitalised noun with the few long words in small letters before it, from token i on."""
    for k in range(i, min(i + ADJECTIVES + 1, len(clause.tokens))):
        text = clause.tokens[k].text
        if text[0].isupper():
            return k + 1
        if clause.is_break(k) or clause.verbs[k] or len(text) <= LONGEST_PREPOSITION:
            return None
    return None


def _closed(clause: Clause, first: int, last: int) -> int:
    """The last token, or the bracket behind it that closes one opened inside ("the Red Front (RF)")."""
    words = clause.words(first, last + 2)
    opened = words.count("(") > words[: last + 1 - first].count(")")
    return last + 1 if opened and words[-1] == ")" and len(words) == last + 2 - first else last
