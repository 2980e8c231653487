"""Builds a goal before it is proposed: piece by piece, for its author's eyes alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Unpack

from chat.messages import Replies
from chat.targets import EditPressed, NewMessage
from domain import time_habits
from domain.challenge import answers
from domain.errors import NotFound, RuleBroken
from domain.goals import draft as drafts, proposals, waiting as goals_waiting
from domain.goals.draft import DraftChange
from domain.goals.plan import LONGEST, Plan, days_meant, is_one_day, validated_date, validated_words
from domain.natural_time import parser
from handlers import unsorted
from handlers.challenge import card
from handlers.goals import news, view
from handlers.privacy.lock_screen import delete_silently_if_wanted, say_deleted
from handlers.turn import FeatureRouter, Turn, button
from handlers.zone import Respond
from storage.tables.challenge import Round
from storage.tables.goals import GoalProposal

router = FeatureRouter()

QUESTIONS = WORDS_QUESTION, REASON_QUESTION, DATE_QUESTION, STEP_QUESTION, MILESTONE_QUESTION = (
    "goals:words",
    "goals:reason",
    "goals:date",
    "goals:step",
    "goals:milestone",
)
DAYS_AHEAD = {"week": 7, "month": 30, "season": 91}
GOALS_THEME = "goals"


@router.button("goals:new", asks=LONGEST["words"])
async def ask_words(turn: Turn) -> Replies:
    if turn.partner is None:
        return turn.say("not-linked")
    turn.ask(WORDS_QUESTION)
    return turn.say("goals-ask-words", longest=LONGEST["words"])


@router.answer(WORDS_QUESTION)
async def write_words(turn: Turn) -> Replies:
    """Save the words of a new goal and ask for its first step; or replace a draft's words."""
    if turn.partner is None:
        return await _offer_unsorted(turn)
    if turn.member.asking_about:
        draft = await _find_asked_about(turn)
        if draft:
            draft.message = turn.event.message
        return await _save_part(turn, words=_read_part(turn, "words"))
    return await begin_draft(turn, turn.event.text)


@router.button("goals:from")
async def draft_from_wish(turn: Turn) -> Replies:
    """Draft a goal with the person's own revealed answer about a wish, shown back first."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    text = turn.text("goals-from-long", None, longest=LONGEST["words"])
    words = (await _find_wish(turn, round_)).strip()
    if len(words) > LONGEST["words"]:
        turn.ask(WORDS_QUESTION)
        return turn.send(text)
    draft = await drafts.begin(turn.ctx, turn.member, Plan(words))
    return await show_for_review(turn, draft, turn.say)


@router.button("goals:change")
async def draft_change(turn: Turn) -> Replies:
    """Draft a suggestion that begins as a copy of the goal."""
    return await show_for_review(turn, await copy_goal(turn), turn.say)


@router.button("goals:next", asks=LONGEST["step"], replied="goals:next")
async def draft_next_step(turn: Turn) -> Replies:
    return _ask_step(turn, await copy_goal(turn))


@router.button("goals:draft")
async def show_draft(turn: Turn) -> Replies:
    turn.stop_asking_for(*QUESTIONS)
    return await show_for_review(turn, await _find_own(turn))


@router.button("goals:words", asks=LONGEST["words"])
async def ask_other_words(turn: Turn) -> Replies:
    turn.ask(WORDS_QUESTION, (await _find_own(turn)).id)
    return turn.say("goals-ask-words", longest=LONGEST["words"])


@router.button("goals:reason", asks=LONGEST["reason"])
async def ask_reason(turn: Turn) -> Replies:
    draft = await _find_own(turn)
    turn.ask(REASON_QUESTION, draft.id)
    return turn.say(
        "goals-ask-reason", view.skip_button(draft, "reason"), longest=LONGEST["reason"]
    )


@router.answer(REASON_QUESTION)
async def write_reason(turn: Turn) -> Replies:
    return await _save_part(turn, reason=_read_part(turn, "reason"))


@router.button("goals:date")
async def ask_date(turn: Turn) -> Replies:
    draft = await _find_own(turn)
    turn.ask(DATE_QUESTION, draft.id)
    today = turn.day
    days = {name: today + timedelta(days=after) for name, after in DAYS_AHEAD.items()}
    days["year"] = date(today.year, 12, 31)
    specs = [
        button(f"goals-button-in-{name}", "goals:on", draft.id, day.isoformat())
        for name, day in days.items()
    ]
    return turn.say("goals-ask-date", specs[:2], specs[2:], view.skip_button(draft, "until"))


@router.answer(DATE_QUESTION)
async def write_date(turn: Turn) -> Replies:
    """Save the day in the person's words; offer the days that they may mean if in doubt."""
    zone, language = turn.member.zone or "UTC", turn.member.language
    country = await time_habits.country_of(turn.ctx, turn.member)
    reading = parser.read_day(turn.event.text, turn.day, zone, language, country)
    days = days_meant(reading)
    if is_one_day(reading):
        return await _save_part(turn, until=validated_date(days[0], turn.day))
    if (draft := await _find_asked_about(turn)) is None:
        return await _offer_unsorted(turn)
    is_over = isinstance(reading, parser.Unclear) and reading.why == "past"
    question = "goals-date-past" if is_over else "goals-which-date"
    return turn.say(question, *view.day_buttons(turn, draft, days))


@router.button("goals:on")
async def choose_date(turn: Turn) -> Replies:
    draft = await _find_own(turn)
    try:
        day = date.fromisoformat(turn.event.choice)
    except ValueError:
        raise NotFound from None
    return await _update_draft(turn, draft, until=validated_date(day, turn.day))


@router.button("goals:step", asks=LONGEST["step"])
async def ask_step(turn: Turn) -> Replies:
    return _ask_step(turn, await _find_own(turn))


