"""Read the table of typed words, and play one of its rows."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from tests.conversation.typed_words import states
from tests.conversation.typed_words.places import PLACES, shows
from tests.conversation.typed_words.states import Stage
from tests.support.people import Message, Person

FILE = Path(__file__).with_name("typed_words.tsv")


@dataclass(frozen=True)
class Row:
    """A state, the words typed in it with their language and manner, and the place they go to."""

    number: int
    state: str
    language: str
    how: str
    typed: str
    place: str
    on_clients: bool

    def __str__(self) -> str:
        how = f", {self.how}" if self.how else ""
        return f"{self.number} {self.state} ({self.language}{how}): {self.typed[:40]}"


def rows() -> list[Row]:
    """Return all rows, numbered as in a spreadsheet."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_row(number, each) for number, each in enumerate(read, start=2)]


def _row(number: int, cells: dict[str, str]) -> Row:
    return Row(
        number,
        cells["state"],
        cells["language"],
        cells["how"],
        cells["typed"].replace("⏎", "\n"),
        cells["where it goes"],
        cells["real clients"] == "yes",
    )


async def play(row: Row, stage: Stage) -> None:
    """Bring the two into the state, type, and look at both screens."""
    await states.set_up(stage, row.state)
    typed = _filled_in(row.typed, stage)
    hers, his = deepcopy(stage.alice.screen), deepcopy(stage.bob.screen)
    await _type(stage, row.how, typed)
    fresh, page = _fresh(hers, stage.alice.screen), PLACES[row.place]
    seen = "\n---\n".join(each.text for each in fresh)
    missing = shows(page, stage.content.texts, row.language, fresh)
    assert not missing, f"row {row}\nlacks {missing}, but shows:\n{seen}"
    for each in page.holds:
        words = each.format(typed=typed, answer=stage.words(states.ANSWER))
        assert words in seen, f"row {row}\ndoes not hold {words!r}:\n{seen}"
    for key in page.lacks:
        label = stage.content.texts.render(row.language, key)
        assert label not in stage.alice.buttons(), f"row {row}\noffers {label!r}"
    reached = _fresh(his, stage.bob.screen)
    assert bool(reached) == page.reaches, f"row {row}\nBob sees: {[each.text for each in reached]}"


def _filled_in(typed: str, stage: Stage) -> str:
    typed = typed.replace("{1,000 characters}", "word " * 199 + "done.")
    if typed == "{option}":
        return stage.alice.buttons()[1]
    if "code}" not in typed and "{invitation}" not in typed:
        return typed
    code = states.code_of(stage.bob)
    small = code.lower().replace("-", " ")
    invitation = states.invitation_of(stage.bob).text
    return typed.format_map({"code": code, "small code": small, "invitation": invitation})


async def _type(stage: Stage, how: str, typed: str) -> None:
    alice = stage.alice
    kind, _, about = how.partition(" ")
    match kind, about:
        case "", "":
            await alice.says(typed, message="typed")  # Discord opens no form
        case "forwarded", "":
            await alice.forwards(typed, name="Bob")
        case "under", "a photo":
            await alice.sends_a_photo(typed)
        case "edit", "of her answer":
            await alice.edits("answer", typed)
        case "reply", "to her answer":
            await alice.replies(typed, to=stage.words(states.ANSWER))
        case "reply", "to the card":
            await alice.replies(typed, to=_first_line(alice, "challenge:skip"))
        case "reply", "to the reminder":
            await alice.replies(typed, to=_first_line(alice, "remind:done"))
        case _:
            raise AssertionError(f"nobody types like this: {how}")


def _first_line(person: Person, action: str) -> str:
    """Return the line that distinguishes the newest message with this button from others."""
    messages = [each for each in person.screen if any(b.action == action for b in each.buttons)]
    return max(messages[-1].text.splitlines(), key=len)


def _fresh(before: Sequence[Message], after: Sequence[Message]) -> list[Message]:
    """Return the messages that are new or have changed."""
    known = {each.id: each.text for each in before}
    return [each for each in after if known.get(each.id) != each.text]
