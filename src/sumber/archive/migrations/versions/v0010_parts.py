"""What grouping knew stands in parts, so that it is never in memory as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Makes the table anew, empty: the next run groups all articles and fills it."""
    op.drop_table("groupings")
    op.create_table(
        "groupings",
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("documents", "part", name=op.f("pk_groupings")),
    )
