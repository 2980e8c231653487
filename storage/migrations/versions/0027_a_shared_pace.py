"""All processes of a token share its pace and that of each chat; one at a time receives."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "send_pace",
        sa.Column("platform", sa.String(16), primary_key=True),
        sa.Column("next_number", sa.BigInteger(), nullable=False, server_default="0"),
        *(
            sa.Column(name, sa.Double(), nullable=False, server_default="0")
            for name in ("next_at", "step", "blocked_until", "slow_until", "refused_until")
        ),
        sa.Column("refused_chat", sa.String(64), nullable=False, server_default=""),
    )
    op.add_column(
        "gateway_session", sa.Column("fence", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("outbox", sa.Column("sent_at", sa.DateTime(timezone=True)))
    if op.get_bind().dialect.name == "postgresql":
        # It is drawn from several times a second, and worth nothing after a crash.
        op.execute("ALTER TABLE send_pace SET UNLOGGED")


def downgrade() -> None:
    op.drop_column("outbox", "sent_at")
    op.drop_column("gateway_session", "fence")
    op.drop_table("send_pace")
