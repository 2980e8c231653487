"""Alembic's entry: runs the migrations on the connection that `storage.migrate` hands in."""

from typing import Literal

from alembic import context

from storage.columns import Base, Instant


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Render our column types as SQL types: a migration must not change when the models do."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_render,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
