"""Asks for consent, and holds back whatever would keep something new until it is given."""

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
    """Whatever is not known to keep nothing new waits for a yes, also what is yet to be built."""
    for key, handler in features.handlers.items():
        if key not in features.without_consent:
            features.handlers[key] = _guarded(handler)
    features.edit_handlers = [_guarded_editor(editor) for editor in features.edit_handlers]
    return features


def ask(turn: Turn, wanted: str = "") -> Replies:
    """The one question; a yes goes on with the `wanted` command."""
    return turn.say("privacy-consent", *ways(wanted), facts=facts(turn))


def facts(turn: Turn, reader: Member | None = None) -> Rendered:
    """What is kept, who can read it, and how to have it back or gone."""
    return turn.text("privacy-consent-facts", reader, operator=operator(turn, reader))


def operator(turn: Turn, reader: Member | None = None) -> Rendered:
    """Who runs the bot, as they put it, or what it means that nobody is named."""
    who = turn.content.run_by
    if who:
        return turn.text("privacy-run-by", reader, who=who)
    return turn.text("privacy-run-by-nobody", reader)


def ways(wanted: str) -> Sequence[ButtonSpec]:
    """A yes to these words, and a no that weighs as little."""
    yes = button("privacy-button-agree", "privacy:agree", choice=f"{consent.VERSION}:{wanted}")
    return [yes, button("privacy-button-refuse", "privacy:refuse")]


def instead_of_card(turn: Turn, round_: Round, reader: Member) -> Replies:
    """Once a round, to whom it may still be asked; to a partner it is a silence like any other."""
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
    """What comes after the first yes; later on nothing does that nobody asked for."""
    if turn.member.consent is not None:
        return ""
    return "challenge" if turn.partner else "start"


def _ask_for_consent(turn: Turn) -> Replies:
    """Words that came too early are kept nowhere, and their author is told."""
    event = turn.event
    question = ask(turn, event.name.partition(":")[0] or _next(turn))
    if event.kind is Kind.PRESS or not event.text.strip():
        return question
    in_form = event.kind is Kind.FORM
    yours = turn.say("your-words", words=event.text) if in_form else []
    return [*turn.say("privacy-consent-unkept"), *yours, *question]
