"""A person can move to another account, and undo that from the old chat for a day.

The previous version still runs beside it; it treats an old chat as a new person's.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.add_column(
            sa.Column("moved_away", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "move",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "member_id", sa.Uuid(), sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("old_account_id", sa.Uuid(), sa.ForeignKey("member.id", ondelete="CASCADE")),
        sa.Column("code", sa.LargeBinary()),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("member_id"),
        sa.UniqueConstraint("old_account_id"),
        sa.UniqueConstraint("code"),
    )


def downgrade() -> None:
    op.drop_table("move")
    with op.batch_alter_table("member") as member:
        member.drop_column("moved_away")
