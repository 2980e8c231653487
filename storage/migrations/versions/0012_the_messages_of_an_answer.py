"""The messages that an answer was written in, so that an edit changes its own part.

An answer of before has none: all of its words count as those of its one message.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("answer", sa.Column("parts", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("answer", "parts")
