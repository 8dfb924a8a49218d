"""What pages of 50,000 articles are listed by without sorting or searching all rows: days, folded names, indices over both."""

import json

import sqlalchemy as sa
from alembic import op

from sumber.archive.words import fold

revision = "0005"
down_revision = "0004"

INDICES = {
    "ix_mentions_entity": "mentions (entity, id)",
    "ix_quotes_folded": "quotes (folded)",
    "ix_event_mentions_listed": "event_mentions (listed, version, ordinal)",
    "ix_event_mentions_type": "event_mentions (type, listed, version, ordinal)",
    "ix_event_mentions_last": "event_mentions (last) WHERE last > listed",
    "ix_roles_event_mention": "roles (event_mention, part, country)",
    "ix_roles_folded": "roles (folded, part, event_mention, version)",
    "ix_roles_country": "roles (country, part, event_mention, version)",
    "ix_roles_entity": "roles (entity, part, event_mention, version)",
    "ix_versions_lang": "versions (lang, moment)",
    "ix_versions_shown": "versions (id, current, published, article, outlet, lang)",
    "ix_versions_told_in": "versions (lang, current, article)",
    "ix_versions_outlet": "versions (outlet, current, article)",
    "ix_quantities_kind": "quantities (kind)",
    "ix_events_story": "events (story, type)",
}


def upgrade() -> None:
    """Adds and fills the columns, and makes the indices (some of them anew, over more columns)."""
    op.add_column("event_mentions", sa.Column("listed", sa.String()))
    op.add_column("event_mentions", sa.Column("last", sa.String()))
    published = "(SELECT nullif(substr(published, 1, 10), '') FROM versions WHERE versions.id = event_mentions.version)"
    op.execute(f"UPDATE event_mentions SET listed = coalesce(day, {published})")  # noqa: S608
    op.execute("UPDATE event_mentions SET last = coalesce((SELECT last_day FROM times WHERE times.id = time), listed)")
    op.create_table(
        "names", sa.Column("folded", sa.String(), nullable=False), sa.PrimaryKeyConstraint("folded", name="pk_names")
    )
    _fold_quotes()
    _fold_entities()
    op.execute("INSERT OR IGNORE INTO names SELECT folded FROM roles UNION SELECT folded FROM quotes WHERE folded <> ''")
    for name, columns in INDICES.items():
        op.execute(f"DROP INDEX IF EXISTS {name}")
        op.execute(f"CREATE INDEX {name} ON {columns}")


def _fold_quotes() -> None:
    op.add_column("quotes", sa.Column("folded", sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    asked = (
        "SELECT quotes.id, speaker_text, mentions.text, entities.name FROM quotes "
        "LEFT JOIN mentions ON mentions.id = meant LEFT JOIN entities ON entities.id = mentions.entity"
    )
    rows = [(id, fold("\n".join(dict.fromkeys(filter(None, names))))) for id, *names in connection.execute(sa.text(asked))]
    _fill(connection, "quotes", rows)


def _fold_entities() -> None:
    op.add_column("entities", sa.Column("folded", sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    rows = []
    for id, name, aliases in connection.execute(sa.text("SELECT id, name, aliases FROM entities")):
        names = [name, *(alias for of in json.loads(aliases).values() for alias in of)]
        rows.append((id, fold("\n".join(dict.fromkeys(names)))))
    _fill(connection, "entities", rows)


def _fill(connection: sa.Connection, table: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        statement = sa.text(f"UPDATE {table} SET folded = :folded WHERE id = :id")  # noqa: S608
        connection.execute(statement, [{"id": id, "folded": folded} for id, folded in rows])
