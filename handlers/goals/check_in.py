"""Asks both about their shared goals once a week, apart, and shows both answers at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from chat.messages import Priority, Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain import member, pushes
from domain.goals import check_in as check_ins, check_in_week as check_week, proposals
from domain.goals.plan import LONGEST, validated_words
from domain.privacy.consent import has_agreed
from handlers import unsorted
from handlers.goals import view
from handlers.privacy.lock_screen import as_spoiler
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.goals import Goal, GoalCheckIn
from storage.tables.member import Member
from storage.tables.pair import Couple

router = FeatureRouter()

NOTE_QUESTION = "goals:note"


@router.button("goals:weekly")
async def switch_check_in(turn: Turn) -> Replies:
    """Turn the weekly check-in on or off; the person reads the same, whatever the partner chose."""
    goal = await proposals.find_goal(turn.ctx, turn.member, turn.event.subject)
    if turn.event.choice == "on" and turn.partner:
        await check_ins.opt_in(turn.ctx, turn.member, turn.partner, goal)
        return turn.edit("goals-check-on", *_back_buttons(goal), name=await turn.partner_name())
    await check_ins.opt_out(turn.ctx, turn.member, goal)
    return turn.edit("goals-check-off", *_back_buttons(goal))


# A check-in is decided before it is asked.
@router.due(check_week.DECISION_DUE, rank=2)
async def decide_check_ins(turn: Turn) -> Replies:
    """Decide what to ask on a date once it begins somewhere on earth; tell nobody yet."""
    couple = await _lock_couple(turn)
    if couple and turn.event.day:
        await check_week.decide(turn.ctx, couple, turn.event.day)
        await check_week.plan_decision(turn.ctx, couple)
    return []


@router.due(check_week.CLEARING_DUE)
async def clear_earlier_weeks(turn: Turn) -> Replies:
    couple = await _lock_couple(turn)
    if couple and turn.event.day:
        await check_week.clear_earlier_weeks(turn.ctx, couple, turn.event.day - timedelta(days=1))
    return []


@router.due(check_week.CHECK_IN_DUE)
async def send_question(turn: Turn) -> Replies:
    """Send one message a week about all goals that the person wants to be asked about."""
    couple = await _lock_couple(turn)
    if couple is None:
        return []
    opened = await check_week.mark_asked(turn.ctx, turn.member)
    await check_week.replan(turn.ctx, turn.member)
    if not member.can_be_pushed(turn.member, turn.now):
        return []
    if not opened or not has_agreed(turn.member):
        return []
    text, rows = await _render_question(turn, opened)
    return turn.send(
        text,
        *rows,
        priority=Priority.PROMPT,
        key=f"check-in:{turn.member.id}:{opened[0].id}",
        subject=couple.id,
    )


@router.button("goals:how")
async def show_check_in(turn: Turn) -> Replies:
    """Show the question, the person's own answer so far, or both answers after the reveal."""
    check_in, goal = await _find_own(turn)
    if check_in.revealed is not None:
        revealed = await check_ins.revealed_check_ins(turn.ctx, goal, check_in.week)
        return turn.send(
            await _reveal_text(turn, goal, revealed, turn.member), *_next_buttons(goal)
        )
    if check_in.text is not None and turn.event.choice != "again":
        return await _show_own_answer(turn, check_in)
    text, rows = await _render_question(turn, [check_in])
    return turn.send(text, *rows, target=EditPressed())


@router.button("goals:tick")
async def record_outcome(turn: Turn) -> Replies:
    check_in, _ = await _find_own(turn)
    _, note = await check_ins.read_answer(turn.ctx, check_in)
    await check_ins.answer(turn.ctx, check_in, turn.event.choice, note)
    return await _show_own_answer(turn, check_in)


@router.button("goals:note", asks=LONGEST["note"], replied="goals:note")
async def ask_note(turn: Turn) -> Replies:
    check_in, _ = await _find_own(turn)
    turn.ask(NOTE_QUESTION, check_in.id)
    return turn.say("goals-ask-note")


@router.answer(NOTE_QUESTION)
async def write_note(turn: Turn) -> Replies:
    note = validated_words("note", turn.event.text)
    check_in = await check_ins.awaiting_note(turn.ctx, turn.member, turn.member.asking_about)
    turn.stop_asking()
    if check_in is None:
        return await unsorted.offer_choices(turn)
    how, _ = await check_ins.read_answer(turn.ctx, check_in)
    await check_ins.answer(turn.ctx, check_in, how, note)
    return await _show_own_answer(turn, check_in)


@router.button("goals:share", binding="goals:how")
async def share(turn: Turn) -> Replies:
    check_in, goal = await _find_own(turn)
    revealed = await check_ins.share(turn.ctx, check_in, goal)
    if not revealed or turn.partner is None:
        return await _show_own_answer(turn, check_in)
    replies = turn.edit("goals-check-both-in")
    for reader in (turn.member, turn.partner):
        if reader is turn.member or pushes.can_push_reveal(reader, turn.now):
            replies = [*replies, *await _send_reveal(turn, goal, revealed, reader)]
    return replies


