"""Shows a goal: its plan in words, what is being asked about it, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import regex

from content.texts import Rendered
from domain.goals import check_in as check_ins, proposals, waiting as goals_waiting
from domain.goals.plan import Plan
from handlers import date_text
from handlers.turn import ButtonSpec, Row, Turn, button
from storage.tables.goals import Goal, GoalPart, GoalProposal
from storage.tables.member import Member

ALL_BUTTON = button("goals-button-all", "goals:all")
MAX_BUTTON_LENGTH = 40
GRAPHEME = regex.compile(r"\X")


async def plan_text(turn: Turn, plan: Plan, couple_id: UUID, reader: Member) -> Rendered:
    """Return the plan's words, reason, date and next step, as one of the two reads them."""
    lines = [turn.text("goals-words", reader, words=plan.words)]
    if plan.reason:
        lines.append(turn.text("goals-reason", reader, reason=plan.reason))
    if plan.until:
        lines.append(
            turn.text("goals-until", reader, day=date_text.long_date(turn, plan.until, reader))
        )
    if plan.step:
        doer, name = await _describe_doer(turn, plan, couple_id, reader)
        lines.append(turn.text("goals-step", reader, step=plan.step, who=doer, name=name))
    lines += milestone_lines(turn, plan, reader)
    return Rendered("\n".join(lines))


def milestone_lines(turn: Turn, plan: Plan, reader: Member) -> list[Rendered]:
    """Return what the two have done on the way, in the order in which they agreed to it."""
    if not plan.milestones:
        return []
    lines = [turn.text("goals-milestone", reader, words=each) for each in plan.milestones]
    return [turn.text("goals-milestones", reader), *lines]


async def render_page(turn: Turn, goal: Goal) -> tuple[Rendered, Sequence[Row]]:
    """Return a goal as it stands; nothing can be done with a goal of an earlier couple."""
    lines = [await _plan_text_of(turn, goal, turn.member)]
    if turn.member.couple_id != goal.couple_id or goal.state == proposals.DONE:
        return lines[0], []
    part = await proposals.part_of(turn.ctx, turn.member, goal)
    waiting = await goals_waiting.visible_proposal(turn.ctx, turn.member, goal)
    if part.left:
        lines.append(turn.text("goals-you-left"))
    elif goal.state == proposals.PARKED:
        lines.append(turn.text("goals-parked"))
    if waiting and not part.left:
        lines.append(await proposal_text(turn, goal, waiting))
    return Rendered("\n\n".join(lines)), await _page_buttons(turn, goal, part, waiting)


async def proposal_text(turn: Turn, goal: Goal, proposal: GoalProposal) -> Rendered:
    """Say what is being asked; show the whole of a new plan for an agreed goal."""
    is_own = proposal.member_id == turn.member.id
    kind = "goal" if goal.state == proposals.PROPOSED else proposal.kind
    name = await turn.partner_name()
    text = turn.text(f"goals-asked-{'mine' if is_own else 'theirs'}", None, kind=kind, name=name)
    if kind != proposals.PLAN:
        return text
    plan = await proposals.plan_of(turn.ctx, proposal)
    return Rendered(f"{text}\n\n{await plan_text(turn, plan, goal.couple_id, turn.member)}")


def response_buttons(proposal: GoalProposal, goal: Goal) -> list[Row]:
    """Return buttons for a yes, a suggestion, or neither; "Not now" leaves everything as it is."""
    agree = button("goals-button-agree", "goals:agree", proposal.id)
    later = button("goals-button-later", "goals:later", proposal.id)
    if proposal.kind != proposals.PLAN:
        return [[agree, later]]
    return [agree, [button("goals-button-suggest", "goals:change", goal.id), later]]


def shorten(words: str) -> str:
    """Return the beginning of a person's words, on one line, for a button."""
    text = " ".join(words.split())
    ends = [found.end() for found in GRAPHEME.finditer(text)]
    fitting = [end for end in ends if end < MAX_BUTTON_LENGTH]
    return text if len(text) <= MAX_BUTTON_LENGTH or not fitting else f"{text[: fitting[-1]]}…"


async def goal_button(turn: Turn, goal: Goal) -> ButtonSpec:
    """Return the button of a goal in the list."""
    has_left = (await proposals.part_of(turn.ctx, turn.member, goal)).left
    state = "left" if has_left else goal.state
    if state in (proposals.ACTIVE, proposals.PARKED):
        waiting = await goals_waiting.visible_proposal(turn.ctx, turn.member, goal)
        state = "asked" if waiting and waiting.member_id != turn.member.id else state
    words = shorten((await proposals.plan_of(turn.ctx, goal)).words)
    return button("goals-button-goal", "goals:show", goal.id, state=state, words=words)


