"""Proposed goals that wait for a yes: those of the other in one place, put off, and over."""

from __future__ import annotations

from chat.messages import Priority, Replies
from domain import goals, goals_waiting, people
from handlers import goals_news as news
from handlers import goals_page as view
from handlers.turn import Features, Row, Turn, tap

router = Features()


async def rows(turn: Turn) -> list[Row]:
    """One's own proposals, and the other's: several of those stand behind one button."""
    own = await goals_waiting.own(turn.session, turn.member)
    theirs = await goals_waiting.received(turn.session, turn.member)
    if len(theirs) < 2:
        await news.note_look(turn, *theirs)
        return [await view.goal_button(turn, goal) for goal in (*own, *theirs)]
    all_of_them = tap("goals-button-waiting", "goals:waiting", name=await turn.partner_name())
    return [*[await view.goal_button(turn, goal) for goal in own], all_of_them]


@router.button("goals:waiting")
async def show_received(turn: Turn) -> Replies:
    theirs = await goals_waiting.received(turn.session, turn.member)
    await news.note_look(turn, *theirs)
    buttons = [await view.goal_button(turn, goal) for goal in theirs]
    key = "goals-waiting" if theirs else "goals-waiting-none"
    return turn.change(key, *buttons, view.ALL, name=await turn.partner_name())


@router.button("goals:later")
async def put_off(turn: Turn) -> Replies:
    """It leaves the reader's list for good; its author reads what silence would give them."""
    proposal, goal = await goals.proposal_of(
        turn.session, turn.member, turn.event.subject, turn.now
    )
    goals_waiting.put_off(turn.member, proposal)
    await news.note_look(turn, goal)
    return turn.change("goals-put-off", view.ALL)


@router.due(goals.LAPSE)
async def end(turn: Turn) -> Replies:
    """Ends a proposal after four weeks; its author reads the same after a no as after silence."""
    goal = await goals_waiting.late(turn.session, turn.member, turn.event.subject, turn.now)
    if goal is None:
        return []
    kind = "goal" if goal.state == goals.PROPOSED else "change"
    words = (await goals.plan_of(turn.vault, goal)).words
    await goals.end(turn.session, goal)
    if not people.can_be_pushed(turn.member, turn.now):
        return []
    text = turn.text("goals-lapsed", None, kind=kind, goal=words)
    return turn.send(
        text,
        view.ALL,
        preview="goals-preview",
        priority=Priority.NUDGE,
        silent=True,
        about=goal.couple_id,
    )