@router.answer(STEP_QUESTION)
async def write_step(turn: Turn) -> Replies:
    """Save the step and ask who does it; until somebody answers, it is both."""
    step = _read_part(turn, "step")
    draft = await _find_asked_about(turn)
    if draft is None:
        return await _offer_unsorted(turn)
    await drafts.change(turn.ctx, draft, step=step, by=None)
    turn.stop_asking()
    question = turn.text("goals-ask-who", None, step=step)
    replies = turn.send(question, *await view.doer_buttons(turn, draft), shows=(draft.id,))
    return [*delete_silently_if_wanted(turn, turn.event.message), *replies]


@router.button("goals:who")
async def choose_doer(turn: Turn) -> Replies:
    draft = await _find_own(turn)
    partner = turn.partner.id if turn.partner else None
    doers = {"me": turn.member.id, "you": partner, "both": None}
    if turn.event.choice not in doers:
        raise NotFound
    return await _update_draft(turn, draft, by=doers[turn.event.choice])


@router.button("goals:without")
async def remove_part(turn: Turn) -> Replies:
    draft = await _find_own(turn)
    match turn.event.choice:
        case "reason":
            return await _update_draft(turn, draft, reason="")
        case "until":
            return await _update_draft(turn, draft, until=None)
        case "step":
            return await _update_draft(turn, draft, step="", by=None)
    raise NotFound


@router.button("goals:forget", destructive=True, binding="goals:draft", needs_consent=False)
async def discard_draft(turn: Turn) -> Replies:
    draft = await _find_own(turn)
    typed, draft_id = delete_silently_if_wanted(turn, draft.message), draft.id
    await drafts.discard(turn.ctx, draft)
    turn.stop_asking_for(*QUESTIONS)
    return [*typed, *say_deleted(turn, "goals-forgotten", view.ALL_BUTTON, subject=draft_id)]


async def begin_draft(turn: Turn, text: str) -> Replies:
    """Begin a draft with these words, unless they are too long, and ask for its first step."""
    try:
        words = validated_words("words", text)
    except RuleBroken as broken:
        # No question is open after a command, so it has to be opened here.
        turn.ask(WORDS_QUESTION)
        return turn.send(turn.text(broken.key, None, **broken.values))
    draft = await drafts.begin(turn.ctx, turn.member, Plan(words))
    draft.message = turn.event.message
    return [*delete_silently_if_wanted(turn, turn.event.message), *_ask_step(turn, draft)]


async def copy_goal(turn: Turn) -> GoalProposal:
    """Return a draft of a change that begins as a copy of the goal, or of what waits for a yes."""
    goal = await proposals.find_goal(turn.ctx, turn.member, turn.event.subject)
    await news.mark_seen(turn, goal)
    waiting = await goals_waiting.visible_proposal(turn.ctx, turn.member, goal)
    newest = waiting if waiting and waiting.kind == proposals.PLAN else goal
    plan = await proposals.plan_of(turn.ctx, newest)
    return await drafts.begin(turn.ctx, turn.member, plan, goal)


async def _find_wish(turn: Turn, round_: Round) -> str:
    """Return what the person wrote themselves, but only after both have seen it."""
    challenge = card.challenge_of(turn, round_, turn.member)
    own_answers = [
        each
        for each in await answers.revealed_answers(turn.ctx, round_)
        if each.member_id == turn.member.id
    ]
    if challenge.theme != GOALS_THEME or not challenge.question.can_be_goal or not own_answers:
        raise NotFound
    words = await turn.ctx.vault.open(own_answers[0], "revealed")
    return card.answer_label(turn, round_.challenge, words, turn.member)


def _ask_step(turn: Turn, draft: GoalProposal) -> Replies:
    turn.ask(STEP_QUESTION, draft.id)
    return turn.say("goals-ask-step", view.skip_button(draft, "step"))


def _read_part(turn: Turn, part: str) -> str:
    return validated_words(part, turn.event.text)


async def _save_part(turn: Turn, **part: Unpack[DraftChange]) -> Replies:
    """Save the words just written in the draft that the question was about."""
    draft = await _find_asked_about(turn)
    if draft is None:
        return await _offer_unsorted(turn)
    return [
        *delete_silently_if_wanted(turn, turn.event.message),
        *await _update_draft(turn, draft, **part),
    ]


async def _update_draft(turn: Turn, draft: GoalProposal, **part: Unpack[DraftChange]) -> Replies:
    await drafts.change(turn.ctx, draft, **part)
    turn.stop_asking_for(*QUESTIONS)
    return await show_for_review(turn, draft)


async def show_for_review(
    turn: Turn, draft: GoalProposal, respond: Respond | None = None
) -> Replies:
    """Show the whole draft to its author alone, with what they can change."""
    plan = await proposals.plan_of(turn.ctx, draft)
    plan_text = await view.plan_text(turn, plan, draft.couple_id, turn.member)
    rows = view.review_buttons(draft, plan)
    name = await turn.partner_name()
    text = turn.text("goals-draft", None, plan=plan_text, name=name)
    target = EditPressed() if respond is None else NewMessage()
    return turn.send(text, *rows, target=target, shows=(draft.id,))


async def _find_own(turn: Turn) -> GoalProposal:
    return await drafts.find_own(turn.ctx, turn.member, turn.event.subject)


async def _find_asked_about(turn: Turn) -> GoalProposal | None:
    try:
        return await drafts.find_own(turn.ctx, turn.member, turn.member.asking_about)
    except NotFound:
        return None


async def _offer_unsorted(turn: Turn) -> Replies:
    """Offer to keep the words although their draft is gone, replaced or unlinked."""
    turn.stop_asking()
    return await unsorted.offer_choices(turn)
