"""Which process is sending a message, so that what a dead one left behind is known at once.

The former version still runs beside this one, but names no process. A message that it is sending
when this one looks counts as left behind, and is sent again with its mark; so stop it first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("owner", sa.String(length=16), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "owner")
