"""Bring Alice, and Bob with her, into the states in which somebody types."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import select

from content.library import Library
from handlers.turn import Content
from storage.tables.challenge import Round
from tests.support.couples import code_in
from tests.support.people import Message, Person, Time
from tests.support.storage import snapshots

CITY = {"en": "Berlin", "es": "Madrid"}
ANSWER = {"en": "mostly the new job", "es": "sobre todo el trabajo nuevo"}
KIND = {"en": "For the soup yesterday", "es": "Por la sopa de ayer"}
GOAL = {"en": "Learn to dance", "es": "Aprender a bailar"}
REMIND = {"en": "remind me to call mum", "es": "recuérdame llamar a mamá"}
CALL = {"en": "me call mum", "es": "a mí llamar a mamá"}
SOON = {"en": "in 30 minutes", "es": "en 30 minutos"}
WATER = {"en": "me water the plants", "es": "a mí regar las plantas"}


@dataclass(frozen=True)
class Stage:
    """The people of a state: Alice types, Bob is the other one."""

    alice: Person
    bob: Person
    clock: Time
    content: Content

    def words(self, by_language: dict[str, str]) -> str:
        """Return what Alice writes, in her language."""
        return by_language[self.alice.language]


Play = Callable[[Stage], Awaitable[None]]
STATES: dict[str, Play] = {}


def state(name: str) -> Callable[[Play], Play]:
    """Register a way into a state under its name in the table."""

    def named(play: Play) -> Play:
        STATES[name] = play
        return play

    return named


async def set_up(stage: Stage, name: str) -> None:
    """Bring the two into the state; each is played once per process."""

    async def play() -> None:
        await STATES[name](stage)
        stage.alice.looks()
        stage.bob.looks()

    await snapshots.play_once(("understanding", name), (stage.alice, stage.bob), play)
    await stage.clock.advance(**LATER.get(name, {}))


LATER: dict[str, dict[str, float]] = {}
"""The time since the last move of a state; a scene has no time of its own."""


async def press(person: Person, action: str, choice: str | None = None) -> None:
    """Press the newest button with this action, whatever its label."""
    for shown in reversed(person.screen):
        for button in shown.buttons:
            if button.action == action and choice in (None, button.choice):
                await person.presses_button(button, shown.id)
                return
    raise AssertionError(f"{person.name} sees no {action}; there is: {person.buttons()}")


async def settle(person: Person) -> None:
    """Settle in alone through the first minute."""
    await person.says("/start")
    await press(person, "start:skip")
    await person.says(CITY[person.language])
    await press(person, "zone:is")
    await press(person, "privacy:agree")
    await press(person, "start:skip")


def code_of(bob: Person) -> str:
    """Return the code that Bob's newest invitation shows."""
    return code_in(invitation_of(bob).text)


def invitation_of(bob: Person) -> Message:
    """Return Bob's newest invitation, ready to be passed on."""
    return next(each for each in reversed(bob.screen) if "/pair " in each.text)


@state("a stranger")
async def stranger(stage: Stage) -> None:
    """Do nothing: a stranger has never written."""


@state("asked where she is")
async def place_asked(stage: Stage) -> None:
    await stage.alice.says("/settings")
    await press(stage.alice, "zone:ask")


@state("asked a first question of her own")
async def first_question(stage: Stage) -> None:
    await stage.alice.says("/start")


@state("asked whether her words may be kept")
async def consent_asked(stage: Stage) -> None:
    await set_up(stage, "asked a first question of her own")
    await stage.alice.says(stage.words(ANSWER))


@state("on her own, nothing asked")
async def alone(stage: Stage) -> None:
    await settle(stage.alice)


@state("on her own, with Bob's invitation at hand")
async def invited(stage: Stage) -> None:
    await settle(stage.alice)
    await settle(stage.bob)
    await stage.bob.says("/pair")


@state("asked for the code")
async def code_asked(stage: Stage) -> None:
    await set_up(stage, "on her own, with Bob's invitation at hand")
    await stage.alice.says("/start")
    await press(stage.alice, "pair:code")


@state("Bob's invitation is open")
async def invitation_open(stage: Stage) -> None:
    await set_up(stage, "on her own, with Bob's invitation at hand")
    await stage.alice.says(f"/pair {code_of(stage.bob)}")


@state("asked whether Bob is her partner")
async def confirmation_asked(stage: Stage) -> None:
    for person in (stage.alice, stage.bob):
        await settle(person)
    await stage.alice.says("/pair")
    await stage.bob.says(f"/pair {code_of(stage.alice)}")
    await press(stage.bob, "pair:accept")


@state("linked, nothing asked")
async def linked(stage: Stage) -> None:
    await set_up(stage, "Bob's invitation is open")
    await press(stage.alice, "pair:accept")
    await press(stage.bob, "pair:confirm")


@state("linked before, now on her own")
async def former(stage: Stage) -> None:
    await set_up(stage, "the week's card is open")
    await stage.alice.says("/unpair")
    await press(stage.alice, "pair:unpair")


