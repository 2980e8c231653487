"""/challenge: the couple's week, from its card to its nudge."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain import challenge, challenge_reach, due, goals, nudge, people
from domain import challenge_answers as answers
from domain import privacy_consent as consent
from domain.errors import NotFound
from handlers import challenge_card as card
from handlers import (
    challenge_reveal,
    challenge_revealed,
    challenge_solo,
    goals_page,
    privacy_consent,
    thanks,
)
from handlers.privacy_screen import retract_kept
from handlers.turn import Features, Row, Turn, tap
from storage.models import Couple, Member, Round

router = Features()


@router.command("challenge")
@router.button("challenge:show", main=True)
async def show(turn: Turn) -> Replies:
    """The card as it stands now; without a partner, what one can do alone."""
    couple = await _couple(turn)
    if couple is None:
        return await challenge_solo.offer(turn)
    if await challenge_reach.rests_for(turn.session, turn.member):
        return await _start(turn, couple)
    held = await challenge_reach.open_for(turn.session, turn.member)
    return await _standing(turn, held) if held else await _coming(turn, couple)


@router.button("challenge:card")
async def current_card(turn: Turn) -> Replies:
    """What somebody gets who was away: the card of the round that they have, or nothing."""
    held = await challenge_reach.open_for(turn.session, turn.member)
    if held and not consent.has_agreed(turn.member):
        return privacy_consent.instead_of_card(turn, held, turn.member)
    return await _standing(turn, held) if held else []


@router.button("challenge:start", main=True, binding="challenge:wait")
async def start_now(turn: Turn) -> Replies:
    couple = await _couple(turn)
    if couple is None:
        return turn.say("not-linked")
    return await _start(turn, couple)


@router.button("challenge:wait")
async def wait(turn: Turn) -> Replies:
    couple = await _couple(turn)
    if couple is None:
        return turn.say("not-linked")
    if await challenge_reach.rests_for(turn.session, turn.member):
        return turn.say("challenge-stopped")
    return await _coming(turn, couple)


@router.due(challenge.OPENING)
async def decide(turn: Turn) -> Replies:
    """A date begins somewhere on earth: what comes on it is decided, and nobody is told yet."""
    couple = await _couple(turn)
    if couple and turn.event.day and turn.event.couple == couple.id:
        day, library = turn.event.day, turn.shelf.library
        await challenge.open_round(turn.session, couple, library, day, turn.now)
        await challenge.plan(turn.session, couple, turn.now)
    return []


@router.due(challenge.PROMPT)
async def prompt(turn: Turn) -> Replies:
    """The week's card to one of the two, at their own hour, or the line that challenges rest."""
    couple = await _couple(turn)
    if couple is None or turn.event.day is None or turn.event.couple != couple.id:
        return []
    # It was decided before, but for a prompt that an earlier version has planned.
    day, library = turn.event.day, turn.shelf.library
    await challenge.open_round(turn.session, couple, library, day, turn.now)
    has_come = await challenge.reach(turn.session, couple, turn.member, turn.now)
    await challenge.plan(turn.session, couple, turn.now)
    if not has_come:
        return []
    held = await challenge_reach.open_for(turn.session, turn.member)
    return await _push_card(turn, held, turn.member) if held else await _stopped(turn, couple)


@router.due(nudge.NUDGE)
async def nudge_once(turn: Turn) -> Replies:
    """One line in the middle of the week, about what the person's own settings name first."""
    held = await turn.session.get(Round, turn.event.subject)
    linked = held and turn.partner and held.couple_id == turn.partner.couple_id
    if not held or not linked or not people.can_be_pushed(turn.member, turn.now):
        return []
    if not consent.has_agreed(turn.member):
        return []
    about = await nudge.choose(turn.session, turn.member, held)
    if about is None or (about == nudge.CHALLENGE and card.is_gone(turn, held)):
        return []
    text, rows = await NUDGES[about](turn, held)
    return turn.send(
        text,
        *rows,
        priority=Priority.NUDGE,
        key=f"nudge:{held.id}:{turn.member.id}",
        about=held.id,
    )


@router.button("challenge:skip")
async def skip(turn: Turn) -> Replies:
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    answer = await answers.skip(turn.session, turn.member, held, turn.now)
    turn.asked()
    return [*turn.say("challenge-skipped"), *retract_kept(turn, answer.id)]


@router.button("challenge:swap", binding="challenge:card")
async def swap(turn: Turn) -> Replies:
    """Both cards, where they have come, change in place and say the same of it.

    What anybody wrote stays theirs.
    """
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    await answers.swap(turn.session, turn.shelf.library, held)
    own = card.body(turn, held, turn.member)
    replies = turn.send(own, *card.rows(turn, held, turn.member), replaces=True)
    if turn.partner and await challenge_reach.has_come(turn.session, held, turn.partner):
        replies = [*replies, *_changed_card(turn, held, turn.partner)]
    return replies


