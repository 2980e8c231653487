"""Test the personal word before the journal, the export and the sharing of private answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.app import App
from chat.buttons import Button
from storage.database import Database
from tests.challenge.test_challenge import CANARY, in_a_round, shares
from tests.privacy.test_export import files
from tests.privacy.test_screen import own_words
from tests.support.couples import paired, settled
from tests.support.people import Message, Person, Time
from tests.support.phones.telegram import TelegramPhone

pytestmark = pytest.mark.long

WORD = "zanzibar"
PAGE, OLDER = "A page.", "Another page."


async def writes_a_journal(person: Person) -> None:
    for words in (PAGE, OLDER):
        await person.says(f"/reflect {words}")
        await person.presses("Done")


async def uses(person: Person, words: str) -> None:
    """Set, say or switch off a word on the page of /settings."""
    await person.says("/settings")
    await person.presses_button(person.button("Privacy"), person.last.id)
    await person.presses("A word of your own")
    await person.says(words)


async def has_a_word(person: Person) -> None:
    await settled(person, "Berlin")
    await writes_a_journal(person)
    await uses(person, f"{WORD} {WORD}")


def shown(message: Message) -> tuple[str, list[str]]:
    return message.text, [each.label for each in message.buttons]


@pytest.mark.parametrize("words", ["", " sesame", f" {WORD}{WORD}", f" {WORD} {WORD}"])
async def test_without_the_word_a_journal_looks_as_if_it_were_empty(
    alice: Person, carol: Person, words: str
) -> None:
    """As Carol's, who has written nothing; so do old buttons and what is not sorted yet."""
    await settled(carol, "Berlin")
    await carol.says(f"/journal{words}")
    await settled(alice, "Berlin")
    await writes_a_journal(alice)
    await alice.says("Nobody asked for this one.")
    await alice.says("/journal")
    older = alice.button("Older")
    await uses(alice, f"{WORD} {WORD}")
    await alice.says(f"/journal{words}")
    assert [shown(each) for each in alice.looks()] == [shown(carol.last)]
    for button in (older, replace(older, id=None)):
        await alice.presses_button(button)
        assert [shown(each) for each in alice.looks()] == [shown(carol.last)]


async def test_the_word_opens_the_journal_for_ten_minutes(alice: Person, clock: Time) -> None:
    await has_a_word(alice)
    await alice.says(f"/journal {WORD.upper()}")
    first = alice.last.text
    await alice.presses("Older")
    assert {PAGE, OLDER} == {each.rpartition("\n")[2] for each in (first, alice.last.text)}
    await clock.advance(minutes=11)
    await alice.presses("Newer")
    assert "empty so far" in alice.last.text
    await alice.says(f"/journal {WORD}")
    await alice.presses("Remove this message")
    await alice.says("/journal")
    alice.sees("empty so far")


async def test_nothing_that_is_said_tells_whether_there_is_a_word(
    alice: Person, carol: Person
) -> None:
    """Without one, with one, and after a wrong one: the same pages and the same answers."""
    seen: list[list[tuple[str, list[str]]]] = []
    for person in (alice, carol):
        await settled(person, "Berlin")
    await uses(carol, f"{WORD} {WORD}")
    for person in (alice, carol):
        page = []
        for words in ("sesame sesame", "sesame", WORD, "no", "one two three", "/cancel"):
            await uses(person, words)
            page += [shown(each) for each in person.looks()]
            page += [shown(person.screen[-2]), shown(person.screen[-3])]
        seen.append(page)
    assert seen[0] == seen[1]


async def test_five_wrong_words_close_it_for_an_hour(alice: Person, clock: Time) -> None:
    await has_a_word(alice)
    for number in range(5):
        await alice.says(f"/journal guess{number}")
    await alice.says(f"/journal {WORD}")
    alice.sees("empty so far")
    await uses(alice, f"{WORD} {WORD}")
    await clock.advance(minutes=61)
    await alice.says("/journal")
    alice.sees("empty so far")
    await alice.says(f"/journal {WORD}")
    alice.sees("page.")


