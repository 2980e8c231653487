"""What both see after a reveal: the two answers, what was given back, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid5

from chat.messages import Priority, Replies
from content import cards
from content.texts import Rendered
from domain import challenge_answers as answers
from domain import challenge_reactions as reactions
from handlers import challenge_card as card
from handlers import challenge_order
from handlers.privacy_screen import covered
from handlers.turn import Row, Turn, tap
from storage.models import Member, Reaction, Round


def key_anew(turn: Turn, held: Round) -> str:
    """The name of the reveal as it is shown once more, so that it can be changed in place."""
    return reactions.key_of_copy(held.id, turn.member.id, uuid5(held.id, turn.event.id))


async def reveal(turn: Turn, held: Round, reader: Member) -> Replies:
    """Both answers, as they come to one of the two."""
    text, rows = await view(turn, held, reader)
    return turn.send(
        text,
        *rows,
        to=reader,
        priority=Priority.REVEAL,
        key=reactions.key_of_reveal(held.id, reader.id),
        about=held.id,
        ends=held.id,
        expires=turn.now + card.PROMPT_LASTS,
    )


async def again(turn: Turn, held: Round) -> Replies:
    """The reveal once more, for who asks for it."""
    text, rows = await view(turn, held, turn.member)
    return turn.send(text, *rows, key=key_anew(turn, held), about=held.id)


async def view(turn: Turn, held: Round, reader: Member) -> tuple[Rendered, list[Row]]:
    """Both answers, what its reader has given back, and what they can still do."""
    lines = [await reveal_text(turn, held, reader)]
    given = await reactions.own(turn.session, reader, held)
    for each in given:
        lines.append(await own_reaction(turn, each, reader))
    return Rendered("\n\n".join(lines)), await _rows(turn, held, given)


async def reveal_text(turn: Turn, held: Round, reader: Member) -> Rendered:
    """Both answers; those to a challenge that is gone, without its words."""
    shown: dict[str, str] = {"own": "", "other": "", "name": ""}
    for answer in await answers.revealed(turn.session, held):
        words = await turn.vault.open(answer, "revealed")
        label = card.label_of(turn, held.challenge, words, reader)
        if answer.member_id == reader.id:
            shown["own"] = covered(reader, label)
        else:
            shown["other"] = covered(reader, label)
            shown["name"] = await turn.name_in(held.couple_id, reader)
    if card.is_gone(turn, held):
        return turn.text("challenge-reveal-gone", reader, **shown)
    week = card.challenge_of(turn, held, reader)
    return cards.reveal(turn.shelf.texts, reader.language, week, **shown)


async def own_reaction(turn: Turn, given: Reaction, reader: Member) -> Rendered:
    """What its reader gave back themselves."""
    line = await turn.vault.open(given, "line")
    words = {"line": line} if line else {}
    return turn.text(f"challenge-own-reaction-{given.kind}", reader, **words)


def reaction_text(turn: Turn, kind: str, name: str, line: str, reader: Member) -> Rendered:
    """What somebody gave back, as their partner reads it."""
    if kind == "line":
        return turn.text("challenge-reaction-line", reader, name=name, line=line)
    return turn.text(f"challenge-reaction-{kind}", reader, name=name)


async def _rows(turn: Turn, held: Round, given: Sequence[Reaction]) -> list[Row]:
    """One tap back or its undoing, one line, and what goes with the week's challenge."""
    tapped = [each for each in given if each.kind != reactions.LINE]
    rows = [row for each in tapped for row in await _undo(turn, held, each)]
    rows += [] if tapped else _taps(held)
    if len(tapped) == len(given):
        rows.append(tap("challenge-button-line", "challenge:line", held.id))
    rows.append(challenge_order.row(held))
    return [*rows, *_wishes(turn, held)]


async def _undo(turn: Turn, held: Round, given: Reaction) -> list[Row]:
    can = await reactions.can_be_undone(turn.session, given, turn.now)
    return [tap("challenge-button-undo", "challenge:undo", held.id)] if can else []


def _taps(held: Round) -> list[Row]:
    heart, thanks, talk = (
        tap(f"challenge-button-{kind}", "challenge:react", held.id, kind) for kind in reactions.TAPS
    )
    return [[heart, thanks], talk]


def _wishes(turn: Turn, held: Round) -> list[Row]:
    return [tap("goals-button-from", "goals:from", held.id)] if _holds_wishes(turn, held) else []


def _holds_wishes(turn: Turn, held: Round) -> bool:
    if card.is_gone(turn, held):
        return False
    week = card.challenge_of(turn, held, turn.member)
    return week.theme == "goals" and week.question.kind != "scale"
