"""Test that the export's page shows every field of its file, or leaves it out on purpose."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

import handlers
from chat.messages import Event, Kind
from domain.ask.export import ExportedQuestion
from domain.cards.export import ExportedCardAnswer
from domain.challenge.export import (
    ExportedAnswer,
    ExportedLiking,
    ExportedReaction,
    ExportedWeek,
)
from domain.context import Context
from domain.dates.export import ExportedDate
from domain.evenings.export import ExportedEvenings
from domain.goals.export import ExportedCheckIn, ExportedGoal
from domain.letter.export import ExportedLetter
from domain.note.notes import ExportedNote
from domain.privacy.export import Profile
from domain.privacy.export_section import Export, build_model
from domain.reflect import ExportedEntry
from domain.remind.export import ExportedReminder
from domain.repair.export import ExportedRepair
from domain.thanks import ExportedThanks
from domain.unsorted import ExportedUnsorted
from domain.wishes.export import ExportedWish
from handlers.privacy import export_page
from handlers.turn import Content, Turn
from storage.sealing import ServerKeys, Vault
from storage.tables.member import Member

pytestmark = pytest.mark.long

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
DAY = date(2026, 3, 4)
SIDE = {"fair": "we were tired", "felt": "alone", "need": "rest", "wish": "a walk"}
FEATURES = handlers.collect_features()
Document = build_model(FEATURES.export)
PARTS: dict[str, object] = dict(
    profile=Profile(
        name="Alice",
        platform="telegram",
        pronoun="she",
        language="en",
        time_zone="Europe/Berlin",
        country="DE",
        usual_hours={"night": "21:30"},
        hour="19:00",
        quiet_from="22:00",
        quiet_until="07:00",
        depth=3,
        nudges="challenge",
        from_partner="now",
        extras_from_partner="card",
        paused_until=NOW + timedelta(days=3),
        reachable=True,
        joined_on=DAY,
        hides_words=False,
        clears_words=False,
        keeps_in_chat=False,
        keeps_unsorted=False,
        hides=["Carol"],
        partner="Bob",
        weekday=0,
        every_weeks=1,
        takes_up="yes",
        consent="1",
        consented_at=NOW,
    ),
    journal=[ExportedEntry(begun_at=NOW, day=NOW.date(), challenge="gone-one", words="a page")],
    unsorted=[ExportedUnsorted(day=NOW.date(), words="a thought")],
    weeks=[
        ExportedWeek(
            day=DAY,
            challenge="gone-one",
            title="Two questions",
            question="What was good?",
            partner="Bob",
            mine=[
                ExportedAnswer(
                    challenge="gone-one", title="Two questions", words="the soup", state="private"
                )
            ],
            theirs="the tea",
            reactions=[
                ExportedReaction(mine=True, kind="line", line="so good"),
                ExportedReaction(mine=True, kind="heart", line=None),
            ],
        )
    ],
    thanks=[ExportedThanks(mine=True, other="Bob", words="for the tea", on=DAY, put_away=False)],
    questions=[
        ExportedQuestion(
            mine=True,
            partner="Bob",
            words="What makes you laugh?",
            on=DAY,
            answer="the cat",
            state="shared",
            theirs=theirs,
            in_cards=theirs is not None,
        )
        for theirs in ("the dog", None)
    ],
    wishes=[
        ExportedWish(
            words="a picnic",
            state="both",
            partner="Bob",
            on=DAY,
            mine="so good",
            theirs="and warm",
        )
    ],
    goals=[
        ExportedGoal(
            state="active",
            partner="Bob",
            words="to dance",
            reason="it is fun",
            until=DAY,
            step="find a song",
            step_by="me",
            left=False,
            weekly=True,
            milestones=["our first song"],
        )
    ]
    * 2,
    check_ins=[ExportedCheckIn(goal=0, week="2026-W10", mine="some of it", theirs="well done")],
    reminders=[
        ExportedReminder(
            words="water the plants",
            audience=audience,
            mine=True,
            partner="Bob",
            mode="each",
            clock="same",
            state="on",
            when="every Friday",
            at=NOW,
            time_zone="Europe/Berlin",
            rule="FREQ=WEEKLY",
        )
        for audience in ("us", "partner")
    ],
    repairs=[
        ExportedRepair(
            partner="Bob",
            mine={**SIDE, "trial": "tea alone"},
            theirs=SIDE,
            trial="tea for two",
            proposed_by_me="tea at nine",
            proposed_by_other="tea at ten",
        )
    ],
    cards=[
        ExportedCardAnswer(
            card="goals-tiny-win",
            question="Which tiny win?",
            partner="Bob",
            mine="the shelf",
            state="in",
            theirs="the soup",
        ),
        ExportedCardAnswer(
            card="gone-one", question="", partner="Bob", mine="tea", state="in", theirs=None
        ),
    ],
    evenings=[
        ExportedEvenings(week="2026-W10", tapped=[DAY], done=False, both=[DAY + timedelta(days=1)])
    ],
    dates=[
        ExportedDate(
            words="our wedding",
            kind="anniversary",
            month=2,
            day=29,
            year=2020,
            leap="before",
            mine=True,
            partner="Bob",
            state="agreed",
            days_before=7,
        )
    ],
    letters=[
        ExportedLetter(
            mine=True, other="Bob", words="in a year", opens_on=DAY, to_both=False, state="sealed"
        )
    ],
    notes=[ExportedNote(words="liked the scarf", about="our wedding")],
    likings=[ExportedLiking(challenge="gone-one", title="Two questions", liking="loved")],
)
ONE = Document.model_validate({"made_at": NOW, **PARTS})
"""Something in every place."""

OTHER: dict[str, object] = {
    "platform": "discord",
    "pronoun": "neither",
    "language": "es",
    "time_zone": "Europe/Lisbon",
    "country": "AR",
    "night": "22:15",
    "hour": "08:30",
    "quiet_from": "21:00",
    "quiet_until": "08:00",
    "depth": 1,
    "nudges": "thanks",
    "from_partner": "card",
    "extras_from_partner": "now",
    "consent": "no",
    "takes_up": "no",
    "kind": "thanks",
    "week": "2026-W11",
    "step_by": "both",
    "mode": "either",
    "clock": "own",
    "audience": "me",
    "liking": "not",
    "weeks[].mine[].state": "draft",
    "questions[].state": "declined",
    "wishes[].state": "maybe",
    "goals[].state": "done",
    "dates[].kind": "birthday",
    "dates[].leap": "after",
    "dates[].month": 3,
    "dates[].day": 28,
    "dates[].state": "proposed",
    "letters[].state": "held",
    "dates[].days_before": 3,
    "reminders[].state": "muted",
    "journal[].challenge": None,
    "cards[].state": "draft",
    "check_ins[].mine": "well, in the end",
    "check_ins[].theirs": "some of it",
}
"""Another value where not every value is one, by the field's name or its place."""

