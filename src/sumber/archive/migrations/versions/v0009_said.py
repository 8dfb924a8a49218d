"""What an actor's quotes are sorted by, the latest first, without reading their words or their articles."""

from alembic import op

revision = "0009"
down_revision = "0008"

INDICES = {
    "ix_quotes_folded": "quotes (folded, version, ordinal, id)",
    "ix_versions_shown": "versions (id, current, moment, published, article, outlet, lang)",
}


def upgrade() -> None:
    """Makes the indices anew, over more columns."""
    for name, columns in INDICES.items():
        op.execute(f"DROP INDEX IF EXISTS {name}")
        op.execute(f"CREATE INDEX {name} ON {columns}")
