"""A couple gets a week of free evenings, and room for more topics that wait for a card.

The previous version still runs beside it, and knows of none.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "evening_plan",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("couple_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("common", sa.Integer(), nullable=True),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("couple_id", "week"),
    )
    op.create_table(
        "evening_pick",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("plan_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("member_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("evenings", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["evening_plan.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("plan_id", "member_id"),
    )
    with op.batch_alter_table("tie") as tie:
        tie.alter_column("waits", type_=sa.String(160), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("tie") as tie:
        tie.alter_column("waits", type_=sa.String(64), existing_nullable=False)
    op.drop_table("evening_pick")
    op.drop_table("evening_plan")
