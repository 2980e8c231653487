"""Sends the card again at a time that the person chooses, and shows the evidence behind it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from chat.messages import Priority, Replies
from chat.router import SHORT_ANSWER_LENGTH
from content import cards
from domain import calendar, due
from domain.challenge import answers, reach
from domain.errors import RuleBroken
from domain.natural_time.results import Unclear
from domain.privacy.consent import has_agreed
from handlers import date_text, moment_choices
from handlers.challenge import card
from handlers.turn import FeatureRouter, Turn, button
from storage.tables.challenge import Round

router = FeatureRouter()

LATER_DUE = "later"
TIME_QUESTION = "challenge:time"
TONIGHT_AT = time(20)
MIN_DELAY = timedelta(hours=1)


@router.button("challenge:later")
async def ask_when(turn: Turn) -> Replies:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    buttons = [
        button("challenge-button-tonight", "challenge:remind", round_.id, "tonight"),
        button("challenge-button-tomorrow", "challenge:remind", round_.id, "tomorrow"),
        button("challenge-button-own-time", "challenge:time", round_.id),
    ]
    return turn.say("challenge-later", buttons)


@router.button("challenge:remind")
async def schedule_choice(turn: Turn) -> Replies:
    """Schedule the card for the evening, for tomorrow, or for a reading that was offered."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    match turn.event.choice:
        case "tonight":
            at = _tonight_at(turn)
        case "tomorrow":
            at = _tomorrow_at(turn)
        case choice:
            at = _must_be_ahead(turn, moment_choices.chosen_moment(turn, choice))
    turn.stop_asking_for(TIME_QUESTION)
    return await _schedule(turn, round_, at)


@router.button("challenge:time", asks=SHORT_ANSWER_LENGTH)
async def ask_time(turn: Turn) -> Replies:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    turn.ask(TIME_QUESTION, round_.id)
    return turn.say("challenge-ask-time", evening=date_text.clock_face(turn, date_text.EVENING))


@router.answer(TIME_QUESTION)
async def schedule_typed_time(turn: Turn) -> Replies:
    """Schedule the card for the moment in the person's words; offer the readings if in doubt."""
    found = await moment_choices.read_moment(turn)
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.member.asking_about)
    if isinstance(found, Unclear):
        evening = date_text.clock_face(turn, date_text.EVENING)
        unread = RuleBroken("challenge-time-unclear", evening=evening)
        return moment_choices.offer(turn, found, "challenge:remind", round_.id, unread=unread)
    turn.stop_asking()
    return await _schedule(turn, round_, found.at)


@router.due(LATER_DUE)
async def send_card_again(turn: Turn) -> Replies:
    """Send the card once more, even while everything else pauses, since the person asked for it."""
    round_ = await turn.ctx.session.get(Round, turn.event.subject)
    if round_ is None or round_ != await reach.current_round(turn.ctx, turn.member):
        return []
    answer = await answers.answer_in_round(turn.ctx, turn.member, round_)
    shared = answer and answer.state == answers.SHARED
    if shared or not has_agreed(turn.member):
        return []
    return turn.send(
        card.body_text(turn, round_, turn.member),
        *card.button_rows(turn, round_, turn.member),
        preview="challenge-preview",
        priority=Priority.REVEAL,
        subject=round_.id,
        during_quiet_hours=True,
    )


@router.button("challenge:why", needs_consent=False)
async def show_evidence(turn: Turn) -> Replies:
    """Show the finding, the arguments against it, how sure it is, and where to read it."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    challenge = card.challenge_of(turn, round_, turn.member)
    content = turn.content
    return turn.send(cards.why(content.texts, turn.member.language, content.evidence, challenge))


async def _schedule(turn: Turn, round_: Round, at: datetime) -> Replies:
    await due.schedule(turn.ctx, LATER_DUE, turn.member, at, round_.id)
    return turn.edit("challenge-later-planned", when=date_text.long_moment(turn, at))


def _must_be_ahead(turn: Turn, at: datetime) -> datetime:
    if at <= turn.now:
        raise RuleBroken("remind-until-meanwhile")
    return at


def _tonight_at(turn: Turn) -> datetime:
    evening = calendar.to_utc(_local_now(turn).date(), TONIGHT_AT, moment_choices.zone_of(turn))
    return max(evening, turn.now + MIN_DELAY)


def _tomorrow_at(turn: Turn) -> datetime:
    day = _local_now(turn).date() + timedelta(days=1)
    return calendar.to_utc(day, due.clock_time(turn.member), moment_choices.zone_of(turn))


def _local_now(turn: Turn) -> datetime:
    return calendar.to_local(turn.now, moment_choices.zone_of(turn))
