"""What coding a text costs: in proportion to its length, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sumber.events.antecedents import Bearers
from sumber.events.code import code_annotation
from sumber.types import Annotation, Document, Mention, Quote, SentencePrediction, Span, TimeExpression

GROWTH = 1.25
"""A text four times as long may cost four times as much, and a quarter of that on top."""


def told(sentences: int) -> Annotation:
    """A text in which each sentence names somebody, means somebody named before, is dated and stands in quotes."""
    lines = [
        f"“The president rejected the demands, both countries fought in Norvik on 3 May and he attacked "
        f"Minister Odell{'abcdefgh'[k % 8]} Varn.”"
        for k in range(sentences)
    ]
    text = "\n".join(lines)
    spans, names, times, quotes = [], list[Mention](), list[TimeExpression](), list[Quote]()
    at = 0
    for line in lines:
        spans.append(Span.of(text, at, at + len(line)))
        place, name, day = line.index("Norvik"), line.index("Odell"), line.index("3 May")
        names.append(Mention(Span.of(text, at + place, at + place + len("Norvik")), "place"))
        names.append(Mention(Span.of(text, at + name, at + len(line) - 2), "person"))
        times.append(TimeExpression(Span.of(text, at + day, at + day + 5), "DATE", "2024-05-03"))
        quotes.append(Quote(Span.of(text, at, at + len(line)), None, None, meant=names[0]))
        at += len(line) + 1
    empty = (SentencePrediction(),) * len(lines)
    return Annotation(Document("doc", text, "en", "2024-05-04"), tuple(spans), tuple(names), tuple(times), tuple(quotes), empty)


def test_a_text_four_times_as_long_costs_four_times_as_much(work: Callable[[Callable[[], object]], int]) -> None:
    short, long = told(40), told(160)
    assert len(code_annotation(long, 0.0).events) >= 160
    assert work(lambda: code_annotation(long, 0.0)) < 4 * GROWTH * work(lambda: code_annotation(short, 0.0))


CALLED = ("general Ana", "Ana", "judge Ben", "general Ben", "chief general Ana", "Caro")


@given(st.lists(st.sampled_from(CALLED), max_size=12))
def test_bearers_of_a_title_are_those_called_so_before(pieces: list[str]) -> None:
    text = ". ".join(pieces)
    starts = [sum(len(p) + 2 for p in pieces[:k]) + len(p) - len(p.split()[-1]) for k, p in enumerate(pieces)]
    people = [Mention(Span.of(text, at, at + len(p.split()[-1])), "person") for at, p in zip(starts, pieces, strict=True)]
    for title in ("general", "judge", "chief general"):
        for k, before in enumerate(starts):
            called = {p.split()[-1] for p in pieces[:k] if set(title.split()) <= set(p.split()[:-1])}
            last = next((m for m in reversed(people[:k]) if m.span.text in called), None)
            assert Bearers(text, people).of(title, before) == (len(called), last)
