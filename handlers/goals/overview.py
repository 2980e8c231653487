"""Handles /goals: what the two want together; every change takes a yes from both."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain import pushes
from domain.errors import NotFound
from domain.goals import (
    check_in_week as check_week,
    draft as drafts,
    past as goals_past,
    proposals,
    year,
)
from domain.goals.plan import Plan
from domain.paging import page_of
from handlers.goals import draft as goals_draft, news, view, waiting, year as goals_year
from handlers.paging import paging_rows
from handlers.pair import again as pair_again
from handlers.privacy import hide as privacy_hide
from handlers.turn import FeatureRouter, ReplyOptions, Row, Turn, button
from storage.tables.goals import Goal, GoalProposal
from storage.tables.member import Member

router = FeatureRouter()

NEW_BUTTON = button("goals-button-new", "goals:new")


@router.command("goals")
async def begin(turn: Turn) -> Replies:
    if turn.event.text.strip() and turn.partner:
        return await goals_draft.begin_draft(turn, turn.event.text)
    return [*await show_all(turn), *await pair_again.offer(turn)]


@router.button("goals:all", needs_consent=False)
async def show_all(turn: Turn) -> Replies:
    """Show agreed goals, then those that wait for a yes; past ones stand behind a button."""
    past = await goals_past.all_of(turn.ctx, turn.member)
    back = [button("goals-button-past", "goals:past")] if past else []
    if turn.partner is None:
        invite = button("goals-button-invite", "pair:invite")
        return turn.edit("goals-alone", invite, *back)
    agreed = await proposals.agreed_goals(turn.ctx, turn.member)
    await news.mark_seen(turn, *agreed)
    rows: list[Row] = [await view.goal_button(turn, goal) for goal in agreed]
    rows += await waiting.waiting_buttons(turn)
    unsent = [
        await view.draft_button(turn, draft)
        for draft in await drafts.new_goal_drafts(turn.ctx, turn.member)
    ]
    key = "goals-list" if rows else "goals-none"
    return turn.edit(key, *rows, *unsent, NEW_BUTTON, *back)


@router.button("goals:show", needs_consent=False)
async def show_goal(turn: Turn) -> Replies:
    if turn.event.subject in await goals_past.all_of(turn.ctx, turn.member):
        return await show_past(turn)
    return await _show_page(
        turn, await proposals.find_goal(turn.ctx, turn.member, turn.event.subject)
    )


@router.button("goals:past", needs_consent=False)
async def show_past(turn: Turn) -> Replies:
    """Show goals that were reached or belong to earlier couples, one a page and read-only."""
    position = page_of(await goals_past.all_of(turn.ctx, turn.member), turn.event.subject)
    if position is None:
        raise NotFound
    goal = await turn.ctx.session.get_one(Goal, position.id)
    text, _ = await view.render_page(turn, goal)
    heading = turn.text("goals-past", None, state=goal.state)
    hide_buttons = await privacy_hide.hide_buttons(turn, goal.couple_id)
    return turn.send(
        Rendered(f"{heading}\n\n{text}"),
        *paging_rows(position, "goals", "goals:past"),
        [*goals_year.page_buttons(turn, goal), view.ALL_BUTTON],
        *hide_buttons,
        target=EditPressed(),
    )


@router.button("goals:proposal")
async def show_proposal(turn: Turn) -> Replies:
    _, goal = await proposals.find_proposal(turn.ctx, turn.member, turn.event.subject)
    return await _show_page(turn, goal)


@router.button("goals:agree", binding="goals:proposal")
async def agree(turn: Turn) -> Replies:
    proposal, goal = await proposals.find_proposal(turn.ctx, turn.member, turn.event.subject)
    return await _agree_to(turn, proposal, goal)


@router.button("goals:back")
async def take_back(turn: Turn) -> Replies:
    proposal, goal = await proposals.find_proposal(turn.ctx, turn.member, turn.event.subject)
    await proposals.withdraw(turn.ctx, turn.member, proposal)
    await news.withdraw_news(turn, goal)
    return turn.edit("goals-taken-back", view.ALL_BUTTON)


@router.button("goals:ask", binding=True)
async def ask_partner(turn: Turn) -> Replies:
    """Ask the partner to park, resume, finish or drop a goal, in one message with two buttons."""
    goal = await proposals.find_goal(turn.ctx, turn.member, turn.event.subject)
    await news.mark_seen(turn, goal)
    kind = turn.event.choice
    asked = await proposals.ask(turn.ctx, turn.member, goal, kind)
    if asked and asked.member_id != turn.member.id:
        return await _agree_to(turn, asked, goal)
    replies = turn.edit(
        "goals-asked",
        view.ALL_BUTTON,
        kind=kind,
        name=await turn.partner_name(),
        goal=await _goal_words(turn, goal),
    )
    if asked is None or turn.partner is None:
        return replies
    text = await _question_text(turn, goal, kind, turn.partner)
    return [*replies, *await _notify_partner(turn, goal, asked, text)]


@router.button("goals:propose", main=True, binding="goals:draft")
async def propose(turn: Turn) -> Replies:
    """Propose a draft; the author reads the same words, whatever the partner thinks of it."""
    shared = await drafts.find_proposed(turn.ctx, turn.member, turn.event.subject)
    if shared and shared.goal_id:
        return await _show_page(
            turn, await proposals.find_goal(turn.ctx, turn.member, shared.goal_id)
        )
    draft = await drafts.find_own(turn.ctx, turn.member, turn.event.subject)
    goal = await proposals.propose(turn.ctx, turn.member, draft)
    turn.stop_asking_for(*goals_draft.QUESTIONS)
    replies = turn.edit("goals-proposed", view.ALL_BUTTON, name=await turn.partner_name())
    if turn.partner is None:
        return replies
    plan = await proposals.plan_of(turn.ctx, draft)
    key = "goals-to-you" if goal.state == proposals.PROPOSED else "goals-change-to-you"
    plan_text = await view.plan_text(turn, plan, goal.couple_id, turn.partner)
    text = turn.text(key, turn.partner, name=await turn.name_of(turn.member), plan=plan_text)
    return [*replies, *await _notify_partner(turn, goal, draft, text)]


@router.button("goals:leave", destructive=True, needs_consent=False)
async def leave(turn: Turn) -> Replies:
    """Leave one's own part of a goal; this needs no yes, and nobody is told."""
    goal = await proposals.find_goal(turn.ctx, turn.member, turn.event.subject)
    await proposals.leave(turn.ctx, turn.member, goal)
    await year.replan(turn.ctx, turn.member)
    again = button("goals-button-in", "goals:in", goal.id)
    rows = [view.ALL_BUTTON] if goal.state == proposals.DROPPED else [again, view.ALL_BUTTON]
    return turn.edit("goals-left", *rows)


