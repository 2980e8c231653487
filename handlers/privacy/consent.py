"""Asks for consent, and until it is given holds back every handler that would keep something."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Kind, Priority, Replies
from chat.router import EditHandler, Handler
from content.texts import Rendered
from domain import start
from domain.privacy import consent
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button
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


def ask(turn: Turn, wanted: str = "", *, is_unkept: bool = False) -> Replies:
    """Ask the one question in short; a yes goes on with the `wanted` command.

    `is_unkept` says that the words which led here are not kept.
    """
    return turn.send(_question(turn, is_unkept=is_unkept), *ways(wanted))


def _question(turn: Turn, reader: Member | None = None, *, is_unkept: bool = False) -> Rendered:
    unkept = "yes" if is_unkept else "no"
    return turn.text(
        "privacy-consent", reader, unkept=unkept, operator=short_operator(turn, reader)
    )


def explain(turn: Turn) -> Replies:
    """Ask the question with everything that a yes means; the press brings what is wanted."""
    yes, no = yes_button(turn.event.choice), _no()
    return turn.edit("privacy-consent-more", yes, no, facts=facts(turn))


def facts(turn: Turn, reader: Member | None = None) -> Rendered:
    """Say what is kept, who can read it, and how to get it back or have it deleted."""
    return turn.text("privacy-consent-facts", reader, operator=operator(turn, reader))


def operator(turn: Turn, reader: Member | None = None) -> Rendered:
    """Say who runs the bot, in their own words, or what it means that nobody is named."""
    who = turn.content.run_by
    if who:
        return turn.text("privacy-run-by", reader, who=who)
    return turn.text("privacy-run-by-nobody", reader)


def short_operator(turn: Turn, reader: Member | None = None) -> Rendered:
    """Say in one line who runs the bot, and that they could read along."""
    who = turn.content.run_by
    if who:
        return turn.text("privacy-run-by-short", reader, who=who)
    return turn.text("privacy-run-by-nobody-short", reader)


def ways(wanted: str) -> Sequence[Row]:
    """Return a yes to these words, the full text, and a no that is just as easy."""
    return [
        yes_button(wanted),
        [button("privacy-button-more", "privacy:more", choice=wanted), _no()],
    ]


def yes_button(wanted: str) -> ButtonSpec:
    """Return the yes to these words; it goes on with the `wanted` command."""
    return button("privacy-button-agree", "privacy:agree", choice=f"{consent.VERSION}:{wanted}")


def _no() -> ButtonSpec:
    return button("privacy-button-refuse", "privacy:refuse")


def instead_of_card(turn: Turn, round_: Round, reader: Member) -> Replies:
    """Ask once a round, unless it was refused; the partner cannot tell this from other silence."""
    if reader.consent == consent.REFUSED:
        return []
    return turn.send(
        _question(turn, reader),
        *ways("challenge"),
        to=reader,
        preview="challenge-preview",
        priority=Priority.PROMPT,
        key=f"consent:{round_.id}:{reader.id}",
        subject=round_.id,
    )


def _guarded(handler: Handler[Turn]) -> Handler[Turn]:
    async def guarded(turn: Turn) -> Replies:
        return (
            await handler(turn) if consent.has_agreed(turn.member) else await _ask_for_consent(turn)
        )

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


async def _ask_for_consent(turn: Turn) -> Replies:
    """Ask for consent, and say that words which came before it are not kept."""
    event = turn.event
    wanted = event.name.partition(":")[0] or _next(turn)
    if event.kind is Kind.PRESS or not event.text.strip() or await _is_held(turn):
        return ask(turn, wanted)
    if event.kind is Kind.FORM:
        return [*turn.say("your-words", words=event.text), *ask(turn, wanted)]
    return ask(turn, wanted, is_unkept=True)


async def _is_held(turn: Turn) -> bool:
    """Hold words that follow a first answer which waits for the yes; return whether they did."""
    event = turn.event
    is_more = event.kind is Kind.TEXT and not event.forwarded and not turn.refused_label
    if not is_more or not await start.is_holding(turn.ctx, turn.member):
        return False
    await start.hold(turn.ctx, turn.member, event.text, turn.day, event.message)
    return True
