"""How the bot writes about a person: as she, he or neither; nothing until they say so.

The previous version can run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("member", sa.Column("pronoun", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("member", "pronoun")
