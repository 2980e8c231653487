"""A person may want that what the bot sends them can be neither forwarded nor saved.

The previous version still runs beside it, and sends messages that can.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    keeps = "keeps_in_chat"
    op.add_column(
        "member", sa.Column(keeps, sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.drop_column("keeps_in_chat")
