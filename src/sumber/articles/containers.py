"""Where on a page the article stands: hints weighed against prose, and the smallest element that holds nearly all of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import compress, islice

from sumber.articles import blocks as hint
from sumber.articles.blocks import NEGATIVE, Block, Containers, Markup, extent
from sumber.articles.nesting import HEADINGS
from sumber.caseless import alphanumeric

PROSE = 60
"""Characters from which a block that ends a sentence counts as prose."""

SHORTEST = PROSE // 3
"""The same where each sign is a word."""

THIN = 250
"""Characters of body below which a page must show that it is an article at all."""

VOID_SHARE = 0.4
"""Share of the page's prose that, lying in one element, voids what hints speak against it (a wrapper called "share-layout")."""

COMMENT_SHARE = 0.8
"""The same for hints of comments, which may well outweigh the article."""

WEAK_SHARE = 0.1
"""The same for hints that only fit short texts: a byline, a date, tags."""

OWN_SHARE = 0.25
"""Share of the prose from which an element called a body is one, whatever the elements around it are called."""

WEAK = hint.BYLINE | hint.DATE | hint.TAGS | hint.LEAD | hint.CAPTION

NO_TEXT = NEGATIVE | hint.CAPTION
"""Hints of what is not the article's text, whatever it says."""

PIECE = hint.HIDDEN | hint.FURNITURE
"""What is void on each of many bodies that together are the text: some are collapsed, or named by their look."""

CONFIRMED = 1 << 20
"""Hint of prose that no other speaks against and that stands in the text which the page's metadata give: they may give the text
of a box, or of one entry of a live report."""

ENTER_SHARE = 0.9
"""Share of the prose of an element called an article or a body that an element in it must hold to be entered."""

BESIDE_SHARE = 0.05
"""Share of the prose around it that may stand in paragraphs before an element that is entered: more is the article's beginning,
of which a button to read more parts the rest."""

HOLD_SHARE = 0.7
"""Share of the prose around it that an element must hold to be entered on the way to the article's container."""

_OUTER = frozenset(("nav", "footer", "amp-live-list"))
_ROWS = frozenset(("tr", "tbody"))
"""Elements whose names tell of their look, not of what is in them."""

_FLAT = HEADINGS | {"p", "li", "blockquote", "pre", "q"}
_ENDS_ALONE = "。｡।॥۔።။៕។།"
_SENTENCE = re.compile(rf"[.!?…！？؟{_ENDS_ALONE}](?:(?<=[{_ENDS_ALONE}])|[\"\'”’»)\]*」』）]|\s|$)")
"""The end of a sentence. It begins with one sign of a kind, which is looked for much faster than two."""
_UNMARKED = re.compile("[\u0e01-\u0e2e\u0e81-\u0eae]")
"""Consonants of Thai and Lao, which end sentences with no mark."""


def is_prose(block: Block) -> bool:
    """Running text: long enough, not mostly links, with the end of a sentence in it."""
    text = block.text
    if len(text) < SHORTEST or 2 * block.linked >= len(text) or (len(text) < PROSE and extent(text) < PROSE):
        return False
    return ends_sentence(text) or (not text.isascii() and _is_unmarked(text))


def ends_sentence(text: str) -> bool:
    """Does a sentence end in a text? A pattern with many signs is slow, and nearly all texts hold a full stop before a blank,
    or, in ASCII, no mark that ends one."""
    if ". " in text:
        return True
    if text.isascii() and "." not in text and "!" not in text and "?" not in text:
        return False
    return _SENTENCE.search(text) is not None


def _is_unmarked(text: str) -> bool:
    """Is a text long, and in a script that ends its sentences with no mark?"""
    return len(text) > PROSE and len(_UNMARKED.findall(text)) > PROSE // 2


def weigh(markup: Markup, declared: str = "") -> tuple[list[bool], list[int]]:
    """Void hints that a page's own prose disproves, and put the hints that stand into the blocks. `declared` is the article's
    text as its metadata give it, if they do. Returns which blocks are prose, and the characters of prose that speak for each
    container."""
    containers = markup.containers
    prose = [len(block.text) >= SHORTEST and is_prose(block) for block in markup.blocks]
    own = [0] * len(containers.tags)
    for block in compress(markup.blocks, prose):
        own[block.container] += len(block.text)
    _void(containers, own)
    known = ""
    weights = [0] * len(own)
    stated = containers.hints
    for block, is_text in zip(markup.blocks, prose, strict=True):
        block.hints = hints = stated[block.container]
        if is_text and not hints & NO_TEXT:
            begun = block.text[:90]
            # Mostly the very characters stand there, which is found several times as fast.
            if declared and (begun in declared or alphanumeric(begun) in (known := known or alphanumeric(declared))):
                block.hints |= CONFIRMED
            if not hints & hint.LEAD:
                weights[block.container] += len(block.text)
    confirmed = sum(len(block.text) for block in markup.blocks if block.hints & CONFIRMED) if declared else 0
    if confirmed > 0.5 * len(declared) and confirmed > 2 * THIN:
        weights = [0] * len(own)
        for block in markup.blocks:
            if block.hints & CONFIRMED:
                weights[block.container] += len(block.text)
    return prose, weights


