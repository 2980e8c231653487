"""Insert many couples in the middle of a week in one transaction, for races and load tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.inbox.store import Arrival, store_arrivals
from chat.buttons import Button
from chat.messages import Address, Event, Kind
from domain import member as members
from domain.challenge.answers import DRAFT
from domain.privacy import consent
from storage.sealing import Vault
from storage.tables.challenge import Answer, Round
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from tests.support.contexts import context
from tests.support.people import DirectPlatform
from tests.support.storage import replicas

SeededCouple = tuple["SeededMember", "SeededMember"]


@dataclass(frozen=True)
class SeededMember:
    """One of many: their address, and the answer that they have not shared yet."""

    id: str
    member_id: UUID
    answer_id: UUID
    words: str

    @property
    def share_button(self) -> Button:
        return Button("Share", "challenge:share", self.answer_id)


async def seed_couples(app: App, count: int) -> Sequence[SeededCouple]:
    """Insert that many couples; in each of them both have written, and neither has shared."""
    challenge = app.parts.content.library.challenges[0].id
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        return [await _couple(app, session, vault, number, challenge) for number in range(count)]


def press(app: App, who: str, button: Button, nth: int = 0) -> Event:
    """Return a press on a button by somebody on the direct platform."""
    return Event(
        f"press:{who}:{button.action}:{button.id}:{nth}",
        Kind.PRESS,
        app.clock.now(),
        Address("telegram", who),
        name=button.action,
        subject=button.id,
        choice=button.choice,
        message="1",
    )


async def store_events(app: App, platform: DirectPlatform, events: Sequence[Event]) -> None:
    """Store events, for the first process that takes them up."""
    for event in events:
        platform.register_event(event)
    await store_arrivals(
        app.database, app.server_keys, app.clock, [_arrival(each) for each in events]
    )


def _arrival(event: Event) -> Arrival:
    assert event.address
    return Arrival(event.id, event.address.platform, event.address, replicas.encode_event(event))


async def _couple(
    app: App, session: AsyncSession, vault: Vault, number: int, challenge: str
) -> SeededCouple:
    now = app.clock.now()
    couple = Couple(id=uuid4(), started_at=now)
    week = Round(
        id=uuid4(),
        couple_id=couple.id,
        week="2026-W10",
        day=now.date(),
        challenge=challenge,
        opened_at=now,
    )
    session.add(couple)
    vault.make_key(couple.id)
    await session.flush()
    session.add(week)
    one, two = [await _seed_member(app, session, vault, week, 2 * number + side) for side in (0, 1)]
    return one, two


async def _seed_member(
    app: App, session: AsyncSession, vault: Vault, week: Round, number: int
) -> SeededMember:
    id, words = f"{5000 + number}", f"canary{number:04}"
    now, who = app.clock.now(), Address("telegram", id)
    member = await members.create(
        context(session, vault=vault, now=now), app.server_keys, who, f"Alice {number}"
    )
    member.couple_id, member.zone = week.couple_id, "Europe/Berlin"
    member.consent, member.consented_at = consent.VERSION, now
    couple_member = CoupleMember(
        id=uuid4(), couple_id=week.couple_id, member_id=member.id, prompted_on=week.day
    )
    await vault.seal(couple_member, "name", f"Alice {number}")
    answer = _answer(week, member)
    await vault.seal(answer, "text", words)
    session.add_all([couple_member, answer])
    return SeededMember(id, member.id, answer.id, words)


def _answer(week: Round, member: Member) -> Answer:
    return Answer(
        id=uuid4(),
        round_id=week.id,
        couple_id=week.couple_id,
        member_id=member.id,
        challenge=week.challenge,
        state=DRAFT,
        written_at=week.opened_at,
    )
