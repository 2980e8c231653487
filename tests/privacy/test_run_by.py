"""Test that people are told who runs the bot, at the consent and on a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app import App
from handlers.turn import Content
from tests.support.couples import code_of, consented, settled
from tests.support.people import Person
from tests.support.restart import restart

UNKNOWN = "I don’t know who runs me. If it’s your partner, they can read everything"
NAMED = "Who runs me, in their own words: Carol, carol@example.org"
DESCONOCIDO = "No sé quién me administra. Si es tu pareja, puede leerlo todo"


def run_by(person: Person, content: Content, who: str) -> None:
    restart(person.app, person, content=replace(content, run_by=who))


@pytest.mark.clients
async def test_without_a_named_operator_consent_says_what_that_may_mean(
    alice: Person,
) -> None:
    """Seen to fail: nothing told somebody that their partner may run it."""
    await alice.says("/challenge")
    alice.sees("May I keep what you write?", UNKNOWN)
    await alice.presses("More")
    alice.sees_changed(UNKNOWN, "your journal too")


async def test_where_somebody_is_named_the_consent_shows_them(
    alice: Person, app: App, shelf: Content
) -> None:
    run_by(alice, shelf, "Carol, carol@example.org")
    await alice.says("/challenge")
    alice.sees("May I keep what you write?", NAMED)
    alice.sees_not(UNKNOWN)


async def test_an_invited_person_reads_the_operators_name_before_consent(
    alice: Person, bob: Person, carol: Person, app: App, shelf: Content
) -> None:
    await settled(alice, "Berlin")
    await bob.says(f"/pair {await code_of(alice)}")
    bob.sees("invites you", UNKNOWN)
    run_by(carol, shelf, "Carol, carol@example.org")
    await carol.says(f"/pair {await code_of(alice)}")
    carol.sees("invites you", NAMED)


async def test_it_can_be_looked_up_in_whatcansee(alice: Person, app: App, shelf: Content) -> None:
    await consented(alice)
    await alice.says("/whatcansee")
    alice.sees(UNKNOWN)
    run_by(alice, shelf, "Carol, carol@example.org")
    await alice.says("/whatcansee")
    alice.sees(NAMED)
    await alice.presses("My partner")
    await alice.presses("Back")
    alice.sees_changed(NAMED)


async def test_it_is_said_in_ones_own_language(alice: Person, app: App, shelf: Content) -> None:
    alice.language = "es"
    await alice.says("/challenge")
    alice.sees(DESCONOCIDO)
    run_by(alice, shelf, "Carol")
    await alice.says("/whatcansee")
    alice.sees("Quién me administra, en sus propias palabras: Carol")


async def test_text_that_looks_like_markup_stays_as_written(
    alice: Person, app: App, shelf: Content
) -> None:
    run_by(alice, shelf, "*Bob* & _Co_ <b>||x||</b>")
    await alice.says("/whatcansee")
    alice.sees("in their own words: *Bob* & _Co_ <b>||x||</b>")
