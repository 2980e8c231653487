"""A goal before it is proposed: piece by piece, for its author's eyes alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Unpack

from chat.messages import Replies
from chat.targets import EditPressed, NewMessage
from domain.challenge import answers
from domain.errors import NotFound, RuleBroken
from domain.goals import draft as drafts, proposals, waiting as goals_waiting
from domain.goals.draft import DraftChange
from domain.goals.plan import LONGEST, Plan, read_date, validated_date, validated_words
from handlers import unsorted
from handlers.challenge import card
from handlers.goals import news, view
from handlers.privacy.lock_screen import clear_quietly, end
from handlers.turn import FeatureRouter, Row, Turn, tap
from handlers.zone import Respond
from storage.tables.challenge import Round
from storage.tables.goals import GoalProposal

router = FeatureRouter()

WORDS, REASON, DATE, STEP = "goals:words", "goals:reason", "goals:date", "goals:step"
DAYS = {"week": 7, "month": 30, "season": 91}
THEME = "goals"


@router.button("goals:new", asks=LONGEST["words"])
async def ask_words(turn: Turn) -> Replies:
    if turn.partner is None:
        return turn.say("not-linked")
    turn.ask(WORDS)
    return turn.say("goals-ask-words", longest=LONGEST["words"])


@router.answer(WORDS)
async def write(turn: Turn) -> Replies:
    """The words of a new goal, then its first step; or new words for a draft."""
    if turn.partner is None:
        return await _late(turn)
    if turn.member.asking_about:
        draft = await _asked_about(turn)
        if draft:
            draft.message = turn.event.message
        return await _save(turn, words=_read(turn, "words"))
    return await begin(turn, turn.event.text)


@router.button("goals:from")
async def take_up_wish(turn: Turn) -> Replies:
    """One's own revealed answer about a wish becomes the words of a goal, shown back first."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    text = turn.text("goals-from-long", None, longest=LONGEST["words"])
    words = (await _wish(turn, round_)).strip()
    if len(words) > LONGEST["words"]:
        turn.ask(WORDS)
        return turn.send(text)
    draft = await drafts.begin(turn.ctx, turn.member, Plan(words))
    return await show_back(turn, draft, turn.say)


@router.button("goals:change")
async def change(turn: Turn) -> Replies:
    """A suggestion begins as what there is."""
    return await show_back(turn, await _copy(turn), turn.say)


@router.button("goals:next", asks=LONGEST["step"], replied="goals:next")
async def change_step(turn: Turn) -> Replies:
    return _ask_step(turn, await _copy(turn))


@router.button("goals:draft")
async def show(turn: Turn) -> Replies:
    stop_asking(turn)
    return await show_back(turn, await _own(turn))


@router.button("goals:words", asks=LONGEST["words"])
async def ask_other_words(turn: Turn) -> Replies:
    turn.ask(WORDS, (await _own(turn)).id)
    return turn.say("goals-ask-words", longest=LONGEST["words"])


@router.button("goals:reason", asks=LONGEST["reason"])
async def ask_reason(turn: Turn) -> Replies:
    draft = await _own(turn)
    turn.ask(REASON, draft.id)
    return turn.say("goals-ask-reason", _without(draft, "reason"), longest=LONGEST["reason"])


@router.answer(REASON)
async def write_reason(turn: Turn) -> Replies:
    return await _save(turn, reason=_read(turn, "reason"))


@router.button("goals:date")
async def ask_date(turn: Turn) -> Replies:
    draft = await _own(turn)
    turn.ask(DATE, draft.id)
    today = _today(turn)
    days = {name: today + timedelta(days=after) for name, after in DAYS.items()}
    days["year"] = date(today.year, 12, 31)
    specs = [
        tap(f"goals-button-in-{name}", "goals:on", draft.id, day.isoformat())
        for name, day in days.items()
    ]
    return turn.say("goals-ask-date", specs[:2], specs[2:], _without(draft, "until"))


@router.answer(DATE)
async def write_date(turn: Turn) -> Replies:
    return await _save(turn, until=read_date(turn.event.text, _today(turn), turn.member.language))


@router.button("goals:on")
async def choose_date(turn: Turn) -> Replies:
    draft = await _own(turn)
    try:
        day = date.fromisoformat(turn.event.choice)
    except ValueError:
        raise NotFound from None
    return await _update_draft(turn, draft, until=validated_date(day, _today(turn)))


@router.button("goals:step", asks=LONGEST["step"])
async def ask_step(turn: Turn) -> Replies:
    return _ask_step(turn, await _own(turn))


@router.answer(STEP)
async def write_step(turn: Turn) -> Replies:
    """Then who does it; both, until somebody says otherwise."""
    step = _read(turn, "step")
    draft = await _asked_about(turn)
    if draft is None:
        return await _late(turn)
    await drafts.change(turn.ctx, draft, step=step, by=None)
    turn.stop_asking()
    asks = turn.text("goals-ask-who", None, step=step)
    shown = turn.send(asks, *await _whos(turn, draft), shows=(draft.id,))
    return [*clear_quietly(turn, turn.event.message), *shown]


@router.button("goals:who")
async def choose_who(turn: Turn) -> Replies:
    draft = await _own(turn)
    partner = turn.partner.id if turn.partner else None
    who = {"me": turn.member.id, "you": partner, "both": None}
    if turn.event.choice not in who:
        raise NotFound
    return await _update_draft(turn, draft, by=who[turn.event.choice])