async def draft_button(turn: Turn, draft: GoalProposal) -> ButtonSpec:
    """Return the button of one of the reader's own drafts in the list."""
    words = shorten((await proposals.plan_of(turn.ctx, draft)).words)
    return button("goals-button-draft", "goals:draft", draft.id, words=words)


async def _plan_text_of(turn: Turn, goal: Goal, reader: Member) -> Rendered:
    plan = await proposals.plan_of(turn.ctx, goal)
    return await plan_text(turn, plan, goal.couple_id, reader)


async def _describe_doer(
    turn: Turn, plan: Plan, couple_id: UUID, reader: Member
) -> tuple[str, str]:
    if plan.by is None:
        return "both", ""
    if plan.by == reader.id:
        return "me", ""
    return "other", await turn.name_in(couple_id, reader)


async def _page_buttons(
    turn: Turn, goal: Goal, part: GoalPart, waiting: GoalProposal | None
) -> Sequence[Row]:
    if part.left:
        return [button("goals-button-in", "goals:in", goal.id), ALL_BUTTON]
    proposal_buttons: list[Row] = []
    if waiting and waiting.member_id == turn.member.id:
        proposal_buttons = [button("goals-button-back", "goals:back", waiting.id)]
    elif waiting:
        proposal_buttons = response_buttons(waiting, goal)
    if goal.state == proposals.PROPOSED:
        is_own = waiting and waiting.member_id == turn.member.id
        change = [button("goals-button-change", "goals:change", goal.id)] if is_own else []
        return [*change, *proposal_buttons, ALL_BUTTON]
    return [*proposal_buttons, *await _agreed_goal_buttons(turn, goal, part), ALL_BUTTON]


async def _agreed_goal_buttons(turn: Turn, goal: Goal, part: GoalPart) -> list[Row]:
    """Return buttons for what to ask the partner about an agreed goal, and for one's own part."""
    change = button("goals-button-change", "goals:change", goal.id)
    drop = button("goals-button-drop", "goals:ask", goal.id, "drop")
    leave = button("goals-button-leave", "goals:leave", goal.id)
    if goal.state == proposals.PARKED:
        return [
            [button("goals-button-resume", "goals:ask", goal.id, "resume"), change],
            [drop, leave],
        ]
    return [
        *await _check_in_buttons(turn, goal),
        [button("goals-button-next", "goals:next", goal.id), change],
        button("goals-button-reached", "goals:reached", goal.id),
        button("goals-button-finish", "goals:ask", goal.id, "finish"),
        switch_button(goal, part),
        [button("goals-button-park", "goals:ask", goal.id, "park"), drop],
        leave,
    ]


def switch_button(goal: Goal, part: GoalPart) -> ButtonSpec:
    """Return the button that switches the check-in; it shows only the person's own choice."""
    to = "off" if part.check_in else "on"
    return button(f"goals-button-check-{to}", "goals:weekly", goal.id, to)


async def _check_in_buttons(turn: Turn, goal: Goal) -> list[Row]:
    asked = await check_ins.latest_asked(turn.ctx, turn.member, goal)
    return [button("goals-button-check-in", "goals:how", asked.id)] if asked else []


async def doer_buttons(turn: Turn, draft: GoalProposal) -> list[Row]:
    name = await turn.partner_name()
    return [
        button("goals-button-both", "goals:who", draft.id, "both"),
        [
            button("goals-button-me", "goals:who", draft.id, "me"),
            button("goals-button-you", "goals:who", draft.id, "you", name=name),
        ],
    ]


def review_buttons(draft: GoalProposal, plan: Plan) -> list[Row]:
    """Return what the author of a draft can do with it; only an agreed goal has milestones."""
    last = button("goals-button-unreached", "goals:unreached", draft.id)
    milestone = [button("goals-button-milestone", "goals:milestone", draft.id)]
    milestones: list[Row] = [[*milestone, *([last] if plan.milestones else [])]]
    return [
        button("goals-button-propose", "goals:propose", draft.id),
        [
            button("goals-button-words", "goals:words", draft.id),
            button("goals-button-step", "goals:step", draft.id),
        ],
        [
            button("goals-button-reason", "goals:reason", draft.id),
            button("goals-button-date", "goals:date", draft.id),
        ],
        *(milestones if draft.goal_id else []),
        button("goals-button-forget", "goals:forget", draft.id),
    ]


def skip_button(draft: GoalProposal, part: str) -> Row:
    return button(f"goals-button-no-{part}", "goals:without", draft.id, part)


def day_buttons(turn: Turn, draft: GoalProposal, days: Sequence[date]) -> list[ButtonSpec]:
    """Return a button for each day that somebody's words may mean."""
    return [
        button(
            "goals-button-day",
            "goals:on",
            draft.id,
            day.isoformat(),
            day=date_text.long_date(turn, day),
        )
        for day in days
    ]
