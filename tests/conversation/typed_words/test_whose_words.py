"""Test that typed words reach the other person only if their author has said so.

Alice types anything anywhere: what stands on buttons, what nearly stands there, commands,
sentences, codes and junk. All her own words contain one mark. It may reach Bob only when she taps a
button that says so, or writes its exact label while the bot's newest message shows that button and
the very words. Longer walks: HYPOTHESIS_PROFILE=thorough.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, note, strategies as st

from chat.buttons import Button
from tests.conversation.typed_words import states
from tests.conversation.typed_words.states import STATES, Stage
from tests.support import examples
from tests.support.people import DirectPlatform, FakeClock, Message, Person, Time
from tests.support.thorough import amount, life_settings

pytestmark = pytest.mark.long

MARK = "zebrafinch"
"""A mark that no text and no challenge contains, only her own words."""
SAYS_SO = frozenset(
    (
        *("challenge:share", "thanks:send", "goals:propose", "goals:share"),
        *("remind:confirm", "repair:ready", "challenge:send", "repair:propose"),
    )
)
"""Buttons that bring words to the other one, by a tap or by their exact label."""
LEFT_OUT = frozenset({"settings:name"})
"""A name is there to be seen."""
BOB_HAS_SHARED = "the week's card is open"
MOVES = amount(12, 40)
SENTENCES = (
    *("{}", "I keep thinking about {}", "Thank you for {} last night", "Bob, thanks for the {}"),
    *("remind me to buy {} tomorrow at 9:00", "remind us about {} every evening 21:00"),
    *("remind bob {} tomorrow 8:30", "recuérdame {} mañana a las 9:00", "gracias por {} de ayer"),
    *("/thanks for the {}", "/thanks: {}!", "/goals learn {}", "/reflect {}", "/share {}"),
    *("/remind us {} tomorrow 9:00", "/remind bob {} tomorrow 9:00", "/pair {}", "/start {}"),
    *("share {}", "send {}", "Send\n{}", "{} ❤️ 🌧", "\u202e{}\u202c שלום", "4 {}", "yes, {}"),
    *("code: {} A4M2H-B1G1D", "“A4M2H-B1G1D” {}", "{} " + "word " * 790, "{}\n\n/thanks"),
)
SHORT = (
    *("yes", "sí", "ok", "no", "1", "3", "later", "skip", "done", "cancel", "help", "share"),
    *("send", "thanks", "goals", "/challenge", "/thanks", "/repair", "/goals", "/cancel", "👍"),
    *("send it", "share it", "propose", "confirm", "agree", "/remind", "/share", "/send"),
)


@dataclass
class Walk:
    """Alice's moves in a state, and whether her words may have gone to Bob."""

    stage: Stage
    chance: Random
    may_reach: bool = False
    """Whether the last move said so."""
    said: list[str] = field(default_factory=list)

    @property
    def alice(self) -> Person:
        return self.stage.alice

    async def move(self) -> None:
        ways: list[Callable[[], Awaitable[None]]] = [
            *(self.type_label, self.type_sentence, self.type_sentence),
            *(self.type_near_label, self.type_short, self.reply, self.forward, self.edit),
            *(self.send_photo, self.tap, self.wait),
        ]
        self.may_reach = False
        await self.chance.choice(ways)()

    async def type_label(self) -> None:
        await self.types(self.some_button().label)

    async def type_near_label(self) -> None:
        label = self.some_button().label
        at = self.chance.randrange(len(label) + 1)
        changed = self.chance.choice((label[:at] + label[at + 1 :], label[:at] + "x" + label[at:]))
        cut = self.chance.choice((label.split()[0], changed, f"{label} it", f"{label} {MARK}"))
        await self.types(cut)

    async def type_sentence(self) -> None:
        await self.types(self.sentence())

    async def type_short(self) -> None:
        await self.types(self.chance.choice(SHORT))

    async def types(self, words: str) -> None:
        self.allow(words)
        self.note(f"types {words[:60]!r}")
        await self.alice.says(words, message=f"own-{len(self.said)}")

    async def reply(self) -> None:
        shown = self.chance.choice(self.alice.screen[-6:] or [Message("", "", [])])
        words = self.chance.choice((self.sentence(), self.some_button().label))
        self.note(f"replies {words[:60]!r} to {shown.text[:40]!r}")
        self.allow(words)
        await self.alice.replies(words, to=shown.text, message=f"own-{len(self.said)}")

    async def forward(self) -> None:
        words = self.chance.choice((self.sentence(), self.some_button().label))
        self.note(f"forwards {words[:60]!r}")
        await self.alice.forwards(words)

    async def edit(self) -> None:
        words = self.chance.choice((self.sentence(), self.some_button().label))
        message = f"own-{self.chance.randrange(len(self.said) + 1)}"
        self.note(f"edits {message} to {words[:60]!r}")
        await self.alice.edits(message, words)

    async def send_photo(self) -> None:
        words = self.chance.choice((self.sentence(), self.some_button().label))
        self.note(f"sends a photo with {words[:60]!r}")
        self.allow(words)
        await self.alice.sends_a_photo(words, message=f"own-{len(self.said)}")

    async def tap(self) -> None:
        held = [(shown, button) for shown in self.alice.screen[-4:] for button in shown.buttons]
        if not held:
            return
        shown, button = self.chance.choice(held)
        if button.action not in LEFT_OUT:
            self.note(f"taps {button.label!r}, which is {button.action}")
            self.may_reach |= button.action in SAYS_SO
            await self.alice.presses_button(button, shown.id)

    async def wait(self) -> None:
        hours = self.chance.choice((0.1, 4, 30))
        self.note(f"waits {hours} hours")
        await self.stage.clock.advance(hours=hours)

    def allow(self, words: str) -> None:
        """Allow her words to go if they are a button's label under the newest message with them."""
        newest = self.alice.screen[-1] if self.alice.screen else Message("", "", [])
        for button in newest.buttons:
            if _bare(button.label) == _bare(words):
                self.may_reach |= button.action in SAYS_SO and MARK in newest.text

    def some_button(self) -> Button:
        buttons = [each for shown in self.alice.screen[-5:] for each in shown.buttons]
        buttons = [each for each in buttons if each.action not in LEFT_OUT]
        return self.chance.choice(buttons or [Button("Send", "thanks:send")])

    def sentence(self) -> str:
        return self.chance.choice(SENTENCES).format(MARK)

    def note(self, what: str) -> None:
        self.said.append(what)
        note(what)


