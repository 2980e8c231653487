"""The choice of when thanks come is about all that the partner sends, and some of it is counted.

The previous version of the code does not run beside it: it asks for the column's former name.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.execute("ALTER TABLE member RENAME COLUMN thanks_when TO from_partner")
    op.add_column("tie", sa.Column("waits", sa.String(64), nullable=False, server_default=""))
    op.add_column("tie", _count("asks"))
    op.add_column("goal_part", _count("news"))


def downgrade() -> None:
    op.drop_column("goal_part", "news")
    op.drop_column("tie", "asks")
    op.drop_column("tie", "waits")
    op.execute("ALTER TABLE member RENAME COLUMN from_partner TO thanks_when")


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")
