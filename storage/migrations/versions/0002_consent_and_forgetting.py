"""A person's consent, the month of their last activity, and tombstones of the forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("member") as member:
        for name in ("spoilers", "clears_journal", "leaving"):
            member.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        member.add_column(sa.Column("consent", sa.String(length=16), nullable=True))
        member.add_column(sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True))
        member.add_column(sa.Column("active_in", sa.Date(), nullable=True))
        member.add_column(sa.Column("warned_on", sa.Date(), nullable=True))
    op.create_table(
        "tombstone",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("noted", sa.Boolean(), nullable=False),
        sa.Column("scrubbed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("member_id"),
    )


def downgrade() -> None:
    op.drop_table("tombstone")
    with op.batch_alter_table("member") as member:
        for name in ("warned_on", "active_in", "consented_at", "consent"):
            member.drop_column(name)
        for name in ("leaving", "clears_journal", "spoilers"):
            member.drop_column(name)
