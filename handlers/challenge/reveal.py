"""Shows both people a reveal: the two answers, the reactions to them, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid5

from chat.messages import Priority, Replies
from chat.targets import NewMessage
from content import cards
from content.questions.reveals import BothAnswers
from content.questions.stored import as_kept
from content.texts import Rendered
from domain.challenge import answers, reactions
from domain.challenge.answers import RevealedTexts
from handlers.challenge import card, preferences
from handlers.privacy.lock_screen import as_spoiler
from handlers.turn import ButtonSpec, Row, Turn, button
from storage.tables.challenge import Reaction, Round
from storage.tables.member import Member


def copy_key(turn: Turn, round_: Round) -> str:
    """Return the key of a repeated reveal, which lets it be changed in place."""
    return reactions.reveal_copy_key(round_.id, turn.member.id, uuid5(round_.id, turn.event.id))


def send_reveal(
    turn: Turn, round_: Round, texts: RevealedTexts, reader: Member, name: str
) -> Replies:
    """Send one of the two both answers, with the partner's name."""
    rows = _button_rows(turn, round_)
    shown = _both_answers(turn, round_, texts, reader, name)
    text = Rendered(f"{shown}\n\n{_captions(turn, reader, name)}")
    return turn.send(
        text,
        *rows,
        to=reader,
        priority=Priority.REVEAL,
        key=reactions.reveal_key(round_.id, reader.id),
        subject=round_.id,
        target=NewMessage(ends=round_.id),
        expires=turn.now + card.PROMPT_LIFETIME,
    )


async def send_again(turn: Turn, round_: Round) -> Replies:
    """Send the reveal again to the person who asks for it."""
    text, rows = await render_reveal(turn, round_, turn.member)
    return turn.send(text, *rows, key=copy_key(turn, round_), subject=round_.id)


async def render_reveal(turn: Turn, round_: Round, reader: Member) -> tuple[Rendered, list[Row]]:
    """Return both answers and the reader's own reactions, with buttons for what they can do."""
    given = await reactions.own_reactions(turn.ctx, reader, round_)
    undo = [row for each in given for row in await _undo_buttons(turn, round_, each)]
    lines = [await reveal_text(turn, round_, reader)]
    lines += [await own_reaction_text(turn, each, reader) for each in given]
    name = await turn.name_in(round_.couple_id, reader)
    lines.append(_captions(turn, reader, name, given))
    return Rendered("\n\n".join(lines)), [*undo, *_button_rows(turn, round_, given)]


async def reveal_text(turn: Turn, round_: Round, reader: Member) -> Rendered:
    """Return both answers as they are kept."""
    texts = await answers.open_revealed(turn.ctx, round_)
    name = await turn.name_in(round_.couple_id, reader)
    return _both_answers(turn, round_, texts, reader, name)


def _both_answers(
    turn: Turn, round_: Round, texts: RevealedTexts, reader: Member, name: str
) -> Rendered:
    """Return both answers; if their challenge is gone, without its words."""

    def cover(words: str) -> Rendered:
        return as_spoiler(reader, words)

    other = next((words for author, words in texts.items() if author != reader.id), "")
    both = BothAnswers(texts.get(reader.id, ""), other, name)
    if card.is_gone(turn, round_):
        shown = {"own": cover(as_kept(both.own)), "other": cover(as_kept(both.other))}
        return turn.text("challenge-reveal-gone", reader, name=name, **shown)
    week = card.challenge_of(turn, round_, reader)
    return cards.reveal(turn.content.texts, reader.language, week, both, cover)


async def own_reaction_text(turn: Turn, reaction: Reaction, reader: Member) -> Rendered:
    """Return a reaction as the person who gave it reads it."""
    line = await turn.ctx.vault.open(reaction, "line")
    values = {"line": line} if line else {}
    return turn.text(f"challenge-own-reaction-{reaction.kind}", reader, **values)


def reaction_text(turn: Turn, kind: str, name: str, line: str, reader: Member) -> Rendered:
    """Return a reaction as the author's partner reads it."""
    if kind == "line":
        return turn.text("challenge-reaction-line", reader, name=name, line=line)
    return turn.text(f"challenge-reaction-{kind}", reader, name=name)


def _captions(turn: Turn, reader: Member, name: str, given: Sequence[Reaction] = ()) -> Rendered:
    can_tap, can_write = _can_tap(given), _can_write(given)
    return cards.captions(turn.content.texts, reader.language, name, can_tap, can_write)


def _can_tap(given: Sequence[Reaction]) -> bool:
    return all(each.kind == reactions.LINE for each in given)


def _can_write(given: Sequence[Reaction]) -> bool:
    return all(each.kind != reactions.LINE for each in given)


def _button_rows(turn: Turn, round_: Round, given: Sequence[Reaction] = ()) -> list[Row]:
    """Return what goes to the partner, then what does not."""
    rows: list[Row] = [_reaction_buttons(round_)] if _can_tap(given) else []
    if _can_write(given):
        rows.append(button("challenge-button-line", "challenge:line", round_.id))
    return [*rows, preferences.rating_buttons(round_), *_goal_buttons(turn, round_)]


async def _undo_buttons(turn: Turn, round_: Round, reaction: Reaction) -> list[Row]:
    """Return the button that undoes a tap, as long as it can be undone."""
    can_undo = await reactions.can_be_undone(turn.ctx, reaction)
    return [button("challenge-button-undo", "challenge:undo", round_.id)] if can_undo else []


def _reaction_buttons(round_: Round) -> Sequence[ButtonSpec]:
    return [
        button(f"challenge-button-{kind}", "challenge:react", round_.id, kind)
        for kind in reactions.TAPS
    ]


def _goal_buttons(turn: Turn, round_: Round) -> list[Row]:
    return (
        [button("goals-button-from", "goals:from", round_.id)]
        if _contains_wishes(turn, round_)
        else []
    )


def _contains_wishes(turn: Turn, round_: Round) -> bool:
    if card.is_gone(turn, round_):
        return False
    challenge = card.challenge_of(turn, round_, turn.member)
    return challenge.theme == "goals" and challenge.question.can_be_goal
