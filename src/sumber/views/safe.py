"""Words from pages, made harmless for a reader: no control, escape sequence or turning of direction gets through, and no letter
of another script that passes for one of this."""

from __future__ import annotations

import re
import unicodedata

from rich.text import Text

# ECMA-48, only what is complete: a lone ESC, or one of the C1 controls (more often broken text than an attack), goes by itself,
# so that no words after it are lost.
_ESCAPES = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b[\\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\\\)")
_JOINERS = "\u200c\u200d"  # wanted by Persian, Hindi and emoji; they turn nothing
_MISSING = "\N{REPLACEMENT CHARACTER}"
# Scripts with letters that look alike; words of several are written in none of them.
_SCRIPTS = {
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0531-\u0587",
    "Cherokee": "\u13a0-\u13fd\uab70-\uabbf",
}
_OTHERS = "".join(letters for script, letters in _SCRIPTS.items() if script != "Latin")
_MEET = re.compile(rf"[{_SCRIPTS['Latin']}][{_OTHERS}]|[{_OTHERS}][{_SCRIPTS['Latin']}]")
_WORD = re.compile(f"[{''.join(_SCRIPTS.values())}]{{3,}}")
_OF = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}


def safe(text: str | None) -> str:
    """What a reader is shown of a text: harmless, and in words that mix scripts the letters of the rarer one by their numbers
    ("Kabar S[U+0435]lat"), so that no name looks like another's."""
    found = harmless(text)
    return found if found.isascii() or not _MEET.search(found) else _WORD.sub(_told_apart, found)


def _told_apart(word: re.Match[str]) -> str:
    """The word with all letters that are not of its first most frequent script by their numbers."""
    letters = word.group()
    counts = {script: len(of.findall(letters)) for script, of in _OF.items()}
    own = _OF[max(counts, key=lambda script: counts[script])]
    return "".join(letter if own.match(letter) else f"[U+{ord(letter):04X}]" for letter in letters)


def harmless(text: str | None) -> str:
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
