"""The letters of an export: one's own, and those that have opened for one."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from domain.letter import letters
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection
from storage.tables.letter import Letter


class ExportedLetter(ExportedPart):
    """A letter of yours, or one that has opened for you."""

    mine: bool
    other: str
    words: str
    opens_on: date | None = Field(description="Its day; a draft may have none.")
    to_both: bool = Field(description="Whether it opens for both of you.")
    state: str = Field(
        description="draft, sealed, today (its day has come; whether it was read is not told), "
        "held (the link ended first), or open for one that you got."
    )


async def letters_of(look: ExportScope) -> list[ExportedLetter]:
    """Return what one wrote, then what one got; nothing of a letter that is still sealed."""
    written = [await _mine(look, each) for each in await letters.all_own(look.ctx, look.me)]
    got = [await _theirs(look, each) for each in await letters.all_got(look.ctx, look.me)]
    return [*written, *got]


async def _mine(look: ExportScope, letter: Letter) -> ExportedLetter:
    state = await letters.standing(look.ctx, look.me, letter)
    return await _exported(look, letter, mine=True, state=state)


async def _theirs(look: ExportScope, letter: Letter) -> ExportedLetter:
    return await _exported(look, letter, mine=False, state=letters.OPEN)


async def _exported(look: ExportScope, letter: Letter, *, mine: bool, state: str) -> ExportedLetter:
    return ExportedLetter(
        mine=mine,
        other=await look.partner_name(letter.couple_id),
        words=await letters.words_of(look.ctx, look.me, letter),
        opens_on=letter.day,
        to_both=letter.to_both,
        state=state,
    )


def _omit_unopened(found: list[ExportedLetter]) -> list[ExportedLetter]:
    return [each for each in found if each.state in (letters.OPEN, letters.TODAY)]


EXPORT = ExportSection(
    "letters",
    list[ExportedLetter],
    letters_of,
    without_private=_omit_unopened,
    columns=(Letter.text, Letter.opened),
)
