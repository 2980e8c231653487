"""Plant words of Bob's that nobody else may read in every place where he can write."""

from __future__ import annotations

from datetime import time, timedelta

from tests.ask.asking import answers, asks
from tests.cards.two_phones import begins, puts_in
from tests.challenge.test_week import SUNDAY
from tests.support.couples import linked, settled
from tests.support.goals import agreed_with_check_in
from tests.support.people import Person, Time
from tests.support.reminders import reminds
from tests.support.thanks import gives
from tests.wishes.wishing import answers_deck, remembers, writes_wish

BOBS_CITY = "Lisbon"
OTHER_WISH = "An evening without a plan"
LATE = time(21)
"""In Berlin; by now the bot has asked in both cities."""
PRIVATE_CANARIES = {
    "answer.text": "canary-private-answer",
    "answer.parts": "canary-private-answer",
    "entry_part.text": "canary-journal",
    "unsorted.words": "canary-unasked",
    "unsorted.words, thanks": "canary-unsent-thanks",
    "unsorted.words, question": "canary-unasked-question",
    "unsorted.words, wish": "canary-unadded-wish",
    "wish_memory.text": "canary-memory",
    "ask_answer.text": "canary-answer-to-a-question",
    "goal_proposal.draft": "canary-draft",
    "goal_check_in.text": "canary-check-in",
    "reminder.words": "canary-reminder",
    "reminder.words, draft": "canary-unconfirmed",
    "repair_part.words": "canary-quarrel",
    "card_answer.text": "canary-on-a-card",
    "important_date.details": "canary-date",
    "note.text": "canary-note",
    "letter.text": "canary-letter",
    "member.zone": BOBS_CITY,
}
"""Bob's words in each column that only its author reads."""
SHARED_CANARIES = {
    "answer.revealed": "canary-shown-answer",
    "reaction.line": "canary-line",
    "thanks.text": "canary-thanks",
    "own_wish.text": "canary-wish",
    "shared_wish.text": "canary-wish",
    "wish_memory.revealed": "canary-shown-memory",
    "ask.text": "canary-question",
    "ask_answer.revealed": "canary-answer-to-the-question-shown",
    "goal.plan": "canary-goal",
    "goal_proposal.plan": "canary-proposal",
    "goal_check_in.revealed": "canary-shown-check-in",
    "reminder.shared": "canary-for-both",
    "repair_part.shared": "canary-shown-quarrel",
    "repair_part.trial": "canary-proposal-of-a-trial",
    "repair.trial": "canary-trial",
    "card_answer.revealed": "canary-shown-on-a-card",
    "date_share.details": "canary-shared-date",
    "letter.opened": "canary-opened-letter",
    "tie.name": "Bob",
    "member.name": "Bob",
}
"""Bob's words for Alice, under the couple's key; only she sees his name."""


async def live_three_weeks(alice: Person, bob: Person, clock: Time) -> None:
    """Play three weeks in which Bob shares all he can, then keeps private all he can."""
    await settled(alice, "Berlin")
    await settled(bob, BOBS_CITY)
    await linked(alice, bob)
    await alice.presses("Start now")
    await gives_all(alice, bob, clock)
    await clock.until(SUNDAY + timedelta(weeks=1), LATE)
    await remember(alice, bob)
    await keeps_all(alice, bob)
    await spend_an_evening(alice, bob)


async def gives_all(alice: Person, bob: Person, clock: Time) -> None:
    for person, words in ((alice, "from Alice"), (bob, SHARED_CANARIES["answer.revealed"])):
        await person.presses("Answer")
        await person.says(words)
        await person.presses("Share when both are in")
    await bob.presses("Write one line")
    await bob.says(SHARED_CANARIES["reaction.line"])
    await bob.presses("Send")
    await gives(bob, SHARED_CANARIES["thanks.text"])
    await asks(bob, SHARED_CANARIES["ask.text"])
    await answers(alice, "from Alice")
    await answers(bob, SHARED_CANARIES["ask_answer.revealed"])
    await reminds(bob, f"us {SHARED_CANARIES['reminder.shared']} every Friday 19:00")
    await alice.presses("Yes, remind me")
    await agreed_with_check_in(bob, alice, SHARED_CANARIES["goal.plan"])
    await wishes(alice, bob)
    for person, mark in ((alice, "from Alice"), (bob, SHARED_CANARIES["repair_part.shared"])):
        await writes_of_a_quarrel(person, mark)
        await person.presses("Show it when both are ready")
    for words in (SHARED_CANARIES["repair_part.trial"], SHARED_CANARIES["repair.trial"]):
        await bob.says("/repair")
        await bob.presses("Something small to try")
        await bob.says(words)
        await bob.presses("Propose it")
    await alice.presses("Yes, let’s try it")
    await bob.says(f"/dates {SHARED_CANARIES['date_share.details']} 14 May")
    await bob.presses("Share it with")
    await bob.presses("Yes, ask")
    await seals(bob, SHARED_CANARIES["letter.opened"], "in three days")
    await clock.until(SUNDAY, LATE)
    for person, note in ((alice, "from Alice"), (bob, SHARED_CANARIES["goal_check_in.revealed"])):
        await notes_how_it_went(person, note)
        await person.presses("Share when both are in")
    await suggests(bob, SHARED_CANARIES["goal_proposal.plan"])


