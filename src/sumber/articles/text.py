"""A text dump to blocks: what a browser's "save as text" or a scraper leaves of a page."""

from __future__ import annotations

from sumber.articles.blocks import Block, Containers, Markup, clean

WRAP = (50, 100)
"""Widths, in characters, at which mail programs and terminals wrap running text."""


def read_text(text: str) -> Markup:
    """The blocks of a text dump: a line each, or a paragraph each where the lines were wrapped at a width."""
    markup = Markup(containers=Containers([-1], ["text"], [0]), html=False)
    gap = True
    wrapped = _is_wrapped(text)
    for number, line in enumerate(text.splitlines()):
        line = clean(line)
        if not line:
            gap = True
            continue
        if wrapped and not gap and markup.blocks and len(markup.blocks[-1].text) >= WRAP[0]:
            markup.blocks[-1].text += " " + line
            markup.blocks[-1].end = number
        else:
            markup.blocks.append(Block(line, "gap" if gap else "line", 0, begin=number, end=number))
        gap = False
    return markup


def _is_wrapped(text: str) -> bool:
    """Do most long lines stop at nearly the same width, in the middle of a sentence?"""
    lines = [line.rstrip() for line in text.splitlines() if len(line.strip()) >= WRAP[0]]
    if len(lines) < 8 or max(map(len, lines)) > WRAP[1]:
        return False
    cut = sum(line[-1] not in ".!?\"'”’)。" for line in lines)
    return cut > len(lines) * 0.6
