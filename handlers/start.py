"""Handles /start, /help and /cancel: the first minute, and every event that no feature claims."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Kind, Replies
from content.texts import Rendered
from domain import member, reflect, settings
from domain.challenge import solo
from domain.errors import RuleBroken
from domain.privacy import consent
from handlers import zone
from handlers.challenge import week as challenge_week
from handlers.challenge.card import add_origin
from handlers.feature import Feature
from handlers.pair import linking
from handlers.privacy import consent as privacy_consent
from handlers.privacy.lock_screen import delete_if_wanted
from handlers.settings import language as settings_language
from handlers.settings.overview import show_settings
from handlers.support import feature as support
from handlers.turn import FeatureRouter, Row, Turn, button
from handlers.zone import ask_zone

router = FeatureRouter(needs_consent=False)

SOLO_QUESTION = "start:solo"
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
    unkept = turn.say("privacy-consent-unkept") if is_more_than_greeting else []
    return [*unkept, *await _welcome(turn)]


@router.button("start:language")
async def change_language(turn: Turn) -> Replies:
    """Show the welcome and its question again in the pressed language."""
    settings_language.choose_language(turn)
    return await _welcome(turn)


@router.button("start:zone")
async def ask_for_zone(turn: Turn) -> Replies:
    return ask_zone(turn) or _say_zone_kept(turn, turn.member.zone or "")


@router.button(zone.CHOOSE_ACTION)
async def save_zone(turn: Turn) -> Replies:
    """Save the zone; the first time, lead on to a prompt, and later to the settings."""
    before, now = turn.member.zone, zone.read_chosen_zone(turn)
    if before != now:
        await settings.change_zone(turn.ctx, turn.member, now)
    if before and before != now:
        return await show_settings(turn)
    if before or turn.member.couple_id or turn.member.asking:
        return _say_zone_kept(turn, now)
    if not consent.has_agreed(turn.member):
        return [*_say_zone_kept(turn, now), *privacy_consent.ask(turn, "start")]
    return [*_say_zone_kept(turn, now), *await ask_first_question(turn)]


@router.answer(SOLO_QUESTION, needs_consent=True)
async def keep_first_answer(turn: Turn) -> Replies:
    """Keep the first answer, as an entry of its own if its prompt is long gone."""
    words, entry_id = _require_words(turn), turn.member.asking_about
    entry = await reflect.find_open(turn.ctx, turn.member, entry_id)
    if entry is None:
        entry = await reflect.begin(turn.ctx, turn.member)
    await reflect.append(turn.ctx, entry, words, day=turn.day, message=turn.event.message)
    entry.open = False
    turn.stop_asking()
    replies = turn.say("start-kept-linked" if turn.partner else "start-kept", *_next_buttons(turn))
    return [*replies, *delete_if_wanted(turn, turn.event.message)]


@router.button("start:skip")
async def skip_first_question(turn: Turn) -> Replies:
    turn.stop_asking_for(SOLO_QUESTION)
    return turn.edit(
        "start-skipped-linked" if turn.partner else "start-skipped", *_next_buttons(turn)
    )


@router.button("start:later")
async def invite_later(turn: Turn) -> Replies:
    return turn.edit("start-later")


@router.command("help")
@router.button("start:help")
async def show_help(turn: Turn) -> Replies:
    groups = [_help_group(turn, *each) for each in turn.features.help.items()]
    page = Rendered("\n\n".join([*groups, turn.text("help-or-write")]))
    return turn.send(page, support.SUPPORT_BUTTON)


@router.command("cancel")
@router.button("start:cancel")
async def cancel(turn: Turn) -> Replies:
    if turn.member.asking is None:
        return turn.say("cancel-nothing")
    turn.stop_asking()
    return turn.say("cancel-done")


@router.fallback(Kind.COMMAND)
async def explain_unknown_command(turn: Turn) -> Replies:
    return turn.say("start-unknown-command")


@router.fallback(Kind.MEDIA)
async def decline_media(turn: Turn) -> Replies:
    """Decline media, but take a spot on the map as an answer; an open question stays open."""
    if turn.event.place and turn.member.asking == zone.QUESTION:
        return zone.offer_near(turn, turn.event.place)
    return explain_media(turn, "start-media-asked" if turn.member.asking else "start-media")


def explain_media(turn: Turn, key: str) -> Replies:
    """Say what cannot be kept, once for an album."""
    about = turn.event.album or turn.event.id
    return turn.send(turn.text(key), key=f"media:{turn.member.id}:{about}")


@router.fallback(Kind.EDIT)
async def ignore_edit(turn: Turn) -> Replies:
    return []


@router.fallback(Kind.PRESS)
async def explain_old_button(turn: Turn) -> Replies:
    """Answer a button that is forged, made for another person, or of a feature that is gone."""
    return turn.say("start-old-button")


@router.fallback(Kind.LEFT)
async def mark_unreachable(turn: Turn) -> Replies:
    await member.mark_unreachable(turn.ctx.session, turn.member)
    return []


@router.fallback(Kind.BACK)
async def greet_returning(turn: Turn) -> Replies:
    return await challenge_week.show_current_card(turn)


async def _welcome(turn: Turn) -> Replies:
    """Greet a newcomer; show everybody else how things stand, and ask for what is missing."""
    if turn.member.zone:
        return [*await _show_commands(turn), *_ask_consent_if_open(turn)]
    if turn.partner or await member.was_linked(turn.ctx, turn.member):
        return [*await _show_commands(turn), *ask_zone(turn)]
    return [*turn.edit("start-hello", *_language_buttons(turn)), *ask_zone(turn)]


def _help_group(turn: Turn, group: str, names: Sequence[str]) -> Rendered:
    lines = [
        turn.text("help-line", None, name=name, text=turn.text(f"help-{name}")) for name in names
    ]
    return Rendered("\n".join([turn.text(f"help-group-{group}"), *lines]))


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


async def ask_first_question(turn: Turn) -> Replies:
    """Ask this week's question for one person; what they write goes into the journal."""
    library, language = turn.content.library, turn.member.language
    challenge = library.challenge(
        solo.weekly_challenge(library, turn.now, turn.member.zone), language
    )
    entry = await reflect.begin(turn.ctx, turn.member, challenge.id)
    turn.ask(SOLO_QUESTION, entry.id)
    theme = Rendered(library.theme(challenge.theme, language).title)
    text = turn.text("start-question", None, theme=theme, prompt=Rendered(challenge.solo))
    shown_text = add_origin(turn, challenge.id, text, turn.member)
    return turn.send(shown_text, button("start-button-skip", "start:skip"))


