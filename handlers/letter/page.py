"""Shows a letter to its author: the words, the day, and what can still be done."""

from __future__ import annotations

from zlib import crc32

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.letter import letters
from handlers import date_text
from handlers.turn import Row, Turn, button
from storage.tables.letter import Letter

LIST_BUTTON = button("letter-button-all", "letter:all")
PARTNER, BOTH = "partner", "both"


async def show(
    turn: Turn, letter: Letter, notice: str = "", *, brings_media: bool = False
) -> Replies:
    """Show a draft as it would go, or a sealed letter as it stands.

    Its photos and voice notes come along only if the person opens the letter to look at it.
    """
    standing = await letters.standing(turn.ctx, turn.member, letter)
    lines = [turn.text(notice)] if notice else []
    lines.append(await _head(turn, letter, standing))
    words = await letters.words_of(turn.ctx, turn.member, letter)
    lines.append(turn.text("letter-words", None, words=words))
    rows = await _rows(turn, letter, standing)
    return turn.send(
        Rendered("\n\n".join(lines)),
        *rows,
        LIST_BUTTON,
        target=EditPressed(),
        shows=(letter.id,),
        brings_media=brings_media,
    )


def tag(letter: Letter, words: str) -> str:
    """Return a short tag for a button, so that it seals only what it stood under."""
    return f"{crc32(f'{letter.day} {words}'.encode()):08x}"


async def _head(turn: Turn, letter: Letter, standing: str) -> Rendered:
    """Say for whom it is, when it opens, and how it stands."""
    has_day = "day" if letter.day else "none"
    more = {"has": has_day} if standing == letters.DRAFT else {"who": _who(letter)}
    day = date_text.long_date(turn, letter.day) if letter.day else ""
    name = await turn.name_in(letter.couple_id)
    return turn.text(f"letter-{standing}", None, name=name, day=day, **more)


def _who(letter: Letter) -> str:
    return BOTH if letter.to_both else PARTNER


async def _rows(turn: Turn, letter: Letter, standing: str) -> list[Row]:
    if standing == letters.TODAY:
        return []
    rows: list[Row] = []
    if standing == letters.DRAFT and letter.day and letter.couple_id == turn.member.couple_id:
        words = await letters.words_of(turn.ctx, turn.member, letter)
        rows += await _seal_buttons(turn, letter, tag(letter, words))
    is_same = turn.partner is not None and letter.receiver_id == turn.partner.id
    if standing == letters.HELD and is_same:
        rows.append(button("letter-button-again", "letter:again", letter.id))
    words_button = button("letter-button-words", "letter:words", letter.id)
    day_button = button("letter-button-day", "letter:day", letter.id)
    take_back = button("letter-button-take-back", "letter:take-back", letter.id)
    return [*rows, [words_button, day_button], take_back]


async def _seal_buttons(turn: Turn, letter: Letter, mark: str) -> list[Row]:
    name = await turn.partner_name()
    one = button("letter-button-seal", "letter:seal", letter.id, f"{PARTNER}.{mark}", name=name)
    return [one, button("letter-button-seal-both", "letter:seal", letter.id, f"{BOTH}.{mark}")]
