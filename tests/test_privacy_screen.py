"""A phone in the wrong hands: what a glance shows, and what can be taken off the screen."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date, time

import pytest

from bot.adapter import Outgoing
from chat.messages import Address
from handlers.turn import Shelf
from tests.agreeing import proposes
from tests.couples import paired, paired_in_two_languages, settled
from tests.giving import gives
from tests.people import DirectPlatform, Person, Time
from tests.reminders import reminds
from tests.telegram_phones import TelegramPhone
from tests.test_repair import is_ready

SUNDAY = date(2026, 3, 8)
SECRET = "zanzibar"


class Glances(DirectPlatform):
    """Keeps what was sent as it was marked, and the first lines that came to who did nothing."""

    def __init__(self) -> None:
        super().__init__("telegram")
        self.sent: list[str] = []
        self.heads: list[str] = []

    async def send(self, to: Address, message: Outgoing) -> str:
        self.sent.append(message.text)
        return await super().send(to, message)

    async def note(self, doing: Awaitable[None], actor: Person | None = None) -> None:
        self.pushes.clear()
        await doing
        for id, texts in self.pushes.items():
            if actor is None or id != actor.id:
                self.heads += [text.splitlines()[0] for text in texts]


@pytest.fixture
def platform() -> Glances:
    return Glances()


async def test_the_first_line_of_a_push_holds_nobodys_words_and_no_name(
    alice: Person, bob: Person, clock: Time, platform: Glances, shelf: Shelf
) -> None:
    """Without `with_preview`: "⏰ zanzibar", the goal's words, the name of who sent something."""
    alice.name, bob.name = f"{SECRET} A", f"{SECRET} B"
    await paired(alice, bob)
    await platform.note(alice.presses("Start now"), alice)
    for person in (alice, bob):
        await person.presses("Answer")
        await person.says(f"{SECRET} answers")
        await platform.note(person.presses("Share when both are in"), person)
    await bob.presses("Write one line")
    for doing, actor in (
        (bob.says(f"{SECRET} line"), bob),
        (gives(alice, f"{SECRET} thanks"), alice),
        (reminds(alice, f"me {SECRET} in 20 minutes"), alice),
        (reminds(alice, f"us {SECRET} in 30 minutes"), alice),
        (bob.presses("Yes, remind me"), bob),
        (proposes(alice, f"{SECRET} goal", f"{SECRET} step"), alice),
        (bob.presses("Agree"), bob),
        (is_ready(alice, clock, f" {SECRET}"), alice),
        (alice.presses("Ask"), alice),
        (is_ready(bob, clock, f" {SECRET}"), bob),
        (clock.advance(days=12), None),
    ):
        await platform.note(doing, actor)
    assert len(set(platform.heads)) > 8
    titles = [theme.title for theme in shelf.library.themes]
    titles += [each.title for each in shelf.library.challenges]
    assert [head for head in platform.heads if any(w in head for w in (SECRET, *titles))] == []


async def test_revealed_answers_are_covered_for_who_wants_that_and_for_nobody_else(
    alice: Person, bob: Person, clock: Time, platform: Glances
) -> None:
    """Without `covered`: both answers stand open."""
    await paired(alice, bob)
    await switches(alice, "Cover revealed answers")
    await clock.until(SUNDAY, time(19))
    for person in (alice, bob):
        await person.presses("Answer")
        await person.says(f"*{person.name}* || answers")
        await person.presses("Share when both are in")
    reveals = [text for text in platform.sent if text.startswith("Both answers are in.")]
    hidden = [text for text in reveals if r"||\*Alice\* \|\| answers||" in text]
    assert len(reveals) == 2
    assert len(hidden) == 1
    assert r"||\*Bob\* \|\| answers||" in hidden[0]
    await switches(alice, "Show revealed answers")
    await alice.says("/history")
    assert "||" not in platform.sent[-1].replace(r"\|\|", "")


