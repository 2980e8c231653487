"""Handles /start: the hello with its first question, and later a short menu."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain import member, settings, start
from domain.privacy import consent
from handlers import zone
from handlers.pair import linking
from handlers.pair.buttons import pairing_buttons
from handlers.privacy import consent as privacy_consent
from handlers.settings import language as settings_language
from handlers.settings.overview import show_settings
from handlers.start import first_question
from handlers.turn import FeatureRouter, Row, Turn, button
from handlers.zone import ask_zone

router = FeatureRouter(needs_consent=False)

MAX_GREETING_WORDS = 3
"""The most words of a greeting, which nobody misses if they are not kept."""


@router.command("start")
async def begin(turn: Turn) -> Replies:
    """Open an invitation that came through a link, or show the first minute or a short menu."""
    if turn.event.text:
        return await linking.open_invitation(turn, turn.event.text)
    turn.stop_asking()
    return await _welcome(turn)


@router.button("start:greet")
async def greet(turn: Turn) -> Replies:
    """Answer a person's first words; say that anything more than a greeting is not kept."""
    is_more_than_greeting = len(turn.event.text.split()) > MAX_GREETING_WORDS
    return await _welcome(turn, is_unkept=is_more_than_greeting)


@router.button("start:language")
async def change_language(turn: Turn) -> Replies:
    """Show the welcome and its question again in the pressed language."""
    settings_language.choose_language(turn)
    if await _is_new(turn):
        hello = Rendered(f"{turn.text('start-hello')}\n\n{first_question.ask(turn)}")
        return turn.send(hello, *_hello_buttons(turn), target=EditPressed())
    return await _welcome(turn)


@router.button("start:zone")
async def ask_for_zone(turn: Turn) -> Replies:
    return ask_zone(turn) or _say_zone_kept(turn, turn.member.zone or "")


@router.button(zone.CHOOSE_ACTION)
async def save_zone(turn: Turn) -> Replies:
    """Save the zone; the first time, lead on to the yes to being kept, and later to settings."""
    before, now = turn.member.zone, zone.read_chosen_zone(turn)
    if before != now:
        await settings.change_zone(turn.ctx, turn.member, now)
    if before and before != now:
        return await show_settings(turn)
    kept = _say_zone_kept(turn, now)
    if before or turn.partner or turn.member.asking or turn.member.consent is not None:
        return kept
    return [*kept, *privacy_consent.ask(turn, "start")]


async def _welcome(turn: Turn, *, is_unkept: bool = False) -> Replies:
    """Greet a newcomer; show everybody else how things stand, and ask for what is missing.

    `is_unkept` says that the words which led here are not kept.
    """
    unkept = turn.say("start-unkept") if is_unkept else []
    if await _is_new(turn):
        asked = await _ask_what_is_open(turn)
        return [*unkept, *asked] if asked else _hello(turn, is_unkept=is_unkept)
    missing_zone = ask_zone(turn) if turn.partner else []
    return [*unkept, *await _show_commands(turn), *missing_zone, *_ask_consent_if_open(turn)]


async def _is_new(turn: Turn) -> bool:
    """Return whether the person has said neither yes nor no, and was never linked."""
    is_linked = turn.partner or await member.was_linked(turn.ctx, turn.member)
    return turn.member.consent is None and not is_linked


async def _ask_what_is_open(turn: Turn) -> Replies:
    """Ask a newcomer what waits for an answer; within a day of the hello that is its question."""
    if confirmation := await linking.ask_inviter_again(turn):
        return confirmation
    if await start.is_holding(turn.ctx, turn.member):
        return privacy_consent.ask(turn, "start")
    if await start.was_greeted(turn.ctx, turn.member):
        return turn.send(first_question.ask(turn), *_hello_buttons(turn))
    return []


def _hello(turn: Turn, *, is_unkept: bool) -> Replies:
    """Say in one message what this is, and ask the first question."""
    opening = turn.text("start-hello-unkept" if is_unkept else "start-hello")
    hello = Rendered(f"{opening}\n\n{first_question.ask(turn)}")
    return turn.send(hello, *_hello_buttons(turn), key=start.hello_key(turn.ctx, turn.member))


def _hello_buttons(turn: Turn) -> list[Row]:
    code = button("start-button-code", "pair:code")
    return [[first_question.SKIP_BUTTON, code], *_language_buttons(turn)]


def _language_buttons(turn: Turn) -> list[Row]:
    others = settings_language.other_language_buttons(turn, "start:language")
    return [others] if others else []


async def _show_commands(turn: Turn) -> Replies:
    settings_button = button("start-button-settings", "settings:show")
    write_button = button("start-button-write", "reflect:write")
    if turn.partner:
        challenge_button = button("start-button-challenge", "challenge:show")
        name = await turn.partner_name()
        return turn.edit(
            "start-here",
            challenge_button,
            [write_button, settings_button],
            *_language_buttons(turn),
            name=name,
        )
    if question := await linking.ask_inviter_again(turn):
        return question
    solo_button = button("start-button-alone", "challenge:show")
    rows = [
        solo_button,
        *pairing_buttons(turn),
        [write_button, settings_button],
        *_language_buttons(turn),
    ]
    before = await member.was_linked(turn.ctx, turn.member)
    return turn.edit("start-here-again-alone" if before else "start-here-alone", *rows)


def _ask_consent_if_open(turn: Turn) -> Replies:
    """Ask again if the words have changed or nobody has asked yet; a no stays a no."""
    if consent.has_agreed(turn.member) or turn.member.consent == consent.REFUSED:
        return []
    if turn.member.asking == zone.QUESTION:
        return []
    return privacy_consent.ask(turn, "challenge" if turn.partner else "")


def _say_zone_kept(turn: Turn, name: str) -> Replies:
    place_name, time = zone.place_name(turn, name), zone.clock_in(turn, name)
    return turn.edit("zone-kept", place=place_name, time=time)
