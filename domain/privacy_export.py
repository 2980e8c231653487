"""Gathers everything of one person, and of their partner what was shown to them; nothing else."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import challenge_answers as answers
from domain import challenge_reactions, pair_again, reflect, repair, repair_trial, unsorted
from domain import privacy_document as document
from domain.privacy_export_goals import check_ins_of, goals_of
from domain.privacy_export_remind import reminders_of
from domain.privacy_gathering import Gathering, Wording
from domain.privacy_hide import hidden
from storage.models import Couple, Entry, EntryPart, Member, Rating, RepairPart, Round, Thanks
from storage.sealing import Vault


async def gather(
    session: AsyncSession, vault: Vault, member: Member, wording: Wording, now: datetime
) -> document.Export:
    """The whole document. Every query asks for the person's own id, or for what was revealed."""
    look = Gathering(session, vault, member, wording, now)
    return document.Export(
        made_at=now,
        profile=await _profile(look),
        journal=await _journal(look),
        unsorted=await _unsorted(look),
        weeks=[await _week(look, held) for held in await answers.all_rounds(session, member)],
        thanks=await _thanks(look),
        goals=await goals_of(look),
        check_ins=await check_ins_of(look),
        reminders=await reminders_of(look),
        repairs=await _repairs(look),
        likings=await _likings(look),
    )


async def note(vault: Vault, member: Member, day: date) -> None:
    """Keeps the day on which the person's file was taken, for them alone; no hour."""
    await vault.seal(member, "exported_on", day.isoformat())


async def last_taken(vault: Vault, member: Member) -> date | None:
    """The day of the last file, until they clear it."""
    day = await vault.open(member, "exported_on")
    return date.fromisoformat(day) if day else None


async def _profile(look: Gathering) -> document.Profile:
    me = look.me
    couple = await look.session.get(Couple, me.couple_id) if me.couple_id else None
    return document.Profile(
        name=await look.vault.open(me, "name"),
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
        joined_on=look.day(me.joined_at),
        hides_words=me.hides_words,
        clears_words=me.clears_words,
        keeps_unsorted=me.keeps_unsorted,
        hides=[await look.partner(tie.couple_id) for tie in await hidden(look.session, me)],
        partner=await look.partner(couple.id) if couple else None,
        weekday=couple.weekday if couple else None,
        every_weeks=couple.every_weeks if couple else None,
        takes_up=await pair_again.said(look.session, me),
        consent=me.consent,
        consented_at=me.consented_at,
    )


async def _journal(look: Gathering) -> list[document.JournalEntry]:
    own = select(Entry).where(Entry.member_id == look.me.id).order_by(Entry.begun_at, Entry.id)
    written = own.where(select(EntryPart.id).where(EntryPart.entry_id == Entry.id).exists())
    return [
        document.JournalEntry(
            begun_at=entry.begun_at,
            day=entry.day or look.day(entry.begun_at),
            challenge=entry.challenge or None,
            words=await reflect.words_of(look.session, look.vault, entry),
        )
        for entry in await look.session.scalars(written)
    ]


async def _unsorted(look: Gathering) -> list[document.Unsorted]:
    return [
        document.Unsorted(day=each.day, words=await unsorted.words_of(look.vault, each))
        for each in await unsorted.waiting(look.session, look.me)
    ]


async def _week(look: Gathering, held: Round) -> document.Week:
    return document.Week(
        day=held.day,
        challenge=held.challenge,
        title=look.wording.title(held.challenge),
        question=look.wording.question(held.challenge),
        partner=await look.partner(held.couple_id),
        mine=await _own_answers(look, held),
        theirs=await _their_answer(look, held),
        reactions=await _reactions(look, held),
    )


async def _own_answers(look: Gathering, held: Round) -> list[document.Answer]:
    return [
        document.Answer(
            challenge=each.challenge,
            title=look.wording.title(each.challenge),
            words=look.wording.label(each.challenge, await look.vault.open(each, "text")),
            state=each.state,
        )
        for each in await answers.written(look.session, look.me, held)
    ]


async def _their_answer(look: Gathering, held: Round) -> str | None:
    for each in await answers.revealed(look.session, held):
        if each.member_id != look.me.id:
            words = await look.vault.open(each, "revealed")
            return look.wording.label(each.challenge, words)
    return None


async def _reactions(look: Gathering, held: Round) -> list[document.Reaction]:
    return [
        document.Reaction(
            mine=each.member_id == look.me.id,
            kind=each.kind,
            line=await look.vault.open(each, "line") or None,
        )
        for each in await challenge_reactions.all_of(look.session, look.me, held)
    ]


async def _thanks(look: Gathering) -> list[document.Kindness]:
    got = (Thanks.receiver_id == look.me.id) & Thanks.shown_at.is_not(None)
    rows = select(Thanks).where(or_(Thanks.author_id == look.me.id, got))
    return [
        document.Kindness(
            mine=each.author_id == look.me.id,
            other=await look.partner(each.couple_id),
            words=await look.vault.open(each, "text"),
            on=look.day(each.at) if each.author_id == look.me.id else None,
            put_away=each.put_away and each.receiver_id == look.me.id,
        )
        for each in await look.session.scalars(rows.order_by(Thanks.at, Thanks.id))
    ]


async def _repairs(look: Gathering) -> list[document.Repair]:
    """Those of the newest link first, and those of one link by their words.

    No time of them is kept, and none is to be told by their order.
    """
    rows = select(RepairPart, Couple.started_at).where(RepairPart.member_id == look.me.id)
    found = (await look.session.execute(rows.outerjoin(Couple))).all()
    parts = [(since, await _repair(look, part)) for part, since in found]
    return [each for _, each in sorted(parts, key=_by_link_and_words)]


def _by_link_and_words(found: tuple[datetime | None, document.Repair]) -> tuple[float, str]:
    since, part = found
    return (-since.timestamp() if since else 0.0), part.model_dump_json()


async def _repair(look: Gathering, part: RepairPart) -> document.Repair:
    common = await repair.repair_of(look.session, part)
    sides = await repair.sides(look.session, common)
    theirs = next((each for each in sides if each.id != part.id), None)
    shown = await repair.shown(look.vault, theirs) if theirs else {}
    own = await repair.said(look.vault, part) or await repair.shown(look.vault, part)
    return document.Repair(
        partner=await look.partner(part.couple_id),
        mine=own,
        theirs=shown or None,
        trial=await repair_trial.tried(look.vault, common, part) or None,
        proposed_by_me=await look.vault.open(part, "trial") or None,
        proposed_by_other=await look.vault.open(theirs, "trial") or None if theirs else None,
    )


async def _likings(look: Gathering) -> list[document.Liking]:
    rows = select(Rating).where(Rating.member_id == look.me.id).order_by(Rating.challenge)
    return [
        document.Liking(
            challenge=each.challenge,
            title=look.wording.title(each.challenge),
            liking=each.liking,
        )
        for each in await look.session.scalars(rows)
    ]


def _clock(minute: int) -> str:
    return f"{time(*divmod(minute, 60)):%H:%M}"
