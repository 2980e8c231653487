"""Test /help and support: the same page for everybody, gone with one tap, no note of who looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

import content
from bot.app import App
from bot.cli.content import find_warnings
from chat import markup
from content import support
from content.geo import countries
from content.lint.cards import MAX_MESSAGE_LENGTH
from content.problems import ContentBroken
from content.support import ANYWHERE, Support
from handlers.turn import Content
from storage.columns import Base
from storage.tables.queues import Inbox, Outbox
from tests.support.couples import member_of, paired, settled
from tests.support.people import Person, Time
from tests.support.phones.telegram import TelegramPhone

SEEN = date(2026, 11, 22)


@pytest.mark.clients
async def test_support_starts_with_the_emergency_number_in_words(alice: Person) -> None:
    await alice.says("/support")
    alice.sees("call your local emergency number first", "Nobody is told")
    await alice.presses("Choose a country")
    await alice.presses("Germany")
    text = "\n".join(shown.text for shown in alice.screen)
    assert text.index("emergency number") < text.index("116 016 (Germany)")
    assert (
        "Seen on their own site on Sunday, November 22, 2026 (hilfetelefon.de); please check."
        in text
    )
    assert "https://www.hilfetelefon.de" in text


@pytest.mark.clients
async def test_the_whole_page_goes_with_one_tap(alice: Person) -> None:
    await settled(alice, "Berlin")
    before = len(alice.screen)
    await alice.says("/support")
    await alice.presses("Choose a country")
    await alice.presses("Ireland")
    assert len(alice.screen) > before
    await alice.presses("Remove this message")
    assert len(alice.screen) == before
    alice.sees_not("Women’s Aid", "Help from people")


@pytest.mark.clients("telegram", elsewhere=False)
async def test_the_command_that_was_typed_goes_as_well(alice: Person) -> None:
    """Without `delete_silently`: “/support” stays as the line that the list of chats shows."""
    for words in ("/support", "/support Ireland"):
        await alice.says(words)
        await alice.presses("Remove this message")
    if isinstance(alice, TelegramPhone):
        lines = [each["text"] or "" for each in alice.phone.messages]
        assert [line for line in lines if "support" in line] == []


@pytest.mark.clients("discord", elsewhere=False)
async def test_where_a_typed_line_has_to_stay_nothing_is_said_about_it(alice: Person) -> None:
    alice.platform.keeps_messages = True
    await alice.says("/support")
    assert "one that you wrote there as a message you delete yourself" in alice.last.text


@pytest.mark.parametrize("command", ["/help", "/repair"])
async def test_a_button_leads_there_without_a_line_and_leaves_what_it_was_under(
    alice: Person, command: str
) -> None:
    await settled(alice, "Berlin")
    await alice.says(command)
    before = [shown.text for shown in alice.screen]
    await alice.presses("Help from people")
    alice.sees("local emergency number first", "use a device that is yours alone")
    await alice.presses("Choose a country")
    await alice.presses("Remove this message")
    assert [shown.text for shown in alice.screen] == before


@pytest.mark.parametrize(("city", "first"), [("Berlin", "Germany"), ("Lima", "Australia")])
async def test_the_country_of_ones_own_clock_comes_first(
    alice: Person, city: str, first: str
) -> None:
    await settled(alice, city)
    await alice.says("/support")
    await alice.presses("Choose a country")
    labels = [button.label for button in alice.last.buttons]
    assert labels[0] == first
    assert len(labels) == len(set(labels))


async def test_removing_twice_is_the_same_as_once(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/support")
    button, page = alice.button("Remove this message"), alice.last.id
    await alice.presses_button(button, page)
    screen = len(alice.screen)
    await alice.presses_button(button, page)
    assert len(alice.screen) == screen


@pytest.mark.clients("telegram", elsewhere=False)
async def test_a_page_too_old_to_be_removed_is_emptied(alice: Person, clock: Time) -> None:
    alice.platform.keeps_messages = True
    await alice.says("/support Germany")
    alice.sees("Hilfetelefon")
    await clock.jump(days=3)
    await alice.presses("Remove this message")
    alice.sees_not("Hilfetelefon", "emergency")
    assert "This message is gone" in alice.last.text
    assert not alice.last.buttons


async def test_a_platform_that_keeps_messages_shows_one_neutral_line_in_place(
    alice: Person,
) -> None:
    alice.platform.keeps_messages = True
    await alice.says("/support")
    messages = len(alice.screen)
    await alice.presses("Remove this message")
    assert len(alice.screen) == messages
    assert "This message is gone" in alice.last.text


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Ireland", "Women’s Aid"),
        ("  ireLAND ", "Women’s Aid"),
        ("uk", "Samaritans"),
        ("GB", "Samaritans"),
        ("germ", "Hilfetelefon"),
        ("Spain", "no service of this country"),
        ("United", "Which of these"),
        ("ab", "do not know a country"),
        ("Atlantis", "do not know a country"),
        ("x" * 4_000, "do not know a country"),
        ("🌻", "do not know a country"),
        ("<b>&*_`", "do not know a country"),
    ],
)
async def test_a_country_can_be_written(alice: Person, words: str, seen: str) -> None:
    await alice.says(f"/support {words}")
    alice.sees(seen)
    assert "Remove this message" in alice.buttons()


async def test_a_country_with_nothing_leads_on_to_the_directories(alice: Person) -> None:
    await alice.says("/support Spain")
    await alice.presses("Directories for any country")
    assert "Find A Helpline" in alice.last.text
    assert "☎" not in alice.last.text


async def test_a_country_is_never_guessed_from_the_language(alice: Person) -> None:
    alice.language = "de-AT"
    await alice.says("/support")
    assert not {"Austria", "Germany"} & {button.label for button in alice.last.buttons}
    alice.sees_not("☎")


async def test_nothing_else_brings_the_page_up(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    for words in ("I am afraid of Bob", "he hit me", "help me please, he is here", "I want to die"):
        await alice.says(words)
        alice.sees("wasn’t sure where this belongs")
    alice.sees_not("emergency number")
    bob.sees_nothing_new()


async def test_the_page_is_the_same_for_everybody(alice: Person, bob: Person) -> None:
    await alice.says("/support")
    stranger = alice.last
    await paired(alice, bob)
    await bob.says("/pause")
    await bob.says("/support")
    assert (bob.last.text, bob.buttons()) == (
        stranger.text,
        [button.label for button in stranger.buttons],
    )


async def test_looking_leaves_no_trace_but_blank_boxes(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    before = await _rows(app)
    await alice.says("/support")
    await alice.presses("Choose a country")
    await alice.presses("France")
    await alice.presses("Remove this message")
    assert await _rows(app) == before
    async with app.database.read() as session:
        member = await member_of(session, alice, app)
        assert member.asking is None
        for body in (Inbox.body, Outbox.body):
            assert not any((await session.scalars(select(body))).all())
        keys = " ".join((await session.scalars(select(Outbox.dedup_key))).all())
    assert "support" not in keys


async def test_it_does_not_close_a_question_that_is_open(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("My name")
    await alice.says("/support")
    await alice.says("Ali")
    alice.sees("Your settings", "Ali")


async def test_a_country_that_was_never_offered_is_not_there(alice: Person) -> None:
    await alice.says("/support")
    await alice.presses("Choose a country")
    france = alice.button("France")
    for choice in ("QQ", "x", ""):
        await alice.presses_button(replace(france, choice=choice), alice.last.id)
        assert "not here any more" in alice.last.text


@pytest.mark.parametrize(("language", "check"), [("en", "please check"), ("es", "compruébalo")])
async def test_every_page_fits_every_platform(alice: Person, language: str, check: str) -> None:
    alice.language = language
    await alice.says("/support")
    button = alice.last.buttons[0]
    for code in (*sorted(Support.load(content.FOLDER).countries), ANYWHERE):
        shown = replace(button, action="support:in", choice=code)
        await alice.presses_button(shown, alice.last.id)
        assert check in alice.last.text
        assert len(alice.last.text) < MAX_MESSAGE_LENGTH


def test_every_number_comes_with_proof_and_a_country(shelf: Content) -> None:
    with_phone = [each for each in shelf.support.services if each.phone]
    assert with_phone
    for each in with_phone:
        assert each.verified == "official"
        assert countries.name(each.country, "en") != each.country
    assert all(each.checked_on is None for each in shelf.support.services)


SERVICE = """
[[service]]
country = "DE"
kind = "abuse"
name = "Somebody"
for_whom.en = "anyone"
for_whom.es = "cualquier persona"
url = "https://somebody.example"
verified = "third-party"
seen_at = "elsewhere"
seen_on = 2026-11-22
source = "somebody.example"
"""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("url =", 'phone = "116 016"\nurl =', "need verified = official"),
        ("url =", "chat = true\nurl =", "need verified = official"),
        ('"Somebody"', '"Line 116 016"', "the name holds a number"),
        ('"DE"', '"INTL"', None),
        ('"DE"', '"XX"', "not a country"),
        ('"DE"', '"Germany"', "country"),
        ('url = "https://somebody.example"\n', "", "neither a phone number nor an address"),
        ("https:", "http:", "url"),
        ("third-party", "official", "official means"),
        ("third-party", "no", "verified"),
        ('for_whom.en = "anyone"\n', "", "needed in English"),
        ("seen_on = 2026-11-22\n", "", "seen_on"),
        ('source = "somebody.example"\n', "", "source"),
        ("kind", "colour = 3\nkind", "colour"),
        ("[[service]]", "[[service]", "not TOML"),
    ],
)
def test_an_entry_without_proof_is_refused(
    tmp_path: Path, old: str, new: str, what: str | None
) -> None:
    (tmp_path / "support.toml").write_text(SERVICE.replace(old, new, 1), encoding="utf-8")
    found, problems = support.read(tmp_path)
    assert (found is None) == (what is not None)
    if what:
        assert what in str(problems[0])
        with pytest.raises(ContentBroken):
            Support.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    _, problems = support.read(tmp_path)
    assert "support.toml" in str(problems[0])


def test_a_language_without_words_for_an_entry_is_named(shelf: Content) -> None:
    assert not list(support.missing_translations(shelf.support, ["en", "es"]))
    missing = list(support.missing_translations(shelf.support, ["en", "tlh"]))
    assert len(missing) == len(shelf.support.services)


def test_entries_seen_over_half_a_year_ago_are_a_warning() -> None:
    assert find_warnings([], SEEN) == []
    assert find_warnings([], date(2027, 5, 21)) == []
    late = find_warnings([], date(2027, 5, 22))
    assert len(late) == len(Support.load(content.FOLDER).services)
    assert "over 180 days ago" in late[0]
    assert find_warnings([content.FOLDER / "evidence.toml"], date(2027, 5, 22)) == []


def test_support_pages_are_plain_markup(shelf: Content) -> None:
    for each in shelf.support.services:
        for words in each.for_whom.values():
            markup.check(words)


async def _rows(app: App) -> dict[str, int]:
    """Count the rows of each table except inbox and outbox."""
    async with app.database.read() as session:
        return {
            name: len((await session.execute(select(table))).all())
            for name, table in Base.metadata.tables.items()
            if name not in ("inbox", "outbox")
        }
