"""Handles what two people have done on the way to a goal: proposed by one, agreed to by both."""

from __future__ import annotations

from chat.messages import Replies
from domain.errors import NotFound
from domain.goals import draft as drafts, proposals
from domain.goals.plan import LONGEST, validated_words
from handlers import unsorted
from handlers.goals import draft as goals_draft
from handlers.goals.draft import MILESTONE_QUESTION
from handlers.privacy.lock_screen import delete_silently_if_wanted
from handlers.turn import FeatureRouter, Turn
from storage.tables.goals import GoalProposal

router = FeatureRouter()


@router.button("goals:reached", asks=LONGEST["milestone"], replied="goals:reached")
async def begin(turn: Turn) -> Replies:
    """Draft a change to the goal, with one milestone more."""
    return await _ask(turn, await goals_draft.copy_goal(turn))


@router.button(MILESTONE_QUESTION, asks=LONGEST["milestone"])
async def ask_milestone(turn: Turn) -> Replies:
    return await _ask(turn, await drafts.find_own(turn.ctx, turn.member, turn.event.subject))


@router.answer(MILESTONE_QUESTION)
async def write_milestone(turn: Turn) -> Replies:
    """Add the words to the draft, which its author sees whole before it is proposed."""
    words = validated_words("milestone", turn.event.text)
    try:
        draft = await drafts.find_own(turn.ctx, turn.member, turn.member.asking_about)
    except NotFound:
        turn.stop_asking()
        return await unsorted.offer_choices(turn)
    plan = await proposals.plan_of(turn.ctx, draft)
    await drafts.change(turn.ctx, draft, milestones=plan.with_milestone(words))
    turn.stop_asking()
    return [
        *delete_silently_if_wanted(turn, turn.event.message),
        *await goals_draft.show_for_review(turn, draft),
    ]


@router.button("goals:unreached")
async def remove_last(turn: Turn) -> Replies:
    """Take the newest milestone out of the draft; it counts once both have said yes."""
    draft = await drafts.find_own(turn.ctx, turn.member, turn.event.subject)
    plan = await proposals.plan_of(turn.ctx, draft)
    await drafts.change(turn.ctx, draft, milestones=plan.milestones[:-1])
    turn.stop_asking_for(MILESTONE_QUESTION)
    return await goals_draft.show_for_review(turn, draft)


async def _ask(turn: Turn, draft: GoalProposal) -> Replies:
    (await proposals.plan_of(turn.ctx, draft)).must_have_room()
    turn.ask(MILESTONE_QUESTION, draft.id)
    return turn.say("goals-ask-milestone", longest=LONGEST["milestone"])
