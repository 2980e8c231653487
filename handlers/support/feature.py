"""Handles /support: the help of the person's own country first; no note of who opened it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chat.messages import Replies
from content.geo import countries, country_names
from content.normalize import fold
from content.support import ANYWHERE, KINDS
from domain.errors import NotFound
from handlers import zone
from handlers.feature import Feature
from handlers.privacy.lock_screen import REMOVE_BUTTON, delete_silently
from handlers.support import page
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button

router = FeatureRouter(needs_consent=False)

BUTTONS_PER_ROW = 2
MAX_COUNTRIES = 8
"""The most countries that are offered for words that may mean several."""
ALL = "all"
"""Stands on the button that lists the countries of every language."""
SUPPORT_BUTTON = button("support-button-people", "support:open")
"""For messages that a frightened person may be reading: a press leaves no line in the chat."""
BACK_BUTTON = button("support-button-back", "support:show")


@router.command("support")
async def begin(turn: Turn) -> Replies:
    """Show the help of the country that the words name, or of the person's own.

    The typed line is deleted at once.
    """
    words = turn.event.text
    shown = _search_country(turn, words) if words.strip() else await show_page(turn)
    return [*delete_silently(turn, turn.event.message), *shown]


@router.button("support:open")
async def open_page(turn: Turn) -> Replies:
    """Show the page as a message of its own, so that the pressed one stays."""
    return page.show_first(turn, _own_country(turn), page.SAY)


@router.button("support:show")
async def show_page(turn: Turn) -> Replies:
    """Show the page in place of the pressed message; it leaves no question open."""
    return page.show_first(turn, _own_country(turn), page.EDIT)


@router.button("support:countries")
async def list_countries(turn: Turn) -> Replies:
    """List the countries where the reader's language is spoken, or all; their own comes first."""
    known = turn.content.support.countries
    own = {_own_country(turn)} & known
    near = known & countries.codes_of_language(turn.member.language)
    shows_all = turn.event.choice == ALL
    listed = (known if shows_all else near) - own
    rows = [*_country_buttons(turn, own), *_country_buttons(turn, listed)]
    more = [] if shows_all else [button("support-button-all", "support:countries", choice=ALL)]
    last = [page.DIRECTORIES_BUTTON, BACK_BUTTON, REMOVE_BUTTON]
    return page.show(turn, turn.text("support-countries"), [*rows, *more, *last], page.EDIT)


@router.button("support:in")
async def show_country(turn: Turn) -> Replies:
    """Show a country's page, or what it folded under one of its headings."""
    code, _, kind = turn.event.choice.partition(page.FOLD)
    if code not in (ANYWHERE, *countries.all_codes()) or kind not in ("", *KINDS):
        raise NotFound
    return page.show_country(turn, code, kind)


def _search_country(turn: Turn, words: str) -> Replies:
    language = zone.app_language(turn)
    found = country_names.find(words, language)
    if len(found) == 1:
        return page.show_country(turn, found[0])
    if found := (found or country_names.mentioned(words, language)):
        buttons = _country_buttons(turn, found[:MAX_COUNTRIES])
        rows = [*buttons, page.DIRECTORIES_BUTTON, BACK_BUTTON, REMOVE_BUTTON]
        return page.show(turn, turn.text("support-which"), rows, page.SAY)
    return page.show_unknown(turn)


def _own_country(turn: Turn) -> str:
    """Return the country of the reader's own clock, or ""."""
    return countries.code_of_zone(turn.member.zone or "")


def _country_buttons(turn: Turn, codes: Iterable[str]) -> Sequence[Row]:
    """Return buttons for countries in the reader's language, sorted by name."""
    names_and_codes = [(countries.name(code, turn.member.language), code) for code in codes]
    specs: list[ButtonSpec] = [
        button("support-button-country", "support:in", choice=code, country=name)
        for name, code in sorted(names_and_codes, key=lambda each: fold(each[0]))
    ]
    return [specs[at : at + BUTTONS_PER_ROW] for at in range(0, len(specs), BUTTONS_PER_ROW)]


FEATURE = Feature("support", (router,), commands=("support",), help_group="private")
