"""Story vectors of versions, and what each story was reckoned from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the tables, empty: vectors that are missing are computed, and stories reckoned, by the next run."""
    for table, key, target, *columns in (
        ("vectors", "version", "versions", sa.Column("model", sa.String(), nullable=False),
         sa.Column("vector", sa.LargeBinary(), nullable=False)),
        ("reckoned", "story", "stories", sa.Column("digest", sa.String(), nullable=False)),
    ):  # fmt: skip
        op.create_table(
            table,
            sa.Column(key, sa.String(), nullable=False),
            *columns,
            sa.ForeignKeyConstraint([key], [f"{target}.id"], name=op.f(f"fk_{table}_{key}")),
            sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
        )
