"""The day of somebody's last file, so that one which was taken with their phone shows.

The previous version still runs beside it, and notes no day.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("exported_on", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.drop_column("exported_on")