@state("the week's card is open")
async def card_open(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await press(stage.bob, "challenge:start")


@state("the card asks for a choice")
async def card_of_choices(stage: Stage) -> None:
    await _card_of(stage, "choice")


@state("the card asks for a number from 1 to 5")
async def card_of_a_scale(stage: Stage) -> None:
    await _card_of(stage, "scale")


@state("asked for her answer")
async def answer_asked(stage: Stage) -> None:
    await set_up(stage, "the week's card is open")
    await press(stage.alice, "challenge:answer")


@state("her answer is a draft")
async def answer_written(stage: Stage) -> None:
    await set_up(stage, "asked for her answer")
    await stage.alice.says(stage.words(ANSWER), message="answer")


@state("her answer is a draft of three hours ago")
async def answer_written_before(stage: Stage) -> None:
    await set_up(stage, "her answer is a draft")


LATER["her answer is a draft of three hours ago"] = {"hours": 3}


@state("her answer is kept private")
async def answer_private(stage: Stage) -> None:
    await set_up(stage, "her answer is a draft")
    await press(stage.alice, "challenge:private")


@state("her private answer, opened again")
async def answer_private_again(stage: Stage) -> None:
    await set_up(stage, "her answer is kept private")
    await press(stage.alice, "challenge:reopen")


@state("asked before her private answer is shared")
async def answer_private_sure(stage: Stage) -> None:
    await set_up(stage, "her private answer, opened again")
    await press(stage.alice, "challenge:sure")


@state("her answer is shared, Bob's is not")
async def answer_shared(stage: Stage) -> None:
    await set_up(stage, "her answer is a draft")
    await press(stage.alice, "challenge:share")


@state("both answers are shown")
async def revealed(stage: Stage) -> None:
    await set_up(stage, "her answer is shared, Bob's is not")
    await press(stage.bob, "challenge:answer")
    await stage.bob.says("My sister, mostly.")
    await press(stage.bob, "challenge:share")


@state("writing in her journal")
async def reflecting(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says("/reflect")


@state("asked for a kind sentence")
async def thanks_asked(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says("/thanks")


@state("her kind sentence is shown back")
async def thanks_shown(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says(f"/thanks {stage.words(KIND)}")


@state("asked for a goal")
async def goal_asked(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says("/goals")
    await press(stage.alice, "goals:new")


@state("asked by when the goal shall be reached")
async def goal_date_asked(stage: Stage) -> None:
    await set_up(stage, "her goal is shown back")
    await press(stage.alice, "goals:date")


@state("her goal is shown back")
async def goal_shown(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says(f"/goals {stage.words(GOAL)}")
    await press(stage.alice, "goals:without")


@state("Bob proposes a goal")
async def goal_proposed(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.bob.says("/goals Learn to dance")
    await press(stage.bob, "goals:without")
    await press(stage.bob, "goals:propose")


@state("asked when a reminder shall come")
async def moment_asked(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says(f"/remind {stage.words(CALL)}")


@state("her reminder is shown back")
async def reminder_shown(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says(f"{stage.words(REMIND)} 19:00")


@state("her reminder is set")
async def reminder_set(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says(f"/remind {stage.words(CALL)} 19:00")


@state("her reminder for Bob is shown back")
async def reminder_for_bob_shown(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says(f"/remind {stage.bob.name} dentist 19:00")


@state("a reminder rings")
async def ringing(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says(f"/remind {stage.words(CALL)} {stage.words(SOON)}")


@state("two reminders ring")
async def two_ringing(stage: Stage) -> None:
    await ringing(stage)
    await stage.alice.says(f"/remind {stage.words(WATER)} {stage.words(SOON)}")


LATER["a reminder rings"] = LATER["two reminders ring"] = {"minutes": 31}


@state("asked for her name")
async def name_asked(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says("/settings")
    await press(stage.alice, "settings:name")


@state("asked whether to unlink")
async def unlinking(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says("/unpair")


@state("asked whether to erase everything")
async def erasing(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says("/forget")


@state("asked for the word that erases everything")
async def word_asked(stage: Stage) -> None:
    await set_up(stage, "asked whether to erase everything")
    await press(stage.alice, "privacy:forget")


@state("asked what a fair outsider would say")
async def quarrel(stage: Stage) -> None:
    await set_up(stage, "linked, nothing asked")
    await stage.alice.says("/repair")
    await press(stage.alice, "repair:cool")
    await stage.alice.says("/repair")
    await press(stage.alice, "repair:start")


async def _card_of(stage: Stage, kind: str) -> None:
    """Give the open week a question of this kind."""
    await set_up(stage, "the week's card is open")
    found = _first_of(stage.content.library, kind)
    async with stage.alice.app.database.write() as session:
        for round_ in await session.scalars(select(Round)):
            round_.challenge = found
    await stage.alice.says("/challenge")


def _first_of(library: Library, kind: str) -> str:
    ids = sorted(each.id for each in library.challenges)
    return next(each for each in ids if library.challenge(each, "en").question.kind == kind)
