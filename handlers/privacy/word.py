"""Handles the optional private word: where it is set, tried and switched off, without a hint."""

from __future__ import annotations

from datetime import timedelta

from chat.messages import Kind, Replies
from chat.router import SHORT_ANSWER_LENGTH
from chat.targets import DeleteMessage
from domain.privacy import word as privacy_word
from handlers.turn import FeatureRouter, Turn

router = FeatureRouter(needs_consent=False)

WORD_QUESTION = "privacy:own-word"


@router.button(WORD_QUESTION, asks=SHORT_ANSWER_LENGTH)
async def ask_word(turn: Turn) -> Replies:
    """Show the same page whether there is a word or not."""
    turn.ask(WORD_QUESTION)
    return turn.say("privacy-own-word-ask", shortest=privacy_word.SHORTEST)


@router.answer(WORD_QUESTION, lapses=timedelta(minutes=10))
async def take_word(turn: Turn) -> Replies:
    """Handle the word, and give the same answer in every case."""
    turn.stop_asking()
    text = turn.event.text
    await privacy_word.handle_word(turn.ctx, turn.member, text)
    return [*turn.say("privacy-own-word-taken"), *_delete_word_message(turn)]


async def unlock(turn: Turn) -> tuple[bool, Replies]:
    """Try the word behind a command, if there is one, and return whether the rest is open.

    Any words there leave the chat, so that their removal tells nothing either.
    """
    word = turn.event.text.strip() if turn.event.kind is Kind.COMMAND else ""
    if word:
        await privacy_word.try_word(turn.ctx, turn.member, word)
    return await is_unlocked(turn), _delete_word_message(turn) if word else []


async def is_unlocked(turn: Turn) -> bool:
    return await privacy_word.is_open(turn.ctx, turn.member)


def _delete_word_message(turn: Turn) -> Replies:
    """Delete the message with the word; where that fails, ask the person to delete it."""
    if not turn.event.message:
        return []
    return turn.send(turn.text("privacy-own-word-line"), target=DeleteMessage(turn.event.message))
