"""Test that a sentence that asks for a reminder is told from one that only sounds like it."""

from __future__ import annotations

import pytest

from domain.remind.sentence import drop_link, parse_audience, parse_reminder_sentence

BOB = "Bob"
ENGLISH = [
    ("remind me to call mum tomorrow at 9:00", "me", "call mum tomorrow at 9:00"),
    ("Remind me call mum tomorrow", "me", "call mum tomorrow"),
    ("REMIND ME: call mum", "me", "call mum"),
    ("/remind me to call mum", "me", "call mum"),
    ("remind me in a fortnight to renew passport", "me", "in a fortnight to renew passport"),
    ("remind me, please, to call mum", "me", "call mum"),
    ("remind me that we have guests", "me", "we have guests"),
    ("remind me about the dentist", "me", "the dentist"),
    (
        "remind us to air the bedroom every evening 21:00",
        "us",
        "air the bedroom every evening 21:00",
    ),
    ("remind both of us to pay the rent", "us", "pay the rent"),
    ("please remind both of us to pay the rent", "us", "pay the rent"),
    ("remind us both to pay the rent", "us", "pay the rent"),
    ("remind Bob and me to pay the rent", "us", "pay the rent"),
    ("remind me and Bob to pay the rent", "us", "pay the rent"),
    ("remind Bob to buy bread at 6pm", "partner", "buy bread at 6pm"),
    ("remind bob: bread", "partner", "bread"),
    ("remind my partner to buy bread", "partner", "buy bread"),
    ("can you remind me to call mum?", "me", "call mum"),
    ("Could you please remind us to call mum", "us", "call mum"),
    ("Hey, can you remind Bob about the dentist tomorrow?", "partner", "the dentist tomorrow"),
    ("hi! I want you to remind me to call mum", "me", "call mum"),
    ("would you remind me tomorrow at 9 to call mum", "me", "tomorrow at 9 to call mum"),
    ("set a reminder to call mum", "", "call mum"),
    ("Set a reminder for us to call mum", "us", "call mum"),
    ("set a reminder for Bob: bread", "partner", "bread"),
    ("don't let me forget to call mum", "me", "call mum"),
    ("Don’t let us forget the bins", "us", "the bins"),
    ("pls remind me to call mum", "me", "call mum"),
    ("can u remind me to call mum", "me", "call mum"),
    ("set a reminder for tomorrow 9:00 to call mum", "", "tomorrow 9:00 to call mum"),
    ("recuérdame comprar pan", "me", "comprar pan"),
]
SPANISH = [
    ("recuérdame llamar a mamá mañana a las 9", "me", "llamar a mamá mañana a las 9"),
    ("recuerdame que llame a mamá", "me", "llame a mamá"),
    ("Recuérdame, por favor, llamar a mamá", "me", "llamar a mamá"),
    ("RECUERDAME LLAMAR A MAMÁ", "me", "LLAMAR A MAMÁ"),
    ("por favor, recuérdame sacar la basura", "me", "sacar la basura"),
    ("recuérdame a las 8 tomar la pastilla", "me", "a las 8 tomar la pastilla"),
    ("¿me recuerdas llamar a mamá?", "me", "llamar a mamá"),
    ("me recuerdas que mañana hay dentista a las 9", "me", "mañana hay dentista a las 9"),
    ("¿Puedes recordarme llamar a mamá?", "me", "llamar a mamá"),
    ("¿me puedes recordar lo de la cena el viernes a las 8?", "me", "la cena el viernes a las 8"),
    ("avísame de la cita el lunes", "me", "la cita el lunes"),
    ("avisame mañana a las 9 que hay reunión", "me", "mañana a las 9 que hay reunión"),
    ("quiero que me recuerdes llamar a mamá", "me", "llamar a mamá"),
    ("ponme un recordatorio para llamar a mamá", "me", "llamar a mamá"),
    ("que no se me olvide llamar a mamá", "me", "llamar a mamá"),
    ("recuérdanos pagar el alquiler", "us", "pagar el alquiler"),
    ("recuerdanos a los dos pagar el alquiler", "us", "pagar el alquiler"),
    ("¿nos recuerdas a los dos la cena?", "us", "la cena"),
    ("recuérdanos que el jueves viene el técnico", "us", "el jueves viene el técnico"),
    ("recuérdale a Bob comprar pan", "partner", "comprar pan"),
    ("recuerdale a bob que compre pan", "partner", "compre pan"),
    ("recuérdale a mi pareja que compre pan", "partner", "compre pan"),
    ("recuérdale comprar pan", "partner", "comprar pan"),
    ("recuerda a Bob que compre pan", "partner", "compre pan"),
    ("avísale a Bob de la cita", "partner", "la cita"),
    ("crea un recordatorio para los dos: cena", "us", "cena"),
    ("crea un recordatorio para llamar a mamá", "", "llamar a mamá"),
    ("remind me to buy bread", "me", "buy bread"),
]
NONE = [
    ("en", "that reminds me of our first summer"),
    ("en", "You remind me of my mother"),
    ("en", "I need to remind myself why I love you"),
    ("en", "remind me why I love you"),
    ("en", "Remind me of how we met"),
    ("en", "remind me"),
    ("en", "remind me, please"),
    ("en", "remind"),
    ("en", "remind Carol to bring wine"),
    ("en", "remind people to be kind"),
    ("en", "Bob reminded me to buy bread"),
    ("en", "don't remind me"),
    ("en", "please"),
    ("en", ""),
    ("en", "   "),
    ("en", "I had a reminder of it today"),
    ("es", "¿me recuerdas?"),
    ("es", "recuérdame"),
    ("es", "me recuerdas a mi madre"),
    ("es", "me recuerdas mucho a tu hermano"),
    ("es", "Me recuerdas a Bob"),
    ("es", "eso me recuerda a nuestro primer verano"),
    ("es", "recuérdame por qué te quiero"),
    ("es", "recuérdame siempre"),
    ("es", "recuérdale a mamá que te quiere"),
    ("es", "avísame cuando llegues"),
    ("es", "avisame si llueve"),
    ("es", "recuerda a mi abuela con cariño"),
    ("es", "no me acuerdo"),
    ("es", "hoy recordé cómo nos conocimos"),
]


