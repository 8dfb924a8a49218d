"""What stands in the article's element and is no part of it (cards, polls, plugs, copies), and what only looks so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sumber.articles import blocks as hint
from sumber.articles.blocks import NEGATIVE, Block, Containers
from sumber.articles.containers import PROSE
from sumber.articles.kinds import BODY, FURNITURE, TEXT
from sumber.articles.nesting import HEADINGS

STRAYS = {2: 2, 3: 8}
"""Blocks that a branch may hold and still be astray, by the wrappers (3: or more) between it and the text's element."""

STRAY_SHARE = 0.15
"""Share of the text that a branch must hold to be a part of it, however it is wrapped."""

COPY = 1000
"""Characters from which a block may be a copy of the whole article, if it holds more than COPIED others."""

COPIED = 3

_FLOW = HEADINGS | {
    "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "q", "pre", "table", "tbody", "thead", "tfoot", "tr", "td", "th",
}  # fmt: skip
_QUOTING = frozenset(("blockquote", "q"))


class Shape:
    """Where containers stand to each other; what is asked is remembered, so that deep nesting costs little."""

    def __init__(self, containers: Containers) -> None:
        self.containers = containers
        self.holders: dict[int, int] = {}
        self.branches: dict[int, tuple[int, int]] = {}

    def holder(self, index: int) -> int:
        """The innermost container around (or at) `index` that is no paragraph, list or the like."""
        parents, tags, at, path = self.containers.parents, self.containers.tags, index, []
        while at not in self.holders and tags[at] in _FLOW and parents[at] >= 0:
            path.append(at)
            at = parents[at]
        found = self.holders.get(at, at)
        for passed in path:
            self.holders[passed] = found
        return found

    def branch(self, index: int, main: int) -> tuple[int, int]:
        """The child of the container `main` that holds the one at `index`, or `main` itself, and the wrappers from it down (0
        in what is quoted); (-1, 0) outside. To be asked of one `main` only."""
        parents, tags, at, path = self.containers.parents, self.containers.tags, index, []
        while at > main and at not in self.branches:
            path.append(at)
            at = parents[at]
        branch, depth = self.branches.get(at, (main if at == main else -1, 0))
        for passed in reversed(path):
            tag = tags[passed]
            if branch == main:
                branch = passed
            if branch >= 0:
                depth = QUOTED if tag in _QUOTING else depth + (tag not in _FLOW)
            self.branches[passed] = branch, depth
        return branch, max(0, depth)


QUOTED = -(1 << 20)
"""Depth that no wrappers inside a quotation lift above 0."""


def drop_strays(blocks: Sequence[Block], prose: Sequence[bool], shape: Shape) -> None:
    """Label as furniture what stands apart from the element that directly holds most of the text: a few blocks wrapped several
    times over inside it, where hardly any of the text is, and what little comes behind it."""
    mass: Counter[int] = Counter()
    for block, is_text in zip(blocks, prose, strict=True):
        if is_text and block.label == BODY:
            mass[shape.holder(block.container)] += len(block.text)
    main, most = max(mass.items(), key=lambda item: item[1], default=(0, 0))
    total = sum(mass.values())
    if 2 * most < total or not most:
        return
    branches: dict[int, list[Block]] = {}
    depths: Counter[int] = Counter()
    behind: list[Block] = []
    for block in blocks:
        if block.label in TEXT:
            branch, depth = shape.branch(block.container, main)
            if branch < 0:
                behind.append(block)
            elif block.label == BODY:
                behind.clear()
            if depth > 1:
                branches.setdefault(branch, []).append(block)
                depths[branch] = max(depth, depths[branch])
    _drop([block for block in behind if not _alike(shape.containers, shape.holder(block.container), main)], total)
    for branch, found in branches.items():
        if len(found) <= STRAYS[min(depths[branch], max(STRAYS))]:
            _drop(found, total)


def _alike(containers: Containers, one: int, other: int) -> bool:
    return all(column[one] == column[other] for column in (containers.parents, containers.tags, containers.hints))


def _drop(found: Sequence[Block], total: int) -> None:
    """Label as furniture what is little of the `total` of characters."""
    if sum(len(block.text) for block in found) < STRAY_SHARE * total:
        for block in found:
            block.label = FURNITURE


def keep_quoted(blocks: Sequence[Block], containers: Containers) -> None:
    """A post or a statement in a quotation that a line with a colon leads to ends that sentence, whatever it is called."""
    opened = -1
    for block in blocks:
        if block.label == BODY:
            opened = block.container if block.text.endswith((":", "：")) else -1
        elif opened >= 0:
            quoted = block.container
            if containers.tags[quoted] not in _QUOTING and quoted:
                quoted = containers.parents[quoted]
            if containers.tags[quoted] in _QUOTING and block.label == FURNITURE and block.hints & NEGATIVE == hint.FURNITURE:
                block.label = BODY
                opened = block.container
                continue
            opened = -1


def drop_copies(blocks: Sequence[Block]) -> None:
    """A long block that holds the text of others is a copy of the article, made to be printed or read aloud."""
    long = [block for block in blocks if block.label == BODY and len(block.text) > COPY]
    if not long:
        return
    short = [block.text[:PROSE] for block in blocks if block.label == BODY and PROSE < len(block.text) <= COPY][:100]
    for block in sorted(long, key=lambda block: -len(block.text))[:COPIED]:
        if sum(begun in block.text for begun in short) > COPIED:
            block.label = FURNITURE


def drop_repeats(blocks: Sequence[Block]) -> None:
    """Of two blocks that begin alike one is furniture: the later, unless it tells more of the same paragraph."""
    seen: dict[str, Block] = {}
    for block in blocks:
        if block.label not in TEXT or len(block.text) <= 40:
            continue
        first = seen.setdefault(block.text[:PROSE], block)
        if first is block:
            continue
        short, long = sorted((first.text, block.text), key=len)
        if long.startswith(short.rstrip(" .…[]")):
            (first if len(first.text) < len(block.text) < 5 * len(first.text) else block).label = FURNITURE
