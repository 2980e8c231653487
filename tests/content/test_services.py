"""Test the entries of support.toml: each with its proof, its words and a country to go with it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import content
from bot.cli.content import find_warnings
from chat import markup
from content import support
from content.geo import countries
from content.geo.emergency import EMERGENCY_FILE
from content.lint.run import check_folder
from content.problems import ContentBroken
from content.support import Support
from handlers.turn import Content
from tests.support.content_copy import add_german, copy_content

SEEN = date(2026, 11, 22)
SERVICE = """
[[service]]
country = "DE"
kind = "abuse"
name = "Somebody"
about.en = "for anyone"
about.es = "para cualquiera"
url = "https://somebody.example"
verified = "third-party"
seen_at = "elsewhere"
seen_on = 2026-11-22
source = "somebody.example"
"""


def test_every_number_comes_with_proof_and_a_country(shelf: Content) -> None:
    with_number = [each for each in shelf.support.services if each.numbers]
    assert with_number
    for each in with_number:
        assert each.verified == "official"
        assert countries.name(each.country, "en") != each.country
    assert all(each.checked_on is None for each in shelf.support.services)


@pytest.mark.parametrize("code", ["US", "CA", "NL", "AT", "ES", "GB", "DE", "UA", "KE", "JP"])
def test_where_an_authority_prints_a_number_it_is_given(shelf: Content, code: str) -> None:
    """Seen to fail for most of them while a ministry’s page counted as somebody else’s."""
    assert any(each.phone for each in shelf.support.services_in(code))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("url =", 'phone = "116 016"\nurl =', "need verified = official"),
        ("url =", 'sms = "116 016"\nurl =', "need verified = official"),
        ("url =", 'whatsapp = "116 016"\nurl =', "need verified = official"),
        ("url =", 'sms_word = "HELP"\nurl =', "sms_word needs the number"),
        ("url =", "chat = true\nurl =", "need verified = official"),
        ("url =", "by_name = true\nurl =", "by_name is for a service without"),
        ('"Somebody"', '"Line 116 016"', "the name holds a number"),
        ('"DE"', '"INTL"', None),
        ('url = "https://somebody.example"', "by_name = true", None),
        ('"DE"', '"XX"', "not a country"),
        ('"DE"', '"EU"', "not a country"),
        ('"DE"', '"Germany"', "country"),
        ('url = "https://somebody.example"\n', "", "neither a phone number nor an address"),
        ("https:", "http:", "url"),
        ("third-party", "official", "official means"),
        ("third-party", "no", "verified"),
        ('about.en = "for anyone"\n', "", "needed in English"),
        ("seen_on = 2026-11-22\n", "", "seen_on"),
        ('source = "somebody.example"\n', "", "source"),
        ('source = "somebody.example"', 'source = ""', "source"),
        ("kind", "colour = 3\nkind", "colour"),
        ("[[service]]", "[[service]", "not TOML"),
    ],
)
def test_an_entry_without_proof_is_refused(
    tmp_path: Path, old: str, new: str, what: str | None
) -> None:
    shutil.copy(content.FOLDER / EMERGENCY_FILE, tmp_path)
    (tmp_path / "support.toml").write_text(SERVICE.replace(old, new, 1), encoding="utf-8")
    found, problems = support.read(tmp_path)
    assert (found is None) == (what is not None)
    if what:
        assert what in str(problems[0])
        with pytest.raises(ContentBroken):
            Support.load(tmp_path)


def test_missing_files_are_named(tmp_path: Path) -> None:
    _, problems = support.read(tmp_path)
    assert {each.file for each in problems} == {"support.toml", "emergency.toml"}


def test_a_language_without_words_for_an_entry_is_named(shelf: Content) -> None:
    assert not list(support.missing_translations(shelf.support, ["en", "es"]))
    missing = list(support.missing_translations(shelf.support, ["en", "tlh"]))
    assert len(missing) == len(shelf.support.services)


@pytest.mark.parametrize("language", ["en", "es", "de", "es-MX", "pt-BR", "fr"])
def test_a_language_spoken_where_there_is_help_is_fine(shelf: Content, language: str) -> None:
    assert not list(support.missing_countries(shelf.support, [language]))


@pytest.mark.parametrize("language", ["sv", "tlh", "eo", "xx"])
def test_a_language_without_help_in_any_of_its_countries_is_named(
    shelf: Content, language: str
) -> None:
    """Seen to fail while Sweden’s emergency number counted as help."""
    [problem] = support.missing_countries(shelf.support, ["en", language])
    assert f"no country where {language} is an official language" in str(problem)


def test_the_check_of_all_content_names_such_a_language(tmp_path: Path) -> None:
    """Spanish while no Spanish-speaking country had an entry was the case that this stands for."""
    folder = add_german(copy_content(tmp_path))
    kept = (folder / "support.toml").read_text("utf-8").split("[[service]]")
    german = [f'country = "{code}"' for code in countries.codes_of_language("de")]
    others = [each for each in kept if not any(country in each for country in german)]
    (folder / "support.toml").write_text("[[service]]".join(others), "utf-8")
    found = "\n".join(map(str, check_folder(folder, markup.check)))
    assert "support.toml, de: no country where de is an official language has a service" in found


def test_entries_seen_over_half_a_year_ago_are_a_warning() -> None:
    assert find_warnings([], SEEN) == []
    assert find_warnings([], date(2027, 5, 21)) == []
    late = find_warnings([], date(2027, 5, 22))
    assert len(late) == len(Support.load(content.FOLDER).services)
    assert "over 180 days ago" in late[0]
    assert find_warnings([content.FOLDER / "evidence.toml"], date(2027, 5, 22)) == []


def test_the_words_of_entries_are_plain_markup(shelf: Content) -> None:
    for each in shelf.support.services:
        for words in each.about.values():
            markup.check(words)
