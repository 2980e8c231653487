"""Asks for a person's city, or else for what their clock shows, when the zone is first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time

from babel import Locale
from babel.dates import get_timezone_location

from chat.messages import Replies
from chat.router import SHORT_ANSWER_LENGTH
from content.geo.cities import City, Coordinates
from domain import calendar, zone, zone_sentence
from domain.errors import NotFound, RuleBroken
from domain.zone_sentence import ZoneReading
from handlers import date_text
from handlers.feature import Feature
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button
from storage.tables.member import Member

router = FeatureRouter(needs_consent=False)

QUESTION = "zone:where"
CHOOSE_ACTION = "zone:is"
"""The action of a place's button, which `handlers/start/welcome.py` handles."""
MAX_NEARBY = 3
"""The most places offered for a spot on the map: its own, and others close to a border."""

Respond = Callable[..., Replies]
"""`turn.say` or `turn.edit`."""


def ask_zone(turn: Turn) -> Replies:
    """Ask for the city in a new message, or return nothing if the zone is known."""
    return [] if turn.member.zone else _ask_city(turn, turn.say)


@router.button("zone:ask")
async def ask_city(turn: Turn) -> Replies:
    return _ask_city(turn, turn.edit)


@router.button("zone:clocks")
async def ask_clock(turn: Turn) -> Replies:
    """Ask what the clock shows, for a person who would rather not name a city."""
    turn.ask(QUESTION)
    offsets = zone.offsets_to_offer(turn.content.cities, app_language(turn), turn.now)
    rows = date_text.arrange_clocks(turn, [_clock_button(turn, offset) for offset in offsets])
    other = button("zone-button-other", "zone:other")
    return turn.edit("zone-clocks", *rows, other, *_back_buttons(turn))


@router.button("zone:other", asks=SHORT_ANSWER_LENGTH)
async def ask_in_words(turn: Turn) -> Replies:
    turn.ask(QUESTION)
    return turn.edit(
        "zone-type", *_back_buttons(turn), morning=date_text.clock_face(turn, date_text.MORNING)
    )


@router.button("zone:clock")
async def offer_places(turn: Turn) -> Replies:
    offset = _parse_offset(turn.event.choice)
    minutes = zone.minute_at_offset(offset, turn.now)
    found = zone.cities_showing(turn.content.cities, app_language(turn), minutes, turn.now)
    if not found:
        raise RuleBroken("zone-nowhere")
    turn.ask(QUESTION)
    return turn.edit("zone-where", *_place_buttons(turn, found), *_back_buttons(turn))


@router.answer(QUESTION)
async def read_place(turn: Turn) -> Replies:
    """Read a place or a clock from any sentence. Raise RuleBroken if there is none."""
    return offer_found(turn, find_zone(turn))


def find_zone(turn: Turn, *, asked: bool = True) -> ZoneReading | None:
    """Return the place or clock in the person's words; `domain.zone_sentence` says how."""
    language, text = app_language(turn), turn.event.text
    return zone_sentence.read_place(text, turn.content.gazetteer, language, turn.now, asked=asked)


def offer_found(turn: Turn, found: ZoneReading | None) -> Replies:
    """Offer the places of which one may be the person's; a tap saves its zone."""
    if found is None:
        raise RuleBroken("zone-unknown", morning=date_text.clock_face(turn, date_text.MORNING))
    if not found.cities:
        raise RuleBroken("zone-nowhere")
    turn.ask(QUESTION)
    key = "zone-where" if found.by_clock else "zone-found"
    return turn.say(key, *_place_buttons(turn, found.cities), *_back_buttons(turn))


def offer_near(turn: Turn, spot: Coordinates) -> Replies:
    """Offer the cities near a spot on the map; the exact spot is not kept."""
    return offer_found(turn, ZoneReading(tuple(turn.content.cities.near(spot)[:MAX_NEARBY])))


def read_chosen_zone(turn: Turn) -> str:
    """Return the zone of a pressed `zone:is` button and close the question. Raise NotFound."""
    name = turn.event.choice.replace(":", "/")
    if not calendar.is_zone(name):
        raise NotFound
    turn.stop_asking_for(QUESTION)
    return name


def place_name(turn: Turn, name: str, reader: Member | None = None) -> str:
    """Return a zone's name for the reader: its largest city."""
    language = (reader or turn.member).language
    city = turn.content.cities.by_zone.get(name)
    if city:
        return city.name_in(language)
    spoken = Locale.parse(language, sep="-")
    return get_timezone_location(name, locale=spoken, return_city=True)


def clock_in(turn: Turn, name: str) -> str:
    """Return what a clock in this zone shows now."""
    return date_text.clock_face(turn, calendar.to_local(turn.now, name))


def app_language(turn: Turn) -> str:
    """Return the language of the person's app, which the bot may not speak, or their choice."""
    app = turn.event.language
    chose_another = turn.content.texts.closest_language(app) != turn.member.language
    spoken = turn.member.language if chose_another or not app else app
    return spoken.partition("-")[0].lower()


def _ask_city(turn: Turn, respond: Respond) -> Replies:
    turn.ask(QUESTION)
    likely = zone.likely_cities(turn.content.cities, turn.event.language, app_language(turn))
    clocks = button("zone-button-clocks", "zone:clocks")
    return respond("zone-ask", *_place_buttons(turn, likely), clocks, *_back_buttons(turn))


def _clock_button(turn: Turn, offset: int) -> ButtonSpec:
    at = time(*divmod(zone.minute_at_offset(offset, turn.now), 60))
    return button(
        "zone-button-time", "zone:clock", choice=str(offset), time=date_text.clock_face(turn, at)
    )


def _place_buttons(turn: Turn, found: Sequence[City]) -> list[ButtonSpec]:
    by_label = {(city.label(turn.member.language), city.zone): city for city in found}
    return [_place_button(turn, label, city) for (label, _), city in by_label.items()]


def _place_button(turn: Turn, label: str, city: City) -> ButtonSpec:
    choice, now = _zone_to_choice(city.zone), clock_in(turn, city.zone)
    return button("zone-button-place", CHOOSE_ACTION, choice=choice, place=label, time=now)


def _back_buttons(turn: Turn) -> list[ButtonSpec]:
    return [button("settings-button-back", "settings:show")] if turn.member.zone else []


def _zone_to_choice(name: str) -> str:
    return name.replace("/", ":")


def _parse_offset(choice: str) -> int:
    try:
        return int(choice)
    except ValueError:
        raise NotFound from None


FEATURE = Feature("zone", (router,))
