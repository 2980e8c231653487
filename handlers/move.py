"""Handles /move: a code from the old chat makes a new account the same person's."""

from __future__ import annotations

from functools import wraps

from chat.messages import Kind, Replies
from chat.router import SHORT_ANSWER_LENGTH, Handler
from content.texts import Rendered
from domain import member as members
from domain.move import accounts, codes
from domain.privacy import consent
from handlers.feature import Feature
from handlers.pair.linking import CODE_GROUP_LENGTH, find_code
from handlers.privacy import word
from handlers.turn import FeatureRouter, Turn, button

router = FeatureRouter(needs_consent=False)

CODE_QUESTION = "move:code"
UNDO_BUTTON = button("move-button-undo", "move:undo")
CLOSED_KINDS = {
    Kind.COMMAND,
    Kind.PRESS,
    Kind.TEXT,
    Kind.FORM,
    Kind.MEDIA,
    Kind.BACK,
    Kind.CHOSEN,
    "answer",
}
OPEN_FEATURES = {"move:undo", "support"}
"""The way back, and help in need: both still work in the old chat for a day."""


def guard(features: FeatureRouter) -> FeatureRouter:
    """Answer everything in the chat of a person who has moved away with the way back."""
    for (kind, name), handler in features.handlers.items():
        is_open = not OPEN_FEATURES.isdisjoint({name, name.partition(":")[0]})
        if kind in CLOSED_KINDS and not is_open:
            features.handlers[kind, name] = _closed_after_move(handler)
    return features


@router.command("move")
async def begin(turn: Turn) -> Replies:
    """Explain the move; a person with something to move can have a code."""
    if find_code(turn.event.text):
        return await enter_code(turn)
    _, cleared = await word.unlock(turn)
    have_code = button("move-button-have-code", CODE_QUESTION)
    if consent.has_agreed(turn.member):
        code = button("move-button-show", "move:show")
        return [*turn.say("move-begin", code, have_code), *cleared]
    return [*turn.say("move-begin-new", have_code), *cleared]


@router.button("move:show")
async def show_code(turn: Turn) -> Replies:
    """Show a code, only here and for ten minutes."""
    if not consent.has_agreed(turn.member):
        return turn.edit("move-begin-new", button("move-button-have-code", CODE_QUESTION))
    code = await codes.issue_code(turn.ctx, turn.server_keys, turn.member, turn.chance)
    minutes = int(codes.CODE_LIFETIME.total_seconds() // 60)
    return turn.edit(
        "move-code",
        button("move-button-withdraw", "move:withdraw"),
        code=Rendered(f"{code[:CODE_GROUP_LENGTH]}-{code[CODE_GROUP_LENGTH:]}"),
        minutes=minutes,
        ways=_ways_to_open(turn),
    )


@router.button("move:withdraw")
async def withdraw_code(turn: Turn) -> Replies:
    await codes.withdraw_code(turn.ctx, turn.member)
    return turn.edit("move-withdrawn")


@router.button(CODE_QUESTION, asks=SHORT_ANSWER_LENGTH)
async def ask_code(turn: Turn) -> Replies:
    turn.ask(CODE_QUESTION)
    return turn.say("move-ask-code")


@router.answer(CODE_QUESTION)
async def enter_code(turn: Turn) -> Replies:
    """Move the person whose code it is here; tell the old chat, and nobody else."""
    code = find_code(turn.event.text) or turn.event.text
    result = await accounts.redeem(turn.ctx, turn.server_keys, turn.member, code)
    if result is None:
        turn.ask(CODE_QUESTION)
        return turn.say("move-code-unknown", button("start-button-cancel", "start:cancel"))
    turn.stop_asking()
    if isinstance(result, accounts.Misused):
        return [*turn.say("move-not-empty"), *_warn_owner(turn, result)]
    await _become(turn, result)
    here = turn.say("move-done", button("start-button-challenge", "challenge:show"))
    return [*here, *_tell_old_chat(turn, result)]


@router.button("move:undo")
async def undo(turn: Turn) -> Replies:
    """Let everything go on in the old chat, and tell the other account that it ended there."""
    undone = await accounts.undo(turn.ctx, turn.member)
    await _become(turn, undone)
    there = turn.text("move-undone-there", undone.other_account)
    return [
        *turn.edit("move-undone", button("start-button-challenge", "challenge:show")),
        *turn.send(there, to=undone.other_account, during_quiet_hours=True),
    ]


@router.due(accounts.REMIND)
async def tell_once_more(turn: Turn) -> Replies:
    if not turn.member.moved_away:
        return []
    return turn.send(turn.text("move-away"), UNDO_BUTTON, preview="move-preview")


@router.due(accounts.END)
async def close_old_chat(turn: Turn) -> Replies:
    await accounts.end(turn.ctx, turn.member)
    return []


def _closed_after_move(handler: Handler[Turn]) -> Handler[Turn]:
    @wraps(handler)
    async def closed(turn: Turn) -> Replies:
        if not turn.member.moved_away:
            return await handler(turn)
        turn.stop_asking()
        return turn.say("move-away", UNDO_BUTTON)

    return closed


async def _become(turn: Turn, moved: accounts.Moved) -> None:
    """Go on as the person who is reached here from now on."""
    turn.member = moved.person
    turn.partner = await members.partner_of(turn.ctx, moved.person)


def _tell_old_chat(turn: Turn, moved: accounts.Moved) -> Replies:
    old_account = moved.other_account
    return turn.send(
        turn.text("move-away", old_account),
        UNDO_BUTTON,
        to=old_account,
        preview="move-preview",
        key=f"moved:{moved.id}",
        during_quiet_hours=True,
    )


def _warn_owner(turn: Turn, misused: accounts.Misused) -> Replies:
    """Tell the owner of a code that it was tried; nothing says by whom."""
    text = turn.text("move-code-void", misused.owner)
    return turn.send(text, to=misused.owner, preview="move-preview", during_quiet_hours=True)


def _ways_to_open(turn: Turn) -> Rendered:
    """Return the bot's address on each of its platforms."""
    links = [(platform.title(), turn.link(platform=platform)) for platform in turn.links]
    lines = [turn.text("move-way", platform=name, link=link) for name, link in links if link]
    return Rendered("\n".join(lines))


FEATURE = Feature("move", (router,), commands=("move",), help_group="private")
