"""Two switches reach further than before, and so have other names; what people chose stays.

Covering revealed answers became hiding all that comes unasked, and clearing the journal became
clearing all that people write for themselves. The version before this one does not run beside it.
"""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"

NAMES = {"spoilers": "hides_words", "clears_journal": "clears_words"}


def upgrade() -> None:
    for before, after in NAMES.items():
        op.alter_column("member", before, new_column_name=after)


def downgrade() -> None:
    for before, after in NAMES.items():
        op.alter_column("member", after, new_column_name=before)
