"""Where names stand, and of what kind: known names, titles, cues and capitals, a sentence at a time.

This is the part that a trained tagger replaces; what a name points to is decided elsewhere (names_linking).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sumber.knowledge.countries import country_trie
from sumber.knowledge.institutions import institution_trie
from sumber.knowledge.match import tokenize
from sumber.knowledge.people import person_trie
from sumber.knowledge.places import find_places
from sumber.reading.names_lexicon import NameLexicon, name_lexicon, small_words
from sumber.types import Entity, NameKind, Span

# What a kind rests on; a surer mention decides the kind of the same words elsewhere in the document.
KNOWN, CUED, SHAPED, GUESSED = 0.95, 0.85, 0.7, 0.5
# A guess that only stays where the document says the same name more surely elsewhere.
TENTATIVE = 0.3
# From this share of capitalised longer words on, a line is set in title case and capitals say nothing. Headlines end without
# a full stop; what ends with one is mostly a sentence full of names.
TITLE_CASE, TITLE_CASE_SENTENCE = 0.75, 0.95
MIN_CITY = 100_000
MAX_RUN = 8
MAX_ACRONYM = 6
JOINT = re.compile(r"[ \u00a0]?[-'’.&]?[ \u00a0]?")
AGE = re.compile(r" ?(?:, ?\d{2} ?,|\(\d{2}\)|, ?\d{2} ?(?:\(|$))")
ACRONYM = re.compile(r" ?\( ?([A-Z][A-Za-z\-]{1,11}) ?\)")


QUOTES = "\"'“”‘’«»"


@dataclass(frozen=True, slots=True)
class Found:
    """A name as found: text[start:end], its kind, how surely, and the known entity or title that goes with it."""

    start: int
    end: int
    kind: NameKind
    confidence: float
    entity: Entity | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    titled: bool = False


class SentenceReader:
    """Reads one sentence; `found` are its names in order."""

    def __init__(self, text: str, sentence: Span, lang: str | None) -> None:
        self.text, self.lang = text, lang
        self.lexicon: NameLexicon = name_lexicon(lang)
        self.tokens = tokenize(text, sentence.start, sentence.end)
        self.found: list[Found] = []
        words = [t for t in self.tokens if len(t.text) > 3 and t.text[0].isalpha()]
        capitals = sum(t.text[0].isupper() for t in words)
        share = TITLE_CASE_SENTENCE if sentence.text.rstrip().endswith(".") else TITLE_CASE
        self.title_case = len(words) >= 4 and capitals >= share * len(words)
        self.title: tuple[str, ...] | None = None  # the sectors of a title that waits for its person

    def read(self) -> list[Found]:
        """All names of the sentence."""
        i = 0
        while i < len(self.tokens):
            i = self._step(i)
        return self.found

    def _step(self, i: int) -> int:
        """Read what stands at token i; the index of the next token to read."""
        if i and not JOINT.fullmatch(self.text, self.tokens[i - 1].end, self.tokens[i].start) and not self._comma(i):
            self.title = None
        known = self._known(i)
        if known:
            return known
        title = self.lexicon.titles.longest(self.tokens, i)
        if title and not self._begins_organization(i, title[0]):
            self.title = title[1][0]
            return title[0]
        if self._capital(i):
            return self._run(i)
        t = self.tokens[i]
        if t.key in self.lexicon.place_before or not t.text[0].isalpha() or (t.text.islower() and len(t.key) <= 3):
            self.title = None
        return i + 1

    def _comma(self, i: int) -> bool:
        return self.text[self.tokens[i - 1].end : self.tokens[i].start] == ". "

    def _gap(self, i: int) -> str:
        """What stands between token i-1 and token i."""
        return self.text[self.tokens[i - 1].end : self.tokens[i].start]

    def _capital(self, i: int) -> bool:
        """Does a capital here say that this is a name's word?"""
        t = self.tokens[i]
        if not t.text[0].isupper() or t.key in self.lexicon.never:
            return False
        if (len(t.text) == 1 and not self._initial(i)) or self._date_part(i):
            return False
        if self.title_case:
            return t.text.lower() not in small_words()
        acronym = t.upper and 2 <= len(t.text) <= MAX_ACRONYM
        return acronym or not self._begins(i) or t.text.lower() not in small_words()

    def _date_part(self, i: int) -> bool:
        """Is it the short name of a month or weekday next to a number?"""
        near = self.tokens[max(0, i - 1) : i + 2]
        return self.tokens[i].key in self.lexicon.calendar_short and any(t.text.isdigit() for t in near)

    def _begins(self, i: int) -> bool:
        """Does a sentence, a quote or the like begin here, so that any word would have a capital?"""
        return i == 0 or any(c in '"“”‘:.!?—–-/|•\n' for c in self._gap(i).strip(" "))

    def _initial(self, i: int) -> bool:
        """Is it a single letter that belongs to a name ("George W. Bush", "Joko S")?"""
        return i + 1 < len(self.tokens) and self.tokens[i + 1].text[0].isupper()

    def _add(self, i: int, j: int, kind: NameKind, confidence: float, entity: Entity | None = None) -> int:
        """Note tokens[i:j] as a name."""
        titled = self.title is not None and kind == "person"
        sectors = self.title or () if kind == "person" else ()
        self.found.append(Found(self.tokens[i].start, self.tokens[j - 1].end, kind, confidence, entity, None, sectors, titled))
        if kind == "person":
            self.title = None
        return j

    def _known(self, i: int) -> int | None:
        """A known organization, country or region, or an organization by its cue."""
        t = self.tokens[i]
        if t.text[0].islower():
            return None
        place = self._place_cue(i)
        if place:
            return self._add(i, place, "place", CUED)
        person = self._known_person(i)
        if person:
            return person
        organization = institution_trie(self.lang).longest(self.tokens, i)
        region = self.lexicon.regions.longest(self.tokens, i)
        country = country_trie(self.lang).longest(self.tokens, i)
        cue = self._cued(i)
        ends = [x[0] for x in (organization, region, country) if x]
        city = self._long_place(i)
        if city and city > max(ends, default=0) and not cue:
            return self._add(i, city, "place", CUED)
        if cue and cue >= max(ends, default=0):
            return self._add(
                i, cue, "organization", CUED, organization[1][0] if organization and organization[0] == cue else None
            )
        if organization and organization[0] >= max(ends) and self._written_as_name(i, organization[0], organization[1][0]):
            return self._add(i, organization[0], "organization", KNOWN, organization[1][0])
        if country and country[0] >= max(ends):
            return self._country(i, country[0], *country[1][0])
        if region:
            return self._add(i, region[0], "place", KNOWN)
        return None

    def _long_place(self, i: int) -> int | None:
        """The end of a city's or province's name of two words or more; after a title only a province's."""
        if self.title_case:
            return None
        for j in range(min(len(self.tokens), i + 4), i + 1, -1):
            if self.tokens[j - 1].text[0].isupper() and all(self._gap(k) == " " for k in range(i + 1, j)):
                places = find_places(self.text[self.tokens[i].start : self.tokens[j - 1].end])
                if places and (self.title is None or places[0].kind == "province"):
                    return j
        return None

    def _known_person(self, i: int) -> int | None:
        """The end of a known person's name; one word alone counts only where no other name's word adjoins it."""
        hit = person_trie().longest(self.tokens, i)
        if not hit:
            return None
        j = hit[0]
        adjoined = j < len(self.tokens) and self.tokens[j].text[0].isupper() and JOINT.fullmatch(self._gap(j))
        if j == i + 1 and adjoined and not self.title_case:
            return None
        return self._add(i, j, "person", KNOWN, hit[1][0])

    def _place_cue(self, i: int) -> int | None:
        """The end of a place's name that opens with its kind ("Teluk Oman", "Lake Chad"); None if there is none."""
        if self.tokens[i].key not in self.lexicon.places or not self._cue_capital(i) or self.title_case:
            return None
        j = i + 1
        while j < len(self.tokens) and j - i < 4 and self._gap(j) == " " and self.tokens[j].text[0].isupper():
            if self.tokens[j].key in self.lexicon.never - self.lexicon.directions or self.lexicon.titles.longest(
                self.tokens, j
            ):
                break
            j += 1
        return j if j > i + 1 else None

    def _written_as_name(self, i: int, j: int, entity: Entity) -> bool:
        """In title case and at a sentence's start a single everyday word is no organization ("Meta", "Quad")."""
        if j == i + 1 and self._everyday_at_start(i):
            return False
        follows = j < len(self.tokens) and self._capital(j) and JOINT.fullmatch(self._gap(j)) is not None
        return not (j == i + 1 and follows and not self.tokens[i].upper and self._single_given(i))

    def _single_given(self, i: int) -> bool:
        return self.tokens[i].key in self.lexicon.also_given_names

    def _country(self, i: int, j: int, code: str, use: str) -> int | None:
        """A country or capital is a place; a demonym is no name; "Jordan Pratama" is a person."""
        if use == "demonym":
            return None if self._ends_in_organization(i) else j
        if j == i + 1 and self._everyday_at_start(i):
            return None
        given = j == i + 1 and self.tokens[i].key in self.lexicon.also_given_names
        if given and self.title is None and j < len(self.tokens) and self._capital(j) and self._gap(j) == " ":
            return None
        if self._ends_in_organization(i):
            return None
        if j < len(self.tokens) and self.tokens[j].key in self.lexicon.directions and self._gap(j) == " ":
            return self._add(i, j + 1, "place", CUED)
        return self._add(i, j, "place", KNOWN, Entity(f"country:{code}", "", "place", code) if use == "name" else None)

    def _everyday_at_start(self, i: int) -> bool:
        """Could the word have its capital only for where it stands ("Lima" is five in Indonesian)?"""
        t = self.tokens[i]
        return (self.title_case or self._begins(i)) and not t.upper and t.text.lower() in small_words()

    def _ends_in_organization(self, i: int) -> bool:
        """Does the run of capitals from i on end with an organization's word, as in languages whose head stands last?"""
        return self.lexicon.head_last and self._last_cue(i, self._run_end(i)) is not None

    def _begins_organization(self, i: int, j: int) -> bool:
        """Is what looks like a title the beginning of a longer organization's name?"""
        cue = self._cued(i)
        return cue is not None and cue > j

    def _cued(self, i: int) -> int | None:
        """The end of an organization whose name opens with its cue ("Kementerian ...", "Bank of ..."), or None."""
        hit = self.lexicon.organizations.longest(self.tokens, i)
        if not hit or not self._cue_capital(i):
            return None
        j = hit[0]
        while j < len(self.tokens) and j - i < MAX_RUN:
            k = self._extend(i, j)
            if k is None:
                break
            j = k
        lone = j - i == 1 and self.lexicon.lone_cues and not self._begins(i) and not self.title_case
        return j if j > hit[0] or j - i > 1 or lone else None

    def _cue_capital(self, i: int) -> bool:
        t = self.tokens[i]
        return t.text[0].isupper() and (not self.title_case or t.upper or not self.lexicon.head_last)

    def _extend(self, i: int, j: int) -> int | None:
        """The end of an organization's name when it is drawn on over token j; None where it ends before."""
        if not JOINT.fullmatch(self._gap(j)) or self._complete(i, j):
            return None
        t = self.tokens[j]
        if t.key in self.lexicon.joints and j + 1 < len(self.tokens) and self._gap(j + 1) == " ":
            k = j + 2 if self.tokens[j + 1].key in self.lexicon.joints and j + 2 < len(self.tokens) else j + 1
            inner = self.tokens[k].text[0].isupper() and not self.lexicon.organizations.longest(self.tokens, k)
            inner = inner and not (len(t.key) > 2 and institution_trie(self.lang).longest(self.tokens, k))
            coordinated = len(t.key) > 2 and (
                country_trie(self.lang).longest(self.tokens, k) is not None or self._ends_in_organization(k)
            )
            return k + 1 if inner and not coordinated and t.text.islower() else None
        if j > i + 1 and not t.upper and self.lexicon.titles.longest(self.tokens, j):
            return None
        if self.lexicon.head_last and not self.title_case:
            return j + 1 if t.text[0].isupper() and self.tokens[j - 1].key not in self.lexicon.never else None
        if self.title_case:
            return j + 1 if t.text[0].isupper() and j - i < 3 else None
        numbered = t.text.isdigit() and self._gap(j) == " "
        return j + 1 if numbered or (t.text[0].isupper() and t.key not in self.lexicon.never) else None

    def _complete(self, i: int, j: int) -> bool:
        """Is the name complete with a country or a known organization's full name?"""
        known = institution_trie(self.lang).longest(self.tokens, i)
        if known and known[0] == j and j - i > 1:
            return True
        if j - i < 3:
            return False
        return any(
            (hit := country_trie(self.lang).longest(self.tokens, k)) and hit[0] == j for k in range(max(i + 1, j - 2), j)
        )

    def _run_end(self, i: int) -> int:
        """The end of the run of capitalised words from token i on."""
        j = i + 1
        while j < len(self.tokens) and j - i < MAX_RUN and JOINT.fullmatch(self._gap(j)):
            if self._gap(j).strip() == "." and len(self.tokens[j - 1].text) > 2:
                break
            t = self.tokens[j]
            if t.key in self.lexicon.particles and t.text.islower() and j + 1 < len(self.tokens) and self._gap(j + 1) == " ":
                if not self.tokens[j + 1].text[0].isupper() or self._starts_other(j + 1):
                    break
                j += 2
                continue
            if not self._capital(j) or self._starts_other(j):
                break
            j += 1
        return j

    def _starts_other(self, j: int) -> bool:
        """Does another name or a title begin at token j, inside a run of capitals?"""
        t = self.tokens[j]
        if country_trie(self.lang).longest(self.tokens, j) and not self.lexicon.head_last:
            return True
        if self.lexicon.head_last:
            return False
        return t.upper and len(t.text) > 1 and institution_trie(self.lang).longest(self.tokens, j) is not None

    def _last_cue(self, i: int, j: int) -> int | None:
        """The index after the last organization cue within tokens[i:j], not counting the first token."""
        for k in range(j - 1, i, -1):
            hit = self.lexicon.closing.longest(self.tokens, k)
            if hit and hit[0] <= j:
                return hit[0]
        return None

    def _run(self, i: int) -> int:
        """Classify the run of capitals that begins at token i."""
        j = self._run_end(i)
        end = self._last_cue(i, j)
        if end and (self.lexicon.head_last or end == j):
            return self._add(i, self._cued(end - 1) or end, "organization", CUED)
        place = self._place(i, j)
        if place:
            return self._add(i, place, "place", CUED)
        if ACRONYM.match(self.text, self.tokens[j - 1].end) and j - i > 1 and self._initials(i, j):
            return self._add(i, j, "organization", CUED)
        return self._by_shape(i, j)

    def _initials(self, i: int, j: int) -> bool:
        """Does the acronym after the run begin as the run does, or does the run consist of everyday words?"""
        everyday = sum(t.text.lower() in small_words() for t in self.tokens[i:j])
        m = ACRONYM.match(self.text, self.tokens[j - 1].end)
        return everyday * 2 > j - i or (m is not None and m.group(1)[0] == self.tokens[i].text[0] and m.group(1).isupper())

    def _place(self, i: int, j: int) -> int | None:
        """The end of a place's name that begins at i, by cue, preposition or gazetteer; None if it is no place."""
        if self.title is None and self.lexicon.head_last and j > i + 1 and self.tokens[j - 1].key in self.lexicon.places:
            return j
        before = self.tokens[i - 1].key if i and self._gap(i) == " " else ""
        for k in range(min(j, i + 3), i, -1):
            places = find_places(self.text[self.tokens[i].start : self.tokens[k - 1].end])
            if not places:
                continue
            large = places[0].kind == "province" or places[0].population >= MIN_CITY
            if before in self.lexicon.place_before or (k == j and large and self.title is None and not self._given_and_more(i)):
                return k
        return j if self.lexicon.capitals_name and (before in self.lexicon.place_before or self._place_noun_before(i)) else None

    def _place_noun_before(self, i: int) -> bool:
        """Does the kind of place stand before the name, small ("kota Pati", "the town of Marib")?"""
        k = i - 1
        if k > 0 and self.tokens[k].key in self.lexicon.joints and self._gap(i) == " ":
            k -= 1
        return (
            k >= 0 and self.tokens[k].key in self.lexicon.places and self.tokens[k].text.islower() and self._gap(k + 1) == " "
        )

    def _given_and_more(self, i: int) -> bool:
        """Is a city's name here rather a person's: after a verb of saying?"""
        return i > 0 and self.tokens[i - 1].key in self.lexicon.said

    def _by_shape(self, i: int, j: int) -> int:
        """A run without cue: a titled person, an acronym, a person by context, or nothing."""
        if self.title is not None and j - i > 1 and not self.lexicon.head_last:
            office = self._office_scope(i, j)
            if office is not None:
                return office
        words = self.tokens[i:j]
        everyday = sum(t.text.lower() in small_words() for t in words)
        if self.title is not None and everyday * 2 <= len(words) and not (len(words) == 1 and words[0].upper):
            return self._add(i, j, "person", CUED)
        if not self.lexicon.capitals_name:
            self.title = None
            return j
        if len(words) == 1 and words[0].upper and 2 <= len(words[0].text) <= MAX_ACRONYM and not self.title_case:
            return self._add(i, j, "organization", SHAPED)
        near = {self.tokens[k].key for k in (i - 1, j) if 0 <= k < len(self.tokens)}
        if all(t.key in self.lexicon.directions for t in words) or (self.title is None and self._quoted(i, j)):
            return j
        if (AGE.match(self.text, words[-1].end) or near & self.lexicon.said) and everyday < len(words):
            return self._add(i, j, "person", SHAPED)
        if everyday == 0 and all(t.text.isalpha() for t in words) and not any(t.upper and len(t.text) > 2 for t in words):
            return self._guess(i, j)
        self.title = None
        return j

    def _office_scope(self, i: int, j: int) -> int | None:
        """Where a person's name can begin after words that belong to the title: a city ("Bupati Sleman ...") or an everyday
        word ("Direktur Keuangan ..."); None where the run begins with the name."""
        t = self.tokens[i]
        if t.text.lower() in small_words() and not t.upper:
            return i + 1
        places = find_places(t.text) if j - i > 2 and t.key not in self.lexicon.also_given_names else ()
        if places and (places[0].kind == "province" or places[0].population >= MIN_CITY):
            return self._add(i, i + 1, "place", SHAPED)
        return None

    def _quoted(self, i: int, j: int) -> bool:
        """Does the run stand in quotation marks by itself, as titles of works do?"""
        before = self.text[max(0, self.tokens[i].start - 2) : self.tokens[i].start].strip()
        after = self.text[self.tokens[j - 1].end : self.tokens[j - 1].end + 2].strip()
        return before[-1:] in QUOTES and after[:1] in QUOTES and bool(before and after)

    def _guess(self, i: int, j: int) -> int:
        """A run of words that are no everyday words: a small city, or likely a person."""
        if self.title_case:
            return self._add(i, j, "person", TENTATIVE)
        if j - i in (2, 3, 4):
            return self._add(i, j, "person", SHAPED)
        before = self.tokens[i - 1].key if i and self._gap(i) == " " else ""
        if before in self.lexicon.place_maybe_before:
            return self._add(i, j, "place", GUESSED)
        return self._add(i, j, "person", GUESSED)


