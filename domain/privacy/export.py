"""Gathers everything of one person, and of their partner what was shown to them; nothing else."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import or_, select

from domain import reflect, unsorted
from domain.challenge import answers, reactions
from domain.context import Context
from domain.pair import again
from domain.privacy import export_schema as document
from domain.privacy.export_goals import check_ins_of, goals_of
from domain.privacy.export_remind import reminders_of
from domain.privacy.export_scope import ExportScope, Wording
from domain.privacy.hide import hidden_links
from domain.repair import sessions, trial
from storage.tables.challenge import Rating, Round
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.reflect import JournalEntry, JournalPart
from storage.tables.repair import RepairPart
from storage.tables.thanks import Thanks


async def gather(ctx: Context, member: Member, wording: Wording) -> document.Export:
    """The whole document. Every query asks for the person's own id, or for what was revealed."""
    look = ExportScope(ctx, member, wording)
    return document.Export(
        made_at=ctx.now,
        profile=await _profile(look),
        journal=await _journal(look),
        unsorted=await _unsorted(look),
        weeks=[await _week(look, round_) for round_ in await answers.all_rounds(ctx, member)],
        thanks=await _thanks(look),
        goals=await goals_of(look),
        check_ins=await check_ins_of(look),
        reminders=await reminders_of(look),
        repairs=await _repairs(look),
        likings=await _likings(look),
    )


async def record_taken(ctx: Context, member: Member, day: date) -> None:
    """Keeps the day on which the person's file was taken, for them alone; no hour."""
    await ctx.vault.seal(member, "exported_on", day.isoformat())


async def last_taken(ctx: Context, member: Member) -> date | None:
    """The day of the last file, until they clear it."""
    day = await ctx.vault.open(member, "exported_on")
    return date.fromisoformat(day) if day else None


async def _profile(look: ExportScope) -> document.Profile:
    me = look.me
    couple = await look.ctx.session.get(Couple, me.couple_id) if me.couple_id else None
    return document.Profile(
        name=await look.ctx.vault.open(me, "name"),
        platform=me.platform,
        language=me.language,
        time_zone=me.zone,
        hour=_clock(me.minute),
        quiet_from=_clock(me.quiet_from),
        quiet_until=_clock(me.quiet_until),
        depth=me.intensity,
        nudges=me.nudges,
        from_partner=me.from_partner,
        paused_until=me.paused_until,
        reachable=me.reachable,
        joined_on=look.local_day(me.joined_at),
        hides_words=me.hides_words,
        clears_words=me.clears_words,
        keeps_unsorted=me.keeps_unsorted,
        hides=[
            await look.partner_name(each.couple_id) for each in await hidden_links(look.ctx, me)
        ],
        partner=await look.partner_name(couple.id) if couple else None,
        weekday=couple.weekday if couple else None,
        every_weeks=couple.every_weeks if couple else None,
        takes_up=await again.own_answer(look.ctx, me),
        consent=me.consent,
        consented_at=me.consented_at,
    )


async def _journal(look: ExportScope) -> list[document.ExportedEntry]:
    own = (
        select(JournalEntry)
        .where(JournalEntry.member_id == look.me.id)
        .order_by(JournalEntry.begun_at, JournalEntry.id)
    )
    written = own.where(
        select(JournalPart.id).where(JournalPart.entry_id == JournalEntry.id).exists()
    )
    return [
        document.ExportedEntry(
            begun_at=entry.begun_at,
            day=entry.day or look.local_day(entry.begun_at),
            challenge=entry.challenge or None,
            words=await reflect.words_of(look.ctx, entry),
        )
        for entry in await look.ctx.session.scalars(written)
    ]


async def _unsorted(look: ExportScope) -> list[document.ExportedUnsorted]:
    return [
        document.ExportedUnsorted(day=each.day, words=await unsorted.words_of(look.ctx, each))
        for each in await unsorted.undecided(look.ctx, look.me)
    ]


