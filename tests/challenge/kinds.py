"""A round whose question is of a certain kind, from the example pack with one of each."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import select, update

import content
from bot.startup import load_packs_for
from handlers.turn import Content
from storage.tables.challenge import Round
from storage.tables.queues import Outbox
from tests.support.couples import paired, paired_in_two_languages
from tests.support.people import Person

PACKS = content.FOLDER.parent / "docs/example-packs"
CHOSEN_GUESS = "perspectives-breakfast-bet"
TYPED_GUESS = "appreciation-secret-thanks"
PAIRS = "differences-holiday-duel"
RANK = "goals-three-jars"
PICK = "intimacy-good-evening"
FINISH = "independence-free-morning"
SCALE = "problem-solving-storm-scale"
EVERY_KIND = (CHOSEN_GUESS, TYPED_GUESS, PAIRS, RANK, PICK, FINISH, SCALE)


def with_example_packs(shelf: Content) -> Content:
    """Return the content with the example packs."""
    loaded = load_packs_for(shelf, PACKS)
    return replace(shelf, library=loaded.library, evidence=loaded.evidence)


async def in_a_round_of(challenge: str, alice: Person, bob: Person) -> None:
    """Let the two start a round, and give it this challenge; the cards before it are over."""
    if {alice.language, bob.language} == {"en"}:
        await paired(alice, bob)
    else:
        await paired_in_two_languages(alice, bob)
    await alice.says("/challenge")
    await alice.presses("Start now" if alice.language == "en" else "Empezar ya")
    async with alice.app.database.write() as session:
        (await session.scalars(select(Round))).one().challenge = challenge
        await session.execute(update(Outbox).values(live=False, keyboard=None))
    for person in (alice, bob):
        await person.says("/challenge")
        person.looks()


def answer_for(person: Person, words: str) -> str:
    """Return what the person can write for the question that they have just opened."""
    actions = {each.action for each in person.last.buttons}
    if "challenge:tap" not in actions:
        return words
    example = re.search(r"(?:such as|por ejemplo:) (.+)\.", person.last.text)
    return example[1] if example else "1, 2"
