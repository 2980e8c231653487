"""All that the other changed about the week is read on the next card, and not the last of it alone.

The previous version of the code reads a column that goes, so it does not run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("tie") as changed:
        changed.add_column(sa.Column("news", sa.String(16), nullable=False, server_default=""))
    reader = sa.select(couple.c.id).where(couple.c.id == tie.c.couple_id)
    untold = reader.where(couple.c.news_for == tie.c.member_id).exists()
    op.execute(sa.update(tie).where(untold).values(news="day"))
    with op.batch_alter_table("couple") as changed:
        changed.drop_column("news_for")


def downgrade() -> None:
    with op.batch_alter_table("couple") as changed:
        changed.add_column(sa.Column("news_for", sa.Uuid(), nullable=True))
    with op.batch_alter_table("tie") as changed:
        changed.drop_column("news")


couple = sa.table("couple", *map(sa.column, ("id", "news_for")))
tie = sa.table("tie", *map(sa.column, ("couple_id", "member_id", "news")))
