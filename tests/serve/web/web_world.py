"""Pages that mean harm, and an address of each view."""

from __future__ import annotations

from sumber.archive.store import Archive

TROUBLE = "<script>alert(1)</script>\u202egnp.exe\x1b[31m</title><svg onload=alert(2)>'\"&{{7*7}}"
HOSTILE = {
    "h1.txt": (
        "javascript:alert(1)", f"Harm {TROUBLE}", f"Outlet {TROUBLE}", "2026-03-04", "en", f"Wire {TROUBLE}",
        f"Police in Port Sarna fired at marchers on 2026-03-04, killing 12 people {TROUBLE}.\n"
        f"“We saw {TROUBLE},” said Mina Harrow.",
    ),
    "h2.txt": (
        "https://harm.example/a?b=<i>&c=\u202e", f"Harm again {TROUBLE}", "Other", "2026-03-05", "en", "",
        f"Police in Port Sarna fired at marchers on 2026-03-05, killing 15 people {TROUBLE}.",
    ),
}  # fmt: skip


def addresses(store: Archive) -> list[str]:
    """One address of each view, with what is in this archive."""
    story = next(store.stories()).id
    article = next(store.articles()).article
    event = next(store.events())
    actor, other = next((one.actors[0], one.recipients[0]) for one in store.events() if one.actors and one.recipients)
    return [
        "/", "/?lang=en&type=ASSAULT", f"/stories/{story}", f"/articles/{article}/page", f"/articles/{article}/changes",
        f"/articles/{article}", f"/explain/{event.id}",
        f"/actors/{actor.name}", f"/actors/{actor.name}?with={other.name}", "/actors/IDN",
        "/relations", "/relations?actor=IDN&recipient=RUS", "/materiel",
        "/search?words=Sarna",
    ]  # fmt: skip