def _summed(own: Sequence[int], parents: Sequence[int]) -> list[int]:
    """What is in each container, those in it with it, by what is in each alone."""
    mass = list(own)
    for index in range(len(mass) - 1, 0, -1):
        if mass[index]:
            mass[parents[index]] += mass[index]
    return mass


def _void(containers: Containers, own: Sequence[int]) -> None:
    """Void hints of elements, or of kinds of elements, that hold much of the page's prose, of which `own` is in each alone;
    then hand hints down."""
    parents, tags, stated = containers.parents, containers.tags, containers.hints
    mass = _summed(own, parents)
    total = mass[0]
    kinds: defaultdict[tuple[str, int], int] = defaultdict(int)
    bodies: defaultdict[tuple[str, int], int] = defaultdict(int)
    for n in compress(range(len(mass)), mass):
        if stated[n]:
            kinds[tags[n], stated[n]] += own[n]
            if stated[n] & hint.BODY:
                bodies[tags[n], stated[n]] += mass[n]

    @cache
    def standing(tag: str, stated: int, size: int) -> tuple[int, int]:
        """The hints that stand of those of an element with so much prose, and which of those around it stand in it."""
        hints, inherits = stated, ~hint.BODY
        if tag in _OUTER:
            pass
        elif size > VOID_SHARE * total or kinds[tag, stated] > VOID_SHARE * total:
            hints &= hint.BODY if size > COMMENT_SHARE * total else hint.BODY | hint.COMMENT
        elif size > WEAK_SHARE * total:
            hints &= ~WEAK | (hint.CAPTION if tag == "figcaption" else 0)
        if tag in _ROWS:
            hints &= ~NEGATIVE
        if tag in HEADINGS:
            hints &= hint.PROMO | hint.HIDDEN | hint.LEAD
        if hints & hint.BODY:
            if max(size, kinds[tag, hints]) > OWN_SHARE * total:
                inherits &= ~NEGATIVE | hint.COMMENT
                hints &= ~NEGATIVE | hint.COMMENT
            elif bodies[tag, stated] > OWN_SHARE * total:
                inherits &= ~PIECE
                hints &= ~PIECE
        return hints, inherits

    # The first is the page itself, which has no hints. Most elements hold no prose, and of a kind they come out alike.
    handed = containers.hints = [0]
    hand, below = handed.append, ~hint.BODY
    for parent, tag, given, size in islice(zip(parents, tags, stated, mass, strict=True), 1, None):
        if given:
            hints, inherits = standing(tag, given, size)
            hand(hints | (handed[parent] & inherits))
        else:
            hand(handed[parent] & below)


def article_container(containers: Containers, weights: Sequence[int]) -> int:
    """The index of the smallest container that holds nearly all prose, of which `weights` are in each alone. Prose counts by
    the square of what stands side by side in one element, so that a list of many teasers does not outweigh an article."""
    parents, tags, hints = containers.parents, containers.tags, containers.hints
    prose = _summed(weights, parents)
    # Only containers with prose in them count, a few of all.
    filled = list(compress(range(len(prose)), prose))
    own = list(weights)
    for index in filled:
        if own[index] and tags[index] in _FLAT and index:
            own[parents[index]] += own[index]
            own[index] = 0
    mass = [0] * len(own)
    for index in filled:
        mass[index] = own[index] * own[index]
    children: dict[int, list[int]] = {}
    for index in reversed(filled):
        if index:
            mass[parents[index]] += mass[index]
            children.setdefault(parents[index], []).append(index)
    at = 0
    while at in children:
        best = max(children[at], key=lambda index: (mass[index], -index))
        tag, known = tags[best], hints[best]
        before = [n for n in children[at] if n < best]
        beside = sum(prose[n] for n in before if n not in children and not hints[n])
        if known & hint.BODY:
            beside += sum(prose[n] for n in before if tags[n] == tag and hints[n] == known)
        if beside > BESIDE_SHARE * prose[at]:
            break
        if not mass[best] or mass[best] < HOLD_SHARE * mass[at] or tag in _FLAT or tag == "td":
            break
        whole = hints[at] & hint.BODY or tags[at] == "article"
        if whole and prose[best] < (OWN_SHARE if known & hint.BODY else ENTER_SHARE) * prose[at]:
            break
        parallel = [n for n in children[at] if n != best and tags[n] == tag and hints[n] == known]
        sure = not known & hint.BODY and prose[best] > ENTER_SHARE * prose[at]
        if not sure and any(prose[n] > WEAK_SHARE * prose[at] for n in parallel):
            # A sibling of the very same kind with some of the prose: the text is cut in pieces.
            break
        at = best
    return at


def members(containers: Containers, root: int) -> list[bool]:
    """For each container, does it lie in `root` (or is it)?"""
    parents = containers.parents
    inside = [False] * len(parents)
    inside[root] = True
    # A container comes after the one it lies in.
    for index in range(root + 1, len(parents)):
        if inside[parents[index]]:
            inside[index] = True
    return inside
