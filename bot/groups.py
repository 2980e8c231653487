"""The one message to a group on its way: written with what brought it about, opened to be sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot.adapter import Adapter, Outgoing
from bot.outbox import LIFETIME, SENT_AGAIN
from chat import markup
from chat.messages import Address, Event, InGroup, Kind, Priority
from content.texts import Rendered, Texts
from domain import groups
from handlers.turn import Features
from storage.models import Outbox
from storage.sealing import House

BOX = "outbox"


@dataclass(frozen=True, slots=True)
class Notice:
    """The body of its row. Nothing else says which group it is for."""

    to: Address
    language: str
    text: str

    def dump(self) -> bytes:
        place = self.to.platform, self.to.id, self.to.channel
        return json.dumps([place, self.language, self.text]).encode()

    @classmethod
    def load(cls, body: bytes) -> Notice:
        place, language, text = json.loads(body)
        return cls(Address(*place), language, text)


@dataclass(frozen=True, slots=True)
class Groups:
    """Hears what happens in groups, within the transaction of the event."""

    session: AsyncSession
    house: House
    texts: Texts
    features: Features
    adapters: Mapping[str, Adapter]
    now: datetime

    async def hear(self, event: Event, who: Address) -> set[UUID]:
        """Explains what the bot is for, if that is due; the group that it was written to."""
        if event.name == InGroup.ADDRESSED and not self._is_meant(event.text):
            return set()
        if not await groups.hear(self.session, self.house, event, who, self.now):
            return set()
        link = self.adapters[who.platform].link("")
        language = self.texts.closest(event.language)
        text = self.texts.render(language, "start-group", link=Rendered(markup.escape(link)))
        row = self._row(f"{event.id}:group", groups.id_of(self.house, who), who.platform)
        row.body = self.house.seal(Notice(who, language, text).dump(), str(row.id), BOX)
        self.session.add(row)
        return {row.id}

    def _is_meant(self, command: str) -> bool:
        """A bare command that is none of ours is meant for another bot of the group."""
        return not command or (Kind.COMMAND, command) in self.features.handlers

    def _row(self, key: str, group: UUID, platform: str) -> Outbox:
        return Outbox(
            id=uuid4(),
            group_id=group,
            platform=platform,
            key=key,
            priority=Priority.ANSWER,
            not_before=self.now,
            expires_at=self.now + LIFETIME,
            made_at=self.now,
        )


def opened(house: House, texts: Texts, row: Outbox) -> tuple[Address, Outgoing]:
    """Raises CannotOpen, and ValueError for a body that is not ours."""
    notice = Notice.load(house.open(row.body or b"", str(row.id), BOX))
    text = notice.text
    if row.resent:
        text = f"{texts.render(notice.language, SENT_AGAIN)}\n\n{text}"
    return notice.to, Outgoing(text, nonce=row.id.hex[:25])
