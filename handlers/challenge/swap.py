"""Handles *Another one*: one challenge of the theme in place of another, by a wish or without."""

from __future__ import annotations

from collections.abc import Collection, Set as AbstractSet
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from chat.messages import Kind, Priority, Replies
from chat.targets import EditEarlier, EditPressed, NewMessage, ReplyTarget
from content.challenges import FITS
from content.texts import Rendered
from domain.challenge import answers, reach
from domain.errors import NotFound
from handlers.challenge import card
from handlers.conversation.word_lists import languages_by_preference, normalize, word_list
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.challenge import Round
from storage.tables.member import Member

router = FeatureRouter()

QUESTION = "challenge:wish"
QUESTION_LIFETIME = timedelta(minutes=30)
"""How long the question stays open to words that could be something else."""
ANY = "any"
LONGEST_WISH = 80
"""Characters of words that may be meant as a wish."""


@router.button("challenge:swap")
async def ask_wish(turn: Turn) -> Replies:
    """Ask in the card's place what the other challenge should be like; nothing is swapped yet."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    await answers.require_swappable(turn.ctx, turn.content.library, round_)
    turn.ask(QUESTION, round_.id)
    body = card.body_text(turn, round_, turn.member)
    text = Rendered(f"{body}\n\n{turn.text('challenge-swap-ask')}")
    return turn.send(text, *_wish_rows(round_), target=EditPressed(), subject=round_.id)


@router.button("challenge:other", binding="challenge:swap")
async def swap(turn: Turn) -> Replies:
    """Swap the challenge for one that the tapped wish fits."""
    wish = turn.event.choice
    if wish not in (ANY, *FITS):
        raise NotFound
    return await _swap(turn, turn.event.subject, {wish} - {ANY})


@router.button("challenge:stay")
async def keep_challenge(turn: Turn) -> Replies:
    """Show the card as it was before the question."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    turn.stop_asking_for(QUESTION)
    return _show_card(turn, round_, EditPressed())


@router.answer(QUESTION, lapses=QUESTION_LIFETIME)
async def read_wish(turn: Turn) -> Replies:
    """Read words as one wish or several; leave words that hold none to where unasked ones go."""
    named, has_other_words = _read_wishes(turn)
    if not named:
        turn.stop_asking()
        turn.next_event = replace(turn.event, kind=Kind.FORM, name="")
        return []
    if has_other_words:
        return turn.say("challenge-swap-unclear")
    return await _swap(turn, turn.member.asking_about, named - {ANY})


async def _swap(turn: Turn, round_id: UUID | None, wishes: Collection[str]) -> Replies:
    """Change both cards in place, where they have come, with the same words.

    Each person keeps what they wrote. The partner does not learn what was wished for.
    """
    round_ = await answers.lock_round(turn.ctx, turn.member, round_id)
    if not await answers.swap(turn.ctx, turn.content.library, round_, wishes):
        return turn.say("challenge-swap-none")
    turn.stop_asking_for(QUESTION)
    is_tapped = turn.event.kind is Kind.PRESS and not turn.event.button_message
    # After typed words, a button further up must not answer the challenge that is gone.
    replies = _show_card(turn, round_, EditPressed() if is_tapped else NewMessage(round_.id))
    if turn.partner and await reach.has_come(turn.ctx, round_, turn.partner):
        replies = [*replies, *_update_partner_card(turn, round_, turn.partner)]
    return replies


def _show_card(turn: Turn, round_: Round, target: ReplyTarget) -> Replies:
    return turn.send(
        card.body_text(turn, round_, turn.member),
        *card.button_rows(turn, round_, turn.member),
        target=target,
        subject=round_.id,
    )


def _update_partner_card(turn: Turn, round_: Round, reader: Member) -> Replies:
    return turn.send(
        card.body_text(turn, round_, reader),
        *card.button_rows(turn, round_, reader),
        to=reader,
        preview="challenge-preview",
        target=EditEarlier(card.card_key(round_, reader)),
        key=f"swap:{round_.id}:{reader.id}",
        priority=Priority.PROMPT,
        subject=round_.id,
    )


def _wish_rows(round_: Round) -> list[Row]:
    short, outdoors, children = (
        button(f"challenge-button-wish-{each}", "challenge:other", round_.id, each) for each in FITS
    )
    return [
        button("challenge-button-wish-any", "challenge:other", round_.id, ANY),
        [short, outdoors],
        children,
        button("challenge-button-stay", "challenge:stay", round_.id),
    ]


def _read_wishes(turn: Turn) -> tuple[AbstractSet[str], bool]:
    """Return the wishes that the words name, and whether they say anything else."""
    if turn.event.forwarded or len(turn.event.text) > LONGEST_WISH:
        return set(), False
    rest, named = f" {normalize(turn.event.text)} ", set[str]()
    for wish in (*FITS, ANY):
        for phrase in sorted(_typed_words(turn, wish), key=len, reverse=True):
            if f" {phrase} " in rest:
                named.add(wish)
                rest = rest.replace(f" {phrase} ", " ")
    return named, not set(rest.split()) <= _typed_words(turn, "between")


def _typed_words(turn: Turn, which: str) -> frozenset[str]:
    """Return what people type for a wish, or between two, in all languages of the bot."""
    key = f"challenge-words-wish-{which}"
    return frozenset().union(
        *(word_list(turn, code, key) for code in languages_by_preference(turn))
    )
