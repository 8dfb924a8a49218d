"""Run by Alembic from `database.open_database`, on the connection and in the transaction that it hands over."""

from alembic import context

from sumber.archive.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    include_name=lambda name, kind, _: kind != "table" or not (name or "").startswith("search"),
)
with context.begin_transaction():
    context.run_migrations()
