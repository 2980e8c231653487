"""Gathers everything of one person, and of their partner what was shown to them; nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import partial

from domain import member as members
from domain.context import Context
from domain.pair import again
from domain.privacy import export_schema as document
from domain.privacy.export_scope import ExportScope, Wording
from domain.privacy.export_section import ExportSection
from domain.privacy.hide import hidden_links
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember


async def gather(
    ctx: Context, member: Member, wording: Wording, sections: Sequence[ExportSection]
) -> document.Export:
    """Return the whole document of these sections.

    Every query asks for the person's own id, or for what was revealed.
    """
    look = ExportScope(ctx, member, wording, partial(members.partner_name, ctx, member))
    found = {section.name: await section.gather(look) for section in sections}
    return document.Export.model_validate({"made_at": ctx.now, **found})


async def record_taken(ctx: Context, member: Member, day: date) -> None:
    """Save the day (not the hour) on which the person's file was taken, for them alone."""
    await ctx.vault.seal(member, "exported_on", day.isoformat())


async def last_taken(ctx: Context, member: Member) -> date | None:
    """Return the day of the last file, until they clear it."""
    day = await ctx.vault.open(member, "exported_on")
    return date.fromisoformat(day) if day else None


async def profile_of(look: ExportScope) -> document.Profile:
    """Return who one is here, and the settings that one chose."""
    me = look.me
    couple = await look.ctx.session.get(Couple, me.couple_id) if me.couple_id else None
    return document.Profile(
        name=await look.ctx.vault.open(me, "name"),
        platform=me.platform,
        language=me.language,
        time_zone=me.zone,
        hour=_clock(me.minute),
        quiet_from=_clock(me.quiet_from),
        quiet_until=_clock(me.quiet_until),
        depth=me.intensity,
        nudges=me.nudges,
        from_partner=me.from_partner,
        paused_until=me.paused_until,
        reachable=me.reachable,
        joined_on=look.local_day(me.joined_at),
        hides_words=me.hides_words,
        clears_words=me.clears_words,
        keeps_unsorted=me.keeps_unsorted,
        hides=await _hidden_partner_names(look),
        partner=await look.partner_name(couple.id) if couple else None,
        weekday=couple.weekday if couple else None,
        every_weeks=couple.every_weeks if couple else None,
        takes_up=await again.own_answer(look.ctx, me),
        consent=me.consent,
        consented_at=me.consented_at,
    )


async def _hidden_partner_names(look: ExportScope) -> list[str]:
    hidden = await hidden_links(look.ctx, look.me)
    return [await look.partner_name(each.couple_id) for each in hidden]


def _clock(minute: int) -> str:
    return f"{time(*divmod(minute, 60)):%H:%M}"


SECTIONS = (ExportSection("profile", profile_of, (Member.name, CoupleMember.name)),)
