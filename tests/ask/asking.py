"""Play questions of one's own: asked, answered and shared."""

from __future__ import annotations

from tests.support.people import Person

WHAT = "What would you do with a free Tuesday?"


async def asks(person: Person, words: str = WHAT) -> None:
    await person.says(f"/ask {words}")
    await person.presses("Ask it")


async def opens(person: Person, number: int = 1) -> None:
    await person.says("/ask")
    await person.presses(f"Question {number}")


async def answers(person: Person, words: str, number: int = 1) -> None:
    """Answer a question and share the answer."""
    await opens(person, number)
    await person.presses("Answer")
    await person.says(words)
    await person.presses("Share when both are in")
