"""People's judgements, which are never changed, what they come to, and the tokens that let people judge over the network."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables; what was grouped so far was grouped by machine alone."""
    texts = {name: sa.Column(name, sa.String(), nullable=False) for name in ("made_at", "user", "kind", "subject", "reason")}
    op.create_table(
        "judgements",
        sa.Column("id", sa.String(), nullable=False),
        *texts.values(),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('right', 'wrong', 'edit', 'merge', 'split', 'undo')", name=op.f("ck_judgements_kind")),
        sa.CheckConstraint("(kind = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_judgements_undo")),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.id"], name=op.f("fk_judgements_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER judgements_no_{act.lower()} BEFORE {act} ON judgements "
            "BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END"
        )
    op.create_table(
        "verdicts",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("judgement", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("article", sa.String(), nullable=True),
        sa.Column("into", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.id"], name=op.f("fk_verdicts_judgement")),
        sa.PrimaryKeyConstraint("subject", "judgement", name=op.f("pk_verdicts")),
    )
    op.create_index(op.f("ix_verdicts_article"), "verdicts", ["article"], unique=False)
    op.create_table(
        "machine_values",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_machine_values")),
    )
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("revoked_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tokens")),
    )
    op.add_column("placements", sa.Column("grouped", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE placements SET grouped = story")
    op.create_index(op.f("ix_placements_grouped"), "placements", ["grouped"], unique=False)
