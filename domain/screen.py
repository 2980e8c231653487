"""The keyboards on a person's screen, so that typed words can mean one of their buttons."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import aliased

from chat.buttons import Button
from domain.context import Context
from storage.tables.member import Member
from storage.tables.queues import Outbox

MAX_MESSAGE_AGE = timedelta(days=7)
"""Words are not taken for a button of a message that is older than this."""
MESSAGE_BOUND_ACTIONS = {"privacy:remove"}
"""Actions on a button's own message, so that the same button elsewhere is another."""
PART = re.compile(r"\+\d+$")
"""The end of the key of each further part of a message."""
MAX_KEYBOARDS = 12
"""How many keyboards are looked at, the newest first."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The buttons under one message, what it begins with, and the question that it asks."""

    buttons: tuple[Button, ...]
    title: str = ""
    question: str = ""
    about: UUID | None = None

    def dump(self) -> bytes:
        """Return it in the form in which it is kept, to be sealed."""
        about = str(self.about) if self.about else None
        return json.dumps(
            [[dump_button(each) for each in self.buttons], self.title, self.question, about],
            ensure_ascii=False,
        ).encode()

    @classmethod
    def load(cls, kept: bytes) -> Keyboard:
        buttons, title, question, about = json.loads(kept)
        loaded = tuple(load_button(each) for each in buttons)
        return cls(loaded, title, question, UUID(about) if about else None)

    def has_action(self, action: str) -> bool:
        """Return whether one of its buttons does this."""
        return any(each.action == action for each in self.buttons)

    def is_covered_by(self, other: Keyboard) -> bool:
        """Return whether all that it does can be done with the other one, too."""
        return bool(_meanings(self)) and _meanings(self) <= _meanings(other)


@dataclass(frozen=True, slots=True)
class LiveKeyboard:
    """A message on the screen whose keyboard still stands."""

    row: Outbox
    keyboard: Keyboard
    is_newest: bool
    """Whether no other message of the bot's came after it."""


async def live_keyboards(ctx: Context, member: Member) -> list[LiveKeyboard]:
    """Return the keyboards that are on the person's screen, newest first."""
    rows = await live_rows(ctx, member)
    newest = await newest_message(ctx, member) if rows else ""
    return [
        LiveKeyboard(
            row,
            Keyboard.load(await ctx.vault.open_bytes(row, "keyboard")),
            row.platform_message_id == newest,
        )
        for row in rows
    ]


async def live_rows(ctx: Context, member: Member) -> Sequence[Outbox]:
    """Return the person's rows alone, the newest first."""
    rows = (
        select(Outbox)
        .where(
            Outbox.member_id == member.id, Outbox.live, Outbox.made_at > ctx.now - MAX_MESSAGE_AGE
        )
        .order_by(Outbox.seq.desc())
        .limit(MAX_KEYBOARDS)
    )
    return (await ctx.session.scalars(rows)).all()


async def keyboard_of(
    ctx: Context, member: Member, platform_message_id: str
) -> LiveKeyboard | None:
    """Return the keyboard under a message; the id may be that of any part, however old."""
    own = select(Outbox.dedup_key).where(
        Outbox.member_id == member.id, Outbox.platform_message_id == platform_message_id
    )
    wholes = (
        {PART.sub("", key) for key in await ctx.session.scalars(own)}
        if platform_message_id
        else set()
    )
    parts = [Outbox.dedup_key.startswith(f"{whole}+", autoescape=True) for whole in wholes]
    standing = (Outbox.member_id == member.id, Outbox.live, Outbox.platform_message_id.is_not(None))
    rows = select(Outbox).where(*standing, or_(Outbox.dedup_key.in_(wholes), *parts))
    row = (await ctx.session.scalars(rows.order_by(Outbox.seq.desc()).limit(1))).one_or_none()
    if row is None:
        return None
    keyboard = Keyboard.load(await ctx.vault.open_bytes(row, "keyboard"))
    return LiveKeyboard(row, keyboard, row.platform_message_id == await newest_message(ctx, member))


async def newest_message(ctx: Context, member: Member) -> str:
    """Return the platform's id of the last message that the person got, not counting edits."""
    first = func.min(Outbox.seq)
    sent = (
        select(Outbox.platform_message_id)
        .where(Outbox.member_id == member.id, Outbox.platform_message_id.is_not(None))
        .group_by(Outbox.platform_message_id)
        .order_by(first.desc())
        .limit(1)
    )
    return await ctx.session.scalar(sent) or ""


async def was_shown(ctx: Context, key: str) -> bool:
    """Return whether a message with this key was made before."""
    return await ctx.session.scalar(select(Outbox.seq).where(Outbox.dedup_key == key)) is not None


async def button_for_reply(ctx: Context, member: Member, platform_message_id: str) -> Button | None:
    """Return the button that words in reply to one of the bot's messages count as, if any."""
    rows = (
        select(Outbox)
        .where(
            Outbox.member_id == member.id,
            Outbox.platform_message_id == platform_message_id,
            Outbox.reply_as.is_not(None),
        )
        .order_by(Outbox.seq.desc())
        .limit(1)
    )
    row = (await ctx.session.scalars(rows)).one_or_none() if platform_message_id else None
    return load_button(json.loads(await ctx.vault.open_bytes(row, "reply_as"))) if row else None


async def messages_showing(ctx: Context, member: Member, about: UUID | None) -> Sequence[Outbox]:
    """Return the messages on the person's screen that show the words of a row of theirs."""
    later = aliased(Outbox)
    same = or_(
        later.platform_message_id == Outbox.platform_message_id,
        later.target.in_((Outbox.platform_message_id, Outbox.dedup_key)),
    )
    changed = select(later.seq).where(
        later.member_id == member.id,
        later.seq > Outbox.seq,
        same,
        later.dedup_key.not_like("%:strip:%"),
    )
    rows = select(Outbox).where(
        Outbox.member_id == member.id,
        Outbox.shows.contains(about.hex if about else ""),
        ~changed.exists(),
    )
    return (await ctx.session.scalars(rows)).all()


async def leave(ctx: Context, member: Member) -> None:
    """Forget the messages of a chat that the person has left, since another chat numbers its own.

    Messages that wait are sent to the new chat; changes of earlier messages are dropped.
    """
    own = Outbox.member_id == member.id
    forgotten = {"live": False, "keyboard": None, "reply_as": None, "platform_message_id": None}
    await ctx.session.execute(update(Outbox).where(own).values(forgotten))
    unsent = select(Outbox.dedup_key).where(own, Outbox.state == "new")
    changes = or_(
        Outbox.target.is_not(None) & Outbox.target.not_in(unsent),
        Outbox.dedup_key.like("%:strip:%"),
    )
    waiting = update(Outbox).where(own, Outbox.state == "new", changes)
    await ctx.session.execute(waiting.values(state="cancelled", body=None))


def dump_button(button: Button) -> list[str | None]:
    """Return a button in a form that JSON can hold."""
    return [button.label, button.action, str(button.id) if button.id else None, button.choice]


def load_button(kept: list[str]) -> Button:
    label, action, row, choice = kept
    return Button(label, action, UUID(row) if row else None, choice)


def _meanings(keyboard: Keyboard) -> set[tuple[str, UUID | None, str]]:
    kept = (each for each in keyboard.buttons if each.action not in MESSAGE_BOUND_ACTIONS)
    return {(each.action, each.id, each.choice) for each in kept}
