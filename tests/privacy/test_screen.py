"""Test a phone in the wrong hands: what a glance shows, and what can be removed."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date, time

import pytest

from bot.platforms.adapter import OutboundMessage
from chat import markup
from chat.messages import Address
from handlers.turn import Content
from tests.repair.test_repair import is_ready
from tests.support.couples import paired, paired_in_two_languages, settled
from tests.support.goals import answers, opens, proposes
from tests.support.people import DirectPlatform, Person, Time
from tests.support.phones.telegram import TelegramPhone
from tests.support.reminders import reminds, shares_reminder
from tests.support.thanks import gives

pytestmark = pytest.mark.long

SUNDAY = date(2026, 3, 8)
SECRET = "zanzibar"


LINES = (
    "privacy-tap-to-read",
    "challenge-preview",
    "challenge-reaction-preview",
    "goals-page-heading",
    "goals-preview",
    "remind-ring-preview",
    "remind-share-preview",
)
"""The line above the hidden words: the same for everybody and every time."""


class Glances(DirectPlatform):
    """A platform that records each message with its marks, apart for an idle person."""

    def __init__(self) -> None:
        super().__init__("telegram")
        self.sent: list[str] = []
        self.heads: list[str] = []
        self.unasked: list[OutboundMessage] = []
        self.letters: list[tuple[str, OutboundMessage]] = []

    async def send(self, to: Address, message: OutboundMessage) -> str:
        self.sent.append(message.text)
        self.letters.append((to.id, message))
        return await super().send(to, message)

    async def note(self, doing: Awaitable[None], actor: Person | None = None) -> None:
        self.pushes.clear()
        self.letters.clear()
        await doing
        for id, texts in self.pushes.items():
            if actor is None or id != actor.id:
                self.heads += [text.splitlines()[0] for text in texts]
        others = [each for id, each in self.letters if actor is None or id != actor.id]
        self.unasked += [each for each in others if each.text]


def in_clear(message: OutboundMessage) -> str:
    """Return a notification's text; parts hidden until a tap are only dots in it."""
    runs = markup.runs(message.text)
    shown = "".join("" if markup.SPOILER in each.styles else each.words for each in runs)
    return shown.strip()


@pytest.fixture
def platform() -> Glances:
    return Glances()


