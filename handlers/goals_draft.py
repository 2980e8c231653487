"""A goal before it is proposed: piece by piece, for its author's eyes alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Unpack

from chat.messages import Replies
from domain import challenge_answers as answers
from domain import goals, goals_waiting
from domain import goals_draft as drafts
from domain.errors import NotFound, RuleBroken
from domain.goals_draft import Part
from domain.goals_plan import LONGEST, Plan, fitting, read_date, to_come
from handlers import challenge_card as card
from handlers import goals_news, unsorted
from handlers import goals_page as view
from handlers.privacy_screen import clear_quietly, end
from handlers.turn import Features, Row, Turn, tap
from handlers.zone import Put
from storage.models import GoalProposal, Round

router = Features()

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
        return await _keep(turn, words=_read(turn, "words"))
    return await begin(turn, turn.event.text)


@router.button("goals:from")
async def take_up_wish(turn: Turn) -> Replies:
    """One's own revealed answer about a wish becomes the words of a goal, shown back first."""
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    text = turn.text("goals-from-long", None, longest=LONGEST["words"])
    words = (await _wish(turn, held)).strip()
    if len(words) > LONGEST["words"]:
        turn.ask(WORDS)
        return turn.send(text)
    draft = await drafts.begin(turn.session, turn.vault, turn.member, Plan(words), turn.now)
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
    return await _keep(turn, reason=_read(turn, "reason"))


@router.button("goals:date")
async def ask_date(turn: Turn) -> Replies:
    draft = await _own(turn)
    turn.ask(DATE, draft.id)
    today = _today(turn)
    days = {name: today + timedelta(days=after) for name, after in DAYS.items()}
    days["year"] = date(today.year, 12, 31)
    taps = [
        tap(f"goals-button-in-{name}", "goals:on", draft.id, day.isoformat())
        for name, day in days.items()
    ]
    return turn.say("goals-ask-date", taps[:2], taps[2:], _without(draft, "until"))


@router.answer(DATE)
async def write_date(turn: Turn) -> Replies:
    return await _keep(turn, until=read_date(turn.event.text, _today(turn), turn.member.language))


@router.button("goals:on")
async def choose_date(turn: Turn) -> Replies:
    draft = await _own(turn)
    try:
        day = date.fromisoformat(turn.event.choice)
    except ValueError:
        raise NotFound from None
    return await _put(turn, draft, until=to_come(day, _today(turn)))


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
    await drafts.change(turn.vault, draft, step=step, by=None)
    turn.asked()
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
    return await _put(turn, draft, by=who[turn.event.choice])


@router.button("goals:without")
async def leave_out(turn: Turn) -> Replies:
    draft = await _own(turn)
    match turn.event.choice:
        case "reason":
            return await _put(turn, draft, reason="")
        case "until":
            return await _put(turn, draft, until=None)
        case "step":
            return await _put(turn, draft, step="", by=None)
    raise NotFound


@router.button("goals:forget", destructive=True, binding="goals:draft")
async def forget(turn: Turn) -> Replies:
    draft = await _own(turn)
    typed, draft_id = clear_quietly(turn, draft.message), draft.id
    await drafts.erase(turn.session, draft)
    stop_asking(turn)
    return [*typed, *end(turn, "goals-forgotten", view.ALL, about=draft_id)]


async def begin(turn: Turn, text: str) -> Replies:
    """A draft with these words, unless they are too many; then its first step."""
    try:
        words = fitting("words", text)
    except RuleBroken as broken:
        # After a command nothing is asked yet, so the question has to be opened here.
        turn.ask(WORDS)
        return turn.send(turn.text(broken.key, None, **broken.values))
    draft = await drafts.begin(turn.session, turn.vault, turn.member, Plan(words), turn.now)
    draft.message = turn.event.message
    return [*clear_quietly(turn, turn.event.message), *_ask_step(turn, draft)]


def stop_asking(turn: Turn) -> None:
    """A question about a draft is over when the draft is shown, proposed or forgotten."""
    if turn.member.asking in (WORDS, REASON, DATE, STEP):
        turn.asked()


async def _copy(turn: Turn) -> GoalProposal:
    goal = await goals.find(turn.session, turn.member, turn.event.subject)
    await goals_news.note_look(turn, goal)
    waiting = await goals_waiting.seen_by(turn.session, turn.member, goal)
    newest = waiting if waiting and waiting.kind == goals.PLAN else goal
    plan = await goals.plan_of(turn.vault, newest)
    return await drafts.begin(turn.session, turn.vault, turn.member, plan, turn.now, goal)


async def _wish(turn: Turn, held: Round) -> str:
    """What the person themselves wrote, and nothing before both have seen it."""
    week = card.challenge_of(turn, held, turn.member)
    own = [
        each
        for each in await answers.revealed(turn.session, held)
        if each.member_id == turn.member.id
    ]
    if week.theme != THEME or week.question.kind == "scale" or not own:
        raise NotFound
    words = await turn.vault.open(own[0], "revealed")
    return card.label_of(turn, held.challenge, words, turn.member)


def _ask_step(turn: Turn, draft: GoalProposal) -> Replies:
    turn.ask(STEP, draft.id)
    return turn.say("goals-ask-step", _without(draft, "step"))


def _read(turn: Turn, part: str) -> str:
    return fitting(part, turn.event.text)


async def _keep(turn: Turn, **part: Unpack[Part]) -> Replies:
    """Puts what was just written into the draft that it was asked for."""
    draft = await _asked_about(turn)
    if draft is None:
        return await _late(turn)
    return [*clear_quietly(turn, turn.event.message), *await _put(turn, draft, **part)]


async def _put(turn: Turn, draft: GoalProposal, **part: Unpack[Part]) -> Replies:
    await drafts.change(turn.vault, draft, **part)
    stop_asking(turn)
    return await show_back(turn, draft)


async def show_back(turn: Turn, draft: GoalProposal, put: Put | None = None) -> Replies:
    """All of it, for its author alone, with what can be changed."""
    plan = await goals.plan_of(turn.vault, draft)
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
    return turn.send(text, *rows, replaces=put is None, shows=(draft.id,))


async def _own(turn: Turn) -> GoalProposal:
    return await drafts.own(turn.session, turn.member, turn.event.subject)


async def _asked_about(turn: Turn) -> GoalProposal | None:
    try:
        return await drafts.own(turn.session, turn.member, turn.member.asking_about)
    except NotFound:
        return None


async def _late(turn: Turn) -> Replies:
    """The draft is gone, by an unlink or by a newer one; the words must not be."""
    turn.asked()
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
