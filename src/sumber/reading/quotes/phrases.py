"""Who speaks: noun phrases after an inverted verb ("kata X") or before a verb ("X said"), by light rules over a lexicon."""

from __future__ import annotations

from sumber.reading.quotes.lexicon import Lexicon
from sumber.reading.quotes.units import Token

Range = tuple[int, int]
# Longest speaker phrases believed, in tokens: titles with names and one apposition stay under it in news.
_MOST_AFTER = 18
_MOST_BEFORE = 30


def ends_phrase(token: Token, lex: Lexicon) -> bool:
    """Can `token` not belong to a noun phrase that has begun?"""
    return token.kind == "word" and any(
        lex.has(kind, token.low) for kind in ("breaks", "times", "complementizers", "conjunctions", "finite")
    )


def phrase_after(tokens: tuple[Token, ...], i: int, hi: int, lex: Lexicon) -> Range | None:
    """The noun phrase that begins at token i, with an apposition that a role noun opens; None where none begins there."""
    while i + 1 < hi and lex.has("determiners", tokens[i].low) and lex.has("times", tokens[i + 1].low):
        i += 2  # "aseguró este jueves un diplomático"
    j = i
    if i < hi and lex.has("pronouns", tokens[i].low):
        return (i, i + 1)
    while j < min(hi, i + _MOST_AFTER):
        token = tokens[j]
        if token.kind == "word":
            if j == i and lex.has("prepositions", token.low):
                break
            if j > max(i, 1) and _noun_ended(tokens[j - 1], token, lex):
                break
            if lex.has("inner", token.low) and _title_place(tokens, i, j, hi, lex):
                j += 1
            elif not _in_name(tokens, i, j, hi, lex) and (
                ends_phrase(token, lex)
                or lex.has("auxiliaries", token.low)
                or (lex.has("coordinators", token.low) and not _name_follows(tokens, j + 1, hi, lex))
            ):
                break
        elif token.kind == "quote":
            if j == i or not token.named:
                break
        elif token.text == "(":
            close = _parenthesis(tokens, j, hi)
            if close is None:
                break
            j = close - 1
        elif not _joins(tokens, i, j, hi, lex):
            break
        j += 1
    return _trim(tokens, i, j, lex)


def _in_name(tokens: tuple[Token, ...], i: int, j: int, hi: int, lex: Lexicon) -> bool:
    """Does a word that else ends a phrase belong to the name around it: "Menteri Dalam Negeri"?"""
    if not lex.has("naming", tokens[j].low) or j == i or j + 1 >= hi:
        return False
    return all(token.kind == "word" and token.capital for token in tokens[j - 1 : j + 2])


def _noun_ended(last: Token, token: Token, lex: Lexicon) -> bool:
    """Where nouns are written with capitals (the language has `links`), a noun ends its phrase before any other small word.
    A unit's first word has a capital anyway."""
    return bool(lex.sets["links"]) and last.capital and not token.capital and not lex.has("links", token.low)


def _joins(tokens: tuple[Token, ...], i: int, j: int, hi: int, lex: Lexicon) -> bool:
    """Does the mark at j stand inside the phrase: a comma before an apposition, an abbreviation's stop, a hyphen?"""
    if j == i or j + 1 >= hi:
        return False
    if tokens[j].text == ",":
        return _apposition(tokens, j + 1, hi, lex)
    return tokens[j].text in ".-&/'’" and tokens[j + 1].kind == "word"


def _title_place(tokens: tuple[Token, ...], i: int, j: int, hi: int, lex: Lexicon) -> bool:
    """Does a place belong to a title with its bearer behind ("UN envoy in Syria Jane Mary Roe")? So it does where the phrase
    opens with a title and three capitalized words at least follow up to its end."""
    k = j + 1
    while k < hi and tokens[k].kind == "word" and tokens[k].capital and not lex.has("times", tokens[k].low):
        k += 1
    opens = not tokens[i].capital or lex.has("roles", tokens[i].low)
    return opens and k - j > 3 and (k == hi or tokens[k].kind == "mark")


def _name_follows(tokens: tuple[Token, ...], j: int, hi: int, lex: Lexicon) -> bool:
    return j < hi and (tokens[j].capital or lex.has("roles", tokens[j].low))


def _apposition(tokens: tuple[Token, ...], j: int, hi: int, lex: Lexicon) -> bool:
    ahead = tokens[j : min(hi, j + 3)]
    if lex.has("determiners", ahead[0].low):
        ahead = ahead[1:]
    return any(lex.has("roles", token.low) for token in ahead) and not ends_phrase(tokens[j], lex)


def _parenthesis(tokens: tuple[Token, ...], j: int, hi: int) -> int | None:
    """The token after a short parenthesis without a date's slash, such as an age or a party."""
    for k in range(j + 1, min(hi, j + 8)):
        if tokens[k].text == ")":
            return k + 1
        if "/" in tokens[k].text:
            return None
    return None


def _trim(tokens: tuple[Token, ...], i: int, j: int, lex: Lexicon) -> Range | None:
    while j > i and ((tokens[j - 1].kind == "mark" and tokens[j - 1].text != ")") or lex.has("determiners", tokens[j - 1].low)):
        j -= 1
    words = [t for t in tokens[i:j] if t.kind == "word"]
    somebody = any(not t.text.isdigit() and not lex.has("nobody", t.low) for t in words)
    if lex.sets["links"] and not any(t.capital for t in tokens[i:j]):
        return None
    return (i, j) if somebody else None