def find_spans(text: str, sentences: Sequence[Span], lang: str | None) -> list[Found]:
    """The names of a document in order, not overlapping; the kinds of the same words agree throughout the document."""
    found = [f for s in sentences for f in SentenceReader(text, s, lang).read()]
    found = [f for f in found if f.end > f.start]
    return agree(text, found)


def agree(text: str, found: list[Found]) -> list[Found]:
    """Let the surest mention of a name decide the kind of its unsure ones, and a full name that of its parts."""
    surest: dict[str, Found] = {}
    parts: dict[str, Found] = {}
    for f in sorted(found, key=lambda f: -f.confidence):
        name = text[f.start : f.end]
        surest.setdefault(name, f)
        if f.kind == "person" and f.confidence >= SHAPED and " " in name:
            for word in (name.split()[0], name.split()[-1]):
                parts.setdefault(word, f)
    agreed = []
    for f in found:
        other = surest[text[f.start : f.end]]
        part = parts.get(text[f.start : f.end])
        if f.confidence < CUED and other.confidence > f.confidence:
            f = replace(f, kind=other.kind, entity=f.entity or other.entity, confidence=min(other.confidence, SHAPED))
        elif f.confidence <= SHAPED and part is not None:
            f = replace(f, kind="person", confidence=SHAPED)
        if f.confidence > TENTATIVE:
            agreed.append(f)
    return agreed