async def test_the_privacy_page_speaks_ones_own_language(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await bob.says("/settings")
    await bob.presses("Privacidad")
    await bob.presses("Tapar las respuestas")
    assert "tapadas hasta que las toques" in bob.last.text
    await bob.presses("Quitar mensajes del diario")
    assert "en cuanto está guardado" in bob.last.text
    assert {"Mostrar las respuestas", "Dejar mensajes del diario"} <= set(bob.buttons())


async def test_a_double_tap_on_a_switch_switches_once(alice: Person) -> None:
    await settled(alice, "Berlin")
    await switches(alice, "Cover revealed answers")
    on = alice.button("Show revealed answers")
    await alice.presses_button(on, alice.last.id)
    await alice.presses_button(on, alice.last.id)
    assert "Cover revealed answers" in alice.buttons()


async def test_a_journal_page_can_be_taken_off_the_screen(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says(f"/reflect {SECRET}")
    await alice.says("/journal")
    alice.sees(SECRET)
    await alice.presses("Remove this message")
    alice.sees_not(SECRET)
    await alice.says("/journal")
    alice.sees(SECRET)


@pytest.mark.clients
async def test_a_page_that_took_several_messages_goes_and_changes_as_a_whole(
    bob: Person, clock: Time
) -> None:
    """Without `_rests`: all but the part with the buttons stays on the screen."""
    await settled(bob, "Berlin")
    for words in (f"{SECRET} " * 400, "A short one."):
        await bob.says("/reflect")
        await bob.says(words[:2000])
        await bob.says(words[2000:] or "That is all.")
        await bob.presses("Done")
        await clock.advance(minutes=1)
    await bob.says("/journal")
    bob.sees("A short one.")
    await bob.presses("Older")
    bob.sees(SECRET)
    bob.sees_not("A short one.")
    await bob.presses("Newer")
    bob.sees_not(SECRET)
    await bob.presses("Older")
    await bob.presses("Remove this message")
    bob.sees_not(SECRET, "A short one.")


@pytest.mark.clients
async def test_a_journal_message_leaves_the_chat_once_it_is_kept(
    alice: Person, clock: Time
) -> None:
    """Without `clear`: the words stay in Alice's chat on Telegram."""
    await settled(alice, "Berlin")
    await alice.says(f"/reflect {SECRET} stays")
    await clock.advance(minutes=5)
    await switches(alice, "Clear journal messages")
    for words in (f"/reflect {SECRET} one", f"{SECRET} two"):
        await alice.says(words)
    await alice.presses("Done")
    await clock.advance(minutes=5)
    await alice.says(f"{SECRET} out of the blue")
    await alice.presses("Keep for me")
    if isinstance(alice, TelegramPhone):
        assert own_words(alice) == [f"/reflect {SECRET} stays"]
    await alice.says("/journal")
    alice.sees("out of the blue")
    await alice.presses("Older")
    assert "one\n\nzanzibar two" in alice.last.text


@pytest.mark.clients("telegram")
async def test_what_the_platform_keeps_is_said_and_nothing_is_lost(
    alice: Person, clock: Time, platform: Glances
) -> None:
    """After 48 hours Telegram takes no message back; without the line nobody would know."""
    platform.keeps_messages = True
    await settled(alice, "Berlin")
    await switches(alice, "Clear journal messages")
    await alice.says(f"{SECRET} out of the blue")
    await clock.jump(hours=49)
    await alice.presses("Keep for me")
    assert any("You can delete it yourself" in shown.text for shown in alice.screen)
    await alice.says("/journal")
    alice.sees(SECRET)


async def switches(person: Person, label: str) -> None:
    await person.says("/settings")
    await person.presses("Privacy")
    await person.presses(label)


def own_words(phone: TelegramPhone) -> list[str]:
    """What the person wrote themselves and still finds in the chat, as far as it is secret."""
    own = [each["text"] or "" for each in phone.phone.messages if each["from"] != "bot"]
    return [text for text in own if SECRET in text]
