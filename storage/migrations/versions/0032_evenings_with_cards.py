"""People get an order of cards, and couples an evening with answers while it lasts.

The previous version still runs beside it, and knows of none.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "card_deck",
        sa.Column("member_id", sa.Uuid(), primary_key=True),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "card_evening",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("couple_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("choice", sa.String(32), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "evening_card",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("evening_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(64), nullable=False),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["evening_id"], ["card_evening.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("evening_id", "number"),
    )
    op.create_table(
        "card_answer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("card_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("couple_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("member_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("revealed", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["evening_card.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.UniqueConstraint("card_id", "member_id"),
    )


def downgrade() -> None:
    for table in ("card_answer", "evening_card", "card_evening", "card_deck"):
        op.drop_table(table)
