"""Where on a page the article stands: hints weighed against prose, and the smallest element that holds nearly all of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sumber.articles import blocks as hint
from sumber.articles.blocks import NEGATIVE, Block, Container, Markup, extent
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


def weigh(markup: Markup, declared: str = "") -> list[bool]:
    """Sum the prose in every container, void hints that a page's own prose disproves, and put the hints that stand into the
    blocks. `declared` is the article's text as its metadata give it, if they do. Returns which blocks are prose."""
    containers = markup.containers
    prose = [len(block.text) >= SHORTEST and is_prose(block) for block in markup.blocks]
    for block, is_text in zip(markup.blocks, prose, strict=True):
        if is_text:
            containers[block.container].mass += len(block.text)
            containers[block.container].own += len(block.text)
    for container in reversed(containers):
        if container.mass and container.parent >= 0:
            containers[container.parent].mass += container.mass
    filled = [container for container in containers if container.mass]
    _void(containers, filled)
    known = ""
    for container in filled:
        container.mass = 0
    for block, is_text in zip(markup.blocks, prose, strict=True):
        block.hints = containers[block.container].hints
        if is_text and not block.hints & (NEGATIVE | hint.CAPTION):
            begun = block.text[:90]
            # Mostly the very characters stand there, which is found several times as fast.
            if declared and (begun in declared or alphanumeric(begun) in (known := known or alphanumeric(declared))):
                block.hints |= CONFIRMED
            if not block.hints & hint.LEAD:
                containers[block.container].mass += len(block.text)
    confirmed = sum(len(block.text) for block in markup.blocks if block.hints & CONFIRMED) if declared else 0
    if confirmed > 0.5 * len(declared) and confirmed > 2 * THIN:
        for container in containers:
            container.mass = 0
        for block in markup.blocks:
            if block.hints & CONFIRMED:
                containers[block.container].mass += len(block.text)
    return prose


def _void(containers: Sequence[Container], filled: Sequence[Container]) -> None:
    """Void hints of elements, or of kinds of elements, that hold much of the page's prose; then hand hints down. `filled` are
    the containers with prose in them."""
    total = containers[0].mass
    kinds: defaultdict[tuple[str, int], int] = defaultdict(int)
    bodies: defaultdict[tuple[str, int], int] = defaultdict(int)
    for container in filled:
        if container.hints:
            kinds[container.tag, container.hints] += container.own
            if container.hints & hint.BODY:
                bodies[container.tag, container.hints] += container.mass
    inherits = ~hint.BODY
    # The first is the page itself, which has no hints.
    for container in containers[1:]:
        hints = container.hints
        if not hints:
            container.hints = containers[container.parent].hints & inherits
            continue
        if container.tag in _OUTER:
            pass
        elif container.mass > VOID_SHARE * total or kinds[container.tag, hints] > VOID_SHARE * total:
            hints &= hint.BODY if container.mass > COMMENT_SHARE * total else hint.BODY | hint.COMMENT
        elif container.mass > WEAK_SHARE * total:
            hints &= ~WEAK
        if container.tag in _ROWS:
            hints &= ~NEGATIVE
        if container.tag in HEADINGS:
            hints &= hint.PROMO | hint.HIDDEN | hint.LEAD
        inherited = containers[container.parent].hints & inherits
        if hints & hint.BODY:
            kind = container.tag, container.hints
            if max(container.mass, kinds[container.tag, hints]) > OWN_SHARE * total:
                inherited &= ~NEGATIVE | hint.COMMENT
                hints &= ~NEGATIVE | hint.COMMENT
            elif bodies[kind] > OWN_SHARE * total:
                inherited &= ~PIECE
                hints &= ~PIECE
        container.hints = hints | inherited


def article_container(markup: Markup) -> int:
    """The index of the smallest container that holds nearly all prose. Prose counts by the square of what stands side by side
    in one element, so that a list of many teasers does not outweigh an article."""
    containers = markup.containers
    prose = [container.mass for container in containers]
    for index in range(len(containers) - 1, 0, -1):
        if prose[index]:
            prose[containers[index].parent] += prose[index]
    # Only containers with prose in them count, a few of all.
    filled = [index for index, mass in enumerate(prose) if mass]
    for index in filled:
        containers[index].own = containers[index].mass
    for index in filled:
        container = containers[index]
        if container.own and container.tag in _FLAT and container.parent >= 0:
            containers[container.parent].own += container.own
            container.own = 0
    for index in filled:
        containers[index].mass = containers[index].own * containers[index].own
    children: dict[int, list[int]] = {}
    for index in reversed(filled):
        container = containers[index]
        if container.parent >= 0:
            containers[container.parent].mass += container.mass
            children.setdefault(container.parent, []).append(index)
    at = 0
    while at in children:
        best = max(children[at], key=lambda index: (containers[index].mass, -index))
        child = containers[best]
        like = child.tag, child.hints
        before = [n for n in children[at] if n < best]
        beside = sum(prose[n] for n in before if n not in children and not containers[n].hints)
        if child.hints & hint.BODY:
            beside += sum(prose[n] for n in before if (containers[n].tag, containers[n].hints) == like)
        if beside > BESIDE_SHARE * prose[at]:
            break
        if not child.mass or child.mass < HOLD_SHARE * containers[at].mass or child.tag in _FLAT or child.tag == "td":
            break
        whole = containers[at].hints & hint.BODY or containers[at].tag == "article"
        if whole and prose[best] < (OWN_SHARE if child.hints & hint.BODY else ENTER_SHARE) * prose[at]:
            break
        parallel = [
            n for n in children[at] if n != best and containers[n].tag == child.tag and containers[n].hints == child.hints
        ]
        sure = not child.hints & hint.BODY and prose[best] > ENTER_SHARE * prose[at]
        if not sure and any(prose[n] > WEAK_SHARE * prose[at] for n in parallel):
            # A sibling of the very same kind with some of the prose: the text is cut in pieces.
            break
        at = best
    return at


def members(containers: Sequence[Container], root: int) -> list[bool]:
    """For each container, does it lie in `root` (or is it)?"""
    inside = [False] * len(containers)
    inside[root] = True
    # A container comes after the one it lies in.
    for index in range(root + 1, len(containers)):
        if inside[containers[index].parent]:
            inside[index] = True
    return inside
