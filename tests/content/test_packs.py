"""Test challenge packs: accepted as a whole or not at all, and removable without harm."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

import content
from bot.app import App
from bot.cli.content import find_faults, load_base_content
from bot.cli.doctor import run_checks
from bot.startup import load_content, load_packs_for
from content import packs
from content.packs import BaseContent, LoadedPacks
from domain.challenge.export import WEEKS
from handlers.turn import Content
from storage.tables.challenge import Round
from tests.challenge.kinds import EVERY_KIND
from tests.challenge.test_challenge import shares
from tests.challenge.test_order import have_done, likes, now_open
from tests.privacy.test_export import exports
from tests.support.command_line import run_command
from tests.support.content_copy import append_text, replace_text
from tests.support.couples import paired
from tests.support.people import Person, Time
from tests.support.restart import restart

EXAMPLE = content.FOLDER.parent / "docs/example-packs"
NAME = "two-small-things"
TRAY, ROOM = "appreciation-tray", "communication-draw-a-room"
FROM_A_PACK = "From a pack that was added by the person who runs this bot."
FINDING = """
[[finding]]
id = "carol-2020-trays"
claim.en = "Trays went with smiles."
claim.es = "Las bandejas iban con sonrisas."
caveat.en = "One kitchen, one week."
caveat.es = "Una cocina, una semana."
grade = "diary"
authors = "Carol"
year = 2020
title = "Trays"
journal = "Kitchen Notes"
"""


@pytest.fixture(scope="module")
def own() -> BaseContent:
    """Return the real content, as packs find it."""
    return load_base_content()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make a folder of packs with the example in it, to be broken."""
    shutil.copytree(EXAMPLE / NAME, tmp_path / "packs" / NAME)
    return tmp_path / "packs"


def said(admitted: LoadedPacks) -> str:
    """Return all problems, one a line."""
    return "\n".join(str(each) for found in admitted.refused.values() for each in found)


def test_the_example_packs_join_the_library(own: BaseContent) -> None:
    admitted = packs.load_packs(EXAMPLE, own)
    assert said(admitted) == ""
    assert admitted.names == ["one-of-each-kind", NAME]
    library = admitted.library
    known = {each.id for each in own.library.challenges}
    assert {each.id for each in library.challenges} - known == {TRAY, ROOM, *EVERY_KIND}
    assert library.theme("appreciation", "es").challenges[-1].title == "Una bandeja para ti"
    assert (
        library.theme("appreciation", "en").challenges[0]
        == own.library.theme("appreciation", "en").challenges[0]
    )


def test_a_pack_may_bring_its_own_evidence(place: Path, own: BaseContent) -> None:
    append_text(place / NAME / "evidence.toml", FINDING)
    for language in own.library.languages:
        replace_text(
            place / NAME / f"{language}.toml", "lore = true", 'evidence = ["carol-2020-trays"]'
        )
    admitted = packs.load_packs(place, own)
    assert said(admitted) == ""
    assert admitted.evidence.finding("carol-2020-trays").authors == "Carol"


Spoil = Callable[[Path], object]


def in_both(old: str, new: str) -> Spoil:
    """Return a change that is the same in both languages."""

    def spoil(pack: Path) -> None:
        for language in ("en", "es"):
            replace_text(pack / f"{language}.toml", old, new)

    return spoil


def in_file(old: str, new: str, file: str = "en.toml") -> Spoil:
    return lambda pack: replace_text(pack / file, old, new)


def holding(size: int) -> Spoil:
    return lambda pack: os.truncate(pack / "es.toml", size)


def linked(pack: Path) -> None:
    """Replace the Spanish file by a link to one outside the folder."""
    outside = pack.parent.parent / "es.toml"
    (pack / "es.toml").rename(outside)
    (pack / "es.toml").symlink_to(outside)


def linked_whole(pack: Path) -> None:
    shutil.move(pack, pack.parent.parent / "elsewhere")
    pack.symlink_to(pack.parent.parent / "elsewhere")


