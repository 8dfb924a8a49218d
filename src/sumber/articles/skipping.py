"""Where elements end whose inside is no text of the page (scripts, pictures, navigation), found without reading what is in
them."""

from __future__ import annotations

import re
from functools import cache

_RAW = frozenset(("script", "style", "title", "noscript", "textarea", "iframe", "video", "select"))
"""Elements that end at the first end tag of their name, whatever stands in them."""

_AFTER = frozenset((b"", b">", b" ", b"\t", b"\n", b"\r", b"/"))
"""What may stand behind the name in a tag."""


RUN = 16
"""Pieces that are looked through at a time: most elements end within so many, and runs behind them are searched as a whole."""


class Ends:
    """The ends of elements on a page that was cut at each "<" into `pieces`. An element that never ends is searched for its end
    once for all of its name, so that no page costs more than a linear read."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces
        self.unclosed: set[str] = set()

    def of(self, name: str, index: int) -> int:
        """The piece with the end tag of the element of that name whose tag is the piece at `index`; -1 where there is none."""
        if name in self.unclosed:
            return -1
        end, marks, within = _marks(name)
        pieces, after = self.pieces, index + 1
        if after < len(pieces) and pieces[after].startswith(end):
            # Most scripts hold no "<".
            return after
        depth, size = 1, len(name)
        for begin in range(after, len(pieces), RUN):
            run = pieces[begin : begin + RUN]
            if begin > after and not within.search(b"<" + b"<".join(run)):
                continue
            for at, piece in enumerate(run, begin):
                if piece.startswith(marks):
                    ends = piece[:1] == b"/"
                    if piece[size + ends : size + ends + 1] in _AFTER:
                        depth += -1 if ends else 1
                        if not depth:
                            return at
        self.unclosed.add(name)
        return -1


@cache
def _marks(name: str) -> tuple[bytes, tuple[bytes, ...], re.Pattern[bytes]]:
    """The end tag of an element of that name as it is mostly written, what the pieces begin with where one ends, or one inside
    it begins, and what finds such pieces in a page."""
    begins = (name.encode(), name.upper().encode())
    ends = tuple(b"/" + begin for begin in begins)
    marks = ends if name in _RAW else (*ends, *begins)
    return ends[0] + b">", marks, re.compile(b"<(?:" + b"|".join(marks) + b")")
