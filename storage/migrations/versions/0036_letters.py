"""Letters that are sealed until a day.

The previous version can run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "couple_id", sa.Uuid(), sa.ForeignKey("couple.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("member_id", sa.Uuid(), sa.ForeignKey("member.id", ondelete="SET NULL")),
        sa.Column("receiver_id", sa.Uuid(), sa.ForeignKey("member.id", ondelete="SET NULL")),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("to_both", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("opened", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    for column in ("couple_id", "member_id", "receiver_id"):
        op.create_index(f"ix_letter_{column}", "letter", [column])


def downgrade() -> None:
    op.drop_table("letter")