def _next_buttons(turn: Turn) -> list[Row]:
    if turn.partner:
        return [button("start-button-challenge", "challenge:show")]
    return [*pairing_buttons(turn), button("start-button-later", "start:later")]


def pairing_buttons(turn: Turn) -> list[Row]:
    """Return the two ways to become a couple, for a person without a partner."""
    if turn.partner:
        return []
    return [
        [button("start-button-invite", "pair:invite"), button("start-button-code", "pair:code")],
    ]


def _ask_consent_if_open(turn: Turn) -> Replies:
    """Ask again if the words have changed or nobody has asked yet; a no stays a no."""
    if consent.has_agreed(turn.member) or turn.member.consent == consent.REFUSED:
        return []
    return privacy_consent.ask(turn, "challenge" if turn.partner else "")


def _say_zone_kept(turn: Turn, name: str) -> Replies:
    place_name, time = zone.place_name(turn, name), zone.clock_in(turn, name)
    return turn.edit("zone-kept", place=place_name, time=time)


def _require_words(turn: Turn) -> str:
    if not turn.event.text.strip():
        raise RuleBroken("start-no-words")
    return turn.event.text


FEATURE = Feature(
    "start",
    (router,),
    commands=("start", "help", "cancel"),
    help_group="always",
    after_consent=ask_first_question,
)
