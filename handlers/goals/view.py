"""How a goal looks: its plan in words, what is being asked about it, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import regex

from content.texts import Rendered
from domain.goals import check_in as check_ins, proposals, waiting as goals_waiting
from domain.goals.plan import Plan
from handlers import dates
from handlers.turn import ButtonSpec, Row, Turn, tap
from storage.tables.goals import Goal, GoalPart, GoalProposal
from storage.tables.member import Member

ALL = tap("goals-button-all", "goals:all")
ON_A_BUTTON = 40
GRAPHEME = regex.compile(r"\X")


async def plan_text(turn: Turn, plan: Plan, couple_id: UUID, reader: Member) -> Rendered:
    """Words, reason, date and next step, as one of the two reads them."""
    lines = [turn.text("goals-words", reader, words=plan.words)]
    if plan.reason:
        lines.append(turn.text("goals-reason", reader, reason=plan.reason))
    if plan.until:
        lines.append(
            turn.text("goals-until", reader, day=dates.long_date(turn, plan.until, reader))
        )
    if plan.step:
        who, name = await _doer(turn, plan, couple_id, reader)
        lines.append(turn.text("goals-step", reader, step=plan.step, who=who, name=name))
    return Rendered("\n".join(lines))


async def page(turn: Turn, goal: Goal) -> tuple[Rendered, Sequence[Row]]:
    """One goal as it stands; nothing can be done with one of an earlier couple."""
    lines = [await _plan_of(turn, goal, turn.member)]
    if turn.member.couple_id != goal.couple_id or goal.state == proposals.DONE:
        return lines[0], []
    part = await proposals.part_of(turn.ctx, turn.member, goal)
    waiting = await goals_waiting.visible_proposal(turn.ctx, turn.member, goal)
    if part.left:
        lines.append(turn.text("goals-you-left"))
    elif goal.state == proposals.PARKED:
        lines.append(turn.text("goals-parked"))
    if waiting and not part.left:
        lines.append(await waiting_text(turn, goal, waiting))
    return Rendered("\n\n".join(lines)), await _rows(turn, goal, part, waiting)


async def waiting_text(turn: Turn, goal: Goal, proposal: GoalProposal) -> Rendered:
    """What is being asked; a new plan for an agreed goal is shown whole."""
    mine = proposal.member_id == turn.member.id
    kind = "goal" if goal.state == proposals.PROPOSED else proposal.kind
    name = await turn.partner_name()
    text = turn.text(f"goals-asked-{'mine' if mine else 'theirs'}", None, kind=kind, name=name)
    if kind != proposals.PLAN:
        return text
    plan = await proposals.plan_of(turn.ctx, proposal)
    return Rendered(f"{text}\n\n{await plan_text(turn, plan, goal.couple_id, turn.member)}")


def ways_to_answer(proposal: GoalProposal, goal: Goal) -> list[Row]:
    """Yes, a suggestion, or neither; "Not now" leaves everything as it is."""
    agree = tap("goals-button-agree", "goals:agree", proposal.id)
    later = tap("goals-button-later", "goals:later", proposal.id)
    if proposal.kind != proposals.PLAN:
        return [[agree, later]]
    return [agree, [tap("goals-button-suggest", "goals:change", goal.id), later]]


def short(words: str) -> str:
    """The beginning of somebody's words, on one line, for a button."""
    line = " ".join(words.split())
    ends = [found.end() for found in GRAPHEME.finditer(line)]
    fitting = [end for end in ends if end < ON_A_BUTTON]
    return line if len(line) <= ON_A_BUTTON or not fitting else f"{line[: fitting[-1]]}…"


async def goal_button(turn: Turn, goal: Goal) -> ButtonSpec:
    """One goal in the list."""
    left = (await proposals.part_of(turn.ctx, turn.member, goal)).left
    state = "left" if left else goal.state
    if state in (proposals.ACTIVE, proposals.PARKED):
        waiting = await goals_waiting.visible_proposal(turn.ctx, turn.member, goal)
        state = "asked" if waiting and waiting.member_id != turn.member.id else state
    words = short((await proposals.plan_of(turn.ctx, goal)).words)
    return tap("goals-button-goal", "goals:show", goal.id, state=state, words=words)


async def draft_button(turn: Turn, draft: GoalProposal) -> ButtonSpec:
    """One draft of the reader's own in the list."""
    words = short((await proposals.plan_of(turn.ctx, draft)).words)
    return tap("goals-button-draft", "goals:draft", draft.id, words=words)


async def _plan_of(turn: Turn, goal: Goal, reader: Member) -> Rendered:
    plan = await proposals.plan_of(turn.ctx, goal)
    return await plan_text(turn, plan, goal.couple_id, reader)


async def _doer(turn: Turn, plan: Plan, couple_id: UUID, reader: Member) -> tuple[str, str]:
    if plan.by is None:
        return "both", ""
    if plan.by == reader.id:
        return "me", ""
    return "other", await turn.name_in(couple_id, reader)


async def _rows(
    turn: Turn, goal: Goal, part: GoalPart, waiting: GoalProposal | None
) -> Sequence[Row]:
    if part.left:
        return [tap("goals-button-in", "goals:in", goal.id), ALL]
    asked: list[Row] = []
    if waiting and waiting.member_id == turn.member.id:
        asked = [tap("goals-button-back", "goals:back", waiting.id)]
    elif waiting:
        asked = ways_to_answer(waiting, goal)
    if goal.state == proposals.PROPOSED:
        mine = waiting and waiting.member_id == turn.member.id
        change = [tap("goals-button-change", "goals:change", goal.id)] if mine else []
        return [*change, *asked, ALL]
    return [*asked, *await _ways_on(turn, goal, part), ALL]


async def _ways_on(turn: Turn, goal: Goal, part: GoalPart) -> list[Row]:
    """What can be asked of the other about an agreed goal, and what is one's own to decide."""
    change = tap("goals-button-change", "goals:change", goal.id)
    drop = tap("goals-button-drop", "goals:ask", goal.id, "drop")
    leave = tap("goals-button-leave", "goals:leave", goal.id)
    if goal.state == proposals.PARKED:
        return [[tap("goals-button-resume", "goals:ask", goal.id, "resume"), change], [drop, leave]]
    return [
        *await _check_in(turn, goal),
        [tap("goals-button-next", "goals:next", goal.id), change],
        tap("goals-button-finish", "goals:ask", goal.id, "finish"),
        check_in_switch(goal, part),
        [tap("goals-button-park", "goals:ask", goal.id, "park"), drop],
        leave,
    ]


def check_in_switch(goal: Goal, part: GoalPart) -> ButtonSpec:
    """Each sees only what they chose themselves."""
    to = "off" if part.check_in else "on"
    return tap(f"goals-button-check-{to}", "goals:weekly", goal.id, to)


async def _check_in(turn: Turn, goal: Goal) -> list[Row]:
    asked = await check_ins.latest_asked(turn.ctx, turn.member, goal)
    return [tap("goals-button-check-in", "goals:how", asked.id)] if asked else []
