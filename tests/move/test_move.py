"""Test /move: in a new account the same person goes on, and nobody else reads of it."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.move.accounts import code_for_moving, moved, second_account
from tests.privacy.test_forget import shares
from tests.privacy.test_word import WORD, has_a_word
from tests.support.couples import consented, linked, paired, settled, unlinked
from tests.support.people import Person, Time
from tests.support.reminders import reminds


async def test_the_journal_the_couple_and_the_reminders_go_on(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/reflect The lake was still.")
    await reminds(alice, "me call mum in 2 hours")
    account = second_account(alice)
    await moved(alice, account)
    await account.says("/journal")
    account.sees("The lake was still.")
    await account.says("/start")
    account.sees("Bob")
    for phone in (alice, account):
        phone.looks()
    await clock.advance(hours=3)
    account.sees("call mum")
    alice.sees_nothing_new()
    await account.says("/thanks for the soup")
    await account.presses("Send")
    bob.sees("for the soup")


@pytest.mark.parametrize("direction", ["to Discord", "to Telegram"])
async def test_it_works_between_the_platforms(
    alice: Person, bob: Person, clock: Time, direction: str
) -> None:
    mover, partner = (alice, bob) if direction == "to Discord" else (bob, alice)
    await paired(alice, bob)
    account = second_account(mover, beside=partner)
    await moved(mover, account)
    await alice.presses("now") if mover is bob else await bob.presses("now")
    account.sees("this week")
    await shares(account, "from over here")
    await shares(partner, "and from there")
    account.sees("and from there")
    partner.sees("from over here")


async def test_the_partner_reads_nothing_of_it(alice: Person, bob: Person, clock: Time) -> None:
    """Each page of the partner's is the same before, after and after the undo, to the letter."""
    await paired(alice, bob)
    pages = [await _pages(bob)]
    await moved(alice, second_account(alice, beside=bob))
    bob.sees_nothing_new()
    pages.append(await _pages(bob))
    await alice.presses("Undo")
    bob.sees_nothing_new()
    pages.append(await _pages(bob))
    assert pages[0] == pages[1] == pages[2]


async def _pages(person: Person) -> list[str]:
    shown = []
    for command in ("/start", "/pair", "/goals", "/reminders", "/history", "/settings", "/unpair"):
        await person.says(command)
        shown += [each.text for each in person.looks()]
    return shown


async def test_the_code_counts_alone_at_i_have_a_code_and_in_a_forwarded_message(
    alice: Person, bob: Person
) -> None:
    await settled(alice, "Berlin")
    for number, words in enumerate(("{}", "Type this there: /move {}")):
        account = second_account(alice, id=f"300{number}")
        await account.says("/start")
        await account.says(words.format(await code_for_moving(alice)).lower())
        account.sees("everything that’s yours is here now")
        await alice.presses("Undo")
    account = second_account(alice, id="3009")
    await account.says("/start")
    await account.presses("I have a code")
    await account.says(await code_for_moving(alice))
    account.sees("everything that’s yours is here now")


async def test_a_form_takes_the_code(alice: Person, bob: Person) -> None:
    await settled(bob, "Berlin")
    account = second_account(bob, id="2002")
    await account.says("/move")
    await account.fills_in("I have a code", await code_for_moving(bob))
    account.sees("everything that’s yours is here now")
    bob.sees("You’ve moved")


