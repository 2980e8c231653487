"""A message that shows what somebody wrote for themselves is found when those words are deleted.

Messages sent before have no such note and stay as they are. The version before this one runs on
beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("shows", sa.String(400), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "shows")
