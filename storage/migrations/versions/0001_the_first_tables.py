"""The first tables: people and couples, rounds and answers, journals, thanks, and the two boxes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "couple",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("quiet", sa.Integer(), nullable=False),
        sa.Column("news_for", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "data_key",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kek", sa.String(length=16), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner_id"),
    )
    op.create_table(
        "inbox",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("lane", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index("ix_inbox_state_lane_seq", ["state", "lane", "seq"], unique=False)
        batch_op.create_index("ix_inbox_state_rank_seq", ["state", "rank", "seq"], unique=False)

    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("plan", sa.LargeBinary(), nullable=True),
        sa.Column("checking", sa.Boolean(), nullable=False),
        sa.Column("quiet", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=True),
        sa.Column("asking", sa.String(length=32), nullable=True),
        sa.Column("asking_about", sa.Uuid(), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("intensity", sa.Integer(), nullable=False),
        sa.Column("nudges", sa.String(length=24), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("thanks_when", sa.String(length=8), nullable=False),
        sa.Column("prompted_on", sa.Date(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("lookup"),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "repair",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=True),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.Column("trial", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("repair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repair_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("challenge", sa.String(length=64), nullable=False),
        sa.Column("swapped_from", sa.String(length=64), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("couple_id", "week"),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("challenge", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("revealed", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.String(length=32), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round_id", "member_id", "challenge"),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_round_id"), ["round_id"], unique=False)

    op.create_table(
        "due",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.Uuid(), nullable=True),
        sa.Column("slot", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("minute", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("step_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slot"),
    )
    with op.batch_alter_table("due", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_due_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_due_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_due_member_id"), ["member_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("challenge", sa.String(length=64), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_member_id"), ["member_id"], unique=False)

    op.create_table(
        "goal_check_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("revealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("goal_id", "member_id", "week"),
    )
    with op.batch_alter_table("goal_check_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_check_in_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_check_in_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_check_in_member_id"), ["member_id"], unique=False)

    op.create_table(
        "goal_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.Column("check_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("goal_id", "member_id"),
    )
    with op.batch_alter_table("goal_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_part_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_part_member_id"), ["member_id"], unique=False)

    op.create_table(
        "goal_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("draft", sa.LargeBinary(), nullable=True),
        sa.Column("plan", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("goal_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_proposal_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_proposal_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_proposal_member_id"), ["member_id"], unique=False)

    op.create_table(
        "guess",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("guess", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guess_member_id"), ["member_id"], unique=False)

    op.create_table(
        "invite",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inviter_id", sa.Uuid(), nullable=False),
        sa.Column("joiner_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["inviter_id"], ["member.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["joiner_id"], ["member.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("link"),
    )
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invite_inviter_id"), ["inviter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invite_joiner_id"), ["joiner_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resent", sa.Boolean(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("remote", sa.String(length=32), nullable=True),
        sa.Column("error", sa.String(length=64), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_member_id_state_seq", ["member_id", "state", "seq"], unique=False
        )
        batch_op.create_index(
            "ix_outbox_state_priority_seq", ["state", "priority", "seq"], unique=False
        )

    op.create_table(
        "rating",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("challenge", sa.String(length=64), nullable=False),
        sa.Column("liking", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member_id", "challenge"),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_member_id"), ["member_id"], unique=False)

    op.create_table(
        "reaction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round_id", "member_id"),
    )
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reaction_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reaction_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reaction_round_id"), ["round_id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("couple_id", sa.Uuid(), nullable=True),
        sa.Column("changes", sa.Uuid(), nullable=True),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("clock", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("shared", sa.LargeBinary(), nullable=True),
        sa.Column("rule", sa.String(length=255), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminder_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "repair_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("repair_id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("shared", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["repair_id"], ["repair.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("repair_id", "member_id"),
    )
    with op.batch_alter_table("repair_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repair_part_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_repair_part_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_repair_part_repair_id"), ["repair_id"], unique=False)

    op.create_table(
        "reveal",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id"),
    )
    op.create_table(
        "thanks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("receiver_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["receiver_id"], ["member.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("thanks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thanks_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thanks_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thanks_receiver_id"), ["receiver_id"], unique=False)

    op.create_table(
        "tie",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("couple_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("couple_id", "member_id"),
    )
    with op.batch_alter_table("tie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tie_couple_id"), ["couple_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tie_member_id"), ["member_id"], unique=False)

    op.create_table(
        "entry_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("entry_id", "position"),
    )
    with op.batch_alter_table("entry_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_part_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_part_member_id"), ["member_id"], unique=False)

    op.create_table(
        "reminder_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reminder_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("again", sa.Integer(), nullable=True),
        sa.Column("asks", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminder.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reminder_id", "member_id"),
    )
    with op.batch_alter_table("reminder_share", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reminder_share_member_id"), ["member_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_reminder_share_reminder_id"), ["reminder_id"], unique=False
        )

    op.create_table(
        "ring",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reminder_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminder.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reminder_id", "member_id", "slot"),
    )
    with op.batch_alter_table("ring", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ring_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ring_reminder_id"), ["reminder_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("ring", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ring_reminder_id"))
        batch_op.drop_index(batch_op.f("ix_ring_member_id"))

    op.drop_table("ring")
    with op.batch_alter_table("reminder_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminder_share_reminder_id"))
        batch_op.drop_index(batch_op.f("ix_reminder_share_member_id"))

    op.drop_table("reminder_share")
    with op.batch_alter_table("entry_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_part_member_id"))
        batch_op.drop_index(batch_op.f("ix_entry_part_entry_id"))

    op.drop_table("entry_part")
    with op.batch_alter_table("tie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tie_member_id"))
        batch_op.drop_index(batch_op.f("ix_tie_couple_id"))

    op.drop_table("tie")
    with op.batch_alter_table("thanks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thanks_receiver_id"))
        batch_op.drop_index(batch_op.f("ix_thanks_couple_id"))
        batch_op.drop_index(batch_op.f("ix_thanks_author_id"))

    op.drop_table("thanks")
    op.drop_table("reveal")
    with op.batch_alter_table("repair_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_repair_part_repair_id"))
        batch_op.drop_index(batch_op.f("ix_repair_part_member_id"))
        batch_op.drop_index(batch_op.f("ix_repair_part_couple_id"))

    op.drop_table("repair_part")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminder_couple_id"))
        batch_op.drop_index(batch_op.f("ix_reminder_author_id"))

    op.drop_table("reminder")
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reaction_round_id"))
        batch_op.drop_index(batch_op.f("ix_reaction_member_id"))
        batch_op.drop_index(batch_op.f("ix_reaction_couple_id"))

    op.drop_table("reaction")
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rating_member_id"))

    op.drop_table("rating")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_state_priority_seq")
        batch_op.drop_index("ix_outbox_member_id_state_seq")
        batch_op.drop_index(batch_op.f("ix_outbox_member_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_about"))

    op.drop_table("outbox")
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invite_joiner_id"))
        batch_op.drop_index(batch_op.f("ix_invite_inviter_id"))

    op.drop_table("invite")
    with op.batch_alter_table("guess", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guess_member_id"))

    op.drop_table("guess")
    with op.batch_alter_table("goal_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_proposal_member_id"))
        batch_op.drop_index(batch_op.f("ix_goal_proposal_goal_id"))
        batch_op.drop_index(batch_op.f("ix_goal_proposal_couple_id"))

    op.drop_table("goal_proposal")
    with op.batch_alter_table("goal_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_part_member_id"))
        batch_op.drop_index(batch_op.f("ix_goal_part_goal_id"))

    op.drop_table("goal_part")
    with op.batch_alter_table("goal_check_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_check_in_member_id"))
        batch_op.drop_index(batch_op.f("ix_goal_check_in_goal_id"))
        batch_op.drop_index(batch_op.f("ix_goal_check_in_couple_id"))

    op.drop_table("goal_check_in")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_member_id"))

    op.drop_table("entry")
    with op.batch_alter_table("due", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_due_member_id"))
        batch_op.drop_index(batch_op.f("ix_due_couple_id"))
        batch_op.drop_index(batch_op.f("ix_due_at"))

    op.drop_table("due")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_round_id"))
        batch_op.drop_index(batch_op.f("ix_answer_member_id"))
        batch_op.drop_index(batch_op.f("ix_answer_couple_id"))

    op.drop_table("answer")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_couple_id"))

    op.drop_table("round")
    with op.batch_alter_table("repair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_repair_couple_id"))

    op.drop_table("repair")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_couple_id"))

    op.drop_table("member")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_couple_id"))

    op.drop_table("goal")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index("ix_inbox_state_rank_seq")
        batch_op.drop_index("ix_inbox_state_lane_seq")

    op.drop_table("inbox")
    op.drop_table("data_key")
    op.drop_table("couple")
