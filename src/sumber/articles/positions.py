"""The bytes of a page that each paragraph was read from: those bytes, without tags and entities, are the paragraph."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from html import unescape
from itertools import accumulate

from sumber.articles.blocks import Block, Markup, clean
from sumber.articles.tags import SKIPPED
from sumber.pages.decoding import decode_named

_UNREAD = re.compile(
    r"<!--.{0,5000}?-->|<("
    + "|".join(sorted(SKIPPED | {"script", "noscript", "video", "title"}))
    + r")\b[^<>]*>.{0,5000}?</\1\s*>"
    r"|<[/!?]?[a-zA-Z](?:[^<>\"']|\"[^\"]{0,60000}\"|'[^']{0,60000}')*>|<[/!?]?[a-zA-Z][^<>]*>",
    re.S | re.I,
)

CHUNK = 4096

LONGEST = 20_000
"""Characters of a block's source beyond which its paragraphs are not located: looking into it takes time by their square."""

FURTHEST = 400
"""Characters at either end of a block that a paragraph may leave out (an outlet's name before a dateline, closing stars)."""


def visible_text(source: str, html: bool) -> str:
    """A piece of a page without comments, tags and what stands in elements that are not read, entities resolved."""
    return clean(unescape(_UNREAD.sub(_parted, source)) if html else source)


def _parted(found: re.Match[str]) -> str:
    return " " if found.group()[:3].lower() == "<br" else ""


def positions_of(
    data: bytes, markup: Markup, blocks: Sequence[Block], paragraphs: Sequence[str]
) -> tuple[tuple[int, int] | None, ...]:
    """For each paragraph, read from the block at its place, the first byte and the one after the last; None where no unbroken
    range of bytes gives the paragraph."""
    html = markup.html
    decoded = (data.decode("utf-8", "replace"), "utf-8", 0) if markup.utf8 else decode_named(data)
    if decoded is None:
        return (None,) * len(paragraphs)
    text, encoding, mark = decoded
    pieces = text.split("<") if html else text.splitlines(keepends=True)
    starts = list(accumulate((len(piece) + html for piece in pieces), initial=0))
    ranges = []
    for block, paragraph in zip(blocks, paragraphs, strict=True):
        start = starts[block.begin] + _characters(pieces[block.begin], block.lead)
        end = starts[block.end] + len(pieces[block.end])
        ranges.append(_fitted(text, start, end, paragraph, html))
    offsets = _byte_offsets(data, text, encoding, mark, sorted({at for pair in ranges if pair for at in pair}))
    return tuple((offsets[pair[0]], offsets[pair[1]]) if pair else None for pair in ranges)


def _characters(piece: str, lead: int) -> int:
    """Characters at the start of a piece that are `lead` bytes in UTF-8; -1 is the "<" before it."""
    return lead if lead <= 0 or piece.isascii() else len(piece.encode("utf-8", "replace")[:lead].decode())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _fitted(text: str, start: int, end: int, paragraph: str, html: bool) -> tuple[int, int] | None:
    """The range narrowed from both sides until it gives the paragraph and nothing else."""
    start, end = _trimmed(text, start, end)
    if end - start > LONGEST:
        return None
    whole = visible_text(text[start:end], html)
    if whole == paragraph:
        return start, end
    if paragraph not in whole:
        return None
    limit = end
    while end > max(start, limit - FURTHEST) and not whole.endswith(paragraph):
        end -= 1
        whole = visible_text(text[start:end], html)
    limit = start
    while start < min(end, limit + FURTHEST) and whole != paragraph:
        start += 1
        whole = visible_text(text[start:end], html)
    start, end = _trimmed(text, start, end)
    return (start, end) if whole == paragraph else None


def _byte_offsets(data: bytes, text: str, encoding: str, mark: int, wanted: list[int]) -> dict[int, int]:
    """Byte offsets of character offsets, given in rising order."""
    try:
        exact = text.encode(encoding) == data[mark:]
    except UnicodeError:
        exact = False
    if not exact:
        return _searched(data, encoding, mark, wanted)
    found, before, byte = {}, 0, mark
    for offset in wanted:
        byte += len(text[before:offset].encode(encoding))
        before = offset
        found[offset] = byte
    return found


def _searched(data: bytes, encoding: str, mark: int, wanted: list[int]) -> dict[int, int]:
    """The same for a page with broken characters: a chunk at a time, a byte at a time where an offset lies in the chunk."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    found: dict[int, int] = {}
    count, left = 0, list(reversed(wanted))
    while left and left[-1] == 0:
        found[left.pop()] = mark
    for start in range(mark, len(data), CHUNK):
        chunk, state = data[start : start + CHUNK], decoder.getstate()
        size = len(decoder.decode(chunk))
        if left and left[-1] <= count + size:
            decoder.setstate(state)
            for at in range(len(chunk)):
                count += len(decoder.decode(chunk[at : at + 1]))
                while left and left[-1] <= count:
                    found[left.pop()] = start + at + 1
        else:
            count += size
    return {**dict.fromkeys(left, len(data)), **found}
