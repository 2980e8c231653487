"""Columns of the inbox and the outbox get the standard names for what they hold.

Only names change. The previous version does not run beside it.
"""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"

COLUMNS = (
    ("inbox", "source", "platform"),
    ("inbox", "lane", "ordering_key"),
    ("inbox", "rank", "priority"),
    ("outbox", "key", "dedup_key"),
    ("outbox", "remote", "platform_message_id"),
    ("outbox", "about", "subject_id"),
)
INDEXES = (
    ("inbox", "ix_inbox_state_lane_seq", "ix_inbox_state_ordering_key_seq"),
    ("inbox", "ix_inbox_state_rank_seq", "ix_inbox_state_priority_seq"),
    ("outbox", "ix_outbox_member_id_remote", "ix_outbox_member_id_platform_message_id"),
    ("outbox", "ix_outbox_about", "ix_outbox_subject_id"),
)
COVERED = {
    "ix_inbox_state_ordering_key_seq": ["state", "ordering_key", "seq"],
    "ix_inbox_state_priority_seq": ["state", "priority", "seq"],
    "ix_outbox_member_id_platform_message_id": ["member_id", "platform_message_id"],
    "ix_outbox_subject_id": ["subject_id"],
    "ix_inbox_state_lane_seq": ["state", "lane", "seq"],
    "ix_inbox_state_rank_seq": ["state", "rank", "seq"],
    "ix_outbox_member_id_remote": ["member_id", "remote"],
    "ix_outbox_about": ["about"],
}
"""The columns of each index, by its name before and after."""


def upgrade() -> None:
    for table, before, _ in INDEXES:
        op.drop_index(before, table)
    for table, before, after in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {before} TO {after}")
    for table, _, after in INDEXES:
        op.create_index(after, table, COVERED[after])


def downgrade() -> None:
    for table, _, after in INDEXES:
        op.drop_index(after, table)
    for table, before, after in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {after} TO {before}")
    for table, before, _ in INDEXES:
        op.create_index(before, table, COVERED[before])
