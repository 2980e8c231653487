"""Keeps the buttons of outgoing messages, and finds the messages whose buttons are over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, update

from bot.outbox.open_rows import OpenRows
from chat import markup
from chat.messages import ButtonRows
from chat.targets import DeleteMessage, EditEarlier, EditMessage, StoredTarget
from domain import screen
from domain.context import Context
from domain.screen import Keyboard
from storage.tables.member import Member
from storage.tables.queues import Outbox

MAX_TITLE_LENGTH = 40
"""The most characters of a title."""

Question = tuple[str, UUID | None]
"""The question that a person is asked, and the row that it is about."""


@dataclass(frozen=True, slots=True)
class Keyboards:
    """The keyboards on people's screens, in the transaction that changes them."""

    ctx: Context
    open_rows: OpenRows
    reply_actions: Mapping[str, str]
    """By a button's action: the action that a typed reply to its message counts as."""

    async def save(
        self, row: Outbox, text: str, rows: ButtonRows, question: Question | None
    ) -> Keyboard:
        """Keep the buttons of one message, so that typed words can mean one of them."""
        buttons = tuple(button for each in rows for button in each)
        name, subject_id = question or ("", None)
        keyboard = Keyboard(buttons, build_title(text), name, subject_id)
        row.live = True
        await self.ctx.vault.seal_bytes(row, "keyboard", keyboard.dump())
        reply_button = next((each for each in buttons if each.action in self.reply_actions), None)
        if reply_button:
            dumped = screen.dump_button(reply_button)
            dumped[0], dumped[1] = "", self.reply_actions[reply_button.action]
            await self.ctx.vault.seal_bytes(row, "reply_as", json.dumps(dumped).encode())
        return keyboard

    async def clear(self, member: Member, target: StoredTarget) -> None:
        """Forget the buttons of a message that is changed in place; they go with its words."""
        match target:
            case EditEarlier(key):
                matching = _has_key(member, key)
            case EditMessage(id) | DeleteMessage(id):
                matching = or_(Outbox.platform_message_id == id, Outbox.target == id)
            case _:
                return
        clearing = update(Outbox).where(Outbox.member_id == member.id, Outbox.live, matching)
        await self.ctx.session.execute(clearing.values(live=False, keyboard=None))

    async def find_replaced(self, member: Member, newer: Sequence[Keyboard]) -> list[Outbox]:
        """Return the messages whose buttons are all on a newer keyboard, which replaces them."""
        if not newer:
            return []
        return [
            row for row in await self.open_rows.live(member) if await self._is_replaced(row, newer)
        ]

    async def find_asking(self, member: Member, question: Question) -> list[Outbox]:
        """Return the messages that asked this question and still show its buttons."""
        return [
            row
            for row in await self.open_rows.live(member)
            if _asks_question(await self._load_keyboard(row), question)
        ]

    async def find_ended(self, member: Member, ends: UUID | str) -> list[Outbox]:
        """Return the messages with buttons that are about a row, or have a button of an action."""
        rows = await self.open_rows.live(member)
        if isinstance(ends, UUID):
            return [row for row in rows if row.subject_id == ends]
        return [row for row in rows if (await self._load_keyboard(row)).has_action(ends)]

    async def _is_replaced(self, row: Outbox, newer: Iterable[Keyboard]) -> bool:
        older = await self._load_keyboard(row)
        return any(older.is_covered_by(each) for each in newer)

    async def _load_keyboard(self, row: Outbox) -> Keyboard:
        return Keyboard.load(await self.ctx.vault.open_bytes(row, "keyboard"))


def current_question(member: Member) -> Question | None:
    """Return the question that the person is asked now."""
    return (member.asking, member.asking_about) if member.asking else None


def build_title(text: str) -> str:
    """Return a text that identifies a message: its first line, or the one below a common one."""
    paragraphs = [each.strip() for each in markup.to_plain(text).split("\n\n") if each.strip()]
    if not paragraphs:
        return ""
    lines = paragraphs[0].splitlines()
    below = paragraphs[1].splitlines() if len(lines) == 1 and len(paragraphs) > 1 else lines
    title = below[0] if len(lines[0]) <= MAX_TITLE_LENGTH else lines[0]
    return title if len(title) <= MAX_TITLE_LENGTH else f"{title[: MAX_TITLE_LENGTH - 1].rstrip()}…"


def _has_key(member: Member, key: str) -> ColumnElement[bool]:
    """Return the condition for all that shows, or showed, the message with this key."""
    parts = or_(Outbox.dedup_key == key, Outbox.dedup_key.startswith(f"{key}+", autoescape=True))
    sent = select(Outbox.platform_message_id).where(Outbox.member_id == member.id, parts)
    return or_(parts, Outbox.target == key, Outbox.platform_message_id.in_(sent))


def _asks_question(keyboard: Keyboard, question: Question) -> bool:
    return (keyboard.question, keyboard.about) == question
