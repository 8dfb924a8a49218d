"""The function words of a language, as data/grammar/xx.toml holds them, and a sentence seen with their help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property

from sumber.events.data_files import read_data
from sumber.events.tokens import Token, tokenize
from sumber.types import Span

_SPECIAL = frozenset((
    "not_negation", "verbal_endings", "infinitive_endings", "finite_endings", "future_endings", "verb_endings", "verb_prefixes",
    "adverb_endings", "plural_endings", "collectives", "quantities", "numbers", "multipliers", "idioms", "materiel", "makes",
    "partitives", "owning", "amidst", "protesting",
))  # fmt: skip
"""Classes that are no plain sets of words."""


@dataclass(frozen=True)
class Grammar:
    """Closed word classes by name (see the data files); `collectives` maps words such as "both countries" to "countries:2"."""

    determiners: frozenset[str]
    articles: frozenset[str]
    demonstratives: frozenset[str]
    prepositions: frozenset[str]
    genitives: frozenset[str]
    possessives: frozenset[str]
    agents: frozenset[str]
    topics: frozenset[str]
    linkers: frozenset[str]
    counterparts: frozenset[str]
    recipient_prepositions: frozenset[str]
    place_prepositions: frozenset[str]
    outskirts: frozenset[str]
    residing: frozenset[str]
    goal_prepositions: frozenset[str]
    coordinators: frozenset[str]
    contrasts: frozenset[str]
    relatives: frozenset[str]
    subject_relatives: frozenset[str]
    complementizers: frozenset[str]
    asking: frozenset[str]
    subordinators: frozenset[str]
    hypothetical: frozenset[str]
    auxiliaries: frozenset[str]
    passive_auxiliaries: frozenset[str]
    modals: frozenset[str]
    infinitives: frozenset[str]
    undergoing: frozenset[str]
    sources: frozenset[str]
    receiving: frozenset[str]
    datives: frozenset[str]
    between: frozenset[str]
    copulas: frozenset[str]
    definites: frozenset[str]
    existentials: frozenset[str]
    befallen: frozenset[str]
    indefinites: frozenset[str]
    since: frozenset[str]
    afterwards: frozenset[str]
    deed_prefixes: frozenset[str]
    denying: frozenset[str]
    pointers: frozenset[str]
    confirming: frozenset[str]
    dying: frozenset[str]
    fleeing: frozenset[str]
    single: frozenset[str]
    flocks: frozenset[str]
    comparatives: frozenset[str]
    currencies: frozenset[str]
    measures: frozenset[str]
    suffered: frozenset[str]
    struck: frozenset[str]
    against: frozenset[str]
    blaming: frozenset[str]
    laying: frozenset[str]
    stances: frozenset[str]
    charges: frozenset[str]
    dismissing: frozenset[str]
    verbal_endings: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    finite_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    attributes: frozenset[str]
    elections: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    light_verbs: frozenset[str]
    verb_forms: frozenset[str]
    staging: frozenset[str]
    transfers: frozenset[str]
    crewed: frozenset[str]
    firing: frozenset[str]
    offering: frozenset[str]
    weighing: frozenset[str]
    voicing: frozenset[str]
    feelings: frozenset[str]
    hoping: frozenset[str]
    polar: frozenset[str]
    addressing: frozenset[str]
    kin: frozenset[str]
    hearing: frozenset[str]
    warning: frozenset[str]
    objects: frozenset[str]
    object_markers: frozenset[str]
    commenting: frozenset[str]
    preventing: frozenset[str]
    ending: frozenset[str]
    concurring: frozenset[str]
    binding: frozenset[str]
    reasons: frozenset[str]
    concerned: frozenset[str]
    gatherings: frozenset[str]
    curbing: frozenset[str]
    curbed: frozenset[str]
    halting: frozenset[str]
    meanwhile: frozenset[str]
    scenes: frozenset[str]
    clashes: frozenset[str]
    amidst: tuple[tuple[str, ...], ...]
    protesting: tuple[tuple[str, ...], ...]
    messages: frozenset[str]
    own: frozenset[str]
    owning: tuple[tuple[str, ...], ...]
    verb_endings: tuple[str, ...]
    verb_prefixes: tuple[str, ...]
    verb_exceptions: frozenset[str]
    verbs_with_object: frozenset[str]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    impersonal: frozenset[str]
    speaking: frozenset[str]
    plurals: frozenset[str]
    plural_endings: tuple[str, ...]
    negation: frozenset[str]
    restricting: frozenset[str]
    failing: frozenset[str]
    future: frozenset[str]
    alleged: frozenset[str]
    say_verbs: frozenset[str]
    according: frozenset[str]
    clause_signs: frozenset[str]
    not_negation: tuple[tuple[str, ...], ...]
    collectives: Mapping[tuple[str, ...], tuple[str, int]]
    quantities: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    idioms: frozenset[tuple[str, ...]]
    materiel: frozenset[tuple[str, ...]]
    makes: frozenset[str]
    partitives: tuple[tuple[str, ...], ...]

    @cached_property
    def dangling(self) -> frozenset[str]:
        """Words that no noun phrase ends with."""
        joints = self.prepositions | self.coordinators | self.subordinators
        return (joints | self.clause_signs | self.articles) - self.numbers.keys()

    @cached_property
    def harms(self) -> frozenset[str]:
        """Words for what becomes of people in a deed: killed, injured, arrested."""
        return frozenset().union(*(words for kind, words in self.quantities.items() if kind != "protesters"))

    def is_adverb(self, word: str) -> bool:
        """Is it one of the listed adverbs, or does it end like one?"""
        return word in self.adverbs or (len(word) > 4 and word.endswith(self.adverb_endings))

    def is_verb(self, word: str) -> bool:
        """Does it look like a finite verb: listed, or by its affix? A guess that serves to bound noun phrases."""
        if word in self.auxiliaries or word in self.light_verbs or word in self.say_verbs or word in self.undergoing:
            return True
        if word in self.verb_forms:
            return True
        if len(word) < 5 or word in self.verb_exceptions or not word.replace("-", "").isalpha():
            return False
        prefixed = word.startswith(self.verb_prefixes)  # doubled verbs too ("menakut-nakuti")
        return prefixed or (word.isalpha() and word.endswith(self.verb_endings))


@dataclass(frozen=True)
class Clause:
    """A sentence as its coder sees it: tokens, which of them look like verbs, and the grammar they were seen with."""

    sentence: Span
    tokens: tuple[Token, ...]
    verbs: tuple[bool, ...]
    grammar: Grammar

    def words(self, start: int, end: int) -> list[str]:
        """Lower-case words of a token range, clipped to the sentence."""
        return self._lower[max(start, 0) : max(end, 0)]

    @cached_property
    def _lower(self) -> list[str]:
        return [t.lower for t in self.tokens]

    def first_of(self, span: Span) -> int:
        """The first token of a span; 0 where none is."""
        return next((k for k, token in enumerate(self.tokens) if token.end > span.start), 0)

    def is_count(self, i: int) -> bool:
        """Is token i a number, or a word that counts what follows ("dozens", "several", "the")?"""
        word, grammar = self.tokens[i].lower, self.grammar
        return word[:1].isdigit() or word in grammar.numbers or word in grammar.multipliers or word in grammar.determiners

    def is_break(self, i: int) -> bool:
        """Does token i end a clause: a sign, a complementizer or a subordinator?"""
        word = self.tokens[i].lower
        return word in self.grammar.clause_signs or word in self.grammar.complementizers or word in self.grammar.subordinators

    def start_of(self, i: int) -> int:
        """First token of the clause that holds token i."""
        while i > 0 and not self.is_break(i - 1):
            i -= 1
        return i


@cache
def load_grammar(lang: str) -> Grammar:
    """The grammar of a language that language_data() names; classes that its file leaves out are empty."""
    data = read_data("grammar", lang)
    words = {f.name: frozenset(data.get(f.name, "").split()) for f in fields(Grammar) if f.name not in _SPECIAL}
    collectives = {}
    for phrase, value in data.get("collectives", {}).items():
        kind, _, count = value.partition(":")
        collectives[tuple(phrase.split())] = (kind, int(count))
    return Grammar(
        **words,
        not_negation=_phrases(data, "not_negation"),
        collectives=collectives,
        quantities={kind: frozenset(value.split()) for kind, value in data.get("quantities", {}).items()},
        verbal_endings=tuple(data.get("verbal_endings", "").split()),
        plural_endings=tuple(data.get("plural_endings", "").split()),
        infinitive_endings=tuple(data.get("infinitive_endings", "").split()),
        finite_endings=tuple(data.get("finite_endings", "").split()),
        adverb_endings=tuple(data.get("adverb_endings", "").split()),
        verb_prefixes=tuple(data.get("verb_prefixes", "").split()),
        verb_endings=tuple(data.get("verb_endings", "").split()),
        future_endings=tuple(data.get("future_endings", "").split()),
        numbers=data.get("numbers", {}),
        multipliers=data.get("multipliers", {}),
        idioms=frozenset(_phrases(data, "idioms")),
        materiel=frozenset(_phrases(data.get("materiel", {}), "items")),
        partitives=_phrases(data, "partitives"),
        owning=_phrases(data, "owning"),
        amidst=_phrases(data, "amidst"),
        protesting=_phrases(data, "protesting"),
        makes=frozenset(data.get("materiel", {}).get("makes", "").split()),
    )


def _phrases(data: Mapping[str, str], name: str) -> tuple[tuple[str, ...], ...]:
    """Phrases parted by semicolons, as words."""
    return tuple(tuple(phrase.split()) for phrase in data.get(name, "").split(";") if phrase.strip())


def see_clause(sentence: Span, grammar: Grammar) -> Clause:
    """A sentence's tokens with a guess at its verbs; a word behind a determiner is none, unless no noun ends like it ("otros
    tres resultaron")."""
    tokens = tokenize(sentence)
    titled = 2 * sum(t.text[0].isupper() for t in tokens if t.is_word) > sum(t.is_word for t in tokens)
    verbs = []
    for i, token in enumerate(tokens):
        after_determiner = i > 0 and tokens[i - 1].lower in grammar.determiners
        after_determiner = after_determiner and not token.lower.endswith(grammar.finite_endings)
        name = i > 0 and token.text[0].isupper() and not (titled and tokens[i - 1].text[0].isupper())
        follower = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        governs = token.lower in grammar.verbs_with_object and follower in grammar.determiners
        verbs.append((governs or grammar.is_verb(token.lower)) and not after_determiner and not name)
    return Clause(sentence, tokens, tuple(verbs), grammar)