def phrase_before(tokens: tuple[Token, ...], lo: int, i: int, lex: Lexicon) -> Range | None:
    """The subject of the verb at token i, looked for no farther left than `lo`."""
    closed = i > lo and tokens[i - 1].text == ","
    lo = max(lo, i - _MOST_BEFORE, clause_start(tokens, lo, i, lex, closed))
    while i > lo and lex.has("auxiliaries", tokens[i - 1].low):
        i -= 1
    if i > lo and lex.has("pronouns", tokens[i - 1].low):
        return (i - 1, i)
    segments = _segments(tokens, lo, i)
    closed = closed or (bool(segments) and segments[-1][0] == segments[-1][1])
    segments = [s for s in segments if s[0] < s[1]]
    while segments and (closed or len(segments) > 1) and _adverbial(tokens, segments[-1], lex):
        segments.pop()
        closed = True
    if not segments:
        return None
    head = _head(tokens, segments[-1], lex)
    if head and closed and len(segments) > 1 and segments[-2][0] >= lo:
        before = _head(tokens, segments[-2], lex)
        if before and before[1] == segments[-2][1]:
            return (before[0], head[1])
    return head


def titled(tokens: tuple[Token, ...], lo: int, i: int, lex: Lexicon) -> bool:
    """Is [lo, i) nothing but a name with its apposition between commas ("Jane Roe, head of the bank,")?"""
    segments = _segments(tokens, lo, i)
    if len(segments) != 3 or segments[2][0] != segments[2][1] or segments[0][1] - segments[0][0] > 12 or segments[1][0] >= i:
        return False
    first, second = _head(tokens, segments[0], lex), _head(tokens, segments[1], lex)
    if first is None or second is None or first[1] != segments[0][1] or second[1] != segments[1][1]:
        return False
    return tokens[second[0]].capital or _apposition(tokens, second[0], second[1], lex)


def tells_aside(tokens: tuple[Token, ...], lo: int, i: int, lex: Lexicon) -> bool:
    """Do a noun phrase and nothing but relative clauses of it stand before token i, the last closed by a comma ("The union,
    which has met for two days, rejected")? Then the phrase is the subject of the verb at i, and nothing is said before it. A
    name behind the verb is a speaker all the same ("The talks, which ended in May, said Roe, were useful")."""
    segments = _segments(tokens, lo, i)
    if len(segments) < 3 or segments.pop() != (i, i):
        return False
    while len(segments) > 1 and segments[-1][0] < i and lex.has("relatives", tokens[segments[-1][0]].low):
        segments.pop()
    head = segments[-1]
    closed = head[1] < i - 1 and lex.has("relatives", tokens[head[1] + 1].low)
    opens_verb = head[1] - head[0] > 1 and lex.has(
        "articles", tokens[head[0] + 1].low
    )  # "Follow the strikes, which ..., said X"
    named = i + 1 < len(tokens) and tokens[i + 1].capital
    return closed and not (opens_verb or named) and _head(tokens, head, lex) == head


def clause_start(tokens: tuple[Token, ...], lo: int, i: int, lex: Lexicon, closed: bool = False) -> int:
    """The first token of the clause that holds token i: after a quotation, a dash, a colon or a conjunction. Where an
    insertion `closed` before i, conjunctions may belong to it and do not count."""
    for k in range(i - 1, lo - 1, -1):
        token = tokens[k]
        if (
            (token.kind == "quote" and not token.named)
            or token.text in ";:–—―"
            or (not closed and lex.has("conjunctions", token.low))
        ):
            return k + 1
    return lo


def _segments(tokens: tuple[Token, ...], lo: int, hi: int) -> list[Range]:
    found, start, depth = [], lo, 0
    for k in range(lo, hi):
        mark = tokens[k].text
        depth += (mark == "(") - (mark == ")" and depth > 0)
        if mark == "," and not depth:
            found.append((start, k))
            start = k + 1
    return [*found, (start, hi)]


def _adverbial(tokens: tuple[Token, ...], segment: Range, lex: Lexicon) -> bool:
    i, hi = segment
    while i < hi and lex.has("openers", tokens[i].low):
        i += 1
    if i == hi:
        return True
    first = tokens[i]
    return ends_phrase(first, lex) or (first.kind == "mark" and first.text != "(")


def _head(tokens: tuple[Token, ...], segment: Range, lex: Lexicon) -> Range | None:
    """The noun phrase at the head of a segment, without what leads in ("On Monday") and what follows ("in a statement")."""
    i, hi = segment
    while i < hi and (
        lex.has("openers", tokens[i].low) or lex.has("times", tokens[i].low) or lex.has("coordinators", tokens[i].low)
    ):
        i += 1
    if i + 1 < hi and lex.has("breaks", tokens[i].low) and lex.has("times", tokens[i + 1].low):
        i += 2
    if i >= hi or ends_phrase(tokens[i], lex):
        return None
    return phrase_after(tokens, i, hi, lex)
