"""Test every country's page of /support in each language: it fits, and its number comes first."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import content
from content.geo import countries
from content.lint.cards import MAX_MESSAGE_LENGTH
from content.support import ANYWHERE, Support
from handlers.support.page import FOLD
from tests.support.people import Person

SUPPORT = Support.load(content.FOLDER)
LANGUAGES = ("en", "es")
SPANISH_SPEAKING = [
    *("AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT"),
    *("HN", "MX", "NI", "PA", "PE", "PR", "PY", "SV", "UY", "VE"),
]
CHOOSE = {"en": "Choose a country", "es": "Elegir un país"}
UNKNOWN = {"en": "number of the country you’re in", "es": "emergencias del país donde estás"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_fits_and_has_its_emergency_number_first_or_none(
    alice: Person, language: str
) -> None:
    """Seen to fail with the number below the services, and without folds in Spanish."""
    for code in sorted({*SUPPORT.countries, "HN", ANYWHERE}):
        await opens(alice, language, code)
        assert len(alice.last.text) <= MAX_MESSAGE_LENGTH
        _line, heading, emergency, *services = alice.last.text.split("\n\n")
        assert code == ANYWHERE or heading == countries.name(code, language)
        assert services
        if number := SUPPORT.emergency_numbers.number_in(code):
            assert re.findall(r"\d+", emergency) == [number.number]
        else:
            assert UNKNOWN[language] in emergency


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_service_is_lost_where_a_page_is_folded(alice: Person, language: str) -> None:
    """Seen to fail while a heading without room was left out."""
    for code in sorted(SUPPORT.countries):
        await opens(alice, language, code)
        texts, page = [alice.last.text], alice.last
        folded = [each for each in page.buttons if each.choice.startswith(code + FOLD)]
        for button in folded:
            await alice.presses_button(button, page.id)
            assert len(alice.last.text) <= MAX_MESSAGE_LENGTH
            texts.append(alice.last.text)
        for service in (*SUPPORT.services_in(code), *SUPPORT.services_in(ANYWHERE)):
            assert any(service.name in text for text in texts)
            for contact in (*service.numbers, service.url or ""):
                assert any(contact in text for text in texts)


async def test_a_fold_leads_there_and_back(alice: Person) -> None:
    """The Spanish page of the United Kingdom has no room for the directories."""
    await opens(alice, "es", "GB")
    assert "findahelpline" not in alice.last.text
    await alice.presses("Más")
    alice.sees_changed("Reino Unido", "Llama al 999", "findahelpline")
    await alice.presses("Reino Unido")
    alice.sees_changed("Samaritans", "0808 2000 247")


@pytest.mark.parametrize("code", SPANISH_SPEAKING)
async def test_each_spanish_speaking_country_has_a_page_of_its_own(
    alice: Person, code: str
) -> None:
    """Seen to fail for all of them: “De este país no tengo ningún servicio”."""
    alice.language = "es"
    await alice.says(f"/support {countries.name(code, 'es')}")
    alice.sees(countries.name(code, "es"), "¿Estás en peligro ahora mismo?", "findahelpline.com")
    if code != "HN":
        assert re.search(r"Llama (al|a la policía:) \d{3}\b", alice.last.text)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_how_it_is_known_is_said_once_and_in_no_line(alice: Person, language: str) -> None:
    say = {"en": ("I last looked on", "shows it"), "es": ("por última vez", "lo muestra")}
    for code in sorted(SUPPORT.countries):
        await opens(alice, language, code)
        for words in say[language]:
            assert alice.last.text.count(words) == 1
        for service in SUPPORT.services_in(code):
            assert service.source not in alice.last.text or service.source in (service.url or "")


async def opens(person: Person, language: str, code: str) -> None:
    """Open a country's page by the button that offers it, in place of the last page."""
    person.language = language
    if not person.screen:
        await person.says("/support")
    button = person.button(CHOOSE[language])
    await person.presses_button(replace(button, action="support:in", choice=code), person.last.id)
