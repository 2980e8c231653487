"""/support: where help is found; the same page for everybody, and no note of who opened it."""

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
from handlers import dates
from handlers.feature import Feature
from handlers.privacy.lock_screen import REMOVE, take_out
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, tap

router = FeatureRouter(needs_consent=False)

IN_A_ROW = 2
AT_MOST = 8
"""So many countries are offered for the beginning of a name."""
SHORTEST = 3
"""Letters that a beginning needs."""
CHOOSE = tap("support-button-choose", "support:countries")
DIRECTORIES = tap("support-button-anywhere", "support:in", choice=ANYWHERE)
PEOPLE = tap("support-button-people", "support:open")
"""Under what somebody who is afraid may be looking at: a press leaves no line in the chat."""
BACK = tap("support-button-back", "support:show")


@router.command("support")
async def begin(turn: Turn) -> Replies:
    """With a country behind the command, its services; the line that was typed goes at once."""
    page = _search(turn, turn.event.text) if turn.event.text.strip() else await show(turn)
    return [*take_out(turn, turn.event.message), *page]


@router.button("support:open")
async def open_page(turn: Turn) -> Replies:
    """A message of its own, so that what it was pressed under stays."""
    return turn.say("support-page", CHOOSE, DIRECTORIES, REMOVE)


@router.button("support:show")
async def show(turn: Turn) -> Replies:
    """No question is left open."""
    return turn.edit("support-page", CHOOSE, DIRECTORIES, REMOVE)


@router.button("support:countries")
async def list_countries(turn: Turn) -> Replies:
    """That of the reader's own clock stands first; it is shown to nobody else."""
    known = turn.content.support.countries
    own = countries.code_of_zone(turn.member.zone or "")
    rows = [*_taps(turn, {own} & {*known}), *_taps(turn, {*known} - {own})]
    return turn.edit("support-countries", *rows, DIRECTORIES, BACK, REMOVE)


@router.button("support:in")
async def show_country(turn: Turn) -> Replies:
    code = turn.event.choice
    if code != ANYWHERE and code not in countries.codes_by_name("en").values():
        raise NotFound
    return _services(turn, code)


def _search(turn: Turn, words: str) -> Replies:
    found = _named(words, turn.member.language)
    if len(found) == 1:
        return _services(turn, found[0])
    if found:
        return turn.say("support-which", *_taps(turn, found), BACK, REMOVE)
    return turn.say("support-unknown", CHOOSE, DIRECTORIES, REMOVE)


def _named(words: str, language: str) -> list[str]:
    """The countries that are called so, or whose name begins so."""
    codes, name = countries.codes_by_name(language), fold(words[:100])
    if name in codes:
        return [codes[name]]
    if len(name) < SHORTEST:
        return []
    return sorted({code for known, code in codes.items() if known.startswith(name)})[:AT_MOST]


def _services(turn: Turn, code: str) -> Replies:
    services = turn.content.support.services_in(code)
    name = countries.name(code, turn.member.language)
    if not services:
        return turn.edit("support-none", DIRECTORIES, CHOOSE, REMOVE, country=name)
    head = _head(turn, code, name)
    entries = [_entry(turn, each, name) for each in services]
    more = [] if code == ANYWHERE else [DIRECTORIES]
    body = Rendered("\n\n".join([head, *entries]))
    return turn.send(body, *more, CHOOSE, REMOVE, target=EditPressed())


def _head(turn: Turn, code: str, name: str) -> Rendered:
    if code == ANYWHERE:
        return turn.text("support-anywhere")
    return turn.text("support-country", country=name)


def _entry(turn: Turn, each: Service, country: str) -> Rendered:
    language = turn.member.language
    lines = [turn.text("support-entry", name=each.name, whom=each.for_whom_in(language))]
    if each.phone:
        hours = "always" if each.always else "some"
        lines.append(turn.text("support-phone", phone=each.phone, country=country, hours=hours))
    if each.url:
        chat = "yes" if each.chat else "no"
        lines.append(turn.text("support-address", url=each.url, chat=chat))
    if each.languages:
        lines.append(turn.text("support-languages", languages=_languages(each, language)))
    return Rendered("\n".join([*lines, _how_sure(turn, each)]))


def _how_sure(turn: Turn, each: Service) -> Rendered:
    seen = "checked" if each.checked_on else each.seen_at
    day = dates.long_date(turn, each.checked_on or each.seen_on)
    return turn.text("support-seen", seen=seen, day=day, source=each.source)


def _languages(each: Service, language: str) -> str:
    names = Locale.parse(language, sep="-").languages
    return ", ".join(names[code] for code in each.languages if code in names)


def _taps(turn: Turn, codes: Iterable[str]) -> list[Row]:
    """Countries in the reader's language, in the order of their names."""
    named = [(countries.name(code, turn.member.language), code) for code in codes]
    specs: list[ButtonSpec] = [
        tap("support-button-country", "support:in", choice=code, country=name)
        for name, code in sorted(named, key=lambda each: fold(each[0]))
    ]
    return [specs[at : at + IN_A_ROW] for at in range(0, len(specs), IN_A_ROW)]


FEATURE = Feature("support", (router,), commands=("support",))
