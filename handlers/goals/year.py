"""Shows a small page of what two people did together for a goal, in words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from chat import markup
from chat.messages import PicturePage, Priority, Replies
from content.texts import Rendered
from domain import pushes
from domain.goals import proposals, year
from handlers import date_text
from handlers.goals import view
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button
from storage.tables.goals import Goal
from storage.tables.member import Member

router = FeatureRouter()


@router.due(year.YEAR_DUE)
async def send_page(turn: Turn) -> Replies:
    """Send the page a year after a goal began; nothing of it comes later to one who pauses."""
    goal = await year.fire(turn.ctx, turn.member, turn.event.subject)
    if goal is None or not pushes.can_push_reveal(turn.member, turn.now):
        return []
    page = await picture_page(turn, goal, turn.member)
    text = await _render(turn, goal)
    show = button("goals-button-show", "goals:show", goal.id)
    return turn.send(
        text,
        show,
        page=page,
        preview="goals-preview",
        priority=Priority.REVEAL,
        key=f"{year.YEAR_DUE}:{goal.id}:{turn.member.id}",
        subject=goal.couple_id,
    )


@router.button("goals:page", needs_consent=False)
async def show_page(turn: Turn) -> Replies:
    """Show the page to a person who asks for it."""
    goal = await year.find_with_page(turn.ctx, turn.member, turn.event.subject)
    page = await picture_page(turn, goal, turn.member)
    return turn.send(await _render(turn, goal), view.ALL_BUTTON, page=page)


def page_buttons(turn: Turn, goal: Goal) -> list[ButtonSpec]:
    """Return the button of a goal's page, if it has one."""
    has_page = year.has_page(turn.ctx, goal, turn.member)
    return [button("goals-button-page", "goals:page", goal.id)] if has_page else []


async def picture_page(turn: Turn, goal: Goal, reader: Member) -> PicturePage:
    """Return the page that is drawn, with both names in the order of their letters."""
    plan = await proposals.plan_of(turn.ctx, goal)
    names = sorted(await _names(turn, goal, reader), key=str.casefold)
    together = turn.text("goals-page-names", reader, one=names[0], two=names[1])
    day = date_text.long_date(turn, year.first_day(goal, reader), reader)
    footer = together, turn.text("goals-page-since", reader, day=day)
    heading = str(turn.text("goals-page-heading", reader))
    return PicturePage(heading, plan.words, plan.milestones, tuple(map(markup.to_plain, footer)))


async def _render(turn: Turn, goal: Goal) -> Rendered:
    plan = await proposals.plan_of(turn.ctx, goal)
    state = "done" if goal.state == proposals.DONE else "year"
    head = turn.text("goals-page", None, state=state, words=plan.words)
    lines = view.milestone_lines(turn, plan, turn.member)
    last = turn.text("goals-page-end", None)
    return Rendered("\n\n".join(filter(None, [head, "\n".join(lines), last])))


async def _names(turn: Turn, goal: Goal, reader: Member) -> Sequence[str]:
    return await turn.name_of(reader), await turn.name_in(goal.couple_id, reader)
