"""Test two languages in one couple: each reads and chooses their own, and tells nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

import content
from bot.app import App
from chat.buttons import Button
from content.texts import read_languages
from domain.natural_time import parser as reading
from handlers.turn import Content
from tests.challenge.test_week import SEVEN, SUNDAY, answers
from tests.support.couples import (
    code_in,
    code_of,
    linked,
    member_of,
    paired,
    paired_in_two_languages,
    settled,
    unlinked,
)
from tests.support.people import START, DirectPlatform, Person, Time

ENGLISH = re.compile(r"(?<![/\w])(the|you|your|and|of|with|it|what|this|for|yes|here)\b", re.I)
SPANISH = re.compile(r"[¿¡ñáéíóú]|\b(el|la|que|para|los|una|tu)\b", re.I)
COFFEE = "Kaffee am Fluss"
"""The two write in neither of their languages."""


def read_by(person: Person) -> str:
    """Return everything on the person's screen, buttons included, except names of languages."""
    return "\n".join(
        line for shown in person.screen for line in (shown.text, *_labels(shown.buttons))
    )


def _labels(buttons: list[Button]) -> list[str]:
    return [each.label for each in buttons if not each.action.endswith(":language")]


@pytest.fixture
async def couple(alice: Person, bob: Person) -> None:
    """Pair Alice, who reads English, and Bob, who reads Spanish."""
    await paired_in_two_languages(alice, bob)


@pytest.fixture
def apart(alice: Person, bob: Person, couple: None) -> Iterator[None]:
    """Check at the end that nobody has read a word in the other's language."""
    yield
    found = ENGLISH.search(read_by(bob)), SPANISH.search(read_by(alice))
    assert found == (None, None)


async def test_a_newcomer_is_spoken_to_in_the_language_of_their_app(bob: Person) -> None:
    bob.language = "es-MX"
    await bob.says("/start")
    bob.sees("Hola", "queda oculto", "¿Qué cosita de tu pareja")
    await bob.says("/help")
    bob.sees("Cada semana les traigo")


@pytest.mark.clients("telegram")
async def test_the_first_message_offers_the_other_language_and_switches(
    alice: Person,
) -> None:
    """Without keeping the choice: the first message says "Hello" once more."""
    await alice.says("/start")
    hello = alice.screen[0]
    await alice.presses("Español")
    assert alice.screen[0].id == hello.id
    assert "Hola" in alice.screen[0].text
    alice.sees_changed("¿Qué cosita de tu pareja")
    await alice.says("Cómo canta")
    await alice.presses("Ahora no")
    await alice.says("/start")
    alice.sees("¿Qué quieres hacer?")
    await alice.presses("English")
    alice.sees_changed("What would you like to do?")


