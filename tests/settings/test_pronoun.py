"""Test how the bot writes about a person: their own choice, in their own texts and nowhere else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.app import App
from storage.tables.member import Member
from tests.privacy.test_export import exports
from tests.support.couples import paired, paired_in_two_languages, settled
from tests.support.people import Person, Time


@pytest.mark.clients
async def test_it_is_chosen_by_typing_alone(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    assert "How I write about you: you haven’t said" in alice.last.text
    await alice.says("How you write about me")
    await alice.says("Neither")
    assert "How I write about you: neither she nor he" in alice.last.text


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("Ella", "¿Estás tranquila"),
        ("Él", "¿Estás tranquilo"),
        ("Ni ella ni él", "¿Estás en calma"),
        ("Prefiero no decirlo", "¿Estás en calma"),
        (None, "¿Estás en calma"),
    ],
)
async def test_a_text_uses_the_form_that_its_reader_chose(
    choice: str | None, words: str, alice: Person, bob: Person, clock: Time
) -> None:
    await paired_in_two_languages(alice, bob)
    if choice:
        await bob.says("/settings")
        await bob.says("Cómo escribes sobre mí")
        await bob.says(choice)
    await bob.says("/repair")
    await bob.presses("En 20 minutos")
    await clock.advance(minutes=21)
    bob.sees(words)


async def test_the_other_ones_choice_changes_nothing_in_ones_own_texts(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without `to` in `Turn.text`: Bob is written to as Alice wishes."""
    await paired_in_two_languages(alice, bob)
    await alice.says("/settings")
    await alice.says("How you write about me")
    await alice.says("She")
    await bob.says("/settings")
    bob.sees("Cómo escribo sobre ti: no lo dijiste")
    await bob.says("/repair")
    await bob.presses("En 20 minutos")
    await clock.advance(minutes=21)
    bob.sees("¿Estás en calma")


async def test_it_is_sealed_exported_taken_back_and_forgotten(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    await alice.presses("How you write about me")
    await alice.presses("She")
    async with app.database.read() as session:
        sealed = [each for each in await session.scalars(select(Member.pronoun)) if each]
    assert len(sealed) == 1
    assert b"she" not in sealed[0]
    page, document = await exports(alice)
    assert "How I write about you: she" in page
    assert document.model_dump()["profile"]["pronoun"] == "she"
    await alice.says("/settings")
    await alice.presses("How you write about me")
    await alice.presses("I’d rather not say")
    async with app.database.read() as session:
        assert not [each for each in await session.scalars(select(Member.pronoun)) if each]


async def test_a_forged_choice_is_kept_nowhere(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("How you write about me")
    chosen = alice.button("She")
    chosen = type(chosen)(chosen.label, chosen.action, chosen.id, "they")
    await alice.presses_button(chosen, alice.last.id)
    async with app.database.read() as session:
        assert not [each for each in await session.scalars(select(Member.pronoun)) if each]


async def test_nobody_is_asked_before_they_have_agreed_that_anything_is_kept(carol: Person) -> None:
    """With a router that needs no consent: it is kept before a yes."""
    await carol.says("/settings")
    await carol.presses("How you write about me")
    carol.sees("May I keep what you write?")
