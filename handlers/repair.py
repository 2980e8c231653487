"""/repair: a quiet twenty minutes after a quarrel, alone first and then, if both like, for two."""

from __future__ import annotations

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain import calendar, due, pushes, repair, repair_parts
from domain.errors import NotFound
from domain.pushes import News, Topic
from domain.repair import QUESTIONS
from handlers import dates, privacy_hide, support, unsorted
from handlers import repair_page as page
from handlers.privacy_screen import clear_quietly, retract
from handlers.privacy_screen import end as end_words
from handlers.pushes import push
from handlers.turn import Features, Turn, tap
from storage.models import Member, RepairPart

router = Features()


@router.command("repair")
@router.button("repair:show")
async def show(turn: Turn) -> Replies:
    """Where one stands; to begin, first of all some time to cool down."""
    if (turn.member.asking or "").startswith("repair:"):
        turn.asked()
    await pushes.note_look(turn.session, turn.member, Topic.REPAIR)
    before = await page.earlier(turn)
    part = await repair_parts.mine(turn.session, turn.member)
    if part:
        return [*before, *await _standing(turn, part)]
    lines = [turn.text("repair-fear"), turn.text("repair-begin")]
    if turn.partner and await repair.is_asked(turn.session, turn.member):
        lines.append(turn.text("repair-asked-you", name=await turn.partner_name()))
    return [*before, *turn.send(Rendered("\n\n".join(lines)), *page.waits(), support.PEOPLE)]


@router.button("repair:before")
async def show_earlier(turn: Turn) -> Replies:
    """What belongs to a former link can be read, kept and deleted; it is shown to nobody else."""
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    if (await repair.repair_of(turn.session, part)).revealed:
        return await page.result(turn, part, turn.member)
    words = await repair.said(turn.vault, part)
    hide = await privacy_hide.way(turn, part.couple_id)
    return turn.send(page.so_far(turn, words), *page.ends(part), *hide, shows=(part.id,))


@router.button("repair:cool")
async def cool_down(turn: Turn) -> Replies:
    at = repair.calm_at(turn.member, turn.event.choice, turn.now)
    if await repair.is_asked(turn.session, turn.member):
        await pushes.note_yes(turn.session, turn.member)
    part = await repair.begin(turn.session, turn.member, turn.now)
    if part.state != repair.COOLING:
        return await _standing(turn, part)
    await due.once(turn.session, repair.CALM, turn.member, at, part.id, alone=True)
    return turn.change("repair-cooling", page.stop(part), time=dates.clock_at(turn, at))


@router.due(repair.CALM)
async def come_back(turn: Turn) -> Replies:
    """Its reader chose the moment, so it comes even while everything else is quiet."""
    part = await repair_parts.find(turn.session, turn.member, turn.event.subject)
    if part is None or part.state != repair.COOLING:
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
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    await due.drop(turn.session, repair.CALM, turn.member, part.id)
    part = await repair.start_writing(turn.session, turn.member, part, turn.now)
    return await _standing(turn, part)


@router.answer("repair:fair")
@router.answer("repair:felt")
@router.answer("repair:need")
@router.answer("repair:wish")
async def write(turn: Turn) -> Replies:
    """One answer at a time; words for what is over go where unasked words go."""
    part = await repair_parts.find(turn.session, turn.member, turn.member.asking_about)
    question = (turn.member.asking or "").partition(":")[2]
    if part is None:
        turn.asked()
        return await unsorted.offer(turn)
    await repair.write(turn.session, turn.vault, part, question, turn.event.text)
    turn.asked()
    return [*clear_quietly(turn, turn.event.message), *await _standing(turn, part)]


@router.button("repair:change")
async def change(turn: Turn) -> Replies:
    """First which answer, then the question once more; what was said is ready no longer."""
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    if (await repair.repair_of(turn.session, part)).revealed:
        return await _standing(turn, part)
    repair.take_back(part)
    if not turn.event.choice:
        return turn.say("repair-change", *page.answers(part))
    if turn.event.choice not in QUESTIONS:
        raise NotFound
    return _ask(turn, part, turn.event.choice)


@router.button("repair:ready", binding="repair:show")
async def be_ready(turn: Turn) -> Replies:
    """The same words whatever the other does, until both are ready; then both read both."""
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    both = await repair.ready(turn.session, turn.vault, turn.member, part)
    if not both or turn.partner is None:
        return await _waiting(turn, part)
    replies = await page.result(turn, part, turn.member)
    if pushes.can_be_shown(turn.partner, turn.now):
        for each in await repair.sides(turn.session, await repair.repair_of(turn.session, part)):
            if each.member_id == turn.partner.id:
                replies = [*replies, *await page.result(turn, each, turn.partner)]
    return replies


@router.button("repair:ask", binding="repair:show")
async def ask_the_other(turn: Turn) -> Replies:
    """Only on this tap and once; the asker reads the same words whatever becomes of it."""
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    if turn.partner is None:
        raise NotFound
    first = repair.invite(turn.member, part)
    replies = turn.say("repair-asked", name=await turn.partner_name())
    return [*replies, *await _invitation(turn, part, turn.partner)] if first else replies


@router.button("repair:stop", binding="repair:show")
async def stop(turn: Turn) -> Replies:
    """At any point and quietly; words are deleted only after a second tap."""
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    if turn.event.choice != "yes" and await repair.said(turn.vault, part):
        return turn.say("repair-stop-sure", *page.ways_out(part))
    # An ask that still waits for their morning is not to come for what is over.
    await pushes.take_back(turn.session, _news(turn, part).key)
    part_id = part.id
    await repair.leave(turn.session, turn.member, part)
    _stop_asking(turn, part)
    return end_words(turn, "repair-stopped", about=part_id)


@router.button("repair:keep")
async def keep(turn: Turn) -> Replies:
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    part_id = part.id
    await repair.keep(turn.session, turn.vault, turn.member, part, turn.now)
    _stop_asking(turn, part)
    return [*turn.change("repair-kept"), *retract(turn, part_id)]


@router.due(repair.OVER)
async def end(turn: Turn) -> Replies:
    """Nothing is kept unless asked: what lay untouched goes without a word."""
    for part in await repair_parts.all_open(turn.session, turn.member):
        if part.id == turn.event.subject:
            await repair.leave(turn.session, turn.member, part)
    return []


async def _standing(turn: Turn, part: RepairPart) -> Replies:
    if (await repair.repair_of(turn.session, part)).revealed:
        return await page.result(turn, part, turn.member)
    if part.state == repair.COOLING:
        return turn.say("repair-still-cooling", page.start(part), page.stop(part))
    question = repair.missing(await repair.said(turn.vault, part))
    if question:
        return _ask(turn, part, question)
    if part.state == repair.READY and repair.is_linked(turn.member, part):
        return await _waiting(turn, part)
    own = await page.own_side(turn, part)
    return turn.send(own, *page.draft_buttons(turn, part), shows=(part.id,))


def _ask(turn: Turn, part: RepairPart, question: str) -> Replies:
    turn.ask(f"repair:{question}", part.id)
    return turn.say(f"repair-ask-{question}", page.stop(part), longest=repair.LONGEST)


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
    return News(Topic.REPAIR, about, asks=True, once=True)


def _stop_asking(turn: Turn, part: RepairPart) -> None:
    asking = (turn.member.asking or "").startswith("repair:")
    if asking and turn.member.asking_about == part.id:
        turn.asked()
