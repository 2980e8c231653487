"""A group has no row among people, and a message to it has no member."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    group = op.create_table(
        "group_chat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("explained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable", sa.Boolean(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("member_id", existing_type=sa.Uuid(), nullable=True)
        outbox.add_column(sa.Column("group_id", sa.Uuid(), nullable=True))
        outbox.add_column(sa.Column("platform", sa.String(length=16), nullable=True))
    if found := _may_be_groups():
        op.bulk_insert(group, found)


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE member_id IS NULL")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("platform")
        outbox.drop_column("group_id")
        outbox.alter_column("member_id", existing_type=sa.Uuid(), nullable=False)
    op.drop_table("group_chat")


def _may_be_groups() -> list[dict[str, object]]:
    """Return the members who may be groups: former groups, and people who said nothing more.

    Which is which stands in their address, and that opens with the keys alone. So the next start
    looks at these once (`former_groups`): of a group only this row stays, of a
    person theirs.
    """
    member = sa.table(
        "member",
        *(sa.column("lookup", sa.LargeBinary()), sa.column("reachable", sa.Boolean())),
        *(sa.column("active_in", sa.Date()), sa.column("joined_at", sa.DateTime(timezone=True))),
        *(sa.column("zone"), sa.column("consent"), sa.column("couple_id")),
    )
    never = (member.c.zone.is_(None), member.c.consent.is_(None), member.c.couple_id.is_(None))
    return [
        {
            "id": UUID(bytes=row.lookup[:16]),
            "explained_at": row.joined_at,
            "unreachable": not row.reachable,
            "heard_on": row.active_in or row.joined_at.date(),
        }
        for row in op.get_bind().execute(sa.select(member).where(*never))
    ]
