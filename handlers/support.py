"""Handles /support: where help is found; one page for everybody, and no note of who opened it."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale

from chat.messages import Replies
from chat.targets import EditPressed
from content.geo import countries
from content.normalize import fold
from content.support import ANYWHERE, Service
from content.texts import Rendered
from domain.errors import NotFound
from handlers import date_text
from handlers.feature import Feature
from handlers.privacy.lock_screen import REMOVE_BUTTON, delete_silently
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button

router = FeatureRouter(needs_consent=False)

BUTTONS_PER_ROW = 2
MAX_COUNTRIES = 8
"""The most countries that are offered for the beginning of a name."""
MIN_NAME_LENGTH = 3
"""The fewest letters of such a beginning."""
CHOOSE_BUTTON = button("support-button-choose", "support:countries")
DIRECTORIES_BUTTON = button("support-button-anywhere", "support:in", choice=ANYWHERE)
SUPPORT_BUTTON = button("support-button-people", "support:open")
"""For messages that a frightened person may be reading: a press leaves no line in the chat."""
BACK_BUTTON = button("support-button-back", "support:show")


@router.command("support")
async def begin(turn: Turn) -> Replies:
    """Show the services of a country if the command names one; delete the typed line at once."""
    page = (
        _search_country(turn, turn.event.text) if turn.event.text.strip() else await show_page(turn)
    )
    return [*delete_silently(turn, turn.event.message), *page]


@router.button("support:open")
async def open_page(turn: Turn) -> Replies:
    """Show the page as a message of its own, so that the pressed one stays."""
    return turn.say("support-page", CHOOSE_BUTTON, DIRECTORIES_BUTTON, REMOVE_BUTTON)


@router.button("support:show")
async def show_page(turn: Turn) -> Replies:
    """Show the page in place of the pressed message; it leaves no question open."""
    return turn.edit("support-page", CHOOSE_BUTTON, DIRECTORIES_BUTTON, REMOVE_BUTTON)


@router.button("support:countries")
async def list_countries(turn: Turn) -> Replies:
    """List the countries, that of the reader's own clock first; nobody else sees it."""
    known = turn.content.support.countries
    own = countries.code_of_zone(turn.member.zone or "")
    rows = [*_country_buttons(turn, {own} & {*known}), *_country_buttons(turn, {*known} - {own})]
    return turn.edit("support-countries", *rows, DIRECTORIES_BUTTON, BACK_BUTTON, REMOVE_BUTTON)


@router.button("support:in")
async def show_country(turn: Turn) -> Replies:
    code = turn.event.choice
    if code != ANYWHERE and code not in countries.codes_by_name("en").values():
        raise NotFound
    return _show_services(turn, code)


def _search_country(turn: Turn, words: str) -> Replies:
    found = _find_countries(words, turn.member.language)
    if len(found) == 1:
        return _show_services(turn, found[0])
    if found:
        return turn.say("support-which", *_country_buttons(turn, found), BACK_BUTTON, REMOVE_BUTTON)
    return turn.say("support-unknown", CHOOSE_BUTTON, DIRECTORIES_BUTTON, REMOVE_BUTTON)


def _find_countries(words: str, language: str) -> list[str]:
    """Return the countries with this name, or else those whose name begins with it."""
    codes, name = countries.codes_by_name(language), fold(words[:100])
    if name in codes:
        return [codes[name]]
    if len(name) < MIN_NAME_LENGTH:
        return []
    return sorted({code for known, code in codes.items() if known.startswith(name)})[:MAX_COUNTRIES]


def _show_services(turn: Turn, code: str) -> Replies:
    services = turn.content.support.services_in(code)
    name = countries.name(code, turn.member.language)
    if not services:
        return turn.edit(
            "support-none", DIRECTORIES_BUTTON, CHOOSE_BUTTON, REMOVE_BUTTON, country=name
        )
    heading = _services_heading(turn, code, name)
    entries = [_service_text(turn, each, name) for each in services]
    more = [] if code == ANYWHERE else [DIRECTORIES_BUTTON]
    body = Rendered("\n\n".join([heading, *entries]))
    return turn.send(body, *more, CHOOSE_BUTTON, REMOVE_BUTTON, target=EditPressed())


def _services_heading(turn: Turn, code: str, name: str) -> Rendered:
    if code == ANYWHERE:
        return turn.text("support-anywhere")
    return turn.text("support-country", country=name)


def _service_text(turn: Turn, service: Service, country: str) -> Rendered:
    language = turn.member.language
    lines = [turn.text("support-entry", name=service.name, whom=service.for_whom_in(language))]
    if service.phone:
        hours = "always" if service.always else "some"
        lines.append(turn.text("support-phone", phone=service.phone, country=country, hours=hours))
    if service.url:
        chat = "yes" if service.chat else "no"
        lines.append(turn.text("support-address", url=service.url, chat=chat))
    if service.languages:
        lines.append(
            turn.text("support-languages", languages=_service_languages(service, language))
        )
    return Rendered("\n".join([*lines, _checked_text(turn, service)]))


def _checked_text(turn: Turn, service: Service) -> Rendered:
    seen = "checked" if service.checked_on else service.seen_at
    day = date_text.long_date(turn, service.checked_on or service.seen_on)
    return turn.text("support-seen", seen=seen, day=day, source=service.source)


def _service_languages(service: Service, language: str) -> str:
    names = Locale.parse(language, sep="-").languages
    return ", ".join(names[code] for code in service.languages if code in names)


def _country_buttons(turn: Turn, codes: Iterable[str]) -> list[Row]:
    """Return buttons for countries in the reader's language, sorted by name."""
    names_and_codes = [(countries.name(code, turn.member.language), code) for code in codes]
    specs: list[ButtonSpec] = [
        button("support-button-country", "support:in", choice=code, country=name)
        for name, code in sorted(names_and_codes, key=lambda each: fold(each[0]))
    ]
    return [specs[at : at + BUTTONS_PER_ROW] for at in range(0, len(specs), BUTTONS_PER_ROW)]


FEATURE = Feature("support", (router,), commands=("support",), help_group="always")
