"""A question that both answered can come back as a card, once each of the two has said yes.

The previous version still runs beside it, and shows none of these cards.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    column: sa.Column[bool] = sa.Column(
        "in_cards", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("ask_answer", column)


def downgrade() -> None:
    with op.batch_alter_table("ask_answer") as answer:
        answer.drop_column("in_cards")
