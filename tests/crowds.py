"""Many couples in the middle of a week, laid out in one transaction, for races and floods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.inbox import Arrival, store
from chat.buttons import Button
from chat.messages import Address, Event, Kind
from domain import people, privacy_consent
from domain.challenge_answers import DRAFT
from storage.models import Answer, Couple, Member, Round, Tie
from storage.sealing import Vault
from tests import replicas
from tests.people import DirectPlatform

Pair = tuple["Half", "Half"]


@dataclass(frozen=True)
class Half:
    """One of many: where they are, and the answer that they have not shared yet."""

    id: str
    member: UUID
    answer: UUID
    words: str

    @property
    def share(self) -> Button:
        return Button("Share", "challenge:share", self.answer)


async def couples(app: App, count: int) -> Sequence[Pair]:
    """So many couples; in each of them both have written, and neither has shared."""
    challenge = app.dispatcher.shelf.library.challenges[0].id
    async with app.database.write() as session:
        vault = Vault(session, app.dispatcher.ring)
        return [await _couple(app, session, vault, number, challenge) for number in range(count)]


def press(app: App, who: str, button: Button, nth: int = 0) -> Event:
    """One press on a button by somebody on the direct platform."""
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


async def put(app: App, platform: DirectPlatform, events: Sequence[Event]) -> None:
    """Stores events, for whichever process takes them up first."""
    for event in events:
        platform.hold(event)
    await store(app.database, app.house, app.clock, [_arrival(each) for each in events])


def _arrival(event: Event) -> Arrival:
    assert event.who
    return Arrival(event.id, event.who.platform, event.who, replicas.dump(event))


async def _couple(
    app: App, session: AsyncSession, vault: Vault, number: int, challenge: str
) -> Pair:
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
    one, two = [await _half(app, session, vault, week, 2 * number + side) for side in (0, 1)]
    return one, two


async def _half(app: App, session: AsyncSession, vault: Vault, week: Round, number: int) -> Half:
    id, words = f"{5000 + number}", f"canary{number:04}"
    now, who = app.clock.now(), Address("telegram", id)
    member = await people.welcome(session, vault, app.house, who, f"Alice {number}", now)
    member.couple_id, member.zone = week.couple_id, "Europe/Berlin"
    member.consent, member.consented_at = privacy_consent.VERSION, now
    tie = Tie(id=uuid4(), couple_id=week.couple_id, member_id=member.id, prompted_on=week.day)
    await vault.seal(tie, "name", f"Alice {number}")
    answer = _answer(week, member)
    await vault.seal(answer, "text", words)
    session.add_all([tie, answer])
    return Half(id, member.id, answer.id, words)


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
