"""A trial after a quarrel is a proposal until both have said yes to it.

A trial of both that one had written is deleted, since nobody knows whether the other agreed.
The previous version of the code writes such a trial at once, so it does not run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

repair = sa.table("repair", sa.column("trial", sa.LargeBinary()))


def upgrade() -> None:
    with op.batch_alter_table("repair_part") as changed:
        changed.add_column(sa.Column("trial", sa.LargeBinary(), nullable=True))
        changed.add_column(sa.Column("trials", sa.Integer(), nullable=False, server_default="0"))
        changed.add_column(sa.Column("put_off", sa.Integer(), nullable=False, server_default="0"))
    op.execute(sa.update(repair).values(trial=None))


def downgrade() -> None:
    with op.batch_alter_table("repair_part") as changed:
        changed.drop_column("put_off")
        changed.drop_column("trials")
        changed.drop_column("trial")