@router.button("goals:unshare", needs_consent=False)
async def take_back(turn: Turn) -> Replies:
    check_in, _ = await _find_own(turn)
    check_ins.unshare(check_in)
    return await _show_own_answer(turn, check_in)


async def _find_own(turn: Turn) -> tuple[GoalCheckIn, Goal]:
    return await check_ins.find_own(turn.ctx, turn.member, turn.event.subject)


async def _lock_couple(turn: Turn) -> Couple | None:
    """Lock the couple that a moment was planned for, if the person is still in it."""
    if turn.event.couple is None or turn.event.couple != turn.member.couple_id:
        return None
    return await turn.ctx.session.get(Couple, turn.event.couple, with_for_update=True)


async def _render_question(
    turn: Turn, opened: Sequence[GoalCheckIn]
) -> tuple[Rendered, Sequence[Row]]:
    """Ask about the only goal, or about several one after the other in any order."""
    if len(opened) > 1:
        return await _render_several(turn, opened)
    (only,) = opened
    goal = await turn.ctx.session.get_one(Goal, only.goal_id)
    plan = await proposals.plan_of(turn.ctx, goal)
    plan_text = await view.plan_text(turn, plan, goal.couple_id, turn.member)
    buttons = [
        button(f"goals-button-{how}", "goals:tick", only.id, how) for how in check_ins.OUTCOMES
    ]
    return turn.text("goals-check", None, plan=plan_text), buttons


async def _render_several(
    turn: Turn, opened: Sequence[GoalCheckIn]
) -> tuple[Rendered, Sequence[Row]]:
    """Return a button for each goal, with a number for its words if the reader hides words."""
    goal_words = [await _goal_words(turn, each) for each in opened]
    heading = turn.text("goals-check-several")
    if not turn.member.hides_words:
        each_goal = zip(opened, goal_words, strict=True)
        return heading, [
            button("goals-button-about", "goals:how", check_in.id, words=view.shorten(goal))
            for check_in, goal in each_goal
        ]
    lines = [
        turn.text("goals-check-number", number=at, words=goal)
        for at, goal in enumerate(goal_words, 1)
    ]
    numbers = [
        button("goals-button-number", "goals:how", each.id, number=at)
        for at, each in enumerate(opened, 1)
    ]
    return Rendered("\n".join([f"{heading}\n", *lines])), [numbers]


async def _goal_words(turn: Turn, check_in: GoalCheckIn) -> str:
    goal = await turn.ctx.session.get_one(Goal, check_in.goal_id)
    return (await proposals.plan_of(turn.ctx, goal)).words


async def _show_own_answer(turn: Turn, check_in: GoalCheckIn) -> Replies:
    """Show the person's own answer as the partner would see it."""
    answer_text = await _answer_text(turn, check_in, "text", turn.member)
    again = button("goals-button-again", "goals:how", check_in.id, "again")
    if check_in.shared:
        back = button("goals-button-unshare", "goals:unshare", check_in.id)
        return turn.edit("goals-check-in", [again, back], said=answer_text)
    note = button("goals-button-note", "goals:note", check_in.id)
    send = button("goals-button-share", "goals:share", check_in.id)
    return turn.edit("goals-check-draft", send, [note, again], said=answer_text)


async def _answer_text(turn: Turn, check_in: GoalCheckIn, column: str, reader: Member) -> Rendered:
    how, note = await check_ins.read_answer(turn.ctx, check_in, column)
    text = turn.text("goals-how", reader, how=how)
    return Rendered(f"{text}\n{turn.text('goals-note', reader, note=note)}") if note else text


async def _send_reveal(
    turn: Turn, goal: Goal, revealed: Sequence[GoalCheckIn], reader: Member
) -> Replies:
    return turn.send(
        await _reveal_text(turn, goal, revealed, reader),
        *_next_buttons(goal),
        to=reader,
        priority=Priority.REVEAL,
        key=f"check-in:{goal.id}:{revealed[0].week}:{reader.id}",
        subject=goal.couple_id,
    )


async def _reveal_text(
    turn: Turn, goal: Goal, revealed: Sequence[GoalCheckIn], reader: Member
) -> Rendered:
    """Return both answers, the reader's own first, and then the plan from here."""
    by_is_own = {each.member_id == reader.id: each for each in revealed}
    other = by_is_own[False]
    plan = await proposals.plan_of(turn.ctx, goal)
    return turn.text(
        "goals-check-reveal",
        reader,
        own=as_spoiler(reader, await _answer_text(turn, by_is_own[True], "revealed", reader)),
        other=as_spoiler(reader, await _answer_text(turn, other, "revealed", reader)),
        name=await turn.name_in(goal.couple_id, reader),
        plan=await view.plan_text(turn, plan, goal.couple_id, reader),
    )


def _next_buttons(goal: Goal) -> list[Row]:
    return [
        button("goals-button-next", "goals:next", goal.id),
        button("goals-button-finish", "goals:ask", goal.id, "finish"),
    ]


def _back_buttons(goal: Goal) -> list[Row]:
    return [button("goals-button-show", "goals:show", goal.id), view.ALL_BUTTON]
