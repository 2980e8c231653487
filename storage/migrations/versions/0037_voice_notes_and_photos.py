"""People keep voice notes, photos and videos; an event waits until its file is loaded.

The previous version still runs beside it: it leaves events in the state `fetch` alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.create_table(
        "media",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("member_id", sa.Uuid(), sa.ForeignKey("member.id", ondelete="SET NULL")),
        sa.Column("couple_id", sa.Uuid(), sa.ForeignKey("couple.id", ondelete="CASCADE")),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("couple_key", sa.LargeBinary()),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("same", sa.LargeBinary(), nullable=False),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("at", Instant(), nullable=False),
    )
    op.create_index("ix_media_member_id", "media", ["member_id"])
    op.create_index("ix_media_couple_id", "media", ["couple_id"])
    op.create_table(
        "media_chunk",
        sa.Column(
            "media_id", sa.Uuid(), sa.ForeignKey("media.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "media_use",
        sa.Column(
            "media_id", sa.Uuid(), sa.ForeignKey("media.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("holder", sa.String(64), primary_key=True),
    )
    op.create_index("ix_media_use_holder", "media_use", ["holder"])
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("fetched", sa.String(600), nullable=True))
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("media_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("media_id")
    with op.batch_alter_table("inbox") as inbox:
        inbox.drop_column("fetched")
    op.drop_table("media_use")
    op.drop_table("media_chunk")
    op.drop_table("media")
