"""Test /support in the chat: help at once, gone with one tap, and no note of who looked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.app import App
from bot.platforms.adapter import OutboundMessage
from chat import markup
from chat.messages import Address
from storage.columns import Base
from storage.tables.queues import Inbox, Outbox
from tests.support.couples import linked, member_of, paired, settled
from tests.support.people import Person, Time
from tests.support.phones.telegram import TelegramPhone

FIRST_LINE = "Here’s what you asked for."


@pytest.mark.clients
async def test_a_country_begins_with_its_emergency_number(alice: Person) -> None:
    await alice.says("/support")
    alice.sees("Call the emergency number of the country you’re in", "Nobody is told")
    await alice.presses("Choose a country")
    await alice.presses("All countries")
    await alice.presses("Germany")
    text = "\n".join(shown.text for shown in alice.screen)
    in_order(text, "Germany", "Call 112", "Violence and fear", "☎ 116 016, day and night")
    in_order(text, "Violence and fear", "Crisis", "Couples", "More", "November 22, 2026")
    assert "https://www.hilfetelefon.de" in text


@pytest.mark.clients
async def test_the_country_of_ones_own_clock_is_there_at_once(alice: Person) -> None:
    """Seen to fail while the first page named no number."""
    await settled(alice, "Dublin")
    await alice.says("/support")
    in_order(alice.last.text, "Ireland", "Call 112", "☎ 1800 341 900", "Nobody is told")
    assert alice.buttons()[-2:] == ["Choose a country", "Remove this message"]


@pytest.mark.clients
async def test_on_a_locked_phone_the_page_says_nothing_and_makes_no_sound(alice: Person) -> None:
    """Seen to fail while “Help from people” was its first line."""
    for words in ("", "Ireland", "Atlantis", "Austrla"):
        await alice.says(f"/support {words}")
        assert alice.last.text.splitlines()[0] == FIRST_LINE
        assert alice.last.silent


async def test_with_hidden_words_the_page_waits_for_a_tap(alice: Person) -> None:
    """Seen to fail while only messages that nobody asked for were hidden."""
    await settled(alice, "Dublin")
    await alice.says("/settings")
    await alice.presses("Privacy")
    await alice.presses("Hide words")
    sent = record(alice)
    await alice.says("/support")
    [page] = [text for text in sent if "Ireland" in text]
    assert "".join(run.words for run in markup.runs(page) if not run.styles).strip() == FIRST_LINE
    assert all("||" in run.styles for run in markup.runs(page) if run.styles)


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
    alice.sees_not("Women’s Aid", "In danger")


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
    assert "one that you typed there as a message is yours to delete" in alice.last.text


@pytest.mark.parametrize("command", ["/help", "/repair"])
async def test_a_button_leads_there_without_a_line_and_leaves_what_it_was_under(
    alice: Person, command: str
) -> None:
    await settled(alice, "Berlin")
    await alice.says(command)
    before = [shown.text for shown in alice.screen]
    await alice.presses("Help from people")
    alice.sees("Call 112", "use one that’s yours alone")
    await alice.presses("Choose a country")
    await alice.presses("Remove this message")
    assert [shown.text for shown in alice.screen] == before


@pytest.mark.parametrize("city", ["Berlin", "Lima", "Dublin"])
async def test_the_country_of_ones_own_clock_comes_first(alice: Person, city: str) -> None:
    first = {"Berlin": "Germany", "Lima": "Peru", "Dublin": "Ireland"}[city]
    await settled(alice, city)
    await alice.says("/support")
    for button in ("Choose a country", "All countries"):
        await alice.presses(button)
        labels = [button.label for button in alice.last.buttons]
        assert labels[0] == first
        assert len(labels) == len(set(labels))


async def test_countries_of_the_readers_language_come_before_all_others(alice: Person) -> None:
    alice.language = "es"
    await alice.says("/support")
    await alice.presses("Elegir un país")
    assert {"México", "España", "Puerto Rico"} <= set(alice.buttons())
    assert "Alemania" not in alice.buttons()
    await alice.presses("Todos los países")
    assert {"México", "Alemania"} <= set(alice.buttons())


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
    alice.sees_not("Hilfetelefon", "danger")
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


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "words",
    ["México", "mexico", "MX", "🇲🇽", "Mexcio", "in Mexico", "en México", ":flag_mx:", "MEX"],
)
async def test_a_country_is_understood_as_people_write_it(
    alice: Person, words: str, language: str
) -> None:
    alice.language = language
    await alice.says(f"/support {words}")
    in_order(alice.last.text, "xico", "911", "Línea de la Vida", "findahelpline.com")


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("  ireLAND ", "Women’s Aid"),
        ("uk", "Samaritans"),
        ("germ", "Hilfetelefon"),
        ("United", "Which of these"),
        ("Austrla", "Which of these"),
        ("I live in Peru", "Which of these"),
        ("ab", "don’t know a country"),
        ("Atlantis", "don’t know a country"),
        ("x" * 4_000, "don’t know a country"),
        ("🌻", "don’t know a country"),
        ("<b>&*_`", "don’t know a country"),
        ("\u202eainaripS", "don’t know a country"),
    ],
)
async def test_a_country_can_be_written(alice: Person, words: str, seen: str) -> None:
    await alice.says(f"/support {words}")
    alice.sees(seen)
    assert "Remove this message" in alice.buttons()


async def test_an_unknown_country_brings_the_directories(alice: Person) -> None:
    await alice.says("/support Atlantis")
    in_order(alice.last.text, "don’t know a country", "emergency number", "Find A Helpline")
    assert "☎" not in alice.last.text


async def test_a_country_without_a_sure_number_names_none(alice: Person) -> None:
    await alice.says("/support Honduras")
    alice.sees("Call the emergency number of the country you’re in", "Find A Helpline")
    assert "911" not in alice.last.text


async def test_a_country_is_never_guessed_from_the_language(alice: Person) -> None:
    alice.language = "de-AT"
    await alice.says("/support")
    alice.sees("Call the emergency number of the country you’re in")
    assert not {"Austria", "Germany"} & {button.label for button in alice.last.buttons}
    alice.sees_not("☎", "112")


async def test_nothing_else_brings_the_page_up(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    for words in ("I am afraid of Bob", "he hit me", "help me please, he is here", "I want to die"):
        await alice.says(words)
        alice.sees("wasn’t sure where this belongs")
    alice.sees_not("In danger")
    bob.sees_nothing_new()


async def test_the_page_is_the_same_whatever_a_person_does_here(alice: Person, bob: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/support")
    alone = (alice.last.text, alice.buttons())
    await settled(bob, "Berlin")
    await linked(alice, bob)
    await alice.says("he hit me")
    await alice.says("/pause")
    await alice.says("/support")
    assert (alice.last.text, alice.buttons()) == alone


async def test_looking_leaves_no_trace_but_blank_boxes(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    before = await _rows(app)
    await alice.says("/support")
    await alice.presses("Choose a country")
    await alice.presses("All countries")
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


@pytest.mark.parametrize("choice", ["QQ", "ZZ", "EU", "x", "", "DE:x", "DE:abuse:x", ":", "INTL:x"])
async def test_a_page_that_was_never_offered_is_not_there(alice: Person, choice: str) -> None:
    await alice.says("/support Ireland")
    await alice.presses("Choose a country")
    button = alice.button("Ireland")
    await alice.presses_button(replace(button, choice=choice), alice.last.id)
    assert "not here any more" in alice.last.text


def in_order(text: str, *words: str) -> None:
    """Check that the words stand in a text, one after the other."""
    at = 0
    for each in words:
        assert each in text[at:], f"{each!r} is not in {text[at:]!r}"
        at = text.index(each, at) + len(each)


def record(person: Person) -> list[str]:
    """Return a list that fills with every text that is sent from now on, marks included."""
    sent: list[str] = []

    async def show(to: Address, message: OutboundMessage) -> str:
        sent.append(message.text)
        return await before(to, message)

    before = person.platform.send_instead(show)
    return sent


async def _rows(app: App) -> dict[str, int]:
    """Count the rows of each table except inbox and outbox."""
    async with app.database.read() as session:
        return {
            name: len((await session.execute(select(table))).all())
            for name, table in Base.metadata.tables.items()
            if name not in ("inbox", "outbox")
        }
