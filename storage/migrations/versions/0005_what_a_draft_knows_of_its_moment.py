"""Keep what a reminder's draft knows of its moment; drop suggestions, which were drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("reminder", sa.Column("said", sa.LargeBinary(), nullable=True))
    # Each choice of a moment was a draft of its own. The one that is being made is asked about.
    op.execute(
        "DELETE FROM reminder WHERE state = 'draft' AND id NOT IN "
        "(SELECT asking_about FROM member WHERE asking_about IS NOT NULL)"
    )


def downgrade() -> None:
    op.drop_column("reminder", "said")
