"""Noun phrases left and right of a trigger, by function words alone: token ranges, half-open, or None."""

from __future__ import annotations

from collections.abc import Callable

from sumber.events.grammar import Clause

Range = tuple[int, int]
# No noun phrase of news is longer; the bound keeps strange input cheap.
MAX_PHRASE = 40
LOOKAHEAD = 5
VERB_REACH = 14
# Shorter words that end like an infinitive are mostly nouns.
SHORT = 5
APOSTROPHES = frozenset("'’")


def left_phrase(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The subject of a verb at token i: what stands before its verb group, relative clauses and appositions left out."""
    end = _before_verb_group(clause, i)
    if end > 0 and clause.tokens[end - 1].lower in clause.grammar.relatives and not (end > 1 and clause.verbs[end - 2]):
        return head_before(clause, end - 1, timed)
    end = _before_insertion(clause, end)
    start = end
    while start > 0 and end - start < MAX_PHRASE:
        word = clause.tokens[start - 1].lower
        if word in clause.grammar.relatives and not (start > 1 and clause.verbs[start - 2]):
            end = start = _before_insertion(clause, start - 1)
            continue
        if clause.verbs[start - 1]:
            relative = _relative_before(clause, start - 1)
            if relative is None:
                break
            end = start = relative
            continue
        if _stops_left(clause, start - 1, end):
            relative = _relative_to_goal(clause, start - 1)
            if relative is None:
                break
            end = start = relative
            continue
        start -= 1
    return trim(clause, start, end, timed)


def joined_verb(clause: Clause, i: int) -> int | None:
    """The verb that a coordinator right before the verb group at i joins to it ("dispersed X and arrested Y"), or None. An
    adverb that joins as well ("ditangkap warga lalu diserahkan") does so where a verb stands before it in the clause."""
    joints = clause.grammar.coordinators | clause.grammar.contrasts
    group = _before_verb_group(clause, i)
    inside = next((k for k in range(group, i) if clause.tokens[k].lower in joints), None)
    k = group if inside is None else inside + 1
    if k == 0 or clause.tokens[k - 1].lower not in joints:
        return None
    for m in range(k - 2, max(k - 2 - MAX_PHRASE, -1), -1):
        if clause.verbs[m] and clause.tokens[m].lower not in clause.grammar.auxiliaries:
            return m
        if inside is not None and clause.is_break(m):
            return None
    return None


def head_before(clause: Clause, end: int, timed: frozenset[int]) -> Range | None:
    """The noun phrase that a relative pronoun at token `end` takes up: the nearest one."""
    grammar = clause.grammar
    if end > 0 and clause.tokens[end - 1].lower == ",":
        end -= 1
    end = _before_insertion(clause, end) if end > 0 and clause.tokens[end - 1].lower == ")" else end
    start = end
    while start > 0 and end - start < MAX_PHRASE and not clause.verbs[start - 1]:
        word = clause.tokens[start - 1].lower
        if clause.is_break(start - 1) or word in grammar.coordinators:
            break
        if word in grammar.prepositions and word not in grammar.genitives | grammar.determiners:
            break
        start -= 1
    return trim(clause, start, end, timed)


def _before_verb_group(clause: Clause, i: int) -> int:
    grammar = clause.grammar
    while i > 0:
        i -= i > 1 and clause.tokens[i - 1].text in APOSTROPHES and grammar.is_adverb(clause.tokens[i - 2].lower)  # "n'a"
        word = clause.tokens[i - 1].lower
        helper = word in grammar.auxiliaries or word in grammar.negation or word in grammar.modals or grammar.is_adverb(word)
        if not helper or (i > 1 and not clause.tokens[i - 1].text[0].islower()):
            break
        i -= 1
    return i


def _before_insertion(clause: Clause, end: int) -> int:
    """Steps left over `, apposition,` and `(brackets)` that end right before token `end`."""
    tokens = clause.tokens
    if end > 1 and tokens[end - 1].lower == ",":
        for k in range(end - 2, max(end - 22, 0), -1):
            if tokens[k].lower == ",":
                return k
        return end
    if end > 2 and tokens[end - 1].lower == ")":
        for k in range(end - 2, max(end - 12, 0), -1):
            if tokens[k].lower == "(":
                return _before_insertion(clause, k)
    return end


def _relative_before(clause: Clause, i: int) -> int | None:
    """Token before which the relative clause that holds token i begins, or None where i stands in a main clause."""
    for k in range(i - 1, max(i - 15, -1), -1):
        word = clause.tokens[k].lower
        if word in clause.grammar.relatives and not (k > 0 and clause.verbs[k - 1]):
            return _before_insertion(clause, k) if k else None
        if word in clause.grammar.clause_signs or (clause.verbs[k] and word not in clause.grammar.auxiliaries):
            return None
    return None


def _relative_to_goal(clause: Clause, i: int) -> int | None:
    """Token before which a relative clause begins whose verb stands right before the preposition at token i, which opens no
    clause as a noun follows it: "who rushed to the scene". None where there is none."""
    grammar, verb = clause.grammar, i - 1
    if clause.tokens[i].lower not in grammar.datives or clause.tokens[i + 1].lower not in grammar.determiners:
        return None
    return _relative_before(clause, verb) if verb > 0 and clause.verbs[verb] else None


def _stops_left(clause: Clause, k: int, end: int) -> bool:
    word = clause.tokens[k].lower
    grammar = clause.grammar
    if word == ",":
        listed = any(clause.tokens[m].lower in grammar.coordinators for m in range(k, min(end, k + 12)))
        return not (listed and k > 0 and clause.tokens[k - 1].text[0].isupper())
    if word in grammar.coordinators:
        before = range(max(k - VERB_REACH, _start_of(clause, k)), k)  # a verb of a relative clause leaves the subject open
        return any(clause.verbs[m] and _relative_before(clause, m) is None for m in before)
    if word == ".":
        return not (k > 0 and len(clause.tokens[k - 1].text) <= 4)
    return clause.is_break(k) and word not in grammar.relatives


def _start_of(clause: Clause, i: int) -> int:
    """First token of the clause that holds token i; a preposition with its noun ("to Ukraine") opens none, as with a verb it
    does."""
    grammar, start = clause.grammar, clause.start_of(i)
    while start > 0 and clause.tokens[start - 1].lower in grammar.datives:
        first = clause.tokens[start]
        if not (first.text[0].isupper() or first.lower in grammar.determiners):
            break
        start = clause.start_of(start - 1)
    return start


def right_phrase(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The noun phrase that starts at token i."""
    grammar, tokens = clause.grammar, clause.tokens
    closing = grammar.demonstratives - grammar.determiners
    while i < len(tokens) and clause.verbs[i] and not clause.is_break(i):
        i += 1
    end = i
    while end < len(tokens) and end - i < MAX_PHRASE:
        word = tokens[end].lower
        if clause.is_break(end) or word in grammar.relatives or end in timed:
            break
        if end > i and (
            clause.verbs[end]
            or word in grammar.auxiliaries | grammar.modals | grammar.infinitives | (grammar.negation - grammar.determiners)
            or (grammar.is_adverb(word) and tokens[end].text[0].islower())
        ):
            break
        apart = word not in grammar.determiners or (end > i and word in grammar.datives)  # "a Chile al fugitivo"
        if word in grammar.prepositions and word not in grammar.genitives and apart:
            break
        if end > i and _is_infinitive(clause, end):
            break
        after = tokens[end + 1].lower if end + 1 < len(tokens) else ""
        if end > i and word in grammar.currencies and after[:1].isdigit():
            break  # "mendenda terdakwa Rp 300 juta"
        if word in grammar.genitives and after.endswith(grammar.verbal_endings) and not tokens[end + 1].text[0].isupper():
            break
        if word in grammar.coordinators and not _joins_phrases(clause, end):
            break
        end += 1
        if end > i + 1 and word in closing and after not in grammar.coordinators | grammar.genitives:
            break  # a demonstrative behind its noun ends the phrase: "permintaan ketua itu muncul"
    return trim(clause, i, end, timed)


def _is_infinitive(clause: Clause, k: int) -> bool:
    """Is token k an infinitive by its ending, behind a word that a noun phrase may end with ("urged Congress to lift" without
    the "to")?"""
    grammar, word = clause.grammar, clause.tokens[k]
    if len(word.text) < SHORT or not word.text.islower() or not word.lower.endswith(grammar.infinitive_endings):
        return False
    return (
        word.lower not in grammar.verb_exceptions and clause.tokens[k - 1].lower not in grammar.dangling | grammar.determiners
    )


def _joins_phrases(clause: Clause, k: int) -> bool:
    """Does the coordinator at k join noun phrases rather than clauses: no verb soon behind it?"""
    for m in range(k + 1, min(k + 1 + LOOKAHEAD, len(clause.tokens))):
        if clause.is_break(m) or clause.tokens[m].lower in clause.grammar.coordinators:
            break
        if clause.verbs[m]:
            return False
    return True


def trim(clause: Clause, start: int, end: int, timed: frozenset[int]) -> Range | None:
    """The range without function words, times and signs at its edges; None if nothing remains."""
    grammar, tokens = clause.grammar, clause.tokens
    loose = grammar.coordinators | grammar.prepositions | grammar.subordinators | grammar.modals | grammar.infinitives
    edge = (loose | grammar.relatives | grammar.complementizers) - grammar.determiners
    moved = True
    while moved and start < end:
        moved = False
        if start in timed or tokens[start].lower in edge or _idle(clause, start) or not tokens[start].text[0].isalnum():
            start, moved = start + 1, True
        elif end - 1 in timed or tokens[end - 1].lower in edge | grammar.determiners or not tokens[end - 1].text[0].isalnum():
            if tokens[end - 1].text == ")" and "(" in [t.text for t in tokens[start:end]]:
                break
            end, moved = end - 1, True
    return (start, end) if start < end and any(t.is_word for t in tokens[start:end]) else None


def split_phrase(clause: Clause, start: int, end: int, is_actor: Callable[[int, int], bool]) -> list[Range]:
    """The range split at coordinators and commas where every part is an actor of its own, else whole."""
    parts: list[Range] = []
    at = start
    for k in range(start, end + 1):
        if k == end or clause.tokens[k].lower in clause.grammar.coordinators or clause.tokens[k].lower == ",":
            if at < k:
                parts.append((at, k))
            at = k + 1
    if len(parts) > 1 and all(is_actor(*part) for part in parts):
        return parts
    return [(start, end)]


def _idle(clause: Clause, k: int) -> bool:
    """Is token k an adverb, and no article written like one?"""
    word = clause.tokens[k].lower
    return clause.grammar.is_adverb(word) and word not in clause.grammar.determiners