def instead(make: Callable[[Path], object]) -> Spoil:
    """Put something else in place of the Spanish file."""

    def spoil(pack: Path) -> None:
        (pack / "es.toml").unlink()
        make(pack / "es.toml")

    return spoil


def twice(pack: Path) -> None:
    for language in ("en", "es"):
        text = (pack / f"{language}.toml").read_text("utf-8")
        append_text(pack / f"{language}.toml", "\n[[challenge]]" + text.split("[[challenge]]")[1])


def copy_of_ours(pack: Path) -> None:
    for language in ("en", "es"):
        ours = (content.FOLDER / f"themes/{language}/goals.toml").read_text("utf-8")
        first = ours.split("[[challenge]]")[1].replace("goals-small-plan", "goals-copied")
        append_text(pack / f"{language}.toml", f'\n[[challenge]]\ntheme = "goals"{first}')


def emptied(pack: Path) -> None:
    shutil.rmtree(pack)
    pack.mkdir()


BAD: dict[str, tuple[Spoil, str]] = {
    "an id of the library": (
        in_both(TRAY, "appreciation-unseen"),
        f"{NAME}/en.toml, line 4, appreciation-unseen: there is a challenge of this id already",
    ),
    "an id twice": (twice, f"{NAME}/en.toml, line 4, {TRAY}: this id stands twice"),
    "a missing language": (
        lambda pack: (pack / "es.toml").unlink(),
        f"{NAME}/es.toml, file: missing: a pack speaks every language that the bot speaks",
    ),
    "a missing translation": (
        in_file(ROOM, "communication-other", "es.toml"),
        f"{NAME}/es.toml, {ROOM}: missing, but English has it (translate it)",
    ),
    "another kind of question": (
        in_file('kind = "text"', 'kind = "guess"\nguess = "¿Y tu pareja?"', "es.toml"),
        f"{NAME}/es.toml, line 36, {ROOM}, field question.kind: differs from English",
    ),
    "broken TOML": (in_file("minutes = 20", "minutes ="), f"{NAME}/en.toml, line 8: not TOML"),
    "no UTF-8": (
        lambda pack: (pack / "es.toml").write_bytes(b"# ok\n# \xff\n"),
        f"{NAME}/es.toml, line 2: not UTF-8 (save the file as UTF-8)",
    ),
    "a theme that is none": (
        in_both('theme = "communication"', 'theme = "money"'),
        f"line 36, {ROOM}, field theme: Input should be 'perspectives'",
    ),
    "an unknown study": (
        in_both("savitsky-2011-closeness", "nobody-1900-nothing"),
        f"{NAME}/en.toml, line 36, {ROOM}, field evidence: nobody-1900-nothing is not in",
    ),
    "a study that is there already": (
        lambda pack: append_text(
            pack / "evidence.toml", FINDING.replace("carol-2020-trays", "algoe-2016-you")
        ),
        f"{NAME}/evidence.toml, line 2, algoe-2016-you: there is evidence of this id already",
    ),
    "a study that nobody names": (
        lambda pack: append_text(pack / "evidence.toml", FINDING),
        f"{NAME}/evidence.toml, line 2, carol-2020-trays: no challenge of this pack names it",
    ),
    "a study in one language": (
        lambda pack: append_text(pack / "evidence.toml", FINDING.replace("claim.es", "claim.fr")),
        f"{NAME}/evidence.toml, line 2, carol-2020-trays, field claim: es is missing",
    ),
    "a broken study": (
        lambda pack: append_text(pack / "evidence.toml", FINDING.replace("diary", "proof")),
        f"{NAME}/evidence.toml, line 2, carol-2020-trays, field grade: Input should be",
    ),
    "100 MB": (holding(100_000_000), f"{NAME}/es.toml, file: 100.0 MB, and a pack's file has at"),
    "a link out of the folder": (linked, f"{NAME}/es.toml, file: a link that leads out of its"),
    "a folder elsewhere": (linked_whole, f"{NAME}, folder: a link that leads out of the folder"),
    "a link to itself": (
        instead(lambda path: path.symlink_to(path)),
        f"{NAME}, folder: cannot be read (",
    ),
    "a link to nothing": (
        instead(lambda path: path.symlink_to(path.with_name("none"))),
        f"{NAME}, folder: cannot be read (FileNotFoundError)",
    ),
    "a pipe": (instead(os.mkfifo), f"{NAME}/es.toml, file: not a file"),
    "a folder for a file": (instead(Path.mkdir), f"{NAME}/es.toml, file: not a file"),
    "an empty folder": (
        emptied,
        f"{NAME}, folder: holds no challenges: en.toml and es.toml are missing",
    ),
    "no challenges in the file": (
        lambda pack: (pack / "en.toml").write_text("challenge = []\n"),
        f"{NAME}/en.toml, challenge: Tuple should have at least 1 item",
    ),
    "a language that the bot lacks": (
        lambda pack: shutil.copy(pack / "en.toml", pack / "fr.toml"),
        f"{NAME}/fr.toml, file: none of en.toml, es.toml, evidence.toml",
    ),
    "a copy of ours": (
        copy_of_ours,
        "goals-copied: nearly the same as goals-small-plan (100% of the words)",
    ),
    "a gendered word": (in_file("The other brings", "Your wife brings"), "steps: says “wife”"),
    "an open mark": (in_file("Toss a coin", "*Toss a coin"), "field steps: markup: "),
    "a long card": (in_file("Toss a coin.", "Toss a coin. " * 150), f"{TRAY}: the card has 2"),
    "words that are too hard": (
        in_file("Toss a coin.", "Notwithstanding organisational difficulties " * 20),
        f"{NAME}/en.toml, line 4, {TRAY}: reading ease is ",
    ),
    "a file outside of a pack": (
        lambda pack: shutil.copy(pack / "en.toml", pack.parent),
        "en.toml, file: lies outside of a pack (put it into a folder of its own)",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_pack_is_refused_as_a_whole(name: str, place: Path, own: BaseContent) -> None:
    """Without `check` returning the pack with its problems, an unknown study got in.

    Without looking at the size, 100 MB were read; without the looks at links and kinds of file, a
    pack reached outside of its folder.
    """
    spoil, fault = BAD[name]
    spoil(place / NAME)
    admitted = packs.load_packs(place, own)
    assert fault in said(admitted)
    if "outside of a pack" not in name:
        assert admitted.names == []
        assert len(admitted.library.challenges) == len(own.library.challenges)


def test_of_two_packs_with_one_id_the_first_by_name_stays(place: Path, own: BaseContent) -> None:
    shutil.copytree(place / NAME, place / "another")
    admitted = packs.load_packs(place, own)
    assert admitted.names == ["another"]
    assert f"{NAME}/es.toml, line 4, {TRAY}: there is a challenge of this id already" in said(
        admitted
    )


def test_other_files_and_hidden_folders_are_left_alone(place: Path, own: BaseContent) -> None:
    append_text(place / NAME / "README.md", "Hello.")
    append_text(place / "README.md", "Hello.")
    append_text(place / ".git/config", "")
    assert said(packs.load_packs(place, own)) == ""


def test_a_missing_folder_of_packs_is_reported(tmp_path: Path, own: BaseContent) -> None:
    admitted = packs.load_packs(tmp_path / "none", own)
    assert "folder: cannot be opened (FileNotFoundError) (make it, or correct PACKS_DIR)" in said(
        admitted
    )


def test_the_bot_starts_without_a_bad_pack_and_says_so(place: Path) -> None:
    shutil.copytree(place / NAME, place / "spoiled")
    replace_text(place / "spoiled/en.toml", "minutes = 20", "minutes =")
    with capture_logs() as logs:
        content_ = load_content(place)
    assert logs == [{"event": "pack_refused", "log_level": "error", "pack": "spoiled", "count": 1}]
    assert TRAY in content_.library


async def test_the_doctor_counts_packs_and_names_the_first_fault(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setenv("TELEGRAM_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("PACKS_DIR", str(place))
    found = {each.subject: each.message for each in await run_checks()}
    assert found["packs"] == "1, with 2 challenges"
    (place / NAME / "es.toml").unlink()
    found = {each.subject: each.message for each in await run_checks()}
    assert found["packs"].startswith(f"left out: {NAME}; {NAME}/es.toml, file: missing: a pack")


def test_the_check_takes_a_file_a_pack_or_a_folder_of_packs(place: Path) -> None:
    pack = place / NAME
    assert find_faults([place, pack, pack / "en.toml"]) == []
    replace_text(pack / "es.toml", "minutes = 20", "minutes =")
    (fault,) = find_faults([pack / "es.toml"])
    assert fault.startswith(f"{NAME}/es.toml, line 8: not TOML")
    assert find_faults([pack / "en.toml"]) == []
    assert find_faults([pack]) == find_faults([place]) == [fault]
    assert find_faults((), place) == [fault]


async def test_the_check_of_one_file_ends_with_one_for_a_fault(place: Path) -> None:
    replace_text(place / NAME / "es.toml", "minutes = 20", "minutes =")
    said = await run_command(place, "content", "check", str(place / NAME / "es.toml"))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{NAME}/es.toml, line 8: not TOML")


@pytest.fixture(scope="module")
def with_pack(shelf: Content) -> Content:
    """Return the content with the example pack."""
    admitted = load_packs_for(shelf, EXAMPLE)
    return replace(shelf, library=admitted.library, evidence=admitted.evidence)


async def in_a_round_of(
    pack: Content, challenge: str, alice: Person, bob: Person, app: App
) -> None:
    """Let the two have had every other challenge, so that the pack's comes next."""
    app = restart(app, alice, bob, content=pack)
    await paired(alice, bob)
    for each in (alice, bob):
        await likes(each, 3)
    await have_done(
        alice, app, [each.id for each in pack.library.challenges if each.id != challenge]
    )
    await alice.says("/challenge")
    await alice.presses("Start now")
    assert await now_open(app) == challenge


async def test_a_challenge_of_a_pack_is_a_challenge_like_any_other(
    alice: Person, bob: Person, app: App, with_pack: Content
) -> None:
    await in_a_round_of(with_pack, TRAY, alice, bob, app)
    bob.sees("A tray for one", "Toss a coin", "20 minutes")
    await alice.presses("Why?")
    alice.sees("Common sense")
    for each in (alice, bob):
        await each.presses("Company")
        await each.presses("Share when both are in")
    bob.sees("Both answers are in", "A tray for one", "Company", "Settle on a day")


async def test_a_packs_card_says_that_it_comes_from_the_operator(
    alice: Person, bob: Person, app: App, with_pack: Content
) -> None:
    """Seen to fail: the questions of somebody who runs it came in the bot’s own voice."""
    await in_a_round_of(with_pack, TRAY, alice, bob, app)
    bob.sees("A tray for one", FROM_A_PACK)
    await bob.says("/challenge")
    bob.sees(FROM_A_PACK)
    await bob.says("/reflect")
    bob.sees("Write about this", FROM_A_PACK)
    await bob.says("/cancel")
    await bob.says("/challenge")
    await bob.presses("Another one")
    await bob.presses("Surprise me")
    await bob.says("/challenge")
    assert FROM_A_PACK not in bob.last.text


async def test_removing_a_pack_loses_no_words_and_allows_a_swap(
    alice: Person, bob: Person, app: App, shelf: Content, with_pack: Content
) -> None:
    """Without: `is_gone` saying no, Alice's own words were nowhere to be seen."""
    await in_a_round_of(with_pack, ROOM, alice, bob, app)
    await shares(alice, "the smell of the blue cupboard")
    app = restart(app, alice, bob, content=shelf)
    await bob.says("/challenge")
    bob.sees("no longer here", "Another one")
    await alice.says("/challenge")
    alice.sees("no longer here", "the smell of the blue cupboard")
    await alice.says("/history")
    alice.sees("A challenge that’s no longer here", "the smell of the blue cupboard")
    await bob.says("/reflect")
    bob.sees("Write about this")
    await bob.says("/challenge")
    await bob.presses("Another one")
    await bob.presses("Surprise me")
    bob.sees_changed("Swapped", "Together")
    assert (await now_open(app)).startswith("communication-")
    await alice.says("/history")
    alice.sees("Before the swap you wrote", "the smell of the blue cupboard")


async def test_old_buttons_of_a_challenge_that_is_gone_are_answered_kindly(
    alice: Person, bob: Person, app: App, shelf: Content, with_pack: Content
) -> None:
    await in_a_round_of(with_pack, TRAY, alice, bob, app)
    await alice.presses("Company")
    app = restart(app, alice, bob, content=shelf)
    for label in ("A while in peace", "Why?"):
        await bob.presses_button(bob.button(label))
        bob.sees("no longer here")
    await alice.presses("Edit")
    alice.sees("no longer here")
    await bob.presses("Later")
    await bob.presses("Tomorrow")
    bob.sees_changed("I’ll bring it back")


async def test_it_can_be_swapped_even_if_the_week_has_been_swapped_before(
    alice: Person, bob: Person, app: App, shelf: Content, with_pack: Content
) -> None:
    """Without: asking only for `swapped_from`, the two were left with nothing for the week."""
    await in_a_round_of(with_pack, TRAY, alice, bob, app)
    async with app.database.write() as session:
        (
            await session.scalars(select(Round).where(Round.closed_at.is_(None)))
        ).one().swapped_from = "appreciation-unseen"
    app = restart(app, alice, bob, content=shelf)
    await bob.says("/challenge")
    await bob.presses("Another one")
    await bob.presses("Surprise me")
    bob.sees_changed("Swapped", "Together")


async def test_revealed_answers_stay_readable(
    alice: Person, bob: Person, app: App, shelf: Content, with_pack: Content
) -> None:
    await in_a_round_of(with_pack, ROOM, alice, bob, app)
    await shares(alice, "a blue cupboard")
    await shares(bob, "a lamp with a shade")
    app = restart(app, alice, bob, content=shelf)
    for each in (alice, bob):
        await each.says("/history")
        each.sees("a blue cupboard", "a lamp with a shade", "the question is no longer here")
        await each.says("/challenge")
        each.sees("a blue cupboard", "a lamp with a shade")
    await bob.presses("❤️")
    alice.sees("❤️")


async def test_an_export_names_a_challenge_that_is_gone(
    alice: Person, bob: Person, app: App, shelf: Content, with_pack: Content
) -> None:
    """Seen to fail: no export came any more."""
    await in_a_round_of(with_pack, ROOM, alice, bob, app)
    await shares(alice, "the smell of the blue cupboard")
    app = restart(app, alice, bob, content=shelf)
    page, export = await exports(alice)
    assert export.part(WEEKS)[0].title == "A challenge that’s no longer here"
    assert "A challenge that’s no longer here" in page
    assert "the smell of the blue cupboard" in page


async def test_both_may_share_after_the_pack_has_gone(
    alice: Person, bob: Person, app: App, shelf: Content, with_pack: Content
) -> None:
    await in_a_round_of(with_pack, ROOM, alice, bob, app)
    await shares(alice, "a blue cupboard")
    await bob.presses("Answer")
    app = restart(app, alice, bob, content=shelf)
    await bob.says("a lamp with a shade")
    await bob.presses("Share when both are in")
    for each in (alice, bob):
        each.sees("Both answers are in", "a blue cupboard", "a lamp with a shade")


async def test_the_weeks_go_on_after_a_challenge_that_is_gone(
    alice: Person, bob: Person, app: App, clock: Time, shelf: Content, with_pack: Content
) -> None:
    """Without: asking the library for the theme of the last challenge, no week came after it."""
    await in_a_round_of(with_pack, ROOM, alice, bob, app)
    app = restart(app, alice, bob, content=shelf)
    bob.looks()
    with capture_logs() as logs:
        await replace(clock, app=app).advance(days=14)
    assert [each["event"] for each in logs if each["log_level"] == "error"] == []
    bob.sees("Your week on the same side", "Together")
    bob.sees_not("no longer here")  # no nudge about it, either
