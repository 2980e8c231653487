"""What both see after a reveal: the two answers, what was given back, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid5

from chat.messages import Priority, Replies
from chat.targets import NewMessage
from content import cards
from content.texts import Rendered
from domain.challenge import answers, reactions
from domain.challenge.answers import RevealedTexts
from handlers.challenge import card, preferences
from handlers.privacy.lock_screen import as_spoiler
from handlers.turn import Row, Turn, tap
from storage.tables.challenge import Reaction, Round
from storage.tables.member import Member


def key_anew(turn: Turn, round_: Round) -> str:
    """The name of the reveal as it is shown once more, so that it can be changed in place."""
    return reactions.reveal_copy_key(round_.id, turn.member.id, uuid5(round_.id, turn.event.id))


def reveal(turn: Turn, round_: Round, texts: RevealedTexts, reader: Member, name: str) -> Replies:
    """Both answers, as they come to one of the two, with the partner's name."""
    rows = _rows(turn, round_)
    text = _both_answers(turn, round_, texts, reader, name)
    return turn.send(
        text,
        *rows,
        to=reader,
        priority=Priority.REVEAL,
        key=reactions.reveal_key(round_.id, reader.id),
        about=round_.id,
        target=NewMessage(ends=round_.id),
        expires=turn.now + card.PROMPT_LASTS,
    )


async def again(turn: Turn, round_: Round) -> Replies:
    """The reveal once more, for who asks for it."""
    text, rows = await view(turn, round_, turn.member)
    return turn.send(text, *rows, key=key_anew(turn, round_), about=round_.id)


async def view(turn: Turn, round_: Round, reader: Member) -> tuple[Rendered, list[Row]]:
    """Both answers, what its reader has given back, and what they can still do."""
    given = await reactions.own_reactions(turn.ctx, reader, round_)
    undo = [row for each in given for row in await _undo(turn, round_, each)]
    lines = [await reveal_text(turn, round_, reader)]
    lines += [await own_reaction(turn, each, reader) for each in given]
    return Rendered("\n\n".join(lines)), [*undo, *_rows(turn, round_, given)]


async def reveal_text(turn: Turn, round_: Round, reader: Member) -> Rendered:
    """Both answers, as they are kept."""
    texts = await answers.open_revealed(turn.ctx, round_)
    name = await turn.name_in(round_.couple_id, reader)
    return _both_answers(turn, round_, texts, reader, name)


def _both_answers(
    turn: Turn, round_: Round, texts: RevealedTexts, reader: Member, name: str
) -> Rendered:
    """Both answers; those to a challenge that is gone, without its words."""
    week = None if card.is_gone(turn, round_) else card.challenge_of(turn, round_, reader)
    shown: dict[str, str] = {"own": "", "other": "", "name": ""}
    for author, words in texts.items():
        label = as_spoiler(reader, cards.answer_label(week, words) if week else words)
        shown |= {"own": label} if author == reader.id else {"other": label, "name": name}
    if week is None:
        return turn.text("challenge-reveal-gone", reader, **shown)
    return cards.reveal(turn.content.texts, reader.language, week, **shown)


async def own_reaction(turn: Turn, given: Reaction, reader: Member) -> Rendered:
    """What its reader gave back themselves."""
    line = await turn.ctx.vault.open(given, "line")
    words = {"line": line} if line else {}
    return turn.text(f"challenge-own-reaction-{given.kind}", reader, **words)


def reaction_text(turn: Turn, kind: str, name: str, line: str, reader: Member) -> Rendered:
    """What somebody gave back, as their partner reads it."""
    if kind == "line":
        return turn.text("challenge-reaction-line", reader, name=name, line=line)
    return turn.text(f"challenge-reaction-{kind}", reader, name=name)


def _rows(turn: Turn, round_: Round, given: Sequence[Reaction] = ()) -> list[Row]:
    """One tap back, one line, and what goes with the week's challenge."""
    kinds = {each.kind for each in given}
    rows = [] if kinds - {reactions.LINE} else _taps(round_)
    if reactions.LINE not in kinds:
        rows.append(tap("challenge-button-line", "challenge:line", round_.id))
    rows.append(preferences.row(round_))
    return [*rows, *_wishes(turn, round_)]


async def _undo(turn: Turn, round_: Round, given: Reaction) -> list[Row]:
    """The button that takes a tap back, as long as it can be."""
    can = await reactions.can_be_undone(turn.ctx, given)
    return [tap("challenge-button-undo", "challenge:undo", round_.id)] if can else []


def _taps(round_: Round) -> list[Row]:
    heart, thanks, talk = (
        tap(f"challenge-button-{kind}", "challenge:react", round_.id, kind)
        for kind in reactions.TAPS
    )
    return [[heart, thanks], talk]


def _wishes(turn: Turn, round_: Round) -> list[Row]:
    return (
        [tap("goals-button-from", "goals:from", round_.id)]
        if _contains_wishes(turn, round_)
        else []
    )


def _contains_wishes(turn: Turn, round_: Round) -> bool:
    if card.is_gone(turn, round_):
        return False
    week = card.challenge_of(turn, round_, turn.member)
    return week.theme == "goals" and week.question.kind != "scale"