Path = tuple[str | int, ...]


def leaves(held: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 - any JSON
    if isinstance(held, dict | list) and held:
        inside = held.items() if isinstance(held, dict) else enumerate(held)
        for key, value in inside:
            yield from leaves(value, (*path, key))
    else:
        yield path, held


def place_of(path: Path) -> str:
    """Return the place, such as weeks[].mine[].title."""
    return "".join("[]" if isinstance(key, int) else f".{key}" for key in path)[1:]


def another(path: Path, value: Any) -> object:  # noqa: ANN401 - any JSON
    place = place_of(path)
    for name in (place, place.rpartition(".")[2]):
        if name in OTHER:
            return OTHER[name]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value[:4] == "2026":
        return value.replace("2026", "2027", 1)
    return f"other than {value}"


def changed(held: Any, path: Path) -> Export | None:  # noqa: ANN401 - any JSON
    """Return the export with another value in one place; None where no other is possible."""
    other = inside = deepcopy(held)
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = another(path, inside[path[-1]])
    try:
        return Document.model_validate(other)
    except ValidationError:
        return None


@pytest.fixture(params=["en", "es"])
def turn(request: pytest.FixtureRequest, shelf: Content) -> Turn:
    """Make Alice's turn, without a database: the page is made of the document alone."""
    language: str = request.param
    alice = Member(id=uuid4(), platform="telegram", language=language, zone="Europe/Berlin")
    return Turn(
        Event("1", Kind.COMMAND, NOW, language=language),
        alice,
        None,
        Context(cast(AsyncSession, None), cast(Vault, None), NOW),
        cast(ServerKeys, None),
        FEATURES,
        shelf,
        random.Random(1),
        {},
    )


def test_each_field_is_on_the_page_or_left_out_on_purpose(turn: Turn) -> None:
    """Seen to fail for depth, liking, audience and others on the page of before."""
    held = ONE.model_dump(mode="json")
    said = export_page.render_page(turn, ONE)
    places = {place_of(path) for path, _ in leaves(held)}
    shown = {
        place_of(path)
        for path, value in leaves(held)
        if value is not None
        and (other := changed(held, path))
        and export_page.render_page(turn, other) != said
    }
    assert places - shown == set(export_page.omitted_fields(FEATURES))


def test_the_example_has_something_in_every_place() -> None:
    """Without it a new field would not be looked at."""
    found: dict[str, list[object]] = {}
    for path, value in leaves(ONE.model_dump(mode="json")):
        found.setdefault(place_of(path), []).append(value)
    empty = [place for place, values in found.items() if values in ([None], [[]], [{}])]
    assert empty == []