async def _week(look: ExportScope, round_: Round) -> document.ExportedWeek:
    return document.ExportedWeek(
        day=round_.day,
        challenge=round_.challenge,
        title=look.wording.title(round_.challenge),
        question=look.wording.question(round_.challenge),
        partner=await look.partner_name(round_.couple_id),
        mine=await _own_answers(look, round_),
        theirs=await _their_answer(look, round_),
        reactions=await _reactions(look, round_),
    )


async def _own_answers(look: ExportScope, round_: Round) -> list[document.ExportedAnswer]:
    return [
        document.ExportedAnswer(
            challenge=each.challenge,
            title=look.wording.title(each.challenge),
            words=look.wording.label(each.challenge, await look.ctx.vault.open(each, "text")),
            state=each.state,
        )
        for each in await answers.written_by(look.ctx, look.me, round_)
    ]


async def _their_answer(look: ExportScope, round_: Round) -> str | None:
    for each in await answers.revealed_answers(look.ctx, round_):
        if each.member_id != look.me.id:
            words = await look.ctx.vault.open(each, "revealed")
            return look.wording.label(each.challenge, words)
    return None


async def _reactions(look: ExportScope, round_: Round) -> list[document.ExportedReaction]:
    return [
        document.ExportedReaction(
            mine=each.member_id == look.me.id,
            kind=each.kind,
            line=await look.ctx.vault.open(each, "line") or None,
        )
        for each in await reactions.all_in_round(look.ctx, look.me, round_)
    ]


async def _thanks(look: ExportScope) -> list[document.ExportedThanks]:
    got = (Thanks.receiver_id == look.me.id) & Thanks.shown_at.is_not(None)
    rows = select(Thanks).where(or_(Thanks.author_id == look.me.id, got))
    return [
        document.ExportedThanks(
            mine=each.author_id == look.me.id,
            other=await look.partner_name(each.couple_id),
            words=await look.ctx.vault.open(each, "text"),
            on=look.local_day(each.at) if each.author_id == look.me.id else None,
            put_away=each.put_away and each.receiver_id == look.me.id,
        )
        for each in await look.ctx.session.scalars(rows.order_by(Thanks.at, Thanks.id))
    ]


async def _repairs(look: ExportScope) -> list[document.ExportedRepair]:
    """Those of the newest link first, and those of one link by their words.

    No time of them is kept, and none is to be told by their order.
    """
    rows = select(RepairPart, Couple.started_at).where(RepairPart.member_id == look.me.id)
    found = (await look.ctx.session.execute(rows.outerjoin(Couple))).all()
    parts = [(since, await _repair(look, part)) for part, since in found]
    return [each for _, each in sorted(parts, key=_by_link_and_words)]


def _by_link_and_words(found: tuple[datetime | None, document.ExportedRepair]) -> tuple[float, str]:
    since, part = found
    return (-since.timestamp() if since else 0.0), part.model_dump_json()


async def _repair(look: ExportScope, part: RepairPart) -> document.ExportedRepair:
    common = await sessions.lock_repair(look.ctx, part)
    sides = await sessions.parts_of(look.ctx, common)
    theirs = next((each for each in sides if each.id != part.id), None)
    shown = await sessions.shared_words(look.ctx, theirs) if theirs else {}
    own = await sessions.own_words(look.ctx, part) or await sessions.shared_words(look.ctx, part)
    return document.ExportedRepair(
        partner=await look.partner_name(part.couple_id),
        mine=own,
        theirs=shown or None,
        trial=await trial.tried_words(look.ctx, common, part) or None,
        proposed_by_me=await look.ctx.vault.open(part, "trial") or None,
        proposed_by_other=await look.ctx.vault.open(theirs, "trial") or None if theirs else None,
    )


async def _likings(look: ExportScope) -> list[document.ExportedLiking]:
    rows = select(Rating).where(Rating.member_id == look.me.id).order_by(Rating.challenge)
    return [
        document.ExportedLiking(
            challenge=each.challenge, title=look.wording.title(each.challenge), liking=each.liking
        )
        for each in await look.ctx.session.scalars(rows)
    ]


def _clock(minute: int) -> str:
    return f"{time(*divmod(minute, 60)):%H:%M}"
