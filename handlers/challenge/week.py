"""Handles /challenge: the couple's week, from its card to its nudge."""

from __future__ import annotations

from dataclasses import replace

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain import due, member as members, nudge, pushes
from domain.challenge import answers, reach, rounds
from domain.challenge.week import OPENING_DUE, PROMPT_DUE, Week, load_week, load_weeks
from domain.privacy import consent
from domain.wishes import shared as shared_wishes
from handlers.challenge import card, draft, reveal, solo
from handlers.privacy import consent as privacy_consent
from handlers.privacy.lock_screen import retract_if_wanted
from handlers.pushes import render_for_card
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.pair import Couple

router = FeatureRouter()

SHOW = button("challenge-button-show", "challenge:show")


@router.command("challenge")
@router.button("challenge:show", main=True)
async def show(turn: Turn) -> Replies:
    """Show the card as it stands now, or what a person can do without a partner."""
    week = await _load_week(turn)
    if week is None:
        return await solo.offer_solo(turn)
    if await reach.is_resting(turn.ctx, turn.member):
        return await _start_round(turn, week)
    round_ = await reach.current_round(turn.ctx, turn.member)
    return await _show_card(turn, round_) if round_ else await _say_next_card_date(turn, week)


@router.button("challenge:card")
async def show_current_card(turn: Turn) -> Replies:
    """Show the card of the current round to a person who was away; nothing if there is no round."""
    round_ = await reach.current_round(turn.ctx, turn.member)
    if round_ and not consent.has_agreed(turn.member):
        return privacy_consent.instead_of_card(turn, round_, turn.member)
    return await _show_card(turn, round_) if round_ else []


@router.button("challenge:start", main=True, binding="challenge:wait")
async def start_now(turn: Turn) -> Replies:
    week = await _load_week(turn)
    if week is None:
        return turn.say("not-linked")
    return await _start_round(turn, week)


@router.button("challenge:wait")
async def show_next_card_date(turn: Turn) -> Replies:
    week = await _load_week(turn)
    if week is None:
        return turn.say("not-linked")
    if await reach.is_resting(turn.ctx, turn.member):
        return turn.say("challenge-stopped")
    return await _say_next_card_date(turn, week)


@router.due(OPENING_DUE, rank=0, load=load_weeks)
async def open_due_round(turn: Turn) -> Replies:
    """Decide what comes on a date once it begins somewhere on earth; tell nobody yet."""
    week = await _load_week(turn)
    if week and turn.event.day and turn.event.couple == week.couple.id:
        await rounds.open_round(turn.ctx, week, turn.content.library, turn.event.day)
        if week.opened and week.opened.day == turn.event.day:
            decks, content = week.wish_decks, turn.content.wishes
            await shared_wishes.decide(turn.ctx, decks, content, turn.event.day)
        await rounds.plan(turn.ctx, week)
    return []


# A round comes before anything that may be about the previous one.
@router.due(PROMPT_DUE, rank=1, load=load_weeks)
async def send_prompt(turn: Turn) -> Replies:
    """Send one of the two the week's card at their own hour, or the line that challenges rest."""
    week = await _load_week(turn)
    if week is None or turn.event.day is None or turn.event.couple != week.couple.id:
        return []
    # The round is already decided, unless an earlier version planned this prompt.
    await rounds.open_round(turn.ctx, week, turn.content.library, turn.event.day)
    has_come = rounds.mark_reached(turn.ctx, week, turn.member)
    await rounds.plan(turn.ctx, week)
    if not has_come:
        return []
    return (
        await _push_card(turn, week, week.opened, turn.member)
        if week.opened
        else await _send_stopped(turn, week.couple)
    )


@router.due(nudge.NUDGE_DUE)
async def send_nudge(turn: Turn) -> Replies:
    """Send one line in the middle of the week, about the first topic of the person's that fits."""
    round_ = await turn.ctx.session.get(Round, turn.event.subject)
    linked = round_ and turn.partner and round_.couple_id == turn.partner.couple_id
    if not round_ or not linked or not members.can_be_pushed(turn.member, turn.now):
        return []
    if not consent.has_agreed(turn.member):
        return []
    nudges = {each.topic: each for each in turn.features.nudges}
    can_nudge = {topic: each.is_due for topic, each in nudges.items()}
    about = await nudge.choose_topic(turn.ctx, turn.member, round_, can_nudge)
    if about is None:
        return []
    key = f"nudge:{round_.id}:{turn.member.id}"
    return [
        replace(reply, priority=Priority.NUDGE, key=key, subject=round_.id)
        for reply in await nudges[about].say(turn, round_)
    ]


