"""Writes the one message to a group along with its event, and opens it to be sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outbox.payload import MESSAGE_LIFETIME, SENT_AGAIN_KEY
from bot.platforms.adapter import Adapter, OutboundMessage
from chat import markup
from chat.messages import Address, Event, GroupEvent, Kind, Priority
from content.texts import Rendered, Texts
from domain import groups
from handlers.turn import FeatureRouter
from storage.sealing import ServerKeys
from storage.tables.queues import Outbox

SEAL_CONTEXT = "outbox"


@dataclass(frozen=True, slots=True)
class GroupNotice:
    """The body of the row; nothing else says which group it is for."""

    to: Address
    language: str
    text: str

    def dump(self) -> bytes:
        address = self.to.platform, self.to.id, self.to.channel
        return json.dumps([address, self.language, self.text]).encode()

    @classmethod
    def load(cls, body: bytes) -> GroupNotice:
        address, language, text = json.loads(body)
        return cls(Address(*address), language, text)


@dataclass(frozen=True, slots=True)
class GroupEventHandler:
    """Handles the events of groups, within the event's transaction."""

    session: AsyncSession
    server_keys: ServerKeys
    texts: Texts
    features: FeatureRouter
    adapters: Mapping[str, Adapter]
    now: datetime

    async def handle(self, event: Event, group: Address) -> set[UUID]:
        """Explain what the bot is for, if that is due; return the ids of the rows written."""
        if event.name == GroupEvent.ADDRESSED and not self._is_for_us(event.text):
            return set()
        if not await groups.record_event(self.session, self.server_keys, event, group, self.now):
            return set()
        link = self.adapters[group.platform].link("")
        language = self.texts.closest_language(event.language)
        text = self.texts.render(language, "start-group", link=Rendered(markup.escape(link)))
        row = self._build_row(
            f"{event.id}:group", groups.id_of(self.server_keys, group), group.platform
        )
        row.body = self.server_keys.seal(
            GroupNotice(group, language, text).dump(), str(row.id), SEAL_CONTEXT
        )
        self.session.add(row)
        return {row.id}

    def _is_for_us(self, command: str) -> bool:
        """Return False for an unknown bare command, which is meant for another bot of the group."""
        return not command or (Kind.COMMAND, command) in self.features.handlers

    def _build_row(self, key: str, group_id: UUID, platform: str) -> Outbox:
        return Outbox(
            id=uuid4(),
            group_id=group_id,
            platform=platform,
            dedup_key=key,
            priority=Priority.ANSWER,
            not_before=self.now,
            expires_at=self.now + MESSAGE_LIFETIME,
            made_at=self.now,
        )


def load_group_message(
    server_keys: ServerKeys, texts: Texts, row: Outbox
) -> tuple[Address, OutboundMessage]:
    """Open a row for a group. Raises CannotOpen, and ValueError for a body that is not ours."""
    notice = GroupNotice.load(server_keys.open(row.body or b"", str(row.id), SEAL_CONTEXT))
    text = notice.text
    if row.resent:
        text = f"{texts.render(notice.language, SENT_AGAIN_KEY)}\n\n{text}"
    return notice.to, OutboundMessage(text, nonce=row.id.hex[:25])
