"""Gathers everything of one person, and of their partner what was shown to them; nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import challenge_answers as answers
from domain import goals, goals_check_in, reflect, remind, repair, thanks
from domain import privacy_document as document
from domain.when_rule import Recurrence
from storage.models import (
    Entry,
    EntryPart,
    Goal,
    GoalCheckIn,
    GoalProposal,
    Member,
    Rating,
    Reminder,
    ReminderShare,
    RepairPart,
    Round,
    Thanks,
    Tie,
)
from storage.sealing import Vault


@dataclass(frozen=True, slots=True)
class Titles:
    """What a challenge is called, what it asks, and how an answer to it reads, by its id."""

    title: Callable[[str], str]
    question: Callable[[str], str]
    label: Callable[[str, str], str]


async def gather(
    session: AsyncSession, vault: Vault, member: Member, titles: Titles, now: datetime
) -> document.Export:
    """The whole document. Every query asks for the person's own id, or for what was revealed."""
    look = _Gathering(session, vault, member, titles)
    return document.Export(
        made_at=now,
        profile=await look.profile(),
        journal=await look.journal(),
        weeks=[await look.week(held) for held in await answers.history(session, member)],
        thanks=await look.thanks(),
        goals=await look.goals(),
        check_ins=await look.check_ins(),
        reminders=await look.reminders(),
        repairs=await look.repairs(),
        likings=await look.likings(),
    )