@pytest.mark.parametrize(
    ("language", "words", "audience", "rest"),
    [*(("en", *each) for each in ENGLISH), *(("es", *each) for each in SPANISH)],
)
def test_sentences_that_ask_for_a_reminder_are_understood(
    language: str, words: str, audience: str, rest: str
) -> None:
    assert parse_reminder_sentence(words, language, BOB) == (audience, rest)


@pytest.mark.parametrize(("language", "words"), NONE)
def test_sentences_that_only_sound_like_it_ask_for_nothing(language: str, words: str) -> None:
    assert parse_reminder_sentence(words, language, BOB) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José 🐻", "José dentist"),
        ("José 🐻", "jose dentist"),
        ("José 🐻", "JOSÉ 🐻: dentist"),
        ("José🐻", "josé dentist"),
        ("🐻 José", "jose, dentist"),
        ("Zoë ✨", "zoe dentist"),
        ("Zoë ✨", "Zoë✨ dentist"),
        ("Mary Ann", "mary ann dentist"),
        ("Mary Ann", "Mary dentist"),
        ("Zoe-Ann", "zoe-ann dentist"),
        ("~*Zoë*~", "zoe dentist"),
        ("\N{MATHEMATICAL BOLD SCRIPT CAPITAL Z}oe", "Zoe dentist"),
        ("D’Angelo", "d'angelo dentist"),
        ("Мария", "мария dentist"),
        ("李雷", "李雷 dentist"),
        ("❤️", "❤ dentist"),
        ("Łukasz", "lukasz dentist"),
        ("Jo", "for jo dentist"),
    ],
)
def test_a_name_is_known_without_its_accents_and_pictures(name: str, words: str) -> None:
    assert parse_audience(words, "en", name) == ("partner", "dentist")
    assert parse_reminder_sentence(f"remind {words}", "en", name) == ("partner", "dentist")


@pytest.mark.parametrize(
    ("language", "words", "audience", "rest"),
    [
        ("en", "both of us dinner 19:00", "us", "dinner 19:00"),
        ("en", "the two of us: dinner 19:00", "us", "dinner 19:00"),
        ("en", "me to call mum", "me", "call mum"),
        ("en", "remind me to call mum", "me", "call mum"),
        ("en", "Bob and me dinner", "us", "dinner"),
        ("en", "Bob’s birthday tomorrow", "", "Bob’s birthday tomorrow"),
        ("en", "bobsleigh tomorrow", "", "bobsleigh tomorrow"),
        ("en", "call mum", "", "call mum"),
        ("en", "me", "me", ""),
        ("es", "a bob dentista", "partner", "dentista"),
        ("es", "los dos cena", "us", "cena"),
        ("es", "nosotros dos: cena", "us", "cena"),
        ("es", "para ustedes dos: cena", "us", "cena"),
        ("es", "recuérdame llamar", "me", "llamar"),
        ("es", "recuérdale a Bob llamar", "partner", "llamar"),
        ("es", "recordarle a mamá la cita", "", "recordarle a mamá la cita"),
        ("es", "para mí: llamar", "me", "llamar"),
        ("es", "mi cita con el dentista", "", "mi cita con el dentista"),
        ("es", "a mi pareja, pan", "partner", "pan"),
    ],
)
def test_the_first_words_say_for_whom_it_is(
    language: str, words: str, audience: str, rest: str
) -> None:
    assert parse_audience(words, language, BOB) == (audience, rest)


def test_nobody_is_meant_by_an_empty_name() -> None:
    assert parse_audience("dentist tomorrow", "en", "") == ("", "dentist tomorrow")
    assert parse_reminder_sentence("remind dentist", "en", "") is None


@pytest.mark.parametrize(
    ("language", "words", "left"),
    [
        ("en", "to renew passport", "renew passport"),
        ("en", "renew passport", "renew passport"),
        ("en", "to", "to"),
        ("es", "que hay reunión", "hay reunión"),
    ],
)
def test_the_small_word_behind_a_moment_is_left_out(language: str, words: str, left: str) -> None:
    assert drop_link(words, language) == left