@router.button("challenge:slower", binding=True)
async def slow_down(turn: Turn) -> Replies:
    couple = await _couple(turn)
    if couple is None:
        return turn.say("not-linked")
    await challenge.change_pace(turn.session, couple, turn.member, 2, turn.now)
    return turn.say("challenge-slower-done")


async def _start(turn: Turn, couple: Couple) -> Replies:
    """A round by hand is this week's; both get its card, and the next one keeps its distance."""
    if await challenge_reach.open_for(turn.session, turn.member):
        return await current_card(turn)
    if not await challenge.may_start(turn.session, couple, turn.member, turn.now):
        return await _coming(turn, couple)
    readers = await challenge.start(turn.session, couple, turn.shelf.library, turn.now)
    await challenge.plan(turn.session, couple, turn.now)
    held = await challenge_reach.open_for(turn.session, turn.member)
    return [reply for half in readers if held for reply in await _push_card(turn, held, half)]


async def _push_card(turn: Turn, held: Round, reader: Member) -> Replies:
    asked_for = reader is turn.member and turn.event.who is not None
    if not asked_for and not people.can_be_pushed(reader, turn.now):
        return []
    if not consent.has_agreed(reader):
        return privacy_consent.instead_of_card(turn, held, reader)
    await due.once(turn.session, nudge.NUDGE, reader, turn.now + nudge.AFTER, held.id)
    return await card.prompt(turn, held, reader)


async def _nudge_to_answer(turn: Turn, held: Round) -> tuple[Rendered, Sequence[Row]]:
    week = card.challenge_of(turn, held, turn.member)
    show = tap("challenge-button-show", "challenge:show")
    text = turn.text("challenge-nudge", None, line=Rendered(week.nudge))
    return text, [*card.ways_to_answer(turn, held, turn.member), show]


async def _nudge_to_thank(turn: Turn, held: Round) -> tuple[Rendered, Sequence[Row]]:
    return await thanks.nudge(turn)


async def _nudge_to_step(turn: Turn, held: Round) -> tuple[Rendered, Sequence[Row]]:
    goal = await nudge.goal_of(turn.session, turn.member, held)
    if goal is None:
        raise NotFound
    plan = await goals.plan_of(turn.vault, goal)
    shown = await goals_page.plan_text(turn, plan, goal.couple_id, turn.member)
    text = turn.text("challenge-nudge-goal", None, goal=shown)
    return text, [tap("challenge-button-goal", "goals:show", goal.id)]


NUDGES = {
    nudge.CHALLENGE: _nudge_to_answer,
    nudge.THANKS: _nudge_to_thank,
    nudge.GOALS: _nudge_to_step,
}


async def _stopped(turn: Turn, couple: Couple) -> Replies:
    """Each reads the line once, at their own hour; then nothing comes until one asks for it."""
    await due.drop(turn.session, nudge.NUDGE, turn.member)
    if not people.can_be_pushed(turn.member, turn.now):
        return []
    return turn.send(
        turn.text("challenge-stopped"),
        priority=Priority.PROMPT,
        key=f"stopped:{turn.event.id}:{turn.member.id}",
        about=couple.id,
    )


async def _standing(turn: Turn, held: Round) -> Replies:
    """The open round, with what has become of one's own answer; never a word of the other's."""
    if await answers.is_revealed(turn.session, held.id):
        return await challenge_revealed.again(turn, held)
    answer = await answers.mine(turn.session, turn.member, held)
    text = card.body(turn, held, turn.member)
    rows: list[Row] = list(card.rows(turn, held, turn.member))
    if answer and answer.text:
        words = await turn.vault.open(answer, "text")
        shown = card.label_of(turn, answer.challenge, words, turn.member)
        state = turn.text(f"challenge-state-{answer.state}", None, words=shown)
        text = Rendered(f"{text}\n\n{state}")
        way_on = card.rows(turn, held, turn.member) if card.is_gone(turn, held) else []
        rows = [challenge_reveal.own_buttons(turn, answer), *way_on]
    shows = (answer.id,) if answer and answer.text else ()
    return turn.send(text, *rows, about=held.id, shows=shows)


async def _coming(turn: Turn, couple: Couple) -> Replies:
    planned = await due.planned(turn.session, challenge.PROMPT, turn.member)
    free = await challenge.may_start(turn.session, couple, turn.member, turn.now)
    rows = [tap("challenge-button-start-now", "challenge:start")] if free else []
    return turn.say("challenge-coming", *rows, when=card.when(turn, planned))


def _changed_card(turn: Turn, held: Round, reader: Member) -> Replies:
    return turn.send(
        card.body(turn, held, reader),
        *card.rows(turn, held, reader),
        to=reader,
        preview="challenge-preview",
        edits=card.key_of(held, reader),
        key=f"swap:{held.id}:{reader.id}",
        priority=Priority.PROMPT,
        about=held.id,
    )


async def _couple(turn: Turn) -> Couple | None:
    """The couple's row, locked: whatever time or either of them does to it comes in turn."""
    if turn.member.couple_id is None:
        return None
    return await turn.session.get(Couple, turn.member.couple_id, with_for_update=True)
