"""The free evenings of an export: one's own taps, and the evenings that were shown to both."""

from __future__ import annotations

from datetime import date

from pydantic import Field
from sqlalchemy import select

from domain.evenings.plan import Page
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection, keep_all
from storage.tables.evenings import EveningPick, EveningPlan


class ExportedEvenings(ExportedPart):
    """The free evenings of this week; they are deleted when it is over."""

    week: str
    tapped: list[date] = Field(description="Your taps, until you are done.")
    done: bool
    both: list[date] = Field(description="The evenings that fit both, once they were shown.")


async def evenings_of(look: ExportScope) -> list[ExportedEvenings]:
    """Return the person's pages, and of the other no more than what was shown to both."""
    rows = (
        select(EveningPlan, EveningPick)
        .join(EveningPick, EveningPick.plan_id == EveningPlan.id)
        .where(EveningPick.member_id == look.me.id)
        .order_by(EveningPlan.week)
    )
    pages = [Page(*row) for row in (await look.ctx.session.execute(rows)).all()]
    return [
        ExportedEvenings(
            week=each.plan.week,
            tapped=[] if each.pick.done else list(each.days(each.pick.evenings)),
            done=each.pick.done,
            both=list(each.days(each.plan.common or 0)) if each.plan.opened else [],
        )
        for each in pages
    ]


EVENINGS = ExportSection("evenings", list[ExportedEvenings], evenings_of, without_private=keep_all)
