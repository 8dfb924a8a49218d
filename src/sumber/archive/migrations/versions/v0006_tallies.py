"""What countries are told to do to each other and what is told to be delivered, reckoned with the stories."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TOLD = """FROM placements JOIN versions ON versions.article = placements.article AND versions.current
JOIN event_mentions AS e ON e.version = versions.id
AND e.id NOT IN (SELECT subject FROM verdicts WHERE kind = 'wrong' AND stands)"""
DAY, COPY = "coalesce(e.day, substr(versions.published, 1, 10))", "placements.copy_of IS NOT NULL"
RELATIONS = f"""INSERT INTO relations SELECT e.id, a.country, r.country, placements.story, {DAY}, e.type, e.status, {COPY},
e.score, e.quad LIKE '%conflict', count(*) {TOLD}
JOIN roles AS a ON a.event_mention = e.id AND a.part = 'actor'
JOIN roles AS r ON r.event_mention = e.id AND r.part = 'recipient'
WHERE a.country <> r.country GROUP BY e.id, a.country, r.country"""
DELIVERIES = f"""INSERT INTO deliveries SELECT q.id, e.id, placements.story, coalesce(m.event, e.id), placements.article,
placements.origin, {DAY}, e.status, q.item, q.value, e.confidence, {COPY} {TOLD}
JOIN quantities AS q ON q.event_mention = e.id LEFT JOIN event_members AS m ON m.event_mention = e.id
WHERE q.kind = 'materiel' AND e.type IN ('AID', 'COOPERATE', 'AGREE')"""


def upgrade() -> None:
    """Makes both tables and fills them from the stories that are there."""
    _table(
        "relations", "event_mention actor recipient", {"event_mention": "event_mentions", "story": "stories"},
        "event_mention actor recipient story day? type status copy:b score:f conflict:b parties:i",
    )  # fmt: skip
    points = {"id": "quantities", "event_mention": "event_mentions", "story": "stories", "article": "articles"}
    columns = "id event_mention story happening article origin day? status item? value?:f confidence:f copy:b"
    _table("deliveries", "id", points, columns)
    op.execute(RELATIONS)
    op.execute(DELIVERIES)
    op.create_index("ix_relations_pair", "relations", ["actor", "recipient", "day"])
    for table, column in (("relations", "story"), ("deliveries", "story"), ("deliveries", "event_mention")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _table(name: str, key: str, points: dict[str, str], columns: str) -> None:
    types: dict[str, Any] = {"b": sa.Boolean, "f": sa.Double, "i": sa.Integer, "": sa.String}
    made: list[Any] = []
    for column in columns.split():
        named, _, kind = column.partition(":")
        made.append(sa.Column(named.rstrip("?"), types[kind](), nullable=named.endswith("?")))
    for column, target in points.items():
        made.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}")))
    op.create_table(name, *made, sa.PrimaryKeyConstraint(*key.split(), name=op.f(f"pk_{name}")))