async def wishes(alice: Person, bob: Person) -> None:
    """Let Bob write two wishes to which Alice says yes; their cards tell both."""
    both = SHARED_CANARIES["own_wish.text"], OTHER_WISH
    for wish in both:
        await writes_wish(bob, wish)
    await answers_deck(alice, *both)


async def remember(alice: Person, bob: Person) -> None:
    for person, line in ((alice, "from Alice"), (bob, SHARED_CANARIES["wish_memory.revealed"])):
        await remembers(person, SHARED_CANARIES["own_wish.text"], line)


async def keeps_all(alice: Person, bob: Person) -> None:
    await notes_how_it_went(bob, PRIVATE_CANARIES["goal_check_in.text"])
    await bob.says("/challenge")
    first = bob.buttons()[0]
    await bob.presses(first)
    if first == "Answer":
        await bob.says(PRIVATE_CANARIES["answer.text"])
    await bob.presses("Keep private")
    await bob.says(f"/reflect {PRIVATE_CANARIES['entry_part.text']}")
    await bob.says("/done")
    await bob.says(PRIVATE_CANARIES["unsorted.words"])
    await bob.says(f"/thanks {PRIVATE_CANARIES['unsorted.words, thanks']}")
    await asks(alice, "from Alice?")
    await answers(bob, PRIVATE_CANARIES["ask_answer.text"])
    await bob.says(f"/ask {PRIVATE_CANARIES['unsorted.words, question']}")
    await remembers(bob, OTHER_WISH, PRIVATE_CANARIES["wish_memory.text"])
    await bob.says("/wishes")
    await bob.presses("Add a wish")
    await bob.says(PRIVATE_CANARIES["unsorted.words, wish"])
    await bob.says(f"/goals {PRIVATE_CANARIES['goal_proposal.draft']}")
    await bob.says("/cancel")
    await reminds(bob, f"me {PRIVATE_CANARIES['reminder.words']} every Friday 18:00")
    await bob.says(f"/remind partner {PRIVATE_CANARIES['reminder.words, draft']} in two months")
    await bob.says(f"/dates {PRIVATE_CANARIES['important_date.details']} 14 May")
    await bob.says(f"/note {PRIVATE_CANARIES['note.text']}")
    await seals(bob, PRIVATE_CANARIES["letter.text"], "in two years")
    await bob.says("/repair")
    await bob.presses("Let it go")
    await writes_of_a_quarrel(bob, PRIVATE_CANARIES["repair_part.words"])


async def spend_an_evening(alice: Person, bob: Person) -> None:
    """Open one card together; Bob then writes on the next one and does not put it in."""
    await begins(bob)
    await alice.says("/cards")
    await alice.presses("I’m in")
    await puts_in(alice, "from Alice")
    await puts_in(bob, SHARED_CANARIES["card_answer.revealed"])
    await bob.presses("Another card")
    await bob.says(PRIVATE_CANARIES["card_answer.text"])


async def seals(author: Person, words: str, day: str) -> None:
    """Seal a letter to the partner."""
    await author.says(f"/letter {words}")
    await author.says(day)
    await author.presses("Seal it for")


async def writes_of_a_quarrel(person: Person, mark: str) -> None:
    await person.says("/repair")
    await person.presses("In 20 minutes")
    await person.says("/repair")
    await person.presses("begin")
    for number in range(4):
        await person.says(f"{mark} {number}")


async def notes_how_it_went(person: Person, note: str) -> None:
    await person.presses("It went well")
    await person.presses("Add a line")
    await person.says(note)


async def suggests(person: Person, words: str) -> None:
    """Suggest a change of the goal, which waits for the other's yes."""
    await person.says("/goals")
    await person.presses(SHARED_CANARIES["goal.plan"])
    await person.presses("Change it")
    await person.presses("Words")
    await person.says(words)
    await person.presses("Propose it")