@dataclass(frozen=True, slots=True)
class _Gathering:
    session: AsyncSession
    vault: Vault
    me: Member
    titles: Titles

    async def profile(self) -> document.Profile:
        me = self.me
        return document.Profile(
            name=await self.vault.open(me, "name"),
            platform=me.platform,
            language=me.language,
            time_zone=me.zone,
            hour=_clock(me.minute),
            quiet_from=_clock(me.quiet_from),
            quiet_until=_clock(me.quiet_until),
            depth=me.intensity,
            nudges=me.nudges,
            thanks_arrive=me.thanks_when,
            paused_until=me.paused_until,
            reachable=me.reachable,
            joined_on=me.joined_at.date(),
            consent=me.consent,
            consented_at=me.consented_at,
        )

    async def journal(self) -> list[document.JournalEntry]:
        own = select(Entry).where(Entry.member_id == self.me.id).order_by(Entry.begun_at, Entry.id)
        written = own.where(select(EntryPart.id).where(EntryPart.entry_id == Entry.id).exists())
        return [
            document.JournalEntry(
                begun_at=entry.begun_at,
                challenge=entry.challenge or None,
                words=await reflect.words_of(self.session, self.vault, entry),
            )
            for entry in await self.session.scalars(written)
        ]

    async def week(self, held: Round) -> document.Week:
        return document.Week(
            day=held.day,
            challenge=held.challenge,
            title=self.titles.title(held.challenge),
            question=self.titles.question(held.challenge),
            partner=await self._partner(held.couple_id),
            mine=await self._own_answers(held),
            theirs=await self._their_answer(held),
            reactions=await self._reactions(held),
        )

    async def thanks(self) -> list[document.Kindness]:
        got = (Thanks.receiver_id == self.me.id) & Thanks.shown_at.is_not(None)
        rows = select(Thanks).where(or_(Thanks.author_id == self.me.id, got))
        return [
            document.Kindness(
                mine=each.author_id == self.me.id,
                other=await thanks.name_of_other(self.session, self.vault, self.me, each),
                words=await self.vault.open(each, "text"),
                on=each.at.date(),
            )
            for each in await self.session.scalars(rows.order_by(Thanks.at, Thanks.id))
        ]

    async def goals(self) -> list[document.Goal]:
        mine = select(Tie.couple_id).where(Tie.member_id == self.me.id)
        rows = select(Goal).where(Goal.couple_id.in_(mine), Goal.plan.is_not(None))
        drafts = select(GoalProposal).where(
            GoalProposal.member_id == self.me.id, GoalProposal.state == goals.DRAFT
        )
        begun = drafts.where(GoalProposal.draft.is_not(None))
        return [
            await self._goal(each)
            for found in (rows.order_by(Goal.at, Goal.id), begun)
            for each in await self.session.scalars(found)
        ]

    async def check_ins(self) -> list[document.CheckIn]:
        rows = select(GoalCheckIn).where(
            GoalCheckIn.member_id == self.me.id, GoalCheckIn.text.is_not(None)
        )
        return [await self._check_in(each) for each in await self.session.scalars(rows)]

    async def reminders(self) -> list[document.Reminder]:
        part = select(ReminderShare.reminder_id).where(ReminderShare.member_id == self.me.id)
        shown = Reminder.id.in_(part) & Reminder.shared.is_not(None)
        own = Reminder.author_id == self.me.id
        begun = own & (Reminder.state == remind.DRAFT) & Reminder.words.is_not(None)
        rows = select(Reminder).where(
            or_(or_(own, shown) & (Reminder.state == remind.ACTIVE), begun)
        )
        return [await self._reminder(each) for each in await self.session.scalars(rows)]

    async def repairs(self) -> list[document.Repair]:
        rows = select(RepairPart).where(RepairPart.member_id == self.me.id)
        return [await self._repair(part) for part in await self.session.scalars(rows)]

    async def likings(self) -> list[document.Liking]:
        rows = select(Rating).where(Rating.member_id == self.me.id).order_by(Rating.challenge)
        return [
            document.Liking(
                challenge=each.challenge,
                title=self.titles.title(each.challenge),
                liking=each.liking,
            )
            for each in await self.session.scalars(rows)
        ]

    async def _own_answers(self, held: Round) -> list[document.Answer]:
        return [
            document.Answer(
                challenge=each.challenge,
                title=self.titles.title(each.challenge),
                words=self.titles.label(each.challenge, await self.vault.open(each, "text")),
                state=each.state,
            )
            for each in await answers.written(self.session, self.me, held)
        ]

    async def _their_answer(self, held: Round) -> str | None:
        for each in await answers.revealed(self.session, held):
            if each.member_id != self.me.id:
                words = await self.vault.open(each, "revealed")
                return self.titles.label(each.challenge, words)
        return None

    async def _reactions(self, held: Round) -> list[document.Reaction]:
        return [
            document.Reaction(
                mine=each.member_id == self.me.id,
                kind=each.kind,
                line=await self.vault.open(each, "line") or None,
            )
            for each in await answers.reactions(self.session, self.me, held)
        ]

    async def _goal(self, held: Goal | GoalProposal) -> document.Goal:
        plan = await goals.plan_of(self.vault, held)
        return document.Goal(
            state=held.state,
            words=plan.words,
            reason=plan.reason or None,
            until=plan.until,
            step=plan.step or None,
        )

    async def _check_in(self, own: GoalCheckIn) -> document.CheckIn:
        how, note = await goals_check_in.said(self.vault, own)
        goal = await self.session.get_one(Goal, own.goal_id)
        theirs = None
        for each in await goals_check_in.revealed(self.session, goal, own.week):
            if each.member_id != self.me.id:
                theirs = " ".join(await goals_check_in.said(self.vault, each, "revealed")).strip()
        return document.CheckIn(week=own.week, mine=f"{how} {note}".strip(), theirs=theirs)

    async def _reminder(self, held: Reminder) -> document.Reminder:
        """In the person's own zone: where the other was when they made it is nobody's business."""
        return document.Reminder(
            words=await remind.words_of(self.vault, held),
            audience=held.audience,
            at=held.at,
            time_zone=self.me.zone or "UTC",
            rule=Recurrence.load(held.rule).rule if held.rule else None,
        )

    async def _repair(self, part: RepairPart) -> document.Repair:
        common = await repair.repair_of(self.session, part)
        others = [
            await repair.shown(self.vault, each)
            for each in await repair.sides(self.session, common)
            if each.id != part.id
        ]
        own = await repair.said(self.vault, part) or await repair.shown(self.vault, part)
        return document.Repair(
            mine=own,
            theirs=others[0] if others and others[0] else None,
            trial=await repair.trial(self.vault, common, part) or None,
        )

    async def _partner(self, couple_id: UUID) -> str:
        ties: Sequence[Tie] = (
            await self.session.scalars(select(Tie).where(Tie.couple_id == couple_id))
        ).all()
        others = [each for each in ties if each.member_id != self.me.id]
        return await self.vault.open(others[0], "name") if others else ""


def _clock(minute: int) -> str:
    return f"{time(*divmod(minute, 60)):%H:%M}"
