"""Test the router: one function for each thing, and a function for everything."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import handlers
from chat.buttons import Button
from chat.messages import Event, Kind, Replies
from chat.router import Handler, Router

UNHEARD = (Kind.DUE, Kind.GROUP, Kind.REACTION)
"""No feature handles these: a group gets its one explanation, a reaction is a press."""
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def event(kind: Kind, name: str = "") -> Event:
    return Event("1", kind, NOW, name=name)


def named(name: str) -> Handler[str]:
    async def handler(_: str) -> Replies:
        return []

    handler.__name__ = name
    return handler


@pytest.fixture
def router() -> Router[str]:
    return Router()


def test_each_way_in_finds_its_own_handler(router: Router[str]) -> None:
    one, two, three, four = map(named, "1234")
    router.command("pair")(one)
    router.button("pair:code")(two)
    router.answer("pair:code")(three)
    router.due("prompt")(four)
    assert router.find_handler(event(Kind.COMMAND, "pair"), None) is one
    assert router.find_handler(event(Kind.PRESS, "pair:code"), None) is two
    assert router.find_handler(event(Kind.TEXT), "pair:code") is three
    assert router.find_handler(event(Kind.DUE, "prompt"), None) is four


@pytest.mark.parametrize(
    "register",
    [
        lambda router: router.command("pair"),
        lambda router: router.button("pair"),
        lambda router: router.answer("pair"),
        lambda router: router.due("pair"),
        lambda router: router.fallback(Kind.TEXT),
    ],
)
def test_two_that_claim_the_same_are_an_error(router: Router[str], register) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # five one-liners
    """Seen to fail without the check in `_register`."""
    register(router)(named("first"))
    with pytest.raises(ValueError, match="two handlers claim"):
        register(router)(named("second"))


def test_one_name_may_be_a_command_a_button_and_an_answer(router: Router[str]) -> None:
    router.command("pair")(named("command"))
    router.button("pair")(named("button"))
    router.answer("pair")(named("answer"))


def test_two_features_that_claim_the_same_are_an_error(router: Router[str]) -> None:
    """Seen to fail with `include` as a plain dict update."""
    router.command("pair")(named("one"))
    other: Router[str] = Router()
    other.command("pair")(named("two"))
    with pytest.raises(ValueError, match="command 'pair'"):
        router.include(other)


def test_included_routers_are_found_with_their_editors(router: Router[str]) -> None:
    handler, editor = named("handler"), named("editor")
    other: Router[str] = Router()
    other.command("pair")(handler)
    other.edit(editor)
    router.include(other)
    assert router.find_handler(event(Kind.COMMAND, "pair"), None) is handler
    assert router.edit_handlers == [editor]


def test_words_go_to_the_question_that_was_asked(router: Router[str]) -> None:
    answer, otherwise = named("answer"), named("otherwise")
    router.answer("reflect:words")(answer)
    router.fallback(Kind.TEXT)(otherwise)
    assert router.find_handler(event(Kind.TEXT), "reflect:words") is answer
    assert router.find_handler(event(Kind.TEXT), None) is otherwise


def test_a_question_that_no_release_knows_any_more_falls_back(router: Router[str]) -> None:
    otherwise = named("otherwise")
    router.fallback(Kind.TEXT)(otherwise)
    assert router.find_handler(event(Kind.TEXT), "gone:question") is otherwise


def test_a_command_is_never_taken_for_an_answer(router: Router[str]) -> None:
    """Seen to fail with the kind left out of the look for an answer."""
    answer, cancel = named("answer"), named("cancel")
    router.answer("reflect:words")(answer)
    router.command("cancel")(cancel)
    assert router.find_handler(event(Kind.COMMAND, "cancel"), "reflect:words") is cancel


def test_a_button_cannot_reach_an_answer(router: Router[str]) -> None:
    router.answer("reflect:words")(named("answer"))
    assert router.find_handler(event(Kind.PRESS, "reflect:words"), "reflect:words") is None


def test_the_unknown_of_one_kind_does_not_fall_into_another(router: Router[str]) -> None:
    router.fallback(Kind.COMMAND)(named("command"))
    assert router.find_handler(event(Kind.PRESS, "pair"), None) is None
    assert router.find_handler(event(Kind.DUE, "pair"), None) is None


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in UNHEARD])
def test_every_action_has_a_handler(kind: Kind) -> None:
    assert handlers.collect_features().router.find_handler(event(kind, "nobody-knows-this"), None)


@pytest.mark.parametrize(
    ("button", "emoji", "counts"),
    [
        (Button("Done", "remind:done", choice="3"), "👍", True),
        (Button("Done", "remind:done"), "👍🏿", True),
        (Button("Done", "remind:done"), "✔", True),
        (Button("Done", "remind:done"), "👎", False),
        (Button("Done", "remind:done"), "👍✅", False),
        (Button("Done", "remind:done"), "\ufe0f", False),
        (Button("Done", "remind:done"), "", False),
        (Button("❤️", "challenge:react", choice="heart"), "❤", True),
        (Button("❤️", "challenge:react", choice="heart"), "❤️‍🔥", False),
        (Button("❤️", "challenge:react", choice="heart"), "🙏", False),
        (Button("More", "challenge:react", choice="talk"), "❤️", False),
        (Button("Share", "challenge:share"), "👍", False),
    ],
)
def test_an_emoji_counts_for_the_button_that_it_was_declared_for(
    router: Router[str], button: Button, emoji: str, counts: bool
) -> None:
    router.button("remind:done", reaction="👍✔️")(named("done"))
    by_choice = {"heart": "❤️", "thanks": "🙏"}
    router.button("challenge:react", reaction=by_choice)(named("react"))
    router.button("challenge:share")(named("share"))
    everything: Router[str] = Router()
    everything.include(router)
    assert everything.has_reaction(button, emoji) is counts
