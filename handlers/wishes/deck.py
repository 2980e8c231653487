"""Handles /wishes: a deck for one person alone, one wish at a time."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.challenge import reach
from domain.errors import NotFound
from domain.wishes import deck, shared, votes
from domain.wishes.votes import Votes
from handlers import date_text
from handlers.turn import FeatureRouter, Row, Turn, button

router = FeatureRouter()

DECK_BUTTON = button("wishes-button-deck", "wishes:deck")
MINE_BUTTON = button("wishes-button-mine", "wishes:mine")
SHARED_BUTTON = button("wishes-button-shared", "wishes:shared")
APART_BUTTON = button("wishes-button-shared", "wishes:shared", choice="apart")
"""The same from a message that is to keep its place."""
WRITE_BUTTON = button("wishes-button-write", "wishes:write")
BACK_BUTTON = button("wishes-button-back", "wishes:show")


@router.command("wishes")
@router.button("wishes:show")
async def begin(turn: Turn) -> Replies:
    """Say what wishes are, and lead to the deck, one's own yeses and what both want."""
    found = await shared.visible_ids(turn.ctx, turn.member)
    last: list[Row] = [SHARED_BUTTON] if found else []
    if turn.partner is None:
        return turn.edit("wishes-nobody", button("wishes-button-invite", "pair:invite"), *last)
    lines = [turn.text("wishes-begin")]
    lines += [turn.text("wishes-rest")] if await reach.is_resting(turn.ctx, turn.member) else []
    text = Rendered("\n\n".join(lines))
    ways_on: list[Row] = [DECK_BUTTON, [MINE_BUTTON, WRITE_BUTTON], *last]
    return turn.send(text, *ways_on, target=EditPressed())


@router.button("wishes:deck", main=True)
async def go_on(turn: Turn) -> Replies:
    """Show the next wish without a vote, from a new deck if a week has passed."""
    if turn.partner is None:
        return await begin(turn)
    own = await deck.open_new(turn.ctx, turn.member, turn.content.wishes, turn.chance)
    return await _show_next(turn, own)


@router.button("wishes:vote", binding="wishes:card")
async def vote(turn: Turn) -> Replies:
    """Save a vote for its author alone, and go on; what the other said changes nothing here."""
    key = turn.event.subject
    own = await deck.vote(turn.ctx, turn.member, key, turn.event.choice)
    return await _show_next(turn, own)


@router.button("wishes:card")
async def show_card(turn: Turn) -> Replies:
    """Show one wish of the open deck with the vote that it has."""
    own = await deck.find(turn.ctx, turn.member)
    keys = await deck.present(turn.ctx, turn.member, turn.content.wishes, own.deck)
    if turn.event.subject is not None and turn.event.subject not in keys:
        raise NotFound
    if not keys:
        return await begin(turn)
    return await _show(turn, own, keys, turn.event.subject or keys[0])


@router.button("wishes:mine")
async def show_mine(turn: Turn) -> Replies:
    """List each yes that waits, with a button to take it back."""
    if turn.partner is None:
        return await begin(turn)
    keys = await deck.waiting_yes(turn.ctx, turn.member)
    there = await deck.present(turn.ctx, turn.member, turn.content.wishes, keys)
    words = [await _words(turn, each) for each in there]
    lines = [
        turn.text("wishes-line", None, number=at, words=each) for at, each in enumerate(words, 1)
    ]
    head = turn.text("wishes-mine" if lines else "wishes-mine-none")
    specs = [
        button("wishes-button-unvote", "wishes:unvote", key, number=at)
        for at, key in enumerate(there, 1)
    ]
    rows = [specs[at : at + 3] for at in range(0, len(specs), 3)]
    text = Rendered("\n".join([f"{head}\n", *lines]) if lines else head)
    return turn.send(text, *rows, [DECK_BUTTON, BACK_BUTTON], target=EditPressed())


@router.due(deck.OVER_DUE)
async def forget_deck(turn: Turn) -> Replies:
    """Forget a deck that is over, with each no in it, and say nothing."""
    if turn.partner is not None:
        await deck.find(turn.ctx, turn.member)
    return []


async def _show_next(turn: Turn, own: Votes) -> Replies:
    keys = await deck.present(turn.ctx, turn.member, turn.content.wishes, own.deck)
    key = next((each for each in keys if each not in own.given), None)
    if key is not None:
        return await _show(turn, own, keys, key)
    over = date_text.to_local(turn, (own.opened or turn.now) + deck.LASTS).date()
    change = button("wishes-button-change", "wishes:card", keys[0]) if keys else MINE_BUTTON
    day = date_text.long_date(turn, over)
    return turn.edit("wishes-deck-done", change, [MINE_BUTTON, BACK_BUTTON], day=day)


async def _show(turn: Turn, own: Votes, keys: list[UUID], key: UUID) -> Replies:
    at, given = keys.index(key), own.given.get(key, "")
    text = turn.text("wishes-card", None, words=await _words(turn, key), vote=given or "none")
    choices = [button(f"wishes-button-{each}", "wishes:vote", key, each) for each in votes.CHOICES]
    rows: list[Row] = [choices[:2], choices[2:]]
    if given:
        before = [button("wishes-button-before", "wishes:card", keys[at - 1])] if at else []
        after = keys[at + 1 : at + 2]
        rows.append([*before, *(button("wishes-button-after", "wishes:card", it) for it in after)])
    return turn.send(text, *rows, target=EditPressed())


async def _words(turn: Turn, key: UUID) -> str:
    return await deck.words_of(turn.ctx, turn.member, turn.content.wishes, key)
