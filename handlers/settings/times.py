"""Handles what times mean to a person, in /settings: their country, and their usual hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from chat.messages import Replies
from content.geo import countries, country_names
from content.texts import Rendered
from domain import time_habits
from domain.errors import RuleBroken
from handlers import date_text, zone
from handlers.settings.week import BACK_BUTTON
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button

router = FeatureRouter(needs_consent=False)

COUNTRY_QUESTION = "settings:country"
OF_ZONE = "zone"
"""Stands on the button that lets the country be that of the time zone."""
MOST_COUNTRIES = 8


@router.button("settings:country")
async def change_country(turn: Turn) -> Replies:
    """Ask for a country, or save the one on the button; the partner is not told."""
    if turn.event.choice:
        return await _choose(turn, turn.event.choice.replace(OF_ZONE, ""))
    turn.ask(COUNTRY_QUESTION)
    is_chosen = await time_habits.chosen_country(turn.ctx, turn.member)
    back = [button("settings-button-country-of-zone", "settings:country", choice=OF_ZONE)]
    country = await _country_name(turn)
    return turn.edit(
        "settings-country-ask", *(back if is_chosen else []), BACK_BUTTON, country=country
    )


@router.answer(COUNTRY_QUESTION)
async def read_country(turn: Turn) -> Replies:
    """Save the country that the words name; offer those that they may name."""
    language = zone.app_language(turn)
    found = country_names.find(turn.event.text, language)
    found = found or country_names.mentioned(turn.event.text, language)
    if not found:
        raise RuleBroken("settings-country-unread")
    if len(found) == 1:
        return await _choose(turn, found[0])
    specs = [_country_button(turn, code) for code in found[:MOST_COUNTRIES]]
    return turn.say("settings-country-which", *specs, BACK_BUTTON)


@router.button("settings:usual")
async def forget_usual_hours(turn: Turn) -> Replies:
    time_habits.forget_usual_hours(turn.member)
    return turn.edit("settings-usual-forgotten", BACK_BUTTON)


async def lines(turn: Turn) -> list[Rendered]:
    """Return the lines of /settings about both; nothing is learnt at first."""
    country = turn.text("settings-line-country", country=await _country_name(turn))
    usual = await time_habits.usual_hours(turn.ctx, turn.member)
    hours = tuple(_hour_text(turn, part, minute) for part, minute in sorted(usual.items()))
    return [country, *([turn.text("settings-line-usual", None, hours=hours)] if hours else [])]


def buttons(turn: Turn) -> Sequence[ButtonSpec]:
    """Return the buttons of /settings about both."""
    country = button("settings-button-country", "settings:country")
    forget = [button("settings-button-usual", "settings:usual")] if turn.member.usual_hours else []
    return [country, *forget]


async def _choose(turn: Turn, code: str) -> Replies:
    await time_habits.choose_country(turn.ctx, turn.member, code)
    turn.stop_asking_for(COUNTRY_QUESTION)
    return turn.edit("settings-country-set", BACK_BUTTON, country=await _country_name(turn))


async def _country_name(turn: Turn) -> str:
    """Return the name of the person's country, or "none"."""
    code = await time_habits.country_of(turn.ctx, turn.member)
    return countries.name(code, turn.member.language) if code else "none"


def _country_button(turn: Turn, code: str) -> ButtonSpec:
    name = countries.name(code, turn.member.language)
    return button("settings-button-country-named", "settings:country", choice=code, country=name)


def _hour_text(turn: Turn, part: str, minute: int) -> str:
    at = date_text.clock_face(turn, time(*divmod(minute, 60)))
    return turn.text("settings-usual-hour", None, part=part, time=at)
