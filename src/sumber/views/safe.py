"""Words from pages, made harmless for a terminal: no control, escape sequence or turning of direction gets through."""

from __future__ import annotations

import re
import unicodedata

from rich.text import Text

# ECMA-48, only what is complete: a lone ESC, or one of the C1 controls (more often broken text than an attack), goes by itself,
# so that no words after it are lost.
_ESCAPES = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b[\\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\\\)")
_JOINERS = "\u200c\u200d"  # wanted by Persian, Hindi and emoji; they turn nothing
_MISSING = "\N{REPLACEMENT CHARACTER}"


def safe(text: str | None) -> str:
    """The text on one line: escape sequences, control characters and invisible formatting (marks of direction among them) are
    gone, any white space is one space, and halves of surrogate pairs show as the replacement character. None is empty."""
    if text and text.isprintable():  # most words are: no control, format or surrogate, and no space but the blank
        return " ".join(text.split())
    bare = _ESCAPES.sub("", text or "")
    return " ".join("".join(map(_harmless, bare)).split())


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category in ("Zl", "Zp"):
        return " "
    if category == "Cs":
        return _MISSING
    return "" if category in ("Cc", "Cf", "Cn", "Co") and character not in _JOINERS else character


def words(text: str | None, style: str = "") -> Text:
    """Words from a page as rich text: never read as markup, never cut off."""
    return Text(safe(text), style=style, overflow="fold")
