"""Test /whatcansee: who can read what, the same for everybody and true to the tables."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import LargeBinary, String

import content
from domain.privacy.visibility import AUTHOR_ONLY, PARTNER_READS
from handlers.privacy.whatcansee import LISTS
from handlers.turn import Content
from storage.columns import Base
from storage.tables import sealed_columns
from tests.support.couples import paired, settled
from tests.support.people import Person

BARE = {
    *("couple.started_at", "couple.ended_at", "couple.stopped_on", "couple.quiet"),
    *("tie.news", "member.platform", "member.lookup", "member.asking"),
    *("member.asking_about", "member.asked_at", "member.active_in", "member.warned_on"),
    *("member.leaving", "member.joined_at", "tie.prompted_on", "invite.code"),
    *("invite.link", "invite.expires_at", "invite.used_at", "guess.at"),
    *("gateway_session.session", "gateway_session.sequence", "gateway_session.gateway"),
    *("gateway_session.fence", "send_pace.next_number", "send_pace.next_at", "send_pace.step"),
    *("send_pace.blocked_until", "send_pace.slow_until", "send_pace.refused_until"),
    *("send_pace.refused_chat",),
    *("round.week", "round.day", "round.challenge", "round.opened_at", "round.closed_at"),
    *("reveal.at", "answer.challenge", "answer.message", "answer.written_at"),
    *("reaction.at", "rating.challenge", "entry.challenge", "entry.open"),
    *("entry.begun_at", "entry_part.position", "entry_part.message", "thanks.at"),
    *("goal.state", "goal.checking", "goal.quiet", "goal.at", "goal_part.news"),
    *("goal_proposal.state", "goal_proposal.at", "goal_check_in.week"),
    *("goal_check_in.asked", "goal_part.stops", "reminder.changes", "reminder.audience"),
    *("reminder.state", "reminder.rule", "reminder.at", "reminder.zone"),
    *("reminder.made_at", "reminder_share.asks", "reminder_share.next_at"),
    *("reminder_share.news", "reminder_share.minute", "ring.slot", "ring.returns"),
    *("ring.at", "ring.back_at", "repair.revealed", "repair_part.invited"),
    *("repair_part.trials", "unsorted.question", "unsorted.about", "unsorted.message"),
    *("unsorted.at", "own_word.misses", "own_word.missed_at", "own_word.open_until"),
    *("thanks.message", "reminder.message", "goal_proposal.message"),
    *("own_wish.made_on", "shared_wish.day", "reminder.wish_id"),
    *("ask.asked_at", "ask.ends_at", "ask.revealed", "ask_answer.message"),
    *("member.moved_away", "move.code", "move.expires_at", "invite.only_for"),
    *("card_deck.seed", "card_deck.position", "card_evening.choice", "card_evening.seed"),
    *("card_evening.position", "card_evening.until", "evening_card.number", "evening_card.card"),
    *("evening_card.revealed", "card_answer.message"),
    *("evening_plan.week", "evening_plan.opened"),
    *("important_date.draft", "important_date.message", "important_date.at"),
    *("date_share.state", "date_share.at", "note.message", "note.at"),
    *("letter.state", "letter.to_both", "letter.day", "letter.message", "letter.at"),
}
"""Moments, counts and states, which the operator sees without a key."""
BOXES = {
    *("data_key", "due", "group_chat", "inbox", "media", "media_chunk", "media_use"),
    *("outbox", "tombstone"),
}
"""Columns for the bot's own use, sealed or without anybody's words.

The readers of words with a mark have its file; its own row names no reader.
"""


def columns() -> set[str]:
    tables = [table for table in Base.metadata.sorted_tables if table.name not in BOXES]
    return {f"{table.name}.{column.name}" for table in tables for column in table.columns}


def ids() -> set[str]:
    """Return the columns that name a row, which the operator sees without a key."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in BOXES]
    return {
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if column.primary_key or column.foreign_keys
    }


