"""Test the couple's week on the calendar, the awkward ones too."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from chat import markup
from handlers.turn import Content
from storage.tables.challenge import Reveal, Round
from tests.challenge.kinds import answer_for
from tests.support.couples import linked, paired, paired_in_two_languages, settled, unlinked
from tests.support.people import Message, Person, Time

pytestmark = pytest.mark.long

SUNDAY = date(2026, 3, 8)
"""The first Sunday after the tests' Wednesday."""
SEVEN = time(19)
CLOSED = "round is closed"


def cards(person: Person) -> list[Message]:
    """Return the weekly cards that came on their own."""
    heads = {"en": "Your week on the same side", "es": "Esta semana, del mismo lado"}
    return [shown for shown in person.screen if heads[person.language] in shown.text]


def _title(card: Message) -> str:
    return card.text.split("\nFor ")[0].rpartition("\n")[2]


async def answers(person: Person, words: str) -> None:
    """Answer the newest card in its own way, and share."""
    spanish = person.language == "es"
    ask, share = ("Responder", "Compartir") if spanish else ("Answer", "Share when both are in")
    await person.says("/challenge")
    labels = person.buttons()
    if ask in labels:
        await person.presses(ask)
        await person.says(answer_for(person, words))
        if not any(share in label for label in person.buttons()):
            await person.says(words)
    else:
        await person.presses(labels[0])
    await person.presses(share)


