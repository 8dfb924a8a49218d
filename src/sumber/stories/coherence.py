"""Do two groups of reports hang together as well as each does in itself?

Twin events (two visits of one journey, two attacks of one day) share actors, words and days, so that a score over pairs joins
them; but the reports of each share more with one another than with those of the other. Told twice: by words and names over
pairs of reports in one language, and by story vectors over all pairs. Copies are left out: that a text is reprinted says
nothing of what else is told of its event. Where the leads of both name other days, little is enough to keep them apart.
"""

from __future__ import annotations

from sumber.stories.scorer import Profile, Trivial, across_languages, common_country

# Pairs of middling likeness that each group is taken to hold beside its own: two reports alone may be alike by chance.
_PRIOR = 3.0
_HARD = 20.0
"""Points of the score that two groups lose for each whole point by which the coherence falls short."""
_OTHER_DAYS, _HARDER = 0.3, 100.0
"""Groups whose leads name the same days less than so far lose so many points: nearly always all. Chosen looking at the
development sets."""
_ABROAD, _FOREIGN = 0.1, 100.0
"""How much more coherence is asked of groups whose leads tell of other countries in other languages, and the points lost for
each whole point that is missing: two strikes are told in like words wherever they are."""


def shortfall(a: Profile, b: Profile, least: float) -> float:
    """What the score of two groups loses because they hang together less than `least`, a share of what each does in itself;
    more where their leads tell of other days, or of other countries."""
    if a.size < 2 or b.size < 2:
        return 0.0
    days, found = same_days(a, b), coherence(a, b)
    lost = (_HARD if days is None or days >= _OTHER_DAYS else _HARDER) * max(0.0, least - found)
    common = common_country(a, b)
    if common is None or common == 1.0:
        return lost
    return lost + _FOREIGN * (1.0 - common) * across_languages(a, b) * max(0.0, least + _ABROAD - found)


def same_days(a: Profile, b: Profile) -> float | None:
    """How far the leads of two groups name the same days, 0..1: the mean over all pairs of reports whose leads name any; None
    where those of a group name none."""
    if not a.tellers or not b.tellers:
        return None
    return sum(value * b.told[day] for day, value in a.told.items() if day in b.told) / (a.tellers * b.tellers)


def coherence(a: Profile, b: Profile) -> float:
    """The mean likeness of a report of one group and one of the other, as a share of that of two reports of the same group:
    the lesser of both ways to tell it. 1 where neither can be told: no two reports in a group that are no copies."""
    across, ours, theirs = _in_language(a, b), _inner_in_language(a), _inner_in_language(b)
    told = [1.0]
    if across and ours > 0 and theirs > 0:
        within = [(_inner_terms(group), pairs) for group, pairs in ((a, ours), (b, theirs))]
        told.append(_share(told_alike(a, b) / across, within))
    ours, theirs = _inner_pairs(a), _inner_pairs(b)
    if ours > 0 and theirs > 0:
        within = [(_inner_vectors(group), pairs) for group, pairs in ((a, ours), (b, theirs))]
        told.append(_share(float(a.vector @ b.vector) / (a.size * b.size), within))
    return min(told)


def linked(a: Profile, b: Profile) -> Profile:
    """Both as one, where the one holds copies of the other."""
    alike = Trivial(
        copied_terms=told_alike(a, b),
        copied_vectors=float(a.vector @ b.vector),
        copies=a.size * b.size,
        copies_in_language=_in_language(a, b),
    )
    joined = a + b
    joined.trivial += alike
    return joined


def told_alike(a: Profile, b: Profile) -> float:
    """The inner product of words and names, over all pairs; numbers are too often those of another moment."""
    return a.terms.told().inner(b.terms)


def _share(between: float, within: list[tuple[float, int]]) -> float:
    usual = sum((total + _PRIOR * between) / (pairs + _PRIOR) for total, pairs in within) / len(within)
    return between / usual if usual > 0 else 1.0


def _in_language(a: Profile, b: Profile) -> int:
    return sum(count * b.languages[lang] for lang, count in a.languages.items())


def _inner_in_language(group: Profile) -> int:
    return sum(count * (count - 1) // 2 for count in group.languages.values()) - group.trivial.copies_in_language


def _inner_pairs(group: Profile) -> int:
    return group.size * (group.size - 1) // 2 - group.trivial.copies


def _inner_terms(group: Profile) -> float:
    return max(0.0, (told_alike(group, group) - group.trivial.own_terms) / 2 - group.trivial.copied_terms)


def _inner_vectors(group: Profile) -> float:
    return max(0.0, (float(group.vector @ group.vector) - group.trivial.own_vectors) / 2 - group.trivial.copied_vectors)
