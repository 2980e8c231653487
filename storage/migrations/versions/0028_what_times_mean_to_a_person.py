"""People get a country of their own, and the hours that they mean by parts of the day.

The previous version still runs beside it, and learns nothing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("country", sa.LargeBinary(), nullable=True))
        member.add_column(sa.Column("usual_hours", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.drop_column("usual_hours")
        member.drop_column("country")
