"""Asks where somebody's clock is: a guess, what the clock shows, or the name of a place."""

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
from handlers import dates
from handlers.feature import Feature
from handlers.turn import ButtonSpec, FeatureRouter, Turn, tap
from storage.tables.member import Member

router = FeatureRouter(needs_consent=False)

QUESTION = "zone:where"
IS = "zone:is"
"""The button of a place; what it brings is up to `handlers/start.py`."""
NEARBY = 3
"""So many places are offered for a spot on the map: its own, and others close to a border."""

Respond = Callable[..., Replies]
"""`turn.say` or `turn.change`."""


def ask_zone(turn: Turn) -> Replies:
    """The question as a new message, or nothing when the zone is known."""
    if turn.member.zone:
        return []
    guessed = zone.zone_from_language(turn.content.cities, turn.event.language)
    if guessed is None:
        return _ask_clock(turn, turn.say)
    turn.ask(QUESTION)
    yes = tap("zone-button-yes", IS, choice=_as_choice(guessed))
    no = tap("zone-button-no", "zone:ask")
    place, now = place_of(turn, guessed), time_in(turn, guessed)
    return turn.say("zone-guess", [yes, no], place=place, time=now)


@router.button("zone:ask")
async def ask_clock(turn: Turn) -> Replies:
    return _ask_clock(turn, turn.edit)


@router.button("zone:other", asks=SHORT_ANSWER_LENGTH)
async def ask_in_words(turn: Turn) -> Replies:
    turn.ask(QUESTION)
    return turn.edit("zone-type", *_way_back(turn), morning=dates.clock_face(turn, dates.MORNING))


@router.button("zone:clock")
async def offer_places(turn: Turn) -> Replies:
    offset = _offset(turn.event.choice)
    minutes = zone.minute_at_offset(offset, turn.now)
    found = zone.cities_showing(turn.content.cities, app_language(turn), minutes, turn.now)
    if not found:
        raise RuleBroken("zone-nowhere")
    turn.ask(QUESTION)
    return turn.edit("zone-where", *_places(turn, found), *_way_back(turn))


@router.answer(QUESTION)
async def read_place(turn: Turn) -> Replies:
    """Reads a place or a clock in whatever sentence it stands. Raises RuleBroken."""
    return offer(turn, find(turn))


def find(turn: Turn, *, asked: bool = True) -> ZoneReading | None:
    """Finds the place or the clock in the person's words; `domain.zone_sentence` says how."""
    language, words = app_language(turn), turn.event.text
    return zone_sentence.read_place(words, turn.content.gazetteer, language, turn.now, asked=asked)


def offer(turn: Turn, found: ZoneReading | None) -> Replies:
    """Offers the places of which one may be the person's; a tap keeps its zone."""
    if found is None:
        raise RuleBroken("zone-unknown", morning=dates.clock_face(turn, dates.MORNING))
    if not found.cities:
        raise RuleBroken("zone-nowhere")
    turn.ask(QUESTION)
    key = "zone-where" if found.by_clock else "zone-found"
    return turn.say(key, *_places(turn, found.cities), *_way_back(turn))


def offer_near(turn: Turn, spot: Coordinates) -> Replies:
    """Offers the cities near a spot on the map; where exactly it was is kept nowhere."""
    return offer(turn, ZoneReading(tuple(turn.content.cities.near(spot)[:NEARBY])))


def chosen(turn: Turn) -> str:
    """The zone of a pressed `zone:is` button; the question counts as answered. Raises NotFound."""
    name = turn.event.choice.replace(":", "/")
    if not calendar.is_zone(name):
        raise NotFound
    if turn.member.asking == QUESTION:
        turn.stop_asking()
    return name


def place_of(turn: Turn, name: str, reader: Member | None = None) -> str:
    """A zone as the reader calls it: by its largest city."""
    language = (reader or turn.member).language
    city = turn.content.cities.by_zone.get(name)
    if city:
        return city.name_in(language)
    spoken = Locale.parse(language, sep="-")
    return get_timezone_location(name, locale=spoken, return_city=True)


def time_in(turn: Turn, name: str) -> str:
    """What a clock in this zone shows by now."""
    return dates.clock_face(turn, calendar.to_local(turn.now, name))


def app_language(turn: Turn) -> str:
    """The language of the person's app, which we may not speak, or the one that they chose."""
    app = turn.event.language
    chose_another = turn.content.texts.closest_language(app) != turn.member.language
    spoken = turn.member.language if chose_another or not app else app
    return spoken.partition("-")[0].lower()


def _ask_clock(turn: Turn, put: Respond) -> Replies:
    turn.ask(QUESTION)
    offsets = zone.offsets_to_offer(turn.content.cities, app_language(turn), turn.now)
    rows = dates.in_rows(turn, [_clock(turn, offset) for offset in offsets])
    return put("zone-ask", *rows, tap("zone-button-other", "zone:other"), *_way_back(turn))


def _clock(turn: Turn, offset: int) -> ButtonSpec:
    at = time(*divmod(zone.minute_at_offset(offset, turn.now), 60))
    return tap(
        "zone-button-time", "zone:clock", choice=str(offset), time=dates.clock_face(turn, at)
    )


def _places(turn: Turn, found: Sequence[City]) -> list[ButtonSpec]:
    named = {(city.label(turn.member.language), city.zone): city for city in found}
    return [_place(turn, label, city) for (label, _), city in named.items()]


def _place(turn: Turn, label: str, city: City) -> ButtonSpec:
    choice, now = _as_choice(city.zone), time_in(turn, city.zone)
    return tap("zone-button-place", IS, choice=choice, place=label, time=now)


def _way_back(turn: Turn) -> list[ButtonSpec]:
    return [tap("settings-button-back", "settings:show")] if turn.member.zone else []


def _as_choice(name: str) -> str:
    return name.replace("/", ":")


def _offset(choice: str) -> int:
    try:
        return int(choice)
    except ValueError:
        raise NotFound from None


FEATURE = Feature("zone", (router,))
