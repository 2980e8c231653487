"""Handles /repair: a quiet twenty minutes after a quarrel, alone first, then perhaps for two."""

from __future__ import annotations

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain import calendar, due, pushes
from domain.errors import NotFound
from domain.pushes import News, Topic
from domain.repair import open_parts, sessions
from domain.repair.sessions import QUESTIONS
from handlers import date_text, unsorted
from handlers.privacy import hide as privacy_hide
from handlers.privacy.lock_screen import (
    delete_silently_if_wanted,
    retract,
    say_deleted,
)
from handlers.pushes import push
from handlers.repair import view as page
from handlers.support import feature as support
from handlers.turn import FeatureRouter, Turn, button
from storage.tables.member import Member
from storage.tables.repair import RepairPart

router = FeatureRouter()


@router.command("repair")
@router.button("repair:show")
async def show(turn: Turn) -> Replies:
    """Show the current step; a new repair begins with some time to cool down."""
    if (turn.member.asking or "").startswith("repair:"):
        turn.stop_asking()
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.REPAIR)
    before = await page.offer_earlier(turn)
    part = await open_parts.current_part(turn.ctx, turn.member)
    if part:
        return [*before, *await _show_current_step(turn, part)]
    lines = [turn.text("repair-fear"), turn.text("repair-begin")]
    if turn.partner and await sessions.is_invited(turn.ctx, turn.member):
        lines.append(turn.text("repair-asked-you", name=await turn.partner_name()))
    return [
        *before,
        *turn.send(Rendered("\n\n".join(lines)), *page.cooling_buttons(), support.SUPPORT_BUTTON),
    ]


@router.button("repair:before", needs_consent=False)
async def show_earlier(turn: Turn) -> Replies:
    """Show what belongs to a former link, to read, keep or delete; nobody else sees it."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    if (await sessions.lock_repair(turn.ctx, part)).revealed:
        return await page.show_result(turn, part, turn.member)
    words = await sessions.own_words(turn.ctx, part)
    hide = await privacy_hide.hide_buttons(turn, part.couple_id)
    return turn.send(
        page.own_words_text(turn, words), *page.former_part_buttons(part), *hide, shows=(part.id,)
    )


@router.button("repair:cool")
async def cool_down(turn: Turn) -> Replies:
    at = sessions.calm_at(turn.member, turn.event.choice, turn.now)
    if await sessions.is_invited(turn.ctx, turn.member):
        await pushes.reset_asks(turn.ctx, turn.member)
    part = await sessions.begin(turn.ctx, turn.member)
    if part.state != sessions.COOLING:
        return await _show_current_step(turn, part)
    await due.schedule(turn.ctx, sessions.CALM, turn.member, at, part.id, alone=True)
    return turn.edit("repair-cooling", page.stop_button(part), time=date_text.clock_at(turn, at))


@router.due(sessions.CALM)
async def end_cooling(turn: Turn) -> Replies:
    """Say that the time to cool down is over, even in quiet times: its reader chose the moment."""
    part = await open_parts.by_id(turn.ctx, turn.member, turn.event.subject)
    if part is None or part.state != sessions.COOLING:
        return []
    return turn.send(
        turn.text("repair-calm"),
        page.start_button(part),
        [button("repair-button-twenty", "repair:cool", choice="twenty"), page.stop_button(part)],
        priority=Priority.REVEAL,
        during_quiet_hours=True,
    )


@router.button("repair:start", main=True)
async def begin_writing(turn: Turn) -> Replies:
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    await due.cancel(turn.ctx, sessions.CALM, turn.member, part.id)
    part = await sessions.start_writing(turn.ctx, turn.member, part)
    return await _show_current_step(turn, part)


@router.answer("repair:fair", media=True)
@router.answer("repair:felt", media=True)
@router.answer("repair:need", media=True)
@router.answer("repair:wish", media=True)
async def write_answer(turn: Turn) -> Replies:
    """Save one answer at a time; words for a repair that is over are treated as unasked words."""
    part = await open_parts.by_id(turn.ctx, turn.member, turn.member.asking_about)
    question = (turn.member.asking or "").partition(":")[2]
    if part is None:
        turn.stop_asking()
        return await unsorted.offer_choices(turn)
    await sessions.write(turn.ctx, part, question, turn.event.text)
    turn.stop_asking()
    return [
        *delete_silently_if_wanted(turn, turn.event.message),
        *await _show_current_step(turn, part),
    ]


@router.button("repair:change")
async def change_answer(turn: Turn) -> Replies:
    """Ask which answer to change, then its question again; the person is no longer ready."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    if (await sessions.lock_repair(turn.ctx, part)).revealed:
        return await _show_current_step(turn, part)
    sessions.unmark_ready(part)
    if not turn.event.choice:
        return turn.say("repair-change", *page.answer_buttons(part))
    if turn.event.choice not in QUESTIONS:
        raise NotFound
    return _ask_question(turn, part, turn.event.choice)


