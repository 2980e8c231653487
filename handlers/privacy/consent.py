"""Asks for consent, and until it is given holds back every handler that would keep something."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Kind, Priority, Replies
from chat.router import EditHandler, Handler
from content.texts import Rendered
from domain.privacy import consent
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button
from storage.tables.challenge import Round
from storage.tables.member import Member


def guard(features: FeatureRouter) -> FeatureRouter:
    """Make each handler wait for a yes, unless it is known to keep nothing new.

    This covers handlers that are yet to be written.
    """
    for key, handler in features.handlers.items():
        if key not in features.without_consent:
            features.handlers[key] = _guarded(handler)
    features.edit_handlers = [_guarded_editor(editor) for editor in features.edit_handlers]
    return features


def ask(turn: Turn, wanted: str = "") -> Replies:
    """Ask the one question; a yes goes on with the `wanted` command."""
    return turn.say("privacy-consent", *ways(wanted), facts=facts(turn))


def facts(turn: Turn, reader: Member | None = None) -> Rendered:
    """Say what is kept, who can read it, and how to get it back or have it deleted."""
    return turn.text("privacy-consent-facts", reader, operator=operator(turn, reader))


def operator(turn: Turn, reader: Member | None = None) -> Rendered:
    """Say who runs the bot, in their own words, or what it means that nobody is named."""
    who = turn.content.run_by
    if who:
        return turn.text("privacy-run-by", reader, who=who)
    return turn.text("privacy-run-by-nobody", reader)


def ways(wanted: str) -> Sequence[ButtonSpec]:
    """Return a yes to these words, and a no that is just as easy."""
    yes = button("privacy-button-agree", "privacy:agree", choice=f"{consent.VERSION}:{wanted}")
    return [yes, button("privacy-button-refuse", "privacy:refuse")]


def instead_of_card(turn: Turn, round_: Round, reader: Member) -> Replies:
    """Ask once a round, unless it was refused; the partner cannot tell this from other silence."""
    if reader.consent == consent.REFUSED:
        return []
    return turn.send(
        turn.text("privacy-consent", reader, facts=facts(turn, reader)),
        *ways("challenge"),
        to=reader,
        preview="challenge-preview",
        priority=Priority.PROMPT,
        key=f"consent:{round_.id}:{reader.id}",
        about=round_.id,
    )


def _guarded(handler: Handler[Turn]) -> Handler[Turn]:
    async def guarded(turn: Turn) -> Replies:
        return await handler(turn) if consent.has_agreed(turn.member) else _ask_for_consent(turn)

    return guarded


def _guarded_editor(editor: EditHandler[Turn]) -> EditHandler[Turn]:
    async def guarded(turn: Turn) -> Replies | None:
        return await editor(turn) if consent.has_agreed(turn.member) else None

    return guarded


def _next(turn: Turn) -> str:
    """Return what follows the first yes, "" later: then nothing comes that was not asked for."""
    if turn.member.consent is not None:
        return ""
    return "challenge" if turn.partner else "start"


def _ask_for_consent(turn: Turn) -> Replies:
    """Ask for consent, and say that words which came before it are not kept."""
    event = turn.event
    question = ask(turn, event.name.partition(":")[0] or _next(turn))
    if event.kind is Kind.PRESS or not event.text.strip():
        return question
    in_form = event.kind is Kind.FORM
    yours = turn.say("your-words", words=event.text) if in_form else []
    return [*turn.say("privacy-consent-unkept"), *yours, *question]
