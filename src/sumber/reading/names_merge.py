"""The names of a document: where the model sees them, and those that the lexicons know besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sumber.knowledge.countries import country_trie
from sumber.knowledge.institutions import institution_trie
from sumber.knowledge.match import Token, tokenize
from sumber.knowledge.people import person_trie
from sumber.knowledge.places import find_places
from sumber.reading.names_document import agree, repeats
from sumber.reading.names_known import KNOWN, Found, find_known
from sumber.reading.names_lexicon import NameLexicon, name_lexicon, particles
from sumber.types import NameKind, SentencePrediction, Span

FLOOR = 0.5
"""A name of which the model is less sure than this is told only where the words in it or before it speak for its kind."""
TOWN = 15_000
PRESS = "JRN"
"""The PLOVER sector of news outlets."""
MAX_TITLE_CHARS = 60
OFFICE = "GOV"
"""The PLOVER sector of offices of state."""
MIN_FULL_NAME = 2
LEAST_STEM = 2
"""Letters of the shortest word that may bear a particle."""
MARKS = frozenset(' -–—/,;:"“”„«»‘')


def merge(text: str, lang: str | None, sentences: Sequence[Span], predictions: Sequence[SentencePrediction]) -> list[Found]:
    """The names of the model, in order, and the known names that touch none of them; without predictions only those. A name
    holds a letter or digit at least."""
    known = find_known(text, sentences, lang)
    kinds, lexicon = {(f.start, f.end): f.kind for f in known}, name_lexicon(lang)
    agreed = agree(text, list(_seen(text, lang, sentences, predictions, kinds)))
    sure = [f for f in agreed if f.confidence >= FLOOR or kinds.get((f.start, f.end)) == f.kind or _vouched(text, lexicon, f)]
    seen = _persons(text, lang, sure)
    seen += repeats(text, seen)
    seen += _countries_before(text, lang, seen)
    covered = bytearray(len(text))
    for f in seen:
        covered[f.start : f.end] = b"\1" * (f.end - f.start)
    added = (f for f in known if not any(covered[f.start : f.end]))
    return sorted([*seen, *added], key=lambda f: f.start)


def _seen(
    text: str,
    lang: str | None,
    sentences: Sequence[Span],
    predictions: Sequence[SentencePrediction],
    known: Mapping[tuple[int, int], NameKind],
) -> Iterator[Found]:
    """What the model sees; known persons are persons, and known acronyms of the kind they are known as, whatever it says."""
    for sentence, prediction in zip(sentences, predictions, strict=bool(predictions)):
        for name in prediction.names:
            start, end = sentence.start + name.span.start, sentence.start + name.span.end
            start, end = _bare(text, start, end)
            end = _before_particle(text, start, end, lang) if name.kind != "person" else end
            words = text[start:end]
            if name.kind == "organization" and _is_title(words, lang):
                continue
            kind = "organization" if name.kind == "place" and _outlet(words, lang) else name.kind
            surer = known.get((start, end), "person" if kind == "place" and _only_person(words) else kind)
            kind = surer if surer == "person" or words.isupper() else kind
            if any(c.isalnum() for c in words):
                found = Found(start, end, kind, name.span.probability)
                whole = surer == "person" and (start, end) in known
                yield found if whole else _but_country(text, lang, _but_office(text, lang, found))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without marks at its ends that join or quote it: the "Ganjar-" of "Ganjar-Mahfud"."""
    while start < end and text[start] in MARKS:
        start += 1
    while start < end and text[end - 1] in MARKS:
        end -= 1
    return start, end


def _before_particle(text: str, start: int, end: int, lang: str | None) -> int:
    """Where a name ends whose last word bears a particle: "Seoul-eseo", in Seoul. Persons' names often end so."""
    word = max(text.rfind(" ", start, end) + 1, start)
    ends = (end - len(p) for p in particles(lang) if text.endswith(p, word, end))
    return next((at for at in ends if at - word >= LEAST_STEM), end)


def _only_person(words: str) -> bool:
    """Is this how a known person is called and no place ("Trump"), wherever it stands?"""
    return bool(person_trie().get(words)) and not find_places(words)


def _is_title(words: str, lang: str | None) -> bool:
    """Is this an office and nothing more ("Menag")? Whoever holds it is no organization."""
    tokens = tokenize(words)
    hit = name_lexicon(lang).titles.longest(tokens, 0) if tokens else None
    known = institution_trie(lang).longest(tokens, 0) if tokens else None
    return hit is not None and any(hit[1]) and hit[0] == len(tokens) and not (known and known[0] == len(tokens))