@router.button("goals:in")
async def rejoin(turn: Turn) -> Replies:
    goal = await proposals.find_goal(turn.ctx, turn.member, turn.event.subject)
    await proposals.rejoin(turn.ctx, turn.member, goal)
    await year.replan(turn.ctx, turn.member)
    return await _show_page(turn, goal)


async def _agree_to(turn: Turn, proposal: GoalProposal, goal: Goal) -> Replies:
    kind = "goal" if goal.state == proposals.PROPOSED else proposal.kind
    plan = await proposals.plan_of(turn.ctx, goal)
    await news.mark_seen(turn, goal)
    if not await proposals.agree(turn.ctx, turn.member, proposal, goal):
        return await _show_page(turn, goal)
    await pushes.reset_asks(turn.ctx, turn.member)
    if proposal.kind == proposals.PLAN:
        plan = await proposals.plan_of(turn.ctx, goal)
    text, rows = await _render_agreed(turn, goal, kind, plan, turn.member)
    replies = turn.send(text, *rows, **await _page_of(turn, goal, kind, turn.member))
    if kind == "finish":
        replies = [*turn.strip(turn.event.message), *replies]
    if turn.partner is None:
        return replies
    for member in (turn.member, turn.partner):
        await check_week.replan(turn.ctx, member)
        await year.replan(turn.ctx, member)
    text, rows = await _render_agreed(turn, goal, kind, plan, turn.partner)
    options = await _page_of(turn, goal, kind, turn.partner)
    return [*replies, *await news.notify_partner(turn, goal, text, rows, **options)]


async def _page_of(turn: Turn, goal: Goal, kind: str, reader: Member) -> ReplyOptions:
    """Return how the words for an agreed change go out: a goal that is reached brings its page."""
    if kind == "finish":
        return {"page": await goals_year.picture_page(turn, goal, reader)}
    return {"target": EditPressed()} if reader is turn.member else {}


async def _render_agreed(
    turn: Turn, goal: Goal, kind: str, plan: Plan, reader: Member
) -> tuple[Rendered, list[Row]]:
    """Return the words for an agreed change, kind ones after the last step, and next buttons."""
    name = await (turn.partner_name() if reader is turn.member else turn.name_of(turn.member))
    words: str = plan.words
    if kind in ("goal", proposals.PLAN):
        words = await view.plan_text(turn, plan, goal.couple_id, reader)
    text = turn.text(f"goals-agreed-{kind}", reader, goal=words, name=name)
    if kind == "finish":
        return text, [button("goals-button-thank", "thanks:write"), view.ALL_BUTTON]
    if kind == "drop":
        return text, [view.ALL_BUTTON]
    part = await proposals.part_of(turn.ctx, reader, goal)
    weekly = [view.switch_button(goal, part)] if kind == "goal" else []
    return text, [*weekly, button("goals-button-show", "goals:show", goal.id)]


async def _question_text(turn: Turn, goal: Goal, kind: str, reader: Member) -> Rendered:
    name = await turn.name_of(turn.member)
    return turn.text(
        "goals-asks-you", reader, kind=kind, name=name, goal=await _goal_words(turn, goal)
    )


async def _notify_partner(
    turn: Turn, goal: Goal, proposal: GoalProposal, text: Rendered
) -> Replies:
    """Ask the partner about a proposal, unless they put it off before in these or other words."""
    if proposal.put_off:
        return []
    return await news.notify_partner(
        turn, goal, text, view.response_buttons(proposal, goal), asks=True
    )


async def _show_page(turn: Turn, goal: Goal) -> Replies:
    await news.mark_seen(turn, goal)
    text, rows = await view.render_page(turn, goal)
    pages = goals_year.page_buttons(turn, goal)
    return turn.send(text, *pages, *rows, target=EditPressed())


async def _goal_words(turn: Turn, goal: Goal) -> str:
    return (await proposals.plan_of(turn.ctx, goal)).words
