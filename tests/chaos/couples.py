"""Let couples live: they pair, and then week after week answer, thank, plan and keep a journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import count
from random import Random
from uuid import UUID

from tests.chaos.people import (
    Script,
    SimulatedPerson,
    row_id_of,
    run_together,
)

EVENING = time(19, 5)
SUNDAY, FRIDAY = 6, 4
JOURNAL, THANKS, SHARE, REMIND = "journal", "thanks", "share", "remind"
GOAL, REACT, ASK, ANSWER = "goal", "react", "ask", "answer"
AGREE, ZONE = "agree", "zone"
"""Effects that an action must have; a question must get an answer."""


@dataclass
class ConfirmedReminder:
    """A reminder that somebody confirmed: every day, or one weekday, at a time of day."""

    person: SimulatedPerson
    words: str
    at: time
    weekday: int | None = None
    reminder_id: UUID | None = None


@dataclass
class SimulatedCouple:
    """One couple. A steady one keeps its day and hour, so that its weeks can be predicted."""

    alice: SimulatedPerson
    bob: SimulatedPerson
    chance: Random
    steady: bool = True
    waits_until: datetime | None = None
    paired: bool = False
    reminders: list[ConfirmedReminder] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = count(1)
        self._story = self._live()

    @property
    def people(self) -> tuple[SimulatedPerson, SimulatedPerson]:
        return self.alice, self.bob

    def step(self, now: datetime) -> None:
        """Live on to the next point where it has to wait."""
        if self.waits_until is None or self.waits_until <= now:
            self.waits_until = next(self._story)

    def _live(self) -> Script:
        yield from run_together(self._onboard(self.alice), self._onboard(self.bob))
        yield from self._pairs()
        yield from self._set_up_recurring()
        while True:
            yield self.alice.next_day(SUNDAY, EVENING)
            yield from self._live_week()

    def _onboard(self, hand: SimulatedPerson) -> Script:
        """Onboard a person; repeat it if an answer came too late to be sent.

        Somebody without a zone gets their cards by UTC, at another hour than the checks expect.
        """
        while not (hand.sees("pair:invite") and hand.accepted_effects(ZONE)):
            yield from hand.says("/settings")
            yield from hand.presses("zone:ask")
            yield from hand.says("Berlin")
            yield from hand.presses("zone:is", "Europe:Berlin", deed=ZONE)
            yield from hand.presses("privacy:agree", deed=AGREE)
            yield from hand.presses("start:skip")
        while not hand.accepted_effects(AGREE):
            yield from hand.says("/journal")
            yield from hand.presses("privacy:agree", deed=AGREE)

    def _pairs(self) -> Script:
        while not self.alice.sees("challenge:wait"):
            yield from self.alice.says("/pair")
            if invitation := self.alice.invitation(self.bob.phone.address.platform):
                yield from self.bob.says(invitation)
                yield from self.bob.presses("pair:accept")
                yield from self.alice.presses("pair:confirm")
        self.paired = True
        begin = self.chance.choice(("challenge:start", "challenge:wait"))
        yield from run_together(*(hand.presses(begin) for hand in self.people))

    def _set_up_recurring(self) -> Script:
        """Set up what will recur on its own from now on."""
        for hand, at in ((self.alice, time(8, 30)), (self.bob, time(21, 15))):
            rhythm = ConfirmedReminder(hand, f"stretch, {hand.name}", at)
            yield from self._create_reminder(rhythm, f"me {rhythm.words} every day at {at:%H:%M}")
        dinner = ConfirmedReminder(self.alice, "date night", time(18, 45), FRIDAY)
        yield from self._create_reminder(dinner, "us date night every Friday at 18:45")
        yield from self.bob.presses("remind:accept")
        yield from self._agree_on_goal(f"walk more, number {next(self._numbers)}")

    def _create_reminder(self, rhythm: ConfirmedReminder, words: str) -> Script:
        yield from rhythm.person.says(f"/remind {words}")
        found = rhythm.person.button("remind:confirm")
        if found and rhythm.words in found[0].text:
            rhythm.reminder_id = row_id_of(found[1])
            self.reminders.append(rhythm)
            yield from rhythm.person.presses("remind:confirm", deed=REMIND)

    def _agree_on_goal(self, words: str) -> Script:
        """Agree on a goal, from its words to the other's yes, and on a weekly check-in."""
        yield from self.alice.says(f"/goals {words}")
        yield from self.alice.says("One step at a time")
        yield from self.alice.presses("goals:who", "both")
        yield from self.alice.presses("goals:propose", deed=GOAL)
        yield from self.bob.presses("goals:agree")
        yield from run_together(*(hand.presses("goals:weekly", "on") for hand in self.people))

    def _live_week(self) -> Script:
        """Live a week from its card on: both answer and share, at once or with a gap."""
        both = list(self.people)
        self.chance.shuffle(both)
        if self.chance.random() < 0.3 and not self.steady:
            yield from self._disrupt_schedule()
        yield from run_together(*(self._answers(hand) for hand in both))
        if self.chance.random() < 0.6:
            yield from run_together(*(self._shares(hand) for hand in both))
        else:
            yield from self._shares(both[0])
            yield from self._do_small_thing(both[1])
            yield both[1].moment_in(days=self.chance.uniform(0.1, 2))
            yield from self._shares(both[1])
        for _ in range(self.chance.randrange(1, 4)):
            yield both[0].moment_in(days=self.chance.uniform(0.05, 1.2))
            yield from run_together(*(self._do_small_thing(hand) for hand in both))

    def _answers(self, hand: SimulatedPerson) -> Script:
        """Answer any kind of question; do nothing if there is no new card."""
        choice = hand.any_of("challenge:pick", self.chance)
        asks, picks = hand.button("challenge:answer"), hand.button("challenge:pick")
        if picks and (not asks or picks[0].id > asks[0].id):
            yield from hand.presses("challenge:pick", choice, deed=ANSWER)
        elif asks:
            yield from hand.presses("challenge:answer", deed=ANSWER)
            yield from hand.says(f"What {hand.name} has to say, number {next(self._numbers)}")

    def _shares(self, hand: SimulatedPerson) -> Script:
        """Share, sometimes with a double tap."""
        found = hand.button("challenge:share")
        if found and self.chance.random() < 0.2:
            hand.phone.presses(found[0].id, found[1])
        yield from hand.presses("challenge:share", deed=SHARE)

    def _do_small_thing(self, hand: SimulatedPerson) -> Script:
        """Do one of the small things that fill a week."""
        number = next(self._numbers)
        match self.chance.randrange(8):
            case 0 | 1:
                yield from hand.says(f"/reflect Thought {number}", JOURNAL, f"Thought {number}")
            case 2:
                yield from self._gives_thanks(hand, f"Kind word {number}")
            case 3:
                yield from hand.presses("challenge:react", "heart", deed=REACT)
            case 4:
                yield from hand.presses("remind:done")
            case 5:
                yield from hand.says("/history", ASK)
            case 6:
                yield from hand.says("/challenge", ASK)
            case 7:
                yield from hand.presses("goals:tick", "well")
                yield from hand.presses("goals:share")

    def _gives_thanks(self, hand: SimulatedPerson, words: str) -> Script:
        """Write a note of thanks and send it; an older draft may be deleted by now."""
        yield from hand.says(f"/thanks {words}")
        found = hand.button("thanks:send")
        if found and words in found[0].text:
            yield from hand.presses("thanks:send", deed=THANKS)

    def _disrupt_schedule(self) -> Script:
        """Change the schedule, which only a couple does whose weeks need not be predicted."""
        hand = self.chance.choice(self.people)
        match self.chance.randrange(5):
            case 0:
                yield from hand.presses("challenge:swap")
            case 1:
                yield from hand.presses("challenge:skip")
            case 2:
                yield from hand.says("/pause")
                yield from hand.presses("settings:pause", "week")
            case 3:
                yield from hand.says("/settings")
                yield from hand.presses("settings:hour")
                yield from hand.presses("settings:hour", f"{self.chance.randrange(8, 21)}:00")
            case 4:
                hand.phone.block_bot()
                yield hand.moment_in(days=1)
                hand.phone.unblock_bot()
                yield None