@given(
    seed=st.integers(0, 2**32),
    state=st.sampled_from(sorted(STATES.keys() - {"asked for her name"})),
)
@life_settings(30, 1_000)
def test_no_words_reach_the_other_one_unless_their_author_has_said_so(
    seed: int, state: str
) -> None:
    """Seen to fail with every label taken as binding: "send it" and the like are no yes."""
    with TemporaryDirectory() as folder:
        examples.empty_database()
        asyncio.run(_walk(Path(folder) / "same-side.db", Random(seed), state))


async def _walk(file: Path, chance: Random, state: str) -> None:
    platform, clock = DirectPlatform("telegram"), FakeClock()
    app = await examples.open_app(file, clock, platform)
    alice, bob = Person("Alice", app, platform, "1"), Person("Bob", app, platform, "2")
    alice.language = chance.choice(("en", "es"))
    stage = Stage(alice, bob, Time(app, clock), examples.strict_content())
    try:
        await states.set_up(stage, state)
        if state == BOB_HAS_SHARED:
            await states.press(bob, "challenge:answer")
            await bob.says("Mine.")
            await states.press(bob, "challenge:share")
        await _look_at_each_move(Walk(stage, chance), bob, state)
    finally:
        await app.database.close()


async def _look_at_each_move(walk: Walk, bob: Person, state: str) -> None:
    for _ in range(MOVES):
        known = {each.id: each.text for each in bob.screen}
        await walk.move()
        fresh = [each.text for each in bob.screen if known.get(each.id) != each.text]
        assert walk.may_reach or not any(MARK in each for each in fresh), (state, walk.said, fresh)


def _bare(words: str) -> str:
    return "".join(each for each in words.casefold() if each.isalnum()) or words.strip()