async def test_the_choice_wins_over_the_app_until_it_is_changed(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("🌐")
    alice.sees_changed("Which language", "Your partner reads their own")
    assert alice.buttons() == ["English", "English (UK)", "Español", "Español (España)", "Back"]
    await alice.presses("Español")
    alice.sees_changed("Tus ajustes", "Idioma: Español", "Berlín")
    alice.language = "en-GB"
    await alice.says("/pause")
    alice.sees("¿Quieres hacer una pausa?")
    await alice.says("/settings")
    await alice.presses("🌐")
    await alice.presses("English")
    alice.sees_changed("Your settings", "Language: English")


async def test_a_variant_of_one_country_is_spoken_everywhere(alice: Person, bob: Person) -> None:
    """Without `locale_of` for the weekday: Babel knows no "es-ES", and /settings fails."""
    await paired_in_two_languages(alice, bob)
    await bob.says("/settings")
    await bob.presses("🌐")
    await bob.presses("Español (España)")
    bob.sees_changed("Idioma: Español (España)", "Día del reto, para ustedes dos: domingo")
    await bob.presses("Cada cuánto")
    bob.sees_changed("¿Cada cuánto quieres que llegue un reto?")
    assert "Una semana sí y otra no" in bob.buttons()
    await bob.says("/settings")
    await bob.presses("🌐")
    await bob.presses("English (UK)")
    bob.sees_changed("Your settings", "Language: English (UK)")


async def test_places_are_found_and_named_in_the_chosen_language(alice: Person) -> None:
    """Without the choice in `app_language`: no place is called Alemania in an English app."""
    await settled(alice, "Paris")
    await alice.says("/start")
    await alice.presses("Español")
    await alice.says("/settings")
    await alice.presses("Dónde estoy")
    await alice.says("Alemania")
    await alice.presses("Berlín, Alemania")
    alice.sees_changed("Dónde estás: Berlín")


async def test_a_language_that_there_is_not_changes_nothing(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    for action in ("settings:language", "start:language"):
        await alice.presses_button(Button("Klingon", action, None, "tlh"))
        alice.sees("not here any more")
    async with app.database.read() as session:
        assert (await member_of(session, alice, app)).language == "en"


async def test_the_partner_never_learns_of_it(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)
    alice.looks()
    await bob.says("/settings")
    await bob.presses("🌐")
    await bob.presses("Español")
    alice.sees_nothing_new()
    await bob.says("/thanks")
    await bob.says(COFFEE)
    await bob.presses("Enviar")
    alice.sees("From Bob", COFFEE)
    await alice.says("/settings")
    alice.sees_not("Español")


@pytest.mark.clients
async def test_an_invitation_can_be_in_its_recipients_language(alice: Person, bob: Person) -> None:
    """The fresh one takes the place of the first, whose code no longer works."""
    await settled(alice, "Berlin")
    first = await code_of(alice)
    count = len(alice.screen)
    await alice.presses("The invitation in Spanish")
    assert len(alice.screen) == count
    assert "le gustaría probar contigo" in alice.last.text
    assert first != code_in(alice.last.text)
    await alice.presses("The invitation in English")
    assert "would like the two of you" in alice.last.text
    await alice.presses("The invitation in Spanish")
    await bob.says(f"/pair {code_in(alice.last.text)}")
    bob.sees("Alice invites you to Same Side")


async def test_an_invitation_in_another_language_needs_nobody_to_be_linked(
    alice: Person, bob: Person
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/pair")
    offer = alice.button("The invitation in Spanish")
    await settled(bob, "Berlin")
    await linked(alice, bob)
    await alice.presses_button(offer)
    alice.sees("are linked")
    await unlinked(alice)
    await alice.presses_button(Button("Klingon", "pair:language", offer.id, "tlh"))
    alice.sees("not here any more")


@pytest.mark.usefixtures("apart")
async def test_a_week_to_its_reveal_reads_in_two_languages(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    """Without the reader in `reveal_text`: Bob reads "Two questions each" above both answers."""
    await clock.until(SUNDAY, SEVEN)
    await answers(bob, COFFEE)
    await answers(alice, COFFEE)
    alice.sees("Both answers are in", "Face to face")
    assert "Ya están ambas respuestas" in bob.last.text
    (week,) = (each for each in shelf.library.challenges if each.title in alice.last.text)
    assert shelf.library.challenge(week.id, "es").face_to_face in bob.last.text
    await alice.presses("Tell me more")
    bob.sees("A Alice le encantaría")
    await bob.presses("Gracias")
    alice.sees("Bob", "thank you")
    for person in (alice, bob):
        await person.says("/history")
    bob.sees("8 de marzo de 2026", "Cara a cara")


@pytest.mark.usefixtures("apart")
async def test_swap_nudge_new_day_and_quiet_weeks_read_in_two_languages(
    alice: Person, bob: Person, clock: Time
) -> None:
    await clock.until(SUNDAY, SEVEN)
    await alice.presses("Another one")
    await alice.presses("Surprise me")
    assert bob.screen[-1].edited
    await alice.says("/settings")
    await alice.presses("Day")
    await alice.presses("Monday")
    await clock.advance(days=10)
    assert any("Un aviso, por si ayuda" in shown.text for shown in bob.screen)
    assert any("Tu pareja eligió" in shown.text for shown in bob.screen)
    await bob.says("/pause")
    await bob.says("/challenge")
    await clock.advance(days=40)
    assert any("Hace un tiempo que no hay respuestas" in shown.text for shown in bob.screen)
    assert any("I’ll stop sending you both challenges" in shown.text for shown in alice.screen)


@pytest.mark.usefixtures("apart")
async def test_thanks_read_in_two_languages(alice: Person, bob: Person) -> None:
    """Without the receiver in `thanks-arrived`: Bob reads "From Alice"."""
    await alice.says("/thanks")
    await alice.says(COFFEE)
    await alice.presses("Send")
    bob.sees("De Alice:", COFFEE)
    await bob.presses("Mirar en el frasco")
    await bob.says("/thanks")
    await bob.presses("Ayúdame")
    await bob.says(COFFEE)
    await bob.presses("Enviar")
    assert bob.last.text == "Guardado para tu pareja."
    alice.sees("From Bob:", COFFEE)


@pytest.mark.usefixtures("apart")
async def test_a_reminder_for_two_reads_in_two_languages(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without the reader in `when`: Bob reads "cada Sunday", "hora de Berlin" or "next on"."""
    await alice.says(f"/remind us {COFFEE} every Sunday 9:00")
    await alice.presses("Confirm")
    bob.sees("Alice quiere un recordatorio", COFFEE, "cada domingo a las 9:00, hora de Berlín")
    await bob.presses("Sí, recuérdamelo")
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Change")
    await alice.presses("Who ticks it off")
    await alice.presses("We both need to tick it")
    await alice.presses("Confirm")
    bob.sees_nothing_new()  # nothing changed for him
    await clock.advance(days=4)
    await bob.presses("Hecho")
    await alice.presses("Done")
    assert "Done: you’ve both" in read_by(alice)
    assert "Hecho: ya lo marcaron ustedes dos" in read_by(bob)


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("who", ["para mi pareja", "A mi pareja", "pareja", "Alice"])
async def test_a_reminder_for_the_partner_is_said_in_spanish(
    alice: Person, bob: Person, clock: Time, who: str
) -> None:
    await bob.says(f"/remind {who}: {COFFEE} mañana a las 8:30")
    bob.sees("Para Alice", COFFEE, "jueves, 5 de marzo de 2026, 8:30, hora de Berlín")
    await bob.presses("Confirmar")
    alice.sees("Bob would like to remind you", COFFEE, "Thursday", "08:30", "Berlin time")
    await alice.presses("Yes, remind me")
    await clock.advance(days=1)
    alice.sees(f"⏰ {COFFEE}", "From Bob")


@pytest.mark.usefixtures("apart")
async def test_a_goal_reads_in_two_languages(alice: Person, bob: Person, clock: Time) -> None:
    """Without the reader's language in the date: Bob reads "Thursday, 24 December 2026"."""
    await bob.says(f"/goals {COFFEE}")
    await bob.says(COFFEE)
    await bob.presses("En pareja")
    await bob.presses("Una fecha")
    await bob.says("24 de diciembre")
    bob.sees("24 de diciembre de 2026")
    await bob.presses("Proponerla")
    alice.sees("Bob proposes a goal", "Thursday, 24 December 2026", "for both of you")
    await alice.presses("Agree")
    alice.sees_changed("You and Bob agree")
    bob.sees("Alice y tú están de acuerdo", "24 de diciembre de 2026")
    await alice.presses("once a week")
    await bob.presses("una vez por semana")
    await clock.until(SUNDAY + timedelta(days=7), SEVEN)
    await alice.presses("It went well")
    await alice.presses("Share when both are in")
    await bob.presses("En parte")
    await bob.presses("Compartir")
    assert any("Ustedes dos ya repasaron su meta" in shown.text for shown in bob.screen)
    alice.sees("Some of it")


@pytest.mark.usefixtures("apart")
async def test_a_repair_reads_in_two_languages(alice: Person, bob: Person, clock: Time) -> None:
    """Without the reader in `result`: Alice's side of it begins with "Sentí"."""
    for person, calm in ((alice, "I’m calm"), (bob, "Listo, empecemos")):
        await person.says("/repair")
        await person.presses("20")
        await clock.advance(minutes=20)
        await person.presses(calm)
        for _ in range(4):
            await person.says(COFFEE)
    await alice.presses("Show")
    await alice.presses("Ask")
    assert "quiere encontrar un camino de vuelta" in read_by(bob)
    await bob.says("/repair")
    await bob.presses("Mostrar")
    assert "Siéntense frente a frente" in read_by(bob)
    alice.sees("Face to face")


@pytest.mark.parametrize(
    "hours", [("8:30", "9:00", "19:30"), ("8:30\xa0AM", "9:00\xa0a.\xa0m.", "7:30\xa0p.m.")]
)
async def test_the_examples_that_are_shown_can_be_read(
    shelf: Content, hours: tuple[str, str, str]
) -> None:
    """Each sentence that the bot gives as an example of when is one that it understands."""
    faces = dict(zip(("early", "morning", "evening"), hours, strict=True))
    for language in shelf.texts.languages:
        shown = shelf.texts.render(language, "remind-when", why="", **faces)
        examples = [line for line in shown.splitlines() if any(each.isdigit() for each in line)]
        morning = {"morning": hours[1]}
        for key in ("remind-what", "remind-list-empty"):
            examples += re.findall("“(.+?)”", shelf.texts.render(language, key, **morning))
        assert len(examples) == 5
        for words in examples:
            found = reading.read(words, START, "Europe/Berlin", language)
            assert isinstance(found, reading.Understood), words
        for words in re.findall(
            "“(.+?)”", shelf.texts.render(language, "remind-until-ask", **morning)
        ):
            found = reading.read_moment(words, START, "Europe/Berlin", language)
            assert isinstance(found, reading.Understood), words


def test_no_text_of_a_language_falls_back_to_another(shelf: Content) -> None:
    """Strict texts raise where one is missing, whatever it is chosen by.

    Without content/locales/es/zone.ftl: "text zone-ask (es): there is no such text".
    """
    languages = read_languages(content.FOLDER)
    assert shelf.texts.languages == ("en", "es")
    assert set(shelf.texts.variants) == set(languages)
    english = languages["en"]
    for language in languages:
        for key in english.entries:
            for value in ("word", 1, 2):
                values = dict.fromkeys(english.variables(key), value)
                assert shelf.texts.render(language, key, **values)


async def test_a_phone_in_another_language_reads_english_until_it_chooses(
    app: App, platform: DirectPlatform
) -> None:
    person = Person("Alice", app, platform, "1001", language="de")
    await settled(person, "Berlin")
    await person.says("/start")
    person.sees("on your own so far")
    assert "Español" in person.buttons()
