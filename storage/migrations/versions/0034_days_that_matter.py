"""The days that matter: own dates, those that two share, when to hear of each, and notes.

The previous version can run beside it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "important_date",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _reference("member_id", "member", "CASCADE", nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "date_share",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _reference("couple_id", "couple", "CASCADE", nullable=False),
        _reference("member_id", "member", "SET NULL"),
        _reference("date_id", "important_date", "SET NULL"),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("put_off", sa.Boolean(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "date_notice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _reference("member_id", "member", "CASCADE", nullable=False),
        _reference("date_id", "important_date", "CASCADE"),
        _reference("share_id", "date_share", "CASCADE"),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.UniqueConstraint("member_id", "date_id"),
        sa.UniqueConstraint("member_id", "share_id"),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _reference("member_id", "member", "CASCADE", nullable=False),
        _reference("date_id", "important_date", "SET NULL"),
        _reference("share_id", "date_share", "SET NULL"),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    for table, columns in INDEXES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in ("note", "date_notice", "date_share", "important_date"):
        op.drop_table(table)


INDEXES = {
    "important_date": ("member_id",),
    "date_share": ("couple_id", "member_id", "date_id"),
    "date_notice": ("member_id", "date_id", "share_id"),
    "note": ("member_id", "date_id", "share_id"),
}


def _reference(name: str, table: str, ondelete: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(
        name, sa.Uuid(), sa.ForeignKey(f"{table}.id", ondelete=ondelete), nullable=nullable
    )
