"""Test that Why? tells each of the two a challenge's evidence in their own language."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.app import App
from content.evidence import Finding
from handlers.turn import Content
from storage.tables.challenge import Round
from tests.support.couples import code_of, settled
from tests.support.people import Person

pytestmark = pytest.mark.long

SHORTER_THAN = 1_900
"""Characters: a Discord message holds 2,000."""


async def in_a_round(alice: Person, bob: Person, app: App, challenge: str) -> None:
    """Put Alice, who reads English, and Bob, who reads Spanish, into a round of that challenge."""
    await settled(alice, "Berlin")
    bob.language = "es-MX"
    await bob.says("/start")
    await bob.presses("Ahora no")
    await bob.says("Madrid")
    await bob.presses("Madrid")
    await bob.presses("Ahora no")
    await bob.says(f"/pair {await code_of(alice)}")
    await bob.presses("Sí, adelante")
    await alice.presses("Yes, that’s us")
    await alice.presses("Start now")
    async with app.database.write() as session:
        (await session.scalars(select(Round))).one().challenge = challenge


async def why(person: Person, button: str) -> str:
    await person.presses(button)
    return person.last.text


def told(finding: Finding, language: str) -> list[str]:
    return [finding.claim[language], finding.caveat[language]]


async def test_each_reads_the_finding_in_their_own_language(
    alice: Person, bob: Person, app: App, shelf: Content
) -> None:
    """Without the reader's language in handlers/challenge/later.py: Bob reads the English claim."""
    await in_a_round(alice, bob, app, "appreciation-unseen")
    finding = shelf.evidence.finding("algoe-2016-you")
    english, spanish = await why(alice, "Why?"), await why(bob, "¿Por qué?")
    for language, page, other in (("en", english, spanish), ("es", spanish, english)):
        for words in told(finding, language):
            assert words in page
            assert words not in other
    assert "How sure: A survey or observation" in english
    assert "Qué tan seguro es: Una encuesta o una observación" in spanish
    for page in (english, spanish):
        assert finding.title in page
        assert "Algoe" in page
        assert page.endswith("https://doi.org/10.1177/1948550616651681")


async def test_a_source_without_a_doi_has_its_page_as_a_link(
    alice: Person, bob: Person, app: App, shelf: Content
) -> None:
    """The helpline on couples counselling: a reader in danger may want to open it."""
    advised = next(
        each.id for each in shelf.library.challenges if "hotline-2014-abuse" in each.evidence
    )
    await in_a_round(alice, bob, app, advised)
    for page in (await why(alice, "Why?"), await why(bob, "¿Por qué?")):
        assert "https://www.thehotline.org/2014/" in page


async def test_common_sense_is_called_so_in_both_languages(
    alice: Person, bob: Person, app: App
) -> None:
    await in_a_round(alice, bob, app, "appreciation-kind-gossip")
    assert await why(alice, "Why?") == "How sure: Common sense; no study that we know of."
    assert await why(bob, "¿Por qué?") == (
        "Qué tan seguro es: Sentido común; no conocemos ningún estudio."
    )


async def test_the_fullest_page_fits_into_one_message_in_both_languages(
    alice: Person, bob: Person, app: App, shelf: Content
) -> None:
    fullest = max(shelf.library.challenges, key=lambda each: _length(shelf, each.evidence))
    await in_a_round(alice, bob, app, fullest.id)
    for page in (await why(alice, "Why?"), await why(bob, "¿Por qué?")):
        assert 600 < len(page) < SHORTER_THAN


def _length(content: Content, ids: tuple[str, ...]) -> int:
    found = [content.evidence.finding(id) for id in ids]
    words = [(*told(each, "es"), each.title, each.authors) for each in found]
    return len("".join(map("".join, words)))
