"""Let a person hide things from themselves: a sentence in the jar, an earlier link.

The previous version still runs beside it, and goes on showing both.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

SWITCHES = (("thanks", "put_away"), ("tie", "hidden"))


def upgrade() -> None:
    for name, switch in SWITCHES:
        with op.batch_alter_table(name) as table:
            table.add_column(
                sa.Column(switch, sa.Boolean(), nullable=False, server_default=sa.false())
            )


def downgrade() -> None:
    for name, switch in SWITCHES:
        with op.batch_alter_table(name) as table:
            table.drop_column(switch)
