"""The repairs of an export: one's own side, and the other's once both had seen both."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field
from sqlalchemy import select

from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection
from domain.repair import sessions, trial
from storage.tables.pair import Couple
from storage.tables.repair import Repair, RepairPart


class ExportedRepair(ExportedPart):
    """A way back after a quarrel; `theirs` only once both had seen both."""

    partner: str = Field(description="The one you quarrelled with; empty for one of yours alone.")
    mine: dict[str, str]
    theirs: dict[str, str] | None
    trial: str | None = Field(
        description="The thing that you both said yes to trying, or try alone."
    )
    proposed_by_me: str | None = Field(description="The thing that you propose to try.")
    proposed_by_other: str | None = Field(
        description="The thing that your partner proposes to try."
    )


async def repairs_of(look: ExportScope) -> list[ExportedRepair]:
    """Return repairs, those of the newest link first, and those of one link sorted by their words.

    Their times are not kept, and their order must not tell them.
    """
    rows = select(RepairPart, Couple.started_at).where(RepairPart.member_id == look.me.id)
    found = (await look.ctx.session.execute(rows.outerjoin(Couple))).all()
    parts = [(since, await _repair(look, part)) for part, since in found]
    return [each for _, each in sorted(parts, key=_by_link_and_words)]


def _by_link_and_words(found: tuple[datetime | None, ExportedRepair]) -> tuple[float, str]:
    since, part = found
    return (-since.timestamp() if since else 0.0), part.model_dump_json()


async def _repair(look: ExportScope, part: RepairPart) -> ExportedRepair:
    common = await sessions.lock_repair(look.ctx, part)
    sides = await sessions.parts_of(look.ctx, common)
    theirs = next((each for each in sides if each.id != part.id), None)
    shown = await sessions.shared_words(look.ctx, theirs) if theirs else {}
    own = await sessions.own_words(look.ctx, part) or await sessions.shared_words(look.ctx, part)
    return ExportedRepair(
        partner=await look.partner_name(part.couple_id),
        mine=own,
        theirs=shown or None,
        trial=await trial.tried_words(look.ctx, common, part) or None,
        proposed_by_me=await look.ctx.vault.open(part, "trial") or None,
        proposed_by_other=await look.ctx.vault.open(theirs, "trial") or None if theirs else None,
    )


def _omit_unseen(repairs: list[ExportedRepair]) -> list[ExportedRepair]:
    return [each for each in repairs if each.theirs is not None]


REPAIRS = ExportSection(
    "repairs",
    list[ExportedRepair],
    repairs_of,
    without_private=_omit_unseen,
    columns=(RepairPart.words, RepairPart.shared, RepairPart.trial, Repair.trial),
)
