"""Queues are read in the order in which rows may leave, and PostgreSQL cleans them more often.

Rows that wait for their time lie apart from those that may leave now, so that no look reads them.
The previous version still runs beside it, with slower looks.
"""

from __future__ import annotations

from alembic import op

revision = "0035"
down_revision = "0034"

QUEUES = "inbox", "outbox", "due"
STORAGE = {
    "autovacuum_vacuum_scale_factor": "0.02",
    "autovacuum_analyze_scale_factor": "0.02",
    "autovacuum_vacuum_insert_scale_factor": "0.05",
    "autovacuum_vacuum_threshold": "1000",
    "autovacuum_analyze_threshold": "1000",
    "autovacuum_vacuum_cost_delay": "0",
}
"""Each row of a queue is changed once or twice and then deleted, far more often than elsewhere."""


def upgrade() -> None:
    for table in ("inbox", "outbox"):
        op.drop_index(f"ix_{table}_state_priority_seq", table)
        op.create_index(f"ix_{table}_queue", table, ["state", "priority", "not_before", "seq"])
    op.drop_index("ix_due_at", "due")
    op.create_index("ix_due_at_kind", "due", ["at", "kind"])
    op.create_index("ix_member_active_in", "member", ["active_in"])
    op.create_index("ix_member_warned_on", "member", ["warned_on"])
    if op.get_bind().dialect.name == "postgresql":
        settings = ", ".join(f"{name} = {value}" for name, value in STORAGE.items())
        for table in QUEUES:
            op.execute(f"ALTER TABLE {table} SET ({settings})")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        names = ", ".join(STORAGE)
        for table in QUEUES:
            op.execute(f"ALTER TABLE {table} RESET ({names})")
    op.drop_index("ix_member_warned_on", "member")
    op.drop_index("ix_member_active_in", "member")
    op.drop_index("ix_due_at_kind", "due")
    op.create_index("ix_due_at", "due", ["at"])
    for table in ("inbox", "outbox"):
        op.drop_index(f"ix_{table}_queue", table)
        op.create_index(f"ix_{table}_state_priority_seq", table, ["state", "priority", "seq"])
