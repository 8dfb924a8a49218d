"""The first form of an archive. Generated from the schema as it stood then; never edited after a release."""

# ruff: noqa: E501

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables and the search index."""
    op.create_table(
        "articles",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("address", name=op.f("uq_articles_address")),
    )
    op.create_table(
        "entities",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("aliases", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_table(
        "refusals",
        sa.Column("input", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("input", name=op.f("pk_refusals")),
    )
    op.create_index(op.f("ix_refusals_reason"), "refusals", ["reason"], unique=False)
    op.create_table(
        "state",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_state")),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["headline"], ["articles.id"], name=op.f("fk_stories_headline")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index("ix_stories_last", "stories", ["last"], unique=False)
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("modified", sa.String(), nullable=True),
        sa.Column("moment", sa.String(), nullable=True),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("dateline", sa.String(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("editors", sa.Text(), nullable=False),
        sa.Column("credits", sa.Text(), nullable=False),
        sa.Column("captions", sa.Text(), nullable=False),
        sa.Column("promos", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_versions_article")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_versions")),
        sa.UniqueConstraint("id", name=op.f("uq_versions_id")),
    )
    op.create_index(op.f("ix_versions_article"), "versions", ["article"], unique=False)
    op.create_index("ix_versions_moment", "versions", ["moment"], unique=False)
    op.create_index("ix_versions_one_current", "versions", ["article"], unique=True, sqlite_where=sa.text("current"))
    op.create_table(
        "disagreements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("update", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_disagreements_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreements")),
    )
    op.create_index(op.f("ix_disagreements_story"), "disagreements", ["story"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("origins", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("statuses", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_events_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_story"), "events", ["story"], unique=False)
    op.create_table(
        "pages",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("input", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("fetched_at", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_pages_version")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_pages")),
    )
    op.create_index(op.f("ix_pages_version"), "pages", ["version"], unique=False)
    op.create_table(
        "placements",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("copy_of", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_placements_article")),
        sa.ForeignKeyConstraint(["copy_of"], ["articles.id"], name=op.f("fk_placements_copy_of")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_placements_story")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_placements")),
    )
    op.create_index(op.f("ix_placements_story"), "placements", ["story"], unique=False)
    op.create_table(
        "sentences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint(
            '"start" >= 0 AND "end" > "start" AND length("text") = "end" - "start"', name=op.f("ck_sentences_span")
        ),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_sentences_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentences")),
        sa.UniqueConstraint("version", "ordinal", name=op.f("uq_sentences_version_ordinal")),
    )
    op.create_table(
        "claims",
        sa.Column("disagreement", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint(
            '"start" >= 0 AND "end" > "start" AND length("text") = "end" - "start"', name=op.f("ck_claims_span")
        ),
        sa.ForeignKeyConstraint(["disagreement"], ["disagreements.id"], name=op.f("fk_claims_disagreement")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_claims_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("disagreement", "ordinal", name=op.f("uq_claims_disagreement_ordinal")),
    )
    op.create_index(op.f("ix_claims_disagreement"), "claims", ["disagreement"], unique=False)
    op.create_index("ix_claims_version", "claims", ["version"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("sentence", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint(
            '"start" >= 0 AND "end" > "start" AND length("text") = "end" - "start"', name=op.f("ck_mentions_span")
        ),
        sa.ForeignKeyConstraint(["entity"], ["entities.id"], name=op.f("fk_mentions_entity")),
        sa.ForeignKeyConstraint(["sentence"], ["sentences.id"], name=op.f("fk_mentions_sentence")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_mentions_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("version", "ordinal", name=op.f("uq_mentions_version_ordinal")),
    )
    op.create_index(op.f("ix_mentions_entity"), "mentions", ["entity"], unique=False)
    op.create_table(
        "quotes",
        sa.Column("sentence", sa.String(), nullable=True),
        sa.Column("speaker_start", sa.Integer(), nullable=True),
        sa.Column("speaker_end", sa.Integer(), nullable=True),
        sa.Column("speaker_text", sa.String(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("cue_text", sa.String(), nullable=True),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint(
            '"start" >= 0 AND "end" > "start" AND length("text") = "end" - "start"', name=op.f("ck_quotes_span")
        ),
        sa.CheckConstraint(
            '("cue_start" IS NULL AND "cue_end" IS NULL AND "cue_text" IS NULL) OR ("cue_start" IS NOT NULL AND "cue_end" IS NOT NULL AND "cue_text" IS NOT NULL AND "cue_start" >= 0 AND "cue_end" > "cue_start" AND length("cue_text") = "cue_end" - "cue_start")',
            name=op.f("ck_quotes_cue_span"),
        ),
        sa.CheckConstraint(
            '("speaker_start" IS NULL AND "speaker_end" IS NULL AND "speaker_text" IS NULL) OR ("speaker_start" IS NOT NULL AND "speaker_end" IS NOT NULL AND "speaker_text" IS NOT NULL AND "speaker_start" >= 0 AND "speaker_end" > "speaker_start" AND length("speaker_text") = "speaker_end" - "speaker_start")',
            name=op.f("ck_quotes_speaker_span"),
        ),
        sa.ForeignKeyConstraint(["sentence"], ["sentences.id"], name=op.f("fk_quotes_sentence")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_quotes_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
        sa.UniqueConstraint("version", "ordinal", name=op.f("uq_quotes_version_ordinal")),
    )
    op.create_table(
        "times",
        sa.Column("sentence", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("mod", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=True),
        sa.Column("last_day", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "end" > "start" AND length("text") = "end" - "start"', name=op.f("ck_times_span")),
        sa.ForeignKeyConstraint(["sentence"], ["sentences.id"], name=op.f("fk_times_sentence")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_times_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_times")),
        sa.UniqueConstraint("version", "ordinal", name=op.f("uq_times_version_ordinal")),
    )
    op.create_table(
        "event_mentions",
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("quad", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reciprocal", sa.Boolean(), nullable=False),
        sa.Column("time", sa.String(), nullable=True),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("attribution_source", sa.String(), nullable=True),
        sa.Column("attribution_name", sa.String(), nullable=True),
        sa.Column("attribution_start", sa.Integer(), nullable=True),
        sa.Column("attribution_end", sa.Integer(), nullable=True),
        sa.Column("attribution_text", sa.String(), nullable=True),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint(
            '"start" >= 0 AND "end" > "start" AND length("text") = "end" - "start"', name=op.f("ck_event_mentions_span")
        ),
        sa.CheckConstraint(
            '("attribution_start" IS NULL AND "attribution_end" IS NULL AND "attribution_text" IS NULL) OR ("attribution_start" IS NOT NULL AND "attribution_end" IS NOT NULL AND "attribution_text" IS NOT NULL AND "attribution_start" >= 0 AND "attribution_end" > "attribution_start" AND length("attribution_text") = "attribution_end" - "attribution_start")',
            name=op.f("ck_event_mentions_attribution_span"),
        ),
        sa.ForeignKeyConstraint(["sentence"], ["sentences.id"], name=op.f("fk_event_mentions_sentence")),
        sa.ForeignKeyConstraint(["time"], ["times.id"], name=op.f("fk_event_mentions_time")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_event_mentions_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_mentions")),
        sa.UniqueConstraint("version", "ordinal", name=op.f("uq_event_mentions_version_ordinal")),
    )
    op.create_index(op.f("ix_event_mentions_day"), "event_mentions", ["day"], unique=False)
    op.create_index(op.f("ix_event_mentions_type"), "event_mentions", ["type"], unique=False)
    op.create_table(
        "event_members",
        sa.Column("event_mention", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_event_members_event")),
        sa.ForeignKeyConstraint(["event_mention"], ["event_mentions.id"], name=op.f("fk_event_members_event_mention")),
        sa.PrimaryKeyConstraint("event_mention", name=op.f("pk_event_members")),
    )
    op.create_index(op.f("ix_event_members_event"), "event_members", ["event"], unique=False)
    op.create_table(
        "quantities",
        sa.Column("event_mention", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("item", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint(
            '"start" >= 0 AND "end" > "start" AND length("text") = "end" - "start"', name=op.f("ck_quantities_span")
        ),
        sa.ForeignKeyConstraint(["event_mention"], ["event_mentions.id"], name=op.f("fk_quantities_event_mention")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_quantities_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quantities")),
        sa.UniqueConstraint("version", "ordinal", name=op.f("uq_quantities_version_ordinal")),
    )
    op.create_index(op.f("ix_quantities_event_mention"), "quantities", ["event_mention"], unique=False)
    op.create_table(
        "roles",
        sa.Column("event_mention", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("inference_kind", sa.String(), nullable=True),
        sa.Column("inference_start", sa.Integer(), nullable=True),
        sa.Column("inference_end", sa.Integer(), nullable=True),
        sa.Column("inference_text", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint("part IN ('actor', 'recipient', 'place')", name=op.f("ck_roles_part")),
        sa.CheckConstraint('"start" >= 0 AND "end" > "start" AND length("text") = "end" - "start"', name=op.f("ck_roles_span")),
        sa.CheckConstraint(
            '("inference_start" IS NULL AND "inference_end" IS NULL AND "inference_text" IS NULL) OR ("inference_start" IS NOT NULL AND "inference_end" IS NOT NULL AND "inference_text" IS NOT NULL AND "inference_start" >= 0 AND "inference_end" > "inference_start" AND length("inference_text") = "inference_end" - "inference_start")',
            name=op.f("ck_roles_inference_span"),
        ),
        sa.ForeignKeyConstraint(["event_mention"], ["event_mentions.id"], name=op.f("fk_roles_event_mention")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_roles_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("version", "ordinal", name=op.f("uq_roles_version_ordinal")),
    )
    op.create_index(op.f("ix_roles_country"), "roles", ["country"], unique=False)
    op.create_index(op.f("ix_roles_event_mention"), "roles", ["event_mention"], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(title, text, content='', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
    )
