"""Handles an evening on two phones: each card is answered apart, and opens when both are in."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Replies
from content.deck.card import DeckChoice
from domain import pushes
from domain.cards import answers, evening as evenings
from domain.errors import NotFound, RuleBroken
from domain.pushes import News, Topic
from handlers import unsorted
from handlers.cards import view
from handlers.privacy.lock_screen import delete_silently_if_wanted, retract_if_wanted
from handlers.pushes import push
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.cards import CardEvening
from storage.tables.member import Member

router = FeatureRouter()


@router.button("cards:both", main=True)
async def begin(turn: Turn) -> Replies:
    """Begin an evening and invite the partner. The reply does not depend on their settings."""
    choice = DeckChoice.parse(turn.event.choice)
    if choice is None:
        raise NotFound
    begun = await evenings.start(turn.ctx, turn.content.deck, _both(turn), choice, turn.chance)
    if not begun.is_new:
        line = turn.say("cards-running") if begun.was_seated else []
        return [*line, *await view.show_seat(turn, begun.seat)]
    invited = turn.edit("cards-invited", name=await turn.partner_name())
    return [*invited, *await view.ask(turn, begun.seat), *await _invite(turn, begun.seat.evening)]


async def show_invitation(turn: Turn, evening: CardEvening) -> Replies:
    """Show the invitation to the person who looks for it, however they like to hear of it."""
    name = await turn.partner_name()
    return turn.say("cards-asks-you", *_invitation_buttons(evening), name=name)


@router.button("cards:join", main=True)
async def join(turn: Turn) -> Replies:
    seat = await evenings.join(turn.ctx, turn.member, turn.event.subject)
    await pushes.reset_asks(turn.ctx, turn.member)
    return await view.show_seat(turn, seat)


@router.button("cards:decline", needs_consent=False)
async def decline(turn: Turn) -> Replies:
    """Put the invitation away; nothing is noted, and nobody is told."""
    return turn.edit("cards-declined")


@router.button("cards:answer", asks=answers.LONGEST, replied="cards:answer")
async def ask_for_answer(turn: Turn) -> Replies:
    seat = await evenings.find_seat(turn.ctx, turn.member, turn.event.subject)
    if seat.card.revealed:
        raise RuleBroken("cards-shown-already")
    turn.ask(view.QUESTION, seat.answer.id)
    card = await view.card_text(turn, seat.card.card)
    return turn.send(turn.text("cards-ask", None, card=card))


@router.answer(view.QUESTION)
async def write(turn: Turn) -> Replies:
    """Keep the words as a draft; those for an evening that is over go where unasked words go."""
    try:
        seat = await evenings.find_seat(turn.ctx, turn.member, turn.member.asking_about)
    except RuleBroken:
        turn.stop_asking()
        return await unsorted.offer_choices(turn)
    await answers.write(turn.ctx, seat, turn.event.text, turn.event.message)
    turn.stop_asking()
    return [
        *delete_silently_if_wanted(turn, turn.event.message),
        *retract_if_wanted(turn, seat.answer.id),
        *await view.show_draft(turn, seat),
    ]


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    """Change an answer when the person edits the message that it came from."""
    answer = await answers.by_message(turn.ctx, turn.member, turn.event.message)
    if answer is None:
        return None
    seat = await evenings.find_seat(turn.ctx, turn.member, answer.id)
    was_in = answer.state == answers.IN
    await answers.write(turn.ctx, seat, turn.event.text, answer.message)
    if was_in:
        answer.state = answers.IN
        return view.say_waiting(turn, seat)
    return [*retract_if_wanted(turn, answer.id), *await view.show_draft(turn, seat)]


@router.button("cards:show")
async def show(turn: Turn) -> Replies:
    """Show the person's answer again, or what has become of it."""
    return await view.show_seat(
        turn, await evenings.find_seat(turn.ctx, turn.member, turn.event.subject)
    )


@router.button("cards:put", main=True, binding="cards:show")
async def put_in(turn: Turn) -> Replies:
    """Put an answer in; both people read both once both have."""
    seat = await evenings.find_seat(turn.ctx, turn.member, turn.event.subject)
    texts = await answers.put_in(turn.ctx, _both(turn), seat)
    turn.stop_asking_about(seat.answer.id)
    if texts is None:
        return view.say_waiting(turn, seat)
    replies = [*turn.edit("cards-both-in"), *await view.show_both(turn, seat, texts, turn.member)]
    if turn.partner and pushes.can_push_reveal(turn.partner, turn.now):
        replies += await view.show_both(turn, seat, texts, turn.partner)
    return replies


@router.button("cards:another")
async def take_another(turn: Turn) -> Replies:
    """Go on to the next card; what the other does with this one is not told."""
    seat = await evenings.find_seat(turn.ctx, turn.member, turn.event.subject)
    after = await evenings.take_next(turn.ctx, turn.content.deck, _both(turn), seat)
    turn.stop_asking_about(seat.answer.id)
    return [*turn.strip(turn.event.message), *await view.show_seat(turn, after)]


@router.button("cards:leave", needs_consent=False)
async def leave(turn: Turn) -> Replies:
    """Take one's seat and words away; for the other the evening looks the same."""
    turn.stop_asking_for(view.QUESTION)
    evening = await evenings.leave(turn.ctx, turn.member)
    if evening:
        await pushes.cancel_unsent(turn.ctx, _news(evening).key)
    return turn.edit("cards-left")


@router.due(evenings.OVER)
async def end(turn: Turn) -> Replies:
    """End the evening. The line is the same for every reason why no answer came."""
    waits = await evenings.end(turn.ctx, turn.member, turn.event.subject)
    turn.stop_asking_for(view.QUESTION)
    if not waits or not pushes.can_push_reveal(turn.member, turn.now):
        return []
    # A person who waits at ten in the evening reads it then, as they would read both answers.
    return turn.send(turn.text(evenings.OVER_KEY), silent=True, during_quiet_hours=True)


async def _invite(turn: Turn, evening: CardEvening) -> Replies:
    """Send the invitation as the partner likes to hear from this person."""
    if turn.partner is None:
        return []
    name = await turn.name_of(turn.member)
    text = turn.text("cards-asks-you", turn.partner, name=name)
    return await push(
        turn,
        _news(evening),
        text,
        *_invitation_buttons(evening),
        preview="cards-preview",
        subject=evening.couple_id,
        expires=evening.until,
    )


def _news(evening: CardEvening) -> News:
    return News(Topic.CARDS, str(evening.id), needs_yes=True, never_edits=True)


def _invitation_buttons(evening: CardEvening) -> Sequence[Row]:
    return [
        [
            button("cards-button-join", "cards:join", evening.id),
            button("cards-button-decline", "cards:decline"),
        ]
    ]


def _both(turn: Turn) -> Sequence[Member]:
    """Return the person and their partner. Raise RuleBroken without one."""
    if turn.partner is None:
        raise RuleBroken("not-linked")
    return (turn.member, turn.partner)
