"""Test that two people become a couple, and stop being one, without having to explain."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from bot.app import App
from chat.buttons import Button
from domain.pair import linking
from storage.tables.member import Member
from storage.tables.pair import Couple, FailedInviteCode, Invite
from tests.support.couples import code_of, member_of, paired, settled, unlinked
from tests.support.people import Person, Time

YES, THATS_US = "Yes, link us", "Yes, that’s us"
NOT_NOW = "This link can’t be made right now."
WRONG = "AAAAA-AAAAA"


async def accepted(inviter: Person, joiner: Person) -> None:
    """Let the joiner say yes; the inviter is yet to confirm."""
    await joiner.says(f"/pair {await code_of(inviter)}")
    await joiner.presses(YES)


async def linked_with(app: App, one: Person, other: Person) -> bool:
    async with app.database.read() as session:
        couples = [(await member_of(session, each, app)).couple_id for each in (one, other)]
    return couples[0] is not None and couples[0] == couples[1]


async def is_single(app: App, person: Person) -> bool:
    async with app.database.read() as session:
        return (await member_of(session, person, app)).couple_id is None


async def count(app: App, table: type[Couple | Invite | FailedInviteCode | Member]) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_two_are_linked_by_a_code(app: App, alice: Person, bob: Person) -> None:
    code = await code_of(alice)
    alice.sees("Forward or copy the next message", "48 hours", "open this link", code)
    await bob.says("/pair " + code)
    bob.sees("Alice", "once you’ve both shared", "Leave or delete everything any time")
    assert bob.buttons() == ["Yes, link us and keep what I write", "More", "Not now"]
    await bob.presses(YES)
    bob.sees_changed("Alice to confirm")
    alice.sees("Bob said yes", "Is this your partner?")
    await alice.presses(THATS_US)
    alice.sees("You and Bob are on the same side now")
    bob.sees("You and Alice are on the same side now")
    assert await linked_with(app, alice, bob)


async def test_two_are_linked_by_a_link(app: App, alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    assert await linked_with(app, bob, alice)


async def test_an_invitation_names_every_platform_and_its_writers_own_first(
    alice: Person, bob: Person
) -> None:
    """Links of Bob's platform cannot contain a code; it says how to find the bot there."""
    for person, first, then in ((alice, "Telegram", "Discord"), (bob, "Discord", "Telegram")):
        code = await code_of(person)
        invitation = person.last.text
        assert invitation.index(f"On {first}") < invitation.index(f"On {then}")
        assert invitation.count(f"/pair {code}") == 2
        assert invitation.count("https://") == 2
        assert invitation.count("start=") == 1


async def test_either_of_two_platforms_can_be_invited_from_the_other(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    """Without the ways of all platforms: Bob's invitation holds no link that Carol could open."""
    await code_of(bob)
    link = next(word for word in bob.last.text.split() if "start=" in word)
    await carol.says("/start " + link.split("start=")[1])
    await carol.presses(YES)
    await bob.presses(THATS_US)
    assert await linked_with(app, bob, carol)
    carol.sees("You and Bob are on the same side now")


async def test_a_whole_invitation_may_be_pasted_where_a_code_is_asked_for(
    alice: Person, bob: Person
) -> None:
    await code_of(alice)
    await bob.says("/pair")
    await bob.presses("I have a code")
    await bob.says(alice.last.text)
    bob.sees("Alice", "same side")


async def test_a_code_may_be_typed_after_a_tap(alice: Person, bob: Person) -> None:
    code = await code_of(alice)
    await bob.says("/pair")
    await bob.presses("I have a code")
    await bob.says(code)
    bob.sees("Alice", "same side")


async def test_a_whole_link_may_be_pasted_where_a_code_is_asked(alice: Person, bob: Person) -> None:
    await alice.says("/pair")
    link = next(word for word in alice.last.text.split() if "start=" in word)
    await bob.says("/pair")
    await bob.presses("I have a code")
    await bob.says(f" {link} ")
    bob.sees("Alice", "same side")


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " - "),
        lambda code: " ".join(code),
        lambda code: f"“{code}”!",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
    ],
)
async def test_capitals_spaces_dashes_and_lookalikes_do_not_matter(  # type: ignore[no-untyped-def]
    alice: Person,
    bob: Person,
    typed,  # noqa: ANN001  # seven one-liners
) -> None:
    """Seen to fail with the words taken as they are typed."""
    await bob.says("/pair " + typed(await code_of(alice)))
    bob.sees("Alice", "same side")


