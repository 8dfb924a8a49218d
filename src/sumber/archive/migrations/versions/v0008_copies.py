"""What an article's reprints are found by."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Adds the index."""
    op.execute("CREATE INDEX IF NOT EXISTS ix_placements_copy_of ON placements (copy_of)")