async def live_a_week(alice: Person, bob: Person, clock: Time, platform: Glances) -> None:
    """Play all actions of one person, and all moments, which also reach the idle one."""
    await platform.note(alice.presses("Start now"), alice)
    for person in (alice, bob):
        await person.presses("Answer")
        await person.says(f"{SECRET} answers")
        await platform.note(person.presses("Share when both are in"), person)
    await bob.presses("Write one line")
    for doing, actor in (
        (bob.says(f"{SECRET} line"), bob),
        (bob.presses("Send"), bob),
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


async def test_the_first_line_of_a_push_holds_nobodys_words_and_no_name(
    alice: Person, bob: Person, clock: Time, platform: Glances, shelf: Content
) -> None:
    """Without a preview: "⏰ zanzibar", the goal's words, the name of who sent something."""
    alice.name, bob.name = f"{SECRET} A", f"{SECRET} B"
    await paired(alice, bob)
    await live_a_week(alice, bob, clock, platform)
    assert len(set(platform.heads)) > 8
    titles = [theme.title for theme in shelf.library.themes]
    titles += [each.title for each in shelf.library.challenges]
    assert [head for head in platform.heads if any(w in head for w in (SECRET, *titles))] == []


async def test_unrequested_messages_hide_words_until_tapped(
    alice: Person, bob: Person, clock: Time, platform: Glances, shelf: Content
) -> None:
    """Without the cover in `Turn.send`: reminders, thanks, goals, asks, cards stand open."""
    alice.name, bob.name = f"{SECRET} A", f"{SECRET} B"
    await paired(alice, bob)
    for person in (alice, bob):
        await switches(person, "Hide words until I tap them")
        await switches(person, "a note of thanks", at="Nudges")
        await switches(person, "a shared goal", at="Nudges")
    await live_a_week(alice, bob, clock, platform)
    await gives_cause_for_more(alice, bob, clock, platform)
    lines = {shelf.texts.render("en", key) for key in LINES}
    assert len(platform.unasked) > 25
    assert {in_clear(each) for each in platform.unasked} == lines
    labels = [each.label for letter in platform.unasked for row in letter.rows for each in row]
    assert [label for label in labels if SECRET in label] == []


async def gives_cause_for_more(alice: Person, bob: Person, clock: Time, platform: Glances) -> None:
    """Cause weekly looks at two goals, changes and deletions, cards with thanks, a lost year."""
    for goal in ("one", "two"):
        await proposes(alice, f"{SECRET} {goal}")
        await bob.presses("Agree")
        for person in (alice, bob):
            await opens(person, f"{SECRET} {goal}")
            await person.presses("Ask me once a week")
    await reminds(alice, f"partner {SECRET} every day at 8pm")
    await bob.presses("Yes, remind me")
    await gives(bob, f"{SECRET} once more")
    await platform.note(clock.jump(days=7), None)
    for person in (alice, bob):
        await person.presses("1")
        await platform.note(answers(person, note=f"{SECRET} note"), person)
    for doing, actor in (
        (reminds(alice, f"us {SECRET} again in 30 minutes"), alice),
        (clock.jump(days=400), None),
    ):
        await platform.note(doing, actor)


async def test_hidden_words_stay_hidden_when_ticked_and_ringing_again(
    alice: Person, bob: Person, clock: Time, platform: Glances
) -> None:
    """A tap on *Done* or *Later* is none on the words."""
    await paired(alice, bob)
    await switches(alice, "Hide words until I tap them")
    await shares_reminder(bob, alice, f"{SECRET} in 30 minutes")
    await clock.advance(minutes=31)
    platform.letters.clear()
    for label in ("Later", "In 10 minutes", "Done", "Undo"):
        await alice.presses(label)
    await bob.presses("Done")
    hers = [each for id, each in platform.letters if id == alice.id and SECRET in each.text]
    assert len(hers) == 5
    assert [each.text for each in hers if SECRET in in_clear(each)] == []


async def test_people_who_do_not_hide_words_read_them_openly(
    alice: Person, bob: Person, platform: Glances
) -> None:
    await paired(alice, bob)
    await switches(alice, "Hide words until I tap them")
    await switches(alice, "Show words right away")
    await gives(bob, f"{SECRET} thanks")
    assert SECRET in alice.last.text
    assert not any("||" in text for text in platform.sent)


async def test_revealed_answers_are_hidden_only_for_people_who_want_that(
    alice: Person, bob: Person, clock: Time, platform: Glances
) -> None:
    """Without `as_spoiler`: both answers stand open."""
    await paired(alice, bob)
    await switches(alice, "Hide words until I tap them")
    await clock.until(SUNDAY, time(19))
    for person in (alice, bob):
        await person.presses("Answer")
        await person.says(f"*{person.name}* || answers")
        await person.presses("Share when both are in")
    reveals = [text for text in platform.sent if "Both answers are in." in text]
    assert len(reveals) == 2
    assert len([text for text in reveals if "||" in text.replace(r"\|\|", "")]) == 1
    await alice.says("/history")
    assert r"||\*Alice\* \|\| answers||" in platform.sent[-1]
    assert r"||\*Bob\* \|\| answers||" in platform.sent[-1]
    await switches(alice, "Show words right away")
    await alice.says("/history")
    assert "||" not in platform.sent[-1].replace(r"\|\|", "")


async def test_the_privacy_page_speaks_ones_own_language(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await bob.says("/settings")
    await bob.presses("Privacidad")
    await bob.presses("Ocultar palabras hasta que las toque")
    assert "tapados hasta que los toques" in bob.last.text
    await bob.presses("Quitar lo que escribo para mí")
    assert "en cuanto lo guardo" in bob.last.text
    assert {"Mostrar las palabras", "Dejar lo que escribo para mí"} <= set(bob.buttons())


async def test_a_double_tap_on_a_switch_switches_once(alice: Person) -> None:
    await settled(alice, "Berlin")
    await switches(alice, "Hide words until I tap them")
    on = alice.button("Show words right away")
    await alice.presses_button(on, alice.last.id)
    await alice.presses_button(on, alice.last.id)
    assert "Hide words until I tap them" in alice.buttons()


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
    """Without `payloads_for_other_parts`: all but the part with the buttons stays."""
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
    await switches(alice, "Clear what I write for myself")
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
async def test_messages_the_platform_keeps_are_mentioned_and_nothing_is_lost(
    alice: Person, clock: Time, platform: Glances
) -> None:
    """After 48 hours Telegram takes no message back; without the line nobody would know."""
    platform.keeps_messages = True
    await settled(alice, "Berlin")
    await switches(alice, "Clear what I write for myself")
    await alice.says(f"{SECRET} out of the blue")
    await clock.jump(hours=49)
    await alice.presses("Keep for me")
    assert any("You can delete it yourself" in shown.text for shown in alice.screen)
    await alice.says("/journal")
    alice.sees(SECRET)


async def switches(person: Person, label: str, *, at: str = "Privacy") -> None:
    await person.says("/settings")
    await person.presses(at)
    await person.presses(label)


def own_words(phone: TelegramPhone) -> list[str]:
    """Return the person's own secret words that are still in the chat."""
    own = [each["text"] or "" for each in phone.phone.messages if each["from"] != "bot"]
    return [text for text in own if SECRET in text]