@router.button("challenge:skip", needs_consent=False)
async def skip(turn: Turn) -> Replies:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    answer = await answers.skip(turn.ctx, turn.member, round_)
    turn.stop_asking()
    return [*turn.say("challenge-skipped"), *retract_if_wanted(turn, answer.id)]


@router.button("challenge:slower", binding=True)
async def slow_down(turn: Turn) -> Replies:
    week = await _load_week(turn)
    if week is None:
        return turn.say("not-linked")
    await rounds.change_pace(turn.ctx, week.couple, turn.member, 2)
    return turn.say("challenge-slower-done")


async def _start_round(turn: Turn, week: Week) -> Replies:
    """Start this week's round by hand and send both its card; the next round keeps its distance."""
    if await reach.current_round(turn.ctx, turn.member):
        return await show_current_card(turn)
    if not await rounds.can_start(turn.ctx, week, turn.member):
        return await _say_next_card_date(turn, week)
    readers = await rounds.start(turn.ctx, week, turn.content.library)
    await rounds.plan(turn.ctx, week)
    round_ = week.opened
    return [
        reply
        for member in readers
        if round_
        for reply in await _push_card(turn, week, round_, member)
    ]


async def _push_card(turn: Turn, week: Week, round_: Round, reader: Member) -> Replies:
    """Send a card that has just come to its reader."""
    is_requested = reader is turn.member and turn.event.address is not None
    if not is_requested and not members.can_be_pushed(reader, turn.now):
        return []
    if not consent.has_agreed(reader):
        return privacy_consent.instead_of_card(turn, round_, reader)
    due.add(turn.ctx, nudge.NUDGE_DUE, reader, turn.now + nudge.NUDGE_AFTER, round_.id)
    return await card.build_prompt(turn, week, round_, reader)


async def nudge_to_answer(turn: Turn, round_: Round) -> Replies:
    """Say the round's own line about answering, unless its challenge is gone."""
    if card.is_gone(turn, round_):
        return []
    week = card.challenge_of(turn, round_, turn.member)
    rows = *card.answer_buttons(turn, round_, turn.member), SHOW
    return turn.say("challenge-nudge", *rows, line=Rendered(week.nudge))


async def _send_stopped(turn: Turn, couple: Couple) -> Replies:
    """Say once, at the person's own hour, that nothing comes until one of the two asks for it.

    It also says what waits for a card.
    """
    await due.cancel(turn.ctx, nudge.NUDGE_DUE, turn.member)
    if not members.can_be_pushed(turn.member, turn.now):
        await pushes.plan_line(turn.ctx, turn.member)
        return []
    side = await reach.current_couple_member(turn.ctx, turn.member)
    lines, rows = await render_for_card(turn, side, turn.member)
    return turn.send(
        Rendered("\n\n".join([turn.text("challenge-stopped"), *lines])),
        *rows,
        priority=Priority.PROMPT,
        key=f"stopped:{turn.event.id}:{turn.member.id}",
        subject=couple.id,
    )


async def _show_card(turn: Turn, round_: Round) -> Replies:
    """Show the open round and the state of the person's own answer, never the partner's words."""
    if await answers.is_revealed(turn.ctx, round_.id):
        return await reveal.send_again(turn, round_)
    answer = await answers.answer_in_round(turn.ctx, turn.member, round_)
    text = card.body_text(turn, round_, turn.member)
    rows: list[Row] = list(card.button_rows(turn, round_, turn.member))
    if answer and answer.text:
        words = await turn.ctx.vault.open(answer, "text")
        label = card.answer_label(turn, answer.challenge, words, turn.member)
        state = turn.text(f"challenge-state-{answer.state}", None, words=label)
        text = Rendered(f"{text}\n\n{state}")
        more_rows = (
            card.button_rows(turn, round_, turn.member) if card.is_gone(turn, round_) else []
        )
        rows = [await draft.own_buttons(turn, answer), *more_rows]
    shows = (answer.id,) if answer and answer.text else ()
    return turn.send(text, *rows, subject=round_.id, shows=shows)


async def _say_next_card_date(turn: Turn, week: Week) -> Replies:
    planned = await due.next_planned(turn.ctx, PROMPT_DUE, turn.member)
    can_start = await rounds.can_start(turn.ctx, week, turn.member)
    rows = [button("challenge-button-start-now", "challenge:start")] if can_start else []
    return turn.say("challenge-coming", *rows, when=card.format_due(turn, planned))


async def _load_week(turn: Turn) -> Week | None:
    """Return the couple's week, which its batch may have loaded; None for who has no partner."""
    if turn.member.couple_id is None:
        return None
    loaded = turn.loaded.get(turn.member.couple_id)
    return loaded or await load_week(turn.ctx.session, turn.member.couple_id)
