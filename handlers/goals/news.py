"""Tells a person what is new about a goal: one message a goal, until they have looked at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from chat.messages import Replies
from content.texts import Rendered
from domain import pushes
from domain.goals import proposals
from domain.pushes import News, Topic
from handlers.pushes import push
from handlers.turn import ReplyOptions, Row, Turn
from storage.tables.goals import Goal, GoalPart


async def notify_partner(
    turn: Turn,
    goal: Goal,
    text: Rendered,
    rows: Sequence[Row],
    *,
    asks: bool = False,
    **options: Unpack[ReplyOptions],
) -> Replies:
    """Send the text to the partner, unless they have left their part of the goal."""
    if turn.partner is None:
        return []
    part = await proposals.part_of(turn.ctx, turn.partner, goal)
    if part.left:
        return []
    options["subject"] = goal.couple_id
    news = _build_news(part, asks=asks)
    return await push(turn, news, text, *rows, preview="goals-preview", **options)


async def withdraw_news(turn: Turn, goal: Goal) -> None:
    """Cancel a message to the partner that still waits for their morning."""
    if turn.partner:
        part = await proposals.part_of(turn.ctx, turn.partner, goal)
        await pushes.cancel_unsent(turn.ctx, _build_news(part).key)


async def mark_seen(turn: Turn, *goals: Goal) -> None:
    """Note that the person has seen these goals, so that the next news is a new message."""
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.GOAL)
    for goal in goals:
        part = await proposals.part_of(turn.ctx, turn.member, goal)
        if await pushes.is_sent(turn.ctx, _build_news(part).key):
            part.news += 1


def _build_news(part: GoalPart, *, asks: bool = False) -> News:
    return News(Topic.GOAL, f"{part.id}:{part.news}", needs_yes=asks)
