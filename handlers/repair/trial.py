"""The end of /repair: one small thing to try for a week, and a gentle look back."""

from __future__ import annotations

from chat.messages import Priority, Replies
from domain import pushes, unsorted as drafts
from domain.errors import NotFound
from domain.pushes import News, Topic
from domain.repair import open_parts, sessions, trial as trials
from handlers import unsent, unsorted
from handlers.privacy.lock_screen import clear_quietly
from handlers.pushes import push
from handlers.repair import view as page
from handlers.turn import FeatureRouter, Turn
from storage.tables.repair import RepairPart

router = FeatureRouter()

TRIAL = "repair:trial"


@router.button(TRIAL, asks=sessions.LONGEST)
async def ask(turn: Turn) -> Replies:
    part = await _own(turn)
    common = await sessions.lock_repair(turn.ctx, part)
    if common.revealed and not await trials.can_propose(turn.ctx, turn.member, part):
        return await page.result(turn, part, turn.member)
    turn.ask(TRIAL, part.id)
    who = "both" if common.revealed else "me"
    return turn.say("repair-ask-trial", who=who, longest=sessions.LONGEST)


@router.answer(TRIAL)
async def write(turn: Turn) -> Replies:
    """What one tries alone is kept; what two could try is shown as it would go to the other."""
    part = await open_parts.by_id(turn.ctx, turn.member, turn.member.asking_about)
    words = turn.event.text
    if part and await trials.keep_alone(turn.ctx, part, words):
        turn.stop_asking()
        await trials.schedule_review(turn.ctx, turn.member, part)
        return [*clear_quietly(turn, turn.event.message), *turn.say("repair-trial-kept")]
    if part is None or not await trials.can_propose(turn.ctx, turn.member, part):
        turn.stop_asking()
        return await unsorted.offer(turn)
    shown = await unsent.begin(turn, drafts.TRIAL, part.id, words)
    turn.stop_asking()
    return shown


@router.button("repair:propose", binding="unsent:show")
async def propose(turn: Turn) -> Replies:
    """Sends the proposal; the author reads the same words whether or not it is put off."""
    found = await unsent.to_send(turn, drafts.TRIAL)
    if found is None:
        return await unsent.show_again(turn)
    draft, words = found
    part = await open_parts.find_own(turn.ctx, turn.member, draft.about)
    await trials.propose(turn.ctx, turn.member, part, words)
    await unsent.finish(turn, draft, TRIAL)
    own = turn.edit("repair-proposed", page.go_on(), name=await turn.partner_name())
    return [*own, *await _tell_proposal(turn, part, words)]


@router.button("repair:back")
async def take_back(turn: Turn) -> Replies:
    part = await _own(turn)
    await trials.withdraw_proposal(turn.ctx, turn.member, part)
    return turn.edit("repair-taken-back", page.go_on())


@router.button("repair:yes", binding="repair:show")
async def agree(turn: Turn) -> Replies:
    """Both have said yes now, so both read it as theirs."""
    part, mark = await _own(turn), turn.event.choice
    if not await trials.agree(turn.ctx, turn.member, part, mark):
        return await _meanwhile(turn, part)
    await pushes.reset_asks(turn.ctx, turn.member)
    common = await sessions.lock_repair(turn.ctx, part)
    words = await trials.agreed(turn.ctx, common)
    own = turn.edit(
        "repair-both-agreed", page.look(part), name=await turn.partner_name(), trial=words
    )
    return [*own, *await _tell_agreed(turn, part, words)]


@router.button("repair:no")
async def put_off(turn: Turn) -> Replies:
    """It leaves the reader's page; its author reads what silence would give them."""
    part = await _own(turn)
    if not await trials.put_off(turn.ctx, turn.member, part, turn.event.choice):
        return await _meanwhile(turn, part)
    return turn.edit("repair-put-off", page.go_on())


@router.button("repair:look")
async def ask_for_the_look(turn: Turn) -> Replies:
    part = await _own(turn)
    common = await sessions.lock_repair(turn.ctx, part)
    if not await trials.tried_words(turn.ctx, common, part):
        raise NotFound
    await trials.schedule_review(turn.ctx, turn.member, part)
    return turn.say("repair-look-planned")


@router.due(sessions.LOOK)
async def look_back(turn: Turn) -> Replies:
    """Asked for by its reader; without an answer everything goes a few days later."""
    part = await open_parts.by_id(turn.ctx, turn.member, turn.event.subject)
    if part is None or not turn.member.reachable:
        return []
    common = await sessions.lock_repair(turn.ctx, part)
    tried = await trials.tried_words(turn.ctx, common, part)
    if not tried:
        return []
    text = turn.text("repair-look", trial=tried)
    return turn.send(text, *page.look_buttons(part), priority=Priority.REVEAL, shows=(part.id,))


async def _own(turn: Turn) -> RepairPart:
    return await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)


async def _meanwhile(turn: Turn, part: RepairPart) -> Replies:
    """The page as it is now, since what the button stood under is not there any more."""
    return [*turn.say("repair-meanwhile"), *await page.result(turn, part, turn.member)]


async def _tell_proposal(turn: Turn, part: RepairPart, words: str) -> Replies:
    """One message for all that one proposes; after a no the next waits on the page."""
    other = turn.partner
    theirs = await _side_of_other(turn, part)
    if other is None or theirs is None or part.put_off:
        return []
    name = await turn.name_of(turn.member)
    text = turn.text("repair-trial-told", other, name=name, trial=words)
    news = News(Topic.REPAIR, f"trial:{part.id}", needs_yes=True)
    about = part.couple_id or part.id
    return await push(turn, news, text, page.yes_or_no(theirs, part), about=about)


async def _tell_agreed(turn: Turn, part: RepairPart, words: str) -> Replies:
    other = turn.partner
    theirs = await _side_of_other(turn, part)
    if other is None or theirs is None:
        return []
    name = await turn.name_of(turn.member)
    text = turn.text("repair-both-agreed", other, name=name, trial=words)
    news = News(Topic.REPAIR, f"agreed:{part.repair_id}")
    about = part.couple_id or part.id
    row = page.look(theirs)
    return await push(turn, news, text, row, preview="repair-agreed-preview", about=about)


async def _side_of_other(turn: Turn, part: RepairPart) -> RepairPart | None:
    """The side of the partner, if they have not let it go."""
    if turn.partner is None:
        return None
    theirs = await open_parts.current_part(turn.ctx, turn.partner)
    return theirs if theirs and theirs.repair_id == part.repair_id else None
