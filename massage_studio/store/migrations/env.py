"""Runs the migrations on the connection that `store.opening.migrate` hands over."""

from alembic import context

from massage_studio.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
context.run_migrations()