def test_a_code_has_fifty_bits_and_no_letter_that_sounds_like_another() -> None:
    assert len(set(linking.ALPHABET)) ** linking.CODE_LENGTH >= 2**50
    assert set("ILOU").isdisjoint(linking.ALPHABET)


async def test_neither_code_nor_link_is_kept(app: App, alice: Person) -> None:
    """Seen to fail with the code itself in the row."""
    code = linking.normalize_code(await code_of(alice))
    link = alice.last.text.split("start=")[1].split()[0]
    async with app.database.read() as session:
        invite = (await session.scalars(select(Invite))).one()
    for kept in (invite.code, invite.link):
        assert code.encode() not in kept
        assert link.encode() not in kept


async def test_ones_own_code_is_explained(alice: Person) -> None:
    """Seen to fail without the look at the inviter."""
    await alice.says(f"/pair {await code_of(alice)}")
    alice.sees("your own code")
    await alice.says("/start " + alice.screen[1].text.split("start=")[1].split()[0])
    alice.sees("your own code")


async def test_a_used_code_does_not_reveal_its_user(
    alice: Person, bob: Person, carol: Person
) -> None:
    """Seen to fail without the look at `used_at` and `joiner_id`."""
    code = await code_of(alice)
    await bob.says("/pair " + code)
    await bob.presses(YES)
    await carol.says("/pair " + code)
    carol.sees(NOT_NOW)
    await alice.presses(THATS_US)
    await carol.says("/pair " + code)
    carol.sees(NOT_NOW)
    assert "Alice" not in carol.last.text


