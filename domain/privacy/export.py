"""Gathers everything of one person, and of their partner what was shown to them; nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any, Literal

from pydantic import Field

from domain import member as members, time_habits
from domain.context import Context
from domain.pair import again
from domain.privacy.export_scope import ExportScope, Wording
from domain.privacy.export_section import (
    AnySection,
    Export,
    ExportedPart,
    ExportSection,
    build_model,
    keep_all,
)
from domain.privacy.hide import hidden_links
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember


class Profile(ExportedPart):
    """Facts about you, and the settings that you chose."""

    name: str
    platform: str
    pronoun: Literal["she", "he", "neither"] | None = Field(
        description="How the bot writes about you, in what you read yourself; null: you did not "
        "say."
    )
    language: str
    time_zone: str | None
    country: str | None = Field(
        description="The country, in two letters, that you chose for how dates are read."
    )
    usual_hours: dict[str, str] = Field(
        description="The hours that you mean by parts of the day, as learnt from your choices."
    )
    hour: str = Field(description="When your weekly card comes, on your own clock: HH:MM.")
    quiet_from: str
    quiet_until: str
    depth: int = Field(description="How deep your challenges may go, 1 to 3.")
    nudges: str
    from_partner: str = Field(
        description="When what your partner sends you comes: now, with the card, or off: only "
        "where you look."
    )
    extras_from_partner: str = Field(description="The same for their questions, letters and dates.")
    paused_until: datetime | None
    reachable: bool
    joined_on: date
    hides_words: bool = Field(
        description="Whether messages that you did not ask for are hidden until a tap."
    )
    clears_words: bool = Field(
        description="Whether what you write for yourself is taken out of the chat."
    )
    keeps_in_chat: bool = Field(
        description="Whether the bot's messages to you cannot be forwarded or saved (Telegram)."
    )
    keeps_unsorted: bool = Field(
        description="Whether words that you do not sort go into your journal after a week."
    )
    hides: list[str] = Field(
        description="Earlier partners of whom you have hidden what you had; it is in here."
    )
    partner: str | None = Field(description="The name of the one you are linked with now.")
    weekday: int | None = Field(description="The day of the weekly card for both; 0 is Monday.")
    every_weeks: int | None = Field(description="The number of weeks between two cards.")
    takes_up: Literal["yes", "no"] | None = Field(
        description="Your answer to taking up what you two had before, while that is open."
    )
    consent: str | None = Field(
        description="The version of the words that you said yes to; “no” if you said no."
    )
    consented_at: datetime | None


async def gather(
    ctx: Context, member: Member, wording: Wording, sections: Sequence[AnySection]
) -> Export:
    """Return the whole document of these sections.

    Every query asks for the person's own id, or for what was revealed.
    """
    look = ExportScope(ctx, member, wording, partial(members.partner_name, ctx, member))
    found = {section.name: await section.gather(look) for section in sections}
    return build_model(sections).model_validate({"made_at": ctx.now, **found})


def without_private(export: Export, sections: Sequence[AnySection]) -> Export:
    """Return the file without what the person's own word guards."""
    return export.model_copy(
        update={each.name: each.without_private(export.part(each)) for each in sections}
    )


async def record_taken(ctx: Context, member: Member, day: date) -> None:
    """Save the day (not the hour) on which the person's file was taken, for them alone."""
    await ctx.vault.seal(member, "exported_on", day.isoformat())


async def last_taken(ctx: Context, member: Member) -> date | None:
    """Return the day of the last file, until they clear it."""
    day = await ctx.vault.open(member, "exported_on")
    return date.fromisoformat(day) if day else None


async def profile_of(look: ExportScope) -> Profile:
    """Return who one is here, and the settings that one chose."""
    me, couple = look.me, await _couple_of(look)
    return Profile(
        name=await look.ctx.vault.open(me, "name"),
        platform=me.platform,
        pronoun=await look.ctx.vault.open(me, "pronoun") or None,
        language=me.language,
        time_zone=me.zone,
        country=await time_habits.chosen_country(look.ctx, me) or None,
        usual_hours=await _usual_hours(look),
        hour=_clock(me.minute),
        quiet_from=_clock(me.quiet_from),
        quiet_until=_clock(me.quiet_until),
        depth=me.intensity,
        nudges=me.nudges,
        from_partner=me.from_partner,
        extras_from_partner=me.extras_from_partner,
        paused_until=me.paused_until,
        reachable=me.reachable,
        joined_on=look.local_day(me.joined_at),
        **_switches(me),
        hides=await _hidden_partner_names(look),
        partner=await look.partner_name(couple.id) if couple else None,
        weekday=couple.weekday if couple else None,
        every_weeks=couple.every_weeks if couple else None,
        takes_up=await again.own_answer(look.ctx, me),
        consent=me.consent,
        consented_at=me.consented_at,
    )


def _switches(me: Member) -> dict[str, Any]:
    names = ("hides_words", "clears_words", "keeps_in_chat", "keeps_unsorted")
    return {name: getattr(me, name) for name in names}


async def _couple_of(look: ExportScope) -> Couple | None:
    return await look.ctx.session.get(Couple, look.me.couple_id) if look.me.couple_id else None


async def _usual_hours(look: ExportScope) -> dict[str, str]:
    hours = await time_habits.usual_hours(look.ctx, look.me)
    return {part: _clock(minute) for part, minute in hours.items()}


async def _hidden_partner_names(look: ExportScope) -> list[str]:
    hidden = await hidden_links(look.ctx, look.me)
    return [await look.partner_name(each.couple_id) for each in hidden]


def _clock(minute: int) -> str:
    return f"{time(*divmod(minute, 60)):%H:%M}"


PROFILE = ExportSection(
    "profile",
    Profile,
    profile_of,
    without_private=keep_all,
    columns=(
        *(Member.name, Member.pronoun, Member.country, Member.usual_hours),
        CoupleMember.name,
    ),
)
