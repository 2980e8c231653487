"""Test that each button that asks for words opens a form, or has a reason not to."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from textwrap import dedent
from types import FunctionType, ModuleType

import handlers
from chat.messages import Kind

SOMETIMES = "what it asks for depends on what is known already"
BUTTONS = "its buttons are the usual answer"
UNSEEN = "its question comes with the tap, and a form would hide it"
WITHOUT_A_FORM = {
    "cards:another": UNSEEN,
    "cards:both": UNSEEN,
    "cards:join": UNSEEN,
    "cards:show": SOMETIMES,
    "challenge:again": BUTTONS,
    "challenge:back": SOMETIMES,
    "challenge:open": BUTTONS,
    "challenge:pick": BUTTONS,
    "challenge:reopen": UNSEEN,
    "challenge:solo": UNSEEN,
    "challenge:swap": BUTTONS,
    "challenge:tap": BUTTONS,
    "evenings:remind": BUTTONS,
    "dates:leap": SOMETIMES,
    "dates:named": SOMETIMES,
    "dates:no-year": SOMETIMES,
    "dates:on": SOMETIMES,
    "dates:show": SOMETIMES,
    "goals:date": BUTTONS,
    "goals:from": SOMETIMES,
    "pair:choose": BUTTONS,
    "privacy:forget": UNSEEN,
    "reflect:write": UNSEEN,
    "remind:at": SOMETIMES,
    "remind:check": SOMETIMES,
    "remind:day": BUTTONS,
    "remind:meant": SOMETIMES,
    "remind:month": BUTTONS,
    "remind:new": SOMETIMES,
    "remind:other": BUTTONS,
    "remind:quick": SOMETIMES,
    "remind:when": BUTTONS,
    "remind:who": SOMETIMES,
    "repair:change": SOMETIMES,
    "repair:cool": SOMETIMES,
    "repair:show": SOMETIMES,
    "repair:start": UNSEEN,
    "settings:country": BUTTONS,
    "settings:hour": BUTTONS,
    "start:greet": SOMETIMES,
    "start:language": SOMETIMES,
    "start:zone": BUTTONS,
    "thanks:hint": UNSEEN,
    "unsorted:answer": SOMETIMES,
    "unsorted:nod": SOMETIMES,
    "unsorted:thank": SOMETIMES,
    "unsorted:was": "the words are there already",
    "wishes:when": SOMETIMES,
    "zone:ask": BUTTONS,
    "zone:clock": BUTTONS,
    "zone:clocks": BUTTONS,
}
"""Reasons by the button's action."""


@cache
def asks(function: Callable[..., object]) -> bool:
    """Return whether a handler, or anything in the product that it calls, opens a question."""
    return _asks(function, set())


def _asks(function: Callable[..., object], seen: set[Callable[..., object]]) -> bool:
    if function in seen:
        return False
    seen.add(function)
    calls = list(_calls(function))
    if "turn.ask" in calls:
        return True
    return any(_asks(each, seen) for each in _ours(function, calls))


def _calls(function: Callable[..., object]) -> Iterator[str]:
    """Yield the names of everything that it calls, as they are written."""
    for node in ast.walk(ast.parse(dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def _ours(function: Callable[..., object], calls: list[str]) -> Iterator[Callable[..., object]]:
    for name in calls:
        first, _, rest = name.partition(".")
        found = inspect.unwrap(function).__globals__.get(first)
        if isinstance(found, ModuleType):
            found = getattr(found, rest, None)
        if isinstance(found, FunctionType) and found.__module__.startswith("handlers."):
            yield found


def test_each_button_that_asks_for_words_opens_a_form_or_has_a_reason_not_to() -> None:
    """Without `asks` at any button, or with it at one that asks nothing: it is named here."""
    found = {
        name
        for feature in handlers.FEATURES
        for router in feature.routers
        for (kind, name), handler in router.handlers.items()
        if kind == Kind.PRESS and asks(handler)
    }
    declared = handlers.collect_features().router.longest_answers.keys()
    assert found - declared == WITHOUT_A_FORM.keys()
    assert declared - found == set()
