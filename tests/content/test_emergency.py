"""Test each emergency number against what telephone engineers know, and its file's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from phonenumbers import shortnumberinfo

import content
from content.geo import emergency
from content.geo.emergency import EMERGENCY_FILE, EmergencyNumbers
from tests.support.content_copy import replace_text


def load(folder: Path = content.FOLDER) -> EmergencyNumbers:
    numbers, problems = emergency.read(folder)
    assert numbers, problems
    return numbers


def unknown_to_engineers(numbers: EmergencyNumbers) -> list[str]:
    """Return the countries whose number libphonenumber's metadata does not call an emergency's."""
    return [
        code
        for code in sorted(numbers.countries)
        if (found := numbers.number_in(code))
        and not shortnumberinfo.is_emergency_number(found.number, code)
    ]


def test_every_number_is_known_as_an_emergency_number_of_its_country() -> None:
    """Seen to fail with 912 for Mexico, 191 for Brazil and 119 for Germany."""
    assert unknown_to_engineers(load()) == []


@pytest.mark.parametrize("code", sorted(load().countries))
def test_a_falsified_number_is_found(code: str) -> None:
    numbers = load()
    found = numbers.number_in(code)
    assert found
    falsified = {code: f"{found.number}7"}
    changed = numbers.model_copy(
        update={found.reaches: getattr(numbers, found.reaches) | falsified}
    )
    assert unknown_to_engineers(changed) == [code]


@pytest.mark.parametrize(("code", "number"), [("HN", "911"), ("GH", "112"), ("NG", "112")])
def test_a_country_where_the_two_do_not_agree_has_no_number(code: str, number: str) -> None:
    """When this fails, the metadata has come to agree: the number may be added."""
    assert not shortnumberinfo.is_emergency_number(number, code)
    assert load().number_in(code) is None


def test_a_number_says_whether_it_reaches_the_police_alone() -> None:
    numbers = load()
    assert numbers.number_in("ES") == emergency.EmergencyNumber("112", "everything")
    assert numbers.number_in("CL") == emergency.EmergencyNumber("133", "police")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("source = ", "# source = ", "source"),
        ("seen_on = ", "# seen_on = ", "seen_on"),
        ('AR = "911"', 'XX = "911"', "not a country"),
        ('AR = "911"', 'ZZ = "911"', "not a country"),
        ('AR = "911"', "AR = 911", "AR"),
        ('AR = "911"', 'AR = "call 911"', "AR"),
        ('AR = "911"', 'CL = "133"', "CL stands in both lists"),
        ('AR = "911"', 'AT = "911"', "not TOML"),
        ("\n[police]\n", "\n[fire]\n", "police"),
    ],
)
def test_a_fault_in_the_file_is_named(tmp_path: Path, old: str, new: str, what: str) -> None:
    text = (content.FOLDER / EMERGENCY_FILE).read_text("utf-8")
    (tmp_path / EMERGENCY_FILE).write_text(text, "utf-8")
    replace_text(tmp_path / EMERGENCY_FILE, old, new)
    numbers, problems = emergency.read(tmp_path)
    assert numbers is None
    assert any(what in str(each) for each in problems)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    _, problems = emergency.read(tmp_path)
    assert EMERGENCY_FILE in str(problems[0])
