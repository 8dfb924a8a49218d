"""The nouns of sumber: what every stage takes and gives.

All are frozen. Text is never edited after extraction: whatever is found in it stands off, as spans of code points,
half-open [start, end), into `Document.text`. A fact cannot be built without the words it rests on.
Countries are ISO 3166-1 alpha-3, languages BCP 47, moments ISO 8601, times TIMEX3 (ISO 24617-1), events PLOVER 2.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sumber.errors import EvidenceError

NameKind = Literal["person", "organization", "place"]
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
TimeBasis = Literal["stated", "publication", "text", "defaulted", "judged"]
Status = Literal["asserted", "planned", "alleged", "denied", "requested", "hypothetical"]
Sense = Status | Literal["cancelled"]
"""How a happening is told: in a status, or as a plan that a later report calls off."""
Quad = Literal["verbal_coop", "material_coop", "verbal_conflict", "material_conflict"]
RefusalReason = Literal[
    "missing", "unreadable", "empty", "binary", "too-large", "too-deep", "encoding", "paywall", "consent", "javascript",
    "listing", "error-page", "video", "no-article", "no-pages", "bad-row", "failed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Words and where they stand: `document.text[start:end] == text`. Raises EvidenceError where that cannot be."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise EvidenceError(f"span [{self.start}, {self.end}) cannot hold {len(self.text)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span [start, end) of `text`."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Do both share a character?"""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Does this span lie wholly inside the other?"""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gives no row of its own kind, and why: `reason` is for programs, `detail` for people."""

    input: str
    reason: RefusalReason
    detail: str


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as received. `input` names where they were read from, `digest` is their SHA-256 in hex."""

    input: str
    url: str | None
    data: bytes
    digest: str
    media_type: Literal["text/html", "text/plain"]
    fetched_at: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be read: all that annotate, code and group need to know of an article. `date` is the day, or the moment
    with its offset, on which it was published; None where the page gives none. `vector` is its story vector (float32, little
    endian) where that is known already; it follows from title and text, and is not compared."""

    id: str
    text: str
    lang: str | None = None
    date: str | None = None
    title: str | None = None
    outlet: str | None = None
    credits: tuple[str, ...] = ()
    vector: bytes | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the value of an article's field was read: "json-ld", "meta:<name>", "time:datePublished", "title", "heading",
    "byline", "label", "link", "line", "page" (shown to readers), "address", "furniture", "text", "given". `others` are (source,
    value) of statements on the page that do not fit it."""

    field: str
    source: str
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A page's article. `text` is its paragraphs joined by one newline each; what is not article text is kept in fields of
    its own. `published` keeps the offset from UTC that the page gives; None means that the page gives no date. `canonical` is
    the address that the page calls its own. `positions`, where asked for, are the bytes [start, end) of the page that each
    paragraph was read from, None where no unbroken range gives it."""

    input: str
    digest: str
    text: str
    lang: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    dateline: str | None = None
    captions: tuple[str, ...] = ()
    promos: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    canonical: str | None = None
    provenance: tuple[Provenance, ...] = ()
    positions: tuple[tuple[int, int] | None, ...] | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body, a paragraph each; no paragraph holds a newline."""
        return tuple(self.text.split("\n")) if self.text else ()

    def document(self, id: str) -> Document:
        """The article as the reading stages take it."""
        return Document(id, self.text, self.lang, self.published, self.title, self.outlet, self.credits)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that names point to. `sectors` are PLOVER sector codes, `aliases` names by language."""

    id: str
    name: str
    kind: NameKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `entity` is None where nothing is known of it; `confidence` lies in 0..1. `candidates` are the
    namesakes that it may mean as well as the likeliest, with their shares of what speaks for them, where there are several."""

    span: Span
    kind: NameKind
    entity: Entity | None = None
    confidence: float = 1.0
    candidates: tuple[tuple[Entity, float], ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text. `value` and `mod` as in TIMEX3; `basis` says what the value rests on: stated in full, reckoned from
    the day of publication or from another time of the text, defaulted, or judged by a person. `flags` hold contradictions:
    "weekday-mismatch", "impossible-date". `begin` and `end` are the first and last day of the interval meant, where the value
    names days."""

    span: Span
    type: TimeKind
    value: str
    mod: str | None = None
    basis: TimeBasis = "stated"
    flags: tuple[str, ...] = ()
    begin: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words or the gist of them. `span` is the content, `via` the media it came through; `meant` is the mention that
    the speaker names, or that a pronoun or a title in his place stands for."""

    span: Span
    speaker: Span | None
    cue: Span | None
    via: tuple[str, ...] = ()
    direct: bool = True
    meant: Mention | None = None


@dataclass(frozen=True, slots=True)
class SpanPrediction:
    """A stretch of a sentence, in code points of that sentence, half-open, and how surely it is what it is given as: the mean
    over its words."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class NamePrediction:
    """A name. Names do not overlap each other."""

    kind: NameKind
    span: SpanPrediction


