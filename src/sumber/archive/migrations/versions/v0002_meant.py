"""Whom quotes mean, namesakes of places, contexts of articles, and the story that each article would open."""

import base64
import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the columns. What was read before tells no speakers, namesakes and contexts; what each opens follows from ids."""
    op.add_column("versions", sa.Column("contexts", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("mentions", sa.Column("candidates", sa.Text(), nullable=False, server_default="[]"))
    op.execute("ALTER TABLE quotes ADD COLUMN meant VARCHAR CONSTRAINT fk_quotes_meant REFERENCES mentions (id)")
    op.create_index(op.f("ix_quotes_meant"), "quotes", ["meant"], unique=False)
    op.execute(
        "ALTER TABLE placements ADD COLUMN translation_of VARCHAR "
        "CONSTRAINT fk_placements_translation_of REFERENCES articles (id)"
    )
    op.add_column("placements", sa.Column("opens", sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    for (article,) in connection.execute(sa.text("SELECT article FROM placements")).all():
        digest = hashlib.blake2b(article.encode("utf-8", "replace"), digest_size=10).digest()
        opens = "story_" + base64.b32encode(digest).decode().lower()
        connection.execute(sa.text("UPDATE placements SET opens = :opens WHERE article = :id"), {"opens": opens, "id": article})
    op.create_index(op.f("ix_placements_opens"), "placements", ["opens"], unique=False)
