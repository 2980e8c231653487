"""Test that an incomplete feature is an error at start."""

from __future__ import annotations

from dataclasses import replace

import pytest

import handlers
from chat.messages import Kind, Replies
from chat.router import Router
from handlers.feature import Feature, FeatureError, Nudge, PageSection, collect
from handlers.turn import Content
from storage.tables.challenge import Round


async def answer(turn: str) -> Replies:
    return []


async def can_nudge(*_: object) -> bool:
    return False


async def nudge(turn: str, round_: Round) -> Replies:
    return []


def dates(*, needs_consent: bool = True) -> Router[str]:
    router = Router[str]()
    router.command("dates", needs_consent=needs_consent)(answer)
    return router


def test_a_command_that_leads_nowhere_after_consent_is_an_error() -> None:
    """Without the check in `collect`: a yes for /dates is noted, and nothing comes of it."""
    with pytest.raises(FeatureError, match="/dates needs consent"):
        collect([Feature("dates", (dates(),), commands=("dates",))])


def test_after_consent_a_command_of_another_name_leads_on_too() -> None:
    features = collect([Feature("days", (dates(),), commands=("dates",), after_consent=answer)])
    assert features.after_consent == {"days": answer, "dates": answer}


def test_a_command_that_needs_no_consent_needs_no_way_on() -> None:
    features = collect([Feature("dates", (dates(needs_consent=False),), commands=("dates",))])
    assert features.after_consent == {}


def test_a_menu_without_a_handler_is_an_error() -> None:
    empty = Feature("dates", (Router[str](),), commands=("dates",))
    with pytest.raises(FeatureError, match="the menu offers /dates"):
        collect([empty])


def claim(kind: str) -> Feature[str]:
    """Return a feature that claims one thing of this kind."""
    router = Router[str]()
    match kind:
        case "command":
            router.command("dates", needs_consent=False)(answer)
        case "press":
            router.button("dates:show", needs_consent=False)(answer)
        case "due":
            router.due("date")(answer)
    feature = Feature("dates", (router,))
    if kind == "section":
        return replace(feature, export_page=(PageSection("dates", lambda _turn, _export: ()),))
    return replace(feature, nudges=(Nudge("dates", can_nudge, nudge),) if kind == "nudge" else ())


@pytest.mark.parametrize("kind", ["command", "press", "due", "section", "nudge"])
def test_two_features_that_claim_the_same_are_an_error(kind: str) -> None:
    """Without the check in `collect`: a second section or nudge takes the place of the first."""
    days = replace(claim(kind), name="days")
    with pytest.raises(FeatureError, match=r"dates and days both claim .*date"):
        collect([claim(kind), days])


def test_two_features_of_one_name_are_an_error() -> None:
    """Without the check in `collect`: a yes asked for by one leads on to the other."""
    with pytest.raises(FeatureError, match="both claim the name dates"):
        collect([claim("press"), claim("due")])


def test_one_command_twice_in_the_menu_is_an_error() -> None:
    """Without the check in `collect`: the menu offers it twice."""
    twice: Feature[str] = Feature("days", (), commands=("dates",))
    with pytest.raises(FeatureError, match="dates and days both claim /dates in the menu"):
        collect([replace(claim("command"), commands=("dates",)), twice])


def test_commands_are_in_the_order_of_features_but_for_those_at_the_end() -> None:
    features = handlers.collect_features()
    assert features.menu[:4] == ("start", "pair", "challenge", "history")
    assert features.menu[-8:] == (
        *("pause", "unpair", "whatcansee", "export", "move", "forget", "help", "cancel"),
    )
    assert features.help["week"][:2] == ["challenge", "history"]
    assert features.help["week"][-3:] == ["repair", "pair", "unpair"]
    assert features.help["reminders"] == ["dates", "remind", "reminders"]
    assert features.help["private"][-3:] == ["export", "move", "forget"]
    assert features.help["settings"] == ["start", "settings", "pause", "cancel", "help"]
    assert sorted(features.menu) == sorted(each for row in features.help.values() for each in row)


def test_each_command_has_a_text_in_the_menu_and_on_the_help_page(shelf: Content) -> None:
    """Without one, people would read its key."""
    keys = [
        f"{page}-{name}"
        for page in ("command", "help")
        for name in handlers.collect_features().menu
    ]
    assert [key for key in keys if not shelf.texts.has_text(key)] == []


def test_without_consent_only_this_much_works() -> None:
    """Pages, stops and deletions are free, and so are features that store only settings."""
    free = handlers.collect_features().router.without_consent
    commands = {name for kind, name in free if kind == Kind.COMMAND}
    assert commands == {
        *("", "start", "help", "cancel", "pair", "unpair", "support", "settings", "pause"),
        *("journal", "done", "history", "reminders", "whatcansee", "export", "forget"),
        "move",
    }
    whole = {"start", "zone", "pair", "settings", "privacy", "support", "history", "move"}
    actions = {name for kind, name in free if kind == Kind.PRESS and name}
    assert {name for name in actions if name.partition(":")[0] not in whole} == {
        *("reflect:page", "reflect:note", "reflect:drop", "reflect:delete", "reflect:erase"),
        *(
            "challenge:private",
            "challenge:back",
            "challenge:undo",
            "challenge:skip",
        ),
        *("ask:list", "ask:show", "ask:past", "ask:decline", "ask:no-card", "ask:back", "ask:drop"),
        "ask:withdraw",
        *("dates:all", "dates:show", "dates:delete", "dates:withdraw", "dates:off"),
        *("note:all", "note:delete"),
        *("letter:all", "letter:show", "letter:read", "letter:take-back"),
        *("wishes:shared", "wishes:unvote"),
        *("challenge:why", "thanks:jar", "thanks:draw", "thanks:out", "thanks:in"),
        *("goals:all", "goals:page", "goals:past", "goals:show", "goals:leave", "goals:unshare"),
        *("goals:forget", "repair:stop", "repair:before", "remind:list", "remind:show"),
        *("remind:done", "remind:snooze", "remind:skip", "remind:mute", "remind:skip-next"),
        *("remind:delete", "remind:leave", "remind:decline", "remind:drop", "remind:wake"),
        *("remind:file", "remind:unset", "unsorted:drop"),
        *("cards:close", "cards:decline", "cards:leave"),
    }
    assert ("answer", "start:solo") not in free
    assert not {name for kind, name in free if kind in (Kind.TEXT, Kind.FORM)}


def test_nudges_are_tried_in_this_order() -> None:
    assert handlers.collect_features().nudge_topics == ["challenge", "thanks", "goals"]


def test_at_one_instant_the_round_goes_first_and_the_decision_before_the_check_in() -> None:
    ranks = handlers.collect_features().router.due_ranks
    assert sorted(ranks, key=ranks.__getitem__) == ["opening", "prompt", "check-in-decide"]
