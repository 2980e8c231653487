"""Handles the end of /repair: one small thing to try for a week, and a gentle look back."""

from __future__ import annotations

from chat.messages import Priority, Replies
from domain import pushes, unsorted as drafts
from domain.errors import NotFound
from domain.pushes import News, Topic
from domain.repair import open_parts, sessions, trial as trials
from handlers import unsent, unsorted
from handlers.privacy.lock_screen import delete_silently_if_wanted
from handlers.pushes import push
from handlers.repair import view as page
from handlers.turn import FeatureRouter, Turn
from storage.tables.repair import RepairPart

router = FeatureRouter()

TRIAL_QUESTION = "repair:trial"


@router.button(TRIAL_QUESTION, asks=sessions.LONGEST)
async def ask_trial(turn: Turn) -> Replies:
    part = await _find_own(turn)
    repair = await sessions.lock_repair(turn.ctx, part)
    if repair.revealed and not await trials.can_propose(turn.ctx, turn.member, part):
        return await page.show_result(turn, part, turn.member)
    turn.ask(TRIAL_QUESTION, part.id)
    for_whom = "both" if repair.revealed else "me"
    return turn.say("repair-ask-trial", who=for_whom, longest=sessions.LONGEST)


@router.answer(TRIAL_QUESTION)
async def write_trial(turn: Turn) -> Replies:
    """Keep what one tries alone; show what both could try as it would be sent to the partner."""
    part = await open_parts.by_id(turn.ctx, turn.member, turn.member.asking_about)
    words = turn.event.text
    if part and await trials.keep_alone(turn.ctx, part, words):
        turn.stop_asking()
        await trials.schedule_review(turn.ctx, turn.member, part)
        return [
            *delete_silently_if_wanted(turn, turn.event.message),
            *turn.say("repair-trial-kept"),
        ]
    if part is None or not await trials.can_propose(turn.ctx, turn.member, part):
        turn.stop_asking()
        return await unsorted.offer_choices(turn)
    replies = await unsent.begin(turn, drafts.TRIAL, part.id, words)
    turn.stop_asking()
    return replies


@router.button("repair:propose", binding="unsent:show")
async def propose(turn: Turn) -> Replies:
    """Send the proposal; the author reads the same words whether or not it is put off."""
    found = await unsent.find_words_to_send(turn, drafts.TRIAL)
    if found is None:
        return await unsent.show_again(turn)
    draft, words = found
    part = await open_parts.find_own(turn.ctx, turn.member, draft.about)
    await trials.propose(turn.ctx, turn.member, part, words)
    await unsent.discard_sent(turn, draft, TRIAL_QUESTION)
    own = turn.edit("repair-proposed", page.continue_button(), name=await turn.partner_name())
    return [*own, *await _notify_proposal(turn, part, words)]


@router.button("repair:back")
async def take_back(turn: Turn) -> Replies:
    part = await _find_own(turn)
    await trials.withdraw_proposal(turn.ctx, turn.member, part)
    return turn.edit("repair-taken-back", page.continue_button())


@router.button("repair:yes", binding="repair:show")
async def agree(turn: Turn) -> Replies:
    """Save the second yes and show both people what they agreed on."""
    part, tag = await _find_own(turn), turn.event.choice
    if not await trials.agree(turn.ctx, turn.member, part, tag):
        return await _show_newer_page(turn, part)
    await pushes.reset_asks(turn.ctx, turn.member)
    repair = await sessions.lock_repair(turn.ctx, part)
    words = await trials.agreed(turn.ctx, repair)
    own = turn.edit(
        "repair-both-agreed", page.review_button(part), name=await turn.partner_name(), trial=words
    )
    return [*own, *await _notify_agreed(turn, part, words)]


@router.button("repair:no")
async def put_off(turn: Turn) -> Replies:
    """Take the proposal off the reader's page; its author reads what silence would bring."""
    part = await _find_own(turn)
    if not await trials.put_off(turn.ctx, turn.member, part, turn.event.choice):
        return await _show_newer_page(turn, part)
    return turn.edit("repair-put-off", page.continue_button())


@router.button("repair:look")
async def schedule_review(turn: Turn) -> Replies:
    part = await _find_own(turn)
    repair = await sessions.lock_repair(turn.ctx, part)
    if not await trials.tried_words(turn.ctx, repair, part):
        raise NotFound
    await trials.schedule_review(turn.ctx, turn.member, part)
    return turn.say("repair-look-planned")


@router.due(sessions.LOOK)
async def ask_for_review(turn: Turn) -> Replies:
    """Ask how it went, as the reader wanted; without an answer all of it goes a few days later."""
    part = await open_parts.by_id(turn.ctx, turn.member, turn.event.subject)
    if part is None or not turn.member.reachable:
        return []
    repair = await sessions.lock_repair(turn.ctx, part)
    tried = await trials.tried_words(turn.ctx, repair, part)
    if not tried:
        return []
    text = turn.text("repair-look", trial=tried)
    return turn.send(text, *page.review_buttons(part), priority=Priority.REVEAL, shows=(part.id,))


async def _find_own(turn: Turn) -> RepairPart:
    return await open_parts.find_own(turn.ctx, turn.member, turn.event.subject)


async def _show_newer_page(turn: Turn, part: RepairPart) -> Replies:
    """Show the page as it is now, since the button belonged to an older one."""
    return [*turn.say("repair-meanwhile"), *await page.show_result(turn, part, turn.member)]


async def _notify_proposal(turn: Turn, part: RepairPart, words: str) -> Replies:
    """Send one message for all proposals of a person; after a no, the next waits on the page."""
    other = turn.partner
    partner_part = await _find_partner_part(turn, part)
    if other is None or partner_part is None or part.put_off:
        return []
    name = await turn.name_of(turn.member)
    text = turn.text("repair-trial-told", other, name=name, trial=words)
    news = News(Topic.REPAIR, f"trial:{part.id}", needs_yes=True)
    subject = part.couple_id or part.id
    return await push(turn, news, text, page.response_buttons(partner_part, part), subject=subject)


async def _notify_agreed(turn: Turn, part: RepairPart, words: str) -> Replies:
    other = turn.partner
    partner_part = await _find_partner_part(turn, part)
    if other is None or partner_part is None:
        return []
    name = await turn.name_of(turn.member)
    text = turn.text("repair-both-agreed", other, name=name, trial=words)
    news = News(Topic.REPAIR, f"agreed:{part.repair_id}")
    subject = part.couple_id or part.id
    row = page.review_button(partner_part)
    return await push(turn, news, text, row, preview="repair-agreed-preview", subject=subject)


async def _find_partner_part(turn: Turn, part: RepairPart) -> RepairPart | None:
    """Return the partner's side, if they have not let it go."""
    if turn.partner is None:
        return None
    partner_part = await open_parts.current_part(turn.ctx, turn.partner)
    return partner_part if partner_part and partner_part.repair_id == part.repair_id else None