@pytest.mark.clients
async def test_the_prompt_comes_to_both_at_their_own_hour(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY, time(18, 50))
    assert not cards(alice)
    await clock.until(SUNDAY, SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == 1


async def test_one_prompt_a_week_until_all_are_done_and_no_challenge_twice_in_two_languages(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    """Each card is whole in its reader's language, and not a line of it in the other's.

    Without `reader.language` in the card's challenge: Bob's first card lacks its Spanish title.
    """
    await plays_every_week(alice, bob, clock, shelf)


async def plays_every_week(alice: Person, bob: Person, clock: Time, shelf: Content) -> None:
    """Bring a couple with two languages a card each week until every card was used."""
    await paired_in_two_languages(alice, bob)
    for week in range(len(shelf.library.challenges)):
        await clock.until(SUNDAY + timedelta(weeks=week), SEVEN)
        assert len(cards(alice)) == len(cards(bob)) == week + 1
        if week % 3 == 0:
            await answers(alice, "Mine.")
            await answers(bob, "Lo mío.")
    ids = {each.title: each.id for each in shelf.library.challenges}
    played = [ids[_title(shown)] for shown in cards(alice)]
    assert len(set(played)) == len(played)
    for id, english, spanish in zip(played, cards(alice), cards(bob), strict=True):
        assert_whole(english.text, shelf, id, "en", "es")
        assert_whole(spanish.text, shelf, id, "es", "en")


def assert_whole(card: str, content: Content, id: str, own: str, other: str) -> None:
    """Check that a card shows a whole challenge, and nothing in another language."""
    lines, foreign = _lines(content, id, own), _lines(content, id, other)
    assert all(line in card for line in lines), card
    assert not any(line in card for line in foreign - lines), card


def _lines(content: Content, id: str, language: str) -> set[str]:
    week = content.library.challenge(id, language)
    theme = content.library.theme(week.theme, language)
    words = (theme.title, week.title, week.good_for, week.why, *week.steps, week.question.ask)
    return {markup.to_plain(each) for each in words}


async def test_auckland_and_los_angeles_get_it_on_the_same_date_each(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob, cities=("Auckland", "Los Angeles"))
    await clock.until(SUNDAY, SEVEN, "Pacific/Auckland")
    assert (len(cards(alice)), len(cards(bob))) == (1, 0)
    await answers(alice, "From tomorrow.")
    await clock.until(SUNDAY, SEVEN, "America/Los_Angeles")
    assert (len(cards(alice)), len(cards(bob))) == (1, 1)
    await answers(bob, "From yesterday.")
    alice.sees("From tomorrow.", "From yesterday.")
    await clock.until(SUNDAY + timedelta(weeks=1), SEVEN, "America/Los_Angeles")
    assert (len(cards(alice)), len(cards(bob))) == (2, 2)


async def test_the_hour_stays_the_same_when_the_clocks_change(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    changed = date(2026, 3, 29)
    await clock.until(changed, time(18, 55))
    before = len(cards(alice))
    await clock.until(changed, SEVEN)
    assert len(cards(alice)) == before + 1


async def test_only_a_revealed_round_closes_with_words_and_they_are_the_same_for_both(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without: the look at the reveal, each card said it; with a look at one's own, hers did."""
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    await answers(alice, "Hers alone.")
    await bob.presses("Skip")
    await clock.until(SUNDAY + timedelta(weeks=1), SEVEN)
    for person in (alice, bob):
        assert CLOSED not in cards(person)[-1].text
    async with alice.app.database.write() as session:
        newest = (await session.scalars(select(Round).order_by(Round.day.desc()).limit(1))).one()
        session.add(Reveal(round_id=newest.id, at=newest.opened_at))
    await clock.until(SUNDAY + timedelta(weeks=2), SEVEN)
    for person in (alice, bob):
        assert CLOSED in cards(person)[-1].text


@pytest.mark.clients
async def test_the_nudge_comes_after_three_days_only_to_people_who_have_not_shared(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    await answers(alice, "Mine.")
    for person in (alice, bob):
        person.looks()
    await clock.advance(days=2, hours=23)
    bob.sees_nothing_new()
    await clock.advance(hours=2)
    bob.sees("A small nudge")
    alice.sees_nothing_new()
    await clock.advance(days=3)
    assert sum("small nudge" in shown.text for shown in bob.screen) == 1


async def test_a_skipped_round_brings_no_nudge(alice: Person, bob: Person, clock: Time) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    await bob.presses("Skip")
    bob.looks()
    await clock.advance(days=6)
    bob.sees_nothing_new()


async def test_started_by_hand_the_next_prompt_keeps_its_distance(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    assert len(cards(bob)) == 1
    await bob.presses("Start now")
    assert len(cards(bob)) == 1
    await clock.until(SUNDAY, SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == 1, "two prompts in one week"
    await clock.until(SUNDAY + timedelta(weeks=1), SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == 2


@pytest.mark.clients
async def test_after_linking_again_in_a_cards_week_nothing_is_offered_that_is_refused(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with *Start now* for every new couple."""
    await paired(alice, bob)
    await alice.presses("Start now")
    await unlinked(bob)
    await linked(alice, bob)
    for person in (alice, bob):
        assert any("comes on your day" in shown.text for shown in person.screen[-2:])
        assert person.buttons() == ["When is that?"]
        await person.presses("When is that?")
        person.sees("Your next challenge: Sunday, 15 March")
        assert "Start now" not in person.buttons()
    await clock.until(SUNDAY + timedelta(days=7), SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == 2


async def test_three_days_after_a_card_its_week_still_brings_no_second_one(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail when three days are enough, whatever week they end in."""
    await paired(alice, bob)
    await alice.presses("Start now")
    await unlinked(bob)
    await clock.advance(days=3)
    await linked(alice, bob)
    for person in (alice, bob):
        assert person.buttons() == ["When is that?"]
        await person.presses("When is that?")
        person.sees("Your next challenge: Sunday, 15 March")
    assert len(cards(alice)) == len(cards(bob)) == 1


async def test_in_the_next_week_the_first_one_can_be_had_at_once(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    await unlinked(bob)
    await clock.advance(days=6)
    await linked(alice, bob)
    assert bob.buttons() == ["Start now", "On our day"]
    await bob.presses("Start now")
    assert len(cards(alice)) == len(cards(bob)) == 2


async def test_waiting_for_the_day_says_when_it_comes(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await bob.presses("On our day")
    bob.sees("Sunday, 8 March 2026, 19:00")


async def test_changing_the_weekday_tells_when_the_next_challenge_comes(
    alice: Person, bob: Person, clock: Time
) -> None:
    """It counts from the next weekday that has begun nowhere; the bot says which, if unclear."""
    await paired(alice, bob)
    await clock.until(SUNDAY + timedelta(days=2), time(13))
    await alice.says("/settings")
    await alice.presses("Day")
    await alice.presses("Wednesday")
    alice.sees_changed("The next challenge is for Wednesday, 18 March 2026.")
    await clock.until(date(2026, 3, 18), time(18, 50))
    assert len(cards(alice)) == 1
    await clock.until(date(2026, 3, 18), SEVEN)
    assert len(cards(alice)) == 2


async def test_a_changed_weekday_never_brings_two_prompts_in_a_week(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    await alice.says("/settings")
    await alice.presses("Day")
    await alice.presses("Monday")
    bob.looks()
    await clock.advance(days=3)
    assert len(cards(bob)) == 1
    await clock.until(SUNDAY + timedelta(days=8), SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == 2
    assert "Monday" in cards(bob)[-1].text
    assert "chose a new day" not in cards(alice)[-1].text


async def test_the_next_card_says_all_that_the_other_changed(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with one line for two people: the later change took the earlier one's place."""
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    for person, which, choice in (
        (alice, "Day", "Monday"),
        (alice, "How often", "Every other week"),
        (bob, "Day", "Tuesday"),
        (bob, "How often", "Every week"),
        (alice, "How often", "Every other week"),
    ):
        await person.says("/settings")
        await person.presses(which)
        await person.presses(choice)
    await clock.advance(days=22)
    his, hers = cards(bob)[-1].text, cards(alice)[-1].text
    assert "new pace: challenges now come every 2 weeks" in his
    assert "new day" not in his, "he chose this one himself"
    assert "new day: challenges now come on Tuesday" in hers
    assert "new pace" not in hers
    await clock.advance(days=14)
    assert "Your partner chose" not in cards(bob)[-1].text + cards(alice)[-1].text


async def test_after_three_days_down_one_catch_up_comes(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.jump(days=7)
    assert len(cards(alice)) == len(cards(bob)) == 1
    await clock.advance(days=4)
    assert len(cards(alice)) == 1, "a second prompt in that week"
    await clock.advance(days=8)
    assert len(cards(alice)) == len(cards(bob)) == 2


async def test_a_bot_that_is_back_before_the_hour_brings_each_card_at_its_hour(
    alice: Person, bob: Person, clock: Time
) -> None:
    """The date has begun meanwhile, so that the round is decided as soon as the bot is back."""
    await paired(alice, bob)
    await clock.until(SUNDAY - timedelta(days=2), SEVEN)
    await clock.jump(hours=36)
    assert not cards(alice) + cards(bob)
    await clock.until(SUNDAY, SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == 1


async def test_after_two_quiet_rounds_both_get_the_same_offer(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY + timedelta(weeks=2), SEVEN)
    offer = "every two weeks suit you better"
    assert offer in cards(alice)[-1].text
    assert offer in cards(bob)[-1].text
    await bob.presses("Every two weeks")
    await clock.until(SUNDAY + timedelta(weeks=3), SEVEN)
    assert len(cards(alice)) == 3
    await clock.until(SUNDAY + timedelta(weeks=4), SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == 4
    assert "every 2 weeks" in cards(alice)[-1].text


async def test_after_four_quiet_rounds_it_stops_automatically_and_starts_on_request(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY + timedelta(weeks=4), SEVEN)
    for person in (alice, bob):
        assert len(cards(person)) == 4
        person.sees("I’ll stop sending you both challenges")
        person.looks()
    await clock.advance(days=60)
    for person in (alice, bob):
        person.sees_nothing_new()
    await bob.says("/challenge")
    assert len(cards(alice)) == len(cards(bob)) == 5
    await clock.advance(days=14)
    assert len(cards(alice)) > 5


async def test_a_pause_holds_one_back_and_leaves_the_other_alone(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/pause")
    await alice.presses("2 weeks")
    for person in (alice, bob):
        person.looks()
    await clock.until(SUNDAY, SEVEN)
    alice.sees_nothing_new()
    assert len(cards(bob)) == 1
    bob.sees_not("pause")
    await answers(alice, "Still here when I ask.")
    await answers(bob, "Good.")
    bob.sees("Still here when I ask.")
    await clock.advance(days=21)
    assert cards(alice)


@pytest.mark.clients("telegram", elsewhere=False)
async def test_a_block_in_the_middle_changes_nothing_for_the_other(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    bob.looks()
    await alice.blocks()
    bob.sees_nothing_new()
    seen = len(alice.screen)
    await clock.until(SUNDAY + timedelta(weeks=1), SEVEN)
    assert len(alice.screen) == seen
    assert len(cards(bob)) == 2
    await alice.unblocks()
    alice.sees("Together")
    assert len(alice.screen) == seen + 1, "only the current card"


async def test_pairing_mid_week_waits_for_the_day(alice: Person, bob: Person, clock: Time) -> None:
    for person in (alice, bob):
        await settled(person, "Berlin")
    await clock.advance(days=2)
    await linked(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == 1


async def test_unlinking_stops_everything_at_once_and_quietly(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    await alice.says("/unpair")
    bob.looks()
    await alice.presses("Yes, unlink")
    alice.looks()
    await clock.advance(days=30)
    alice.sees_nothing_new()
    bob.sees_nothing_new()


async def test_a_month_alone_brings_nothing_that_was_not_asked_for(
    alice: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    alice.looks()
    await clock.advance(days=30)
    alice.sees_nothing_new()


@pytest.mark.clients("telegram")
async def test_alone_there_is_one_prompt_a_week_on_request(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    prompts = []
    for _ in range(4):
        await alice.says("/challenge")
        await alice.presses("A question for me")
        first = alice.last.text
        await alice.says("/challenge")
        await alice.presses("A question for me")
        assert alice.last.text == first
        prompts.append(first)
        await alice.says("Something of my own.")
        alice.sees("Kept in your /journal")
        await clock.advance(days=7)
    assert len(set(prompts)) == 4


async def test_other_words_meanwhile_do_not_take_the_prompts_place_away(alice: Person) -> None:
    """With a look for an entry that may be gone: nothing is kept."""
    await settled(alice, "Berlin")
    await alice.says("/challenge")
    await alice.presses("A question for me")
    await alice.submits(None, "Something else.")
    await alice.says("the yellow bicycle")
    alice.sees("Kept in your /journal")


async def test_pairing_does_not_import_what_was_written_alone(alice: Person, bob: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/challenge")
    await alice.presses("A question for me")
    await alice.says("the yellow bicycle")
    await settled(bob, "Berlin")
    await linked(alice, bob)
    await bob.says("/history")
    await bob.says("/journal")
    bob.sees_not("the yellow bicycle")


async def test_a_card_postponed_to_the_minute_of_the_next_does_not_come(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Bob's card, an hour before, plans hers again; it still goes before the one she put off."""
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    await alice.says("/settings")
    await alice.presses("Hour")
    await alice.says("20:00")
    next_sunday = SUNDAY + timedelta(weeks=1)
    await clock.until(next_sunday, time(12))
    await alice.says("/challenge")
    await alice.presses("Later")
    await alice.presses("Tonight")
    alice.looks()
    before = len(alice.screen)
    await clock.until(next_sunday, time(20))
    assert len(alice.screen) == before + 1
    alice.sees("Your week on the same side")
