"""Shows a card of an evening to one person: the question, their answer, or both answers."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Priority, Replies
from chat.targets import EditPressed, NewMessage
from content.deck.deck import OWN_PREFIX
from content.texts import Rendered
from domain.ask import in_cards
from domain.cards import answers
from domain.cards.answers import BothTexts
from domain.cards.evening import Seat
from handlers.privacy.lock_screen import as_spoiler
from handlers.turn import ButtonSpec, Turn, button
from storage.tables.cards import CardAnswer
from storage.tables.member import Member

QUESTION = "cards:answer"


async def card_text(turn: Turn, id: str, reader: Member | None = None) -> Rendered:
    """Return what a card asks; one whose pack or question was taken away says that it is gone."""
    if id.startswith(OWN_PREFIX):
        words = await in_cards.words_of_card(turn.ctx, turn.member.couple_id, id)
        return turn.text("cards-own" if words else "cards-gone", reader, words=words)
    deck, language = turn.content.deck, (reader or turn.member).language
    if id not in deck:
        return turn.text("cards-gone", reader)
    asked = Rendered(deck.card(id, language).text)
    if not deck.is_from_pack(id):
        return asked
    return Rendered(f"{turn.text('challenge-from-pack', reader)}\n\n{asked}")


async def show_seat(turn: Turn, seat: Seat) -> Replies:
    """Show where the person is in the evening: at a question, a draft, waiting or a reveal."""
    if seat.card.revealed:
        texts = await answers.revealed_texts(turn.ctx, seat.card)
        return await show_both(turn, seat, texts, turn.member)
    if seat.answer.state == answers.OPEN:
        return await ask(turn, seat)
    if seat.answer.state == answers.DRAFT:
        return await show_draft(turn, seat)
    return say_waiting(turn, seat)


async def ask(turn: Turn, seat: Seat) -> Replies:
    """Show a card, and take the person's next words as their answer."""
    turn.ask(QUESTION, seat.answer.id)
    text = turn.text("cards-question", None, card=await card_text(turn, seat.card.card))
    write = button("cards-button-answer", "cards:answer", seat.answer.id)
    return turn.send(text, write, _ways_on(seat.answer), subject=seat.answer.id)


async def show_draft(turn: Turn, seat: Seat) -> Replies:
    """Show the answer to its author as the other would read it."""
    words = await turn.ctx.vault.open(seat.answer, "text")
    put_in = button("cards-button-put-in", "cards:put", seat.answer.id)
    change = button("cards-button-change", "cards:answer", seat.answer.id)
    another = _another_button(seat.answer)
    text = turn.text("cards-draft", None, words=words)
    return turn.send(
        text, put_in, [change, another], shows=(seat.answer.id,), subject=seat.answer.id
    )


def say_waiting(turn: Turn, seat: Seat) -> Replies:
    """Say that it opens when both are in, and nothing about the other."""
    change = button("cards-button-change", "cards:answer", seat.answer.id)
    return turn.send(
        turn.text("cards-waiting"),
        change,
        _ways_on(seat.answer),
        target=EditPressed(),
        subject=seat.answer.id,
    )


async def show_both(turn: Turn, seat: Seat, texts: BothTexts, reader: Member) -> Replies:
    """Send one of the two both answers, the reader's own first."""
    found = await answers.answers_to(turn.ctx, seat.card)
    answer = next(each for each in found if each.member_id == reader.id)
    is_own_turn = reader is turn.member
    return turn.send(
        await _both_text(turn, seat, texts, reader),
        _ways_on(answer),
        to=reader,
        preview="" if is_own_turn else "cards-preview",
        target=NewMessage(ends=answer.id),
        subject=seat.evening.couple_id,
        priority=Priority.ANSWER if is_own_turn else Priority.REVEAL,
        silent=not is_own_turn,
        during_quiet_hours=True,
        expires=seat.evening.until,
    )


async def _both_text(turn: Turn, seat: Seat, texts: BothTexts, reader: Member) -> Rendered:
    other = next((words for author, words in texts.items() if author != reader.id), "")
    return turn.text(
        "cards-both",
        reader,
        card=await card_text(turn, seat.card.card, reader),
        name=await turn.name_in(seat.evening.couple_id, reader),
        own=as_spoiler(reader, texts.get(reader.id, "")),
        other=as_spoiler(reader, other),
    )


def _ways_on(answer: CardAnswer) -> Sequence[ButtonSpec]:
    return [_another_button(answer), button("cards-button-leave", "cards:leave")]


def _another_button(answer: CardAnswer) -> ButtonSpec:
    return button("cards-button-another", "cards:another", answer.id)