@dataclass(frozen=True, slots=True)
class TypePrediction:
    """A PLOVER type that a trigger may have, with the likeliest of its modes; `mode` is None where none fits or none exist.
    `probability` is the type's, given that the trigger is one; `confidence` is that of the whole event: gate, trigger, and the
    type as trigger and sentence see it. Events of .2 or more are best for F1, of .3 or more for precision (training/README)."""

    type: str
    probability: float
    confidence: float
    mode: str | None
    mode_probability: float


@dataclass(frozen=True, slots=True)
class EventPrediction:
    """A trigger and what hangs on it. `types` holds every type of some probability, likeliest first; `statuses` is a
    distribution. Roles are lists: two actors joined by "and" are two spans."""

    trigger: SpanPrediction
    types: tuple[TypePrediction, ...]
    statuses: Mapping[Status, float]
    reciprocal: float
    actors: tuple[SpanPrediction, ...]
    recipients: tuple[SpanPrediction, ...]
    place: tuple[SpanPrediction, ...]
    time: tuple[SpanPrediction, ...]
    attribution: tuple[SpanPrediction, ...]

    @property
    def status(self) -> Status:
        """The likeliest status."""
        return max(self.statuses, key=lambda status: self.statuses[status])


@dataclass(frozen=True, slots=True)
class SentencePrediction:
    """All that the heads say. `contents`, `speakers` and `cues` are parts of quotations, which may overlap names; `gate` is
    the probability that the sentence tells an event at all, `types` that it tells one of each type, `contexts` that it is
    about each of PLOVER's contexts. Triggers are given generously: weigh them by the confidence of their types."""

    names: tuple[NamePrediction, ...] = ()
    contents: tuple[SpanPrediction, ...] = ()
    speakers: tuple[SpanPrediction, ...] = ()
    cues: tuple[SpanPrediction, ...] = ()
    gate: float = 0.0
    types: Mapping[str, float] | None = None
    events: tuple[EventPrediction, ...] = ()
    contexts: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What reading finds in one document, each layer in order of the text; mentions do not overlap each other. `predictions` is
    the model's word on each sentence, for the stages that read on; empty where it was not asked."""

    document: Document
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    quotes: tuple[Quote, ...]
    predictions: tuple[SentencePrediction, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Inference:
    """How words that name nobody were resolved: `kind` ("pronoun", "collective", "capital", "title", "carried-over", "place",
    "predicate", "country", "shared"), the words themselves, and the words they stand for are in the Role that holds this. For
    "place" they are the preposition: a deed done in another's land is done to it. For "predicate" they say what somebody is
    ("one of the states"), for "country" they told before whose "the junta" is, for "shared" they are the noun of several
    countries in a list.
    """

    kind: str
    words: Span


@dataclass(frozen=True, slots=True)
class Role:
    """Who or what takes part. `span` holds the words that name it; where those were inferred from other words (a pronoun,
    "both countries"), `inference` keeps the other words too. `country` and `sectors` also for those only described."""

    span: Span
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    inference: Inference | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """By whose word: said in the sentence, by the quote it stands in, or by the article's credit (then without a span)."""

    source: Literal["sentence", "quote", "credit"]
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing. `kind`: "killed", "injured", "arrested", "protesters", "materiel"; where no number stands no `value`."""

    kind: str
    span: Span
    value: float | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One PLOVER event told in one sentence. `sentence` is its evidence, `trigger` the words that tell it."""

    type: str
    mode: str | None
    quad: Quad
    score: float
    status: Status
    sentence: Span
    trigger: Span
    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    reciprocal: bool = False
    place: Role | None = None
    time: TimeExpression | None = None
    attribution: Attribution | None = None
    contexts: tuple[str, ...] = ()
    background: bool = False
    quantities: tuple[Quantity, ...] = ()
    confidence: float = 0.5

    def __post_init__(self) -> None:
        if not self.trigger.within(self.sentence):
            raise EvidenceError("an event's trigger must stand in its sentence")


@dataclass(frozen=True, slots=True)
class Coding:
    """The events of one document, in order of their triggers, and PLOVER's contexts that the document as a whole is in."""

    annotation: Annotation
    events: tuple[EventMention, ...]
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where grouping put a document: its story, the document it copies (None if none), and its origin: the agency or outlet
    whose reporting it is. `translation_of` is a document in another language that it seems to translate: less sure than a
    copy. `grouped` is the story that grouping alone gives, where people's judgements moved the document to another."""

    id: str
    story: str
    copy_of: str | None
    origin: str
    translation_of: str | None = None
    grouped: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One report's word on something: whose document, which origin, and the sentence (or words) that say it."""

    document: str
    origin: str
    evidence: Span
    value: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims that do not fit (b is None where one page contradicts itself). `kind`: "date", "weekday", "place", "number",
    "amount", "actor", "status". `update` marks a later correction of the same figure."""

    kind: str
    a: Claim
    b: Claim | None
    about: str
    update: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One happening told by several mentions. `mentions` are (document id, index into its coding); `origins` counts
    independent ones only."""

    id: str
    type: str
    mentions: tuple[tuple[str, int], ...]
    origins: tuple[str, ...]
    day: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    statuses: tuple[Sense, ...]