def test_each_column_has_readers_and_is_listed_once() -> None:
    """A new column fails here until somebody has thought about who may read it.

    Without a line for it: seen to fail with `rating.liking` taken out of the table.
    """
    seen = [
        each for kinds in (PARTNER_READS, AUTHOR_ONLY) for held in kinds.values() for each in held
    ]
    assert len(seen) == len(set(seen))
    assert set(seen) | BARE | ids() == columns()
    assert not set(seen) & BARE
    assert set(seen) & ids() == {"invite.joiner_id"}


def test_each_sealed_word_is_in_the_table() -> None:
    seen = {
        each for kinds in (PARTNER_READS, AUTHOR_ONLY) for held in kinds.values() for each in held
    }
    sealed = {str(column) for column in sealed_columns() if column.table.name not in BOXES}
    assert sealed
    assert sealed <= seen


def test_partners_can_read_exactly_the_columns_under_the_couples_key() -> None:
    """A value under one person's key opens for nobody else, in any query."""
    partners = {each for held in PARTNER_READS.values() for each in held}
    for column in sealed_columns():
        if column.table.name not in BOXES:
            of_both = column.info["owner"] == "couple_id"
            assert of_both == (str(column) in partners) or str(column) == "member.name"


def test_no_other_column_is_wide_enough_for_words() -> None:
    """A plain text column would hold them unsealed; names of kinds, zones and rules are short."""
    wide = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if (isinstance(column.type, String) and (column.type.length or 999) > 64)
        or (isinstance(column.type, LargeBinary) and "owner" not in column.info)
    }
    assert wide == {
        *("data_key.wrapped", "member.lookup", "invite.code", "invite.link", "inbox.body"),
        *("move.code", "invite.only_for"),
        *("reminder.rule", "due.slot", "inbox.id", "outbox.dedup_key"),
        "outbox.target",
        # Names of kinds of news, several in one.
        "tie.waits",
        # Ids of files and reasons; a hash under the server key; chunks under the file's own key.
        *("inbox.fetched", "media.same", "media_chunk.content"),
        # Ids of rows, several in one.
        "outbox.shows",
        # These describe the bot's own connection to Discord; nobody writes there.
        *("gateway_session.session", "gateway_session.gateway"),
    }


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_kind_is_named_in_exactly_one_place_of_its_list(shelf: Content, language: str) -> None:
    kinds = re.compile(r"^privacy-see-(partner|alone|operator|nobody)-([a-z-]+) =", re.MULTILINE)
    folder = content.FOLDER / f"locales/{language}"
    said = "\n".join(file.read_text() for file in sorted(folder.glob("*.ftl")))
    named = [(whose, kind) for whose, kind in kinds.findall(said)]
    assert sorted(named) == sorted((whose, kind) for whose in LISTS for kind in LISTS[whose])
    texts = {shelf.texts.render(language, f"privacy-see-{whose}-{kind}") for whose, kind in named}
    assert len(texts) == len(named)


@pytest.mark.clients("telegram")
async def test_one_message_says_it_and_each_list_is_one_tap_away(
    alice: Person, bob: Person
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/whatcansee")
    alice.sees("isn’t end-to-end encrypted", "hold the keys", "/export", "/forget")
    page = alice.last.text
    for button, words in (
        ("My partner", "once you’ve both shared yours"),
        ("What shows anyway", "if they’ve shared and see no reveal, they know"),
        ("Only me", "your journal"),
        ("Who runs this", "every word I keep"),
        ("Nobody", "/support"),
    ):
        await alice.presses(button)
        assert words in alice.last.text
        assert len(alice.screen[-1].text) < 1200
        await alice.presses("Back")
        assert alice.last.text == page


async def test_it_is_the_same_for_everybody(alice: Person, bob: Person, carol: Person) -> None:
    await paired(alice, bob)
    pages = []
    for person in (alice, bob, carol):
        await person.says("/whatcansee")
        pages.append(person.last.text)
    assert len(set(pages)) == 1


async def test_a_list_that_nobody_has_is_not_there(alice: Person) -> None:
    await alice.says("/whatcansee")
    button = alice.button("Nobody")
    await alice.presses_button(type(button)("", button.action, None, "everything"))
    alice.sees("not here any more")
