"""Handles a wish in one's own words: shown with what it gives away, then put among the others."""

from __future__ import annotations

from chat.messages import Replies
from domain import unsorted
from domain.errors import NotFound
from domain.wishes import deck, own as own_wishes, shared
from handlers import unsent
from handlers.turn import FeatureRouter, Turn
from handlers.wishes.deck import BACK_BUTTON, begin, show_mine

router = FeatureRouter()

QUESTION = "wishes:words"


@router.button("wishes:write", asks=own_wishes.LONGEST, replied="wishes:write")
async def ask_words(turn: Turn) -> Replies:
    if turn.partner is None:
        return await begin(turn)
    turn.ask(QUESTION)
    return turn.say("wishes-write", longest=own_wishes.LONGEST)


@router.answer(QUESTION)
async def write_words(turn: Turn) -> Replies:
    """Show the wish to its author, and that the partner can guess whose it is."""
    if turn.member.couple_id is None:
        turn.stop_asking()
        return await begin(turn)
    shown = await unsent.begin(turn, unsorted.WISH, turn.member.couple_id, turn.event.text)
    turn.stop_asking_for(QUESTION)
    return shown


@router.button("wishes:put", binding="unsent:show")
async def put_among_others(turn: Turn) -> Replies:
    """Put it among the others; its author reads the same if the partner wrote the same."""
    found = await unsent.find_words_to_send(turn, unsorted.WISH)
    if found is None:
        return await unsent.show_again(turn)
    draft, words = found
    if draft.about != turn.member.couple_id:
        raise NotFound
    await own_wishes.put(turn.ctx, turn.member, turn.content.wishes, words)
    await unsent.discard_sent(turn, draft, QUESTION)
    return turn.edit("wishes-put", BACK_BUTTON)


@router.button("wishes:unvote", needs_consent=False)
async def take_back(turn: Turn) -> Replies:
    """Take a yes back: a wish of one's own leaves all decks with it."""
    key = turn.event.subject
    written = await shared.own_wishes(turn.ctx, turn.member.couple_id)
    if any(each.id == key and each.author_id == turn.member.id for each in written):
        await own_wishes.take_back(turn.ctx, turn.member, key)
    else:
        await deck.vote(turn.ctx, turn.member, key, "no")
    return await show_mine(turn)