@router.button("goals:without")
async def leave_out(turn: Turn) -> Replies:
    draft = await _own(turn)
    match turn.event.choice:
        case "reason":
            return await _update_draft(turn, draft, reason="")
        case "until":
            return await _update_draft(turn, draft, until=None)
        case "step":
            return await _update_draft(turn, draft, step="", by=None)
    raise NotFound


@router.button("goals:forget", destructive=True, binding="goals:draft", needs_consent=False)
async def forget(turn: Turn) -> Replies:
    draft = await _own(turn)
    typed, draft_id = clear_quietly(turn, draft.message), draft.id
    await drafts.discard(turn.ctx, draft)
    stop_asking(turn)
    return [*typed, *end(turn, "goals-forgotten", view.ALL, about=draft_id)]


async def begin(turn: Turn, text: str) -> Replies:
    """A draft with these words, unless they are too many; then its first step."""
    try:
        words = validated_words("words", text)
    except RuleBroken as broken:
        # After a command nothing is asked yet, so the question has to be opened here.
        turn.ask(WORDS)
        return turn.send(turn.text(broken.key, None, **broken.values))
    draft = await drafts.begin(turn.ctx, turn.member, Plan(words))
    draft.message = turn.event.message
    return [*clear_quietly(turn, turn.event.message), *_ask_step(turn, draft)]


def stop_asking(turn: Turn) -> None:
    """A question about a draft is over when the draft is shown, proposed or forgotten."""
    if turn.member.asking in (WORDS, REASON, DATE, STEP):
        turn.stop_asking()


async def _copy(turn: Turn) -> GoalProposal:
    goal = await proposals.find_goal(turn.ctx, turn.member, turn.event.subject)
    await news.note_look(turn, goal)
    waiting = await goals_waiting.visible_proposal(turn.ctx, turn.member, goal)
    newest = waiting if waiting and waiting.kind == proposals.PLAN else goal
    plan = await proposals.plan_of(turn.ctx, newest)
    return await drafts.begin(turn.ctx, turn.member, plan, goal)


async def _wish(turn: Turn, round_: Round) -> str:
    """What the person themselves wrote, and nothing before both have seen it."""
    week = card.challenge_of(turn, round_, turn.member)
    own = [
        each
        for each in await answers.revealed_answers(turn.ctx, round_)
        if each.member_id == turn.member.id
    ]
    if week.theme != THEME or week.question.kind == "scale" or not own:
        raise NotFound
    words = await turn.ctx.vault.open(own[0], "revealed")
    return card.label_of(turn, round_.challenge, words, turn.member)


def _ask_step(turn: Turn, draft: GoalProposal) -> Replies:
    turn.ask(STEP, draft.id)
    return turn.say("goals-ask-step", _without(draft, "step"))


def _read(turn: Turn, part: str) -> str:
    return validated_words(part, turn.event.text)


async def _save(turn: Turn, **part: Unpack[DraftChange]) -> Replies:
    """Puts what was just written into the draft that it was asked for."""
    draft = await _asked_about(turn)
    if draft is None:
        return await _late(turn)
    return [*clear_quietly(turn, turn.event.message), *await _update_draft(turn, draft, **part)]


async def _update_draft(turn: Turn, draft: GoalProposal, **part: Unpack[DraftChange]) -> Replies:
    await drafts.change(turn.ctx, draft, **part)
    stop_asking(turn)
    return await show_back(turn, draft)


async def show_back(turn: Turn, draft: GoalProposal, put: Respond | None = None) -> Replies:
    """All of it, for its author alone, with what can be changed."""
    plan = await proposals.plan_of(turn.ctx, draft)
    shown = await view.plan_text(turn, plan, draft.couple_id, turn.member)
    rows: list[Row] = [
        tap("goals-button-propose", "goals:propose", draft.id),
        [
            tap("goals-button-words", "goals:words", draft.id),
            tap("goals-button-step", "goals:step", draft.id),
        ],
        [
            tap("goals-button-reason", "goals:reason", draft.id),
            tap("goals-button-date", "goals:date", draft.id),
        ],
        tap("goals-button-forget", "goals:forget", draft.id),
    ]
    name = await turn.partner_name()
    text = turn.text("goals-draft", None, plan=shown, name=name)
    target = EditPressed() if put is None else NewMessage()
    return turn.send(text, *rows, target=target, shows=(draft.id,))


async def _own(turn: Turn) -> GoalProposal:
    return await drafts.find_own(turn.ctx, turn.member, turn.event.subject)


async def _asked_about(turn: Turn) -> GoalProposal | None:
    try:
        return await drafts.find_own(turn.ctx, turn.member, turn.member.asking_about)
    except NotFound:
        return None


async def _late(turn: Turn) -> Replies:
    """The draft is gone, by an unlink or by a newer one; the words must not be."""
    turn.stop_asking()
    return await unsorted.offer(turn)


async def _whos(turn: Turn, draft: GoalProposal) -> list[Row]:
    name = await turn.partner_name()
    return [
        tap("goals-button-both", "goals:who", draft.id, "both"),
        [
            tap("goals-button-me", "goals:who", draft.id, "me"),
            tap("goals-button-you", "goals:who", draft.id, "you", name=name),
        ],
    ]


def _without(draft: GoalProposal, part: str) -> Row:
    return tap(f"goals-button-no-{part}", "goals:without", draft.id, part)


def _today(turn: Turn) -> date:
    return turn.day