async def test_a_code_works_once_and_for_ten_minutes(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    account = second_account(alice)
    late = await code_for_moving(alice)
    await clock.advance(minutes=11)
    await account.says(f"/move {late}")
    account.sees("older than 10 minutes")
    first = await code_for_moving(alice)
    second = await code_for_moving(alice)
    await account.says(f"/move {first}")
    account.sees("don’t know that code")
    await account.says(f"/move {second}")
    account.sees("is here now")
    other = second_account(alice, id="2003")
    await other.says(f"/move {second}")
    other.sees("don’t know that code")


async def test_a_cancelled_code_is_void(alice: Person) -> None:
    await settled(alice, "Berlin")
    code = await code_for_moving(alice)
    await alice.presses("Cancel the code")
    alice.sees_changed("doesn’t work any more")
    account = second_account(alice)
    await account.says(f"/move {code}")
    account.sees("don’t know that code")


async def test_wrong_codes_are_counted_with_those_for_pairing(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    code = await code_for_moving(alice)
    account = second_account(alice)
    for number in range(3):
        await account.says(f"/move AAAA{number}-BBBBB")
    for number in range(2):
        await account.says(f"/pair CCCC{number}-DDDDD")
    await account.says(f"/move {code}")
    account.sees("wrong codes in a row")
    await account.says(f"/pair {code}")
    account.sees("wrong codes in a row")
    await clock.advance(minutes=61)
    await account.says(f"/move {await code_for_moving(alice)}")
    account.sees("is here now")


async def test_a_code_for_moving_links_nobody_and_one_for_pairing_moves_nobody(
    alice: Person, carol: Person
) -> None:
    await settled(alice, "Berlin")
    await settled(carol, "Berlin")
    await carol.says("/pair")
    pairing = carol.last.text.partition("/pair ")[2][:11]
    account = second_account(alice)
    await account.says(f"/move {pairing}")
    account.sees("don’t know that code")


async def test_the_old_account_cannot_take_its_own_code(alice: Person) -> None:
    await settled(alice, "Berlin")
    code = await code_for_moving(alice)
    await alice.says(f"/move {code}")
    alice.sees("for the new account")
    account = second_account(alice)
    await account.says(f"/move {code}")
    account.sees("is here now")


@pytest.mark.parametrize("who", ["partner", "former partner", "somebody with a journal"])
async def test_an_account_in_use_takes_nobody_over_and_the_owner_is_told(
    alice: Person, bob: Person, who: str
) -> None:
    if who == "somebody with a journal":
        await settled(alice, "Berlin")
        await settled(bob, "Berlin")
        await bob.says("/reflect mine")
        await bob.presses("Done") if "Done" in bob.buttons() else None
    else:
        await paired(alice, bob)
        if who == "former partner":
            await unlinked(bob)
    await alice.says("/reflect For nobody else")
    code = await code_for_moving(alice)
    await bob.says(f"/move {code}")
    bob.sees("something in this account already", "its owner is told")
    alice.sees("in an account that’s in use already", "Nothing has moved")
    alice.sees_not("Bob typed")
    account = second_account(alice)
    await account.says(f"/move {code}")
    account.sees("don’t know that code")
    await alice.says("/journal")
    alice.sees("For nobody else")


async def test_an_account_that_said_yes_and_nothing_else_may_be_moved_to(
    alice: Person, carol: Person
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/reflect Mine.")
    account = second_account(alice)
    await settled(account, "Lisbon")
    await moved(alice, account)
    await account.says("/journal")
    account.sees("Mine.")
    await account.says("/settings")
    account.sees("Berlin")


async def test_words_that_wait_for_a_yes_do_not_stand_in_the_way_and_are_erased(
    alice: Person, app: App
) -> None:
    await settled(alice, "Berlin")
    account = second_account(alice)
    await account.says("/start")
    await account.says("An answer before any yes.")
    await moved(alice, account)
    await account.says("/journal")
    account.sees_not("1 of")
    await account.says("/export")
    assert b"before any yes" not in account.last.content


async def test_without_anything_to_move_there_is_no_code(alice: Person) -> None:
    await alice.says("/move")
    alice.sees("Open your old chat")
    assert not any("Show" in each for each in alice.buttons())


async def test_without_a_word_of_ones_own_the_code_looks_the_same_and_is_void(
    alice: Person, carol: Person
) -> None:
    """Carol has none, and nothing tells the two apart."""
    await has_a_word(alice)
    await alice.says("/journal")  # the ten minutes are not open
    await settled(carol, "Berlin")
    for person in (alice, carol):
        await person.says("/move")
    assert alice.last.text == carol.last.text
    codes = [await code_for_moving(person) for person in (alice, carol)]
    assert alice.last.text.replace(codes[0], codes[1]) == carol.last.text
    account = second_account(alice)
    await account.says(f"/move {codes[0]}")
    account.sees("don’t know that code", "a word of your own")
    await alice.says(f"/move {WORD}")
    await alice.presses("Show me a code")
    await account.says(alice.last.text)
    account.sees("is here now")


async def test_hidden_words_stay_hidden_and_settings_come_along(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    await alice.presses("Privacy")
    await alice.presses("Hide words")
    account = second_account(alice)
    await moved(alice, account)
    await bob.says("/thanks for the soup")
    await bob.presses("Send")
    account.sees("Tap below to read it")


async def test_linking_goes_on_where_it_stood(alice: Person, bob: Person) -> None:
    """An invitation that was given out still leads to the person, in their new account."""
    await settled(alice, "Berlin")
    await settled(bob, "Berlin")
    await alice.says("/pair")
    invitation = alice.last.text.partition("/pair ")[2][:11]
    account = second_account(alice)
    await moved(alice, account)
    await bob.says(f"/pair {invitation}")
    await bob.presses("Yes, link us")
    await account.presses("Yes, that’s us")
    account.sees_changed("Bob")
    account.sees("Bob")


async def test_a_person_can_move_again_and_again_but_not_before_the_undo_is_over(
    alice: Person, bob: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/reflect Mine.")
    account, third = second_account(alice), second_account(alice, beside=bob, id="2004")
    await moved(alice, account)
    await account.says("/move")
    await account.presses("Show me a code")
    account.sees("less than 24 hours")
    await clock.advance(hours=25)
    await moved(account, third)
    await third.says("/journal")
    third.sees("Mine.")


async def test_linking_anew_after_a_move(alice: Person, bob: Person, clock: Time) -> None:
    await paired(alice, bob)
    account = second_account(alice)
    await moved(alice, account)
    await unlinked(account)
    await linked(account, bob)
    await bob.says("/start")
    bob.sees("Alice")


async def test_an_unknown_newcomer_with_a_wrong_code_is_kept_nothing_of(alice: Person) -> None:
    await alice.says("/move")
    await alice.presses("I have a code")
    await alice.says("not a code at all")
    alice.sees("don’t know that code")
    await alice.says("/cancel")
    await consented(alice)
