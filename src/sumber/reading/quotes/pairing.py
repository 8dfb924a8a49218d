"""Quotes out of the model's parts: which of a sentence's contents, cues and speakers belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sumber.types import SentencePrediction, Span, SpanPrediction

# Contents so near to each other, in characters, are pieces of one, unless a cue or a speaker stands between.
_SPLINTER = 30
# How far from its cue, in characters, a speaker is looked for; a farther one costs as much as a probability less by one.
_REACH = 120
# How far from what it reports, in characters, a cue may stand.
_CUE_REACH = 90
# What a speaker without a cue must be surer by: at .3 found and speakers rose on every set, at 0 precision fell.
_WITHOUT_CUE = 0.3
# Parts of a kind that are read in one sentence: a page without any full stop must not be slow.
_MOST_PARTS = 64
_STOP = re.compile(r"[,;:.?!…。！？،؟()\"“”„«»「」『』]")
_SENTENCE_END = re.compile(r"[.?!…。！？؟]\W*\s")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch [start, end) of the document that the model gives as a part of a quote, and how surely."""

    start: int
    end: int
    probability: float

    def gap(self, other: Part) -> int:
        """Characters between both; 0 where they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)

    def holds(self, other: Part) -> bool:
        """Does the other lie wholly inside this one?"""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote as the model tells it. A cue without a speaker, and content without either, happen."""

    content: Part
    speaker: Part | None
    cue: Part | None

    @property
    def confidence(self) -> float:
        """The lesser probability of content and cue. A speaker in place of a cue counts less; content alone does not count."""
        if self.cue:
            return min(self.content.probability, self.cue.probability)
        return min(self.content.probability, self.speaker.probability) - _WITHOUT_CUE if self.speaker else 0.0


def pair_parts(sentence: Span, prediction: SentencePrediction) -> list[Draft]:
    """The quotes of one sentence in order of their contents. Each content takes the nearest cue that no nearer content takes,
    each cue the likeliest near speaker; "X said A, adding B" gives both contents X. Parts that do not fit are left out."""
    cues = _parts(sentence, prediction.cues)
    speakers = _parts(sentence, prediction.speakers)
    cues = _joined(sentence, cues, 1, speakers)
    contents = _joined(sentence, _parts(sentence, prediction.contents), _SPLINTER, cues + speakers)
    contents = [_completed(sentence, content, cues + speakers) for content in contents]
    cues = [cue for cue in cues if not any(content.holds(cue) for content in contents)]
    speakers = [speaker for speaker in speakers if not any(content.holds(speaker) for content in contents)]
    chosen = _nearest_cues(contents, cues)
    drafts: list[Draft] = []
    for index, content in enumerate(contents):
        cue = chosen.get(index)
        speaker = _speaker(cue or content, content, speakers)
        drafts.append(Draft(content, _closed(sentence, _behind(cue, speaker)) if speaker else None, cue))
    return drafts


def _behind(cue: Part | None, speaker: Part) -> Part:
    """The speaker without the end of a cue that it begins with: "kwa mujibu [wa" Idara]."""
    if cue is None or not cue.start < speaker.start < cue.end < speaker.end:
        return speaker
    return Part(cue.end + 1, speaker.end, speaker.probability) if cue.end + 1 < speaker.end else speaker


def _parts(sentence: Span, spans: Sequence[SpanPrediction]) -> list[Part]:
    base, size = sentence.start, len(sentence.text)
    fit = sorted((s for s in spans if 0 <= s.start < s.end <= size), key=lambda s: (s.start, s.end))
    fit = [s for s in fit if any(map(str.isalnum, sentence.text[s.start : s.end]))]
    return [Part(base + s.start, base + s.end, s.probability) for s in fit[:_MOST_PARTS]]


def _joined(sentence: Span, parts: list[Part], reach: int, borders: list[Part]) -> list[Part]:
    """Parts with those that follow within `reach` characters, no sentence's end nor any of `borders` between, as one."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last and part.start - last.end <= reach and _unbroken(sentence, last.end, part.start, borders):
            sizes = last.end - last.start, part.end - part.start
            mean = (last.probability * sizes[0] + part.probability * sizes[1]) / sum(sizes)
            found[-1] = Part(last.start, max(last.end, part.end), mean)
        else:
            found.append(part)
    return found


def _unbroken(sentence: Span, start: int, end: int, borders: list[Part]) -> bool:
    if any(border.start < end and start < border.end for border in borders):
        return False
    return not _SENTENCE_END.search(sentence.text, max(0, start - sentence.start - 1), max(0, end - sentence.start))


def _completed(sentence: Span, content: Part, borders: list[Part]) -> Part:
    """Content goes on to the next mark: the model drops last words sooner than it adds any."""
    at = content.end - sentence.start
    stop = _STOP.search(sentence.text, at)
    end = sentence.start + (stop.start() if stop else len(sentence.text))
    end = min([end, *(border.start for border in borders if border.start >= content.end)])
    if any(border.start < content.end < border.end for border in borders):
        return content
    while end > content.end and sentence.text[end - sentence.start - 1].isspace():
        end -= 1
    return Part(content.start, end, content.probability)


def _nearest_cues(contents: list[Part], cues: list[Part]) -> dict[int, Part]:
    pairs = sorted(
        (content.gap(cue), i, k)
        for i, content in enumerate(contents)
        for k, cue in enumerate(cues)
        if content.gap(cue) <= _CUE_REACH
    )
    chosen: dict[int, Part] = {}
    taken: set[int] = set()
    for _, i, k in pairs:
        if i not in chosen and k not in taken:
            chosen[i] = cues[k]
            taken.add(k)
    return chosen


def _speaker(anchor: Part, content: Part, speakers: list[Part]) -> Part | None:
    """The speaker for a cue, or for content without one. One who stands behind another content is farther by its length."""
    near = [s for s in speakers if anchor.gap(s) <= _REACH or content.gap(s) <= _REACH]
    return max(near, key=lambda s: s.probability - min(anchor.gap(s), content.gap(s) + 1) / _REACH, default=None)


def _closed(sentence: Span, part: Part) -> Part:
    """A speaker with the parenthesis closed that opens in it."""
    text = sentence.text[part.start - sentence.start : part.end - sentence.start]
    if text.rfind("(") <= text.rfind(")"):
        return part
    close = sentence.text.find(")", part.end - sentence.start)
    if close < 0 or close - (part.end - sentence.start) > 2:
        return part
    return Part(part.start, sentence.start + close + 1, part.probability)