@router.button("repair:ready", binding="repair:show")
async def mark_ready(turn: Turn) -> Replies:
    """Mark the person ready; they read the same words until both are, then both read both sides."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    are_both_ready = await sessions.mark_ready(turn.ctx, turn.member, part)
    if not are_both_ready or turn.partner is None:
        return await _show_waiting(turn, part)
    replies = await page.show_result(turn, part, turn.member)
    if pushes.can_push_reveal(turn.partner, turn.now):
        for each in await sessions.parts_of(turn.ctx, await sessions.lock_repair(turn.ctx, part)):
            if each.member_id == turn.partner.id:
                replies = [*replies, *await page.show_result(turn, each, turn.partner)]
    return replies


@router.button("repair:ask", binding="repair:show")
async def invite_partner(turn: Turn) -> Replies:
    """Invite the partner on this tap only, and once; the reply is the same whatever they do."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    if turn.partner is None:
        raise NotFound
    is_first = sessions.invite(turn.member, part)
    replies = turn.say("repair-asked", name=await turn.partner_name())
    return [*replies, *await _push_invitation(turn, part, turn.partner)] if is_first else replies


@router.button("repair:stop", binding="repair:show", needs_consent=False)
async def stop(turn: Turn) -> Replies:
    """Stop quietly at any point; words are deleted only after a second tap."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    if turn.event.choice != "yes" and await sessions.own_words(turn.ctx, part):
        return turn.say("repair-stop-sure", *page.stopping_buttons(part))
    # A question that still waits for their morning must not come once the repair is over.
    await pushes.cancel_unsent(turn.ctx, _build_news(turn, part).key)
    part_id = part.id
    await sessions.delete_own_part(turn.ctx, turn.member, part)
    turn.stop_asking_about(part_id)
    return say_deleted(turn, "repair-stopped", subject=part_id)


@router.button("repair:keep")
async def keep_in_journal(turn: Turn) -> Replies:
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    part_id = part.id
    await sessions.move_to_journal(turn.ctx, turn.member, part)
    turn.stop_asking_about(part_id)
    return [*turn.edit("repair-kept"), *retract(turn, part_id)]


@router.due(sessions.OVER)
async def delete_expired(turn: Turn) -> Replies:
    """Delete without a word what lay untouched, since nothing is kept unless somebody asks."""
    for part in await open_parts.all_open(turn.ctx, turn.member):
        if part.id == turn.event.subject:
            await sessions.delete_own_part(turn.ctx, turn.member, part)
    return []


async def _show_current_step(turn: Turn, part: RepairPart) -> Replies:
    if (await sessions.lock_repair(turn.ctx, part)).revealed:
        return await page.show_result(turn, part, turn.member)
    if part.state == sessions.COOLING:
        return turn.say("repair-still-cooling", page.start_button(part), page.stop_button(part))
    question = sessions.next_question(await sessions.own_words(turn.ctx, part))
    if question:
        return _ask_question(turn, part, question)
    if part.state == sessions.READY and sessions.is_linked(turn.member, part):
        return await _show_waiting(turn, part)
    own = await page.own_side_text(turn, part)
    return turn.send(own, *page.draft_buttons(turn, part), shows=(part.id,))


def _ask_question(turn: Turn, part: RepairPart, question: str) -> Replies:
    turn.ask(f"repair:{question}", part.id)
    return turn.say(f"repair-ask-{question}", page.stop_button(part), longest=sessions.LONGEST)


async def _show_waiting(turn: Turn, part: RepairPart) -> Replies:
    name = await turn.partner_name()
    return turn.say("repair-ready", *page.waiting_buttons(turn, part), name=name)


async def _push_invitation(turn: Turn, part: RepairPart, other: Member) -> Replies:
    """Send the invitation at most once a week, however often the person begins again."""
    name = await turn.name_of(turn.member)
    asks = turn.text("repair-asks-you", other, name=name)
    text = Rendered("\n\n".join([asks, turn.text("repair-fear", other)]))
    rows, subject = [*page.cooling_buttons(), support.SUPPORT_BUTTON], part.couple_id or part.id
    return await push(turn, _build_news(turn, part), text, *rows, subject=subject)


def _build_news(turn: Turn, part: RepairPart) -> News:
    week = calendar.week_of(turn.now.date())
    key = f"{part.couple_id}:{turn.member.id}:{week}"
    return News(Topic.REPAIR, key, needs_yes=True, never_edits=True)
