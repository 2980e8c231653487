"""Words that wait for a choice, keyboards that typed words can mean, and a page's own day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

WITH_MESSAGE = ("thanks", "reminder", "goal_proposal")


def upgrade() -> None:
    op.create_table(
        "unsorted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_unsorted_member_id"), "unsorted", ["member_id"])
    op.create_index(op.f("ix_unsorted_round_id"), "unsorted", ["round_id"])
    with op.batch_alter_table("member") as member:
        member.add_column(_switch("keeps_unsorted"))
    with op.batch_alter_table("entry") as entry:
        entry.add_column(sa.Column("day", sa.Date(), nullable=True))
    for name in WITH_MESSAGE:
        with op.batch_alter_table(name) as table:
            column = sa.Column("message", sa.String(length=32), nullable=False, server_default="")
            table.add_column(column)
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("keyboard", sa.LargeBinary(), nullable=True))
        outbox.add_column(sa.Column("reply_as", sa.LargeBinary(), nullable=True))
        outbox.add_column(sa.Column("target", sa.String(length=160), nullable=True))
        outbox.add_column(_switch("live"))
        outbox.create_index("ix_outbox_member_id_remote", ["member_id", "remote"])


def downgrade() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_index("ix_outbox_member_id_remote")
        for name in ("live", "target", "reply_as", "keyboard"):
            outbox.drop_column(name)
    for name in WITH_MESSAGE:
        with op.batch_alter_table(name) as table:
            table.drop_column("message")
    with op.batch_alter_table("entry") as entry:
        entry.drop_column("day")
    with op.batch_alter_table("member") as member:
        member.drop_column("keeps_unsorted")
    op.drop_table("unsorted")


def _switch(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