async def test_the_inviter_always_reads_the_same_about_the_other(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    """Reasons are a link elsewhere, a withdrawal, forgetting: seen to fail with a text for each."""
    answers = set()

    async def declines() -> None:
        await bob.presses_button(replace(alice.button(THATS_US), action="pair:decline"))

    async def links_elsewhere() -> None:
        await accepted(carol, bob)
        await carol.presses(THATS_US)

    async def forgets() -> None:
        await bob.says("/forget")
        await bob.presses("Go on")
        await bob.says("forget me")

    for happens in (declines, forgets, links_elsewhere):
        await accepted(alice, bob)
        confirm = alice.button(THATS_US)
        await happens()
        await alice.presses_button(confirm)
        answers.add(alice.last.text)
    assert len(answers) == 1
    alice.sees(NOT_NOW)


async def test_of_two_joiners_on_one_code_the_first_who_says_yes_is_asked_about(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    code = await code_of(alice)
    for each in (bob, carol):
        await each.says("/pair " + code)
        each.sees("Alice")
    await carol.presses(YES)
    await bob.presses(YES)
    bob.sees(NOT_NOW)
    alice.sees("Carol said yes")
    alice.sees_not("Bob")
    await alice.presses(THATS_US)
    assert await linked_with(app, alice, carol)
    assert await is_single(app, bob)


async def test_a_code_lives_for_48_hours(alice: Person, bob: Person, clock: Time) -> None:
    """Seen to fail without the look at `expires_at`."""
    code = await code_of(alice)
    await clock.jump(hours=47.99)
    await bob.says("/pair " + code)
    bob.sees("Alice")
    await clock.jump(hours=0.01)
    await bob.presses(YES)
    bob.sees("older than 48 hours")
    await bob.says("/pair " + code)
    bob.sees("older than 48 hours")
    assert len(alice.screen) == 2


async def test_a_new_code_replaces_the_old_one(alice: Person, bob: Person) -> None:
    """Seen to fail without `_delete_unused_invites`."""
    old, new = await code_of(alice), await code_of(alice)
    await bob.says("/pair " + old)
    bob.sees("don’t know that code")
    await bob.says(new)
    bob.sees("Alice", "same side")


async def test_a_yes_to_a_code_that_was_replaced_links_nobody(
    app: App, alice: Person, bob: Person
) -> None:
    await bob.says(f"/pair {await code_of(alice)}")
    await code_of(alice)
    await bob.presses(YES)
    bob.sees(NOT_NOW)
    assert await count(app, Couple) == 0


async def test_five_wrong_codes_and_one_has_to_wait_an_hour(
    app: App, alice: Person, bob: Person, carol: Person, clock: Time
) -> None:
    """Seen to fail without `require_tries_left`, and with the miss rolled back."""
    code = await code_of(alice)
    await bob.says("/pair " + WRONG)
    for _ in range(4):
        bob.sees("don’t know that code")
        await bob.says(WRONG)
    bob.sees("don’t know that code")
    await bob.says(WRONG)
    bob.sees("a few wrong codes", "in an hour")
    await bob.says("/pair " + code)
    bob.sees("a few wrong codes")
    await bob.says("/start " + alice.screen[1].text.split("start=")[1].split()[0])
    bob.sees("a few wrong codes")
    assert await count(app, FailedInviteCode) == 5
    await carol.says("/pair " + WRONG)
    carol.sees("don’t know that code")
    await clock.jump(hours=1)
    await bob.says("/pair " + code)
    bob.sees("Alice", "same side")


async def test_the_hour_counts_from_each_wrong_code(bob: Person, clock: Time) -> None:
    for _ in range(5):
        await bob.says("/pair " + WRONG)
        await clock.jump(hours=0.1)
    await bob.says("/pair " + WRONG)
    bob.sees("a few wrong codes")
    await clock.jump(hours=0.5)
    await bob.says("/pair " + WRONG)
    bob.sees("don’t know that code")
    await bob.says("/pair " + WRONG)
    bob.sees("a few wrong codes")


@pytest.mark.parametrize(
    "words", ["---", "x" * 20_000, "💜", "<b>&*_`|", "אני", "/", "start=", "\x00"]
)
async def test_anything_may_be_typed_for_a_code(bob: Person, words: str) -> None:
    await bob.says("/pair")
    await bob.presses("I have a code")
    await bob.says(f" {words}")
    bob.sees("don’t know that code")
    await bob.presses("Cancel")
    bob.sees("Cancelled")


async def test_declining_is_not_revealed(app: App, alice: Person, bob: Person) -> None:
    await bob.says(f"/pair {await code_of(alice)}")
    alice.looks()
    await bob.presses("Not now")
    bob.sees_changed("Nobody is told")
    alice.sees_nothing_new()
    assert await count(app, Couple) == 0


async def test_a_yes_can_be_taken_back_until_it_is_confirmed(
    app: App, alice: Person, bob: Person
) -> None:
    """Seen to fail with a decline that only says so."""
    await bob.says(f"/pair {await code_of(alice)}")
    no = bob.button("Not now")
    await bob.presses(YES)
    alice.looks()
    await bob.presses_button(no)
    alice.sees_nothing_new()
    await alice.presses(THATS_US)
    alice.sees(NOT_NOW)
    assert await count(app, Couple) == 0


async def test_an_inviter_who_does_not_know_the_joiner_says_no_and_nobody_is_told(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    """Seen to fail without the mark in `refuse`."""
    code = await code_of(alice)
    await bob.says("/pair " + code)
    yes = bob.button(YES)
    await bob.presses(YES)
    confirm, no = alice.button(THATS_US), alice.button("No")
    bob.looks()
    for _ in range(2):
        await alice.presses_button(no)
        alice.sees("nobody was linked", "no longer works")
    bob.sees_nothing_new()
    for each in (carol, bob):
        await each.says("/pair " + code)
        each.sees(NOT_NOW)
    await bob.presses_button(yes)
    bob.sees(NOT_NOW)
    await alice.presses_button(confirm)
    alice.sees("not here any more")
    assert await count(app, Couple) == 0


async def test_a_no_after_the_yes_says_how_things_are(app: App, alice: Person, bob: Person) -> None:
    """Seen to fail without the look at what was confirmed before."""
    await accepted(alice, bob)
    no = alice.button("No")
    await alice.presses(THATS_US)
    await alice.presses_button(no)
    alice.sees("You and Bob are linked")
    assert await linked_with(app, alice, bob)


async def test_a_yes_pressed_many_times_asks_the_inviter_once(alice: Person, bob: Person) -> None:
    """Seen to fail without a key for the question."""
    await bob.says(f"/pair {await code_of(alice)}")
    yes = bob.button(YES)
    for _ in range(5):
        await bob.presses_button(yes)
        bob.sees("to confirm")
    assert len([shown for shown in alice.screen if "was accepted" in shown.text]) == 1


async def test_a_second_confirmation_changes_nothing(app: App, alice: Person, bob: Person) -> None:
    """Seen to fail without `_is_confirmed`."""
    await accepted(alice, bob)
    yes = alice.button(THATS_US)
    await alice.presses(THATS_US)
    bob.looks()
    await alice.presses_button(yes)
    alice.sees("You and Bob are linked")
    bob.sees_nothing_new()
    assert await count(app, Couple) == 1


async def test_two_who_invite_each_other_become_one_couple(
    app: App, alice: Person, bob: Person
) -> None:
    codes = [await code_of(each) for each in (alice, bob)]
    await bob.says("/pair " + codes[0])
    await alice.says("/pair " + codes[1])
    await bob.presses(YES)
    await alice.presses(YES)
    await alice.presses(THATS_US)
    alice.sees("You and Bob are on the same side now")
    await bob.presses_button(bob.button(THATS_US))
    bob.sees("You and Alice are linked")
    assert await linked_with(app, alice, bob)
    assert await count(app, Couple) == 1


async def test_a_linked_person_is_told_so_kindly(alice: Person, bob: Person, carol: Person) -> None:
    """Seen to fail without `_must_be_single`."""
    await paired(alice, bob)
    code = await code_of(carol)
    await bob.says("/pair " + code)
    bob.sees("You’re already linked", "/unpair")
    await bob.says("/pair")
    bob.sees("You and Alice are linked")
    carol.sees_not("Bob")


async def test_a_late_yes_of_somebody_who_is_linked_by_now_links_nobody(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    await bob.says(f"/pair {await code_of(carol)}")
    yes = bob.button(YES)
    await paired(alice, bob)
    await bob.presses_button(yes)
    bob.sees("You’re already linked")
    assert await linked_with(app, bob, alice)
    carol.sees_not("Bob")


async def test_a_confirmation_after_both_have_gone_elsewhere_links_nobody(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    dora = Person("Dora", app, bob.platform, "1004")
    await accepted(alice, bob)
    stale = alice.button(THATS_US)
    await accepted(carol, bob)
    await carol.presses(THATS_US)
    await accepted(alice, dora)
    await alice.presses(THATS_US)
    await alice.presses_button(stale)
    alice.sees("You and Dora are linked")
    assert await linked_with(app, bob, carol)
    assert await linked_with(app, alice, dora)
    assert await count(app, Couple) == 2


async def test_a_yes_is_void_once_its_giver_was_linked_elsewhere(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    """Even when that is over; seen to fail without `_clear_acceptances`."""
    await accepted(alice, bob)
    stale = alice.button(THATS_US)
    await accepted(carol, bob)
    await carol.presses(THATS_US)
    await alice.presses_button(stale)
    assert await linked_with(app, bob, carol)
    await unlinked(bob)
    await alice.presses_button(stale)
    alice.sees(NOT_NOW)
    assert await is_single(app, bob)


async def test_unlinking_is_done_alone_at_once_and_quietly(
    app: App, alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    bob.looks()
    await alice.says("/unpair")
    alice.sees("Unlink from Bob?", "I send them nothing")
    await alice.presses("Yes, unlink")
    alice.sees_changed("You’re unlinked")
    bob.sees_nothing_new()
    assert await is_single(app, alice)
    assert await is_single(app, bob)
    await bob.says("/unpair")
    bob.sees("not linked with anybody")


async def test_nothing_reaches_either_after_an_unlinking(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await unlinked(alice)
    for each in (alice, bob):
        each.looks()
    await clock.advance(days=21)
    alice.sees_nothing_new()
    bob.sees_nothing_new()


async def test_one_may_think_better_of_it(app: App, alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/unpair")
    await alice.presses("Stay linked")
    alice.sees_changed("Nothing has changed")
    assert await linked_with(app, alice, bob)


async def test_an_old_unlink_button_does_not_end_a_new_couple(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    """Seen to fail without the look at the button's couple."""
    await paired(alice, bob)
    await alice.says("/unpair")
    old = alice.button("Yes, unlink")
    await alice.presses("Yes, unlink")
    await alice.presses_button(old)
    alice.sees("not here any more")
    await accepted(alice, carol)
    await alice.presses(THATS_US)
    await alice.presses_button(old)
    alice.sees("not here any more")
    assert await linked_with(app, alice, carol)


async def test_two_who_parted_need_both_of_them_again(app: App, alice: Person, bob: Person) -> None:
    await accepted(alice, bob)
    confirm = alice.button(THATS_US)
    await alice.presses(THATS_US)
    await unlinked(bob)
    await alice.presses_button(confirm)
    alice.sees("not here any more")
    await bob.presses_button(Button("", "pair:accept", confirm.id))
    bob.sees(NOT_NOW)
    assert await is_single(app, alice)
    await accepted(bob, alice)
    assert await is_single(app, alice)
    await bob.presses(THATS_US)
    assert await linked_with(app, alice, bob)


@pytest.mark.parametrize("action", ["pair:confirm", "pair:refuse", "pair:unpair"])
async def test_a_stranger_with_somebodys_button_finds_nothing(
    app: App, alice: Person, bob: Person, carol: Person, action: str
) -> None:
    """Seen to fail without the look at the owner in `_own`."""
    await accepted(alice, bob)
    confirm = alice.button(THATS_US)
    await carol.presses_button(replace(confirm, action=action))
    carol.sees("not here any more")
    await bob.presses_button(replace(confirm, action=action))
    bob.sees("not here any more")
    await alice.presses_button(confirm)
    assert await linked_with(app, alice, bob)
    async with app.database.read() as session:
        couple = (await member_of(session, alice, app)).couple_id
    await carol.presses_button(Button("", action, couple))
    carol.sees("not here any more")
    assert await linked_with(app, alice, bob)


@pytest.mark.parametrize(
    "action", ["pair:accept", "pair:decline", "pair:refuse", "pair:confirm", "pair:unpair"]
)
async def test_a_button_of_nothing_finds_nothing(app: App, carol: Person, action: str) -> None:
    for row in (None, uuid4()):
        await carol.presses_button(Button("", action, row))
        assert len(carol.looks()) == 1
    assert await count(app, Couple) == 0


NAMES = [
    "<b>&*_`|\\",
    "*bold* _it_",
    "👩‍👩‍👧💜",
    "אליס",
    "\u202eecilA",
    "A\nB",
    "https://x.example",
]


@pytest.mark.parametrize("name", NAMES)
async def test_any_name_is_shown_as_it_is(alice: Person, bob: Person, name: str) -> None:
    """Seen to fail with names that are not quoted."""
    alice.name = name
    await bob.says(f"/pair {await code_of(alice)}")
    assert _bare(name) in _bare(bob.last.text)
    await bob.presses(YES)
    await alice.presses(THATS_US)
    assert any(_bare(name) in _bare(shown.text) for shown in bob.screen[-2:])


def _bare(text: str) -> str:
    """Return the text without the marks that isolate the direction of a name."""
    return re.sub("[\u2066-\u2069\u202a-\u202e]", "", text)


async def test_a_name_of_4000_characters_is_cut(alice: Person, bob: Person) -> None:
    alice.name = "A" * 4000
    await bob.says(f"/pair {await code_of(alice)}")
    bob.sees("A" * 40 + " invites")
    bob.sees_not("A" * 41)


async def test_both_are_asked_for_their_clock_when_it_is_not_known(
    alice: Person, bob: Person
) -> None:
    await settled(alice, "Berlin")
    alice.looks()
    await accepted(alice, bob)
    await alice.presses(THATS_US)
    bob.sees("which city are you in")
    alice.sees_not("which city are you in")
