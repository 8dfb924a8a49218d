"""Where grouping stood, so that a further run goes on from there."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Adds the table, empty: the next run groups all articles and fills it."""
    op.create_table(
        "groupings",
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("documents", name=op.f("pk_groupings")),
    )