def _but_office(text: str, lang: str | None, found: Found) -> Found:
    """A person's full name without the word for an office of state that it took in: "Menhan Darsim Wiryo"."""
    tokens = tokenize(text, found.start, found.end)
    if found.kind != "person" or len(tokens) <= MIN_FULL_NAME:
        return found
    title = name_lexicon(lang).titles.longest(tokens[:1], 0)
    return replace(found, start=tokens[1].start) if title and any(OFFICE in sectors for sectors in title[1]) else found


def _but_country(text: str, lang: str | None, found: Found) -> Found:
    """A person's name without the country that the title of an office before it ends with, in a language where it stands there
    bare: "Presiden Chad Idriss Maloum". Two words are left at least: "Menteri Israel Katz" is called so."""
    lexicon = name_lexicon(lang)
    if found.kind != "person" or not lexicon.bare_countries:
        return found
    tokens = tokenize(text, found.start, found.end)
    country = country_trie(lang).longest(tokens, 0) if len(tokens) > MIN_FULL_NAME else None
    if country is None or country[1][0][1] == "demonym" or len(tokens) - country[0] < MIN_FULL_NAME:
        return found
    return replace(found, start=tokens[country[0]].start) if _titled(text, lexicon, found, True) else found


def _countries_before(text: str, lang: str | None, seen: Sequence[Found]) -> list[Found]:
    """The countries that stand bare between a title and a person's name: the Peru of "Presiden Peru Pedro Salas"."""
    lexicon, ends = name_lexicon(lang), {f.end for f in seen}
    found: list[Found] = []
    for person in seen if lexicon.bare_countries else ():
        before = tokenize(text, max(0, person.start - MAX_TITLE_CHARS), person.start)
        if person.kind != "person" or not before or text[before[-1].end : person.start] != " " or before[-1].end in ends:
            continue
        hits = ((i, country_trie(lang).longest(before, i)) for i in range(1, len(before)))
        at = next((i for i, hit in hits if hit and hit[0] == len(before) and hit[1][0][1] != "demonym"), None)
        if at is not None and _ends_title(lexicon, before[:at]):
            found.append(Found(before[at].start, before[-1].end, "place", KNOWN))
    return found


def _ends_title(lexicon: NameLexicon, tokens: Sequence[Token]) -> bool:
    return any((hit := lexicon.titles.longest(tokens, i)) and hit[0] == len(tokens) for i in range(len(tokens)))


def _outlet(words: str, lang: str | None) -> bool:
    """Is this the whole name of a listed news outlet? To the model some look like places ("Al Jazeera")."""
    tokens = tokenize(words, 0, len(words))
    hit = institution_trie(lang).longest(tokens, 0) if tokens else None
    return hit is not None and hit[0] == len(tokens) and PRESS in hit[1][0].sectors


def _vouched(text: str, lexicon: NameLexicon, found: Found) -> bool:
    """Does a title stand before a person, is a place in the gazetteer, or does an organization's name open with a cue?"""
    tokens = tokenize(text, found.start, found.end)
    if not tokens:
        return False
    if found.kind == "organization":
        cue = lexicon.organizations.longest(tokens, 0)
        return cue is not None and cue[0] < len(tokens)
    if found.kind == "place":
        return tokens[0].key in lexicon.places or bool(find_places(text[found.start : found.end], least=TOWN))
    return _titled(text, lexicon, found)


def _titled(text: str, lexicon: NameLexicon, found: Found, office: bool = False) -> bool:
    """Does a title stand right before a name, where `office` one of a sector?"""
    before = tokenize(text, max(0, found.start - MAX_TITLE_CHARS), found.start)
    near = bool(before) and text[before[-1].end : found.start].strip(". ") == ""
    hits = (lexicon.titles.longest(before, i) for i in range(len(before)))
    return near and any(hit and hit[0] == len(before) and (any(hit[1]) or not office) for hit in hits)


def _persons(text: str, lang: str | None, found: Sequence[Found]) -> list[Found]:
    """The names; what looks like a place but stands behind a title and is part of a longer name of a person is that person:
    "General Min" of Min Aung Hlaing."""
    parts = {token.key for f in found if f.kind == "person" for token in tokenize(text, f.start, f.end)}
    lexicon = name_lexicon(lang)
    return [
        replace(f, kind="person")
        if f.kind == "place" and all(t.key in parts for t in tokenize(text, f.start, f.end)) and _titled(text, lexicon, f)
        else f
        for f in found
    ]
