"""Where each of two stands with the offer to take up what they had before.

The previous version of the code runs beside it: to it there is no offer.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("tie", sa.Column("again", sa.String(length=8), nullable=True))


def downgrade() -> None:
    op.drop_column("tie", "again")
