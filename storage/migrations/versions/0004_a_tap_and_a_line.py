"""A tap and a line for one answer, and a tap that was taken back.

The previous version of the code expects one row for each person, so it does not run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ONE = ("round_id", "member_id")
ONE_OF_EACH = (*ONE, "kind")
NAMES = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}
"""PostgreSQL gives these names automatically; SQLite gives no names."""


def upgrade() -> None:
    no = sa.false()
    with op.batch_alter_table("reaction", naming_convention=NAMES) as reaction:
        reaction.add_column(
            sa.Column("taken_back", sa.Boolean(), nullable=False, server_default=no)
        )
        reaction.drop_constraint(_name(ONE), type_="unique")
        reaction.create_unique_constraint(_name(ONE_OF_EACH), ONE_OF_EACH)


def downgrade() -> None:
    with op.batch_alter_table("reaction", naming_convention=NAMES) as reaction:
        reaction.drop_constraint(_name(ONE_OF_EACH), type_="unique")
        reaction.create_unique_constraint(_name(ONE), ONE)
        reaction.drop_column("taken_back")


def _name(columns: tuple[str, ...]) -> str:
    return f"reaction_{'_'.join(columns)}_key"
