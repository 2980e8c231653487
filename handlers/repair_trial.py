"""The end of /repair: one small thing to try for a week, and a gentle look back."""

from __future__ import annotations

from chat.messages import Priority, Replies
from domain import repair, repair_parts
from domain.pushes import News, Topic
from handlers import repair_page as page
from handlers import unsorted
from handlers.pushes import push
from handlers.turn import Features, Turn
from storage.models import RepairPart

router = Features()

TRIAL = "repair:trial"


@router.button(TRIAL, asks=repair.LONGEST, binding=True)
async def ask(turn: Turn) -> Replies:
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    held = await repair.repair_of(turn.session, part)
    if held.trial is not None:
        return await page.result(turn, part, turn.member)
    turn.ask(TRIAL, part.id)
    who = "both" if held.revealed else "me"
    return turn.say("repair-ask-trial", who=who, longest=repair.LONGEST)


@router.answer(TRIAL)
async def keep(turn: Turn) -> Replies:
    """One writes it down; the other reads it, and is asked in a week only if they like."""
    part = await repair_parts.find(turn.session, turn.member, turn.member.asking_about)
    if part is None:
        turn.asked()
        return await unsorted.offer(turn)
    words = turn.event.text
    first = await repair.choose_trial(turn.session, turn.vault, turn.member, part, words)
    turn.asked()
    if not first:
        return await page.result(turn, part, turn.member)
    await repair.plan_look(turn.session, turn.member, part, turn.now)
    return [*turn.say("repair-trial-kept"), *await _tell_the_other(turn, part)]


@router.button("repair:look")
async def ask_for_the_look(turn: Turn) -> Replies:
    part = await repair_parts.own(turn.session, turn.member, turn.event.subject)
    await repair.plan_look(turn.session, turn.member, part, turn.now)
    return turn.say("repair-look-planned")


@router.due(repair.LOOK)
async def look_back(turn: Turn) -> Replies:
    """Asked for by its reader; without an answer everything goes a few days later."""
    part = await repair_parts.find(turn.session, turn.member, turn.event.subject)
    if part is None or not turn.member.reachable:
        return []
    held = await repair.repair_of(turn.session, part)
    tried = await repair.trial(turn.vault, held, part)
    text = turn.text("repair-look", trial=tried)
    return turn.send(text, *page.look_buttons(part), priority=Priority.REVEAL)


async def _tell_the_other(turn: Turn, part: RepairPart) -> Replies:
    held = await repair.repair_of(turn.session, part)
    other = turn.partner
    if not held.revealed or other is None:
        return []
    theirs = await repair_parts.mine(turn.session, other)
    if theirs is None or theirs.repair_id != held.id:
        return []
    name = await turn.name_of(turn.member)
    words = await turn.vault.open(held, "trial")
    text = turn.text("repair-trial-told", other, name=name, trial=words)
    news = News(Topic.REPAIR, f"trial:{held.id}", asks=True)
    about = part.couple_id or part.id
    return await push(turn, news, text, *page.trial_buttons(theirs), about=about)
