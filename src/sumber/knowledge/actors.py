"""Who is meant: codes a noun phrase that names or describes an actor with country and PLOVER 2.0 sectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from sumber.knowledge.countries import country_name, country_trie
from sumber.knowledge.institutions import institution_trie, small_names
from sumber.knowledge.lexicon import ActorLexicon, actor_lexicon, languages, lexicon_languages
from sumber.knowledge.match import Token, Trie, tokenize
from sumber.knowledge.people import person_trie
from sumber.knowledge.places import Place, find_places
from sumber.types import Entity

IGO = "IGO"
PLOVER_SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
    ]
)
# Sectors of office holders: whoever has left office counts as ELI.
OFFICES = frozenset({"GOV", "LEG"})
NO_OFFICE = "EMPTY"
# Whoever heads a body of which nothing is known; any other sector says more.
UNKNOWN = "UNK"
MAX_WORDS = 60
MEANS_WORDS = 3  # a phrase of means ("by force") is no longer
MAX_SECTORS = 3
MIN_DEED = 8  # letters of the shortest word whose affixes are believed ("pelarian")
COUNT_REACH = 4  # words before a number that counts what a phrase names ("más de 900 camiones")
MAX_CITY_WORDS = 4
MIN_CITY = 50_000
MIN_TOWN = 15_000
# In the name of whoever is no body of state ("Terminales del Litoral") a smaller place is a namesake or a common noun.
MIN_IN_NAME = 500_000
# What is called after a place that it governs, guards or judges: there the place is meant, however small.
OF_STATE = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY", "PRM", "PTY", "REB"})
Source = Literal["institution", "person", "country", "demonym", "capital", "strong", "title", "weak", "place"]
RANK: dict[Source, int] = {"strong": 0, "institution": 0, "title": 1, "person": 2, "weak": 2, "country": 3, "demonym": 3}


@dataclass(frozen=True, slots=True)
class ActorCode:
    """An actor: `name` (canonical where known, else the capitals behind a title, else the phrase without determiners),
    `country` (ISO 3166-1 alpha-3), `sectors` (PLOVER 2.0, the leading one first, `IGO` for intergovernmental bodies) and the id
    of a known entity. `words` are the phrase without determiners."""

    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class _Match:
    """tokens[start:end] of the phrase are known; `zone` says how they relate to the head: "head", "belongs" to it,
    stands "elsewhere" (another's), or is mere "scene"."""

    start: int
    end: int
    source: Source
    zone: str
    sectors: tuple[str, ...] = ()
    country: str | None = None
    entity: Entity | None = None


@cache
def noun_trie(lang: str) -> Trie[tuple[Source, tuple[str, ...]]]:
    """A language's actor nouns and titles with their sectors, without titles that hold no office."""
    lexicon = actor_lexicon(lang)
    trie: Trie[tuple[Source, tuple[str, ...]]] = Trie(lexicon.suffixes, lexicon.words["compounded"])
    groups: tuple[tuple[Source, dict[str, tuple[str, ...]]], ...] = (
        ("strong", lexicon.strong),
        ("title", lexicon.titles),
        ("weak", lexicon.weak),
    )
    for source, group in groups:
        for sectors, words in group.items():
            if sectors != NO_OFFICE:
                trie.update(words, (source, tuple(sectors.split())))
    return trie


def code_actor(phrase: str, lang: str | None) -> ActorCode:
    """Code any noun phrase ("polisi", "militer Myanmar", "Washington"). A phrase that nothing is known of gets neither
    country nor sectors."""
    codes = [_code(phrase, one, lang) for one in lexicon_languages(lang)]
    return max(codes, key=lambda c: (bool(c.entity), len(c.sectors) > 0, c.country is not None))


def is_thing(phrase: str, lang: str | None) -> bool:
    """Is the head of a phrase a deed or an object ("a military agreement", "kapal patroli") rather than somebody?"""
    return any(_heads_thing(tokenize(phrase)[:MAX_WORDS], one) for one in lexicon_languages(lang))


def leading_title(phrase: str, lang: str | None) -> str | None:
    """The title of an office holder that a phrase begins with ("Menteri Luar Negeri" of "Menteri Luar Negeri Peru")."""
    for one in lexicon_languages(lang):
        tokens = tokenize(phrase)[:MAX_WORDS]
        found = noun_trie(one).longest(tokens, 0)
        if found and any(source == "title" and set(sectors) & OFFICES for source, sectors in found[1]):
            return phrase[tokens[0].start : tokens[found[0] - 1].end]
    return None


def owner_country(phrase: str, lang: str | None) -> str | None:
    """ISO 3166-1 alpha-3 of whose the thing is that a phrase names ("a Philippine supply boat"), not of where it lies; None
    where it does not say."""
    for one in lexicon_languages(lang):
        lexicon, tokens = actor_lexicon(one), tokenize(phrase)[:MAX_WORDS]
        own = (m for m in _matches(tokens, lexicon, one, lang or one) if m.zone in ("head", "belongs"))
        if country := next((m.country for m in own if m.source in ("country", "demonym")), None):
            return country
    return None


def is_means(phrase: str, lang: str | None) -> bool:
    """Does a phrase stand where an agent would and mean nobody: "(by) force", "(por) la fuerza", "(a) través de X"?"""
    return any(_are_means(tokenize(phrase)[: MEANS_WORDS + 1], actor_lexicon(one)) for one in lexicon_languages(lang))


def _are_means(tokens: Sequence[Token], lexicon: ActorLexicon) -> bool:
    means = lexicon.words["means"]
    if tokens and tokens[0].key in lexicon.words["joining"]:
        return True
    return len(tokens) <= MEANS_WORDS and " ".join(token.key for token in tokens) in means


def _heads_thing(tokens: Sequence[Token], lang: str) -> bool:
    lexicon = actor_lexicon(lang)
    words = lexicon.words
    if _are_means(tokens, lexicon):
        return True
    start = 0
    while start < len(tokens) and (tokens[start].key in words["determiners"] or tokens[start].text[0].isdigit()):
        start += 1
    start = next((k + 1 for k in range(start, min(start + COUNT_REACH, len(tokens) - 1)) if tokens[k].text.isdecimal()), start)
    end = start + 1
    while end < len(tokens) and tokens[end].key not in words["breaks"]:
        end += 1
    if start >= len(tokens):
        return False
    at = end - 1 if lexicon.head_last else start
    head = tokens[at]
    named = head.text[0].isupper() and (lexicon.head_last or start > 0 or (end > 1 and tokens[1].text[0].isupper()))
    thing = head.key in words["things"] or (_is_deed(head.key, lexicon) and noun_trie(lang).longest(tokens, at) is None)
    return thing and (not named or start == end - 1)


def _is_deed(word: str, lexicon: ActorLexicon) -> bool:
    """Does a word bear the affixes of deeds ("pengiriman")? Nouns of actors that do ("perusahaan") are known as such."""
    affixes = (affix.split("-") for affix in lexicon.words["deed_affixes"])
    return len(word) >= MIN_DEED and any(word.startswith(first) and word.endswith(last) for first, last in affixes)


@lru_cache(maxsize=20_000)
def _code(phrase: str, lexicon_lang: str, lang: str | None) -> ActorCode:
    lexicon = actor_lexicon(lexicon_lang)
    tokens = tokenize(phrase)[:MAX_WORDS]
    while len(tokens) > 1 and _is_determiner(tokens, lexicon, lexicon_lang, lang or lexicon_lang):
        tokens = tokens[1:]
    if not tokens:
        return ActorCode(phrase.strip())
    matches = [] if _heads_thing(tokens, lexicon_lang) else _matches(tokens, lexicon, lexicon_lang, lang or lexicon_lang)
    whole = next((m for m in matches if m.start == 0 and m.end == len(tokens)), None)
    if whole and whole.source in ("institution", "person", "country", "capital", "demonym"):
        return _named(whole, phrase[tokens[0].start : tokens[-1].end], lang or lexicon_lang)
    person = next((m.entity for m in matches if m.source == "person" and m.zone == "head" and m.end == len(tokens)), None)
    words = phrase[tokens[0].start :].strip()
    name = person.name if person else _person_name(phrase, tokens, matches) or words
    sectors = _sectors(matches, lexicon)
    if sectors and any(t.key in lexicon.words["former"] for t in tokens[:3]) and sectors[0] in OFFICES:
        sectors = ("ELI", *sectors)[:MAX_SECTORS]
    return ActorCode(name, _country(matches, lexicon), sectors, person.id if person else None, words)


def _named(m: _Match, text: str, lang: str) -> ActorCode:
    """A phrase that is wholly one name."""
    if m.entity:
        return ActorCode(m.entity.name, m.entity.country, m.entity.sectors, m.entity.id)
    if m.sectors:
        return ActorCode(text, m.country, m.sectors)
    sectors = ("GOV",) if m.source == "capital" else ()
    name = text if m.source == "capital" else country_name(m.country or "", lang)
    return ActorCode(name, m.country, sectors, f"country:{m.country}")


def _is_determiner(tokens: Sequence[Token], lexicon: ActorLexicon, lexicon_lang: str, lang: str) -> bool:
    """Can the first word go: a determiner with which no known name begins? One that is a noun as well ("massa", "aparat")
    goes only where the next word is a noun that says more."""
    if tokens[0].key not in lexicon.words["determiners"]:
        return False
    name = institution_trie(lang).longest(tokens, 0)
    noun = noun_trie(lexicon_lang).longest(tokens, 0)
    if (name and name[0] > 1) or (noun and noun[0] > 1):
        return False
    return noun is None or noun_trie(lexicon_lang).longest(tokens, 1) is not None


def _matches(tokens: Sequence[Token], lexicon: ActorLexicon, lexicon_lang: str, lang: str) -> list[_Match]:
    """What is known in the phrase, left to right, the longest match at each place."""
    found: list[_Match] = []
    zone, i = "head", 0
    while i < len(tokens):
        initials = i > 0 and tokens[i - 1].key in lexicon.words["initials"]  # a man "berinisial AS" is no American
        m = None if initials else _match_at(tokens, i, zone, lexicon_lang, lang, found)
        if m:
            found.append(m)
            i = m.end
            continue
        if i > 0:
            zone = _zone(tokens[i].key, zone, lexicon, tokens[i - 1].key)
        i += 1
    return found


def _zone(word: str, zone: str, lexicon: ActorLexicon, before: str) -> str:
    """Which zone begins after this word, which another stands `before`."""
    if word in lexicon.words["belongs"] or before in lexicon.words["speaks_for"]:
        return "belongs" if zone in ("head", "belongs") else zone
    if word in lexicon.words["elsewhere"]:
        return "elsewhere"
    return "scene" if word in lexicon.words["breaks"] else zone


def _match_at(
    tokens: Sequence[Token], i: int, zone: str, lexicon_lang: str, lang: str, found: Sequence[_Match]
) -> _Match | None:
    """The longest match from tokens[i] on; of equally long ones persons, organizations, countries, nouns, then cities.
    `found` is what stands before it."""
    options: list[_Match] = []
    capital = tokens[i].text[0].isupper() or not tokens[i].text[0].isalpha()
    person = person_trie().longest(tokens, i)
    if person and capital:
        known = person[1][0]
        options.append(_Match(i, person[0], "person", zone, known.sectors, known.country, known))
    organization = institution_trie(lang).longest(tokens, i)
    if organization and (capital or organization[0] - i > 1 or tokens[i].text in small_names(lang)):
        e = organization[1][0]
        options.append(_Match(i, organization[0], "institution", zone, e.sectors, e.country, e))
    country = country_trie(lang).longest(tokens, i)
    counts = not capital and tokens[i].key in actor_lexicon(lexicon_lang).words["determiners"]
    if country and not counts:  # "lima" is a number where it bears no capital
        code, use = country[1][0]
        source: Source = "country" if use == "name" else use
        options.append(_Match(i, country[0], source, zone, _de_facto(tokens, i, country[0], lexicon_lang), code))
    noun = noun_trie(lexicon_lang).longest(tokens, i)
    if noun and not _is_surname(i, lexicon_lang, tokens, found):
        kind, sectors = min(noun[1], key=lambda v: RANK[v[0]])
        options.append(_Match(i, noun[0], kind, zone, sectors))
    if options:
        return max(options, key=lambda m: m.end)
    return _city_at(tokens, i, zone, lexicon_lang, lang, found) if capital else None


def _is_surname(i: int, lexicon_lang: str, tokens: Sequence[Token], found: Sequence[_Match]) -> bool:
    """Is the noun at tokens[i] the name of whom the title right before it belongs to? So it is where nouns join in one word
    ("Minister Fischer"), not in two ("police chief")."""
    if not actor_lexicon(lexicon_lang).words["compounded"] or not found or found[-1].end != i:
        return False
    title = noun_trie(lexicon_lang).longest(tokens, found[-1].start)
    return title is not None and any(kind == "title" for kind, _ in title[1])


def _de_facto(tokens: Sequence[Token], i: int, end: int, lexicon_lang: str) -> tuple[str, ...]:
    """PRE where the country's part that is named has a government of its own without recognition."""
    noun = noun_trie(lexicon_lang).longest(tokens, i)
    return next((s for _, s in noun[1] if s == ("PRE",)), ()) if noun and noun[0] == end else ()


def _names_persons(tokens: Sequence[Token], i: int, lexicon_lang: str) -> bool:
    """Does the noun at tokens[i] stand before persons' names, so that what follows is one however a town is called: "General
    Hamilton"? Titles that rule a place ("Bupati Jember") are data; where heads stand last, no noun stands before its place,
    unless nouns join in one word there ("Landgericht Kiel")."""
    lexicon, noun = actor_lexicon(lexicon_lang), noun_trie(lexicon_lang).longest(tokens, i)
    if noun is None:
        return False
    title = " ".join(token.key for token in tokens[i : noun[0]])
    joined = bool(lexicon.words["compounded"])
    return (lexicon.head_last and not joined) or (
        title not in lexicon.words["rulers"] and any(kind == "title" for kind, _ in noun[1])
    )


def _city_at(
    tokens: Sequence[Token], i: int, zone: str, lexicon_lang: str, lang: str, found: Sequence[_Match]
) -> _Match | None:
    """A city or province under its full name, which no other capitalised word adjoins: that would be a person's name. Of
    namesakes the one in the country that the phrase goes on to name ("pekerja San Antonio di Chile")."""
    j = i + 1
    while j < len(tokens) and tokens[j].text[0].isupper():
        j += 1
    adjoined = i > 0 and not (found and found[-1].end == i)
    if tokens[i].text.isdecimal() or (j - i == 1 and tokens[i].key in actor_lexicon(lexicon_lang).words["places"]):
        return None  # "Kota itu" begins a sentence; no city of that name is meant, nor by a number
    if j - i > MAX_CITY_WORDS or (adjoined and tokens[i - 1].text[0].isupper()):
        return None
    if found and found[-1].end == i and _names_persons(tokens, found[-1].start, lexicon_lang):
        return None
    home = next((c[1][0][0] for k in range(j, len(tokens)) if (c := country_trie(lang).longest(tokens, k))), None)
    places = find_places(" ".join(t.text for t in tokens[i:j]), home, MIN_TOWN)
    if not places or places[0].population < _least(places[0], tokens, i, zone, home, found):
        return None
    return _Match(i, j, "place", zone, (), places[0].country)


def _least(place: Place, tokens: Sequence[Token], i: int, zone: str, home: str | None, found: Sequence[_Match]) -> int:
    """So many people a place that tokens[i] names must have to be meant."""
    if place.country != home and _in_name(tokens, i, found):
        return MIN_IN_NAME
    return MIN_CITY if zone == "head" and i > 0 and place.kind == "city" else 0


@cache
def _joins() -> frozenset[str]:
    """Words of all languages that join the parts of a name: names keep theirs in texts of another language."""
    return frozenset(word for lang in languages() for word in actor_lexicon(lang).words["belongs"])


def _in_name(tokens: Sequence[Token], i: int, found: Sequence[_Match]) -> bool:
    """Does tokens[i] only end the name of somebody who is no body of state: words in capitals, more of them than one noun that
    may just begin a sentence ("Warga Jember")?"""
    start = i
    while start > 0 and (tokens[start - 1].text[0].isupper() or tokens[start - 1].key in _joins()):
        start -= 1
    words = [k for k in range(start, i) if tokens[k].text[0].isupper()]
    within = [m for m in found if m.end > start]
    if any(OF_STATE.intersection(m.sectors) for m in within):
        return False
    return len(words) > 1 or (len(words) == 1 and not any(m.start <= words[0] < m.end for m in within))


def _sectors(matches: Sequence[_Match], lexicon: ActorLexicon) -> tuple[str, ...]:
    """The sectors of the head, then of what qualifies it; weak nouns count only where nothing better stands."""
    own = [m for m in matches if m.zone == "head"] or [m for m in matches if m.zone == "belongs"]
    if all(RANK.get(m.source, 3) > 0 for m in own):
        own = own + [m for m in matches if m.zone == "belongs" and m not in own]
    ranks = [RANK[m.source] for m in own if m.sectors]
    if not ranks:
        return ()
    best = [m for m in own if m.sectors and RANK[m.source] == min(ranks)]
    if lexicon.head_last and best[0].zone == "head":
        best.reverse()
    best.sort(key=lambda m: 0 if m.source == "institution" and IGO not in m.sectors else 1)
    told = dict.fromkeys(s for m in best for s in m.sectors)
    return tuple(s for s in told if s != UNKNOWN or len(told) == 1)[:MAX_SECTORS]


def _country(matches: Sequence[_Match], lexicon: ActorLexicon) -> str | None:
    """The actor's country: its adjective, owner or organization's; where it stands ("in Kabul") only for want of those. Where
    the head stands first, a country behind an organization's name is the owner of a namesake ("Policía Nacional de Perú")."""
    own = [m for m in matches if m.zone in ("head", "belongs")]
    if not lexicon.head_last and own and own[0].source == "institution" and IGO not in own[0].sectors:
        owner = next((m.country for m in own[1:] if m.source in ("country", "demonym")), None)
        if owner:
            return owner
    for office, owner_of in pairwise(own if not lexicon.head_last else ()):
        known = office.source == "institution" and IGO not in office.sectors
        if known and owner_of.source in ("country", "demonym") and owner_of.start == office.end:
            return owner_of.country  # "juru bicara Kemlu Peru"
    if any(m.entity and IGO in m.sectors for m in own) and not any(m.source == "demonym" for m in own):
        return next((m.country for m in own if m.zone == "head" and m.source in ("country", "demonym")), None)
    named = [m for m in own if m.country and m.source != "place"] or [m for m in own if m.country]
    if named:
        return named[0].country
    return next((m.country for m in matches if m.zone == "scene" and m.country), None)


def _person_name(phrase: str, tokens: Sequence[Token], matches: Sequence[_Match]) -> str | None:
    """The capitalised words that end a phrase which begins with a title: a person's name."""
    last = max((m.end for m in matches), default=0)
    rest = tokens[last:]
    if not matches or matches[0].source not in ("title", "strong", "weak", "institution", "country", "demonym"):
        return None
    if not rest or not all(t.text[0].isupper() for t in rest):
        return None
    return phrase[rest[0].start : rest[-1].end]
