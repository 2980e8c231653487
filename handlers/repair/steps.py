"""/repair: a quiet twenty minutes after a quarrel, alone first and then, if both like, for two."""

from __future__ import annotations

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain import calendar, due, pushes
from domain.errors import NotFound
from domain.pushes import News, Topic
from domain.repair import open_parts, sessions
from domain.repair.sessions import QUESTIONS
from handlers import dates, support, unsorted
from handlers.privacy import hide as privacy_hide
from handlers.privacy.lock_screen import clear_quietly, end as end_words, retract
from handlers.pushes import push
from handlers.repair import view as page
from handlers.turn import FeatureRouter, Turn, tap
from storage.tables.member import Member
from storage.tables.repair import RepairPart

router = FeatureRouter()


@router.command("repair")
@router.button("repair:show")
async def show(turn: Turn) -> Replies:
    """Where one stands; to begin, first of all some time to cool down."""
    if (turn.member.asking or "").startswith("repair:"):
        turn.stop_asking()
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.REPAIR)
    before = await page.earlier(turn)
    part = await open_parts.current_part(turn.ctx, turn.member)
    if part:
        return [*before, *await _standing(turn, part)]
    lines = [turn.text("repair-fear"), turn.text("repair-begin")]
    if turn.partner and await sessions.is_invited(turn.ctx, turn.member):
        lines.append(turn.text("repair-asked-you", name=await turn.partner_name()))
    return [*before, *turn.send(Rendered("\n\n".join(lines)), *page.waits(), support.PEOPLE)]


@router.button("repair:before", needs_consent=False)
async def show_earlier(turn: Turn) -> Replies:
    """What belongs to a former link can be read, kept and deleted; it is shown to nobody else."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    if (await sessions.lock_repair(turn.ctx, part)).revealed:
        return await page.result(turn, part, turn.member)
    words = await sessions.own_words(turn.ctx, part)
    hide = await privacy_hide.way(turn, part.couple_id)
    return turn.send(page.so_far(turn, words), *page.ends(part), *hide, shows=(part.id,))


@router.button("repair:cool")
async def cool_down(turn: Turn) -> Replies:
    at = sessions.calm_at(turn.member, turn.event.choice, turn.now)
    if await sessions.is_invited(turn.ctx, turn.member):
        await pushes.reset_asks(turn.ctx, turn.member)
    part = await sessions.begin(turn.ctx, turn.member)
    if part.state != sessions.COOLING:
        return await _standing(turn, part)
    await due.schedule(turn.ctx, sessions.CALM, turn.member, at, part.id, alone=True)
    return turn.edit("repair-cooling", page.stop(part), time=dates.clock_at(turn, at))


@router.due(sessions.CALM)
async def come_back(turn: Turn) -> Replies:
    """Its reader chose the moment, so it comes even while everything else is quiet."""
    part = await open_parts.by_id(turn.ctx, turn.member, turn.event.subject)
    if part is None or part.state != sessions.COOLING:
        return []
    return turn.send(
        turn.text("repair-calm"),
        page.start(part),
        [tap("repair-button-twenty", "repair:cool", choice="twenty"), page.stop(part)],
        priority=Priority.REVEAL,
        rings=True,
    )


@router.button("repair:start", main=True)
async def begin_writing(turn: Turn) -> Replies:
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    await due.cancel(turn.ctx, sessions.CALM, turn.member, part.id)
    part = await sessions.start_writing(turn.ctx, turn.member, part)
    return await _standing(turn, part)


@router.answer("repair:fair")
@router.answer("repair:felt")
@router.answer("repair:need")
@router.answer("repair:wish")
async def write(turn: Turn) -> Replies:
    """One answer at a time; words for what is over go where unasked words go."""
    part = await open_parts.by_id(turn.ctx, turn.member, turn.member.asking_about)
    question = (turn.member.asking or "").partition(":")[2]
    if part is None:
        turn.stop_asking()
        return await unsorted.offer(turn)
    await sessions.write(turn.ctx, part, question, turn.event.text)
    turn.stop_asking()
    return [*clear_quietly(turn, turn.event.message), *await _standing(turn, part)]


@router.button("repair:change")
async def change(turn: Turn) -> Replies:
    """First which answer, then the question once more; what was said is ready no longer."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    if (await sessions.lock_repair(turn.ctx, part)).revealed:
        return await _standing(turn, part)
    sessions.unmark_ready(part)
    if not turn.event.choice:
        return turn.say("repair-change", *page.answers(part))
    if turn.event.choice not in QUESTIONS:
        raise NotFound
    return _ask(turn, part, turn.event.choice)