async def test_only_the_word_switches_it_off(alice: Person) -> None:
    await has_a_word(alice)
    for words in ("other other", f"{WORD} other"):
        await uses(alice, words)
        await alice.says("/journal")
        alice.sees("empty so far")
    await uses(alice, f"{WORD} {WORD}")
    await alice.says("/journal")
    alice.sees("page.")


async def test_a_short_or_a_single_word_sets_nothing(alice: Person) -> None:
    await settled(alice, "Berlin")
    await writes_a_journal(alice)
    for words in ("abc abc", WORD, f"{WORD} {WORD} {WORD}", "   "):
        await uses(alice, words)
        await alice.says("/journal")
        alice.sees("page.")


async def test_without_the_word_an_export_holds_only_what_both_have_seen(
    alice: Person, bob: Person
) -> None:
    await in_a_round(alice, bob)
    await shares(alice, "Hers.")
    await shares(bob, "His.")
    await writes_a_journal(alice)
    await alice.says("/goals a secret garden")
    await uses(alice, f"{WORD} {WORD}")
    for words in ("/export", "/export sesame"):
        await alice.says(words)
        found = str(files(alice))
        assert "Hers." in found
        assert "His." in found
        assert PAGE not in found
        assert "secret garden" not in found
    await alice.says(f"/export {WORD}")
    assert PAGE in str(files(alice))


async def test_without_the_word_a_private_answer_cannot_be_shared(
    alice: Person, bob: Person
) -> None:
    await in_a_round(alice, bob)
    await shares(alice, "Hers.")
    await bob.presses("Answer")
    await bob.says(CANARY)
    old = bob.button("Share")
    await bob.presses("Keep private")
    await bob.presses("Edit")
    share = bob.button("Share")
    await bob.presses("Share")
    yes = bob.button("Yes, share it")
    await uses(bob, f"{WORD} {WORD}")
    for button in (old, share, yes, Button("", "challenge:confirm", share.id)):
        await bob.presses_button(button)
        bob.sees("not here any more")
    await bob.says("/history")
    await bob.presses("Edit")
    assert bob.last.buttons == []
    alice.sees_not(CANARY)
    await uses(bob, WORD)
    await bob.says("/history")
    await bob.presses("Edit")
    await bob.presses("Share")
    await bob.presses("Yes")
    alice.sees(CANARY)


async def test_forget_never_asks_for_the_word(alice: Person) -> None:
    await has_a_word(alice)
    await alice.says("/forget")
    await alice.presses("Go on")
    await alice.says("forget me")
    alice.sees("It’s done")
    await settled(alice, "Berlin")
    await writes_a_journal(alice)
    await alice.says("/journal")
    alice.sees("page.")


@pytest.mark.clients
async def test_the_line_with_the_word_leaves_the_chat(alice: Person, bob: Person) -> None:
    """If the platform does not let bots do that, the bot says so; a Discord form leaves no line."""
    await paired(alice, bob)
    await uses(alice, f"{WORD} {WORD}")
    for words in (f"/journal {WORD}", f"/export {WORD}", "/journal wrong"):
        await alice.says(words)
    if isinstance(alice, TelegramPhone):
        assert own_words(alice) == []
        alice.sees_not("Please delete it yourself")


async def test_a_form_with_the_word_shows_it_nowhere(alice: Person) -> None:
    await settled(alice, "Berlin")
    await writes_a_journal(alice)
    await alice.says("/settings")
    await alice.presses("Privacy")
    await alice.fills_in("A word of your own", f"{WORD} {WORD}")
    alice.sees_not(WORD)
    await alice.says("/journal")
    alice.sees("empty so far")


async def test_the_word_is_in_no_row_and_no_log(
    alice: Person, app: App, database: Database
) -> None:
    with capture_logs() as logs:
        await has_a_word(alice)
        await alice.says(f"/journal {WORD}")
    assert WORD not in str(logs)
    async with database.read() as session:
        [row] = (await session.execute(text("SELECT * FROM own_word"))).all()
        done = (await session.execute(text("SELECT body FROM inbox WHERE state = 'done'"))).all()
    assert WORD not in str(row)
    assert {body for (body,) in done} == {None}
