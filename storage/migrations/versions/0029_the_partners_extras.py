"""Each person's own choice of when their partner's questions, letters and dates come.

The previous version can run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column(
        "member",
        sa.Column("extras_from_partner", sa.String(8), nullable=False, server_default="card"),
    )


def downgrade() -> None:
    op.drop_column("member", "extras_from_partner")