@router.button("repair:ready", binding="repair:show")
async def be_ready(turn: Turn) -> Replies:
    """The same words whatever the other does, until both are ready; then both read both."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    both = await sessions.mark_ready(turn.ctx, turn.member, part)
    if not both or turn.partner is None:
        return await _waiting(turn, part)
    replies = await page.result(turn, part, turn.member)
    if pushes.can_push_reveal(turn.partner, turn.now):
        for each in await sessions.parts_of(turn.ctx, await sessions.lock_repair(turn.ctx, part)):
            if each.member_id == turn.partner.id:
                replies = [*replies, *await page.result(turn, each, turn.partner)]
    return replies


@router.button("repair:ask", binding="repair:show")
async def ask_the_other(turn: Turn) -> Replies:
    """Only on this tap and once; the asker reads the same words whatever becomes of it."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    if turn.partner is None:
        raise NotFound
    first = sessions.invite(turn.member, part)
    replies = turn.say("repair-asked", name=await turn.partner_name())
    return [*replies, *await _invitation(turn, part, turn.partner)] if first else replies


@router.button("repair:stop", binding="repair:show", needs_consent=False)
async def stop(turn: Turn) -> Replies:
    """At any point and quietly; words are deleted only after a second tap."""
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    if turn.event.choice != "yes" and await sessions.own_words(turn.ctx, part):
        return turn.say("repair-stop-sure", *page.ways_out(part))
    # An ask that still waits for their morning is not to come for what is over.
    await pushes.cancel_unsent(turn.ctx, _news(turn, part).key)
    part_id = part.id
    await sessions.delete_own_part(turn.ctx, turn.member, part)
    _stop_asking(turn, part)
    return end_words(turn, "repair-stopped", about=part_id)


@router.button("repair:keep")
async def keep(turn: Turn) -> Replies:
    part = await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)
    part_id = part.id
    await sessions.move_to_journal(turn.ctx, turn.member, part)
    _stop_asking(turn, part)
    return [*turn.edit("repair-kept"), *retract(turn, part_id)]


@router.due(sessions.OVER)
async def end(turn: Turn) -> Replies:
    """Nothing is kept unless asked: what lay untouched goes without a word."""
    for part in await open_parts.all_open(turn.ctx, turn.member):
        if part.id == turn.event.subject:
            await sessions.delete_own_part(turn.ctx, turn.member, part)
    return []


async def _standing(turn: Turn, part: RepairPart) -> Replies:
    if (await sessions.lock_repair(turn.ctx, part)).revealed:
        return await page.result(turn, part, turn.member)
    if part.state == sessions.COOLING:
        return turn.say("repair-still-cooling", page.start(part), page.stop(part))
    question = sessions.next_question(await sessions.own_words(turn.ctx, part))
    if question:
        return _ask(turn, part, question)
    if part.state == sessions.READY and sessions.is_linked(turn.member, part):
        return await _waiting(turn, part)
    own = await page.own_side(turn, part)
    return turn.send(own, *page.draft_buttons(turn, part), shows=(part.id,))


def _ask(turn: Turn, part: RepairPart, question: str) -> Replies:
    turn.ask(f"repair:{question}", part.id)
    return turn.say(f"repair-ask-{question}", page.stop(part), longest=sessions.LONGEST)


async def _waiting(turn: Turn, part: RepairPart) -> Replies:
    name = await turn.partner_name()
    return turn.say("repair-ready", *page.waiting_buttons(turn, part), name=name)


async def _invitation(turn: Turn, part: RepairPart, other: Member) -> Replies:
    """At most one in a week, however often somebody begins anew."""
    name = await turn.name_of(turn.member)
    asks = turn.text("repair-asks-you", other, name=name)
    text = Rendered("\n\n".join([asks, turn.text("repair-fear", other)]))
    rows, about = [*page.waits(), support.PEOPLE], part.couple_id or part.id
    return await push(turn, _news(turn, part), text, *rows, about=about)


def _news(turn: Turn, part: RepairPart) -> News:
    week = calendar.week_of(turn.now.date())
    about = f"{part.couple_id}:{turn.member.id}:{week}"
    return News(Topic.REPAIR, about, needs_yes=True, never_edits=True)


def _stop_asking(turn: Turn, part: RepairPart) -> None:
    asking = (turn.member.asking or "").startswith("repair:")
    if asking and turn.member.asking_about == part.id:
        turn.stop_asking()
