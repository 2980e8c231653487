"""Note what a yes to a reminder was for; one for the other rings once a day at most."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

A_DAY = 24 * 60
MINUTES = re.compile(r"FREQ=MINUTELY(?:;INTERVAL=(\d+))?")


def upgrade() -> None:
    with op.batch_alter_table("reminder_share") as share:
        share.add_column(sa.Column("news", sa.Integer(), nullable=False, server_default="0"))
        share.add_column(sa.Column("minute", sa.Integer(), nullable=True))
    _mute_what_is_too_often()


def downgrade() -> None:
    with op.batch_alter_table("reminder_share") as share:
        share.drop_column("minute")
        share.drop_column("news")


def _mute_what_is_too_often() -> None:
    """Mute reminders that ring too often for the person who did not make them; they stay listed."""
    reminder = sa.table("reminder", *map(sa.column, ("id", "author_id", "audience", "rule")))
    share = sa.table("reminder_share", *map(sa.column, ("reminder_id", "member_id", "state")))
    for_two = sa.select(reminder.c.id, reminder.c.author_id, reminder.c.rule).where(
        reminder.c.audience.in_(("us", "partner")), reminder.c.rule.like("%MINUTELY%")
    )
    for id, author, rule in op.get_bind().execute(for_two).all():
        every = MINUTES.search(rule)
        if every and int(every[1] or 1) < A_DAY:
            others = sa.update(share).where(share.c.reminder_id == id, share.c.state == "on")
            op.execute(others.where(share.c.member_id != author).values(state="muted"))
