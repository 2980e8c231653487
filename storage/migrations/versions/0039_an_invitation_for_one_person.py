"""An invitation can be for one person alone, whom the inviter chose.

The previous version still runs beside it, and lets anybody in who holds such an invitation.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.add_column("invite", sa.Column("only_for", sa.LargeBinary()))


def downgrade() -> None:
    with op.batch_alter_table("invite") as invite:
        invite.drop_column("only_for")
